"""GR Cup North America 2025, four meetings: provisional files and decisions give the official order, ties by printed places."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.regulations import Regulations
from cupdesk.seasons import preset
from cupdesk.seasons.records import record
from tests.seasons.real.writing import DATA, code, race, teams, written

FOLDER = DATA / "gr_cup_2025"
EVENTS = ("Sonoma", "COTA", "Sebring", "VIR")
Row = dict[str, str]
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the published season is not at hand")


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline()
        lines.seek(0)
        return list(csv.DictReader(lines, delimiter=";" if ";" in first else ","))


def results(event: str, number: str, kind: str) -> list[Row]:
    """The race file of a kind, or nothing."""
    for row in rows(FOLDER / "files.csv"):
        if (row["event"], row["race"], row["kind"]) == (event, number, kind):
            return rows(FOLDER / "raw" / row["file"])
    return []


def facts(event: str, number: str) -> list[Row]:
    """What was known at the flag: the provisional file; of Sonoma race 1 there is only the official one."""
    return results(event, number, "provisional") or results(event, number, "official")


def name(row: Row) -> str:
    return f"{row['DRIVER_FIRSTNAME'].strip()} {row['DRIVER_SECONDNAME'].strip().rstrip('*')}"


def legend(row: Row) -> bool:
    """Whether a race file says that a driver is of the Legends: by group, or by a star after the surname."""
    return row["GROUP"].strip() == "Legends" or row["DRIVER_SECONDNAME"].strip().endswith("*")


@pytest.fixture(scope="module")
def book() -> Book:
    entered: dict[tuple[str, str, str], list[str]] = {}
    for event in EVENTS:
        for number in "12":
            for row in facts(event, number):
                refs = entered.setdefault((row["NUMBER"], name(row), row["TEAM"]), [])
                if event not in refs:
                    refs.append(event)
    names = dict.fromkeys(driver for _, driver, _ in entered)
    legends = {name(row) for event in EVENTS for number in "12" for row in facts(event, number) if legend(row)}
    regulations = preset.regulations("gr-cup")
    return written(
        code="gr-cup-2025",
        cup="GR Cup",
        year=2025,
        regulations=record(Regulations).write(regulations),
        drivers=[
            {"code": code(each), "given": each.partition(" ")[0], "surname": each.partition(" ")[2]} for each in names
        ],
        teams=teams(list(dict.fromkeys(team for _, _, team in entered))),
        entries=[
            {
                "number": number,
                "drivers": [code(driver)],
                "team": code(team),
                "category": "Legends" if driver in legends else "Am",
                "rounds": refs,
            }
            for (number, driver, team), refs in entered.items()
        ],
        rounds=[
            {"code": event, "name": event, "sessions": [_race(event, number) for number in "12"]} for event in EVENTS
        ],
    )


def _race(event: str, number: str) -> dict[str, Any]:
    found = facts(event, number)
    started = [row for row in found if row["STATUS"] != "Not started"]
    return race(
        f"R{number}",
        [row["NUMBER"] for row in started],
        [_finish(row) for row in started]
        + [{"number": row["NUMBER"], "status": "dns"} for row in found if row not in started],
        decisions=_decisions(event, number),
    )


def _finish(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"number": row["NUMBER"], "laps": int(row["LAPS"])}
    if row["TOTAL_TIME"]:
        found["total"] = row["TOTAL_TIME"]
    if row["FL_TIME"]:
        found |= {"best": row["FL_TIME"], "best_lap": int(row["FL_LAPNUM"])}
    return found


def _decisions(event: str, number: str) -> list[dict[str, Any]]:
    found = []
    for i, row in enumerate(rows(FOLDER / "penalties.csv"), 1):
        if (row["event"], row["race"]) == (event, number):
            taken = {"kind": "time", "time": row["seconds"]} if row["seconds"] else {"kind": "disqualification"}
            found.append({"number": i, "cars": [row["number"]], "offence": row["basis"], "sanctions": [taken]})
    return found


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("number", ["1", "2"])
def test_provisional_facts_and_decisions_give_the_official_order(book: Book, event: str, number: str) -> None:
    official = [row["NUMBER"] for row in results(event, number, "official") if row["STATUS"] == "Classified"]
    if not official:
        pytest.skip("only the provisional file is there")
    if (event, number) == ("Sonoma", "1"):
        official.remove("78")
    found = [row.number for row in book.classification(f"{event}/R{number}").rows if row.position]
    assert found == official


@pytest.mark.parametrize(("after", "file"), [("COTA", "round_2_COTA"), ("VIR", "round_4_VIR")])
def test_drivers(book: Book, after: str, file: str) -> None:
    """Every place and total of the published table: neighbours level on points by countback over the printed places."""
    published = rows(FOLDER / "raw" / f"GR_Drivers_Championship_after_{file}.csv")
    said = [(int(row["Pos"]), code(row["Participant"].rstrip("*")), Fraction(row["Points"])) for row in published]
    table = book.standings("overall", f"{after}/R2").rows
    assert [(row.position, row.key, row.points) for row in table if row.key in {key for _, key, _ in said}] == said


@pytest.mark.parametrize(("after", "file"), [("COTA", "round_2_COTA"), ("VIR", "round_4_VIR")])
def test_teams(book: Book, after: str, file: str) -> None:
    published = rows(FOLDER / "raw" / f"GR_Teams_Championship_after_{file}.csv")
    said = [(int(row["Pos"]), code(row["Participant"]), Fraction(row["Points"])) for row in published]
    table = book.standings("teams", f"{after}/R2").rows
    assert [(row.position, row.key, row.points) for row in table if row.key in {key for _, key, _ in said}] == said


def test_every_race_of_every_driver(book: Book) -> None:
    """All 304 cells of the table after four meetings."""
    for row in rows(FOLDER / "standings_after_4_rounds.csv"):
        key = code(row["driver"].rstrip("*"))
        for event in EVENTS:
            for number in "12":
                result = book.points("overall", f"{event}/R{number}").get(key)
                assert (result.points if result else 0) == int(row[f"{event}_{number}_points"] or 0), (
                    key,
                    event,
                    number,
                )
                assert (result is None) == (row[f"{event}_{number}_status"] == "/"), (key, event, number)
