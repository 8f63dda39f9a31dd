"""What follows from an edit, everywhere it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, PlaceCar, SetPublication, SetStatus, SetTimes, TakeOutCar
from cupdesk.rules.session import Decision, DecisionState, SessionState, Status
from cupdesk.ui.controls.rows_model import Strip
from cupdesk.ui.desk_page import DeskPage
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.order import OrderScreen
from cupdesk.ui.screens.standings import StandingsPage
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.ui.settings import Settings
from cupdesk.words import Words

Opener = Callable[[Desk | None], MainWindow]
R1, R2 = "LEC/R1", "LEC/R2"


def page_of(window: MainWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def table_page_of(window: MainWindow, name: str) -> TablePage:
    page = page_of(window).pages[name]
    assert isinstance(page, TablePage)
    return page


def standings_of(window: MainWindow) -> StandingsPage:
    page = table_page_of(window, "standings")
    assert isinstance(page, StandingsPage)
    return page


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
    assert table_page_of(window, "titles").race == "MNZ/R2"
    window.travel.to_page("standings")
    assert table_page_of(window, "standings").race == R1


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
    page = table_page_of(window, "standings")
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
        page = table_page_of(window, name)
        assert "number" in [c.key for c in page.model.columns]
        page.tabs.setCurrentIndex(4)
        assert "number" not in [c.key for c in page.model.columns]
        page.tabs.setCurrentIndex(0)


def test_titles_say_who_is_out_and_since_when(window: MainWindow) -> None:
    window.travel.to_page("titles")
    page = table_page_of(window, "titles")
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
    screen = page_of(window).session.screen_named("order")
    assert isinstance(screen, OrderScreen)
    assert screen.line.text.isReadOnly()
    assert screen.line.text.placeholderText() == words("session.line.read_only")


def test_the_window_comes_back_to_the_session_being_entered(opened: Opener, desk: Desk) -> None:
    desk.do(PlaceCar(R1, "7"))
    window = opened(desk)
    assert window.context is not None
    assert window.context.session == R1
    desk.do(SetPublication(R1, SessionState.PROVISIONAL, 0, 1, None))
    window.travel.to_start()
    assert window.context.session == R2


def test_a_long_sentence_leaves_the_clock_its_room(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    window.resize(1024, 700)
    desk.do(PlaceCar(R1, "7"))
    window.status.say("Poisson is champion. " * 20)
    QApplication.processEvents()
    right = [each for each in window.status.findChildren(QLabel) if each.isVisible() and each.text()][-1]
    assert right.text() == f"{datetime.now():%H:%M}"  # noqa: DTZ005
    assert right.mapTo(window, right.rect().topRight()).x() <= window.width()


def test_what_was_said_goes_with_its_language(opened: Opener, desk: Desk) -> None:
    window = opened(desk)
    window.travel.to_problem(1)
    assert window.status.said == "Nothing to settle."
    window.choose("language", "fr")
    assert window.status.said == ""


def test_a_title_won_is_said_once(opened: Opener, full_desk: Desk) -> None:
    window = opened(full_desk)
    window.travel.to_session(R2, "order")
    full_desk.do(TakeOutCar(R2, "3"))
    assert "Overall: " in window.status.said
    full_desk.do(SetStatus(R2, "3", Status.RETIRED))
    assert "Overall: Dorian Boccolacci champion" in window.status.said
    full_desk.do(SetTimes(R2, "3", best_ms=130_000))
    assert window.status.said == ""
