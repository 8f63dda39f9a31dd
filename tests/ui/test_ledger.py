"""The decisions of the season on the real window, by keyboard: filtered, a car's history, to the session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, SetDecisionState
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind
from cupdesk.ui.controls.lines_panel import Line
from cupdesk.ui.deciding.decision_rows import LedgerRow
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.ledger import LedgerPage
from tests.ui.conftest import NONE, Keys

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


def test_those_of_the_session_shown_are_one_key_and_carried_ones_are_among_them(
    window: MainWindow, page: LedgerPage, keys: Keys
) -> None:
    window.travel.to_session("LEC/R2")
    window.travel.to_page("ledger")
    page.focus_table()
    keys.press(Qt.Key.Key_S, "s")
    assert shown(page) == [(RACE, 9), ("LEC/R2", 3)]
    assert page.head.about.text().endswith("Only those of the session")


def test_a_decision_is_told_with_its_path_and_why_its_car_has_its_place(
    page: LedgerPage, full_desk: Desk, keys: Keys
) -> None:
    appeal = datetime(2023, 10, 8, 9, 5, tzinfo=UTC)
    full_desk.do(SetDecisionState(RACE, 1, DecisionState.APPEALED, appeal, "MB"))
    page.focus_table()
    page.table.select((RACE, 1))
    keys.press(Qt.Key.Key_Question, "?")
    told = {line.label: line.text for _, line in map(pair, page.panel.model.rows())}
    assert page.panel.title == "Decision 1"
    assert (told["Path"], told[""]) == ("confirmed Sat 7 Oct 16:10", "under appeal Sun 8 Oct 09:05 (MB)")
    assert told["Result"].startswith("P14")
    page.table.select((RACE, 9))
    told = {line.label: line.text for _, line in map(pair, page.panel.model.rows())}
    assert (page.panel.title, told["Takes effect"]) == ("Decision 9", "Paul Ricard, race 2")
    keys.press(Qt.Key.Key_Question, "?")
    assert not page.panel.isVisible()


def pair(row: object) -> tuple[int, Line]:
    assert isinstance(row, tuple)
    return row


@pytest.mark.parametrize(
    ("text", "held", "document"),
    [("p", NONE, "decision-1"), ("", Qt.KeyboardModifier.ControlModifier, "decisions")],
)
def test_a_decision_and_those_of_its_round_go_to_the_printer(
    page: LedgerPage, keys: Keys, text: str, held: Qt.KeyboardModifier, document: str
) -> None:
    page.focus_table()
    page.table.select((RACE, 1))
    keys.press(Qt.Key.Key_P, text, held)
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.printer().docName().endswith(document)
    dialog.reject()


def test_the_catalogue_is_written_on_its_tab_and_undone(
    window: MainWindow, page: LedgerPage, full_desk: Desk, keys: Keys
) -> None:
    page.focus_table()
    page.turn(1)
    assert page.head.about.text().startswith("Ins adds")
    keys.press(Qt.Key.Key_Insert)
    for text in ("Carburant", "Fuel", "T-9", "dq"):
        keys.type(text)
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, "\r")
    made = full_desk.season.offences[-1]
    assert (made.code, made.article, made.usual) == ("fuel", "T-9", (Sanction(SanctionKind.DISQUALIFICATION),))
    keys.press(Qt.Key.Key_Escape)
    window.actions_["undo"].trigger()
    assert full_desk.season.offences[-1].code != "fuel"


def test_f2_on_the_decision_line_leads_to_the_catalogue_and_on_to_where_it_is_written(
    window: MainWindow, full_desk: Desk, keys: Keys
) -> None:
    window.travel.to_session(RACE, "decisions")
    QApplication.processEvents()
    keys.press(Qt.Key.Key_F2)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_F2)
    assert window.page is not None
    assert window.page.place == "ledger"
    page = window.page.pages["ledger"]
    assert isinstance(page, LedgerPage)
    assert page.catalogue.table.current_key() == 1


def test_the_dock_tells_of_the_decision_looked_at(window: MainWindow, full_desk: Desk, keys: Keys) -> None:
    window.travel.to_session(RACE, "decisions")
    QApplication.processEvents()
    assert window.page is not None
    panel = window.page.dock.story
    assert panel.isVisible()
    assert (panel.heading.title, panel.heading.note) == ("Decision 9", "44 Mardini")
    keys.type("40 +10 fd")
    assert panel.heading.note == "40 Guillot"
    assert any(line.text.startswith("+10 s") for line in panel.lines)
    window.travel.to_session(RACE, "order")
    assert not panel.isVisible()


def test_columns_follow_the_room_there_is(window: MainWindow, page: LedgerPage) -> None:
    def of_the_session() -> int:
        for _ in range(4):
            QApplication.processEvents()
        return page.model.columns[0].width

    wide = of_the_session()
    window.resize(1000, 700)
    narrow = of_the_session()
    window.resize(1280, 772)
    assert (wide, narrow, of_the_session()) == (220, 160, 220)


def test_a_number_typed_on_the_table_filters_and_enter_goes_back(page: LedgerPage, keys: Keys) -> None:
    page.focus_table()
    keys.type("44")
    assert page.filter.hasFocus()
    assert shown(page) == [(RACE, 9)]
    keys.press(Qt.Key.Key_Return, "\r")
    assert page.table.hasFocus()
