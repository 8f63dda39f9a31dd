"""What the screens of a session have in common: the session shown, its words, actions with keys and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.parts import dress
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.desk import Changed
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.session import Session
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import Column
    from cupdesk.ui.controls.table import RowsTable
    from cupdesk.words import Words


class SessionScreen(QWidget):
    """One screen of the session `ref`. `left` asks to go back to the screen before."""

    left = Signal()

    @property
    def whole_width(self) -> bool:
        """Whether the screen needs the room of the live standings beside it."""
        return False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.ref = ""
        self._named: list[tuple[QAction, str]] = []
        self.cells = CarCells(context)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self.ref = ref
        self.cells = CarCells(self.context)
        self.refresh(None)

    def refresh(self, changed: Changed | None) -> None:
        """Show what the book says now; `changed` tells what the latest edit was made on."""
        raise NotImplementedError

    def focus_line(self) -> None:
        """Give the keyboard to the place where the next fact is typed."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go back to the screen before."""
        self.left.emit()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        self.cells = CarCells(self.context)
        dress(self, self.context.look)
        for action, key in self._named:
            action.setText(self.words(key))

    def actions_of_screen(self) -> list[QAction]:
        """What this screen can do, for the menus."""
        return [action for action, _ in self._named]

    # -- what the screens use
    @property
    def book(self) -> Book:
        """The answers about the season as it stands."""
        return self.context.book

    @property
    def words(self) -> Words:
        """The window's words."""
        return self.context.words

    @property
    def session(self) -> Session:
        """The session shown."""
        return self.book.season.session(self.ref)

    @property
    def session_title(self) -> str:
        """`Paul Ricard, Course 2`."""
        language = self.words.language
        return f"{self.book.season.round_of(self.ref).name[language]}, {self.session.name[language]}"

    def do(self, *edits: Edit) -> str:
        """Do these edits as one step; "" or the sentence that says why not."""
        try:
            self.context.desk.do(*edits)
        except Trouble as trouble:
            return self.words(trouble.key, **trouble.values)
        return ""

    def put_columns(self, table: RowsTable, columns: Sequence[Column[Any]], *, anew: bool) -> None:
        """Give a table these columns, if they are others than it has (or `anew`); its current row stays."""
        model = table.rows_model
        if anew or [(c.key, c.head) for c in columns] != [(c.key, c.head) for c in model.columns]:
            key = table.current_key()
            model.set_columns(columns)
            table.select(key)

    def action(self, key: str, keys: str | tuple[str, ...], slot: Callable[[], Any], *widgets: QWidget) -> QAction:
        """An action named by `key`, run by its shortcut in these widgets (the screen, if none are given)."""
        action = QAction(self.words(key), self)
        action.setProperty("words", key)
        action.setShortcuts([QKeySequence(each) for each in ((keys,) if isinstance(keys, str) else keys)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        for widget in widgets or (self,):
            widget.addAction(action)
        self._named.append((action, key))
        return action
