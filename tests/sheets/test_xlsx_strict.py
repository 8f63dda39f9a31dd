"""Every workbook as strict readers take it: nothing Excel would repair, and two independent readers find the same values.

`faults` finds what Excel repairs or refuses, without Excel: the parts of a workbook held to the sequences and limits of ECMA-376
(element sequences: Part 1, §18; packages: Part 2) and to Excel's specifications and limits.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange
from python_calamine import CalamineWorkbook

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.sheets.own.example import example
from cupdesk.sheets.own.fill import fill
from cupdesk.sheets.register import DOCUMENTS, OF_SEASON
from cupdesk.sheets.sheet import Sheet
from cupdesk.sheets.xlsx.workbook import workbook, xlsx

_SEQUENCES = {
    "workbook": """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
        definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr
        webPublishObjects extLst""",
    "worksheet": """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
        scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
        dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
        cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
        webPublishItems tableParts extLst""",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
}
_MOST_TEXT, _MOST_FORMULA, _MOST_HEADER, _MOST_FORMAT, _MOST_NAME = 32_767, 8_192, 255, 255, 31
_KINDS = {"b", "d", "e", "inlineStr", "n", "s", "str"}


def faults(content: bytes) -> list[str]:
    """Everything wrong with a workbook file, a line each."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        parts = {name: packed.read(name) for name in names}
    found = [f"{name}: twice in the package" for name in set(names) if names.count(name) > 1]
    roots = {name: ET.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    found += _types(roots["[Content_Types].xml"], parts)
    for name, root in roots.items():
        found += [f"{name}: {fault}" for fault in _sequence(root)]
        if name.endswith(".rels"):
            found += _targets(name, root, parts)
    styles, book = roots["xl/styles.xml"], roots["xl/workbook.xml"]
    texts = len(_all(roots["xl/sharedStrings.xml"], "si")) if "xl/sharedStrings.xml" in roots else 0
    found += [*_styles(styles), *_book(book)]
    for name, root in roots.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for fault in (*_cells(root, styles, texts), *_rest(root, styles))]
    return found


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in root.iter() if _local(each) == name]


def _types(types: ET.Element, parts: dict[str, bytes]) -> Iterator[str]:
    """Each part has a content type, each override a part."""
    defaults = {each.get("Extension", "").lower() for each in _all(types, "Default")}
    overrides = [each.get("PartName", "").lstrip("/") for each in _all(types, "Override")]
    yield from (f"{name}: no such part" for name in overrides if name not in parts)
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            yield f"{name}: no content type"


