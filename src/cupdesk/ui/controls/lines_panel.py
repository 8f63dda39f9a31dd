"""A panel under a table that says a few lines: why this place, the history of a car, the rows of a block not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from cupdesk.ui.controls.cells import run
from cupdesk.ui.controls.parts import label, region
from cupdesk.ui.controls.pick_table import PickTable
from cupdesk.ui.controls.rows_model import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.context import Context
    from cupdesk.words import Words

_MOST = 15


FORMS = {
    "order": (
        *("next", "move", "gap", "time", "laps", "retired", "status", "out", "best", "led", "session"),
        *("shared", "parts", "drove", "facts"),
    ),
    "times": ("times", "deleted", "none", "facts"),
    "grid": ("move", "first", "auto"),
    "decision": ("time", "converted", "places", "heavy", "grid", "light", "open", "state", "more"),
    "what_if": ("grid",),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is said under it; `tone` of the text."""

    label: str
    text: str
    tone: str = "text"


class LinesPanel(QWidget):
    """Lines under a heading; gone until there are any. `closed` tells that it was put away by hand, `picked` the number
    (0 first) of a line taken with Enter.
    """

    closed = Signal()
    picked = Signal(object)

    def __init__(self, context: Context, name: str, *, labels: int = 110) -> None:
        super().__init__()
        self._context = context
        self._strip, row = region("strip", 26)
        self._title, self._note = label("small_strong"), label("small", "secondary")
        self._close = QToolButton()
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.put_away)
        row.addWidget(self._title)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self._close)
        columns: list[Column[tuple[int, Line]]] = [
            Column("label", "", lambda line: run(line[1].label, "text2"), labels),
            Column("text", "", lambda line: run(line[1].text, line[1].tone), 300, stretch=True),
        ]
        self.model: RowsModel[tuple[int, Line]] = RowsModel(columns, key=lambda line: line[0])
        self.table = PickTable(context, self.model, name)
        self.table.picked.connect(self.picked)
        self.table.horizontalHeader().hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(self.table)
        escape = QAction(self)
        escape.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        escape.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.triggered.connect(self.put_away)
        self.addAction(escape)
        self.hide()

    def say(self, title: str, lines: Sequence[Line], note: str = "") -> None:
        """Show these lines under this title."""
        look = self._context.look
        self._title.setText(title)
        self._note.setText(note)
        self._title.setFont(look.font("small_strong"))
        self._note.setFont(look.font("small"))
        self._strip.setFixedHeight(look.px(26))
        self._close.setIcon(look.icon("close"))
        self._close.setAccessibleName(self._context.words("session.close"))
        self._close.setToolTip(self._context.words("session.close"))
        self.model.set_rows(list(enumerate(lines)))
        rows = min(max(len(lines), 1), _MOST)
        self.table.setFixedHeight(rows * self.table.verticalHeader().defaultSectionSize() + look.px(4))
        self.table.setAccessibleName(title)
        self.show()

    @property
    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def put_away(self) -> None:
        """Close the panel."""
        self.hide()
        self.closed.emit()


def forms_of(screen: str, words: Words) -> list[Line]:
    """The forms the entry line of a screen (`order`, `times`, `decision`, `what_if`) takes, each with what it means."""
    texts = (words(f"session.forms.{screen}.{form}") for form in FORMS[screen])
    return [Line(form, meaning) for form, _, meaning in (text.partition(" | ") for text in texts)]
