"""An entry list in the window, by keys: what is new is named, one step enters it, rows that cannot be entered say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.store.file import Store
from tests.imports.conftest import SAMPLES, empty, with_table
from tests.ui.import_keys import given, shown, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cupdesk.ui.importing.rows import EntryRow
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.ui.screens.importing import ImportPage
    from tests.ui.conftest import Keys

LIST = SAMPLES / "entries.csv"
Give: TypeAlias = "Callable[..., ImportPage]"


@pytest.fixture
def bare(qapp: QApplication) -> Iterator[Desk]:
    """A desk on a season in which nobody is entered."""
    store = Store.memory()
    store.add_season(with_table(empty()))
    yield Desk(store)
    store.close()


@pytest.fixture
def bare_window(bare: Desk, opened: Callable[[Desk | None], MainWindow]) -> MainWindow:
    return opened(bare)


@pytest.fixture
def give(bare_window: MainWindow, keys: Keys) -> Give:
    """Reads entry lists by Ctrl+Shift+I and the file dialog."""
    return lambda *paths: given(bare_window, keys, *paths, listed=True)


def rows(page: ImportPage) -> list[EntryRow]:
    model = page.cars.entry_model
    return [row for i in range(model.rowCount()) if (row := model.row(i))]


def test_cars_drivers_and_teams_are_entered_as_one_step(
    bare: Desk, bare_window: MainWindow, give: Give, keys: Keys
) -> None:
    before = bare.season
    page = give(LIST)
    assert [(row.becomes, row.number, row.team, row.category) for row in rows(page)] == [
        ("new", "7", "Delta Course", "Pro"),
        ("new", "03", "Atelier Nord", "Pro, Rookie"),
        ("new", "3", "Atelier Nord", "Pro-Am"),
        ("new", "88", "Delta Course", "Am"),
    ]
    assert rows(page)[0].sentence == "New driver: Ilse Marchetti. New team: Delta Course."
    assert page.head.take.text() == "Enter 4 cars  Ctrl+⏎"
    assert not page.effect.isVisible()
    assert not page.differ.isVisible()
    take(keys)
    assert bare_window.page is not None
    assert bare_window.page.place == "entries"
    assert [entry.number for entry in bare.season.entries] == ["7", "03", "3", "88"]
    assert [team.name for team in bare.season.teams] == ["Delta Course", "Atelier Nord"]
    again = give(LIST)
    assert {row.becomes for row in rows(again)} == {"known"}
    assert "entered already: nothing to take" in again.notes.whole.text()
    assert not again.head.take.isEnabled()
    keys.press(Qt.Key.Key_Escape)
    assert shown(bare_window) is None
    bare.undo()
    assert bare.season == before


def test_a_list_for_one_round_and_then_for_another(bare: Desk, give: Give, keys: Keys) -> None:
    for place, becomes in (("ONE", "new"), ("TWO", "more")):
        page = give(LIST)
        page.head.place.setFocus()
        while page.head.place.currentData() != place:
            before = page.head.place.currentIndex()
            keys.press(Qt.Key.Key_Down)
            assert page.head.place.currentIndex() > before
        assert {row.becomes for row in rows(page)} == {becomes}
        take(keys)
    assert {entry.rounds for entry in bare.season.entries} == {("ONE", "TWO")}


def test_rows_that_cannot_be_entered_say_why_and_what_helps(bare: Desk, give: Give, keys: Keys, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("No;Driver;Class\n5;Rita O'Shea;Gold\n6;;Pro\n9;Kai Umarov;Am\n", encoding="utf-8")
    page = give(path)
    assert [(page.notes.model.row(i).line, page.notes.model.row(i).left) for i in range(2)] == [(2, True), (3, True)]  # type: ignore[union-attr]
    assert [row.number for row in rows(page)] == ["9"]
    assert page.notes.whole.text() == (
        '"Gold" is none of the categories: Pro, Pro-Am, Am. Say which category it is, or add it to the regulations.'
        "\n5 · Rita O'Shea · Gold"
    )
    take(keys)
    assert [entry.number for entry in bare.season.entries] == ["9"]


def test_lists_of_each_class_are_taken_together(bare: Desk, give: Give, keys: Keys, tmp_path: Path) -> None:
    before = bare.season
    paths = [tmp_path / "am.csv", tmp_path / "pro.csv"]
    paths[0].write_text("No;Driver;Team;Class\n9;Kai Umarov;Delta;Am\n", encoding="utf-8")
    paths[1].write_text("No;Driver;Team;Class\n7;Ilse Marchetti;Delta;Pro\n", encoding="utf-8")
    page = give(*paths)
    assert page.head.take.text() == "Enter 2 cars  Ctrl+⏎"
    take(keys)
    assert [(entry.number, entry.category) for entry in bare.season.entries] == [("9", "Am"), ("7", "Pro")]
    assert [team.name for team in bare.season.teams] == ["Delta"]
    bare.undo()
    assert bare.season == before


def test_a_list_without_names_is_matched_by_hand(bare: Desk, give: Give, keys: Keys, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("No;Wer;Class\n9;Kai Umarov;Am\n", encoding="utf-8")
    page = give(path)
    assert page.problem.text() == "No column holds names of drivers."
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    while page.heads.column.currentData() != "driver":
        before = page.heads.column.currentIndex()
        keys.press(Qt.Key.Key_Down)
        assert page.heads.column.currentIndex() > before
    take(keys)
    assert [driver.name for driver in bare.season.drivers] == ["Kai Umarov"]
