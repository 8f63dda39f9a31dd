"""A line that asks for a reason where the work is, not in a dialog: Enter gives it, Esc leaves things as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from cupdesk.ui.controls.parts import label

if TYPE_CHECKING:
    from cupdesk.ui.context import Context


class ReasonBar(QFrame):
    """`given` tells the reason, never an empty one."""

    given = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "attention")
        self._question = label("strong")
        self.text = QLineEdit()
        self.text.returnPressed.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._question)
        row.addWidget(self.text, 1)
        self.hide()

    def ask(self, question: str, hint: str) -> None:
        """Ask, with the keyboard in the line."""
        self._question.setText(question)
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(question)
        self.text.clear()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        reason = self.text.text().strip()
        if reason:
            self.hide()
            self.given.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the question away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
