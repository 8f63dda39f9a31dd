"""The one delegate of all tables. Fonts, pens and pictures of chips and symbols are made once per look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cupdesk.ui.cells import Cell, Chip, Chips, Race, Run, Runs, Symbol
from cupdesk.ui.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.shapes import draw_shape

if TYPE_CHECKING:
    from cupdesk.ui.look import Look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SELECTED = QStyle.StateFlag.State_Selected.value
PADDING = 5
BAR = 3


class RowDelegate(QStyledItemDelegate):
    """Draws every cell of every table."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Make fonts, pens and pictures for another look."""
        self.look = look
        self._metrics: dict[str, QFontMetricsF] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._padding = look.px(PADDING)
        self._row_line = look.colour("row")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows have a fixed height; widths are the columns'."""
        return QSize(self.look.px(40), self.look.px(22))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell: ground, bar, line, then what stands in it."""
        model = index.model()
        assert isinstance(model, RowsModel)
        row, number, rect = index.row(), index.column(), option.rect
        strip = model.strip(row)
        if strip is not None:
            self._paint_strip(painter, rect, strip.text)
            return
        look = model.row_look(row)
        selected = bool(option.state.value & _SELECTED)
        focused = self._view.hasFocus()
        column = model.columns[number]
        self._paint_ground(painter, rect, look, selected, focused)
        if number == 0 and (selected or look.bar):
            bar = self.look.colour("accent" if selected and (focused or not look.bar) else look.bar)
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height() - 1), bar)
        if column.separated:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), self.look.colour(column.separated))
        cell = model.cell(row, number)
        if cell:
            self._paint_cell(painter, rect, cell, column, dim=look.dim)

    def _paint_ground(self, painter: QPainter, rect: QRect, look: RowLook, selected: bool, focused: bool) -> None:
        if selected:
            painter.fillRect(rect, self.look.colour("sel" if focused else "sel2"))
        elif look.tint:
            painter.fillRect(rect, self.look.colour(look.tint))
        if look.line:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._row_line)

    def _paint_strip(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect, self.look.colour("win"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.look.colour("line"))
        left = self._view.columnViewportPosition(0) + self.look.px(12)
        whole = QRect(left, rect.top(), self._view.viewport().width() - left, rect.height())
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(self.look.font("head"))
        painter.setPen(self.look.colour("text2"))
        painter.drawText(whole, _LEFT, text)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, column: Column[object], *, dim: bool) -> None:
        padding = 2 if column.tight else self._padding
        inner = rect.adjusted(padding, 0, -padding, -1)
        if isinstance(cell, str):
            role = "figures" if column.figures else "body"
            self._text(painter, inner, cell, role, "text3" if dim else "text", _flag(column))
        elif isinstance(cell, Runs):
            self._runs(painter, inner, cell.runs, column, dim=dim)
        elif isinstance(cell, Chips):
            self._chips(painter, inner, cell)
        elif isinstance(cell, Symbol):
            self._symbol(painter, inner, cell, column)
        else:
            self._race(painter, inner, cell, dim=dim)

    # -- text
    def _text(self, painter: QPainter, rect: QRect, text: str, role: str, tone: str, flag: Qt.AlignmentFlag) -> None:
        painter.setFont(self.look.font(role))
        painter.setPen(self.look.colour(tone))
        if self._width(role, text) > rect.width():
            text = self._fit(role, text, rect.width())
        painter.drawText(rect, flag, text)

    def _runs(
        self, painter: QPainter, rect: QRect, runs: tuple[Run, ...], column: Column[object], *, dim: bool
    ) -> None:
        roles = [_role(run, column) for run in runs]
        widths = [self._width(role, run.text) for role, run in zip(roles, runs, strict=True)]
        x = float(rect.left())
        spare = rect.width() - sum(widths)
        if spare > 0 and (column.figures or column.align != "left"):
            x += spare / 2 if column.align == "centre" else spare
        for run, role, width in zip(runs, roles, widths, strict=True):
            room = rect.right() + 1 - x
            if room <= 0:
                return
            text = run.text if width <= room + 0.5 else self._fit(role, run.text, room)
            painter.setFont(self.look.font(role))
            painter.setPen(self.look.colour("text3" if dim and run.tone in ("text", "text2") else run.tone))
            painter.drawText(QRectF(x, rect.top(), room + 2, rect.height()), _LEFT, text)
            x += width

    def _width(self, role: str, text: str) -> float:
        key = (role, text)
        if key not in self._widths:
            if len(self._widths) > 20_000:
                self._widths.clear()
            self._widths[key] = self._metric(role).horizontalAdvance(text)
        return self._widths[key]

    def _metric(self, role: str) -> QFontMetricsF:
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self.look.font(role))
        return self._metrics[role]

    def _fit(self, role: str, text: str, room: float) -> str:
        return self._metric(role).elidedText(text, Qt.TextElideMode.ElideRight, room)

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
        size = self.look.px(9 if cell.shape in ("up", "down") else 12)
        picture = self._picture(
            (cell.shape, cell.tone), lambda: draw_shape(cell.shape, size, self.look.colour(cell.tone))
        )
        after = self._width("strong_figures", cell.after) + 1 if cell.after else 0
        x = rect.left() + (rect.width() - size - after) / 2 if column.align == "centre" else rect.left()
        painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - size) / 2), picture)
        if cell.after:
            painter.setFont(self.look.font("strong_figures"))
            painter.setPen(self.look.colour(cell.tone))
            painter.drawText(QRectF(x + size + 1, rect.top(), after + 2, rect.height()), _LEFT, cell.after)

    def _race(self, painter: QPainter, rect: QRect, cell: Race, *, dim: bool) -> None:
        tone = "text3" if cell.quiet or dim else "text"
        points = f"({cell.points})" if cell.dropped else cell.points
        self._text(painter, rect, points, "figures" if points[-1:].isdigit() or cell.dropped else "small", tone, _RIGHT)
        if cell.place:
            role = "small_strong_figures" if cell.won else "small_figures"
            self._text(painter, rect, cell.place, role, "text" if cell.won else "text2", _LEFT)
        if cell.marks:
            taken = self._width("figures", points) + self.look.px(2)
            marks = QRect(rect.left(), rect.top(), int(rect.width() - taken), rect.height() - self.look.px(5))
            self._text(painter, marks, cell.marks, "mark", "accent", _RIGHT)

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
    painter.drawText(box, _CENTRE, chip.letters)
    painter.end()
    return picture


def _flag(column: Column[object]) -> Qt.AlignmentFlag:
    if column.figures or column.align == "right":
        return _RIGHT
    return _CENTRE if column.align == "centre" else _LEFT


def _role(run: Run, column: Column[object]) -> str:
    if run.small:
        return "small_strong" if run.strong else "small"
    if column.figures:
        return "strong_figures" if run.strong else "figures"
    return "strong" if run.strong else "body"
