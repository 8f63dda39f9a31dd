"""The protest period of a session, counting down by the second while it is looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QVBoxLayout

from cupdesk.rules.session import SessionState
from cupdesk.ui.controls.parts import label
from cupdesk.ui.publishing.publishing import time_left

if TYPE_CHECKING:
    from cupdesk.ui.context import Context


class ProtestClock(QFrame):
    """What is left of the protest period, until when, and from which document. It ticks only while it is seen and runs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ref = ""
        self.setProperty("region", "base")
        self._title, self.left, self.about = label("strong"), label("countdown"), label("small", "secondary")
        self.about.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for part in (self._title, self.left, self._bar, self.about):
            column.addWidget(part)
        column.addStretch(1)
        self._ticking = QTimer(self)
        self._ticking.setInterval(1000)
        self._ticking.timeout.connect(self._tick)

    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self._ref = ref
        self._title.setText(self._context.words("session.publication.protest"))
        self._bar.setAccessibleName(self._context.words("session.publication.protest"))
        self._tick()

    def set_flat(self, *, flat: bool) -> None:
        """Only the time that is left and its title, on one line, where there is little room."""
        way = QBoxLayout.Direction
        self._column.setDirection(way.LeftToRight if flat else way.TopToBottom)
        self._bar.setMaximumWidth(0 if flat else 16_777_215)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on counting."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting where nobody looks."""
        super().hideEvent(event)
        self._ticking.stop()

    def _tick(self) -> None:
        if not self._ref:
            return
        book, words = self._context.book, self._context.words
        session, at = book.session(self._ref), datetime.now().astimezone()
        final, posted = session.state is SessionState.FINAL, session.posted
        self._bar.setVisible(posted is not None and not final)
        if posted is None or final:
            self._ticking.stop()
            self.left.setText("–:––")
            minutes = book.season.regulations.protest_minutes
            key = "clock_final" if final else "clock_waits"
            self.about.setText(words(f"session.publication.{key}", n=minutes))
            return
        period = timedelta(minutes=book.season.regulations.protest_minutes)
        left = max(time_left(book, posted, at), timedelta(0))
        behind = left > period
        seconds = -(-left // timedelta(seconds=1))
        self.left.setText("–:––" if behind else f"{seconds // 60}:{seconds % 60:02}")
        self._bar.setRange(0, max(round(period.total_seconds()), 1))
        self._bar.setValue(min(round(left.total_seconds()), self._bar.maximum()))
        key = "clock_behind" if behind else "clock_runs" if left else "clock_over"
        number = session.document or 0
        texts = {"until": f"{posted + period:%H:%M}", "posted": f"{posted:%H:%M}", "at": f"{at:%H:%M}"}
        self.about.setText(words(f"session.publication.{key}", number=number, **texts))
        if left and not behind and self.isVisible():
            self._ticking.start()
        else:
            self._ticking.stop()
