"""Titles with bonuses still on offer, scales that do not fall and cars added up: proven by playing every outcome of the race left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.book import Book
from cupdesk.rules.model import Driver, Entry, Round, Season
from cupdesk.rules.regulations import (
    Championship,
    Counting,
    EqualMost,
    PoleRule,
    Regulations,
    SharedCar,
    TieStep,
    TwoCars,
)
from cupdesk.rules.session import Finish, GridSource, Session, SessionKind, Status, Text

WORD = Text("x", "x")
NUMBERS = ("1", "2", "3")
LED: list[dict[str, int]] = [
    {},
    *({a: 5} for a in NUMBERS),
    *({a: 3, b: 2} for a, b in permutations(NUMBERS, 2)),
    *({a: 2, b: 2} for a, b in combinations(NUMBERS, 2)),
    dict.fromkeys(NUMBERS, 1),
]
ORDERS = [order for count in range(4) for some in combinations(NUMBERS, count) for order in permutations(some)]
GRIDS = list(permutations(NUMBERS))


def ran(order: tuple[str, ...], led: dict[str, int], grid: tuple[str, ...] = ()) -> Session:
    """A race: who was not classified retired, and may have led all the same."""
    out = tuple(number for number in NUMBERS if number not in order)
    rows = tuple(
        Finish(number, Status.RETIRED if number in out else Status.RUNNING, led=led.get(number)) for number in NUMBERS
    )
    return Session("R", SessionKind.RACE, WORD, order=order + out, finishes=rows, grid=grid)


def season(rules: Championship, races: list[Session], pole: PoleRule = PoleRule.GRID) -> Season:
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(Text("book", "book"), (rules,), pole=pole),
        tuple(Driver(code, "", code) for code in (*(f"d{n}" for n in NUMBERS), "new")),
        entries=tuple(Entry(n, (f"d{n}",)) for n in NUMBERS),
        rounds=tuple(Round(str(i), WORD, sessions=(race,)) for i, race in enumerate(races, 1)),
    )


def qualifying(grid: tuple[str, ...]) -> Session:
    rows = tuple(Finish(number, best_ms=100 + i) for i, number in enumerate(grid))
    return Session("Q", SessionKind.QUALIFYING, WORD, order=grid, finishes=rows, sets_grids=(GridSource("R"),))


def outcomes(grid: tuple[str, ...]) -> Iterator[Session]:
    """Every outcome of the race left; every grid of it while that is open."""
    for order, led, start in product(ORDERS, LED, [()] if grid else GRIDS):
        yield ran(order, led, start)


equal = st.sampled_from(list(EqualMost))
some = st.sampled_from([Fraction(0), Fraction(1)])


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.builds(ran, st.sampled_from(ORDERS), st.sampled_from(LED), st.sampled_from(GRIDS)), min_size=1, max_size=2),
    st.one_of(st.just(()), st.sampled_from(GRIDS)),
    st.fixed_dictionaries(
        {
            "scale": st.sampled_from([(4, 3, 1), (3, 4, 1), (2, 2, 1), (0, 1, 2)]).map(lambda s: tuple(map(Fraction, s))),
            "pole": some,
            "led": some,
            "most_led": some,
            "most_led_equal": equal,
            "led_classified": st.booleans(),
            "most_gained": st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2)]),
            "most_gained_equal": equal,
            "factor_on_bonuses": st.booleans(),
            "counting": st.sampled_from([Counting(), Counting(best=1), Counting(best=2)]),
            "ties": st.sampled_from([(), (TieStep.COUNTBACK,), (TieStep.COUNTBACK, TieStep.LAST_RACE)]),
        }
    ),
    st.sampled_from([Fraction(1), Fraction(1, 2)]),
)  # fmt: skip
def test_contenders_are_those_who_win_in_some_outcome(
    races: list[Session], grid: tuple[str, ...], how: dict[str, Any], factor: Fraction
) -> None:
    rules = Championship("main", WORD, **how)
    left = Session("R", SessionKind.RACE, WORD, points_factor=factor)
    now = season(rules, [*races, left])
    if grid:
        last = replace(now.rounds[-1], sessions=(qualifying(grid), left))
        now = replace(now, rounds=(*now.rounds[:-1], last))
    before = Book(now)
    winners: set[str] = set()
    for outcome in outcomes(grid):
        sessions = (*now.rounds[-1].sessions[:-1], replace(outcome, points_factor=factor))
        book = Book(replace(now, rounds=(*now.rounds[:-1], replace(now.rounds[-1], sessions=sessions))), before)
        winners.update(row.key for row in book.standings("main").rows if row.position == 1)
    contenders = set(before.title("main", before.sessions()[-2]).contenders)
    assert winners <= contenders
    if how["scale"] == tuple(sorted(how["scale"], reverse=True)):  # else a newcomer may take the place ahead
        assert contenders == winners


def shared(order: tuple[str, ...], crews: tuple[tuple[str, ...], ...]) -> Session:
    """A race in which each of the three cars was driven by one or two drivers."""
    status = {number: Status.RUNNING if number in order else Status.DID_NOT_START for number in NUMBERS}
    rows = tuple(Finish(number, status[number], drivers=crew) for number, crew in zip(NUMBERS, crews, strict=True))
    return Session("R", SessionKind.RACE, WORD, order=order, finishes=rows)


def shares(crews: list[tuple[str, ...]], orders: list[tuple[str, ...]]) -> list[Session]:
    """Every race with these crews, nobody alone in two cars."""
    found = []
    for cars in product(crews, repeat=3):
        alone = [crew for crew in cars if len(crew) == 1]
        if len(set(alone)) == len(alone):
            found += [shared(order, cars) for order in orders]
    return found


PEOPLE = ("d1", "d2", "d3")
ALONE = [(driver,) for driver in PEOPLE]
PLAYED = shares([*ALONE, *combinations(PEOPLE, 2)], ORDERS)
TO_COME = shares([*ALONE, *((driver, "new") for driver in PEOPLE)], [(), *permutations(NUMBERS)])


@settings(max_examples=4, deadline=None)
@given(
    st.lists(st.sampled_from(PLAYED), min_size=1, max_size=2),
    st.sampled_from(list(SharedCar)),
    st.sampled_from([(), (TieStep.COUNTBACK,)]),
    st.sampled_from([Fraction(0), Fraction(1)]),
)
def test_a_driver_who_adds_up_cars_can_still_take_every_place(
    races: list[Session], how: SharedCar, ties: tuple[TieStep, ...], fastest: Fraction
) -> None:
    rules = Championship(
        "main",
        WORD,
        tuple(map(Fraction, (4, 3, 1))),
        two_cars=TwoCars.SUM,
        shared_car=how,
        ties=ties,
        finishing=fastest,
    )
    now = season(rules, [*races, Session("R", SessionKind.RACE, WORD)])
    before = Book(now)
    winners: set[str] = set()
    for outcome in TO_COME:
        last = replace(now.rounds[-1], sessions=(outcome,))
        book = Book(replace(now, rounds=(*now.rounds[:-1], last)), before)
        winners.update(row.key for row in book.standings("main").rows if row.position == 1)
    assert set(before.title("main").contenders) == winners
