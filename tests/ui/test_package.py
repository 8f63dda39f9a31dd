"""The package of a round from the window: by its key, with progress, given up without a trace, refused in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cupdesk.rules.edits import SetPublication
from cupdesk.rules.session import SessionState
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.publishing.package_dialog import PackageDialog


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> PackageDialog:
    """The dialog as its key opens it, the folder typed."""
    window.travel.to_session("LMS/R", "publication")
    assert window.focusWidget() is not None
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (found,) = window.findChildren(PackageDialog)
    found.folder.line.setText(str(tmp_path / "out"))
    return found


def test_one_key_and_enter_make_folder_and_zip(
    window: MainWindow, dialog: PackageDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        QTest.keyClick(dialog.folder.line, Qt.Key.Key_Return)
        assert not dialog.make.isEnabled()
    assert (tmp_path / "out" / "pccf-2023-LMS.zip").is_file()
    assert (tmp_path / "out" / "pccf-2023-LMS" / "manifest.json").is_file()
    assert "pccf-2023-LMS.zip" in window.status.said
    assert not dialog.isVisible()


def test_given_up_nothing_is_written(dialog: PackageDialog, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(dialog.folder.line, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not (tmp_path / "out").exists()


def test_nothing_final_is_said_in_the_dialog(window: MainWindow, dialog: PackageDialog, qtbot: QtBot) -> None:
    assert window.desk is not None
    for ref in ("LMS/Q", "LMS/R"):
        window.desk.do(SetPublication(ref, SessionState.PROVISIONAL))
    dialog.run()
    qtbot.waitUntil(lambda: dialog.make.isEnabled(), timeout=10_000)
    assert dialog.problem.isVisible()
    assert "LMS" in dialog.problem.text()
