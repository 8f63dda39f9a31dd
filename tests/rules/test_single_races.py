"""What single races pay otherwise, to whom for something else, by laps behind; the fastest lap of the next inside the top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import Beyond, FastestOf
from cupdesk.rules.exceptions import ExtraPoints, FewStarters, RaceException, SessionScale
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Championship
from cupdesk.rules.session import Finish, Session, Status, Text

Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
HALF = Fraction(1, 2)


def earned(season: Season, ref: str = "1/R") -> dict[str, str]:
    return {key: str(result.points) for key, result in Book(season).points("main", ref).items()}


def test_the_most_particular_says_what_a_race_pays_beside_its_places(
    cup: Make, race: Race, driver_table: Rules
) -> None:
    """What a race says itself holds, then its session code, then its round; the rest is as in the others."""
    one, two, three = Fraction(1), Fraction(2), Fraction(3)
    rules = driver_table(
        scales=(
            SessionScale("2", starting=three, finishing=three, pole=three),
            SessionScale("R", finishing=two, pole=two),
            SessionScale("2/R", pole=one),
        )
    )
    season = cup(["1"], race("1", pole="1"), race("1", pole="1"), championships=[rules])
    assert earned(season, "1/R") == {"d1": "14"}
    assert earned(season, "2/R") == {"d1": "16"}


def test_laps_behind_pay_classified_cars(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 0, laps_down=(Fraction(3), Fraction(1)), few_starters=(FewStarters(9, HALF),))
    rows = (Finish("1", laps=9), Finish("2", laps=9), Finish("3", laps=6), Finish("5", Status.RETIRED, laps=1))
    season = cup(list("12345"), race("1 2 3 4 5", finishes=rows), championships=[rules])
    assert earned(season) == {"d1": "3", "d2": "3", "d3": "1", "d4": "3", "d5": "0"}
    assert set(earned(cup(["1", "2"], race("1 2"), championships=[rules])).values()) == {"3"}
    halved = replace(rules, factor_on_bonuses=True)
    assert earned(cup(["1"], race("1", finishes=rows[:1]), championships=[halved])) == {"d1": "3/2"}


def test_points_for_something_else_are_a_names_own(cup: Make, race: Race, driver_table: Rules) -> None:
    """Who has no car in the race has them too, and is not said to have started."""
    word = Text("x", "x")
    extra = (ExtraPoints("d2", Fraction(2), word), ExtraPoints("d1", Fraction(-1), word))
    races = (RaceException("1/R", extra=extra), RaceException("R", extra=extra[:1]))
    season = cup(["1", "2"], race("1"), race("1 2"), championships=[driver_table(races=races, minimum_starts=2)])
    assert earned(season, "1/R") == {"d1": "9", "d2": "4"}
    assert earned(season, "2/R") == {"d1": "10", "d2": "8"}
    row = Book(season).standings("main").row("d2")
    assert row is not None
    assert (row.points, row.unranked, row.results[0].shown) == (Fraction(12), "starts", "dns")


@pytest.mark.parametrize(
    ("whose", "beyond", "expected"),
    [
        (FastestOf.ELIGIBLE, Beyond.NOBODY, set()),
        (FastestOf.ELIGIBLE, Beyond.NEXT, {"d2"}),
        (FastestOf.RACE, Beyond.NEXT, set()),
    ],
)
def test_the_next_fastest_inside_the_first_so_many(
    cup: Make, race: Race, driver_table: Rules, whose: FastestOf, beyond: Beyond, expected: set[str]
) -> None:
    """Car 4 is the fastest, beyond them; car 9, a guest inside them, takes the lap of the race with it."""
    one = Fraction(1)
    rules = driver_table("main", 0, fastest_lap=one, fastest_lap_top=2, fastest_lap_beyond=beyond, fastest_lap_of=whose)
    rows = (Finish("9", best_ms=8), Finish("1", best_ms=12), Finish("2", best_ms=11), Finish("4", best_ms=7))
    season = cup(["1", "2", "4", "9"], race("9 1 2 4", finishes=rows), guests=["9"], championships=[rules])
    assert {key for key, points in earned(season).items() if points != "0"} == expected
