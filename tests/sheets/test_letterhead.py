"""The organiser's look on paper: where logo and strip stand, what columns and signatories are chosen, what stays frozen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.documents import Signatory
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import COLUMNS, DOCUMENTS, PLAIN, Emblem, LeftOut, Paper, Signing
from cupdesk.rules.session import SessionState, Text
from cupdesk.sheets import register
from cupdesk.sheets.data import json_bytes
from cupdesk.sheets.documents.decision_sheet import decision_sheet
from cupdesk.sheets.documents.results_book import results_book
from cupdesk.sheets.frozen import reprint, thawed
from cupdesk.sheets.package import package
from cupdesk.sheets.pdf import pages_png, pages_svg, pdf, prove
from cupdesk.sheets.pictures import LOGO_MM, STRIP_MM, logo_size, strip_sizes, svg_text
from cupdesk.sheets.publish import Posting, current, publication
from cupdesk.sheets.seal import canonical, counted
from cupdesk.sheets.sheet import BOOK, Image, Kind, Look, Sheet
from cupdesk.words.trouble import Trouble
from tests.pictures import HEAD, LOGO, OIL, PICTURES, TYRES, picture, png, svg

POPPLER = shutil.which("pdftotext") and shutil.which("pdfimages")
readable = pytest.mark.skipif(not POPPLER, reason="needs pdftotext and pdfimages (poppler-utils)")
RACE = "LEC/R1"
LINES = replace(
    HEAD,
    head=(Text("Permis R412-{year}", "Permit R412-{year}"), Text("{document}", "{document}")),
    foot=(Text("{cup} · {circuit}", "{cup} · {circuit}"), Text("{title} · {session} · {round}", "{title}")),
)
PORTRAIT, LANDSCAPE = (215.9, 279.4), (279.4, 215.9)


@pytest.fixture
def dressed(book: Book) -> Book:
    return Book(apply(book.season, SetLetterhead(LINES, PICTURES)), book)


def with_look(book: Book, **values: object) -> Book:
    head = replace(book.season.letterhead, **values)  # type: ignore[arg-type]
    return Book(apply(book.season, SetLetterhead(head)), book)


def made(book: Book, kind: str, language: str = "fr") -> Sheet:
    return register.DOCUMENTS[kind](book, "LEC/Q" if kind == "qualifying" else RACE, language)


def read(sheet: Sheet, tmp_path: Path) -> list[str]:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf(sheet))
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def sizes(sheet: Sheet, tmp_path: Path) -> set[tuple[float, float]]:
    """Width and height of the pages in millimetres."""
    (tmp_path / "sheet.pdf").write_bytes(pdf(sheet))
    done = subprocess.run(
        ["pdfinfo", "-l", "99", str(tmp_path / "sheet.pdf")], capture_output=True, text=True, check=True
    )
    found = [line.split()[3:6:2] for line in done.stdout.splitlines() if line.startswith("Page ") and "size" in line]
    return {(round(float(w) / 72 * 25.4, 1), round(float(h) / 72 * 25.4, 1)) for w, h in found}


def test_the_register_and_the_letterhead_know_the_same_documents(book: Book) -> None:
    assert {*DOCUMENTS} == {*register.DOCUMENTS, *register.OF_SEASON, "decision", BOOK}
    columns = {c.key for kind in register.DOCUMENTS for t in made(book, kind).tables for c in t.columns}
    assert set(COLUMNS) <= columns


def test_a_season_without_a_letterhead_has_plain_paper(book: Book) -> None:
    assert made(book, "classification").look == Look()


@readable
def test_lines_say_what_the_document_is(dressed: Book, tmp_path: Path) -> None:
    sheet = made(dressed, "classification")
    assert sheet.look.head == ("Permis R412-2023",)
    assert sheet.look.foot[1] == f"{sheet.title} · Course 1 · Paul Ricard"
    (page,) = read(sheet, tmp_path)
    assert "Permis R412-2023" in page
    assert sheet.look.foot[0] in page
    assert made(dressed, "classification", "en").look.head == ("Permit R412-2023",)


@readable
@pytest.mark.parametrize("kind", list(register.DOCUMENTS))
def test_every_document_wears_it_and_the_strip_stands_on_the_last_page(
    dressed: Book, kind: str, tmp_path: Path
) -> None:
    sheet = made(dressed, kind)
    pages = read(sheet, tmp_path)
    done = subprocess.run(
        ["pdfimages", "-list", str(tmp_path / "sheet.pdf")], capture_output=True, text=True, check=True
    )
    on_pages = [int(line.split()[0]) for line in done.stdout.splitlines()[2:]]
    assert on_pages == [len(pages)] * 2  # the logo is drawn, the two sponsors are pixels
    assert "SHA-256" in pages[-1]


@readable
def test_a_results_book_has_the_sponsors_on_its_cover(dressed: Book, tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(pdf(*results_book(dressed, "fr", "LEC")))
    call = ["pdfimages", "-l", "3", "-list", str(tmp_path / "sheet.pdf")]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == ["1", "1", "3", "3"]


def test_logo_and_sponsors_keep_their_shape_and_their_room() -> None:
    images = tuple(
        Image(str(n), "", "png", *size) for n, size in enumerate([(100, 100), (800, 100), (1, 400), (300, 100)])
    )
    for image in images:
        width, height = logo_size(image)
        assert width <= LOGO_MM[0] + 1e-9
        assert height <= LOGO_MM[1] + 1e-9
        assert width / height == pytest.approx(image.width / image.height)
    for measure in (186.0, 60.0):
        found, gap = strip_sizes(images, measure)
        assert sum(width for width, _ in found) + 3 * gap <= measure + 1e-9
        assert all(height <= STRIP_MM[1] + 1e-9 for _, height in found)
    assert strip_sizes((), 186.0)[0] == []


def test_a_drawn_picture_is_large_wherever_it_is_drawn_apart() -> None:
    data = svg(attributes='width="20mm" height="10mm"')
    text = svg_text(Image("", "", "svg", 1200, 600, data))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="600" viewBox="0 0 75.59')
    assert 'viewBox="0 0 30 10"' in svg_text(Image("", "", "svg", 1200, 400, svg()))


def test_a_screen_gets_pictures_of_its_own_fineness(book: Book) -> None:
    large = picture(png(1600, 400))
    head = replace(HEAD, logo=Emblem(large.digest), strip=())
    sheet = made(Book(apply(book.season, SetLetterhead(head, (large,))), book), "classification")
    sharp, screen = pages_svg(sheet)[0], pages_svg(sheet, screen=True)[0]
    assert len(screen) < len(sharp)
    assert sharp == pages_svg(sheet)[0]


def test_columns_are_left_out_but_never_what_makes_it_official(book: Book) -> None:
    everything = tuple(LeftOut(kind, (*COLUMNS, "number", "position", "driver")) for kind in DOCUMENTS)
    bare = with_look(book, left_out=everything)
    for kind in register.DOCUMENTS:
        for before, after in zip(made(book, kind).tables, made(bare, kind).tables, strict=True):
            assert [c.key for c in after.columns] == [c.key for c in before.columns if c.key not in COLUMNS]
            assert all(len(row.cells) == len(after.columns) for block in after.blocks for row in block.rows)
        assert pages_png(made(bare, kind), dpi=20)
    kinds = {c.kind for c in made(bare, "classification").tables[0].columns}
    assert {Kind.PLACE, Kind.NUMBER, Kind.DRIVER, Kind.DURATION, Kind.GAP, Kind.POINTS} <= kinds
    one = with_look(book, left_out=(LeftOut("classification", ("speed",)),))
    assert made(one, "by_category") == made(book, "by_category")


def test_signatories_are_chosen_for_a_kind_of_document(book: Book) -> None:
    chosen = with_look(book, signing=(Signing("classification", ("director", "clerk")), Signing("grid")))
    assert [s.role for s in made(chosen, "classification").signatures] == ["Directeur d’épreuve", "Directeur de course"]
    assert made(chosen, "grid").signatures == ()
    assert made(chosen, "standings").signatures == made(book, "standings").signatures
    decision = decision_sheet(with_look(book, signing=(Signing("decision", ("clerk",)),)), RACE, 1, "fr")
    assert [s.role for s in decision.signatures] == ["Directeur de course"]


@readable
@pytest.mark.parametrize("kind", list(register.DOCUMENTS))
def test_letter_is_the_paper_of_every_document(dressed: Book, kind: str, tmp_path: Path) -> None:
    sheet = made(with_look(dressed, paper=Paper.LETTER), kind)
    assert sizes(sheet, tmp_path) == {LANDSCAPE if sheet.landscape else PORTRAIT}


@readable
@pytest.mark.parametrize("cars", [2, 27, 60])
@pytest.mark.parametrize("decisions", [0, 9, 14])
def test_a_field_breaks_well_on_letter(
    field: Callable[..., Sheet], dressed: Book, cars: int, decisions: int, tmp_path: Path
) -> None:
    for strip in (made(dressed, "classification").look.strip, ()):
        look = replace(made(dressed, "classification").look, paper="letter", strip=strip)
        pages = read(replace(field(cars, decisions=decisions), look=look), tmp_path)
        assert len(pages) <= 1 + (cars == 60) + (decisions > 9)
        rows = [
            [line for line in page.splitlines() if (":" in line and "Pro" in line) or "AM" in line] for page in pages
        ]
        assert all(rows)
        assert "SHA-256" in pages[-1]


@readable
@pytest.mark.parametrize(("races", "drivers"), [(1, 2), (11, 27), (40, 40), (45, 60)])
def test_a_matrix_breaks_well_on_letter(matrix: Callable[..., Sheet], races: int, drivers: int, tmp_path: Path) -> None:
    sheet = replace(matrix(races, drivers), look=Look(paper="letter"))
    pages = read(sheet, tmp_path)
    assert sizes(sheet, tmp_path) == {LANDSCAPE}
    assert "SHA-256" in pages[-1]
    assert all(re.search(r"^\s*\d+ .* 1\d\d ", page, re.MULTILINE) for page in pages)


def test_a_published_document_keeps_the_letterhead_it_had(dressed: Book) -> None:
    at = datetime(2023, 10, 7, 16, 25, tzinfo=UTC)
    posting = Posting(SessionState.FINAL, 1, at, ("classification", "grid"), "JD", (Signatory("clerk", "A. Roy"),))
    season = apply(dressed.season, publication(dressed, RACE, posting))
    document = season.documents[0]
    assert document.pictures == (LOGO.digest, OIL.digest, TYRES.digest)
    before = pdf(reprint(season, document, "fr"))
    assert LOGO.content not in document.copies[0].text
    plain = apply(season, SetLetterhead(PLAIN))
    assert plain.pictures == PICTURES
    assert pdf(reprint(plain, document, "fr")) == before
    assert current(Book(plain), RACE, "classification", "fr").look == thawed(season, document, "fr").look
    with pytest.raises(Trouble) as caught:
        reprint(replace(plain, pictures=()), document, "fr")
    assert caught.value.key == "documents.trouble.no_picture"


def test_the_fingerprint_is_of_what_is_printed(dressed: Book) -> None:
    sheet = made(dressed, "classification")
    data = json.loads(json_bytes(sheet))
    assert data["look"]["logo"] == {
        "digest": LOGO.digest,
        "name": "Club Cup",
        "form": "svg",
        "width": 1200,
        "height": 400,
    }
    others = (
        with_look(dressed, colour="#0A5C8A"),
        with_look(dressed, logo=None),
        with_look(dressed, paper=Paper.LETTER),
    )
    assert len({sheet.digest, *(made(other, "classification").digest for other in others)}) == 4
    assert "data" not in counted(canonical(sheet))


def test_documents_are_published_in_the_languages_chosen(book: Book) -> None:
    english = with_look(book, languages=("en",))
    at = datetime(2023, 10, 7, 16, 25, tzinfo=UTC)
    edit = publication(english, RACE, Posting(SessionState.FINAL, 1, at, ("classification",)))
    assert [[copy.language for copy in document.copies] for document in edit.documents] == [["en"]]
    done = package(Book(apply(english.season, edit)), "LEC")
    while done.step():
        pass
    names = [name for name, _ in done._files]
    assert names
    assert not [name for name in names if "LEC-R1" in name and "-fr." in name]


def test_a_picture_that_no_printer_would_take_is_named(dressed: Book) -> None:
    data = svg('<filter id="f"><feImage href="#x"/></filter><rect width="3" height="3" filter="url(#f)"/>')
    odd = Image(picture(data).digest, "Odd", "svg", 30, 10, data)
    sheet = made(dressed, "classification")
    prove(sheet.look.strip[0])
    for doing in (lambda: prove(odd), lambda: pdf(replace(sheet, look=replace(sheet.look, logo=odd)))):
        with pytest.raises(Trouble) as caught:
            doing()
        assert (caught.value.key, caught.value.values["picture"]) == ("documents.trouble.picture", "Odd")
