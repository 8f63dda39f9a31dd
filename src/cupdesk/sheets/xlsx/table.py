"""The table of a worksheet: widths, heads, and cells that hold numbers, never their printed text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from cupdesk.sheets.layout import share
from cupdesk.sheets.sheet import Cell, Gap, Kind, Leaf, Name, RaceCell
from cupdesk.sheets.xlsx.styles import (
    FIFTH,
    HAIR,
    MEDIUM,
    THIN,
    Styles,
    align,
    number_format,
    points_format,
    race_format,
)
from cupdesk.words import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Block, Column, Row, Table

DAY_MS = 86_400_000
ROW_PT, MATRIX_ROW_PT, HEAD_PT, GROUP_PT = 18.0, 15.0, 16.0, 22.0
ROOM = {("a4", False): 121.0, ("a4", True): 176.0, ("letter", False): 124.0, ("letter", True): 165.0}
"""Sums of column widths that print at 80 % or more of their size, by paper and whether it lies."""
MARKS = 5.0
LINE_PT, WIDE_CHARACTERS = 13.0, 1.05
"""A further line of a sentence; how many of its characters stand in the width of one digit."""
HEAD_CHARACTER, SHRUNK = 0.88, 0.75
"""The width of a character of a head in those of a column, and how small the name of a round may be set."""
KEPT_ROWS = 3
"""Rows that go with the signatures when a page must be broken."""

_WIDTHS = {
    Kind.PLACE: 4.6,
    Kind.MOVE: 4.4,
    Kind.NUMBER: 5.0,
    Kind.DRIVER: 20.0,
    Kind.NATION: 4.6,
    Kind.TEAM: 18.4,
    Kind.CATEGORY: 7.6,
    Kind.COUNT: 4.4,
    Kind.DURATION: 9.2,
    Kind.LAP_TIME: 8.8,
    Kind.GAP: 8.6,
    Kind.SPEED: 6.6,
    Kind.PERCENT: 6.6,
    Kind.POINTS: 5.0,
    Kind.TOTAL: 7.0,
    Kind.BEHIND: 7.0,
    Kind.TEXT: 18.0,
    Kind.PROSE: 18.0,
}


class Columns:
    """The worksheet's columns: those of the table, and one for tags and marks after each driver."""

    def __init__(self, columns: tuple[Column, ...], *, landscape: bool, paper: str = "a4") -> None:
        self.columns = columns
        self.index: list[int] = []
        self.widths: list[float] = []
        self.races = sum(c.kind is Kind.RACE for c in columns)
        for column in columns:
            self.index.append(len(self.widths) + 1)
            self.widths.append(_WIDTHS.get(column.kind, 0.0))
            if column.kind is Kind.DRIVER:
                self.widths.append(MARKS)
        room = ROOM[paper, landscape]
        if self.races:
            self._share_races((room - sum(self.widths)) / self.races)
        if room > sum(self.widths):
            self._share_names(room - sum(self.widths))
        driver, team = self.first_of(Kind.DRIVER), self.first_of(Kind.TEAM)
        self.frozen = driver + 1 if driver else team or self.index[0]
        self.last = get_column_letter(len(self.widths))

    def _share_races(self, width: float) -> None:
        race = min(max(width, 5.4), 8.0)
        for position, column in zip(self.index, self.columns, strict=True):
            if column.kind is Kind.RACE:
                self.widths[position - 1] = round(race, 2)

    def _share_names(self, rest: float) -> None:
        by_kind = {kind: [i for i, c in zip(self.index, self.columns, strict=True) if c.kind is kind] for kind in Kind}
        names = by_kind[Kind.DRIVER] + by_kind[Kind.TEAM]
        if not names:
            self._share_texts(rest)
        for position in names:
            self.widths[position - 1] = round(self.widths[position - 1] + rest / len(names), 2)

    def _share_texts(self, rest: float) -> None:
        """Columns of text by what they have to say, as on the page."""
        texts = [
            (position, share(column))
            for position, column in zip(self.index, self.columns, strict=True)
            if column.kind in (Kind.TEXT, Kind.PROSE)
        ]
        room, shares = rest + len(texts) * _WIDTHS[Kind.TEXT], sum(each for _, each in texts)
        for position, each in texts:
            self.widths[position - 1] = round(room * each / shares, 2)

    def first_of(self, kind: Kind) -> int | None:
        """The worksheet column (1 first) of the first table column of this kind."""
        for position, column in zip(self.index, self.columns, strict=True):
            if column.kind is kind:
                return position
        return None

    def width(self, first: int, last: int) -> float:
        """The width in characters of the table columns from `first` to `last` (0 first)."""
        return sum(self.widths[self.index[i] - 1] for i in range(first, last + 1))

    def points(self, character: float) -> float:
        """The width of all columns in points."""
        return sum(self.widths) * character


