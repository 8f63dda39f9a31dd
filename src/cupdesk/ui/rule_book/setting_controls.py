"""What a setting of the rule book is changed with: a line of text, a choice, yes or no, an ordered list of steps.

Each shows a text and tells `edited(text)` when a person changed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cupdesk.ui.controls.cells import run
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.words.rule_book import choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.ui.context import Context

Choices: TypeAlias = "Sequence[tuple[str, str]]"
SHORT, CODE, CHOICE, HEIGHT = 64, 86, 204, 26
_STEP_HEIGHT = 24


class TextControl(QLineEdit):
    """A line of text, `width` pixels at text size 100 % (0: all there is). Undo is the desk's until something is typed."""

    edited = Signal(str)

    def __init__(self, context: Context, width: int) -> None:
        super().__init__()
        self._context = context
        self._width = width
        self.setProperty("role", "body")
        self.setProperty("height100", HEIGHT)
        self.textEdited.connect(self.edited)

    def show_text(self, text: str, choices: Choices) -> None:
        """Show a text, unless it is the one there."""
        if self._width:
            self.setFixedWidth(self._context.look.px(self._width))
        if text != self.text().strip():
            self.setText(text)
            self.setCursorPosition(len(text) if self._width else 0)

    def rest(self) -> None:
        """What is typed here stands on file: undo is the desk's again."""
        self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the desk while nothing is typed that they could mean."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.isModified():
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)


class ChoiceControl(QComboBox):
    """One of a few words."""

    edited = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "body")
        self.setProperty("height100", HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: self.edited.emit(str(self.currentData())))

    def show_text(self, text: str, choices: Choices) -> None:
        """Show the choice made."""
        self.setFixedWidth(self._context.look.px(CHOICE))
        if [(self.itemData(i), self.itemText(i)) for i in range(self.count())] != list(choices):
            self.clear()
            for value, name in choices:
                self.addItem(name, value)
        self.setCurrentIndex(self.findData(text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the form, never a choice it happens to pass over."""
        event.ignore()


class YesNoControl(QCheckBox):
    """Yes or no."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "body")
        self.setProperty("height100", HEIGHT)
        self.clicked.connect(lambda down: self.edited.emit("true" if down else "false"))

    def show_text(self, text: str, choices: Choices) -> None:
        """Show the answer, in words as well."""
        self.setChecked(text == "true")
        self.setText(dict(choices).get(text, ""))


class StepsControl(QWidget):
    """Steps in order: Alt+Up and Alt+Down move one, Insert adds the next that is not there yet, Delete removes."""

    edited = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._all: tuple[str, ...] = ()
        self._language = ""
        self.model: RowsModel[tuple[int, str]] = RowsModel([], key=lambda row: row[1])
        self.table = RowsTable(context, self.model, "ties", line_height=_STEP_HEIGHT)
        self.table.horizontalHeader().hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._buttons: dict[str, QPushButton] = {}
        for name, key, does in self._moves():
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, does=does: does())
            self.addAction(action)
            button = self._buttons[name] = QPushButton()
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, does=does: does())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the steps."""
        self.table.setFocus(event.reason())

    def _moves(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        return (
            ("up", "Alt+Up", lambda: self._move(-1)),
            ("down", "Alt+Down", lambda: self._move(1)),
            ("add", "Ins", self._add),
            ("remove", "Del", self._remove),
        )

    def show_text(self, text: str, choices: Choices) -> None:
        """Show the steps of a text, in order."""
        words = self._context.words
        self._all = tuple(value for value, _ in choices)
        if self._language != words.language:
            self._language = words.language
            self.model.set_columns(self._columns())
        self._show(self._read(text))
        for name, button in self._buttons.items():
            button.setText(words(f"rulebook.step.{name}"))
            button.setToolTip(words(f"rulebook.step.{name}_about"))
        self.table.setAccessibleName(words("rulebook.ties_list"))

    def _columns(self) -> list[Column[tuple[int, str]]]:
        words = self._context.words
        return [
            Column("place", "", lambda row: run(str(row[0] + 1), "text2"), 24, figures=True),
            Column("step", "", lambda row: run(choice("ties", row[1], words), strong=True), 150),
            Column("about", "", lambda row: run(words(f"rulebook.tie_about.{row[1]}"), "text2"), 120, stretch=True),
        ]

    @staticmethod
    def _read(text: str) -> list[str]:
        return [step for step in text.replace(",", " ").split() if step]

    def _steps(self) -> list[str]:
        return [row[1] for row in self.model.rows() if isinstance(row, tuple)]

    def _show(self, steps: list[str]) -> None:
        self.model.set_rows(list(enumerate(steps)))
        look = self._context.look
        self.table.setFixedHeight(look.px(_STEP_HEIGHT) * max(len(steps), 1) + 2)
        self._buttons["add"].setEnabled(any(step not in steps for step in self._all))
        self._buttons["remove"].setEnabled(bool(steps))

    def _tell(self, steps: list[str], current: str) -> None:
        self._show(steps)
        self.table.select(current)
        self.edited.emit(", ".join(steps))

    def _move(self, by: int) -> None:
        steps, current = self._steps(), self.table.current_key()
        if current in steps and 0 <= steps.index(current) + by < len(steps):
            here = steps.index(current)
            steps.insert(here + by, steps.pop(here))
            self._tell(steps, current)

    def _add(self) -> None:
        steps = self._steps()
        free = next((step for step in self._all if step not in steps), None)
        if free is not None:
            self._tell([*steps, free], free)

    def _remove(self) -> None:
        steps, current = self._steps(), self.table.current_key()
        if current in steps:
            here = steps.index(current)
            steps.remove(current)
            self._tell(steps, steps[min(here, len(steps) - 1)] if steps else "")


Control: TypeAlias = TextControl | ChoiceControl | YesNoControl | StepsControl
