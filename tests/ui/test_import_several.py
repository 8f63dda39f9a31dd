"""Typed order against file, car by car; several files of one race side by side; by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk.rules.edits import ClearResult, SetOrder
from tests.ui.import_keys import RACE, cells, file_of, given, shown, take

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.ui.screens.importing import ImportPage
    from tests.ui.conftest import Keys


@pytest.fixture
def typed(window: MainWindow, full_desk: Desk) -> tuple[str, ...]:
    """The race typed as it is in the season, every car running."""
    order = full_desk.book.session(RACE).order
    full_desk.do(ClearResult(RACE), SetOrder(RACE, order))
    window.travel.to_session(RACE, "order")
    return order


def swapped(order: tuple[str, ...], *firsts: int) -> tuple[str, ...]:
    made = list(order)
    for at in firsts:
        made[at], made[at + 1] = made[at + 1], made[at]
    return tuple(made)


def differences(page: ImportPage) -> list[tuple[str, str, str, bool]]:
    model = page.differ.model
    rows = [row for i in range(model.rowCount()) if (row := model.row(i))]
    return [(row.number, row.typed, row.filed, row.kept) for row in rows]


def test_each_difference_is_settled_by_a_key(
    window: MainWindow, full_desk: Desk, typed: tuple[str, ...], keys: Keys, tmp_path: Path
) -> None:
    filed = swapped(typed, 0, 10)
    page = given(window, keys, file_of(tmp_path / "race.csv", filed))
    a, b, c, d = typed[0], typed[1], typed[10], typed[11]
    assert differences(page) == [
        (b, "2", "1", False),
        (a, "1", "2", False),
        (d, "12", "11", False),
        (c, "11", "12", False),
    ]
    page.differ.table.setFocus()
    keys.press(Qt.Key.Key_Left)
    assert [kept for *_, kept in differences(page)] == [True, False, False, False]
    assert keys.focus is page.differ.table
    assert page.effect.model.rowCount() > 0
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space, " ")
    assert [kept for *_, kept in differences(page)] == [True, True, False, False]
    keys.press(Qt.Key.Key_Right)
    assert [kept for *_, kept in differences(page)] == [True, False, False, False]
    assert page.differ.wins.current == ""
    assert f"{b}" in [row[3] for row in cells(page)]
    assert "stays 2" in [row[-1] for row in cells(page)]
    assert "1 car stays as typed: place, status and times." in told(page)
    take(keys)
    race = full_desk.book.session(RACE)
    assert race.order == swapped(typed, 10), "the car kept holds its place, so the other of the pair does too"
    assert race.finish(b).total_ms is None
    assert race.finish(a).total_ms is not None
    full_desk.undo()
    assert full_desk.book.session(RACE).order == typed


def told(page: ImportPage) -> list[str]:
    model = page.notes.model
    return [row.short for i in range(model.rowCount()) if (row := model.row(i))]


def test_all_differences_at_once(
    window: MainWindow, full_desk: Desk, typed: tuple[str, ...], keys: Keys, tmp_path: Path
) -> None:
    filed = swapped(typed, 0, 10)
    page = given(window, keys, file_of(tmp_path / "race.csv", filed))
    assert keys.focus is page.cars.table
    keys.press(Qt.Key.Key_T, "t")
    assert all(kept for *_, kept in differences(page))
    assert page.differ.wins.current == "typed"
    keys.press(Qt.Key.Key_F, "f")
    assert not any(kept for *_, kept in differences(page))
    page.differ.wins.buttons["typed"].click()
    take(keys)
    race = full_desk.book.session(RACE)
    assert race.order == typed
    assert race.finish(typed[5]).total_ms is not None, "cars that agree get their times"


def test_an_order_typed_nowhere_has_no_differences(
    window: MainWindow, full_desk: Desk, typed: tuple[str, ...], keys: Keys, tmp_path: Path
) -> None:
    full_desk.do(ClearResult(RACE))
    page = given(window, keys, file_of(tmp_path / "race.csv", typed))
    assert not page.differ.isVisible()
    assert all(row[1] == "✓" for row in cells(page))


def test_files_of_one_race_stand_side_by_side_and_one_is_taken(
    window: MainWindow, full_desk: Desk, typed: tuple[str, ...], keys: Keys, tmp_path: Path
) -> None:
    provisional = file_of(tmp_path / "Race 2 Provisional.csv", swapped(typed, 3))
    official = file_of(tmp_path / "Race 2 Official.csv", typed)
    other = file_of(tmp_path / "Race 1.csv", full_desk.book.session("LEC/R1").order)
    broken = tmp_path / "sheet.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    before = full_desk.season
    page = given(window, keys, provisional, official, other, broken)
    files = page.files.model
    rows = [row for i in range(files.rowCount()) if (row := files.row(i))]
    assert [(row.place, row.edition, row.chosen, row.problem) for row in rows] == [
        ("Race 2", "provisional", False, False),
        ("Race 2", "official", True, False),
        ("Race 1", "", True, False),
        ("", "", False, True),
    ]
    a, b = typed[3], typed[4]
    assert rows[0].differs == f"2 cars placed otherwise: {b}, {a} · 2 other times: {b}, {a}"
    assert "A PDF has no rows" in rows[3].differs
    assert page.shown.path == official
    heads = [page.cars.model.headerData(i, Qt.Orientation.Horizontal) for i in range(page.cars.model.columnCount())]
    assert "Provisional" in heads
    column = heads.index("Provisional")
    assert [row[column].split()[0] for row in cells(page)][2:6] == ["3", "5", "4", "6"]
    assert page.head.take.text() == f"Take {2 * len(typed)} cars  Ctrl+⏎"
    page.files.table.setFocus()
    keys.press(Qt.Key.Key_Up)
    assert page.shown.path == provisional
    keys.press(Qt.Key.Key_Space, " ")
    rows = [row for i in range(files.rowCount()) if (row := files.row(i))]
    assert [row.chosen for row in rows] == [True, False, True, False]
    take(keys)
    assert full_desk.book.session(RACE).order == swapped(typed, 3)
    assert (
        full_desk.season.session("LEC/R1").finish(typed[0]).total_ms
        != before.session("LEC/R1").finish(typed[0]).total_ms
    )
    full_desk.undo()
    assert full_desk.season == before, "one step"


def test_with_nothing_chosen_nothing_can_be_taken(
    window: MainWindow, full_desk: Desk, typed: tuple[str, ...], keys: Keys, tmp_path: Path
) -> None:
    first, second = (file_of(tmp_path / name, swapped(typed, 3)) for name in ("a.csv", "b.csv"))
    page = given(window, keys, first, second)
    page.files.table.setFocus()
    keys.press(Qt.Key.Key_Space, " ")
    assert not page.head.take.isEnabled()
    before = full_desk.season
    take(keys)
    QApplication.processEvents()
    assert shown(window) is page
    assert full_desk.season == before
