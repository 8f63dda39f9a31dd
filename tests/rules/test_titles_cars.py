"""Small cases of titles of names with several cars, and of places gained, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import Bonuses, DeadHeat, EqualLaps, EqualMost, Qualifiers, SharedCar, TwoCars
from cupdesk.rules.exceptions import FewStarters, RaceException
from cupdesk.rules.gains import Stood, splits
from cupdesk.rules.model import Adjustment, Entry
from cupdesk.rules.regulations import Counting, PlaceBasis, Ranks, TeamRule
from cupdesk.rules.results import Needs
from tests.rules.every_outcome import qualified, ran
from tests.rules.small_titles import CARS, HALF, ONE, WORD, Make, Race, Rules, said, small


# -- several cars
def test_equal_fastest_laps_of_both_cars_are_on_offer_to_a_team(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 3, 2, ranks=Ranks.TEAM, fastest_lap=ONE, fastest_lap_equal=EqualLaps.EACH)
    teams = {"1": "a", "2": "a", "3": "b"}
    title = Book(cup(["1", "2", "3"], race("1 2 3"), race(), teams=teams, championships=[rules])).title("main")
    assert title.on_offer == 3 + 2 + 1 + 1


def test_a_car_that_does_not_score_can_have_the_fastest_lap(cup: Make, race: Race, driver_table: Rules) -> None:
    """One car scores, all take bonuses: two equal fastest laps inside the first two."""
    rule = TeamRule(1, bonuses=Bonuses.ALL)
    lap = {"fastest_lap": ONE, "fastest_lap_equal": EqualLaps.EACH, "fastest_lap_top": 2}
    rules = driver_table("main", 3, 2, ranks=Ranks.TEAM, team=rule, **lap)
    teams = {"1": "a", "2": "a", "3": "b"}
    title = Book(cup(["1", "2", "3"], race("1 2 3"), race(), teams=teams, championships=[rules])).title("main")
    assert title.on_offer == 3 + 1 + 1


@pytest.mark.parametrize(("rule", "most"), [(DeadHeat.FULL, 10 + 10), (DeadHeat.SHARE, 10 + 6)])
def test_two_cars_of_a_team_in_a_dead_heat(
    cup: Make, race: Race, driver_table: Rules, rule: DeadHeat, most: int
) -> None:
    rules = driver_table("main", ranks=Ranks.TEAM, dead_heat=rule)
    teams = {"1": "a", "2": "a", "3": "b"}
    title = Book(cup(["1", "2", "3"], race("1 2 3"), race(), teams=teams, championships=[rules])).title("main")
    assert title.on_offer == most


@pytest.mark.parametrize(("equal", "most"), [(EqualMost.EACH, 3 + 2 + 4), (EqualMost.NONE, 3 + 2 + 2)])
def test_places_gained_from_a_known_grid_by_two_cars(equal: EqualMost, most: int) -> None:
    """a starts third and fourth: as first and second both gain two places; the other way round, one and three."""
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    season = small((3, 2), cars=cars, ranks=Ranks.TEAM, most_gained=Fraction(2), most_gained_equal=equal)
    season = replace(season, left=((qualified(("8", "3", "1", "2")), ran(())),))
    assert season.now.title("main", season.after).on_offer == most


@pytest.mark.parametrize(("grid", "most"), [("1234", 5), ("4123", 6)])
def test_three_cars_that_may_all_have_gained_places(grid: str, most: int) -> None:
    """Each car that gained most has a point, a win is 3. From 2, 3 and 4 all three of a can gain one; from 1, 2 and 3 two."""
    cars = tuple(Entry(n, (f"d{n}",), "b" if n == "4" else "a") for n in "1234")
    rules: dict[str, Any] = {
        "ranks": Ranks.TEAM,
        "team": TeamRule(None),
        "most_gained": ONE,
        "place": PlaceBasis.OVERALL,
    }
    season = small((3,), cars=cars, ties=(), **rules)
    season = replace(season, left=((qualified(tuple(grid)), ran(())),))
    for lead, contenders in ((most, ("b", "a")), (most + 1, ("b",))):
        given = (Adjustment("main", "b", Fraction(lead), WORD),)
        assert said(replace(season, adjustments=given)) == (contenders, ())


def test_a_driver_who_adds_up_cars_from_a_known_grid_is_not_ruled_out() -> None:
    rules: dict[str, Any] = {"two_cars": TwoCars.SUM, "most_gained": ONE}
    season = replace(small((3, 1), "12", **rules), left=((qualified(("1", "2", "3", "8")), ran(())),))
    title = season.now.title("main", season.after)
    assert (title.contenders, title.unproven) == (("d1", "d2", "d3"), ("d2", "d3"))


@pytest.mark.parametrize(("how", "place"), [(SharedCar.FULL, 2), (SharedCar.SPLIT, 1), (SharedCar.NONE, 1)])
def test_a_crew_shares_what_its_drivers_need(how: SharedCar, place: int) -> None:
    """a and b share a car; a leads d2 by 3 with 4 for a win and 2 for second: in full, halved, or nothing."""
    cars = (Entry("1", ("a", "b")), Entry("2", ("d2",)), Entry("8", ("d8",)))
    season = small((4, 2), cars=cars, shared_car=how, ties=())
    season = replace(season, adjustments=(Adjustment("main", "a", Fraction(3), WORD),))
    assert season.now.needs("main", "")[0] == Needs("a", "1/R", place)


# -- places gained from a known grid
@pytest.mark.parametrize(
    ("equal", "place", "stood", "places", "expected"),
    [
        # the place that earns is not printed: cars of other cups may stand anywhere
        (EqualMost.EACH, PlaceBasis.ELIGIBLE, (3, 2, ()), (2, 1), {(0, 0), (0, 1)}),
        (EqualMost.EACH, PlaceBasis.ELIGIBLE, (3, 5, ()), (1, 2), {(0, 0), (0, 1)}),
        (EqualMost.EACH, PlaceBasis.ELIGIBLE, (3, 4, ()), (1, 2), {(0, 0), (1, 1)}),
        (EqualMost.SPLIT, PlaceBasis.ELIGIBLE, (3, 4, ()), (1, 2), {(0, 0), (HALF, HALF)}),
        (EqualMost.BEST, PlaceBasis.ELIGIBLE, (3, 4, ()), (1, 2), {(0, 0), (1, 0)}),
        (EqualMost.NONE, PlaceBasis.ELIGIBLE, (3, 4, ()), (1, 2), {(0, 0)}),
        # it is printed: gained is gained, unless a further car gains more or as many
        (EqualMost.BEST, PlaceBasis.OVERALL, (3, 2, ()), (2, 1), {(0, 1)}),
        (EqualMost.EACH, PlaceBasis.OVERALL, (3, 2, (4,)), (2, 1), {(1, 1)}),
        (EqualMost.EACH, PlaceBasis.OVERALL, (3, 2, (5,)), (2, 1), {(0, 0), (1, 1)}),
        (EqualMost.EACH, PlaceBasis.OVERALL, (1, 2, ()), (1, 2), {(0, 0)}),
        (EqualMost.EACH, PlaceBasis.OVERALL, (4, 2, ()), (2, 1), {(1, 0)}),
        (EqualMost.NONE, PlaceBasis.OVERALL, (4, 2, (5,)), (2, 1), {(1, 0), (0, 0)}),
        (EqualMost.SPLIT, PlaceBasis.OVERALL, (4, 2, (5,)), (2, 1), {(1, 0), (HALF, 0)}),
        (EqualMost.BEST, PlaceBasis.OVERALL, (4, 3, (3,)), (2, 3), {(1, 0), (0, 0)}),
        (EqualMost.BEST, PlaceBasis.OVERALL, (2, 4, (6,)), (1, 2), {(0, 0), (0, 1)}),
    ],
)  # fmt: skip
def test_how_places_gained_can_fall(
    driver_table: Rules,
    equal: EqualMost,
    place: PlaceBasis,
    stood: tuple[int, int, tuple[int, ...]],
    places: tuple[int, int],
    expected: set[tuple[Fraction | int, Fraction | int]],
) -> None:
    rules = driver_table("main", 3, most_gained=ONE, most_gained_equal=equal, place=place)
    assert splits(rules, Stood(*stood), *places) == expected


@pytest.mark.parametrize("place", [PlaceBasis.OVERALL, PlaceBasis.ELIGIBLE])
@pytest.mark.parametrize("equal", list(EqualMost))
def test_places_gained_are_at_stake(place: PlaceBasis, equal: EqualMost) -> None:
    cars = (*CARS[:2], Entry("8", ("d8",)), Entry("9", ("d9",), guest=True))
    season = small((3, 1), "18", cars=cars, most_gained=Fraction(2), most_gained_equal=equal, place=place)
    for grid in (("8", "1", "2", "9"), ("1", "2")):
        away = tuple(number for number in "1289" if number not in grid)
        contenders, unproven = said(replace(season, left=((qualified(grid, away), ran(())),)))
        assert (contenders, unproven) == (("d1", "d2"), ())


def test_a_car_not_eligible_in_a_race_brings_its_team_nothing() -> None:
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    season = small((4, 3), cars=cars, ranks=Ranks.TEAM, races=(RaceException("1", not_eligible=("2",)),))
    for lead, contenders in ((5, ("b",)), (4, ("b", "a"))):
        given = (Adjustment("main", "b", Fraction(lead), WORD),)
        assert said(replace(season, adjustments=given)) == (contenders, ())


def test_a_pole_goes_no_further_than_the_grid() -> None:
    """On the grid are only cars of a, of which one scores, and so has the pole: 5 and the lead to a win."""
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    season = small((1,), cars=cars, ranks=Ranks.TEAM, team=TeamRule(1), pole=Fraction(5))
    season = replace(season, left=((qualified(("1", "2"), ("3", "8")), ran(())),))
    for lead, contenders in ((-3, ("a",)), (-4, ("b", "a")), (-7, ("b",))):
        given = (Adjustment("main", "a", Fraction(lead), WORD),)
        assert said(replace(season, adjustments=given)) == (contenders, ())


def test_a_pole_passes_by_a_team_whose_other_car_scores() -> None:
    """Of a, on pole, one car scores. If its other one does, the car on pole scores nothing, and b has pole: 1 + 2 to 3."""
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    rules: dict[str, Any] = {"ranks": Ranks.TEAM, "pole": Fraction(2), "ties": ()}
    for most, contenders in ((1, ("a", "b")), (2, ("a",))):
        season = small((1,), cars=cars, team=TeamRule(most), **rules)
        season = replace(
            season,
            left=((qualified(("1", "3", "2", "8")), ran(())),),
            adjustments=(Adjustment("main", "a", Fraction(2), WORD),),
        )
        assert said(season) == (contenders, ())


def test_a_race_that_pays_nothing_to_few_starters_rules_nobody_out_of_a_race_that_pays() -> None:
    """One behind with 4, 3 and its own pole to come; with a single starter nothing would be paid at all."""
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    credited = RaceException("2", pole=("2",), fastest_lap=("1", "3"))
    rules: dict[str, Any] = {
        "ranks": Ranks.TEAM,
        "team": TeamRule(2, rerank=True),
        "pole": ONE,
        "factor_on_bonuses": True,
    }
    few = (FewStarters(2, Fraction(0)),)
    season = small((4, 3, 1), "3812", cars=cars, few_starters=few, races=(credited,), **rules)
    assert season.now.title("main", season.after).contenders == ("b", "a")


def test_a_pole_of_nobody_for_certain() -> None:
    """One car of a is alone on the grid: if the other scores, nobody has pole, 5."""
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b"), ("8", "x")))
    season = small((1,), cars=cars, ranks=Ranks.TEAM, team=TeamRule(1), pole=Fraction(5))
    season = replace(season, left=((qualified(("1",), ("2", "3", "8")), ran(())),))
    for lead, contenders in ((-7, ("b",)), (-6, ("b", "a")), (1, ("a", "b")), (2, ("a",))):
        given = (Adjustment("main", "a", Fraction(lead), WORD),)
        assert said(replace(season, adjustments=given)) == (contenders, ())


# -- one of two cars scores
TWO = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b")))


@pytest.mark.parametrize("place", [PlaceBasis.OVERALL, PlaceBasis.ELIGIBLE])
def test_few_starters_cut_what_one_of_two_cars_has(place: PlaceBasis) -> None:
    """Of a, first and third in qualifying for 2 or nothing, one car scores; b is second there for 1. Alone at the start b has
    half a win and of that 1."""
    rules: dict[str, Any] = {"ranks": Ranks.TEAM, "team": TeamRule(1), "most_gained": ONE, "place": place, "ties": ()}
    few: dict[str, Any] = {"few_starters": (FewStarters(2, HALF),), "factor_on_bonuses": True}
    season = small((3, 1), cars=TWO, qualifying=(Fraction(2), ONE), **rules, **few)
    season = replace(season, left=((qualified(("1", "3", "2")), ran(())),))
    for lead in (0, 3, 4, 5):
        said(replace(season, adjustments=(Adjustment("main", "a", Fraction(lead), WORD),)))


@pytest.mark.parametrize("kept", [True, False])
def test_a_disqualification_that_counts_keeps_what_one_of_two_cars_has(kept: bool) -> None:
    """One result is dropped, but no disqualification. a has the pole and the fastest lap, by name, of different cars."""
    rules: dict[str, Any] = {"ranks": Ranks.TEAM, "team": TeamRule(1), "pole": ONE, "fastest_lap": ONE}
    named = RaceException("3", pole=("1",), fastest_lap=("2",))
    counting = Counting(drop=1, keep_disqualified=True)
    season = small((3, 1), "132", "312", cars=TWO, races=(named,), counting=counting, **rules)
    season = replace(season, book={"pole_kept_if_disqualified": kept})
    for lead in (0, 2, 3):
        said(replace(season, adjustments=(Adjustment("main", "a", Fraction(lead), WORD),)))


def test_a_name_with_cars_without_number_is_only_not_ruled_out(cup: Make, race: Race, driver_table: Rules) -> None:
    """Half of the 20 cars of a score, and two of them have a bonus each: which do is not looked at."""
    numbers = [str(n) for n in range(1, 22)]
    named = RaceException("2", pole=("1",), fastest_lap=("2",))
    bonuses: dict[str, Any] = {"pole": ONE, "fastest_lap": ONE, "races": (named,)}
    rules = driver_table("main", 3, ranks=Ranks.TEAM, team=TeamRule(10), **bonuses)
    teams = dict.fromkeys(numbers, "a") | {"21": "b"}
    title = Book(cup(numbers, race("21 1"), race(), teams=teams, championships=[rules])).title("main")
    assert (title.contenders, title.unproven) == (("b", "a"), ("a",))


def test_points_of_the_best_in_qualifying_are_a_names_whichever_of_its_cars_scores() -> None:
    """Car 1 of a was first in qualifying, for 2 whether it scores in the race or not, and has the pole, 1, if it does."""
    rule = TeamRule(1, qualifiers=Qualifiers.BEST)
    season = small((3, 1), cars=TWO, ranks=Ranks.TEAM, team=rule, qualifying=(Fraction(2), ONE), pole=ONE, ties=())
    season = replace(season, left=((qualified(("1", "3", "2")), ran(())),))
    for lead in (0, 1, 2, 3):
        said(replace(season, adjustments=(Adjustment("main", "a", Fraction(lead), WORD),)))
    still = replace(
        season, left=((qualified(()), ran(())),)
    )  # still to come: 2 for the best of its cars, pole and a win
    assert still.now.title("main", "").on_offer == 3 + 2 + 1
