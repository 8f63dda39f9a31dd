"""The facts for the press on the real window, by keyboard: chosen, in either language, copied, saved, following the facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import ClearResult, PlaceCar, SetDecisionState, SetPublication
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.publishing.press_list import Line
from cupdesk.ui.screens.press import PressPage
from cupdesk.words import Words
from cupdesk.words.press import press
from cupdesk.words.press.people import plain
from tests.ui.conftest import Keys

R2 = "LEC/R2"


def page_of(window: MainWindow) -> PressPage:
    window.travel.to_session(R2, "order")
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(4):
        QApplication.processEvents()
    assert window.page is not None
    found = window.page.pages["press"]
    assert isinstance(found, PressPage)
    return found


@pytest.fixture
def page(window: MainWindow) -> PressPage:
    return page_of(window)


def lines(page: PressPage) -> list[Line]:
    return [line for line in page.list.sentences.lines if isinstance(line, Line)]


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_every_fact_of_the_session_is_listed_under_its_section(page: PressPage, full_desk: Desk) -> None:
    assert [line.fact for line in lines(page)] == list(press(full_desk.book, R2, Words("en")))
    heads = [line for line in page.list.sentences.lines if isinstance(line, str)]
    assert heads == ["Titles", "Race 2", "The title fight", "The season’s figures"]
    assert page.head.about.text() == f"{len(lines(page))} of {len(lines(page))} sentences chosen"


def test_space_leaves_a_sentence_out_and_the_next_introduces_the_driver(page: PressPage, keys: Keys) -> None:
    assert lines(page)[0].fact.text.startswith("Dorian Boccolacci (Forestier Racing CLRT)")
    keys.press(Qt.Key.Key_Space, " ")
    assert not lines(page)[0].chosen
    podium = next(line for line in lines(page) if line.fact.kind == "podium")
    assert "Boccolacci (Forestier Racing CLRT) wins from pole" in podium.fact.text
    assert any("Dorian Boccolacci 239" in line.fact.text for line in lines(page))
    keys.press(Qt.Key.Key_C, "c", Qt.KeyboardModifier.ControlModifier)
    text, html = clipboard()
    assert "a first title" not in text
    assert "<h2>The season’s figures</h2>" in html
    pasted = QTextDocument()
    pasted.setHtml(html)
    blocks = [pasted.findBlockByNumber(i) for i in range(pasted.blockCount())]
    assert [block.text() for block in blocks if block.blockFormat().headingLevel() == 2][:2] == ["Titles", "Race 2"]
    keys.press(Qt.Key.Key_Space, " ")
    assert lines(page)[0].chosen


def test_none_chosen_copies_nothing_and_says_so(page: PressPage, keys: Keys, window: MainWindow) -> None:
    said: list[str] = []
    page.context.message.connect(said.append)
    keys.press(Qt.Key.Key_A, "a", Qt.KeyboardModifier.ControlModifier)
    assert not any(line.chosen for line in lines(page))
    QGuiApplication.clipboard().setText("before")
    keys.press(Qt.Key.Key_C, "c", Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_E, "E", Qt.KeyboardModifier.ShiftModifier)
    assert clipboard()[0] == "before"
    assert said == ["No sentence is chosen. Nothing is copied. Space takes one."] * 2
    keys.press(Qt.Key.Key_A, "a", Qt.KeyboardModifier.ControlModifier)
    assert all(line.chosen for line in lines(page))


def test_the_text_has_a_language_of_its_own_and_figures_on_demand(page: PressPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_L, "l")
    assert lines(page)[0].fact.text.endswith("son premier titre.")
    assert page.head.name.text() == "Press"
    keys.press(Qt.Key.Key_B, "b")
    keys.press(Qt.Key.Key_T, "t")
    text, html = clipboard()
    assert "TITRES" in text
    assert "Palmarès" not in text
    assert not html
    keys.press(Qt.Key.Key_B, "b")
    keys.press(Qt.Key.Key_T, "t")
    assert "Palmarès" in clipboard()[0]


def test_figures_take_room_only_while_they_are_shown(page: PressPage, keys: Keys) -> None:
    def height() -> int:
        QApplication.processEvents()
        return page.list.visualRect(page.list.sentences.index(1)).height()

    whole = height()
    keys.press(Qt.Key.Key_B, "b")
    assert height() < whole


def test_it_follows_the_facts_and_says_what_is_not_certain(page: PressPage, full_desk: Desk) -> None:
    full_desk.do(SetPublication(R2, SessionState.PROVISIONAL))
    assert page.head.about.text().endswith("subject to confirmation")
    podium = next(line for line in lines(page) if line.fact.kind == "podium")
    assert podium.fact.text.endswith("(subject to confirmation).")
    assert podium.spoken.endswith("chosen, subject to confirmation")
    full_desk.do(SetDecisionState(R2, 3, DecisionState.WITHDRAWN))
    podium = next(line for line in lines(page) if line.fact.kind == "podium")
    assert "ahead of Benjamin Paque" in podium.fact.text or "ahead of Paque" in podium.fact.text


def test_it_follows_the_result_as_it_is_typed(page: PressPage, full_desk: Desk) -> None:
    full_desk.do(ClearResult(R2))
    assert page.ref != R2
    for number in ("11", "7"):
        full_desk.do(PlaceCar(R2, number))
    page.show_after(R2)
    podium = next(line for line in lines(page) if line.fact.kind == "podium")
    assert plain(podium.fact.marked) == "Race 2: Ghiretti wins from Boccolacci (subject to confirmation)."


def test_the_session_before_and_a_way_to_the_session(page: PressPage, window: MainWindow, keys: Keys) -> None:
    page.turn(-1)
    assert page.ref == "LEC/R1"
    page.turn(-1)
    assert page.ref == "LEC/Q"
    assert "takes both poles" in " ".join(line.fact.text for line in lines(page))
    page.turn(2)
    page.focus_table()
    keys.press(Qt.Key.Key_Return, "\r")
    assert window.page is not None
    assert (window.page.place, window.page.session.tab) == ("session", "classification")


def test_a_click_on_the_box_leaves_a_sentence_out(page: PressPage) -> None:
    where = page.list.visualRect(page.list.sentences.index(2))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, where.center().y()))
    assert [line.chosen for line in lines(page)[:3]] == [True, False, True]


def test_it_is_saved_as_a_page_or_as_text_or_says_why_not(page: PressPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.context.message.connect(said.append)
    page.save(tmp_path / "press.html")
    page.save(tmp_path / "press.txt")
    assert "<h2>Titles</h2>" in (tmp_path / "press.html").read_text(encoding="utf-8")
    assert (tmp_path / "press.txt").read_text(encoding="utf-8").startswith("Porsche Carrera Cup France 2023")
    page.save(tmp_path / "no" / "press.txt")
    assert "press.txt” cannot be written" in said[-1]


def test_before_any_result_it_says_so(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> None:
    full_desk.do(*(ClearResult(ref) for ref in full_desk.book.sessions()))
    page = page_of(opened(full_desk))
    assert lines(page) == []
    assert page.empty.isVisible()
    assert page.told() == ()


def test_a_screen_reader_hears_sentence_state_and_figures(page: PressPage) -> None:
    index = page.list.sentences.index(1)
    face = QAccessible.queryAccessibleInterface(page.list)
    assert face.text(QAccessible.Text.Name).startswith("Facts for the press, ")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("a first title. chosen, final results")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).startswith("Overall: 239")
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert page.list.sentences.index(0).data(Qt.ItemDataRole.CheckStateRole) is None
