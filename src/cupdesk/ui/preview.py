"""The preview of a document: its pages as they will be printed, one at a time, with zoom and page keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

PREVIEW_DPI = 144
_ZOOM_STEP = 1.25
_ZOOM_RANGE = (0.25, 3.0)
_MARGIN = 12


class PagePreview(QScrollArea):
    """The pages of one document; `turned` tells when another page or another zoom is shown."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QImage] = []
        self._zoom: float | None = None
        self.page = 0
        self._paper = QLabel()
        self._paper.setFrameShape(QFrame.Shape.NoFrame)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().installEventFilter(self)

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return len(self._pages)

    @property
    def percent(self) -> int:
        """The size shown, in percent of the paper at 96 dots an inch."""
        return round(self._scale() * PREVIEW_DPI / 96 * 100)

    @property
    def sentence(self) -> str:
        """What is said in place of pages."""
        return self._paper.text()

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show these pages (PNG at `PREVIEW_DPI`), staying on the same page where there is one."""
        self._pages = [QImage.fromData(page) for page in pages]
        self.page = min(self.page, max(len(self._pages) - 1, 0))
        self._paint()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of pages."""
        self._pages = []
        self._paper.setPixmap(QPixmap())
        self._paper.setText(sentence)
        self.turned.emit()

    def turn(self, by: int) -> None:
        """Turn `by` pages on (or back), as far as there are pages."""
        page = min(max(self.page + by, 0), max(len(self._pages) - 1, 0))
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
        self._zoom = None
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn, + and − zoom, 0 shows the whole page; arrows scroll."""
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self.turn(1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            self.turn(-1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again when fitting."""
        super().resizeEvent(event)
        if self._zoom is None and self._pages:
            self._paint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel zoom."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def _scale(self) -> float:
        """Screen pixels a page pixel; fitted to the window when no zoom was chosen."""
        if self._zoom is not None:
            return self._zoom
        if not self._pages:
            return 1.0
        page = self._pages[self.page].size()
        room = self.viewport().size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        return max(min(room.width() / page.width(), room.height() / page.height(), 1.0), 0.05)

    def _paint(self) -> None:
        if self._pages:
            image, scale, ratio = self._pages[self.page], self._scale(), self.devicePixelRatioF()
            size = QSize(round(image.width() * scale * ratio), round(image.height() * scale * ratio))
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))
            pixmap.setDevicePixelRatio(ratio)
            self._paper.setText("")
            self._paper.setPixmap(pixmap)
        self.turned.emit()
