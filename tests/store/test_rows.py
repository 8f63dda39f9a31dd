"""Rows say exactly what the values say, and only what changed is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupdesk.resources import resource
from cupdesk.rules.edits import AddDecision, Edit, EnterCar, PlaceCar, SetTimes, apply
from cupdesk.rules.model import Entry, Season
from cupdesk.rules.session import Decision
from cupdesk.seasons.file import load
from cupdesk.store.file import Store
from cupdesk.store.hand import FileHand
from cupdesk.words.trouble import Trouble

UNHURRIED = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)
Values = Callable[[Any], st.SearchStrategy[Any]]


@given(data=st.data())
@UNHURRIED
def test_any_season_comes_back_as_it_was(any_value: Values, data: st.DataObject) -> None:
    season: Season = data.draw(any_value(Season))
    store = Store.memory()
    store.add_season(season)
    assert store.season(season.code) == season
    store.close()


@given(data=st.data())
@UNHURRIED
def test_any_change_is_written_undone_and_redone(any_value: Values, data: st.DataObject) -> None:
    seasons = any_value(Season).map(lambda season: replace(season, code="x"))
    before, after = data.draw(seasons), data.draw(seasons)
    store = Store.memory()
    store.add_season(before)
    store.write(before, after, (), "Anne")
    assert store.season("x") == after
    undone = store.undo(after)
    assert undone is not None
    assert undone[1] == before == store.season("x")
    redone = store.redo(before)
    assert redone is not None
    assert redone[1] == after == store.season("x")
    store.close()


def test_the_shipped_season_comes_back_as_it_was(tmp_path: Path) -> None:
    season = load(resource("seasons", "pccf-2023.json"))
    store = Store.create(tmp_path / "pccf.cupdesk")
    store.add_season(season)
    store.close()
    store = Store.open(tmp_path / "pccf.cupdesk")
    assert store.season(season.code) == season
    store.close()


def test_several_seasons_live_in_one_cup(cup: Store, season: Season) -> None:
    other = replace(season, code="test-2027", year=2027)
    cup.add_season(other)
    assert cup.season_codes() == ("test-2026", "test-2027")
    edits = (PlaceCar("A/R1", "5", 1),)
    cup.write(other, apply(other, *edits), edits, "Anne")
    assert cup.season("test-2026") == season
    assert cup.undo_step("test-2026") is None
    assert cup.undo_step("test-2027") is not None


def test_season_twice_or_unknown_is_refused(cup: Store, season: Season) -> None:
    with pytest.raises(Trouble) as trouble:
        cup.add_season(replace(season, year=1999))
    assert trouble.value.key == "store.season_exists"
    assert cup.season(season.code) == season
    with pytest.raises(Trouble) as trouble:
        cup.season("nowhere")
    assert trouble.value.key == "store.no_season"


@pytest.mark.parametrize(
    "edit", [SetTimes("A/R1", "1", total_ms=10**30), PlaceCar("A/R1", "\udcff")], ids=["huge", "half a character"]
)
def test_a_value_no_database_holds_is_refused_whole(cup: Store, season: Season, edit: Edit) -> None:
    edits = (PlaceCar("A/R1", "2", 1), edit)
    with pytest.raises(Trouble) as trouble:
        cup.write(season, apply(season, *edits), edits, "Anne")
    assert trouble.value.key == "store.unfit"
    assert cup.season(season.code) == season
    assert cup.history(season.code) == ()


def statements(store: Store, work: Callable[[], object]) -> list[str]:
    seen: list[str] = []

    assert isinstance(store._hand, FileHand)
    store._hand._raw.set_trace_callback(lambda statement: seen.append(" ".join(statement.split()[:2])))
    work()
    store._hand._raw.set_trace_callback(None)
    return seen


def test_one_car_is_one_row_and_one_step(grand_season: Season) -> None:
    store = Store.memory()
    store.add_season(grand_season)
    for edit, table in ((PlaceCar("C/R1", "7", 1), "session"), (SetTimes("C/R1", "7", total_ms=5), "finish")):
        before = store.season(grand_season.code)
        seen = statements(store, lambda b=before, e=edit: store.write(b, apply(b, e), (e,), "Anne"))  # type: ignore[misc]
        assert seen == ["BEGIN", f'UPDATE "{table}"', "UPDATE step", "INSERT INTO", "COMMIT"]


def test_untouched_sessions_stay_the_same_objects(cup: Store, season: Season) -> None:
    edits = (SetTimes("B/R1", "2", gap_ms=170),)
    after = apply(season, *edits)
    cup.write(season, after, edits, "Anne")
    undone = cup.undo(after)
    assert undone is not None
    fresh = {ref: session for ref, _, session in undone[1].sessions()}
    for ref, _, session in season.sessions():
        assert (fresh[ref] is session) == (ref != "B/R1")
    assert undone[1].entries is season.entries


def test_a_car_entered_is_undone_without_reading_the_sessions(cup: Store, season: Season) -> None:
    edits = (EnterCar(Entry("99", ("d1",))),)
    after = apply(season, *edits)
    cup.write(season, after, edits, "Anne")
    undone = cup.undo(after)
    assert undone is not None
    assert undone[1] == season
    assert all(a is b for a, b in zip(undone[1].rounds, season.rounds, strict=True))


def test_a_round_put_in_keeps_the_others(cup: Store, season: Season) -> None:
    late = replace(season.rounds[0], code="Z")
    after = replace(season, rounds=(late, *season.rounds))
    cup.write(season, after, (), "Anne")
    assert cup.season(season.code) == after
    undone = cup.undo(after)
    assert undone is not None
    assert undone[1] == season
    known = dict(zip(("A", "B"), season.rounds, strict=True))
    for round_ in undone[1].rounds:
        assert all(a is b for a, b in zip(round_.sessions, known[round_.code].sessions, strict=True))


def test_decisions_number_twice_are_kept_for_the_desk_to_name(cup: Store, season: Season) -> None:
    edits = (AddDecision("A/R1", Decision(12, ("1",), "jump-start")),)
    after = apply(season, *edits)
    cup.write(season, after, edits, "Anne")
    assert cup.season(season.code) == after
