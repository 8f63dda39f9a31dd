"""The order screen beside places: facts of the session, a refused line, a block pasted over a typed order."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cupdesk.ui.screens.order import OrderScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen
    from tests.ui.conftest import Keys

    Show = Callable[[SessionScreen, str], None]

RACE = "LEC/R2"
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(context: Context, show: Show) -> OrderScreen:
    made = OrderScreen(context)
    show(made, RACE)
    return made


def facts(screen: OrderScreen) -> dict[str, str]:
    model = screen.facts.model
    return {str(model.index(i, 0).data()): str(model.index(i, 1).data()) for i in range(model.rowCount())}


def row(screen: OrderScreen, form: str) -> int:
    return list(facts(screen)).index(form)


def test_facts_are_listed_chosen_and_typed(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("plan 15 laps")
    keys.enter("laps 7")
    keys.press(Qt.Key.Key_F5, "", SHIFT)
    assert screen.facts.isVisible()
    assert facts(screen)["plan 15 laps"] == "15 laps planned"
    assert facts(screen)["pts 1/2"] == "race for full points · proposed: half points (46 % run)"
    assert facts(screen)["lap 14"] == "classified at the flag"
    for _ in range(row(screen, "pts 1/2")):
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    assert screen.line.text.text() == "pts 1/2"
    assert screen.session.points_factor == 1
    keys.enter()
    assert screen.session.points_factor == Fraction(1, 2)
    assert facts(screen)["pts 1/2"] == "race for half points"
    keys.press(Qt.Key.Key_F5, "", SHIFT)
    assert not screen.facts.isVisible()
    screen.context.desk.undo()
    assert screen.session.points_factor == 1


def test_a_session_is_cancelled_and_held_from_the_list(screen: OrderScreen, keys: Keys) -> None:
    for cancelled in (True, False):
        keys.press(Qt.Key.Key_F5, "", SHIFT)
        keys.press(Qt.Key.Key_End, "", CTRL)
        keys.press(Qt.Key.Key_Return, "\r")
        keys.enter()
        assert screen.session.cancelled is cancelled
        screen.facts.put_away()


def test_the_facts_of_a_qualifying_are_fewer(context: Context, show: Show, keys: Keys) -> None:
    screen = OrderScreen(context)
    show(screen, "LEC/Q")
    screen.facts.turn()
    assert not {"lap 14", "pts 1/2", "laps 15", "pole 12"} & set(facts(screen))
    assert "track wet" in facts(screen)
    keys.press(Qt.Key.Key_Escape)
    assert not screen.facts.isVisible()
    assert screen.line.text.hasFocus()


def test_after_a_refused_line_typing_begins_anew(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    keys.enter("7")
    assert screen.line.refused
    keys.type("21")
    assert screen.line.text.text() == "21"
    keys.enter()
    assert screen.session.order == ("7", "8", "21")


def test_a_refused_line_is_taken_by_a_second_enter_or_mended(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    keys.enter("7")
    keys.enter()
    assert screen.session.order == ("8", "7")
    keys.enter("288")
    assert screen.line.refused
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Backspace)
    assert screen.line.text.text() == "28"


def test_a_line_that_only_wants_more_goes_on(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    keys.enter("7 =")
    keys.type("8")
    assert screen.line.text.text() == "7 =8"
    keys.enter()
    assert screen.session.dead_heats == (("7", "8"),)


def test_a_digit_from_the_table_begins_anew_too(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    keys.enter("7")
    screen.table.setFocus()
    screen.table.selectRow(0)
    keys.type("2")
    assert screen.line.text.text() == "2"


def test_a_block_over_a_typed_order_says_what_it_does_first(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8 21 12")
    QGuiApplication.clipboard().setText("1\t8\n2\t7\n")
    screen.line.focus()
    keys.press(Qt.Key.Key_V, "\x16", CTRL)
    assert screen.session.order == ("7", "8", "21", "12")
    assert screen.line.said == (
        "The block has 2 cars and becomes the whole order: 2 placed cars lose their place, 2 change place."
        " ⏎ takes it, Esc leaves it."
    )
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_Return, "\r")
    assert screen.session.order == ("7", "8", "21", "12")
    keys.press(Qt.Key.Key_V, "\x16", CTRL)
    keys.press(Qt.Key.Key_Return, "\r")
    assert " ".join(screen.session.order) == "8 7"
    assert screen.line.said == "2 cars taken from the pasted block"
    screen.context.desk.undo()
    assert screen.session.order == ("7", "8", "21", "12")


def test_typing_leaves_the_block(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    QGuiApplication.clipboard().setText("1\t8\n2\t12\n")
    keys.press(Qt.Key.Key_V, "\x16", CTRL)
    keys.enter("21")
    assert screen.session.order == ("7", "8", "21")


def test_a_block_that_only_adds_is_taken_at_once(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    QGuiApplication.clipboard().setText("1\t7\n2\t8\n3\t21\n")
    keys.press(Qt.Key.Key_V, "\x16", CTRL)
    assert screen.session.order == ("7", "8", "21")
