"""Every layout that is known: recognised by itself, read whole, taken as one step."""

from __future__ import annotations

import pytest

from cupdesk.imports import Import, Kind, Layout, Reason, RemarkKind
from cupdesk.imports.result import read_result
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Finish, Status
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import Read

LAYOUTS = [
    ("alkamel_results.CSV", "ONE/R", Layout.ALKAMEL_RESULTS, Kind.RACE, 10),
    ("alkamel_by_class.CSV", "ONE/R", Layout.ALKAMEL_BY_CLASS, Kind.RACE, 10),
    ("alkamel_qualifying.csv", "ONE/Q", Layout.ALKAMEL_QUALIFYING, Kind.TIMES, 10),
    ("alkamel_european_Race_Hour_4.CSV", "ONE/R", Layout.ALKAMEL_EUROPEAN, Kind.RACE, 6),
    ("alkamel_analysis.CSV", "ONE/Q", Layout.ALKAMEL_LAPS, Kind.LAPS, 2),
    ("natsoft_race.html", "ONE/R", Layout.NATSOFT_RACE, Kind.RACE, 5),
    ("natsoft_qualifying.html", "ONE/Q", Layout.NATSOFT_TIMES, Kind.TIMES, 3),
    ("natsoft_laps.html", "ONE/Q", Layout.NATSOFT_LAPS, Kind.LAPS, 2),
    ("racehero.json", "ONE/R", Layout.RACEHERO, Kind.RACE, 5),
    ("race_result.json", "ONE/R", Layout.RACE_RESULT, None, 4),
    ("apex.laps", "ONE/Q", Layout.APEX_LAPS, Kind.LAPS, 1),
    ("orbits_race.csv", "ONE/R", Layout.ORBITS, None, 4),
    ("orbits_qualifying.csv", "ONE/Q", Layout.ORBITS, None, 3),
    ("french.csv", "ONE/R", Layout.TABLE, None, 4),
    ("workbook.xlsx", "ONE/R", Layout.TABLE, None, 3),
    ("workbook.ods", "ONE/R", Layout.TABLE, None, 3),
    ("workbook.xls", "ONE/R", Layout.TABLE, None, 3),
]


@pytest.mark.parametrize(("file", "ref", "layout", "kind", "cars"), LAYOUTS, ids=[each[0] for each in LAYOUTS])
def test_a_file_is_recognised_and_taken_whole(
    file: str, ref: str, layout: Layout, kind: Kind | None, cars: int, load: Read, season: Season
) -> None:
    found = load(file, ref)
    assert (found.recognised.layout, found.recognised.kind) == (layout, kind)
    assert ([row.line for row in found.not_taken], len(found.taken)) == ([], cars)
    after = apply(season, *found.edits)
    assert after.session(ref) != season.session(ref)
    assert read_result(found.recognised, Book(after), ref).edits == ()
    assert after.session(ref).order == found.order


def facts(found: Import, number: str) -> Finish:
    return next(row.finish for row in found.taken if row.number == number)


def test_alkamel_results(load: Read) -> None:
    found = load("alkamel_results.CSV")
    assert found.order == ("7", "03", "3", "21", "021", "88", "101", "12", "55")
    assert facts(found, "7") == Finish("7", laps=15, total_ms=1_860_412, best_ms=121_300, best_lap=3)
    assert facts(found, "4") == Finish("4", Status.DID_NOT_START, laps=0)
    assert (facts(found, "12").status, facts(found, "12").laps) == (Status.NOT_CLASSIFIED, 6)
    assert found.missing == ("9",)
    team = {row.number: row.team for row in found.taken}
    assert (team["3"], team["12"]) == ("Atelier Nord", "Puma Sport")
    assert [(r.kind, r.values["cars"]) for r in found.remarks] == [(RemarkKind.STARRED, "101")]


def test_classes_one_after_the_other_are_one_race(load: Read) -> None:
    found = load("alkamel_by_class.CSV")
    assert found.order == ("7", "03", "3", "21", "021", "88", "101", "12", "4", "55")
    assert facts(found, "88").total_ms == facts(load("alkamel_results.CSV"), "88").total_ms
    assert [(r.kind, r.values["cars"]) for r in found.remarks] == [(RemarkKind.NO_LAP, "4")]


def test_qualifying(load: Read) -> None:
    found = load("alkamel_qualifying.csv", "ONE/Q")
    assert facts(found, "03") == Finish("03", laps=9, best_ms=120_211, best_lap=4)
    assert (found.order[-1], facts(found, "55")) == ("55", Finish("55", laps=2))


