"""F1, Shift+F1 and `?` on the real window, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.rules.edits import Reopen, SetDecisionState
from cupdesk.rules.session import DecisionState
from cupdesk.ui.controls.lines_panel import forms_of
from cupdesk.ui.helping.dialogs import keys_said
from cupdesk.ui.places import PAGES, SCREENS
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(window: MainWindow) -> str:
    QApplication.processEvents()
    return window.help.reading.text.toPlainText()


def plain(text: str) -> str:
    """As rich text gives it back."""
    return text.replace("\u202f", " ").replace("&", "")


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, held)
    QApplication.processEvents()


def press_in(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)
    QApplication.processEvents()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [*PAGES, *SCREENS])
def test_f1_tells_what_a_place_is_for_and_every_key_it_has(
    window: MainWindow, turn: Callable[[MainWindow, str], None], language: str, place: str
) -> None:
    window.choose("language", language)
    turn(window, place)
    press(window, Qt.Key.Key_F1)
    text = said(window)
    words = Words(language)
    assert plain(words(f"help.what.{place}")) in text
    assert plain(words(f"help.do.{place}")) in text
    assert window.page is not None
    here = window.page.session.screen_named(place) if place in SCREENS else window.page.pages[place]
    for action in here.actions_of_screen():
        for key in filter(None, keys_said(action).split("  ")):
            assert key in text
            assert plain(action.text()) in text


def test_f1_tells_the_forms_of_the_line_and_gives_the_keyboard_back(
    window: MainWindow, turn: Callable[[MainWindow, str], None], keys: Keys
) -> None:
    turn(window, "order")
    before = keys.focus
    press(window, Qt.Key.Key_F1)
    assert keys.focus is window.help.reading.text
    assert forms_of("order", window.words)[0].text in said(window)
    keys.press(Qt.Key.Key_Escape)
    assert not window.help.reading.isVisible()
    assert keys.focus is before


def test_f1_before_a_file_is_open(opened: Callable[[Desk | None], MainWindow]) -> None:
    window = opened(None)
    press(window, Qt.Key.Key_F1)
    assert window.words("help.what.first_run") in said(window)


def test_about_a_classification_names_its_decisions_and_follows_them(
    window: MainWindow, turn: Callable[[MainWindow, str], None]
) -> None:
    turn(window, "classification")
    window.travel.to_session("LEC/R1", "classification")
    press(window, Qt.Key.Key_F1, SHIFT)
    text = said(window)
    assert "40: +5 s, false start (confirmed)" in text
    assert window.words("help.used.grid") in text
    assert window.desk is not None
    window.desk.do(Reopen("LEC/R1", "test"), SetDecisionState("LEC/R1", 1, DecisionState.WITHDRAWN))
    assert "40: +5 s, false start (withdrawn)" in said(window)


def test_about_a_table_names_what_separates_ties_and_its_scale(
    window: MainWindow, turn: Callable[[MainWindow, str], None]
) -> None:
    turn(window, "standings")
    press(window, Qt.Key.Key_F1, SHIFT)
    text = said(window)
    assert "25-20-17" in text
    assert "ahead of Boullery on 9th places, 1 to 0" in text


def test_about_the_table_beside_is_about_the_championship_in_it(
    window: MainWindow, turn: Callable[[MainWindow, str], None]
) -> None:
    turn(window, "order")
    assert window.page is not None
    window.page.dock.table.setFocus()
    press(window, Qt.Key.Key_F1, SHIFT)
    name = window.desk.season.regulations.championships[0].name["en"] if window.desk else ""
    assert said(window).startswith(window.words("help.about", table=name))


@pytest.mark.parametrize("place", ["standings", "titles"])
def test_why_this_place(window: MainWindow, turn: Callable[[MainWindow, str], None], keys: Keys, place: str) -> None:
    turn(window, place)
    assert window.page is not None
    page = window.page.pages[place]
    assert isinstance(page, TablePage)
    page.table.selectRow(0)
    press_in(page.table, Qt.Key.Key_Question)
    assert "Dorian Boccolacci" in said(window)
    keys.press(Qt.Key.Key_Escape)
    assert keys.focus is page.table


def test_why_this_place_in_the_table_beside(
    window: MainWindow, turn: Callable[[MainWindow, str], None], keys: Keys
) -> None:
    turn(window, "order")
    assert window.page is not None
    table = window.page.dock.table
    table.setFocus()
    table.selectRow(0)
    press_in(table, Qt.Key.Key_Question)
    assert "Dorian Boccolacci" in said(window)
    press_in(keys.focus, Qt.Key.Key_F1)
    assert not window.help.reading.isVisible()
    assert keys.focus is table


def test_what_is_read_goes_with_the_file(window: MainWindow, turn: Callable[[MainWindow, str], None]) -> None:
    turn(window, "order")
    press(window, Qt.Key.Key_F1, SHIFT)
    window.leave_desk()
    assert not window.help.reading.isVisible()
