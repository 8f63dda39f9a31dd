"""Publication (F8): how far the result has come, what final waits for, the pages as they will be printed, print and export."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cupdesk.rules.session import SessionState
from cupdesk.sheets.pdf import pages_png
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.ui.export_dialog import ExportDialog
from cupdesk.ui.parts import ground, label, region, splitter
from cupdesk.ui.preview import PREVIEW_DPI
from cupdesk.ui.preview_pane import PreviewPane
from cupdesk.ui.printing import PRINT_DPI, ask_printer, send, where
from cupdesk.ui.publish_form import PublishForm
from cupdesk.ui.publishing import checks, finalise, posted_words, publish, state_words
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.desk import Changed
    from cupdesk.rules.edits import SetPublication
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


class PublicationScreen(SessionScreen):
    """Publishes a session and hands out its documents."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: Sheet | None = None
        self._insisting = False
        self.form = PublishForm(context)
        self.preview = PreviewPane(context)
        self.said = label()
        self.said.setWordWrap(True)
        self.publish_button, self.final_button = QPushButton(), QPushButton()
        self.print_button, self.export_button = QPushButton(), QPushButton()
        self._rendering = QTimer(self)
        self._rendering.setSingleShot(True)
        self._rendering.timeout.connect(self._render)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = ground("frame")
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, buttons)
        self._buttons.setContentsMargins(12, 8, 12, 8)
        self.publish_button.setDefault(True)
        rows = ((self.publish_button, self.final_button), (self.print_button, self.export_button))
        for pair in rows:
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            self._buttons.addLayout(row)
        said, line = region("base")
        line.addWidget(self.said, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addWidget(said)
        column.addWidget(buttons)
        self._left = left
        sides = splitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(self.preview)
        sides.setSizes([550, 450])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sides)

    def _connect(self) -> None:
        window = Qt.ShortcutContext.WindowShortcut
        self.action("session.publication.publish", ("Ctrl+Return", "Ctrl+Enter"), self.publish)
        self.action("session.publication.to_final", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self.finalise)
        self.action("session.publication.print", "Ctrl+P", self.print_document).setShortcutContext(window)
        self.action("session.publication.export", "Ctrl+E", self.export_documents).setShortcutContext(window)
        self.publish_button.clicked.connect(self.publish)
        self.final_button.clicked.connect(self.finalise)
        self.print_button.clicked.connect(self.print_document)
        self.export_button.clicked.connect(self.export_documents)
        self.preview.changed.connect(self._render_soon)
        self.context.document_language_changed.connect(self._render_soon)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self._say("")
        super().show_session(ref)

    def refresh(self, changed: Changed | None) -> None:
        """Show how far the session is published now."""
        self._insisting = False
        session = self.session
        self.form.show_session(self.book, self.ref, self.words, datetime.now().astimezone())
        empty = not self.book.has_result(self.ref)
        for button in (self.publish_button, self.final_button, self.print_button, self.export_button):
            button.setEnabled(not empty)
        key = "to_provisional" if session.state is SessionState.UNOFFICIAL else "to_revision"
        self.publish_button.setText(self.words(f"session.publication.{key}", n=session.revision + 1))
        key = "reopen" if session.state is SessionState.FINAL else "to_final"
        self.final_button.setText(self.words(f"session.publication.{key}"))
        self._render_soon()

    def focus_line(self) -> None:
        """Give the keyboard to the primary step."""
        (self.publish_button if self.publish_button.isEnabled() else self.preview.pages).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        self.preview.retranslate()
        self.form.retranslate()
        for button, name, keys in (
            (self.print_button, "print", "Ctrl+P"),
            (self.export_button, "export", "Ctrl+E"),
        ):
            button.setText(f"{self.words(f'session.publication.{name}')}  {keys}")
            button.setIcon(self.context.look.icon("print" if name == "print" else "download"))
        self._fit_buttons()
        self.publish_button.setIcon(self.context.look.icon("verified", "on_accent"))
        if self.ref:
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons in two rows where one is too long."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        buttons = (self.publish_button, self.final_button, self.print_button, self.export_button)
        needed = sum(button.sizeHint().width() + 12 for button in buttons) + 24
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.TopToBottom if needed > self._left.width() else way.LeftToRight)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the pages when they are looked at."""
        super().showEvent(event)
        self._render_soon()

    # -- publishing
    def publish(self) -> None:
        """The primary step: the provisional, or the next revision."""
        edit = publish(self.book, self.ref, self.form.document, self.form.posted)
        if edit is None:
            self._say(self.words("session.publication.refused_empty"), problem=True)
        else:
            self._take(edit)

    def finalise(self) -> None:
        """Make the result final, if nothing stands in the way; from final, reopen it."""
        if self.session.state is not SessionState.FINAL:
            waiting = [c for c in checks(self.book, self.ref, self.words, datetime.now().astimezone()) if not c.good]
            hard = [check for check in waiting if not check.soft]
            if hard or (waiting and not self._insisting):
                reasons = ", ".join(f"{c.text} ({c.detail})" if c.detail else c.text for c in hard or waiting)
                key = "refused_final" if hard else "final_early"
                self._say(self.words(f"session.publication.{key}", reasons=reasons), problem=True)
                self._insisting = not hard
                return
        self._take(finalise(self.book, self.ref, self.form.document, self.form.posted))

    def _take(self, edit: SetPublication) -> None:
        problem = self.do(edit)
        if problem:
            self._say(problem, problem=True)
            return
        session = self.session
        self._say(
            self.words(
                "session.publication.done",
                document=self.session_title,
                state=state_words(session, self.words),
                number=session.document,
                time=posted_words(session, self.words),
            )
        )

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        self.said.setProperty("tone", "problem" if problem else "")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        if sentence:
            self.context.message.emit(sentence)

    # -- pages
    def sheet(self) -> Sheet | None:
        """The document chosen, in the documents' language; `None`, and a sentence in the preview, if it cannot be made."""
        try:
            return DOCUMENTS[self.preview.document](self.book, self.ref, self.context.document_language)
        except Trouble as trouble:
            self.preview.say(self.words(trouble.key, **trouble.values))
            self._shown = None
            return None

    def _render_soon(self) -> None:
        if self.isVisible() and self.ref:
            self._rendering.start(0)

    def _render(self) -> None:
        """Set the pages, if they are not the ones shown."""
        if not self.book.has_result(self.ref):
            self._shown = None
            self.preview.say(self.words("session.publication.empty"))
            return
        sheet = self.sheet()
        if sheet is None or sheet == self._shown:
            return
        try:
            self.preview.show_sheet(sheet, pages_png(sheet, PREVIEW_DPI))
            self._shown = sheet
        except Trouble as trouble:
            self.preview.say(self.words(trouble.key, **trouble.values))

    # -- paper and files
    def print_document(self) -> None:
        """Ask for a printer, then send the document shown."""
        sheet = self._turn_here()
        if sheet is None:
            return
        ask_printer(self, self.words("session.print.title"), sheet, self.send_to)

    def send_to(self, printer: QPrinter, sheet: Sheet) -> None:
        """Send the pages of a document to this printer, and say what became of it."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            sent = send(printer, pages_png(sheet, PRINT_DPI))
        except Trouble as trouble:
            self._say(self.words(trouble.key, **trouble.values), problem=True)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._say(self.words("session.print.sent", n=sent, printer=where(printer)))

    def export_documents(self) -> None:
        """Ask where to, then write the documents of the session."""
        if self._turn_here() is None:
            return
        dialog = ExportDialog(self.context, self.ref, self)
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
        if not self.ref or not self.book.has_result(self.ref):
            self._say(self.words("session.publication.empty"), problem=True)
            return None
        return self.sheet()
