"""The preview of a document: its pages as they will be printed, one at a time, with zoom and page keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from cupdesk.ui.paper.page_pictures import PagePictures

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCREEN_DPI, _PAPER_DPI = 96, 72
_ZOOM_STEP = 1.25
_ZOOM_RANGE = (0.25, 4.0)
_FITTED = 2.0
"""A fitted page is never made larger than this."""
_MARGIN = 12


class PagePreview(QScrollArea):
    """The pages of one document; `turned` tells when another page or another zoom is shown. Zoom 1 is the size of the paper."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = PagePictures(self)
        self.pictures.drawn.connect(self._drawn)
        self._zoom: float | None = None
        self._wide = False
        self.page = 0
        self._paper = QLabel()
        self._paper.setFrameShape(QFrame.Shape.NoFrame)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setWordWrap(True)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().installEventFilter(self)

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return len(self.pictures)

    @property
    def percent(self) -> int:
        """The size shown, in percent of the paper at 96 dots an inch."""
        return round(self._scale() * 100)

    @property
    def drawn(self) -> bool:
        """Whether the page is shown as it is, not white paper in its place."""
        return not self.pages or self.pictures.likest(self.page) is not None

    @property
    def sentence(self) -> str:
        """What is said in place of pages."""
        return self._paper.text()

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show these pages (SVG), staying on the same page where there is one."""
        self.pictures.show(pages)
        self.page = min(self.page, max(self.pages - 1, 0))
        self._paint()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of pages."""
        self.pictures.show(())
        self._paper.setPixmap(QPixmap())
        self._paper.setText(sentence)
        self.turned.emit()

    def turn(self, by: int) -> None:
        """Turn `by` pages on (or back), as far as there are pages."""
        self.turn_to(self.page + by)

    def turn_to(self, page: int) -> None:
        """Turn to a page (0 first), or to the one nearest to it."""
        page = min(max(page, 0), max(self.pages - 1, 0))
        if page != self.page:
            self.page = page
            self._paint()
            self.verticalScrollBar().setValue(0)

    def zoom(self, steps: int) -> None:
        """Make the page larger (or smaller) by so many steps."""
        low, high = _ZOOM_RANGE
        self._zoom = min(max(self._scale() * _ZOOM_STEP**steps, low), high)
        self._paint()

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom, self._wide = None, False
        self._paint()

    def fit_width(self) -> None:
        """Show the page as wide as there is room."""
        self._zoom, self._wide = None, True
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn, Home and End go to the ends, + and − zoom, 0 shows the whole page, W all its width; arrows scroll."""
        key = event.key()
        does = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_Space: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Backspace: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: self.turn_to(0),
            Qt.Key.Key_End: lambda: self.turn_to(self.pages - 1),
            Qt.Key.Key_Plus: lambda: self.zoom(1),
            Qt.Key.Key_Equal: lambda: self.zoom(1),
            Qt.Key.Key_Minus: lambda: self.zoom(-1),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_W: self.fit_width,
        }.get(Qt.Key(key))
        if (
            does is not None
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        ):
            does()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again when fitting."""
        super().resizeEvent(event)
        if self._zoom is None and self.pages:
            self._paint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel zoom."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def _scale(self) -> float:
        """The size shown: 1 is paper at 96 dots an inch; fitted to the window when no zoom was chosen."""
        if self._zoom is not None:
            return self._zoom
        if not self.pages:
            return 1.0
        page = self.pictures.size(self.page) * (_SCREEN_DPI / _PAPER_DPI)
        room = self.viewport().size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        across, down = room.width() / page.width(), room.height() / page.height()
        return max(min(across if self._wide else min(across, down), _FITTED), 0.05)

    def _paint(self) -> None:
        """Show the page; until it is drawn in this size, what there is of it, or white paper."""
        if self.pages:
            paper = self.pictures.size(self.page) * (_SCREEN_DPI / _PAPER_DPI) * self._scale()
            ratio = self.devicePixelRatioF()
            size = QSize(max(round(paper.width() * ratio), 1), max(round(paper.height() * ratio), 1))
            image = self.pictures.at(self.page, size.width())
            if image is not None:
                pixmap = QPixmap.fromImage(image)
            elif (other := self.pictures.likest(self.page)) is not None:
                pixmap = QPixmap.fromImage(other.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio))
            else:
                pixmap = QPixmap(size)
                pixmap.fill(Qt.GlobalColor.white)
            pixmap.setDevicePixelRatio(ratio)
            self._paper.setText("")
            self._paper.setPixmap(pixmap)
        self.turned.emit()

    def _drawn(self, page: int) -> None:
        if page == self.page:
            self._paint()
