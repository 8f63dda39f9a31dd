"""Titles of crews, teams, manufacturers and nations, in all their ways of counting, say just what every outcome says."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.choices import Bonuses, DeadHeat, EqualLaps, EqualMost, PoleOf, PoleRule, Qualifiers
from cupdesk.rules.exceptions import ExtraPoints, FewStarters, RaceException, SessionScale
from cupdesk.rules.model import Adjustment, Entry
from cupdesk.rules.regulations import Championship, Counting, PlaceBasis, Ranks, TeamRule, TieStep
from tests.rules.every_outcome import WORD, Small, assert_exact, points, qualified, ran
from tests.rules.test_titles_exact import played

HALF, ONE = Fraction(1, 2), Fraction(1)
KINDS = [Ranks.TEAM, Ranks.MANUFACTURER, Ranks.NATION, Ranks.CREW, Ranks.CAR]


def field(kind: Ranks) -> tuple[Entry, ...]:
    """Two cars of one name, one of another, and a further car; a nation's cars have drivers of its code."""
    if kind is Ranks.CREW:
        return tuple(Entry(n, (f"a{n}", f"b{n}")) for n in "138")
    owners = {"1": "a", "2": "a", "3": "b", "8": "x"}
    if kind is Ranks.NATION:
        return tuple(Entry(n, (who,)) for n, who in owners.items())
    return tuple(Entry(n, (f"d{n}",), who, manufacturer=who) for n, who in owners.items())


@st.composite
def tables(draw: st.DrawFn) -> Small:
    """One race left for a table of names with several cars: how they count, bonuses, dead heats."""
    kind = draw(st.sampled_from(KINDS))
    cars = field(kind)
    races = draw(st.lists(played(cars), min_size=1, max_size=2))
    last = str(len(races) + 1)
    some = st.sampled_from([Fraction(0), Fraction(0), ONE])
    rules = Championship(
        "main",
        WORD,
        draw(st.sampled_from([points(4, 3, 1), points(3, 1), points(2, 3, 1), points(5, 3, 2, 1)])),
        kind,
        team=TeamRule(
            draw(st.sampled_from([None, 1, 2])), draw(st.booleans()), False, draw(st.sampled_from(list(Bonuses)))
        ),
        counting=draw(
            st.sampled_from([Counting(), Counting(), Counting(best=1), Counting(drop=1, keep_disqualified=True)])
        ),
        ties=draw(st.sampled_from([(), (TieStep.COUNTBACK,), (TieStep.COUNTBACK, TieStep.LAST_RACE)])),
        countback_overall=draw(st.booleans()),
        place=draw(st.sampled_from([PlaceBasis.ELIGIBLE, PlaceBasis.CUP])),
        dead_heat=draw(st.sampled_from(list(DeadHeat))),
        pole=draw(some),
        pole_of=draw(st.sampled_from(list(PoleOf))),
        fastest_lap=draw(some),
        fastest_lap_top=draw(st.sampled_from([None, 1, 2])),
        fastest_lap_equal=draw(st.sampled_from(list(EqualLaps))),
        finishing=draw(some),
        scales=draw(st.sampled_from([(), (SessionScale(last, pole=Fraction(2), finishing=Fraction(0)),)])),
        factor_on_bonuses=draw(st.booleans()),
        few_starters=draw(st.sampled_from([(), (), (FewStarters(2, HALF),), (FewStarters(2, Fraction(0)),)])),
        races=draw(
            st.sampled_from(
                [
                    (),
                    (),
                    (RaceException(last, not_eligible=("2",)),),
                    (RaceException(last, fastest_lap=("1", "3"), pole=("2",)),),
                    (RaceException(last, not_eligible=("1",), extra=(ExtraPoints("a", Fraction(2), WORD),)),),
                ]
            )
        ),
    )
    grid = draw(st.sampled_from([None, None, *permutations([entry.number for entry in cars])]))
    left = (None if grid is None else qualified(grid), ran((), points_factor=draw(st.sampled_from([ONE, HALF]))))
    given_ = (Adjustment("main", draw(st.sampled_from(["a", "b"])), Fraction(draw(st.integers(-5, 5))), WORD),)
    book: dict[str, Any] = {
        "pole_kept_if_disqualified": draw(st.booleans()),
        "pole": draw(st.sampled_from(list(PoleRule))),
    }
    return Small(rules, cars, tuple(races), (left,), given_, book, heats=kind.has_cars)


