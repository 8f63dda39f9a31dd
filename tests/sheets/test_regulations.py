"""The rule book as a document: everything that is not usual is in it, in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetRegulations, apply
from cupdesk.rules.exceptions import DriverShare, Exclusion, RaceException, SessionScale
from cupdesk.rules.regulations import Counting, Segment, TieStep
from cupdesk.rules.session import Text
from cupdesk.sheets.documents.regulations import regulations
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.sheet import Sheet, Status
from cupdesk.sheets.xlsx.workbook import workbook
from cupdesk.words import LANGUAGES


def rows(sheet: Sheet, code: str) -> dict[str, tuple[str, str]]:
    """Setting → value and meaning, of one table."""
    table = next(table for table in sheet.tables if table.code == code)
    return {str(row.cells[1]): (str(row.cells[2]), str(row.cells[3])) for block in table.blocks for row in block.rows}


def test_it_says_what_holds_for_the_season_and_for_each_championship(book: Book) -> None:
    sheet = regulations(book, "en")
    assert [table.code for table in sheet.tables] == ["season", "overall", "pro_am", "am", "rookie", "teams"]
    assert (sheet.status, sheet.plate) == (Status.UNOFFICIAL, "Working copy: the published regulations prevail")
    season = rows(sheet, "season")
    assert season["Percent of the laps"] == ("75", "of the winner’s; 0: every starter")
    assert season["Rounded"][0] == "Down"
    assert season["Drive-through"][0] == "20 s"
    assert season["Takes the flag"] == ("Yes", "the car must take the chequered flag")
    overall = rows(sheet, "overall")
    assert overall["Points by place"][0] == "25-20-17-14-12-10-9-8-7-6-5-4-3-2-1"
    assert overall["Category"][0] == "Whole cup"
    assert "Scoring cars" not in overall
    assert rows(sheet, "teams")["Scoring cars"][0] == "2"
    assert rows(sheet, "rookie")["Award"][0] == "Rookie"


def test_what_is_not_usual_is_printed(book: Book) -> None:
    rules = book.season.regulations
    overall = replace(
        rules.championships[0],
        counting=Counting(best=9, at_end=True),
        scales=(SessionScale("R2", (Fraction(12), Fraction(1, 2))),),
        races=(RaceException("LEC/R2", factor=Fraction(1, 2)),),
        excluded=(Exclusion("ancel", Text("fraude", "fraud")),),
        ties=(TieStep.LAST_RACE, TieStep.COUNTBACK),
        pole=Fraction(1, 2),
        dense_places=True,
    )
    changed = replace(rules, championships=(overall, *rules.championships[1:]))
    found = rows(regulations(Book(apply(book.season, SetRegulations(changed))), "fr"), "overall")
    assert found["Meilleurs résultats"][0] == "9"
    assert found["À la fin seulement"][0] == "Oui"
    assert found["Autres barèmes"][0] == "R2, Points par place 12-0.5"
    assert found["Courses à part"][0] == "LEC/R2, Coefficient 0,5"
    assert found["Exclus ou partis"][0] == "ancel, fraude"
    assert found["Étapes"][0] == "Dernière course, Au décompte"
    assert found["Pole"][0] == "0,5"
    assert found["Après un ex æquo"][0] == "Numéro suivant"


def test_rows_of_lists_are_printed_by_name_in_the_language(book: Book) -> None:
    rules = book.season.regulations
    share = DriverShare("7", "klein", Fraction(1, 3))
    overall = replace(
        rules.championships[0],
        counting=Counting(segments=(Segment(("BAR", "MAG"), best=3), Segment(("LEC",), drop=1))),
        races=(RaceException("LEC/R1", counts=False), RaceException("BAR", pole=(), shares=(share,))),
        excluded=(Exclusion("ancel", Text("fraude", "fraud"), "LEC/R1", points_kept=True),),
    )
    changed = replace(rules, championships=(overall, *rules.championships[1:]))
    found = rows(regulations(Book(apply(book.season, SetRegulations(changed))), "en"), "overall")
    assert found["Parts of the season"][0] == "BAR, MAG, Best results 3; LEC, Dropped results 1"
    assert found["Single races"][0] == "LEC/R1, Belongs to it No; BAR, Pole None, Shares 7, klein, 1/3"
    assert found["Excluded or gone"][0] == "ancel, fraud, Since LEC/R1, Points kept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_as_pdf_and_workbook(book: Book, language: str) -> None:
    sheet = regulations(book, language)
    assert pdf(sheet).startswith(b"%PDF")
    pages = load_workbook(BytesIO(workbook([sheet]))).worksheets
    assert len(pages) == len(sheet.tables)
    texts = {str(cell.value) for row in pages[1].iter_rows() for cell in row}
    assert "25-20-17-14-12-10-9-8-7-6-5-4-3-2-1" in texts


def test_the_same_book_gives_the_same_document(book: Book) -> None:
    assert regulations(book, "fr").digest == regulations(Book(book.season), "fr").digest
