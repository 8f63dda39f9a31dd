"""The actions of a table of the season: add, edit, take out, copy, paste, find; each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.set_up.view import SetupView
    from cupdesk.words import Words

_KEYS = {"add": "Ins", "edit": "F2", "remove": "Del", "copy": "Ctrl+C", "paste": "Ctrl+V", "find": "Ctrl+F"}


class SetupActions:
    """Actions of whichever table is `shown`, on the widget that holds it."""

    def __init__(self, holder: QWidget, shown: Callable[[], SetupView]) -> None:
        self._holder = holder
        self._actions: dict[str, QAction] = {}
        does: dict[str, Callable[[SetupView], object]] = {
            "add": lambda view: view.add(),
            "edit": lambda view: view.table.edit_current(),
            "remove": lambda view: view.remove(),
            "copy": lambda view: view.copy(),
            "paste": lambda view: view.paste(),
            "find": lambda view: view.searcher.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        for name, key in _KEYS.items():
            self.add(name, key, lambda name=name: does[name](shown()))  # type: ignore[misc]

    def add(self, name: str, key: str, does: Callable[[], object]) -> None:
        """One more action; its words are `setup.action.<name>` and `setup.hint.<name>`."""
        action = QAction(self._holder)
        action.setProperty("words", f"setup.action.{name}")
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: does())
        self._holder.addAction(action)
        self._actions[name] = action

    def all(self) -> list[QAction]:
        """All of them, in order."""
        return list(self._actions.values())

    def retranslate(self, words: Words) -> None:
        """Turn to the window's language."""
        for name, action in self._actions.items():
            action.setText(words(f"setup.action.{name}"))
            action.setStatusTip(words(f"setup.hint.{name}"))
