"""Sheet → csv and json: the same values for other programs, exact."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.sheets.seal import canonical
from cupdesk.sheets.sheet import Cell, Gap, Kind, Leaf, Name, RaceCell
from cupdesk.words import figures
from cupdesk.words.guard import guarded

if TYPE_CHECKING:
    from cupdesk.sheets.sheet import Column, Row, Sheet, Table

BOM = "\ufeff"
"""Excel reads a csv file as UTF-8 only with this mark."""


def json_bytes(sheet: Sheet) -> bytes:
    """The whole document as JSON: what its fingerprint is computed over, with the fingerprint."""
    return (json.dumps(canonical(sheet), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def csv_bytes(table: Table) -> bytes:
    """One table as csv: UTF-8 with a mark for Excel, commas, CRLF, stable column keys, figures exact and with a point.

    A block's title stands in the column `block`; names have their tags and marks beside them; a race is its points, place,
    code and marks. Text that a spreadsheet would take for a formula is guarded by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["block", *(key for column in table.columns for key in keys_of(column))])
    for block in table.blocks:
        for row in block.rows:
            writer.writerow([guarded(value) for value in (block.title, *_values(row, table))])
    return (BOM + out.getvalue()).encode()


def keys_of(column: Column) -> list[str]:
    """The names of what a column is in a csv file: itself, or its parts."""
    if column.kind is Kind.DRIVER:
        return [column.key, "tags", "marks"]
    if column.kind is Kind.RACE:
        return [column.key, *(f"{column.key} {part}" for part in ("place", "code", "marks"))]
    if column.kind is Kind.GAP:
        return [f"{column.key}_ms", f"{column.key}_laps", f"{column.key}_code"]
    return [f"{column.key}_ms" if column.kind in (Kind.DURATION, Kind.LAP_TIME) else column.key]


def _values(row: Row, table: Table) -> list[str]:
    return [value for cell, column in zip(row.cells, table.columns, strict=True) for value in parts_of(cell, column)]


def parts_of(cell: Cell, column: Column) -> list[str]:
    """The parts of a cell, one for each of `keys_of`, as exact text."""
    if isinstance(cell, Name):
        return [f"{cell.given} {cell.surname}".strip(), " ".join(cell.tags), cell.marks]
    if isinstance(cell, RaceCell):
        marks = "P" * cell.pole + "F" * cell.fastest + "D" * cell.dropped
        if not cell.entered:
            return ["", "", "", ""]
        return [figures.exact(cell.points), "" if cell.place is None else str(cell.place), cell.code, marks]
    if column.kind is Kind.GAP:
        gap = cell if isinstance(cell, Gap) else Gap()
        leader = cell == Gap()
        return ["0" if leader else _number(gap.ms), str(gap.laps) if gap.laps else "", gap.code]
    return [_text(cell)] + [""] * (len(keys_of(column)) - 1)


def _text(cell: int | Fraction | str | Leaf | Gap | None) -> str:
    if cell is None or isinstance(cell, Gap):
        return ""
    if isinstance(cell, Leaf):
        return cell.text
    return cell if isinstance(cell, str) else figures.exact(Fraction(cell))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
