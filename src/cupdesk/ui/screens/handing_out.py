"""What a screen of documents does with them: shows the pages, prints, exports, says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrinter

from cupdesk.rules.documents import published
from cupdesk.sheets.frozen import reprint
from cupdesk.sheets.publish import current, kinds_of
from cupdesk.ui.controls.parts import label
from cupdesk.ui.paper.preview_pane import PreviewPane
from cupdesk.ui.paper.printing import ask_printer, send_sheet
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.rules.documents import Document
    from cupdesk.sheets.differences import Change
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.ui.publishing.document_rows import Key


class HandingOut(SessionScreen):
    """Pages of a document of the session shown: the one opened, else the kind chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: Sheet | None = None
        self._opened: Key | None = None
        self._altered: dict[int, tuple[Change, ...]] = {}
        self.preview = PreviewPane(context)
        self.said = label()
        self.said.setWordWrap(True)
        self._rendering = QTimer(self)
        self._rendering.setSingleShot(True)
        self._rendering.timeout.connect(self._render)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the pages when they are looked at."""
        super().showEvent(event)
        self._render_soon()

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        self.said.setProperty("tone", "problem" if problem else "")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        if sentence:
            self.context.message.emit(sentence)

    # -- pages
    @property
    def opened(self) -> Document | None:
        """The document somebody opened, to be shown as it was."""
        if self._opened is not None:
            return next(
                (d for d in published(self.book.season, self.ref) if (d.session, d.number) == self._opened), None
            )
        return None

    def sheet(self) -> Sheet | None:
        """The document shown, in the documents' language; `None`, and a sentence in the preview, if it cannot be made."""
        language, opened = self.context.document_language, self.opened
        try:
            if opened is not None:
                return reprint(self.book.season, opened, language)
            return current(self.book, self.ref, self.preview.document, language)
        except Trouble as trouble:
            self.preview.say(self.words(trouble.key, **trouble.values))
            self._shown = None
            return None

    def _render_soon(self) -> None:
        if self.isVisible() and self.ref:
            self._rendering.start(0)

    def _render(self) -> None:
        """Set the pages, if they are not the ones shown."""
        if not kinds_of(self.book, self.ref):
            self._shown = None
            self.preview.say(self.words("session.publication.empty"))
            return
        sheet = self.sheet()
        if sheet is None or sheet == self._shown:
            return
        self.preview.show_sheet(sheet)
        self._shown = sheet

    # -- paper and files
    def print_document(self) -> None:
        """Ask for a printer, then send the document shown."""
        sheet = self._turn_here()
        if sheet is None:
            return
        ask_printer(self, self.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the pages of a document to this printer, and say what became of it."""
        send_sheet(self.context, printer, sheet, lambda sentence, wrong: self._say(sentence, problem=wrong))

    def export_documents(self) -> None:
        """Ask where to, then write the documents of the session."""
        if self._turn_here() is None:
            return
        dialog = ExportDialog(self.context, self.ref, self, self.opened, self.preview.document)
        dialog.exported.connect(self.exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def exported(self, paths: list[Path]) -> None:
        """Say where the files are."""
        self._say(self.words("session.export.done", n=len(paths), path=str(paths[0].parent)))

    def _turn_here(self) -> Sheet | None:
        """Come to this screen from wherever the key was pressed; the document shown, if there is one."""
        if not self.isVisible() and self.context.session:
            self.context.session_wanted.emit(self.context.session, "publication")
        if not self.ref or not kinds_of(self.book, self.ref):
            self._say(self.words("session.publication.empty"), problem=True)
            return None
        return self.sheet()
