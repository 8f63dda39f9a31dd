"""The last weekend through the real window, by keyboard only: entered, saved, reopened, undone to the start, redone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetDecisionState
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cupdesk.rules.model import Season
    from cupdesk.ui.settings import Settings
    from tests.ui.conftest import Keys

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TABS = {"order": Qt.Key.Key_F5, "decision": Qt.Key.Key_F6}
CODES = ("overall", "pro_am", "am", "rookie", "teams")
RACES = ("LEC/R1", "LEC/R2")


def tables(book: Book) -> dict[str, object]:
    """Everything a person reads off the weekend: places, times and points, titles."""
    found: dict[str, object] = {}
    for ref in RACES:
        found[ref] = [
            (r.number, r.position, r.in_category, r.outcome, r.laps, r.position and r.time_ms, r.sanction_ms)
            for r in book.classification(ref).rows
        ]
        for code in CODES:
            rows = book.standings(code, ref).rows
            found[f"{code} after {ref}"] = [(r.key, r.position, r.shared, r.points) for r in rows]
            title = book.title(code, ref)
            found[f"{code} title after {ref}"] = (title.champions, title.since, title.contenders, title.margin)
    return found


class Window:
    """The window open on a file, and the hands on its keyboard."""

    def __init__(self, place: Path, settings: Settings, keys: Keys, qtbot: QtBot) -> None:
        self.store = Store.open(place)
        self.window = MainWindow(Desk(self.store), settings)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 772)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        self.keys = keys

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    @property
    def session(self) -> str:
        assert self.window.context is not None
        return self.window.context.session

    def shortcut(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key of a menu, wherever the keyboard is."""
        from PySide6.QtTest import QTest

        QTest.keyClick(self.window, key, held)
        QApplication.processEvents()

    def go_to(self, ref: str) -> None:
        """The session, by the keys that go one on and one back."""
        sessions = self.desk.book.sessions()
        while self.session != ref:
            ahead = sessions.index(self.session) < sessions.index(ref)
            self.shortcut(Qt.Key.Key_PageDown if ahead else Qt.Key.Key_PageUp, CTRL)

    def close(self) -> None:
        self.window.close()
        self.window.close_desk()


@pytest.fixture
def place(tmp_path: Path, before_finale: Season) -> Path:
    place = tmp_path / "cup.cupdesk"
    store = Store.create(place)
    store.add_season(before_finale)
    store.close()
    return place


def test_the_weekend_by_keyboard(
    place: Path, settings: Settings, keys: Keys, qtbot: QtBot, shipped: Season, before_finale: Season
) -> None:
    expected = tables(Book(shipped))
    first = Window(place, settings, keys, qtbot)
    for step in weekend.steps():
        first.go_to(step.session)
        first.shortcut(TABS[step.screen])
        before = first.desk.undo_step
        keys.enter(step.line)
        assert first.desk.undo_step != before, f"{step.line} was not taken"
    entered = tables(first.desk.book)
    for name, table in expected.items():
        assert entered[name] == table, name
    done = first.desk.season
    first.close()

    again = Window(place, settings, keys, qtbot)
    assert again.desk.season == done
    assert tables(again.desk.book) == expected
    count = 0
    while again.desk.undo_step is not None:
        again.shortcut(Qt.Key.Key_Z, CTRL)
        count += 1
    assert count == len(weekend.steps())
    assert again.desk.season == before_finale
    for _ in range(count):
        again.shortcut(Qt.Key.Key_Z, CTRL | SHIFT)
    assert again.desk.redo_step is None
    assert tables(again.desk.book) == expected
    assert again.desk.season == done
    again.close()


def test_publication_by_keyboard(place: Path, settings: Settings, keys: Keys, qtbot: QtBot) -> None:
    window = Window(place, settings, keys, qtbot)
    window.go_to("LEC/R1")
    for step in weekend.steps():
        if step.session == "LEC/R1":
            window.shortcut(TABS[step.screen])
            keys.enter(step.line)
    window.shortcut(Qt.Key.Key_F8)
    window.shortcut(Qt.Key.Key_Return, CTRL)
    session = window.desk.season.session("LEC/R1")
    assert (session.state, session.revision, session.document) == (SessionState.PROVISIONAL, 0, 1)
    assert session.posted is not None
    window.shortcut(Qt.Key.Key_Return, CTRL)
    assert window.desk.season.session("LEC/R1") == session
    assert "as in document 1" in window.window.status.said
    window.desk.do(SetDecisionState("LEC/R1", 1, DecisionState.WITHDRAWN))
    window.shortcut(Qt.Key.Key_Return, CTRL)
    session = window.desk.season.session("LEC/R1")
    assert (session.state, session.revision, session.document) == (SessionState.PROVISIONAL, 1, 4)
    window.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert window.desk.season.session("LEC/R1").state is SessionState.PROVISIONAL
    assert "protest" in window.window.status.said.lower()
    window.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert window.desk.season.session("LEC/R1").state is SessionState.FINAL
    window.shortcut(Qt.Key.Key_Z, CTRL)
    assert window.desk.season.session("LEC/R1").state is SessionState.PROVISIONAL
    window.close()


def test_the_table_most_touched_opens_while_a_decision_is_typed(
    place: Path, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    window = Window(place, settings, keys, qtbot)
    window.go_to("LEC/R1")
    for step in weekend.steps():
        if (step.session, step.screen) == ("LEC/R1", "order"):
            keys.enter(step.line)
    assert window.window.page is not None
    dock = window.window.page.dock
    assert dock.championship == "overall"
    window.shortcut(Qt.Key.Key_F6)
    keys.type("40 +5 fs")
    assert dock.championship == "pro_am"
    assert [c.key for c in dock.model.columns if c.key in ("was", "delta")] == ["was", "delta"]
    keys.press(Qt.Key.Key_Escape)
    assert [c.key for c in dock.model.columns if c.key in ("was", "delta")] == []
    window.close()
