"""Published documents in a cup's file: durable, undone and done again, not written where nothing can be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cupdesk.desk import Desk
from cupdesk.rules.documents import Copy, Document, Signatory, packed
from cupdesk.rules.edits import EnterSecond, PlaceCar, SetPublication
from cupdesk.rules.model import Season
from cupdesk.rules.session import SessionState
from cupdesk.store.file import Store
from cupdesk.words.trouble import Trouble

AT = datetime(2026, 5, 1, 15, 30, tzinfo=UTC)


def publication(ref: str, number: int) -> SetPublication:
    text = "é" * 20_000
    copy = Copy("fr", "Course 1", hashlib.sha256(text.encode()).hexdigest(), "CUPDESK1", packed(text))
    signed = (Signatory("clerk", "Anne"),)
    document = Document(number, "classification", ref, SessionState.PROVISIONAL, 0, AT, (copy,), "JD", signed)
    return SetPublication(ref, SessionState.PROVISIONAL, 0, number, AT, (document,))


def first_race(desk: Desk) -> str:
    return desk.book.races()[0]


def test_a_document_is_there_after_a_restart(tmp_path: Path, season: Season) -> None:
    place = tmp_path / "cup.cupdesk"
    store = Store.create(place)
    store.add_season(season)
    desk = Desk(store, operator="JD")
    ref = first_race(desk)
    desk.do(publication(ref, 7))
    desk.do(EnterSecond(ref, ("1", "2"), (), "MB"))
    store.close()
    again = Desk(Store.open(place))
    (document,) = again.season.documents
    assert (document.number, document.by, document.posted) == (7, "JD", AT)
    assert document.copies[0].genuine
    second = again.season.session(ref).second
    assert second is not None
    assert (second.order, second.by) == (("1", "2"), "MB")
    again.store.close()


def test_publishing_is_undone_and_done_again_and_later_steps_leave_it(season: Season) -> None:
    store = Store.memory()
    store.add_season(season)
    desk = Desk(store)
    ref = first_race(desk)
    desk.do(publication(ref, 7))
    published = desk.season
    desk.do(PlaceCar(ref, desk.season.session(ref).order[-1], 1))
    assert desk.season.documents is published.documents
    desk.undo()
    assert desk.season == published
    desk.undo()
    assert desk.season.documents == ()
    assert desk.season.session(ref).document is None
    desk.redo()
    assert desk.season == published == store.season(season.code)
    store.close()


def test_nothing_is_published_where_nothing_can_be_written(
    tmp_path: Path, season: Season, full_beyond: Callable[..., object]
) -> None:
    place = tmp_path / "cup.cupdesk"
    store = Store.create(place)
    store.add_season(season)
    held = Desk(store)
    second = Desk(Store.open(place))
    before = second.season
    with pytest.raises(Trouble):
        second.do(publication(first_race(second), 7))
    assert second.season is before
    assert Store.open(place).season(season.code).documents == ()
    held.store.close()
