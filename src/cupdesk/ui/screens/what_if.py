"""What if (F9): one line that supposes, what is supposed, the classification now and if, and all that would change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cupdesk.lines.supposed import Supposition, read_supposition
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.parts import ground
from cupdesk.ui.controls.rows_model import RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.entering.entry_line import EntryLine
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.ui.supposing.band import WhatIfBand
from cupdesk.ui.supposing.now_and_if import NowAndIf
from cupdesk.ui.supposing.what_changes import WhatChanges
from cupdesk.ui.supposing.what_if_rows import SupposedRow, supposed_columns
from cupdesk.words.names import session_and_round
from cupdesk.words.trouble import Trouble
from cupdesk.words.what_if import effect

if TYPE_CHECKING:
    from cupdesk.desk import Changed
    from cupdesk.lines.reading import Reading
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.ui.context import Context

_SIDE = 336
_BESIDE_FROM = 820
_LOWEST, _UNDER = 180, 380
_MOST_LISTED = 4


class WhatIfScreen(SessionScreen):
    """Supposes lines on top of the facts and shows what would follow; only *Apply* records."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.what_if = context.what_if
        self.shown: Book = self.book
        self._typed = ""
        self._rewriting: int | None = None
        self.line = EntryLine(context, self._read, "what_if.add", self._suppose, records=False)
        self.supposed: RowsModel[SupposedRow] = RowsModel(
            [], lambda row: row.at, lambda _: RowLook(line=False), lambda row: row.said
        )
        self.list = RowsTable(context, self.supposed, "supposed")
        self.list.horizontalHeader().hide()
        self.sides = NowAndIf(context)
        self.changes = WhatChanges(context)
        self.line.setProperty("mode", "what_if")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.band = WhatIfBand(self.context)
        self.discard_button, self.apply_button = self.band.discard, self.band.apply
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for part in (self.band, self.line, self.list):
            left.addWidget(part)
        left.addWidget(self.sides, 1)
        body = ground("frame")
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(left, 1)
        self._whole.addWidget(self.changes)
        for first, second in ((self.line, self.list), (self.list, self.sides), (self.sides, self.changes)):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.context.what_if_changed.connect(self._changed)
        self.line.read.connect(self._show_typed)
        self.apply_button.clicked.connect(self.apply)
        self.discard_button.clicked.connect(self.discard)
        for table in (self.list, *self.sides.tables, *self.changes.tables):
            table.typed.connect(self.line.add)
        self.action("what_if.action.apply", ("Ctrl+Return", "Ctrl+Enter"), self.apply)
        discard = self.action("what_if.action.discard", "Shift+F9", self.discard)
        discard.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.action("what_if.action.remove", "Del", self._remove, self.list)
        self.action("what_if.action.edit", ("F2", "Return", "Enter"), self._rewrite, self.list)
        self.action("what_if.action.move", "M", lambda: self._begin("*"), *self.sides.tables)
        self.action("what_if.action.decide", "D", lambda: self._begin(" "), *self.sides.tables)
        self.action("what_if.action.open", ("Return", "Enter"), self.changes.open, self.changes.list)
        self.list.doubleClicked.connect(lambda _: self._rewrite())
        self.context.car_wanted.connect(self._select)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session; what is supposed elsewhere stays supposed."""
        self.ref = ref
        self.sides.show_session(ref)
        self.what_if.begin()
        super().show_session(ref)
        self.line.clear()

    def refresh(self, changed: Changed | None) -> None:
        """Read the lines anew on the facts of now."""
        self._show_list()
        self.line.refresh()
        self._show()

    def focus_line(self) -> None:
        """Give the keyboard to the entry line."""
        self.line.focus()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        words = self.words
        self.band.retranslate()
        self.supposed.set_columns(supposed_columns(words))
        self.line.retranslate()
        self.sides.retranslate()
        self.changes.retranslate()
        if self.ref:
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what changes under the tables where there is no room beside them, to be scrolled to."""
        super().resizeEvent(event)
        px = self.context.look.px
        beside = self.width() >= px(_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(direction)
        self.sides.setMinimumHeight(px(_LOWEST))
        self.changes.lay_out(beside=beside, size=px(_SIDE if beside else _UNDER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes to the entry line; in the empty line it goes back to the facts."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.line.text.hasFocus():
            self.leave()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to the facts; what is supposed is kept."""
        n = len(self.what_if.steps)
        self.what_if.leave()
        self.left.emit()
        if n:
            self.context.message.emit(self.words("what_if.kept", n=n))

    # -- supposing
    def _read(self, line: str) -> Reading:
        below = self.what_if.below(self._rewriting)
        return read_supposition(below, self.ref, line, self.words, datetime.now().astimezone())

    def _suppose(self, edits: tuple[Edit, ...]) -> None:
        reading = self.line.reading
        insisted = reading is not None and edits == reading.on_second_enter
        at, self._rewriting = self._rewriting, None
        self.what_if.put(Supposition(self.ref, self._typed, insisted), at)

    def _changed(self) -> None:
        """Show what is supposed now; a screen that is hidden does so when it is turned to."""
        if self.isVisible():
            self._rewriting = None
            self._show_list()
            self.line.refresh()
            self._show()

    def _show_typed(self, reading: Reading) -> None:
        self._typed = self.line.text.text().strip()
        if not self._typed:
            self._rewriting = None
        typed = bool(reading.edits) and bool(self._typed)
        book = self.what_if.trial(reading.edits, self._rewriting) if typed else self.what_if.book
        if book is not self.shown and self.isVisible():
            self.shown = book
            self._show()

    def _show(self) -> None:
        if not self.line.text.text().strip():
            self.shown = self.what_if.book
        found = effect(self.book, self.shown, self.words)
        here = tuple(change for change in found.places if change.session == self.ref)
        self.sides.show_books(self.book, self.shown, here)
        self.changes.show_effect(self.book, self.shown, found.changes)

    def _show_list(self) -> None:
        steps, words = self.what_if.steps, self.words
        rows = []
        for i, step in enumerate(steps):
            said = words("what_if.void", said=step.said) if step.refused else step.said
            if step.of.session != self.ref:
                session = session_and_round(self.book, step.of.session, words)
                said = words("what_if.elsewhere", session=session, said=said)
            rows.append(SupposedRow(i, step.of.line, said, step.refused))
        self.supposed.set_rows(rows)
        self.list.setVisible(bool(rows))
        height = self.list.verticalHeader().defaultSectionSize()
        self.list.setFixedHeight(height * min(len(rows), _MOST_LISTED) + 4)
        self.list.setAccessibleName(words("what_if.list_name", n=len(rows)))
        self.list.setAccessibleDescription(words("what_if.list_keys"))
        self.line.set_note(words("what_if.list_keys") if rows else "")
        result = self.book.has_result(self.ref) or self.session.kind is not SessionKind.RACE
        self.line.set_hint(words("what_if.hint" if result else "what_if.hint_order"))
        n = self.what_if.effective
        self.apply_button.setText(words("what_if.apply", n=n) + "  Ctrl+⏎" if n else words("what_if.apply_none"))
        self.band.fit()
        self.apply_button.setAccessibleName(words("what_if.apply", n=n) if n else words("what_if.apply_none"))
        self.apply_button.setEnabled(bool(n) and not self.context.read_only)

    # -- acting
    def apply(self) -> None:
        """Record all that is supposed as one step, and go back to the facts."""
        n = self.what_if.effective
        if self.context.read_only:
            self.line.refuse(self.words("what_if.about_read_only"))
        elif not n:
            self.line.refuse(self.words("what_if.nothing_to_apply"))
        else:
            try:
                self.what_if.apply()
            except Trouble as trouble:
                self.line.refuse(self.words(trouble.key, **trouble.values))
                return
            self.left.emit()
            self.context.message.emit(self.words("what_if.applied", n=n))

    def discard(self) -> None:
        """Throw all that is supposed away, and go back to the facts."""
        if not self.what_if.on:
            return
        n, shown = len(self.what_if.steps), self.isVisible()
        self.line.clear()
        self.what_if.discard()
        if shown:
            self.left.emit()
        if n:
            self.context.message.emit(self.words("what_if.discarded", n=n))

    def _remove(self) -> None:
        at = self.list.current_key()
        if at is not None:
            self.what_if.take_out(at)
            self.list.select(min(at, len(self.what_if.steps) - 1))
            if not self.what_if.steps:
                self.line.focus()

    def _rewrite(self) -> None:
        row = self.supposed.row(self.list.currentIndex().row())
        if row is not None:
            self.line.text.clear()
            self._rewriting = row.at
            self.line.set_text(row.line)

    def _begin(self, sign: str) -> None:
        if number := self.sides.current():
            self.line.set_text(f"{number}{sign}")

    def _select(self, number: str) -> None:
        if self.isVisible():
            self.sides.select(number)
            if not self.line.text.text():
                self.line.set_text(f"{number} ")
