"""The organiser's own workbook from the window: by its key, remembered, refused in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.publishing.own_dialog import OwnDialog

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(window: MainWindow) -> OwnDialog:
    """The dialog as its key opens it."""
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F, BOTH)
    return [each for each in window.findChildren(OwnDialog) if each.isVisible()][-1]


@pytest.fixture
def dialog(window: MainWindow) -> OwnDialog:
    window.travel.to_session("MAG/R1", "classification")
    return shown(window)


@pytest.fixture
def example(dialog: OwnDialog, tmp_path: Path) -> Path:
    """The example workbook, written from the dialog."""
    path = tmp_path / "made" / "names.xlsx"
    dialog.to.put(path)
    QTest.keyClick(dialog.example, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert path.is_file()
    return path


def test_the_example_is_filled_the_workbook_remembered(window: MainWindow, example: Path) -> None:
    assert example.name in window.status.said
    again = shown(window)
    assert again.own.line.text() == ""
    again.own.put(example)
    assert again.to.path is not None
    assert again.to.path.name == "names-pccf-2023-MAG-R1.xlsx"
    again.to.put(example.parent / "chosen")
    QTest.keyClick(again.own.line, Qt.Key.Key_Return)
    assert not again.isVisible()
    written = load_workbook(example.parent / "chosen.xlsx")
    assert len(written.sheetnames) > 5
    assert shown(window).own.path == example


def test_nothing_chosen_is_said_at_the_field(dialog: OwnDialog) -> None:
    QTest.keyClick(dialog.own.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    assert dialog.focusWidget() is dialog.own.line


def test_what_is_in_the_way_is_said_and_nothing_written(dialog: OwnDialog, tmp_path: Path) -> None:
    own = tmp_path / "theirs.xlsx"
    own.write_bytes(b"not a workbook")
    dialog.own.put(own)
    dialog.to.put(tmp_path / "out" / "to.xlsx")
    dialog.run()
    assert dialog.isVisible()
    assert ".xlsx" in dialog.problem.text()
    assert not (tmp_path / "out" / "to.xlsx").exists()


def test_a_folder_that_cannot_be_made_is_said(dialog: OwnDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    dialog.own.put(tmp_path / "file")
    dialog.to.put(tmp_path / "file" / "to.xlsx")
    dialog.run()
    assert dialog.isVisible()
    assert str(tmp_path / "file") in dialog.problem.text()
