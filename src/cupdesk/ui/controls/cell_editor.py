"""Writing in a cell: what is typed is checked at each key, what is wrong is said under the cell, names are offered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cupdesk.lines.typed import fold
from cupdesk.ui.controls.parts import set_tone
from cupdesk.ui.controls.row_delegate import RowDelegate
from cupdesk.ui.controls.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.ui.controls.look import Look

Index = QModelIndex | QPersistentModelIndex
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOST = 8
_LAST_NAME = re.compile(r"^(.*[/;,+&]\s*)?([^/;,+&]*)$", re.DOTALL)


class Choices(QListView):
    """The names that fit what is being typed, under the cell; the keyboard stays in the cell."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setProperty("note", "choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def offer(self, names: Sequence[str], editor: QWidget, look: Look) -> None:
        """Show these names under the cell, above it at the foot of the table; none is chosen."""
        self._names.setStringList(list(names[:_MOST]))
        self.setVisible(bool(names))
        if not names:
            return
        self.setFont(look.font("body"))
        room = self._view.viewport().size()
        wide = max(self.fontMetrics().horizontalAdvance(name) for name in names[:_MOST])
        height = self._names.rowCount() * self.sizeHintForRow(0) + 4
        self.resize(min(max(wide + look.px(24), editor.width()), room.width()), height)
        below = editor.geometry().bottom() + 1
        top = below if below + height <= room.height() else max(editor.y() - height, 0)
        self.move(max(min(editor.x(), room.width() - self.width()), 0), top)
        self.raise_()

    def step(self, by: int) -> str:
        """Choose the next name or the one before; the name."""
        row = (self.currentIndex().row() + by) % self._names.rowCount()
        if by < 0 and not self.currentIndex().isValid():
            row = self._names.rowCount() - 1
        self.setCurrentIndex(self._names.index(row))
        return self.chosen

    @property
    def chosen(self) -> str:
        """The name chosen; "" for none, or while the list is not shown."""
        index = self.currentIndex()
        return str(index.data()) if self.isVisible() and index.isValid() else ""


class CellNote(QLabel):
    """The sentence under a cell that does not take what is typed."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setProperty("role", "small_strong")
        self.setProperty("note", "cell")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, sentence: str, editor: QWidget, look: Look, beside: QWidget) -> None:
        """Stand under the cell, or above it at the foot of the table or where `beside` stands under it."""
        self.setVisible(bool(sentence))
        if not sentence:
            return
        self.setText(sentence)
        self.setFont(look.font("small_strong"))
        room = self._view.viewport().size()
        width = min(look.px(420), room.width())
        lines = self.fontMetrics().boundingRect(0, 0, width - look.px(18), 400, Qt.TextFlag.TextWordWrap, sentence)
        self.resize(min(width, lines.width() + look.px(22)), lines.height() + look.px(10))
        left = max(min(editor.x(), room.width() - self.width()), 0)
        below = editor.geometry().bottom() + 2
        if beside.isVisible() and beside.y() > editor.y():
            below = beside.geometry().bottom() + 2
        self.move(left, below if below + self.height() <= room.height() else max(editor.y() - self.height() - 2, 0))
        self.raise_()


class CellEditor(QLineEdit):
    """The line in a cell; `refused` is the sentence about what is typed, if it cannot be meant."""

    def __init__(
        self,
        parent: QWidget,
        delegate: CellDelegate,
        check: Callable[[str], str],
        names: Sequence[str],
    ) -> None:
        super().__init__(parent)
        self._delegate, self._check, self._names = delegate, check, names
        self.refused = ""
        self._length = 0
        self.setFrame(False)
        self.setProperty("in", "cell")
        self.setFont(delegate.look.font("body"))
        self.textEdited.connect(lambda _: self._typed())

    def _typed(self) -> None:
        grown, self._length = len(self.text()) > self._length, len(self.text())
        _, last = self._parted()
        wanted = fold(last.strip())
        fitting = [name for name in self._names if wanted and wanted in fold(name) and fold(name) != wanted]
        fitting.sort(key=lambda name: not fold(name).startswith(wanted))
        self._delegate.choices.offer(fitting, self, self._delegate.look)
        if grown:
            self._complete(last.strip(), [name for name in self._names if fold(name).startswith(wanted)])
        self.recheck()

    def _complete(self, typed: str, names: list[str]) -> None:
        """Write the rest of the only name that begins so, marked, for what is typed next or Del to take its place.

        A figure at the end is never added to: `2` is not 24, and `Team 1` not `Team 10`.
        """
        at_end = self.cursorPosition() == len(self.text()) and self.text().endswith(typed)
        if len(names) == 1 and 1 < len(typed) < len(names[0]) and typed[-1].isalpha() and at_end:
            rest = names[0][len(typed) :]
            self.setText(self.text() + rest)
            self.setSelection(len(self.text()), -len(rest))

    @property
    def written(self) -> str:
        """What is typed, the last name as it is known."""
        before, last = self._parted()
        return before + next((name for name in self._names if fold(name) == fold(last.strip())), last)

    def _parted(self) -> tuple[str, str]:
        """The names before the one being typed, and that one."""
        match = _LAST_NAME.match(self.text())
        return ((match[1] or "") if match else "", match[2] if match else self.text())

    def take_choice(self) -> bool:
        """Write the name chosen in the list; whether there was one."""
        name = self._delegate.choices.chosen
        if name:
            self.setText(self._parted()[0] + name)
        self._delegate.choices.hide()
        self.recheck()
        return bool(name)

    def recheck(self) -> None:
        """Say what is wrong with what stands here now."""
        self.say(self._check(self.text()))

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing any more."""
        self.refused = sentence
        set_tone(self, "refused", "true" if sentence else "false")
        self._delegate.note.say(sentence, self, self._delegate.look, self._delegate.choices)
        self.setAccessibleDescription(sentence)


