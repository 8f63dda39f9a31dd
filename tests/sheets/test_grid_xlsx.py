"""The starting grid as a worksheet: two columns of slots, the right one half a slot lower, text as text, times as times."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cupdesk.rules.book import Book
from cupdesk.rules.session import Decision, Sanction, SanctionKind
from cupdesk.sheets.documents.grid import grid
from cupdesk.sheets.sheet import Sheet
from cupdesk.sheets.xlsx.workbook import xlsx


def worksheet(sheet: Sheet) -> Worksheet:
    return load_workbook(io.BytesIO(xlsx(sheet))).worksheets[0]


def places(ws: Worksheet) -> dict[int, tuple[int, int]]:
    """Where the places stand: row and column."""
    found = {}
    for row in ws.iter_rows():
        for cell in row:
            if isinstance(cell.value, int) and cell.style.startswith("cd_slot_place"):
                found[cell.value] = (cell.row, cell.column)
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_right_column_stands_half_a_slot_lower(book: Book, language: str) -> None:
    ws = worksheet(grid(book, "LEC/R2", language))
    found = places(ws)
    assert sorted(found) == list(range(1, 27))
    left, right = {found[n][1] for n in range(1, 27, 2)}, {found[n][1] for n in range(2, 27, 2)}
    assert (len(left), len(right)) == (1, 1)
    assert max(left) < min(right)
    assert [found[n + 1][0] - found[n][0] for n in range(1, 26)] == [1] * 25
    row, column = found[1]
    number, driver, time = ws.cell(row, column + 1), ws.cell(row, column + 2), ws.cell(row, column + 4)
    assert (number.value, number.data_type, number.number_format) == ("7", "s", "General")
    assert (driver.value, ws.cell(row + 1, column + 2).value) == ("Dorian BOCCOLACCI", "Forestier Racing CLRT")
    assert isinstance(time.value, timedelta)
    assert round(time.value.total_seconds() * 1000) == 124_382
    assert ws.cell(row + 1, column + 4).value == "Pro"
    assert ws.auto_filter.ref is None


def test_one_car_stands_alone_and_who_starts_from_the_pits_below(book: Book, changed: Callable[..., Book]) -> None:
    sheet = grid(book, "LEC/R2", "en")
    table = sheet.tables[0]
    one = replace(sheet, tables=(replace(table, blocks=(replace(table.blocks[0], rows=table.blocks[0].rows[:1]),)),))
    assert list(places(worksheet(one))) == [1]
    pit = Decision(9, ("7",), "technical", (Sanction(SanctionKind.PIT_LANE_START),), applies_to="LEC/R2")
    moved = changed("LEC/Q", decisions=(pit,))
    ws = worksheet(grid(moved, "LEC/R2", "en"))
    assert max(places(ws)) == 25
    texts = [cell.value for row in ws.iter_rows() for cell in row if cell.value is not None]
    at = texts.index("7")
    assert (texts[at - 1], texts[at + 1]) == ("Pit lane", "Dorian BOCCOLACCI")


def test_a_number_or_a_name_like_a_formula_stays_text(book: Book) -> None:
    sheet = grid(book, "LEC/R2", "en")
    table = sheet.tables[0]
    at = [column.key for column in table.columns].index("number")
    first = table.blocks[0].rows[0]
    evil = replace(first, cells=(*first.cells[:at], "=1+1", *first.cells[at + 1 :]))
    rows = (evil, *table.blocks[0].rows[1:])
    ws = worksheet(replace(sheet, tables=(replace(table, blocks=(replace(table.blocks[0], rows=rows),)),)))
    (row, column) = places(ws)[1]
    assert (ws.cell(row, column + 1).value, ws.cell(row, column + 1).data_type) == ("=1+1", "s")
