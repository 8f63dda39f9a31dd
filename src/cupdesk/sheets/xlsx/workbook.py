"""Sheets → one official workbook: a worksheet for each table (or block that can stand alone), ready to print."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from cupdesk.sheets.printed import on_paper
from cupdesk.sheets.sheet import BOOK, Kind, Leaf, Table
from cupdesk.sheets.xlsx.check import Check
from cupdesk.sheets.xlsx.check_plan import Printed
from cupdesk.sheets.xlsx.frame import Frame
from cupdesk.sheets.xlsx.grid import in_two_columns, write_grid
from cupdesk.sheets.xlsx.letterhead import CHARACTER_PT, theme
from cupdesk.sheets.xlsx.package import settle
from cupdesk.sheets.xlsx.styles import Styles
from cupdesk.sheets.xlsx.table import Body, Columns, write_table
from cupdesk.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Block, Cell, Sheet

PRINTABLE_PT = {
    ("a4", False): (545.0, 768.0),
    ("a4", True): (790.0, 524.0),
    ("letter", False): (561.0, 718.0),
    ("letter", True): (741.0, 539.0),
}
"""Width and height of the printable area in points, by paper and whether it lies."""
GRID = "grid"
"""The kind of document whose rows are drawn, not listed."""
PAPERS = {"a4": 9, "letter": 1}
FOOTER_PT, FOOT_LINE_PT = 8, 10.5
LONGEST_FOOTER, FOOTER_CODES = 255, 60
"""What Excel takes as the foot of a page, in characters, and how many of them are codes and words of the program."""
UNSURE_ROWS = 3
SMALLEST_SCALE = 0.8
"""Below this a page is not legible on the board: rather more pages."""
_CHIPS = ((None, None), ("D8D8D8", None), ("4B4B4B", "FFFFFF"))


@dataclass(frozen=True, slots=True)
class Page:
    """What one worksheet holds: a sheet, one of its tables, and its name."""

    sheet: Sheet
    table: Table
    name: str


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """One xlsx file of all tables of these sheets; the same sheets give the same bytes."""
    book = Workbook()
    del book["Sheet"]
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    styles = Styles(book)
    taken: set[str] = set()
    standings: list[Printed] = []
    for page in _bound([[*_pages(on_paper(sheet))] for sheet in sheets], taken):
        body = _write(book.create_sheet(page.name), page, styles)
        if page.table.audit is not None:
            standings.append(Printed(page.name, page.table, _columns(page), body.head_row))
    if standings:
        _check(book.create_sheet(_free("Check", taken)), standings, styles, sheets[0])
    first = sheets[0]
    book.properties.title = f"{first.cup} – {first.running_head} – {first.title}"
    book.properties.creator = "CupDesk"
    book.properties.subject = first.event
    book.properties.keywords = first.foot
    book.properties.description = first.disclaimer
    book.properties.language = first.language
    book.loaded_theme = theme(first.look)
    out = io.BytesIO()
    book.save(out)
    pictures = [placed.image.name for ws in book.worksheets for placed in ws._images]
    return settle(out.getvalue(), date.fromisoformat(first.created), pictures)


def xlsx(sheet: Sheet) -> bytes:
    """One sheet as a workbook of its own."""
    return workbook((sheet,))


def _pages(sheet: Sheet) -> Iterator[Page]:
    words = Words(sheet.language)
    for table in sheet.tables:
        blocks = [replace(table, title=block.title, blocks=(block,)) for block in table.blocks]
        for part in blocks if table.by_block else [table]:
            kind = table.code if sheet.kind == "classification" and table.code else sheet.kind
            yield Page(sheet, part, words(f"documents.worksheet.{kind}", name=part.title))


def _bound(documents: list[list[Page]], taken: set[str]) -> list[Page]:
    """Every page under a name of its own; the contents of a book lead to the first page of each document."""
    first = documents[0][0].table if documents[0] else None
    leaves = {leaf.at: leaf for leaf in _leaves(first)} if first else {}
    named = []
    for nth, pages in enumerate(documents):
        prefix = f"{leaves[nth].session.replace('/', ' ')} " if nth in leaves and leaves[nth].session else ""
        named.append([replace(page, name=_free(f"{prefix}{page.name}", taken)) for page in pages])
    if leaves and first:
        begins = {nth: pages[0].name for nth, pages in enumerate(named) if pages}
        named[0][0] = replace(named[0][0], table=_leading(first, begins))
    return [page for pages in named for page in pages]


def _leaves(table: Table) -> Iterator[Leaf]:
    return (cell for block in table.blocks for row in block.rows for cell in row.cells if isinstance(cell, Leaf))


def _leading(table: Table, begins: dict[int, str]) -> Table:
    """The contents with the worksheets their lines lead to."""

    def led(cell: Cell) -> Cell:
        return replace(cell, slug=begins[cell.at]) if isinstance(cell, Leaf) else cell

    def block(each: Block) -> Block:
        return replace(each, rows=tuple(replace(row, cells=tuple(map(led, row.cells))) for row in each.rows))

    return replace(table, blocks=tuple(map(block, table.blocks)))


def _free(name: str, taken: set[str]) -> str:
    """A worksheet name Excel accepts, not used yet in this book."""
    base = re.sub(r"[\[\]:*?/\\]", "-", name)[:31].strip("' ") or "-"
    found, n = base, 2
    while found.lower() in taken:
        found = f"{base[:27]} ({n})"
        n += 1
    taken.add(found.lower())
    return found


def _columns(page: Page) -> Columns:
    shown = in_two_columns(page.table) if page.sheet.kind == GRID else page.table
    return Columns(shown.columns, landscape=page.sheet.landscape, paper=page.sheet.look.paper)


def _write(ws: Worksheet, page: Page, styles: Styles) -> Body:
    columns = _columns(page)
    for index, width in enumerate(columns.widths, start=1):
        ws.column_dimensions[get_column_letter(index)].width = width
    frame = Frame(ws, page.sheet, page.table, columns, styles)
    frame.opening()
    write = partial(write_grid, pole_right=page.sheet.pole_right) if page.sheet.kind == GRID else write_table
    body = write(ws, page.table, columns, styles, page.sheet.language, frame.row)
    frame.row = body.next_row
    frame.closing()
    _chips(ws, page, columns, body.head_row + 1, body.next_row)
    ws.freeze_panes = f"{get_column_letter(columns.frozen + 1)}{body.head_row + 1}"
    if body.filter_last > body.head_row + 1:
        ws.auto_filter.ref = f"A{body.head_row}:{columns.last}{body.filter_last}"
    _print_setup(ws, page.sheet, columns, body, frame.row - 1)
    return body


def _check(ws: Worksheet, standings: list[Printed], styles: Styles, sheet: Sheet) -> None:
    """The worksheet that adds every total up again."""
    check = Check(ws, styles, Words(sheet.language))
    check.write(standings)
    row, column = check.last
    ws.sheet_view.showGridLines = False
    ws.print_area = f"A1:{get_column_letter(column)}{row}"
    _paper(ws, sheet, landscape=True)
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    _footer(ws, sheet)


def _chips(ws: Worksheet, page: Page, columns: Columns, first: int, last: int) -> None:
    """Category chips by the word, so that they survive sorting."""
    index = columns.first_of(Kind.CATEGORY)
    if index is None:
        return
    letter = get_column_letter(index)
    for word, (fill, ink) in zip(page.sheet.chips, _CHIPS, strict=False):
        if fill is None:
            continue
        rule = CellIsRule(operator="equal", formula=[f'"{word.replace(chr(34), chr(34) * 2)}"'])
        rule.dxf = DifferentialStyle(
            font=Font(b=True, color=ink or "000000"), fill=PatternFill("solid", bgColor=fill, fgColor=fill)
        )
        ws.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _print_setup(ws: Worksheet, sheet: Sheet, columns: Columns, body: Body, last: int) -> None:
    ws.sheet_view.showGridLines = False
    ws.print_area = f"A1:{columns.last}{last}"
    ws.print_title_rows = f"{body.first_head_row}:{body.head_row}"
    _paper(ws, sheet, landscape=sheet.landscape)
    width, height = PRINTABLE_PT[sheet.look.paper, sheet.landscape]
    height -= FOOT_LINE_PT * len(_foot_lines(sheet))
    across = columns.points(CHARACTER_PT)
    pages_wide = int(max(1, -(-across * SMALLEST_SCALE // width)))
    if pages_wide > 1:
        ws.print_title_cols = f"A:{get_column_letter(columns.frozen)}"
    tall = _height(ws, 1, last)
    ws.page_setup.fitToWidth = pages_wide
    ws.page_setup.fitToHeight = 1 if tall * SMALLEST_SCALE <= height else 0
    if not ws.page_setup.fitToHeight:
        scale = min(1.0, width * pages_wide / across)
        before = _break_before_closing(ws, body, last, height / scale)
        if before:
            ws.row_breaks.append(Break(id=before))
    _footer(ws, sheet)


def _paper(ws: Worksheet, sheet: Sheet, *, landscape: bool) -> None:
    ws.page_setup.paperSize = PAPERS[sheet.look.paper]
    ws.page_setup.orientation = "landscape" if landscape else "portrait"
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.print_options.horizontalCentered = True
    margins = ws.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.3, 0.4, 0.55
    margins.bottom += FOOT_LINE_PT / 72 * len(_foot_lines(sheet))
    margins.header, margins.footer = 0.2, 0.25


def _height(ws: Worksheet, first: int, last: int) -> float:
    """The height of rows in points."""
    return float(sum(ws.row_dimensions[row].height or 15 for row in range(first, last + 1)))


def _break_before_closing(ws: Worksheet, body: Body, last: int, page: float) -> int:
    """The row to break after, if a page might end between the table's last rows and the end of the signatures; 0 if not.

    Programs differ by a row or two in what they get on a page, so it is told some rows before it could happen by itself.
    """
    head = _height(ws, body.first_head_row, body.head_row)
    filled, ends = 0.0, 0
    for row in range(1, last + 1):
        height = _height(ws, row, row)
        if filled + height > page:
            filled, ends = head, row - 1
        filled += height
    if ends <= body.break_row - 2 * UNSURE_ROWS:
        return 0
    before = min(body.break_row, ends - UNSURE_ROWS)
    return before - 1 if before in body.block_heads else before


def _footer(ws: Worksheet, sheet: Sheet) -> None:
    footer, words = ws.oddFooter, Words(sheet.language)
    for part in (footer.left, footer.center, footer.right):
        part.size = FOOTER_PT
    lines = _foot_lines(sheet)
    level = "\n\u00a0" * len(lines)  # all three parts stand as high, whatever a program aligns them to
    footer.left.text = "\n".join((f"{_plain(sheet.cup)} · {_plain(sheet.running_head)}", *lines))
    number = "" if sheet.kind == BOOK else f"{words('documents.document')} {_plain(sheet.document or '____')} · "
    footer.center.text = f"{number}&B{_plain(sheet.foot)}{level}"
    footer.right.text = words("documents.page").replace("{page}", "&P").replace("{pages}", "&N") + level


def _foot_lines(sheet: Sheet) -> tuple[str, ...]:
    """The organiser's lines of the foot, as far as Excel has room for them."""
    room = LONGEST_FOOTER - FOOTER_CODES - len(_plain(sheet.cup + sheet.running_head + sheet.foot + sheet.document))
    taken = []
    for line in map(_plain, sheet.look.foot):
        if len(line) + 5 <= room:  # the line itself, and new lines in the three parts
            taken.append(line)
            room -= len(line) + 5
    return tuple(taken)


def _plain(text: str) -> str:
    """Text of a footer: an ampersand would begin a code there."""
    return text.replace("&", "&&")
