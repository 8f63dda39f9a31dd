"""What offers new files of the watched folder: a part of the status line, never in the way, with the key that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cupdesk.ui.controls.parts import Elided

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look

_WIDEST, _LARGE = 260, 130


class Offer(QFrame):
    """Hidden until there is something to offer. `wanted` asks to see the files, `declined` to hear no more of them.

    It stands in the status line, where there is always room for it: nothing moves under the hands when it comes.
    """

    wanted = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("region", "offer")
        self.text = Elided("small")
        self.see, self.later = QPushButton(), QPushButton()
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 2, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        for button in (self.see, self.later):
            button.setProperty("role", "small")
            button.setProperty("in", "status")
            button.setAutoDefault(False)
            row.addWidget(button)
        self.see.clicked.connect(self.wanted)
        self.later.clicked.connect(self.declined)
        self.hide()

    def say(self, sentence: str, see: str, key: str, later: str, look: Look) -> None:
        """Offer in one sentence; a screen reader hears it once."""
        new = self.isHidden() or sentence != self.text.text()
        self._icon.setPixmap(look.pixmap("upload_file", 14, "accent"))
        self.text.setText(sentence)
        self.text.setMaximumWidth(look.px(_WIDEST))
        self.see.setText(f"{see}  {key}" if look.text_size < _LARGE else see)
        self.see.setToolTip(f"{sentence} {see} ({key})")
        self.later.setText("")
        self.later.setIcon(look.icon("close", "text2", 14))
        self.later.setToolTip(later)
        self.later.setAccessibleName(later)
        self.setAccessibleName(sentence)
        self.show()
        if new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
