"""The list at the left of the rule book's page: the championships and the other parts, and what is done to championships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout

from cupdesk.ui.controls.parts import label, set_tone
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.rule_book.list_field import DOES
from cupdesk.ui.rule_book.parts import Part, part_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from cupdesk.ui.context import Context

_LINE = 24
_SIGNS = {
    "add": "add",
    "copy": "content_copy",
    "remove": "remove",
    "up": "arrow_upward",
    "down": "arrow_downward",
}


class RegulationsList(QFrame):
    """The parts in a table, five buttons for the championships under it. `asked(what)`: a championship is to be added, moved …"""

    asked = Signal(str)

    def __init__(self, context: Context, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.model: RowsModel[Part] = RowsModel([], key=lambda part: part.key, look=lambda _: RowLook(line=False))
        self.table = RowsTable(context, self.model, "parts", line_height=_LINE)
        self.table.setProperty("region", "frame")
        self.table.horizontalHeader().hide()
        self.table.addActions(list(actions))
        self._remark = label("small")
        self._remark.setWordWrap(True)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._remark.setContentsMargins(12, 4, 8, 4)
        self._remark.hide()
        self.buttons = {what: QToolButton() for what in DOES}
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 2)
        row.setSpacing(3)
        for what, button in self.buttons.items():
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, what=what: self.asked.emit(what))
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._remark)
        column.addLayout(row)

    @property
    def remark(self) -> str:
        """What is said under the table; "" if nothing is."""
        return "" if self._remark.isHidden() else self._remark.text()

    def say(self, sentence: str, tone: str) -> None:
        """Say something about the championships, in a tone; "" takes it away."""
        self._remark.setText(sentence)
        set_tone(self._remark, "tone", tone)
        self._remark.setVisible(bool(sentence))

    def show_parts(self, parts: Sequence[Part], current: str) -> None:
        """Show these parts; what is done to a championship can be done while one is the current part."""
        self.model.set_rows(parts)
        self.table.select(current)
        for what, button in self.buttons.items():
            button.setEnabled(what == "add" or current.startswith("championship."))

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look = self._context.words, self._context.look
        self.table.setAccessibleName(words("rulebook.parts"))
        self.model.set_columns([Column("part", "", part_cell, 100, stretch=True)])
        for what, button in self.buttons.items():
            button.setIcon(look.icon(_SIGNS[what]))
            button.setIconSize(QSize(look.px(16), look.px(16)))
            button.setFixedSize(look.px(26), look.px(24))
            button.setToolTip(words(f"rulebook.championship.{what}"))
            button.setAccessibleName(words(f"rulebook.championship.{what}"))