@st.composite
def bonus_tables(draw: st.DrawFn) -> Small:
    """The same with laps led and places gained."""
    kind = draw(st.sampled_from(KINDS))
    cars = field(kind)
    race = draw(played(cars))
    some = st.sampled_from([Fraction(0), ONE])
    led = draw(st.booleans())
    rules = Championship(
        "main",
        WORD,
        draw(st.sampled_from([points(4, 3, 1), points(3, 1), points(2, 3, 1)])),
        kind,
        team=TeamRule(
            draw(st.sampled_from([None, 1, 2])), draw(st.booleans()), False, draw(st.sampled_from(list(Bonuses)))
        ),
        pole=draw(some),
        pole_of=draw(st.sampled_from(list(PoleOf))),
        led=draw(some) if led else Fraction(0),
        most_led=draw(some) if led else Fraction(0),
        most_led_equal=draw(st.sampled_from(list(EqualMost))),
        most_gained=Fraction(0) if led else draw(st.sampled_from([HALF, Fraction(2)])),
        most_gained_equal=draw(st.sampled_from(list(EqualMost))),
    )
    grid = draw(st.sampled_from([None, *permutations([entry.number for entry in cars])]))
    if grid is not None:
        cars = (*cars, Entry("9", ("d9", "e9"), "y", guest=True))
    left = (None if grid is None else qualified(grid, ("9",)), ran(()))
    given_ = (Adjustment("main", "a", Fraction(draw(st.integers(-9, 5))), WORD),)
    return Small(rules, cars, (race,), (left,), given_, {"pole": draw(st.sampled_from(list(PoleRule)))})


@st.composite
def qualifying_tables(draw: st.DrawFn) -> Small:
    """Points for places in qualifying, of the scoring cars or of the best in it; the qualifying is over."""
    kind = draw(st.sampled_from([Ranks.TEAM, Ranks.MANUFACTURER]))
    cars = field(kind)
    race = draw(played(cars))
    rules = Championship(
        "main",
        WORD,
        draw(st.sampled_from([points(4, 3, 1), points(3, 1)])),
        kind,
        team=TeamRule(
            draw(st.sampled_from([None, 1, 2])),
            draw(st.booleans()),
            False,
            draw(st.sampled_from(list(Bonuses))),
            draw(st.sampled_from(list(Qualifiers))),
        ),
        qualifying=draw(st.sampled_from([points(2, 1), points(1), points(3, 2, 1)])),
        pole=draw(st.sampled_from([Fraction(0), ONE])),
        ties=draw(st.sampled_from([(TieStep.COUNTBACK,), (TieStep.BEST_QUALIFYING,)])),
        counting=draw(st.sampled_from([Counting(), Counting(best=1)])),
    )
    grid = draw(st.sampled_from(list(permutations([entry.number for entry in cars]))))
    given_ = (Adjustment("main", "a", Fraction(draw(st.integers(-9, 4))), WORD),)
    book = {"pole_kept_if_disqualified": draw(st.booleans()), "pole": draw(st.sampled_from(list(PoleRule)))}
    return Small(rules, cars, (race,), ((qualified(grid), ran(())),), given_, book)


@settings(max_examples=3, deadline=None)
@given(qualifying_tables())
def test_places_in_qualifying_of_several_cars(small: Small) -> None:
    assert_exact(small)


@st.composite
def grid_seasons(draw: st.DrawFn) -> Small:
    """Three cars of one team, one of another, the grid known, places gained paid; which of the three score, and pole."""
    cars = tuple(Entry(n, (f"d{n}",), "b" if n == "4" else "a") for n in "1234")
    place = draw(st.sampled_from([PlaceBasis.OVERALL, PlaceBasis.OVERALL, PlaceBasis.ELIGIBLE]))
    rules = Championship(
        "main",
        WORD,
        draw(st.sampled_from([points(4, 3, 1), points(3, 1), points(2, 3, 1)])),
        Ranks.TEAM,
        place=place,
        team=TeamRule(draw(st.sampled_from([None, 1, 2])), bonuses=draw(st.sampled_from(list(Bonuses)))),
        pole=draw(st.sampled_from([Fraction(0), ONE])),
        most_gained=draw(st.sampled_from([HALF, Fraction(2)])),
        most_gained_equal=draw(st.sampled_from(list(EqualMost))),
        ties=draw(st.sampled_from([(), (TieStep.COUNTBACK,)])),
        dead_heat=draw(st.sampled_from(list(DeadHeat))),
    )
    grid = draw(st.sampled_from([*permutations("1234"), ("1", "4", "2"), ("3", "4")]))
    if place is PlaceBasis.ELIGIBLE:
        cars = (*cars, Entry("9", ("d9",), "y", guest=True))
    away = tuple(entry.number for entry in cars if entry.number not in grid)
    given_ = (Adjustment("main", "a", Fraction(draw(st.integers(-9, 3))), WORD),)
    return Small(rules, cars, (), ((qualified(grid, away), ran(())),), given_, heats=place is PlaceBasis.OVERALL)


@settings(max_examples=5, deadline=None)
@given(tables())
def test_names_with_several_cars(small: Small) -> None:
    assert_exact(small)


@settings(max_examples=2, deadline=None)
@given(bonus_tables())
def test_laps_led_and_places_gained_by_several_cars(small: Small) -> None:
    assert_exact(small)


@settings(max_examples=4, deadline=None)
@given(grid_seasons())
def test_three_cars_of_a_team_on_a_known_grid(small: Small) -> None:
    assert_exact(small)
