"""A timing file in the window: shown row by row before anything is taken, one step, refused in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.import_keys import CONTROL, HEADS, RACE, cells, file_of, give, given, shown, take, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys


@pytest.fixture(autouse=True)
def in_the_race(window: MainWindow) -> None:
    window.travel.to_session(RACE, "order")


def swapped(desk: Desk) -> tuple[str, ...]:
    first, second, *others = desk.book.session(RACE).order
    return (second, first, *others)


def test_what_differs_is_marked_and_taken_as_one_step(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    before, order = full_desk.season, swapped(full_desk)
    page = given(window, keys, file_of(tmp_path / "race.csv", order, "99;998;;15;33:00.000\n"))
    assert full_desk.season == before
    left = page.notes.model.row(0)
    assert left is not None
    assert left.left
    assert left.line == len(order) + 2
    assert "998 is not entered in this round." in page.notes.whole.text()
    assert "⏎ enters it as a guest (no points)" in page.notes.whole.text()
    assert page.notes.heading.note == f"1 of {len(order) + 1} rows"
    first = cells(page)[0]
    assert first[1:4] == ["≠", "1", order[0]]
    assert first[-1] == "typed 2"
    assert page.head.take.text() == f"Take {len(order)} cars  Ctrl+⏎"
    take(keys)
    assert shown(window) is None
    assert full_desk.book.session(RACE).order == order
    assert window.status.said == f"{len(order)} cars taken from race.csv."
    assert full_desk.undo() is not None
    assert full_desk.season == before


def test_the_effect_is_said_before_anything_is_taken(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    page = given(window, keys, file_of(tmp_path / "race.csv", swapped(full_desk)))
    rows = [row for i in range(page.effect.model.rowCount()) if (row := page.effect.model.row(i))]
    said = {row.name: row.change.strong + row.change.text for row in rows}
    assert said["Order"] == "8 Paque: P5 → P10 · 5 move up · 2 cars placed"
    assert said["Times"] == "26 times"
    assert said["Overall"] == "lead 24 → 23 points"


def test_esc_leaves_everything_as_it_was(window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path) -> None:
    before = full_desk.season
    given(window, keys, file_of(tmp_path / "race.csv", swapped(full_desk)))
    keys.press(Qt.Key.Key_Escape)
    assert shown(window) is None
    assert window.page is not None
    assert window.page.place == "session"
    assert window.status.said == "The file is left: nothing has changed."
    assert full_desk.season == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("Pos;No;Points;Pts\n1;7;3;3\n", "computes points itself"),
        ("%PDF-1.7\n", "A PDF has no rows"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_changes(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path, text: str, said: str
) -> None:
    before, path = full_desk.season, tmp_path / "race.csv"
    path.write_text(text, encoding="utf-8")
    assert give(window, keys, path) is None
    assert window.status.said.startswith("race.csv: ")
    assert said in window.status.said
    assert full_desk.season == before


def test_a_file_with_no_car_of_the_round_takes_nothing(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    before, path = full_desk.season, tmp_path / "race.csv"
    path.write_text(HEADS + "1;998;;15;30:00.000\n2;997;;15;30:01.000\n", encoding="utf-8")
    page = given(window, keys, path)
    assert not page.head.take.isEnabled()
    take(keys)
    assert shown(window) is page
    assert full_desk.season == before


def test_f4_goes_through_the_rows_not_taken(window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path) -> None:
    rows = "99;998;;15;33:00.000\n99;997;;15;33:00.000\n"
    page = given(window, keys, file_of(tmp_path / "race.csv", swapped(full_desk), rows))
    seen = []
    for _ in range(3):
        keys.press(Qt.Key.Key_F4)
        assert keys.focus is page.notes.table
        seen.append(page.notes.table.current_key())
    keys.press(Qt.Key.Key_F4, "", Qt.KeyboardModifier.ShiftModifier)
    assert [*seen, page.notes.table.current_key()] == [0, 1, 0, 1]


def test_an_edit_meanwhile_is_seen_at_once(window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path) -> None:
    order = swapped(full_desk)
    page = given(window, keys, file_of(tmp_path / "race.csv", order))
    differing = page.differ.model.rowCount()
    assert differing >= 2
    take(keys)
    page = given(window, keys, file_of(tmp_path / "race.csv", order))
    assert page.differ.model.rowCount() == 0
    assert not page.head.take.isEnabled()
    keys.press(Qt.Key.Key_Z, "", CONTROL)
    assert shown(window) is page
    assert page.differ.model.rowCount() == differing
    assert page.head.take.isEnabled()


def test_a_file_that_cannot_be_written_is_said_on_the_page_and_nothing_changes(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    before = full_desk.season
    page = given(window, keys, file_of(tmp_path / "race.csv", swapped(full_desk)))
    full_desk.store._hand.rows("PRAGMA query_only = ON")  # from here on nothing can be written
    take(keys)
    assert shown(window) is page
    assert page.problem.isVisible()
    assert "read" in page.problem.text()
    assert full_desk.season == before


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_every_part_has_its_room(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path, language: str, size: int
) -> None:
    window.choose("language", language)
    window.resize_text(size - 100)
    page = given(window, keys, file_of(tmp_path / "race.csv", swapped(full_desk), "99;998;;15;33:00.000\n"))
    assert window.width() <= 1280
    assert page.cars.table.isVisible()
    assert page.cars.table.viewport().height() > page.height() / 3
    assert page.parts.isVisible() == (size == 200)
    if size == 200:
        assert not page.notes.isVisible()
        page.parts.buttons["effect"].click()
        assert keys.focus is page.effect.table
        assert not page.cars.isVisible()
        keys.press(Qt.Key.Key_F4)
    assert page.notes.table.isVisible()
    page.parts.buttons["rows"].click()
    QApplication.processEvents()
    assert page.cars.table.isVisible()
    for table in (page.cars.table, page.notes.table):
        assert table.horizontalScrollBar().maximum() == 0


# -- dropped on the window
def drop(window: MainWindow, *paths: Path) -> bool:
    """Drags files onto the window and lets them go; whether the window wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    move, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(600, 20), move, data, left, none)
    entered.ignore()
    window.dragEnterEvent(entered)
    if entered.isAccepted():
        window.dropEvent(QDropEvent(QPointF(600, 20), move, data, left, none))
    QApplication.processEvents()
    return entered.isAccepted()


