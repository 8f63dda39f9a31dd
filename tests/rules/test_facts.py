"""Edits of session facts, and the points factor proposed for a short race."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from cupdesk.rules.distance import ShortRace, ShortStep, proposed_factor, share_run
from cupdesk.rules.edits import SetDeadHeat, SetDrivers, SetGrid, SetSessionFacts, SetTimes, apply
from cupdesk.rules.model import Driver, Season
from cupdesk.rules.session import Finish, Session

Race = Callable[..., Session]
Cup = Callable[..., Season]
R = "1/R"


@pytest.fixture
def after(cup: Cup, race: Race) -> Callable[..., Session]:
    """The race `1 2 3` after these edits."""
    return lambda *edits: apply(cup("123", race("1 2 3")), *edits).session(R)


def test_facts_are_set_left_and_forgotten(after: Callable[..., Session]) -> None:
    done = after(SetSessionFacts(R, counted_laps=14, track="wet", points_factor=Fraction(1, 2), cancelled=True))
    assert (done.counted_laps, done.track, done.points_factor, done.cancelled) == (14, "wet", Fraction(1, 2), True)
    back = after(
        SetSessionFacts(R, counted_laps=14, air_c=18),
        SetSessionFacts(R, forget=("counted_laps",)),
        SetSessionFacts(R, cancelled=False),
    )
    assert (back.counted_laps, back.air_c, back.cancelled) == (None, 18, False)


def test_a_car_shares_one_place_only(after: Callable[..., Session]) -> None:
    assert after(SetDeadHeat(R, ("1", "2"))).dead_heats == (("1", "2"),)
    assert after(SetDeadHeat(R, ("1", "2")), SetDeadHeat(R, ("2", "3"))).dead_heats == (("2", "3"),)
    assert after(SetDeadHeat(R, ("1", "2", "3")), SetDeadHeat(R, ("2",))).dead_heats == (("1", "3"),)
    assert after(SetDeadHeat(R, ("1", "2")), SetDeadHeat(R, ("2",))).dead_heats == ()


def test_drivers_and_parts_come_and_go(after: Callable[..., Session]) -> None:
    assert after(SetDrivers(R, "2", ("a",))).finish("2").drivers == ("a",)
    assert after(SetDrivers(R, "2", ("a",)), SetDrivers(R, "2", ())).finishes == ()
    assert after(SetTimes(R, "2", parts_ms=(1, 2)), SetTimes(R, "2", gap_ms=3)).finish("2").parts_ms == (1, 2)
    assert after(SetTimes(R, "2", parts_ms=(1, 2)), SetTimes(R, "2", parts_ms=())).finishes == ()


def test_a_grid_by_hand_keeps_its_reason(after: Callable[..., Session]) -> None:
    done = after(SetGrid(R, ("2", "1"), "fog"))
    assert (done.grid, done.grid_reason) == (("2", "1"), "fog")
    back = after(SetGrid(R, ("2", "1"), "fog"), SetGrid(R, ()))
    assert (back.grid, back.grid_reason) == ((), "")


@pytest.mark.parametrize(
    ("facts", "factor"),
    [
        ({"planned_laps": 16, "laps": 16}, None),
        ({"planned_laps": 16, "laps": 12}, None),
        ({"planned_laps": 16, "laps": 11}, Fraction(3, 4)),
        ({"planned_laps": 16, "laps": 8}, Fraction(3, 4)),
        ({"planned_laps": 16, "laps": 7}, Fraction(1, 2)),
        ({"planned_laps": 16, "laps": 16, "counted_laps": 7}, Fraction(1, 2)),
        ({"planned_laps": 16, "laps": 1}, Fraction(0)),
        ({"laps": 1}, Fraction(0)),
        ({"laps": 9}, None),
        ({"planned_minutes": 30}, None),
    ],
)
def test_the_proposed_factor(race: Race, facts: dict[str, int], factor: Fraction | None) -> None:
    assert proposed_factor(race("1 2", **facts), ShortRace()) == factor


def test_the_share_run_by_time(race: Race) -> None:
    for first in (Finish("1", total_ms=600_000), Finish("1", parts_ms=(400_000, 200_000))):
        session = race("1 2", planned_minutes=30, finishes=(first,))
        assert share_run(session) == Fraction(1, 3)
        assert proposed_factor(session, ShortRace()) == Fraction(1, 2)
    assert share_run(race("", planned_minutes=30)) is None


def test_the_steps_of_a_short_race_are_those_of_the_regulations(race: Race) -> None:
    rules = ShortRace(3, (ShortStep(75, Fraction(1, 2)), ShortStep(25, Fraction(1, 4))))
    said = [proposed_factor(race("1 2", planned_laps=16, laps=laps), rules) for laps in (2, 3, 4, 11, 12)]
    assert said == [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1, 2), None]
    assert proposed_factor(race("1 2", planned_laps=16, laps=4), ShortRace(steps=())) is None


def test_a_driver_is_called_by_given_name_and_surname() -> None:
    assert Driver("klein", "Marvin", "Klein").name == "Marvin Klein"
    assert Driver("pele", "", "Pelé").name == "Pelé"