@dataclass(frozen=True, slots=True)
class Body:
    """Where a table stands: head rows, last row of the first block, where to break, the row after it, heads of blocks."""

    first_head_row: int
    head_row: int
    filter_last: int
    break_row: int
    next_row: int
    block_heads: tuple[int, ...] = ()


def write_table(ws: Worksheet, table: Table, columns: Columns, styles: Styles, language: str, row: int) -> Body:
    """Write head and rows from `row` on."""
    first_head = row
    if any(c.group for c in table.columns):
        _groups(ws, table, columns, styles, row)
        row += 1
    write_heads(ws, table, columns, styles, row)
    head = row
    filter_last = head
    block_heads = []
    for nth, block in enumerate(table.blocks):
        if block.title and nth + len(table.blocks) > 1:
            row += 1
            block_heads.append(row)
            write_group_head(ws, block, columns, styles, row)
        for count, line in enumerate(block.rows, start=1):
            row += 1
            _row(ws, line, columns, styles, language, row, fifth=not nth and count % 5 == 0)
        if nth == 0:
            filter_last = row
    return Body(first_head, head, filter_last, max(head, row - KEPT_ROWS), row + 1, tuple(block_heads))


def _groups(ws: Worksheet, table: Table, columns: Columns, styles: Styles, row: int) -> None:
    """The rounds over their races: all by name, or all by code if one name would have to be set too small."""
    ws.row_dimensions[row].height = HEAD_PT
    spans = list(_spans(table.columns))
    named = all(len(group) * HEAD_CHARACTER * SHRUNK <= columns.width(start, end) for group, start, end in spans)
    for name, start, end in spans:
        group = name if named else table.columns[start].key.partition("/")[0]
        if group:
            first, last = columns.index[start], columns.index[end]
            style = styles.text("cd_round", size=9, bold=True, at="center", left=THIN, bottom=HAIR, shrink=True)
            for position in range(first, last + 1):
                styles.dress(ws.cell(row, position), style)
            put_text(ws.cell(row, first), group, style, styles)
            if last > first:
                join(ws, row, first, last)


def _spans(columns: tuple[Column, ...]) -> Iterator[tuple[str, int, int]]:
    """The groups, each with its first and last column (0 first)."""
    start = 0
    while start < len(columns):
        group, end = columns[start].group, start
        while end + 1 < len(columns) and group and columns[end + 1].group == group:
            end += 1
        if group:
            yield group, start, end
        start = end + 1


def write_heads(ws: Worksheet, table: Table, columns: Columns, styles: Styles, row: int) -> None:
    """The heads of the columns; races all by code if one head does not fit."""
    ws.row_dimensions[row].height = HEAD_PT
    races = [(c.head, i) for i, c in enumerate(table.columns) if c.kind is Kind.RACE]
    named = all(len(head) * HEAD_CHARACTER <= columns.width(i, i) for head, i in races)
    for position in range(1, len(columns.widths) + 1):
        styles.dress(ws.cell(row, position), styles.text("cd_head_left", size=9, bold=True, bottom=MEDIUM))
    for position, column in zip(columns.index, table.columns, strict=True):
        at = align(column.kind)
        at = "center" if column.kind is Kind.RACE else at
        indent = int(column.kind is Kind.DRIVER)
        style = styles.text(f"cd_head_{at}{'_in' * indent}", size=9, bold=True, at=at, bottom=MEDIUM, indent=indent)
        by_code = column.kind is Kind.RACE and not named
        put_text(ws.cell(row, position), column.key.partition("/")[2] if by_code else column.head, style, styles)


def write_group_head(ws: Worksheet, block: Block, columns: Columns, styles: Styles, row: int) -> None:
    """The head over the rows of a block."""
    ws.row_dimensions[row].height = GROUP_PT
    style = styles.text("cd_group", size=10, bold=True, bottom=THIN, vertical="bottom")
    for position in range(1, len(columns.widths) + 1):
        styles.dress(ws.cell(row, position), style)
    put_text(ws.cell(row, 1), f"{block.title}   {block.note}".strip(), style, styles)


