"""The same store on a database server: set `CUPDESK_TEST_DATABASE` to the URL of an empty database to try it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

import cupdesk.store.tables  # noqa: F401
from cupdesk.rules.edits import AddDecision, PlaceCar, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, Sanction, SanctionKind
from cupdesk.store.file import Store
from cupdesk.words.trouble import Trouble

URL = os.environ.get("CUPDESK_TEST_DATABASE", "")
pytestmark = pytest.mark.skipif(not URL, reason="CUPDESK_TEST_DATABASE names no database")


@pytest.fixture
def server() -> Iterator[Store]:
    """A new cup in the database, taken out again afterwards."""
    clear()
    store = Store.create(URL, "Anne")
    yield store
    store.close()
    clear()


def clear() -> None:
    engine = create_engine(URL)
    SQLModel.metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()


def test_a_season_is_kept_changed_undone_and_reopened(server: Store, season: Season) -> None:
    server.add_season(season)
    assert server.season(season.code) == season
    edits = (
        PlaceCar("A/R1", "4", 1),
        AddDecision("B/R1", Decision(3, ("1",), "jump-start", (Sanction(SanctionKind.PLACES, count=3),))),
    )
    after = apply(season, *edits)
    server.write(season, after, edits, "Zoë")
    assert server.season(season.code) == after
    server.close()
    again = Store.open(URL)
    step = again.undo_step(season.code)
    assert step is not None
    assert (step.operator, step.edits) == ("Zoë", edits)
    undone = again.undo(after)
    assert undone is not None
    assert undone[1] == season == again.season(season.code)
    redone = again.redo(season)
    assert redone is not None
    assert redone[1] == after == again.season(season.code)
    again.close()


@given(data=st.data())
@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)
def test_any_season_comes_back_as_it_was(
    server: Store, any_value: Callable[[Any], st.SearchStrategy[Any]], data: st.DataObject
) -> None:
    code = f"s{len(server.season_codes())}"
    season = replace(data.draw(any_value(Season)), code=code)
    server.add_season(season)
    assert server.season(code) == season


def test_one_writer_at_a_time(server: Store, season: Season) -> None:
    server.add_season(season)
    second = Store.open(URL)
    assert second.read_only_reason is not None
    assert second.read_only_reason.key == "store.open_elsewhere"
    assert second.read_only_reason.values["operator"] != "?"
    assert second.season(season.code) == season
    with pytest.raises(Trouble):
        second.add_season(replace(season, code="other"))
    second.close()
    server.close()
    third = Store.open(URL)
    assert not third.read_only
    third.close()


def cut() -> None:
    """Take every connection to the database away, as a server does that is started again."""
    engine = create_engine(URL)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    engine.dispose()


def written(store: Store, season: Season) -> Season:
    """A step written after the connection was lost: the first try is refused, the next one goes through."""
    edit = PlaceCar("A/R1", "4", 1)
    after = apply(season, edit)
    with pytest.raises(Trouble) as caught:
        store.write(season, after, (edit,), "Zoë")
    assert caught.value.key == "store.server"
    store.write(season, after, (edit,), "Zoë")
    return after


def test_after_a_lost_connection_the_right_to_write_is_taken_anew(server: Store, season: Season) -> None:
    server.add_season(season)
    cut()
    after = written(server, season)
    assert server.season(season.code) == after
    second = Store.open(URL)
    assert second.read_only
    second.close()


def test_what_another_wrote_while_the_connection_was_gone_is_not_written_over(server: Store, season: Season) -> None:
    server.add_season(season)
    cut()
    second = Store.open(URL)
    assert not second.read_only
    edit = PlaceCar("A/R1", "4", 1)
    for key in ("store.open_elsewhere", "store.open_elsewhere"):
        with pytest.raises(Trouble) as caught:
            server.write(season, apply(season, edit), (edit,), "Anne")
        assert caught.value.key == key
    other = AddDecision("B/R1", Decision(3, ("1",), "jump-start"))
    second.write(season, apply(season, other), (other,), "Zoë")
    second.close()
    for _ in range(2):
        with pytest.raises(Trouble):
            server.write(season, apply(season, edit), (edit,), "Anne")
    assert server.read_only_reason is not None
    assert server.read_only_reason.key == "store.written_elsewhere"
    assert server.season(season.code) == apply(season, other)


def test_a_cup_is_not_created_over_another(server: Store, season: Season) -> None:
    server.add_season(season)
    with pytest.raises(Trouble) as caught:
        Store.create(URL)
    assert caught.value.key == "store.exists"
    assert server.season_codes() == (season.code,)
    clear()
    server.close()
    with pytest.raises(Trouble) as caught:
        Store.open(URL)
    assert caught.value.key == "store.not_a_cup"


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(Trouble) as caught:
        Store.open("postgresql+psycopg://anne:secret@127.0.0.1:1/cup")
    assert caught.value.key == "store.server"
    assert "secret" not in str(caught.value.values)
