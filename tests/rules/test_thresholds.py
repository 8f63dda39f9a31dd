"""Whose distance a car is measured by, and what is printed of a car taken out of the results."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cupdesk.rules.choices import WinnerOf
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Threshold
from cupdesk.rules.results import Classification
from cupdesk.rules.session import Decision, Finish, SanctionKind, Session, Status

Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]
Result = Callable[..., Classification]
Order = Callable[[Classification], str]


@pytest.mark.parametrize(("of", "expected"), [(WinnerOf.RACE, "1 2 | 4:nc 3:nc"), (WinnerOf.CATEGORY, "1 2 4 | 3:nc")])
def test_whose_distance(cup: Make, race: Race, result: Result, order: Order, of: WinnerOf, expected: str) -> None:
    facts = (Finish("2", laps=16), Finish("3", laps=13), Finish("4", laps=14))
    categories = {"2": "Am", "4": "Am"}
    season = cup(
        ["1", "2", "3", "4", "5"],
        race("1 2 4 3", finishes=(*facts, Finish("5", Status.DID_NOT_START)), laps=20),
        categories=categories,
        threshold=Threshold(75, of=of),
    )
    assert order(result(season)) == f"{expected} 5:dns"


def test_a_category_of_which_no_lap_is_known(cup: Make, race: Race, result: Result, order: Order) -> None:
    season = cup(
        ["1", "2"], race("1 2", finishes=(Finish("2", Status.RETIRED),), laps=20),
        categories={"2": "Am"}, threshold=Threshold(75, of=WinnerOf.CATEGORY),
    )  # fmt: skip
    assert order(result(season)) == "1 | 2:dnf"


@pytest.mark.parametrize("of", WinnerOf)
def test_a_car_that_stopped_does_not_tell_the_distance(
    cup: Make, race: Race, result: Result, order: Order, of: WinnerOf
) -> None:
    """Of the others only the places are known; where all have stopped the first of them is the measure."""
    stopped = (Finish("3", Status.RETIRED, laps=90), Finish("4", Status.RETIRED, laps=10))
    season = cup(list("1234"), race("1 2 3 4", finishes=stopped), threshold=Threshold(75, of=of))
    assert order(result(season)) == "1 2 | 3:dnf 4:dnf"
    season = cup(list("34"), race("3 4", finishes=stopped), threshold=Threshold(75, of=of))
    assert order(result(season)) == "3 | 4:dnf"


@pytest.mark.parametrize(("kept", "expected"), [(True, [100, 101, 102]), (False, [100, None, None])])
def test_the_time_of_a_disqualified_car(
    cup: Make, race: Race, decide: Decide, result: Result, kept: bool, expected: list[int | None]
) -> None:
    facts = (Finish("1", total_ms=100), Finish("2", total_ms=101), Finish("3", Status.DISQUALIFIED, total_ms=102))
    decisions = (decide(1, "2", SanctionKind.DISQUALIFICATION),)
    season = cup(["1", "2", "3"], race("1 2 3", finishes=facts, decisions=decisions), time_kept_if_disqualified=kept)
    assert [row.time_ms for row in result(season).rows] == expected
