"""Options of a championship one by one, where the worked examples do not show them already."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import EqualLaps, PoleOf, PoleRule, SharedCar
from cupdesk.rules.exceptions import Exclusion, RaceException
from cupdesk.rules.model import Round, Season
from cupdesk.rules.regulations import Championship, Counting, DropStep, PlaceBasis, Ranks, TeamRule
from cupdesk.rules.session import (
    Decision,
    Finish,
    GridSource,
    Sanction,
    SanctionKind,
    Session,
    SessionKind,
    Status,
    Text,
)

WORD = Text("x", "x")
ONE, HALF = Fraction(1), Fraction(1, 2)
Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
Table = Callable[..., list[tuple[int, str, str]]]


def level(*numbers: str) -> tuple[Finish, ...]:
    return tuple(Finish(number, best_ms=100, best_lap=i) for i, number in enumerate(numbers, 1))


@pytest.mark.parametrize(
    ("equal", "earned"),
    [
        (EqualLaps.FIRST, ["10", "7", "4"]),
        (EqualLaps.EACH, ["10", "7", "5"]),
        (EqualLaps.SPLIT, ["10", "13/2", "9/2"]),
        (EqualLaps.NONE, ["10", "6", "4"]),
    ],
)
def test_equal_fastest_laps(cup: Make, race: Race, driver_table: Rules, equal: EqualLaps, earned: list[str]) -> None:
    rules = driver_table(fastest_lap=ONE, fastest_lap_equal=equal)
    season = cup(["1", "2", "3"], race("1 2 3", finishes=level("2", "3")), championships=[rules])
    assert [str(result.points) for result in Book(season).points("main", "1/R").values()] == earned


def test_fastest_laps_credited_by_name_are_shared_alike(cup: Make, race: Race, driver_table: Rules) -> None:
    named = (RaceException("1/R", fastest_lap=("1", "2")),)
    rules = driver_table(fastest_lap=ONE, fastest_lap_equal=EqualLaps.SPLIT, races=named)
    season = cup(["1", "2", "3"], race("1 2 3", finishes=level("3")), championships=[rules])
    assert [str(r.points) for r in Book(season).points("main", "1/R").values()] == ["21/2", "13/2", "4"]


def test_a_factor_may_count_for_bonuses_too(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table(pole=ONE, fastest_lap=ONE, starting=ONE, factor_on_bonuses=True)
    short = race("1 2", pole="1", finishes=level("2"), points_factor=HALF)
    earned = Book(cup(["1", "2"], short, championships=[rules])).points("main", "1/R")
    assert [str(result.points) for result in earned.values()] == ["6", "4"]


def test_points_for_starting_and_finishing(cup: Make, race: Race, driver_table: Rules) -> None:
    """Retired cars started, those that did not start or were disqualified have neither."""
    rules = driver_table("main", 0, starting=ONE, finishing=Fraction(2))
    out = (Finish("2", Status.RETIRED), Finish("3", Status.DID_NOT_START), Finish("4", Status.DISQUALIFIED))
    earned = Book(cup(["1", "2", "3", "4"], race("1 2", finishes=out), championships=[rules])).points("main", "1/R")
    assert {key: str(result.points) for key, result in earned.items()} == {"d1": "3", "d2": "1", "d3": "0", "d4": "0"}


def test_a_shared_car_may_bring_nothing(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table(shared_car=SharedCar.NONE)
    season = cup(["1", "2"], race("1 2"), crews={"1": ("a", "b")}, championships=[rules])
    earned = Book(season).points("main", "1/R")
    assert [(key, str(result.points), result.place) for key, result in earned.items()] == [
        ("a", "0", 1),
        ("b", "0", 1),
        ("d2", "6", 2),
    ]


@pytest.mark.parametrize(("rule", "winner"), [(PoleRule.GRID, "d2"), (PoleRule.QUALIFYING, "d3")])
def test_pole_of_the_eligible(cup: Make, race: Race, driver_table: Rules, rule: PoleRule, winner: str) -> None:
    """Car 3 was faster than car 2 and stands behind it after a sanction; car 1 is of another category."""
    qualifying = Session(
        "Q",
        SessionKind.QUALIFYING,
        WORD,
        order=("1", "3", "2"),
        finishes=tuple(Finish(n, best_ms=90 + i) for i, n in enumerate("132")),
        sets_grids=(GridSource("R"),),
    )
    drop = Decision(1, ("3",), "fault", (Sanction(SanctionKind.GRID_PLACES, count=1),))
    season = cup(
        ["1", "2", "3"],
        Round("1", WORD, sessions=(qualifying, race("1 2 3", decisions=(drop,)))),
        categories={"1": "Pro", "2": "Am", "3": "Am"},
        championships=[driver_table(category="Am", pole=ONE, pole_of=PoleOf.ELIGIBLE)],
        pole=rule,
    )
    earned = Book(season).points("main", "1/R")
    assert [key for key, result in earned.items() if result.pole] == [winner]
    assert Book(season).title("main", "1/Q").contenders == ("d2", "d3")


def test_overall_places_close_up_behind_the_excluded(cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
    gone = Exclusion("d1", WORD, others_move_up=True)
    rules = driver_table(place=PlaceBasis.OVERALL, excluded=(gone,))
    assert table(cup(["1", "2", "3"], race("1 2 3"), championships=[rules])) == [
        (1, "d2", "10"),
        (2, "d3", "6"),
        (3, "d1", "0"),
    ]


def test_an_excluded_name_may_keep_its_points_and_wins_nothing(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table(excluded=(Exclusion("d1", WORD, "2/R", points_kept=True),))
    book = Book(cup(["1", "2"], race("1 2"), race("1 2"), race(), championships=[rules]))
    before, after = book.standings("main", "1/R"), book.standings("main", "2/R")
    assert [(row.key, row.unranked) for row in before.rows] == [("d1", ""), ("d2", "")]
    assert [(row.key, str(row.points), row.unranked) for row in after.rows] == [
        ("d2", "12", ""),
        ("d1", "20", "excluded"),
    ]
    assert book.title("main").contenders == ("d2",)


def test_an_excluded_team_is_passed_over(cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
    rules = driver_table(ranks=Ranks.TEAM, team=TeamRule(1), excluded=(Exclusion("a", WORD, others_move_up=True),))
    season = cup(["1", "2"], race("1 2"), teams={"1": "a", "2": "b"}, championships=[rules])
    assert table(season) == [(1, "b", "10"), (2, "a", "0")]


def test_sprints_may_be_left_out_of_the_countback(cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
    rules = driver_table("main", 2, 2, 0, countback_sessions=("2",))
    season = cup(["1", "2", "3"], race("1 2 3"), race("2 1 3"), championships=[rules])
    assert [row[:2] for row in table(season)][:2] == [(1, "d2"), (2, "d1")]


def test_what_is_needed_where_more_starts_are(cup: Make, race: Race, driver_table: Rules) -> None:
    season = cup(["1", "2"], race("1 2"), race(), race(), championships=[driver_table(minimum_starts=3)])
    assert [needs.place for needs in Book(season).needs("main")] == [None, None]


def test_drops_by_length_follow_a_cancelled_race(cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
    steps = (DropStep(0, 2), DropStep(1))
    rules = driver_table(counting=Counting(drop_by_length=steps))
    whole = cup(["1", "2"], race("1 2"), race("1 2"), race(), championships=[rules])
    short = cup(["1", "2"], race("1 2"), race("1 2"), race(cancelled=True), championships=[rules])
    assert table(whole) == table(short) == [(1, "d1", "20"), (2, "d2", "12")]
    longer = cup(["1", "2"], race("1 2"), race("1 2"), race("1 2"), championships=[rules])
    assert table(longer) == [(1, "d1", "20"), (2, "d2", "12")]


def test_a_text_is_asked_for_by_language() -> None:
    text = Text("Général", "Overall")
    assert (text["fr"], text["en"]) == ("Général", "Overall")
