"""A place in a table is told from both sides of a tie, with what was dropped, given and taken, on the worked examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.regulations import TieStep
from cupdesk.seasons.examples import Worked, examples, read_example
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.reasons import place_reason, standing_reason
from tests.words.test_reasons import plain


def book_of(code: str) -> Book:
    return Book(read_example(resource("examples", f"{code}.toml")).season)


def said(book: Book, championship: str, language: str) -> list[str]:
    table = book.standings(championship)
    return [plain(standing_reason(book, table, row, Words(language))) for row in table.rows]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "1st, 12 points: 5 more than Zwart; 2 wins out of 3",
                "2nd, 7 points: 5 points behind Diaz; ahead of Ek on 1st places, 1 to 0; 1 win out of 3",
                "3rd, 7 points: 5 points behind Diaz; behind Zwart on 1st places, 0 to 1; ahead of Roux on 2nd places, 2 to 1",
                "4th, 7 points: 5 points behind Diaz; behind Ek on 2nd places, 1 to 2",
            ],
        ),
        (
            "fr",
            [
                "1er, 12 points : 5 de plus que Zwart ; 2 victoires sur 3",
                "2e, 7 points : à 5 points de Diaz ; devant Ek au décompte des 1res places, 1 à 0 ; 1 victoire sur 3",
                "3e, 7 points : à 5 points de Diaz ; derrière Zwart au décompte des 1res places, 0 à 1 ; devant Roux au décompte des 2es places, 2 à 1",
                "4e, 7 points : à 5 points de Diaz ; derrière Ek au décompte des 2es places, 1 à 2",
            ],
        ),
    ],
)  # fmt: skip
def test_a_tie_is_told_of_both(language: str, lines: list[str]) -> None:
    assert said(book_of("tie-countback"), "overall", language) == lines


@pytest.mark.parametrize(
    ("step", "en"),
    [
        (TieStep.LAST_RACE, ("ahead of Zwart in the last race", "behind Roux in the last race")),
        (TieStep.FIRST_TO_REACH, ("ahead of Ek, best result reached first", "behind Zwart, best result reached later")),
    ],
)
def test_other_steps_are_told_of_both(step: TieStep, en: tuple[str, str]) -> None:
    """Three drivers, each first, second and third once."""
    book = book_of("tie-head-to-head-circle")
    rules = book.season.regulations.championships[0]
    regulations = replace(book.season.regulations, championships=(replace(rules, ties=(step,)),))
    told = said(Book(replace(book.season, regulations=regulations)), rules.code, "en")
    assert all(any(part in line for line in told) for part in en), told


def test_points_taken_are_told_with_their_reason() -> None:
    book = book_of("adjustment")
    (adjustment,) = book.season.adjustments
    told = said(book, adjustment.championship, "en")
    assert any(f"by decision ({adjustment.reason['en']})" in line for line in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("worked", examples(), ids=lambda worked: worked.code)
def test_every_place_of_every_example_has_its_sentence(worked: Worked, language: str) -> None:
    """No empty part, no doubled separator, nothing left unfilled."""
    book, words = Book(worked.season), Words(language)
    told = []
    for ref in book.sessions():
        found = book.classification(ref)
        told += [place_reason(book, found, row, words) for row in found.rows]
    for championship in book.season.regulations.championships:
        table = book.standings(championship.code)
        told += [standing_reason(book, table, row, words) for row in table.rows]
    for line in told:
        assert line == line.strip() != ""
        assert not any(bad in plain(line) for bad in ("; ;", ";;", ", ,", "  ", "{", "}", "None", "()", "-1", " ."))
