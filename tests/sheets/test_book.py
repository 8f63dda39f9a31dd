"""The results book: every final document once, on the page the contents say, under its own number; what lacks is said."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetPublication, apply
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.sheets.documents.results_book import book_files, results_book
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.publish import Posting, publication
from cupdesk.sheets.sheet import BOOK, Leaf, Name, Sheet, Status
from cupdesk.words.trouble import Trouble

readable = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
POSTED = datetime(2023, 10, 8, 17, 10, tzinfo=UTC)


def texts(sheets: tuple[Sheet, ...], tmp_path: Path) -> list[str]:
    """The text of each page of a book."""
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf(*sheets))
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def leaves(cover: Sheet) -> list[Leaf]:
    """The documents that the contents name."""
    rows = [row for block in cover.tables[0].blocks for row in block.rows]
    return [cell for row in rows for cell in row.cells if isinstance(cell, Leaf)]


def lacking(cover: Sheet) -> list[str]:
    """What the contents say is not in the book."""
    rows = [row for block in cover.tables[0].blocks for row in block.rows]
    return [str(row.cells[1]) for row in rows if not isinstance(row.cells[1], Leaf)]


@readable
def test_the_contents_name_the_page_each_document_begins_on(book: Book, tmp_path: Path) -> None:
    sheets = results_book(book, "fr", "LEC")
    made = texts(sheets, tmp_path)
    assert [f"Page {n} / {len(made)}" in page for n, page in enumerate(made, 1)] == [True] * len(made)
    named = re.findall(r"^\s+(\S.*?)\s+DÉFINITI(?:F|VE) +[0-9A-F ]{19} +(\d+)$", made[1], re.MULTILINE)
    assert [title for title, _ in named] == [leaf.text for leaf in leaves(sheets[0])]
    for (title, at), sheet in zip(named, sheets[1:], strict=True):
        first = made[int(at) - 1]
        assert sheet.title in first, title
        assert sheet.event in first, title


@readable
def test_a_book_of_the_season_keeps_every_number_and_its_pages_run_on(book: Book, tmp_path: Path) -> None:
    season = book.season
    done = publication(book, "LEC/R2", Posting(SessionState.FINAL, 61, POSTED, ("classification", "standings")))
    sheets = results_book(Book(apply(season, done), book), "en")
    made = texts(sheets, tmp_path)
    assert f"Page {len(made)} of {len(made)}" in made[-1]
    assert sum(re.search(r"Document 61 · FINAL", page) is not None for page in made) == 1
    assert sum(re.search(r"Document 62 · FINAL", page) is not None for page in made) == 3
    assert len({leaf.slug for leaf in leaves(sheets[0])}) == len(sheets) - 1
    assert "Boccolacci champion" in made[0]


def test_a_published_document_is_bound_as_it_was(book: Book, changed: Callable[..., Book]) -> None:
    done = publication(book, "LEC/R1", Posting(SessionState.FINAL, 44, POSTED, ("classification",)))
    season = apply(book.season, done)
    later = changed("LEC/R1", of=season, track="wet")
    found = {sheet.kind: sheet for sheet in results_book(later, "fr", "LEC") if sheet.session == "Course 1"}
    assert set(found) == {"classification"}
    assert found["classification"].document == "44"
    assert "piste sèche" in found["classification"].line_right


def test_what_is_not_final_is_named_and_left_out(book: Book, changed: Callable[..., Book]) -> None:
    partly = changed("LEC/R2", state=SessionState.PROVISIONAL)
    cover, *others = results_book(partly, "fr", "LEC")
    assert cover.kind == BOOK
    assert cover.status is Status.PROVISIONAL
    assert cover.foot == "INCOMPLET"
    assert lacking(cover) == ["Course 2\u00a0: provisoire, pas dans ce recueil"]
    assert "Course 2" not in {sheet.session for sheet in others}
    whole = results_book(book, "fr", "LEC")[0]
    assert (whole.status, whole.foot, lacking(whole)) == (Status.FINAL, "DÉFINITIF", [])


def test_a_session_not_run_yet_or_cancelled_is_named_too(changed: Callable[..., Book]) -> None:
    book = changed("LEC/R2", order=(), finishes=(), cancelled=True)
    assert lacking(results_book(book, "en", "LEC")[0]) == ["Race 2: cancelled"]
    book = changed("LEC/R2", order=(), finishes=())
    assert lacking(results_book(book, "en", "LEC")[0]) == ["Race 2: no result yet"]


def test_a_document_still_provisional_of_a_final_session_is_named(book: Book) -> None:
    grid = publication(book, "LEC/R1", Posting(SessionState.PROVISIONAL, 40, POSTED, ("grid",)))
    season = apply(book.season, grid, SetPublication("LEC/R1", SessionState.PROVISIONAL))
    result = publication(Book(season), "LEC/R1", Posting(SessionState.FINAL, 44, POSTED, ("classification",)))
    cover = results_book(Book(apply(season, result)), "en", "LEC")[0]
    assert lacking(cover) == [
        "Document 40, Race 1 · Provisional starting grid: provisional, not in this book",
    ]


def test_an_open_decision_keeps_the_list_of_decisions_out(book: Book, changed: Callable[..., Book]) -> None:
    assert "decision_list" in {sheet.kind for sheet in results_book(book, "fr", "LEC")}
    decisions = book.session("LEC/R1").decisions
    open_ = (replace(decisions[0], state=DecisionState.APPEALED), *decisions[1:])
    later = changed("LEC/R1", decisions=open_)
    assert "decision_list" not in {sheet.kind for sheet in results_book(later, "fr", "LEC")}


def test_nothing_final_makes_no_book(book: Book) -> None:
    edits = [SetPublication(ref, SessionState.PROVISIONAL) for ref in book.sessions()]
    with pytest.raises(Trouble, match="nothing_final"):
        results_book(Book(apply(book.season, *edits)), "fr")


def test_the_workbook_leads_from_its_contents_to_every_document(book: Book) -> None:
    [(name, content)] = book_files(book, "fr", "LEC", ("xlsx",))
    assert name == "pccf-2023-LEC-book-fr.xlsx"
    made = load_workbook(io.BytesIO(content))
    links = [cell.hyperlink.location for row in made["Sommaire"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 10
    for link in links:
        found = re.fullmatch(r"'(.+)'!A1", link)
        assert found is not None
        assert found[1] in made.sheetnames
    assert "'LEC R1 Classement'!A1" in links


def test_the_site_leads_from_its_contents_to_every_page(book: Book) -> None:
    made = dict(book_files(book, "fr", "LEC", ("html",)))
    for name in ("pccf-2023-LEC-book-fr.html", "pccf-2023-LEC-book-en.html"):
        links = re.findall(r'href="(pccf[^"]+)"', made[name].decode())
        assert len(links) == 10
        assert set(links) <= set(made)


def test_csv_and_json_are_the_contents(book: Book) -> None:
    made = dict(book_files(book, "en", "LEC", ("csv", "json")))
    assert sorted(made) == [
        "pccf-2023-LEC-book-contents-en.csv",
        "pccf-2023-LEC-book-en.json",
        "pccf-2023-LEC-book-podium-en.csv",
    ]
    assert "Race 1 – Final classification,FINAL" in made["pccf-2023-LEC-book-contents-en.csv"].decode()


def test_podiums_are_those_of_the_documents(book: Book) -> None:
    [podium] = results_book(book, "fr", "LEC")[0].tables[1:]
    assert [block.title for block in podium.blocks] == ["Course 1", "Course 2"]
    names = [cell.surname for cell in podium.blocks[0].rows[0].cells[1:] if isinstance(cell, Name)]
    assert names == ["BOCCOLACCI", "GHIRETTI", "PAQUE"]
