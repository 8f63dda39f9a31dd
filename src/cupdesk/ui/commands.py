"""What each action of the window does, by its name in `actions.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cupdesk.ui.actions import CHOICES
from cupdesk.ui.helping.dialogs import AboutDialog, KeysDialog
from cupdesk.ui.places import PAGES, SCREENS, WHAT_IF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
        "import": lambda: window.importing.ask(listed=False),
        "import_entries": lambda: window.importing.ask(listed=True),
        "see_offered": window.importing.see_offered,
        "watch": window.importing.choose_folder,
        "save_copy": files.ask_copy,
        "close": files.close,
        "quit": window.close,
        "undo": window.steps.undo,
        "redo": window.steps.redo,
        "palette": window.palette_.open,
        "line": travel.to_line,
        "region_next": lambda: travel.to_region(1),
        "region_previous": lambda: travel.to_region(-1),
        "problem_next": lambda: travel.to_problem(1),
        "problem_previous": lambda: travel.to_problem(-1),
        "session_previous": lambda: travel.to_neighbour(-1),
        "session_next": lambda: travel.to_neighbour(1),
        **{tab: partial(travel.to_tab, tab) for tab in SCREENS},
        WHAT_IF: travel.to_what_if,
        **{page: partial(travel.to_page, page) for page in PAGES},
        "championship_previous": lambda: travel.turn_championship(-1),
        "championship_next": lambda: travel.turn_championship(1),
        "print_set": lambda: _print_set(window),
        "book": lambda: _show_book(window),
        "package": lambda: _ask_package(window),
        "own": lambda: _ask_own(window),
        "tree": lambda: window.show_region("tree"),
        "dock": lambda: window.show_region("dock"),
        **{f"{kind}_next": partial(window.choose_next, kind) for kind in CHOICES},
        "larger": lambda: window.resize_text(TEXT_STEP),
        "smaller": lambda: window.resize_text(-TEXT_STEP),
        "normal_size": lambda: window.resize_text(0),
        "full_screen": lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen),
        "paddock": lambda: _show_paddock(window),
        "help": window.help.show,
        "about_table": window.help.about_table,
        "guide": window.show_guide,
        "keys": lambda: KeysDialog(window).open(),
        "about": lambda: AboutDialog(window).open(),
    }


def _print_set(window: MainWindow) -> None:
    """Show the print set of the session shown, beside the window."""
    context = window.context
    if context is None or not context.session:
        return

    from cupdesk.ui.paper.print_set import PrintSetDialog  # with all builders of documents: not at each start

    dialog = PrintSetDialog(context, context.session, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


def _show_book(window: MainWindow) -> None:
    """Show the results book of the round shown, beside the window."""
    context = window.context
    if context is None or not context.session:
        return

    from cupdesk.ui.publishing.book_dialog import BookDialog  # as above

    dialog = BookDialog(context, context.book.round_of(context.session).code, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


def _ask_package(window: MainWindow) -> None:
    """Ask where the package of the round shown is to go."""
    context = window.context
    if context is None or not context.session:
        return

    from cupdesk.ui.publishing.package_dialog import PackageDialog  # with all writers of documents: not at each start

    def written(paths: list[Path], left_out: list[str]) -> None:
        key = "session.package.done_without" if left_out else "session.package.done"
        sentence = window.words(key, n=len(paths), path=str(paths[-1]), sessions=", ".join(left_out))
        window.status.say(sentence, attention=bool(left_out))

    dialog = PackageDialog(context, context.book.round_of(context.session).code, window)
    dialog.written.connect(written)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _ask_own(window: MainWindow) -> None:
    """Ask which workbook of the organiser is to be filled."""
    context = window.context
    if context is None or not context.session:
        return

    from cupdesk.ui.publishing.own_dialog import OwnDialog  # with the writers of workbooks: not at each start

    def filled(path: Path, names: int, own: Path | None) -> None:
        if own is not None:
            window.settings.own_workbook = own
        window.status.say(window.words("session.own.done", n=names, path=str(path)))

    dialog = OwnDialog(context, window.settings.own_workbook, window)
    dialog.filled.connect(filled)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _show_paddock(window: MainWindow) -> None:
    """Show the paddock screen, or close it if it is shown."""
    from cupdesk.ui.paddock.screen import Paddock  # not at each start

    if window.paddock is not None:
        window.paddock.close()
    elif window.context is not None:
        window.paddock = Paddock(window.context, window)
        window.paddock.closed.connect(window.forget_paddock)
        window.paddock.show_beside(window)
        window.status.say(window.words("paddock.opened"))
