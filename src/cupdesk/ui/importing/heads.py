"""What each column of a file is: the heads as printed, the first cells under them, and the column each is taken for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cupdesk.imports import Column as FileColumn
from cupdesk.imports import HeaderChoice, say
from cupdesk.imports.columns import MANY
from cupdesk.ui.controls.cells import Cell, run
from cupdesk.ui.controls.parts import Elided, label
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.rule_book.setting_controls import ChoiceControl

if TYPE_CHECKING:
    from cupdesk.imports import Recognised
    from cupdesk.ui.context import Context

_CELLS = 3


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A head: which of the line it is, its text, the first cells under it, the column it is taken for."""

    at: int
    text: str
    cells: str
    column: FileColumn | None


class HeadsPanel(QWidget):
    """Heads matched by hand: a row of the table, then (Enter or Tab) what it is. `chosen` tells the choice there is to read with."""

    chosen = Signal(HeaderChoice)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._recognised: Recognised | None = None
        self.model: RowsModel[HeadRow] = RowsModel(
            [],
            lambda row: row.at,
            lambda row: RowLook() if row.column else RowLook(dim=True),
            lambda row: f"{row.text}: {self._name(row.column)}",
        )
        self.table = RowsTable(context, self.model, "import_heads")
        self._about = label("small", "secondary")
        self._about.setWordWrap(True)
        self._which = Elided("body")
        self.column = ChoiceControl(context)
        self.column.edited.connect(self._choose)
        self.forget = QPushButton()
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        for here, there in ((self.table, self.column), (self.column, self.table)):
            enter = QAction(here)
            enter.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
            enter.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            enter.triggered.connect(lambda _=False, there=there: there.setFocus(Qt.FocusReason.TabFocusReason))
            here.addAction(enter)
        line = QHBoxLayout()
        line.addWidget(self._which, 1)
        line.addWidget(self.column)
        line.addWidget(self.forget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 12, 6)
        whole.addWidget(self._about)
        whole.addLayout(line)
        whole.addWidget(self.table, 1)
        self.setTabOrder(self.table, self.column)
        self.setTabOrder(self.column, self.forget)
        self.table.row_changed.connect(self._turned)

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        self.model.set_columns(
            [
                Column("head", words("imports.heads.head"), lambda row: run(row.text, strong=True), 190),
                Column("taken_for", words("imports.heads.taken_for"), self._taken_for, 150),
                Column("cells", words("imports.heads.cells"), lambda row: run(row.cells, "text2"), 240, stretch=True),
            ]
        )
        self.table.setAccessibleName(words("imports.heads.about"))
        self._about.setText(words("imports.heads.about"))
        self.column.setAccessibleName(words("imports.heads.taken_for"))
        self.forget.setText(words("imports.heads.forget"))

    def show_heads(self, recognised: Recognised) -> None:
        """Show the heads of a table as they are taken now."""
        other = self._recognised is None or self._recognised.source is not recognised.source
        self._recognised = recognised
        under = [line for line in recognised.table.lines if line.number > recognised.heads.line]
        rows = []
        for at, head in enumerate(recognised.heads.heads):
            cells = [line.cells[at] for line in under if at < len(line.cells) and line.cells[at]][:_CELLS]
            if head.text:
                rows.append(HeadRow(at, head.text, " · ".join(cells), head.column))
        self.model.set_rows(rows)
        self.forget.setEnabled(bool(recognised.choice.columns))
        if other or self.table.current_key() is None:
            self.table.select(self.model.key_at(0))
            self._turned(None)
        else:
            self._show_column()

    def _turned(self, _: object) -> None:
        """Another head: what is chosen for it starts from what is chosen for all others now."""
        if self._recognised is not None:
            self._from = self._recognised
        self._show_column()

    def _show_column(self) -> None:
        row = self.model.row(self.model.index_of(self.table.current_key()))
        self.column.setEnabled(row is not None)
        if row is not None:
            self._which.setText(self._context.words("imports.heads.is", head=row.text))
            names = [(str(each), self._name(each)) for each in FileColumn]
            self.column.show_text(str(row.column or ""), [("", self._name(None)), *names])
            self.column.setAccessibleName(self._which.text())

    def _choose(self, text: str) -> None:
        """Take the current head for a column; one that can be there once leaves the head that had it."""
        row = self.model.row(self.model.index_of(self.table.current_key()))
        if row is None:
            return
        column, choice = (FileColumn(text) if text else None), self._from.choice
        for head in self._from.heads.heads:
            if head.column is column and column is not None and column not in MANY:
                choice = choice.with_column(head.text, None)
        self.chosen.emit(choice.with_column(row.text, column))

    def _forget(self) -> None:
        if self._recognised is not None:
            self.chosen.emit(HeaderChoice(self._recognised.layout))
            self._turned(None)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken_for(self, row: HeadRow) -> Cell:
        return run(self._name(row.column), "text" if row.column else "text3")

    def _name(self, column: FileColumn | None) -> str:
        words = self._context.words
        return say.column_name(column, words) if column else words("imports.heads.passed")
