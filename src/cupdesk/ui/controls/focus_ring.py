"""The ring around a table or tree that the keyboard came to: where it is, is always seen, also in one without a chosen row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cupdesk.ui.context import Surroundings

_WIDTH = 2


class FocusRing(QWidget):
    """Lies over a view and lets the mouse through; not shown where a click brought the keyboard."""

    def __init__(self, context: Surroundings, view: QWidget) -> None:
        super().__init__(view)
        self._context, self._view = context, view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the keyboard, and follow the size of the view."""
        kind = event.type()
        if kind is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.setGeometry(self._view.rect())
            self.setVisible(event.reason() is not Qt.FocusReason.MouseFocusReason)
            self.raise_()
        elif kind is QEvent.Type.FocusOut:
            self.hide()
        elif kind is QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Two pixels in the colour of the focus, all of them inside."""
        painter = QPainter(self)
        painter.setPen(QPen(self._context.look.colour("accent"), _WIDTH))
        inset = _WIDTH // 2
        painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))
