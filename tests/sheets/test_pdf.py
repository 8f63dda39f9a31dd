"""The PDF: what may never happen on a page, the same bytes for the same data, no box for a missing letter."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.sheets.documents.classification import by_category, classification
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.glyphs import missing
from cupdesk.sheets.pdf import pages_png, pages_svg, pdf
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Block, Name, Row, Sheet
from cupdesk.words.trouble import Trouble

PDFTOTEXT = shutil.which("pdftotext")
readable = pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext (poppler-utils)")
SIGNED = "SHA-256"
ROOT = Path(__file__).parents[2]


def pages(sheet: Sheet, tmp_path: Path) -> list[str]:
    """The text of each page."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf(sheet))
    done = subprocess.run([str(PDFTOTEXT), "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def car_rows(page: str) -> list[str]:
    """The lines of a page that are rows of cars (their times tell)."""
    return [line for line in page.splitlines() if re.search(r"\b\d\d:\d\d\.\d{3}\b", line)]


@pytest.mark.parametrize("kind", list(DOCUMENTS))
def test_documents_are_tagged_and_made_to_last(book: Book, kind: str) -> None:
    made = pdf(DOCUMENTS[kind](book, "LEC/Q" if kind == "qualifying" else "LEC/R1", "fr"))
    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"fr-FR" in made or b"(fr" in made
    assert b"2023-10-0" in made


def test_the_same_data_gives_the_same_bytes_elsewhere_and_another_day(book: Book, tmp_path: Path) -> None:
    script = (
        "import hashlib; from cupdesk.resources import resource; from cupdesk.seasons.file import load;"
        "from cupdesk.rules.book import Book; from cupdesk.sheets.register import DOCUMENTS, FORMATS, OF_SEASON, files;"
        "from cupdesk.sheets.documents.decision_sheet import decision_sheet; from cupdesk.sheets.documents.results_book import book_files;"
        "book = Book(load(resource('seasons', 'pccf-2023.json')));"
        "sheets = [b(book, 'LEC/Q' if k == 'qualifying' else 'LEC/R1', 'fr') for k, b in DOCUMENTS.items()];"
        "sheets += [b(book, 'fr') for b in OF_SEASON.values()] + [decision_sheet(book, 'LEC/R1', 1, 'fr')];"
        "made = files(sheets, 's', tuple(FORMATS)) + book_files(book, 'fr', 'LEC', tuple(FORMATS));"
        "print([(n, hashlib.sha256(c).hexdigest()) for n, c in made])"
    )
    found = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        environment = os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": str(len(zone))}
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        found.append(done.stdout)
    assert found[0] == found[1]
    assert found[0].count("pccf-2023-LEC-R1") > 5
    assert all(f"-book-fr.{form}" in found[0] for form in ("pdf", "xlsx", "json", "html"))


def test_another_figure_gives_other_bytes(book: Book) -> None:
    sheet = classification(book, "LEC/R1", "fr")
    assert pdf(sheet) == pdf(sheet)
    assert pdf(replace(sheet, time="16:26")) != pdf(sheet)


@readable
def test_a_page_holds_what_the_sheet_says(book: Book, tmp_path: Path) -> None:
    [page] = pages(classification(book, "LEC/R1", "fr"), tmp_path)
    for words in (
        "Dorian BOCCOLACCI",
        "31:39.457",
        "12e → 14e · Pro-Am 1er → 3e",
        "NON CLASSÉS",
        "DIRECTEUR DE COURSE",
    ):
        assert words in page
    assert "Page 1 / 1" in page
    assert "Reconstitution" in page


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs pdfinfo (poppler-utils)")
def test_a_screen_reader_finds_headings_and_tables(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf(standings(book, None, "fr")))
    done = subprocess.run(["pdfinfo", "-struct", str(path)], capture_output=True, check=True)
    kinds = [line.split()[0] for line in done.stdout.decode("latin-1").splitlines() if line.strip()]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 5
    assert kinds.count("Table") == 5
    assert kinds.count("TH") > 50


@readable
@pytest.mark.parametrize("cars", [30, 34, 36, 37, 38, 39, 41, 47, 60, 120])
@pytest.mark.parametrize("decisions", [0, 9])
def test_signatures_never_stand_without_rows(
    field: Callable[..., Sheet], tmp_path: Path, cars: int, decisions: int
) -> None:
    made = pages(field(cars, decisions=decisions), tmp_path)
    signed = [page for page in made if SIGNED in page]
    assert len(signed) == 1
    assert signed[0] is made[-1]
    assert len(car_rows(signed[0])) >= 3
    assert sum(len(car_rows(page)) for page in made) == cars


@readable
def test_many_decisions_break_but_the_last_two_stay_with_the_signatures(
    field: Callable[..., Sheet], tmp_path: Path
) -> None:
    made = pages(field(20, decisions=70), tmp_path)
    assert len(made) > 1
    assert all(str(50 + n) in made[-1] for n in (68, 69))
    assert SIGNED in made[-1]


@readable
def test_later_pages_say_what_they_belong_to_and_repeat_the_heads(field: Callable[..., Sheet], tmp_path: Path) -> None:
    first, *others = pages(field(90), tmp_path)
    assert others
    assert "PILOTE" in first
    for page in others:
        head = page.splitlines()[0]
        assert "Coupe extrême 2023 · Nulle Part · Course 1 – Classement provisoire" in head
        assert "Document 61 · PROVISOIRE" in head
        assert "PILOTE" in page
    for nth, page in enumerate([first, *others], start=1):
        assert f"Page {nth} / {len(others) + 1}" in page


@readable
def test_no_head_stands_alone_at_the_foot(field: Callable[..., Sheet], tmp_path: Path) -> None:
    for cars in (38, 44, 50, 57, 66):
        for page in pages(field(cars, by_block=True), tmp_path):
            lines = [line for line in page.splitlines() if line.strip()]
            for at, line in enumerate(lines):
                if re.match(r"\s*(PRO|PRO-AM|AM) +partants", line):
                    assert car_rows("\n".join(lines[at + 1 :]))


@readable
def test_a_block_split_over_two_pages_is_continued(field: Callable[..., Sheet], tmp_path: Path) -> None:
    sheet = field(52)
    rows = sheet.tables[0].blocks[0].rows
    split = replace(sheet.tables[0], blocks=(Block(rows[:5]), Block(rows[5:], "Non classés")))
    made = pages(replace(sheet, tables=(split,)), tmp_path)
    assert len(made) == 2
    assert sum(len(car_rows(page)) for page in made) == 52


@readable
def test_a_matrix_has_its_legend_on_every_page(book: Book, tmp_path: Path) -> None:
    made = pages(standings(book, None, "fr"), tmp_path)
    assert len(made) == 3
    assert all("P pole" in page for page in made)
    assert "Guillot devant Boullery" in made[0]
    assert [SIGNED in page for page in made] == [False, False, True]


@readable
@pytest.mark.parametrize(("races", "drivers"), [(1, 2), (12, 30), (22, 40), (40, 40), (52, 30)])
def test_standings_of_any_size_lose_nothing(
    matrix: Callable[..., Sheet], tmp_path: Path, races: int, drivers: int
) -> None:
    made = pages(matrix(races, drivers), tmp_path)
    text = "\n".join(made)
    assert all(re.search(rf"\b{100 + i}\b", text) for i in range(drivers))
    assert SIGNED in made[-1]
    if races > 40:
        assert "Général (1/2)" in text
        assert "Général (2/2)" in text


@readable
def test_two_cars_and_none(field: Callable[..., Sheet], tmp_path: Path) -> None:
    assert len(pages(field(2), tmp_path)) == 1
    empty = replace(field(2), tables=())
    assert SIGNED in pages(empty, tmp_path)[0]


@readable
def test_every_letter_of_a_long_name_is_printed(field: Callable[..., Sheet], tmp_path: Path) -> None:
    text = "".join("\n".join(pages(field(14), tmp_path)).split())
    for part in ("ΠΑΠΑΔΗΜΗΤΡΑΚΟΠΟΥΛΟΣ", "РОЖДЕСТВЕНСКИЙ", "BRZĘCZYSZCZYKIEWICZ", "FERNÁNDEZDECÓRDOBA-RÍOS", "ÆGISSON"):
        assert part in text


def test_a_letter_the_font_lacks_is_named_and_nothing_is_made(book: Book) -> None:
    sheet = classification(book, "LEC/R1", "fr")
    table = sheet.tables[0]
    row = table.blocks[0].rows[0]
    cells = (*row.cells[:2], Name("გიორგი", "BERIDZE"), *row.cells[3:])
    block = Block((Row(cells), *table.blocks[0].rows[1:]))
    georgian = replace(sheet, tables=(replace(table, blocks=(block, *table.blocks[1:])),))
    for make in (pdf, pages_png, pages_svg):
        with pytest.raises(Trouble) as trouble:
            make(georgian)
        assert trouble.value.key == "documents.trouble.missing_glyphs"
        assert trouble.value.values["characters"] == "გ ი ო რ"


def test_letters_in_pieces_are_put_together_first(book: Book) -> None:
    sheet = classification(book, "LEC/R1", "fr")
    pieces = replace(sheet, cup="Coupe de l\u2019E\u0301te\u0301 Z\u030c")
    whole = replace(sheet, cup="Coupe de l\u2019\u00c9t\u00e9 \u017d")
    assert pages_png(pieces, dpi=40) == pages_png(whole, dpi=40)


def test_the_font_has_what_europe_writes() -> None:
    assert missing("Żółć Þórður Ștefăniță İpek Ngọc Nguyễn Κωνσταντίνος Рождественский Ærø ß → − – … † * ·") == ()
    assert missing("▲ 日本") == ("▲", "日", "本")


def test_pages_are_pictures(book: Book) -> None:
    sheet = standings(book, None, "fr")
    shown = pages_png(sheet, dpi=40)
    assert [page[:4] for page in shown] == [b"\x89PNG"] * 3
    assert len(pages_png(sheet, dpi=80)[0]) > len(shown[0])
    assert len(pages_svg(sheet)) == 3
    assert b"<svg" in pages_svg(sheet)[0]


@readable
def test_a_sheet_by_category_that_fits_is_one_page(book: Book, tmp_path: Path) -> None:
    assert len(pages(by_category(book, "LEC/R1", "fr"), tmp_path)) == 1
