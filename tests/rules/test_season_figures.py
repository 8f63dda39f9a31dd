"""The season in figures as the press is told of it: leads that change, series that end, firsts of categories, what is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.honours import title_before, titles_known
from cupdesk.rules.model import Honour, Round, Season
from cupdesk.rules.season_figures import (
    count_of,
    first_in_category,
    first_of_award,
    lead_change,
    poles_until,
    season_figures,
    wins_in_category,
    wins_of_award,
)
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    SanctionKind,
    Session,
    SessionKind,
    SessionState,
    Text,
)
from cupdesk.rules.settled import pole_settled, settled

Make = Callable[..., Season]
Race = Callable[..., Session]
FINAL = SessionState.FINAL
WORD = Text("x", "x")


@pytest.mark.parametrize(
    ("orders", "before", "now", "held"),
    [
        (("7 8", "8 9", "8 7"), ("d8",), ("d8",), None),
        (("7 8", "7 8"), ("d7",), ("d7",), None),
        (("7 8",), (), (), None),
        (("7 8 9", "8 9 7"), ("d7",), ("d8",), (("d7", 1),)),
        (("7 8", "8 7"), ("d7",), ("d7", "d8"), (("d7", 1),)),
        (("7 8", "8 7", "7 8"), ("d7", "d8"), ("d7",), (("d7", 1),)),
        (("8 9", "7 8 9", "7 8 9", "9 7 8", "9 8 7"), ("d7",), ("d9",), (("d8", 3), ("d7", 1))),
    ],
)
def test_a_lead_that_changes(cup: Make, race: Race, orders: tuple[str, ...], before: tuple[str, ...], now: tuple[str, ...], held: tuple[tuple[str, int], ...] | None) -> None:  # fmt: skip
    book = Book(cup(["7", "8", "9"], *(race(order) for order in orders)))
    found = lead_change(book, "main", f"{len(orders)}/R")
    if held is None:
        assert found is None
    else:
        last = len(orders)
        assert found is not None
        assert (found.race, found.since) == (f"{last}/R", f"{last - 1}/R")
        assert (set(found.before), set(found.now), found.held) == (set(before), set(now), held)


def test_nobody_leads_on_no_points_or_by_a_race_that_does_not_count(cup: Make, race: Race) -> None:
    late = replace(cup(["7", "8"], race("7 8"), race("8 7")).regulations.championships[0], sessions=("1/R",))
    book = Book(cup(["7", "8"], race("7 8"), race("8 7"), championships=(late,)))
    assert lead_change(book, "main", "2/R") is None
    nothing = replace(late, sessions=(), scale=())
    assert lead_change(Book(cup(["7", "8"], race("7 8"), race("8 7"), championships=(nothing,))), "main", "2/R") is None


def test_a_series_ends_with_the_race_that_misses_it(cup: Make, race: Race) -> None:
    found = season_figures(Book(cup(["7", "8"], race("7 8"), race("7 8"), race("8 7"))), "3/R")
    assert [(c.driver, found.in_a_row(c), found.ended(c)) for c in found.wins] == [("d7", 0, 2), ("d8", 1, 0)]
    assert count_of(found.wins, "d8").races == ("3/R",)
    assert count_of(found.wins, "d9").races == ()


def test_firsts_of_categories_and_awards_are_cars_of_the_cup(cup: Make, race: Race) -> None:
    season = cup(
        ["1", "2", "3", "4"],
        race("1 3 2 4"),
        race("2 1 4"),
        race(),
        categories={"3": "Am", "4": "Am"},
        awards={"1": ("rookie",), "2": ("rookie",), "3": ("rookie",)},
        guests=("1",),
    )
    book = Book(season)
    assert wins_in_category(book, "3/R", "Am")[0].races == ("1/R",)
    assert [(c.driver, c.races) for c in wins_in_category(book, "3/R", "Pro")] == [("d2", ("1/R", "2/R"))]
    assert [(c.driver, c.races) for c in wins_of_award(book, "3/R", "rookie")] == [("d3", ("1/R",)), ("d2", ("2/R",))]
    result = book.classification("1/R")
    second = first_of_award(result, "rookie", 2)
    assert second is not None
    assert second.number == "2"
    assert first_of_award(result, "rookie", 3) is None
    assert first_in_category(result, "GT") is None


def _meeting(decision: Decision | None = None, **facts: object) -> Round:
    times = tuple(Finish(number, best_ms=60_000 + place) for place, number in enumerate("78"))
    decisions = (decision,) if decision else ()
    qualifying = Session("Q", SessionKind.QUALIFYING, WORD, order=("7", "8"), finishes=times, sets_grids=(GridSource("R"),), decisions=decisions, state=FINAL)  # fmt: skip
    race = Session("R", SessionKind.RACE, WORD, order=("8", "7"), state=FINAL)
    return Round("1", WORD, sessions=(qualifying, replace(race, **facts)))  # type: ignore[arg-type]


def test_a_pole_rests_on_the_session_that_set_the_grid(cup: Make, decide: Callable[..., Decision]) -> None:
    book = Book(cup(["7", "8"], _meeting(state=SessionState.PROVISIONAL)))
    assert [(count.driver, count.races) for count in poles_until(book, "1/Q")] == [("d7", ("1/R",))]
    assert poles_until(book, "1/R") == ()
    assert pole_settled(book, "1/R")
    assert not settled(book, "1/R")
    by_hand = Book(cup(["7", "8"], _meeting(pole="8", state=SessionState.PROVISIONAL)))
    assert not pole_settled(by_hand, "1/R")
    open_ = decide(1, "7", SanctionKind.DISQUALIFICATION, state=DecisionState.INVESTIGATION)
    waiting = Book(cup(["7", "8"], _meeting(open_)))
    assert not pole_settled(waiting, "1/R")
    assert not settled(waiting, "1/R")
    on_grid = replace(open_, applies_to="1/R")
    assert not pole_settled(Book(cup(["7", "8"], _meeting(on_grid))), "1/R")


def test_a_pole_of_a_car_that_is_not_entered_is_nobodys(cup: Make) -> None:
    assert poles_until(Book(cup(["7", "8"], _meeting(pole="99"))), "1/Q") == ()


@pytest.mark.parametrize(
    ("roll", "complete", "before", "known"),
    [
        ((), True, None, ()),
        (((2019, "d1"),), False, None, (2019,)),
        (((2019, "d1"),), True, 2019, (2019,)),
        (((2021, "d1"), (2022, "d2")), False, 2021, (2021,)),
        (((2020, "d1"), (2022, "d2")), False, None, (2020,)),
        (((2022, "d1"), (2021, "d1")), False, 2022, (2021, 2022)),
    ],
)
def test_the_last_title_before(cup: Make, race: Race, roll: tuple[tuple[int, str], ...], complete: bool, before: int | None, known: tuple[int, ...]) -> None:  # fmt: skip
    honours = (*(Honour(year, "main", name) for year, name in roll), Honour(2010, "main", "d1", none_before=True))
    season = replace(cup(["1", "2"], race("1 2")), honours=honours, honours_complete=complete)
    assert title_before(season, "main", "d1") == before
    assert titles_known(season, "main", "d1") == known
