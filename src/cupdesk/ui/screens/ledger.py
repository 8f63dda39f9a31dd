"""The decisions of the whole season (Shift+F6), filtered and told one by one; and the offence catalogue they are taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cupdesk.lines.setup.offences import Offences
from cupdesk.rules.settled import OPEN
from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.lines_panel import LinesPanel
from cupdesk.ui.controls.parts import key_cap, label, say_tab
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.deciding.decision_columns import LedgerColumns, ledger_look
from cupdesk.ui.deciding.decision_story import story
from cupdesk.ui.deciding.ledger_rows import left_by, reprimands, season_rows, where
from cupdesk.ui.screens.register_page import RegisterPage
from cupdesk.ui.set_up.actions import SetupActions
from cupdesk.ui.set_up.view import SetupView

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.ui.deciding.decision_rows import LedgerRow

_SESSION, _WIDE, _WIDE_FROM, _KEYS_FROM = 160, 220, 1040, 800
"""Pixels at text size 100 %: the column of the session, wider where there is room; from where the keys are shown."""
_CATALOGUE = "offences"
_HINTS = {"O": "open", "C": "carried", "S": "session", "?": "path", "P": "print"}
"""Keys shown beside the filter, and the word of each."""


class LedgerPage(RegisterPage):
    """Every decision of the season in one table; Enter goes to the session it is filed under. The other tab: the catalogue."""

    name = "ledger"
    texts = "all_decisions"

    def __init__(self, context: Context) -> None:
        self._rows: list[LedgerRow] = []
        self._columns: LedgerColumns | None = None
        self.session = ""
        super().__init__(context, RowsModel([], lambda row: row.key, ledger_look, self._sentence))
        self.table.picked.connect(lambda key: context.session_wanted.emit(key[0], "decisions"))
        self.panel = LinesPanel(context, "ledger_story", labels=190)
        self.panel.closed.connect(self.focus_table)
        self.below.addWidget(self.panel)
        self.catalogue = SetupView(context, Offences())
        self.stack = QStackedWidget()
        self.head.tabs.show()
        for part in (self.register, self.catalogue):
            self.head.tabs.addTab("")
            self.stack.addWidget(part)
        self.whole.addWidget(self.stack, 1)
        self.head.tabs.currentChanged.connect(self._turned)
        self.only_open = self._choice("session.all_decisions.only_open", "O")
        self.only_carried = self._choice("session.all_decisions.only_carried", "C")
        self.only_session = self._choice("session.all_decisions.only_session", "S")
        self.action("session.decisions.action_history", "H", self._history)
        self.action("session.all_decisions.tell", "?", self._tell)
        self.action("session.decisions.action_print", "P", self._print_one)
        self.action("session.all_decisions.print", "Shift+P", self._print_all)
        self._of_catalogue = SetupActions(self.catalogue, lambda: self.catalogue)
        self.table.row_changed.connect(lambda _: self._follow())
        self._hints = {name: label("small", "secondary") for name in _HINTS.values()}
        self._keys = QWidget()
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        for key, name in _HINTS.items():
            row.addWidget(key_cap(key))
            row.addWidget(self._hints[name])
        self.strip.addWidget(self._keys)

    def _choice(self, name: str, key: str) -> QAction:
        action = self.action(name, key, lambda: None)
        action.setCheckable(True)
        action.toggled.connect(lambda _: self.fill())
        return action

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Turn to the decisions; the first one of a session first, if it has one."""
        self.session = session
        self.head.tabs.setCurrentIndex(0)
        super().show_after(session)

    def of_session(self, session: str) -> Hashable | None:
        """The first decision filed under it."""
        return next((row.key for row in self._rows if row.filed == session), None)

    def _show_line(self, table: str, key: Hashable) -> None:
        if table == _CATALOGUE:
            self.head.tabs.setCurrentIndex(1)
            codes = [offence.code for offence in self.context.book.season.offences]
            if key in codes:
                self.catalogue.searcher.clear()
                self.catalogue.table.select(codes.index(str(key)))
            self.focus_table()
        else:
            super()._show_line(table, key)

    def turn(self, by: int) -> None:
        """Show the decisions or the catalogue."""
        self.head.tabs.setCurrentIndex((self.head.tabs.currentIndex() + by) % self.head.tabs.count())
        self.focus_table()

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        if self.head.tabs.currentIndex() == 0:
            return [self.table, self.filter, *([self.panel.table] if self.panel.isVisible() else []), self.head.tabs]
        view = self.catalogue
        return [view.paste_panel.table] if view.stack.currentIndex() else [view.table, view.searcher, self.head.tabs]

    def _turned(self, index: int) -> None:
        on_tabs = self.head.tabs.hasFocus()
        self.stack.setCurrentIndex(index)
        self.refresh()
        if not on_tabs:
            self.focus_table()

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [*super().actions_of_screen(), *self._of_catalogue.all()]

    def refresh(self) -> None:
        """Show the decisions and the catalogue as they are now."""
        self._rows = season_rows(self.context.book)
        self.catalogue.refresh()
        super().refresh()
        self._follow()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.words
        for i, name in enumerate(("window.page.ledger", f"setup.register.{_CATALOGUE}")):
            say_tab(self.head.tabs, i, words(name))
        self.head.tabs.setAccessibleName(words("setup.tables"))
        for name, hint in self._hints.items():
            hint.setText(words(f"session.all_decisions.hint.{name}"))
        self._of_catalogue.retranslate(words)
        self.catalogue.retranslate()
        super().retranslate()

    def columns(self, room: int) -> list[Column[LedgerRow]]:
        """The columns of the ledger after that of the session."""
        context, words = self.context, self.words
        self._keys.setVisible(room >= _KEYS_FROM)
        first = _WIDE if room >= _WIDE_FROM else _SESSION
        self._columns = LedgerColumns(context, "", CarCells(context))
        session: Column[LedgerRow] = Column(
            "session", words("session.column.session"), lambda row: where(context.book, row, words), first
        )
        return [session, *self._columns.columns(room - first)]

    # -- the ledger
    def fill(self) -> None:
        """Show the decisions that filter and choices leave."""
        book, words = self.context.book, self.words
        shown = left_by(book, self._rows, self.filter.text(), words)
        if self.only_open.isChecked():
            shown = [row for row in shown if row.decision.state in OPEN]
        if self.only_carried.isChecked():
            shown = [row for row in shown if row.decision.applies_to not in ("", row.filed)]
        if self.only_session.isChecked():
            shown = [row for row in shown if self.session in (row.filed, row.decision.applies_to)]
        self.show_rows(shown)
        count = words("session.all_decisions.count", n=len(self._rows), shown=len(shown))
        given = reprimands(shown)
        told = [count, *([words("session.all_decisions.reprimands", n=given)] if given else [])]
        choices = (self.only_open, self.only_carried, self.only_session)
        on = [action.text() for action in choices if action.isChecked()]
        ledger = " · ".join((*told, *on)) if self._rows else words("session.decisions.empty")
        self.head.about.setText(words("setup.about.ledger") if self.head.tabs.currentIndex() else ledger)

    @property
    def row(self) -> LedgerRow | None:
        """The decision of the current row."""
        return self.model.row(self.table.currentIndex().row())

    def _history(self) -> None:
        """Every decision of the season on the first car of this one; pressed again, all decisions."""
        row = self.row
        if self.filter.text() or row is None:
            self.filter.clear()
        elif row.decision.cars:
            self.filter.setText(row.decision.cars[0])

    def _tell(self) -> None:
        """Tell the story of the current decision under the table, or put it away."""
        if self.panel.isVisible():
            self.panel.put_away()
        elif (row := self.row) is not None:
            told = story(self.context.book, row, self.words)
            self.panel.say(told.title, told.lines, told.about)

    def _follow(self) -> None:
        """Tell of the row that is current now, if stories are told."""
        if self.panel.isVisible():
            self.panel.hide()
            self._tell()

    def _sentence(self, row: LedgerRow) -> str:
        said = self._columns.sentence(row) if self._columns else ""
        return f"{where(self.context.book, row, self.words)}, {said}"

    # -- paper
    def paper(self) -> dict[Qt.Key, Callable[[], object]]:
        """Ctrl+P prints the decisions of the round."""
        return {Qt.Key.Key_P: self._print_all} if self.head.tabs.currentIndex() == 0 else {}

    def _print_one(self) -> None:
        """Send the sheet of the current decision to a printer, for signature."""
        from cupdesk.sheets.documents.decision_sheet import (
            decision_sheet,  # with the writer of pages: not at each start
        )

        row = self.row
        if row is not None:
            context = self.context
            self._print(decision_sheet(context.book, row.filed, row.decision.number, context.document_language))

    def _print_all(self) -> None:
        """Send the list of the decisions of the current row's meeting to a printer."""
        from cupdesk.sheets.documents.decision_list import decision_list  # likewise

        row = self.row
        if row is not None:
            self._print(decision_list(self.context.book, row.filed, self.context.document_language))

    def _print(self, sheet: Sheet) -> None:
        from cupdesk.ui.paper.printing import ask_printer, send_sheet  # likewise

        title = self.words("session.print.title")
        ask_printer(self, title, sheet, lambda printer, what: send_sheet(self.context, printer, what))
