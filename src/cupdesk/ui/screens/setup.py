"""The pages on which a season is set up: entries, calendar, records. Each has its tables as tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from cupdesk.lines.setup.calendar import Rounds, Sessions
from cupdesk.lines.setup.cup import Cup
from cupdesk.lines.setup.entries import Entries, Exceptions
from cupdesk.lines.setup.people import Drivers, Teams
from cupdesk.lines.setup.records import Adjustments, Awards, Honours, Officials
from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import dress, say_tab
from cupdesk.ui.set_up.actions import SetupActions
from cupdesk.ui.set_up.view import SetupView

if TYPE_CHECKING:
    from cupdesk.lines.setup.register import Register
    from cupdesk.ui.context import Context

_MOVES = {"up": "Alt+Up", "down": "Alt+Down"}


class SetupPage(QFrame):
    """Tabs of registers; the actions are those of the table shown."""

    name = ""
    registers: tuple[type[Register], ...] = ()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("region", "base")
        self.head = Head()
        self.head.state.hide()
        self.views = [SetupView(context, register()) for register in self.registers]
        self.stack = QStackedWidget()
        for view in self.views:
            self.head.tabs.addTab("")
            self.stack.addWidget(view)
        self.head.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        context.line_wanted.connect(self._show_line)
        self.actions_ = SetupActions(self, lambda: self.view)

    # -- what the window asks
    @property
    def view(self) -> SetupView:
        """The register shown."""
        return self.views[max(self.head.tabs.currentIndex(), 0)]

    @property
    def table(self) -> QWidget:
        """The table shown."""
        return self.view.table

    def show_register(self, name: str) -> SetupView:
        """Turn to a register by its name."""
        names = [view.register.name for view in self.views]
        self.head.tabs.setCurrentIndex(names.index(name))
        return self.view

    def _show_line(self, name: str, line: int) -> None:
        """Turn to a line of a register, by its place in it; a search that hides it is dropped."""
        if name not in [register.name for register in self.registers]:
            return
        view = self.show_register(name)
        if view.model.index_of(line) < 0:
            view.searcher.clear()
        view.table.select(line)
        self.focus_table()

    def _turned(self, index: int) -> None:
        on_tabs = self.head.tabs.hasFocus()
        self.stack.setCurrentIndex(index)
        self.view.refresh()
        if not on_tabs:
            self.focus_table()

    def show_after(self, session: str) -> None:
        """Bring the page up to date; it does not depend on the session."""
        self.refresh()

    def turn(self, by: int) -> None:
        """Show the table before or after."""
        self.head.tabs.setCurrentIndex((self.head.tabs.currentIndex() + by) % len(self.views))
        self.focus_table()

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        view = self.view
        return [view.paste_panel.table] if view.stack.currentIndex() else [view.table, view.searcher, self.head.tabs]

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what the season says now."""
        self.head.about.setText(self.context.words(f"setup.about.{self.name}"))
        self.view.refresh()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.context.words
        self.head.name.setText(words(f"window.page.{self.name}"))
        self.head.tabs.setAccessibleName(words("setup.tables"))
        for i, view in enumerate(self.views):
            say_tab(self.head.tabs, i, words(f"setup.register.{view.register.name}"))
            view.retranslate()
        self.actions_.retranslate(words)
        dress(self, self.context.look)
        self.refresh()

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for its menu."""
        return self.actions_.all()


class EntriesPage(SetupPage):
    """Who races: entries, exceptions, drivers, teams."""

    name = "entries"
    registers = (Entries, Exceptions, Drivers, Teams)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.actions_.add("exception", "Ctrl+Shift+X", self._exception)

    def _exception(self) -> None:
        """Begin an exception for the car selected."""
        row = self.view.model.row(self.view.model.index_of(self.view.table.current_key()))
        car = row.text("number") if row is not None and self.view.register.name == "entries" else ""
        self.show_register("exceptions").add(car=car)


class CalendarPage(SetupPage):
    """When and where: rounds and sessions, in order; and what the cup and its year are called."""

    name = "calendar"
    registers = (Rounds, Sessions, Cup)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        for name, key in _MOVES.items():
            by = -1 if name == "up" else 1
            self.actions_.add(name, key, lambda by=by: self.view.shift(by))  # type: ignore[misc]


class RecordsPage(SetupPage):
    """What stands beside: roll of honour, officials, awards, points by hand."""

    name = "records"
    registers = (Honours, Officials, Awards, Adjustments)
