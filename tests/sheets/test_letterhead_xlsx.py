"""The organiser's look in the workbook: pictures with their words, kept once; his colours, paper, lines of the foot."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import COLUMNS, LeftOut, Paper
from cupdesk.rules.session import Text
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.xlsx.workbook import LONGEST_FOOTER, SMALLEST_SCALE, workbook
from tests.pictures import HEAD, OIL, PICTURES, TYRES
from tests.sheets.test_xlsx_strict import faults

WORN = replace(
    HEAD,
    colour="#0B4F9E",
    second="#F2A900",
    head=(Text("Permis R412", "Permit R412"), Text("{round}", "{round}")),
    foot=(Text("Secrétariat & presse", "Office & press"),),
    paper=Paper.LETTER,
)
KINDS = ("classification", "by_category", "standings", "grid")


def packed(book: Book, letterhead: object = WORN) -> bytes:
    worn = Book(apply(book.season, SetLetterhead(letterhead, PICTURES)), book)  # type: ignore[arg-type]
    return workbook([DOCUMENTS[kind](worn, "LEC/R2", "fr") for kind in KINDS])


@pytest.fixture(scope="module")
def content(book: Book) -> bytes:
    return packed(book)


def sheets(content: bytes) -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(content)).worksheets)


def test_it_has_no_fault_and_the_same_bytes(book: Book, content: bytes) -> None:
    assert faults(content) == []
    assert packed(book) == content


def test_each_picture_is_kept_once_and_says_what_it_shows(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        media = [name for name in found.namelist() if name.startswith("xl/media/")]
        drawings = [found.read(name).decode() for name in found.namelist() if name.startswith("xl/drawings/drawing")]
        assert [found.read(name) for name in media[1:]] == [OIL.data, TYRES.data]
        assert found.read(media[0]).startswith(b"\x89PNG")
    assert len(media) == 3
    assert len(drawings) > 5
    for drawing in drawings:
        assert [part.split('"')[0] for part in drawing.split('descr="')[1:]] == ["Club Cup", "Velo Oil", "Partenaire"]


def test_the_logo_stands_over_the_table_and_the_sponsors_under_the_signatures(content: bytes) -> None:
    ws = sheets(content)[0]
    logo, *strip = ws._images
    assert logo.anchor._from.row == 1
    assert (ws["A1"].fill.fgColor.theme, ws.cell(1, ws.max_column).fill.fgColor.theme) == (4, 5)
    assert "Permis R412\nPaul Ricard" in [cell.value for cell in ws[2]]
    signed = next(
        row for row in range(1, ws.max_row + 1) if str(ws.cell(row, 1).value).startswith("Directeur de course")
    )
    assert {image.anchor._from.row for image in strip} == {signed + 2}
    assert ws.row_dimensions[2].height * 12_700 >= logo.anchor.ext.height


def test_his_colours_are_the_theme(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        theme = "".join(found.read("xl/theme/theme1.xml").decode().split())
    assert '<a:accent1><a:srgbClrval="0B4F9E"/></a:accent1><a:accent2><a:srgbClrval="F2A900"/></a:accent2>' in theme


def test_letter_is_the_paper_of_every_sheet_at_a_size_that_can_be_read(content: bytes) -> None:
    for ws in sheets(content):
        assert ws.page_setup.paperSize == 1
        if ws.title != "Check":
            width = {"portrait": 561, "landscape": 741}[ws.page_setup.orientation]
            across = sum(ws.column_dimensions[c].width for c in ws.column_dimensions) * 5.25
            assert width / across >= SMALLEST_SCALE - 0.01
            assert ws.page_setup.fitToWidth == 1


def test_the_foot_has_his_lines_as_far_as_there_is_room(book: Book, content: bytes) -> None:
    ws = sheets(content)[0]
    assert ws.oddFooter.left.text.endswith("Course 2\nSecrétariat && presse")
    assert [part.text.count("\n") for part in (ws.oddFooter.center, ws.oddFooter.right)] == [1, 1]
    long = replace(WORN, foot=(Text("x" * 90, ""), Text("y" * 90, ""), Text("z" * 20, "")))
    ws = sheets(packed(book, long))[0]
    assert ws.oddFooter.left.text.endswith("x" * 90 + "\n" + "z" * 20)
    assert len(str(ws.oddFooter).replace("_x000a_", " ")) <= LONGEST_FOOTER
    assert ws.page_margins.bottom > 0.8


def test_without_a_letterhead_there_is_no_row_for_it(book: Book) -> None:
    ws = sheets(workbook([DOCUMENTS["classification"](book, "LEC/R2", "fr")]))[0]
    assert ws["A1"].value == "Porsche Carrera Cup France 2023"
    assert ws._images == []


def test_columns_left_out_leave_their_room_to_the_others(book: Book) -> None:
    left = replace(WORN, left_out=tuple(LeftOut(kind, COLUMNS) for kind in KINDS))
    content = packed(book, left)
    assert faults(content) == []
    heads = [cell.value for row in sheets(content)[0].iter_rows(max_row=12) for cell in row]
    assert "Équipe" not in heads
    assert "Pilote" in heads
