"""The journal page, by keyboard, on the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, PlaceCar, SetDecisionState, SetStatus, SetTimes
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, Status
from cupdesk.store.shelves import SHELVES
from cupdesk.ui.journal_rows import JournalRow, Reading
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.journal import FIRST, JournalPage
from cupdesk.words import LANGUAGES, catalogue
from tests.ui.conftest import Keys

R1 = "LEC/R1"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(opened: Callable[[Desk | None], MainWindow], desk: Desk) -> JournalPage:
    desk.operator = "JD"
    for number in ("7", "11", "40"):
        desk.do(PlaceCar(R1, number))
    desk.do(PlaceCar(R1, "40", 1))
    desk.do(SetTimes(R1, "11", gap_ms=1604))
    desk.do(AddDecision(R1, Decision(9, ("40",), "jump-start", (Sanction(SanctionKind.TIME, ms=5000),))))
    desk.do(SetStatus(R1, "21", Status.DID_NOT_START))
    window = opened(desk)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_J, CONTROL)
    QApplication.processEvents()
    assert window.page is not None
    found = window.page.pages["journal"]
    assert isinstance(found, JournalPage)
    assert QApplication.focusWidget() is found.table
    return found


def said(page: JournalPage, key: str) -> list[str]:
    column = [column.key for column in page.model.columns].index(key)
    return [str(page.model.index(row, column).data() or "") for row in range(page.model.rowCount())]


def to_step(page: JournalPage, keys: Keys, number: int) -> None:
    """Go up to a step by its number."""
    while page.row is not None and page.row.step.id != number:
        keys.press(Qt.Key.Key_Down)


def test_it_says_who_did_what_before_and_after(page: JournalPage) -> None:
    assert said(page, "number") == ["7", "6", "5", "4", "3", "2", "1"]
    assert set(said(page, "session")) == {R1}
    assert said(page, "step")[1:5] == ["decision 9", "gap of 11", "place 40 in P1", "place 40 in P3"]
    assert said(page, "altered")[1:5] == [
        "Decision 9: · → 40 · jump-start · +5 s",
        "11, Gap: · → +1.604",
        "Finishing order, 40: 3rd → 1st",
        "Finishing order, 40: · → 3rd",
    ]


def test_an_earlier_step_is_taken_back_alone_and_comes_back(page: JournalPage, desk: Desk, keys: Keys) -> None:
    to_step(page, keys, 5)
    keys.press(Qt.Key.Key_R, "r")
    assert desk.season.session(R1).finish("11").gap_ms is None
    assert said(page, "step")[0] == "taken back: gap of 11"
    assert said(page, "altered")[0] == "11, Gap: +1.604 → ·"
    assert said(page, "state")[3] == "taken back"
    assert page.row is not None
    assert page.row.step.id == 5
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    assert desk.season.session(R1).finish("11").gap_ms == 1604
    assert said(page, "state")[:4] == ["undone", "", "", ""]


def test_a_step_something_rests_on_is_refused_by_name(page: JournalPage, desk: Desk, keys: Keys) -> None:
    heard: list[str] = []
    page.context.message.connect(heard.append)
    before = desk.season
    to_step(page, keys, 3)
    keys.press(Qt.Key.Key_R, "r")
    assert desk.season is before
    assert heard == ["place 40 in P3 stays: place 40 in P1 (step 4) rests on it. Nothing has changed."]


def test_undone_steps_are_marked_and_not_taken_back(page: JournalPage, desk: Desk, keys: Keys) -> None:
    heard: list[str] = []
    page.context.message.connect(heard.append)
    desk.undo()
    QApplication.processEvents()
    assert said(page, "state")[0] == "undone"
    page.table.select(7)
    keys.press(Qt.Key.Key_R, "r")
    assert heard[-1].endswith("was undone and does not count. Nothing has changed.")
    desk.do(SetDecisionState(R1, 9, DecisionState.WITHDRAWN))
    assert said(page, "state")[:2] == ["", "undone"]
    assert said(page, "altered")[0] == "Decision 9, State: issued → withdrawn"


def test_search_and_filters_by_keyboard(page: JournalPage, keys: Keys) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F, CONTROL)
    keys.type("GAP 1.6")
    assert said(page, "number") == ["5"]
    keys.press(Qt.Key.Key_Escape)
    assert len(said(page, "number")) == 7
    page.cars.setFocus()
    QTest.keyClicks(page.cars, "40")
    assert said(page, "number") == ["6", "4", "3"]
    page.sessions.setFocus()
    keys.press(Qt.Key.Key_Down)
    assert said(page, "number") == []


def test_a_long_journal_is_read_as_far_as_it_is_looked_at(page: JournalPage, desk: Desk) -> None:
    for n in range(3 * FIRST):
        desk.do(SetTimes(R1, "7", best_ms=100_000 + n))
    page.context.set_language("fr")
    page.retranslate()
    assert len(page.model.rows()) == FIRST
    assert "\u202f: " in said(page, "altered")[0]
    page.search.setText("p2")
    for _ in range(50):
        QApplication.processEvents()
    assert said(page, "number") == ["2"]


Does = Callable[[Desk], object]


@pytest.mark.parametrize(
    "does",
    [
        lambda desk: desk.do(PlaceCar(R1, "8", 1)),
        lambda desk: desk.undo(),
        lambda desk: (desk.undo(), desk.undo(), desk.redo()),
        lambda desk: (desk.undo(), desk.undo(), desk.do(PlaceCar(R1, "8", 1))),
        lambda desk: (desk.undo(), desk.do(PlaceCar(R1, "8", 1)), desk.undo(), desk.redo(), desk.undo()),
        lambda desk: desk.take_back(desk.store.history(desk.season.code)[2]),
        lambda desk: (desk.take_back(desk.store.history(desk.season.code)[2]), desk.undo()),
    ],
)
def test_a_reading_that_goes_on_from_the_one_before_says_the_same(page: JournalPage, desk: Desk, does: Does) -> None:
    before = Reading(desk, page.context.words)
    before.more(5)
    does(desk)
    after, anew = Reading(desk, page.context.words, before), Reading(desk, page.context.words)
    for reading in (after, anew):
        while not reading.ended:
            reading.more(2)
    assert after.rows == anew.rows
    assert [row.step.id for row in after.rows] == sorted((row.step.id for row in anew.rows), reverse=True)


def test_an_edit_reads_the_new_step_only(page: JournalPage, desk: Desk) -> None:
    known = {row.step.id: row for row in page.model.rows() if isinstance(row, JournalRow)}
    desk.do(PlaceCar(R1, "8", 1))
    now = [row for row in page.model.rows() if isinstance(row, JournalRow)]
    assert len(now) == len(known) + 1
    assert all(row is known[row.step.id] for row in now[1:])


@pytest.mark.parametrize(("name", "mark"), [("journal.csv", b"\xef\xbb\xbf"), ("journal.txt", b"7 ")])
def test_it_is_written_whole(page: JournalPage, tmp_path: Path, name: str, mark: bytes) -> None:
    page.export(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(mark)
    text = data.decode()
    assert "Finishing order, 40: 3rd → 1st" in text
    assert "JD" in text


def test_a_place_that_cannot_be_written_is_said(page: JournalPage, tmp_path: Path) -> None:
    heard: list[str] = []
    page.context.message.connect(heard.append)
    page.export(tmp_path / "nowhere" / "journal.csv")
    assert heard[0].endswith("Nothing has been written.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_row_has_a_name(language: str) -> None:
    known = catalogue(language)
    for table, shelf in SHELVES.items():
        for name in (*(cell.name for cell in shelf.cells), *shelf.below):
            if table not in ("sanction", "entry_change") and name not in (
                "offences",
                "officials",
                "teams",
                "entries",
                "adjustments",
                "honours",
                "documents",
            ):
                assert f"journal.field.{name}" in known, (table, name)


def test_digits_typed_on_the_table_search_and_enter_goes_back(page: JournalPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_1, "1")
    assert page.search.hasFocus()
    keys.press(Qt.Key.Key_1, "1")
    assert page.search.text() == "11"
    keys.press(Qt.Key.Key_Return, "\r")
    assert page.table.hasFocus()
    assert said(page, "number") == ["5", "2"]
