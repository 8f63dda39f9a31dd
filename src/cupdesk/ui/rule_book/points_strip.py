"""A scale as it is read: under each place what it pays."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cupdesk.words.figures import points

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

_WIDTH, _HEAD, _HEIGHT = 25, 19, 42


class PointsStrip(QWidget):
    """Places over points, as many as there is room for; the field above holds the same for the keyboard."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scale: tuple[Fraction, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: tuple[Fraction, ...]) -> None:
        """Show a scale; nothing of an empty one."""
        self._scale = scale
        self.setFixedHeight(self._context.look.px(_HEIGHT))
        self.setVisible(bool(scale))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a box for each place, then … where there are more."""
        look, painter = self._context.look, QPainter(self)
        head, whole, left = look.px(_HEAD), self.height() - 1, 0
        for i, value in enumerate(self._scale):
            text = points(value, self._context.language)
            painter.setFont(look.font("body"))
            width = max(look.px(_WIDTH), painter.fontMetrics().horizontalAdvance(text) + look.px(8))
            more = look.px(14) if i < len(self._scale) - 1 else 0
            if left + width + more >= self.width():
                painter.setPen(look.colour("text2"))
                painter.drawText(
                    QRect(left, head, self.width() - left, whole - head), Qt.AlignmentFlag.AlignCenter, "…"
                )
                return
            upper, lower = QRect(left, 0, width, head), QRect(left, head, width, whole - head)
            painter.fillRect(upper, look.colour("win"))
            painter.setPen(look.colour("line2"))
            painter.drawRect(upper)
            painter.drawRect(lower)
            painter.setPen(look.colour("text"))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, text)
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text2"))
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(i + 1))
            left += width
