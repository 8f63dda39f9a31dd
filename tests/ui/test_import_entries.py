"""An entry list in the window, by keys: what is new is named, one step enters it, rows that cannot be entered say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from cupdesk.desk import Desk
from cupdesk.store.file import Store
from cupdesk.ui.import_dialog import ImportDialog
from tests.imports.conftest import SAMPLES, empty, with_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LIST = SAMPLES / "entries.csv"


@pytest.fixture
def bare(qapp: QApplication) -> Iterator[Desk]:
    """A desk on a season in which nobody is entered."""
    store = Store.memory()
    store.add_season(with_table(empty()))
    yield Desk(store)
    store.close()


@pytest.fixture
def give(
    bare: Desk, opened: Callable[[Desk | None], MainWindow], keys: Keys
) -> Callable[[Path], tuple[MainWindow, ImportDialog | None]]:
    """Reads an entry list by Ctrl+Shift+I and the file dialog."""
    window = opened(bare)

    def given(path: Path) -> tuple[MainWindow, ImportDialog | None]:
        known = window.findChildren(ImportDialog)
        window.activateWindow()
        QApplication.processEvents()
        keys.press(Qt.Key.Key_I, "", CONTROL | SHIFT)
        chooser = window.findChildren(QFileDialog)[-1]
        chooser.fileSelected.emit(str(path))
        chooser.close()
        QApplication.processEvents()
        return window, next((each for each in window.findChildren(ImportDialog) if each not in known), None)

    return given


Give: TypeAlias = "Callable[[Path], tuple[MainWindow, ImportDialog | None]]"


def test_cars_drivers_and_teams_are_entered_as_one_step(bare: Desk, give: Give, keys: Keys) -> None:
    before = bare.season
    _, dialog = give(LIST)
    assert dialog is not None
    assert [(row.becomes, row.number, row.facts) for row in dialog.given.rows] == [
        ("new", "7", ("Delta Course", "Pro")),
        ("new", "03", ("Atelier Nord", "Pro, Rookie")),
        ("new", "3", ("Atelier Nord", "Pro-Am")),
        ("new", "88", ("Delta Course", "Am")),
    ]
    assert dialog.given.rows[0].sentence == "New driver: Ilse Marchetti. New team: Delta Course."
    assert dialog.take.text() == "Enter 4 cars  Ctrl+⏎"
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert [entry.number for entry in bare.season.entries] == ["7", "03", "3", "88"]
    assert [team.name for team in bare.season.teams] == ["Delta Course", "Atelier Nord"]
    _, again = give(LIST)
    assert again is not None
    assert {row.becomes for row in again.given.rows} == {"known"}
    assert "entered already: nothing to take" in again.note.text()
    assert not again.take.isEnabled()
    keys.press(Qt.Key.Key_Escape)
    bare.undo()
    assert bare.season == before


def test_a_list_for_one_round_and_then_for_another(bare: Desk, give: Give, keys: Keys) -> None:
    for place, becomes in (("ONE", "new"), ("TWO", "more")):
        _, dialog = give(LIST)
        assert dialog is not None
        dialog.place.setFocus()
        while dialog.place.currentData() != place:
            before = dialog.place.currentIndex()
            keys.press(Qt.Key.Key_Down)
            assert dialog.place.currentIndex() > before
        assert {row.becomes for row in dialog.given.rows} == {becomes}
        keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert {entry.rounds for entry in bare.season.entries} == {("ONE", "TWO")}


def test_rows_that_cannot_be_entered_say_why_and_what_helps(bare: Desk, give: Give, keys: Keys, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("No;Driver;Class\n5;Rita O'Shea;Gold\n6;;Pro\n9;Kai Umarov;Am\n", encoding="utf-8")
    _, dialog = give(path)
    assert dialog is not None
    assert [(row.line, row.becomes) for row in dialog.given.rows] == [(2, "left"), (3, "left"), (4, "new")]
    assert dialog.whole.text() == (
        '"Gold" is none of the categories: Pro, Pro-Am, Am. Put the category right in the file, or add it to the regulations.'
    )
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert [entry.number for entry in bare.season.entries] == ["9"]


def test_a_list_without_names_is_matched_by_hand(bare: Desk, give: Give, keys: Keys, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("No;Wer;Class\n9;Kai Umarov;Am\n", encoding="utf-8")
    _, dialog = give(path)
    assert dialog is not None
    assert dialog.problem.text() == "No column holds names of drivers."
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    while dialog.heads.column.currentData() != "driver":
        before = dialog.heads.column.currentIndex()
        keys.press(Qt.Key.Key_Down)
        assert dialog.heads.column.currentIndex() > before
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert [driver.name for driver in bare.season.drivers] == ["Kai Umarov"]
