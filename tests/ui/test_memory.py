"""Widgets that only a pass through the memory finds are let go in the window's own thread, when it has nothing else to do."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cupdesk.ui.memory import collect_when_idle


class Round(QWidget):
    """A widget that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def much() -> list[list[int]]:
    """Enough new values for several passes, if anybody made them."""
    return [[each] for each in range(20_000)]


def test_work_elsewhere_lets_no_widget_go(qapp: QApplication) -> None:
    collect_when_idle()
    gc.collect()
    widget, threads = Round(), list[int]()
    widget.destroyed.connect(lambda: threads.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    gone = weakref.ref(widget)
    del widget
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(much).result()
    assert gone() is not None
    assert len(kept) == 20_000
    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()
    assert gone() is None
    assert threads == [threading.get_ident()]
