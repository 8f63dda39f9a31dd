"""The bottom of the window: when it was saved, what undo takes back, what is still to settle; who, which languages, what time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from cupdesk.ui.controls.parts import Elided, have, key_cap, label, line, set_picture, set_tone

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look
    from cupdesk.words import Words

_MINUTE = 60_000


class StatusLine(QStatusBar):
    """The status bar. Texts are set by the window; the clock is its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self.setProperty("height100", 24)
        self._saved_icon, self._saved = QLabel(), label("small", "secondary")
        self._undo, self._undo_key = Elided("small", "secondary"), key_cap("Ctrl+Z")
        self._problem_icon, self._problems, self._problem_key = QLabel(), label("small", "attention"), key_cap("F4")
        self._said = Elided("small")
        self._operator, self._languages, self._clock = (label("small", "secondary") for _ in range(3))
        self._lines = [line(upright=True, length=14) for _ in range(4)]
        for part in (self._saved_icon, self._saved, self._lines[0], self._undo, self._undo_key, self._lines[1]):
            self.addWidget(part)
        for part in (self._problem_icon, self._problems, self._problem_key):
            self.addWidget(part)
        self.addWidget(self._said, 1)
        self._what_if_icon, self._what_if = QLabel(), label("small_strong", "what_if")
        self._what_if_key = key_cap("F9")
        for right in (
            self._what_if_icon,
            self._what_if,
            self._what_if_key,
            self._operator,
            self._lines[2],
            self._languages,
            self._lines[3],
            self._clock,
        ):
            self.addPermanentWidget(right)
        self._undo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._tick()

    def take_in(self, offer: QWidget) -> None:
        """Have room for what is offered now and then, before what stands at the right."""
        self.addWidget(offer)
        offer.hide()

    def show_saved(self, text: str, look: Look, *, good: bool = True) -> None:
        """Say when the file was saved (or why it cannot be)."""
        set_picture(self._saved_icon, look.pixmap("check" if good else "lock", 14, "up" if good else "attention"))
        self._saved.setText(text)

    def show_undo(self, text: str) -> None:
        """Name the step that undo takes back; nothing if there is none."""
        self._undo.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 360))
        self._undo.setToolTip(text)
        have((self._undo, self._undo_key, self._lines[0]), shown=bool(text))

    def show_problems(self, text: str, look: Look) -> None:
        """Say what is still to settle; nothing if all is."""
        set_picture(self._problem_icon, look.pixmap("warning", 14, "attention"))
        self._problems.setText(text)
        have((self._problem_icon, self._problems, self._problem_key, self._lines[1]), shown=bool(text))

    def show_what_if(self, text: str, look: Look) -> None:
        """Say since when something is supposed; nothing while nothing is."""
        set_picture(self._what_if_icon, look.pixmap("science", 14, "what_if"))
        self._what_if.setText(text)
        have((self._what_if_icon, self._what_if, self._what_if_key), shown=bool(text))

    @property
    def what_if(self) -> str:
        """Since when something is supposed, as shown."""
        return self._what_if.text()

    def show_right(self, operator: str, languages: str) -> None:
        """Say who works here, and in which languages."""
        self._operator.setText(operator)
        self._lines[2].setVisible(bool(operator))
        self._languages.setText(languages)

    def say(self, text: str, *, attention: bool = False) -> None:
        """One sentence, until the next edit; a screen reader says it too."""
        set_tone(self._said, "tone", "attention" if attention else "secondary")
        self._said.setText(text)
        self._said.setToolTip(text)
        if text:
            event = QAccessibleAnnouncementEvent(self, text)
            QAccessible.updateAccessibility(event)

    @property
    def problems(self) -> str:
        """What is still to settle, as shown."""
        return self._problems.text()

    @property
    def said(self) -> str:
        """The sentence shown."""
        return self._said.text()

    def retranslate(self, words: Words) -> None:
        """Turn to the window's language."""
        self.setAccessibleName(words("window.region.status"))

    def _tick(self) -> None:
        """Show the minute, and come back at the next one."""
        now = datetime.now()  # noqa: DTZ005
        self._clock.setText(f"{now:%H:%M}")
        self._timer.start(_MINUTE - (now.second * 1000 + now.microsecond // 1000) + 1)
