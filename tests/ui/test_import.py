"""A timing file in the window: shown row by row before anything is taken, one step, refused in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from cupdesk.ui.import_dialog import ImportDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

RACE = "LEC/R2"
CONTROL = Qt.KeyboardModifier.ControlModifier
HEADS = "Pos;No;Driver;Laps;Time\n"


@pytest.fixture
def give(window: MainWindow, keys: Keys, tmp_path: Path) -> Callable[[str], ImportDialog | None]:
    """Imports a text as a file by Ctrl+I and the file dialog; the dialog shown, if there is one."""

    def given(text: str) -> ImportDialog | None:
        path = tmp_path / "race.csv"
        path.write_text(text, encoding="utf-8")
        window.travel.to_session(RACE, "order")
        QApplication.processEvents()
        keys.press(Qt.Key.Key_I, "", CONTROL)
        chooser = window.findChild(QFileDialog)
        assert chooser is not None
        chooser.fileSelected.emit(str(path))
        chooser.close()
        QApplication.processEvents()
        return window.findChild(ImportDialog)

    return given


def swapped(desk: Desk) -> tuple[str, ...]:
    first, second, *others = desk.book.session(RACE).order
    return (second, first, *others)


def text_of(order: tuple[str, ...], more: str = "") -> str:
    rows = "".join(f"{i};{car};;15;{30 + i // 60}:{i % 60:02}.000\n" for i, car in enumerate(order, 1))
    return HEADS + rows + more


def test_what_differs_is_marked_and_taken_as_one_step(
    full_desk: Desk, give: Callable[[str], ImportDialog | None], keys: Keys
) -> None:
    before = full_desk.season
    order = swapped(full_desk)
    dialog = give(text_of(order, "99;998;;15;33:00.000\n"))
    assert dialog is not None
    assert full_desk.season == before
    shown = [
        [str(dialog.model.index(row, column).data()) for column in range(dialog.model.columnCount())]
        for row in range(dialog.model.rowCount())
    ]
    assert shown[0][1] == "not taken"
    assert "998 is not entered in this round." in shown[0][-1]
    assert dialog.whole.text() == shown[0][-1]
    keys.press(Qt.Key.Key_Down)
    assert dialog.whole.text() == "Typed as 2"
    assert shown[1][1:3] + shown[1][4:6] == ["differs", order[0], "2", "1"]
    assert shown[1][-1] == "Typed as 2"
    assert dialog.take.text() == f"Take {len(order)} cars  Ctrl+⏎"
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert full_desk.book.session(RACE).order == order
    assert full_desk.undo() is not None
    assert full_desk.season == before


def test_esc_leaves_everything_and_the_preview_goes(
    window: MainWindow, full_desk: Desk, give: Callable[[str], ImportDialog | None], keys: Keys
) -> None:
    before, order = full_desk.season, swapped(full_desk)
    assert give(text_of(order)) is not None
    assert window.context is not None
    assert window.context.preview is not None
    assert window.context.preview.session(RACE).order == order
    keys.press(Qt.Key.Key_Escape)
    assert window.context.preview is None
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
    window: MainWindow, full_desk: Desk, give: Callable[[str], ImportDialog | None], text: str, said: str
) -> None:
    before = full_desk.season
    heard: list[str] = []
    assert window.context is not None
    window.context.message.connect(heard.append)
    assert give(text) is None
    assert [said in sentence for sentence in heard] == [True]
    assert full_desk.season == before


def test_a_file_with_no_car_of_the_round_takes_nothing(
    full_desk: Desk, give: Callable[[str], ImportDialog | None], keys: Keys
) -> None:
    before = full_desk.season
    dialog = give(HEADS + "1;998;;15;30:00.000\n2;997;;15;30:01.000\n")
    assert dialog is not None
    assert not dialog.take.isEnabled()
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert full_desk.season == before


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


def test_one_file_can_be_dropped_on_the_window(window: MainWindow, full_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "race.csv"
    path.write_text(text_of(swapped(full_desk)), encoding="utf-8")
    window.travel.to_session(RACE, "order")
    assert drop(window, path)
    assert window.findChild(ImportDialog) is not None


def test_several_files_dropped_are_shown_one_at_a_time(window: MainWindow, full_desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / "hour 1.csv", tmp_path / "hour 2.csv"]
    for path in paths:
        path.write_text(text_of(swapped(full_desk)), encoding="utf-8")
    window.travel.to_session(RACE, "order")
    assert drop(window, *paths)
    (dialog,) = window.findChildren(ImportDialog)
    assert [dialog.file.itemText(i) for i in range(dialog.file.count())] == ["hour 1.csv", "hour 2.csv"]
    assert dialog.head.text().startswith("hour 1.csv")
