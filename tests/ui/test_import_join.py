"""Files of one class each on the page of the import: joined, together or one after the other; refused in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cupdesk.rules.edits import ClearResult
from tests.ui.import_keys import RACE, cells, give, given, take

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys


@pytest.fixture
def parts(window: MainWindow, full_desk: Desk, tmp_path: Path) -> tuple[Path, Path]:
    """Two files of one race: every second car in each, two seconds apart."""
    order = full_desk.book.session(RACE).order
    full_desk.do(ClearResult(RACE))
    window.travel.to_session(RACE, "order")
    paths = (tmp_path / "Race 2 Pro.csv", tmp_path / "Race 2 Am.csv")
    for first, path in enumerate(paths):
        rows = [
            f"{k};{car};15;{30 + i // 60}:{i % 60:02}.000"
            for k, (i, car) in enumerate([*enumerate(order)][first::2], 1)
        ]
        path.write_text("\n".join(("Pos;No;Laps;Time", *rows)) + "\n", encoding="utf-8")
    return paths


def test_files_of_one_class_each_are_joined_into_one_order(
    window: MainWindow, full_desk: Desk, keys: Keys, parts: tuple[Path, Path]
) -> None:
    before = full_desk.season
    page = given(window, keys, *parts)
    n = len(full_desk.book.entries("LEC"))
    assert page.cars.model.rowCount() == n
    rows = [page.files.model.row(i) for i in range(2)]
    assert [row.differs for row in rows if row] == [f"joined: {n // 2} cars of {n}"] * 2
    assert page.head.take.text().startswith(f"Take {n} cars")
    assert page.cars.remedies.isVisible()
    page.cars.table.select(cells(page)[1][3])
    assert not page.cars.remedies.isVisible(), "a row of the other file is answered where that is shown"
    take(keys)
    assert len(full_desk.book.session(RACE).order) == n
    full_desk.undo()
    assert full_desk.season == before


def test_a_file_given_to_the_open_page_is_added_and_taken_back_by_a_key(
    window: MainWindow, full_desk: Desk, keys: Keys, parts: tuple[Path, Path], tmp_path: Path
) -> None:
    page = given(window, keys, parts[0])
    half = page.cars.model.rowCount()
    assert given(window, keys, parts[1]) is page
    assert page.cars.model.rowCount() == 2 * half
    broken = tmp_path / "sheet.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    assert give(window, keys, broken) is page
    assert "A PDF has no rows" in window.status.said
    assert page.files.model.rowCount() == 2
    page.cars.table.setFocus()
    keys.press(Qt.Key.Key_T, "t")
    keys.press(Qt.Key.Key_Backspace)
    assert page.cars.model.rowCount() == half
    assert len(page.given.files) == 1


def test_an_order_that_does_not_follow_is_said_and_nothing_can_be_taken(
    window: MainWindow, full_desk: Desk, keys: Keys, parts: tuple[Path, Path]
) -> None:
    for path in parts:
        rows = [line.rsplit(";", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    page = given(window, keys, *parts)
    assert page.problem.isVisible()
    assert "their order does not follow" in page.problem.text()
    assert not page.head.take.isEnabled()
    page.files.table.setFocus()
    keys.press(Qt.Key.Key_Space, " ")
    assert not page.problem.isVisible()
    assert page.head.take.isEnabled()
    keys.press(Qt.Key.Key_Backspace)
    assert page.problem.isVisible(), "a choice of files is taken back too"
