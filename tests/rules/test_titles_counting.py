"""Titles under every way of counting: who can still win, proven by playing every outcome of the races left with the ordinary table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.book import Book
from cupdesk.rules.exceptions import FewStarters, RaceException
from cupdesk.rules.model import Driver, Entry, Round, Season
from cupdesk.rules.regulations import Championship, Counting, DropStep, EqualLaps, Ranks, Regulations, Segment, TieStep
from cupdesk.rules.results import Needs
from cupdesk.rules.session import Finish, Session, SessionKind, Status, Text

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
NUMBERS = ("1", "2", "3")
OUT = (Status.DID_NOT_START, Status.DISQUALIFIED, Status.RETIRED)
COUNTINGS = [
    Counting(),
    Counting(best=2),
    Counting(drop=1),
    Counting(drop_by_length=(DropStep(0, 2), DropStep(1, 3), DropStep(2))),
    Counting(best=2, keep_disqualified=True),
    Counting(drop=1, keep_disqualified=True, at_end=True),
    Counting(best=2, always=("3",)),
    Counting(best=1, by_round=True, always=("1",)),
    Counting(segments=(Segment(("1", "2"), best=1), Segment(("3",), drop=0))),
    Counting(segments=(Segment(("1", "3"), best=1),), keep_disqualified=True),
]
TIES: list[tuple[TieStep, ...]] = [
    (),
    (TieStep.COUNTBACK,),
    (TieStep.COUNTBACK, TieStep.FIRST_TO_REACH),
    (TieStep.COUNTBACK, TieStep.LAST_RACE),
    (TieStep.HEAD_TO_HEAD,),
    (TieStep.HEAD_TO_HEAD, TieStep.LAST_RACE),
    (TieStep.COUNTBACK, TieStep.HEAD_TO_HEAD),
]


def ran(order: tuple[str, ...], out: tuple[tuple[str, Status], ...], fastest: str = "") -> Session:
    rows = [Finish(number, status) for number, status in out]
    if fastest:
        rows.append(Finish(fastest, best_ms=100, best_lap=1))
    retired = tuple(number for number, status in out if status is Status.RETIRED)
    return Session("R", SessionKind.RACE, WORD, order=order + retired, finishes=tuple(rows))


def outcomes() -> Iterator[Session]:
    """Every outcome of a race: each car takes a place, or is out in one of three ways; who has the fastest lap."""
    for choice in product((None, *OUT), repeat=3):
        placed = [number for number, status in zip(NUMBERS, choice, strict=True) if status is None]
        out = tuple((number, status) for number, status in zip(NUMBERS, choice, strict=True) if status is not None)
        for order in permutations(placed):
            for fastest in ("", *order[:2]):
                yield ran(order, out, fastest)


def season(rules: Championship, races: tuple[Session, ...]) -> Season:
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(Text("book", "book"), (rules,)),
        tuple(Driver(f"d{n}", "", n) for n in NUMBERS),
        entries=tuple(Entry(n, (f"d{n}",)) for n in NUMBERS),
        rounds=tuple(Round(str(i), WORD, sessions=(race,)) for i, race in enumerate(races, 1)),
    )


EVERY = list(outcomes())
played = st.sampled_from(EVERY)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(played, min_size=2, max_size=2),
    st.sampled_from(COUNTINGS),
    st.sampled_from(TIES),
    st.fixed_dictionaries(
        {
            "minimum_starts": st.sampled_from([0, 2, 3]),
            "fastest_lap": st.sampled_from([Fraction(0), Fraction(1)]),
            "fastest_lap_full_points": st.booleans(),
            "countback_paying": st.booleans(),
            "countback_counted": st.booleans(),
            "zero_by_number": st.booleans(),
            "starting": st.sampled_from([Fraction(0), Fraction(1, 2)]),
            "finishing": st.sampled_from([Fraction(0), Fraction(1)]),
            "factor_on_bonuses": st.booleans(),
            "few_starters": st.sampled_from([(), (FewStarters(2, Fraction(1, 2)),)]),
            "races": st.sampled_from(
                [
                    (),
                    (RaceException("3", Fraction(2)),),
                    (RaceException("3", Fraction(1, 2)),),
                    (RaceException("3", not_eligible=("2",)),),
                    (RaceException("3", fastest_lap=(), pole=()),),
                ]
            ),
        }
    ),
)
def test_contenders_are_those_who_win_in_some_outcome(
    races: list[Session], counting: Counting, ties: tuple[TieStep, ...], how: dict[str, Any]
) -> None:
    rules = replace(
        Championship("main", WORD, tuple(map(Fraction, (4, 3, 1))), counting=counting, ties=ties),
        **how,
    )
    left = Session("R", SessionKind.RACE, WORD)
    now = season(rules, (*races, left))
    before = Book(now)
    winners: set[str] = set()
    level: set[str] = set()
    for last in EVERY:
        book = Book(replace(now, rounds=(*now.rounds[:-1], replace(now.rounds[-1], sessions=(last,)))), before)
        rows = [row for row in book.standings("main").rows if not row.unranked]
        winners.update(row.key for row in rows if row.position == 1)
        level.update(row.key for row in rows if row.points == rows[0].points)
    contenders = set(before.title("main", "2/R").contenders)
    assert winners <= contenders
    if TieStep.HEAD_TO_HEAD in ties:
        assert contenders <= level  # in a circle with a further name anything may come
    elif not (how["few_starters"] and (how["starting"] or how["minimum_starts"])):  # else a newcomer may start
        assert contenders == winners


def test_bonuses_credited_beforehand_and_a_car_that_cannot_score(cup: Make, race: Race, driver_table: Rules) -> None:
    """In the race left car 1 is credited with every bonus, car 3 cannot score; the better result of two counts."""
    named = RaceException(
        "2", pole=("1",), fastest_lap=("1",), most_led=("1",), most_gained=("1",), not_eligible=("3",)
    )
    one = Fraction(1)
    bonuses = {"pole": one, "fastest_lap": one, "most_led": one, "most_gained": one}
    rules = driver_table("main", 3, 3, 1, races=(named,), counting=Counting(best=1), **bonuses)
    book = Book(cup(["1", "2", "3"], race("3 1 2"), race(), championships=[rules]))
    title = book.title("main")
    assert title.contenders == ("d3", "d1", "d2")
    assert title.on_offer == 4  # 3 + 4 for car 1, in place of the 3 it has
    assert book.needs("main") == (Needs("d3", "2/R", None), Needs("d1", "2/R", 2), Needs("d2", "2/R", None))


def test_equal_fastest_laps_of_both_cars_are_on_offer_to_a_team(cup: Make, race: Race, driver_table: Rules) -> None:
    one = Fraction(1)
    rules = driver_table("main", 3, 2, ranks=Ranks.TEAM, fastest_lap=one, fastest_lap_equal=EqualLaps.EACH)
    teams = {"1": "a", "2": "a", "3": "b"}
    title = Book(cup(["1", "2", "3"], race("1 2 3"), race(), teams=teams, championships=[rules])).title("main")
    assert title.on_offer == 3 + 2 + 1 + 1
