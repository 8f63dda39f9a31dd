"""The print set and the results book in the window: by their keys, to files where there is no printer, failures said and repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cupdesk.desk import Desk
from cupdesk.rules.edits import SetPublication
from cupdesk.rules.session import SessionState
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.paper.print_set import TO_FILES, PrintSetDialog
from cupdesk.ui.publishing.book_dialog import BookDialog

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PATIENCE = 60_000


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> MainWindow:
    """The desk at the last race."""
    made = opened(full_desk)
    made.travel.to_session("LEC/R2")
    return made


def print_set(window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> PrintSetDialog:
    """The print set by its key, set to write files below `folder`."""
    monkeypatch.setattr(Path, "home", lambda: folder)
    QTest.keyClick(window, Qt.Key.Key_P, HELD)
    (dialog,) = window.findChildren(PrintSetDialog)
    dialog.printer.setCurrentIndex(dialog.printer.findData(TO_FILES))
    return dialog


def test_chosen_documents_are_sent_with_copies_and_remembered(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = print_set(window, tmp_path, monkeypatch)
    assert not dialog.isModal()
    assert {kind for kind, spin in dialog.copies.items() if spin.value()} == {"classification", "by_category"}
    dialog.copies["by_category"].setValue(0)
    dialog.copies["classification"].setValue(3)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.said.text() == f"1 document written to {tmp_path / 'documents'}.", timeout=PATIENCE)
    assert dialog.states["classification"].text() == "written, 3 pages"
    assert (dialog.send.text(), dialog.shut.isDefault()) == ("Write the files", True)
    (made,) = (tmp_path / "documents").iterdir()
    assert made.read_bytes().count(b"/Type /Page\n") == 3
    dialog.close()
    QApplication.processEvents()
    assert window.settings.print_set("Porsche Carrera Cup France") == {"classification": 3}


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", "Cannot open", extend=True)
def test_what_failed_is_said_and_sent_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = print_set(window, tmp_path, monkeypatch)
    in_the_way = tmp_path / "documents" / "pccf-2023-LEC-R2-by-category-en-print.pdf"
    in_the_way.mkdir(parents=True)
    dialog.run()
    qtbot.waitUntil(lambda: dialog.said.text().startswith("1 document was not sent"), timeout=PATIENCE)
    assert dialog.states["classification"].text() == "written, 1 page"
    assert "refused the job" in dialog.states["by_category"].text()
    assert dialog.again.isVisible()
    in_the_way.rmdir()
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.said.text() == f"1 document written to {tmp_path / 'documents'}.", timeout=PATIENCE)
    assert not dialog.again.isVisible()
    assert in_the_way.is_file()


def test_a_set_without_copies_sends_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = print_set(window, tmp_path, monkeypatch)
    for spin in dialog.copies.values():
        spin.setValue(0)
    dialog.run()
    assert dialog.said.text() == "No document has copies: nothing was sent."


# -- the results book
def test_the_book_of_the_round_is_looked_at_and_written(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, HELD)
    (dialog,) = window.findChildren(BookDialog)
    assert not dialog.isModal()
    assert dialog.of.currentData() == "LEC"
    qtbot.waitUntil(lambda: dialog.view.pages.pages > 10, timeout=PATIENCE)
    to = tmp_path / "new" / "folder"
    dialog.folder.put(to)
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.said.text() == f"1 file written to {to}.", timeout=PATIENCE)
    assert (to / "pccf-2023-LEC-book-en.pdf").stat().st_size > 100_000
    (tmp_path / "taken").write_text("a file, not a folder")
    dialog.folder.put(tmp_path / "taken")
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Nothing could be written to"), timeout=PATIENCE)
    dialog.formats["pdf"].setChecked(False)
    dialog.write.click()
    assert dialog.said.text() == "Choose at least one format."


def test_a_book_without_anything_final_says_so(
    opened: Callable[[Desk | None], MainWindow], full_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    for ref in ("LEC/Q", "LEC/R1", "LEC/R2"):
        full_desk.do(SetPublication(ref, SessionState.PROVISIONAL))
    window = opened(full_desk)
    window.travel.to_session("LEC/R2")
    QTest.keyClick(window, Qt.Key.Key_B, HELD)
    (dialog,) = window.findChildren(BookDialog)
    qtbot.waitUntil(lambda: "final" in dialog.view.pages.sentence, timeout=PATIENCE)
    dialog.folder.put(tmp_path / "none")
    dialog.write.click()
    qtbot.waitUntil(lambda: "final" in dialog.said.text(), timeout=PATIENCE)
    assert dialog.write.isEnabled()
    assert not (tmp_path / "none").exists()
    dialog.ask_printer()
