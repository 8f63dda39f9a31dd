"""The paddock screen: opened, turned, chosen and closed by keys; it shows the facts, as they change, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.lines.order import read_order
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetDecisionState, SetPublication, apply
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.ui.controls.cells import text_of
from cupdesk.ui.paddock.pages import CLASSIFICATION, ROWS, digests, pages_of
from cupdesk.ui.paddock.screen import TURN_MS, Paddock
from cupdesk.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.desk import Desk
    from cupdesk.rules.model import Season
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.ui.paddock.pages import Page
    from tests.ui.conftest import Keys

R1, R2 = "LEC/R1", "LEC/R2"
WITHDRAWN = SetDecisionState(R2, 3, DecisionState.WITHDRAWN)
"""Ten seconds are given back: car 8 is second again."""
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALL = (CLASSIFICATION, "overall", "pro_am", "am", "rookie", "teams")


def shown(window: MainWindow) -> Paddock:
    """Open it by its key."""
    QTest.keyClick(window, Qt.Key.Key_T, CTRL_SHIFT)
    QApplication.processEvents()
    assert window.paddock is not None
    window.paddock.activateWindow()
    QApplication.processEvents()
    return window.paddock


def numbers(page: Page | None) -> list[str]:
    assert page is not None
    return [text_of(row.cells[2]) for row in page.rows]


def press(paddock: Paddock, key: Qt.Key) -> None:
    QTest.keyClick(paddock, key)
    QApplication.processEvents()


def test_its_key_opens_it_and_esc_closes_it(window: MainWindow) -> None:
    paddock = shown(window)
    assert paddock.isFullScreen()
    press(paddock, Qt.Key.Key_F11)
    assert not paddock.isFullScreen()
    press(paddock, Qt.Key.Key_Escape)
    assert window.paddock is None
    shown(window)
    window.leave_desk()
    assert window.paddock is None


def test_the_arrows_turn_the_pages_and_so_does_time(window: MainWindow) -> None:
    paddock = shown(window)
    assert TURN_MS == paddock.turning.interval() == 15_000
    kinds = [(page.kind, page.at) for page in paddock.pages]
    assert kinds[:3] == [(CLASSIFICATION, 1), (CLASSIFICATION, 2), ("overall", 1)]
    press(paddock, Qt.Key.Key_Right)
    assert paddock.page == paddock.pages[1]
    paddock.turning.timeout.emit()
    assert paddock.page == paddock.pages[2]
    press(paddock, Qt.Key.Key_Left)
    press(paddock, Qt.Key.Key_Left)
    press(paddock, Qt.Key.Key_Left)
    assert paddock.page == paddock.pages[-1]


def test_space_holds_the_page(window: MainWindow) -> None:
    paddock = shown(window)
    press(paddock, Qt.Key.Key_Space)
    assert not paddock.turning.isActive()
    press(paddock, Qt.Key.Key_Right)
    assert not paddock.turning.isActive()
    press(paddock, Qt.Key.Key_Space)
    assert paddock.turning.isActive()


def test_an_edit_shows_at_once_on_the_page_shown(window: MainWindow) -> None:
    paddock = shown(window)
    press(paddock, Qt.Key.Key_Right)
    assert window.desk is not None
    window.desk.do(SetPublication(R2, SessionState.UNOFFICIAL))
    assert paddock.page is not None
    assert (paddock.page.at, paddock.page.status) == (2, "UNOFFICIAL CLASSIFICATION")
    press(paddock, Qt.Key.Key_Left)
    assert numbers(paddock.page)[4] == "8"
    window.desk.do(WITHDRAWN)
    assert numbers(paddock.page)[1] == "8"


def test_nothing_supposed_and_nothing_only_typed_is_shown(window: MainWindow, keys: Keys) -> None:
    paddock = shown(window)
    assert window.context is not None
    before = paddock.pages
    typed = Book(apply(window.context.book.season, WITHDRAWN))
    window.context.set_preview(typed)
    window.travel.to_session(R2, "what_if")
    window.activateWindow()
    QApplication.processEvents()
    keys.enter("40 +60 fs")
    assert window.context.what_if.steps
    paddock.refresh()
    assert paddock.pages == before


@pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard", extend=True)
def test_what_is_shown_is_chosen_by_keyboard_and_remembered(window: MainWindow) -> None:
    paddock = shown(window)
    press(paddock, Qt.Key.Key_C)
    menu = paddock.menu
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert {page.kind for page in paddock.pages} == set(ALL) - {CLASSIFICATION}
    press(paddock, Qt.Key.Key_Escape)
    assert {page.kind for page in shown(window).pages} == set(ALL) - {CLASSIFICATION}


def test_it_speaks_the_language_of_the_documents(window: MainWindow) -> None:
    paddock = shown(window)
    window.choose("documents", "fr")
    assert paddock.page is not None
    assert paddock.page.status == "CLASSEMENT DÉFINITIF"
    assert paddock.actions_["next"].text() == "Page suivante"


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (800, 1000), (320, 200)])
def test_it_is_drawn_at_any_size(window: MainWindow, size: tuple[int, int]) -> None:
    paddock = shown(window)
    paddock.showNormal()
    paddock.resize(QSize(*size))
    picture = paddock.grab().toImage()
    background = picture.pixelColor(0, 0)
    assert background.lightness() < 60
    assert any(
        picture.pixelColor(x, y) != background
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )


# -- the pages as values
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_hold_twenty_rows_and_the_whole_field(shipped: Season, language: str) -> None:
    book = Book(shipped)
    pages = [page for page in pages_of(book, Words(language), ALL) if page.kind == CLASSIFICATION]
    assert [len(page.rows) for page in pages] == [ROWS, 6]
    assert [text_of(row.cells[2]) for page in pages for row in page.rows] == [
        row.number for row in book.classification(R2).rows
    ]
    assert all(len(row.cells) == len(page.heads) for page in pages_of(book, Words(language), ALL) for row in page.rows)


def test_status_document_and_protests_come_first(shipped: Season) -> None:
    posted = datetime(2023, 10, 8, 13, 12, tzinfo=UTC)
    season = apply(shipped, SetPublication(R2, SessionState.PROVISIONAL, 1, 29, posted))
    page = pages_of(Book(season), Words("en"), ALL)[0]
    assert page.status == "PROVISIONAL CLASSIFICATION, revision 1"
    assert page.document == "Document 29, posted at 13:12 · protests until 13:42"
    assert pages_of(Book(season), Words("en"), ALL, since=29)[0].document == (
        "Changed since document 29, not yet published"
    )
    tables = [page for page in pages_of(Book(season), Words("en"), ALL) if page.kind == "overall"]
    assert tables[0].status == "ON PROVISIONAL RESULTS"


def test_an_order_being_typed_says_how_many_cars_it_has(before_finale: Season) -> None:
    book = Book(before_finale)
    season = apply(before_finale, *read_order(book, R1, "7 8 11", Words("en")).edits)
    page = pages_of(Book(season), Words("en"), ALL)[0]
    assert (page.status, page.document) == ("UNOFFICIAL CLASSIFICATION", "3 of 26 cars so far")


def test_before_the_first_result_there_is_nothing(opened: Callable[[Desk | None], MainWindow], desk: Desk) -> None:
    book = Book(desk.season)
    assert pages_of(book, Words("en"), ()) == ()
    assert digests(book, Words("en"), 13, ()) == ()


def test_the_digest_gives_the_first_table_the_most_rows(shipped: Season) -> None:
    tops = digests(Book(shipped), Words("en"), 13, ALL)
    assert [len(top.rows) for top in tops] == [5, 2, 2, 2, 2]
    assert tops[0].rows[0] == ("1", "7", "BOCCOLACCI", "239", "", True)
    assert tops[0].rows[1][4] == "−24"
