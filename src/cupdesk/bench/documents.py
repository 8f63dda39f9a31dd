"""How fast a classification becomes a workbook and a PDF, beside the bare libraries doing the least they can."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure, paired
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.file import load
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.package import package
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.xlsx.workbook import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cupdesk.rules.model import Season
    from cupdesk.sheets.sheet import Sheet

_TIMES, _FEW_TIMES, _PACKED = 15, 5, 12


def measures() -> Iterator[Measure]:
    """Workbook and PDF of Paul Ricard, race 1, from the facts on."""
    season = load(resource("seasons", "pccf-2023.json"))

    def sheet() -> Sheet:
        return classification(Book(season), "LEC/R1", "fr")

    made = sheet()
    same = _same_cells(xlsx(made))
    samples, floors = paired(lambda: xlsx(made), same, _TIMES)
    yield Measure("xlsx of a classification, beside openpyxl writing the same cells", samples, floors, ratio_limit=1.3)
    samples, floors = paired(lambda: xlsx(sheet()), same, _TIMES)
    yield Measure("xlsx of a classification, from the facts on", samples, floors, median_limit=250.0)
    samples, floors = paired(lambda: pdf(sheet()), lambda: _bare_page(made), _TIMES)
    yield Measure("PDF of a classification", samples, floors, median_limit=150.0)
    samples, floors = paired(lambda: _packed(season), lambda: _bare_pages(made), _FEW_TIMES)
    yield Measure(f"round package of {_PACKED} documents in every format", samples, floors, median_limit=3000.0)


def _packed(season: Season) -> None:
    """The package of a meeting with one race: five documents and the results book, each in two languages."""
    made = package(Book(season), "LMS")
    assert sum(len(sheets) for _, sheets in made.documents) + 2 == _PACKED
    while made.step():
        pass


def _same_cells(workbook: bytes) -> Callable[[], None]:
    """What writes the cells of a workbook again by openpyxl alone: named styles, values, number formats, merged cells."""
    import openpyxl
    from openpyxl.styles import NamedStyle

    pages = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = {page.title: [cell for row in page.iter_rows() for cell in row if cell.has_style] for page in pages}
    worn = {cell.style for page in cells.values() for cell in page} - {"Normal"}
    styles = [
        (s, copy(s.font), copy(s.border), copy(s.alignment), copy(s.fill))
        for s in pages._named_styles
        if s.name in worn
    ]

    def write() -> None:
        book = openpyxl.Workbook()
        del book["Sheet"]
        for style, font, border, alignment, fill in styles:
            own = NamedStyle(style.name, font, fill, border, alignment, style.number_format)
            book.add_named_style(own)
        for page in pages:
            made = book.create_sheet(page.title)
            for cell in cells[page.title]:
                target = made.cell(cell.row, cell.column, cell.value)
                target.style = cell.style
                if target.number_format != cell.number_format:
                    target.number_format = cell.number_format
            for merged in page.merged_cells.ranges:
                made.merge_cells(merged.coord)
        book.save(io.BytesIO())

    return write


def _bare_pages(sheet: Sheet) -> None:
    for _ in range(_PACKED):
        _bare_page(sheet)


def _bare_page(sheet: Sheet) -> None:
    """The same rows as an unstyled table on a page."""
    import typst

    rows = [row for table in sheet.tables for block in table.blocks for row in block.rows]
    cells = ", ".join(f"[#{str(cell)!r}]".replace("'", '"') for row in rows for cell in (len(row.cells), row.cells[0]))
    typst.compile(f"#table(columns: 2, {cells})".encode())
