"""Porsche Carrera Cup North America 2026, Miami race 1: a sheet of one race with converted drive-throughs, all its decisions carried out.

The sheet gives the result only. The facts at the flag are its times without the seconds of its own notes; what must come out again
is every place, gap and mark, and that the order at the flag was another one.
"""

from __future__ import annotations

from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.words.figures import clock
from tests.seasons.real.writing import PORSCHE, code, race, source, written

Source = dict[str, Any]
REF = "MIA/R1"
CATEGORY = {"PRO": "Pro", "PRO-AM": "Pro-Am", "Pro-Am": "Pro-Am", "MAS": "Masters", None: "Pro"}


@pytest.fixture(scope="module")
def sheet() -> Source:
    return source("pccna_2026_miami_r1_sheet.json")


def seconds(note: Source) -> int:
    """The seconds of a note on the sheet; 0 for what changes no result."""
    words = note["text"].replace(":", "").split()
    return int(words[words.index("seconds") - 1]) if "seconds" in words else 0


def ms(row: Source, first: int) -> int | None:
    """A row's printed time behind the first, in milliseconds."""
    if row["status"] != "CLASSIFIED":
        return None
    return first if "time" in row else first + round(float(row["gap"]) * 1000)


@pytest.fixture(scope="module")
def book(sheet: Source) -> Book:
    rows = sheet["results"]["R1"]
    minutes, rest = rows[0]["time"].split(":")
    first = int(minutes) * 60_000 + round(float(rest) * 1000)
    added = {car: seconds(note) * 1000 for note in sheet["notes_on_sheet"] for car in note["cars"]}
    finishes, times = [], {}
    for row in rows:
        found: Source = {"number": row["number"], "laps": row["laps"]}
        if (total := ms(row, first)) is not None:
            times[row["number"]] = total - added.get(row["number"], 0)
            found["total"] = clock(times[row["number"]])
        else:
            found["status"] = "retired"
        if row["number"] == sheet["fastest_lap"]["number"]:
            found |= {"best": sheet["fastest_lap"]["time"], "best_lap": sheet["fastest_lap"]["lap"]}
        finishes.append(found)
    order = sorted(times, key=lambda car: times[car]) + [row["number"] for row in rows if row["number"] not in times]
    decisions = [_decision(i, note) for i, note in enumerate(sheet["notes_on_sheet"], 1)]
    return written(
        code="pccna-2026",
        cup=sheet["series"],
        year=2026,
        regulations={
            "name": sheet["series"],
            "championships": [{"code": "overall", "name": "Overall", "scale": PORSCHE}],
            "categories": [{"code": each, "name": each} for each in dict.fromkeys(CATEGORY.values())],
            "threshold": {"percent": 1, "rounding": "up"},
        },
        drivers=[{"code": code(row["driver"]), "given": "", "surname": row["driver"]} for row in rows],
        entries=[
            {
                "number": row["number"],
                "drivers": [code(row["driver"])],
                "category": CATEGORY[row.get("class_label_as_printed")],
            }
            for row in rows
        ],
        rounds=[
            {"code": "MIA", "name": "Miami", "sessions": [race("R1", order, finishes, decisions=decisions)]},
        ],
    )


def _decision(number: int, note: Source) -> Source:
    converted, amount = "converted" in note["text"], seconds(note)
    sanction = (
        {"kind": "drive_through" if converted else "time", "time": str(amount)} if amount else {"kind": "warning"}
    )
    return {"number": number, "cars": note["cars"], "offence": note["text"], "sanctions": [sanction]}


def test_every_place_lap_and_gap_is_the_printed_one(sheet: Source, book: Book) -> None:
    found = book.classification(REF)
    printed = sheet["results"]["R1"]
    assert [(row.position, row.number, row.laps) for row in found.rows] == [
        (row["pos"], row["number"], row["laps"]) for row in printed
    ]
    gaps = {row.number: row.gap_ms for row in found.rows}
    assert {n: gap for n, gap in gaps.items() if gap} == {
        row["number"]: round(float(row["gap"]) * 1000) for row in printed if "gap" in row
    }
    assert clock(found.rows[0].time_ms or 0) == printed[0]["time"]


def test_the_marks_are_the_printed_ones(sheet: Source, book: Book) -> None:
    """A star where a decision changed the result; a retired car is penalised too; a place at the start is none."""
    marked = {row.number for row in book.classification(REF).rows if row.changed}
    assert marked == {row["number"] for row in sheet["results"]["R1"] if row.get("asterisk")}


def test_the_fastest_lap_is_that_of_a_penalised_car(sheet: Source, book: Book) -> None:
    fastest = book.classification(REF).fastest
    assert fastest is not None
    assert (fastest.number, clock(fastest.ms), fastest.lap) == tuple(sheet["fastest_lap"].values())


def test_hedge_lost_eight_places_to_his_drive_through(book: Book) -> None:
    row = book.classification(REF).row("9")
    assert row is not None
    assert (row.road, row.position, row.sanction_ms) == (1, 9, 28_000)
