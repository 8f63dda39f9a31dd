"""A line of text with the ghost of what Tab would add behind the cursor."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit


class GhostEdit(QLineEdit):
    """Shows `ghost` in the quiet tone, while the cursor is at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.ghost = ""
        self.setFrame(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the desk while nothing is typed that they could mean."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with a letter to the menus: one that opens none is not typed. Where Alt makes characters of its own, it does."""
        held, modifiers = event.modifiers(), Qt.KeyboardModifier
        if sys.platform != "darwin" and held & modifiers.AltModifier and not held & modifiers.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the ghost in what room is left."""
        super().paintEvent(event)
        if not self.ghost or self.cursorPosition() < len(self.text()):
            return
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        room = self.contentsRect()
        room.setLeft(self.cursorRect().center().x() + 2)
        ghost = self.fontMetrics().elidedText(self.ghost, Qt.TextElideMode.ElideRight, room.width() - 8)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, ghost)
