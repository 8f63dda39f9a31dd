"""The register of documents (Ctrl+D): every document ever published, opened as it was, any two compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from cupdesk.sheets.frozen import reprint
from cupdesk.ui.controls.parts import label, region, splitter
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.paper.pages_view import PagesView
from cupdesk.ui.paper.printing import ask_printer, send_sheet
from cupdesk.ui.publishing.comparing import Comparing
from cupdesk.ui.publishing.document_rows import columns, document_rows, row_look
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.publishing.publishing import altered
from cupdesk.ui.screens.register_page import RegisterPage
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from cupdesk.rules.documents import Document
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import Column
    from cupdesk.ui.publishing.document_rows import DocumentRow, Key


class DocumentsPage(RegisterPage):
    """Register at the left, the document of the current row at the right, as it was published."""

    name = "documents"
    texts = "register"

    def __init__(self, context: Context) -> None:
        self._marked: Key | None = None
        self._shown: Sheet | None = None
        self._differing: set[Key] = set()
        self._compared_with: object = None
        super().__init__(context, RowsModel([], key=lambda row: row.key, look=row_look))
        self._rendering = QTimer(self)
        self._rendering.setSingleShot(True)
        self._rendering.timeout.connect(self._render)
        self.table.row_changed.connect(lambda _: self._rendering.start(0))
        self.comparing = Comparing(context)
        self.said = label()
        self.said.setWordWrap(True)
        self.view = PagesView(context)
        self.pages = self.view.pages
        self.action("session.register.open", "Return", lambda: self.pages.setFocus(Qt.FocusReason.OtherFocusReason))
        self.action("session.register.compare", "C", self._compare)
        self.action("session.publication.print", "Shift+P", self._print)
        self.action("session.publication.export", "Shift+E", self._export)
        context.document_language_changed.connect(self.refresh)
        said, line = region("base")
        line.addWidget(self.said, 1)
        self.below.addWidget(self.comparing)
        self.below.addWidget(said)
        sides = splitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.register)
        sides.addWidget(self.view)
        sides.setSizes([580, 500])
        self.whole.addWidget(sides, 1)

    # -- what the window asks of it
    def of_session(self, session: str) -> Hashable | None:
        """The latest document of it."""
        here = next((each for each in reversed(self._documents) if each.session == session), None)
        return (here.session, here.number) if here else None

    def refresh(self) -> None:
        """Show the register as it is now."""
        book = self.context.book
        if book is not self._compared_with:
            self._compared_with = book
            sessions = dict.fromkeys(each.session for each in book.season.documents)
            self._differing = {
                (ref, number) for ref in sessions for number in altered(book, ref, self.context.language)
            }
        super().refresh()
        self._rendering.start(0)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        self.view.retranslate()
        if self.document is None:
            self.view.say(self.words("session.register.empty"))

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [*super().stops(), self.view.small, self.pages]

    def columns(self, room: int) -> list[Column[DocumentRow]]:
        """Number, session, title, edition, times, fingerprint and state, as far as there is room."""
        return columns(self.words, room=room, whole=True)

    def paper(self) -> dict[Qt.Key, Callable[[], object]]:
        """Ctrl+P prints, Ctrl+E exports the document of the current row as it was published."""
        return {Qt.Key.Key_P: self._print, Qt.Key.Key_E: self._export}

    # -- the register
    @property
    def _documents(self) -> tuple[Document, ...]:
        return self.context.book.season.documents

    @property
    def document(self) -> Document | None:
        """The document of the current row."""
        row = self.model.row(self.table.currentIndex().row())
        return row.document if row is not None else None

    def fill(self) -> None:
        """Show the documents that the filter leaves."""
        rows = document_rows(self.context.book, self._documents, self.words, self._differing, self._marked)
        asked = self.filter.text().casefold().split()
        shown = [row for row in rows if all(part in row.searched for part in asked)]
        self.show_rows(shown)
        count = self.words("session.register.count", n=len(rows), shown=len(shown))
        self.head.about.setText(count if rows else self.words("session.register.empty"))

    def _compare(self) -> None:
        """Mark a document; the second one marked is compared with the first."""
        here = self.document
        if here is None:
            return
        first = next((d for d in self._documents if (d.session, d.number) == self._marked), None)
        self._marked = None if first else (here.session, here.number)
        if first is not None and first is not here:
            self.comparing.compare(first, here)
        self._say(self.words("session.register.marked", number=here.number) if self._marked else "")
        self.fill()

    # -- the document
    def sheet(self) -> Sheet | None:
        """The document of the current row as it was published; `None`, and a sentence in its place, if there is none."""
        here = self.document
        if here is None:
            self.view.say(self.words("session.register.empty"))
            return None
        try:
            return reprint(self.context.book.season, here, self.context.document_language)
        except Trouble as trouble:
            self.view.say(self.words(trouble.key, **trouble.values))
            return None

    def _render(self) -> None:
        sheet = self.sheet() if self.isVisible() else None
        if sheet is not None and sheet != self._shown:
            self.view.set_pages(lambda: (sheet,))
        self._shown = sheet

    def _print(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            ask_printer(self, self.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the pages of a document to this printer, and say what became of it."""
        send_sheet(self.context, printer, sheet, lambda sentence, _: self._say(sentence))

    def _export(self) -> None:
        here = self.document
        if here is None:
            return
        dialog = ExportDialog(self.context, here.session, self, here)
        dialog.exported.connect(self.exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def exported(self, paths: list[Path]) -> None:
        """Say where the files are."""
        self._say(self.words("session.export.done", n=len(paths), path=str(paths[0].parent)))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        if sentence:
            self.context.message.emit(sentence)
