"""What is printed beside the places: times that rest on a disqualified winner, who holds a fastest lap that is equalled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cupdesk.rules.choices import Named
from cupdesk.rules.model import Season
from cupdesk.rules.results import Classification
from cupdesk.rules.session import Decision, Finish, SanctionKind, Session

Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]
Result = Callable[..., Classification]
K = SanctionKind


def test_times_are_known_also_where_the_first_at_the_flag_is_disqualified(
    cup: Make, race: Race, decide: Decide, result: Result
) -> None:
    finishes = [Finish("1", laps=10, total_ms=900_000)]
    session = race("1 2 3", {"2": 2.5, "3": 9}, finishes=finishes, decisions=(decide(1, "1", K.DISQUALIFICATION),))
    rows = result(cup(["1", "2", "3"], session)).rows
    assert [(row.number, row.time_ms, row.gap_ms) for row in rows] == [
        ("2", 902_500, None),
        ("3", 909_000, 6_500),
        ("1", 900_000, None),
    ]


@pytest.mark.parametrize(("named", "cars"), [(Named.FIRST, ("2",)), (Named.ALL, ("2", "1"))])
def test_who_is_named_where_a_fastest_lap_is_equalled(
    cup: Make, race: Race, result: Result, named: Named, cars: tuple[str, ...]
) -> None:
    rows = [
        Finish("1", best_ms=90_000, best_lap=8),
        Finish("2", best_ms=90_000, best_lap=3),
        Finish("3", best_ms=90_001),
    ]
    season = cup(["1", "2", "3"], race("1 2 3", finishes=rows), fastest_lap_named=named)
    found = result(season)
    assert found.fastest is not None
    assert found.fastest_of_cup is not None
    assert found.fastest.numbers == found.fastest_of_cup.numbers == cars
    assert [lap.numbers for lap in found.fastest_by_category] == [cars]
