"""The side of the publication screen that shows the document: which one, in which language, its pages, page and zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from cupdesk.sheets.register import DOCUMENTS
from cupdesk.ui.controls.parts import Segments, region
from cupdesk.ui.paper.pages_view import PagesView
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


class PreviewPane(QFrame):
    """Choice of document and language over its pages. `changed` tells another document."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.documents = QComboBox()
        self.documents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents.setMinimumContentsLength(8)
        self.offer(())
        self.documents.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.language = Segments(LANGUAGES)
        self.language.chosen.connect(self._choose_language)
        context.document_language_changed.connect(self._show_language)
        self.view = PagesView(context)
        self.pages = self.view.pages
        strip, row = region("strip", 40)
        row.addWidget(self.documents, 1)
        row.addWidget(self.language)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip)
        whole.addWidget(self.view, 1)

    @property
    def document(self) -> str:
        """The name of the document chosen."""
        return str(self.documents.currentData())

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        self.setMinimumWidth(self._context.look.px(260))
        for index in range(self.documents.count()):
            name = self.documents.itemData(index)
            self.documents.setItemText(index, words(f"session.publication.{name}"))
        self.documents.setAccessibleName(words("session.publication.document"))
        self.language.say(words("session.publication.language"), {code: code.upper() for code in LANGUAGES})
        self.view.retranslate()
        self._show_language()

    def offer(self, kinds: tuple[str, ...]) -> None:
        """Offer these kinds of documents (all, if there are none yet); the one chosen stays if it is among them."""
        offered = kinds or tuple(DOCUMENTS)
        if offered == tuple(self.documents.itemData(i) for i in range(self.documents.count())):
            return
        chosen = self.document
        self.documents.blockSignals(True)
        self.documents.clear()
        for name in offered:
            self.documents.addItem(self._context.words(f"session.publication.{name}"), name)
        self.documents.setCurrentIndex(max(self.documents.findData(chosen), 0))
        self.documents.blockSignals(False)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the pages of a document."""
        self.view.set_pages(lambda: (sheet,))

    def say(self, sentence: str) -> None:
        """Show a sentence where the pages would be."""
        self.view.say(sentence)

    def _choose_language(self, language: str) -> None:
        self._context.settings.document_language = language
        self._context.set_document_language(language)

    def _show_language(self) -> None:
        self.language.choose(self._context.document_language)
