"""A table of the season that is written in: cells edited in place, rows added and taken away, blocks copied and pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from cupdesk.ui.controls.cell_editor import CellDelegate, CellEditor
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.set_up.columns import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import RowsModel

Hint = QAbstractItemDelegate.EndEditHint
Index = QModelIndex | QPersistentModelIndex


class SetupTable(RowsTable):
    """Several rows can be selected; the cell the keyboard is in is framed.

    `row_wanted` asks for a new row to be taken (Enter in it), `row_left` for it to be dropped (Esc), `turned(by)` for the
    columns beyond the last or before the first; `searched(text)` is a letter typed on the table.
    """

    row_wanted = Signal()
    row_left = Signal()
    turned = Signal(int)
    searched = Signal(str)

    def __init__(
        self,
        context: Context,
        model: RowsModel[Any],
        name: str,
        check: Callable[[Index, str], str],
        choices: Callable[[Index], Sequence[str]],
    ) -> None:
        super().__init__(context, model, name)
        self._context = context
        cells = CellDelegate(context.look, self, model, check, choices, context.message.emit)
        self._delegate, self.note = cells, cells.note
        self.setItemDelegate(cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.selectionModel().currentColumnChanged.connect(lambda *_: self.viewport().update())

    def selected_keys(self) -> list[Any]:
        """The keys of the rows selected, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.key_at(row) for row in rows] or [key for key in [self.current_key()] if key is not None]

    def column_key(self) -> str:
        """The field of the cell the keyboard is in."""
        column = self.currentIndex().column()
        return self.rows_model.columns[column].key if column >= 0 else ""

    def edit_cell(self, key: Any, field: str, problem: str = "") -> None:
        """Open a cell, and say what is wrong with it."""
        row = self.rows_model.index_of(key)
        column = next((i for i, each in enumerate(self.rows_model.columns) if each.key == field), 0)
        if row < 0:
            return
        index = self.rows_model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().findChild(CellEditor)
        if problem and isinstance(editor, CellEditor):
            editor.say(problem)

    def edit_current(self) -> None:
        """Open the cell the keyboard is in, or the first of its row that can be written."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(0)
            self.setCurrentIndex(index)
        self.edit(index)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Tab goes on to the next cell that can be written; Enter in a new row takes it, Esc drops it."""
        new = self.current_key() == NEW
        super().closeEditor(editor, Hint.NoHint)
        if hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            self._go_on(1 if hint is Hint.EditNextItem else -1)
        elif new and hint is Hint.SubmitModelCache:
            self.row_wanted.emit()
        elif new and hint is Hint.RevertModelCache:
            self.row_left.emit()

    def _go_on(self, by: int) -> None:
        index = self.currentIndex()
        column = index.column() + by
        while 0 <= column < len(self.rows_model.columns):
            there = index.siblingAtColumn(column)
            if there.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(there)
                self.edit(there)
                return
            column += by
        self.turned.emit(by)
        if self.currentIndex().isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.edit_current() if by > 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters search, Enter edits, arrows at the edge turn to the other columns."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # what the line in the cell leaves over is not for the table
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.edit_current()
        elif key == Qt.Key.Key_Right and not held and self._at_edge(1):
            self.turned.emit(1)
        elif key == Qt.Key.Key_Left and not held and self._at_edge(-1):
            self.turned.emit(-1)
        elif (
            event.text().isprintable()
            and event.text().strip()
            and held
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
        ):
            self.searched.emit(event.text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the whole row is copied, by the action
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def _at_edge(self, by: int) -> bool:
        column = self.currentIndex().column()
        return column == (len(self.rows_model.columns) - 1 if by > 0 else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, then the frame of the cell the keyboard is in."""
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self._context.look.colour("accent")), 2))
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -2))
            painter.end()
