"""The file is what the documentation says it is, and older ones are brought up with a copy beside."""

from __future__ import annotations

import importlib.util
import runpy
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import cupdesk.store.migrations as migrations
import cupdesk.store.tables  # noqa: F401
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.store.opening import APPLICATION_ID, SCHEMA
from cupdesk.words.trouble import Trouble

SAVED = Path(__file__).parent / "saved"


def test_the_migrations_make_the_tables_the_program_uses() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrations.upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert context.get_current_revision() == str(SCHEMA)
    engine.dispose()


def test_columns_hold_text_and_whole_numbers_only() -> None:
    kinds = {str(column.type) for table in SQLModel.metadata.tables.values() for column in table.columns}
    assert kinds == {"VARCHAR", "INTEGER"}


def test_the_newest_migration_is_the_schema() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [int(step.revision) for step in script.walk_revisions()] == list(range(SCHEMA, 0, -1))


def test_identity_and_pragmas(cup: Store) -> None:
    assert isinstance(cup.place, Path)
    with cup._reading() as hand:
        values = {
            name: hand.rows(f"PRAGMA {name}")[0][0]
            for name in ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys")
        }
        assert hand.rows("PRAGMA foreign_key_check") == []
    assert values == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
    }
    cup.close()
    head = cup.place.read_bytes()[:100]
    assert head[68:72] == b"CupD"
    assert head[60:64] == SCHEMA.to_bytes(4, "big")


def older_file(path: Path) -> None:
    """A file from before the first schema: the identity of a cup, the log, and no tables yet."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("CREATE TABLE note (words TEXT)")
        raw.execute("INSERT INTO note VALUES ('kept')")
        raw.commit()


def test_an_older_file_is_copied_then_upgraded(tmp_path: Path, season: Season) -> None:
    path = tmp_path / "cup.cupdesk"
    older_file(path)
    (tmp_path / "cup.schema-0.cupdesk").write_text("mine")
    store = Store.open(path)
    store.add_season(season)
    assert store.season(season.code) == season
    store.close()
    assert (tmp_path / "cup.schema-0.cupdesk").read_text() == "mine"
    with closing(sqlite3.connect(tmp_path / "cup.schema-0-2.cupdesk")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (0,)
        assert copy.execute("SELECT words FROM note").fetchall() == [("kept",)]
    again = Store.open(path)
    again.close()
    assert len(list(tmp_path.iterdir())) == 3


def test_an_older_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cup.cupdesk"
    older_file(path)
    (tmp_path / "cup.cupdesk-lock").mkdir()
    before = path.read_bytes()
    with pytest.raises(Trouble) as caught:
        Store.open(path)
    assert caught.value.key == "store.older_read_only"
    assert path.read_bytes() == before


def test_no_upgrade_without_room_for_the_copy(
    tmp_path: Path, full_beyond: Callable[[int], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "cup.cupdesk"
    older_file(path)
    before = path.read_bytes()
    with full_beyond(4096), pytest.raises(Trouble) as caught:
        Store.open(path)
    assert caught.value.key == "store.disk_full"
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.schema-*")) == []


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_saved_file_of_each_schema_still_reads(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "cup.cupdesk"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((SAVED / f"schema_{schema}.sql").read_text(encoding="utf-8"))
    expected = runpy.run_path(str(SAVED / "make.py"))
    store = Store.open(path)
    assert store.season(expected["SEASON"].code) == expected["AFTER"]
    steps = store.history(expected["SEASON"].code)
    assert [(step.operator, step.edits, step.undone) for step in steps] == expected["STEPS"]
    undone = store.undo(expected["AFTER"])
    assert undone is not None
    assert undone[1] == expected["SEASON"] == store.season(expected["SEASON"].code)
    store.close()


def test_the_migrations_are_found_beside_the_package() -> None:
    spec = importlib.util.find_spec("cupdesk.store.migrations.versions.schema_1")
    assert spec is not None
