"""The organiser's look on the web: pictures beside the pages, colours that keep their contrast by day and night."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.colours import contrast
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import Letterhead
from cupdesk.rules.session import Text
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.export import export
from cupdesk.sheets.register import files
from cupdesk.sheets.web.letterhead import DAY, NIGHT
from cupdesk.sheets.web.page import page
from tests.pictures import HEAD, LOGO, OIL, PICTURES, TYRES
from tests.sheets.test_html import Page

WORN = replace(
    HEAD, colour="#FFE600", second="#101010", head=(Text("<Permis> & co", "x"),), foot=(Text("Bureau", "x"),)
)


def worn(book: Book, letterhead: Letterhead = WORN) -> Book:
    return Book(apply(book.season, SetLetterhead(letterhead, PICTURES)), book)


def test_a_page_shows_logo_sponsors_and_lines(book: Book) -> None:
    found = Page(page(classification(worn(book), "LEC/R1", "fr")))
    shown = [(image["class"], image["alt"], image["src"]) for image in found.all("img")]
    assert shown == [
        ("logo", "Club Cup", f"picture-{LOGO.digest[:16]}.svg"),
        ("sponsor", "Velo Oil", f"picture-{OIL.digest[:16]}.png"),
        ("sponsor", "Partenaire", f"picture-{TYRES.digest[:16]}.jpg"),
    ]
    assert all(int(image["width"] or 0) and int(image["height"] or 0) for image in found.all("img"))
    assert {"<Permis> & co", "Bureau"} <= set(found.texts)
    assert [div["aria-label"] for div in found.all("div") if div.get("class") == "sponsors"] == ["Partenaires"]


def test_pictures_lie_beside_the_pages_each_once(book: Book, tmp_path: Path) -> None:
    export(worn(book), tmp_path, ("html",), "fr", "LEC/R1")
    kept = {path.name: path.read_bytes() for path in tmp_path.glob("picture-*")}
    assert sorted(kept.values()) == sorted(picture.data for picture in PICTURES)
    for path in tmp_path.glob("*.html"):
        assert {image["src"] for image in Page(path.read_bytes()).all("img")} == set(kept)
    one = files([classification(worn(book), "LEC/R1", "fr")], "x", ("html",))
    assert {name for name, _ in one if name.startswith("picture-")} == set(kept)


@pytest.mark.parametrize("colour", ["#FFE600", "#10207A", "#C8102E", "#FFFFFF", "#000000"])
def test_words_in_the_colour_of_the_cup_can_be_read_by_day_and_night(book: Book, colour: str) -> None:
    made = page(classification(worn(book, replace(WORN, colour=colour)), "LEC/R1", "fr")).decode()
    day, night = re.findall(r"--cup: (#\w+); --cup-2: (#\w+); --link: (#\w+);", made)
    assert day[:2] == (colour, "#101010")
    assert contrast(day[2], DAY) >= 4.5
    assert contrast(night[2], NIGHT) >= 4.5
    assert min(contrast(bar, NIGHT) for bar in night[:2]) >= 3


def test_without_a_letterhead_a_page_has_no_picture_and_the_usual_colours(book: Book) -> None:
    made = page(classification(book, "LEC/R1", "fr"))
    assert not Page(made).all("img")
    assert made.decode().count("--link: ") == 2


def test_the_grounds_are_those_of_the_style(book: Book) -> None:
    made = page(classification(book, "LEC/R1", "fr")).decode()
    assert re.findall(r"--base: (#\w+)", made) == ["#fff", NIGHT.lower()]
