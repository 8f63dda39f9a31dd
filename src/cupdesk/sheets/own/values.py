"""What a workbook can ask for by name, and the answers: `cupdesk.standings.PRO`, `cupdesk.LEC.R2.classification.status`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cupdesk.sheets.data import keys_of, parts_of
from cupdesk.sheets.publish import current
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Cell, Gap, Kind, Leaf, Name, RaceCell
from cupdesk.sheets.xlsx.table import DAY_MS, number
from cupdesk.words import figures
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cupdesk.rules.book import Book
    from cupdesk.sheets.own.cells import Value
    from cupdesk.sheets.sheet import Column, Sheet, Table

PREFIX = "cupdesk."
WHERE: Mapping[str, Callable[[Sheet], str]] = {
    "cup": lambda sheet: sheet.cup,
    "round": lambda sheet: sheet.event,
    "circuit": lambda sheet: sheet.circuit,
    "session": lambda sheet: sheet.session,
}
"""What a single cell can say of the session, whatever the document."""
OF_DOCUMENT: Mapping[str, Callable[[Sheet], str]] = {
    "title": lambda sheet: sheet.title,
    "status": lambda sheet: sheet.foot,
    "document": lambda sheet: sheet.document,
    "date": lambda sheet: sheet.date,
    "time": lambda sheet: sheet.time,
    "posted": lambda sheet: "\n".join(sheet.posted),
    "fastest": lambda sheet: "\n".join(sheet.fastest),
    "notes": lambda sheet: "\n".join(sheet.notes),
    "fingerprint": lambda sheet: sheet.digest,
}
"""What a single cell can say of a document; without one, of the first that the session has."""
FIELDS = {**WHERE, **OF_DOCUMENT}
HEADLINE = "headline"
"""What a single cell can say of one table: the statement beside its title."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as rows of values by the head of their column, in lower case: key, printed head, key of a part (`gap_ms`)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


Answer: TypeAlias = "Listing | str | None"
"""A table; a text; or nothing: the session has no such document yet."""


class Answers:
    """Answers for a workbook filled after the session `ref`; documents are made when first asked for."""

    def __init__(self, book: Book, ref: str, language: str) -> None:
        self._book, self._ref, self._language = book, ref, language
        self._sessions = {plain(each): each for each in book.sessions()}
        self._made: dict[tuple[str, str], Sheet | None] = {}

    def answer(self, name: str) -> Answer:
        """What a name asks for; `Trouble` if there is no such thing. Names are the same in capitals."""
        parts = name.lower().removeprefix(PREFIX).split(".")
        ref = self._sessions.get(".".join(parts[:2]))
        if ref is not None:
            parts = parts[2:]
        session = ref or self._ref
        if len(parts) == 1 and parts[0] in FIELDS:
            kind = next((kind for kind in DOCUMENTS if self._sheet(session, kind) is not None), "")
            sheet = self._sheet(session, kind) if kind else None
            return FIELDS[parts[0]](sheet) if sheet is not None else None
        if not parts or parts[0] not in DOCUMENTS:
            raise Trouble("documents.own.unknown", name=name)
        sheet = self._sheet(session, parts[0])
        if sheet is not None:
            return _of_sheet(sheet, parts[1:], name)
        # Nothing yet: a table is emptied in the columns that such a document has after another session.
        like = next((made for each in self._book.sessions() if (made := self._sheet(each, parts[0]))), None)
        found = _of_sheet(like, parts[1:], name) if like is not None else None
        return Listing(found.heads, ()) if isinstance(found, Listing) else None

    def _sheet(self, ref: str, kind: str) -> Sheet | None:
        if (ref, kind) not in self._made:
            try:
                self._made[ref, kind] = current(self._book, ref, kind, self._language)
            except Trouble:
                self._made[ref, kind] = None
        return self._made[ref, kind]


def _of_sheet(sheet: Sheet, parts: list[str], name: str) -> Answer:
    headline = parts[-1:] == [HEADLINE]
    asked = ".".join(parts[:-1] if headline else parts)
    tables = dict(tables_of(sheet))
    if not asked and len(tables) == 1:
        asked = next(iter(tables))
    if asked not in tables and asked in OF_DOCUMENT:
        return OF_DOCUMENT[asked](sheet)
    if asked not in tables:
        if not asked:
            known = ", ".join(f"{name}.{code}" for code in tables)
            raise Trouble("documents.own.which", name=name, known=known)
        raise Trouble("documents.own.unknown", name=name)
    return tables[asked].headline if headline else listing(tables[asked], sheet.language)


def tables_of(sheet: Sheet) -> list[tuple[str, Table]]:
    """The tables of a document with the last part of the names they are asked for by; "" for the only one."""
    found: list[tuple[str, Table]] = []
    for table in sheet.tables:
        if table.by_block:
            found += [(plain(b.title), replace(table, title=b.title, blocks=(b,))) for b in table.blocks]
        else:
            found.append((plain(table.code or table.title), table))
    return found


def listing(table: Table, language: str) -> Listing:
    """A table as rows of values."""
    keys = [["block"]] + [_heads(column) for column in table.columns]
    heads = [head for group in keys for head in group]
    rows = [
        (
            block.title or None,
            *(
                v
                for cell, column in zip(row.cells, table.columns, strict=True)
                for v in _values(cell, column, language)
            ),
        )
        for block in table.blocks
        for row in block.rows
    ]
    return Listing(tuple(head.lower() for head in heads), tuple(rows))


def _heads(column: Column) -> list[str]:
    return [
        column.key,
        column.head if column.kind is not Kind.RACE else "",
        *keys_of(column)[0 if _split(column) else 1 :],
    ]


def _split(column: Column) -> bool:
    """Whether the first part of a column in a csv file has another name than the column."""
    return keys_of(column)[0] != column.key


def _values(cell: Cell, column: Column, language: str) -> list[Value]:
    natural = value_of(cell, column, language)
    parts: list[Value] = [_typed(part) for part in parts_of(cell, column)]
    return [natural, natural, *parts[0 if _split(column) else 1 :]]


def _typed(text: str) -> Value:
    if not _NUMBER.fullmatch(text):
        return text or None
    return number(Fraction(text))


def value_of(cell: Cell, column: Column, language: str) -> Value:
    """What a cell of somebody's workbook is given: a number (times in days), or text where there is no number."""
    if isinstance(cell, Name):
        return f"{cell.given} {cell.surname}".strip()
    if isinstance(cell, RaceCell):
        return number(cell.points) if cell.entered else None
    if isinstance(cell, Gap):
        laps = f"+{figures.laps_gap(cell.laps, language)}" if cell.laps else ""
        return cell.code or laps or (None if cell.ms is None else cell.ms / DAY_MS)
    if isinstance(cell, Leaf):
        return cell.text
    if cell is None or isinstance(cell, str):
        return cell
    if column.kind in (Kind.DURATION, Kind.LAP_TIME):
        return int(cell) / DAY_MS
    return number(Fraction(cell))


def plain(text: str) -> str:
    """A reference or title as a part of a name: other signs than letters and figures as `_`, a stroke as a point."""
    return re.sub(r"[^\w.]", "_", text.replace("/", ".")).lower()
