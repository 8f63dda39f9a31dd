"""The organiser's own workbook filled: every named cell and table of ours in it, or nothing and why not."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.sheets.export import reason_of, write_all
from cupdesk.sheets.own.area import Area, address
from cupdesk.sheets.own.package import Place, Workbook
from cupdesk.sheets.own.values import PREFIX, Answers, Listing
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cupdesk.rules.book import Book
    from cupdesk.sheets.own.cells import Cells


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook and how many of its names were answered; or, without content, everything that is in the way."""

    content: bytes
    names: int = 0
    problems: tuple[Trouble, ...] = ()


def fill(content: bytes, book: Book, ref: str, language: str) -> Filled:
    """Fill somebody's .xlsx with what its names ask for, as it stands after the session `ref`. Nothing else is changed."""
    try:
        return _fill(Workbook.of(content), Answers(book, ref, language))
    except ValueError:
        return Filled(b"", problems=(Trouble("documents.own.no_workbook"),))


def _fill(workbook: Workbook, answers: Answers) -> Filled:
    places = [place for place in workbook.places() if place.name.lower().startswith(PREFIX)]
    if not places:
        return Filled(b"", problems=(Trouble("documents.own.no_name"),))
    problems: list[Trouble] = []
    for place in places:
        try:
            _answer(workbook, place, answers)
        except Trouble as trouble:
            problems.append(trouble)
    if problems:
        return Filled(b"", problems=tuple(problems))
    return Filled(workbook.packed(), len(places))


def _answer(workbook: Workbook, place: Place, answers: Answers) -> None:
    answer = answers.answer(place.name)
    if place.area is None:
        raise Trouble("documents.own.nowhere", name=place.name)
    cells = workbook.cells(place.sheet)
    if isinstance(answer, Listing):
        _table(cells, place, answer)
        workbook.changed |= {workbook.worksheets[place.sheet], place.part}
    elif answer is not None or place.area.top == place.area.bottom:
        _free(cells, place, place.area.top, place.area.left)
        cells.put(place.area.top, place.area.left, answer)
        workbook.changed.add(workbook.worksheets[place.sheet])


def _table(cells: Cells, place: Place, listing: Listing) -> None:
    """Fill the columns whose heads are ours, from the row under the heads; the rows left over are emptied."""
    area = place.area
    assert area is not None
    if area.top == area.bottom:
        raise Trouble("documents.own.one_row", name=place.name, cell=_said(place, area.top, area.left))
    columns, rows = dict(_columns(cells, area, listing, place)), listing.rows
    last = area.bottom - place.totals
    room = last - area.top
    if len(rows) > room:
        last = _lengthen(cells, place, area, len(rows))
    for row in range(area.top + 1, last + 1):
        nth = row - area.top - 1
        for column, index in columns.items():
            _free(cells, place, row, column)
            cells.put(row, column, rows[nth][index] if nth < len(rows) else None)


def _columns(cells: Cells, area: Area, listing: Listing, place: Place) -> Iterator[tuple[int, int]]:
    """The columns of the workbook that are ours, each with the index of its values. A head of theirs stays theirs."""
    heads = {column: " ".join(cells.text(area.top, column).split()).lower() for column in area.columns}
    found = [(column, listing.heads.index(head)) for column, head in heads.items() if head and head in listing.heads]
    if not found:
        first = next((head for head in heads.values() if head), "")
        near = difflib.get_close_matches(first, [head for head in listing.heads if head], 1, 0.5)
        known = ", ".join(dict.fromkeys([*near, *(head for head in listing.heads if head)][:8]))
        raise Trouble("documents.own.no_head", name=place.name, cell=_said(place, area.top, area.left), known=known)
    yield from found


def _lengthen(cells: Cells, place: Place, area: Area, rows: int) -> int:
    """Let a table reach down as far as it must, looking and reckoning like its last row; the row it ends in."""
    bottom = area.top + rows
    taken = next((r for r in range(area.bottom + 1, bottom + 1) for c in area.columns if not cells.empty(r, c)), None)
    if place.totals or taken is not None:
        cell = _said(place, taken or area.bottom, area.left)
        raise Trouble(
            "documents.own.no_room", name=place.name, n=rows, room=area.bottom - place.totals - area.top, cell=cell
        )
    for row in range(area.bottom + 1, bottom + 1):
        cells.like(row, area.bottom, area.columns)
    place.lengthen(bottom)
    return bottom


def _free(cells: Cells, place: Place, row: int, column: int) -> None:
    if cells.formula(row, column):
        raise Trouble("documents.own.formula", name=place.name, cell=_said(place, row, column))


def _said(place: Place, row: int, column: int) -> str:
    return f"{place.sheet}!{address(row, column)}"


def fill_file(own: Path | None, to: Path, book: Book, ref: str, language: str) -> tuple[Path, int]:
    """Fill the workbook `own`, or an example of one, into the file `to`, which may be the same; the path, and how many names.

    `Trouble` with everything that is in the way; then `to` is as it was.
    """
    words = Words(language)
    if own is None:
        from cupdesk.sheets.own.example import example  # only whoever asks for one needs it

        filled = fill(example(book, ref, language), book, ref, language)
    else:
        try:
            content = own.read_bytes()
        except FileNotFoundError as error:
            raise Trouble("documents.own.missing", file=str(own)) from error
        except OSError as error:
            raise Trouble("documents.own.unread", file=str(own), reason=reason_of(error, words)) from error
        filled = fill(content, book, ref, language)
    if filled.problems:
        reasons = "\n".join(words(each.key, **each.values) for each in filled.problems)
        raise Trouble("documents.own.refused", reasons=reasons)
    return write_all(to.parent, [(to.name, filled.content)], language)[0], filled.names
