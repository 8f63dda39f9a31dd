"""The journal (Ctrl+J): who did what and when, before and after; searched, by session and car, exported; a step taken back alone."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.ui.controls.cells import Run, Runs, Symbol, run
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.ui.controls.parts import Elided, dress, label, region
from cupdesk.ui.controls.rows_model import PLAIN, Column, RowLook, RowsModel
from cupdesk.ui.controls.search import search_from
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.journal_rows import (
    DONE,
    TAKEN_BACK,
    UNDONE,
    JournalRow,
    Reading,
    Wanted,
    csv_of,
    summary,
    text_of,
)
from cupdesk.ui.steps import step_words
from cupdesk.words.names import session_and_round
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context

FIRST, STRETCH, AHEAD = 80, 20, 20
AT_ONCE = 0.01
"""Seconds read on before keys are answered."""
_SHAPES = {DONE: "", UNDONE: "cross", TAKEN_BACK: "up"}
_WIDE = 820
DIM = RowLook(dim=True)


class JournalPage(QFrame):
    """The steps, newest first, read as far as they are looked at; what the current one altered below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("region", "base")
        self._reading: Reading | None = None
        self._rows: list[JournalRow] = []
        self._on = QTimer(self)
        self._on.setInterval(0)
        self._on.timeout.connect(self._read_on)
        self.head = Head()
        self.head.tabs.hide()
        self.head.state.hide()
        self.search, self.sessions, self.cars = QLineEdit(), QComboBox(), QComboBox()
        self.search.setClearButtonEnabled(True)
        self._found = Elided("small", "secondary")
        self.empty = label("body", "quiet")
        self.empty.setContentsMargins(12, 10, 12, 10)
        self.model: RowsModel[JournalRow] = RowsModel([], lambda row: row.step.id, _look, self._sentence)
        self.table = RowsTable(context, self.model, "journal")
        self.panel = LinesPanel(context, "journal_panel", labels=240)
        self._lay_out()
        self._actions: list[tuple[QAction, str]] = []
        self._action("journal.take_back", "R", self.take_back, self.table)
        self._action("journal.export", "Shift+E", self._ask_export, self.table)
        self._action("journal.filter", "Ctrl+F", self.search.setFocus, self)
        self.search.textChanged.connect(lambda _: self._begin())
        for combo in (self.sessions, self.cars):
            combo.currentIndexChanged.connect(lambda _: self._begin())
        search_from(self.table, self.search)
        self.table.row_changed.connect(lambda _: self._tell())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._go_on_at_the_end())

    def _lay_out(self) -> None:
        strip, row = region("head", 36)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for combo in (self.sessions, self.cars):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
        row.addWidget(self.search, 2)
        row.addWidget(self.sessions)
        row.addWidget(self.cars)
        row.addWidget(self._found, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, strip, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.panel)

    def _action(self, key: str, keys: str, slot: Callable[[], object], widget: QWidget) -> None:
        action = QAction(self)
        action.setProperty("words", key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        widget.addAction(action)
        self._actions.append((action, key))

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Bring the page up to date; it does not depend on the session."""
        self.refresh()

    def turn(self, by: int) -> None:
        """There is one journal: nothing to turn to."""

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table, self.search, self.sessions, self.cars]

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for its menu."""
        return [action for action, _ in self._actions]

    def refresh(self) -> None:
        """Read the journal anew from its end."""
        self._fill_filters()
        self._begin()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.context.words
        self.head.name.setText(words("window.page.journal"))
        self.search.setPlaceholderText(words("journal.find"))
        for widget, key in ((self.search, "find"), (self.sessions, "session"), (self.cars, "car")):
            widget.setAccessibleName(words(f"journal.{key}"))
        for action, key in self._actions:
            action.setText(words(key))
        dress(self, self.context.look)
        self._set_columns()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        self._set_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows all again before it goes to the entry line."""
        if event.key() == Qt.Key.Key_Escape and self.wanted != Wanted():
            self.search.clear()
            self.sessions.setCurrentIndex(0)
            self.cars.setCurrentIndex(0)
            self.focus_table()
            return
        super().keyPressEvent(event)

    # -- what is asked for
    @property
    def wanted(self) -> Wanted:
        """What the search and the filters ask for."""
        ref, car = self.sessions.currentData() or "", self.cars.currentData() or ""
        return Wanted(self.search.text().strip(), str(ref), str(car))

    def _fill_filters(self) -> None:
        book, words = self.context.book, self.context.words
        refs = [(session_and_round(book, ref, words), ref) for ref in reversed(book.sessions())]
        cars = [(entry.number, entry.number) for entry in book.season.entries]
        first = (words("journal.all_sessions"), words("journal.all_cars"))
        for combo, all_, choices in ((self.sessions, first[0], refs), (self.cars, first[1], cars)):
            texts = [all_, *(text for text, _ in choices)]
            if [combo.itemText(i) for i in range(combo.count())] == texts:
                continue
            kept = combo.currentData()
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(all_, "")
            for text, data in choices:
                combo.addItem(text, data)
            combo.setCurrentIndex(max(combo.findData(kept), 0))
            combo.blockSignals(False)

    # -- reading
    def _begin(self) -> None:
        """Read the newest steps now, and the others as they are looked at or searched for."""
        self._reading = Reading(self.context.desk, self.context.words, self._reading)
        self._rows = []
        self._take(FIRST)
        self._show()
        if self.table.current_key() is None and self._rows:
            self.table.select(self._rows[0].step.id)
        self._go_on_at_the_end()

    def _take(self, steps: int) -> None:
        assert self._reading is not None
        wanted = self.wanted
        rows = self._reading.more(steps)
        self._rows += rows if wanted == Wanted() else [row for row in rows if wanted.fits(row)]

    @property
    def reading_on(self) -> bool:
        """Whether older steps are still being read, between keys."""
        return self._on.isActive()

    def _read_on(self) -> None:
        begun = perf_counter()
        while self._reading is not None and not self._reading.ended and perf_counter() < begun + AT_ONCE:
            self._take(STRETCH)
        self._show()
        self._on.stop()
        self._go_on_at_the_end()

    def _go_on_at_the_end(self) -> None:
        """Read on while the last rows read are in sight; between two stretches keys are answered."""
        bar = self.table.verticalScrollBar()
        seen = bar.value() + self.table.viewport().height()
        near = seen >= (len(self._rows) - AHEAD) * self.table.verticalHeader().defaultSectionSize()
        if self._reading is not None and not self._reading.ended and near:
            self._on.start()

    def _show(self) -> None:
        words, reading = self.context.words, self._reading
        assert reading is not None
        self.model.set_rows(self._rows)
        asked = self.wanted != Wanted()
        self.head.about.setText(words("journal.about", n=reading.all))
        key = "journal.found" if reading.ended else "journal.looking"
        self._found.setText(words(key, n=len(self._rows), seen=reading.seen, all=reading.all) if asked else "")
        self.empty.setText(words("journal.nothing" if asked else "journal.empty"))
        self.empty.setVisible(not self._rows and reading.ended)
        self.table.setAccessibleName(words("journal.table", n=len(self._rows)))
        self._tell()

    def _tell(self) -> None:
        """Say what the current step altered, fact by fact."""
        row = self.row
        if row is None or not row.told:
            self.panel.hide()
            return
        note = f"{row.step.id} · {row.at}"
        self.panel.say(row.name, [Line(each.what, f"{each.was} → {each.now}") for each in row.told], note)

    @property
    def row(self) -> JournalRow | None:
        """The current step."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    # -- what can be done
    def take_back(self) -> None:
        """Take the current step back alone, or say what rests on it."""
        row, desk, words = self.row, self.context.desk, self.context.words
        if row is None:
            return
        if not row.counts:
            key = "journal.already" if row.state == TAKEN_BACK else "journal.not_counting"
            self.context.message.emit(words(key, step=row.name))
            return
        try:
            rests = desk.take_back(row.step)
        except Trouble as trouble:
            self.context.message.emit(words(trouble.key, **trouble.values))
            return
        if rests is None:
            self.context.message.emit(words("journal.took_back", step=row.name))
        else:
            later = step_words(rests, words, desk.season)
            self.context.message.emit(words("journal.rests", step=row.name, later=later, number=rests.id))
            self.table.select(row.step.id)

    def _ask_export(self) -> None:
        words = self.context.words
        place = str(Path.home() / f"{words('journal.file_name')} {self.context.desk.season.code}.csv")
        dialog = file_dialog(self, words, words("journal.export"), place, words("journal.files"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: Path) -> None:
        """Write what is asked for as csv or (`.txt`) as text, and say where it is."""
        words, wanted = self.context.words, self.wanted
        reading = Reading(self.context.desk, words)
        rows: list[JournalRow] = []
        while not reading.ended:
            rows += [row for row in reading.more(STRETCH) if wanted.fits(row)]
        data = text_of(rows, words) if path.suffix.casefold() == ".txt" else csv_of(rows, words)
        try:
            path.write_bytes(data)
        except OSError as error:
            reason = error.strerror or str(error)
            self.context.message.emit(words("journal.not_exported", path=str(path), reason=reason))
            return
        self.context.message.emit(words("journal.exported", path=str(path)))

    # -- columns
    def _set_columns(self) -> None:
        words = self.context.words
        wide = self.width() >= self.context.look.px(_WIDE)

        def head(key: str) -> str:
            return words(f"journal.column.{key}")

        session: Column[JournalRow] = Column("session", head("session"), lambda row: run(row.where, "text2"), 76)
        altered: Column[JournalRow] = Column("altered", head("altered"), self._altered, 220, stretch=True)
        columns: list[Column[JournalRow]] = [
            Column("number", head("number"), lambda row: run(str(row.step.id), "text2"), 48, figures=True),
            Column("at", head("at"), lambda row: run(row.at, "text2"), 168),
            Column("by", head("by"), lambda row: run(row.step.operator, "text2"), 44),
            *([session] if wide else []),
            Column("step", head("step"), lambda row: row.name, 210, stretch=not wide),
            *([altered] if wide else []),
            Column("mark", "", self._mark, 24, align="centre", full=head("state")),
            Column("state", head("state"), lambda row: "" if row.counts else self._state(row), 88),
        ]
        if [(c.key, c.head) for c in columns] != [(c.key, c.head) for c in self.model.columns]:
            key = self.table.current_key()
            self.model.set_columns(columns)
            self.table.select(key)

    def _altered(self, row: JournalRow) -> Runs:
        return Runs((Run(summary(row, self.context.words)),), tip="\n".join(each.text for each in row.told))

    def _mark(self, row: JournalRow) -> Symbol | str:
        return "" if row.counts else Symbol(_SHAPES[row.state], "text2", self._state(row))

    def _state(self, row: JournalRow) -> str:
        return self.context.words(f"journal.state.{row.state}")

    def _sentence(self, row: JournalRow) -> str:
        parts = (row.at, row.step.operator, row.where, row.name, summary(row, self.context.words), self._state(row))
        return ", ".join(part for part in parts if part)


def _look(row: JournalRow) -> RowLook:
    return PLAIN if row.counts else DIM
