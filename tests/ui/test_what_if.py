"""What if, in the real window, by keys only: supposed, shown beside the facts, applied or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.rules.edits import PlaceCar, TakeOutCar, apply
from cupdesk.ui.places import WHAT_IF
from cupdesk.ui.screens.what_if import WhatIfScreen
from cupdesk.ui.supposing.what_if_rows import ChangeRow, SideRow
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.desk import Desk
    from cupdesk.rules.model import Season
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

    Opener = Callable[[Desk | None], MainWindow]

R1, R2 = "LEC/R1", "LEC/R2"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, name: str) -> None:
    """Trigger an action of the window as its key does."""
    window.actions_[name].trigger()
    QApplication.processEvents()


def screen_of(window: MainWindow) -> WhatIfScreen:
    assert window.page is not None
    screen = window.page.session.screen_named(WHAT_IF)
    assert isinstance(screen, WhatIfScreen)
    return screen


def tab_of(window: MainWindow) -> str:
    assert window.page is not None
    return window.page.session.tab


def cars(screen: WhatIfScreen, side: str) -> list[str]:
    model = screen.sides.now.model if side == "now" else screen.sides.then.model
    return [row.car.number for row in model.rows() if isinstance(row, SideRow) and row.car.position]


def said(screen: WhatIfScreen) -> list[str]:
    rows = [row for row in screen.changes.changes.rows() if isinstance(row, ChangeRow)]
    return [f"{row.change.strong} {row.change.text}".strip() for row in rows]


@pytest.fixture
def supposing(window: MainWindow) -> WhatIfScreen:
    """The what-if on race 2 of the finished season."""
    window.travel.to_session(R2, "classification")
    press(window, WHAT_IF)
    return screen_of(window)


def steps_of(desk: Desk) -> int:
    return len(desk.store.history(desk.season.code))


def test_the_mode_is_begun_and_left_by_f9(window: MainWindow, supposing: WhatIfScreen) -> None:
    assert tab_of(window) == WHAT_IF
    assert window.status.what_if.startswith("What-if since ")
    assert supposing.line.text.hasFocus()
    assert supposing.line._prompt.text() == "If"
    press(window, WHAT_IF)
    assert tab_of(window) == "classification"
    assert window.status.what_if == ""
    assert window.page is not None
    assert not window.page.session.tabs.isTabVisible(window.page.session.tabs.count() - 1)


def test_what_is_typed_is_shown_before_enter_and_nothing_is_written(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk
) -> None:
    facts = full_desk.season
    keys.type("8 dsq")
    assert said(supposing)[0] == "Jaubert champion by 16 points"
    assert "8" in cars(supposing, "now")
    assert "8" not in cars(supposing, "if")
    assert supposing.sides.then.note.text() == "8 Paque: P5 → DSQ · 19 move up"
    keys.press(Qt.Key.Key_Escape)
    assert said(supposing) == []
    keys.enter("8 dsq")
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq"]  # type: ignore[union-attr]
    assert full_desk.season is facts
    assert full_desk.undo_step is None


def test_the_facts_stay_facts_on_every_other_screen(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk
) -> None:
    keys.enter("8 dsq")
    assert window.page is not None
    assert window.context is not None
    assert not window.page.dock.isVisible()
    assert window.context.preview is None
    window.travel.to_page("standings")
    page = window.page.pages["standings"]
    page.turn(3)
    assert full_desk.book.title("rookie").champions == ("paque",)
    window.travel.to_session(R2, "decisions")
    assert len(full_desk.season.session(R2).decisions) == 1
    assert window.page.dock.isVisible()
    assert "What-if since" in window.status.what_if


def test_esc_keeps_what_is_supposed_and_f9_goes_back_to_it(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys
) -> None:
    keys.enter("8 dsq")
    keys.press(Qt.Key.Key_Escape)
    assert tab_of(window) == "classification"
    assert window.status.what_if.endswith("1 change")
    assert window.status.said == "1 supposed change kept aside. F9 goes back to it, Shift+F9 throws it away."
    press(window, WHAT_IF)
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq"]  # type: ignore[union-attr]
    assert "8" not in cars(supposing, "if")


def test_applied_as_one_undo_step(window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk) -> None:
    facts = full_desk.season
    keys.enter("8 dsq")
    keys.enter("11*1")
    assert supposing.apply_button.text() == "Apply 2 changes  Ctrl+⏎"
    supposing.apply_button.click()
    assert full_desk.book.classification(R2).rows[0].number == "11"
    assert full_desk.book.title("rookie").champions == ("jaubert",)
    assert tab_of(window) == "classification"
    assert window.status.what_if == ""
    assert window.status.said == "Applied as one step: 2 changes. Ctrl+Z takes them back."
    press(window, "undo")
    assert full_desk.season == facts
    assert full_desk.undo_step is None


def test_thrown_away(window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk) -> None:
    facts = full_desk.season
    keys.enter("8 dsq")
    supposing.discard_button.click()
    assert full_desk.season is facts
    assert tab_of(window) == "classification"
    assert window.status.what_if == ""
    press(window, WHAT_IF)
    assert supposing.supposed.rows() == ()
    press(window, "undo")
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq"]  # type: ignore[union-attr]


def test_undo_takes_back_suppositions_and_never_facts(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk
) -> None:
    full_desk.do(TakeOutCar(R2, "103"))
    facts = full_desk.season
    keys.enter("8 dsq")
    assert window.actions_["undo"].text() == "Undo what-if: 8 dsq"
    press(window, "undo")
    assert supposing.supposed.rows() == ()
    press(window, "undo")
    assert full_desk.season is facts
    assert window.status.said == "Nothing supposed to take back. F9 leaves the what-if."
    press(window, "redo")
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq"]  # type: ignore[union-attr]
    press(window, "redo")
    assert window.status.said == "Nothing supposed to bring back."


def test_lines_are_taken_out_and_rewritten_one_by_one(window: MainWindow, supposing: WhatIfScreen, keys: Keys) -> None:
    keys.enter("8 dsq")
    keys.enter("11 +10")
    keys.enter("16*1")
    supposing.list.setFocus()
    supposing.list.select(1)
    keys.press(Qt.Key.Key_Delete)
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq", "16*1"]  # type: ignore[union-attr]
    supposing.list.select(0)
    keys.press(Qt.Key.Key_F2)
    assert supposing.line.text.hasFocus()
    assert supposing.line.text.text() == "8 dsq"
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Delete)
    keys.type("9")
    assert cars(supposing, "if")[0] == "16"
    keys.enter()
    assert [row.line for row in supposing.supposed.rows()] == ["9 dsq", "16*1"]  # type: ignore[union-attr]
    assert "8" in cars(supposing, "if")
    assert "9" not in cars(supposing, "if")


def test_what_if_a_race_still_to_run_finishes_like_this(
    opened: Opener, before_finale: Season, desk: Desk, keys: Keys
) -> None:
    window = opened(desk)
    window.travel.to_session(R1, "order")
    press(window, WHAT_IF)
    screen = screen_of(window)
    assert screen.sides.now.note.text() == "No result yet"
    assert screen.line.text.placeholderText() == "7 11 5 · as grid"
    keys.enter("11 7 5")
    assert said(screen)[0] == "Race 1: 3 of 26 cars. Titles wait; “as grid” adds the others."
    keys.enter("as grid")
    assert cars(screen, "if")[:3] == ["11", "7", "5"]
    assert cars(screen, "now") == []
    assert len(cars(screen, "if")) == 26
    assert not desk.book.has_result(R1)
    window.travel.to_session(R2, WHAT_IF)
    assert screen.supposed.rows()[0].said.startswith("Paul Ricard, race 1: P1 11 Ghiretti")  # type: ignore[union-attr]
    keys.enter("as race 1")
    assert cars(screen, "if")[:3] == ["11", "7", "5"]
    assert any(line.startswith("Ghiretti champion") for line in said(screen))


def test_suppositions_follow_the_facts(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk
) -> None:
    keys.enter("n3 withdrawn")
    assert supposing.apply_button.isEnabled()
    full_desk.do(*weekend.blank())
    assert supposing.supposed.rows()[0].said.startswith("no effect: ")  # type: ignore[union-attr]
    assert not supposing.apply_button.isEnabled()
    supposing.apply()
    assert supposing.line.said == "Nothing supposed yet: type a line."


def test_a_refused_line_is_not_supposed(window: MainWindow, supposing: WhatIfScreen, keys: Keys) -> None:
    keys.enter("28 dsq")
    assert supposing.line.refused
    assert supposing.supposed.rows() == ()


def test_both_sides_scroll_and_choose_together(window: MainWindow, supposing: WhatIfScreen, keys: Keys) -> None:
    keys.enter("8 dsq")
    now, then = supposing.sides.tables
    now.setFocus()
    now.select("24")
    assert then.current_key() == "24"
    then.verticalScrollBar().setValue(then.verticalScrollBar().maximum())
    assert now.verticalScrollBar().value() == min(then.verticalScrollBar().value(), now.verticalScrollBar().maximum())
    keys.press(Qt.Key.Key_M, "m")
    assert supposing.line.text.text() == "24*"


def test_enter_on_a_change_shows_its_table(window: MainWindow, supposing: WhatIfScreen, keys: Keys) -> None:
    keys.enter("8 dsq")
    supposing.changes.list.setFocus()
    supposing.changes.list.select(0)
    keys.press(Qt.Key.Key_Return)
    assert supposing.changes.championship == "rookie"
    assert supposing.changes.table.hasFocus()
    texts = [supposing.changes.model.index(0, c).data() for c in range(len(supposing.changes.model.columns))]
    assert texts[-3:] == ["211", "=", "211"]


def test_a_file_that_cannot_be_written_can_be_supposed_on(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys
) -> None:
    assert window.context is not None
    window.context.read_only = True
    supposing.retranslate()
    keys.enter("8 dsq")
    assert [row.line for row in supposing.supposed.rows()] == ["8 dsq"]  # type: ignore[union-attr]
    assert not supposing.apply_button.isEnabled()
    supposing.apply()
    assert supposing.line.said == "Read only: nothing can be applied."


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_says_the_lines_anew(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, language: str
) -> None:
    keys.enter("8 dsq")
    window.choose("language", language)
    expected = "disqualification › Décision n°" if language == "fr" else "disqualification › Decision 4"
    assert expected in supposing.supposed.rows()[0].said.replace("\u202f", " ")  # type: ignore[union-attr]


def test_closing_the_file_loses_suppositions_only(
    opened: Opener, window: MainWindow, supposing: WhatIfScreen, keys: Keys, full_desk: Desk
) -> None:
    facts = full_desk.season
    keys.enter("8 dsq")
    window.leave_desk()
    again = opened(full_desk)
    assert full_desk.season == facts
    assert again.status.what_if == ""
    assert apply(facts, PlaceCar(R2, "7", 1)) == facts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "text"), [(960, 100), (1024, 100), (1280, 100), (1280, 200), (1920, 100)])
def test_the_band_says_its_whole_sentence(
    window: MainWindow, supposing: WhatIfScreen, keys: Keys, language: str, width: int, text: int
) -> None:
    window.resize(width, 740)
    window.choose("language", language)
    window.resize_text(text - window.settings.text_size)
    keys.enter("8 dsq")
    QApplication.processEvents()
    about = supposing.band.about
    assert about.heightForWidth(about.width()) <= supposing.band.height()
