"""Head to head among several: the balance of their duels, again among those still level, then the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.exceptions import SessionScale
from cupdesk.rules.model import Round, Season
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import TieBroken
from cupdesk.rules.session import Finish, GridSource, Session, SessionKind, Text

Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
WORD = Text("x", "x")
DUELS = TieStep.HEAD_TO_HEAD
CIRCLE = ("1 2 3", "2 3 1", "3 1 2")


def order(book: Book) -> list[tuple[int, str, TieBroken | None]]:
    return [(row.position, row.key, row.tie) for row in book.standings("main").rows]


def test_a_circle_goes_to_the_next_step(cup: Make, race: Race, driver_table: Rules) -> None:
    races = [race(each) for each in CIRCLE]
    alone = cup(["1", "2", "3"], *races, championships=[driver_table("main", 2, 1, 0, ties=(DUELS,))])
    assert order(Book(alone)) == [(1, "d1", None), (1, "d2", None), (1, "d3", None)]
    rules = driver_table("main", 2, 1, 0, ties=(DUELS, TieStep.LAST_RACE))
    assert order(Book(cup(["1", "2", "3"], *races, championships=[rules]))) == [
        (1, "d3", TieBroken("d1", "last_race", 0, (1, 2))),
        (2, "d1", TieBroken("d2", "last_race", 0, (2, 3))),
        (3, "d2", None),
    ]


def test_the_balance_among_all_then_again_among_those_level(cup: Make, race: Race, driver_table: Rules) -> None:
    """Every race pays all alike, so all are level: d2 is 5 duels up, d1 and d4 one down each, d3 three."""
    rules = driver_table("main", 1, 1, 1, 1, ties=(DUELS,))
    races = [race(each) for each in ("2 1 3 4", "2 3 4 1", "4 1 2 3")]
    assert order(Book(cup(["1", "2", "3", "4"], *races, championships=[rules]))) == [
        (1, "d2", TieBroken("d4", "head_to_head", 4, (5, -1))),
        (2, "d4", TieBroken("d1", "head_to_head", 0, (2, 1))),
        (3, "d1", TieBroken("d3", "head_to_head", 4, (-1, -3))),
        (4, "d3", None),
    ]


@pytest.mark.parametrize("zero", [True, False])
def test_names_without_points(cup: Make, race: Race, driver_table: Rules, zero: bool) -> None:
    rules = driver_table("main", 1, ties=(DUELS,), zero_by_number=zero)
    season = cup(["1", "2", "3"], race("3 2 1"), championships=[rules])
    names = [key for _, key, _ in order(Book(season))]
    assert names == (["d3", "d1", "d2"] if zero else ["d3", "d2", "d1"])


def test_a_title_that_only_a_circle_could_give_is_open(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 3, 2, 1, ties=(DUELS,))
    season = cup(["1", "2", "3"], race("1 2 3"), race("2 1 3"), race("1 3 2"), race(), championships=[rules])
    # d1 has 8, d2 6, d3 4: d2 can pass, d3 cannot draw level
    assert Book(season).title("main").contenders == ("d1", "d2")


def test_duels_are_counted_where_both_drove(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 2, 2, ties=(DUELS,))
    races = [race("1 2"), race("2"), race("1")]
    assert order(Book(cup(["1", "2"], *races, championships=[rules])))[0] == (
        1,
        "d1",
        TieBroken("d2", "head_to_head", 0, (1, 0)),
    )


def test_who_did_not_qualify_has_no_place_there(cup: Make, race: Race, driver_table: Rules) -> None:
    """Level on points; only car 2 set a time."""
    rules = driver_table("main", 1, 1, ties=(TieStep.BEST_QUALIFYING,))
    qualifying = Session(
        "Q", SessionKind.QUALIFYING, WORD, finishes=(Finish("2", best_ms=1),), sets_grids=(GridSource("R"),)
    )
    season = cup(["1", "2"], Round("A", WORD, sessions=(qualifying, race("1 2"))), championships=[rules])
    assert order(Book(season)) == [(1, "d2", TieBroken("d1", "best_qualifying", 1, (1, 0))), (2, "d1", None)]


def test_first_to_reach_asks_for_the_best_place_then_who_had_it_first(
    cup: Make, race: Race, driver_table: Rules
) -> None:
    """All have 4 points: d2 and d3 a first and a third, d2 the first one earlier; d1 two seconds."""
    rules = driver_table("main", 3, 2, 1, ties=(TieStep.FIRST_TO_REACH, TieStep.COUNTBACK))
    found = order(Book(cup(["1", "2", "3"], race("2 1 3"), race("3 1 2"), championships=[rules])))
    assert found == [
        (1, "d2", TieBroken("d3", "first_to_reach", 0, (0, 0))),
        (2, "d3", TieBroken("d1", "first_to_reach", 0, (0, 0))),
        (3, "d1", None),
    ]


@pytest.mark.parametrize(
    ("races", "left", "contenders"),
    [
        (["1 2 3"], 4, ("d1", "d2")),  # 10 to 6: level with d1 disqualified, one duel each
        (["1 2", "1 2"], 8, ("d1",)),  # 20 to 12: level at best, but two duels to one
    ],
)
def test_a_title_by_duels(
    cup: Make, race: Race, driver_table: Rules, races: list[str], left: int, contenders: tuple[str, ...]
) -> None:
    rules = driver_table("main", ties=(DUELS,), scales=(SessionScale("L", (Fraction(left),)),))
    sessions = [race(each) for each in races]
    season = cup(["1", "2", "3", "4"], *sessions, replace(race(), code="L"), championships=[rules])
    assert Book(season).title("main").contenders == contenders


@pytest.mark.parametrize("ties", [(DUELS,), (TieStep.COUNTBACK,)])
def test_a_title_without_points_is_open(cup: Make, race: Race, driver_table: Rules, ties: tuple[TieStep, ...]) -> None:
    rules = driver_table("main", 0, 0, ties=ties, zero_by_number=True)
    season = cup(["1", "2"], race("2 1"), race(), championships=[rules])
    assert Book(season).title("main").contenders == ("d1", "d2")
