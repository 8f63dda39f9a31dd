"""What a supposition changes, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cupdesk import weekend
from cupdesk.lines.supposed import Supposition, suppose
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.seasons.file import load
from cupdesk.words import Words
from cupdesk.words.what_if import Effect, effect, places_said

NOW = datetime(2023, 10, 8, 13, 14, tzinfo=UTC)
R1, R2 = "LEC/R1", "LEC/R2"


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(load(resource("seasons", "pccf-2023.json")))


def supposed(book: Book, *lines: str, ref: str = R2, language: str = "en") -> tuple[Book, Effect]:
    words, after = Words(language), book
    for line in lines:
        after = suppose(after, Supposition(ref, line), words, NOW).book
    return after, effect(book, after, words)


def test_titles_come_first_then_places_then_what_stays(book: Book) -> None:
    _, found = supposed(book, "8 dsq")
    said = [(c.championship, c.kind, f"{c.strong} {c.text}".strip()) for c in found.changes]
    assert said == [
        ("rookie", "title", "Jaubert champion by 16 points"),
        ("rookie", "was", "now: Paque champion by 4 points"),
        ("overall", "lead", "lead 24 → 23 points"),
        ("overall", "places", "Perrot 5th → 4th"),
        ("overall", "places", "Paque 4th → 5th (−12)"),
        ("rookie", "places", "Jaubert 2nd → 1st"),
        ("rookie", "places", "Paque 1st → 2nd (−20)"),
        ("teams", "lead", "lead 92 → 90 points"),
        ("teams", "places", "ABM 5th → 4th (+3)"),
        ("teams", "places", "IMSA LS Group Performance 4th → 5th (+1)"),
        ("", "same", "Pro-Am and Am: nothing changes"),
        ("", "published", "6 published tables would be printed again"),
    ]


def test_the_same_in_french(book: Book) -> None:
    _, found = supposed(book, "8 dq", language="fr")
    assert [c.strong for c in found.changes if c.kind == "title"] == ["Jaubert champion, 16 points d’avance"]
    assert [c.text for c in found.changes if c.kind == "same"] == ["Pro-Am et Am\u202f: rien ne change"]


def test_places_of_the_session_in_a_few_words(book: Book) -> None:
    after, found = supposed(book, "8 dsq")
    here = [change for change in found.places if change.session == R2]
    assert places_said(after, here, Words("en")) == "8 Paque: P5 → DSQ · 19 move up"
    assert places_said(after, [], Words("en")) == ""


def test_nothing_differs_between_a_book_and_itself(book: Book) -> None:
    assert effect(book, book, Words("en")) == Effect((), ())


def test_titles_wait_for_the_whole_of_a_supposed_race(book: Book) -> None:
    before = Book(apply(book.season, *weekend.blank()))
    _, some = supposed(before, "7 11 5", ref=R1)
    assert [c.text for c in some.changes if c.kind == "partial"] == [
        "Race 1: 3 of 26 cars. Titles wait; “as grid” adds the others."
    ]
    assert not [c for c in some.changes if c.kind == "title"]
    assert [c for c in some.changes if c.kind in ("places", "points")]
    _, whole = supposed(before, "7 11 5", "as grid", ref=R1)
    assert not [c for c in whole.changes if c.kind == "partial"]
    assert [c for c in whole.changes if c.kind == "title"]
