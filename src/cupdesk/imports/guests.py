"""Cars of a result that are not entered in its round, to be entered as guests together with the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.cars import NotTaken, Reason
from cupdesk.imports.columns import Column
from cupdesk.imports.entries import EntryReader
from cupdesk.imports.rows import RowNotTaken, cells_by_column, first
from cupdesk.rules.edits import EnterCar

if TYPE_CHECKING:
    from collections.abc import Collection

    from cupdesk.imports.rows import Cells
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Line
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit

CAN_BE_ENTERED = (Reason.UNKNOWN_CAR, Reason.NOT_IN_ROUND)
"""Why a row is left out that entering its car would help."""


def entering(
    recognised: Recognised, book: Book, round_code: str, lines: Collection[int]
) -> tuple[tuple[Edit, ...], tuple[RowNotTaken, ...]]:
    """The edits that enter the cars of these lines for a round as guests, and the rows for which that is not possible.

    A car entered for other rounds comes as it is entered there, one that is unknown as the file names it.
    """
    reader = EntryReader(book, round_code)
    entered = set(book.entries(round_code))
    edits: list[Edit] = []
    left: list[RowNotTaken] = []
    for line, cells in cells_by_column(recognised.table, recognised.heads):
        if line.number not in lines or isinstance(cells, RowNotTaken):
            continue
        number = figures.number(first(cells, Column.NUMBER))
        if number in entered:
            continue
        try:
            edits += _guest(reader, book, round_code, number, line, cells)
        except NotTaken as refused:
            left.append(RowNotTaken(line.number, line.text, refused.reason, refused.values))
        else:
            entered.add(number)
    return tuple(edits), tuple(left)


def _guest(reader: EntryReader, book: Book, round_code: str, number: str, line: Line, cells: Cells) -> list[Edit]:
    elsewhere = next((entry for entry in book.season.entries if entry.number == number), None)
    if elsewhere is not None:
        return [EnterCar(replace(elsewhere, rounds=(round_code,), changes=(), guest=True))]
    edits = reader.take(reader.row(line, cells))
    return [EnterCar(replace(each.entry, guest=True)) if isinstance(each, EnterCar) else each for each in edits]
