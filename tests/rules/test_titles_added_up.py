"""Titles of drivers who add up the cars they share: proven by playing every outcome of the race left."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.book import Book
from cupdesk.rules.choices import PoleRule, SharedCar, TwoCars
from cupdesk.rules.model import Driver, Entry, Round, Season
from cupdesk.rules.regulations import Championship, Regulations, TieStep
from cupdesk.rules.session import Finish, Session, SessionKind, Status, Text

WORD = Text("x", "x")
NUMBERS = ("1", "2", "3")
ORDERS = [order for count in range(4) for some in combinations(NUMBERS, count) for order in permutations(some)]


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
