"""Starting the window: the file given, else the last one, else the first-run page."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.memory import collect_when_idle
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_WAKE_MS = 300


def run(place: Path | str | None) -> int:
    """Open the window on a file or a database by URL; the exit code when it is closed."""

    def begin(window: MainWindow) -> None:
        last = window.settings.last_file
        if place is not None:
            window.files.open_path(place)
        elif last is not None and last.exists():
            window.files.open_path(last)

    return _run(begin)


def run_example() -> int:
    """Open the window on a new copy of the example season, with the guided card; the exit code when it is closed."""
    return _run(lambda window: window.files.open_example())


def application() -> QApplication:
    """The running Qt application, made if there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(sys.argv[:1])
    made.setApplicationName("CupDesk")
    made.setDesktopFileName("cupdesk")
    return made


def _run(begin: Callable[[MainWindow], object]) -> int:
    made = application()
    collect_when_idle()
    window = MainWindow(None, Settings())
    begin(window)
    window.show()
    _let_interrupts_through(made)
    return made.exec()


def _let_interrupts_through(made: QApplication) -> None:
    """Ctrl+C in the terminal closes the window: Python sees a signal only when Qt hands over now and then."""
    signal.signal(signal.SIGINT, lambda *_: made.closeAllWindows())
    timer = QTimer(made)
    timer.timeout.connect(lambda: None)
    timer.start(_WAKE_MS)
