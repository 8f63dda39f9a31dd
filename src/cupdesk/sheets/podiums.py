"""The first three, read off final documents: of every race of a meeting, or of every championship of a season."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.sheets.sheet import Block, Column, Kind, Name, Row, Table
from cupdesk.words import Words, figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.sheets.sheet import Cell, Sheet

PLACES = (1, 2, 3)


def podiums(sheets: Iterable[Sheet], words: Words, *, season: bool) -> tuple[Table, ...]:
    """One table of who was first, second and third; none if no document says so."""
    kept = [sheet for sheet in sheets if sheet.kind == ("standings" if season else "classification")]
    blocks = [_championships(kept[-1], words)] if season and kept else [_race(sheet, words) for sheet in kept]
    blocks = [block for block in blocks if block.rows]
    if not blocks:
        return ()
    columns = (
        Column("podium_of", words(f"documents.column.{'championship' if season else 'podium_of'}"), Kind.TEXT),
        *(Column(f"place_{n}", figures.ordinal(n, words.language), Kind.DRIVER) for n in PLACES),
    )
    notes = tuple(table.headline for table in kept[-1].tables if table.headline) if season else ()
    return (Table(columns, tuple(blocks), words("documents.book.podium"), notes=notes, code="podium"),)


def _race(sheet: Sheet, words: Words) -> Block:
    """The podium of a race, over all and in each category; of a joint race in the order of the cup."""
    table = sheet.tables[-1]
    rows = [_first_three(table, "position", words("documents.book.overall"))]
    categories = dict.fromkeys(cell for row in _rows(table) if isinstance(cell := _cell(table, row, "category"), str))
    rows += [_first_three(table, "position_in_category", each, each) for each in categories]
    return Block(tuple(row for row in rows if any(row.cells[1:])), sheet.session)


def _championships(sheet: Sheet, words: Words) -> Block:
    """The first three of each championship."""
    rows = (_first_three(table, "position", table.title) for table in sheet.tables)
    return Block(tuple(row for row in rows if any(row.cells[1:])))


def _first_three(table: Table, place: str, name: str, category: str = "") -> Row:
    found: dict[int, Cell] = {}
    for row in _rows(table):
        at = _cell(table, row, place)
        if isinstance(at, int) and at in PLACES and category in ("", _cell(table, row, "category")):
            found.setdefault(at, _who(table, row))
    return Row((name, *(found.get(n) for n in PLACES)))


def _who(table: Table, row: Row) -> Cell:
    """The name in a row, without tags and marks."""
    who = _cell(table, row, "driver") or _cell(table, row, "team")
    return Name(who.given, who.surname) if isinstance(who, Name) else who


def _rows(table: Table) -> Iterable[Row]:
    return (row for block in table.blocks for row in block.rows)


def _cell(table: Table, row: Row, key: str) -> Cell:
    at = next((i for i, column in enumerate(table.columns) if column.key == key), None)
    return None if at is None else row.cells[at]
