from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLabel, QPushButton, QWidget

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, PlaceCar, SetStatus
from cupdesk.rules.model import Decision, DecisionState, Status
from cupdesk.ui.actions import CHOICES
from cupdesk.ui.desk_page import DeskPage, size_class
from cupdesk.ui.dialogs import AboutDialog, KeysDialog
from cupdesk.ui.look import THEMES
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.rows_model import Strip
from cupdesk.ui.screens.order import OrderScreen
from cupdesk.ui.screens.standings import StandingsPage
from cupdesk.ui.settings import Settings
from cupdesk.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SCREENS = ("order", "decisions", "classification", "publication", "standings", "titles", "first_run")
R1, R2 = "LEC/R1", "LEC/R2"
Opener = Callable[[Desk | None], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, settings: Settings) -> Iterator[Opener]:
    """Opens the window on a desk; the desk's store stays the test's."""
    windows: list[MainWindow] = []

    def show(desk: Desk | None, width: int = 1280, height: int = 772) -> MainWindow:
        window = MainWindow(desk, settings)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield show
    for window in windows:
        window.leave_desk()


@pytest.fixture
def window(opened: Opener, full_desk: Desk) -> MainWindow:
    return opened(full_desk)


def page_of(window: MainWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def standings_of(window: MainWindow) -> StandingsPage:
    page = page_of(window).pages["standings"]
    assert isinstance(page, StandingsPage)
    return page


def turn(window: MainWindow, screen: str) -> None:
    if screen in ("standings", "titles"):
        window.travel.to_page(screen)
    elif screen == "first_run":
        window.leave_desk()
        window.retranslate()
    else:
        window.travel.to_session(R2, screen)
    QApplication.processEvents()


def shown_under(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]


# -- what a person sees
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_is_drawn_in_both_themes_and_languages(window: MainWindow, language: str, theme: str) -> None:
    window.choose("language", language)
    window.choose("theme", theme)
    for screen in SCREENS:
        turn(window, screen)
        picture = window.grab().toImage()
        assert picture.size() == window.size()
        assert picture.pixelColor(2, picture.height() - 8) == window.look.colour("win")
        assert len({picture.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 772, 7)}) > 20, screen


def texts_of(window: MainWindow) -> set[str]:
    found = {action.text().replace("&", "") for action in window.findChildren(QAction) if action.text()}
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton) and widget.text():
            found.add(widget.text())
        if widget.accessibleName():
            found.add(widget.accessibleName())
    return found


def test_a_language_is_taken_up_at_once_as_if_opened_in_it(opened: Opener, full_desk: Desk, settings: Settings) -> None:
    switched = opened(full_desk)
    for screen in SCREENS[:-1]:
        turn(switched, screen)
    switched.choose("language", "fr")
    after_switch = {}
    for screen in SCREENS:
        turn(switched, screen)
        after_switch[screen] = texts_of(switched)
    assert settings.language == "fr"
    switched.leave_desk()
    fresh = opened(full_desk)
    for screen in SCREENS[:-1]:
        turn(fresh, screen)
    for screen in SCREENS:
        turn(fresh, screen)
        differing = after_switch[screen] ^ texts_of(fresh)
        assert {text for text in differing if not text.startswith("Enregistré") and ":" not in text} == set(), screen


def test_documents_keep_their_language_when_the_window_changes_its(window: MainWindow, settings: Settings) -> None:
    window.choose("language", "fr")
    assert (settings.language, settings.document_language) == ("fr", "en")
    window.choose_next("documents")
    assert settings.document_language == "fr"
    assert window.context is not None
    assert window.context.document_language == "fr"
    window.choose_next("language")
    assert (settings.language, settings.document_language) == ("en", "fr")


def test_theme_turns_by_its_key(window: MainWindow, settings: Settings) -> None:
    before = window.grab().toImage().pixelColor(4, 600)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert settings.theme == "dark"
    after = window.grab().toImage().pixelColor(4, 600)
    assert (before, after) == (before, window.look.colour("win"))
    assert before != after


@pytest.mark.parametrize("kind", CHOICES)
def test_each_choice_is_marked_and_goes_round(window: MainWindow, kind: str) -> None:
    seen = []
    for value in CHOICES[kind]:
        window.choose(kind, value)
        marked = [v for v in CHOICES[kind] if window.actions_.is_checked(kind, v)]
        assert marked == [value]
        seen.append(value)
    window.choose_next(kind)
    assert seen == list(CHOICES[kind])


