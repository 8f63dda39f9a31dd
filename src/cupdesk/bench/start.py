"""How long until the window can be used, and how much memory it takes, beside a bare Qt window started the same way."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure
from cupdesk.resources import resource
from cupdesk.seasons.file import load
from cupdesk.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = 7
_SAY = """
import json, sys, time
def _say(start):
    took = (time.time() - start) * 1000
    try:
        with open("/proc/self/status") as status:
            size = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024
    except FileNotFoundError:
        import resource
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1048576 if sys.platform == "darwin" else 1024)
    print(json.dumps([took, size]))
"""
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1280, 772)
window.show()
app.processEvents()
"""
_DESK = """
import sys
from pathlib import Path
from cupdesk.ui.app import application
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.settings import Settings
app = application()
window = MainWindow(None, Settings(Path(sys.argv[3])))
window.files.open_path(Path(sys.argv[2]))
window.show()
app.processEvents()
"""


def measures() -> Iterator[Measure]:
    """Start of the example season to its first painted window, and the memory it took, in turn with a bare window."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "start.cupdesk"
        store = Store.create(file)
        store.add_season(load(resource("seasons", "pccf-2023.json")))
        store.close()
        runs = [(_run(_DESK, file, folder / "start.ini"), _run(_BARE, file, folder)) for _ in range(_TIMES + 1)][1:]
    desk, bare = [a for a, _ in runs], [b for _, b in runs]
    yield Measure("start to usable window", _of(desk, 0), _of(bare, 0), ratio_limit=1.5)
    yield Measure("memory", _of(desk, 1), _of(bare, 1), unit="MB", ratio_limit=1.5)


@cache
def _compiled() -> Path:
    """A folder for compiled modules, gone at the end."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _of(runs: list[list[float]], i: int) -> tuple[float, ...]:
    return tuple(run[i] for run in runs)


def _run(code: str, *arguments: Path) -> list[float]:
    """Milliseconds from before the interpreter starts until the window is painted, and the most memory taken, in MB."""
    start = time.time()
    script = f"{_SAY}{code}\n_say(float(sys.argv[1]))\n"
    call = [sys.executable, "-c", script, repr(start), *map(str, arguments)]
    # As an installed program starts: with its modules compiled, wherever the machine keeps them.
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(_compiled())
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=surroundings)
    answer: list[float] = json.loads(done.stdout.splitlines()[-1])
    return answer
