"""The organiser's own workbook: what has a name of ours is filled, everything else stays as it is, or nothing is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.sheets.own.example import example
from cupdesk.sheets.own.fill import Filled, fill, fill_file
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

REF = "MAG/R1"
LOGO = b"\x89PNG\r\n\x1a\nnot looked at"


@pytest.fixture
def book(season: Season) -> Book:
    return Book(season)


def name(workbook: Workbook, name: str, place: str) -> None:
    workbook.defined_names[name] = DefinedName(name, attr_text=place)


def theirs(*, rows: int = 4, below: str = "", totals: bool = False) -> bytes:
    """A workbook as an organiser makes one: title, table with a column and a formula of their own, another worksheet, a logo."""
    workbook = Workbook()
    ws = workbook.active
    assert ws is not None
    ws.title = "Général 2023"
    ws["B1"] = "Coupe"
    ws["B1"].font = Font(bold=True, size=20)
    ws.merge_cells("B1:D1")
    name(workbook, "CupDesk.Cup", "'Général 2023'!$B$1")
    name(workbook, "cupdesk.standings.status", "'Général 2023'!$B$2")
    for column, head in enumerate(("Pos", "Pilote", "Total", "MAG/R1", "MAG/R1 place", "Licence", "Double"), start=2):
        ws.cell(4, column, head)
    for row in range(5, 5 + rows):
        ws.cell(row, 4).number_format = "0.00"
        ws.cell(row, 2).fill = PatternFill("solid", fgColor="FFEE00")
        ws.cell(row, 8, f"=D{row}*2")
    ws.cell(5, 7, "L-17")
    listed = Table(displayName="cupdesk.standings.overall", ref=f"B4:H{4 + rows}")
    listed.totalsRowCount = 1 if totals else None
    ws.add_table(listed)
    if below:
        ws.cell(4 + rows + 2, 2, below)
    ws.conditional_formatting.add("D5:D8", CellIsRule(operator="lessThan", formula=["1"], font=Font(color="FF0000")))
    other = workbook.create_sheet("Notes")
    other["A1"] = "=SUM('Général 2023'!D5:D60)"
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/media/logo.png", LOGO)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


def edited(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for each, inside in parts(content).items():
            packed.writestr(each, change(inside) if each == part else inside)
    return out.getvalue()


def said(filled: Filled) -> str:
    assert filled.content == b""
    return "\n".join(Words("en")(each.key, **each.values) for each in filled.problems)


def sheet(filled: Filled) -> Worksheet:
    assert filled.problems == ()
    found = load_workbook(io.BytesIO(filled.content))["Général 2023"]
    assert isinstance(found, Worksheet)
    return found


def test_names_and_tables_are_filled_and_their_looks_stay(book: Book, season: Season) -> None:
    filled = fill(theirs(), book, REF, "fr")
    ws = sheet(filled)
    assert filled.names == 3
    assert ws["B1"].value == f"{season.cup} {season.year}" or ws["B1"].value == season.cup
    assert ws["B1"].font.size == 20
    assert ws["B2"].value in ("PROVISOIRE", "DÉFINITIF", "OFFICIEUX")
    table = book.standings("overall", REF)
    assert ws["B5"].value == 1
    assert str(ws["C5"].value).endswith(book.driver(table.rows[0].key).surname.upper())
    assert ws["D5"].value == table.rows[0].points
    assert ws["D5"].number_format == "0.00"
    assert isinstance(ws["F5"].value, int)


def test_a_table_grows_with_look_and_formulas(book: Book) -> None:
    ws = sheet(fill(theirs(rows=2), book, REF, "fr"))
    rows = len(book.standings("overall", REF).rows)
    assert ws.tables["cupdesk.standings.overall"].ref == f"B4:H{4 + rows}"
    last = 4 + rows
    assert ws.cell(last, 2).fill.fgColor.rgb == "00FFEE00"
    assert ws.cell(last, 8).value == f"=D{last}*2"
    assert ws.cell(last, 3).value


def test_what_is_not_ours_stays_byte_for_byte(book: Book) -> None:
    before = theirs()
    after = parts(fill(before, book, REF, "fr").content)
    touched = {each for each, content in parts(before).items() if after.get(each) != content}
    assert after["xl/media/logo.png"] == LOGO
    assert touched == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/tables/table1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert b"<conditionalFormatting" in after["xl/worksheets/sheet1.xml"]
    assert b"<mergeCell " in after["xl/worksheets/sheet1.xml"]
    assert sheet(fill(before, book, REF, "fr"))["G5"].value == "L-17"


def test_filled_twice_it_is_the_same(book: Book) -> None:
    once = fill(theirs(), book, REF, "fr").content
    assert fill(once, book, REF, "fr").content == once


def test_a_shorter_list_leaves_nothing_of_a_longer_one(book: Book) -> None:
    """What an earlier race gave is emptied where the field of this one is smaller; columns of theirs are left alone."""
    content = theirs(rows=80)
    ws = sheet(fill(content, book, REF, "fr"))
    rows = len(book.standings("overall", REF).rows)
    assert ws.cell(4 + rows, 3).value
    assert ws.cell(5 + rows, 3).value is None
    assert ws.cell(84, 8).value == "=D84*2"


def test_a_session_without_a_result_empties_its_table(book: Book, season: Season) -> None:
    workbook = Workbook()
    ws = workbook.active
    assert ws is not None
    ws.title = "R"
    ws.append(["Pos", "N°", "ours"])
    ws.append([9, "99", "stays"])
    ws["E1"] = "old"
    name(workbook, "cupdesk.LEC.R1.classification", "R!$A$1:$C$4")
    name(workbook, "cupdesk.LEC.R1.classification.status", "R!$E$1")
    out = io.BytesIO()
    workbook.save(out)
    rounds = tuple(
        replace(each, sessions=tuple(replace(s, order=(), finishes=()) if s.code == "R1" else s for s in each.sessions))
        if each.code == "LEC"
        else each
        for each in season.rounds
    )
    filled = fill(out.getvalue(), Book(replace(season, rounds=rounds)), REF, "fr")
    assert filled.problems == ()
    found = load_workbook(io.BytesIO(filled.content))["R"]
    assert [cell.value for cell in found[2]][:3] == [None, None, "stays"]
    assert found["E1"].value is None
    whole = load_workbook(io.BytesIO(fill(out.getvalue(), Book(season), REF, "fr").content))["R"]
    assert whole["A2"].value == 1
    assert whole["E1"].value
    name_of_area = load_workbook(io.BytesIO(fill(out.getvalue(), Book(season), REF, "fr").content))
    area = name_of_area.defined_names["cupdesk.LEC.R1.classification"].attr_text
    assert area is not None
    assert re.fullmatch(r"'R'!\$A\$1:\$C\$\d\d", area)


def test_formulas_are_worked_out_by_whoever_opens_it(book: Book) -> None:
    """Old results and the old order of reckoning are gone; every reader is told to reckon."""

    def old(content: bytes) -> bytes:
        return re.sub(rb"(<c r=\"A1\"[^>]*>)<f>([^<]*)</f><v ?/?>(</v>)?", rb"\1<f>\2</f><v>7</v>", content)

    content = edited(theirs(), "xl/worksheets/sheet2.xml", old)
    assert b"<v>7</v>" in parts(content)["xl/worksheets/sheet2.xml"]
    content = edited(
        content,
        "[Content_Types].xml",
        lambda xml: xml.replace(b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'),
    )
    content = edited(
        content,
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(
            b"</Relationships>", b'<Relationship Id="c" Type="x" Target="calcChain.xml"/></Relationships>'
        ),
    )
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/calcChain.xml", b"<calcChain/>")
    after = parts(fill(out.getvalue(), book, REF, "fr").content)
    assert b"<v>7</v>" not in after["xl/worksheets/sheet2.xml"]
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_prefixes_unknown_elements_and_line_breaks_survive(book: Book) -> None:
    def strange(xml: bytes) -> bytes:
        xml = xml.replace(b"<worksheet ", b'<worksheet xmlns:q="urn:q" xmlns:mc="urn:mc" mc:Ignorable="q" ', 1)
        return xml.replace(
            b"</sheetData>", b'</sheetData><q:own prompt="one&#10;two" other="a&#13;&#9;b"><q:deep/></q:own>', 1
        )

    after = parts(fill(edited(theirs(), "xl/worksheets/sheet1.xml", strange), book, REF, "fr").content)
    xml = after["xl/worksheets/sheet1.xml"]
    assert b'<q:own prompt="one&#10;two" other="a&#13;&#9;b"><q:deep/></q:own>' in xml
    assert b'mc:Ignorable="q"' in xml


def test_a_name_that_begins_like_a_formula_stays_text(season: Season) -> None:
    people = tuple(replace(each, given="", surname="=1+1") for each in season.drivers)
    ws = sheet(fill(theirs(), Book(replace(season, drivers=people)), REF, "fr"))
    assert ws["C5"].value == "=1+1"
    assert ws["C5"].data_type in ("s", "inlineStr")


def test_the_example_names_everything_and_can_be_filled(book: Book) -> None:
    filled = fill(example(book, REF, "en"), book, REF, "en")
    assert filled.problems == ()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(filled.content))
    names = {str(row[0]): row[1] for row in workbook.get_sheet_by_name("Names").to_python()[1:]}
    assert names["cupdesk.cup"] == book.season.cup or str(names["cupdesk.cup"]).startswith(book.season.cup)
    assert "cupdesk.standings.overall.headline" in names
    rows = workbook.get_sheet_by_name("standings_overall").to_python()
    assert rows[0][0] == "Pos"
    assert len(rows) == len(book.standings("overall", REF).rows) + 1


WRONG = {
    "cupdesk.standing": ("$B$1", "nothing that can be asked for"),
    "cupdesk.standings.nobody": ("$B$4:$H$8", "nothing that can be asked for"),
    "cupdesk.standings": ("$B$4:$H$8", "several tables: cupdesk.standings.overall"),
    "cupdesk.classification": ("$B$4:$H$4", "one row, at Général 2023!B4"),
    "cupdesk.points.teams": ("$B$10:$H$20", "no head in the row of Général 2023!B10"),
    "cupdesk.round": ("#REF!", "has lost its cells"),
    "cupdesk.session": ("$H$5", "Général 2023!H5 holds a formula"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_in_the_way_is_said_with_its_cell(wrong: str, book: Book) -> None:
    place, sentence = WRONG[wrong]
    workbook = load_workbook(io.BytesIO(theirs()))
    name(workbook, wrong, place if place == "#REF!" else f"'Général 2023'!{place}")
    out = io.BytesIO()
    workbook.save(out)
    told = said(fill(out.getvalue(), book, REF, "fr"))
    assert sentence in told
    assert "Général 2023" in told or wrong in told


@pytest.mark.parametrize("shape", [{"below": "Signé : le directeur"}, {"totals": True}])
def test_no_room_is_said_and_nothing_is_overwritten(shape: dict[str, object], book: Book) -> None:
    told = said(fill(theirs(rows=3, **shape), book, REF, "fr"))  # type: ignore[arg-type]
    assert "Make the table longer" in told
    assert f"needs {len(book.standings('overall', REF).rows)} rows" in told


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 locked", b"x" * 1000])
def test_no_workbook_is_said(content: bytes, book: Book) -> None:
    assert "no workbook" in said(fill(content, book, REF, "fr"))


def test_a_damaged_part_is_no_workbook(book: Book) -> None:
    for wrong in (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', b"<worksheet/>", b"\xff\xfe"):
        content = edited(theirs(), "xl/worksheets/sheet1.xml", lambda _, wrong=wrong: wrong)  # type: ignore[misc]
        assert "no workbook" in said(fill(content, book, REF, "fr"))


def test_a_workbook_without_our_names_is_said(book: Book) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    assert "cupdesk." in said(fill(out.getvalue(), book, REF, "fr"))


def test_into_the_same_file_or_nothing(book: Book, tmp_path: Path) -> None:
    own = tmp_path / "theirs.xlsx"
    own.write_bytes(theirs())
    assert fill_file(own, own, book, REF, "fr") == (own, 3)
    filled = own.read_bytes()
    own.write_bytes(theirs(rows=3, below="in the way"))
    before = own.read_bytes()
    with pytest.raises(Trouble) as refused:
        fill_file(own, own, book, REF, "fr")
    assert refused.value.key == "documents.own.refused"
    assert own.read_bytes() == before != filled
    with pytest.raises(Trouble) as unread:
        fill_file(tmp_path / "none.xlsx", own, book, REF, "fr")
    assert unread.value.key == "documents.own.missing"
    with pytest.raises(Trouble) as folder:
        fill_file(tmp_path, own, book, REF, "fr")
    assert folder.value.key == "documents.own.unread"
    assert [each.name for each in tmp_path.iterdir()] == ["theirs.xlsx"]