# -- size
@pytest.mark.parametrize(
    ("width", "text", "wanted"),
    [
        (1280, 100, "normal"),
        (1179, 100, "narrow"),
        (1600, 100, "wide"),
        (1920, 150, "normal"),
        (1280, 150, "narrow"),
        (1280, 200, "tight"),
    ],
)
def test_size_classes_are_measured_in_the_text(width: int, text: int, wanted: str) -> None:
    assert size_class(width, text) == wanted


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(960, 640, 100), (1024, 740, 100), (1280, 772, 100), (1920, 1052, 100), (1280, 772, 200)],
)
def test_nothing_reaches_beyond_the_window(window: MainWindow, width: int, height: int, text: int) -> None:
    window.resize(width, height)
    window.settings.text_size = text
    window.apply_look()
    for screen in SCREENS:
        turn(window, screen)
        assert window.size() == QSize(width, height), screen
        for widget in shown_under(window):
            if isinstance(widget, QAbstractScrollArea):
                off = widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
                assert off or widget.horizontalScrollBar().maximum() == 0, (screen, widget.accessibleName())
                left = widget.mapTo(window, widget.rect().topLeft()).x()
                assert left >= 0, (screen, widget.accessibleName())
                assert left + widget.width() <= width, (screen, widget.accessibleName())


