"""The head over a page or a session: what it is, where it stands, how certain it is, and its tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from cupdesk.ui.controls.parts import Elided, StateChip

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look

_BESIDE = 10


class Head(QFrame):
    """Name over a quieter line at the left, the state beside them, tabs at the right; the tabs keep their room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("region", "head")
        self.setProperty("height100", 44)
        self.name, self.about = Elided("session"), Elided("small", "secondary")
        self.state = StateChip()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setProperty("height100", 43)
        self.tabs.setProperty("in", "head")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 3, 0, 3)
        names.addWidget(self.name)
        names.addWidget(self.about)
        left = QWidget()
        left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        side = QHBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(_BESIDE)
        side.addLayout(names)
        side.addWidget(self.state)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(left, 1)
        row.addWidget(self.tabs)
        self._left = left
        self._states: tuple[str, ...] = ()

    def say_state(self, shape: str, token: str, look: Look, *states: str) -> None:
        """Say how far it is: the first of these texts, or a shorter one where the name has no room beside it."""
        self._states = tuple(dict.fromkeys(state for state in states if state))
        self._shape, self._token, self._look = shape, token, look
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        names = max(self.name.sizeHint().width(), self.about.sizeHint().width())
        for state in self._states:
            self.state.say(self._shape, self._token, state, self._look)
            if names + _BESIDE + self.state.sizeHint().width() <= self._left.width():
                break
