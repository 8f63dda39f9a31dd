"""The register of documents (Ctrl+D): every document ever published, opened as it was, any two compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from cupdesk.sheets.frozen import reprint
from cupdesk.sheets.pdf import pages_png
from cupdesk.ui.comparing import Comparing
from cupdesk.ui.document_rows import columns, document_rows, row_look
from cupdesk.ui.export_dialog import ExportDialog
from cupdesk.ui.head import Head
from cupdesk.ui.parts import label, region, splitter
from cupdesk.ui.pick_table import PickTable
from cupdesk.ui.preview import PREVIEW_DPI, PagePreview
from cupdesk.ui.printing import PRINT_DPI, ask_printer, send, where
from cupdesk.ui.publishing import altered
from cupdesk.ui.rows_model import RowsModel
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cupdesk.rules.documents import Document
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.ui.document_rows import DocumentRow, Key


class DocumentsPage(QFrame):
    """Register at the left, the document of the current row at the right, as it was published."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        context.line_wanted.connect(self._show_line)
        self._marked: Key | None = None
        self._shown: Sheet | None = None
        self._differing: set[Key] = set()
        self._compared_with: object = None
        self.setProperty("region", "base")
        self._rendering = QTimer(self)
        self._rendering.setSingleShot(True)
        self._rendering.timeout.connect(self._render)
        self.head = Head()
        self.head.tabs.hide()
        self.head.state.hide()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._fill())
        self.model: RowsModel[DocumentRow] = RowsModel([], key=lambda row: row.key, look=row_look)
        self.table = PickTable(context, self.model, "documents")
        self.table.row_changed.connect(lambda _: self._rendering.start(0))
        self.comparing = Comparing(context)
        self.said = label()
        self.said.setWordWrap(True)
        self.pages = PagePreview()
        self._actions: list[tuple[QAction, str]] = []
        self._action("session.register.open", "Return", lambda: self.pages.setFocus(Qt.FocusReason.OtherFocusReason))
        self._action("session.register.compare", "C", self._compare)
        self._action("session.publication.print", "Shift+P", self._print)
        self._action("session.publication.export", "Shift+E", self._export)
        self._action("session.register.filter", "Ctrl+F", self.filter.setFocus)
        context.document_language_changed.connect(self.refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        strip, row = region("head", 36)
        row.addWidget(self.filter, 1)
        said, line = region("base")
        line.addWidget(self.said, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((strip, 0), (self.table, 1), (self.comparing, 0), (said, 0)):
            column.addWidget(part, stretch)
        sides = splitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(self.pages)
        sides.setSizes([660, 400])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(sides, 1)

    def _action(self, key: str, keys: str, slot: Callable[[], object]) -> None:
        action = QAction(self)
        action.setProperty("words", key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        (self if keys == "Ctrl+F" else self.table).addAction(action)
        self._actions.append((action, key))

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Turn to the register; a session's latest document first, if it has one."""
        self.refresh()
        here = next((each for each in reversed(self._documents) if each.session == session), None)
        self.table.select((here.session, here.number) if here else self.model.key_at(0))

    def _show_line(self, table: str, key: Key) -> None:
        """Turn to a document; a filter that hides it is dropped."""
        if table != "documents":
            return
        if self.model.index_of(key) < 0:
            self.filter.clear()
        self.table.select(key)

    def turn(self, by: int) -> None:
        """There is one register only."""

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table, self.filter, self.pages]

    def focus_table(self) -> None:
        """Give the keyboard to the register."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [action for action, _ in self._actions]

    def refresh(self) -> None:
        """Show the register as it is now."""
        book = self._context.book
        if book is not self._compared_with:
            self._compared_with = book
            sessions = dict.fromkeys(each.session for each in book.season.documents)
            language = self._context.language
            self._differing = {(ref, number) for ref in sessions for number in altered(book, ref, language)}
        self._fill()
        if self.table.current_key() is None:
            self.table.select(self.model.key_at(0))
        self._rendering.start(0)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.head.name.setText(words("window.page.documents"))
        self.filter.setPlaceholderText(words("session.register.filter_hint"))
        self.filter.setAccessibleName(words("session.register.filter"))
        self.table.setAccessibleName(words("window.page.documents"))
        for action, key in self._actions:
            action.setText(words(key))
        self._fit()
        self.refresh()
        if self.document is None:
            self.pages.say(words("session.register.empty"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that have no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = round(self.table.width() / self._context.look.px(100) * 100)
        made = columns(self._context.words, room=room, whole=True)
        if [(c.key, c.head) for c in made] != [(c.key, c.head) for c in self.model.columns]:
            key = self.table.current_key()
            self.model.set_columns(made)
            self.table.select(key)

    # -- the register
    @property
    def _documents(self) -> tuple[Document, ...]:
        return self._context.book.season.documents

    @property
    def document(self) -> Document | None:
        """The document of the current row."""
        row = self.model.row(self.table.currentIndex().row())
        return row.document if row is not None else None

    def _fill(self) -> None:
        words = self._context.words
        rows = document_rows(self._context.book, self._documents, words, self._differing, self._marked)
        asked = self.filter.text().casefold().split()
        told = {row.key: row.searched for row in rows}
        shown = [row for row in rows if all(part in told[row.key] for part in asked)]
        key = self.table.current_key()
        self.model.set_rows(shown)
        self.table.select(key)
        count = words("session.register.count", n=len(rows), shown=len(shown))
        self.head.about.setText(count if rows else words("session.register.empty"))

    def _compare(self) -> None:
        """Mark a document; the second one marked is compared with the first."""
        here = self.document
        if here is None:
            return
        first = next((d for d in self._documents if (d.session, d.number) == self._marked), None)
        self._marked = None if first else (here.session, here.number)
        if first is not None and first is not here:
            self.comparing.compare(first, here)
        self._say(self._context.words("session.register.marked", number=here.number) if self._marked else "")
        self._fill()

    # -- the document
    def sheet(self) -> Sheet | None:
        """The document of the current row as it was published; `None`, and a sentence in its place, if there is none."""
        here = self.document
        words = self._context.words
        if here is None:
            self.pages.say(words("session.register.empty"))
            return None
        try:
            return reprint(self._context.book.season, here, self._context.document_language)
        except Trouble as trouble:
            self.pages.say(words(trouble.key, **trouble.values))
            return None

    def _render(self) -> None:
        sheet = self.sheet() if self.isVisible() else None
        if sheet is not None and sheet != self._shown:
            self.pages.show_pages(pages_png(sheet, dpi=PREVIEW_DPI))
            self.pages.setAccessibleName(sheet.title)
        self._shown = sheet

    def _print(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            ask_printer(self, self._context.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the pages of a document to this printer, and say what became of it."""
        words = self._context.words
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            sent = send(printer, pages_png(sheet, dpi=PRINT_DPI))
        except Trouble as trouble:
            self._say(words(trouble.key, **trouble.values))
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._say(words("session.print.sent", n=sent, printer=where(printer)))

    def _export(self) -> None:
        here = self.document
        if here is None:
            return
        dialog = ExportDialog(self._context, here.session, self, here)
        dialog.exported.connect(self.exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def exported(self, paths: list[Path]) -> None:
        """Say where the files are."""
        self._say(self._context.words("session.export.done", n=len(paths), path=str(paths[0].parent)))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        if sentence:
            self._context.message.emit(sentence)
