"""The decisions of the whole season (Shift+F6): filtered by words, open ones, a car, those carried to another session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from cupdesk.rules.settled import OPEN
from cupdesk.ui.car_cells import CarCells
from cupdesk.ui.decision_columns import LedgerColumns, ledger_look
from cupdesk.ui.head import Head
from cupdesk.ui.ledger_rows import left_by, reprimands, season_rows, where
from cupdesk.ui.parts import region
from cupdesk.ui.pick_table import PickTable
from cupdesk.ui.rows_model import Column, RowsModel

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.decision_rows import LedgerRow

_SESSION, _WIDE, _WIDE_FROM = 160, 220, 1040
"""Pixels at text size 100 %: the column of the session, wider where there is room."""


class LedgerPage(QFrame):
    """Every decision of the season in one table; Enter goes to the session it is filed under."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[LedgerRow] = []
        self._columns: LedgerColumns | None = None
        self.setProperty("region", "base")
        self.head = Head()
        self.head.tabs.hide()
        self.head.state.hide()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._fill())
        self.model: RowsModel[LedgerRow] = RowsModel([], lambda row: row.key, ledger_look, self._sentence)
        self.table = PickTable(context, self.model, "ledger")
        self.table.picked.connect(self._go)
        self._actions: list[tuple[QAction, str]] = []
        self.only_open = self._action("session.all_decisions.only_open", "O")
        self.only_carried = self._action("session.all_decisions.only_carried", "C")
        for action in (self.only_open, self.only_carried):
            action.setCheckable(True)
            action.toggled.connect(lambda _: self._fill())
        self._action("session.decisions.action_history", "H").triggered.connect(lambda _=False: self._history())
        find = self._action("session.all_decisions.filter", "Ctrl+F")
        find.triggered.connect(lambda _=False: self.filter.setFocus())
        strip, row = region("head", 36)
        row.addWidget(self.filter, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, stretch in ((self.head, 0), (strip, 0), (self.table, 1)):
            whole.addWidget(widget, stretch)

    def _action(self, key: str, keys: str) -> QAction:
        action = QAction(self)
        action.setProperty("words", key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        (self if keys == "Ctrl+F" else self.table).addAction(action)
        self._actions.append((action, key))
        return action

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Turn to the ledger; the first decision of a session first, if it has one."""
        self.refresh()
        here = next((row.key for row in self._rows if row.filed == session), self.model.key_at(0))
        self.table.select(here)

    def turn(self, by: int) -> None:
        """There is one ledger only."""

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table, self.filter]

    def focus_table(self) -> None:
        """Give the keyboard to the decisions."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [action for action, _ in self._actions]

    def refresh(self) -> None:
        """Show the decisions as they are now."""
        self._rows = season_rows(self._context.book)
        self._fill()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.head.name.setText(words("window.page.ledger"))
        self.filter.setPlaceholderText(words("session.all_decisions.filter_hint"))
        self.filter.setAccessibleName(words("session.all_decisions.filter"))
        self.table.setAccessibleName(words("window.page.ledger"))
        for action, key in self._actions:
            action.setText(words(key))
        self._fit()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that have no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        context, words = self._context, self._context.words
        room = round(self.width() / context.look.px(100) * 100)
        first = _WIDE if room >= _WIDE_FROM else _SESSION
        self._columns = LedgerColumns(context, "", CarCells(context))
        session: Column[LedgerRow] = Column(
            "session", words("session.column.session"), lambda row: where(context.book, row, words), first
        )
        key = self.table.current_key()
        self.model.set_columns([session, *self._columns.columns(room - first)])
        self.table.select(key)

    # -- the ledger
    def _fill(self) -> None:
        book, words = self._context.book, self._context.words
        shown = left_by(book, self._rows, self.filter.text(), words)
        if self.only_open.isChecked():
            shown = [row for row in shown if row.decision.state in OPEN]
        if self.only_carried.isChecked():
            shown = [row for row in shown if row.decision.applies_to not in ("", row.filed)]
        key = self.table.current_key()
        self.model.set_rows(shown)
        self.table.select(key if self.model.index_of(key) >= 0 else self.model.key_at(0))
        count = words("session.all_decisions.count", n=len(self._rows), shown=len(shown))
        given = reprimands(shown)
        told = [count, *([words("session.all_decisions.reprimands", n=given)] if given else [])]
        on = [action.text() for action in (self.only_open, self.only_carried) if action.isChecked()]
        self.head.about.setText(" · ".join((*told, *on)) if self._rows else words("session.decisions.empty"))

    def _history(self) -> None:
        """Every decision of the season on the first car of this one; pressed again, all decisions."""
        row = self.model.row(self.table.currentIndex().row())
        if self.filter.text() or row is None:
            self.filter.clear()
        elif row.decision.cars:
            self.filter.setText(row.decision.cars[0])

    def _go(self, key: tuple[str, int]) -> None:
        self._context.session_wanted.emit(key[0], "decisions")

    def _sentence(self, row: LedgerRow) -> str:
        said = self._columns.sentence(row) if self._columns else ""
        return f"{where(self._context.book, row, self._context.words)}, {said}"
