"""One step taken back alone: as a new step, if nothing later rests on it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupdesk.desk import Desk
from cupdesk.rules.edits import (
    AddDecision,
    ClearResult,
    Edit,
    EnterCar,
    PlaceCar,
    SetDecisionState,
    SetStatus,
    SetTimes,
    TakeOutCar,
)
from cupdesk.rules.model import Entry, Season
from cupdesk.rules.session import Decision, DecisionState, Status
from cupdesk.store.file import Store
from cupdesk.store.journal import Step
from cupdesk.words.trouble import Trouble

R1, R2 = "A/R1", "B/R1"
NEW = Entry("99", ("d1",), guest=True, rounds=("A",))


@pytest.fixture
def desk(cup: Store) -> Desk:
    return Desk(cup, operator="Zoë")


def steps(desk: Desk) -> tuple[Step, ...]:
    return desk.store.history(desk.season.code)


def done(desk: Desk, *edits: Edit) -> Step:
    desk.do(*edits)
    return steps(desk)[0]


def decision(number: int, car: str = "3") -> Decision:
    return Decision(number, (car,), "jump-start")


def test_an_earlier_step_goes_and_the_later_ones_stay(desk: Desk) -> None:
    before = desk.season
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    done(desk, SetStatus(R1, "4", Status.RETIRED))
    assert desk.take_back(first) is None
    assert desk.season.session(R1).finish("1") == before.session(R1).finish("1")
    assert desk.season.session(R1).finish("4").status is Status.RETIRED
    assert desk.store.season(desk.season.code) == desk.season
    newest = steps(desk)[0]
    assert (newest.takes_back, newest.edits, newest.operator) == (first.id, first.edits, "Zoë")
    assert desk.store.taken_back(desk.season.code) == {first.id}


def test_taking_back_is_a_step_that_can_be_undone_and_done_again(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    after = desk.season
    desk.take_back(first)
    without = desk.season
    desk.undo()
    assert desk.season == after
    assert desk.store.taken_back(desk.season.code) == frozenset()
    desk.redo()
    assert desk.season == without
    assert desk.store.taken_back(desk.season.code) == {first.id}


def test_a_taking_back_can_be_taken_back_alone(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    after = desk.season
    desk.take_back(first)
    done(desk, SetStatus(R1, "4", Status.RETIRED))
    assert desk.take_back(steps(desk)[1]) is None
    assert desk.season.session(R1).finish("1") == after.session(R1).finish("1")
    assert desk.store.taken_back(desk.season.code) == {steps(desk)[2].id}


def test_a_step_whose_rows_were_touched_later_is_refused_with_the_later_step(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    second = done(desk, SetTimes(R1, "1", best_ms=1_001))
    third = done(desk, SetStatus(R1, "4", Status.RETIRED))
    before = desk.season
    assert desk.take_back(first) == second
    assert desk.season is before
    assert steps(desk)[0] == third


def test_other_columns_of_the_same_row_do_not_stand_in_the_way(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    done(desk, SetTimes(R1, "1", laps=19))
    assert desk.take_back(first) is None
    assert desk.season.session(R1).finish("1").laps == 19


def test_an_earlier_decision_goes_and_the_later_one_moves_up(desk: Desk) -> None:
    first = done(desk, AddDecision(R2, decision(20)))
    done(desk, AddDecision(R2, decision(21, "4")))
    assert desk.take_back(first) is None
    assert [each.number for each in desk.season.session(R2).decisions] == [12, 21]
    assert desk.store.season(desk.season.code) == desk.season


def test_a_decision_whose_state_was_changed_later_is_refused(desk: Desk) -> None:
    first = done(desk, AddDecision(R2, decision(20)))
    second = done(desk, SetDecisionState(R2, 20, DecisionState.WITHDRAWN))
    assert desk.take_back(first) == second


def test_an_entry_that_a_later_result_names_is_refused_with_that_result(desk: Desk) -> None:
    entered = done(desk, EnterCar(NEW))
    done(desk, SetTimes(R1, "1", best_ms=1_000))
    placed = done(desk, PlaceCar(R1, "99", 1))
    done(desk, SetTimes(R1, "2", best_ms=1_000))
    assert desk.take_back(entered) == placed
    desk.take_back(placed)
    assert desk.take_back(entered) is None
    assert all(entry.number != "99" for entry in desk.season.entries)


def test_a_number_given_out_again_is_refused(desk: Desk) -> None:
    first = done(desk, AddDecision(R2, decision(20)))
    desk.take_back(first)
    away = steps(desk)[0]
    again = done(desk, AddDecision(R2, decision(20, "4")))
    assert desk.take_back(away) == again


def test_a_whole_result_cleared_comes_back(desk: Desk) -> None:
    before = desk.season
    cleared = done(desk, ClearResult(R1))
    done(desk, AddDecision(R2, decision(20)))
    assert desk.take_back(cleared) is None
    assert desk.season.session(R1) == before.session(R1)


def test_what_was_undone_does_not_stand_in_the_way(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    done(desk, SetTimes(R1, "1", best_ms=1_001))
    desk.undo()
    assert desk.take_back(first) is None
    assert desk.redo_step is None


def test_a_file_that_is_read_only_takes_nothing_back(desk: Desk) -> None:
    first = done(desk, SetTimes(R1, "1", best_ms=1_000))
    desk.store.read_only_reason = Trouble("store.in_use", name="x")
    before = desk.season
    with pytest.raises(Trouble):
        desk.take_back(first)
    assert desk.season is before


def test_history_goes_on_before_a_step(desk: Desk) -> None:
    made = [done(desk, SetTimes(R1, "1", best_ms=n + 1)) for n in range(5)]
    assert desk.store.steps(desk.season.code) == 5
    assert desk.store.history(desk.season.code, 2, made[3].id) == (made[2], made[1])
    assert desk.store.history(desk.season.code, 2, made[0].id) == ()


EDITS = st.lists(
    st.one_of(
        st.builds(SetTimes, st.sampled_from((R1, R2)), st.sampled_from("1234"), best_ms=st.integers(1, 3)),
        st.builds(PlaceCar, st.sampled_from((R1, R2)), st.sampled_from("1234"), st.integers(1, 4)),
        st.builds(TakeOutCar, st.sampled_from((R1, R2)), st.sampled_from("1234")),
        st.builds(SetStatus, st.sampled_from((R1, R2)), st.sampled_from("1234"), st.sampled_from(Status)),
        st.builds(ClearResult, st.just(R1)),
    ),
    min_size=1,
    max_size=8,
)


@given(edits=EDITS, place=st.integers(0, 7))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_walking_back_and_forth_is_what_the_file_says(season: Season, edits: list[Edit], place: int) -> None:
    store = Store.memory()
    store.add_season(season)
    desk = Desk(store)
    seasons = [season]
    for edit in edits:
        desk.do(edit)
        if desk.season != seasons[-1]:
            seasons.append(desk.season)
    made = steps(desk)
    here = desk.season
    for step, was in zip(made, seasons[-2::-1], strict=True):
        back = store.before(here, step)
        assert back == was
        assert store.after(back, step) == here
        here = back
    if made:
        chosen = made[place % len(made)]
        before = desk.season
        rests = desk.take_back(chosen)
        assert store.season(season.code) == desk.season
        assert rests is None or (rests.id > chosen.id and desk.season is before)
        if rests is None and chosen is made[0]:
            assert desk.season == seasons[-2]
    store.close()
