"""How fast a classification becomes a workbook and a PDF, beside the bare libraries doing the least they can."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure, paired
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.file import load
from cupdesk.sheets.classification import classification
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.xlsx import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.sheets.sheet import Sheet

_TIMES = 15


def measures() -> Iterator[Measure]:
    """Workbook and PDF of Paul Ricard, race 1, from the facts on."""
    season = load(resource("seasons", "pccf-2023.json"))

    def sheet() -> Sheet:
        return classification(Book(season), "LEC/R1", "fr")

    made = sheet()
    samples, floors = paired(lambda: xlsx(sheet()), lambda: _bare_workbook(made), _TIMES)
    yield Measure("xlsx of a classification", samples, floors, median_limit=250.0)
    samples, floors = paired(lambda: pdf(sheet()), lambda: _bare_page(made), _TIMES)
    yield Measure("PDF of a classification", samples, floors, median_limit=250.0)


def _bare_workbook(sheet: Sheet) -> None:
    """The same rows as plain text cells, without a style."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for table in sheet.tables:
        for block in table.blocks:
            for row in block.rows:
                page.append([str(cell) for cell in row.cells])
    book.save(io.BytesIO())


def _bare_page(sheet: Sheet) -> None:
    """The same rows as an unstyled table on a page."""
    import typst

    rows = [row for table in sheet.tables for block in table.blocks for row in block.rows]
    cells = ", ".join(f"[#{str(cell)!r}]".replace("'", '"') for row in rows for cell in (len(row.cells), row.cells[0]))
    typst.compile(f"#table(columns: 2, {cells})".encode())
