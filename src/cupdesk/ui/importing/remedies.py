"""What can be said of the current row of an import: a button and a key each, the number or category asked for in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout

from cupdesk.imports import Answer, Remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.table import RowsTable

KEYS = {
    Remedy.RETIRED: "R",
    Remedy.NOT_STARTED: "N",
    Remedy.DISQUALIFIED: "D",
    Remedy.GUEST: "G",
    Remedy.ENTRY: "E",
    Remedy.CAR: "C",
    Remedy.CATEGORY: "K",
    Remedy.WITHOUT: "W",
    Remedy.SKIP: "Del",
}
_ASKS = (Remedy.CAR, Remedy.CATEGORY)
BACK = "Backspace"
_BETWEEN, _MOST_ROWS = 4, 4


class AskLine(QLineEdit):
    """Where a number or a category is written. Esc goes back to the table."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page."""
        kept = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if kept and event.matches(QKeySequence.StandardKey.Cancel):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the line, not the page."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
            return
        super().keyPressEvent(event)


class RemedyBar(QFrame):
    """Buttons for the current row of `table`. `answered` tells what was said, `back` that the last word is taken back."""

    answered = Signal(object)
    back = Signal()

    def __init__(self, context: Context, table: RowsTable) -> None:
        super().__init__()
        self._context, self._table = context, table
        self._lines: tuple[int, ...] = ()
        self._offered: tuple[Remedy, ...] = ()
        self._value, self._suggested, self._asked = "", "", Remedy.CAR
        self.setProperty("region", "base")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.buttons = {remedy: QPushButton(self) for remedy in Remedy}
        self.ask = AskLine(self)
        self.ask.setProperty("role", "small")
        self.ask.hide()
        self.ask.returnPressed.connect(self._asked_for)
        self.ask.left.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 6)
        column.setSpacing(4)
        self._rows = [QHBoxLayout() for _ in range(_MOST_ROWS)]
        for row in self._rows:
            row.setSpacing(_BETWEEN)
            column.addLayout(row)
        column.addWidget(self.ask)
        self.keys: list[tuple[QAction, str]] = []
        for remedy, button in self.buttons.items():
            button.setProperty("role", "small")
            button.setProperty("in", "strip")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, remedy=remedy: self.say(remedy))
            button.hide()
            self._action(KEYS[remedy], remedy.value)
        self._action(BACK, "back")

    def _action(self, key: str, name: str) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: self._pressed(name))
        self._table.addAction(action)
        self.keys.append((action, f"imports.answer.{name}"))

    def _pressed(self, name: str) -> None:
        if name == "back":
            self.back.emit()
        else:
            self.say(Remedy(name))

    def offer(self, lines: Sequence[int], remedies: Sequence[Remedy], value: str = "", suggested: str = "") -> None:
        """Offer these for the rows of `lines`; `value` is the column that can be left off, `suggested` the car it may be."""
        self._lines, self._offered, self._value, self._suggested = tuple(lines), tuple(remedies), value, suggested
        self._leave(focus=False)
        self._fit()

    def say(self, remedy: Remedy) -> None:
        """Say this of the current row, or ask for what is missing; nothing if it is not offered."""
        if remedy not in self._offered:
            return
        if remedy in _ASKS:
            self._ask(remedy)
            return
        self.answered.emit(tuple(Answer(line, remedy, self._column(remedy)) for line in self._lines))

    def _column(self, remedy: Remedy) -> str:
        return "" if remedy in (Remedy.GUEST, Remedy.ENTRY, Remedy.SKIP) else self._value

    def _ask(self, remedy: Remedy) -> None:
        words = self._context.words
        self._asked = remedy
        known = ", ".join(each.code for each in self._context.book.season.regulations.categories)
        text = words(f"imports.answer.ask_{remedy.value}", known=known)
        self.ask.setPlaceholderText(text)
        self.ask.setAccessibleName(text)
        self.ask.setText(self._suggested if remedy is Remedy.CAR else "")
        self.ask.selectAll()
        self.ask.show()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked_for(self) -> None:
        text = self.ask.text().strip()
        self._leave()
        if text:
            self.answered.emit(tuple(Answer(line, self._asked, text) for line in self._lines))

    def _leave(self, *, focus: bool = True) -> None:
        had = self.ask.hasFocus()
        self.ask.hide()
        if focus or had:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As many buttons beside each other as there is room for; nothing at all if nothing is offered."""
        shown = [self.buttons[remedy] for remedy in self._offered]
        for row in self._rows:
            while row.count():
                row.takeAt(0)
        at, left = 0, self.width() - 24
        for button in self.buttons.values():
            button.setVisible(button in shown)
        for button in shown:
            wide = button.sizeHint().width() + _BETWEEN
            if wide > left and self._rows[at].count() and at + 1 < _MOST_ROWS:
                at, left = at + 1, self.width() - 24
            self._rows[at].addWidget(button)
            left -= wide
        for row in self._rows[: at + 1]:
            row.addStretch(1)
        self.setVisible(bool(shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for remedy, button in self.buttons.items():
            key = words("imports.answer.delete") if remedy is Remedy.SKIP else KEYS[remedy]
            button.setText(f"{words(f'imports.answer.{remedy.value}')}  {key}")
        for action, key in self.keys:
            action.setText(words(key))
