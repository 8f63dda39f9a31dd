"""A starting grid on a worksheet as it stands on the road: two columns of slots, the right one half a slot lower."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from cupdesk.sheets.sheet import Column, Kind, Name
from cupdesk.sheets.xlsx.styles import MEDIUM, THIN, number_format
from cupdesk.sheets.xlsx.table import DAY_MS, KEPT_ROWS, ROW_PT, Body, Columns, put_text, write_group_head, write_heads

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Cell, Row, Table
    from cupdesk.sheets.xlsx.styles import Styles

_SHOWN = ("position", "number", "driver", "best")
_SLOT_ROWS = 2
_HALF_PT = 16.0


def in_two_columns(table: Table) -> Table:
    """The table with the columns of a drawn grid: those of a slot, a gap, and those of a slot again."""
    slot = tuple(column for key in _SHOWN for column in table.columns if column.key == key)
    return replace(table, columns=(*slot, Column("gap", "", Kind.MOVE), *slot))


def write_grid(
    ws: Worksheet, table: Table, columns: Columns, styles: Styles, language: str, row: int, *, pole_right: bool
) -> Body:
    """Write heads and slots from `row` on, the first on its side, then who starts from the pit lane."""
    drawn = in_two_columns(table)
    write_heads(ws, drawn, columns, styles, row)
    head, places = row, table.blocks[0].rows
    slot = columns.index[len(drawn.columns) // 2] - columns.index[0]
    for nth, line in enumerate(places):
        side, right = nth % 2, (nth % 2 == 1) is not pole_right
        first = columns.index[right * (len(drawn.columns) + 1) // 2]
        _slot(ws, _values(line, table), styles, language, head + 1 + _SLOT_ROWS * (nth // 2) + side, first, slot)
    row = head + _SLOT_ROWS * -(-len(places) // 2) + (1 if len(places) > 1 else 0)
    for each in range(head + 1, row + 1):
        ws.row_dimensions[each].height = _HALF_PT
    heads = []
    for block in table.blocks[1:]:
        row += 1
        heads.append(row)
        write_group_head(ws, block, columns, styles, row)
        for line in block.rows:
            row += 1
            ws.row_dimensions[row].height = ROW_PT
            said = _values(line, table)
            for position, key in zip(columns.index[1:3], _SHOWN[1:3], strict=True):
                put_text(
                    ws.cell(row, position), _name(said[key]), styles.text(f"cd_pit_{key}", bold=key == "number"), styles
                )
    return Body(head, head, head, max(head, row - KEPT_ROWS * _SLOT_ROWS), row + 1, tuple(heads))


def _slot(ws: Worksheet, said: dict[str, Cell], styles: Styles, language: str, row: int, first: int, wide: int) -> None:
    """A slot of two rows and so many columns: place and boxed number over both, driver over team, time over category; open behind."""
    last = first + wide - 1
    for position in range(first, last + 1):
        left, right = THIN if position == first else None, THIN if position == last else None
        name = f"cd_slot{'_l' * (position == first)}{'_r' * (position == last)}"
        styles.dress(ws.cell(row, position), styles.text(f"{name}_top", top=MEDIUM, left=left, right=right))
        styles.dress(ws.cell(row + 1, position), styles.text(name, left=left, right=right))
    place, number, driver, tags = (ws.cell(row, first + i) for i in range(4))
    place.value = said["position"] if isinstance(said["position"], int) else None
    styles.dress(place, styles.text("cd_slot_place", size=16, bold=True, at="center", top=MEDIUM, left=THIN))
    boxed = styles.text(
        "cd_slot_number", size=13, bold=True, at="center", top=MEDIUM, bottom=THIN, left=THIN, right=THIN
    )
    put_text(number, _name(said["number"]), boxed, styles)
    for column in (first, first + 1):
        letter = get_column_letter(column)
        styles.dress(ws.cell(row + 1, column), boxed if column > first else styles.text("cd_slot_l", left=THIN))
        ws.merged_cells.add(f"{letter}{row}:{letter}{row + 1}")
    who = said["driver"]
    put_text(driver, _name(who), styles.text("cd_slot_driver", bold=True, top=MEDIUM, indent=1, shrink=True), styles)
    if isinstance(who, Name):
        marks = " ".join((*who.tags, who.marks)).strip()
        put_text(tags, marks, styles.text("cd_slot_tags", size=9, bold=True, top=MEDIUM), styles)
    team = styles.text("cd_slot_team", size=9, grey=True, indent=1, shrink=True)
    put_text(ws.cell(row + 1, first + 2), _name(said.get("team")), team, styles)
    if isinstance(value := said.get("best"), int):
        best = ws.cell(row, last)
        best.value = value / DAY_MS
        look = styles.text("cd_slot_time", at="right", top=MEDIUM, right=THIN, indent=1)
        styles.dress(best, look, number_format(Kind.LAP_TIME, best.value, language))
    category = styles.text("cd_slot_category", size=9, bold=True, at="right", right=THIN, indent=1)
    put_text(ws.cell(row + 1, last), _name(said.get("category")), category, styles)


def _values(row: Row, table: Table) -> dict[str, Cell]:
    return dict(zip((column.key for column in table.columns), row.cells, strict=True))


def _name(cell: Cell) -> str:
    """A cell as text: a name with given name first."""
    if isinstance(cell, Name):
        return f"{cell.given} {cell.surname}".strip()
    return cell if isinstance(cell, str) else ""