def test_files_can_be_dropped_on_the_window(window: MainWindow, full_desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / "hour 1.csv", tmp_path / "hour 2.csv"]
    for path in paths:
        path.write_text(text_of(swapped(full_desk)), encoding="utf-8")
    assert drop(window, *paths)
    page = shown(window)
    assert page is not None
    assert [page.files.model.row(i).name for i in range(2)] == ["hour 1.csv", "hour 2.csv"]  # type: ignore[union-attr]
    assert page.head.facts["file"].text() == "hour 2.csv"


def test_a_car_that_is_not_entered_comes_as_a_guest_by_enter(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    before, order = full_desk.season, swapped(full_desk)
    page = given(window, keys, file_of(tmp_path / "race.csv", order, "27;904;Sam Nouveau;15;33:00.000\n"))
    assert "⏎ enters it as a guest" in page.notes.whole.text()
    keys.press(Qt.Key.Key_F4)
    keys.press(Qt.Key.Key_Return, "\r")
    assert "It cannot be entered as a guest" in page.notes.whole.text(), "no category in the file"
    path = tmp_path / "classes.csv"
    text = text_of(order, "27;904;Sam Nouveau;15;33:00.000\n").splitlines()
    path.write_text("\n".join([f"{text[0]};Class", *(f"{line};Am" for line in text[1:])]) + "\n", encoding="utf-8")
    keys.press(Qt.Key.Key_Escape)
    page = given(window, keys, path)
    keys.press(Qt.Key.Key_F4)
    keys.press(Qt.Key.Key_Return, "\r")
    assert page.notes.model.row(0).short == "904 is entered as a guest with this file."  # type: ignore[union-attr]
    assert [row[3:5] for row in cells(page)][-1] == ["904", "NOUVEAU Sam"]
    keys.press(Qt.Key.Key_Return, "\r")
    assert len(cells(page)) == len(order)
    keys.press(Qt.Key.Key_Return, "\r")
    take(keys)
    assert full_desk.book.session(RACE).order[-1] == "904"
    assert full_desk.book.entries("LEC")["904"].guest
    full_desk.undo()
    assert full_desk.season == before
