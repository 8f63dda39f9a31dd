"""Several files to be taken together: where each goes, what it differs in, which are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cupdesk.ui.controls.parts import Heading
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.importing.columns import file_columns, file_look
from cupdesk.ui.importing.file_rows import FileRow, file_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports import Filed
    from cupdesk.ui.context import Context

_MOST_ROWS = 6


class FilesPanel(QFrame):
    """The files, one a row. `turned_to` tells which one is to be shown, `toggled` which is to be taken or not."""

    turned_to = Signal(int)
    toggled = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.heading = Heading()
        self.model: RowsModel[FileRow] = RowsModel([], lambda row: row.at, file_look, self._sentence)
        self.table = RowsTable(context, self.model, "import_files")
        self.table.row_changed.connect(self._turned)
        self.table.doubleClicked.connect(lambda index: self.toggled.emit(index.row()))
        self.choose = QAction(self)
        self.choose.setShortcut(QKeySequence("Space"))
        self.choose.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.choose.triggered.connect(lambda _=False: self.toggled.emit(self.table.current_key()))
        self.table.addAction(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table)

    def show_files(self, files: Sequence[Filed], at: int) -> None:
        """Show these files, the one `at` as the current."""
        words, look = self._context.words, self._context.look
        self.heading.say(words("imports.files.title"), words("imports.files.hint"))
        self.model.set_rows(file_rows(files, self._context.book, words))
        self.table.select(at)
        self.table.setAccessibleName(words("imports.files.title"))
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + look.row_height(0, 1) * min(len(files), _MOST_ROWS) + 2)

    def fit(self, room: int) -> None:
        """Have the columns that fit."""
        words = self._context.words
        self.model.set_columns(file_columns(words, room))
        self.choose.setText(words("imports.action.choose"))

    def _turned(self, at: object) -> None:
        if isinstance(at, int):
            self.turned_to.emit(at)

    def _sentence(self, row: FileRow) -> str:
        words = self._context.words
        taken = words(f"imports.files.{'taken' if row.chosen else 'not_taken'}")
        return ", ".join(part for part in (row.name, taken, row.place, row.edition, row.differs) if part)
