"""Problems of a session: what a person must settle, and which cars it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.model import EntryChange, Season
from cupdesk.rules.results import Classification, ProblemKind
from cupdesk.rules.session import Decision, DecisionState, Finish, SanctionKind, Session

Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]
Result = Callable[..., Classification]
K = SanctionKind


def test_problems_of_an_order(cup: Make, race: Race, decide: Decide, result: Result) -> None:
    decisions = (decide(1, "77", K.TIME, ms=1), decide(2, "1", K.TIME, ms=1, state=DecisionState.INVESTIGATION))
    found = result(cup(["1", "2"], race("1 9 1", decisions=decisions)))
    assert [(p.kind, p.cars) for p in found.problems] == [
        (ProblemKind.UNKNOWN_CAR, ("9",)),
        (ProblemKind.CAR_TWICE, ("1",)),
        (ProblemKind.CARS_MISSING, ("2",)),
        (ProblemKind.DECISION_CAR, ("77",)),
        (ProblemKind.OPEN_DECISION, ("1",)),
    ]
    assert found.missing == ("2",)


def test_a_car_of_another_round_is_told_from_an_unknown_one(cup: Make, race: Race, result: Result) -> None:
    season = cup(["1", "2", "3"], race("1 2 3 33 9"), race("1"))
    second = replace(season.entries[1], rounds=("2",))
    third = replace(season.entries[2], changes=(EntryChange("2", number="33"),))
    found = result(replace(season, entries=(season.entries[0], second, third)))
    assert [(p.kind, p.cars) for p in found.problems] == [
        (ProblemKind.NOT_IN_ROUND, ("2",)),
        (ProblemKind.NOT_IN_ROUND, ("33",)),
        (ProblemKind.UNKNOWN_CAR, ("9",)),
    ]


@pytest.mark.parametrize(
    ("led", "cars"),
    [
        ({"1": 6, "2": 4}, ()),
        ({"1": 11}, ("1",)),
        ({"1": 3, "3": 6}, ("3",)),
        ({"1": 7, "2": 4}, ("1", "2")),
    ],
)
def test_no_more_laps_are_led_than_run(
    cup: Make, race: Race, result: Result, led: dict[str, int], cars: tuple[str, ...]
) -> None:
    """Ten laps; car 3 stopped after five: nobody can lead laps he has not run, and together no more than there were."""
    rows = [Finish(number, laps=laps, led=led.get(number)) for number, laps in (("1", 10), ("2", 10), ("3", 5))]
    found = result(cup(["1", "2", "3"], race("1 2 3", finishes=rows)))
    assert [(p.kind, p.cars) for p in found.problems] == ([(ProblemKind.LED_TOO_MANY, cars)] if cars else [])


def test_of_laps_led_nothing_is_said_where_no_distance_is_known(cup: Make, race: Race, result: Result) -> None:
    assert result(cup(["1"], race("1", finishes=[Finish("1", led=40)]))).problems == ()
