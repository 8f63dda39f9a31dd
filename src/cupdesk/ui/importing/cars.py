"""The cars a file gives: those of a result beside other files of the same session, or those of an entry list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from cupdesk.imports import OF_A_ROW_TAKEN, EntryImport, Import, Kind, say, with_edits
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.parts import Heading, label
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.importing.columns import entry_columns, entry_look, result_columns, result_look, result_sentence
from cupdesk.ui.importing.file_rows import edition_name, others_of
from cupdesk.ui.importing.remedies import RemedyBar
from cupdesk.ui.importing.rows import EntryRow, ResultRow, entry_rows, result_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports import Filed
    from cupdesk.rules.edits import Edit
    from cupdesk.ui.context import Context


class CarsPanel(QFrame):
    """The rows taken. `table` is the one of a result, `entries` that of an entry list; one of them is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._room, self._answered = 0, False
        self._shape: tuple[tuple[Edit, ...], list[tuple[str, str]]] = ((), [])
        self.heading = Heading()
        self.model: RowsModel[ResultRow] = RowsModel([], lambda row: row.number, result_look, self._sentence)
        self.entry_model: RowsModel[EntryRow] = RowsModel([], lambda r: r.number, entry_look, lambda r: r.sentence)
        self.table = RowsTable(context, self.model, "import_result")
        self.entries = RowsTable(context, self.entry_model, "import_entries")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        for table in (self.table, self.entries):
            column.addWidget(table, 1)
        self.remedies = RemedyBar(context, self.table)
        self.stood = label("small", "secondary")
        self.stood.setWordWrap(True)
        self.stood.setContentsMargins(12, 4, 12, 0)
        column.addWidget(self.stood)
        column.addWidget(self.remedies)
        self.table.row_changed.connect(self._offer)

    @property
    def new(self) -> int:
        """How many cars of an entry list are not on file yet."""
        rows = [self.entry_model.row(i) for i in range(self.entry_model.rowCount())]
        return sum(1 for row in rows if row and row.becomes != "known")

    def show_file(self, files: Sequence[Filed], at: int) -> None:
        """Show the cars of the file `at`; none if it gives none."""
        filed, words, book = files[at], self._context.words, self._context.book
        found = filed.result
        self.table.setVisible(isinstance(found, Import))
        self.entries.setVisible(isinstance(found, EntryImport))
        self.entry_model.set_rows(entry_rows(found, book, words) if isinstance(found, EntryImport) else [])
        others = others_of(files, at)
        if isinstance(found, Import):
            if filed.all_entered != self._shape[0]:
                self.model.set_rows([])  # their drivers may be known to the old columns only
            self._have_columns(filed, others)
            self.model.set_rows(result_rows(filed, others, book, words), repaint=True)
        cars = len(found.taken) if found else 0
        lines = cars + (len(found.not_taken) if found else 0)
        note = words("imports.window.of_lines", n=cars, all=lines)
        self.heading.say(words("imports.window.rows"), note)
        self._answered = isinstance(found, Import) and found.recognised.kind is not Kind.LAPS
        for table in (self.table, self.entries):
            table.setAccessibleName(f"{filed.path.name}, {words('imports.window.rows')}, {note}")
            if table.current_key() is None:
                table.select(table.rows_model.key_at(0))
        self._offer(self.table.current_key())

    def _offer(self, key: object) -> None:
        """Say how the current row of a result stands in the file, and offer what can be said of it."""
        row = self.model.row(self.model.index_of(key))
        said = " ".join(say.repair(each, self._context.words) for each in row.repairs) if row else ""
        self.stood.setText(said)
        self.stood.setVisible(self._answered)
        self.remedies.offer((row.line,) if row else (), OF_A_ROW_TAKEN if row and row.mine and self._answered else ())

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self.remedies.retranslate()

    def fit(self, room: int, files: Sequence[Filed], at: int) -> None:
        """Have the columns that fit in `room` pixels at text size 100 %."""
        self._room = room
        self.entry_model.set_columns(entry_columns(self._context.words, room))
        if files and isinstance(files[at].found, Import):
            self._have_columns(files[at], others_of(files, at))

    def _have_columns(self, filed: Filed, others: Sequence[Filed]) -> None:
        words, context = self._context.words, self._context
        names = [edition_name(each, words) or words("imports.files.other") for each in others]
        heads = [name[:1].upper() + name[1:] for name in names]
        race = context.book.session(filed.place).kind is SessionKind.RACE
        cells = CarCells(context, with_edits(context.book, filed.all_entered) if filed.all_entered else None)
        columns = result_columns(cells, words, self._room, heads, race=race)
        shape = (filed.all_entered, [(column.key, column.head) for column in columns])
        if shape != self._shape:
            self._shape = shape
            self.model.set_columns(columns)

    def _sentence(self, row: ResultRow) -> str:
        return result_sentence(row, self._context.words)
