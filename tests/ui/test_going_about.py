"""Going from place to place, and what can be read there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cupdesk.desk import Desk
from cupdesk.ui.desk_page import DeskPage
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.places import PAGES
from cupdesk.ui.screens.table_page import TablePage

Opener = Callable[[Desk | None], MainWindow]
R1, R2 = "LEC/R1", "LEC/R2"


def page_of(window: MainWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def table_page_of(window: MainWindow, name: str) -> TablePage:
    page = page_of(window).pages[name]
    assert isinstance(page, TablePage)
    return page


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
    barcelona = view.season_model.index(len(PAGES), 0)
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
    assert table_page_of(window, "standings").championship == "teams"
    assert page_of(window).dock.championship == "pro_am"


def test_escape_goes_to_the_entry_line_from_anywhere(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    line = window.focusWidget()
    for place in (page_of(window).dock.table, page_of(window).tree.view):
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert window.focusWidget() is line
    window.travel.to_page("titles")
    QTest.keyClick(page_of(window).pages["titles"].stops()[0], Qt.Key.Key_Escape)
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


def test_the_guided_tour_says_where_it_belongs(window: MainWindow) -> None:
    window.actions_["guide"].trigger()
    assert window.status.said == "The guided tour goes with the example season: Ctrl+Shift+E opens it."
