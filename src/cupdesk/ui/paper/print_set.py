"""The print set (Ctrl+Shift+P): every document of the session with its number of copies, sent to one printer in one go.

How many copies the board, the stewards and the press get is a habit of the desk, not a fact of the season: the set is
remembered on this machine for each cup, with the printer.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from cupdesk.sheets.publish import current, kinds_of
from cupdesk.ui.controls.parts import dress, label, set_tone
from cupdesk.ui.paper.printing import Printing, paper_for
from cupdesk.ui.publishing.export_dialog import beside
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context

MOST_COPIES = 50
TO_FILES = ""
"""In place of a printer: each document as a PDF file beside the cup's own."""


class PrintSetDialog(QDialog):
    """A row a document: copies, and what became of it. What failed is sent again alone."""

    def __init__(self, context: Context, ref: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._ref = context, ref
        words, self._cup = context.words, context.book.season.cup
        self._waiting: deque[str] = deque()
        self._failed: list[str] = []
        self._left = 0
        self.setWindowTitle(words("session.print_set.title"))
        about = label("small", "secondary", words("session.print_set.about"))
        about.setWordWrap(True)
        remembered = context.settings.print_set(self._cup)
        self.copies: dict[str, QSpinBox] = {}
        self.states: dict[str, QLabel] = {}
        rows = QGridLayout()
        rows.setColumnStretch(2, 1)
        for nth, kind in enumerate(kinds_of(context.book, ref)):
            name = words(f"session.publication.{kind}")
            spin = self.copies[kind] = QSpinBox()
            spin.setRange(0, MOST_COPIES)
            spin.setValue(remembered.get(kind, 0))
            spin.setAccessibleName(words("session.print_set.copies", document=name))
            state = self.states[kind] = label("small", "secondary")
            state.setWordWrap(True)
            rows.addWidget(label(text=name), nth, 0)
            rows.addWidget(spin, nth, 1)
            rows.addWidget(state, nth, 2)
        self.printer = QComboBox()
        self.printer.setAccessibleName(words("session.print_set.printer"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(words("session.print_set.files"), TO_FILES)
        chosen = self.printer.findData(context.settings.print_set_printer(self._cup))
        default = self.printer.findData(QPrinterInfo.defaultPrinterName())
        self.printer.setCurrentIndex(chosen if chosen >= 0 else max(default, 0))
        self.said = label("body")
        self.said.setWordWrap(True)
        self.send = QPushButton()
        self.again = QPushButton(words("session.print_set.again"))
        self.shut = QPushButton(words("session.print_set.close"))
        self.send.setDefault(True)
        self.again.setAutoDefault(False)
        self.shut.setAutoDefault(False)
        self.again.hide()
        self.send.clicked.connect(self.run)
        self.again.clicked.connect(lambda: self._start(self._failed))
        self.shut.clicked.connect(self.close)
        self.printer.currentIndexChanged.connect(self._name_send)
        self._name_send()
        foot = QHBoxLayout()
        foot.addWidget(self.printer, 1)
        for button in (self.again, self.send, self.shut):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addWidget(about)
        whole.addLayout(rows)
        whole.addWidget(self.said)
        whole.addLayout(foot)
        dress(self, context.look)
        self.setMinimumWidth(context.look.px(560))

    @property
    def _folder(self) -> Path | None:
        """Where the documents go as files; `None` if they go to a printer."""
        return None if self.printer.currentData() else beside(self._context.desk.store.place)

    def _name_send(self) -> None:
        key = "write" if self._folder else "send"
        self.send.setText(self._context.words(f"session.print_set.{key}"))

    def run(self) -> None:
        """Remember the set, then send every document with copies, one after the other."""
        chosen = {kind: spin.value() for kind, spin in self.copies.items() if spin.value()}
        self._context.settings.remember_print_set(self._cup, chosen, str(self.printer.currentData()))
        if not chosen:
            self.said.setText(self._context.words("session.print_set.none"))
            return
        self._start(list(chosen))

    def _start(self, kinds: list[str]) -> None:
        self._waiting, self._failed, self._left = deque(kinds), [], len(kinds)
        self.again.hide()
        self.send.setEnabled(False)
        self.said.setText("")
        for kind in kinds:
            self._tell(kind, self._context.words("session.print_set.waiting"))
        self._next()

    def _next(self) -> None:
        """Send the next document; when there is none left, say how it went."""
        words = self._context.words
        if not self._waiting:
            self.send.setEnabled(True)
            self.again.setVisible(bool(self._failed))
            folder = self._folder
            key = "some_failed" if self._failed else "all_written" if folder else "all_sent"
            self.said.setText(words(f"session.print_set.{key}", n=len(self._failed) or self._left, folder=str(folder)))
            self._context.message.emit(self.said.text())
            if not self._failed:
                self.shut.setDefault(True)
                self.shut.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        kind = self._waiting.popleft()
        try:
            sheet = current(self._context.book, self._ref, kind, self._context.document_language)
        except Trouble as trouble:
            self._refuse(kind, trouble)
            return
        job = Printing(self._printer_for(sheet), (sheet,), self, copies=max(self.copies[kind].value(), 1))
        job.sent.connect(lambda n: self._sent(kind, n))
        job.refused.connect(lambda trouble: self._refuse(kind, trouble))
        job.start()

    def _printer_for(self, sheet: Sheet) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        folder = self._folder
        if folder is None:
            printer.setPrinterName(str(self.printer.currentData()))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            printer.setOutputFileName(str(folder / f"{sheet.slug}-{sheet.language}-print.pdf"))
        paper_for(printer, landscape=sheet.landscape, name=sheet.slug, paper=sheet.look.paper)
        return printer

    def _sent(self, kind: str, pages: int) -> None:
        key = "written" if self._folder else "sent"
        self._tell(kind, self._context.words(f"session.print_set.{key}", n=pages))
        self._next()

    def _refuse(self, kind: str, trouble: Trouble) -> None:
        self._failed.append(kind)
        self._tell(kind, self._context.words(trouble.key, **trouble.values), wrong=True)
        self._next()

    def _tell(self, kind: str, sentence: str, *, wrong: bool = False) -> None:
        set_tone(self.states[kind], "tone", "problem" if wrong else "secondary")
        self.states[kind].setText(sentence)
