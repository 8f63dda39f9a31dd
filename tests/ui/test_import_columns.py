"""What the columns of a file are, said by keys and remembered; sheets of a workbook; where a file goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.imports import Column
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.settings import Settings
from tests.imports.test_several import workbook
from tests.ui.import_keys import RACE, file_of, given, take

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.rules.model import Season
    from cupdesk.ui.screens.importing import ImportPage
    from tests.ui.conftest import Keys

STRANGE = "Cup of the river\nQuoi;Qui;Wagen3;Runden\n"


@pytest.fixture(autouse=True)
def in_the_race(window: MainWindow) -> None:
    window.travel.to_session(RACE, "order")


def strange(path: Path, order: tuple[str, ...]) -> Path:
    """A file of which no head is known."""
    rows = "".join(f"{place};x;{car};15\n" for place, car in enumerate(order, 1))
    path.write_text(STRANGE + rows, encoding="utf-8")
    return path


def turned(desk: Desk) -> tuple[str, ...]:
    first, second, *others = desk.book.session(RACE).order
    return (second, first, *others)


def choose(page: ImportPage, keys: Keys, column: Column) -> None:
    """Enter goes to the choice; Down until it says the column; Enter goes back to the heads."""
    keys.press(Qt.Key.Key_Return, "\r")
    assert page.heads.column.hasFocus()
    while page.heads.column.currentData() != column.value:
        before = page.heads.column.currentIndex()
        keys.press(Qt.Key.Key_Down)
        assert page.heads.column.currentIndex() == before + 1
    keys.press(Qt.Key.Key_Return, "\r")
    assert page.heads.table.hasFocus()


def taken_for(page: ImportPage) -> list[Column | None]:
    assert page.shown.recognised is not None
    return [head.column for head in page.shown.recognised.heads.heads]


def test_heads_nobody_knows_are_matched_by_keys_and_remembered(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    path, order, before = strange(tmp_path / "a.csv", turned(full_desk)), turned(full_desk), full_desk.season
    page = given(window, keys, path)
    assert page.problem.text().startswith("No column holds car numbers. The heads are: Quoi, Qui, Wagen3, Runden.")
    assert page.problem.isVisible()
    assert not page.head.take.isEnabled()
    assert keys.focus is page.heads.table
    choose(page, keys, Column.PLACE)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    choose(page, keys, Column.NUMBER)
    assert taken_for(page) == [Column.PLACE, None, Column.NUMBER, None]
    assert page.problem.isHidden()
    assert page.cars.model.rowCount() == len(order)
    take(keys)
    assert full_desk.book.session(RACE).order == order
    full_desk.undo()
    assert full_desk.season == before
    settings.save()
    assert '"wagen3": "number"' in Settings(tmp_path / "settings.ini").heads("table")
    again = given(window, keys, strange(tmp_path / "another day.csv", order))
    assert taken_for(again) == [Column.PLACE, None, Column.NUMBER, None]
    assert not again.heads.isVisible()
    notes = [again.notes.model.row(i) for i in range(again.notes.model.rowCount())]
    assert "Columns are taken as they were matched by hand." in [note.short for note in notes if note]
    assert again.head.facts["columns"].text() == "2 of 4 used, matched by hand"


def test_heads_matched_are_remembered_after_a_restart_and_for_their_layout_only(
    window: MainWindow, full_desk: Desk, shipped: Season, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    page = given(window, keys, strange(tmp_path / "a.csv", turned(full_desk)))
    choose(page, keys, Column.PLACE)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    choose(page, keys, Column.NUMBER)
    take(keys)
    settings.save()
    store = Store.memory()
    store.add_season(shipped)
    restarted = MainWindow(Desk(store), Settings(tmp_path / "settings.ini"))
    restarted.show()
    restarted.travel.to_session(RACE, "order")
    page = given(restarted, keys, strange(tmp_path / "b.csv", turned(full_desk)))
    assert taken_for(page) == [Column.PLACE, None, Column.NUMBER, None]
    orbits = tmp_path / "orbits.csv"
    orbits.write_text("Pos,No.,Wagen3,Best Tm\n1,7,1,2:05.1\n", encoding="utf-8")
    page = given(restarted, keys, orbits)
    assert taken_for(page) == [Column.PLACE, Column.NUMBER, None, Column.BEST]
    restarted.leave_desk()
    store.close()


def test_a_head_that_was_understood_can_be_taken_otherwise_and_back(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "race.csv"
    rows = "".join(f"{i};{i + 900};{car}\n" for i, car in enumerate(full_desk.book.session(RACE).order, 1))
    path.write_text("Pos;No;Wagen\n" + rows, encoding="utf-8")
    page = given(window, keys, path)
    assert not page.shown.cars
    keys.press(Qt.Key.Key_F2)
    assert keys.focus is page.heads.table
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    choose(page, keys, Column.NUMBER)
    assert taken_for(page) == [Column.PLACE, None, Column.NUMBER], "passing over Place leaves it where it was"
    assert page.shown.cars == len(full_desk.book.session(RACE).order)
    page.heads.forget.setFocus()
    keys.press(Qt.Key.Key_Space, " ")
    assert taken_for(page) == [Column.PLACE, Column.NUMBER, None]
    assert not page.heads.forget.isEnabled()
    keys.press(Qt.Key.Key_F2)
    assert not page.heads.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert settings.heads("table") == ""


# -- sheets
def sheet(order: tuple[str, ...]) -> list[list[object]]:
    return [["Pos", "No", "Laps"], *([i, car, 15] for i, car in enumerate(order, 1))]


def test_the_sheet_of_the_session_is_read_and_another_turned_to_by_a_key(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    order = turned(full_desk)
    path = tmp_path / "weekend.xlsx"
    path.write_bytes(workbook(Weather=[["dry"]], Race_1=sheet(order[::-1]), Race_2=sheet(order)))
    page = given(window, keys, path)
    assert page.head.sheet.currentText() == "Race 2"
    assert page.head.sheet.isVisible()
    assert page.shown.place == RACE
    keys.press(Qt.Key.Key_PageUp, "", Qt.KeyboardModifier.AltModifier)
    assert page.head.sheet.currentText() == "Race 1"
    keys.press(Qt.Key.Key_PageUp, "", Qt.KeyboardModifier.AltModifier)
    assert page.head.sheet.currentText() == "Weather"
    assert page.problem.isVisible()
    assert not page.head.take.isEnabled()
    keys.press(Qt.Key.Key_PageUp, "", Qt.KeyboardModifier.AltModifier)
    assert page.head.sheet.currentText() == "Race 2"
    take(keys)
    assert full_desk.book.session(RACE).order == order


def test_a_single_sheet_offers_no_choice(window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path) -> None:
    path = tmp_path / "race.xlsx"
    path.write_bytes(workbook(Result=sheet(turned(full_desk))))
    page = given(window, keys, path)
    assert not page.head.sheet.isVisible()
    page.turn(1)
    assert page.shown.found is not None


# -- where it goes
def test_a_file_goes_where_its_name_says_unless_a_person_says_otherwise(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    before, order = full_desk.season, turned(full_desk)
    page = given(window, keys, file_of(tmp_path / "Results Race 1.csv", order))
    assert page.head.place.currentData() == "LEC/R1"
    assert "Paul Ricard, race 1" in page.head.about.text()
    assert (
        page.notes.whole.text() == "The file goes into Paul Ricard, race 1, as it says; Paul Ricard, race 2 is shown."
    )
    page.head.place.setFocus()
    keys.press(Qt.Key.Key_Down)
    QApplication.processEvents()
    assert page.head.place.currentData() == RACE
    take(keys)
    assert full_desk.book.session(RACE).order == order
    assert full_desk.season.session("LEC/R1") == before.session("LEC/R1")
