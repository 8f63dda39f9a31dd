"""Several files at once: whose session each is, which is preferred, what two differ in; sheets; typed cars that stay."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from cupdesk.imports import (
    Import,
    Versus,
    best_sheet,
    differing,
    listed_sheets,
    open_source,
    preference,
    read,
    recognise,
    session_of,
    settled,
    versus,
)
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import PlaceCar, SetOrder, SetStatus, SetTimes, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import SessionKind, Status
from cupdesk.seasons import file
from tests.imports.conftest import SAMPLES

RACE = b"Pos;No;Laps;Total Time\n1;7;15;31:00.412\n2;03;15;31:02.729\n3;3;15;31:05.046\n4;21;15;31:06.000\n"
TIMES = (SAMPLES / "alkamel_qualifying.csv").read_bytes()
RESULTS = (SAMPLES / "alkamel_results.CSV").read_bytes()


@pytest.fixture(scope="module")
def cup() -> Book:
    return Book(file.load(resource("seasons", "pccf-2023.json")))


def loaded(data: bytes, book: Book) -> Import:
    return read(data, "race.csv", book, "ONE/R")


@pytest.mark.parametrize(
    ("name", "shown", "ref"),
    [
        ("23_LeCastellet_R2_Results_Provisional.CSV", "LEC/R1", "LEC/R2"),
        ("23_LeCastellet_R1_Results.CSV", "MNZ/R2", "LEC/R1"),
        ("03_Results_Race 2.CSV", "LEC/R1", "LEC/R2"),
        ("03_Results_course_1.CSV", "LEC/R2", "LEC/R1"),
        ("03_Results.CSV", "LEC/R2", "LEC/R2"),
        ("03_Classification_Race_Hour 1.CSV", "LEC/R2", "LEC/R2"),
        ("monza race1.csv", "LEC/R2", "MNZ/R1"),
        ("MNZ R2.csv", "LEC/R1", "MNZ/R2"),
        ("Paul Ricard - Course 2 - Classement officiel.csv", "BCN/R1", "LEC/R2"),
    ],
)
def test_a_result_belongs_where_its_name_says(cup: Book, name: str, shown: str, ref: str) -> None:
    shown = shown if shown in cup.sessions() else cup.sessions()[0]
    assert session_of(recognise(open_source(RESULTS, name)), cup, shown) == ref


def test_times_belong_to_no_race_and_titles_in_the_file_count(cup: Book) -> None:
    assert session_of(recognise(open_source(TIMES, "03_Results.csv")), cup, "LEC/R2") == "LEC/Q"
    titled = b"Carrera Cup\nPaul Ricard, Race 1\n" + RACE
    assert session_of(recognise(open_source(titled, "a.csv")), cup, "LEC/R2") == "LEC/R1"


def test_where_no_session_fits_the_one_shown_is_said(season: Season) -> None:
    only_races = replace(
        season,
        rounds=tuple(
            replace(each, sessions=tuple(s for s in each.sessions if s.kind is SessionKind.RACE))
            for each in season.rounds
        ),
    )
    assert session_of(recognise(open_source(TIMES, "q.csv")), Book(only_races), "ONE/R") == "ONE/R"


def test_the_official_file_is_preferred_then_the_later_hour_then_the_fuller() -> None:
    names = ["Results_Provisional.CSV", "Race_Hour 2.CSV", "Race_Hour 11.CSV", "Results_Official.CSV", "Results.CSV"]
    files = [recognise(open_source(RESULTS, name)) for name in names]
    files.append(recognise(open_source(RACE, "race.csv")))
    ordered = [each.source.name for each in sorted(files, key=preference, reverse=True)]
    assert ordered == [
        "Results_Official.CSV",
        "Race_Hour 11.CSV",
        "Race_Hour 2.CSV",
        "Results.CSV",
        "race.csv",
        "Results_Provisional.CSV",
    ]


def test_what_two_files_of_a_session_differ_in(book: Book) -> None:
    here = loaded(RACE, book)
    other = b"Pos;No;Laps;Total Time\n1;7;15;31:00.412\n2;3;15;31:05.046\n3;03;15;31:07.729\n4;55;15;31:09.000\n"
    assert versus(here, loaded(other, book)) == Versus(("03", "3"), ("03",), ("21",), ("55",))
    assert not versus(here, here)


def workbook(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


ROWS: list[list[object]] = [["Pos", "No", "Laps", "Total Time"], [1, "7", 15, "31:00.412"], [2, "3", 15, "31:02.000"]]


def test_the_sheet_named_like_the_session_is_read_first(cup: Book) -> None:
    data = workbook(Notes=[["Weather", "dry"]], Race_1=[[*ROWS[0], "Best Lap"], *ROWS[1:]], Race_2=ROWS)
    source = open_source(data, "weekend.xlsx")
    assert [each.table.name for each in listed_sheets(source)] == ["Race 1", "Race 2"]
    assert best_sheet(source, cup, "LEC/R2").table.name == "Race 2"
    assert best_sheet(source, cup, "LEC/R1").table.name == "Race 1"
    assert best_sheet(source, cup, "").table.name == "Race 1"
    assert best_sheet(open_source(workbook(A=ROWS), "a.xlsx"), cup, "LEC/R2").table.name == "A"
    assert listed_sheets(open_source(workbook(A=[["x", "y"], [1, 2]]), "a.xlsx")) == ()


# -- typed cars that stay
def typed(season: Season, *order: str) -> Season:
    return apply(season, *(PlaceCar("ONE/R", number) for number in order))


def order_after(season: Season, kept: set[str], data: bytes = RACE) -> tuple[str, ...]:
    found = loaded(data, Book(season))
    return apply(season, *settled(found, season.session("ONE/R"), kept)).session("ONE/R").order


def test_differing_cars_are_named_by_place(season: Season) -> None:
    found = loaded(RACE, Book(typed(season, "03", "7", "3", "55")))
    assert [(each.number, each.typed, each.filed) for each in differing(found)] == [
        ("7", 2, 1),
        ("03", 1, 2),
        ("55", 4, None),
    ]
    assert differing(loaded(RACE, Book(season))) == ()


@pytest.mark.parametrize(
    ("kept", "order"),
    [
        (set(), ("7", "03", "3", "21")),
        ({"03"}, ("03", "7", "3", "21")),
        ({"7", "03"}, ("03", "7", "3", "21")),
        ({"55"}, ("7", "03", "3", "55", "21")),
        ({"03", "7", "55"}, ("03", "7", "3", "55", "21")),
        ({"3"}, ("7", "03", "3", "21")),
        ({"never entered"}, ("7", "03", "3", "21")),
    ],
)
def test_a_car_kept_as_typed_holds_its_place_and_the_others_flow_round_it(
    season: Season, kept: set[str], order: tuple[str, ...]
) -> None:
    assert order_after(typed(season, "03", "7", "3", "55"), kept) == order


def test_places_nobody_is_left_for_close_up(season: Season) -> None:
    assert order_after(typed(season, "88", "4", "9", "101", "12", "55"), {"55", "12"}) == (
        "7",
        "03",
        "3",
        "21",
        "12",
        "55",
    )


def test_a_car_kept_keeps_status_and_times_too(season: Season) -> None:
    before = apply(
        typed(season, "03", "7"),
        SetTimes("ONE/R", "03", total_ms=1_900_000),
        SetStatus("ONE/R", "21", Status.DID_NOT_START),
    )
    found = loaded(RACE, Book(before))
    after = apply(before, *settled(found, before.session("ONE/R"), {"03", "21"}))
    race = after.session("ONE/R")
    assert race.order == ("03", "7", "3")
    assert race.finish("03").total_ms == 1_900_000
    assert race.finish("21").status is Status.DID_NOT_START
    assert race.finish("7").total_ms == 1_860_412


def test_everything_kept_changes_nothing(season: Season) -> None:
    before = typed(season, "03", "7")
    found = loaded(RACE, Book(before))
    everything = {each.number for each in found.compared}
    assert settled(found, before.session("ONE/R"), everything) == ()
    assert settled(found, before.session("ONE/R"), ()) == found.edits
    assert isinstance(found.edits[0], SetOrder)
