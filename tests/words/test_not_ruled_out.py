"""What is only not ruled out about a title is said so, in both languages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Adjustment, Driver, Entry, Round, Season
from cupdesk.rules.regulations import Championship, Regulations, TieStep
from cupdesk.rules.session import Session, SessionKind, Text
from cupdesk.words import Words
from cupdesk.words.titles import needs_sentence

WORD = Text("x", "x")


def book() -> Book:
    """Klein can only draw level with Roux, who beat her twice, and with Zwart and Ek: head to head the four may run in a circle."""
    race = Session("R", SessionKind.RACE, WORD, order=("1", "2"))
    names = {"1": "Roux", "2": "Klein", "3": "Zwart", "4": "Ek"}
    rules = Championship("main", WORD, (Fraction(4), Fraction(2)), ties=(TieStep.HEAD_TO_HEAD,))
    rounds = [Round(str(i), Text("Lyon", "Lyon"), sessions=(race,)) for i in (1, 2)]
    left = Round("3", Text("Lyon", "Lyon"), sessions=(replace(race, order=()),))
    return Book(
        Season(
            "s",
            "Cup",
            2023,
            Regulations(WORD, (rules,)),
            tuple(Driver(f"d{n}", "", name) for n, name in names.items()),
            entries=tuple(Entry(n, (f"d{n}",)) for n in names),
            rounds=(*rounds, left),
            adjustments=tuple(Adjustment("main", name, Fraction(8), WORD) for name in ("d3", "d4")),
        )
    )


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", "; that Klein can still win is not proven, only not ruled out"),
        ("fr", "\u202f; que Klein puisse encore gagner n’est pas prouvé, seulement pas exclu"),
    ],
)
def test_a_contender_who_is_only_not_ruled_out(language: str, end: str) -> None:
    season, words = book(), Words(language)
    title = season.title("main")
    assert title.unproven == ("d2",)
    said = {each.key: needs_sentence(season, title, each, words) for each in season.needs("main")}
    assert said["d2"].endswith(end)
    assert not said["d3"].endswith(end)


@pytest.mark.parametrize(
    ("language", "some", "none"),
    [
        ("en", "; a worse place may do as well", "no place alone is known to make Roux champion"),
        ("fr", "\u202f; une moins bonne place peut suffire aussi", "aucune place n’est connue pour suffire"),
    ],
)
def test_a_place_that_may_not_be_the_worst(language: str, some: str, none: str) -> None:
    season, words = book(), Words(language)
    title = season.title("main")
    need = replace(season.needs("main")[0], key="d1", exact=False)
    assert needs_sentence(season, title, replace(need, place=1), words).endswith(some)
    assert needs_sentence(season, title, replace(need, place=None), words).startswith(none)
