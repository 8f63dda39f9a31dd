"""The blind second entry on the real window, by keyboard: two mistakes found, settled, and what final makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from cupdesk.desk import Desk
from cupdesk.rules.edits import ClearResult, EnterSecond, SetOrder, SetRegulations
from cupdesk.rules.model import Season
from cupdesk.rules.second import answers
from cupdesk.rules.session import SecondEntry, SessionState
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.publication import PublicationScreen
from cupdesk.ui.screens.second import SecondScreen
from cupdesk.words.trouble import Trouble
from tests.ui.conftest import Keys

RACE = "LEC/R1"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> MainWindow:
    """The window on a race whose order has been typed once, on its second entry."""
    order = full_desk.season.session(RACE).order
    full_desk.operator = "JD"
    full_desk.do(ClearResult(RACE), SetOrder(RACE, order))
    found = opened(full_desk)
    found.travel.to_session(RACE, "order")
    QTest.keyClick(found, Qt.Key.Key_V, CTRL | SHIFT)
    QApplication.processEvents()
    return found


def screen(window: MainWindow) -> SecondScreen:
    assert window.page is not None
    shown = window.page.session.screen_shown
    assert isinstance(shown, SecondScreen)
    return shown


def texts(table: QTableView) -> str:
    model = table.model()
    return " ".join(str(model.index(r, c).data()) for r in range(model.rowCount()) for c in range(model.columnCount()))


def press(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()


def test_nothing_of_the_first_entry_is_shown(window: MainWindow) -> None:
    assert window.page is not None
    assert "BOCCOLACCI" not in texts(screen(window).table)
    assert not window.page.dock.isVisible()
    assert len(screen(window).beside.model.rows()) == 26


def test_two_mistakes_are_found_and_settled_by_keyboard(window: MainWindow, keys: Keys, full_desk: Desk) -> None:
    order = list(full_desk.season.session(RACE).order)
    typed = [*order]
    typed[4], typed[5] = typed[5], typed[4]
    typed.remove(order[10])
    for number in typed:
        keys.enter(number)
    press(window)
    assert screen(window).line.said == "1 car is still to be placed before comparing."
    keys.press(Qt.Key.Key_Escape)
    keys.enter(order[10])
    assert full_desk.season.session(RACE).order == tuple(order)
    press(window)
    here = screen(window)
    assert here.line.said.startswith("2 differences. K keeps the first entry")
    found = [here.open.key_at(i) for i in range(here.open.rowCount())]
    assert order[10] in found
    assert here.open_table.hasFocus()
    press(window)
    assert here.line.said.startswith("2 differences are still to be settled")
    keys.press(Qt.Key.Key_T, "t")
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert here.line.note.startswith("2 differences to settle: K first")
    keys.press(Qt.Key.Key_T, "t")
    keys.press(Qt.Key.Key_K, "k")
    assert full_desk.season.session(RACE).order == tuple(order)
    assert here.line.note == "All answered: Ctrl+Enter settles."
    press(window)
    assert here.line.said == "Second entry agrees, 2 differences settled"
    session = full_desk.season.session(RACE)
    assert session.second is not None
    assert session.order == session.second.order
    assert session.order != tuple(order)
    full_desk.undo()
    assert full_desk.season.session(RACE).order == tuple(order)
    assert full_desk.season.session(RACE).second != SecondEntry()


def test_a_difference_is_typed_again_and_one_operator_for_both_is_said(
    window: MainWindow, keys: Keys, full_desk: Desk
) -> None:
    window.settings.operator = "JD"
    order = list(full_desk.season.session(RACE).order)
    for number in [*order[1:], order[0]]:
        keys.enter(number)
    press(window)
    keys.press(Qt.Key.Key_M, "m")
    keys.enter("3")
    press(window)
    assert full_desk.season.session(RACE).order[2] == order[0]
    assert screen(window).line.said.endswith("Both entries are by the same operator (JD).")


def test_final_waits_for_a_second_entry_that_is_required(window: MainWindow, keys: Keys, full_desk: Desk) -> None:
    rules = replace(full_desk.season.regulations, second_entry=True)
    full_desk.do(SetRegulations(rules))
    order = full_desk.season.session(RACE).order
    QTest.keyClick(window, Qt.Key.Key_F8)
    press(window)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert full_desk.season.session(RACE).state is SessionState.PROVISIONAL
    assert window.page is not None
    publication = window.page.session.screen_shown
    assert isinstance(publication, PublicationScreen)
    assert "Second entry unfinished, 0 of 26" in publication.said.text()
    publication.tables.checks_table.select("second")
    publication.tables.checks_table.setFocus()
    keys.press(Qt.Key.Key_Return)
    for number in order:
        keys.enter(number)
    press(window)
    assert screen(window).line.said.startswith("Second entry agrees")
    QTest.keyClick(window, Qt.Key.Key_F8)
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert full_desk.season.session(RACE).state is SessionState.FINAL


def test_a_read_only_file_keeps_what_was_typed(window: MainWindow, keys: Keys, full_desk: Desk) -> None:
    full_desk.store.read_only_reason = Trouble("store.read_only", name="x")
    keys.enter("7")
    assert screen(window).line.refused
    assert screen(window).line.text.text() == "7"
    full_desk.store.read_only_reason = None


def test_only_races_are_entered_twice(window: MainWindow) -> None:
    window.travel.to_session("LEC/Q", "second")
    press(window)
    assert screen(window).line.said == "Only a race is entered a second time."


def test_a_dead_heat_and_a_car_not_classified_are_typed_too(window: MainWindow, keys: Keys, full_desk: Desk) -> None:
    order = full_desk.season.session(RACE).order
    for number in order:
        keys.enter(number)
    keys.enter(f"{order[2]} = {order[3]}")
    assert full_desk.season.session(RACE).dead_heats == ()
    second = full_desk.season.session(RACE).second
    assert second is not None
    assert second.dead_heats == ((order[2], order[3]),)
    keys.enter(f"{order[-1]} nc")
    press(window)
    here = screen(window)
    found = [here.open.key_at(i) for i in range(here.open.rowCount())]
    assert {order[2], order[3], order[-1]} <= {*found}
    assert f"P3 · with {order[3]}" in texts(here.open_table)
    assert "P26 · not classified" in texts(here.open_table) or "not classified" in texts(here.open_table)


def test_a_time_is_refused_where_only_the_order_counts(window: MainWindow, keys: Keys, full_desk: Desk) -> None:
    keys.enter("7")
    keys.enter("11")
    before = full_desk.undo_step
    keys.enter("11+1.604")
    assert screen(window).line.said.startswith("The second entry takes the order and statuses")
    assert full_desk.undo_step == before


def test_what_is_settled_so_far_is_kept_while_one_looks_elsewhere(
    window: MainWindow, keys: Keys, full_desk: Desk
) -> None:
    order = list(full_desk.season.session(RACE).order)
    typed = [order[1], order[0], *order[2:10], order[11], order[10], *order[12:]]
    for number in typed:
        keys.enter(number)
    press(window)
    keys.press(Qt.Key.Key_T, "t")
    window.travel.to_tab("order")
    window.travel.to_tab("second")
    QApplication.processEvents()
    here = screen(window)
    assert [here.open.rowCount(), texts(here.open_table).count("to settle")] == [2, 1]
    keys.press(Qt.Key.Key_K, "k")
    press(window)
    assert here.line.said == "Second entry agrees, 2 differences settled"


def test_answers_outlive_the_program(
    tmp_path: Path, shipped: Season, opened: Callable[[Desk | None], MainWindow], keys: Keys
) -> None:
    path = tmp_path / "cup.cupdesk"
    store = Store.create(path)
    store.add_season(shipped)
    order = list(shipped.session(RACE).order)
    wrong = (order[1], order[0], *order[2:10], order[11], order[10], *order[12:])
    desk = Desk(store)
    desk.do(ClearResult(RACE), SetOrder(RACE, tuple(order)), EnterSecond(RACE, wrong))
    window = opened(desk)
    window.travel.to_session(RACE, "second")
    press(window)
    keys.press(Qt.Key.Key_T, "t")
    window.close()
    store.close()
    again = Desk(Store.open(path))
    window = opened(again)
    window.travel.to_session(RACE, "second")
    here = screen(window)
    assert [here.open.rowCount(), here.line.note] == [2, "1 difference to settle: K first, T second, M again"]
    assert here.open_table.current_key() not in answers(again.season.session(RACE))
    assert here.open_table.hasFocus()
    keys.enter(f"{here.open_table.current_key()}*11")
    assert here.open_table.hasFocus()
    press(window)
    assert here.line.said == "Second entry agrees, 2 differences settled"
    window.close()
    again.store.close()
