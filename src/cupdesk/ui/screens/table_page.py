"""What the pages of the season have in common: head with championship tabs, a strip of choices, the table, panels below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import region, say_tabs
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable, why_action
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.words import Words


class TablePage(QFrame):
    """A page about one championship after one race. Subclasses fill the table and say what is under it."""

    name = ""

    def __init__(self, context: Context, model: RowsModel[Any], *, fit_rows: int = 0) -> None:
        super().__init__()
        self.context = context
        self.model = model
        self.setProperty("region", "base")
        self.table = RowsTable(context, model, self.name, fit_rows=fit_rows)
        self.table.row_changed.connect(self._row_changed)
        self.why = why_action(self.table, self._ask_why)
        self.head = Head()
        self.tabs = self.head.tabs
        self._say_tabs()
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        self.after = QComboBox()
        self.after.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.after.activated.connect(lambda _: self.refresh())
        self.strip, self.strip_row = region("head", 32)
        self.strip_row.addWidget(self.after)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.table, 1)

    # -- what subclasses say
    def fill(self) -> None:
        """Fill table and panels for `championship` after `race`."""
        raise NotImplementedError

    def show_row(self, key: object) -> None:
        """Say what there is to say about the row of this key (`None`: no row)."""

    def races(self) -> list[str]:
        """The races that the page can be shown after."""
        return [ref for ref in self.book.races() if self.book.has_result(ref)]

    # -- what they use
    @property
    def book(self) -> Book:
        """The answers about the season as it stands."""
        return self.context.book

    @property
    def words(self) -> Words:
        """The window's words."""
        return self.context.words

    @property
    def championship(self) -> str:
        """The code of the championship shown."""
        codes = [rules.code for rules in self.book.season.regulations.championships]
        # A page is laid out before it takes over what was done while another was shown.
        return codes[min(max(self.tabs.currentIndex(), 0), len(codes) - 1)]

    @property
    def race(self) -> str:
        """The race after which the table is shown; "" before the first."""
        return str(self.after.currentData() or "")

    def say_head(self, title: str, about: str, *, provisional: bool) -> None:
        """Set the head; `provisional` says whether a result under it is not final."""
        self.head.name.setText(title)
        self.head.about.setText(about)
        state = "provisional" if provisional else "final"
        shape = "half" if provisional else "full"
        self.head.state.say(shape, state, self.words(f"window.state.{state}"), self.context.look)
        self.head.state.setVisible(bool(self.race))

    # -- what the window asks
    def show_after(self, session: str) -> None:
        """Turn to the state after a session with a result, or after the latest race."""
        self._fill_after()
        wanted = session if self.after.findData(session) >= 0 else (self.races() or [""])[-1]
        self.after.setCurrentIndex(max(self.after.findData(wanted), 0))
        self.refresh()

    def _say_tabs(self) -> None:
        """A tab for each championship of the regulations as they are."""
        language = self.words.language
        say_tabs(self.tabs, [rules.name[language] for rules in self.book.season.regulations.championships])

    def _fill_after(self) -> None:
        races = self.races()
        texts = [
            self.words("window.after", session=session_and_round(self.book, ref, self.words)) for ref in reversed(races)
        ]
        self.after.setVisible(bool(races))
        known = [self.after.itemText(i) for i in range(self.after.count())]
        if known != texts:
            kept = self.race
            self.after.clear()
            for ref, text in zip(reversed(races), texts, strict=True):
                self.after.addItem(text, ref)
            self.after.setCurrentIndex(max(self.after.findData(kept), 0))

    def refresh(self) -> None:
        """Show what follows from the facts now."""
        self._say_tabs()
        self._fill_after()
        key = self.table.current_key()
        self.fill()
        if self.table.current_key() is None:
            self.table.select(self.model.key_at(0))
        elif key is not None:
            self.table.select(key)
        self.show_row(self.table.current_key())

    def _ask_why(self) -> None:
        key = self.table.current_key()
        if key is not None and self.race:
            self.context.why_wanted.emit(self.championship, self.race, str(key))

    def _row_changed(self, key: object) -> None:
        self.show_row(key)

    def turn(self, by: int) -> None:
        """Show the championship before or after."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [self.why]

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table]

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        self.tabs.setAccessibleName(self.words("window.region.championships"))
        self.after.setAccessibleName(self.words("window.after_name"))
        self.why.setText(self.words("window.why"))
        self.after.setFont(self.context.look.font("body"))
        self.refresh()
