"""The package of a round: where to, then made file by file beside the window's own work, with progress and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from cupdesk.rules.book import Book
from cupdesk.sheets.package import package
from cupdesk.ui.controls.parts import dress, label
from cupdesk.ui.controls.path_field import PathField
from cupdesk.ui.publishing.export_dialog import beside
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season
    from cupdesk.ui.context import Context


class Making(QThread):
    """Makes the package of a round away from the window; `requestInterruption` gives it up, then nothing is written.

    It works on the season's value and a book of its own: nothing is shared with the window but what never changes.
    """

    stepped = Signal(int, int)
    written = Signal(list, list)
    refused = Signal(Trouble)

    def __init__(self, season: Season, round_: str, to: Path, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._season, self._round, self._to, self._language = season, round_, to, language

    def run(self) -> None:
        """Make every file, then write them all."""
        try:
            made = package(Book(self._season), self._round)
            self.stepped.emit(0, made.of)
            more = True
            while more:
                if self.isInterruptionRequested():
                    made.give_up()
                    return
                more = made.step()
                self.stepped.emit(made.done, made.of)
            self.written.emit(made.write(self._to, self._language), list(made.left_out))
        except Trouble as trouble:
            self.refused.emit(trouble)


class PackageDialog(QDialog):
    """Makes the package of the round `code`. `written` tells the paths written and the sessions left out."""

    written = Signal(list, list)

    def __init__(self, context: Context, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._code = context, code
        self._making: Making | None = None
        words = context.words
        season = context.book.season
        name = next(each.name[words.language] for each in season.rounds if each.code == code)
        self.setWindowTitle(words("session.package.title", round=name))
        self.folder = PathField(context, words("session.export.folder"), "folder")
        self.folder.put(beside(context.desk.store.place))
        about = label("small", "secondary")
        about.setWordWrap(True)
        about.setText(words("session.package.about"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(words("session.package.progress"))
        self.progress.setTextVisible(True)
        stays = self.progress.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(stays)
        self.progress.hide()
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        form = QFormLayout()
        form.addRow(words("session.export.folder"), self.folder)
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(words("session.package.make"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setDefault(True)
        self.cancel = buttons.addButton(words("session.export.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.run)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        for part in (about, self.progress, self.problem, buttons):
            whole.addWidget(part)
        whole.insertLayout(1, form)
        dress(self, context.look)

    def run(self) -> None:
        """Begin; the dialog closes when everything is written."""
        self.problem.hide()
        self._busy(busy=True)
        season, language = self._context.book.season, self._context.words.language
        to = self.folder.path or beside(self._context.desk.store.place)
        self._making = Making(season, self._code, to, language, self)
        self._making.stepped.connect(self._stepped)
        self._making.refused.connect(self._refused)
        self._making.written.connect(self._done)
        self._making.start()

    def done(self, result: int) -> None:
        """Give up what is being made before the dialog goes."""
        if self._making is not None:
            self._making.requestInterruption()
            self._making.wait()
        super().done(result)

    def _stepped(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.setFormat(self._context.words("session.package.step", done=done, of=of))

    def _done(self, paths: list[Path], left_out: list[str]) -> None:
        self.written.emit(paths, left_out)
        self.accept()

    def _refused(self, trouble: Trouble) -> None:
        sentence = self._context.words(trouble.key, **trouble.values)
        self._busy(busy=False)
        self.problem.setText(sentence)
        self.problem.show()
        self._context.message.emit(sentence)

    def _busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        for part in (self.folder, self.make):
            part.setEnabled(not busy)
