"""Files into the window by keys, as a person gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from cupdesk.ui.importing.rows import ResultRow
from cupdesk.ui.places import IMPORT
from cupdesk.ui.screens.importing import ImportPage

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.ui.controls.rows_model import RowsModel
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

RACE = "LEC/R2"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEADS = "Pos;No;Driver;Laps;Time\n"


def shown(window: MainWindow) -> ImportPage | None:
    """The page of the import, if the window shows it."""
    assert window.page is not None
    if window.page.place != IMPORT:
        return None
    page = window.page.pages[IMPORT]
    assert isinstance(page, ImportPage)
    return page


def give(window: MainWindow, keys: Keys, *paths: Path, listed: bool = False) -> ImportPage | None:
    """Imports files by Ctrl+I (or with Shift, as entry lists) and the file dialog; the page that shows them, if it does."""
    window.activateWindow()
    QApplication.processEvents()
    keys.press(Qt.Key.Key_I, "", CONTROL | SHIFT if listed else CONTROL)
    chooser = window.findChildren(QFileDialog)[-1]
    chooser.close()
    window.activateWindow()
    QApplication.processEvents()
    chooser.filesSelected.emit([str(path) for path in paths])
    QApplication.processEvents()
    return shown(window)


def given(window: MainWindow, keys: Keys, *paths: Path, listed: bool = False) -> ImportPage:
    """The same, where the files are shown."""
    page = give(window, keys, *paths, listed=listed)
    assert page is not None, window.status.said
    return page


def take(keys: Keys) -> None:
    """Ctrl+Enter."""
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)


def text_of(order: tuple[str, ...], more: str = "") -> str:
    """A result as a text file."""
    rows = "".join(f"{i};{car};;15;{30 + i // 60}:{i % 60:02}.000\n" for i, car in enumerate(order, 1))
    return HEADS + rows + more


def file_of(path: Path, order: tuple[str, ...], more: str = "") -> Path:
    """A result as a file."""
    path.write_text(text_of(order, more), encoding="utf-8")
    return path


def rows_of(model: RowsModel[ResultRow]) -> list[ResultRow]:
    """The rows shown."""
    return [row for i in range(model.rowCount()) if (row := model.row(i))]


def cells(page: ImportPage) -> list[list[str]]:
    """The texts of the cars shown."""
    model = page.cars.model
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]
