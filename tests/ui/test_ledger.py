"""The decisions of the season on the real window, by keyboard: filtered, a car's history, to the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, SetDecisionState
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind
from cupdesk.ui.decision_rows import LedgerRow
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.ledger import LedgerPage
from tests.ui.conftest import Keys

RACE = "LEC/R1"


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> MainWindow:
    grid = (Sanction(SanctionKind.GRID_PLACES, count=3),)
    full_desk.do(AddDecision(RACE, Decision(8, ("40",), "false_start", (Sanction(SanctionKind.REPRIMAND),))))
    full_desk.do(AddDecision(RACE, Decision(9, ("44",), "false_start", grid, applies_to="LEC/R2")))
    return opened(full_desk)


@pytest.fixture
def page(window: MainWindow) -> LedgerPage:
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(4):
        QApplication.processEvents()
    assert window.page is not None
    found = window.page.pages["ledger"]
    assert isinstance(found, LedgerPage)
    return found


def shown(page: LedgerPage) -> list[tuple[str, int]]:
    return [row.key for row in page.model.rows() if isinstance(row, LedgerRow)]


def test_every_decision_of_the_season_is_there_and_follows_an_edit(page: LedgerPage, full_desk: Desk) -> None:
    on_file = [(ref, d.number) for ref, _, s in full_desk.book.season.sessions() for d in s.decisions]
    assert sorted(shown(page)) == sorted(on_file)
    assert page.head.about.text() == f"{len(on_file)} of {len(on_file)} decisions · 1 reprimand"
    full_desk.do(SetDecisionState(RACE, 8, DecisionState.WITHDRAWN))
    assert page.head.about.text() == f"{len(on_file)} of {len(on_file)} decisions"


def test_open_ones_and_those_carried_are_one_key_each(page: LedgerPage, full_desk: Desk, keys: Keys) -> None:
    full_desk.do(SetDecisionState(RACE, 1, DecisionState.APPEALED))
    every = shown(page)
    page.focus_table()
    keys.press(Qt.Key.Key_O, "o")
    assert shown(page) == [(RACE, 1)]
    keys.press(Qt.Key.Key_O, "o")
    keys.press(Qt.Key.Key_C, "c")
    assert shown(page) == [(RACE, 9)]
    assert page.model.index(0, 0).data() == "Paul Ricard, race 1 → race 2"
    keys.press(Qt.Key.Key_C, "c")
    assert shown(page) == every


def test_h_is_the_history_of_the_car_with_its_reprimands(page: LedgerPage, keys: Keys) -> None:
    page.focus_table()
    page.table.select((RACE, 8))
    keys.press(Qt.Key.Key_H, "h")
    assert (RACE, 1) in shown(page)
    assert (RACE, 9) not in shown(page)
    assert page.head.about.text().endswith("· 1 reprimand")
    keys.press(Qt.Key.Key_H, "h")
    assert (RACE, 9) in shown(page)


def test_words_filter_and_enter_goes_to_the_session(window: MainWindow, page: LedgerPage, keys: Keys) -> None:
    page.filter.setFocus()
    keys.type("mardini grid")
    assert shown(page) == [(RACE, 9)]
    page.focus_table()
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.context is not None
    assert window.context.session == RACE
