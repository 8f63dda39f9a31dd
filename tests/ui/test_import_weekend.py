"""A race of Paul Ricard from the timekeepers' files to its final result, by keyboard: provisional, three decisions, revision, protest period, final.

`CUPDESK_PICTURES=FOLDER` writes a picture of each stage.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetPublication
from cupdesk.rules.model import Season
from cupdesk.rules.session import SessionState
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.publication import PublicationScreen
from tests.imports.conftest import SAMPLES
from tests.ui.conftest import Keys
from tests.ui.import_keys import cells, given, take

FILES = SAMPLES / "paul_ricard"
PROVISIONAL = FILES / "23_LeCastellet_R1_03_Results_Provisional.CSV"
BY_CLASS = FILES / "23_LeCastellet_R1_05_Provisional_by_Class.CSV"
OFFICIAL = FILES / "23_LeCastellet_R1_00_Results_Official.CSV"
SECOND_RACE = FILES / "LeCastellet Race 2.csv"
R1, R2 = "LEC/R1", "LEC/R2"
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window, key, held)
    for _ in range(30):
        QApplication.processEvents()


def picture(window: MainWindow, name: str) -> None:
    """A picture of the window, where a folder for them is named."""
    if folder := os.environ.get("CUPDESK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"paul-ricard-{name}.png"))


def screen_of(window: MainWindow) -> PublicationScreen:
    assert window.page is not None
    shown = window.page.session.screen_shown
    assert isinstance(shown, PublicationScreen)
    return shown


def places(book: Book, ref: str) -> list[tuple[str, int, int | None, int | None]]:
    return [(r.number, r.position, r.in_category, r.time_ms) for r in book.classification(ref).rows if r.position]


def decide(window: MainWindow, keys: Keys, ref: str) -> None:
    """The decisions of the weekend on a race, typed on its decision line."""
    press(window, Qt.Key.Key_F6)
    for step in weekend.steps():
        if step.session == ref and step.screen == "decision":
            keys.enter(step.line)


def test_from_the_timekeepers_files_to_final(
    opened: Callable[[Desk | None], MainWindow], desk: Desk, keys: Keys, shipped: Season
) -> None:
    expected = Book(shipped)
    window = opened(desk)
    assert window.context is not None
    window.travel.to_session(R1, "order")

    page = given(window, keys, PROVISIONAL, BY_CLASS)
    assert page.shown.path == PROVISIONAL
    assert page.shown.place == R1
    assert page.notes.heading.note == "every row is taken"
    rows = [row for i in range(page.files.model.rowCount()) if (row := page.files.model.row(i))]
    assert [row.differs for row in rows] == ["", "missing here: 3"]
    assert len(cells(page)) == 26
    picture(window, "1-provisional-file")
    take(keys)
    assert desk.season.session(R1).order == shipped.session(R1).order

    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_Return, CTRL)
    assert desk.season.session(R1).state is SessionState.PROVISIONAL
    picture(window, "2-provisional")

    decide(window, keys, R1)
    keys.enter("31 rep tl")
    assert len(desk.book.decisions(R1)) == 3
    picture(window, "3-three-decisions")
    assert places(desk.book, R1) == places(expected, R1)

    page = given(window, keys, OFFICIAL)
    told = [note.short for i in range(page.notes.model.rowCount()) if (note := page.notes.model.row(i))]
    assert any("would count twice" in text for text in told)
    picture(window, "4-official-file-counts-twice")
    keys.press(Qt.Key.Key_Escape)
    assert places(desk.book, R1) == places(expected, R1)

    press(window, Qt.Key.Key_F8)
    assert screen_of(window).publish_button.text() == "Publish revision 1  Ctrl+⏎"
    press(window, Qt.Key.Key_Return, CTRL)
    assert (desk.season.session(R1).state, desk.season.session(R1).revision) == (SessionState.PROVISIONAL, 1)
    press(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert "Protest period" in screen_of(window).said.text()
    assert desk.season.session(R1).state is SessionState.PROVISIONAL
    picture(window, "5-revised-protest-period")

    number, earlier = desk.season.session(R1).document, datetime.now(UTC) - timedelta(minutes=31)
    desk.do(SetPublication(R1, SessionState.PROVISIONAL, 1, number, earlier))
    press(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert desk.season.session(R1).state is SessionState.FINAL
    picture(window, "6-final")

    page = given(window, keys, SECOND_RACE)
    assert page.shown.place == R2
    picture(window, "7-second-race")
    take(keys)
    assert window.context.session == R2
    decide(window, keys, R2)
    assert places(desk.book, R2) == places(expected, R2)
    for championship in shipped.regulations.championships:
        mine, theirs = (book.standings(championship.code).rows for book in (desk.book, expected))
        assert [(r.key, r.position, r.points) for r in mine] == [(r.key, r.position, r.points) for r in theirs]
        assert desk.book.title(championship.code).champions == expected.title(championship.code).champions
    picture(window, "8-titles")
