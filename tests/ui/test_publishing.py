"""Publishing: numbers, revisions, a reopened final, what differs, documents as they were, the protest clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.rules.edits import SetDecisionState, SetPublication
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.ui.screens.publication import PublicationScreen
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen
    from tests.ui.conftest import Keys

    Show = Callable[[SessionScreen, str], None]

RACE = "LEC/R1"


@pytest.fixture
def screen(full_context: Context, show: Show) -> PublicationScreen:
    full_context.desk.do(SetPublication(RACE, SessionState.UNOFFICIAL))
    made = PublicationScreen(full_context)
    show(made, RACE)
    QApplication.processEvents()
    return made


def name(screen: PublicationScreen) -> str:
    """What the primary button says."""
    return screen.publish_button.accessibleName()


def withdraw(screen: PublicationScreen) -> None:
    """Change what is printed."""
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.WITHDRAWN))


def state(screen: PublicationScreen) -> SessionState:
    return screen.session.state


def test_publish_revise_finalise_reopen(screen: PublicationScreen, keys: Keys) -> None:
    screen.form.number.setValue(12)
    screen.publish()
    first = screen.session
    assert (first.state, first.revision, first.document) == (SessionState.PROVISIONAL, 0, 12)
    assert screen.said.text().startswith("Paul Ricard, Race 1: Provisional, document 12, posted ")
    assert [d.number for d in screen.book.season.documents] == [12, 13, 14]
    assert screen.form.number.value() == 15
    assert name(screen) == "Nothing new since doc. 12"
    assert not screen.publish_button.isEnabled()
    assert screen.final_button.isDefault()
    withdraw(screen)
    assert (name(screen), screen.publish_button.isDefault()) == ("Publish revision 1", True)
    screen.publish()
    assert (screen.session.revision, screen.session.document) == (1, 15)
    screen.publish()
    assert screen.said.text() == "Nothing was published: everything printed is as in document 15."
    screen.finalise()
    screen.finalise()
    assert state(screen) is SessionState.FINAL
    assert (screen.session.document, screen.session.revision) == (18, 0)
    assert name(screen) == "Nothing new since doc. 18"
    assert not screen.final_button.isDefault()
    screen.finalise()
    assert state(screen) is SessionState.FINAL
    keys.press(Qt.Key.Key_Return, "\r")
    assert screen.reason.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert not screen.reason.isVisible()
    screen.finalise()
    keys.enter("appeal upheld")
    assert state(screen) is SessionState.PROVISIONAL
    assert "reopened (appeal upheld)" in screen.said.text()
    assert screen.ladder.detail(SessionState.PROVISIONAL) == "reopened: appeal upheld"
    assert name(screen) == "Publish revision 2"
    screen.publish()
    assert "Provisional, revision 2, document 21" in screen.said.text()


def test_a_final_result_is_revised_for_a_reason_in_one_step(screen: PublicationScreen, keys: Keys) -> None:
    screen.publish()
    for _ in range(2):
        screen.finalise()
    withdraw(screen)
    assert name(screen) == "Publish revision 1"
    screen.context.desk.do(SetDecisionState(RACE, 2, DecisionState.APPEALED))
    screen.publish()
    assert screen.said.text().startswith("A final revision waits for: 1 decision open")
    assert not screen.reason.isVisible()
    screen.context.desk.do(SetDecisionState(RACE, 2, DecisionState.ISSUED))
    screen.publish()
    assert screen.reason.text.accessibleName() == "Reason for revision 1"
    screen.form.number.setValue(1)
    keys.enter("appeal upheld")
    assert screen.said.text().startswith("Number 1 is given out already")
    assert state(screen) is SessionState.FINAL
    screen.form.number.setValue(7)
    screen.publish()
    keys.enter("appeal upheld")
    session = screen.session
    assert (session.state, session.revision, session.document) == (SessionState.FINAL, 1, 7)
    assert [d.reason for d in screen.book.season.documents[-3:]] == ["appeal upheld"] * 3
    screen.context.desk.undo()
    assert (screen.session.revision, screen.session.reopened) == (0, "")


def test_a_final_result_that_nothing_was_published_of_is_published_without_a_reason(
    full_context: Context, show: Show
) -> None:
    made = PublicationScreen(full_context)
    show(made, "LEC/R2")
    assert name(made) == "Publish"
    made.publish()
    assert (made.session.state, made.session.revision, made.session.document) == (SessionState.FINAL, 0, 1)
    assert name(made) == "Nothing new since doc. 1"
    made.form.boxes["titles"].setChecked(True)
    made.form.changed.emit()
    assert name(made) == "Publish revision 1"
    made.form.boxes["classification"].setChecked(False)
    made.form.boxes["by_category"].setChecked(False)
    made.form.boxes["standings"].setChecked(False)
    made.form.changed.emit()
    assert name(made) == "Publish"


def table_of(screen: PublicationScreen) -> list[tuple[str, str]]:
    model = screen.tables.documents
    last = [column.key for column in model.columns].index("state")
    return [(str(model.index(i, 0).data()), str(model.index(i, last).data())) for i in range(model.rowCount())]


def test_what_differs_is_told_and_the_next_revision_is_offered(screen: PublicationScreen) -> None:
    screen.publish()
    assert screen.tables.told.rowCount() == 0
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.WITHDRAWN))
    lines = [str(screen.tables.told.index(i, 1).data()) for i in range(screen.tables.told.rowCount())]
    assert any(line.startswith("40 GUILLOT: Pos 14 → 12") for line in lines)
    assert [check.name for check in screen.tables.checks.rows() if not check.good][:1] == ["changed"]  # type: ignore[union-attr]
    assert screen.publish_button.accessibleName() == "Publish revision 1"
    assert table_of(screen) == [("3", "to be revised"), ("2", "to be revised"), ("1", "to be revised")]
    screen.finalise()
    assert screen.said.text().startswith("Final waits for: Revision 1 to be published")
    screen.publish()
    assert table_of(screen)[:4] == [("6", "in force"), ("5", "in force"), ("4", "in force"), ("3", "superseded by 6")]
    assert screen.tables.told.rowCount() == 0


def test_a_document_is_opened_as_it_was_and_compared(screen: PublicationScreen, keys: Keys) -> None:
    screen.publish()
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.WITHDRAWN))
    screen.publish()
    table = screen.tables.documents_table
    table.select((RACE, 1))
    table.setFocus()
    keys.press(Qt.Key.Key_Return)
    sheet = screen.sheet()
    assert sheet is not None
    assert (sheet.document, sheet.status.value) == ("1", "superseded")
    keys.press(Qt.Key.Key_C, "c")
    assert screen.said.text() == "Document 1 marked: C on another compares them."
    table.select((RACE, 4))
    keys.press(Qt.Key.Key_C, "c")
    assert screen.comparing.isVisible()
    assert screen.comparing.title == "Document 4 compared with document 1"
    assert screen.comparing.model.rowCount() > 2
    for number in (1, 5):
        table.select((RACE, number))
        table.setFocus()
        keys.press(Qt.Key.Key_C, "c")
    assert str(screen.comparing.model.index(0, 1).data()) == "Two documents of one kind can be compared."


def test_a_number_given_out_and_a_clock_behind_are_refused(screen: PublicationScreen) -> None:
    screen.publish()
    withdraw(screen)
    before = screen.book.season
    screen.form.number.setValue(2)
    screen.publish()
    assert screen.said.text().startswith("Number 2 is given out already: ")
    screen.form.number.setValue(9)
    screen.form.time.setDateTime(screen.form.time.dateTime().addSecs(-600))
    screen.publish()
    assert "is before that of document 1" in screen.said.text()
    assert screen.book.season is before


def test_the_time_of_posting_follows_the_clock_until_it_is_set(screen: PublicationScreen) -> None:
    looked = datetime.now().astimezone() - timedelta(minutes=8)
    screen.form.show_session(screen.book, RACE, ("classification",), looked)
    assert datetime.now().astimezone() - screen.form.posted < timedelta(minutes=1, seconds=5)
    chosen = screen.form.posted + timedelta(minutes=3)
    screen.form.time.setDateTime(screen.form.time.dateTime().addSecs(180))
    assert screen.form.posted == chosen
    screen.publish()
    assert screen.session.posted == chosen


def test_signatories_and_kinds_can_be_chosen(screen: PublicationScreen) -> None:
    screen.form.people["steward"].setText("A. One · B. Two")
    screen.form.boxes["standings"].setChecked(False)
    screen.publish()
    documents = screen.book.season.documents
    assert [each.kind for each in documents] == ["classification", "by_category"]
    assert [each.name for each in documents[0].signed if each.role == "steward"] == ["A. One", "B. Two"]
    screen.form.boxes["standings"].setChecked(False)
    screen.form.changed.emit()
    assert name(screen) == "Nothing new since doc. 1"
    QTest.keyClicks(screen.form.people["steward"], "x")
    assert name(screen) == "Publish revision 1"
    screen.show_session("LEC/R2")
    screen.show_session(RACE)
    assert screen.form.people["steward"].text() == "A. One · B. Two"


def test_the_clock_counts_down_only_while_it_is_seen(screen: PublicationScreen) -> None:
    screen.publish()
    clock = screen.tables.clock
    minutes, seconds = clock.left.text().split(":")
    assert 28 <= int(minutes) <= 30
    assert len(seconds) == 2
    assert clock._ticking.isActive()
    screen.hide()
    assert not clock._ticking.isActive()
    screen.show()
    now = datetime.now(UTC)
    screen.context.desk.do(SetPublication(RACE, SessionState.PROVISIONAL, 0, 12, now + timedelta(hours=1)))
    assert "is behind the posting" in clock.about.text()
    screen.context.desk.do(SetPublication(RACE, SessionState.PROVISIONAL, 0, 12, now - timedelta(hours=1)))
    assert (clock.left.text(), clock._ticking.isActive()) == ("0:00", False)
    screen.context.desk.do(SetPublication(RACE, SessionState.FINAL, 0, 13, now))
    assert (clock.left.text(), clock.about.text()) == ("–:––", "Closed by the final")
    assert not clock._ticking.isActive()


def test_a_read_only_file_publishes_nothing(screen: PublicationScreen) -> None:
    screen.context.desk.store.read_only_reason = Trouble("store.read_only", name="x")
    before = screen.book.season
    screen.publish()
    assert screen.book.season is before
    assert screen.said.property("tone") == "problem"
    screen.context.desk.store.read_only_reason = None


def test_enter_on_a_check_leads_to_where_it_is_settled(screen: PublicationScreen, keys: Keys) -> None:
    asked: list[tuple[str, str]] = []
    screen.context.session_wanted.connect(lambda ref, tab: asked.append((ref, tab)))
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.INVESTIGATION))
    screen.tables.checks_table.select("decisions")
    screen.tables.checks_table.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert asked == [(RACE, "decisions")]
