"""The guided card under the season tree: what to type next to enter the example season's last weekend."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from cupdesk import weekend
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.rules.edits import AddDecision, apply
from cupdesk.ui.opening import EXAMPLE
from cupdesk.ui.parts import Elided, label, line
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Decision
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

_TABS = {"order": "order", "decision": "decisions"}


def is_done(book: Book, step: weekend.Step, words: Words) -> bool:
    """Whether the facts already say what a step would enter."""
    if step.screen == "order":
        edits = read_order(book, step.session, step.line, words).edits
    else:
        edits = read_decision(book, step.session, step.line, words, datetime.now().astimezone()).edits
    for edit in edits:
        if isinstance(edit, AddDecision):
            if not any(_same(edit.decision, other) for other in book.session(edit.session).decisions):
                return False
        elif apply(book.season, edit) != book.season:
            return False
    return bool(edits)


def _same(decision: Decision, other: Decision) -> bool:
    return (decision.cars, decision.offence, decision.sanctions) == (other.cars, other.offence, other.sanctions)


class Guide(QFrame):
    """Follows what has been entered. Hidden on other seasons, when all was entered before, and when closed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._steps = weekend.steps() if context.desk.season.code == EXAMPLE else ()
        self._at = 0
        self._begun = bool(self._steps) and not context.book.classification(self._steps[-1].session).complete
        self._build()

    def _build(self) -> None:
        self.setProperty("region", "guide")
        self._title, self._close, self._count = label("small_strong"), QToolButton(), label("small", "secondary")
        self._say, self._place, self._type = (
            label("small"),
            Elided("small_strong", "accent"),
            label("small", "secondary"),
        )
        self._line = label("entry")
        self._line.setProperty("key", "true")
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._show = QPushButton()
        self._show.setProperty("role", "small")
        self._say.setWordWrap(True)
        self._close.clicked.connect(self.close_card)
        self._show.clicked.connect(self.show_place)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 6, 10, 10)
        inner.setSpacing(5)
        inner.addLayout(head)
        for part in (self._count, self._say, self._place, self._type, self._line, self._show):
            inner.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(line())
        whole.addLayout(inner)

    def refresh(self) -> None:
        """Go on past what has been entered, or back to what was undone, and show the step."""
        self.setVisible(self._begun and self._context.settings.guide and not self._rail)
        if not self.isHidden():
            self._find()
            self._show_step()

    _rail = False

    def set_rail(self, rail: bool) -> None:
        """Hide while the season tree is a rail."""
        self._rail = rail
        self.refresh()

    @property
    def line(self) -> str:
        """The line to type next; "" when all is done."""
        return self._steps[self._at].line if self._at < len(self._steps) else ""

    @property
    def said(self) -> str:
        """What the card says of the step."""
        return self._say.text()

    def _find(self) -> None:
        book, words = self._context.book, self._context.words
        while self._at and not is_done(book, self._steps[self._at - 1], words):
            self._at -= 1
        while self._at < len(self._steps) and is_done(book, self._steps[self._at], words):
            self._at += 1

    def _show_step(self) -> None:
        words, book, over = self._context.words, self._context.book, self._at >= len(self._steps)
        for part in (self._place, self._type, self._line, self._show, self._count):
            part.setVisible(not over)
        if over:
            self._say.setText(words("window.guide.done"))
            return
        step = self._steps[self._at]
        self._count.setText(words("window.guide.step", n=self._at + 1, all=len(self._steps)))
        self._say.setText(step.say[words.language])
        tab = words(f"window.tab.{_TABS[step.screen]}")
        self._place.setText(f"{session_and_round(book, step.session, words)} · {tab}")
        self._type.setText(words("window.guide.type"))
        self._line.setText(step.line)
        self._line.setAccessibleName(step.line)

    def show_place(self) -> None:
        """Ask for the screen on which the step is typed."""
        step = self._steps[self._at]
        self._context.session_wanted.emit(step.session, _TABS[step.screen])

    def close_card(self) -> None:
        """Hide, until asked for again."""
        self._context.settings.guide = False
        self.refresh()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.setAccessibleName(words("window.region.guide"))
        self._title.setText(words("window.guide.title"))
        self._close.setIcon(self._context.look.icon("close"))
        for button, key in ((self._close, "close"), (self._show, "show")):
            button.setAccessibleName(words(f"window.guide.{key}"))
            button.setToolTip(words(f"window.guide.{key}"))
        self._show.setText(words("window.guide.show"))
        self.refresh()
