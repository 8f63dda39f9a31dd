"""What each action of the window does, by its name in `actions.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cupdesk.ui.actions import CHOICES
from cupdesk.ui.dialogs import AboutDialog, KeysDialog
from cupdesk.ui.places import PAGES, SCREENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.main_window import MainWindow

TEXT_STEP = 10


def commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What each action does."""
    travel, files = window.travel, window.files
    return {
        "new": files.ask_new,
        "open": files.ask_open,
        "next_season": files.next_season,
        "seasons": files.choose_season,
        "example": files.open_example,
        "close": files.close,
        "quit": window.close,
        "undo": window.undo,
        "redo": window.redo,
        "line": travel.to_line,
        "region_next": lambda: travel.to_region(1),
        "region_previous": lambda: travel.to_region(-1),
        "problem_next": lambda: travel.to_problem(1),
        "problem_previous": lambda: travel.to_problem(-1),
        "session_previous": lambda: travel.to_neighbour(-1),
        "session_next": lambda: travel.to_neighbour(1),
        **{tab: partial(travel.to_tab, tab) for tab in SCREENS},
        **{page: partial(travel.to_page, page) for page in PAGES},
        "championship_previous": lambda: travel.turn_championship(-1),
        "championship_next": lambda: travel.turn_championship(1),
        "tree": lambda: window.show_region("tree"),
        "dock": lambda: window.show_region("dock"),
        **{f"{kind}_next": partial(window.choose_next, kind) for kind in CHOICES},
        "larger": lambda: window.resize_text(TEXT_STEP),
        "smaller": lambda: window.resize_text(-TEXT_STEP),
        "normal_size": lambda: window.resize_text(0),
        "full_screen": lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen),
        "guide": window.show_guide,
        "keys": lambda: KeysDialog(window).open(),
        "about": lambda: AboutDialog(window).open(),
    }
