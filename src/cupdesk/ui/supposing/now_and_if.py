"""A classification as it is and as it would be, side by side, scrolled together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.parts import Elided, label, line, region
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.states import progress
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.supposing.what_if_rows import SideRow, side_columns, side_look, side_rows, side_sentence
from cupdesk.words.names import session_and_round
from cupdesk.words.what_if import places_said

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.compare import PlaceChange
    from cupdesk.ui.context import Context

_EXTRA = 2


class _Side(QFrame):
    """One of the two: a heading, a table."""

    def __init__(self, context: Context, name: str, kind: str) -> None:
        super().__init__()
        self.setProperty("region", "base")
        head, row = region(kind, 26)
        self.title, self.note = label("small_strong"), Elided("small", "secondary")
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.note)
        self.model: RowsModel[SideRow] = RowsModel(
            [], lambda r: r.car.number, side_look, lambda r: side_sentence(r, context.words)
        )
        self.table = RowsTable(context, self.model, name, fit_rows=26)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)


class NowAndIf(QWidget):
    """Both sides of the session shown; the car chosen on one side is chosen on the other."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ref = ""
        self._shape: tuple[object, ...] = ()
        self.now, self.then = _Side(context, "now", "strip"), _Side(context, "if", "what_if_head")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.now, 1)
        row.addWidget(line(upright=True))
        row.addWidget(self.then, 1)
        QWidget.setTabOrder(self.now.table, self.then.table)
        for a, b in ((self.now.table, self.then.table), (self.then.table, self.now.table)):
            a.verticalScrollBar().valueChanged.connect(b.verticalScrollBar().setValue)
            a.row_changed.connect(b.select)
        self.now.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def tables(self) -> tuple[RowsTable, RowsTable]:
        """Both tables, now first."""
        return self.now.table, self.then.table

    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self._ref = ref
        cars = len(self._context.book.entries(self._context.book.round_of(ref).code))
        for table in self.tables:
            table.set_fit_rows(max(cars + _EXTRA, 1))
        self._set_columns()

    def show_books(self, now: Book, then: Book, places: tuple[PlaceChange, ...]) -> None:
        """Show the session in both books; `places` are the cars that stand otherwise."""
        words = self._context.words
        self.now.model.set_rows(side_rows(now, then, self._ref, words))
        self.then.model.set_rows(side_rows(then, now, self._ref, words))
        for side, book in ((self.now, now), (self.then, then)):
            state = progress(book, self._ref, words)
            side.note.setText(state.full if book.has_result(self._ref) else words("what_if.not_run"))
        if then is not now:
            self.then.note.setText(places_said(then, places, words))
        session = session_and_round(now, self._ref, words)
        self.now.table.setAccessibleName(words("what_if.now_table", session=session))
        self.then.table.setAccessibleName(words("what_if.if_table", session=session))

    def current(self) -> str:
        """The number of the car chosen; "" for none."""
        table = self.then.table if self.then.table.hasFocus() else self.now.table
        return str(table.current_key() or "")

    def select(self, number: str) -> None:
        """Choose a car, and give the keyboard to it."""
        self.then.table.select(number)
        self.then.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.now.title.setText(words("what_if.now"))
        self.then.title.setText(words("what_if.if"))
        self._shape = ()
        if self._ref:
            self._set_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        if self._ref:
            self._set_columns()

    def _set_columns(self) -> None:
        width = round(self.now.width() / self._context.look.px(100) * 100)
        race = self._context.book.session(self._ref).kind is SessionKind.RACE
        words, cells = self._context.words, CarCells(self._context)
        columns = side_columns(cells, words, width, race=race, moves=True)
        shape = (tuple(c.key for c in columns), words.language)
        if shape != self._shape:
            self._shape = shape
            self.now.model.set_columns(side_columns(cells, words, width, race=race, moves=False))
            self.then.model.set_columns(columns)