def test_the_european_style(load: Read, season: Season) -> None:
    found = load("alkamel_european_Race_Hour_4.CSV", name="03_Classification_Race_Hour 4.CSV")
    assert found.order == ("7", "03", "021", "3", "88")
    assert facts(found, "021") == Finish("021", laps=120, total_ms=14_494_643, best_ms=86_010, best_lap=11)
    assert (facts(found, "88").status, facts(found, "101").status) == (Status.NOT_CLASSIFIED, Status.DID_NOT_START)
    assert [r.kind for r in found.remarks] == [RemarkKind.HOUR]
    printed = Book(apply(season, *found.edits)).classification("ONE/R")
    assert [row.number for row in printed.rows if row.position] == ["7", "03", "021", "3"]


def test_natsoft_to_the_thousandth(load: Read) -> None:
    found = load("natsoft_race.html")
    assert facts(found, "21") == Finish("21", laps=15, total_ms=1_872_000, best_ms=122_533, best_lap=5)
    assert (facts(found, "101").status, facts(found, "101").laps) == (Status.NOT_CLASSIFIED, 3)
    assert [(r.kind, r.values["cars"]) for r in found.remarks] == [(RemarkKind.PENALTIES_IN_TIMES, "21")]
    assert [row.drivers[0].nationality for row in found.taken][:2] == ["ITA", "SWE"]


def test_single_laps_give_best_and_second_best(load: Read) -> None:
    for file, best, second, laps in (
        ("natsoft_laps.html", (121_406, 3), (121_904, 4), 5),
        ("alkamel_analysis.CSV", (121_300, 3), (121_544, 4), 4),
        ("apex.laps", (74_943, 2), (75_835, 4), 4),
    ):
        row = facts(load(file, "ONE/Q"), "7")
        assert ((row.best_ms, row.best_lap), (row.second_ms, row.second_lap), row.laps) == (best, second, laps)


def test_laps_into_a_race_leave_its_order_and_its_laps(load: Read, season: Season) -> None:
    after = apply(season, *load("alkamel_results.CSV").edits)
    assert load("natsoft_laps.html").order == ()
    both = apply(after, *load("natsoft_laps.html").edits)
    assert both.session("ONE/R").order == after.session("ONE/R").order
    assert both.session("ONE/R").finish("7").laps == 15


def test_racehero_knows_the_second_best_lap(load: Read) -> None:
    row = facts(load("racehero.json"), "7")
    assert (row.total_ms, row.best_ms, row.second_ms, row.second_lap) == (1_860_412, 121_300, 123_300, 1)


def test_race_result(load: Read) -> None:
    found = load("race_result.json")
    assert (found.order, facts(found, "101").status) == (("7", "03", "88", "101"), Status.RETIRED)
    assert facts(found, "88").total_ms == 1_880_100


def test_orbits(load: Read) -> None:
    found = load("orbits_race.csv")
    assert facts(found, "03") == Finish("03", laps=15, total_ms=1_862_729, best_ms=121_711, best_lap=4)
    assert facts(found, "101").status is Status.RETIRED
    timed = load("orbits_qualifying.csv", "ONE/Q")
    assert (facts(timed, "7").best_ms, facts(timed, "88").best_ms) == (119_800, None)


def test_decimal_commas_and_apostrophes(load: Read) -> None:
    found = load("french.csv")
    assert found.recognised.source.encoding == "cp1252"
    assert (facts(found, "7").total_ms, facts(found, "88").total_ms) == (1_860_412, 1_880_100)
    assert [row.drivers[0].name for row in found.taken][1] == "Bruno Ekström"
    assert facts(found, "101") == Finish("101", Status.RETIRED, laps=3, best_ms=125_123, best_lap=2)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_workbooks_of_every_kind_say_the_same(ending: str, load: Read) -> None:
    found = load(f"workbook.{ending}")
    assert (found.recognised.source.format, found.order) == (ending, ("7", "03", "101"))
    assert facts(found, "03") == Finish("03", laps=15, total_ms=1_862_729, best_ms=121_711)
    assert facts(found, "101") == Finish("101", Status.RETIRED, laps=3, best_ms=125_123)


def test_a_race_does_not_go_into_qualifying_nor_the_reverse(load: Read) -> None:
    with pytest.raises(Trouble, match=r"imports\.is_race"):
        load("alkamel_results.CSV", "ONE/Q")
    with pytest.raises(Trouble, match=r"imports\.is_times"):
        load("alkamel_qualifying.csv", "ONE/R")


def test_unknown_cars_are_named_with_those_close_by(load: Read) -> None:
    (row,) = load("Pos;No\n1;7\n2;0003\n").not_taken
    assert (row.line, row.reason, row.values) == (3, Reason.UNKNOWN_CAR, {"number": "0003", "near": "03, 3"})
