"""The palette: one line, by keyboard, on the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.session import SessionState
from cupdesk.sheets.publish import Posting, kinds_of, publication
from cupdesk.ui.finding.finds import MOST, Find, shared_out, terms_of
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.decisions import DecisionsScreen
from cupdesk.ui.screens.documents import DocumentsPage
from cupdesk.ui.screens.setup import SetupPage
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.ui.screens.what_if import WhatIfScreen
from cupdesk.words import LANGUAGES
from tests.ui.conftest import Keys

R2 = "LEC/R2"
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_palette(window: MainWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_K, CONTROL)
    QApplication.processEvents()
    assert window.palette_.isVisible()


def shown(window: MainWindow) -> list[str]:
    """What the list says, a group's head with a colon."""
    return [f"{line}:" if isinstance(line, str) else line.text for line in window.palette_.list.finds.lines]


def found(window: MainWindow, keys: Keys, text: str) -> list[str]:
    """What a line finds, typed into a palette just opened."""
    open_palette(window)
    keys.type(text)
    said = shown(window)
    keys.press(Qt.Key.Key_Escape)
    return said


def test_a_number_finds_the_car_and_what_can_be_done_with_it(window: MainWindow, keys: Keys) -> None:
    window.travel.to_session(R2, "classification")
    assert found(window, keys, "40") == [
        "Cars:",
        "40  GUILLOT Marc, Herrero",
        "Actions on 40:",
        "Decision on 40…, Paul Ricard, race 2, D",
        "What if 40…, Paul Ricard, race 2, F9",
        "History of 40, 1 decision this season, H",
        "Entry of 40, G",
        "Sessions:",
        "Paul Ricard, race 2, 13th, 2nd in Pro-Am",
    ]


def test_an_exact_number_stands_before_those_that_begin_so(window: MainWindow, keys: Keys) -> None:
    cars = [line for line in found(window, keys, "1") if line.partition(" ")[0].isdigit()]
    assert cars[0].startswith("1  KLEIN")
    assert all(line.startswith("1") for line in cars)
    assert len(cars) > 1


@pytest.mark.parametrize("typed", ["40", "GUILL", "guillot marc", "marc", "herr guil", "'à"])
def test_cars_are_found_by_number_driver_and_team_without_capitals_and_accents(
    window: MainWindow, keys: Keys, typed: str
) -> None:
    assert "40  GUILLOT Marc, Herrero" in found(window, keys, typed)


@pytest.mark.parametrize("typed", ["boullery", "BOULLERY JEROME", "Jérôme"])
def test_accents_do_not_matter(window: MainWindow, keys: Keys, typed: str) -> None:
    assert "21  BOULLERY Jérôme, Racing Techno" in found(window, keys, typed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["c2", "r2", "course 2", "race 2"])
def test_sessions_are_found_in_both_languages_this_meeting_first(
    window: MainWindow, keys: Keys, typed: str, language: str
) -> None:
    window.choose("language", language)
    window.travel.to_session("MNZ/R1", "classification")
    said = found(window, keys, typed)
    first = {"en": "Race 2, Monza, Final", "fr": "Course 2, Monza, Définitif"}[language]
    assert said[1] == first


@pytest.mark.parametrize("typed", ["standings", "classements", "regul", "règlement", "titres"])
def test_pages_are_found_in_both_languages(window: MainWindow, keys: Keys, typed: str) -> None:
    wanted = {"titres": "Titles, Ctrl+T", "standings": "Standings, Ctrl+Shift+S"}
    wanted |= {
        "classements": "Standings, Ctrl+Shift+S",
        "regul": "Regulations, Ctrl+R",
        "règlement": "Regulations, Ctrl+R",
    }
    assert wanted[typed] in found(window, keys, typed)


def test_an_action_shows_its_key_and_is_done(window: MainWindow, keys: Keys) -> None:
    window.travel.to_session(R2, "order")
    line = QApplication.focusWidget()
    open_palette(window)
    keys.type("grands caract")
    keys.press(Qt.Key.Key_Escape)
    open_palette(window)
    keys.type("larger te")
    assert shown(window) == ["Actions:", "Larger text, View, Ctrl++"]
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.settings.text_size == 110
    assert QApplication.focusWidget() is line
    assert not window.palette_.isVisible()


def test_escape_gives_the_keyboard_back(window: MainWindow, keys: Keys) -> None:
    window.travel.to_page("standings")
    table = QApplication.focusWidget()
    open_palette(window)
    assert QApplication.focusWidget() is window.palette_.line
    keys.type("40")
    keys.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table
    assert not window.palette_.isVisible()
    open_palette(window)
    assert window.palette_.line.text() == ""
    QTest.keyClick(window.palette_.line, Qt.Key.Key_K, CONTROL)
    assert not window.palette_.isVisible()
    assert QApplication.focusWidget() is table


def test_a_decision_on_the_car_begins_on_the_line(window: MainWindow, keys: Keys) -> None:
    window.travel.to_page("standings")
    open_palette(window)
    keys.type("40")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    screen = window.page.session.screen_named("decisions")
    assert isinstance(screen, DecisionsScreen)
    assert screen.line.text.text() == "40 "
    assert screen.isVisible()


