"""Where to write the documents, in which formats and language: one small dialog, what went wrong said inside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cupdesk.sheets.export import export, export_document, export_regulations
from cupdesk.sheets.publish import WITH_RESULT
from cupdesk.sheets.register import FORMATS
from cupdesk.ui.controls.parts import Segments, dress, label
from cupdesk.ui.controls.path_field import PathField
from cupdesk.words import LANGUAGES
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.documents import Document
    from cupdesk.ui.context import Context

_AT_FIRST = ("xlsx", "pdf")


def beside(place: Path | str) -> Path:
    """The folder documents are first offered to be written to: beside the open file, else at home."""
    return (place.parent if isinstance(place, Path) else Path.home()) / "documents"


class ExportDialog(QDialog):
    """Exports the documents of the session `ref` ("": the regulations), or one published `document` as it was; a `kind` that is not posted with a result alone. `exported` tells the paths written."""

    exported = Signal(list)

    def __init__(
        self, context: Context, ref: str, parent: QWidget, document: Document | None = None, kind: str = ""
    ) -> None:
        super().__init__(parent)
        self._context, self._ref, self._document, self._kind = context, ref, document, kind
        words = context.words
        self.setWindowTitle(words("session.export.title"))
        self.folder = PathField(context, words("session.export.folder"), "folder")
        self.folder.put(beside(context.desk.store.place))
        self.formats = {name: QCheckBox(name) for name in FORMATS}
        for name, box in self.formats.items():
            box.setChecked(name in _AT_FIRST)
            box.setAccessibleName(f"{words('session.export.formats')} {name}")
        self.language = Segments(LANGUAGES)
        self.language.say(words("session.export.language"), {code: code.upper() for code in LANGUAGES})
        self.language.choose(context.document_language)
        self.language.chosen.connect(self.language.choose)
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        which = QHBoxLayout()
        for box in self.formats.values():
            which.addWidget(box)
        which.addStretch(1)
        form = QFormLayout()
        form.addRow(words("session.export.folder"), self.folder)
        form.addRow(words("session.export.formats"), which)
        form.addRow(words("session.export.language"), self.language)
        buttons = QDialogButtonBox()
        self.write = buttons.addButton(words("session.export.write"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setDefault(True)
        buttons.addButton(words("session.export.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.run)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self.problem)
        whole.addWidget(buttons)
        dress(self, context.look)

    def run(self) -> None:
        """Write the files; the dialog closes only when they are there."""
        words = self._context.words
        chosen = tuple(name for name, box in self.formats.items() if box.isChecked())
        if not chosen:
            self._refuse(words("session.export.no_format"))
            return
        folder = self.folder.path or beside(self._context.desk.store.place)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            book, language = self._context.book, self.language.current
            if self._document is not None:
                paths = export_document(book, self._document, folder, chosen, language)
            elif self._ref:
                kinds = WITH_RESULT if self._kind in ("", *WITH_RESULT) else (self._kind,)
                paths = export(book, folder, chosen, language, self._ref, kinds)
            else:
                paths = export_regulations(book, folder, chosen, language)
        except OSError as error:
            self._refuse(words("session.export.failed", path=str(folder), reason=error.strerror or str(error)))
            return
        except Trouble as trouble:
            self._refuse(words(trouble.key, **trouble.values))
            return
        self.exported.emit(paths)
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self._context.message.emit(sentence)
