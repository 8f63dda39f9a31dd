"""The program is killed in the middle of fast entry: every edit that was answered is in the file, and the file opens.

`CUPDESK_KILLS=100` kills it a hundred times.
"""

from __future__ import annotations

import os
import random
import runpy
import subprocess
import sys
import time
from pathlib import Path

from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season
from cupdesk.store.file import Store

SCRIPT = Path(__file__).parent / "fast_entry.py"
KILLS = int(os.environ.get("CUPDESK_KILLS", "3"))


def killed(path: Path, after: float) -> int:
    """Enter for `after` seconds, then kill -9; how many edits were answered, 0 if none."""
    child = subprocess.Popen([sys.executable, str(SCRIPT), str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    answered = (first + rest).splitlines(keepends=True)
    whole = [line for line in answered if line.endswith("\n")]
    assert whole, "nothing was entered"
    return int(whole[-1])


def test_every_answered_edit_is_in_the_file(tmp_path: Path, season: Season) -> None:
    edit = runpy.run_path(str(SCRIPT))["edit"]
    path = tmp_path / "cup.cupdesk"
    store = Store.create(path)
    store.add_season(season)
    store.close()
    chance = random.Random(7)
    expected, known = season, 0
    for _ in range(KILLS):
        answered = killed(path, chance.uniform(0, 0.15))
        store = Store.open(path)
        assert not store.read_only
        steps = store.history(season.code)
        assert len(steps) in (answered, answered + 1)
        for count in range(known, len(steps)):
            expected = apply(expected, edit(count))
        known = len(steps)
        assert [step.edits[0] for step in reversed(steps)] == [edit(count) for count in range(known)]
        assert store.season(season.code) == expected
        store.close()
    store = Store.open(path)
    back = expected
    for _ in range(min(known, 50)):
        undone = store.undo(back)
        assert undone is not None
        back = undone[1]
    assert store.season(season.code) == back
    store.close()
