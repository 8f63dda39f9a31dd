"""The strip that offers new files of the watched folder: quiet, never in the way, with the key that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cupdesk.ui.controls.parts import Elided

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look


class Offer(QFrame):
    """Hidden until there is something to offer. `wanted` asks to see the files, `declined` to hear no more of them."""

    wanted = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("region", "strip")
        self.text = Elided("body")
        self.see, self.later = QPushButton(), QPushButton()
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 8, 1)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        for button in (self.see, self.later):
            button.setProperty("role", "small")
            button.setAutoDefault(False)
            row.addWidget(button)
        self.see.clicked.connect(self.wanted)
        self.later.clicked.connect(self.declined)
        self.hide()

    def say(self, sentence: str, see: str, later: str, look: Look) -> None:
        """Offer in one sentence; a screen reader hears it once."""
        new = self.isHidden() or sentence != self.text.text()
        self._icon.setPixmap(look.pixmap("upload_file", 16, "accent"))
        self.text.setText(sentence)
        self.see.setText(see)
        self.later.setText(later)
        self.setAccessibleName(sentence)
        self.show()
        if new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