@pytest.mark.parametrize("typed", ["what if 40", "40 what", "et si 40"])
def test_a_supposition_on_the_car_begins_on_the_line(window: MainWindow, keys: Keys, typed: str) -> None:
    window.travel.to_session(R2, "classification")
    open_palette(window)
    keys.type(typed)
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    screen = window.page.session.screen_named("what_if")
    assert isinstance(screen, WhatIfScreen)
    assert screen.isVisible()
    assert screen.line.text.text() == "40 "


def test_the_history_of_the_car_is_told(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.type("40")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    screen = window.page.session.screen_named("decisions")
    assert isinstance(screen, DecisionsScreen)
    assert screen.panel.isVisible()
    assert "40 Guillot" in screen.panel.title


def test_the_entry_is_gone_to_from_the_end_of_the_list_upwards(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.type("40")
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    page = window.page.pages["entries"]
    assert isinstance(page, SetupPage)
    row = page.view.model.row(page.view.table.currentIndex().row())
    assert row is not None
    assert row.text("number") == "40"


def test_a_search_that_hides_the_line_gone_to_is_dropped(window: MainWindow, keys: Keys) -> None:
    window.travel.to_page("entries")
    assert window.page is not None
    page = window.page.pages["entries"]
    assert isinstance(page, SetupPage)
    page.view.searcher.setText("boullery")
    open_palette(window)
    keys.enter("40")
    row = page.view.model.row(page.view.table.currentIndex().row())
    assert row is not None
    assert row.text("number") == "40"


def test_a_team_leads_to_its_line(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.type("equipe herrero")
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    page = window.page.pages["entries"]
    assert isinstance(page, SetupPage)
    assert page.view.register.name == "teams"
    row = page.view.model.row(page.view.table.currentIndex().row())
    assert row is not None
    assert row.text("team").startswith("Herrero")


def test_a_championship_leads_to_its_standings(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.enter("standings rookie")
    assert window.page is not None
    page = window.page.pages["standings"]
    assert isinstance(page, TablePage)
    assert page.championship == "rookie"


def test_a_session_is_gone_to(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.enter("monza r1")
    assert window.context is not None
    assert window.context.session == "MNZ/R1"


@pytest.mark.parametrize("typed", ["doc 1", "document 12", "3 doc"])
def test_a_document_is_opened(window: MainWindow, full_desk: Desk, keys: Keys, typed: str) -> None:
    publish(full_desk, "LEC/R1", 1)
    publish(full_desk, R2, 12)
    open_palette(window)
    keys.enter(typed)
    assert window.page is not None
    page = window.page.pages["documents"]
    assert isinstance(page, DocumentsPage)
    assert page.document is not None
    assert page.document.number == int(typed.strip("document "))


def test_nothing_found_is_said_and_nothing_is_done(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    keys.type("zzz")
    assert shown(window) == []
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.palette_.isVisible()


def test_empty_it_shows_what_was_used_last(window: MainWindow, keys: Keys) -> None:
    open_palette(window)
    assert shown(window)[0] == "Near at hand:"
    keys.enter("monza r1")
    open_palette(window)
    keys.enter("40")
    open_palette(window)
    said = shown(window)
    assert said[:3] == ["Last used:", "40  GUILLOT Marc, Herrero", "Race 1, Monza, Final"]
    assert said[3] == "Near at hand:"
    assert len([line for line in said if not line.endswith(":")]) == MOST


def test_without_a_file_it_finds_what_can_be_done(opened: Callable[[Desk | None], MainWindow], keys: Keys) -> None:
    window = opened(None)
    said = found(window, keys, "ouvrir")
    assert "Open…, File, Ctrl+O" in said
    assert not any("Guillot" in line for line in said)


def test_the_field_in_the_menu_bar_leads_to_it(window: MainWindow) -> None:
    window.travel.to_page("standings")
    assert window.find_field.isVisible()
    window.find_field.setFocus()
    QTest.keyClick(window.find_field, Qt.Key.Key_Space)
    assert window.palette_.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_field_never_stands_on_a_menu(window: MainWindow, language: str, size: int) -> None:
    window.settings.text_size = size
    window.choose("language", language)
    window.apply_look()
    for width in (960, 1024, 1280, 1600):
        window.resize(width, 700)
        QApplication.processEvents()
        bar = window.menuBar()
        last = max(bar.actionGeometry(action).right() for action in bar.actions())
        place = window.find_field.geometry()
        assert window.find_field.isVisible() == (last + window.look.px(56) <= window.width())
        assert not window.find_field.isVisible() or (place.left() > last and place.right() < window.width())


def test_eight_lines_at_most_and_three_of_a_group_first() -> None:
    def made(group: str, n: int) -> Find:
        return Find(f"{group} {n}", group, "", (), lambda: None)

    many = [made(group, n) for group in ("car", "session", "action") for n in range(9)]
    kept = shared_out(many)
    assert [sum(f.group == group for f in kept) for group in ("car", "session", "action")] == [3, 3, 2]
    assert len(shared_out(many[:9])) == MOST
    assert shared_out([]) == []


def test_words_are_known_whole_and_by_their_parts() -> None:
    assert terms_of("Pro-Am, LEC/R2", "Décision…") == {
        "pro",
        "am",
        "proam",
        "pro-am",
        "lec",
        "r2",
        "lecr2",
        "lec/r2",
        "decision",
    }


def publish(desk: Desk, session: str, number: int) -> None:
    at = datetime(2023, 10, 8, 16, number, tzinfo=UTC)
    posting = Posting(SessionState.PROVISIONAL, number, at, kinds_of(desk.book, session), "JD")
    desk.do(publication(desk.book, session, posting))
