"""How long the palette takes to open, and from a key press in it until what it finds is painted, with a page of figures under it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cupdesk.bench.measure import Measure, timed
from cupdesk.bench.painting import painted, running, then_painted
from cupdesk.bench.seasons import season
from cupdesk.desk import Desk
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

RACES, CARS, ROUNDS = 24, 60, 8
LIMIT = 50.0
LINES = ("12", "driver 3", "r1", "standings", "undo")


def measures() -> Iterator[Measure]:
    """Opening it, and each character of some lines, over the standings of 24 races × 60 cars; the floor is painting the list."""
    running()
    with tempfile.TemporaryDirectory() as name:
        store = Store.memory()
        store.add_season(season(RACES, CARS))
        window = MainWindow(Desk(store), Settings(Path(name) / "bench.ini"))
        window.show()
        window.travel.to_page("standings")
        painted()
        palette = window.palette_
        opened: list[float] = []
        typed: list[float] = []
        floors: list[float] = []
        for line in LINES * ROUNDS:
            opened += timed(partial(then_painted, palette.open), 1)
            for character in line:
                typed += timed(partial(then_painted, partial(QTest.keyClicks, palette.line, character)), 1)
                floors += timed(palette.list.viewport().repaint, 1)
            QTest.keyClick(palette.line, Qt.Key.Key_Escape)
            painted()
        window.close()
        store.close()
    yield Measure("palette open and painted", tuple(opened), tuple(floors), median_limit=LIMIT)
    yield Measure("palette: key press to what is found", tuple(typed), tuple(floors), p99_limit=LIMIT)
