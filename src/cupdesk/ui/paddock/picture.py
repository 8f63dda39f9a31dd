"""Draws a page of the paddock screen as drawn for 1920 × 1080, at whatever size it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from cupdesk.ui.controls.cells import Cell, Chips, Run, Runs, Symbol
from cupdesk.ui.controls.look import Look
from cupdesk.ui.controls.row_delegate import draw_chip
from cupdesk.ui.controls.shapes import paint_shape

if TYPE_CHECKING:
    from cupdesk.ui.paddock.pages import Digest, Page

WIDTH, HEIGHT = 1920, 1080
_ROW, _TOP, _FOOT = 41, 131, 1013
_FIRST = 177
_LEFT, _MIDDLE, _RIGHT, _SIDE = 48, 1312, 1872, 1372
_HEAD_ROOM = 24
_STATES = ("unofficial", "provisional", "final")
# Where the columns stand: left, right, alignment. The classification has one figure at the end, standings two.
_PLACES = {
    8: (
        (40, 94, "r"),
        (104, 190, "c"),
        (190, 250, "r"),
        (270, 744, "l"),
        (758, 872, "l"),
        (872, 910, "r"),
        (930, 1140, "l"),
        (1140, 1302, "r"),
    ),
    9: (
        (40, 94, "r"),
        (104, 190, "c"),
        (190, 250, "r"),
        (270, 744, "l"),
        (758, 872, "l"),
        (872, 900, "r"),
        (900, 1110, "l"),
        (1110, 1206, "r"),
        (1206, 1302, "r"),
    ),
}
_FLAGS = {"l": Qt.AlignmentFlag.AlignLeft, "r": Qt.AlignmentFlag.AlignRight, "c": Qt.AlignmentFlag.AlignHCenter}


class Picture:
    """Always dark: it hangs in a paddock. Fonts are the program's own at twice the desk's size."""

    def __init__(self) -> None:
        self._look = Look("dark", 200)
        self._title = QFont(self._look.font("name"))
        self._title.setPixelSize(52)

    def draw(
        self, painter: QPainter, size: QSize, page: Page | None, side: tuple[Digest, ...], note: str, foot: str
    ) -> None:
        """Draw a page with the digests at the right, `note` under them and `foot` at the right of the foot."""
        look = self._look
        painter.fillRect(0, 0, size.width(), size.height(), look.colour("base"))
        scale = min(size.width() / WIDTH, size.height() / HEIGHT)
        painter.translate((size.width() - WIDTH * scale) / 2, (size.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if page is None:
            self._text(painter, (_LEFT, 400, WIDTH - _LEFT, 500), "body", "text2", note, "c")
            return
        self._head(painter, page)
        self._rows(painter, page)
        self._digests(painter, side, "" if page.note == note else note)
        self._line(painter, 0, _FOOT, WIDTH, "line2")
        metrics = QFontMetricsF(look.font("small"))
        taken = metrics.horizontalAdvance(foot) + 40
        self._text(painter, (_RIGHT - taken, _FOOT, _RIGHT, HEIGHT), "small", "text2", foot, "r")
        if page.note:
            self._text(painter, (_LEFT, _FOOT, _RIGHT - taken - 24, HEIGHT), "small", "text2", page.note, "l")

    # -- the head
    def _head(self, painter: QPainter, page: Page) -> None:
        look = self._look
        painter.setFont(self._title)
        painter.setPen(look.colour("text"))
        painter.drawText(QRectF(_LEFT, 14, 1200, 70), Qt.AlignmentFlag.AlignVCenter, page.title)
        self._text(painter, (_LEFT, 76, 1200, 112), "small", "text2", page.about, "l")
        metrics = QFontMetricsF(look.font("strong"))
        width = metrics.horizontalAdvance(page.status) + 66
        box = QRectF(_RIGHT - width, 24, width, 44)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{page.token}_tint"))
        painter.drawRoundedRect(box, 4, 4)
        painter.save()
        painter.translate(box.left() + 16, box.top() + 10)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_shape(painter, page.shape, 24, look.colour(page.token))
        painter.restore()
        self._text(painter, (box.left() + 48, 24, box.right(), 68), "strong", page.token, page.status, "l")
        self._text(painter, (900, 74, _RIGHT, 112), "small", "text2", page.document, "r")
        painter.fillRect(QRectF(0, _TOP - 2, WIDTH, 3), look.colour(page.token))
        painter.fillRect(QRectF(_MIDDLE + 24, _TOP, 1, _FOOT - _TOP), look.colour("line2"))

    # -- the rows
    def _rows(self, painter: QPainter, page: Page) -> None:
        places = _PLACES[len(page.heads)]
        for (left, right, side), head in zip(places, page.heads, strict=True):
            room = left - _HEAD_ROOM if side == "r" else left  # a head may begin over the end of the column before
            self._text(painter, (room, _TOP + 4, right, _FIRST), "head", "text2", head, side)
        self._line(painter, 40, _FIRST, _MIDDLE, "line2")
        for i, row in enumerate(page.rows):
            top = _FIRST + i * _ROW
            for (left, right, side), cell in zip(places, row.cells, strict=True):
                self._cell(painter, (left, top, right, top + _ROW), cell, side)
            self._line(painter, 40, top + _ROW, _MIDDLE, "row")

    def _cell(self, painter: QPainter, box: tuple[float, float, float, float], cell: Cell, side: str) -> None:
        if isinstance(cell, str):
            self._text(painter, box, "figures" if side == "r" else "body", "text", cell, side)
        elif isinstance(cell, Runs):
            self._runs(painter, box, cell.runs, side)
        elif isinstance(cell, Chips):
            self._chips(painter, box, cell)
        elif isinstance(cell, Symbol):
            left = (box[0] + box[2]) / 2 - 24
            painter.save()
            painter.translate(left, box[1] + 11)
            paint_shape(painter, cell.shape, 19, self._look.colour(cell.tone))
            painter.restore()
            self._text(painter, (left + 22, box[1], box[2], box[3]), "strong_figures", cell.tone, cell.after, "l")

    def _runs(
        self, painter: QPainter, box: tuple[float, float, float, float], runs: tuple[Run, ...], side: str
    ) -> None:
        if side == "r":
            role = "strong_figures" if runs[0].strong else "figures"
            self._text(painter, box, role, runs[0].tone, "".join(each.text for each in runs), side)
            return
        left = box[0]
        for each in runs:
            role = "strong" if each.strong else "body"
            self._text(painter, (left, box[1], box[2], box[3]), role, each.tone, each.text, "l")
            left += QFontMetricsF(self._look.font(role)).horizontalAdvance(each.text)
            if left >= box[2]:
                return

    def _chips(self, painter: QPainter, box: tuple[float, float, float, float], cell: Chips) -> None:
        look, left = self._look, box[0]
        for chip in cell.chips:
            width = max(
                40 if chip.form == "filled" else 30,
                int(QFontMetricsF(look.font("chip")).horizontalAdvance(chip.letters)) + 14,
            )
            if left + width > box[2]:
                return
            picture = draw_chip(
                chip, QSize(width, 28), look.font("chip"), look.colour(chip.dark), look.colour("on_chip")
            )
            painter.drawPixmap(QRectF(left, box[1] + 7, width, 28), picture, QRectF(picture.rect()))
            left += width + 6

    # -- beside
    def _digests(self, painter: QPainter, side: tuple[Digest, ...], note: str) -> None:
        top: float = _TOP + 8
        for digest in side:
            self._text(painter, (_SIDE, top, _RIGHT, top + 44), "strong", "text", digest.name, "l")
            top += 46
            self._line(painter, _SIDE - 10, top, _RIGHT + 8, "line2")
            for place, number, name, points, gap, champion in digest.rows:
                bottom = top + _ROW
                self._text(painter, (_SIDE - 10, top, _SIDE + 22, bottom), "figures", "text2", place, "r")
                self._text(painter, (_SIDE + 26, top, _SIDE + 86, bottom), "figures", "text", number, "r")
                runs = (
                    (Run(name, strong=True), Run(" ★", "title", strong=True)) if champion else (Run(name, strong=True),)
                )
                self._runs(painter, (_SIDE + 102, top, _SIDE + 346, bottom), runs, "l")
                self._text(painter, (_SIDE + 336, top, _SIDE + 404, bottom), "strong_figures", "text", points, "r")
                self._text(painter, (_SIDE + 410, top, _RIGHT, bottom), "figures", "text2", gap, "r")
                self._line(painter, _SIDE - 10, bottom, _RIGHT + 8, "row")
                top = bottom
            top += 8
        if note:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("text2"))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRectF(_SIDE, top + 12, _RIGHT - _SIDE, _FOOT - top - 12), int(flags), note)

    # -- pieces
    def _text(
        self, painter: QPainter, box: tuple[float, float, float, float], role: str, tone: str, text: str, side: str
    ) -> None:
        font = self._look.font(role)
        rect = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        painter.setFont(font)
        painter.setPen(self._look.colour(tone))
        fitted = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(_FLAGS[side] | Qt.AlignmentFlag.AlignVCenter), fitted)

    def _line(self, painter: QPainter, left: float, top: float, right: float, tone: str) -> None:
        painter.fillRect(QRectF(left, top, right - left, 1), self._look.colour(tone))
