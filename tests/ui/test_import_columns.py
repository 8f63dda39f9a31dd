"""What the columns of a file are, said by keys; several files; and a file that cannot be taken after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cupdesk.imports import Column
from cupdesk.ui.import_dialog import ImportDialog, show_dropped
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

RACE = "LEC/R2"
CONTROL = Qt.KeyboardModifier.ControlModifier
STRANGE = "Cup of the river\nQuoi;Qui;Wagen3;Runden\n"


def give(window: MainWindow, *paths: Path) -> ImportDialog | None:
    """Reads files into the race as if dropped; the dialog shown, if there is one."""
    assert window.context is not None
    window.travel.to_session(RACE, "order")
    known = window.findChildren(ImportDialog)
    show_dropped(window.context, paths, window)
    QApplication.processEvents()
    return next((each for each in window.findChildren(ImportDialog) if each not in known), None)


def strange(path: Path, order: tuple[str, ...]) -> Path:
    """A file of which no head is known."""
    rows = "".join(f"{place};x;{car};15\n" for place, car in enumerate(order, 1))
    path.write_text(STRANGE + rows, encoding="utf-8")
    return path


def turned(desk: Desk) -> tuple[str, ...]:
    first, second, *others = desk.book.session(RACE).order
    return (second, first, *others)


def choose(dialog: ImportDialog, keys: Keys, column: Column) -> None:
    """Enter goes to the choice; Down until it says the column."""
    keys.press(Qt.Key.Key_Return, "\r")
    assert dialog.heads.column.hasFocus()
    while dialog.heads.column.currentData() != column.value:
        before = dialog.heads.column.currentIndex()
        keys.press(Qt.Key.Key_Down)
        assert dialog.heads.column.currentIndex() == before + 1
    keys.press(Qt.Key.Key_Backtab, "", Qt.KeyboardModifier.ShiftModifier)
    assert dialog.heads.table.hasFocus()


def taken_for(dialog: ImportDialog) -> list[Column | None]:
    assert dialog.recognised is not None
    return [head.column for head in dialog.recognised.heads.heads]


def test_heads_nobody_knows_are_matched_by_keys_and_remembered(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    path, order, before = strange(tmp_path / "a.csv", turned(full_desk)), turned(full_desk), full_desk.season
    dialog = give(window, path)
    assert dialog is not None
    assert dialog.problem.text().startswith("No column holds car numbers. The heads are: Quoi, Qui, Wagen3, Runden.")
    assert not dialog.problem.isHidden()
    assert not dialog.take.isEnabled()
    assert keys.focus is dialog.heads.table
    choose(dialog, keys, Column.PLACE)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    choose(dialog, keys, Column.NUMBER)
    assert taken_for(dialog) == [Column.PLACE, None, Column.NUMBER, None]
    assert dialog.problem.isHidden()
    assert dialog.model.rowCount() == len(order)
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert full_desk.book.session(RACE).order == order
    full_desk.undo()
    assert full_desk.season == before
    settings.save()
    kept = Settings(tmp_path / "settings.ini").heads("table")
    assert '"wagen3": "number"' in kept
    again = give(window, path)
    assert again is not None
    assert taken_for(again) == [Column.PLACE, None, Column.NUMBER, None]
    assert again.heads.isHidden()
    assert "matched by hand" in again.note.text()


def test_a_head_that_was_understood_can_be_taken_otherwise_and_back(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "race.csv"
    rows = "".join(f"{i};{i + 900};{car}\n" for i, car in enumerate(full_desk.book.session(RACE).order, 1))
    path.write_text("Pos;No;Wagen\n" + rows, encoding="utf-8")
    dialog = give(window, path)
    assert dialog is not None
    assert not dialog.given.cars
    keys.press(Qt.Key.Key_F2)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    choose(dialog, keys, Column.NUMBER)
    assert taken_for(dialog) == [Column.PLACE, None, Column.NUMBER], "passing over Place leaves it where it was"
    assert dialog.given.cars == len(full_desk.book.session(RACE).order)
    dialog.heads.forget.setFocus()
    keys.press(Qt.Key.Key_Space, " ")
    assert taken_for(dialog) == [Column.PLACE, Column.NUMBER, None]
    assert not dialog.heads.forget.isEnabled()
    keys.press(Qt.Key.Key_F2)
    assert dialog.heads.isHidden()
    keys.press(Qt.Key.Key_Escape)
    assert settings.heads("table") == ""


def test_of_several_files_one_is_read_at_a_time(
    window: MainWindow, full_desk: Desk, keys: Keys, tmp_path: Path
) -> None:
    broken, other = tmp_path / "a.csv", tmp_path / "b.csv"
    broken.write_bytes(b"%PDF-1.7\n")
    order = turned(full_desk)
    other.write_text("Pos;No\n" + "".join(f"{i};{car}\n" for i, car in enumerate(order, 1)), encoding="utf-8")
    dialog = give(window, broken, other)
    assert dialog is not None
    assert dialog.file.isVisible()
    assert dialog.file.accessibleName() == "One file is read at a time:"
    assert "A PDF has no rows" in dialog.problem.text()
    assert not dialog.match.isEnabled()
    dialog.file.setFocus()
    keys.press(Qt.Key.Key_Down)
    assert dialog.problem.isHidden()
    assert dialog.head.text().startswith("b.csv")
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert full_desk.book.session(RACE).order == order


def test_a_file_that_cannot_be_taken_is_said_in_the_dialog_and_nothing_changes(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    path, before = tmp_path / "race.csv", full_desk.season
    order = turned(full_desk)
    path.write_text("Pos;No\n" + "".join(f"{i};{car}\n" for i, car in enumerate(order, 1)), encoding="utf-8")
    dialog = give(window, path)
    assert dialog is not None
    full_desk.store._hand.rows("PRAGMA query_only = ON")  # from here on nothing can be written
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert dialog.isVisible()
    assert not dialog.problem.isHidden()
    assert "read" in dialog.problem.text()
    assert settings.heads("table") == ""
    assert full_desk.season == before
    keys.press(Qt.Key.Key_Escape)
    assert window.context is not None
    assert window.context.preview is None
