"""The left column: the season's name, its pages, its rounds and sessions with the state of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from cupdesk.ui.controls.focus_ring import FocusRing
from cupdesk.ui.controls.parts import Elided, label
from cupdesk.ui.places import PAGES
from cupdesk.ui.season_model import NODE_ROLE, Node, SeasonModel

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WIDTH, RAIL = 188, 44


class TreeDelegate(QStyledItemDelegate):
    """Draws a line of the tree: icon or arrow, text, state as shape and word."""

    def __init__(self, context: Context, view: SeasonView) -> None:
        super().__init__(view)
        self._context = context
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """24 pixels a line; 34 in the rail; a little more under the pages."""
        look, node = self._context.look, index.data(NODE_ROLE)
        height = 34 if self._view.rail else 24
        return QSize(10, look.px(height + (9 if _ends_pages(node) else 0)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line over the whole width."""
        look, node = self._context.look, index.data(NODE_ROLE)
        rect = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        if _ends_pages(node):
            painter.fillRect(QRect(0, rect.bottom() - look.px(4), rect.width(), 1), look.colour("line"))
            rect.setHeight(rect.height() - look.px(9))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, look.colour("sel"))
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), look.colour("accent"))
        if self._view.rail:
            self._paint_rail(painter, rect, node, selected=selected)
        else:
            self._paint_line(painter, rect, node, selected=selected, open_=self._view.is_open(node))

    def _paint_rail(self, painter: QPainter, rect: QRect, node: Node, *, selected: bool) -> None:
        look = self._context.look
        if node.icon:
            picture = look.pixmap(node.icon, 18, "text" if selected else "text2")
            size = picture.deviceIndependentSize()
            corner = rect.center() - QPoint(int(size.width()) // 2, int(size.height()) // 2)
            painter.drawPixmap(corner, picture)
            return
        painter.setFont(look.font("small_strong" if selected else "small"))
        painter.setPen(look.colour("text" if selected else "text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, node.short)

    def _paint_line(self, painter: QPainter, rect: QRect, node: Node, *, selected: bool, open_: bool) -> None:
        look = self._context.look
        left = look.px({"page": 34, "round": 28, "session": 30}[node.kind])
        if node.icon:
            self._picture(painter, rect, look.px(10), look.pixmap(node.icon, 16, "text2"))
        if node.kind == "round":
            arrow = look.shape("down" if open_ else "next", look.px(8), "text2")
            self._picture(painter, rect, look.px(11), arrow)
        right = rect.right() - look.px(10)
        if node.state is not None and not (node.kind == "round" and open_):
            right = self._paint_state(painter, rect, node, right)
        painter.setFont(look.font("strong" if selected else "body"))
        painter.setPen(look.colour("text"))
        room = QRect(left, rect.top(), right - left, rect.height())
        painter.drawText(
            room, _LEFT, painter.fontMetrics().elidedText(node.text, Qt.TextElideMode.ElideRight, room.width())
        )

    def _paint_state(self, painter: QPainter, rect: QRect, node: Node, right: int) -> int:
        """Draw the state at the right; where it begins."""
        assert node.state is not None
        look, size = self._context.look, self._context.look.px(11)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        width = painter.fontMetrics().horizontalAdvance(node.state.short)
        painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), _RIGHT, node.state.short)
        left = right - width - (size + look.px(4) if width else size)
        self._picture(painter, rect, left, look.shape(node.state.shape, size, "text2"))
        return left - look.px(4)

    def _picture(self, painter: QPainter, rect: QRect, left: int, picture: QPixmap) -> None:
        height = picture.deviceIndependentSize().height()
        painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - height) / 2), picture)


