"""A full disk refuses the edit, and keeps everything before it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from cupdesk.rules.edits import SetTimes, apply
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.words.trouble import Trouble

Full = Callable[[int], AbstractContextManager[None]]
Said = Callable[[Trouble | None, str], None]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 2 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a disk needs the superuser")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full(tiny_disk: Path, season: Season, said: Said) -> None:
    path = tiny_disk / "cup.cupdesk"
    store = Store.create(path)
    store.add_season(season)
    ballast = tiny_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    value, refused_ones = season, 0
    for count in range(200):
        edits = (SetTimes("A/R1", "1", total_ms=count),)
        after = apply(value, *edits)
        try:
            store.write(value, after, edits, f"Anne {count}")
        except Trouble as trouble:
            said(trouble, "store.disk_full")
            refused_ones += 1
        else:
            value = after
    assert refused_ones
    assert store.season(season.code) == value
    ballast.unlink()
    store.write(value, apply(value, *edits), edits, "Anne")
    store.close()
    store = Store.open(path)
    assert store.season(season.code) == apply(value, *edits)
    store.close()


def test_a_full_disk_refuses_the_edit_and_keeps_the_rest(
    file: Path, season: Season, full_beyond: Full, said: Said
) -> None:
    store = Store.open(file)
    value = season
    with full_beyond(file.stat().st_size + 100_000), pytest.raises(Trouble) as caught:  # noqa: PT012
        for count in range(10_000):
            edits = (SetTimes("A/R1", "1", total_ms=count),)
            after = apply(value, *edits)
            store.write(value, after, edits, "Anne")
            value = after
    said(caught.value, "store.disk_full")
    assert value != season
    assert store.season(season.code) == value
    edits = (SetTimes("A/R1", "1", total_ms=7),)
    store.write(value, apply(value, *edits), edits, "Anne")
    store.close()
    store = Store.open(file)
    assert store.season(season.code) == apply(value, *edits)
    store.close()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, full_beyond: Full, said: Said) -> None:
    with full_beyond(20_000), pytest.raises(Trouble) as caught:
        Store.create(tmp_path / "cup.cupdesk")
    said(caught.value, "store.disk_full")
    assert list(tmp_path.iterdir()) == []
