"""The one delegate of all tables. Fonts, texts laid out and pictures of chips and symbols are made once per look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cupdesk.ui.controls.cells import Cell, Chip, Chips, Race, Run, Runs, Symbol
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel

if TYPE_CHECKING:
    from cupdesk.ui.controls.look import Look

_LEFT, _RIGHT, _CENTRE = "left", "right", "centre"
_SELECTED = QStyle.StateFlag.State_Selected.value
PADDING = 5
BAR = 3
_MOST_TEXTS = 8_000
_QUIETED = ("text", "text2")
"""The tones that a dim row makes quiet."""


class _Text(NamedTuple):
    """A text in one font, laid out once: ready to be drawn, and its size."""

    ready: QStaticText
    width: float
    height: float


class RowDelegate(QStyledItemDelegate):
    """Draws every cell of every table."""

    def __init__(self, look: Look, view: QTableView, model: RowsModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Make fonts, pens, texts and pictures for another look."""
        self.look = look
        self._metrics: dict[str, QFontMetricsF] = {}
        self._texts: dict[tuple[str, str], _Text] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._widest: dict[int, float] = {}
        self._padding = look.px(PADDING)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows have a fixed height; widths are the columns'."""
        return QSize(self.look.px(40), self.look.px(22))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell as Qt asks for it, while something is dragged."""
        i, rect = index.column(), option.rect
        selected = bool(option.state.value & _SELECTED)
        self.paint_row(painter, rect, index.row(), [(i, 0, rect.width())], selected=selected, first=i == 0)

    def paint_row(
        self,
        painter: QPainter,
        place: QRect,
        row: int,
        cells: Sequence[tuple[int, int, int]],
        *,
        selected: bool,
        first: bool = True,
    ) -> None:
        """Draw a row in its place: its ground, with the bar before it if these are the `first` of its cells, then these cells
        (number of the column, left edge in the place, width)."""
        model = self._model
        strip = model.strip(row)
        if strip is not None:
            self._paint_strip(painter, place, strip.text)
            return
        look, values, columns = model.row_look(row), model.cells(row), model.columns
        self._paint_ground(painter, place, look, selected=selected, first=first)
        start, top, height, dim = place.left(), place.top(), place.height(), look.dim
        for i, x, width in cells:
            column, cell, left = columns[i], values[i], start + x
            if column.separated:
                painter.fillRect(QRect(left, top, 1, height), self.look.colour(column.separated))
            if cell:
                padding = 2 if column.tight else self._padding
                self._paint_cell(painter, left + padding, width - 2 * padding, top, height - 1, cell, column, dim=dim)

    def _paint_ground(self, painter: QPainter, rect: QRect, look: RowLook, *, selected: bool, first: bool) -> None:
        """Draw what is under a row: the selection or its tint, the bar before it, the hairline."""
        focused = selected and self._view.hasFocus()
        if selected:
            painter.fillRect(rect, self.look.colour("sel" if focused else "sel2"))
        elif look.tint:
            painter.fillRect(rect, self.look.colour(look.tint))
        if look.line:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.look.colour("row"))
        if first and (selected or look.bar):
            bar = self.look.colour("accent" if selected and (focused or not look.bar) else look.bar)
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height() - 1), bar)

    def _paint_strip(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect, self.look.colour("win"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.look.colour("line"))
        left = self._view.columnViewportPosition(0) + self.look.px(12)
        painter.save()
        painter.setClipRect(rect)
        self._put(painter, left, rect.top(), rect.height(), self._ready("head", text), "head", "text2")
        painter.restore()

    def _paint_cell(
        self,
        painter: QPainter,
        left: int,
        room: int,
        top: int,
        height: int,
        cell: Cell,
        column: Column[object],
        *,
        dim: bool,
    ) -> None:
        side = _RIGHT if column.figures else column.align
        if isinstance(cell, Runs):
            if cell.tint:
                beside = 2 if column.tight else self._padding
                painter.fillRect(QRect(left - beside, top, room + 2 * beside - 1, height), self.look.colour(cell.tint))
            runs = cell.brief if cell.brief and self._wide(cell.runs, column) > room + 0.5 else cell.runs
            if len(runs) == 1:
                run = runs[0]
                tone = "text3" if dim and run.tone in _QUIETED else run.tone
                self._text(painter, left, room, top, height, run.text, _role(run, column), tone, side)
            else:
                self._runs(painter, QRect(left, top, room, height), runs, column, dim=dim)
        elif isinstance(cell, str):
            role, tone = "figures" if column.figures else "body", "text3" if dim else "text"
            self._text(painter, left, room, top, height, cell, role, tone, side)
        elif isinstance(cell, Chips):
            self._chips(painter, QRect(left, top, room, height), cell)
        elif isinstance(cell, Symbol):
            self._symbol(painter, QRect(left, top, room, height), cell, column)
        else:
            self._race(painter, QRect(left, top, room, height), cell, dim=dim)

    # -- text
    def _text(
        self,
        painter: QPainter,
        left: float,
        room: float,
        top: int,
        height: int,
        text: str,
        role: str,
        tone: str,
        side: str,
    ) -> None:
        """Draw a text at one side of its room, ending in … where there is not enough."""
        ready = self._texts.get((role, text)) or self._ready(role, text)
        if ready.width > room + 0.5:
            ready = self._fitting(role, text, room)
        if side != _LEFT:
            left += (room - ready.width) / (1 if side == _RIGHT else 2)
        self._put(painter, left, top, height, ready, role, tone)

    def _runs(
        self, painter: QPainter, rect: QRect, runs: tuple[Run, ...], column: Column[object], *, dim: bool
    ) -> None:
        roles = [_role(run, column) for run in runs]
        ready = [self._ready(role, run.text) for role, run in zip(roles, runs, strict=True)]
        x, end = float(rect.left()), rect.right() + 1
        if column.figures or column.align != _LEFT:
            spare = rect.width() - sum([each.width for each in ready])
            if spare > 0:
                x += spare / 2 if column.align == _CENTRE else spare
        top, height = rect.top(), rect.height()
        for run, role, whole in zip(runs, roles, ready, strict=True):
            room = end - x
            if room <= 0:
                return
            tone = "text3" if dim and run.tone in _QUIETED else run.tone
            fitting = whole if whole.width <= room + 0.5 else self._fitting(role, run.text, room)
            self._put(painter, x, top, height, fitting, role, tone)
            x += whole.width

    def _wide(self, runs: tuple[Run, ...], column: Column[object]) -> float:
        return sum([self._ready(_role(run, column), run.text).width for run in runs])

    def needed(self, number: int) -> int:
        """The width in which every text and symbol of a column stands whole, at its briefest."""
        column = self._model.columns[number]
        if number not in self._widest:
            self._widest[number] = self._measured(number, 0, self._model.rowCount() - 1)
        return int(self._widest[number] + 2 * (2 if column.tight else self._padding)) + 1

    def widen(self, first: int, last: int) -> bool:
        """Take in rows that say something else: whether a column measured before needs more now."""
        found = {number: self._measured(number, first, last) for number in self._widest}
        wider = {number: width for number, width in found.items() if width > self._widest[number]}
        self._widest |= wider
        return bool(wider)

    def measure_anew(self) -> None:
        """Forget what columns need: others, or other rows, have come."""
        self._widest.clear()

    def _measured(self, number: int, first: int, last: int) -> float:
        model, column = self._model, self._model.columns[number]
        rows = [row for row in range(first, last + 1) if model.strip(row) is None]
        return max([self._needed(model.cell(row, number), column) for row in rows], default=0.0)

    def _needed(self, cell: Cell, column: Column[object]) -> float:
        if isinstance(cell, str):
            return self._ready("figures" if column.figures else "body", cell).width if cell else 0.0
        if isinstance(cell, Runs):
            return self._wide(cell.brief or cell.runs, column)
        if isinstance(cell, Symbol):
            after = self._ready("strong_figures", cell.after).width + 1 if cell.after else 0.0
            return self._symbol_size(cell) + after
        return float(self.look.px(column.width))

    def _put(self, painter: QPainter, left: float, top: int, height: int, ready: _Text, role: str, tone: str) -> None:
        """Draw a text ready, in the middle of the height."""
        painter.setFont(self.look.font(role))
        painter.setPen(self.look.colour(tone))
        painter.drawStaticText(QPointF(left, top + (height - ready.height) / 2), ready.ready)

    def _ready(self, role: str, text: str) -> _Text:
        """A text laid out in the font of a role; once, since laying it out takes longer than drawing it."""
        key = (role, text)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            ready = QStaticText(text)
            ready.setTextFormat(Qt.TextFormat.PlainText)
            ready.prepare(font=self.look.font(role))
            metric = self._metric(role)
            found = self._texts[key] = _Text(ready, metric.horizontalAdvance(text), metric.height())
        return found

    def _fitting(self, role: str, text: str, room: float) -> _Text:
        ready = self._ready(role, text)
        if ready.width <= room:
            return ready
        return self._ready(role, self._metric(role).elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _metric(self, role: str) -> QFontMetricsF:
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self.look.font(role))
        return self._metrics[role]

    # -- pictures
    def _chips(self, painter: QPainter, rect: QRect, cell: Chips) -> None:
        x = rect.left()
        for chip in cell.chips:
            picture = self._picture((chip, "chip"), lambda chip=chip: self._draw_chip(chip))  # type: ignore[misc]
            size = picture.deviceIndependentSize()
            if x + size.width() > rect.right() + self._padding:
                return
            painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - size.height()) // 2), picture)
            x += int(size.width()) + self.look.px(3)

    def _symbol(self, painter: QPainter, rect: QRect, cell: Symbol, column: Column[object]) -> None:
        size = self._symbol_size(cell)
        picture = self.look.shape(cell.shape, size, cell.tone)
        after = self._ready("strong_figures", cell.after) if cell.after else None
        taken = size + after.width + 1 if after else size
        x = rect.left() + (rect.width() - taken) / 2 if column.align == _CENTRE else rect.left()
        painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - size) / 2), picture)
        if after:
            self._put(painter, x + size + 1, rect.top(), rect.height(), after, "strong_figures", cell.tone)

    def _symbol_size(self, cell: Symbol) -> int:
        return self.look.px(9 if cell.shape in ("up", "down") else 12)

    def _race(self, painter: QPainter, rect: QRect, cell: Race, *, dim: bool) -> None:
        left, room, top, height = rect.left(), rect.width(), rect.top(), rect.height()
        tone = "text3" if cell.quiet or dim else "text"
        points = f"({cell.points})" if cell.dropped else cell.points
        role = "figures" if points[-1:].isdigit() or cell.dropped else "small"
        self._text(painter, left, room, top, height, points, role, tone, _RIGHT)
        if cell.place:
            role, tone = ("small_strong_figures", "text") if cell.won else ("small_figures", "text2")
            self._text(painter, left, room, top, height, cell.place, role, tone, _LEFT)
        if cell.marks:
            room = int(room - self._ready("figures", points).width - self.look.px(2))
            self._text(painter, left, room, top, height - self.look.px(5), cell.marks, "mark", "accent", _RIGHT)

    def _picture(self, key: tuple[object, ...], draw: Callable[[], QPixmap]) -> QPixmap:
        if key not in self._pictures:
            self._pictures[key] = draw()
        return self._pictures[key]

    def _draw_chip(self, chip: Chip) -> QPixmap:
        font = self.look.font("chip")
        height = self.look.px(15)
        room = self.look.px(21 if chip.form == "filled" else 16)
        width = max(room, int(QFontMetricsF(font).horizontalAdvance(chip.letters)) + self.look.px(8))
        colour = chip.dark if self.look.theme == "dark" else chip.light
        return draw_chip(chip, QSize(width, height), font, self.look.colour(colour), self.look.colour("on_chip"))


def draw_chip(chip: Chip, size: QSize, font: QFont, colour: QColor, on_chip: QColor) -> QPixmap:
    """The picture of a chip: filled for a category, outlined for an award, dashed for a guest."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, size.width(), size.height())
    if chip.form == "filled":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(on_chip)
    else:
        dashed = chip.form == "dashed"
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.letters)
    painter.end()
    return picture


def _role(run: Run, column: Column[object]) -> str:
    if run.small:
        return "small_strong" if run.strong else "small"
    if column.figures:
        return "strong_figures" if run.strong else "figures"
    return "strong" if run.strong else "body"
