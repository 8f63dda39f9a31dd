"""The finishing order (F5): one line to type it, the whole field as a table, the cars not yet placed beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from cupdesk.lines.order import read_order
from cupdesk.lines.result import next_place
from cupdesk.rules.edits import PlaceCar, TakeOutCar
from cupdesk.rules.grid import by_order
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.lines_panel import LinesPanel
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.entering.beside import NotPlaced
from cupdesk.ui.entering.entry_line import EntryLine
from cupdesk.ui.entering.facts_panel import FactsPanel
from cupdesk.ui.entering.order_block import copy, paste
from cupdesk.ui.entering.order_columns import OrderColumns, line_of_cell, row_look
from cupdesk.ui.entering.order_rows import OrderRow, not_placed, order_rows, place_dropped, times_rows
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.names import car_name

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cupdesk.desk import Changed
    from cupdesk.lines.reading import Reading
    from cupdesk.rules.model import Entry
    from cupdesk.ui.context import Context

_FEW = 4
_BESIDE_FROM = 600


class OrderScreen(SessionScreen):
    """Types, edits, reorders, drags and pastes the order of a race, or the times of a qualifying session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.line = EntryLine(context, self._read, "session.line.place")
        self._columns: OrderColumns | None = None
        self.model: RowsModel[OrderRow] = RowsModel(
            [], key=lambda row: row.key, look=row_look, sentence=self._sentence, movable=True
        )
        self.table = RowsTable(context, self.model, "order", fit_rows=26)
        self.beside = NotPlaced(context)
        self.not_taken = LinesPanel(context, "not_taken", labels=80)
        self.facts = FactsPanel(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        table = self.table
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        table.setDefaultDropAction(Qt.DropAction.MoveAction)
        table.setDragDropOverwriteMode(False)
        table.setDropIndicatorShown(True)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(table, 1)
        left.addWidget(self.not_taken)
        left.addWidget(self.facts)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.beside)
        screen = QVBoxLayout(self)
        screen.setContentsMargins(0, 0, 0, 0)
        screen.setSpacing(0)
        screen.addWidget(self.line)
        screen.addLayout(whole, 1)
        QWidget.setTabOrder(self.line, table)
        QWidget.setTabOrder(table, self.beside)

    def _connect(self) -> None:
        self.line.read.connect(self._narrow_beside)
        self.line.taken.connect(self._show_end)
        self.line.pick.connect(self.beside.take_focus)
        self.line.pasted.connect(self.paste)
        self.table.typed.connect(self.line.add)
        self.beside.table.typed.connect(self.line.add)
        self.beside.chosen.connect(lambda number: self._told(self.do(PlaceCar(self.ref, number))))
        self.model.edited.connect(self._edited)
        self.model.dropped.connect(self._dropped)
        table = self.table
        self.action("session.facts.action", "Shift+F5", self.facts.turn)
        self.action("session.order.up", "Alt+Up", lambda: self._move_by(-1), table)
        self.action("session.order.down", "Alt+Down", lambda: self._move_by(1), table)
        self.action("session.order.move", "M", lambda: self._start("*"), table)
        self.action("session.order.status", "S", lambda: self._start(" "), table)
        self.action("session.order.out", "Del", self._take_out, table)
        self.action("session.order.edit", "F2", self._edit_cell, table)
        self.action("session.order.paste", "Ctrl+V", self.paste, table)
        self.action("session.order.copy", "Ctrl+C", lambda: copy(self), table)
        self.action("session.decisions.action_new", "D", lambda: self._go("decisions"), table)
        self.action("session.classification.why", "?", lambda: self._go("classification"), table)
        table.row_changed.connect(self._say_problem)
        self.context.car_wanted.connect(self._select)
        for panel in (self.not_taken, self.facts):
            panel.closed.connect(self.line.focus)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session: its columns, its whole field on the screen."""
        self.ref = ref
        self.table.set_fit_rows(max(len(self._field), 1))
        self.not_taken.hide()
        self.facts.hide()
        super().show_session(ref)
        self._set_columns(anew=True)
        self.line.clear()
        self._show_end()

    def refresh(self, changed: Changed | None) -> None:
        """Show the order as it is now, and what the latest edit moved."""
        before = changed.before if changed else None
        race = self.session.kind is SessionKind.RACE
        self.model.set_rows((order_rows if race else times_rows)(self.book, self.ref, before))
        missing = not_placed(self.book, self.ref)
        self.beside.set_timed(self.session.kind is not SessionKind.RACE)
        self.beside.show_cars(missing, self.cells)
        self.line.set_note(self._note([entry.number for entry in missing]))
        self._name_table()
        if self.facts.isVisible():
            self.facts.show_facts()
        begun = self.session.order or self.session.finishes
        empty = "" if begun else self.words(f"session.order.{'empty' if race else 'empty_times'}")
        self.line.set_hint(empty if self._field else self.words("session.order.nobody_hint"))
        self.line.refresh()

    def focus_line(self) -> None:
        """Give the keyboard to the entry line."""
        self.line.focus()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        self.beside.retranslate()
        self.line.retranslate()
        if self.ref:
            self._set_columns(anew=True)
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit: the team, the laps, at last the list beside."""
        super().resizeEvent(event)
        self.beside.setVisible(self.width() >= self.context.look.px(_BESIDE_FROM))
        if self.ref:
            self._set_columns(anew=False)

    @property
    def _field(self) -> dict[str, Entry]:
        """The cars entered in the round, by number."""
        return self.book.entries(self.book.round_of(self.ref).code)

    # -- reading and telling
    def _read(self, line: str) -> Reading:
        return read_order(self.book, self.ref, line, self.words)

    def _told(self, problem: str) -> None:
        if problem:
            self.line.refuse(problem)

    def _narrow_beside(self, reading: Reading) -> None:
        self.beside.narrow(reading.matches if self.line.text.text().strip() else ())

    def _note(self, missing: list[str]) -> str:
        if not missing:
            return self.words("session.order.all_placed" if self._field else "session.order.nobody")
        if len(missing) < _FEW:
            return self.words("session.problem.cars_missing", n=len(missing), cars=", ".join(missing))
        return self.words("session.order.note", n=len(missing))

    def _name_table(self) -> None:
        placed, field = len(self.session.order), len(self._field)
        name = self.words("session.order.table", session=self.session_title, placed=placed, all=field)
        self.table.setAccessibleName(name)

    def _problem(self, row: OrderRow) -> str:
        kind = row.problems[0]
        decision = next(
            (p.decision for p in self.book.problems(self.ref) if p.kind is kind and row.number in p.cars), None
        )
        car = car_name(self.book, self.ref, row.number, self.words)
        return self.words(f"session.problem.{kind.value}", n=1, car=car, cars=car, decision=decision)

    def _set_columns(self, *, anew: bool) -> None:
        self._columns = OrderColumns(self.context, self.ref, self.cells)
        width = round(self.table.width() / self.context.look.px(100) * 100)
        race = self.session.kind is SessionKind.RACE
        columns = self._columns.race(width) if race else self._columns.times(width)
        self.put_columns(self.table, columns, anew=anew)

    def _sentence(self, row: OrderRow) -> str:
        return self._columns.sentence(row) if self._columns else ""

    def _show_end(self, _: object = None) -> None:
        """Keep the next empty place in sight.

        Half a table at once: a row at each Enter would move what is being read, and paint all of it anew.
        """
        row = self.model.index_of(f"#{next_place(self.session)}")
        index = self.model.index(row, 0)
        if row >= 0 and not self.table.viewport().rect().contains(self.table.visualRect(index)):
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    # -- in the table
    def _current(self) -> OrderRow | None:
        row = self.model.row(self.table.currentIndex().row())
        return row if row is not None and row.number else None

    def _select(self, number: str) -> None:
        """Show a car somebody asked for: its row and what is wrong with it, or that it still needs a place."""
        if not self.isVisible():
            return
        index = self.model.index_of(number)
        if index < 0:
            self.beside.narrow((number,))
            self.beside.take_focus()
            return
        self.table.select(number)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_problem(self, _: object) -> None:
        row = self._current()
        if row is not None and row.problems:
            self.line.warn(self._problem(row))

    def _start(self, sign: str) -> None:
        row = self._current()
        if row is not None:
            self.line.set_text(f"{row.number}{sign}")

    def _go(self, screen: str) -> None:
        row = self._current()
        if row is not None:
            self.context.session_wanted.emit(self.ref, screen)
            self.context.car_wanted.emit(row.number)

    @property
    def _sorted(self) -> bool:
        """Whether times put the cars in order, not a person."""
        return self.session.kind is not SessionKind.RACE and not by_order(self.session)

    def _move_by(self, places: int) -> None:
        row = self._current()
        if row is None or row.place is None or self._sorted:
            return
        place = min(max(row.place + places, 1), len(self.session.order))
        if place != row.place:
            self._told(self.do(PlaceCar(self.ref, row.number, place)))
            self.table.select(row.number)

    def _take_out(self) -> None:
        row = self._current()
        if row is not None:
            self._told(self.do(TakeOutCar(self.ref, row.number)))

    def _edit_cell(self) -> None:
        """Write over the current cell, or over the gap where that one cannot be."""
        if self.table.state() == QAbstractItemView.State.EditingState:
            return
        index = self.table.currentIndex()
        if index.isValid() and not self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(len(self.model.columns) - 1)
        if self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _edited(self, key: Hashable, column: str, text: str) -> None:
        """A cell written over is the same fact as the line that says it."""
        self._told(self._do_line(line_of_cell(str(key), column, text)))

    def _do_line(self, line: str) -> str:
        reading = self._read(line)
        if reading.refused or not reading.edits:
            return reading.problem
        problem = self.do(*reading.edits)
        if not problem and reading.problem:
            self.line.warn(reading.problem)
        return problem

    def _dropped(self, key: Hashable, target: int) -> None:
        row = self.model.row(self.model.index_of(key))
        if row is None or not row.number or self._sorted:
            return
        place = place_dropped(row, target, len(self.session.order))
        if place != row.place:
            self._told(self.do(PlaceCar(self.ref, row.number, place)))
            self.table.select(row.number)

    def paste(self) -> None:
        """Take a block of the clipboard."""
        paste(self)
