"""The pages of a document with everything to go about them: small pages at the side, page and zoom at the foot.

Pages are set away from the window, and drawn when they are looked at: a book of sixty pages holds nobody up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout

from cupdesk.ui.controls.later import Later
from cupdesk.ui.controls.parts import label, region
from cupdesk.ui.paper.preview import PagePreview
from cupdesk.ui.paper.thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.words.trouble import Trouble

_TOOLS = (
    ("page_before", "‹", lambda pages: pages.turn(-1)),
    ("page_next", "›", lambda pages: pages.turn(1)),
    ("zoom_out", "−", lambda pages: pages.zoom(-1)),
    ("zoom_in", "+", lambda pages: pages.zoom(1)),
    ("zoom_fit", "□", lambda pages: pages.fit()),
    ("zoom_width", "↔", lambda pages: pages.fit_width()),
)
_ROOM_FOR_SMALL = 400
"""With less width than this, at text size 100 %, small pages would take the page's room."""
_PATIENCE_MS = 300
"""Only what takes longer is announced."""


class PagesView(QFrame):
    """Small pages, the page, its number and size. `came` tells that pages asked for are there."""

    came = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.pages = PagePreview()
        self.small = Thumbnails(context)
        self.small.hide()
        self._waiting = False
        self._setting = Later("setting", self)
        self._setting.came.connect(self._take)
        self._setting.refused.connect(self._refuse)
        self._announcing = QTimer(self)
        self._announcing.setSingleShot(True)
        self._announcing.setInterval(_PATIENCE_MS)
        self._announcing.timeout.connect(lambda: self.pages.say(context.words("session.publication.setting")))
        self.pages.turned.connect(self._show_page)
        self.small.chosen.connect(self.pages.turn_to)
        self.small.entered_page.connect(lambda: self.pages.setFocus(Qt.FocusReason.OtherFocusReason))
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
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.small)
        middle.addWidget(self.pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(foot)

    @property
    def ready(self) -> bool:
        """Whether everything asked for is there: pages, and the picture of the one shown."""
        return not self._waiting and self.pages.drawn

    def set_pages(self, sheets: Callable[[], Sequence[Sheet]]) -> None:
        """Have the pages of these sheets set, and show them; what is shown stays until then."""
        self._waiting = True
        self._announcing.start()
        self._setting.ask(lambda: _set(sheets()))

    def say(self, sentence: str) -> None:
        """Show a sentence where the pages would be."""
        self._setting.forget()
        self._stop_waiting()
        self.pages.say(sentence)
        self._show_small()

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for name, tool in self._tools.items():
            tool.setAccessibleName(words(f"session.publication.{name}"))
            tool.setToolTip(words(f"session.publication.{name}"))
        self.small.setAccessibleName(words("session.publication.small_pages"))
        self._show_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Small pages give way where there is no room."""
        super().resizeEvent(event)
        self._show_small()

    def _take(self, pages: Sequence[bytes]) -> None:
        self._stop_waiting()
        self.pages.show_pages(pages)
        self.small.show_pages(pages, self.pages.page)
        self._show_small()
        self.came.emit()

    def _stop_waiting(self) -> None:
        self._waiting = False
        self._announcing.stop()

    def _refuse(self, trouble: Trouble) -> None:
        self.say(self._context.words(trouble.key, **trouble.values))
        self.came.emit()

    def _show_small(self) -> None:
        room = self.width() >= self._context.look.px(_ROOM_FOR_SMALL)
        self.small.setVisible(room and self.pages.pages > 1)

    def _show_page(self) -> None:
        words, count = self._context.words, self.pages.pages
        for name, tool in self._tools.items():
            tool.setEnabled(count > 1 or (count > 0 and name.startswith("zoom")))
        if not count:
            self._where.setText("")
            self.pages.setAccessibleName(words("session.publication.preview"))
            return
        self.small.go_to(self.pages.page)
        page = words("session.publication.page", page=self.pages.page + 1, pages=count)
        size = self.pages.pictures.size(self.pages.page)
        paper = words(f"session.publication.{_paper(size.width(), size.height())}")
        self._where.setText(f"{page}   {paper}   {self.pages.percent} %")
        self.pages.setAccessibleName(words("session.publication.preview_name", page=self.pages.page + 1, pages=count))


def _paper(width: float, height: float) -> str:
    """The name of a size of paper, in points, and how it lies."""
    name = "letter" if round(min(width, height)) == 612 else "paper"
    return f"{name}_landscape" if width > height else name


def _set(sheets: Sequence[Sheet]) -> list[bytes]:
    from cupdesk.sheets.pdf import pages_svg  # with Typst behind it: not at each start

    return pages_svg(*sheets, screen=True)
