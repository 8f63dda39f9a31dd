"""A table as every screen uses it: rows of a `RowsModel`, drawn by the one delegate, one Tab stop, widths remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from cupdesk.lines.typed import FRENCH_DIGIT_ROW
from cupdesk.ui.context import Surroundings
from cupdesk.ui.controls.focus_ring import FocusRing
from cupdesk.ui.controls.row_delegate import RowDelegate
from cupdesk.ui.controls.row_pictures import RowPictures
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table_head import TableHead

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class RowsTable(QTableView):
    """A view of a `RowsModel`. `name` is what its column widths are remembered under, `line_height` a height of rows of its own.

    `typed(text)` is told of a digit typed on the table: it belongs to the entry line. `row_changed(key)` of the current row.
    """

    typed = Signal(str)
    row_changed = Signal(object)

    def __init__(
        self, context: Surroundings, model: RowsModel[Any], name: str, *, fit_rows: int = 0, line_height: int = 0
    ) -> None:
        super().__init__()
        self._context = context
        self._rows_model = model
        self._name = name
        self._fit_rows = fit_rows
        self._line_height = line_height
        self._sizing = False
        self._unfit = True
        self._delegate = RowDelegate(context.look, self, model)
        self._pictures = RowPictures()
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._set_up()
        context.look_changed.connect(self._dress)
        model.modelReset.connect(self._columns_changed)
        model.settled.connect(self._settle)
        model.dataChanged.connect(self._widen)
        model.rowsInserted.connect(self._other_rows)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self._dress()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head = TableHead(self._context.look, self)
        self.setHorizontalHeader(self._head)
        self.ring = FocusRing(self._context, self)
        self._head.sectionResized.connect(self._resized)

    def set_fit_rows(self, rows: int) -> None:
        """Choose the row height so that so many rows are seen without scrolling (0: the normal height)."""
        self._fit_rows = rows
        self._size_rows()

    @property
    def rows_model(self) -> RowsModel[Any]:
        """The model shown."""
        return self._rows_model

    def current_key(self) -> Any:
        """What the current row is known by; `None` if there is none."""
        index = self.currentIndex()
        return self._rows_model.key_at(index.row()) if index.isValid() else None

    def select(self, key: Any) -> None:
        """Make the row of this key the current one, if it is there."""
        row = self._rows_model.index_of(key)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows_model.index(row, 0), flags)

    def _current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        self.row_changed.emit(self._rows_model.key_at(current.row()) if current.isValid() else None)

    def _dress(self) -> None:
        look = self._context.look
        self._delegate.set_look(look)
        self._pictures.clear()
        self._head.dress(look)
        self._size_rows()
        self._size_columns()
        self.viewport().update()

    def _settle(self) -> None:
        """Lay out rows that came, went or changed places at once, so that all is painted in one go."""
        if self.isVisible():
            self.executeDelayedItemsLayout()

    def _widen(self, first: QModelIndex, last: QModelIndex) -> None:
        self._unfit |= self._delegate.widen(first.row(), last.row())

    def _other_rows(self) -> None:
        self._unfit = True
        self._delegate.measure_anew()

    def _columns_changed(self) -> None:
        self._delegate.measure_anew()
        self._head.fit()
        self._size_columns()

    def _size_rows(self) -> None:
        look = self._context.look
        height = look.px(self._line_height) or look.row_height(self.viewport().height(), self._fit_rows or 10**6)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setMinimumSectionSize(height)
            self.verticalHeader().setDefaultSectionSize(height)

    def _size_columns(self) -> None:
        """Give each column its own width, as remembered or as laid out, and the stretching one what is left."""
        self._unfit = False
        look, columns = self._context.look, self._rows_model.columns
        kept = self._context.settings.sizes(self._name)
        widths = [look.px(kept.get(column.key, column.width)) for column in columns]
        spare = self.viewport().width() - sum(widths)
        elastic = [i for i, column in enumerate(columns) if column.stretch]
        if elastic and columns[elastic[0]].whole:
            self._make_room(widths, elastic[0])
            spare = self.viewport().width() - sum(widths)
        if elastic and spare < 0:
            widths[elastic[0]] = max(look.px(columns[elastic[0]].least), widths[elastic[0]] + spare)
        for n, i in enumerate(elastic if spare > 0 else []):
            widths[i] += spare // len(elastic) + (1 if n < spare % len(elastic) else 0)
        self._sizing = True
        for i, width in enumerate(widths):
            self.setColumnHidden(i, not width)
            if width:
                self.setColumnWidth(i, width)
        self._sizing = False

    def _make_room(self, widths: list[int], first: int) -> None:
        """Let the other columns be as narrow as their texts, then leave out those that yield, until the `first` holds its own."""
        widths[first] = needed = self._delegate.needed(first)
        for i, column in enumerate(self._rows_model.columns):
            if sum(widths) > self.viewport().width() and i != first and not column.stretch:
                widths[i] = min(widths[i], max(self._delegate.needed(i), self._head.needed(i)))
        going = sorted((column.yields, i) for i, column in enumerate(self._rows_model.columns) if column.yields)
        for _, i in going:
            if sum(widths) > self.viewport().width():
                widths[i] = 0
        widths[first] = min(needed, self._context.look.px(self._rows_model.columns[first].width))

    def fit(self) -> None:
        """Share the width anew, where texts have come that need more."""
        if self._unfit:
            self._size_columns()

    def _resized(self, section: int, _: int, size: int) -> None:
        if self._sizing or not size or self._rows_model.columns[section].stretch:
            return
        kept = self._context.settings.sizes(self._name)
        kept[self._rows_model.columns[section].key] = round(size / max(self._context.look.px(100) / 100, 0.01))
        self._context.settings.set_sizes(self._name, kept)
        self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rows and columns into the new size."""
        super().resizeEvent(event)
        self._size_rows()
        self._size_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are to be seen anew; while something is dragged Qt does, with its mark of the place."""
        if self.state() == QAbstractItemView.State.DraggingState:
            super().paintEvent(event)
            return
        area, head, model = event.rect(), self._head, self._rows_model
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return
        start, height = -head.offset(), self.rowHeight(first)
        edges = tuple(
            (i, head.sectionViewportPosition(i) - start, head.sectionSize(i))
            for i in range(head.count())
            if not head.isSectionHidden(i)
        )
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        self._pictures.turn_to((edges, height, self.hasFocus(), self.devicePixelRatioF(), model.columns))
        painter = QPainter(self.viewport())
        for row in range(first, model.rowCount() if last < 0 else last + 1):
            chosen, look = row in selected, model.row_look(row)
            place = QRect(start, self.rowViewportPosition(row), head.length(), height)
            draw = partial(self._picture, row, place.size(), edges, selected=chosen)
            picture = self._pictures.picture(model.cells(row), look, draw, selected=chosen)
            if picture is not None:
                painter.drawPixmap(place.topLeft(), picture)
                continue
            seen = [(i, x, size) for i, x, size in edges if _meets(start + x, size, area)]
            self._delegate.paint_row(painter, place, row, seen, selected=chosen)
        painter.end()

    def _picture(self, row: int, size: QSize, cells: tuple[tuple[int, int, int], ...], *, selected: bool) -> QPixmap:
        """A whole row drawn on the ground of the table."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.viewport().palette().color(self.viewport().backgroundRole()))
        painter = QPainter(picture)
        self._delegate.paint_row(painter, QRect(QPoint(0, 0), size), row, cells, selected=selected)
        painter.end()
        return picture

    def focusInEvent(self, event: Any) -> None:
        """Show the selection in the colour of the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        """Show the selection without focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send digits to the entry line; everything else is the table's."""
        text = event.text()
        if (
            event.type() == QEvent.Type.KeyPress
            and (text.isdigit() or text in FRENCH_DIGIT_ROW)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.typed.emit(text)
            return
        super().keyPressEvent(event)


def _meets(left: int, width: int, area: QRect) -> bool:
    return left <= area.right() and left + width > area.left()


def why_action(table: RowsTable, does: Callable[[], object]) -> QAction:
    """The action `?` of a table: why the selected row has its place. The text is the caller's to say."""
    action = QAction(table)
    action.setShortcut(QKeySequence("?"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _=False: does())
    table.addAction(action)
    return action
