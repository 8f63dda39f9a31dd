"""Head to head among three or more, worked by hand: who can be level at once, and how a circle turns."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.choices import DeadHeat
from cupdesk.rules.exceptions import ExtraPoints, RaceException
from cupdesk.rules.model import Adjustment, Entry
from cupdesk.rules.regulations import Counting, TieStep
from tests.rules.every_outcome import Small, ran
from tests.rules.small_titles import CARS, NOTHING, OPEN, WORD, said, small

DUELS: dict[str, Any] = {"ties": (TieStep.HEAD_TO_HEAD,)}


QUARTER = Fraction(1, 4)


def given(season: Small, **points: int) -> Small:
    return replace(season, adjustments=tuple(Adjustment("main", name, Fraction(n), WORD) for name, n in points.items()))


# -- who can still win
@pytest.mark.parametrize(
    ("third", "contenders"),
    [
        (4, ("d1", "d3")),  # d3 draws level by a win alone, which d2 needs himself: nothing turns
        (8, ("d1", "d3", "d2")),  # d3 is level as it is, ahead of d1 and behind d2: a circle, all three share
    ],
)
def test_a_circle_of_three(third: int, contenders: tuple[str, ...]) -> None:
    """d2 can only draw level with d1, who beat him twice."""
    season = small((4, 2), "12", "12", cars=(*CARS[:3], Entry("8", ("d8",))), **DUELS)
    assert said(given(season, d3=third)) == (contenders, ())


def test_no_finish_of_two_others_turns_it() -> None:
    """d1 beat d2 four times: whoever of d1 and d3 is ahead of the other, d2 is behind one of them."""
    season = small((4, 2), *["12"] * 4, **DUELS)
    assert said(given(season, d1=-4, d3=12)) == (("d1", "d3"), ())


def test_who_is_behind_before_the_circle_is_out() -> None:
    """d2 and d3 can only draw level with d1, who has more wins: head to head is not asked."""
    ties = (TieStep.COUNTBACK, TieStep.HEAD_TO_HEAD)
    assert said(given(small((4, 2), "12", "12", ties=ties), d3=4)) == (("d1",), ())


def test_three_others_that_are_level_are_only_not_ruled_out() -> None:
    season = small((4, 2), "12", "12", cars=(*CARS[:3], Entry("4", ("d4",))), **DUELS)
    assert said(given(season, d3=8, d4=8))[1] == ("d2",)


def test_a_further_name_that_can_draw_level_too_is_only_not_ruled_out() -> None:
    """d2 wins both races left, d3 is second in both: 14 for all three, of whom d1 beat d2 three times."""
    season = replace(given(small((4, 2), "12", "12", "12", **DUELS), d1=2, d3=10), left=OPEN * 2)
    title = season.now.title("main", season.after)
    assert (title.contenders, title.unproven) == (("d1", "d3", "d2"), ("d2",))


# -- what is needed
def test_two_rivals_cannot_both_draw_level_by_the_one_win_there_is() -> None:
    """Second is enough for d1, who beat d2 and d3 twice: 10 to 6 and a win; third is not, 8 to 10."""
    season = given(small((4, 2), "123", "132", **DUELS), d2=4, d3=4)
    assert said(season) == (("d1", "d2", "d3"), ())
    needs = {need.key: (need.place, need.exact) for need in season.now.needs("main")}
    assert needs["d1"] == (2, True)


def test_two_others_draw_level_beside_the_rival_whose_place_is_given() -> None:
    """d1 second, d4 third: d2 or d3 draws level by the win, but not both, and d1 beat either twice."""
    cars = (*CARS[:3], Entry("4", ("d4",)))
    season = given(small((4, 2), "123", "132", cars=cars, **DUELS), d2=4, d3=4, d4=5)
    duel = season.now.duel("main", "d1", "d4")
    assert duel is not None
    assert duel.cells[1][2] == "d1"
    said(season)


@pytest.mark.parametrize(
    ("scale", "lead", "rules"),
    [
        ((4, 2), 4, {"counting": Counting(best=3)}),  # second: results might be dropped
        ((4, 4, 2), 0, {}),  # third: two can take 4
        ((4, 2), 4, {"dead_heat": DeadHeat.FULL}),  # second: two can share the win
    ],
)
def test_where_two_might_it_is_not_known(scale: tuple[int, ...], lead: int, rules: dict[str, Any]) -> None:
    season = given(small(scale, "123", "132", **DUELS, **rules), d2=lead, d3=lead)
    assert {need.key: need.exact for need in season.now.needs("main")}["d1"] is False


@pytest.mark.parametrize(
    ("before", "points", "winner"),
    [
        ((), {"d2": 2, "d3": 4}, "d1"),
        (("23", "23", "23"), {"d2": -10, "d3": -2}, ""),  # d2 beat d3 so often that among the three he is first
    ],
)
def test_two_are_level_where_the_place_of_one_is_given(
    before: tuple[str, ...], points: dict[str, int], winner: str
) -> None:
    """d1 is third, d2 wins and d3 is second: 8 each, and d1 is ahead of either in duels."""
    season = given(small((4, 2), *before, "123", "132", **DUELS), **points)
    duel = season.now.duel("main", "d1", "d2")
    assert duel is not None
    assert duel.cells[2][0] == winner
    said(season)


@pytest.mark.parametrize(("part", "d2", "d3", "winner"), [(NOTHING, 6, 12, ""), (QUARTER, 5, 11, "d1")])
def test_a_later_race_says_who_else_is_level(part: Fraction, d2: int, d3: int, winner: str) -> None:
    """d1 is second behind d2, d3 third. The race after it pays nothing, and d2 and d3 are level with d1 as it is; or it pays a
    win with 1, which one of them can take."""
    season = given(small((4, 2), "123", "132", "123", **DUELS), d2=d2, d3=d3)
    duel = replace(season, left=(*OPEN, (None, ran((), points_factor=part)))).now.duel("main", "d1", "d2")
    assert duel is not None
    assert duel.cells[1][0] == winner


def test_who_cannot_score_loses_no_duel_by_the_points_he_is_given() -> None:
    """d2 beat d1 and cannot score in the race left, but is given 1 in it: a win draws d1 level, and he is still behind."""
    race = RaceException("2", not_eligible=("2",), extra=(ExtraPoints("d2", Fraction(1), WORD),))
    season = small((4, 2), "21", cars=CARS[:2] + CARS[3:], races=(race,), **DUELS)
    assert said(given(season, d2=1)) == (("d2",), ())
    assert said(given(season, d2=0)) == (("d2", "d1"), ())
