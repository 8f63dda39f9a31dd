"""Titles of drivers say just what every outcome of the races left says, under regulations of every kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.choices import Beyond, EqualLaps, EqualMost, FastestOf, PoleOf, PoleRule
from cupdesk.rules.exceptions import Exclusion, ExtraPoints, FewStarters, RaceException, SessionScale
from cupdesk.rules.model import Adjustment, Entry
from cupdesk.rules.regulations import Championship, Counting, PlaceBasis, Segment, TieStep
from cupdesk.rules.session import Finish, Status
from tests.rules.every_outcome import WORD, Small, assert_exact, points, qualified, ran

HALF, ONE = Fraction(1, 2), Fraction(1)
SCALES = [(4, 3, 1), (3, 1), (2, 2, 1), (3, 4, 1), (1, 2)]
COUNTINGS = [
    Counting(),
    Counting(),
    Counting(best=1),
    Counting(best=2),
    Counting(drop=1),
    Counting(best=2, keep_disqualified=True),
    Counting(drop=1, keep_disqualified=True, at_end=True),
    Counting(best=2, always=("3",)),
    Counting(best=1, by_round=True, always=("1",)),
    Counting(segments=(Segment(("1", "2"), best=1), Segment(("3",), drop=0))),
]
TIES: list[tuple[TieStep, ...]] = [
    (),
    (TieStep.COUNTBACK,),
    (TieStep.COUNTBACK, TieStep.LAST_RACE),
    (TieStep.COUNTBACK, TieStep.FIRST_TO_REACH),
    (TieStep.FIRST_TO_REACH,),
    (TieStep.LAST_RACE, TieStep.COUNTBACK),
]
DUELS: list[tuple[TieStep, ...]] = [
    (TieStep.HEAD_TO_HEAD,),
    (TieStep.HEAD_TO_HEAD, TieStep.LAST_RACE),
    (TieStep.COUNTBACK, TieStep.HEAD_TO_HEAD),
]
FEW = [
    (),
    (),
    (FewStarters(2, HALF),),
    (FewStarters(2, Fraction(0)), FewStarters(3, HALF)),
    (FewStarters(3, HALF),),
]
some = st.sampled_from([Fraction(0), Fraction(0), ONE])


def extra(name: str, amount: int) -> tuple[ExtraPoints, ...]:
    return (ExtraPoints(name, Fraction(amount), WORD),)


def other_rates(race: str) -> list[tuple[SessionScale, ...]]:
    """What the race left may pay otherwise than those before it."""
    nothing = Fraction(0)
    return [
        (),
        (),
        (SessionScale(race, points(1, 3), nothing, fastest_lap=Fraction(2)),),
        (SessionScale(race, pole=Fraction(2), starting=ONE, finishing=nothing),),
    ]


def drivers(*numbers: str, guest: bool = False) -> tuple[Entry, ...]:
    """Cars of one driver each, and a further one, a guest or of the cup."""
    further = Entry("9", ("d9",), "t9", guest=True) if guest else Entry("8", ("d8",), "t8")
    return (*(Entry(n, (f"d{n}",), f"t{n}") for n in numbers), further)


def played(cars: tuple[Entry, ...]) -> st.SearchStrategy[Any]:
    """A race that was run: who was placed in which order, who was out and how, who had pole and the fastest lap."""
    numbers = [entry.number for entry in cars]
    statuses = st.sampled_from([None, None, None, Status.DID_NOT_START, Status.RETIRED, Status.DISQUALIFIED])

    def made(order: list[str], how: list[Status | None], pole: str, fastest: str) -> Any:
        state = dict(zip(numbers, how, strict=True))
        rows = tuple(
            Finish(n, state[n] or Status.RUNNING, best_ms=100 if n == fastest else None, best_lap=1) for n in numbers
        )
        crossed = tuple(n for n in order if state[n] in (None, Status.RETIRED))
        return None, ran(crossed, finishes=rows, pole=pole)

    lists = st.lists(statuses, min_size=len(numbers), max_size=len(numbers))
    return st.builds(made, st.permutations(numbers), lists, st.sampled_from(numbers), st.sampled_from(["", *numbers]))


RULES: dict[str, st.SearchStrategy[Any]] = {
    "scale": st.sampled_from(SCALES).map(lambda scale: points(*scale)),
    "counting": st.sampled_from(COUNTINGS),
    "ties": st.sampled_from(TIES),
    "place": st.sampled_from([PlaceBasis.ELIGIBLE, PlaceBasis.ELIGIBLE, PlaceBasis.CUP, PlaceBasis.OVERALL]),
    "zero_by_number": st.booleans(),
    "countback_counted": st.booleans(),
    "countback_overall": st.booleans(),
    "countback_paying": st.booleans(),
    "minimum_starts": st.sampled_from([0, 0, 2, 3]),
    "starting": st.sampled_from([Fraction(0), Fraction(0), HALF]),
    "finishing": some,
    "laps_down": st.sampled_from([(), (), (), points(2, 1), points(1, 0)]),
    "factor_on_bonuses": st.booleans(),
    "few_starters": st.sampled_from(FEW),
}


@st.composite
def small_seasons(draw: st.DrawFn, ties: list[tuple[TieStep, ...]] = TIES) -> Small:
    """Three names and a further car, one race left (the third), pole and fastest lap paid."""
    place = draw(RULES["place"])
    cars = drivers("1", "2", "3", guest=place is PlaceBasis.OVERALL)
    races = draw(st.lists(played(cars), min_size=1, max_size=2))
    last = str(len(races) + 1)
    rules = Championship(
        "main",
        WORD,
        **{
            **{name: draw(each) for name, each in RULES.items()},
            "place": place,
            # guests do not count as starters: who would fill a grid is not there
            "few_starters": () if place is PlaceBasis.OVERALL else draw(RULES["few_starters"]),
            "ties": draw(st.sampled_from(ties)),
            "pole": draw(some),
            "fastest_lap": draw(some),
            "fastest_lap_top": draw(st.sampled_from([None, 1, 2])),
            "fastest_lap_beyond": draw(st.sampled_from(list(Beyond))),
            "scales": draw(st.sampled_from(other_rates(last))),
            "fastest_lap_equal": draw(st.sampled_from(list(EqualLaps))),
            "fastest_lap_full_points": draw(st.booleans()),
            "pole_of": draw(st.sampled_from(list(PoleOf))),
            "races": draw(
                st.sampled_from(
                    [
                        (),
                        (),
                        (RaceException(last, Fraction(2)),),
                        (RaceException(last, not_eligible=("2",)),),
                        (RaceException(last, fastest_lap=("1",), pole=("2",)),),
                        (RaceException(last, fastest_lap=(), pole=()),),
                        (RaceException(last, extra=extra("d1", 2)),),
                        (RaceException(last, not_eligible=("2",), extra=(*extra("d2", 1), *extra("d3", -1))),),
                    ]
                )
            ),
            "excluded": draw(
                st.sampled_from(
                    [
                        (),
                        (),
                        (Exclusion("d3", WORD),),
                        (Exclusion("d3", WORD, others_move_up=True),),
                        (Exclusion("d1", WORD, place_kept=True),),
                    ]
                )
            ),
        },
    )
    grid = draw(st.sampled_from([None, None, *permutations([entry.number for entry in cars])]))
    left = ran((), points_factor=draw(st.sampled_from([ONE, ONE, HALF, Fraction(0)])))
    return Small(
        rules,
        cars,
        tuple(races),
        ((None if grid is None else qualified(grid), left),),
        tuple(Adjustment("main", name, Fraction(draw(st.integers(-3, 3))), WORD) for name in ("d1", "d2")),
        {"pole_kept_if_disqualified": draw(st.booleans()), "pole": draw(st.sampled_from(list(PoleRule)))},
    )


@settings(max_examples=8, deadline=None)
@given(small_seasons())
def test_one_race_left(small: Small) -> None:
    assert_exact(small)


@settings(max_examples=4, deadline=None)
@given(small_seasons(DUELS))
def test_head_to_head(small: Small) -> None:
    assert_exact(small)


@st.composite
def long_seasons(draw: st.DrawFn) -> Small:
    """Two names and a further car, two or three races left."""
    cars = drivers("1", "2")
    races = draw(st.lists(played(cars), min_size=0, max_size=1))
    how = {**RULES, "place": st.just(PlaceBasis.ELIGIBLE), "ties": st.sampled_from(TIES + DUELS)}
    rules = Championship("main", WORD, **{name: draw(each) for name, each in how.items()})
    rules = replace(rules, fastest_lap=draw(some))
    left = [ran((), points_factor=draw(st.sampled_from([ONE, HALF, Fraction(2)]))) for _ in range(2)]
    given_ = (Adjustment("main", "d1", Fraction(draw(st.integers(-6, 6))), WORD),)
    return Small(rules, cars, tuple(races), tuple((None, race) for race in left), given_)


@settings(max_examples=2, deadline=None)
@given(long_seasons())
def test_several_races_left(small: Small) -> None:
    assert_exact(small)


@st.composite
def qualifying_seasons(draw: st.DrawFn) -> Small:
    """Two names and a further car: points by place in qualifying, and ties by it; the qualifying open or over."""
    cars = drivers("1", "2")
    named = ["scale", "counting", "place", "factor_on_bonuses", "few_starters"]
    rules = Championship("main", WORD, **{name: draw(RULES[name]) for name in named})
    rules = replace(
        rules,
        place=draw(st.sampled_from([PlaceBasis.ELIGIBLE, PlaceBasis.CUP])),
        ties=draw(st.sampled_from([(), (TieStep.COUNTBACK,), (TieStep.BEST_QUALIFYING,)])),
        qualifying=draw(st.sampled_from([points(2, 1), points(1), points(3, 2, 1), points(1, 2)])),
        pole=draw(some),
        pole_of=draw(st.sampled_from(list(PoleOf))),
        fastest_lap_of=draw(st.sampled_from(list(FastestOf))),
        fastest_lap=draw(some),
    )
    races = draw(st.lists(played(cars), min_size=1, max_size=2))
    grid = draw(st.sampled_from([(), *permutations([entry.number for entry in cars])]))
    factor = draw(st.sampled_from([ONE, HALF]))
    given_ = (Adjustment("main", "d1", Fraction(draw(st.integers(-4, 4))), WORD),)
    book = {"pole_kept_if_disqualified": draw(st.booleans()), "pole": draw(st.sampled_from(list(PoleRule)))}
    return Small(rules, cars, tuple(races), ((qualified(grid), ran((), points_factor=factor)),), given_, book)


@settings(max_examples=5, deadline=None)
@given(qualifying_seasons())
def test_places_in_qualifying(small: Small) -> None:
    assert_exact(small)


MOST = {
    "led": some,
    "most_led": some,
    "most_led_equal": st.sampled_from(list(EqualMost)),
    "led_classified": st.booleans(),
    "most_gained": st.sampled_from([Fraction(0), HALF, Fraction(2)]),
    "most_gained_equal": st.sampled_from(list(EqualMost)),
}


@st.composite
def bonus_seasons(draw: st.DrawFn) -> Small:
    """Two names, a further car of the cup and a guest: pole, laps led and places gained; the grid open or known."""
    cars = (*drivers("1", "2"), *drivers(guest=True))
    races = draw(st.lists(played(cars), min_size=1, max_size=1))
    named = ["scale", "ties", "place", "factor_on_bonuses"]
    rules = Championship(
        "main", WORD, pole=draw(some), **{name: draw({**RULES, **MOST}[name]) for name in (*named, *MOST)}
    )
    rules = replace(rules, pole_of=draw(st.sampled_from(list(PoleOf))))
    stood = draw(st.sampled_from([("1", "2"), ("1", "2", "8"), ("1", "2", "8", "9"), ("1", "8"), ("2", "8", "9")]))
    grid = draw(st.sampled_from([None, *permutations(stood)]))
    away = tuple(entry.number for entry in cars if entry.number not in stood)
    left = (None if grid is None else qualified(grid, away), ran((), points_factor=draw(st.sampled_from([ONE, HALF]))))
    given_ = (Adjustment("main", "d1", Fraction(draw(st.integers(-3, 3))), WORD),)
    return Small(rules, cars, tuple(races), (left,), given_, {"pole": draw(st.sampled_from(list(PoleRule)))})


@settings(max_examples=3, deadline=None)
@given(bonus_seasons())
def test_laps_led_and_places_gained(small: Small) -> None:
    assert_exact(small)
