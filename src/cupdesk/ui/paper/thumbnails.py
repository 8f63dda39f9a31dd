"""The pages of a document small, one under the other: the way to any page of a long one, by keyboard or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cupdesk.ui.paper.page_pictures import PagePictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.context import Context

Index = QModelIndex | QPersistentModelIndex
PAGE, EDGE, NUMBER = 76, 8, 18
"""Width of a small page, room round it, height of its number, at text size 100 %."""


class PagesModel(QAbstractListModel):
    """The pages, a row each."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._count = 0

    def show(self, count: int) -> None:
        """Have so many pages."""
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Which page it is, in words."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._context.words("session.publication.page", page=index.row() + 1, pages=self._count)
        return None


class _Pages(QStyledItemDelegate):
    """Draws a small page and its number."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the page needs."""
        return self._view.size_of(index.row())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the page as it is (paper is white in any theme), framed where it is the one shown."""
        look, page = self._view.context.look, index.row()
        sheet = self._view.paper(page, option.rect)
        image = self._view.pictures.at(page, round(sheet.width() * self._view.devicePixelRatioF()))
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(sheet, image)
        chosen = bool(option.state.value & QStyle.StateFlag.State_Selected.value)
        painter.setPen(QPen(look.colour("accent" if chosen else "ctlline"), look.px(2) if chosen else 1))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        painter.setFont(look.font("small_strong" if chosen else "small"))
        painter.setPen(look.colour("text" if chosen else "text2"))
        under = QRect(option.rect.left(), sheet.bottom() + 2, option.rect.width(), look.px(NUMBER))
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(page + 1))


class Thumbnails(QListView):
    """Small pages; `chosen` tells the page turned to. Arrows, page keys, Home and End go through them; Enter goes to the page."""

    chosen = Signal(int)
    entered_page = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.pictures = PagePictures(self, many=True)
        self.pictures.drawn.connect(lambda _: self.viewport().update())
        self._model = PagesModel(context)
        self.setModel(self._model)
        self.setItemDelegate(_Pages(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("region", "frame")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.activated.connect(lambda _: self.entered_page.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _: self.pictures.only(self._in_sight()))
        self.selectionModel().currentChanged.connect(self._told)

    def show_pages(self, pages: Sequence[bytes], at: int) -> None:
        """Show these pages (SVG), the one at `at` as the one shown."""
        self.pictures.show(pages)
        self._model.show(len(pages))
        self.setFixedWidth(self.context.look.px(PAGE + 2 * EDGE) + self.verticalScrollBar().sizeHint().width())
        self.go_to(at)

    def go_to(self, page: int) -> None:
        """Mark the page shown elsewhere."""
        if page != self.currentIndex().row() and page < self._model.rowCount():
            self.setCurrentIndex(self._model.index(page))

    def size_of(self, page: int) -> QSize:
        """The room of a page with its number."""
        px, size = self.context.look.px, self.pictures.size(page)
        height = round(px(PAGE) * size.height() / size.width())
        return QSize(px(PAGE + 2 * EDGE), height + px(NUMBER + EDGE))

    def paper(self, page: int, room: QRect) -> QRect:
        """Where in its room a page lies."""
        px, size = self.context.look.px, self.pictures.size(page)
        left = room.left() + max((room.width() - px(PAGE)) // 2, 0)
        return QRect(left, room.top() + px(EDGE) // 2, px(PAGE), round(px(PAGE) * size.height() / size.width()))

    def _in_sight(self) -> set[int]:
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        return set(range(max(first, 0), (last if last >= 0 else self._model.rowCount() - 1) + 1))

    def _told(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.row())
