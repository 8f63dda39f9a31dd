"""The list beside the order: the cars not yet placed, those that fit what is typed standing out, and the forms to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cupdesk.ui.controls.parts import key_cap, label, region
from cupdesk.ui.controls.pick_table import PickTable
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.model import Entry
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.car_cells import CarCells

WIDTH = 174
_FORMS = {
    False: (
        ("status", "12 ab", "12 dnf"),
        ("move", "12*3", "12*3"),
        ("gap", "12+0.170", "12+0.170"),
        ("laps", "12 1t", "12 1l"),
    ),
    True: (
        ("times", "7 204106", "7 204106"),
        ("deleted", "7 x3", "7 x3"),
        ("all_deleted", "7 xx", "7 xx"),
        ("no_time", "7 st", "7 nt"),
    ),
}
"""What is typed, in French and in English: of an order, and (`True`) of times."""


class NotPlaced(QWidget):
    """Cars that still need a place. `chosen` tells the number of the one taken with Enter or a double click."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cells: CarCells | None = None
        self._fitting: tuple[str, ...] = ()
        self._timed = False
        self._strip, row = region("head", 24, margins=(10, 0, 10, 0))
        self._title, self._count = label("small_strong"), label("small_strong")
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        self.model: RowsModel[Entry] = RowsModel([], key=lambda entry: entry.number, look=self._look)
        self.table = PickTable(context, self.model, "beside")
        self.table.horizontalHeader().hide()
        self.table.setProperty("region", "frame")
        self.table.picked.connect(self.chosen)
        self.setProperty("region", "frame")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(self.table, 1)
        self._foot = self._make_forms()
        whole.addWidget(self._foot)
        self.setFocusProxy(self.table)
        self.retranslate()

    def _make_forms(self) -> QWidget:
        forms = QWidget()
        grid = QGridLayout(forms)
        grid.setContentsMargins(10, 8, 8, 10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._forms = [(label("small"), label("small", "secondary")) for _ in _FORMS[False]]
        for i, (example, meaning) in enumerate(self._forms):
            grid.addWidget(example, i, 0)
            grid.addWidget(meaning, i, 1)
        self._all_forms = label("small", "secondary")
        last = QHBoxLayout()
        last.setSpacing(6)
        last.addWidget(key_cap("F1"))
        last.addWidget(self._all_forms, 1)
        grid.addLayout(last, len(self._forms), 0, 1, 2)
        return forms

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look = self._context.words, self._context.look
        self.setFixedWidth(look.px(WIDTH))
        self._title.setText(words("session.order.beside"))
        self._all_forms.setText(words("session.order.forms"))
        self._say_forms()

    def set_timed(self, timed: bool) -> None:
        """Show the forms of times, or those of a finishing order."""
        if timed != self._timed:
            self._timed = timed
            self._say_forms()

    def _say_forms(self) -> None:
        words = self._context.words
        for (example, meaning), (key, french, english) in zip(self._forms, _FORMS[self._timed], strict=True):
            example.setText(french if words.language == "fr" else english)
            meaning.setText(words(f"session.order.form_{key}"))

    def show_cars(self, entries: Sequence[Entry], cells: CarCells) -> None:
        """List these cars."""
        if cells is not self._cells:
            self._cells = cells
            self.model.set_columns(self._columns(cells))
        self.model.set_rows(entries)
        self._count.setText(str(len(entries)))
        self._make_room()
        self.table.setAccessibleName(f"{self._context.words('session.order.beside_name')}, {len(entries)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the forms only while the list leaves them room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        listed = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        spare = self.height() - self._strip.height() - listed
        self._foot.setVisible(spare >= self._foot.sizeHint().height())

    def narrow(self, numbers: Sequence[str]) -> None:
        """Let these cars stand out, the first of them most; none: all alike."""
        fitting = tuple(numbers)
        if fitting != self._fitting:
            self._fitting = fitting
            self.model.set_rows([row for row in self.model.rows() if not isinstance(row, str)])

    def take_focus(self) -> None:
        """Let the arrows pick, from the best match on."""
        best = next((number for number in self._fitting if self.model.index_of(number) >= 0), self.model.key_at(0))
        if best is not None and self.isVisible():
            self.table.select(best)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _columns(self, cells: CarCells) -> list[Column[Entry]]:
        words = self._context.words
        return [
            Column("number", words("session.column.number"), lambda entry: entry.number, 37, figures=True),
            Column("driver", words("session.column.driver"), lambda entry: cells.surname(entry), 80, stretch=True),
            Column(
                "category",
                words("session.column.category"),
                lambda entry: cells.chips(entry.category, guest=entry.guest),
                51,
            ),
        ]

    def _look(self, entry: Entry) -> RowLook:
        if not self._fitting:
            return RowLook()
        if entry.number == self._fitting[0]:
            return RowLook("sel", "accent")
        return RowLook(dim=entry.number not in self._fitting)
