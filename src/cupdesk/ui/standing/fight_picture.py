"""The picture of a title fight, drawn with a painter: the same lines on the screen, on paper and in a file.

Beyond the dashed line, which is what is still on offer, a driver is out: the picture is the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QPolygonF

from cupdesk.ui.controls.shapes import paint_shape
from cupdesk.words.figures import MINUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.controls.look import Look

MARKS = (("full", "plot_1"), ("square", "plot_2"), ("up", "plot_3"), ("diamond", "plot_4"), ("ring", "plot_5"))
"""Shape and colour of each rival, in the order they were chosen."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 150, 30, 46
_MARK, _LABEL = 10, 17
_STEPS = (1, 2, 5)
_TICKS = 8


@dataclass(frozen=True, slots=True)
class PlotLine:
    """One rival: its name, the words for how it stands, its value after each race run, and where it is out or champion."""

    key: str
    name: str
    stands: str
    values: tuple[float, ...]
    out: int | None
    champion: int | None


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn. `races` are short names with their round's; `limits` the value at which a name is out, after each race.

    `gap`: values are points behind the leader and grow downwards, else points. `texts` are said at the axis, at the dashed
    line and beyond it.
    """

    lines: tuple[PlotLine, ...]
    races: tuple[tuple[str, str], ...]
    run: int
    limits: tuple[float, ...]
    gap: bool
    texts: tuple[str, str, str]


class Scale:
    """Where races and values lie in a rectangle."""

    def __init__(self, plot: Plot, rect: QRectF, look: Look) -> None:
        px = look.px
        self.area = rect.adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))
        highest = max((value for line in plot.lines for value in line.values), default=0)
        self.step = _step(max(highest, 10) * 1.08)
        self.most = self.step * (int(max(highest, 10) * 1.04 / self.step) + 1)
        self._plot = plot
        self.width = self.area.width() / max(len(plot.races), 1)

    def x(self, race: int) -> float:
        """The middle of a race's column."""
        return self.area.left() + (race + 0.5) * self.width

    def y(self, value: float) -> float:
        """The height of a value."""
        part = value / self.most
        return self.area.top() + (part if self._plot.gap else 1 - part) * self.area.height()

    def point(self, line: int, race: int) -> QPointF:
        """Where a rival stands after a race."""
        return QPointF(self.x(race), self.y(self._plot.lines[line].values[race]))


def _step(most: float) -> float:
    unit = 1.0
    while True:
        for step in _STEPS:
            if most / (unit * step) <= _TICKS:
                return unit * step
        unit *= 10


