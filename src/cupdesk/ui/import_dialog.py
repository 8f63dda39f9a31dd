"""A timing file before it is taken: every row with what becomes of it, the typed place beside the file's, the effect behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cupdesk.imports import ENDINGS, read, say
from cupdesk.rules.session import Status
from cupdesk.ui.cells import MISSING, Cell, run
from cupdesk.ui.file_dialog import file_dialog
from cupdesk.ui.parts import dress, label
from cupdesk.ui.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.table import RowsTable
from cupdesk.words.names import driver_name, session_and_round
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.imports import Compared, Import
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: its line, car and name, both places as text, whether taken and different, what is said of it."""

    key: int
    line: int
    number: str
    name: str
    typed: str
    filed: str
    taken: bool
    differs: bool
    sentence: str


def rows_of(found: Import, book: Book, words: Words) -> list[Row]:
    """Rows not taken first, each with its reason and what helps; then those taken, in the order they finish in."""
    compared = {each.number: each for each in found.compared}
    entries = book.entries(book.round_of(found.session).code)
    rows: list[Row] = []
    for left in found.not_taken:
        sentence = f"{say.reason(left, words)} {say.remedy(left, words)}"
        rows.append(Row(len(rows), left.line, "", left.text, "", "", taken=False, differs=False, sentence=sentence))
    for row in found.taken:
        both = compared.get(row.number)
        typed, filed = _places(both, words) if both else ("", "")
        differs = both is not None and bool(typed) and both.differs
        sentence = words("imports.window.differs", place=typed) if differs else ""
        name = " / ".join(driver_name(book, code, words) for code in entries[row.number].drivers)
        rows.append(
            Row(len(rows), row.line, row.number, name, typed, filed, taken=True, differs=differs, sentence=sentence)
        )
    return rows


def _places(both: Compared, words: Words) -> tuple[str, str]:
    def said(place: int | None, status: Status | None) -> str:
        if status is not None and status is not Status.RUNNING:
            return words(f"lines.status.{status.value}")
        return "" if place is None else str(place)

    return said(both.typed, both.typed_status), said(both.filed, both.filed_status)


class ImportDialog(QDialog):
    """What the file `found` gives for its session. Only *Take* changes anything, as one step; `taken` tells how many cars."""

    taken = Signal(int)

    def __init__(self, context: Context, found: Import, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self.found = context, found
        words = context.words
        self.setWindowTitle(
            words("imports.window.title", session=session_and_round(context.book, found.session, words))
        )
        self.resize(context.look.px(880), context.look.px(560))
        self.model: RowsModel[Row] = RowsModel(self._columns(), lambda row: row.key, _look, lambda row: row.sentence)
        self.table = RowsTable(context, self.model, "import")
        self._rows = rows_of(found, context.book, words)
        self.model.set_rows(self._rows)
        self.head = label("strong")
        self.head.setText(f"{name} · {say.layout_name(found.recognised.layout, words)}")
        self.note = label("body", "secondary")
        self.note.setWordWrap(True)
        missing = ", ".join(found.missing)
        counts = words("imports.window.counts", taken=len(found.taken), left=len(found.not_taken))
        lines = [counts, *(say.remark(each, words) for each in found.remarks)]
        if missing:
            lines.append(words("imports.window.missing", cars=missing))
        if found.taken and not found.edits:
            lines.append(words("imports.window.same"))
        self.note.setText("\n".join(lines))
        self.whole = label("body")
        self.whole.setWordWrap(True)
        self.whole.setMinimumHeight(context.look.px(40))
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox()
        n = len(found.taken)
        self.take = buttons.addButton(
            f"{words('imports.window.take', n=n)}  Ctrl+⏎", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.take.setEnabled(bool(found.edits) and not context.read_only)
        buttons.addButton(f"{words('imports.window.leave')}  Esc", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.run)
        buttons.rejected.connect(self.reject)
        action = QAction(self)
        action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        action.triggered.connect(lambda _=False: self.run())
        self.addAction(action)
        whole = QVBoxLayout(self)
        whole.addWidget(self.head)
        whole.addWidget(self.note)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.whole)
        whole.addWidget(self.problem)
        whole.addWidget(buttons)
        dress(self, context.look)
        self.table.setAccessibleName(f"{self.head.text()}, {counts}")
        self.table.selectionModel().currentRowChanged.connect(lambda index: self.whole.setText(self._said(index.row())))
        self.table.select(self.model.key_at(0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        context.set_preview(context.desk.what_if(*found.edits) if found.edits else None)
        self.finished.connect(lambda _: context.set_preview(None))

    def _columns(self) -> list[Column[Row]]:
        words = self._context.words

        def text(value: str, tone: str = "text") -> Cell:
            return run(value, tone) if value else run(MISSING, "text3")

        def becomes(row: Row) -> Cell:
            key = "differs_mark" if row.differs else "taken_mark" if row.taken else "left_mark"
            return run(words(f"imports.window.{key}"), "text2" if row.taken else "problem", strong=not row.taken)

        return [
            Column("line", words("imports.window.line"), lambda r: text(str(r.line or ""), "text2"), 44, figures=True),
            Column("becomes", words("imports.window.becomes"), becomes, 86),
            Column("number", words("imports.column.number"), lambda row: text(row.number), 64, figures=True),
            Column("name", words("imports.column.driver"), lambda row: text(row.name), 190),
            Column("typed", words("imports.window.typed"), lambda row: text(row.typed), 80),
            Column("filed", words("imports.window.filed"), lambda row: text(row.filed), 80),
            Column("sentence", words("imports.window.remark"), lambda r: run(r.sentence, "text2"), 240, stretch=True),
        ]

    def _said(self, row: int) -> str:
        """What is said of a row, in full: the table has not always the room."""
        key = self.model.key_at(row)
        return self._rows[key].sentence if isinstance(key, int) else ""

    def run(self) -> None:
        """Take the file, as one step."""
        if not self.take.isEnabled():
            return
        try:
            self._context.desk.do(*self.found.edits)
        except Trouble as trouble:
            self.problem.setText(self._context.words(trouble.key, **trouble.values))
            self.problem.show()
            return
        self.taken.emit(len(self.found.taken))
        self.accept()


def _look(row: Row) -> RowLook:
    if not row.taken:
        return RowLook("problem_tint", "problem")
    return RowLook("changed", "accent") if row.differs else RowLook()


def ask_import(context: Context, parent: QWidget) -> None:
    """Ask which timing file is to be read into the session shown."""
    words = context.words
    kinds = f"{words('imports.window.kinds')} ({' '.join(f'*.{ending}' for ending in ENDINGS)})"
    dialog = file_dialog(parent, words, words("imports.window.choose"), str(Path.home()), kinds)
    dialog.fileSelected.connect(lambda name: show_import(context, Path(name), parent))
    dialog.open()


def show_import(context: Context, path: Path, parent: QWidget) -> ImportDialog | None:
    """Read a file and show what it gives; what cannot be read is said, and nothing is changed."""
    words = context.words
    if not context.session:
        context.message.emit(words("imports.window.no_session"))
        return None
    try:
        found = read(path, path.name, context.book, context.session)
    except Trouble as trouble:
        context.message.emit(f"{path.name}: {words(trouble.key, **trouble.values)}")
        return None
    dialog = ImportDialog(context, found, path.name, parent)
    dialog.taken.connect(lambda n: context.message.emit(words("imports.window.done", n=n, file=path.name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
