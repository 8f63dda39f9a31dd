"""The pages of a document as pictures of any size, drawn when they are looked at, away from the window."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from cupdesk.ui.controls.later import Later

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 96_000_000
"""How much of pictures already drawn is kept; the latest always is."""
_SIZE = re.compile(rb'width="([\d.]+)pt" height="([\d.]+)pt"')


class PagePictures(QObject):
    """Pages (SVG) by number from 0. `drawn` tells that a picture asked for is there.

    `many`: all pictures asked for are drawn; otherwise only the last one, since one page is looked at.
    """

    drawn = Signal(int)

    def __init__(self, parent: QObject, *, many: bool = False) -> None:
        super().__init__(parent)
        self._many = many
        self._pages: tuple[bytes, ...] = ()
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._drawing = Later("pictures", self, every=many)
        self._drawing.came.connect(self._keep)

    def __len__(self) -> int:
        return len(self._pages)

    def show(self, pages: Sequence[bytes]) -> None:
        """Take these pages in the place of those there were."""
        self._pages = tuple(pages)
        self._kept.clear()
        self._asked.clear()

    def size(self, page: int) -> QSizeF:
        """The size of a page in points."""
        return measured(self._pages[page])

    def at(self, page: int, width: int) -> QImage | None:
        """A page `width` pixels wide; `None` until it is drawn, which is begun now and told by `drawn`."""
        key = (page, width)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked:
            self._asked = {*(self._asked if self._many else ()), key}
            pages, size = self._pages, self.size(page)
            whole = QSize(width, max(round(width * size.height() / size.width()), 1))
            self._drawing.ask(lambda: (pages, page, self._draw(key, pages, whole)))
        return None

    def likest(self, page: int) -> QImage | None:
        """The largest picture there is of a page, whatever its size."""
        return max((image for (at, _), image in self._kept.items() if at == page), key=QImage.width, default=None)

    def only(self, wanted: set[int]) -> None:
        """Of the pages not drawn yet only these are still wanted: others have been scrolled past."""
        self._asked = {key for key in self._asked if key[0] in wanted}

    def _draw(self, key: tuple[int, int], pages: tuple[bytes, ...], size: QSize) -> QImage | None:
        return draw(pages[key[0]], size) if key in self._asked and pages is self._pages else None

    def _keep(self, found: tuple[tuple[bytes, ...], int, QImage | None]) -> None:
        pages, page, image = found
        if pages is not self._pages or image is None:
            return
        key = (page, image.width())
        self._asked.discard(key)
        self._kept[key] = image
        while len(self._kept) > 1 and sum(each.sizeInBytes() for each in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)
        self.drawn.emit(page)


def measured(page: bytes) -> QSizeF:
    """The size of a page (SVG) in points."""
    found = _SIZE.search(page[:400])
    assert found is not None
    return QSizeF(float(found[1]), float(found[2]))


def lies(page: bytes) -> bool:
    """Whether a page lies on its long side."""
    size = measured(page)
    return size.width() > size.height()


def draw(page: bytes, size: QSize) -> QImage:
    """A page as a picture of this size in pixels."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint(painter, page, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def paint(painter: QPainter, page: bytes, room: QRectF) -> None:
    """Paint a page into `room`, as shapes: sharp on any printer."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    QSvgRenderer(QByteArray(page)).render(painter, room)
