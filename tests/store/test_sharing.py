"""One program writes a cup file; a second one reads it, and is told why."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cupdesk.rules.edits import PlaceCar, apply
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.words.trouble import Trouble

Said = Callable[[Trouble | None, str], None]

HOLD = """
import sys
from cupdesk.store.file import Store
store = Store.open(sys.argv[1], "Zoë")
print(store.read_only, flush=True)
sys.stdin.read()
"""


def test_a_second_program_reads_until_the_first_is_gone(file: Path, season: Season, said: Said) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "False\n"
    second = Store.open(file)
    said(second.read_only_reason, "store.open_elsewhere")
    assert second.read_only_reason is not None
    assert second.read_only_reason.values["operator"] == "Zoë"
    assert re.fullmatch(r"\d\d:\d\d", str(second.read_only_reason.values["since"]))
    assert second.season(season.code) == season
    with pytest.raises(Trouble):
        second.write(season, season, (), "Anne")
    second.close()
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    third = Store.open(file)
    assert not third.read_only
    third.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_same_program_cannot_write_through_two_stores(file: Path, season: Season, said: Said) -> None:
    first = Store.open(file, "Anne")
    second = Store.open(file, "Zoë")
    said(second.read_only_reason, "store.open_elsewhere")
    edits = (PlaceCar("A/R1", "5", 1),)
    first.write(season, apply(season, *edits), edits, "Chloé")
    assert second.season(season.code) == apply(season, *edits)
    third = Store.open(file)
    assert third.read_only_reason is not None
    assert third.read_only_reason.values["operator"] == "Chloé"
    for store in (first, second, third):
        store.close()


def test_another_program_in_the_middle_of_writing(file: Path, season: Season, said: Said) -> None:
    store = Store.open(file)
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    edits = (PlaceCar("A/R1", "5", 1),)
    with pytest.raises(Trouble) as caught:
        store.write(season, apply(season, *edits), edits, "Anne")
    said(caught.value, "store.busy")
    raw.execute("ROLLBACK")
    raw.close()
    store.write(season, apply(season, *edits), edits, "Anne")
    store.close()
