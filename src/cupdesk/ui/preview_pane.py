"""The side of the publication screen that shows the document: which one, in which language, its pages, page and zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from cupdesk.sheets.register import DOCUMENTS
from cupdesk.ui.parts import Segments, label, region
from cupdesk.ui.preview import PagePreview
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context

_TOOLS = (
    ("page_before", "‹", lambda pages: pages.turn(-1)),
    ("page_next", "›", lambda pages: pages.turn(1)),
    ("zoom_out", "−", lambda pages: pages.zoom(-1)),
    ("zoom_in", "+", lambda pages: pages.zoom(1)),
    ("zoom_fit", "□", lambda pages: pages.fit()),
)


class PreviewPane(QFrame):
    """Choice of document and language over its pages. `changed` tells another document."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._landscape = False
        self.setProperty("region", "frame")
        self.documents = QComboBox()
        self.documents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents.setMinimumContentsLength(8)
        self.offer(())
        self.documents.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.language = Segments(LANGUAGES)
        self.language.chosen.connect(self._choose_language)
        context.document_language_changed.connect(self._show_language)
        self.pages = PagePreview()
        self.pages.turned.connect(self._show_page)
        strip, row = region("strip", 40)
        row.addWidget(self.documents, 1)
        row.addWidget(self.language)
        foot, row = region("strip", 32)
        self._where = label("small", "secondary")
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._where, 1)
        self._tools = {}
        for name, sign, run in _TOOLS:
            tool = QToolButton()
            tool.setText(sign)
            tool.clicked.connect(lambda _=False, run=run: run(self.pages))
            self._tools[name] = tool
            row.addWidget(tool)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip)
        whole.addWidget(self.pages, 1)
        whole.addWidget(foot)

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
        for name, tool in self._tools.items():
            tool.setAccessibleName(words(f"session.publication.{name}"))
            tool.setToolTip(words(f"session.publication.{name}"))
        self._show_language()
        self._show_page()

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

    def show_sheet(self, sheet: Sheet, pages: Sequence[bytes]) -> None:
        """Show the pages of a document."""
        self._landscape = sheet.landscape
        self.pages.show_pages(pages)

    def say(self, sentence: str) -> None:
        """Show a sentence where the pages would be."""
        self.pages.say(sentence)

    def _choose_language(self, language: str) -> None:
        self._context.settings.document_language = language
        self._context.set_document_language(language)

    def _show_language(self) -> None:
        self.language.choose(self._context.document_language)

    def _show_page(self) -> None:
        words, count = self._context.words, self.pages.pages
        for name, tool in self._tools.items():
            tool.setEnabled(count > 1 or (count > 0 and name.startswith("zoom")))
        if not count:
            self._where.setText("")
            self.pages.setAccessibleName(words("session.publication.preview"))
            return
        page = words("session.publication.page", page=self.pages.page + 1, pages=count)
        paper = words("session.publication.paper_landscape" if self._landscape else "session.publication.paper")
        self._where.setText(f"{page}   {paper}   {self.pages.percent} %")
        self.pages.setAccessibleName(words("session.publication.preview_name", page=self.pages.page + 1, pages=count))