def test_the_whole_field_is_seen_at_the_usual_size(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    QApplication.processEvents()
    table = page_of(window).session.screens["order"].findChild(QAbstractScrollArea)
    assert table is not None
    for table in page_of(window).session.screens["order"].findChildren(QAbstractScrollArea):
        assert table.verticalScrollBar().maximum() == 0
    window.travel.to_page("standings")
    QApplication.processEvents()
    assert page_of(window).pages["standings"].table.verticalScrollBar().maximum() == 0


def test_tree_becomes_a_rail_and_comes_back(window: MainWindow) -> None:
    page = page_of(window)
    wide = page.tree.width()
    window.resize(1024, 740)
    QApplication.processEvents()
    assert page.tree.view.rail
    assert page.tree.width() <= 46
    window.resize(1280, 772)
    QApplication.processEvents()
    assert page.tree.width() == wide


def test_wide_windows_show_the_points_of_every_race(window: MainWindow) -> None:
    dock = page_of(window).dock
    window.travel.to_session(R2, "order")
    assert not any(c.key.startswith("race:") for c in dock.model.columns)
    window.resize(1920, 1052)
    QApplication.processEvents()
    assert [c.key for c in dock.model.columns if c.key.startswith("race:")][-1] == f"race:{R2}"
    assert len([c for c in dock.model.columns if c.key.startswith("race:")]) == 11


def test_regions_are_shown_hidden_and_remembered(window: MainWindow, settings: Settings) -> None:
    page = page_of(window)
    window.travel.to_session(R2, "order")
    window.actions_["dock"].trigger()
    window.actions_["tree"].trigger()
    assert page.dock.isHidden()
    assert page.tree.isHidden()
    assert not settings.flag("dock", True)
    window.actions_["dock"].trigger()
    assert not page.dock.isHidden()
    assert window.actions_["dock"].isChecked()


def test_longer_words_are_not_cut_from_buttons(
    opened: Opener, full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cupdesk.words import catalogue

    for key, text in list(catalogue("en").items()):
        if isinstance(text, str) and key.partition(".")[0] in ("window", "session"):
            monkeypatch.setitem(catalogue("en"), key, text + "m" * round(len(text) * 0.4))
    window = opened(full_desk)
    for screen in SCREENS:
        turn(window, screen)
        assert window.width() == 1280
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()


# -- everyone
def nameless(window: MainWindow) -> list[str]:
    found = []
    for widget in shown_under(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name).strip() and widget.objectName() != "qt_spinbox_lineedit":
                found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_the_keyboard_reaches_has_a_name(window: MainWindow, language: str) -> None:
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


# -- going about
def test_opens_where_something_is_to_be_entered(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    assert window.context is not None
    assert window.context.session == R1
    assert page_of(window).session.tab == "order"


def test_opens_on_the_last_classification_when_all_is_entered(window: MainWindow) -> None:
    assert window.context is not None
    assert window.context.session == R2
    assert page_of(window).session.tab == "classification"


def test_sessions_before_and_after_stop_at_the_ends(window: MainWindow) -> None:
    assert window.context is not None
    window.actions_["session_previous"].trigger()
    assert window.context.session == R1
    for _ in range(3):
        window.actions_["session_next"].trigger()
    assert window.context.session == R2


def test_the_tree_leads_to_sessions_and_pages(window: MainWindow) -> None:
    view = page_of(window).tree.view
    assert window.context is not None
    for target in ("standings", "titles"):
        view.setCurrentIndex(view.season_model.index_of(target))
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert page_of(window).place == target
    view.setCurrentIndex(view.season_model.index_of("MNZ/R1"))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.context.session == "MNZ/R1"
    assert page_of(window).place == "session"


def test_a_click_opens_a_round_and_goes_to_its_session(window: MainWindow) -> None:
    view = page_of(window).tree.view
    barcelona = view.season_model.index(2, 0)
    assert not view.isExpanded(barcelona)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(barcelona).center())
    assert view.isExpanded(barcelona)
    race = view.season_model.index(1, 0, barcelona)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(race).center())
    assert window.context is not None
    assert window.context.session == "BAR/R1"


def test_championships_turn_in_the_dock_and_on_the_pages(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    window.actions_["championship_next"].trigger()
    assert page_of(window).dock.championship == "pro_am"
    window.travel.to_page("standings")
    window.actions_["championship_previous"].trigger()
    assert page_of(window).pages["standings"].championship == "teams"
    assert page_of(window).dock.championship == "pro_am"


def test_escape_goes_to_the_entry_line_from_anywhere(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    line = window.focusWidget()
    for place in (page_of(window).dock.table, page_of(window).tree.view):
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert window.focusWidget() is line
    window.travel.to_page("titles")
    QTest.keyClick(page_of(window).pages["titles"].table, Qt.Key.Key_Escape)
    assert page_of(window).place == "session"
    assert window.focusWidget() is line


def test_regions_follow_one_another_and_come_round(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    start = window.focusWidget()
    seen = [start]
    for _ in range(12):
        window.actions_["region_next"].trigger()
        if window.focusWidget() is start:
            break
        seen.append(window.focusWidget())
    assert page_of(window).dock.table in seen
    assert page_of(window).tree.view in seen
    window.actions_["region_previous"].trigger()
    assert window.focusWidget() is seen[-1]


# -- edits and what follows from them
def test_an_edit_shows_in_tree_dock_status_and_menu(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    page = page_of(window)
    for number in ("7", "11", "8"):
        desk.do(PlaceCar(R1, number))
    node = page.tree.view.season_model.node(page.tree.view.season_model.index_of(R1))
    assert node.state is not None
    assert node.state.short == "3/26"
    assert page.dock.model.key_at(0) == "boccolacci"
    assert page.dock.basis == "After race 1 · partial, 3 of 26 cars"
    assert window.actions_["undo"].text().startswith("Undo: ")
    assert "8" in window.actions_["undo"].text()
    assert not window.actions_["redo"].isEnabled()
    assert window.status.problems == "23 cars to place"


def test_undo_and_redo_name_their_step_and_say_it(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    desk.do(PlaceCar(R1, "7"))
    name = window.actions_["undo"].text().removeprefix("Undo: ")
    window.actions_["undo"].trigger()
    assert desk.season.session(R1).order == ()
    assert window.status.said == f"Undone: {name}"
    assert window.actions_["redo"].text() == f"Redo: {name}"
    assert not window.actions_["undo"].isEnabled()
    window.actions_["redo"].trigger()
    assert desk.season.session(R1).order == ("7",)
    assert window.status.said == f"Redone: {name}"


def test_undo_reaches_past_an_empty_entry_line(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    window.travel.to_session(R1, "order")
    desk.do(PlaceCar(R1, "7"))
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.season.session(R1).order == ()


def test_titles_wait_for_the_whole_result(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    for number in ("7", "11", "8"):
        desk.do(PlaceCar(R1, number))
    page = page_of(window)
    assert page.dock.titles.note == "after Monza, race 2"
    window.travel.to_page("titles")
    assert page.pages["titles"].race == "MNZ/R2"
    window.travel.to_page("standings")
    assert page.pages["standings"].race == R1


def test_problems_are_gone_through_in_both_directions(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    assert window.context is not None
    desk.do(PlaceCar(R1, "7"))
    desk.do(AddDecision(R1, Decision(1, ("7",), "track_limits", (), DecisionState.INVESTIGATION)))
    assert window.status.problems == "25 cars to place, 1 open decision"
    window.actions_["problem_next"].trigger()
    first = page_of(window).session.tab
    window.actions_["problem_next"].trigger()
    assert {first, page_of(window).session.tab} == {"order", "decisions"}
    window.actions_["problem_previous"].trigger()
    assert page_of(window).session.tab == first


def test_no_problem_is_said(window: MainWindow) -> None:
    window.actions_["problem_next"].trigger()
    assert window.status.said == "Nothing to settle."


def test_preview_shows_in_the_dock_and_goes_with_the_text(window: MainWindow) -> None:
    page, context = page_of(window), window.context
    assert context is not None
    window.travel.to_session(R2, "decisions")
    book = context.desk.what_if(SetStatus(R2, "7", Status.DISQUALIFIED))
    context.set_preview(book)
    assert page.dock.basis.startswith("Preview, nothing recorded yet")
    assert [c.key for c in page.dock.model.columns][-3:] == ["was", "delta", "points"]
    row = page.dock.model.row(page.dock.model.index_of("boccolacci"))
    assert row is not None
    assert row.changed
    assert row.was is not None
    assert page.dock.tabs.tabText(1) == "Pro-Am"
    assert page.dock.tabs.tabText(4) == "Teams ●"
    context.set_preview(None)
    assert page.dock.basis == "After race 2"
    assert page.dock.tabs.tabText(4) == "Teams"


def test_standings_page_shows_places_points_and_running_totals(window: MainWindow) -> None:
    window.travel.to_page("standings")
    page = standings_of(window)
    last = page.model.columnCount() - 1
    champion = page.model.index_of("boccolacci")
    shown = {}
    for form, button in page.forms.buttons.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        shown[form] = page.model.index(champion, last).data()
    assert shown == {"points": "1 PF 27", "places": "1", "total": "239"}


def test_standings_after_any_race(window: MainWindow) -> None:
    window.travel.to_page("standings")
    page = page_of(window).pages["standings"]
    box = page.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("MNZ/R2"))
    box.activated.emit(box.currentIndex())
    assert page.model.key_at(0) == "ghiretti"
    assert len([c for c in page.model.columns if c.key.startswith("race:")]) == 9


def test_why_this_place_follows_the_row(window: MainWindow) -> None:
    window.travel.to_page("standings")
    page = standings_of(window)
    first = page.reason
    assert "239 points" in first
    page.table.select("ghiretti")
    assert page.reason != first
    assert "215 points" in page.reason


def test_team_tables_have_no_numbers(window: MainWindow) -> None:
    for name in ("standings", "titles"):
        window.travel.to_page(name)
        page = page_of(window).pages[name]
        assert "number" in [c.key for c in page.model.columns]
        page.tabs.setCurrentIndex(4)
        assert "number" not in [c.key for c in page.model.columns]
        page.tabs.setCurrentIndex(0)


def test_titles_say_who_is_out_and_since_when(window: MainWindow) -> None:
    window.travel.to_page("titles")
    page = page_of(window).pages["titles"]
    rows = {row.key: row for row in page.model.rows() if not isinstance(row, Strip)}
    assert rows["boccolacci"].mark == "champion"
    assert "Paul Ricard, race 1" in rows["klein"].statement
    assert rows["klein"].mark == "out"


def test_read_only_is_said_and_closes_the_line(opened: Opener, desk: Desk, settings: Settings) -> None:
    words = Words("en")
    window = opened(desk)
    assert window.context is not None
    window.context.read_only = True
    page_of(window).retranslate()
    window.travel.to_session(R1, "order")
    assert window.focusWidget() is not None
    screen = page_of(window).session.screens["order"]
    assert isinstance(screen, OrderScreen)
    assert screen.line.text.isReadOnly()
    assert screen.line.text.placeholderText() == words("session.line.read_only")
