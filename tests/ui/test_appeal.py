"""From the flag to final, and a month later: an appeal removes a win, every later table and document follows, the register tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.rules.edits import SetPublication
from cupdesk.rules.session import SessionState
from cupdesk.sheets.publish import Posting, publication
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.documents import DocumentsPage
from cupdesk.ui.screens.publication import PublicationScreen
from tests.ui.conftest import Keys

KINDS = ("classification", "by_category", "standings")
R1, R2 = "LEC/R1", "LEC/R2"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def settle() -> None:
    for _ in range(30):
        QApplication.processEvents()


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, held)
    settle()


def go_to(window: MainWindow, ref: str) -> None:
    assert window.context is not None
    assert window.desk is not None
    refs = window.desk.book.sessions()
    while window.context.session != ref:
        ahead = refs.index(window.context.session) < refs.index(ref)
        press(window, Qt.Key.Key_PageDown if ahead else Qt.Key.Key_PageUp, CTRL)


def publication_of(window: MainWindow) -> PublicationScreen:
    assert window.page is not None
    shown = window.page.session.screen_shown
    assert isinstance(shown, PublicationScreen)
    return shown


def short_state(window: MainWindow, ref: str) -> str:
    assert window.page is not None
    model = window.page.tree.view.season_model
    node = model.node(model.index_of(ref))
    assert node.state is not None
    return node.state.short


def test_paul_ricard_from_provisional_to_final(
    opened: Callable[[Desk | None], MainWindow], desk: Desk, keys: Keys
) -> None:
    window = opened(desk)
    go_to(window, R1)
    lines = [step for step in weekend.steps() if step.session == R1]
    press(window, Qt.Key.Key_F5)
    for step in lines:
        if step.screen == "order":
            keys.enter(step.line)
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_Return, CTRL)
    assert desk.season.session(R1).state is SessionState.PROVISIONAL
    press(window, Qt.Key.Key_F6)
    for step in lines:
        if step.screen == "decision":
            keys.enter(step.line)
    settle()
    assert short_state(window, R1).endswith("≠")
    press(window, Qt.Key.Key_F8)
    screen = publication_of(window)
    assert screen.publish_button.accessibleName() == "Publish revision 1"
    told = [str(screen.tables.told.index(i, 1).data()) for i in range(screen.tables.told.rowCount())]
    assert any(line.startswith("40 GUILLOT: Pos 12 → 14") for line in told)
    press(window, Qt.Key.Key_Return, CTRL)
    session = desk.season.session(R1)
    assert (session.state, session.revision) == (SessionState.PROVISIONAL, 1)
    assert not short_state(window, R1).endswith("≠")
    press(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert "Protest period" in screen.said.text()
    number, posted = desk.season.session(R1).document, datetime.now(UTC) - timedelta(minutes=31)
    desk.do(SetPublication(R1, SessionState.PROVISIONAL, 1, number, posted))
    press(window, Qt.Key.Key_Return, CTRL | SHIFT)
    session = desk.season.session(R1)
    assert (session.state, session.revision) == (SessionState.FINAL, 0)
    assert {d.state for d in desk.season.documents[-3:]} == {SessionState.FINAL}


@pytest.fixture
def published(full_desk: Desk) -> Desk:
    """The whole season, the last two races published as final."""
    at = datetime(2023, 10, 8, 18, tzinfo=UTC)
    for number, ref in ((12, R1), (15, R2)):
        full_desk.do(SetPublication(ref, SessionState.PROVISIONAL))
        posting = Posting(SessionState.FINAL, number, at, KINDS, "JD")
        full_desk.do(publication(full_desk.book, ref, posting))
    return full_desk


def test_an_appeal_a_month_later(opened: Callable[[Desk | None], MainWindow], published: Desk, keys: Keys) -> None:
    desk = published
    before = desk.book.title("overall")
    window = opened(desk)
    go_to(window, R1)
    press(window, Qt.Key.Key_F6)
    keys.enter("7 dsq te")
    settle()
    assert short_state(window, R1).endswith("≠")
    assert short_state(window, R2).endswith("≠")
    assert desk.book.title("overall") != before
    assert desk.book.classification(R1).rows[0].number == "11"

    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_Return, CTRL)
    screen = publication_of(window)
    assert screen.reason.isVisible()
    assert desk.season.session(R1).state is SessionState.FINAL
    keys.enter("appeal upheld on 7 November")
    assert screen.publish_button.accessibleName().startswith("Nothing new since doc. ")
    session = desk.season.session(R1)
    assert (session.state, session.revision, session.reopened) == (SessionState.FINAL, 1, "")
    final = next(d for d in reversed(desk.season.documents) if d.kind == "classification")
    assert final.reason == "appeal upheld on 7 November"

    go_to(window, R2)
    press(window, Qt.Key.Key_F8)
    screen = publication_of(window)
    assert screen.form.kinds == ("standings",)
    press(window, Qt.Key.Key_Return, CTRL)
    assert desk.season.session(R2).document == 15
    settle()
    assert not short_state(window, R1).endswith("≠")
    assert not short_state(window, R2).endswith("≠")

    press(window, Qt.Key.Key_D, CTRL)
    assert window.page is not None
    page = window.page.pages["documents"]
    assert isinstance(page, DocumentsPage)
    number = final.number
    for wanted in (12, number):
        page.table.select((R1, wanted))
        keys.press(Qt.Key.Key_C, "c")
    told = [str(page.comparing.model.index(i, 1).data()) for i in range(page.comparing.model.rowCount())]
    assert any("7 BOCCOLACCI: Pos 1 → DSQ" in line for line in told)
    page.table.select((R1, 12))
    settle()
    sheet = page.sheet()
    assert sheet is not None
    assert sheet.status.value == "superseded"
    assert sheet.tables[0].blocks[0].rows[0].cells[1] == "7"
