"""What the rule book's page can do: each with its key, its entry in the menu and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from cupdesk.ui.rule_book.list_field import DOES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from cupdesk.words import Words

_KEYS = {
    "take": ("Ctrl+Return", "Ctrl+Enter"),
    "discard": ("Esc",),
    "add": ("Ins",),
    "copy": ("Shift+Ins",),
    "remove": ("Del",),
    "up": ("Alt+Up",),
    "down": ("Alt+Down",),
    "print": ("Ctrl+P",),
    "export": ("Ctrl+E",),
    "preset": ("Ctrl+Shift+R",),
}


class RegulationsActions:
    """All actions by name. Those on lists work where a list has the keyboard, the others on the whole page."""

    def __init__(self, page: QWidget, does: Mapping[str, Callable[[], object]]) -> None:
        self.by_name: dict[str, QAction] = {}
        for name, keys in _KEYS.items():
            action = self.by_name[name] = QAction(page)
            action.setShortcuts([QKeySequence(key) for key in keys])
            on_list = name in DOES
            context = Qt.ShortcutContext
            action.setShortcutContext(context.WidgetShortcut if on_list else context.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, does=does[name]: does())
            if not on_list:
                page.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    @property
    def of_lists(self) -> list[QAction]:
        """Those that work on the list with the keyboard."""
        return [self.by_name[name] for name in DOES]

    def retranslate(self, words: Words) -> None:
        """Name them in the window's language."""
        for name, action in self.by_name.items():
            action.setText(words(f"rulebook.action.{name}"))
            action.setStatusTip(words(f"rulebook.hint.{name}"))
