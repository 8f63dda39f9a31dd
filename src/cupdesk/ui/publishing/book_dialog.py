"""The results book: of a meeting or of the season, looked at page by page, printed, written; made away from the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cupdesk.rules.book import Book
from cupdesk.sheets.documents.results_book import book_files, results_book
from cupdesk.sheets.export import write_all
from cupdesk.sheets.register import FORMATS
from cupdesk.ui.controls.later import Later
from cupdesk.ui.controls.parts import Segments, dress, label
from cupdesk.ui.controls.path_field import PathField
from cupdesk.ui.paper.pages_view import PagesView
from cupdesk.ui.paper.printing import ask_printer, send_sheets
from cupdesk.ui.publishing.export_dialog import beside
from cupdesk.words import LANGUAGES
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from cupdesk.rules.model import Season
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context

_AT_FIRST = ("pdf",)
_SIZE = (820, 640)


class BookDialog(QDialog):
    """Stands beside the window, which goes on. The meeting of the session shown is chosen first."""

    def __init__(self, context: Context, round_code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        words, season = context.words, context.book.season
        self._sheets: tuple[Sheet, ...] = ()
        self.setWindowTitle(words("session.book.title"))
        self.of = QComboBox()
        self.of.setAccessibleName(words("session.book.of"))
        for each in season.rounds:
            self.of.addItem(each.name[words.language], each.code)
        self.of.addItem(words("session.book.season", year=season.year), None)
        self.of.setCurrentIndex(max(self.of.findData(round_code), 0))
        self.of.currentIndexChanged.connect(lambda _: self._show())
        self.language = Segments(LANGUAGES)
        self.language.say(words("session.export.language"), {code: code.upper() for code in LANGUAGES})
        self.language.choose(context.document_language)
        self.language.chosen.connect(self._turn_language)
        self.view = PagesView(context)
        self.view.retranslate()
        self.folder = PathField(context, words("session.export.folder"), "folder")
        self.folder.put(beside(context.desk.store.place))
        self.formats = {name: QCheckBox(name) for name in FORMATS}
        for name, box in self.formats.items():
            box.setChecked(name in _AT_FIRST)
            box.setAccessibleName(f"{words('session.export.formats')} {name}")
        self.said = label()
        self.said.setWordWrap(True)
        self.print = QPushButton(words("session.publication.print"))
        self.write = QPushButton(words("session.export.write"))
        self.print.clicked.connect(self.ask_printer)
        self.write.clicked.connect(self.write_files)
        self._writing = Later("writing", self)
        self._writing.came.connect(self._written)
        self._writing.refused.connect(self._refused)
        self._lay_out()
        dress(self, context.look)
        self.resize(*(context.look.px(side) for side in _SIZE))
        self._show()

    def _lay_out(self) -> None:
        head, where, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.of, 1)
        head.addWidget(self.language)
        where.addWidget(self.folder, 1)
        for box in self.formats.values():
            where.addWidget(box)
        foot.addWidget(self.said, 1)
        for button in (self.print, self.write):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.write.setDefault(True)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addWidget(self.view, 1)
        whole.addLayout(where)
        whole.addLayout(foot)

    def _show(self) -> None:
        self._say("")
        self.view.set_pages(partial(_bound, self._context.book.season, self.language.current, self.of.currentData()))

    def _turn_language(self, language: str) -> None:
        self.language.choose(language)
        self._show()

    # -- paper and files
    def ask_printer(self) -> None:
        """Ask for a printer, then send the book."""
        season, language, code = self._context.book.season, self.language.current, self.of.currentData()
        self._sheets = _bound(season, language, code) if self.view.pages.pages else ()
        if self._sheets:
            ask_printer(self, self._context.words("session.print.title"), self._sheets[0], self.send_to)

    def send_to(self, printer: QPrinter, cover: Sheet) -> None:
        """Send the book that begins with this cover to a printer, and say what became of it."""
        send_sheets(self._context, printer, self._sheets, lambda sentence, wrong: self._say(sentence, wrong=wrong))

    def write_files(self) -> None:
        """Write the book in the formats chosen, and say where."""
        words, folder = self._context.words, self.folder.path
        formats = tuple(name for name, box in self.formats.items() if box.isChecked())
        if not formats or folder is None:
            self._say(words("session.export.no_format"), wrong=True)
            return
        self.write.setEnabled(False)
        self._say(words("session.book.writing"))
        season, language, code = self._context.book.season, self.language.current, self.of.currentData()
        self._writing.ask(partial(_write, season, folder, formats, language, code))

    def _written(self, paths: list[Path]) -> None:
        self.write.setEnabled(True)
        self._say(self._context.words("session.export.done", n=len(paths), path=str(paths[0].parent)))

    def _refused(self, trouble: Trouble) -> None:
        self.write.setEnabled(True)
        self._say(self._context.words(trouble.key, **trouble.values), wrong=True)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.said.setProperty("tone", "problem" if wrong else "")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        if sentence:
            self._context.message.emit(sentence)


def _bound(season: Season, language: str, code: str | None) -> tuple[Sheet, ...]:
    return results_book(Book(season), language, code)


def _write(season: Season, to: Path, formats: Sequence[str], language: str, code: str | None) -> list[Path]:
    """Write the book; `Trouble` if it cannot be made or written. The folder is made only for a book that is."""
    made = book_files(Book(season), language, code, formats)
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("session.export.failed", path=str(to), reason=error.strerror or str(error)) from error
    return write_all(to, made, language)