def paint(painter: QPainter, plot: Plot, rect: QRectF, look: Look, cursor: tuple[int, int] | None = None) -> None:
    """Draw the whole picture in `rect`; `cursor` is the rival and the race pointed at."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = Scale(plot, rect, look)
    _paint_axes(painter, plot, scale, look)
    _paint_limit(painter, plot, scale, look)
    if plot.run:
        painter.setPen(QPen(look.colour("accent"), 1))
        x = scale.x(plot.run - 1)
        painter.drawLine(QPointF(x, scale.area.top()), QPointF(x, scale.area.bottom()))
    for i in reversed(range(len(plot.lines))):
        _paint_line(painter, plot, i, scale, look)
    _paint_names(painter, plot, scale, look)
    if cursor is not None:
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(scale.point(*cursor), look.px(9), look.px(9))


def _paint_axes(painter: QPainter, plot: Plot, scale: Scale, look: Look) -> None:
    area, small = scale.area, look.font("small")
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    painter.setPen(look.colour("text2"))
    painter.drawText(QPointF(area.left(), area.top() - look.px(10)), plot.texts[0])
    value = 0.0
    while value <= scale.most + 1e-9:
        y = scale.y(value)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        said = f"{MINUS if plot.gap and value else ''}{value:g}"
        painter.setPen(look.colour("text2"))
        width = metrics.horizontalAdvance(said)
        painter.drawText(QPointF(area.left() - width - look.px(8), y + metrics.ascent() / 2 - 1), said)
        value += scale.step
    painter.setPen(QPen(look.colour("line2"), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    _paint_races(painter, plot, scale, look)


def _paint_races(painter: QPainter, plot: Plot, scale: Scale, look: Look) -> None:
    area, metrics = scale.area, QFontMetricsF(look.font("small"))
    low = area.bottom() + look.px(16)
    first = 0
    for i, (short, held) in enumerate(plot.races):
        painter.setPen(look.colour("text2"))
        painter.drawText(QPointF(scale.x(i) - metrics.horizontalAdvance(short) / 2, low), short)
        if i + 1 < len(plot.races) and plot.races[i + 1][1] == held:
            continue
        left, right = area.left() + first * scale.width, area.left() + (i + 1) * scale.width
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(left, area.bottom()), QPointF(left, area.bottom() + look.px(38)))
        painter.setPen(look.colour("text"))
        said = metrics.elidedText(held, Qt.TextElideMode.ElideRight, right - left - 6)
        middle = (left + right - metrics.horizontalAdvance(said)) / 2
        painter.drawText(QPointF(middle, low + look.px(17)), said)
        first = i + 1


def _paint_limit(painter: QPainter, plot: Plot, scale: Scale, look: Look) -> None:
    """The dashed line of what is on offer, and the ground beyond it."""
    area = scale.area
    line = [QPointF(scale.x(i), scale.y(limit)) for i, limit in enumerate(plot.limits)]
    if len(line) < 2:
        return
    beyond = QPolygonF([*line, QPointF(line[-1].x(), area.bottom()), QPointF(line[0].x(), area.bottom())])
    painter.save()
    painter.setClipRect(area)
    painter.setPen(Qt.PenStyle.NoPen)
    tint = look.colour("win")
    painter.setBrush(tint)
    painter.drawPolygon(beyond)
    painter.setBrush(QBrush(look.colour("line"), Qt.BrushStyle.BDiagPattern))
    painter.drawPolygon(beyond)
    painter.setPen(QPen(look.colour("text2"), 1.4, Qt.PenStyle.DashLine))
    painter.drawPolyline(QPolygonF(line))
    painter.restore()
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text2"))
    metrics = QFontMetricsF(look.font("small"))
    last = line[-1]
    room = QRectF(last.x() - look.px(170), area.bottom() - look.px(22), look.px(164), look.px(18))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight, plot.texts[2])
    seen = [point for point in line if area.top() <= point.y() < area.bottom() - look.px(8)]
    if seen:
        a = seen[0]
        width = metrics.horizontalAdvance(plot.texts[1])
        painter.drawText(QPointF(max(area.left(), a.x() - width - look.px(8)), a.y()), plot.texts[1])


def _paint_line(painter: QPainter, plot: Plot, index: int, scale: Scale, look: Look) -> None:
    """One rival: the line dotted once out, a mark after each race, a cross where it went out, a star where it won."""
    line = plot.lines[index]
    shape, token = MARKS[index]
    colour = look.colour(token)
    points = [scale.point(index, race) for race in range(len(line.values))]
    until = len(points) if line.out is None else line.out + 1
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawPolyline(QPolygonF(points[:until]))
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DotLine))
    painter.drawPolyline(QPolygonF(points[until - 1 :]))
    for race, point in enumerate(points):
        _at(painter, shape, look.px(_MARK), point, look, token)
        if race == line.out:
            _at(painter, "cross", look.px(_MARK + 5), point, look, "down")
        if race == line.champion:
            _at(painter, "star", look.px(_MARK + 6), point, look, "title")


def _at(painter: QPainter, shape: str, size: float, point: QPointF, look: Look, token: str) -> None:
    painter.save()
    painter.translate(point - QPointF(size / 2, size / 2))
    if shape == "ring":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("base"))
        painter.drawEllipse(QRectF(size * 0.1, size * 0.1, size * 0.8, size * 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    paint_shape(painter, shape, size, look.colour(token))
    painter.restore()


def _paint_names(painter: QPainter, plot: Plot, scale: Scale, look: Look) -> None:
    """The names at the ends of their lines, apart from each other."""
    ends = [(scale.point(i, len(line.values) - 1).y(), i) for i, line in enumerate(plot.lines) if line.values]
    heights = _apart([y for y, _ in sorted(ends)], look.px(_LABEL), scale.area.bottom())
    strong, body = look.font("strong"), look.font("figures")
    left = scale.x(max(plot.run - 1, 0)) + look.px(14)
    room = scale.area.right() + look.px(_RIGHT) - left
    for (_, i), y in zip(sorted(ends), heights, strict=True):
        line = plot.lines[i]
        base = y + QFontMetricsF(strong).ascent() / 2 - 1
        stands = QFontMetricsF(body).horizontalAdvance(line.stands) + look.px(6)
        name = QFontMetricsF(strong).elidedText(line.name, Qt.TextElideMode.ElideRight, max(room - stands, 40))
        width = QFontMetricsF(strong).horizontalAdvance(name)
        ground = QRectF(left - 3, y - look.px(8), width + stands + 6, look.px(16))
        painter.fillRect(ground, look.colour("base"))
        painter.setFont(strong)
        painter.setPen(look.colour(MARKS[i][1]))
        painter.drawText(QPointF(left, base), name)
        painter.setFont(body)
        painter.setPen(look.colour("text"))
        painter.drawText(QPointF(left + width + look.px(6), base), line.stands)


def _apart(heights: Sequence[float], least: float, lowest: float) -> list[float]:
    """The same heights, in order, moved until they are so far apart, and none under the lowest."""
    found: list[float] = []
    for y in heights:
        found.append(max(y, found[-1] + least) if found else y)
    for i in reversed(range(len(found))):
        found[i] = min(found[i], lowest - (len(found) - 1 - i) * least)
    return found
