"""The qualifying result and the starting grid as documents: what they say, and how they stand on paper."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, ClearResult, SetGrid, SetRegulations, SetRound, apply
from cupdesk.rules.model import Driver, Entry, Season
from cupdesk.rules.session import Decision, Finish, PoleSide, Sanction, SanctionKind, SessionState
from cupdesk.sheets.data import csv_bytes
from cupdesk.sheets.documents.grid import grid
from cupdesk.sheets.documents.qualifying import qualifying
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.publish import Posting, kinds_of, publication
from cupdesk.sheets.sheet import Gap, Name, Sheet
from cupdesk.sheets.xlsx.workbook import xlsx
from cupdesk.words.trouble import Trouble

Q, R1, R2 = "LEC/Q", "LEC/R1", "LEC/R2"


def cell(sheet: Sheet, number: str, key: str, block: int | None = None) -> object:
    keys = [column.key for column in sheet.tables[0].columns]
    for i, each in enumerate(sheet.tables[0].blocks):
        for row in each.rows:
            if row.cells[keys.index("number")] == number and block in (None, i):
                return row.cells[keys.index(key)]
    raise KeyError(number)


def numbers(sheet: Sheet, block: int = 0) -> list[object]:
    return [row.cells[1] for row in sheet.tables[0].blocks[block].rows]


def decided(book: Book, ref: str, kind: SanctionKind, *cars: str, applies_to: str = "", **measure: int) -> Book:
    decision = Decision(90, cars, "technical", (Sanction(kind, **measure),), applies_to=applies_to)  # type: ignore[arg-type]
    return Book(apply(book.season, AddDecision(ref, decision)), book)


def test_the_qualifying_result(book: Book) -> None:
    sheet = qualifying(book, Q, "en")
    assert (sheet.title, sheet.line_left) == (
        "Final result",
        "Grid race 1: best time · grid race 2: second-best time",
    )
    assert sheet.line_right.endswith("26 cars, 26 with a time")
    assert cell(sheet, "7", "gap") == Gap()
    assert cell(sheet, "40", "gap") == Gap(ms=1723)
    assert cell(sheet, "40", "percent") == Fraction(10139, 100)
    assert (cell(sheet, "40", "second"), cell(sheet, "40", "second_rank")) == (126_175, 16)
    assert qualifying(book, Q, "fr").line_left == "Grille course 1\u202f: 1er temps · grille course 2\u202f: 2e temps"


def test_deleted_laps_and_the_disqualified_in_qualifying(book: Book) -> None:
    deleted = qualifying(decided(book, Q, SanctionKind.DELETE_LAP, "7", count=1), Q, "en")
    assert cell(deleted, "7", "best") == 124_382
    assert cell(deleted, "7", "second") is None
    driver = cell(deleted, "7", "driver")
    assert isinstance(driver, Name)
    assert driver.marks == "*"
    both = qualifying(decided(book, Q, SanctionKind.DELETE_LAP, "7", count=2), Q, "en")
    assert [block.title for block in both.tables[0].blocks] == ["", "Without a time"]
    assert cell(both, "7", "position") is None
    out = qualifying(decided(book, Q, SanctionKind.DISQUALIFICATION, "7"), Q, "en")
    assert [block.title for block in out.tables[0].blocks] == ["", "Disqualified"]
    assert cell(out, "7", "gap") == Gap(code="DSQ")
    assert out.decisions is not None
    assert out.decisions[0].effect == "1st → DSQ"


def test_the_grid_says_where_it_comes_from(book: Book) -> None:
    assert grid(book, R1, "en").line_left == "26 cars – best time in qualifying"
    assert grid(book, R2, "fr").line_left == "26 voitures – 2e temps, qualification"
    assert grid(book, R1, "fr").title == "Grille de départ définitive"
    assert grid(book, R1, "fr").foot == "DÉFINITIVE"
    hand = Book(apply(book.season, SetGrid(R1, ("40", "7", "8"), "fog")), book)
    assert grid(hand, R1, "en").line_left == "3 cars – made by hand: fog"
    assert numbers(grid(hand, R1, "en")) == ["40", "7", "8"]


def test_sanctions_stand_on_the_grid_with_their_numbers(book: Book) -> None:
    carried = decided(book, "MNZ/R2", SanctionKind.GRID_PLACES, "7", applies_to=R1, count=3)
    sheet = grid(carried, R1, "en")
    assert numbers(sheet)[:4] == ["11", "8", "1", "7"]
    assert sheet.decisions is not None
    assert [(line.document, line.number, line.effect) for line in sheet.decisions] == [("90", "7", "1st → 4th")]
    pit = grid(decided(book, Q, SanctionKind.PIT_LANE_START, "7", applies_to=R1), R1, "fr")
    assert pit.tables[0].blocks[1].title == "Voie des stands"
    assert numbers(pit, 1) == ["7"]
    assert "7" not in numbers(pit)
    assert pit.decisions is not None
    assert pit.decisions[0].effect == "1er → voie des stands"


def test_sessions_that_have_none(book: Book) -> None:
    for made, ref in ((grid, Q), (qualifying, R1)):
        with pytest.raises(Trouble):
            made(book, ref, "en")
    empty = Book(apply(book.season, ClearResult(Q)))
    for made, ref in ((grid, R1), (qualifying, Q)):
        with pytest.raises(Trouble):
            made(empty, ref, "en")


def test_the_pole_is_printed_on_the_side_the_regulations_say(book: Book) -> None:
    rules = replace(book.season.regulations, pole_side=PoleSide.RIGHT)
    turned = Book(apply(book.season, SetRegulations(rules)))
    left, right = grid(book, R1, "en"), grid(turned, R1, "en")
    assert (left.pole_right, right.pole_right) == (False, True)
    assert replace(right, pole_right=False).tables == left.tables
    assert pdf(left) != pdf(right)
    here = book.round_of(R1)
    back = Book(apply(turned.season, SetRound(here.code, replace(here, pole_side=PoleSide.LEFT, sessions=()))))
    assert grid(back, R1, "en") == left
    places = []
    for sheet in (left, right):
        ws = load_workbook(io.BytesIO(xlsx(sheet))).worksheets[0]
        places.append([(c.row, c.column) for row in ws for c in row if c.value in (1, 2) and c.font.size == 16])
    (one, two), (turned_one, turned_two) = places
    assert (one[0], two[0]) == (turned_one[0], turned_two[0])
    assert (one[1], two[1]) == (turned_two[1], turned_one[1])
    assert one[1] < two[1]


def test_a_grid_is_published_before_the_race(book: Book) -> None:
    before = Book(apply(book.season, ClearResult(R1)))
    assert "grid" in kinds_of(before, R1)
    assert not {"classification", "standings"} & set(kinds_of(before, R1))
    assert "qualifying" in kinds_of(book, Q)
    posted = datetime(2023, 10, 7, 10, 5, tzinfo=UTC)
    edit = publication(before, R1, Posting(SessionState.FINAL, 33, posted, ("grid",)))
    done = Book(apply(before.season, edit), before)
    assert done.session(R1).state is SessionState.UNOFFICIAL
    assert [(d.kind, d.number) for d in edit.documents] == [("grid", 33)]
    assert edit.documents[0].copies[0].title == "Course 1 · Grille de départ définitive"
    with pytest.raises(Trouble):
        publication(before, R1, Posting(SessionState.FINAL, 33, posted, ("grid", "classification")))


def test_a_grid_without_times(book: Book) -> None:
    finishes = tuple(replace(row, best_ms=None, second_ms=None) for row in book.session(Q).finishes)
    rounds = tuple(
        replace(
            r,
            sessions=tuple(
                replace(s, finishes=finishes) if s.code == "Q" and r.code == "LEC" else s for s in r.sessions
            ),
        )
        for r in book.season.rounds
    )
    found = grid(Book(replace(book.season, rounds=rounds)), R1, "en")
    assert numbers(found)[:2] == list(book.session(Q).order[:2])
    assert xlsx(found)
    assert pdf(found)


# -- on paper
def pages(sheet: Sheet, folder: Path) -> list[str]:
    path = folder / "grid.pdf"
    path.write_bytes(pdf(sheet))
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, encoding="utf-8")
    return done.stdout.split("\f")[:-1]


@pytest.fixture
def field(book: Book) -> Callable[[int], Book]:
    """Paul Ricard with so many cars, their drivers' names long."""

    def make(cars: int) -> Book:
        season: Season = book.season
        drivers = tuple(Driver(f"x{i}", "Maximiliano-Alejandro", f"FERNÁNDEZ DE CÓRDOBA {i}") for i in range(cars))
        entries = tuple(
            Entry(str(200 + i), (f"x{i}",), season.teams[i % 5].code, ("Pro", "Am")[i % 2], guest=i % 7 == 0)
            for i in range(cars)
        )
        rows = tuple(Finish(e.number, best_ms=124_000 + 111 * i, best_lap=3) for i, e in enumerate(entries))
        round_ = next(r for r in season.rounds if r.code == "LEC")
        sessions = tuple(
            replace(s, order=tuple(e.number for e in entries), finishes=rows) if s.code == "Q" else s
            for s in round_.sessions
        )
        return Book(
            replace(
                season,
                drivers=drivers,
                entries=entries,
                rounds=(replace(round_, sessions=sessions),),
                honours=(),
                adjustments=(),
            )
        )

    return make


@pytest.mark.parametrize(("cars", "long"), [(2, 1), (26, 1), (30, 1), (60, 2)])
def test_every_place_is_drawn_once_and_signatures_never_stand_alone(
    field: Callable[[int], Book], tmp_path: Path, cars: int, long: int
) -> None:
    made = pages(grid(field(cars), R1, "en"), tmp_path)
    assert len(made) == long
    text = "\n".join(made)
    for i in range(cars):
        assert len(re.findall(rf"(?m)^ *{i + 1} +{200 + i}$", text)) == 1
        assert f"CÓRDOBA {i}" in re.sub(r"\s+", " ", text)
    assert "CLERK OF THE COURSE" in made[-1]
    assert "CÓRDOBA" in made[-1]


def test_sixty_cars_qualify_on_paper_and_as_data(field: Callable[[int], Book], tmp_path: Path) -> None:
    sheet = qualifying(field(60), Q, "fr")
    made = pages(sheet, tmp_path)
    assert sum(len(re.findall(r"2:\d\d\.\d{3}", page)) for page in made) == 60
    assert xlsx(sheet)
    lines = csv_bytes(sheet.tables[0]).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("block,position,number,driver,tags,marks,nationality,team,category")
    assert len(lines) == 61
