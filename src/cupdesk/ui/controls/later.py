"""Work done away from the window: what was asked for last counts, and its answer comes back to the window's own thread."""

from __future__ import annotations

import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable


class _Asked:
    """How many questions were asked. Nothing of Qt, so that the work may look at it."""

    def __init__(self) -> None:
        self.n = 0


class Later(QObject):
    """One kind of work, done one after the other. `came` tells an answer, `refused` what cannot be.

    `every`: each question is answered; otherwise only the last one asked. The work shares nothing with the window but
    values that never change.
    """

    came = Signal(object)
    refused = Signal(Trouble)

    def __init__(self, name: str, parent: QObject, *, every: bool = False) -> None:
        super().__init__(parent)
        self._name, self._every, self._asked = name, every, _Asked()

    def ask(self, work: Callable[[], object]) -> None:
        """Have this done; until then nothing waits."""
        self._asked.n += 1
        asked, nth, every = self._asked, self._asked.n, self._every
        done = _pool(self._name).submit(lambda: work() if every or asked.n == nth else None)
        done.add_done_callback(partial(_post().arrived.emit, weakref.ref(self), nth))

    def forget(self) -> None:
        """Nothing asked so far is of interest any more."""
        self._asked.n += 1

    def tell(self, nth: int, done: Future[object]) -> None:
        """Tell what came of a question, if it is still of interest; what nobody could foresee is raised here."""
        if nth != self._asked.n and not self._every:
            return
        wrong = done.exception()
        if isinstance(wrong, Trouble):
            self.refused.emit(wrong)
        elif wrong is not None:
            raise wrong
        else:
            self.came.emit(done.result())


class _Post(QObject):
    """Brings answers to the window's thread. It outlives whoever asked, so that no answer meets somebody who is just going."""

    arrived = Signal(object, int, object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, asked_by: weakref.ref[Later], nth: int, done: Future[object]) -> None:
        later = asked_by()
        if later is not None and isValid(later):
            later.tell(nth, done)


@cache
def _post() -> _Post:
    return _Post()


@cache
def _pool(name: str) -> ThreadPoolExecutor:
    """One thread for each kind of work: a page is drawn while a book is being set."""
    return ThreadPoolExecutor(1, name)
