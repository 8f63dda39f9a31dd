"""The categories of a workbook that keeps them on a sheet of their own, beside the one that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.columns import Column, understand
from cupdesk.imports.rows import RowNotTaken, cells_by_column, first

if TYPE_CHECKING:
    from cupdesk.imports.source import Recognised

_OF_A_RESULT = (Column.PLACE, Column.LAPS, Column.TOTAL, Column.BEST)


def categories_elsewhere(recognised: Recognised) -> tuple[str, dict[str, str]]:
    """The sheet that says the category of each car, and what it says; nothing where the one read says it, or none does."""
    if recognised.heads.has(Column.CATEGORY):
        return "", {}
    for table in recognised.source.tables:
        heads = understand(table) if table is not recognised.table else None
        if heads is None or not (heads.has(Column.NUMBER) and heads.has(Column.CATEGORY)):
            continue
        if any(heads.has(column) for column in _OF_A_RESULT):
            continue
        rows = [cells for _, cells in cells_by_column(table, heads) if not isinstance(cells, RowNotTaken)]
        said = {figures.number(first(cells, Column.NUMBER)): first(cells, Column.CATEGORY) for cells in rows}
        return table.name, {number: category for number, category in said.items() if number and category}
    return "", {}
