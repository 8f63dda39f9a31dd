"""What is not taken of a file and why, and what else is to be known, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout

from cupdesk.imports import Remedy
from cupdesk.ui.controls.parts import Heading, label
from cupdesk.ui.controls.pick_table import PickTable
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.importing.columns import note_columns, note_look
from cupdesk.ui.importing.remedies import RemedyBar
from cupdesk.ui.importing.rows import NoteRow, note_rows

if TYPE_CHECKING:
    from cupdesk.imports import Filed
    from cupdesk.ui.context import Context

_LEAST_ROWS, _MOST_ROWS = 4, 8
_WHOLE, _NARROWEST = 58, 300


class NotesPanel(QFrame):
    """Rows not taken and what else is to be known, one list; the whole of the current one under it.

    `guest_wanted` asks to enter the car of a line as a guest, or no more.
    """

    guest_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.heading = Heading("F4")
        self.model: RowsModel[NoteRow] = RowsModel([], lambda row: row.key, note_look, lambda row: row.whole)
        self.table = PickTable(context, self.model, "import_notes")
        self.table.picked.connect(self._picked)
        self.remedies = RemedyBar(context, self.table)
        self.whole = label("small")
        self.whole.setWordWrap(True)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.whole.setContentsMargins(12, 6, 12, 6)
        self.told = QScrollArea()
        self.told.setFrameShape(QFrame.Shape.NoFrame)
        self.told.setWidgetResizable(True)
        self.told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told.setWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.remedies)
        self.table.row_changed.connect(self._say)

    def show_file(self, filed: Filed) -> None:
        """Show what is to be known of a file."""
        words, key = self._context.words, self.table.current_key()
        rows = note_rows(filed, self._context.book, words, self._context.session)
        left = sum(1 for row in rows if row.left)
        lines = filed.cars + left
        note = words("imports.window.left", n=left, all=lines) if left else words("imports.window.all_taken")
        self.heading.say(words("imports.window.not_taken"), note if filed.found else "")
        self.model.set_rows(rows, repaint=True)
        self.table.setAccessibleName(f"{words('imports.window.not_taken')}, {note}")
        self.table.select(key if self.model.index_of(key) >= 0 else self.model.key_at(0))
        self._say(self.table.current_key())
        shown = bool(rows)
        self.table.setVisible(shown)
        self.told.setVisible(shown)
        self.remedies.setVisible(shown and self.remedies.isVisibleTo(self))
        look = self._context.look
        row, head = look.row_height(0, 1), self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + row * min(len(rows), _LEAST_ROWS))
        self.table.setMaximumHeight(head + row * min(max(len(rows), 1), _MOST_ROWS) + 2)
        self._fit()

    def next_left(self, by: int) -> None:
        """Go to the next or the previous row that is not taken."""
        left = [i for i in range(self.model.rowCount()) if (row := self.model.row(i)) and row.left]
        if not left:
            return
        now = self.model.index_of(self.table.current_key()) if self.table.hasFocus() else -1 if by > 0 else len(left)
        ahead = [i for i in left if (i > now if by > 0 else i < now)]
        at = (ahead[0] if by > 0 else ahead[-1]) if ahead else (left[0] if by > 0 else left[-1])
        self.table.select(self.model.key_at(at))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _picked(self, key: object) -> None:
        row = self.model.row(self.model.index_of(key))
        if row is not None and (row.entered or Remedy.GUEST in row.remedies):
            self.guest_wanted.emit(row.line)

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self.model.set_columns(note_columns(self._context.words))
        self.remedies.retranslate()

    def _say(self, key: object) -> None:
        row = self.model.row(self.model.index_of(key))
        self.whole.setText("\n".join(part for part in (row.whole, row.text) if part) if row else "")
        if row is None:
            self.remedies.offer((), ())
        else:
            self.remedies.offer(row.lines or (row.line,), row.remedies, row.column, row.suggested)
        self._fit()

    def _fit(self) -> None:
        """As high as the whole of the current row, up to a few lines; more of it scrolls."""
        look = self._context.look
        wanted = self.whole.heightForWidth(max(self.width(), look.px(_NARROWEST)))
        self.told.setFixedHeight(min(max(wanted, look.px(_WHOLE)), look.px(_WHOLE) * 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the width."""
        super().resizeEvent(event)
        self._fit()
