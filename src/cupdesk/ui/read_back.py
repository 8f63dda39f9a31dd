"""How a line's read-back is shown and told."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def strong_first(sentence: str) -> str:
    """The first part of what is read back strong, the rest as it is."""
    ends = [end for mark in (" · ", " › ") if (end := sentence.find(mark)) > 0]
    first = min(ends, default=len(sentence))
    return f"<b>{escape(sentence[:first])}</b>{escape(sentence[first:])}"


def announce(widget: QWidget, sentence: str, *, urgent: bool) -> None:
    """Tell the screen reader, after what it is saying or at once."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QAccessible.updateAccessibility(event)


def is_block(text: str) -> bool:
    """Whether copied text is rows of a table rather than one line."""
    return "\t" in text.strip() or "\n" in text.strip()
