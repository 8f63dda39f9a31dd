"""Work done away from the window: what was asked for last counts, and its answer comes back to the window's own thread."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable


class Later(QObject):
    """One kind of work, done one after the other. `came` tells an answer, `refused` what cannot be.

    `every`: each question is answered; otherwise only the last one asked. The work shares nothing with the window but
    values that never change.
    """

    came = Signal(object)
    refused = Signal(Trouble)
    _arrived = Signal(int, object, object)

    def __init__(self, name: str, parent: QObject, *, every: bool = False) -> None:
        super().__init__(parent)
        self._name, self._every, self._asked = name, every, 0
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[], object]) -> None:
        """Have this done; until then nothing waits."""
        self._asked += 1
        nth = self._asked
        _pool(self._name).submit(self._unless_late, nth, work).add_done_callback(partial(self._arrive, nth))

    def forget(self) -> None:
        """Nothing asked so far is of interest any more."""
        self._asked += 1

    def _unless_late(self, nth: int, work: Callable[[], object]) -> object:
        return work() if self._every or nth == self._asked else None

    def _arrive(self, nth: int, done: Future[object]) -> None:
        wrong = done.exception()
        with suppress(RuntimeError):  # whoever asked may have gone
            self._arrived.emit(nth, None if wrong else done.result(), wrong)

    def _tell(self, nth: int, found: object, wrong: BaseException | None) -> None:
        if nth != self._asked and not self._every:
            return
        if isinstance(wrong, Trouble):
            self.refused.emit(wrong)
        elif wrong is not None:
            raise wrong
        else:
            self.came.emit(found)


@cache
def _pool(name: str) -> ThreadPoolExecutor:
    """One thread for each kind of work: a page is drawn while a book is being set."""
    return ThreadPoolExecutor(1, name)
