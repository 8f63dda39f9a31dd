"""Which sessions say something else than their documents that are out: looked at one session at a time, when nothing else is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from cupdesk.ui.context import Context


class Since(QObject):
    """Follows the book. `told` says that what is known of a session has changed."""

    told = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, int] = {}
        self._waiting: list[str] = []
        self._book: object = None
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._look_at_next)

    def document(self, ref: str) -> int | None:
        """The number of the first document of a session that would say something else now; `None` if none would."""
        return self._known.get(ref)

    def follow(self) -> None:
        """The facts may have changed: look at every session with documents again, soon."""
        book = self._context.book
        if book is self._book:
            return
        self._book = book
        self._waiting = list(dict.fromkeys(each.session for each in book.season.documents))
        gone = self._known.keys() - set(self._waiting)
        for ref in gone:
            del self._known[ref]
        if self._waiting:
            self._idle.start(0)

    def _look_at_next(self) -> None:
        if not self._waiting:
            self._idle.stop()
            return
        from cupdesk.ui.publishing.publishing import altered  # with all documents: not before one of them is out

        ref = self._waiting.pop(0)
        number = next(iter(altered(self._context.book, ref, self._context.language)), None)
        if number != self._known.get(ref):
            if number is None:
                del self._known[ref]
            else:
                self._known[ref] = number
            self.told.emit()
