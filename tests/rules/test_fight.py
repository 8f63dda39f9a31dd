"""A title as a fight: the courses of names with what was on offer, and which of two the next race makes champion."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.choices import TwoCars
from cupdesk.rules.edits import ClearResult, SetOrder, SetTimes, apply
from cupdesk.rules.fight import fight
from cupdesk.rules.model import Driver, Entry, Round, Season
from cupdesk.rules.regulations import Championship, Counting, Ranks, Regulations, TieStep
from cupdesk.rules.session import Session, SessionKind, Text
from cupdesk.seasons.file import load

WORD = Text("x", "x")
CARS = ("1", "2", "3")
PLAIN = Championship("c", WORD, tuple(map(Fraction, (10, 6, 3))), fastest_lap=Fraction(1))
LAST = "2/R"


def season(rules: Championship, *orders: tuple[str, ...]) -> Season:
    """A season of one race a round with three cars; an empty order is a race still to run."""
    races = [Session("R", SessionKind.RACE, WORD, order=order) for order in orders]
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(WORD, (rules,)),
        tuple(Driver(f"d{n}", "", n) for n in CARS),
        entries=tuple(Entry(n, (f"d{n}",)) for n in CARS),
        rounds=tuple(Round(str(i), WORD, sessions=(race,)) for i, race in enumerate(races, 1)),
    )


@pytest.fixture(scope="module")
def before_last() -> Book:
    """The example season with its last race still to run."""
    return Book(apply(load(resource("seasons", "pccf-2023.json")), ClearResult("LEC/R2")))


def test_the_courses_of_a_title(before_last: Book) -> None:
    found = fight(before_last, "overall", "LEC/R1", ("boccolacci", "ghiretti", "klein", "paque"))
    assert found.run == 10
    assert found.races[-2:] == ("LEC/R1", "LEC/R2")
    assert [int(each) for each in found.offers] == [270, 243, 216, 189, 162, 135, 108, 81, 54, 27, 0]
    boccolacci, ghiretti, klein, paque = found.courses
    assert [int(each) for each in boccolacci.behind] == [6, 16, 9, 18, 14, 10, 16, 9, 2, 0]
    assert [int(each) for each in ghiretti.points[-2:]] == [187, 207]
    assert (klein.out, paque.out) == (9, 8)
    assert klein.behind[9] > found.offers[9]
    assert klein.behind[8] <= found.offers[8]
    assert {each.champion for each in found.courses} == {None}


def test_the_champion_is_marked_where_the_title_was_decided(before_last: Book) -> None:
    book = Book(load(resource("seasons", "pccf-2023.json")))
    won, lost = fight(book, "overall", "LEC/R2", ("boccolacci", "ghiretti")).courses
    assert (won.champion, won.out) == (10, None)
    assert (lost.champion, lost.out) == (None, 10)
    (teams,) = fight(book, "teams", "LEC/R2", book.title("teams").champions).courses
    assert teams.champion == 9


def test_before_the_first_race_everything_is_on_offer() -> None:
    book = Book(season(PLAIN, (), ()))
    found = fight(book, "c", "", ("d1",))
    assert found.run == 0
    assert found.races == ("1/R", "2/R")
    assert list(found.offers) == [11, 0]
    assert found.courses[0].points == ()


def test_what_is_on_offer_later_is_never_more_than_now() -> None:
    dropping = replace(PLAIN, counting=Counting(best=1))
    found = fight(Book(season(dropping, CARS, (), ())), "c", "1/R", ("d1", "d2"))
    assert list(found.offers) == [8, 8, 0]


def winners(book: Book, own: int, rival: int) -> set[str]:
    """Who is champion in every outcome of the last race with the first two cars in these places."""
    found = set()
    for order in permutations(CARS):
        if order.index("1") + 1 == own and order.index("2") + 1 == rival:
            for fastest in CARS:
                lap = SetTimes(LAST, fastest, best_ms=100, best_lap=1)
                title = Book(apply(book.season, SetOrder(LAST, order), lap), book).title("c", LAST)
                found |= set(title.champions) if len(title.champions) == 1 else {"shared"}
    return found


@pytest.mark.parametrize("first", list(permutations(CARS)))
@pytest.mark.parametrize("ties", [PLAIN.ties, (TieStep.HEAD_TO_HEAD,)])
def test_what_is_said_of_two_is_so_in_every_outcome(first: tuple[str, ...], ties: tuple[TieStep, ...]) -> None:
    book = Book(season(replace(PLAIN, ties=ties), first, ()))
    duel = book.duel("c", "d1", "d2")
    assert duel is not None
    for own, row in enumerate(duel.cells, 1):
        for rival, cell in enumerate(row, 1):
            if own == rival:
                assert cell is None
            elif cell:
                assert winners(book, own, rival) == {cell}


def test_what_is_left_open_is_open() -> None:
    book = Book(season(PLAIN, CARS, ()))
    duel = book.duel("c", "d1", "d2")
    assert duel is not None
    assert duel.cells[0] == (None, "d1", "d1")
    assert winners(book, 2, 1) == {"d1", "d2", "shared"}
    assert duel.cells[1][0] == ""


def test_no_duel_where_places_do_not_say(before_last: Book) -> None:
    assert before_last.duel("overall", "boccolacci", "boccolacci") is None
    assert before_last.duel("overall", "boccolacci", "klein") is None
    assert Book(season(PLAIN, CARS, CARS)).duel("c", "d1", "d2") is None
    teams = replace(PLAIN, ranks=Ranks.NATION)
    book = Book(replace(season(teams, CARS, ()), drivers=tuple(Driver(f"d{n}", "", n, n) for n in CARS)))
    assert book.duel("c", *book.title("c").contenders[:2]) is None
    assert Book(season(replace(PLAIN, two_cars=TwoCars.SUM), CARS, ())).duel("c", "d1", "d2") is None


def test_who_has_started_too_seldom_is_never_sure() -> None:
    book = Book(season(replace(PLAIN, minimum_starts=3), CARS, (), ()))
    duel = book.duel("c", "d1", "d2", "1/R")
    assert duel is not None
    assert {cell for row in duel.cells for cell in row} == {None, ""}


def test_level_head_to_head_leaves_it_open() -> None:
    rules = replace(PLAIN, fastest_lap=Fraction(0), ties=(TieStep.HEAD_TO_HEAD,))
    book = Book(season(rules, ("1", "2", "3"), ()))
    duel = book.duel("c", "d1", "d2")
    assert duel is not None
    assert duel.cells[1][0] == ""
