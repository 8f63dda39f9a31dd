"""Qualifying and grids: times sorted as they are typed, grids drawn and corrected by hand, the same car marked in all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.rules.edits import AddDecision, SetRegulations, SetRound
from cupdesk.rules.session import Decision, PoleSide, Sanction, SanctionKind
from cupdesk.ui.screens.classification import ClassificationScreen
from cupdesk.ui.screens.order import OrderScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.desk import Desk
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import RowsModel
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

Q, R1 = "LEC/Q", "LEC/R1"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> MainWindow:
    made = opened(full_desk)
    made.resize(1280, 800)
    made.travel.to_session(Q, "classification")
    for _ in range(4):
        QApplication.processEvents()
    return made


@pytest.fixture
def screen(window: MainWindow) -> ClassificationScreen:
    assert window.page is not None
    shown = window.page.session.screen_shown
    assert isinstance(shown, ClassificationScreen)
    return shown


def column(model: RowsModel[Any], key: str) -> list[str]:
    at = [each.key for each in model.columns].index(key)
    return [str(model.index(i, at).data()) for i in range(model.rowCount())]


def test_two_grids_stand_beside_the_result(window: MainWindow, screen: ClassificationScreen) -> None:
    assert window.page is not None
    assert not window.page.dock.isVisible()
    first, second = screen.grids.views
    assert column(first.model, "number")[:4] == ["7", "11", "8", "1"]
    assert column(second.model, "number")[:4] == ["7", "8", "11", "1"]
    assert (first.head.note, second.head.note) == ("best time in qualifying", "second-best time in qualifying")
    assert column(screen.model, "second")[:2] == ["2:04.382", "2:04.845"]
    assert column(screen.model, "rank")[:3] == ["1", "3", "2"]
    window.travel.to_session(R1, "classification")
    assert window.page.dock.isVisible()
    assert not screen.grids.isVisible()


def test_the_car_chosen_is_marked_in_all(screen: ClassificationScreen, keys: Keys) -> None:
    screen.table.setFocus()
    screen.table.select("40")
    assert [view.picture.current for view in screen.grids.views] == ["40", "40"]
    assert screen.reason == (
        "40 Guillot, race 1, 15th by its best time, 2:05.829 on lap 7"
        " · race 2, 16th by its second-best time, 2:06.175 on lap 2"
    )
    screen.grids.views[1].stack.setFocus()
    keys.press(Qt.Key.Key_Up)
    assert screen.table.current_key() == "17"
    assert screen.grids.views[0].picture.current == "17"


def test_the_figures_are_a_tab_behind_the_picture(screen: ClassificationScreen, keys: Keys) -> None:
    view = screen.grids.views[0]
    view.stack.setFocus()
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Tab, "\t")
    assert view.stack.currentWidget() is view.table
    assert view.table.hasFocus()
    keys.press(Qt.Key.Key_Down)
    assert screen.table.current_key() == "11"
    assert column(view.model, "why")[1].startswith("2nd by its best time, 2:04.441")
    assert (
        QAccessible.queryAccessibleInterface(view.picture).text(QAccessible.Text.Name)
        == "Starting grid of Race 1, 26 cars"
    )
    keys.press(Qt.Key.Key_Backtab, "", Qt.KeyboardModifier.ShiftModifier)
    assert view.stack.currentWidget() is view.picture


def test_a_grid_is_corrected_by_hand_with_a_reason(screen: ClassificationScreen, keys: Keys) -> None:
    first, second = screen.grids.views
    screen.table.select("8")
    first.stack.setFocus()
    keys.press(Qt.Key.Key_Up, "", ALT)
    assert screen.line.text.text() == "8*2 "
    assert screen.line.said == "8 Paque starts 2nd, was 3rd · and the reason"
    keys.enter("clerical slip")
    book = screen.context.book
    assert (book.session(R1).grid[:3], book.session(R1).grid_reason) == (("7", "8", "11"), "clerical slip")
    assert first.head.note == "made by hand: clerical slip"
    assert column(first.model, "number")[:3] == ["7", "8", "11"]
    assert column(second.model, "number")[:3] == ["7", "8", "11"]
    assert second.head.note == "second-best time in qualifying"
    keys.enter("auto")
    assert screen.context.book.session(R1).grid == ()
    screen.context.desk.undo()
    screen.context.desk.undo()
    assert first.head.note == "best time in qualifying"


def test_the_line_speaks_of_the_grid_the_hand_was_in(screen: ClassificationScreen, keys: Keys) -> None:
    second = screen.grids.views[1]
    second.stack.setFocus()
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_M, "m")
    assert screen.line.text.text() == "8*"
    keys.enter("1 tyres")
    assert screen.context.book.session("LEC/R2").grid[:2] == ("8", "7")
    assert screen.context.book.session(R1).grid == ()


def test_sanctions_are_seen_on_the_grid(screen: ClassificationScreen) -> None:
    carried = Decision(70, ("7",), "technical", (Sanction(SanctionKind.GRID_PLACES, count=5),), applies_to=R1)
    pits = Decision(71, ("11",), "technical", (Sanction(SanctionKind.PIT_LANE_START),), applies_to=R1)
    screen.context.desk.do(AddDecision("MNZ/R2", carried), AddDecision(Q, pits))
    view = screen.grids.views[0]
    assert column(view.model, "number")[:5] == ["8", "1", "16", "5", "7"]
    assert view.why("7") == "5th by its best time, 2:04.106 on lap 3; decision 70: drop of 5 grid places"
    assert view.why("11") == "starts from the pit lane; decision 71: pit-lane start"
    assert column(view.model, "number")[-1] == "11"


def test_the_mouse_chooses_a_car_too(screen: ClassificationScreen) -> None:
    view = screen.grids.views[0]
    point = view.picture.slot_rect(2).center()
    QTest.mouseClick(view.picture, Qt.MouseButton.LeftButton, pos=QPointF(point).toPoint())
    assert screen.table.current_key() == "8"


def test_a_race_shows_its_grid(window: MainWindow, screen: ClassificationScreen, keys: Keys) -> None:
    window.travel.to_session(R1, "classification")
    screen.table.setFocus()
    screen.table.select("40")
    keys.press(Qt.Key.Key_B, "b")
    keys.press(Qt.Key.Key_B, "b")
    assert screen.basis.current == "grid"
    assert not screen.table.isVisible()
    view = screen.grids.views[0]
    assert view.picture.hasFocus()
    assert view.picture.current == "40"
    assert screen.reason == "40 Guillot, race 1, 15th by its best time, 2:05.829 on lap 7"
    keys.press(Qt.Key.Key_B, "b")
    assert screen.basis.current == "after"
    assert screen.table.hasFocus()
    assert not screen.line.isVisible()


def test_times_are_sorted_while_typed(context: Context, show: Callable[[OrderScreen, str], None], keys: Keys) -> None:
    screen = OrderScreen(context)
    show(screen, Q)
    keys.enter("40 2:03.000/9")
    assert column(screen.model, "number")[:3] == ["40", "7", "11"]
    assert column(screen.model, "percent")[:2] == ["100.00", "100.90"]
    keys.enter("40 x9")
    assert column(screen.model, "number")[0] == "7"
    at = column(screen.model, "number").index("40")
    assert column(screen.model, "deleted")[at] == "L9"
    keys.enter("7 xx")
    at = column(screen.model, "number").index("7")
    assert (column(screen.model, "place")[at], column(screen.model, "best")[at]) == ("·", "·")
    assert column(screen.model, "deleted")[at] == "L3, L4"
    keys.enter("8 nt")
    assert "8" in column(screen.model, "number")[-2:]


def test_a_long_grid_is_pulled_to_the_car_chosen(screen: ClassificationScreen, window: MainWindow) -> None:
    picture = screen.grids.views[0].picture
    picture.setFixedHeight(200)
    QApplication.processEvents()
    picture.select("103")
    last = next(i for i, place in enumerate(screen.context.book.grid(R1)) if place.number == "103")
    assert 0 <= picture.slot_rect(last).top() < 200
    picture.select("7")
    assert picture.slot_rect(0).top() >= 0


def test_the_pole_stands_on_the_side_the_regulations_say(screen: ClassificationScreen, keys: Keys) -> None:
    picture = screen.grids.views[0].picture
    assert picture.slot_rect(0).left() < picture.slot_rect(1).left()
    rules = screen.context.book.season.regulations
    screen.context.desk.do(SetRegulations(replace(rules, pole_side=PoleSide.RIGHT)))
    QApplication.processEvents()
    assert picture.slot_rect(0).left() > picture.slot_rect(1).left()
    assert picture.slot_rect(0).top() < picture.slot_rect(1).top()
    first, second = (place.number for place in screen.context.book.grid(R1)[:2])
    picture.setFocus()
    picture.select(first)
    keys.press(Qt.Key.Key_Left)
    assert picture.current == second
    keys.press(Qt.Key.Key_Right)
    assert picture.current == first
    here = screen.context.book.round_of(R1)
    screen.context.desk.do(SetRound(here.code, replace(here, pole_side=PoleSide.LEFT, sessions=())))
    QApplication.processEvents()
    assert picture.slot_rect(0).left() < picture.slot_rect(1).left()