def _row(ws: Worksheet, line: Row, columns: Columns, styles: Styles, language: str, row: int, *, fifth: bool) -> None:
    prose = [
        -(-len(str(cell)) // max(int(columns.widths[position - 1] * WIDE_CHARACTERS), 1))
        for position, column, cell in zip(columns.index, columns.columns, line.cells, strict=True)
        if column.kind is Kind.PROSE and cell
    ]
    ws.row_dimensions[row].height = MATRIX_ROW_PT if columns.races else ROW_PT + LINE_PT * (max(prose, default=1) - 1)
    for position, column, cell in zip(columns.index, columns.columns, line.cells, strict=True):
        target = ws.cell(row, position)
        if isinstance(cell, Name):
            put_text(target, f"{cell.given} {cell.surname}".strip(), styles.cell(Kind.DRIVER, fifth=fifth), styles)
            marks = " ".join((*cell.tags, cell.marks)).strip()
            mark = ws.cell(row, position + 1)
            put_text(mark, marks, styles.cell(Kind.NATION, fifth=fifth, bold=True), styles)
        elif column.kind is Kind.DRIVER:
            put_text(target, str(cell or ""), styles.cell(Kind.DRIVER, fifth=fifth), styles)
            styles.dress(ws.cell(row, position + 1), styles.cell(Kind.NATION, fifth=fifth, bold=True))
        elif isinstance(cell, RaceCell):
            _race(target, cell, styles, fifth=fifth)
        else:
            _figure(target, cell, column, styles, language, bold=column.key in line.bold, fifth=fifth)


def _race(target: XlsxCell, cell: RaceCell, styles: Styles, *, fifth: bool) -> None:
    points = cell.points
    win = cell.place == 1 and not cell.dropped and not cell.code
    grey = cell.dropped or not points or not cell.entered
    marks = "P" * cell.pole + "F" * cell.fastest
    target.value = number(points)
    form = race_format(
        points_format(points),
        marks,
        code=f"{cell.code} {marks}".strip() if cell.code else "",
        dropped=cell.dropped,
        entered=cell.entered,
    )
    styles.dress(target, styles.cell(Kind.RACE, fifth=fifth, win=win, grey=grey and not cell.code), form)


def _figure(
    target: XlsxCell, cell: Cell, column: Column, styles: Styles, language: str, *, bold: bool, fifth: bool
) -> None:
    kind = column.kind
    style = styles.cell(kind, fifth=fifth, bold=bold or (isinstance(cell, Gap) and bool(cell.code)))
    if isinstance(cell, str):
        put_text(target, cell, style, styles)
        return
    if isinstance(cell, Leaf):
        put_text(
            target, cell.text, styles.text(f"cd_link{'_5' * fifth}", blue=True, bottom=FIFTH if fifth else HAIR), styles
        )
        target.hyperlink = Hyperlink(target.coordinate, location=f"'{cell.slug}'!A1")
        return
    value: int | float | None
    if isinstance(cell, Gap):
        if cell.code:
            put_text(target, cell.code, style, styles)
            return
        value = cell.laps or (cell.ms or 0) / DAY_MS
    elif cell is None or isinstance(cell, (Name, RaceCell)):
        value = None
    elif kind in (Kind.DURATION, Kind.LAP_TIME):
        value = int(cell) / DAY_MS
    else:
        value = number(Fraction(cell), 2 if kind is Kind.SPEED else None)
    target.value = value
    styles.dress(target, style, _format(kind, cell, value, language))


def _format(kind: Kind, cell: Cell, value: int | float | None, language: str) -> str:
    if kind in (Kind.POINTS, Kind.TOTAL) and isinstance(cell, (int, Fraction)):
        return points_format(Fraction(cell))
    if kind is Kind.BEHIND and isinstance(cell, (int, Fraction)):
        form = points_format(Fraction(cell))
        return f'"{figures.MINUS}"{form};"+"{form};"{figures.DASH}"'
    return number_format(kind, value, language)


def number(value: Fraction, decimals: int | None = None) -> int | float:
    """A whole number as `int`, another as the nearest `float`."""
    if value.denominator == 1:
        return value.numerator
    return float(value) if decimals is None else float(round(value, decimals))


def join(ws: Worksheet, row: int, first: int, last: int) -> None:
    """Merge cells of a row that are dressed already.

    `merge_cells` of openpyxl would work out the borders of each again, which takes longer than writing the workbook.
    """
    ws.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")


def put_text(target: XlsxCell, text: str, style: str, styles: Styles) -> None:
    """Text that stays text: `=1+1` as a name is no formula; control characters cannot be in a workbook."""
    target.value = re.sub(r"[\x00-\x08\x0b-\x1f]", " ", text) or None
    if text:
        target.data_type = "s"
    styles.dress(target, style)
