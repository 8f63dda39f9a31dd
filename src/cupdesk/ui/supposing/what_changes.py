"""What changes: in words, titles first; under it the table of every championship, now and if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTabBar, QVBoxLayout

from cupdesk.ui.controls.parts import Elided, label, region, say_tab
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.standing.standings_rows import TableRow, narrow_columns, sentence, table_rows
from cupdesk.ui.supposing.what_if_rows import (
    ChangeRow,
    change_columns,
    change_look,
    change_rows,
    change_sentence,
    table_columns,
    table_look,
)
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.words.what_if import Change

_LINE = 19
_FEWEST, _MOST = 5, 11
_NAME_COLUMNS = ("pos", "number", "name", "mark")


class WhatChanges(QFrame):
    """The right side of the what-if."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shape: tuple[object, ...] = ()
        self._books: tuple[Book, Book] | None = None
        self.setProperty("region", "frame")
        head, row = region("what_if_head", 34)
        self._title, self._count = label("strong"), Elided("small")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._count)
        self._nothing = label("body", "secondary")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self.changes: RowsModel[ChangeRow] = RowsModel(
            change_columns(), lambda row: row.number, change_look, change_sentence
        )
        self.list = RowsTable(context, self.changes, "what_changes", line_height=_LINE)
        self.list.horizontalHeader().hide()
        self.list.doubleClicked.connect(lambda _: self.open())
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setProperty("height100", 32)
        self.tabs.setProperty("in", "dock")
        self.tabs.setProperty("mode", "what_if")
        for _ in context.book.season.regulations.championships:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(lambda _: self._show_table())
        self.model: RowsModel[TableRow] = RowsModel(
            [], lambda r: r.row.key, table_look, lambda r: sentence(r, context.words)
        )
        self.table = RowsTable(context, self.model, "if_standings")
        basis, row = region("base", 26)
        self._basis = Elided("small", "secondary")
        row.addWidget(self._basis, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for widget in (head, self._nothing, self.list, self.tabs, basis):
            column.addWidget(widget)
        column.addWidget(self.table, 1)

    @property
    def tables(self) -> tuple[RowsTable, RowsTable]:
        """The changes in words, and the table."""
        return self.list, self.table

    @property
    def championship(self) -> str:
        """The code of the championship shown."""
        return self._context.book.season.regulations.championships[max(self.tabs.currentIndex(), 0)].code

    def show_effect(self, now: Book, then: Book, changes: tuple[Change, ...]) -> None:
        """Say what differs between two books, and show the tables of both."""
        words = self._context.words
        self._books = now, then
        rules = then.season.regulations.championships
        self.changes.set_rows(change_rows(changes, rules, words.language))
        touched = {change.championship for change in changes if change.championship}
        self._count.setText(words("what_if.changes_count", n=len(touched), all=len(rules)) if changes else "")
        self._nothing.setText(words("what_if.changes_empty" if then is now else "what_if.changes_none"))
        self._nothing.setVisible(not changes)
        self.list.setVisible(bool(changes))
        rows = min(max(len(changes), _FEWEST), _MOST)
        self.list.setFixedHeight(self._context.look.px(_LINE) * rows + 2)
        for i, each in enumerate(rules):
            say_tab(self.tabs, i, each.name[words.language] + (" ●" if each.code in touched else ""))
        self._show_table()

    def open(self) -> None:
        """Turn to the table of the change chosen."""
        row = self.changes.row(self.list.currentIndex().row())
        codes = [rules.code for rules in self._context.book.season.regulations.championships]
        if row is not None and row.change.championship in codes:
            self.tabs.setCurrentIndex(codes.index(row.change.championship))
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn(self, by: int) -> None:
        """Go to the championship before or after."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def lay_out(self, *, beside: bool, size: int) -> None:
        """Be so wide beside the tables, or so high under them."""
        self.setMinimumSize(size if beside else 0, 0 if beside else size)
        self.setMaximumSize(size if beside else 16_777_215, 16_777_215 if beside else size)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self._title.setText(words("what_if.changes"))
        self.list.setAccessibleName(words("what_if.changes"))
        self.tabs.setAccessibleName(words("window.region.championships"))
        self._shape = ()
        self.changes.set_columns(change_columns())

    def _show_table(self) -> None:
        if self._books is None:
            return
        now, then = self._books
        words, rules = self._context.words, then.season.regulations.championship(self.championship)
        shape = (rules.code, words.language)
        if shape != self._shape:
            self._shape = shape
            narrow = narrow_columns(words, ranks=rules.ranks, gains=False, preview=False)
            self.model.set_columns(table_columns(words, [c for c in narrow if c.key in _NAME_COLUMNS]))
        after = then.latest()
        self.model.set_rows(table_rows(then, rules.code, after, words, now))
        session = session_and_round(then, after, words) if after else ""
        self._basis.setText(words("what_if.standings_after", session=session) if after else "")
        self.table.setAccessibleName(words("what_if.standings_table", championship=rules.name[words.language]))
