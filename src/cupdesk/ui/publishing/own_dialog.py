"""The organiser's own workbook: which, where to, in which language; what is in the way is said inside the dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from cupdesk.sheets.frame import slug
from cupdesk.sheets.own.fill import fill_file
from cupdesk.ui.controls.parts import Segments, dress, label
from cupdesk.ui.controls.path_field import PathField
from cupdesk.ui.publishing.export_dialog import beside
from cupdesk.words import LANGUAGES
from cupdesk.words.names import session_and_round
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

XLSX = ".xlsx"


class OwnDialog(QDialog):
    """Fills a workbook with the session shown and what follows from it. `filled` tells the path, how many names, and which workbook (`None`: the example)."""

    filled = Signal(Path, int, object)

    def __init__(self, context: Context, own: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        words = context.words
        self.setWindowTitle(words("session.own.title", session=session_and_round(context.book, context.session, words)))
        about = label("small", "secondary")
        about.setWordWrap(True)
        about.setText(words("session.own.about"))
        kinds = f"{words('session.own.kind')} (*{XLSX})"
        self.own = PathField(context, words("session.own.workbook"), "file", kinds)
        self.to = PathField(context, words("session.own.to"), "save", kinds)
        self.own.changed.connect(self._offer)
        self.language = Segments(LANGUAGES)
        self.language.say(words("session.export.language"), {code: code.upper() for code in LANGUAGES})
        self.language.choose(context.document_language)
        self.language.chosen.connect(self.language.choose)
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        form = QFormLayout()
        form.addRow(words("session.own.workbook"), self.own)
        form.addRow(words("session.own.to"), self.to)
        form.addRow(words("session.export.language"), self.language)
        buttons = QDialogButtonBox()
        self.write = buttons.addButton(words("session.own.fill"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setDefault(True)
        self.example = buttons.addButton(words("session.own.example"), QDialogButtonBox.ButtonRole.ActionRole)
        self.example.setAutoDefault(False)
        buttons.addButton(words("session.export.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.run)
        buttons.rejected.connect(self.reject)
        self.example.clicked.connect(self.run_example)
        whole = QVBoxLayout(self)
        whole.addWidget(about)
        whole.addLayout(form)
        whole.addWidget(self.problem)
        whole.addWidget(buttons)
        dress(self, context.look)
        self.own.put(own or "")
        self._offer()

    def run(self) -> None:
        """Fill the workbook; the dialog closes only when it is written."""
        own = self.own.path
        if own is None:
            self._refuse(self._context.words("session.own.none"))
            self.own.setFocus()
            return
        self._fill(own, self.to.path or self._place(own))

    def run_example(self) -> None:
        """Write an example with every name: where it is said to go while no workbook is chosen, else beside the documents."""
        named = self.to.path if self.own.path is None else None
        stem = self._context.words("session.own.stem")
        self._fill(None, named or beside(self._context.desk.store.place) / f"{stem}{XLSX}")

    def _fill(self, own: Path | None, to: Path) -> None:
        words, context = self._context.words, self._context
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            path, names = fill_file(own, to.with_suffix(XLSX), context.book, context.session, self.language.current)
        except OSError as error:
            self._refuse(words("session.export.failed", path=str(to.parent), reason=error.strerror or str(error)))
            return
        except Trouble as trouble:
            self._refuse(words(trouble.key, **trouble.values))
            return
        self.filled.emit(path, names, own)
        self.accept()

    def _offer(self) -> None:
        """Offer a place: beside the documents, named by the workbook and the session."""
        own = self.own.path
        self.to.put(self._place(own) if own is not None else "")

    def _place(self, own: Path) -> Path:
        session = slug(self._context.book, self._context.session, "")
        return beside(self._context.desk.store.place) / f"{own.stem}-{session}{XLSX}"

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.adjustSize()
        self._context.message.emit(sentence)
