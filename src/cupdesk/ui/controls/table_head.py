"""The head of a table; where columns are grouped (the races of a round) the group's name stands over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from cupdesk.ui.controls.row_delegate import PADDING
from cupdesk.ui.controls.rows_model import RowsModel, alignment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.ui.controls.look import Look

ONE_LINE, TWO_LINES = 24, 35


class TableHead(QHeaderView):
    """One line of heads, or two if any column belongs to a group."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(16)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Take another look, and the height its type needs."""
        self._look = look
        self.setFont(look.font("head"))
        self.fit()

    def fit(self) -> None:
        """One line or two, as the columns ask."""
        grouped = any(True for _ in self._groups())
        self.setFixedHeight(self._look.px(TWO_LINES if grouped else ONE_LINE))
        self.viewport().update()

    def needed(self, number: int) -> int:
        """The width in which a head stands whole."""
        model = self.model()
        head = model.columns[number].head if isinstance(model, RowsModel) else ""
        return QFontMetrics(self._look.font("head")).horizontalAdvance(head) + 2 * self._look.px(PADDING)

    def sizeHint(self) -> QSize:
        """The height fitted."""
        return QSize(super().sizeHint().width(), self.height())

    def _groups(self) -> Iterator[tuple[str, int, int]]:
        """Name, first and last column of each group."""
        model = self.model()
        if not isinstance(model, RowsModel):
            return
        columns, first = model.columns, 0
        for i, column in enumerate(columns):
            if column.group != columns[first].group:
                first = i
            last = i + 1 == len(columns) or columns[i + 1].group != column.group
            if column.group and last:
                yield column.group, first, i

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads in the lower line, then the groups over them."""
        super().paintEvent(event)
        look, painter = self._look, QPainter(self.viewport())
        for name, first, last in self._groups():
            left, right = (
                self.sectionViewportPosition(first),
                self.sectionViewportPosition(last) + self.sectionSize(last),
            )
            box = QRect(left, 0, right - left, self.height() - 1)
            painter.fillRect(QRect(left, 0, 1, self.height()), look.colour("line2"))
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.colour("text"))
            upper = box.adjusted(0, 0, 1, -look.px(17))
            fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, upper.width())
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, fitting)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """One head, in the lower line if there are two; drawn here so that it follows text size and theme at once."""
        look, model = self._look, self.model()
        painter.fillRect(rect, look.colour("win"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line2"))
        if not isinstance(model, RowsModel):
            return
        column, padding = model.columns[logical_index], look.px(PADDING)
        flag = Qt.AlignmentFlag.AlignCenter if column.group else alignment(column)
        lower = rect.adjusted(padding, max(0, rect.height() - look.px(ONE_LINE)), -padding, 0)
        if column.group:
            lower.adjust(-padding, 0, padding, 0)
        painter.setFont(look.font("head"))
        painter.setPen(look.colour("text2"))
        text = painter.fontMetrics().elidedText(column.head, Qt.TextElideMode.ElideRight, lower.width() + 2)
        painter.drawText(lower.adjusted(-1, 0, 1, 0), flag, text)
