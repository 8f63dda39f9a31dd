"""What the registers of the season have in common, decisions and documents: head, filter, table, what is beside and below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import dress, region
from cupdesk.ui.controls.pick_table import PickTable
from cupdesk.ui.controls.search import search_from

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import Column, RowsModel
    from cupdesk.words import Words


class RegisterPage(QFrame):
    """A table that a line of words filters. Subclasses say what it holds and lay `register` out with what belongs to it.

    Their words are `window.page.<name>` and, under `session.<texts>`, `filter`, `filter_hint` and one for each action.
    """

    name = ""
    texts = ""

    def __init__(self, context: Context, model: RowsModel[Any]) -> None:
        super().__init__()
        self.context, self.model = context, model
        self.setProperty("region", "base")
        self.head = Head()
        self.head.state.hide()
        self.head.tabs.hide()
        self.filter = QLineEdit()
        self.filter.setProperty("role", "body")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self.fill())
        self.table = PickTable(context, model, self.name)
        search_from(self.table, self.filter)
        self.register = QFrame()
        self.register.installEventFilter(self)
        self.below = QVBoxLayout(self.register)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(0)
        strip, self.strip = region("head", 36)
        self.strip.addWidget(self.filter, 1)
        self.below.addWidget(strip)
        self.below.addWidget(self.table, 1)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)
        self.whole.addWidget(self.head)
        self._actions: list[tuple[QAction, str]] = []
        self.action(f"session.{self.texts}.filter", "Ctrl+F", self.filter.setFocus, self.register)
        context.line_wanted.connect(self._show_line)

    # -- what subclasses say
    def fill(self) -> None:
        """Show the rows that the filter leaves, and how many there are."""
        raise NotImplementedError

    def columns(self, room: int) -> list[Column[Any]]:
        """The columns that fit in `room` pixels at text size 100 %."""
        raise NotImplementedError

    def of_session(self, session: str) -> Hashable | None:
        """The row to begin with, coming from a session."""
        raise NotImplementedError

    def paper(self) -> dict[Qt.Key, Callable[[], object]]:
        """What Ctrl with P and E does here; elsewhere they are the session's."""
        return {}

    # -- what they use
    @property
    def words(self) -> Words:
        """The window's words."""
        return self.context.words

    def action(self, key: str, keys: str, does: Callable[[], object], on: QWidget | None = None) -> QAction:
        """A named action of the page with its key, on the table unless said otherwise."""
        action = QAction(self)
        action.setProperty("words", key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: does())
        (on or self.table).addAction(action)
        self._actions.append((action, key))
        return action

    def show_rows(self, rows: list[Any]) -> None:
        """Put these rows in; the current one stays current while it is there."""
        key = self.table.current_key()
        self.model.set_rows(rows)
        self.table.select(key if self.model.index_of(key) >= 0 else self.model.key_at(0))

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Turn to the register; the row of a session first, if it has one."""
        self.refresh()
        here = self.of_session(session)
        self.table.select(self.model.key_at(0) if here is None else here)

    def _show_line(self, table: str, key: Hashable) -> None:
        """Turn to a row; a filter that hides it is dropped."""
        if table == self.name:
            if self.model.index_of(key) < 0:
                self.filter.clear()
            self.table.select(key)

    def turn(self, by: int) -> None:
        """There is one register only."""

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table, self.filter]

    def focus_table(self) -> None:
        """Give the keyboard to the register."""
        self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [action for action, _ in self._actions]

    def refresh(self) -> None:
        """Show the register as it is now."""
        self._fit()
        self.fill()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.words
        self.head.name.setText(words(f"window.page.{self.name}"))
        self.filter.setPlaceholderText(words(f"session.{self.texts}.filter_hint"))
        self.filter.setAccessibleName(words(f"session.{self.texts}.filter"))
        self.table.setAccessibleName(words(f"window.page.{self.name}"))
        for action, key in self._actions:
            action.setText(words(key))
        dress(self, self.context.look)
        self._fit()
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave out the columns that have no room where the table is."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+P and Ctrl+E for the register while it is shown."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._does(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+P prints, Ctrl+E exports."""
        does = self._does(event)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _does(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return self.paper().get(Qt.Key(event.key())) if held else None

    def _fit(self) -> None:
        made = self.columns(round(self.register.width() / self.context.look.px(100) * 100))
        if [(c.key, c.head, c.width) for c in made] != [(c.key, c.head, c.width) for c in self.model.columns]:
            key = self.table.current_key()
            self.model.set_columns(made)
            self.table.select(key)
