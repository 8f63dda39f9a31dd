"""The places of the window: the pages of the season and the screens of a session. A new one is a line here and its words.

A page's words are `window.page.<name>` (tree), `window.action.<name>` and `window.hint.<name>` (menu); a screen's
`window.tab.<name>`, and the same two for its menu.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from cupdesk.ui.context import Context


class Page(Protocol):
    """What the window asks of a page of the season; every page is a `QWidget` as well."""

    def show_after(self, session: str) -> None:
        """Turn to the state after a session with a result, or after the latest."""

    def turn(self, by: int) -> None:
        """Show the championship (or whatever the page has tabs of) before or after."""

    def stops(self) -> Sequence[QWidget]:
        """The regions the keyboard goes through."""

    def focus_table(self) -> None:
        """Give the keyboard to the first of them."""

    def refresh(self) -> None:
        """Show what follows from the facts now."""

    def retranslate(self) -> None:
        """Turn to the window's language and look."""

    def actions_of_screen(self) -> Sequence[QAction]:
        """What the page can do, for its menu."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page or a screen: its key, icon, and the class that is built when it is first turned to."""

    key: str
    icon: str
    made_by: str

    def build(self, context: Context) -> Any:
        """Build it. Its module is imported now, not at each start."""
        module, _, name = self.made_by.partition(":")
        kind: Callable[[Context], Any] = getattr(import_module(f"cupdesk.ui.screens.{module}"), name)
        return kind(context)


WHAT_IF = "what_if"
"""The screen that shows what is supposed, not what is: its tab is there while the mode is on."""

PAGES = {
    "standings": Place("Ctrl+Shift+S", "format_list_numbered", "standings:StandingsPage"),
    "titles": Place("Ctrl+T", "trophy", "titles:TitlesPage"),
    "ledger": Place("Shift+F6", "gavel", "ledger:LedgerPage"),
    "press": Place("Shift+F8", "newspaper", "press:PressPage"),
    "documents": Place("Ctrl+D", "description", "documents:DocumentsPage"),
    "regulations": Place("Ctrl+R", "menu_book", "regulations:RegulationsPage"),
    "entries": Place("Ctrl+G", "groups", "setup:EntriesPage"),
    "calendar": Place("Ctrl+Shift+C", "calendar_month", "setup:CalendarPage"),
    "records": Place("Ctrl+Shift+O", "military_tech", "setup:RecordsPage"),
    "letterhead": Place("Ctrl+H", "letterhead", "letterhead:LetterheadPage"),
    "journal": Place("Ctrl+J", "history", "journal:JournalPage"),
}

IMPORT = "import"
"""The page that shows files before they are taken: neither in the tree nor in a menu, there while files are open."""
OVER = {IMPORT: Place("Ctrl+I", "upload_file", "importing:ImportPage")}

SCREENS = {
    "order": Place("F5", "", "order:OrderScreen"),
    "second": Place("Ctrl+Shift+V", "", "second:SecondScreen"),
    "decisions": Place("F6", "gavel", "decisions:DecisionsScreen"),
    "classification": Place("F7", "", "classification:ClassificationScreen"),
    "publication": Place("F8", "verified", "publication:PublicationScreen"),
    WHAT_IF: Place("F9", "science", "what_if:WhatIfScreen"),
}
