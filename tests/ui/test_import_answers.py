"""What a person says of the rows of a file on its page: by keys and buttons, seen at once, taken back by one key, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cupdesk.imports import Remedy
from cupdesk.rules.edits import ClearResult
from cupdesk.rules.session import Status
from tests.ui.import_keys import HEADS, RACE, cells, given, take

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.importing.notes import NotesPanel
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.ui.screens.importing import ImportPage
    from tests.ui.conftest import Keys

ROWS = "1;7;;15;30:00.000\n2;8;;15;30:01.000\n3;;;15;30:02.000\n4;5;;15;Ret2\n5;1;;0;\n6;998;Sam Nouveau;14;31:00.000\n"


@pytest.fixture
def import_page(window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path) -> ImportPage:
    full_desk.do(ClearResult(RACE))
    window.travel.to_session(RACE, "order")
    path = tmp_path / "race.csv"
    path.write_text(HEADS + ROWS, encoding="utf-8")
    return given(window, keys, path)


def reasons(panel: NotesPanel) -> list[tuple[int, str]]:
    rows = [panel.model.row(i) for i in range(panel.model.rowCount())]
    return [(row.line, row.short) for row in rows if row and row.left]


def order(page: ImportPage) -> list[str]:
    return [row[3] for row in cells(page)]


def test_rows_left_out_are_answered_by_keys_and_taken_as_one_step(
    import_page: ImportPage, full_desk: Desk, keys: Keys
) -> None:
    page, before = import_page, full_desk.season
    bar = page.notes.remedies
    assert [line for line, _ in reasons(page.notes)] == [4, 5, 7]
    keys.press(Qt.Key.Key_F4)
    assert not bar.buttons[Remedy.CAR].isHidden()
    assert bar.buttons[Remedy.RETIRED].isHidden()
    keys.press(Qt.Key.Key_R, "r")
    assert [line for line, _ in reasons(page.notes)] == [4, 5, 7], "what is not offered is not said"
    keys.press(Qt.Key.Key_C, "c")
    assert bar.ask.hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert keys.focus is page.notes.table
    keys.press(Qt.Key.Key_C, "c")
    keys.enter("16")
    assert keys.focus is page.notes.table
    assert order(page) == ["7", "8", "16", "1"]
    keys.press(Qt.Key.Key_F4)
    keys.press(Qt.Key.Key_F4, "", Qt.KeyboardModifier.ShiftModifier)
    keys.press(Qt.Key.Key_R, "r")
    assert order(page) == ["7", "8", "16", "5", "1"]
    keys.press(Qt.Key.Key_F4)
    keys.press(Qt.Key.Key_Delete)
    assert reasons(page.notes) == [(7, "The row is left out by hand.")]
    keys.press(Qt.Key.Key_Backspace)
    assert reasons(page.notes) == [(7, "998 is not entered in this round.")]
    assert full_desk.season == before
    take(keys)
    race = full_desk.book.session(RACE)
    assert race.order == ("7", "8", "16", "5", "1")
    assert race.finish("5").status is Status.RETIRED
    full_desk.undo()
    assert full_desk.season == before


def test_a_row_that_is_taken_but_looks_wrong_is_answered_too(
    import_page: ImportPage, full_desk: Desk, keys: Keys, window: MainWindow
) -> None:
    page = import_page
    told = [row for i in range(page.notes.model.rowCount()) if (row := page.notes.model.row(i)) and not row.left]
    assert told[0].short.startswith("1 has no lap")
    assert told[0].remedies == (Remedy.NOT_STARTED,)
    page.notes.table.select(told[0].key)
    page.notes.remedies.buttons[Remedy.NOT_STARTED].click()
    assert full_desk.book.session(RACE).finish("1").status is Status.RUNNING, "nothing is taken yet"
    page.cars.table.setFocus()
    page.cars.table.select("8")
    keys.press(Qt.Key.Key_D, "d")
    page.cars.table.select("7")
    page.cars.remedies.buttons[Remedy.SKIP].click()
    take(keys)
    race = full_desk.book.session(RACE)
    assert race.order == ("8",)
    assert (race.finish("1").status, race.finish("8").status) == (Status.DID_NOT_START, Status.DISQUALIFIED)


def test_with_nothing_said_there_is_nothing_to_take_back(
    import_page: ImportPage, window: MainWindow, keys: Keys
) -> None:
    keys.press(Qt.Key.Key_Backspace)
    assert window.status.said == "Nothing has been said on this page yet."


def test_a_guest_whose_category_the_file_lacks_is_entered_with_the_one_said(
    import_page: ImportPage, full_desk: Desk, keys: Keys
) -> None:
    page = import_page
    for _ in range(3):
        keys.press(Qt.Key.Key_F4)
    keys.press(Qt.Key.Key_G, "g")
    assert "It cannot be entered" in page.notes.whole.text()
    keys.press(Qt.Key.Key_K, "k")
    assert page.notes.remedies.ask.placeholderText().startswith("One of ")
    keys.enter("Am")
    assert order(page)[-1] == "998"
    take(keys)
    guest = full_desk.book.entries("LEC")["998"]
    assert (guest.guest, guest.category) == (True, "Am")


def test_a_cell_read_otherwise_says_how_it_stands(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    window.travel.to_session(RACE, "order")
    path = tmp_path / "odd.csv"
    path.write_text(
        "Pos;No;Driver;Laps;Time\n1;7;Dorian BOCCOLACCI;15;31:00.000\n2;21;JÃ©rÃ´me BOULLERY;15.0;31:01.000\n"
        "3;8;Benjamin PAQUE;15;31:02.000\n",
        encoding="utf-8",
    )
    page = given(window, keys, path)
    page.cars.table.select("21")
    said = 'Driver: "JÃ©rÃ´me BOULLERY" in the file, encoded twice. Laps: "15.0" in the file, a whole number.'
    assert page.cars.stood.text() == said
    model, at = page.cars.model, page.cars.model.index_of("21")
    heads = [column.key for column in model.columns]
    tip = model.index(at, heads.index("driver")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == 'Driver: "JÃ©rÃ´me BOULLERY" in the file, encoded twice.'
    spoken = model.index(at, heads.index("laps")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == '15, Laps: "15.0" in the file, a whole number.'
    assert "encoded twice" in model.index(at, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    page.cars.table.select("7")
    assert page.cars.stood.text() == ""
