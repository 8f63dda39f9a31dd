"""A copy of the whole cup under another name: what it holds, and what cannot be copied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from cupdesk.rules.edits import SetTimes, apply
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.words.trouble import Trouble

Full = Callable[[int], AbstractContextManager[None]]
Said = Callable[[Trouble | None, str], None]


def test_a_copy_holds_everything_and_the_file_goes_on_alone(file: Path, season: Season) -> None:
    store, copy = Store.open(file), file.with_name("copy.cupdesk")
    edits = (SetTimes("A/R1", "1", total_ms=61_000),)
    first = apply(season, *edits)
    store.write(season, first, edits, "Anne")
    store.copy_to(copy)
    later = (SetTimes("A/R1", "1", total_ms=62_000),)
    store.write(first, apply(first, *later), later, "Anne")
    other = Store.open(copy)
    assert not other.read_only
    assert other.season(season.code) == first
    assert [step.edits for step in other.history(season.code)] == [edits]
    assert store.season(season.code) == apply(first, *later)
    other.close()
    store.close()


def test_a_file_that_is_only_read_can_be_copied(file: Path, season: Season) -> None:
    holder, reader = Store.open(file), Store.open(file)
    assert reader.read_only
    reader.copy_to(file.with_name("copy.cupdesk"))
    copy = Store.open(file.with_name("copy.cupdesk"))
    assert copy.season(season.code) == season
    for store in (copy, reader, holder):
        store.close()


def test_nothing_is_replaced_and_nothing_half_stays(file: Path, full_beyond: Full, said: Said) -> None:
    store = Store.open(file)
    before = file.read_bytes()
    for place, key in ((file, "store.exists"), (file.parent / "none" / "copy.cupdesk", "store.cannot_create")):
        with pytest.raises(Trouble) as caught:
            store.copy_to(place)
        said(caught.value, key)
    copy = file.with_name("copy.cupdesk")
    with full_beyond(20_000), pytest.raises(Trouble) as caught:
        store.copy_to(copy)
    said(caught.value, "store.copy_failed")
    assert not copy.exists()
    store.close()
    assert file.read_bytes() == before
