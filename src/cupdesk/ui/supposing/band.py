"""The band over the what-if: that nothing in it is recorded, and the two ways out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cupdesk.ui.controls.parts import label

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

_LINES, _RAGGED = 2, 1.3
"""How many lines the sentence may take, and how much longer than evenly cut the longest of them is."""


class WhatIfBand(QFrame):
    """The sentence stands whole, in two lines if it must; then the name of the mode, which the tab says too, gives way."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "what_if")
        self.setProperty("height100", 36)
        self._icon, self._title, self.about = QLabel(), label("strong"), label()
        self.about.setWordWrap(True)
        self.discard, self.apply = QPushButton(), QPushButton()
        self.apply.setProperty("kind", "what_if")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self._icon, self._title):
            row.addWidget(widget)
        row.addWidget(self.about, 1)
        row.addWidget(self.discard)
        row.addWidget(self.apply)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self._title.setText(words("what_if.title"))
        self.about.setText(words("what_if.about_read_only" if self._context.read_only else "what_if.about"))
        self._icon.setPixmap(self._context.look.pixmap("science", 18, "what_if"))
        self.discard.setText(f"{words('what_if.discard')}  ⇧F9")
        self.discard.setAccessibleName(words("what_if.discard"))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence its room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave the name of the mode out where the sentence needs its room."""
        others = (self._icon, self._title, self.discard, self.apply)
        taken = sum(widget.sizeHint().width() + self._context.look.px(8) for widget in others) + 24
        needed = self.about.fontMetrics().horizontalAdvance(self.about.text())
        self._title.setVisible(self.width() - taken >= needed * _RAGGED / _LINES)
