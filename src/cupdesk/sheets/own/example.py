"""An example to begin an own workbook from: every name that can be asked for, and every table."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as Listed
from openpyxl.worksheet.table import TableStyleInfo

from cupdesk.sheets.own.values import HEADLINE, OF_DOCUMENT, PREFIX, WHERE, plain, tables_of
from cupdesk.sheets.publish import current, kinds_of
from cupdesk.sheets.sheet import Kind
from cupdesk.sheets.xlsx.styles import number_format
from cupdesk.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.rules.book import Book
    from cupdesk.sheets.sheet import Sheet, Table

_WIDTHS = {
    Kind.DRIVER: 26,
    Kind.TEAM: 26,
    Kind.TEXT: 26,
    Kind.PROSE: 60,
    Kind.DURATION: 13,
    Kind.LAP_TIME: 11,
    Kind.RACE: 8,
}
_WIDTH, _NAME_WIDTH, _VALUE_WIDTH = 9, 46, 60
_STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)


def example(book: Book, ref: str, language: str) -> bytes:
    """A workbook with every name of the documents of a session, not filled yet."""
    workbook, words = Workbook(), Words(language)
    names = workbook.active
    assert names is not None
    names.title = words("documents.own.example.names")
    said = [words("documents.own.example.name"), words("documents.own.example.value")]
    names.append(said)
    names.column_dimensions["A"].width, names.column_dimensions["B"].width = _NAME_WIDTH, _VALUE_WIDTH
    for cell in names[1]:
        cell.font = Font(bold=True)
    names.freeze_panes = "A2"
    for field in WHERE:
        _named(workbook, names, f"{PREFIX}{field}")
    for kind in kinds_of(book, ref):
        sheet = current(book, ref, kind, language)
        for field in OF_DOCUMENT:
            _named(workbook, names, f"{PREFIX}{kind}.{field}")
        for code, table in tables_of(sheet):
            many = len(tables_of(sheet)) > 1
            name = f"{PREFIX}{kind}.{code}" if many else f"{PREFIX}{kind}"
            if table.headline:
                _named(workbook, names, f"{name}.{HEADLINE}")
            _listed(workbook.create_sheet(_title(workbook, sheet, table)), table, name, language)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _named(workbook: Workbook, names: Worksheet, name: str) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    row = names.max_row + 1
    names.cell(row, 1, name)
    workbook.defined_names[name] = DefinedName(name, attr_text=f"'{names.title}'!$B${row}")


def _title(workbook: Workbook, sheet: Sheet, table: Table) -> str:
    """The name of a worksheet, as a workbook allows it and once only."""
    base = plain(f"{sheet.kind} {table.code or table.title}".strip()).replace(".", "_")[:28]
    return base if base not in workbook.sheetnames else f"{base} {len(workbook.sheetnames)}"


def _listed(ws: Worksheet, table: Table, name: str, language: str) -> None:
    """Heads and one row of cells, with the forms of numbers; as a table that grows when it is filled."""
    for column, each in enumerate(table.columns, start=1):
        heads = [other.head for other in table.columns]
        alone = each.kind is not Kind.RACE and each.head and heads.count(each.head) == 1
        ws.cell(1, column, each.head if alone else each.key)
        ws.cell(2, column).number_format = number_format(each.kind, 1, language)
        ws.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(each.kind, _WIDTH)
    ws.freeze_panes = "A2"
    listed = Listed(displayName=name, ref=f"A1:{get_column_letter(len(table.columns))}2")
    listed.tableStyleInfo = _STYLE
    ws.add_table(listed)
