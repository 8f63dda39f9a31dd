"""How a title stands for each, in the few words of a column."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import ClearResult, apply
from cupdesk.rules.results import Eliminated, Needs
from cupdesk.seasons.file import load
from cupdesk.words import Words
from cupdesk.words.titles import eliminated_short, needs_short

N = "\u202f"


@pytest.fixture(scope="module")
def book() -> Book:
    """The example season before its last race."""
    return Book(apply(load(resource("seasons", "pccf-2023.json")), ClearResult("LEC/R2")))


@pytest.mark.parametrize(
    ("place", "exact", "en", "fr"),
    [
        (2, True, "2nd or better is enough, whatever happens", "une 2e place suffit, quoi qu’il arrive"),
        (1, True, "a win is enough, whatever happens", "une victoire suffit, quoi qu’il arrive"),
        (
            1,
            False,
            "a win is enough, whatever happens; a worse place may do as well",
            f"une victoire suffit, quoi qu’il arrive{N}; une moins bonne place peut suffire aussi",
        ),
        (None, True, "no place is enough without the others", "aucune place ne suffit sans les autres"),
        (None, False, "no place alone is known to be enough", "aucune place n’est connue pour suffire seule"),
    ],
)
def test_what_is_needed(book: Book, place: int | None, exact: bool, en: str, fr: str) -> None:
    title = book.title("overall", "LEC/R1")
    needs = Needs("boccolacci", "LEC/R2", place, exact=exact)
    assert [needs_short(book, title, needs, Words(language)) for language in ("en", "fr")] == [en, fr]
    unsure = replace(title, unproven=("boccolacci",))
    assert needs_short(book, unsure, needs, Words("en")) == f"{en}; not proven, only not ruled out"


def test_in_a_category_the_table_is_named(book: Book) -> None:
    title = book.title("pro_am", "LEC/R1")
    needs = Needs("guillot", "LEC/R2", 3, exact=True)
    assert needs_short(book, title, needs, Words("en")) == "3rd or better in Pro-Am is enough, whatever happens"


@pytest.mark.parametrize(
    ("behind", "offer", "en"),
    [
        (49, 27, "49 behind, 27 on offer · since Paul Ricard, race 1"),
        (49, 0, "49 behind, nothing left to take · since Paul Ricard, race 1"),
        (0, 0, "level, behind on the tie-break · since Paul Ricard, race 1"),
    ],
)
def test_who_is_out(book: Book, behind: int, offer: int, en: str) -> None:
    gone = Eliminated("klein", "LEC/R1", Fraction(behind), Fraction(offer))
    assert eliminated_short(book, gone, Words("en")) == en
