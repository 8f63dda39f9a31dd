"""The rule book on paper and in files: the one on file, never the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from cupdesk.sheets.pdf import pages_png
from cupdesk.sheets.regulations import regulations
from cupdesk.ui.export_dialog import ExportDialog
from cupdesk.ui.printing import PRINT_DPI, ask_printer, send, where
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


class RegulationsPaper(QFrame):
    """Two buttons: print the rule book, export it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.print_button, self.export_button = QPushButton(), QPushButton()
        self.print_button.clicked.connect(self.print_document)
        self.export_button.clicked.connect(self.export_document)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        for button in (self.print_button, self.export_button):
            column.addWidget(button)

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for button, name, key in (
            (self.print_button, "to_printer", "Ctrl+P"),
            (self.export_button, "to_files", "Ctrl+E"),
        ):
            button.setText(f"{words(f'rulebook.{name}')}  {key}")
            button.setAccessibleName(button.text())

    def print_document(self) -> None:
        """Ask for a printer, then send the rule book."""
        sheet = regulations(self._context.book, self._context.document_language)
        ask_printer(self, self._context.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the rule book to this printer, and say what became of it."""
        words = self._context.words
        try:
            sent = send(printer, pages_png(sheet, PRINT_DPI))
        except Trouble as trouble:
            self._context.message.emit(words(trouble.key, **trouble.values))
            return
        self._context.message.emit(words("session.print.sent", n=sent, printer=where(printer)))

    def export_document(self) -> None:
        """Ask where to, then write the rule book."""
        dialog = ExportDialog(self._context, "", self)
        dialog.exported.connect(self._exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _exported(self, paths: list[Path]) -> None:
        said = self._context.words("session.export.done", n=len(paths), path=str(paths[0].parent))
        self._context.message.emit(said)
