"""A window at rest: everything a key set off has been laid out and painted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from cupdesk.ui.memory import collect_when_idle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QCoreApplication


@cache
def running() -> QCoreApplication:
    """The application, made if there is none, and kept; as in the program, no key waits for a pass through memory."""
    application = QApplication.instance() or QApplication([])
    collect_when_idle()
    return application


def painted() -> None:
    """Let everything be painted. Twice: a table whose rows changed places lays itself out first, and paints in the next round."""
    QApplication.processEvents()
    QApplication.processEvents()


def then_painted(work: Callable[[], object]) -> None:
    """Do something, and let everything be painted."""
    work()
    painted()