class CellDelegate(RowDelegate):
    """Draws as everywhere, marks the cell the keyboard is in, and edits it.

    `check(index, text)` gives the sentence about a text, "" if it can be meant; `choices(index)` what it is completed to.
    """

    def __init__(
        self,
        look: Look,
        view: QTableView,
        model: RowsModel[Any],
        check: Callable[[Index, str], str],
        choices: Callable[[Index], Sequence[str]],
        refused: Callable[[str], object],
    ) -> None:
        super().__init__(look, view, model)
        self._check, self._names_for, self._refused = check, choices, refused
        self._table = view
        self.choices, self.note = Choices(view), CellNote(view)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line with the cell's text, all of it selected."""
        kept = QPersistentModelIndex(index)
        editor = CellEditor(parent, self, lambda text: self._check(kept, text), self._names_for(index))
        model = index.model()
        assert isinstance(model, RowsModel)
        editor.setAccessibleName(model.columns[index.column()].full or model.columns[index.column()].head)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's text."""
        assert isinstance(editor, CellEditor)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write the cell; what is refused is not written, wherever the keyboard went."""
        assert isinstance(editor, CellEditor)
        if editor.refused:
            self._refused(editor.refused)
        else:
            model.setData(index, editor.written)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as the cell, and at least as wide as a name."""
        rect = option.rect
        room = self._table.viewport().width()
        width = min(max(rect.width(), self.look.px(110)), room)
        editor.setGeometry(min(rect.x(), room - width), rect.y(), width, rect.height())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the sentence and the names away with the line."""
        self.note.hide()
        self.choices.hide()
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """↓ ↑ choose a name, Enter writes it; Enter and Tab do not leave a cell that refuses what is typed."""
        if (
            not (isinstance(editor, CellEditor) and isinstance(event, QKeyEvent))
            or event.type() != QEvent.Type.KeyPress
        ):
            return super().eventFilter(editor, event)
        key = event.key()
        if self.choices.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            editor.setAccessibleDescription(self.choices.step(1 if key == Qt.Key.Key_Down else -1))
            return True
        if self.choices.isVisible() and key == Qt.Key.Key_Escape:
            self.choices.hide()
            return True
        if key in _LEAVING:
            if editor.take_choice() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return True
            if editor.refused:
                self._refused(editor.refused)
                return True
        return super().eventFilter(editor, event)
