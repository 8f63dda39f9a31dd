"""How long from a timing file given to its page painted: every row, the differences, and the effect on every table."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.bench.imports import CARS, files
from cupdesk.bench.measure import Measure, timed
from cupdesk.bench.seasons import season
from cupdesk.desk import Desk
from cupdesk.imports import open_source
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RACES, ROUNDS = 24, 12
LIMIT = 200.0


def measures() -> Iterator[Measure]:
    """A result of sixty cars into the last of 24 races, all typed otherwise; the floor is cutting the file into cells. Then one car settled by a key."""
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        whole = season(RACES, CARS)
        store = Store.memory()
        store.add_season(whole)
        window = MainWindow(Desk(store), Settings(Path(name) / "bench.ini"))
        window.show()
        window.activateWindow()
        window.travel.to_session(f"M{RACES}/R1", "order")
        app.processEvents()
        for kind, data in files(whole).items():
            path = Path(name) / f"03_Results.{kind}"
            path.write_bytes(data)
            _show(window, path)  # builds the page
            shown: list[float] = []
            floors: list[float] = []
            settled: list[float] = []
            for _ in range(ROUNDS):
                shown += timed(partial(_show, window, path), 1)
                floors += timed(partial(open_source, path), 1)
                table = window.importing.page.differ.table
                assert table.rows_model.rowCount() > CARS // 2
                table.setFocus()
                settled += timed(partial(_then_paint, partial(QTest.keyClick, table, Qt.Key.Key_Space)), 1)
                assert window.importing.page.shown.typed
            yield Measure(f"import page of a {kind} of {CARS} cars", tuple(shown), tuple(floors), median_limit=LIMIT)
        yield Measure("one car of it settled", tuple(settled), tuple(floors), median_limit=LIMIT)
        window.close()
        store.close()


def _show(window: MainWindow, path: Path) -> None:
    _then_paint(partial(window.importing.show, [path]))


def _then_paint(work: Callable[[], object]) -> None:
    work()
    QApplication.processEvents()
