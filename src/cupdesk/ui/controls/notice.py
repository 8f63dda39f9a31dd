"""The strip under the menu: one sentence that stays until it is settled or closed (a file that cannot be written, or opened)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from cupdesk.ui.controls.look import Look
from cupdesk.ui.controls.parts import label, set_tone


class Notice(QFrame):
    """Hidden until there is something to say. `attention` stays with the file, `problem` can be closed."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._text, self._close = QLabel(), label("body"), QPushButton()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close.setProperty("role", "small")
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; "" if none is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence: str, look: Look, close: str, kind: str = "problem") -> None:
        """Show a sentence; `close` is the word on the button."""
        set_tone(self, "region", kind)
        self._icon.setPixmap(look.pixmap("error" if kind == "problem" else "lock", 16, kind))
        self._text.setText(sentence)
        self._close.setText(close)
        self._close.setAccessibleName(close)
        self._close.setVisible(kind == "problem")
        self.setAccessibleName(sentence)
        self.show()

    def clear(self) -> None:
        """Nothing to say any more."""
        self.hide()
