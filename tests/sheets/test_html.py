"""The web pages: complete without script, file or network beside them, the same bytes each time; sorted where script runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.session import SessionState
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.export import export
from cupdesk.sheets.publish import Posting, publication
from cupdesk.sheets.sheet import Name, Row, Sheet, Status
from cupdesk.sheets.web.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
VOID = {"meta", "link", "br", "img"}


class Page(HTMLParser):
    """What a page is made of; fails on an element that is not closed."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(content.decode("utf-8"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_says_language_title_and_what_each_cell_stands_under(book: Book, language: str) -> None:
    found = Page(page(classification(book, "LEC/R1", language)))
    assert found.all("html") == [{"lang": language}]
    assert len(found.all("h1")) == 1
    assert len(found.all("main")) == 1
    assert all(cell.get("scope") for cell in found.all("th"))
    assert len(found.all("caption")) == len(found.all("table"))
    assert "Dorian BOCCOLACCI" in "".join(found.texts)


def test_nothing_is_fetched_from_anywhere(book: Book) -> None:
    made = page(standings(book, None, "fr")).decode()
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?:""", made)


def test_a_page_of_a_site_leads_to_the_lists_of_documents(book: Book) -> None:
    links = Page(page(classification(book, "LEC/R1", "fr"), ("fr", "en"))).all("a")
    assert [link["href"] for link in links] == ["#main", "index-fr.html", "index-en.html"]


def test_names_are_text_whatever_they_hold(book: Book) -> None:
    sheet = classification(book, "LEC/R1", "en")
    table = sheet.tables[0]
    at = [column.key for column in table.columns].index("driver")
    row = table.blocks[0].rows[0]
    cells = (*row.cells[:at], Name("<b>Bo</b>", 'X"U\x07 & Co'), *row.cells[at + 1 :])
    block = replace(table.blocks[0], rows=(Row(cells),))
    found = Page(page(replace(sheet, tables=(replace(table, blocks=(block,)),))))
    assert '<b>Bo</b> X"U  & Co' in "".join(found.texts)


@pytest.mark.parametrize(("status", "word"), [(Status.PROVISIONAL, "provisional"), (Status.FINAL, "final")])
def test_the_status_is_form_and_word(book: Book, status: Status, word: str) -> None:
    sheet = replace(
        classification(book, "LEC/R1", "en"), status=status, foot=word.upper(), plate="Protests until 16:55"
    )
    found = Page(page(sheet))
    assert {"class": f"band {word}"} in found.all("p")
    assert {word.upper(), "Protests until 16:55"} <= set(found.texts)


def test_a_season_is_a_site_in_both_languages_and_the_same_each_time(book: Book, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in export(book, tmp_path, ("html",), "fr")}
    again = {path.name: path.read_bytes() for path in export(book, tmp_path, ("html",), "fr")}
    assert first == again
    assert first["index.html"] == first["index-fr.html"] != first["index-en.html"]
    pages = {name for name in first if not name.startswith("index")}
    for name in ("index-fr.html", "index-en.html"):
        links = [str(link["href"]) for link in Page(first[name]).all("a")]
        here = name.removeprefix("index-")
        assert {link for link in links if link in pages} == {each for each in pages if each.endswith(here)}
    for content in first.values():
        assert {str(a["href"]) for a in Page(content).all("a")} - {"#main"} <= set(first)


def dom(path: Path, script: str) -> str:
    """The page as it is after a script was run in it."""
    assert CHROMIUM is not None
    path.write_text(path.read_text(encoding="utf-8") + f"<script>{script}</script>", encoding="utf-8")
    folder = f"--user-data-dir={path.parent / 'browser'}"
    call = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", folder, "--dump-dom", path.as_uri()]
    return subprocess.run(call, check=True, capture_output=True, text=True, timeout=90).stdout


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_standings_sort_by_a_column_and_back(book: Book, tmp_path: Path, places: Callable[[str], list[str]]) -> None:
    sheet = standings(book, None, "en", championships=("overall",))
    path = tmp_path / "standings.html"
    heads = [column.key for column in sheet.tables[0].columns]
    path.write_bytes(page(sheet))
    plain = places(path.read_text(encoding="utf-8"))
    click = f"document.querySelector(\"th[data-column='{heads.index('driver')}'] button\").click();"
    found = dom(path, click)
    assert 'aria-sort="ascending"' in found
    assert places(found) != plain
    assert sorted(places(found), key=int) == plain
    path.write_bytes(page(sheet))
    falling = dom(path, f"document.querySelector(\"th[data-column='{heads.index('points')}'] button\").click();")
    assert 'aria-sort="descending"' in falling
    assert places(falling) == plain


@pytest.fixture
def places() -> Callable[[str], list[str]]:
    """The positions of a table in the order of its rows."""
    return lambda text: re.findall(r'<td class="place"[^>]*>(\d+)</td>', text)


def test_sixty_cars_and_forty_races_are_pages_too(field: Callable[..., Sheet], matrix: Callable[..., Sheet]) -> None:
    for sheet in (field(60), field(2), matrix(40, 40)):
        Page(page(sheet))


def test_what_was_superseded_keeps_a_page_of_its_own_that_leads_to_the_newer(book: Book, tmp_path: Path) -> None:
    season = book.season
    for number, state, hour in ((14, SessionState.PROVISIONAL, 16), (15, SessionState.FINAL, 17)):
        posting = Posting(state, number, datetime(2023, 10, 7, hour, tzinfo=UTC), ("classification",), "JD", ())
        season = apply(season, publication(Book(season), "LEC/R1", posting))
    made = {path.name for path in export(Book(season), tmp_path, ("html",), "en", "LEC/R1", ("classification",))}
    current, old = "pccf-2023-LEC-R1-classification-en.html", "pccf-2023-LEC-R1-classification-document-14-en.html"
    assert {current, old, current.replace("-en", "-fr"), old.replace("-en", "-fr")} <= made
    superseded, newer = (Page((tmp_path / name).read_bytes()) for name in (old, current))
    assert "SUPERSEDED" in superseded.texts
    assert "Superseded by document 15 on 07.10.2023 at 17:00" in superseded.texts
    assert current in [link["href"] for link in superseded.all("a")]
    assert old in [link["href"] for link in newer.all("a")]
    assert "Document 14, Provisional classification" in newer.texts
    listed = Page((tmp_path / "index-en.html").read_bytes())
    assert old not in [link["href"] for link in listed.all("a")]
