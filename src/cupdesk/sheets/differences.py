"""What two sheets say differently: row by row and line by line, as values; `said_otherwise` puts them in words.

Only what a reader would call another result counts: figures, names and decisions. Number, state, time of posting,
signatures and marks are what makes a document another document, not another result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.sheets.printed import printed
from cupdesk.sheets.sheet import Gap, Kind, Name
from cupdesk.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.sheets.sheet import Cell, Column, Row, Sheet, Table

_FOLLOWS = frozenset((Kind.MOVE, Kind.BEHIND, Kind.SPEED, Kind.PERCENT))
"""Columns that follow from other rows or columns: alone they are no difference."""
_BLANK = "·"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said otherwise: the head of its column (and its key), as it was and as it is; "" where it was not said."""

    key: str
    head: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs: table (its code and title), car number, name, and what. `before` and `after` tell whether it is there."""

    table: str
    title: str
    number: str
    name: str
    said: tuple[Said, ...]
    before: bool = True
    after: bool = True

    def cell(self, *keys: str) -> Said | None:
        """What differs in the first of these columns that does."""
        return next((said for said in self.said if said.key in keys), None)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line outside the tables: what it belongs to (`decision`, `fastest`, `headline`), as it was and as it is."""

    kind: str
    name: str
    before: str
    after: str


Change = RowChange | LineChange


def differences(before: Sheet, after: Sheet) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`, tables first; both sheets of one kind and in one language."""
    old = {_table_key(i, table): table for i, table in enumerate(before.tables)}
    new = {_table_key(i, table): table for i, table in enumerate(after.tables)}
    found: list[Change] = []
    for key in dict.fromkeys((*new, *old)):
        found += _rows(old.get(key), new.get(key), after.language)
        was, now = (table.headline if table else "" for table in (old.get(key), new.get(key)))
        if was != now:
            found.append(LineChange("headline", (new.get(key) or old[key]).title, was, now))
    found += _lines("decision", dict(_decisions(before)), dict(_decisions(after)))
    if before.fastest != after.fastest:
        found.append(LineChange("fastest", "", " · ".join(before.fastest), " · ".join(after.fastest)))
    return tuple(found)


def _table_key(i: int, table: Table) -> str:
    return table.code or str(i)


def _rows(before: Table | None, after: Table | None, language: str) -> Iterator[RowChange]:
    old, new = (_by_name(table) if table else {} for table in (before, after))
    table = after or before
    assert table is not None
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        heads = {c.key: c for each in (before, after) if each for c in each.columns}
        a = _texts(before, was, language) if before and was else {}
        b = _texts(after, now, language) if after and now else {}
        said = tuple(
            Said(k, c.head, a.get(k, ""), b.get(k, "")) for k, c in heads.items() if a.get(k, "") != b.get(k, "")
        )
        if was and now and before and after:
            shared = {c.key for c in before.columns} & {c.key for c in after.columns}
            said = tuple(each for each in said if each.key in shared)
        told = tuple(each for each in said if heads[each.key].kind not in _FOLLOWS and each.key != "interval")
        plain = tuple(each for each in told if heads[each.key].kind not in (Kind.RACE, Kind.GAP)) or told
        if told:
            yield RowChange(table.code, table.title, *key, plain, was is not None, now is not None)


def _by_name(table: Table) -> dict[tuple[str, str], tuple[Row, str]]:
    """The rows of a table by car number and name, each with the title of its block."""
    found: dict[tuple[str, str], tuple[Row, str]] = {}
    for block in table.blocks:
        for row in block.rows:
            number, name = "", ""
            for cell, column in zip(row.cells, table.columns, strict=True):
                if column.kind is Kind.NUMBER and isinstance(cell, str):
                    number = cell
                elif column.kind is Kind.DRIVER and isinstance(cell, Name):
                    name = cell.surname or cell.given
                elif column.kind is Kind.TEAM and not name and isinstance(cell, str):
                    name = cell
            found[number, name] = (row, block.title)
    return found


def _texts(table: Table, row: tuple[Row, str], language: str) -> dict[str, str]:
    """What a row says, by column; the title of its block stands for a place it has not."""
    cells = {
        column.key: _text(cell, column, language)
        for cell, column in zip(row[0].cells, table.columns, strict=True)
        if column.kind is not Kind.DRIVER
    }
    place = table.columns[0]
    if place.kind is Kind.PLACE and not cells[place.key]:
        code = next((cell.code for cell in row[0].cells if isinstance(cell, Gap) and cell.code), "")
        cells[place.key] = code or row[1]
    return cells


def _text(cell: Cell, column: Column, language: str) -> str:
    return "" if isinstance(cell, Gap) and cell.code else printed(cell, column, language)


def _decisions(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for line in sheet.decisions or ():
        yield f"{line.document} · {line.number} {line.driver}", f"{line.decision}"


def _lines(kind: str, before: dict[str, str], after: dict[str, str]) -> Iterator[LineChange]:
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield LineChange(kind, name, before.get(name, ""), after.get(name, ""))


def said_otherwise(change: Change, words: Words) -> str:
    """One difference as a sentence: `14 LAPIERRE : Pos 14 → 12, Pts 2 → 4`."""
    if isinstance(change, LineChange):
        form = "line_new" if not change.before else "line_gone" if not change.after else "line"
        what = words(f"documents.differs.{change.kind}", name=change.name)
        return words(f"documents.differs.{form}", what=what, before=change.before, after=change.after)
    who = " ".join(part for part in (change.number, change.name) if part)
    if change.title:
        who = words("documents.differs.in_table", who=who, table=change.title)
    if not (change.before and change.after):
        return words(f"documents.differs.{'row_new' if change.after else 'row_gone'}", who=who)
    cells = (
        words("documents.differs.cell", head=s.head, before=s.before or _BLANK, after=s.after or _BLANK)
        for s in change.said
    )
    return words("documents.differs.row", who=who, cells=", ".join(cells))
