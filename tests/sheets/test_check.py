"""The worksheet *Check*: LibreOffice adds every printed total up again, for the season and for every worked example."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from cupdesk.rules.book import Book
from cupdesk.seasons.examples import examples
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.sheet import Block, Row, Sheet
from cupdesk.sheets.xlsx.workbook import xlsx

OFFICE = shutil.which("soffice")
calculated = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
SUM = (3, 3)


def recalculated(folder: Path, made: Mapping[str, bytes]) -> dict[str, CalamineWorkbook]:
    """Workbooks as LibreOffice calculates them, by name."""
    assert OFFICE is not None
    for name, content in made.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    files = [str(folder / f"{name}.xlsx") for name in made]
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    call = [OFFICE, home, "--headless", "--convert-to", "ods", "--outdir", str(folder), *files]
    subprocess.run(call, check=True, capture_output=True, timeout=240)
    return {name: CalamineWorkbook.from_path(folder / f"{name}.ods") for name in made}


def answer(book: CalamineWorkbook) -> object:
    """What stands in the cell that sums all differences."""
    rows = book.get_sheet_by_name("Check").to_python(skip_empty_area=False)
    return rows[SUM[0]][SUM[1]]


def wrong(sheet: Sheet, table: int, row: int, points: int) -> Sheet:
    """The sheet with another printed total in one row."""
    old = sheet.tables[table]
    at = [column.key for column in old.columns].index("points")
    rows = list(old.blocks[0].rows)
    cells = list(rows[row].cells)
    value = cells[at]
    assert isinstance(value, Fraction)
    cells[at] = value + points
    rows[row] = Row(tuple(cells))
    tables = list(sheet.tables)
    tables[table] = replace(old, blocks=(Block(tuple(rows)),))
    return replace(sheet, tables=tuple(tables))


@calculated
def test_every_total_of_every_season_is_the_sum_of_its_parts(book: Book, tmp_path: Path) -> None:
    made = {"season": xlsx(standings(book, None, "fr"))}
    for worked in examples():
        sheet = standings(Book(worked.season), None, "en")
        if any(table.audit is not None and table.audit.rows for table in sheet.tables):
            made[worked.code] = xlsx(sheet)
    found = {name: answer(book) for name, book in recalculated(tmp_path, made).items()}
    assert len(found) > 30
    assert {name: value for name, value in found.items() if value != 0} == {}


@calculated
def test_two_wrong_totals_do_not_make_up_for_each_other(book: Book, tmp_path: Path) -> None:
    sheet = standings(book, None, "fr")
    spoiled = wrong(wrong(sheet, 0, 0, 1), 1, 2, -1)
    assert answer(recalculated(tmp_path, {"spoiled": xlsx(spoiled)})["spoiled"]) == 2


def test_the_worksheet_holds_formulas_on_the_document_itself(book: Book) -> None:
    made = load_workbook(io.BytesIO(xlsx(standings(book, "LEC/R1", "fr"))))
    check = made["Check"]
    assert made.sheetnames[-1] == "Check"
    assert check["A1"].value == "Check\u202f: chaque total refait par formule"
    formulas = [cell.value for row in check.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 500
    assert "='Champ. Général'!H9" in formulas
    assert not any("http" in each or "[" in each for each in formulas)
    assert made.defined_names["CupDesk_Scale_1"].attr_text == "'Check'!$F$8:$T$8"


def test_places_and_bonuses_are_read_and_points_calculated(book: Book) -> None:
    check = load_workbook(io.BytesIO(xlsx(standings(book, "LEC/R2", "fr"))))["Check"]
    winner = next(row for row in check.iter_rows(min_row=12) if row[1].value == "Dorian BOCCOLACCI")
    assert [cell.value for cell in winner[5:16]] == [2, 3, 1, 6, 2, 2, 4, 1, 1, 1, 1]
    assert winner[19].value == "=H$12+H$13"
    assert winner[29].value == "=IF(ISNUMBER(F15),IFERROR(INDEX(CupDesk_Scale_1,1,F15),0)*F$11,0)+R15"


def test_dropped_results_are_left_out_by_the_formula(changed_counting: Callable[[int], Book]) -> None:
    check = load_workbook(io.BytesIO(xlsx(standings(changed_counting(9), None, "fr"))))["Check"]
    winner = next(row for row in check.iter_rows(min_row=12) if row[1].value == "Dorian BOCCOLACCI")
    total = str(winner[40].value)
    assert total.startswith("=SUM(AD15:AN15)-SMALL(AD15:AN15,1)-SMALL(AD15:AN15,2)")


@pytest.fixture
def changed_counting(book: Book) -> Callable[[int], Book]:
    """The season with only so many results counted in its first championship."""

    def of(best: int) -> Book:
        rules = book.season.regulations
        first = rules.championships[0]
        first = replace(first, counting=replace(first.counting, best=best))
        return Book(replace(book.season, regulations=replace(rules, championships=(first, *rules.championships[1:]))))

    return of
