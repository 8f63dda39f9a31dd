"""The sheet of keys: every key of the menus on one page, both languages; a printer that is gone is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest

from cupdesk.ui.helping.dialogs import KeysDialog
from cupdesk.ui.helping.keys_paper import keys_document, print_keys
from cupdesk.ui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow) -> KeysDialog:
    made = KeysDialog(window)
    made.show()
    return made


def unbroken(text: str) -> str:
    """Text with plain spaces, as Qt gives some of them."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_is_on_one_page(window: MainWindow, language: str, tmp_path: Path) -> None:
    window.choose("language", language)
    dialog = KeysDialog(window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    said = print_keys(printer, dialog.menus(), window.words)
    assert str(tmp_path / "keys.pdf") in said
    assert said == window.words("session.print.sent", n=1, printer=str(tmp_path / "keys.pdf"))
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    text = unbroken(keys_document(dialog.menus(), window.words).toPlainText())
    for _, lines in dialog.menus():
        for keys, action in lines:
            assert unbroken(keys) in text
            assert unbroken(action) in text


def test_its_key_asks_for_a_printer(dialog: KeysDialog) -> None:
    assert dialog.print_button.shortcut().toString() == "Ctrl+P"
    QTest.keyClick(dialog.print_button, Qt.Key.Key_Space)
    (asked,) = dialog.findChildren(QPrintDialog)
    assert asked.isVisible()
    asked.reject()


def test_a_printer_that_is_gone_is_said(window: MainWindow, dialog: KeysDialog) -> None:
    printer = QPrinter()
    printer.setPrinterName("gone")
    assert print_keys(printer, dialog.menus(), window.words) == window.words("session.print.none", printer="?")
