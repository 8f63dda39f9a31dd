"""Names, keys and letters: the window without eyes and without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QWidget

from cupdesk.ui import places
from cupdesk.ui.desk_page import DeskPage
from cupdesk.ui.helping.dialogs import AboutDialog, KeysDialog
from cupdesk.ui.main_window import MainWindow
from cupdesk.words import LANGUAGES

Turn = Callable[[MainWindow, str], None]
SCREENS = (
    "order",
    "second",
    "decisions",
    "classification",
    "publication",
    "standings",
    "titles",
    "ledger",
    "press",
    "regulations",
    "entries",
    "calendar",
    "records",
    "journal",
    "import",
    "first_run",
)
R2 = "LEC/R2"


def page_of(window: MainWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def shown_under(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]


def nameless(window: MainWindow) -> list[str]:
    found = []
    for widget in shown_under(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name).strip() and widget.objectName() != "qt_spinbox_lineedit":
                found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_the_keyboard_reaches_has_a_name(turn: Turn, window: MainWindow, language: str) -> None:
    window.choose("language", language)
    for screen in SCREENS:
        turn(window, screen)
        assert nameless(window) == [], screen
    window.files.first_run.show_form()
    assert nameless(window) == []


def test_every_action_has_words_a_key_and_a_sentence(window: MainWindow) -> None:
    for menu, actions in window.actions_.by_menu():
        assert actions, menu
        for action in actions:
            assert action.text(), menu
            assert action.shortcuts(), action.text()
    for action in window.actions_.own():
        assert action.statusTip(), action.text()


def test_no_two_actions_of_the_window_share_a_key(window: MainWindow) -> None:
    keys: dict[str, str] = {}
    for _, actions in window.actions_.by_menu():
        for action in actions:
            if action.shortcutContext() in (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut):
                for key in action.shortcuts():
                    text = key.toString(QKeySequence.SequenceFormat.PortableText)
                    assert text not in keys, (text, keys.get(text), action.text())
                    keys[text] = action.text()


def test_no_screen_takes_a_key_of_the_window(window: MainWindow) -> None:
    everywhere = {key.toString() for action in window.actions_.own() for key in action.shortcuts()}
    for name in places.SCREENS:
        screen = page_of(window).session.screen_named(name)
        for action in screen.actions_of_screen():
            assert not everywhere & {key.toString() for key in action.shortcuts()}, (name, action.text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow, language: str) -> None:
    window.choose("language", language)
    titles = [action.text() for action in window.menuBar().actions()]
    for texts in (titles, *([a.text() for a in menu.actions()] for menu in window.actions_.menus())):
        letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text.replace("&&", "")]
        assert len(letters) == len(set(letters)), texts


def test_tables_have_names_that_say_what_they_rest_on(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    assert page_of(window).dock.table.accessibleName() == "Overall standings, After race 2"


def test_keys_and_about_are_shown(window: MainWindow) -> None:
    window.actions_["keys"].trigger()
    keys = window.findChild(KeysDialog)
    assert keys is not None
    assert keys.isVisible()
    rows = [keys.table.model().index(i, 0).data() for i in range(keys.table.model().rowCount())]
    assert "Ctrl+Z" in rows
    assert "F5" in rows
    keys.close()
    window.actions_["about"].trigger()
    about = window.findChild(AboutDialog)
    assert about is not None
    assert about.isVisible()
    about.close()
