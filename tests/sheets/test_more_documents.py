"""Entry list, points of a race, title situation: what they say, of whom, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.session import SessionState
from cupdesk.sheets.documents.entries import entries
from cupdesk.sheets.documents.race_points import race_points
from cupdesk.sheets.documents.title_situation import MOST_OUT, title_situation
from cupdesk.sheets.export import export
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.sheet import Name, RaceCell, Row, Sheet, Status, Table
from cupdesk.words.trouble import Trouble


def cells(table: Table, key: str) -> list[object]:
    """A column of a table by its key."""
    at = [column.key for column in table.columns].index(key)
    return [row.cells[at] for block in table.blocks for row in block.rows]


def row_of(table: Table, key: str, value: object) -> Row:
    """The row whose cell in a column holds this."""
    return [row for block in table.blocks for row in block.rows][cells(table, key).index(value)]


def table(sheet: Sheet, code: str) -> Table:
    """A table by the code of its championship."""
    return next(each for each in sheet.tables if each.code == code)


def test_the_entry_list_has_every_car_of_the_meeting_by_number(book: Book) -> None:
    sheet = entries(book, "LEC/R1", "fr")
    (only,) = sheet.tables
    numbers = cells(only, "number")
    assert set(numbers) == set(book.entries("LEC"))
    assert numbers == sorted(numbers, key=lambda number: int(str(number)))
    assert sheet.line_right == "26 voitures, 3 invitées"
    paque = row_of(only, "number", "8").cells
    assert paque[1:4] == (Name("Benjamin", "PAQUE", ("R",)), "BEL", "Forestier Racing CLRT")
    assert "R Rookie" in sheet.notes


def test_a_meeting_without_entries_has_no_list(book: Book) -> None:
    empty = Book(replace(book.season, entries=()))
    with pytest.raises(Trouble, match="no_entries"):
        entries(empty, "LEC/R1", "fr")


def test_the_points_of_a_race_are_those_of_each_championship(book: Book) -> None:
    sheet = race_points(book, "LEC/R1", "en")
    overall = table(sheet, "overall")
    winner = row_of(overall, "number", "7").cells
    assert winner[2:4] == ("Dorian BOCCOLACCI", Fraction(27))
    assert winner[4] == RaceCell(Fraction(27), 1, pole=True, fastest=True)
    for each in sheet.tables:
        printed = sum(point for point in cells(each, "points") if isinstance(point, Fraction))
        assert printed == sum(result.points for result in book.points(each.code, "LEC/R1").values())
    assert not any("±" in line for line in sheet.legend)


def test_equal_points_of_a_race_stand_together_and_none_have_no_place(book: Book) -> None:
    teams = table(race_points(book, "LEC/R1", "en"), "teams")
    for place, points in zip(cells(teams, "position"), cells(teams, "points"), strict=True):
        assert (place is None) == (points == 0)


@pytest.mark.parametrize("build", [race_points, title_situation])
def test_only_a_race_with_a_result_pays_or_decides(
    build: Callable[[Book, str, str], Sheet], book: Book, changed: Callable[..., Book]
) -> None:
    with pytest.raises(Trouble, match="no_race"):
        build(book, "LEC/Q", "fr")
    with pytest.raises(Trouble, match="no_result"):
        build(changed("LEC/R2", order=(), finishes=(), decisions=()), "LEC/R2", "fr")


def test_the_titles_say_for_each_what_is_left(book: Book) -> None:
    sheet = title_situation(book, "LEC/R1", "en")
    assert sheet.status is Status.FINAL
    overall = table(sheet, "overall")
    assert overall.notes == ("1 race left, 27 points still on offer to one name",)
    klein = row_of(overall, "name", "Marvin KLEIN").cells[-1]
    assert isinstance(klein, str)
    assert "49 points" in klein
    assert cells(table(sheet, "am"), "situation")[0] == "champion"
    assert all(len(cells(each, "name")) <= MOST_OUT + len(book.entries("LEC")) for each in sheet.tables)


def test_where_no_place_makes_anybody_champion_it_is_said_once(book: Book) -> None:
    sheet = title_situation(book, "BAR/R1", "en")
    for each in sheet.tables:
        assert {*cells(each, "situation")} == {"in contention"}
        assert each.notes[-1] == "Nobody can be champion by finishing place alone (Barcelona, race 2)"
    am = table(title_situation(book, "MNZ/R1", "en"), "am")
    assert "is champion by winning" in str(cells(am, "situation")[0])
    assert "the others must help" in str(cells(am, "situation")[1])


def test_a_title_on_a_provisional_result_says_so(changed: Callable[..., Book]) -> None:
    sheet = title_situation(changed("LEC/R1", state=SessionState.PROVISIONAL), "LEC/R1", "en")
    assert sheet.status is Status.PROVISIONAL
    assert sheet.plate == "Subject to confirmation: classifications not final"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_they_are_pages_and_files_of_their_own(book: Book, tmp_path: Path, language: str) -> None:
    for build in (entries, race_points, title_situation):
        assert pdf(build(book, "LEC/R1", language)).startswith(b"%PDF")
    kinds = ("entries", "points", "titles")
    made = export(book, tmp_path, ("xlsx", "json"), language, "LEC/R1", kinds)
    assert {path.name for path in made} == {
        f"pccf-2023-LEC-R1-titles-points-entries-{language}.xlsx",
        f"pccf-2023-LEC-entries-{language}.json",
        f"pccf-2023-LEC-R1-points-{language}.json",
        f"pccf-2023-LEC-R1-titles-{language}.json",
    }
