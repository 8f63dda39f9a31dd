"""Bonuses beside the pole and the fastest lap: laps led, most laps led, places gained."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import EqualLaps, EqualMost, PoleOf
from cupdesk.rules.exceptions import RaceException
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Championship
from cupdesk.rules.session import Finish, Session, Status

Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]


def extra(season: Season, race: str = "1/R") -> dict[str, Fraction]:
    """What each car's driver earned beside its place: the scale of these tests is all zeros."""
    return {key: result.points for key, result in Book(season).points("main", race).items() if result.points}


def led(**laps: int) -> tuple[Finish, ...]:
    return tuple(Finish(number.removeprefix("car"), led=count) for number, count in laps.items())


class TestLapsLed:
    def test_every_car_that_led(self, cup: Make, race: Race, driver_table: Rules) -> None:
        facts = (
            *led(car1=5, car2=0),
            Finish("3", Status.RETIRED, laps=2, led=2),
            Finish("4", Status.DISQUALIFIED, led=9),
        )
        for only, expected in ((False, {"d1": 1, "d3": 1}), (True, {"d1": 1})):
            rules = driver_table("main", 0, led=Fraction(1), led_classified=only)
            season = cup(["1", "2", "3", "4"], race("1 2 3", finishes=facts, laps=10), championships=[rules])
            assert extra(season) == expected
            assert Book(season).points("main", "1/R")["d1"].led

    @pytest.mark.parametrize(
        ("equal", "expected"),
        [
            (EqualMost.BEST, {"d2": 2}),
            (EqualMost.EACH, {"d1": 2, "d2": 2}),
            (EqualMost.SPLIT, {"d1": 1, "d2": 1}),
            (EqualMost.NONE, {}),
        ],
    )
    def test_the_most(
        self, cup: Make, race: Race, driver_table: Rules, equal: EqualMost, expected: dict[str, int]
    ) -> None:
        rules = driver_table("main", 0, most_led=Fraction(2), most_led_equal=equal)
        season = cup(["1", "2", "3"], race("2 1 3", finishes=led(car1=5, car2=5, car3=1)), championships=[rules])
        assert extra(season) == expected

    def test_nobody_led_a_lap_known(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table("main", 0, most_led=Fraction(2))
        assert extra(cup(["1"], race("1", finishes=led(car1=0)), championships=[rules])) == {}

    def test_a_guest_is_passed_over(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table("main", 0, most_led=Fraction(2))
        season = cup(["1", "2"], race("2 1", finishes=led(car1=1, car2=9)), championships=[rules], guests=["2"])
        assert extra(season) == {"d1": 2}

    @pytest.mark.parametrize(("said", "expected"), [((), {}), (("1", "2"), {"d1": 2, "d2": 2})])
    def test_credited_by_name(
        self, cup: Make, race: Race, driver_table: Rules, said: tuple[str, ...], expected: dict[str, int]
    ) -> None:
        rules = driver_table("main", 0, most_led=Fraction(2), races=(RaceException("1/R", most_led=said),))
        season = cup(["1", "2"], race("1 2", finishes=led(car2=1)), championships=[rules])
        assert extra(season) == expected

    @pytest.mark.parametrize(("whole", "expected"), [(False, 3), (True, Fraction(3, 2))])
    def test_a_factor_leaves_them_whole_unless_told(
        self, cup: Make, race: Race, driver_table: Rules, whole: bool, expected: Fraction
    ) -> None:
        rules = driver_table("main", 0, led=Fraction(1), most_led=Fraction(2), factor_on_bonuses=whole)
        season = cup(["1"], race("1", finishes=led(car1=1), points_factor=Fraction(1, 2)), championships=[rules])
        assert extra(season) == {"d1": expected}


class TestPlacesGained:
    def test_the_most_from_the_grid_to_the_printed_place(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table("main", 0, most_gained=Fraction(1))
        grid = ("1", "2", "3", "4")
        assert extra(cup(list(grid), race("1 4 2 3", grid=grid), championships=[rules])) == {"d4": 1}
        both = cup(list(grid), race("3 4 1 2", grid=grid), championships=[rules])
        assert extra(both) == {"d3": 1, "d4": 1}
        assert Book(both).points("main", "1/R")["d3"].gained
        assert extra(cup(list(grid), race("1 2 3 4", grid=grid), championships=[rules])) == {}

    def test_only_classified_cars_of_a_known_grid(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table("main", 0, most_gained=Fraction(1))
        retired = (Finish("3", Status.RETIRED, laps=1),)
        season = cup(
            ["1", "2", "3"], race("2 1 3", grid=("1", "2", "3"), finishes=retired, laps=9), championships=[rules]
        )
        assert extra(season) == {"d2": 1}
        assert extra(cup(["1", "2"], race("2 1"), championships=[rules])) == {}

    def test_equal_and_by_name(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table("main", 0, most_gained=Fraction(1), most_gained_equal=EqualMost.SPLIT)
        grid = ("1", "2", "3", "4")
        assert extra(cup(list(grid), race("3 4 1 2", grid=grid), championships=[rules])) == {
            "d3": Fraction(1, 2),
            "d4": Fraction(1, 2),
        }
        named = driver_table("main", 0, most_gained=Fraction(1), races=(RaceException("1", most_gained=("2",)),))
        assert extra(cup(["1", "2"], race("1 2"), championships=[named])) == {"d2": 1}


@pytest.mark.parametrize(("said", "expected"), [(None, {"d2": 1}), (PoleOf.RACE, {}), (PoleOf.ELIGIBLE, {"d2": 1})])
def test_a_guest_on_pole_is_passed_over(
    cup: Make, race: Race, driver_table: Rules, said: PoleOf | None, expected: dict[str, int]
) -> None:
    how = {} if said is None else {"pole_of": said}
    rules = driver_table("main", 0, pole=Fraction(1), **how)
    season = cup(["1", "2"], race("1 2", grid=("1", "2")), championships=[rules], guests=["1"])
    assert extra(season) == expected


def test_a_pole_named_without_a_grid_goes_to_the_car_named(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 0, pole=Fraction(1))
    assert extra(cup(["1", "2"], race("1 2", pole="2"), championships=[rules])) == {"d2": 1}
    assert extra(cup(["1", "2"], race("1 2", pole="2"), championships=[rules], guests=["2"])) == {}


@pytest.mark.parametrize(("equal", "expected"), [(EqualLaps.FIRST, {"d3": 1}), (EqualLaps.BEST, {"d2": 1})])
def test_a_fastest_lap_equalled(
    cup: Make, race: Race, driver_table: Rules, equal: EqualLaps, expected: dict[str, int]
) -> None:
    rules = driver_table("main", 0, fastest_lap=Fraction(1), fastest_lap_equal=equal)
    facts = (Finish("2", best_ms=100, best_lap=9), Finish("3", best_ms=100, best_lap=2))
    assert extra(cup(["1", "2", "3"], race("1 2 3", finishes=facts), championships=[rules])) == expected
