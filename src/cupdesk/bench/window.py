"""How long from a key press until every table on the screen has been painted anew, with the file on disk."""

from __future__ import annotations

import sqlite3
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cupdesk.bench.measure import Measure, timed
from cupdesk.bench.seasons import season
from cupdesk.desk import Desk
from cupdesk.rules.edits import ClearResult, SetOrder, apply
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.places import WHAT_IF
from cupdesk.ui.settings import Settings
from cupdesk.ui.table import RowsTable

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = 1000 / 60
RACES, CARS, ROUNDS = 16, 40, 5
SMOOTH = 3.0


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def measures() -> Iterator[Measure]:
    """Each Enter that places a car, 16 races × 40 cars × 5 championships; the floor is a durable commit and a repaint."""
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = season(RACES, CARS)
        last = f"M{RACES}/R1"
        store = Store.create(folder / "bench.cupdesk")
        store.add_season(apply(whole, ClearResult(last)))
        desk = Desk(store)
        window = MainWindow(desk, Settings(folder / "bench.ini"))
        window.show()
        window.travel.to_session(last, "order")
        app.processEvents()
        samples, floors = _type_all(window, desk, last, whole.session(last).order, folder)
        desk.do(SetOrder(last, whole.session(last).order, whole.session(last).finishes))
        supposed, repainted = _suppose_all(window, last, whole.session(last).order)
        window.close()
        store.close()
    yield Measure("key press to painted standings", samples, floors, ratio_limit=SMOOTH, p99_limit=FRAME)
    yield Measure("key press to painted what-if", supposed, repainted, p99_limit=FRAME)


def _type_all(
    window: MainWindow, desk: Desk, race: str, order: tuple[str, ...], folder: Path
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Type the whole order some times over, car by car; times of each Enter and of the floor right after it.

    An Enter that changes nothing in the standings shown (a car without points) paints less and is left out.
    """
    assert window.page is not None
    painted = window.page.dock.table.viewport()
    paints = _Paints()
    painted.installEventFilter(paints)
    commit = _Commit(folder / "floor.sqlite")
    samples: list[float] = []
    floors: list[float] = []
    for _ in range(ROUNDS):
        for number in order:
            line = QApplication.focusWidget()
            assert line is not None
            QTest.keyClicks(line, number)
            QApplication.processEvents()
            seen = paints.count
            took = timed(partial(_enter_line, line), 1)
            if paints.count > seen:
                samples += took
                floors += timed(partial(_least, commit, order, painted), 1)
        desk.do(ClearResult(race))
        QApplication.processEvents()
    commit.close()
    return tuple(samples), tuple(floors)


def _suppose_all(window: MainWindow, race: str, order: tuple[str, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Suppose `1*20`, `2*20` … on top of one supposition, and leave each again: times of each key, and of a bare repaint.

    The last key of each line moves the car, and with it places, tables and titles; the floor paints the same tables.
    """
    window.travel.to_session(race, WHAT_IF)
    QApplication.processEvents()
    line = QApplication.focusWidget()
    assert line is not None
    assert window.page is not None
    tables = [table.viewport() for table in window.page.session.screen_shown.findChildren(RowsTable)]
    QTest.keyClicks(line, f"{order[0]} dsq")
    _enter_line(line)
    samples: list[float] = []
    floors: list[float] = []
    for number in order[1:]:
        for character in f"{number}*20":
            samples += timed(partial(_key, line, character), 1)
            floors += timed(partial(_repaint, tables), 1)
        QTest.keyClick(line, Qt.Key.Key_Escape)
        QApplication.processEvents()
    return tuple(samples), tuple(floors)


def _key(line: QWidget, character: str) -> None:
    QTest.keyClicks(line, character)
    QApplication.processEvents()


def _repaint(tables: list[QWidget]) -> None:
    for table in tables:
        table.repaint()


def _enter_line(line: QWidget) -> None:
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def _least(commit: _Commit, order: tuple[str, ...], painted: QWidget) -> None:
    commit.write(order)
    painted.repaint()


class _Commit:
    """One durable commit of the same rows, without anything around it: the order of a session and a line of the journal."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        run = self._connection.execute
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=FULL")
        run("CREATE TABLE session (id INTEGER PRIMARY KEY, running_order TEXT)")
        run("CREATE TABLE journal (id INTEGER PRIMARY KEY, edits TEXT, images TEXT)")
        run("INSERT INTO session VALUES (1, '')")

    def write(self, order: tuple[str, ...]) -> None:
        """Write the order and its images before and after."""
        text = " ".join(order)
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        run("UPDATE session SET running_order = ? WHERE id = 1", (text,))
        run("INSERT INTO journal (edits, images) VALUES (?, ?)", ("{}", text + text))
        run("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
