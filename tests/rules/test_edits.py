"""What each edit does to a session, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.edits import (
    AddDecision,
    ChangeDecision,
    ClearResult,
    Edit,
    PlaceCar,
    SetDecisionState,
    SetOrder,
    SetRegulations,
    SetSessionFacts,
    SetStatus,
    SetTimes,
    TakeOutCar,
    apply,
    next_decision_number,
)
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, DecisionState, Finish, Session, SessionState, Status

Make = Callable[..., Season]
Race = Callable[..., Session]
R = "1/R"


@pytest.fixture
def season(cup: Make, race: Race) -> Season:
    return cup(["1", "2", "3", "4"], race("1 2 3", {"2": 1.0}))


def after(season: Season, *edits: Edit) -> Session:
    return apply(season, *edits).session(R)


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        (PlaceCar(R, "4"), "1 2 3 4"),
        (PlaceCar(R, "4", 2), "1 4 2 3"),
        (PlaceCar(R, "3", 1), "3 1 2"),
        (PlaceCar(R, "1", 0), "1 2 3"),
        (PlaceCar(R, "1", 99), "2 3 1"),
        (TakeOutCar(R, "2"), "1 3"),
        (SetStatus(R, "2", Status.DID_NOT_START), "1 3"),
        (SetStatus(R, "4", Status.RETIRED), "1 2 3 4"),
        (SetStatus(R, "2", Status.RETIRED), "1 2 3"),
        (SetOrder(R, ("3", "2")), "3 2"),
        (ClearResult(R), ""),
    ],
)
def test_order(season: Season, edit: Edit, order: str) -> None:
    assert " ".join(after(season, edit).order) == order


@pytest.mark.parametrize("status", [Status.DID_NOT_START, Status.WITHDRAWN, Status.DISQUALIFIED, Status.EXCLUDED])
def test_a_car_placed_again_runs_again(season: Season, status: Status) -> None:
    assert after(season, SetStatus(R, "3", status), PlaceCar(R, "3")).finish("3").status is Status.RUNNING


def test_a_retired_car_placed_elsewhere_stays_retired(season: Season) -> None:
    assert after(season, SetStatus(R, "3", Status.RETIRED, 4), PlaceCar(R, "3", 1)).finish("3") == Finish(
        "3", Status.RETIRED, laps=4
    )


def test_times_replace_each_other(season: Season) -> None:
    total = after(season, SetTimes(R, "2", total_ms=5))
    assert (total.finish("2").total_ms, total.finish("2").gap_ms) == (5, None)
    gap = after(season, SetTimes(R, "2", total_ms=5), SetTimes(R, "2", gap_ms=3, laps_down=1, best_ms=9))
    assert gap.finish("2") == Finish("2", gap_ms=3, laps_down=1, best_ms=9)
    assert after(season, SetTimes(R, "2", laps_down=1), SetTimes(R, "2", laps=7)).finish("2").laps_down is None


def test_a_row_that_says_nothing_is_left_out(season: Season) -> None:
    assert after(season, SetStatus(R, "3", Status.RETIRED), SetStatus(R, "3", Status.RUNNING)).finishes == (
        season.session(R).finishes
    )


def test_times_stay_when_a_car_is_taken_out(season: Season) -> None:
    assert after(season, TakeOutCar(R, "2")).finish("2").gap_ms == 1000


def test_an_order_keeps_the_rows_it_does_not_bring(season: Season) -> None:
    found = after(season, SetTimes(R, "1", total_ms=9), SetOrder(R, ("2", "1"), (Finish("2", total_ms=7),)))
    assert {row.number: row.total_ms for row in found.finishes} == {"1": 9, "2": 7}


def test_clearing_a_result_takes_its_publication_back(season: Season) -> None:
    published = replace(
        season.session(R),
        state=SessionState.FINAL,
        revision=2,
        document=4,
        laps=9,
        counted_laps=8,
        dead_heats=(("1", "2"),),
    )
    season = replace(season, rounds=(replace(season.rounds[0], sessions=(published,)),))
    found = after(season, ClearResult(R))
    assert (found.state, found.revision, found.document, found.laps) == (SessionState.UNOFFICIAL, 0, None, None)
    assert (found.dead_heats, found.counted_laps) == ((), None)


def test_session_facts_left_out_stay(season: Season) -> None:
    found = after(season, SetSessionFacts(R, laps=9), SetSessionFacts(R, pole="2"))
    assert (found.laps, found.pole) == (9, "2")


def test_decisions(season: Season) -> None:
    assert next_decision_number(season, R) == 1
    one, two = Decision(1, ("1",), "a"), Decision(2, ("2",), "b")
    added = apply(season, AddDecision(R, one), AddDecision(R, two))
    assert next_decision_number(added, R) == 3
    changed = after(added, ChangeDecision(R, 1, replace(one, number=7)))
    assert [d.number for d in changed.decisions] == [7, 2]
    withdrawn = after(added, SetDecisionState(R, 2, DecisionState.WITHDRAWN))
    assert [d.state for d in withdrawn.decisions] == [DecisionState.ISSUED, DecisionState.WITHDRAWN]


@pytest.mark.parametrize(
    "edit",
    [
        PlaceCar("9/R", "1"),
        ChangeDecision(R, 1, Decision(1, ("1",), "a")),
        SetDecisionState(R, 1, DecisionState.WITHDRAWN),
    ],
)
def test_what_is_not_there_is_refused(season: Season, edit: Edit) -> None:
    with pytest.raises(KeyError):
        apply(season, edit)


def test_another_rule_book_leaves_every_fact_the_same_object(season: Season) -> None:
    rules = replace(season.regulations, protest_minutes=45)
    changed = apply(season, SetRegulations(rules))
    assert changed.regulations is rules
    assert changed.rounds is season.rounds
    assert changed.entries is season.entries
