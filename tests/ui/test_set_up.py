"""A season set up by keyboard in the real window: rows added, cells edited, blocks pasted, seasons begun and turned to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import EnterCar, SetDriver
from cupdesk.rules.model import Driver, Entry
from cupdesk.seasons.preset import new_season
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.setup import SetupPage
from cupdesk.ui.set_up.seasons_dialog import NextSeasonDialog, SeasonsDialog
from cupdesk.ui.set_up.view import SetupView

if TYPE_CHECKING:
    from tests.ui.conftest import Keys

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Opened = Callable[[Desk | None], MainWindow]
PASTED = "No\tDriver\tTeam\tClass\n7\tAda Bell\tBell Racing\tAm\n8\tBen Carr\t\tGold\n"


@pytest.fixture
def window(opened: Opened) -> MainWindow:
    """The window on a new season without entries."""
    store = Store.memory()
    store.add_season(new_season("pccf-2023", "Trial Cup", 2026))
    return opened(Desk(store))


def page(window: MainWindow, name: str = "entries") -> SetupPage:
    window.travel.to_page(name)
    assert window.page is not None
    found = window.page.pages[name]
    assert isinstance(found, SetupPage)
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key through the shortcuts, as a real one comes."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)
    for _ in range(3):
        QApplication.processEvents()


def add(keys: Keys, *texts: str) -> None:
    """A new row, cell after cell."""
    press(K.Key_Insert)
    for i, text in enumerate(texts):
        if i:
            press(K.Key_Tab)
        keys.type(text)
    press(K.Key_Return)
    press(K.Key_Escape)


def said(window: MainWindow) -> str:
    return window.status.said


def rows(view: SetupView) -> list[str]:
    return [" ".join(text for _, text in row.texts if text) for row in view.model.rows() if hasattr(row, "texts")]


def test_a_new_season_begins_at_its_entries_and_goes_on_to_a_race(window: MainWindow, keys: Keys) -> None:
    assert window.page is not None
    assert window.desk is not None
    assert window.page.place == "entries"
    view = page(window).view
    assert view.empty.isVisible()
    assert "Ins" in view.empty.text()
    add(keys, "7", "Ada Bell", "GBR", "Bell Racing", "Pro")
    add(keys, "8", "Ben Carr", "", "Bell Racing", "Am")
    season = window.desk.season
    assert [(e.number, e.category) for e in season.entries] == [("7", "Pro"), ("8", "Am")]
    assert len(season.teams) == 1
    press(K.Key_Escape)
    assert window.page.place == "session"
    press(K.Key_PageDown, CTRL)
    keys.enter("8")
    keys.enter("7")
    assert [row.number for row in window.desk.book.classification("1/R1").rows] == ["8", "7"]


def test_a_cell_says_at_once_what_is_wrong_and_keeps_the_keyboard(window: MainWindow, keys: Keys) -> None:
    assert window.desk is not None
    view = page(window).view
    add(keys, "7", "Ada Bell")
    press(K.Key_Insert)
    keys.type("7")
    note = view.table.note
    assert note.isVisible()
    assert note.text() == "7 is taken already: Ada Bell."
    press(K.Key_Tab)
    assert view.table.column_key() == "number"
    press(K.Key_Backspace)
    keys.type("9")
    assert not note.isVisible()
    press(K.Key_Return)
    assert view.table.column_key() == "drivers"
    assert view.draft is not None
    press(K.Key_Escape)
    assert view.draft is not None
    press(K.Key_Escape)
    assert view.draft is None
    assert len(window.desk.season.entries) == 1


def test_a_name_is_chosen_from_those_that_fit(window: MainWindow, keys: Keys) -> None:
    assert window.desk is not None
    page(window)
    add(keys, "7", "Ada Bell", "", "Bell Racing")
    add(keys, "8", "Ben Carr")
    press(K.Key_F2)
    press(K.Key_Escape)
    for _ in range(3):
        press(K.Key_Right)
    press(K.Key_Return)
    keys.type("rac")
    press(K.Key_Down)
    press(K.Key_Return)
    press(K.Key_Return)
    assert window.desk.season.entries[1].team == window.desk.season.entries[0].team


def test_the_only_name_that_begins_so_is_written_to_its_end(window: MainWindow, keys: Keys) -> None:
    assert window.desk is not None
    page(window)
    add(keys, "7", "Ada Bell", "", "Bell Racing 2")
    add(keys, "8", "Ben Carr", "", "be")
    add(keys, "9", "Cleo Dunn", "", "Bell")
    assert [team.name for team in window.desk.season.teams] == ["Bell Racing 2"]
    assert len({entry.team for entry in window.desk.season.entries}) == 1
    press(K.Key_Insert)
    for i, text in enumerate(("10", "Dan Eve", "", "Bell")):
        if i:
            press(K.Key_Tab)
        keys.type(text)
    press(K.Key_Delete)
    press(K.Key_Return)
    press(K.Key_Escape)
    add(keys, "11", "Eve Fox", "", "Bell Racing 2b", "Pro")
    assert window.desk.season.entries[-1].category == "Pro"
    assert [team.name for team in window.desk.season.teams][1:] == ["Bell", "Bell Racing 2b"]


def test_what_has_results_stays_and_a_new_number_takes_them_along(full_desk: Desk, opened: Opened, keys: Keys) -> None:
    window = opened(full_desk)
    view = page(window).view
    view.table.select(0)
    number = full_desk.season.entries[0].number
    press(K.Key_Delete)
    assert "stays entered" in said(window)
    assert full_desk.season.entries[0].number == number
    points = [(row.key, row.points) for row in full_desk.book.standings("overall").rows]
    press(K.Key_F2)
    keys.type("77")
    press(K.Key_Return)
    assert full_desk.season.entries[0].number == "77"
    assert [(row.key, row.points) for row in full_desk.book.standings("overall").rows] == points
    press(K.Key_Z, CTRL)
    assert full_desk.season.entries[0].number == number


def test_a_block_is_shown_before_it_is_taken_in_one_step(window: MainWindow) -> None:
    assert window.desk is not None
    view = page(window).view
    before = window.desk.season
    QGuiApplication.clipboard().setText(PASTED)
    press(K.Key_V, CTRL)
    panel = view.paste_panel
    assert panel.pasted is not None
    assert [row.reason.split(" Known")[0] for row in panel.pasted.rows] == [
        "new driver Ada Bell, new team Bell Racing",
        '"Gold" is not a category of the regulations.',
    ]
    assert panel._said.text() == "Line 3: " + panel.pasted.rows[1].reason
    press(K.Key_Up)
    assert panel._said.text() == "Line 2: new driver Ada Bell, new team Bell Racing"
    assert window.desk.season == before
    assert panel.take.text().startswith("Take 1 row")
    press(K.Key_Return, CTRL)
    assert [e.number for e in window.desk.season.entries] == ["7"]
    press(K.Key_Z, CTRL)
    assert window.desk.season == before
    press(K.Key_V, CTRL)
    press(K.Key_Escape)
    assert view.stack.currentIndex() == 0
    assert window.desk.season == before


def test_rows_are_copied_with_their_heads(full_desk: Desk, opened: Opened) -> None:
    page(opened(full_desk)).view.table.select(0)
    press(K.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("No\tDrivers\t")
    assert lines[1].split("\t")[0] == full_desk.season.entries[0].number
    assert len(lines) == 2


def test_typing_finds_and_escape_shows_everything(full_desk: Desk, opened: Opened, keys: Keys) -> None:
    view = page(opened(full_desk)).view
    keys.type("bocc")
    assert len(rows(view)) == 1
    press(K.Key_Return)
    assert view.table.hasFocus()
    press(K.Key_Escape)
    assert len(rows(view)) == len(full_desk.season.entries)


def test_an_exception_begins_at_the_car_selected(full_desk: Desk, opened: Opened, keys: Keys) -> None:
    shown = page(opened(full_desk))
    shown.view.table.select(0)
    press(K.Key_X, CTRL | SHIFT)
    assert shown.view.register.name == "exceptions"
    keys.type("Monza")
    press(K.Key_Tab)
    keys.type("777")
    press(K.Key_Return)
    press(K.Key_Escape)
    entry = full_desk.season.entries[0]
    assert [(change.round, change.number) for change in entry.changes] == [("MNZ", "777")]
    assert "777" in full_desk.season.session("MNZ/R1").order


def test_turning_to_another_table_takes_the_keyboard_along(full_desk: Desk, opened: Opened) -> None:
    window = opened(full_desk)
    shown = page(window)
    for name in ("exceptions", "drivers", "teams", "entries"):
        window.travel.turn_championship(1)
        assert shown.view.register.name == name
        assert shown.view.table.hasFocus()
    shown.head.tabs.setCurrentIndex(2)
    assert shown.view.table.hasFocus()


def test_the_last_of_a_category_can_be_taken_out_and_is_missed(window: MainWindow) -> None:
    """A championship left with nobody is said, not forbidden; one that never had a car is nothing new."""
    desk = window.desk
    assert desk is not None
    people = (Driver("bell", "Ada", "Bell"), Driver("carr", "Ben", "Carr"))
    cars = (Entry("7", ("bell",), category="Pro"), Entry("8", ("carr",), category="Am"))
    desk.do(*(SetDriver(each.code, each) for each in people), *(EnterCar(each) for each in cars))
    shown = page(window)
    shown.view.table.select(1)
    press(K.Key_Delete)
    assert [entry.number for entry in desk.season.entries] == ["7"]
    assert said(window) == "Nobody is entered any more for: Am."
    press(K.Key_Z, CTRL)
    assert len(desk.season.entries) == 2


def test_a_driver_entered_is_not_taken_out_of_the_file(full_desk: Desk, opened: Opened) -> None:
    window = opened(full_desk)
    shown = page(window)
    shown.show_register("drivers").table.select(0)
    before = full_desk.season
    press(K.Key_Delete)
    assert full_desk.season == before
    assert said(window) == "Dorian Boccolacci stays: car 7 depends on it."


def test_rounds_are_moved_and_a_round_with_results_stays(full_desk: Desk, opened: Opened) -> None:
    window = opened(full_desk)
    view = page(window, "calendar").view
    view.table.select(1)
    codes = [r.code for r in full_desk.season.rounds]
    press(K.Key_Up, ALT)
    assert [r.code for r in full_desk.season.rounds] == [codes[1], codes[0], *codes[2:]]
    press(K.Key_Delete)
    assert "facts are entered" in said(window)


@pytest.mark.parametrize("size", [100, 200])
def test_every_column_is_reached_without_scrolling_sideways(full_desk: Desk, opened: Opened, size: int) -> None:
    window = opened(full_desk)
    window.resize_text(size - 100)
    for name in ("entries", "calendar", "records"):
        shown = page(window, name)
        for view in shown.views:
            shown.show_register(view.register.name)
            QApplication.processEvents()
            seen = {column.key for column in view.model.columns}
            for _ in range(12):
                view._turn(1)
                seen |= {column.key for column in view.model.columns}
                QApplication.processEvents()
                assert view.table.horizontalScrollBar().maximum() == 0
            assert seen == {field.key for field in view.register.fields}


def test_the_next_season_is_in_the_same_file_and_one_turns_between_them(full_desk: Desk, opened: Opened) -> None:
    window = opened(full_desk)
    window.actions_["next_season"].trigger()
    dialog = window.findChild(NextSeasonDialog)
    assert dialog is not None
    dialog.boxes["guests"].setChecked(True)
    dialog.make()
    assert window.desk is not None
    assert window.desk.season.code == "pccf-2024"
    assert said(window) == "Season 2024: Porsche Carrera Cup France"
    assert len(window.desk.season.entries) == len(full_desk.season.entries)
    assert any(h.year == 2023 and h.name == "boccolacci" for h in window.desk.season.honours)
    assert window.desk.store.season_codes() == ("pccf-2023", "pccf-2024")
    window.actions_["seasons"].trigger()
    seasons = window.findChild(SeasonsDialog)
    assert seasons is not None
    seasons.table.select("pccf-2023")
    QTest.keyClick(seasons, K.Key_Return)
    assert window.desk.season.code == "pccf-2023"


def test_a_season_that_is_there_already_is_refused_in_words(full_desk: Desk, opened: Opened) -> None:
    window = opened(full_desk)
    for _ in range(2):
        window.files.next_season()
        dialog = window.findChildren(NextSeasonDialog)[-1]
        dialog.year.setValue(2024)
        dialog.make()
        if window.desk is not None and window.desk.season.code == "pccf-2024":
            window.files.to_season("pccf-2023")
    assert dialog.problem.text()
    assert window.desk is not None
    assert window.desk.store.season_codes() == ("pccf-2023", "pccf-2024")


def test_nothing_is_written_in_a_file_that_is_read_only(tmp_path: Path, opened: Opened) -> None:
    store = Store.create(tmp_path / "cup.cupdesk")
    store.add_season(new_season("pccf-2023", "Trial Cup", 2026))
    other = Desk(Store.open(tmp_path / "cup.cupdesk"))
    window = opened(other)
    view = page(window).view
    press(K.Key_Insert)
    assert view.draft is None
    window.actions_["next_season"].trigger()
    assert window.findChild(NextSeasonDialog) is None
    store.close()
