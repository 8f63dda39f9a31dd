"""Cars of a result that are not entered in its round, to be entered together with the result: as guests, or for points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.answers import ENTERS, Remedy, answered_rows
from cupdesk.imports.cars import NotTaken
from cupdesk.imports.columns import Column
from cupdesk.imports.entries import EntryReader
from cupdesk.imports.rows import RowNotTaken, first
from cupdesk.rules.edits import EnterCar, SetEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports.answers import Answer
    from cupdesk.imports.rows import Cells
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Line
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit


def entering(
    recognised: Recognised, book: Book, round_code: str, answers: Sequence[Answer]
) -> tuple[tuple[Edit, ...], tuple[RowNotTaken, ...]]:
    """The edits that enter cars for a round, as guests or not as answered, and the rows for which that is not possible.

    A car entered for other rounds comes as it is entered there, one that is unknown as the file names it.
    """
    wanted = {each.line: each.remedy is Remedy.GUEST for each in answers if each.remedy in ENTERS}
    if not wanted:
        return (), ()
    reader = EntryReader(book, round_code)
    entered = set(book.entries(round_code))
    edits: list[Edit] = []
    left: list[RowNotTaken] = []
    for line, cells in answered_rows(recognised, answers):
        if line.number not in wanted or isinstance(cells, RowNotTaken):
            continue
        number = figures.number(first(cells, Column.NUMBER))
        if number in entered:
            continue
        try:
            edits += _entry(reader, book, round_code, number, line, cells, guest=wanted[line.number])
        except NotTaken as refused:
            left.append(RowNotTaken(line.number, line.text, refused.reason, refused.values))
        else:
            entered.add(number)
    return tuple(edits), tuple(left)


def _entry(
    reader: EntryReader, book: Book, round_code: str, number: str, line: Line, cells: Cells, *, guest: bool
) -> list[Edit]:
    elsewhere = next((entry for entry in book.season.entries if entry.number == number), None)
    if elsewhere is not None and not guest:
        return [SetEntry(elsewhere, replace(elsewhere, rounds=(*elsewhere.rounds, round_code)))]
    if elsewhere is not None:
        return [EnterCar(replace(elsewhere, rounds=(round_code,), changes=(), guest=True))]
    edits = reader.take(reader.row(line, cells))
    return [
        EnterCar(replace(each.entry, guest=guest, rounds=(round_code,))) if isinstance(each, EnterCar) else each
        for each in edits
    ]
