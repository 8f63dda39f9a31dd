"""The rule book on paper and in files, as document and as preset: the one on file, never the draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout

from cupdesk.seasons.preset import PRESET, preset_of
from cupdesk.sheets.documents.regulations import regulations
from cupdesk.sheets.export import write_all
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.paper.printing import ask_printer, send_sheet
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


class RegulationsPaper(QFrame):
    """Three buttons: print the rule book, export it, save it as a preset."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.print_button, self.export_button, self.preset_button = QPushButton(), QPushButton(), QPushButton()
        self.print_button.clicked.connect(self.print_document)
        self.export_button.clicked.connect(self.export_document)
        self.preset_button.clicked.connect(self.save_preset)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        for button in (self.print_button, self.export_button, self.preset_button):
            column.addWidget(button)

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for button, name, key in (
            (self.print_button, "to_printer", "Ctrl+P"),
            (self.export_button, "to_files", "Ctrl+E"),
            (self.preset_button, "to_preset", ""),
        ):
            button.setText(f"{words(f'rulebook.{name}')}  {key}".strip())
            button.setAccessibleName(button.text())
        self.preset_button.setToolTip(f"{words('rulebook.hint.preset')} (Ctrl+Shift+R)")

    def print_document(self) -> None:
        """Ask for a printer, then send the rule book."""
        sheet = regulations(self._context.book, self._context.document_language)
        ask_printer(self, self._context.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the rule book to this printer, and say what became of it."""
        send_sheet(self._context, printer, sheet)

    def export_document(self) -> None:
        """Ask where to, then write the rule book."""
        dialog = ExportDialog(self._context, "", self)
        dialog.exported.connect(self._exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _exported(self, paths: list[Path]) -> None:
        said = self._context.words("session.export.done", n=len(paths), path=str(paths[0].parent))
        self._context.message.emit(said)

    def save_preset(self) -> None:
        """Ask for a file, then write the rule book as a preset that a new season can begin with."""
        words, season = self._context.words, self._context.book.season
        place = self._context.desk.store.place
        folder = place.parent if isinstance(place, Path) else Path.home()
        dialog = file_dialog(
            self,
            words,
            words("rulebook.preset.title"),
            str(folder / f"{season.code}{PRESET}"),
            words("rulebook.preset.filter"),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(PRESET.removeprefix("."))
        dialog.selectFile(f"{season.code}{PRESET}")
        dialog.fileSelected.connect(lambda name: self.write_preset(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_preset(self, path: Path) -> None:
        """Write the preset, and say what became of it."""
        words = self._context.words
        try:
            write_all(path.parent, [(path.name, preset_of(self._context.book.season))], words.language)
        except Trouble as trouble:
            self._context.message.emit(words(trouble.key, **trouble.values))
            return
        self._context.message.emit(words("rulebook.preset.saved", path=str(path)))
