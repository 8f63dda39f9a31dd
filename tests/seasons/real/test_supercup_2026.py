"""Porsche Supercup 2026: up to seven guests a race skipped, half points at Monza, Rookies by the points of the overall order."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.seasons import preset
from tests.seasons.real.writing import (
    PORSCHE,
    STATUS,
    code,
    driver,
    points,
    published,
    race,
    source,
    teams,
    totals,
    written,
)

Source = dict[str, Any]


@pytest.fixture(scope="module")
def sheet() -> Source:
    return source("porsche_supercup_2026.json")


@pytest.fixture(scope="module")
def book(sheet: Source) -> Book:
    rounds = [_round(i, meeting, sheet) for i, meeting in enumerate(sheet["rounds"], 1)]
    races = {each["id"]: str(i) for i, meeting in enumerate(sheet["rounds"], 1) for each in meeting["races"]}
    names = dict.fromkeys(entry["driver"] for entry in sheet["entries"])
    return written(
        code="supercup-2026",
        cup=sheet["series"],
        year=2026,
        regulations={
            "name": "Porsche Supercup",
            "championships": [
                {"code": "overall", "name": "Overall", "scale": PORSCHE},
                {"code": "rookie", "name": "Rookie", "scale": PORSCHE, "award": "Rookie", "place": "cup"},
            ],
            "awards": [{"code": "Rookie", "name": "Rookie"}],
            "threshold": {"flag": True},
        },
        drivers=[driver(name) for name in names],
        teams=teams(list(dict.fromkeys(entry["team"] for entry in sheet["entries"]))),
        entries=[_entry(entry, races) for entry in sheet["entries"]],
        rounds=rounds,
    )


def _entry(entry: Source, races: dict[str, str]) -> Source:
    return {
        "number": entry["number"],
        "drivers": [code(entry["driver"])],
        "team": code(entry["team"]),
        "awards": ["Rookie"] if entry["rookie"] else [],
        "guest": entry["guest"],
        "rounds": list(dict.fromkeys(races[ref] for ref in _refs(entry.get("rounds", "R1-R8")))),
    }


def _refs(said: str) -> list[str]:
    if span := re.fullmatch(r"R(\d)-R(\d)", said):
        return [f"R{i}" for i in range(int(span[1]), int(span[2]) + 1)]
    return said.split(",")


def _round(number: int, meeting: Source, sheet: Source) -> Source:
    sessions = []
    for each in meeting["races"]:
        rows = sheet["results"][each["id"]]
        sessions.append(
            race(
                each["id"],
                [row["number"] for row in rows if row["status"] in ("CLASSIFIED", "DNF", "NC")],
                [_finish(row) for row in rows],
                points_factor=str(each["points_factor"]),
                laps=each["laps_run"],
            )
        )
    return {"code": str(number), "name": meeting["name"], "circuit": meeting["circuit"], "sessions": sessions}


def _finish(row: Source) -> Source:
    found: Source = {"number": row["number"], "status": STATUS.get(row["status"], "running")}
    if row["laps"]:
        found["laps"] = row["laps"]
    if row["best_lap"]:
        found["best"] = row["best_lap"]
    return found


def test_every_classification_is_the_printed_one(sheet: Source, book: Book) -> None:
    for ref in book.races():
        rows = sheet["results"][ref.partition("/")[2]]
        printed = [(row["pos"], row["number"]) for row in rows if row["pos"]]
        found = [(row.position, row.number) for row in book.classification(ref).rows if row.position]
        assert found == printed, ref


def test_every_total_is_the_official_one(sheet: Source, book: Book) -> None:
    assert sorted((key, total) for _, key, total in totals(book, "overall")) == sorted(
        (key, total) for _, key, total in published(sheet["published_standings"]["overall"])
    )


def test_the_order_is_the_official_one_as_far_as_points_say_it(sheet: Source, book: Book) -> None:
    """The order of the drivers without points is not official in the source."""
    scorers = [row for row in published(sheet["published_standings"]["overall"]) if row[2]]
    assert totals(book, "overall")[: len(scorers)] == scorers


@pytest.mark.parametrize(("after", "checkpoint"), [("5/R5", "before_R6"), ("6/R7", "before_R8")])
def test_what_was_said_before_two_races(sheet: Source, book: Book, after: str, checkpoint: str) -> None:
    table = book.standings("overall", after)
    for name, said in sheet["checkpoints"][checkpoint].items():
        row = table.row(code(name))
        assert row is not None
        assert row.points == said


def test_rookies_take_the_points_of_the_overall_order(sheet: Source, book: Book) -> None:
    overall = {key: total for _, key, total in totals(book, "overall")}
    rookies = {code(entry["driver"]) for entry in sheet["entries"] if entry["rookie"]}
    table = totals(book, "rookie")
    assert {key: total for _, key, total in table} == {key: overall[key] for key in rookies}
    derived = sheet["derived_standings_inferred"]
    said = next(rows for name, rows in derived.items() if "ookie" in name)
    assert [(key, total) for _, key, total in table if total] == [
        (code(row["driver"]), points(row["points"])) for row in said if row["points"]
    ]


def test_a_half_points_race_pays_half(book: Book) -> None:
    assert book.points("overall", book.latest())[code("Flynt Schuring")].points == Fraction(17, 2)


def test_the_champion_was_known_before_monza(book: Book) -> None:
    before, after = book.title("overall", "6/R7"), book.title("overall")
    assert before.champions == after.champions == (code("Flynt Schuring"),)
    assert (before.on_offer, before.margin) == (Fraction(25), Fraction(27))  # nobody knew that it would pay half


def test_the_preset_gives_the_same_tables(book: Book) -> None:
    other = Book(replace(book.season, regulations=preset.regulations("porsche-supercup")))
    for table in ("overall", "rookie"):
        assert totals(other, table) == totals(book, table)
