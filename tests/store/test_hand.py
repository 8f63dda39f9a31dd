"""One way of reading and writing: plain SQL, through the standard library for a file, through SQLAlchemy for a URL."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import cupdesk.store.tables  # noqa: F401
from cupdesk.rules.edits import AddDecision, PlaceCar, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, Sanction, SanctionKind
from cupdesk.store.file import Store
from cupdesk.store.hand import FileHand, Hand
from cupdesk.store.opening import SCHEMA, build
from cupdesk.store.server import ServerHand
from cupdesk.store.shelves import SHELVES

A_DAY = """
import sys
from cupdesk.desk import Desk
from cupdesk.rules.edits import PlaceCar
from cupdesk.store.file import Store
desk = Desk(Store.open(sys.argv[1]))
desk.do(PlaceCar("A/R1", "5", 1))
desk.undo()
desk.redo()
desk.undo_step, desk.redo_step, desk.store.history(desk.season.code)
desk.store.close()
print([name for name in ("sqlalchemy", "sqlmodel", "alembic", "pydantic") if name in sys.modules])
"""


@pytest.fixture(params=["file", "url"])
def hand(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hand]:
    """Either hand on a new cup."""
    path = tmp_path / "cup.cupdesk"
    made: Hand = FileHand(str(path)) if request.param == "file" else ServerHand(f"sqlite:///{path}")
    build(made)
    yield made
    made.close()


def test_a_day_with_a_file_needs_nothing_but_the_standard_library(file: Path) -> None:
    run = subprocess.run([sys.executable, "-c", A_DAY, str(file)], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
    store = Store.open(file)
    assert [(step.edits, step.undone) for step in store.history("test-2026")] == [((PlaceCar("A/R1", "5", 1),), False)]
    store.close()


def test_the_shelves_are_the_tables() -> None:
    tables = {
        name: (tuple(key.name for key in table.primary_key), {column.name for column in table.columns})
        for name, table in SQLModel.metadata.tables.items()
        if name != "step"
    }
    assert tables == {
        name: (shelf.keys, {*shelf.keys, *(cell.name for cell in shelf.cells)}) for name, shelf in SHELVES.items()
    }


def test_both_hands_keep_change_undo_and_redo_alike(hand: Hand, season: Season) -> None:
    store = Store("cup", hand, None, None)
    store.add_season(season)
    decision = Decision(3, ("1",), "jump-start", (Sanction(SanctionKind.PLACES, count=3),))
    edits = (PlaceCar("A/R1", "4", 1), AddDecision("B/R1", decision))
    after = apply(season, *edits)
    store.write(season, after, edits, "Zoë")
    assert store.season(season.code) == after
    undone = store.undo(after)
    assert undone is not None
    assert undone[1] == season == store.season(season.code)
    redone = store.redo(season)
    assert redone is not None
    assert redone[1] == after == store.season(season.code)
    assert [(step.operator, step.edits) for step in store.history(season.code, 1)] == [("Zoë", edits)]
    assert hand.schema() == SCHEMA


def test_both_hands_leave_nothing_of_what_fails(hand: Hand) -> None:
    with pytest.raises((sqlite3.IntegrityError, IntegrityError)), hand.transaction():
        hand.run("INSERT INTO season VALUES (:id, 'a', 'A', 2026, '{}', 0, NULL, '{}')", [{"id": 1}, {"id": 1}])
    with hand.transaction():
        assert hand.rows("SELECT count(*) FROM season")[0][0] == 0


def test_a_database_without_a_cup_says_so_by_its_schema(tmp_path: Path) -> None:
    with closing(ServerHand(f"sqlite:///{tmp_path / 'empty'}")) as empty:
        assert empty.schema() is None


def test_another_reader_sees_each_step_at_once(cup: Store, season: Season) -> None:
    assert isinstance(cup.place, Path)
    with closing(sqlite3.connect(cup.place)) as other:
        edits = (PlaceCar("A/R1", "5", 1),)
        cup.write(season, apply(season, *edits), edits, "Anne")
        assert other.execute("SELECT count(*) FROM step").fetchall() == [(1,)]
