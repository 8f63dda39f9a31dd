"""Qualifying and starting grids: worked examples, one rule each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import PoleRule
from cupdesk.rules.grid import pole_side
from cupdesk.rules.model import Round, Season
from cupdesk.rules.results import ProblemKind, StepKind
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    PoleSide,
    SanctionKind,
    Session,
    SessionKind,
    Status,
    Text,
)

WORD = Text("x", "x")
K = SanctionKind
Make = Callable[..., Season]
Decide = Callable[..., Decision]
TIMES = {"1": (100, 205), "2": (101, 202), "3": (102, 203), "4": (103, 204)}


def rows(times: dict[str, tuple[int | None, int | None]] | None = None) -> tuple[Finish, ...]:
    return tuple(
        Finish(n, best_ms=best, best_lap=2, second_ms=second, second_lap=3)
        for n, (best, second) in (times or dict(TIMES)).items()
    )


def meeting(cup: Make, finishes: tuple[Finish, ...], *decisions: Decision, race: Any = None, **rules: Any) -> Book:
    qualifying = Session(
        "Q",
        SessionKind.QUALIFYING,
        WORD,
        finishes=finishes,
        decisions=decisions,
        sets_grids=(GridSource("R1"), GridSource("1/R2", "second")),
    )
    races = [Session(code, SessionKind.RACE, WORD, **(race or {})) for code in ("R1", "R2")]
    return Book(cup(["4", "3", "2", "1"], Round("1", WORD, sessions=(qualifying, *races)), **rules))


def grid(book: Book, ref: str = "1/R1") -> str:
    return " ".join(place.number for place in book.grid(ref))


def test_one_session_sets_two_grids_by_best_and_second_lap(cup: Make) -> None:
    book = meeting(cup, rows())
    assert (grid(book), grid(book, "1/R2")) == ("1 2 3 4", "2 3 4 1")
    assert next((p.position, p.time_ms, p.lap, p.qualified) for p in book.grid("1/R2")) == (1, 202, 3, 1)
    assert (book.pole("1/R1"), book.pole("1/R2"), book.pole("1/Q")) == ("1", "2", "")


def test_deleted_laps(cup: Make, decide: Decide) -> None:
    one = meeting(cup, rows(), decide(1, "1", K.DELETE_LAP))
    assert (grid(one), grid(one, "1/R2")) == ("2 3 4 1", "2 3 4 1")
    both = meeting(cup, rows(), decide(1, "1", K.DELETE_LAP, count=2))
    assert [p.number for p in both.grid("1/R1")][-1] == "1"
    assert both.grid("1/R1")[-1].decisions == (1,)
    assert [(r.number, r.outcome.value) for r in both.classification("1/Q").rows][-1] == ("1", "nc")


def test_a_disqualified_car_starts_at_the_back_by_number(cup: Make, decide: Decide) -> None:
    finishes = rows({**TIMES, "4": (None, None)})
    book = meeting(cup, finishes, decide(7, "1 2", K.DISQUALIFICATION))
    assert grid(book) == "3 1 2 4"
    found = book.classification("1/Q")
    assert [(r.number, r.position, r.outcome.value) for r in found.rows] == [
        ("3", 1, "classified"),
        ("4", None, "nc"),
        ("1", None, "dsq"),
        ("2", None, "dsq"),
    ]
    row = found.row("1")
    assert row is not None
    assert row.changed
    assert [(s.kind, s.decision, s.offence) for s in row.steps] == [
        (StepKind.FLAG, None, ""),
        (StepKind.DISQUALIFIED, 7, "fault"),
    ]


def test_cars_without_a_time_as_entered(cup: Make) -> None:
    finishes = rows({"1": (None, None), "2": (90, None), "3": (None, None), "4": (None, None)})
    assert grid(meeting(cup, finishes)) == "2 1 3 4"
    assert grid(meeting(cup, finishes, without_time="entered")) == "2 4 3 1"


def test_who_only_has_a_status(cup: Make) -> None:
    finishes = (
        *rows({"1": (90, None), "2": (91, None)}),
        Finish("3", Status.DID_NOT_START),
        Finish("4", Status.WITHDRAWN),
    )
    book = meeting(cup, finishes)
    assert grid(book) == "1 2 3"
    found = book.classification("1/Q")
    assert [(r.number, r.outcome.value) for r in found.rows[2:]] == [("3", "dns"), ("4", "wd")]
    assert not found.missing


def test_a_car_that_is_not_there_is_missing(cup: Make) -> None:
    book = meeting(cup, rows({"1": (90, None)}))
    assert [(p.kind, p.cars) for p in book.problems("1/Q")] == [(ProblemKind.CARS_MISSING, ("4", "3", "2"))]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([("1", K.GRID_PLACES, 2)], "2 3 1 4"),
        ([("1", K.GRID_PLACES, 9)], "2 3 4 1"),
        ([("1", K.GRID_PLACES, 1), ("1", K.GRID_PLACES, 1)], "2 3 1 4"),
        ([("1", K.GRID_PLACES, 1), ("2", K.GRID_PLACES, 1)], "1 2 3 4"),
        ([("2", K.GRID_BACK, None)], "1 3 4 2"),
        ([("1", K.PIT_LANE_START, None), ("2", K.GRID_BACK, None), ("3", K.GRID_PLACES, 3)], "4 3 2 1"),
        ([("1", K.WARNING, None)], "1 2 3 4"),
    ],
)
def test_grid_sanctions(
    cup: Make, decide: Decide, decisions: list[tuple[str, SanctionKind, int | None]], expected: str
) -> None:
    filed = [decide(i, car, kind, count=count, applies_to="1/R1") for i, (car, kind, count) in enumerate(decisions, 1)]
    book = meeting(cup, rows(), *filed)
    assert grid(book) == expected
    assert grid(book, "1/R2") == "2 3 4 1"


def test_a_grid_drop_of_the_round_before(cup: Make, decide: Decide) -> None:
    drop = decide(1, "1", K.GRID_PLACES, count=3, applies_to="2/R")
    first = Session("R", SessionKind.RACE, WORD, order=("1", "2"), decisions=(drop,))
    qualifying = Session("Q", SessionKind.QUALIFYING, WORD, finishes=rows(), sets_grids=(GridSource("R"),))
    second = Session("R", SessionKind.RACE, WORD)
    rounds = (Round("1", WORD, sessions=(first,)), Round("2", WORD, sessions=(qualifying, second)))
    for rule, pole in ((PoleRule.GRID, "2"), (PoleRule.QUALIFYING, "1")):
        book = Book(cup(["1", "2", "3", "4"], *rounds, pole=rule))
        assert (grid(book, "2/R"), book.pole("2/R")) == ("2 3 4 1", pole)
    assert book.decisions("2/R") == (drop,)
    assert book.decisions("1/R") == ()


def test_a_grid_by_hand_and_a_pole_as_entered(cup: Make) -> None:
    book = meeting(cup, rows(), race={"grid": ("3", "2"), "pole": "4"})
    assert (grid(book), book.pole("1/R1")) == ("3 2", "4")
    alone = Session("R", SessionKind.RACE, WORD, grid=("2", "1"))
    book = Book(cup(["1", "2"], alone))
    assert (grid(book, "1/R"), book.pole("1/R")) == ("2 1", "2")


def test_no_pole_for_the_fastest_where_nobody_has_a_time(cup: Make) -> None:
    finishes = rows(dict.fromkeys(TIMES, (None, None)))
    assert meeting(cup, finishes, pole=PoleRule.QUALIFYING).pole("1/R1") == ""
    assert meeting(cup, (), pole=PoleRule.QUALIFYING).pole("1/R1") == ""


def test_the_result_of_qualifying(cup: Make) -> None:
    book = meeting(cup, rows({**TIMES, "2": (100, None)}), categories={"3": "Am", "2": "Am"}, guests=["1"])
    found = book.classification("1/Q")
    assert [
        (r.number, r.position, r.cup_position, r.in_category, r.cup_in_category, r.gap_ms, r.interval_ms)
        for r in found.rows
    ] == [
        ("1", 1, None, 1, None, None, None),
        ("2", 2, 1, 1, 1, 0, 0),
        ("3", 3, 2, 2, 2, 2, 2),
        ("4", 4, 3, 2, 1, 3, 1),
    ]
    assert found.fastest is not None
    assert found.fastest_of_cup is not None
    assert (found.fastest.number, found.fastest_of_cup.number) == ("1", "2")
    assert {lap.category: lap.number for lap in found.fastest_by_category} == {"Pro": "1", "Am": "2"}


def ordered(cup: Make, order: str, *decisions: Decision, finishes: tuple[Finish, ...] = (), **rules: Any) -> Book:
    qualifying = Session(
        "Q",
        SessionKind.QUALIFYING,
        WORD,
        order=tuple(order.split()),
        finishes=finishes,
        decisions=decisions,
        sets_grids=(GridSource("R1"), GridSource("R2", "second")),
    )
    races = [Session(code, SessionKind.RACE, WORD) for code in ("R1", "R2")]
    return Book(cup(["4", "3", "2", "1"], Round("1", WORD, sessions=(qualifying, *races)), **rules))


@pytest.mark.parametrize("rule", list(PoleRule))
def test_where_only_the_order_is_known_it_stands(cup: Make, decide: Decide, rule: PoleRule) -> None:
    book = ordered(cup, "3 4 1 2", decide(1, "4", K.GRID_PLACES, count=1, applies_to="1/R2"), pole=rule)
    rows = book.classification("1/Q").rows
    assert [(r.number, r.position, r.time_ms, r.gap_ms) for r in rows] == [
        ("3", 1, None, None),
        ("4", 2, None, None),
        ("1", 3, None, None),
        ("2", 4, None, None),
    ]
    assert (grid(book), grid(book, "1/R2")) == ("3 4 1 2", "3 1 4 2")
    assert (book.pole("1/R1"), book.pole("1/R2")) == ("3", "3")


def test_the_disqualified_stand_behind_an_order_without_times(cup: Make, decide: Decide) -> None:
    book = ordered(cup, "3 4 1", decide(1, "3", K.DISQUALIFICATION), finishes=(Finish("2", Status.DID_NOT_START),))
    rows = book.classification("1/Q").rows
    assert [(r.number, r.position) for r in rows] == [("4", 1), ("1", 2), ("2", None), ("3", None)]
    assert (grid(book), book.pole("1/R1")) == ("4 1 2 3", "4")


def test_one_time_alone_decides_before_the_order(cup: Make) -> None:
    book = ordered(cup, "3 4 1 2", finishes=(Finish("1", best_ms=100),))
    assert [(r.number, r.position) for r in book.classification("1/Q").rows] == [
        ("1", 1),
        ("2", None),
        ("3", None),
        ("4", None),
    ]
    assert (book.pole("1/R1"), book.pole("1/R2")) == ("1", "")


def test_no_pole_on_a_grid_by_number(cup: Make) -> None:
    """Nobody has a time and no order is known: the first of the list has earned nothing."""
    book = ordered(cup, "", finishes=rows(dict.fromkeys(TIMES, (None, None))))
    assert (grid(book), book.pole("1/R1")) == ("1 2 3 4", "")


def test_a_reprimand_takes_no_lap(cup: Make, decide: Decide) -> None:
    book = meeting(cup, rows(), decide(1, "1", K.REPRIMAND))
    assert [place.number for place in book.grid("1/R1")] == ["1", "2", "3", "4"]
    assert book.classification("1/Q").row("9") is None


@pytest.mark.parametrize(
    ("row", "count", "unknown"),
    [
        (Finish("1", laps=8, best_ms=100), None, True),
        (Finish("1", best_ms=100), 1, True),
        (Finish("1", best_ms=100), 2, False),
        (Finish("1", laps=1, best_ms=100), 1, False),
        (Finish("1", laps=8, best_ms=100, second_ms=105), 1, False),
        (Finish("1", laps=8), 1, False),
    ],
)
def test_a_next_lap_that_is_not_known_is_a_problem(
    cup: Make, decide: Decide, row: Finish, count: int | None, unknown: bool
) -> None:
    """With the only lap on file deleted the car stands at the back, but it may have another: the desk asks for it."""
    book = meeting(cup, (row, *rows()[1:]), decide(7, "1", K.DELETE_LAP, count=count))
    kinds = [(p.kind, p.cars, p.decision) for p in book.problems("1/Q")]
    assert kinds == ([(ProblemKind.NEXT_LAP_UNKNOWN, ("1",), 7)] if unknown else [])


def test_a_deletion_not_in_force_asks_for_nothing(cup: Make, decide: Decide) -> None:
    rows_ = (Finish("1", laps=8, best_ms=100), *rows()[1:])
    book = meeting(cup, rows_, decide(7, "1", K.DELETE_LAP, state=DecisionState.WITHDRAWN), decide(8, "1", K.FINE))
    assert book.problems("1/Q") == ()


def test_a_round_says_on_which_side_its_pole_is(cup: Callable[..., Season], race: Callable[..., Session]) -> None:
    season = cup(["1", "2"], race("1 2"))
    assert pole_side(season, "1/R") is PoleSide.LEFT
    right = replace(season, regulations=replace(season.regulations, pole_side=PoleSide.RIGHT))
    assert pole_side(right, "1/R") is PoleSide.RIGHT
    here = replace(right, rounds=tuple(replace(each, pole_side=PoleSide.LEFT) for each in right.rounds))
    assert pole_side(here, "1/R") is PoleSide.LEFT
