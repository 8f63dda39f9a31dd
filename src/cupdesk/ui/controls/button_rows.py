"""Pairs of buttons beside each other, one pair over the other where all have no room on one line, or each on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN, _EDGE = 8, 12


class ButtonRows(QFrame):
    """The foot of a screen with its steps, the primary one first."""

    def __init__(self, pairs: Sequence[Sequence[QPushButton]]) -> None:
        super().__init__()
        self.setProperty("region", "frame")
        self._pairs: list[tuple[QBoxLayout, Sequence[QPushButton]]] = []
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(_EDGE, 8, _EDGE, 8)
        for pair in pairs:
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            row.setSpacing(_BETWEEN)
            self._pairs.append((row, pair))
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            self._rows.addLayout(row)

    def event(self, event: QEvent) -> bool:
        """Lay the rows out anew when a button is called otherwise."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = [sum(button.sizeHint().width() + _BETWEEN for button in pair) for _, pair in self._pairs]
        self._turn(self._rows, sum(needed) + 4 * _EDGE)
        for (row, _), wide in zip(self._pairs, needed, strict=True):
            self._turn(row, wide - _BETWEEN + 2 * _EDGE)

    def _turn(self, row: QBoxLayout, needed: int) -> None:
        way = QBoxLayout.Direction.TopToBottom if needed > self.width() else QBoxLayout.Direction.LeftToRight
        if row.direction() is not way:
            row.setDirection(way)