def _targets(name: str, root: ET.Element, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = [each.get("Id") for each in root]
    yield from (f"{name}: {each} twice" for each in set(ids) if ids.count(each) > 1)
    for each in root:
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if each.get("TargetMode") == "External":
            yield f"{name}: points out of the file, to {each.get('Target')}"
        elif target not in parts:
            yield f"{name}: {target} is not there"


def _sequence(root: ET.Element) -> Iterator[str]:
    order = _SEQUENCES.get(_local(root), "").split()
    last = 0
    for child in root if order else ():
        name = _local(child)
        if name not in order:
            yield f"{name} does not belong into {_local(root)}"
        elif order.index(name) < last:
            yield f"{name} comes too late in {_local(root)}"
        else:
            last = order.index(name)


def _styles(styles: ET.Element) -> Iterator[str]:
    counts = {_local(each): len(each) for each in styles}
    for xfs in ("cellXfs", "cellStyleXfs"):
        for xf in next((each for each in styles if _local(each) == xfs), ()):
            for key, of in (
                ("fontId", "fonts"),
                ("fillId", "fills"),
                ("borderId", "borders"),
                ("xfId", "cellStyleXfs"),
            ):
                if int(xf.get(key, 0)) >= counts[of]:
                    yield f"styles: {key} {xf.get(key)} of {counts[of]}"
    yield from (
        f"styles: the format {form.get('formatCode')} is too long"
        for form in _all(styles, "numFmt")
        if len(form.get("formatCode", "")) > _MOST_FORMAT
    )
    names = [each.get("name") for each in _all(styles, "cellStyle")]
    yield from (f"styles: {name} twice" for name in set(names) if names.count(name) > 1)


def _book(book: ET.Element) -> Iterator[str]:
    sheets = [each.get("name", "") for each in _all(book, "sheet")]
    for name in sheets:
        if not name or len(name) > _MOST_NAME or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            yield f"workbook: {name} is no name of a worksheet"
    if len({name.lower() for name in sheets}) < len(sheets):
        yield "workbook: two worksheets of one name"
    keys = [(each.get("name", "").lower(), each.get("localSheetId")) for each in _all(book, "definedName")]
    yield from (f"workbook: the name {key[0]} twice" for key in set(keys) if keys.count(key) > 1)
    for each in _all(book, "definedName"):
        if int(each.get("localSheetId", 0)) >= len(sheets):
            yield f"workbook: {each.get('name')} is of no worksheet"
        for sheet in re.findall(r"'((?:[^']|'')+)'!", each.text or ""):
            if sheet.replace("''", "'") not in sheets:
                yield f"workbook: {each.get('name')} points to {sheet}"


def _cells(root: ET.Element, styles: ET.Element, texts: int) -> Iterator[str]:
    looks = sum(len(each) for each in styles if _local(each) == "cellXfs")
    last_row = 0
    for row in _all(root, "row"):
        number = int(row.get("r", 0))
        if number <= last_row:
            yield f"row {number} after {last_row}"
        last_row, last_column = number, 0
        for cell in row:
            at = CellRange(cell.get("r", "A1"))
            if at.min_row != number or at.min_col <= last_column:
                yield f"{cell.get('r')} is out of its order"
            last_column = at.min_col
            if int(cell.get("s", 0)) >= looks:
                yield f"{cell.get('r')}: style {cell.get('s')} of {looks}"
            yield from (f"{cell.get('r')}: {fault}" for fault in _value(cell, texts))


def _value(cell: ET.Element, texts: int) -> Iterator[str]:
    kind = cell.get("t", "n")
    inside = {_local(each): each.text or "" for each in cell}
    if kind not in _KINDS:
        yield f"of the kind {kind}"
    if kind == "s" and int(inside.get("v", -1)) not in range(texts):
        yield f"text {inside.get('v')} of {texts}"
    if kind == "n" and inside.get("v"):
        float(inside["v"])
    if len(inside.get("f", "")) > _MOST_FORMULA:
        yield "formula too long"
    if sum(len(text.text or "") for text in _all(cell, "t")) > _MOST_TEXT:
        yield "text too long"


def _rest(root: ET.Element, styles: ET.Element) -> Iterator[str]:
    merged = [CellRange(each.get("ref", "A1")) for each in _all(root, "mergeCell")]
    for one, other in combinations(merged, 2):
        if not one.isdisjoint(other):
            yield f"{one.coord} and {other.coord} are merged over each other"
    differing = sum(len(each) for each in styles if _local(each) == "dxfs")
    for rule in _all(root, "cfRule"):
        if int(rule.get("dxfId", 0)) >= differing:
            yield f"rule {rule.get('dxfId')} of {differing}"
    for name in ("oddHeader", "oddFooter"):
        for each in _all(root, name):
            if len(each.text or "") > _MOST_HEADER:
                yield f"{name} has {len(each.text or '')} characters"


DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def book(season: Season) -> Book:
    return Book(season)


def sheet_of(book: Book, kind: str) -> Sheet:
    if kind in OF_SEASON:
        return OF_SEASON[kind](book, "fr")
    return DOCUMENTS[kind](book, "LEC/Q" if kind == "qualifying" else "LEC/R1", "fr")


def plain(value: object) -> object:
    """A value as both readers mean it: times as days, whole numbers whole, nothing as nothing."""
    if isinstance(value, timedelta):
        value = value / DAY
    elif isinstance(value, time):
        value = (
            timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
            / DAY
        )
    elif isinstance(value, (datetime, date)):
        return str(value)
    if isinstance(value, float):
        return round(value, 9)
    return value if value != "" else None


@pytest.mark.parametrize("kind", [*DOCUMENTS, *OF_SEASON])
def test_every_document_is_a_workbook_without_fault_read_the_same_by_two(book: Book, kind: str) -> None:
    content = xlsx(sheet_of(book, kind))
    assert faults(content) == []
    first = load_workbook(io.BytesIO(content), data_only=True)
    second = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert first.sheetnames == second.sheet_names
    for page in first:
        other = second.get_sheet_by_name(page.title).to_python(skip_empty_area=False)
        for row, values in zip(page.iter_rows(values_only=True), other, strict=False):
            mine, theirs = [plain(v) for v in row], [plain(v) for v in values]
            width = min(len(mine), len(theirs))
            assert mine[:width] == theirs[:width]
            assert not any(mine[width:] + theirs[width:])


def test_a_whole_session_and_a_filled_workbook_have_no_fault(book: Book) -> None:
    assert faults(workbook([sheet_of(book, kind) for kind in DOCUMENTS if kind != "qualifying"])) == []
    assert faults(fill(example(book, "LEC/R1", "fr"), book, "LEC/R1", "fr").content) == []


@pytest.mark.parametrize("cars", [2, 60])
def test_small_and_large_fields_have_no_fault(field: Callable[..., Sheet], cars: int) -> None:
    assert faults(xlsx(field(cars))) == []


def test_a_matrix_over_several_pages_has_no_fault(matrix: Callable[..., Sheet]) -> None:
    assert faults(xlsx(matrix(40, 30))) == []
