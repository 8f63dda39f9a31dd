"""A starting grid drawn as it stands on the road: two columns, the right one a little behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cupdesk.ui.controls.row_delegate import draw_chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QPixmap

    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.cells import Chip, Chips

_BETWEEN, _EDGE = 4, 4
_SLOT, _LEAST = 42, 23
_TWO_LINES = 28
_STEP = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the grid: its number on the road ("" from the pit lane), car, surname, time, chips; `moved` by a decision."""

    position: str
    number: str
    name: str
    time: str
    chips: Chips
    moved: bool = False


class GridPicture(QWidget):
    """The picture. `chosen` tells a car, `behind` that the keyboard goes on to the figures."""

    chosen = Signal(str)
    behind = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._slots: Sequence[Slot] = ()
        self._pole_right = False
        self._pit_words = ""
        self._chips: dict[Chip, QPixmap] = {}
        self._pulled = 0.0
        self.current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look_changed.connect(self._chips.clear)

    def show_slots(self, slots: Sequence[Slot], pit_words: str, *, pole_right: bool = False) -> None:
        """Draw these slots, those of the pit lane last, the first one at the left or at the right."""
        self._slots, self._pit_words, self._pole_right = slots, pit_words, pole_right
        self.update()

    def select(self, number: str) -> None:
        """Mark a car."""
        if number != self.current:
            self.current, self._pulled = number, 0.0
            self.update()

    # -- where things lie
    @property
    def _height(self) -> float:
        """The height of a slot: all are seen if that leaves room for a line of text."""
        look = self._context.look
        return min(max((self.height() - look.px(2 * _EDGE)) / self._rows, look.px(_LEAST)), look.px(_SLOT))

    @property
    def _rows(self) -> float:
        """How many slots the picture is high: the right column stands a third of one behind."""
        return max((len(self._slots) + 1) // 2, 1) + 1 / 3

    @property
    def _offset(self) -> float:
        """How far the picture is pulled up so that the marked car is seen."""
        height = self._height
        whole = self._rows * height + self._context.look.px(2 * _EDGE)
        most = max(whole - self.height(), 0.0)
        at = next((i for i, slot in enumerate(self._slots) if slot.number == self.current), 0)
        return min(max((at // 2 + 1) * height - self.height() / 2 + self._pulled, 0.0), most)

    def slot_rect(self, index: int) -> QRectF:
        """Where a slot is drawn."""
        look, height = self._context.look, self._height
        width = (self.width() - look.px(2 * _EDGE) - look.px(_BETWEEN)) / 2
        behind = index % 2 == 1
        right = behind is not self._pole_right
        x = look.px(_EDGE) + (width + look.px(_BETWEEN) if right else 0)
        y = look.px(_EDGE) + (index // 2) * height + (height / 3 if behind else 0) - self._offset
        return QRectF(x, y, width, height - look.px(5))

    # -- drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slots that are in sight, and a frame while the keyboard is here."""
        painter, look = QPainter(self), self._context.look
        painter.fillRect(self.rect(), look.colour("base"))
        for index, slot in enumerate(self._slots):
            rect = self.slot_rect(index)
            if rect.bottom() > 0 and rect.top() < self.height():
                self._paint_slot(painter, rect, slot)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_slot(self, painter: QPainter, rect: QRectF, slot: Slot) -> None:
        look, marked = self._context.look, slot.number == self.current
        if marked:
            painter.fillRect(rect, look.colour("sel" if self.hasFocus() else "sel2"))
        painter.setPen(QPen(look.colour("accent" if marked else "text"), 2 if marked else 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        two = rect.height() >= look.px(_TWO_LINES)
        upper = QRectF(rect.left(), rect.top() + look.px(1), rect.width(), rect.height() / 2 if two else rect.height())
        lower = QRectF(upper.left(), upper.bottom(), rect.width(), rect.height() / 2)
        place = look.px(18)
        self._text(painter, upper.left(), place, upper, slot.position, "small_figures", "text2", right=True)
        x = upper.left() + place + look.px(4)
        chips_left = self._paint_chips(painter, lower if two else upper, slot.chips)
        room = (rect.right() if two else chips_left) - x - look.px(3)
        number = self._text(painter, x, room, upper, slot.number, "strong_figures", "text")
        mark = " *" if slot.moved else ""
        self._text(
            painter,
            x + number + look.px(4),
            room - number - look.px(4),
            upper,
            slot.name + mark,
            "small_strong",
            "text",
        )
        if two:
            said = slot.time or (self._pit_words if not slot.position else "")
            self._text(painter, x, chips_left - x, lower, said, "small_figures", "text2")

    def _text(
        self,
        painter: QPainter,
        x: float,
        room: float,
        rect: QRectF,
        text: str,
        role: str,
        tone: str,
        *,
        right: bool = False,
    ) -> float:
        """Write a text in a part of a line, cut with … if it must be; the width it took."""
        font = self._context.look.font(role)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._context.look.colour(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))
        flag = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter if right else _LEFT
        painter.drawText(QRectF(x, rect.top(), max(room, 0.0), rect.height()), flag, shown)
        return float(metrics.horizontalAdvance(shown))

    def _paint_chips(self, painter: QPainter, rect: QRectF, chips: Chips) -> float:
        """Draw the chips at the right of a line; where they begin."""
        look = self._context.look
        x = rect.right() - look.px(3)
        for chip in reversed(chips.chips):
            picture = self._chip(chip)
            size = picture.deviceIndependentSize()
            x -= size.width()
            painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - size.height()) // 2), picture)
            x -= look.px(2)
        return x

    def _chip(self, chip: Chip) -> QPixmap:
        if chip not in self._chips:
            look = self._context.look
            font = look.font("chip")
            room = look.px(21 if chip.form == "filled" else 16)
            width = max(room, int(QFontMetricsF(font).horizontalAdvance(chip.letters)) + look.px(8))
            colour = look.colour(chip.dark if look.theme == "dark" else chip.light)
            self._chips[chip] = draw_chip(chip, QSize(width, look.px(15)), font, colour, look.colour("on_chip"))
        return self._chips[chip]

    # -- pointing
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from place to place, left and right to the other column."""
        aside = -1 if self._pole_right else 1
        steps = _STEP | {
            Qt.Key.Key_Left: -aside,
            Qt.Key.Key_Right: aside,
            Qt.Key.Key_Home: -(10**6),
            Qt.Key.Key_End: 10**6,
        }
        key = Qt.Key(event.key())
        if key not in steps or event.modifiers() or not self._slots:
            super().keyPressEvent(event)
            return
        numbers = [slot.number for slot in self._slots]
        at = numbers.index(self.current) + steps[key] if self.current in numbers else 0
        self.chosen.emit(numbers[min(max(at, 0), len(numbers) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the car under the mouse."""
        super().mousePressEvent(event)
        for index, slot in enumerate(self._slots):
            if self.slot_rect(index).contains(event.position()):
                self.chosen.emit(slot.number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pull a long grid up or down."""
        before = self._offset
        self._pulled -= event.angleDelta().y() / 2
        if self._offset == before:
            self._pulled += event.angleDelta().y() / 2
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to the figures behind."""
        if forward:
            self.behind.emit()
            return True
        return super().focusNextPrevChild(forward)
