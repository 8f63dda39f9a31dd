"""Under the entry line: what was understood, its sign, what is still to do; and how it is told to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cupdesk.ui.controls.cells import Run
from cupdesk.ui.controls.parts import RunLabel, have, label, set_picture

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look


class ReadBack(QWidget):
    """One row: a sign, the sentence, at the right what is still to do where that has room beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("height100", 24)
        self._icon, self._said, self._note = QLabel(), RunLabel(), label("body", "secondary")
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self._said, 1)
        row.addWidget(self._note)

    def dress(self, look: Look) -> None:
        """Take another look; the fonts come with `parts.dress`."""
        self._icon.setFixedWidth(look.px(22))
        self._make_room()

    @property
    def note(self) -> str:
        """What is said to be still to do."""
        return self._note.text()

    def set_note(self, note: str) -> None:
        """Say at the right what is still to do."""
        if note != self.note:
            self._note.setText(note)
            self._make_room()

    @property
    def said(self) -> str:
        """What is read back."""
        return self._said.text()

    def say(self, runs: tuple[Run, ...], icon: str, token: str, look: Look) -> None:
        """Show a sentence behind a sign (an icon's name, "" for none) in the colour of a token."""
        if icon:
            set_picture(self._icon, look.pixmap(icon, 16, token))
        have([self._icon], shown=bool(icon))
        self._said.say(runs, look)
        self._make_room()

    def _make_room(self) -> None:
        """A sentence that needs the whole row has it: what is still to do is said in the list beside, too."""
        note = self._note.sizeHint().width() if self.note else 0
        said = self._said.wanted if note else 0
        both = said + note + self._icon.width() + 8
        have([self._note], shown=bool(note) and both <= max(self.width(), note))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room now."""
        super().resizeEvent(event)
        self._make_room()


def strong_first(sentence: str) -> tuple[Run, ...]:
    """The first part of what is read back strong, the rest as it is."""
    ends = [end for mark in (" · ", " › ") if (end := sentence.find(mark)) > 0]
    first = min(ends, default=len(sentence))
    return Run(sentence[:first], strong=True), Run(sentence[first:])


def announce(widget: QWidget, sentence: str, *, urgent: bool) -> None:
    """Tell the screen reader, after what it is saying or at once."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QAccessible.updateAccessibility(event)


def is_block(text: str) -> bool:
    """Whether copied text is rows of a table rather than one line."""
    return "\t" in text.strip() or "\n" in text.strip()
