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
from cupdesk.bench.painting import painted, running
from cupdesk.bench.seasons import season
from cupdesk.desk import Desk
from cupdesk.rules.edits import ClearResult, SetOrder, apply
from cupdesk.store.file import Store
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.places import PAGES, WHAT_IF
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = 1000 / 60
RACES, CARS, ROUNDS = 24, 60, 8
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
    """Each key with all screens open, 24 races × 60 cars × 5 championships; the floor is a durable commit and a repaint."""
    running()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = season(RACES, CARS)
        last = f"M{RACES}/R1"
        store = Store.create(folder / "bench.cupdesk")
        store.add_season(apply(whole, ClearResult(last)))
        desk = Desk(store)
        window = MainWindow(desk, Settings(folder / "bench.ini"))
        window.show()
        open_all(window)
        window.travel.to_session(last, "order")
        painted()
        samples, floors = _type_all(window, desk, last, whole.session(last).order, folder)
        desk.do(SetOrder(last, whole.session(last).order, whole.session(last).finishes))
        supposed, repainted = _suppose_all(window, last, whole.session(last).order)
        previewed, as_shown = _preview_all(window, last, whole.session(last).order)
        window.close()
        store.close()
    yield Measure("key press to painted standings", samples, floors, ratio_limit=SMOOTH, p99_limit=FRAME)
    yield Measure("key press to painted what-if", supposed, repainted, p99_limit=FRAME)
    yield Measure("key press to painted decision preview", previewed, as_shown, p99_limit=FRAME)


def open_all(window: MainWindow) -> None:
    """Build every screen and page of the window, as after a day's work."""
    assert window.page is not None
    window.page.session.build_all()
    for name in PAGES:
        window.travel.to_page(name)
        painted()


def _type_all(
    window: MainWindow, desk: Desk, race: str, order: tuple[str, ...], folder: Path
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Type the whole order some times over, car by car; times of each Enter and of the floor right after it.

    An Enter that changes nothing in the standings shown (a car without points) paints less and is left out.
    """
    assert window.page is not None
    standings = window.page.dock.table.viewport()
    paints = _Paints()
    standings.installEventFilter(paints)
    commit = _Commit(folder / "floor.sqlite")
    samples: list[float] = []
    floors: list[float] = []
    for _ in range(ROUNDS):
        for number in order:
            line = QApplication.focusWidget()
            assert line is not None
            QTest.keyClicks(line, number)
            painted()
            seen = paints.count
            took = timed(partial(_enter_line, line), 1)
            if paints.count > seen:
                samples += took
                floors += timed(partial(_least, commit, order, standings), 1)
        desk.do(ClearResult(race))
        painted()
    commit.close()
    return tuple(samples), tuple(floors)


def _suppose_all(window: MainWindow, race: str, order: tuple[str, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Suppose `1*20`, `2*20` … on top of one supposition, and leave each again: times of each key, and of a bare repaint.

    The last key of each line moves the car, and with it places, tables and titles; the floor paints the same tables.
    """
    line = _turn_to(window, race, WHAT_IF)
    QTest.keyClicks(line, f"{order[0]} dsq")
    _enter_line(line)
    return _type_and_leave(window, line, [f"{number}*20" for number in order[1:]])


def _preview_all(window: MainWindow, race: str, order: tuple[str, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Type `1 +15`, `2 +15` … as decisions and leave each again: times of each key, and of a bare repaint.

    From `+1` on each key shows what the decision would change.
    """
    line = _turn_to(window, race, "decisions")
    return _type_and_leave(window, line, [f"{number} +15" for number in order])


def _turn_to(window: MainWindow, race: str, tab: str) -> QWidget:
    """A screen of a session, and its entry line."""
    window.travel.to_session(race, tab)
    painted()
    line = QApplication.focusWidget()
    assert line is not None
    return line


def _type_and_leave(window: MainWindow, line: QWidget, lines: list[str]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    assert window.page is not None
    tables = [table.viewport() for table in window.page.session.screen_shown.findChildren(RowsTable)]
    samples: list[float] = []
    floors: list[float] = []
    for text in lines:
        for character in text:
            samples += timed(partial(_key, line, character), 1)
            floors += timed(partial(_repaint, tables), 1)
        QTest.keyClick(line, Qt.Key.Key_Escape)
        painted()
    return tuple(samples), tuple(floors)


def _key(line: QWidget, character: str) -> None:
    QTest.keyClicks(line, character)
    painted()


def _repaint(tables: list[QWidget]) -> None:
    for table in tables:
        table.repaint()


def _enter_line(line: QWidget) -> None:
    QTest.keyClick(line, Qt.Key.Key_Return)
    painted()


def _least(commit: _Commit, order: tuple[str, ...], shown: QWidget) -> None:
    commit.write(order)
    shown.repaint()


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
