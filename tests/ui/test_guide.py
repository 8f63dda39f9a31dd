from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.rules.edits import PlaceCar
from cupdesk.ui.context import Context
from cupdesk.ui.helping.guide import VISITS, Guide
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys


def type_step(desk: Desk, step: weekend.Step) -> None:
    words = Words("en")
    if step.screen == "order":
        desk.do(*read_order(desk.book, step.session, step.line, words).edits)
    else:
        desk.do(*read_decision(desk.book, step.session, step.line, words, datetime.now(UTC)).edits)


@pytest.fixture
def guide(context: Context, qtbot: QtBot) -> Guide:
    made = Guide(context)
    qtbot.addWidget(made)
    made.retranslate()
    context.desk.listen(lambda _: made.refresh())
    return made


def test_it_asks_for_every_line_of_the_weekend_in_turn(guide: Guide, context: Context) -> None:
    assert not guide.isHidden()
    for step in weekend.steps():
        assert guide.line == step.line
        type_step(context.desk, step)
    assert guide.line == ""
    for place in VISITS:
        assert guide.visit == place
        assert guide.said == Words("en")(f"window.guide.visit.{place}")
        guide.visited(place)
    assert guide.said == Words("en")("window.guide.done")


def test_a_part_can_be_left_out(guide: Guide) -> None:
    screens = []
    while guide.line:
        screens.append(guide.line)
        guide.skip()
    assert len(screens) == len(weekend.chapters())
    for _ in VISITS:
        guide.skip()
    assert guide.said == Words("en")("window.guide.done")


def test_it_goes_back_with_undo(guide: Guide, context: Context) -> None:
    steps = weekend.steps()
    for step in steps[:4]:
        type_step(context.desk, step)
    for expected in (steps[3], steps[2], steps[1], steps[0]):
        context.desk.undo()
        assert guide.line == expected.line


def test_a_car_typed_without_its_gap_leaves_the_gap_to_type(guide: Guide, context: Context) -> None:
    type_step(context.desk, weekend.steps()[0])
    context.desk.do(PlaceCar("LEC/R1", "11"))
    assert guide.line == "11+1.166"
    type_step(context.desk, weekend.steps()[1])
    assert guide.line == weekend.steps()[2].line


def test_it_leads_to_the_screen_of_the_step(guide: Guide, context: Context) -> None:
    wanted: list[tuple[str, str]] = []
    context.session_wanted.connect(lambda ref, tab: wanted.append((ref, tab)))
    for step in weekend.steps():
        guide.show_place()
        assert wanted[-1] == (step.session, "order" if step.screen == "order" else "decisions")
        type_step(context.desk, step)


def test_it_stays_closed_until_asked_for(guide: Guide, context: Context) -> None:
    guide.close_card()
    assert guide.isHidden()
    type_step(context.desk, weekend.steps()[0])
    assert guide.isHidden()
    context.settings.guide = True
    guide.refresh()
    assert not guide.isHidden()
    assert guide.line == weekend.steps()[1].line


def test_it_is_not_shown_where_all_is_entered(full_context: Context, qtbot: QtBot) -> None:
    guide = Guide(full_context)
    qtbot.addWidget(guide)
    guide.retranslate()
    assert guide.isHidden()


def test_the_tour_of_the_window_ends_with_places_to_look_at(
    opened: Callable[[Desk | None], MainWindow], desk: Desk
) -> None:
    window = opened(desk)
    assert window.page is not None
    guide = window.page.guide
    while guide.line:
        guide.skip()
    for place, key, held in (
        ("what_if", Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        ("publication", Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        ("standings", Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        assert guide.visit == place
        QTest.keyClick(window, key, held)
        QApplication.processEvents()
    assert guide.said == Words("en")("window.guide.done")


def test_enter_plays_the_tour_and_the_same_key_closes_it(
    opened: Callable[[Desk | None], MainWindow], desk: Desk, keys: Keys
) -> None:
    window = opened(desk)
    assert window.page is not None
    guide, held = window.page.guide, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.travel.to_session("LEC/R2", "order")
    QTest.keyClick(keys.focus, Qt.Key.Key_A, held)
    assert QApplication.focusWidget() is guide.button
    assert guide.button.text() == "Show the place"
    for _ in range(2 * len(weekend.steps())):
        if guide.line:
            keys.press(Qt.Key.Key_Return)
    assert guide.visit == VISITS[0]
    assert desk.book.classification("LEC/R2").rows[1].number == "5"
    QTest.keyClick(keys.focus, Qt.Key.Key_A, held)
    assert guide.isHidden()
    QTest.keyClick(keys.focus, Qt.Key.Key_A, held)
    assert not guide.isHidden()


def test_the_tour_passes_what_is_refused_and_says_what_cannot_be_written(
    opened: Callable[[Desk | None], MainWindow], desk: Desk
) -> None:
    window = opened(desk)
    assert window.page is not None
    guide = window.page.guide
    window.travel.to_session("LEC/R1", "order")
    desk.store.read_only_reason = Trouble("store.read_only", name="cup")
    guide.go_on()
    assert guide.line == weekend.steps()[0].line
    assert window.status.said == Words("en")("store.read_only", name="cup")
    desk.store.read_only_reason = None
    for number in ("11", "7"):
        desk.do(PlaceCar("LEC/R1", number))
    guide.skip()
    assert guide.line.startswith("40 +5 fd")
