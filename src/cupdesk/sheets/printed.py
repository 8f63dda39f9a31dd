"""What a cell reads as on paper, in the sheet's language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.sheets.sheet import Cell, Gap, Kind, Leaf, Name, RaceCell
from cupdesk.words import figures

if TYPE_CHECKING:
    from cupdesk.sheets.sheet import Column, Sheet, Table

_QUALIFYING = ("percent", "second", "second_rank", "second_lap", "qualified")
_OF_BOOK = ("document", "document_posted")
_OF_ENTRIES = ("team_nationality", "notes")
_MAY_BE_UNKNOWN = frozenset(
    (
        *("nationality", "team", "laps", "time", "gap", "interval", "speed", "best", "on_lap"),
        *_QUALIFYING,
        *_OF_ENTRIES,
        *_OF_BOOK,
    )
)


def on_paper(sheet: Sheet) -> Sheet:
    """The sheet without the columns of which nothing is known, such as times where only places are: no head over a blank."""
    known = {
        column.key
        for table in sheet.tables
        for block in table.blocks
        for row in block.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell not in (None, "", Gap())
    }
    gone = _MAY_BE_UNKNOWN - known
    return replace(sheet, tables=tuple(_without(table, gone) for table in sheet.tables)) if gone else sheet


def _without(table: Table, gone: frozenset[str]) -> Table:
    kept = [i for i, column in enumerate(table.columns) if column.key not in gone]
    blocks = tuple(
        replace(block, rows=tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in block.rows))
        for block in table.blocks
    )
    return replace(table, columns=tuple(table.columns[i] for i in kept), blocks=blocks)


def printed(cell: Cell, column: Column, language: str) -> str:
    """The text of a cell; unknown is blank, the first car's gap and nothing behind are a dash."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Leaf):
        return cell.text
    if isinstance(cell, Name):
        return f"{cell.given} {cell.surname}".strip()
    if isinstance(cell, Gap):
        return _gap(cell, language)
    if isinstance(cell, RaceCell):
        return cell.code or figures.points(cell.points, language)
    return _number(cell, column.kind, language)


def _gap(gap: Gap, language: str) -> str:
    if gap.code:
        return gap.code
    if gap.laps:
        return f"+{figures.laps_gap(gap.laps, language)}"
    return figures.DASH if gap.ms is None else figures.gap(gap.ms)


def _number(value: int | Fraction, kind: Kind, language: str) -> str:
    if kind in (Kind.DURATION, Kind.LAP_TIME):
        return figures.clock(int(value))
    if kind in (Kind.SPEED, Kind.PERCENT):
        return figures.decimal(Fraction(value), 2, language)
    if kind is Kind.MOVE:
        return figures.signed(int(value))
    if kind is Kind.BEHIND:
        return f"{figures.MINUS}{figures.points(Fraction(value), language)}" if value else figures.DASH
    return figures.points(Fraction(value), language)
