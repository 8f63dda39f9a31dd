"""The sentences for the press in a list: chosen or not, certain or not, whole on as many lines as they take, figures below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from cupdesk.ui.context import Context
    from cupdesk.words.press import Fact

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_EDGE, _BOX, _DOT, _TEXT = 12, 14, 36, 54
"""Pixels at text size 100 %: where the box, the dot and the text of a sentence stand, and how large the box is."""
_ABOVE, _BETWEEN, _HEAD, _MEASURE = 4, 1, 30, 780


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is listed: what it is known by, whether it is chosen, what a screen reader says of both."""

    key: Hashable
    fact: Fact
    chosen: bool
    spoken: str


class PressModel(QAbstractListModel):
    """The sentences with the heads of their sections between them: a head is a plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line | str, ...] = ()

    def show(self, lines: Sequence[Line | str]) -> None:
        """Show these lines; where only what they say has changed, in place."""
        new = tuple(lines)
        if [_key(line) for line in new] == [_key(line) for line in self.lines]:
            self.lines = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The sentence of a row; `None` for a head."""
        found = self.lines[index.row()] if index.isValid() else None
        return found if isinstance(found, Line) else None

    def row_of(self, key: Hashable) -> int:
        """The row of what a sentence is known by; that of the first sentence if it is not there, −1 without any."""
        rows = [i for i, line in enumerate(self.lines) if isinstance(line, Line)]
        return next((i for i in rows if _key(self.lines[i]) == key), rows[0] if rows else -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says, and what a screen reader says of it."""
        line = self.lines[index.row()]
        if isinstance(line, str):
            return line if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.fact.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return line.fact.rests_on
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.chosen else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be picked."""
        if self.line(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _key(line: Line | str) -> Hashable:
    return line if isinstance(line, str) else line.key


class _Sentences(QStyledItemDelegate):
    """Draws a line: box, dot, the sentence, and below it in small print what it rests on."""

    def __init__(self, view: PressList, context: Context) -> None:
        super().__init__(view)
        self._view, self._context = view, context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text takes in the width there is."""
        model = index.model()
        assert isinstance(model, PressModel)
        line, look = model.line(index), self._context.look
        if line is None:
            return QSize(40, look.px(_HEAD))
        whole = self._texts(QRect(0, 0, self._view.viewport().width(), 0), line)
        return QSize(40, whole[-1][1].bottom() + 1 + look.px(_ABOVE))

    def _texts(self, rect: QRect, line: Line) -> list[tuple[str, QRect, str, str]]:
        """What is written where, in which font and tone: the sentence, and its figures while they are shown."""
        look = self._context.look
        left = rect.left() + look.px(_TEXT)
        width = min(rect.right() - look.px(_EDGE) - left, look.px(_MEASURE))
        top = rect.top() + look.px(_ABOVE)
        parts = [(line.fact.text, "body", "text" if line.chosen else "text3")]
        if self._view.figures and line.fact.rests_on:
            parts.append((line.fact.rests_on, "small", "text2" if line.chosen else "text3"))
        placed = []
        for text, role, tone in parts:
            metrics = QFontMetrics(look.font(role))
            height = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()
            placed.append((text, QRect(left, top, width, height), role, tone))
            top += height + look.px(_BETWEEN)
        return placed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it; a head on its own strip."""
        model = index.model()
        assert isinstance(model, PressModel)
        line, look, rect = model.lines[index.row()], self._context.look, option.rect
        painter.save()
        if isinstance(line, str):
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.colour("text2"))
            room = rect.adjusted(look.px(_EDGE), 0, 0, -look.px(5))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line)
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
            painter.restore()
            return
        if option.state.value & QStyle.StateFlag.State_Selected.value:
            painter.fillRect(rect, look.colour("sel" if self._view.hasFocus() else "sel2"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour("accent"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("row"))
        texts = self._texts(rect, line)
        middle = texts[0][1].top() + QFontMetrics(look.font("body")).height() // 2
        self._box(painter, rect.left() + look.px(_EDGE), middle, chosen=line.chosen)
        shape, token = ("full", "final") if line.fact.certain else ("ring", "provisional")
        size = look.px(11)
        painter.drawPixmap(rect.left() + look.px(_DOT), middle - size // 2, look.shape(shape, size, token))
        for text, room, role, tone in texts:
            painter.setFont(look.font(role))
            painter.setPen(look.colour(tone))
            painter.drawText(room, _WRAP, text)
        painter.restore()

    def _box(self, painter: QPainter, left: int, middle: int, *, chosen: bool) -> None:
        look = self._context.look
        size = look.px(_BOX)
        box = QRect(left, middle - size // 2, size, size)
        painter.setPen(QPen(look.colour("accent" if chosen else "ctlline"), 1))
        painter.setBrush(look.colour("accent" if chosen else "ctl"))
        painter.drawRoundedRect(box, 3, 3)
        if chosen:
            painter.drawPixmap(box.topLeft(), look.pixmap("check", _BOX, "on_accent"))


class PressList(QListView):
    """The list. `turned` tells the sentence that is to be chosen or left out, `picked` the one to be gone to."""

    turned = Signal(object)
    picked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.figures = True
        self.sentences = PressModel()
        self.setModel(self.sentences)
        self._context = context
        self.setItemDelegate(_Sentences(self, context))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.picked.emit(self.sentences.line(index)))
        context.look_changed.connect(self.lay_out)

    def lay_out(self) -> None:
        """Give every sentence its height anew."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_lines(self, lines: Sequence[Line | str]) -> None:
        """Show these lines; the current one stays where it is still there."""
        current = self.sentences.line(self.currentIndex())
        self.sentences.show(lines)
        row = self.sentences.row_of(current.key if current else None)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.sentences.index(row))
        self.lay_out()

    def turn_current(self) -> None:
        """Choose the current sentence, or leave it out."""
        if (line := self.sentences.line(self.currentIndex())) is not None:
            self.turned.emit(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box chooses the sentence, or leaves it out."""
        super().mousePressEvent(event)
        if event.position().x() < self._context.look.px(_DOT):
            self.turn_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.lay_out()
