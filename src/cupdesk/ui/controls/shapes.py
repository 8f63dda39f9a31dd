"""The symbols that go with words everywhere, drawn: ◆ ★ ✕ ○ ◔ ◑ ● ▲ ▼ ■ ▸ (fonts have not all of them, nor alike)."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QPixmap, QPolygonF

_POLYGONS = {
    "diamond": ((0.5, 0.02), (0.98, 0.5), (0.5, 0.98), (0.02, 0.5)),
    "up": ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94)),
    "down": ((0.5, 0.94), (1.0, 0.06), (0.0, 0.06)),
    "square": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
    "next": ((0.2, 0.1), (0.85, 0.5), (0.2, 0.9)),
    "star": tuple((0.5 + r * sin(i * pi / 5), 0.54 - r * cos(i * pi / 5)) for i, r in enumerate((0.54, 0.22) * 5)),
}
_FILLED = {"ring": 0, "quarter": 90, "half": 180, "full": 360}
SHAPES = (*_POLYGONS, *_FILLED, "cross")


def draw_shape(shape: str, size: int, colour: QColor) -> QPixmap:
    """The picture of a symbol, `size` pixels square. `KeyError` for one that is not in `SHAPES`."""
    if shape not in SHAPES:
        raise KeyError(shape)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_shape(painter, shape, size, colour)
    painter.end()
    return picture


def paint_shape(painter: QPainter, shape: str, size: float, colour: QColor) -> None:
    """Draw a symbol, `size` pixels square, from the painter's origin on: lines and curves, on paper too."""
    if shape == "cross":
        painter.setPen(QPen(colour, max(1.6, size / 7)))
        low, high = size * 0.2, size * 0.8
        painter.drawLine(QPointF(low, low), QPointF(high, high))
        painter.drawLine(QPointF(low, high), QPointF(high, low))
    elif shape in _FILLED:
        _draw_circle(painter, size, colour, _FILLED[shape])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in _POLYGONS[shape]]))


def _draw_circle(painter: QPainter, size: float, colour: QColor, degrees: int) -> None:
    """A ring filled clockwise from the top: nothing yet, unofficial, provisional, final."""
    box = QRectF(size * 0.1, size * 0.1, size * 0.8, size * 0.8)
    painter.setPen(QPen(colour, max(1.0, size / 11)))
    painter.drawEllipse(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if degrees == 360:
        painter.drawEllipse(box)
    elif degrees:
        painter.drawPie(box, 90 * 16, -degrees * 16)
