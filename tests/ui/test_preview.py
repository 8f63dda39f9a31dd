"""Pages in the window: set and drawn away from it, small ones beside, and nobody held up by a long book."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cupdesk.desk import Desk
from cupdesk.rules.book import Book
from cupdesk.sheets.documents.results_book import results_book
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Sheet
from cupdesk.ui.context import Context
from cupdesk.ui.controls.later import Later
from cupdesk.ui.paper.page_pictures import PagePictures, draw, measured
from cupdesk.ui.paper.pages_view import PagesView
from cupdesk.words.trouble import Trouble


@pytest.fixture
def view(full_context: Context, qtbot: QtBot) -> PagesView:
    """Room for pages, with nothing in it."""
    made = PagesView(full_context)
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(900, 700)
    made.show()
    return made


def shown(view: PagesView, qtbot: QtBot, sheets: Callable[[], tuple[Sheet, ...]]) -> None:
    """Show these sheets and wait for their pages."""
    with qtbot.waitSignal(view.came, timeout=60_000):
        view.set_pages(sheets)


def test_small_pages_lead_to_any_page_by_keys(view: PagesView, full_context: Context, qtbot: QtBot) -> None:
    shown(view, qtbot, lambda: (DOCUMENTS["standings"](full_context.book, "LEC/R2", "en"),))
    assert view.small.isVisible()
    assert view.small.model().rowCount() == view.pages.pages == 3
    view.small.setFocus()
    QTest.keyClick(view.small, Qt.Key.Key_Down)
    assert view.pages.page == 1
    QTest.keyClick(view.small, Qt.Key.Key_End)
    assert view.pages.page == 2
    assert view.small.currentIndex().data() == "Page 3 / 3"
    QTest.keyClick(view.small, Qt.Key.Key_Return)
    assert view.pages.hasFocus()
    QTest.keyClick(view.pages, Qt.Key.Key_Home)
    assert view.small.currentIndex().row() == 0


def test_small_pages_give_way_where_there_is_no_room_or_nothing_to_choose(
    view: PagesView, full_context: Context, qtbot: QtBot
) -> None:
    shown(view, qtbot, lambda: (DOCUMENTS["points"](full_context.book, "LEC/R2", "en"),))
    many = view.pages.pages > 1
    assert view.small.isVisible() == many
    view.resize(300, 700)
    assert not view.small.isVisible()


def test_a_page_is_drawn_as_large_as_it_is_looked_at(view: PagesView, full_context: Context, qtbot: QtBot) -> None:
    shown(view, qtbot, lambda: (DOCUMENTS["classification"](full_context.book, "LEC/R1", "en"),))
    pictures = view.pages.pictures
    for steps in (0, 3):
        if steps:
            view.pages.zoom(steps)
        width = round(pictures.size(0).width() * 96 / 72 * view.pages.percent / 100)  # as it is read at the foot
        qtbot.waitUntil(partial(_drawn, pictures, width))


def _drawn(pictures: PagePictures, width: int) -> bool:
    image = pictures.likest(0)
    return image is not None and abs(image.width() - width) < 6


def test_what_cannot_be_set_is_said_in_place_of_pages(view: PagesView, qtbot: QtBot) -> None:
    def refuse() -> tuple[Sheet, ...]:
        raise Trouble("documents.trouble.nothing_final", round="Nowhere")

    shown(view, qtbot, refuse)
    assert view.pages.pages == 0
    assert "Nowhere" in view.pages.sentence


def test_only_what_was_asked_for_last_is_told(qapp: object, qtbot: QtBot, view: PagesView) -> None:
    later, told = Later("test", view), list[object]()
    later.came.connect(told.append)
    for n in range(3):
        later.ask(partial(int, n))
    qtbot.waitUntil(lambda: told == [2])
    later.ask(lambda: 7)
    later.forget()
    qtbot.wait(50)
    assert told == [2]


def test_a_book_holds_nobody_up(view: PagesView, full_desk: Desk, qtbot: QtBot) -> None:
    season = full_desk.book.season
    beats, last = list[float](), [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        beats.append(now - last[0])
        last[0] = now

    timer = QTimer(view)
    timer.timeout.connect(beat)
    timer.start(5)
    shown(view, qtbot, lambda: results_book(Book(season), "en", "LEC"))
    assert view.pages.pages > 10
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(view.pages, key)
        qtbot.wait(50)
    whole = sum(beats)
    assert max(beats) < whole / 8, f"held up {max(beats):.3f} s of {whole:.3f} s"


def test_a_page_measures_and_draws(full_context: Context) -> None:
    from cupdesk.sheets.pdf import pages_svg

    [page] = pages_svg(DOCUMENTS["classification"](full_context.book, "LEC/R1", "en"))
    assert round(measured(page).width()) == 595
    image = draw(page, (measured(page) * 0.5).toSize())
    assert len({image.pixel(x, 20) for x in range(0, image.width(), 3)}) > 1