class SeasonView(QTreeView):
    """The tree itself; a click or Enter on a round opens it, on a page or a session goes there."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.rail = False
        self.season_model = SeasonModel(context, self)
        self.setModel(self.season_model)
        self.setItemDelegate(TreeDelegate(context, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setAutoFillBackground(False)
        self.ring = FocusRing(context, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what is marked, and all of its round."""
        super().resizeEvent(event)
        self.show_marked()

    def show_marked(self) -> None:
        """Bring what is marked into sight, and the last session of its round where there is room for it."""
        marked = self.currentIndex()
        if marked.isValid():
            siblings = self.season_model.rowCount(marked.parent()) if marked.parent().isValid() else 0
            for index in (marked.siblingAtRow(siblings - 1), marked):
                if index.isValid():
                    self.scrollTo(index)

    def is_open(self, node: Node) -> bool:
        """Whether a round shows its sessions."""
        return node.kind == "round" and self.isExpanded(self.season_model.index(node.row, 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close a round, or go where the line leads."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._go(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the line leads; arrows are the tree's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> None:
        node = self.season_model.node(index)
        if node.kind == "round":
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.chosen.emit(node)


class SeasonTree(QFrame):
    """Name of the cup, then the tree. `page_chosen` and `session_chosen` say where a person wants to go."""

    page_chosen = Signal(str)
    session_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "frame")
        self.setAutoFillBackground(True)
        self._cup, self._year, self._note = label("strong"), Elided("small", "secondary"), label("small", "attention")
        for each in (self._cup, self._note):
            each.setWordWrap(True)
        for each in (self._cup, self._year, self._note):
            each.setContentsMargins(12, 0, 4, 0)
        self.view = SeasonView(context)
        self.view.chosen.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(1)
        for each in (self._cup, self._year, self._note):
            column.addWidget(each)
        column.addSpacing(4)
        column.addWidget(self.view, 1)
        self.retranslate()

    def add_below(self, widget: QWidget) -> None:
        """Put something under the tree."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(widget)

    def _chosen(self, node: Node) -> None:
        (self.page_chosen if node.kind == "page" else self.session_chosen).emit(node.target)

    def retranslate(self) -> None:
        """Turn to the window's language."""
        season, words = self._context.desk.season, self._context.words
        self._show_cup()
        disclaimer = season.disclaimer[words.language] if season.disclaimer else ""
        self._note.setText(disclaimer.partition(":")[0].strip())
        self._note.setToolTip(disclaimer)
        self._note.setVisible(bool(disclaimer) and not self.view.rail)
        self.view.setAccessibleName(words("window.region.tree"))
        self._rebuild()

    def _show_cup(self) -> None:
        season = self._context.desk.season
        self._cup.setText(season.cup)
        self._year.setText(self._context.words("window.season", year=season.year))

    def refresh(self) -> None:
        """Show what an edit changed."""
        if self.view.season_model.outgrown:
            self._rebuild()
        self._show_cup()
        self.view.season_model.refresh()

    def set_rail(self, rail: bool) -> None:
        """Show icons only, or everything."""
        if rail != self.view.rail:
            self.view.rail = self.view.season_model.rail = rail
            for each in (self._cup, self._year):
                each.setVisible(not rail)
            self.retranslate()

    def show_place(self, target: str) -> None:
        """Mark the page or session that is shown."""
        if self.view.rail:
            self._rebuild()
        self._target = target
        self._mark()

    _target = ""

    def _rebuild(self) -> None:
        opened = [i for i in range(self.view.season_model.rowCount()) if self.view.isExpanded(self._at(i))]
        self.view.season_model.rebuild()
        for i in opened:
            self.view.setExpanded(self._at(i), True)
        self._mark()

    def _at(self, row: int) -> QModelIndex:
        return self.view.season_model.index(row, 0)

    def _mark(self) -> None:
        index = self.view.season_model.index_of(self._target)
        if index.isValid():
            self.view.setExpanded(index.parent(), True)
            self.view.setCurrentIndex(index)
            self.view.show_marked()


def _ends_pages(node: Node) -> bool:
    return node.kind == "page" and node.target == list(PAGES)[-1]
