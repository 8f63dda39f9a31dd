"""The guided card under the season tree: what to type next to enter the example season's last weekend."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from cupdesk import weekend
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.rules.edits import AddDecision, apply
from cupdesk.ui.controls.parts import Elided, label, line
from cupdesk.ui.opening import EXAMPLE
from cupdesk.words.names import session_and_round
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.session import Decision
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

_TABS = {"order": "order", "decision": "decisions"}
VISITS = ("what_if", "publication", "standings")
"""Places to look at after the last line, in this order."""


def edits_of(book: Book, step: weekend.Step, words: Words) -> tuple[Edit, ...]:
    """What a step enters; nothing where its line is refused."""
    if step.screen == "order":
        return read_order(book, step.session, step.line, words).edits
    return read_decision(book, step.session, step.line, words, datetime.now().astimezone()).edits


def is_done(book: Book, step: weekend.Step, words: Words) -> bool:
    """Whether the facts already say what a step would enter."""
    edits = edits_of(book, step, words)
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
    """Follows what has been entered. Hidden on other seasons, when all was entered before, and when closed. `place_wanted` asks for a place to look at."""

    place_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._steps = weekend.steps() if context.desk.season.code == EXAMPLE else ()
        self._at = 0
        self._passed: set[int] = set()
        self._visited: set[str] = set()
        self._here = ""
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
        self._next = QPushButton()
        self._next.setProperty("role", "small")
        self._next.clicked.connect(self.skip)
        self._say.setWordWrap(True)
        self._close.clicked.connect(self.close_card)
        self._show.clicked.connect(self.go_on)
        for button in (self._show, self._next):
            button.setAutoDefault(True)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self._close)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 6, 10, 10)
        inner.setSpacing(5)
        inner.addLayout(head)
        for part in (self._say, self._place, self._type, self._line, self._show, self._next):
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

        def behind(at: int) -> bool:
            if at >= len(self._steps):
                return at in self._passed or VISITS[at - len(self._steps)] in self._visited
            return at in self._passed or is_done(book, self._steps[at], words)

        while self._at and not behind(self._at - 1):
            self._at -= 1
        while self._at < self._all and behind(self._at):
            self._at += 1

    @property
    def _all(self) -> int:
        return len(self._steps) + len(VISITS)

    @property
    def visit(self) -> str:
        """The place to look at next; "" while there are lines to type, and when all is done."""
        at = self._at - len(self._steps)
        return VISITS[at] if 0 <= at < len(VISITS) else ""

    def visited(self, place: str) -> None:
        """A screen or page has been turned to."""
        if place != "session":
            self._here = place
        if place == self.visit:
            self._visited.add(place)
        self.refresh()

    @property
    def button(self) -> QPushButton:
        """Where the keyboard stops in the card."""
        return self._show

    @property
    def in_place(self) -> bool:
        """Whether the screen is shown on which the step is typed."""
        if self._at >= len(self._steps):
            return False
        step = self._steps[self._at]
        return (self._context.session, self._here) == (step.session, _TABS[step.screen])

    def go_on(self) -> None:
        """Show the screen of the step; there, enter its line. The keyboard stays, so that Enter plays the whole tour."""
        if self.in_place:
            self._enter(self._steps[self._at])
        else:
            self.show_place()
        if not self.visit and self._show.isVisible():
            self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, step: weekend.Step) -> None:
        edits = edits_of(self._context.book, step, self._context.words)
        if not edits:
            self._passed.add(self._at)
            self.refresh()
            return
        try:
            self._context.desk.do(*edits)
        except Trouble as trouble:
            self._context.message.emit(self._context.words(trouble.key, **trouble.values))

    def skip(self) -> None:
        """Leave the rest of this part out: the lines of its screen, or the place to look at."""
        here = self._steps[self._at].say if self._at < len(self._steps) else None
        self._passed.add(self._at)
        for at in range(self._at, len(self._steps)):
            if self._steps[at].say == here:
                self._passed.add(at)
        self.refresh()

    def _show_step(self) -> None:
        words, book, over = self._context.words, self._context.book, self._at >= self._all
        for part in (self._place, self._type, self._line, self._show, self._next, self._count):
            part.setVisible(not over)
        if over:
            self._say.setText(words("window.guide.done"))
            return
        self._count.setText(f"{self._at + 1}/{self._all}")
        self._count.setAccessibleName(words("window.guide.step", n=self._at + 1, all=self._all))
        if self.visit:
            for part in (self._type, self._line, self._place):
                part.hide()
            self._say.setText(words(f"window.guide.visit.{self.visit}"))
            self._name_button("show")
            return
        step = self._steps[self._at]
        self._say.setText(step.say[words.language])
        tab = words(f"window.tab.{_TABS[step.screen]}")
        self._place.setText(f"{session_and_round(book, step.session, words)} · {tab}")
        self._type.setText(words("window.guide.type"))
        self._name_button("play" if self.in_place else "show")
        self._line.setText(step.line)
        self._line.setAccessibleName(step.line)

    def _name_button(self, key: str) -> None:
        said = self._context.words(f"window.guide.{key}")
        self._show.setText(said)
        self._show.setAccessibleName(said)

    def show_place(self) -> None:
        """Ask for the screen on which the step is typed."""
        if self.visit:
            self.place_wanted.emit(self.visit)
            return
        step = self._steps[self._at]
        self._context.session_wanted.emit(step.session, _TABS[step.screen])

    def call(self) -> bool:
        """Show the card and give it the keyboard; close it if it has that already. Whether there is a card for this season."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            self.close_card()
            self.place_wanted.emit("line")
            return True
        self._context.settings.guide = True
        self.refresh()
        self._show.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return not self.isHidden()

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
        for button, key in ((self._close, "close"), (self._next, "next")):
            button.setAccessibleName(words(f"window.guide.{key}"))
            button.setToolTip(words(f"window.guide.{key}"))
        self._next.setText(words("window.guide.next"))
        self.refresh()
