"""A file before it is taken: every row with what becomes of it, what its columns are, the effect behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cupdesk.imports import ENDINGS, HeaderChoice, open_source, recognise, say
from cupdesk.ui.file_dialog import file_dialog
from cupdesk.ui.import_heads import HeadsPanel
from cupdesk.ui.import_rows import EntryList, Given, Reading, Result, Row, columns, row_look
from cupdesk.ui.parts import dress, label
from cupdesk.ui.rows_model import RowsModel
from cupdesk.ui.table import RowsTable
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.imports import Recognised
    from cupdesk.ui.context import Context

_BY_HAND = ("imports.no_number", "imports.no_names", "imports.places_by_class")
"""What saying which column is which can help."""
_NOTES = 88
_NOTHING = Given((), (), (), 0)


def recognised_file(context: Context, path: Path) -> Recognised:
    """The table of a file, its heads as last matched by hand for this layout. Raises `Trouble`."""
    found = recognise(open_source(path, path.name))
    choice = HeaderChoice.from_text(context.settings.heads(found.layout))
    return recognise(found.source, choice) if choice else found


class ImportDialog(QDialog):
    """What one of the files `paths` gives. Only *Take* changes anything, as one step; `taken` tells how many cars of which file."""

    taken = Signal(int, str)

    def __init__(self, context: Context, reading: Reading, paths: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._reading, self.paths = context, reading, tuple(paths)
        self.recognised: Recognised | None = None
        self.given, self.can_be_matched = _NOTHING, False
        words = context.words
        self.setWindowTitle(reading.title(context.book, words))
        room = parent.size()
        self.resize(min(context.look.px(880), room.width()), min(context.look.px(560), room.height()))
        self.model: RowsModel[Row] = RowsModel(columns(reading, words), lambda r: r.key, row_look, lambda r: r.sentence)
        self.table = RowsTable(context, self.model, f"import_{reading.facts[0]}")
        self.head, self.note = label("strong"), label("body", "secondary")
        self.whole, self.problem = label("body"), label("body", "problem")
        for each in (self.note, self.whole, self.problem):
            each.setWordWrap(True)
        self.whole.setMinimumHeight(context.look.px(40))
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notes = QScrollArea()
        self.notes.setFrameShape(QFrame.Shape.NoFrame)
        self.notes.setWidgetResizable(True)
        self.notes.setWidget(self.note)
        self.heads = HeadsPanel(context)
        self.heads.chosen.connect(self._matched)
        buttons = QDialogButtonBox()
        self.match = buttons.addButton(f"{words('imports.heads.show')}  F2", QDialogButtonBox.ButtonRole.ActionRole)
        self.match.setCheckable(True)
        self.match.toggled.connect(self._show_heads)
        self.take = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        leave = f"{words('imports.window.leave')}  Esc"
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        for button in buttons.buttons():
            button.setProperty("autoDefault", False)
        buttons.accepted.connect(self.run)
        buttons.rejected.connect(self.reject)
        self._key(("Ctrl+Return", "Ctrl+Enter"), self.run)
        self._key(("F2",), self.match.toggle)
        self.file, self.place = QComboBox(), QComboBox()
        whole = QVBoxLayout(self)
        for part in (self._asked(), self.head, self.notes, self.heads, self.table, self.whole, self.problem, buttons):
            whole.addWidget(part, 1 if part in (self.heads, self.table) else 0)
        self.heads.hide()
        dress(self, context.look)
        self.table.row_changed.connect(self._say)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(lambda _: context.set_preview(None))

    def _key(self, keys: tuple[str, ...], does: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _=False: does())
        self.addAction(action)

    def _asked(self) -> QWidget:
        """Which of several files, and which round an entry list is for."""
        words, row = self._context.words, QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self.file.addItems([path.name for path in self.paths])
        season = self._context.book.season
        self.place.addItem(words("imports.entries.season"), "")
        for each in season.rounds:
            self.place.addItem(each.name[words.language], each.code)
        several, listed = len(self.paths) > 1, isinstance(self._reading, EntryList)
        for box, name, shown in (
            (self.file, "imports.window.which", several),
            (self.place, "imports.entries.for", listed),
        ):
            said = label("body", "secondary", words(name))
            box.setProperty("role", "body")
            box.setAccessibleName(words(name))
            for part in (said, box):
                part.setVisible(shown)
                line.addWidget(part)
        line.addStretch(1)
        self.file.activated.connect(lambda at: self.open_file(self.paths[at]))
        self.place.activated.connect(lambda _: self._turn_to(EntryList(str(self.place.currentData()))))
        row.setVisible(several or listed)
        return row

    def open_file(self, path: Path) -> None:
        """Show what this file gives; what cannot be read is said in its place."""
        try:
            recognised = recognised_file(self._context, path)
        except Trouble as trouble:
            self.recognised, self.given = None, _NOTHING
            self.head.setText(path.name)
            self._show(trouble)
            return
        self.show_recognised(recognised)

    def show_recognised(self, recognised: Recognised) -> None:
        """Show what a file gives, its heads taken so."""
        context = self._context
        self.recognised = recognised
        self.head.setText(f"{recognised.source.name} · {say.layout_name(recognised.layout, context.words)}")
        self.heads.show_heads(recognised)
        try:
            self.given = self._reading.read(recognised, context.book, context.words)
        except Trouble as trouble:
            self.given = _NOTHING
            self._show(trouble)
            return
        self._show(None)

    def _show(self, trouble: Trouble | None) -> None:
        context, words, given = self._context, self._context.words, self.given
        by_hand = self.recognised is not None and bool(self.recognised.choice.columns)
        lines = [*given.lines, words("imports.heads.by_hand")] if by_hand else given.lines
        self.note.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))
        self.notes.setAccessibleName(self.note.text())
        self._size_notes()
        self.model.set_rows(given.rows)
        self.take.setText(f"{words(f'imports.{self._reading.name}.take', n=given.cars)}  Ctrl+⏎")
        self.take.setEnabled(bool(given.edits) and not context.read_only)
        self.match.setEnabled(self.recognised is not None)
        self.table.setAccessibleName(", ".join((self.head.text(), *given.lines[:1])))
        self.table.setVisible(bool(given.rows))
        self.whole.setVisible(bool(given.rows))
        self.problem.setVisible(trouble is not None)
        if trouble is not None:
            self.problem.setText(words(trouble.key, **trouble.values))
        self.table.select(self.model.key_at(0))
        self._say(self.table.current_key())
        shown = given.edits and isinstance(self._reading, Result)
        context.set_preview(context.desk.what_if(*given.edits) if shown else None)
        self.can_be_matched = trouble is not None and trouble.key in _BY_HAND and self.heads.model.rowCount() > 1
        if self.recognised is None or self.can_be_matched:
            self.match.setChecked(self.recognised is not None)

    def _size_notes(self) -> None:
        """As high as what is to be known, up to a few lines; more of it scrolls."""
        wanted = self.note.heightForWidth(self.notes.width())
        self.notes.setFixedHeight(min(max(wanted, 0), self._context.look.px(_NOTES)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is to be known before taking the file."""
        super().resizeEvent(event)
        self._size_notes()

    def _say(self, key: object) -> None:
        """Say what is said of a row, in full: the table has not always the room."""
        row = self.model.row(key) if isinstance(key, int) else None
        self.whole.setText(row.sentence if row else "")

    def _show_heads(self, shown: bool) -> None:
        self.heads.setVisible(shown)
        (self.heads.table if shown else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _matched(self, choice: HeaderChoice) -> None:
        if self.recognised is not None:
            self.show_recognised(recognise(self.recognised.source, choice, self.recognised.table.name or None))

    def _turn_to(self, reading: Reading) -> None:
        self._reading = reading
        if self.recognised is not None:
            self.show_recognised(self.recognised)

    def run(self) -> None:
        """Take the file, as one step, and remember what its columns are."""
        if not self.take.isEnabled() or self.recognised is None:
            return
        try:
            self._context.desk.do(*self.given.edits)
        except Trouble as trouble:
            self.problem.setText(self._context.words(trouble.key, **trouble.values))
            self.problem.show()
            return
        choice = self.recognised.choice
        self._context.settings.set_heads(choice.layout, choice.as_text() if choice.columns else "")
        self.taken.emit(self.given.cars, self.recognised.source.name)
        self.accept()


def ask_import(context: Context, parent: QWidget) -> None:
    """Ask which timing file is to be read into the session shown."""
    _ask(context, Result(context.session), parent)


def ask_entries(context: Context, parent: QWidget) -> None:
    """Ask which entry list is to be read."""
    _ask(context, EntryList(""), parent)


def _ask(context: Context, reading: Reading, parent: QWidget) -> None:
    words = context.words
    kinds = f"{words('imports.window.kinds')} ({' '.join(f'*.{ending}' for ending in ENDINGS)})"
    dialog = file_dialog(parent, words, words(f"imports.{reading.name}.choose"), str(Path.home()), kinds)
    dialog.fileSelected.connect(lambda name: show_import(context, reading, [Path(name)], parent))
    dialog.open()


def show_dropped(context: Context, paths: Sequence[Path], parent: QWidget) -> None:
    """Read files dropped on the window into the session shown, one of them at a time."""
    if not context.session:
        context.message.emit(context.words("imports.window.no_session"))
        return
    show_import(context, Result(context.session), paths, parent)


def show_import(context: Context, reading: Reading, paths: Sequence[Path], parent: QWidget) -> None:
    """Read the first of these files and show what it gives; one alone that cannot be read is refused in the status line."""
    words = context.words
    dialog = ImportDialog(context, reading, paths, parent)
    dialog.open_file(paths[0])
    if len(paths) == 1 and not dialog.problem.isHidden() and not dialog.can_be_matched:
        context.message.emit(f"{paths[0].name}: {dialog.problem.text()}")
        dialog.setParent(None)
        dialog.deleteLater()
        return
    dialog.taken.connect(lambda n, name: context.message.emit(words(f"imports.{reading.name}.done", n=n, file=name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
