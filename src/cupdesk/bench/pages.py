"""How long the pages of the season take to answer: a rule book being changed, a journal of ten thousand steps."""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.bench.measure import Measure, timed
from cupdesk.bench.painting import painted, running, then_painted
from cupdesk.bench.seasons import season
from cupdesk.bench.window import CARS, FRAME, RACES, open_all
from cupdesk.desk import Desk
from cupdesk.rules.edits import PlaceCar
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.journal import JournalPage
from cupdesk.ui.screens.regulations import RegulationsPage
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS, TIMES = 10_000, 20
BLOCKED = 100.0
"""Milliseconds that no key may wait."""


def measures() -> Iterator[Measure]:
    """A key in a setting with the table it gives beside it; the journal opened, searched, and shown while something is done."""
    running()
    with tempfile.TemporaryDirectory() as name:
        for write, measure in ((0, _regulations), (STEPS, _journal)):
            store = Store.memory()
            store.add_season(season(RACES, CARS))
            desk = Desk(store)
            _write(desk, write)
            window = MainWindow(desk, Settings(Path(name) / "bench.ini"))
            window.show()
            open_all(window)
            painted()
            yield from measure(window, desk)
            window.close()
            store.close()


def _write(desk: Desk, steps: int) -> None:
    """So many steps in the journal: cars put here and there."""
    chance, races = random.Random(1), desk.book.races()
    numbers = [entry.number for entry in desk.season.entries]
    while desk.store.steps(desk.season.code) < steps:
        for _ in range(100):
            desk.do(PlaceCar(chance.choice(races), chance.choice(numbers), chance.randint(1, CARS)))


def _regulations(window: MainWindow, desk: Desk) -> Iterator[Measure]:
    window.travel.to_page("regulations")
    assert window.page is not None
    page = window.page.pages["regulations"]
    assert isinstance(page, RegulationsPage)
    control = page.field("championships[0].scale").control
    control.setFocus()
    samples: list[float] = []
    floors: list[float] = []
    for character in " 3 2 1" * (TIMES // 6 + 1):
        samples += timed(partial(then_painted, partial(QTest.keyClicks, control, character)), 1)
        floors += timed(page.table.viewport().repaint, 1)
    page.throw_away()
    yield Measure("Regulations: key press to the table it gives", tuple(samples), tuple(floors), p99_limit=2 * FRAME)


def _journal(window: MainWindow, desk: Desk) -> Iterator[Measure]:
    window.travel.to_session(desk.book.races()[-1])
    painted()
    opened = timed(partial(then_painted, partial(window.travel.to_page, "journal")), 1)
    assert window.page is not None
    page = window.page.pages["journal"]
    assert isinstance(page, JournalPage)
    floors = timed(page.table.viewport().repaint, TIMES)
    race, last = desk.book.races()[-1], len(desk.season.entries)
    numbers = [entry.number for entry in desk.season.entries][:TIMES]
    done = [timed(partial(then_painted, partial(desk.do, PlaceCar(race, n, last))), 1)[0] for n in numbers]
    undone = [timed(partial(then_painted, desk.undo), 1)[0] for _ in numbers]
    searched = list(timed(partial(then_painted, partial(QTest.keyClicks, page.search, "x")), 1))
    while page.reading_on:
        searched += timed(QApplication.processEvents, 1)
    page.search.clear()
    painted()
    down = partial(QTest.keyClick, page.table, Qt.Key.Key_PageDown)
    turned = timed(partial(then_painted, down), TIMES)
    whole = f"journal of {STEPS} steps"
    yield Measure(f"{whole} opened", opened, floors, p99_limit=BLOCKED)
    yield Measure(f"{whole}: page down", turned, floors, p99_limit=2 * FRAME)
    yield Measure(f"{whole}: edit while it is shown", tuple(done), floors, p99_limit=2 * FRAME)
    yield Measure(f"{whole}: undo while it is shown", tuple(undone), floors, p99_limit=2 * FRAME)
    yield Measure(f"{whole} searched: a key waits", tuple(searched), floors, p99_limit=BLOCKED)
