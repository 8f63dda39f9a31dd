"""The head of the rule book's page: what the book is called, how much is changed, take it or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from cupdesk.ui.controls.parts import Elided

if TYPE_CHECKING:
    from cupdesk.words import Words


class RegulationsHead(QFrame):
    """Two lines and two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("region", "head")
        self.setProperty("height100", 44)
        self._title, self._about = Elided("session"), Elided("small", "secondary")
        self.discard, self.take = QPushButton(), QPushButton()
        self.take.setDefault(True)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 3, 0, 3)
        names.addWidget(self._title)
        names.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(self.discard)
        row.addWidget(self.take)

    def say(self, name: str, n: int, words: Words) -> None:
        """Say the name of the book, and how many changes there are to take."""
        self._title.setText(words("rulebook.title"))
        self._about.setText(name)
        self.discard.setEnabled(bool(n))
        self.discard.setText(f"{words('rulebook.discard')}  Esc")
        self.take.setText(f"{words('rulebook.take', n=n)}  Ctrl+⏎" if n else words("rulebook.nothing"))
        for button in (self.discard, self.take):
            button.setAccessibleName(button.text())
