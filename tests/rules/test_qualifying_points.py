"""Points by place in qualifying: who has them, and titles with them still on offer, proven by playing every outcome left."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.book import Book
from cupdesk.rules.choices import Bonuses, Qualifiers
from cupdesk.rules.exceptions import RaceException
from cupdesk.rules.model import Driver, Entry, Round, Season, Team
from cupdesk.rules.regulations import (
    Category,
    Championship,
    Counting,
    PlaceBasis,
    Ranks,
    Regulations,
    TeamRule,
    TieStep,
)
from cupdesk.rules.session import Finish, GridSource, Session, SessionKind, Status, Text

WORD = Text("x", "x")
NUMBERS = ("1", "2", "3", "4")
TEAM = {"1": "north", "2": "north", "3": "south", "4": None}
SCALE = (Fraction(5), Fraction(3), Fraction(2), Fraction(1))
BEST = TeamRule(cars=1, qualifiers=Qualifiers.BEST)
NOT_TWO = (RaceException("R", not_eligible=("2",)),)
PAID = (Fraction(3), Fraction(2), Fraction(1))


def qualifying(timed: tuple[str, ...], *, times: bool = True) -> Session:
    """Cars by their best lap; whoever is not named has none."""
    rows = tuple(Finish(n, best_ms=100 + timed.index(n) if times and n in timed else None) for n in NUMBERS)
    rest = tuple(n for n in NUMBERS if n not in timed)
    return Session("Q", SessionKind.QUALIFYING, WORD, order=timed + rest, finishes=rows, sets_grids=(GridSource("R"),))


def raced(order: tuple[str, ...], classified: int = len(NUMBERS), **more: Any) -> Session:
    """A race: the first so many classified, the others retired in this order."""
    rows = tuple(Finish(n, Status.RETIRED) for n in order[classified:])
    return Session("R", SessionKind.RACE, WORD, order=order, finishes=rows, **more)


def season(rules: Championship, *rounds: tuple[Session, ...], **book: Any) -> Season:
    """Car 4 is a guest, car 2 an amateur."""
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(Text("book", "book"), (rules,), (Category("Am", WORD),), **book),
        tuple(Driver(f"d{n}", "", f"d{n}") for n in NUMBERS),
        (Team("north", "North"), Team("south", "South")),
        tuple(Entry(n, (f"d{n}",), TEAM[n], guest=n == "4", category="Am" if n in ("2", "3") else "") for n in NUMBERS),
        tuple(Round(str(i), WORD, sessions=sessions) for i, sessions in enumerate(rounds, 1)),
    )


def paid(sessions: tuple[Session, ...], how: dict[str, Any], **book: Any) -> dict[str, Fraction]:
    rules = Championship("main", WORD, (), **({"qualifying": PAID} | how))
    points = Book(season(rules, sessions, **book)).points("main", "1/R")
    return {key: result.points for key, result in points.items() if result.points}


@pytest.mark.parametrize(
    ("timed", "how", "expected"),
    [
        (("4", "2", "1", "3"), {}, {"d2": 3, "d1": 2, "d3": 1}),
        (("4", "2", "1", "3"), {"place": PlaceBasis.OVERALL}, {"d2": 2, "d1": 1}),
        (("4", "1", "2", "3"), {"category": "Am"}, {"d2": 3, "d3": 2}),
        (("4", "1", "2", "3"), {"category": "Am", "place": PlaceBasis.CUP}, {"d2": 2, "d3": 1}),
        (("1",), {}, {"d1": 3}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": TeamRule(cars=1)}, {"north": 2, "south": 1}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": TeamRule(cars=None)}, {"north": 5, "south": 1}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": BEST}, {"north": 3, "south": 1}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": replace(BEST, rerank=True)}, {"north": 3, "south": 2}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": replace(BEST, cars=None)}, {"north": 5, "south": 1}),
        (("4", "2", "1", "3"), {"ranks": Ranks.TEAM, "team": BEST, "races": NOT_TWO}, {"north": 2, "south": 1}),
    ],
)  # fmt: skip
def test_who_is_paid_for_his_place_in_qualifying(
    timed: tuple[str, ...], how: dict[str, Any], expected: dict[str, int]
) -> None:
    """The guest, car 4, is skipped or takes the points with him; who has no time has none. Car 1 wins the race."""
    assert paid((qualifying(timed), raced(NUMBERS)), how) == expected


def test_the_factor_of_a_race_leaves_them_whole_unless_told_otherwise() -> None:
    sessions = (qualifying(("1", "2")), raced(NUMBERS, points_factor=Fraction(1, 2)))
    assert paid(sessions, {}) == {"d1": 3, "d2": 2}
    assert paid(sessions, {"factor_on_bonuses": True}) == {"d1": Fraction(3, 2), "d2": 1}


def test_a_car_disqualified_in_the_race_keeps_or_loses_them_as_it_does_pole() -> None:
    out = raced(NUMBERS)
    out = replace(out, finishes=(Finish("1", Status.DISQUALIFIED), *out.finishes))
    sessions = (qualifying(("1", "2")), out)
    assert paid(sessions, {}) == {"d1": 3, "d2": 2}
    assert paid(sessions, {}, pole_kept_if_disqualified=False) == {"d2": 2}
    makes = {"ranks": Ranks.TEAM, "team": BEST}
    assert paid(sessions, makes) == {"north": 3}
    assert paid(sessions, makes, pole_kept_if_disqualified=False) == {}


def test_where_only_the_order_is_known_it_pays_and_a_grid_from_a_race_pays_nothing() -> None:
    assert paid((qualifying(("3", "2"), times=False), raced(NUMBERS)), {}) == {"d3": 3, "d2": 2, "d1": 1}
    first = replace(raced(NUMBERS), code="S", sets_grids=(GridSource("R"),))
    assert paid((first, raced(NUMBERS)), {}) == {}
    assert paid((raced(NUMBERS),), {}) == {}


FREE = ("1", "2", "3")
TIMED = [order for n in range(4) for some in combinations(FREE, n) for order in permutations(some)]
RACES = [raced(order, n) for order in permutations(FREE) for n in range(4)]
counting = st.sampled_from([Counting(), Counting(best=1)])
ties = st.sampled_from([(), (TieStep.COUNTBACK,), (TieStep.COUNTBACK, TieStep.BEST_QUALIFYING)])
ranks = st.sampled_from(
    [
        {},
        {"ranks": Ranks.TEAM, "team": TeamRule(cars=1)},
        {"ranks": Ranks.TEAM, "team": TeamRule(cars=1, bonuses=Bonuses.ALL)},
        {"ranks": Ranks.TEAM, "team": TeamRule(cars=2)},
    ]
)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(TIMED), st.sampled_from(RACES)), min_size=1, max_size=2),
    st.sampled_from([None, *TIMED]),
    counting,
    ties,
    ranks,
    st.sampled_from([(Fraction(3), Fraction(2)), (Fraction(1), Fraction(4)), (Fraction(1),)]),
)
def test_contenders_are_those_who_win_in_some_outcome(
    before: list[tuple[tuple[str, ...], Session]],
    known: tuple[str, ...] | None,
    count: Counting,
    steps: tuple[TieStep, ...],
    ranked: dict[str, Any],
    pays: tuple[Fraction, ...],
) -> None:
    """Before the last meeting, or when its qualifying is over: every qualifying and every race of it is played."""
    rules = Championship("main", WORD, SCALE[:3], qualifying=pays, counting=count, ties=steps, **ranked)
    rounds = [(qualifying(timed), race) for timed, race in before]
    open_race = Session("R", SessionKind.RACE, WORD)
    open_q = (
        qualifying(known)
        if known is not None
        else Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=(GridSource("R"),))
    )
    now = season(rules, *rounds, (open_q, open_race))
    now = replace(now, entries=now.entries[:3], rounds=now.rounds)
    book = Book(now)
    winners: set[str] = set()
    for timed in TIMED if known is None else [known]:
        for race in RACES:
            last = replace(now.rounds[-1], sessions=(qualifying(timed), race))
            played = Book(replace(now, rounds=(*now.rounds[:-1], last)), book)
            winners.update(row.key for row in played.standings("main").rows if row.position == 1)
    after = f"{len(before) + 1}/Q" if known is not None else f"{len(before)}/R"
    title = book.title("main", after)
    assert winners <= set(title.contenders)
    assert set(title.contenders) - set(title.unproven) <= winners


def test_only_the_cars_that_score_break_ties_by_their_places_in_qualifying() -> None:
    """North's second car, ahead in qualifying, has that point but does not score: it is level with south to the last step."""
    rules = Championship(
        "main",
        WORD,
        SCALE[:3],
        qualifying=(Fraction(1),),
        counting=Counting(best=1),
        ties=(TieStep.COUNTBACK, TieStep.BEST_QUALIFYING),
        ranks=Ranks.TEAM,
        team=TeamRule(cars=1, bonuses=Bonuses.ALL),
    )
    sessions = (qualifying(("1", "2")), raced(("2", "1", "3"), 1)), (qualifying(("3",)),)
    rounds = (sessions[0], (*sessions[1], Session("R", SessionKind.RACE, WORD)))
    now = season(rules, *rounds)
    book = Book(replace(now, entries=now.entries[:3]))
    assert book.points("main", "1/R")["north"].qualified == 2
    assert set(book.title("main", "2/Q").contenders) == {"north", "south"}
