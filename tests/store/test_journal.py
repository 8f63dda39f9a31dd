"""Every step is kept, names what was done, and can be taken back after a restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupdesk.rules.edits import AddDecision, Edit, PlaceCar, SetRegulations, SetStatus, TakeOutCar, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, Status
from cupdesk.store.codec import edits_from_text, edits_to_text
from cupdesk.store.file import Store
from cupdesk.store.journal import Step


def do(store: Store, season: Season, *edits: Edit, operator: str = "Anne") -> Season:
    after = apply(season, *edits)
    store.write(season, after, edits, operator)
    return after


def took_back(step: tuple[Step, Season] | None) -> tuple[Step, Season]:
    assert step is not None
    return step


@pytest.mark.parametrize("kind", get_args(Edit), ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_edit_reads_back(
    any_value: Callable[[Any], st.SearchStrategy[Any]], kind: type[Any], data: st.DataObject
) -> None:
    edits = tuple(data.draw(st.lists(any_value(kind), max_size=2)))
    assert edits_from_text(edits_to_text(edits)) == edits


def test_text_of_an_edit_survives_fields_that_come_and_go() -> None:
    assert edits_from_text('[["PlaceCar",{"session":"A/R1","number":"7","colour":"red"}]]') == (PlaceCar("A/R1", "7"),)


def test_a_step_says_when_who_and_what(cup: Store, season: Season) -> None:
    edits = (PlaceCar("A/R1", "3", 1), AddDecision("A/R1", Decision(13, ("3",), "jump-start")))
    do(cup, season, *edits, operator="Zoë")
    (step,) = cup.history(season.code)
    assert (step.operator, step.edits, step.season, step.undone) == ("Zoë", edits, season.code, False)
    assert step.at.utcoffset() == timedelta(0)
    assert timedelta(0) <= datetime.now(UTC) - step.at < timedelta(minutes=1)
    assert cup.undo_step(season.code) == step
    assert cup.redo_step(season.code) is None


def test_another_rule_book_is_one_step_and_comes_back(cup: Store, season: Season) -> None:
    (first, *others) = season.regulations.championships
    rules = replace(season.regulations, championships=(replace(first, scale=(Fraction(10, 7), Fraction(1))), *others))
    changed = do(cup, season, SetRegulations(rules))
    assert cup.season(season.code) == changed
    step, back = took_back(cup.undo(changed))
    assert (step.edits, back) == ((SetRegulations(rules),), season)
    assert cup.season(season.code) == season
    again = took_back(cup.redo(back))[1]
    assert cup.season(season.code) == again == changed


def test_undo_and_redo_survive_a_restart(cup: Store, season: Season) -> None:
    first = do(cup, season, PlaceCar("A/R1", "4", 1))
    second = do(cup, first, SetStatus("A/R1", "1", Status.RETIRED, laps=7))
    cup.close()
    again = Store.open(cup.place)
    step, value = took_back(again.undo(again.season(season.code)))
    assert (step.edits, step.undone, value) == ((SetStatus("A/R1", "1", Status.RETIRED, laps=7),), True, first)
    again.close()
    third = Store.open(cup.place)
    assert third.season(season.code) == first
    redo = third.redo_step(season.code)
    assert redo is not None
    assert redo.id == step.id
    step, value = took_back(third.redo(first))
    assert (step.undone, value) == (False, second)
    _, value = took_back(third.undo(second))
    _, value = took_back(third.undo(value))
    assert value == season == third.season(season.code)
    assert third.undo(season) is None
    third.close()


def test_something_new_drops_what_could_be_redone_but_not_its_record(cup: Store, season: Season) -> None:
    value = season
    for number in ("1", "2", "3"):
        value = do(cup, value, TakeOutCar("A/R1", number))
    for _ in range(2):
        _, value = took_back(cup.undo(value))
    value = do(cup, value, TakeOutCar("B/R1", "5"))
    assert cup.redo(value) is None
    assert [(step.edits[0], step.undone) for step in cup.history(season.code)] == [
        (TakeOutCar("B/R1", "5"), False),
        (TakeOutCar("A/R1", "3"), True),
        (TakeOutCar("A/R1", "2"), True),
        (TakeOutCar("A/R1", "1"), False),
    ]
    _, value = took_back(cup.undo(value))
    redo = cup.redo_step(season.code)
    assert redo is not None
    assert redo.edits == (TakeOutCar("B/R1", "5"),)
    assert len(cup.history(season.code, limit=2)) == 2


def test_undo_on_rows_changed_behind_our_back_is_refused(tmp_path: Path, season: Season) -> None:
    import sqlite3

    from cupdesk.words.trouble import Trouble

    path = tmp_path / "cup.cupdesk"
    store = Store.create(path)
    store.add_season(season)
    after = do(store, season, PlaceCar("A/R1", "4", 1))
    store.close()
    with sqlite3.connect(path) as raw:
        for table in ("sanction", "decision", "finish", "session"):
            raw.execute(f"DELETE FROM {table}")
    raw.close()
    store = Store.open(path)
    with pytest.raises(Trouble) as trouble:
        store.undo(after)
    assert trouble.value.key == "store.damaged"
    step = store.undo_step(season.code)
    assert step is not None
    assert not step.undone
    store.close()
