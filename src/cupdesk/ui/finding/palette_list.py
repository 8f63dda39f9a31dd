"""The list under the line of the palette: groups, and finds with icon, name, a quiet note, and their key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cupdesk.ui.controls.cells import Chip, Run
from cupdesk.ui.finding.finds import Find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.controls.look import Look

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD = 28, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NAME, _EDGE = 48, 14


class FindsModel(QAbstractListModel):
    """Finds with the heads of their groups between them: a head is a plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Find | str, ...] = ()

    def show(self, lines: Sequence[Find | str]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says."""
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else line.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be picked."""
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Lines(QStyledItemDelegate):
    """Draws a line of the list."""

    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads and rows have one height each."""
        model = index.model()
        assert isinstance(model, FindsModel)
        return QSize(40, self.look.px(HEAD if isinstance(model.lines[index.row()], str) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it: a head quietly; a find with what it is found by in strong type and its key at the right."""
        model = index.model()
        assert isinstance(model, FindsModel)
        line, rect, px = model.lines[index.row()], option.rect, self.look.px
        if isinstance(line, str):
            painter.setFont(self.look.font("small_strong"))
            painter.setPen(self.look.colour("text2"))
            painter.drawText(rect.adjusted(px(_EDGE), 0, 0, 0), _LEFT, line)
            return
        if option.state.value & QStyle.StateFlag.State_Selected.value:
            painter.fillRect(rect, self.look.colour("sel"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self.look.colour("accent"))
        self._mark(painter, QRect(rect.left() + px(_EDGE), rect.top(), px(26), rect.height()), line.icon)
        right = self._key(painter, rect, line.keys or ("⏎" if line.group == "car" else ""))
        x = rect.left() + px(_NAME)
        for run in (*line.runs, Run("    "), Run(line.about, "text2", small=True)):
            x = self._run(painter, QRect(x, rect.top(), right - px(8) - x, rect.height()), run)

    def _run(self, painter: QPainter, room: QRect, run: Run) -> int:
        """Draw a run of text, ending in … where there is no more room; where the next begins."""
        if room.width() <= 0:
            return room.left()
        painter.setFont(self.look.font("small" if run.small else "strong" if run.strong else "body"))
        painter.setPen(self.look.colour(run.tone))
        metrics = painter.fontMetrics()
        painter.drawText(room, _LEFT, metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, room.width()))
        return room.left() + metrics.horizontalAdvance(run.text)

    def _mark(self, painter: QPainter, room: QRect, icon: str | Chip) -> None:
        if isinstance(icon, str):
            if icon:
                picture = self.look.pixmap(icon, 16, "text2")
                size = picture.deviceIndependentSize().toSize()
                painter.drawPixmap(room.left() + 4, room.center().y() - size.height() // 2, picture)
            return
        colour = self.look.colour(icon.dark if self.look.theme == "dark" else icon.light)
        chip = QRectF(room.left(), room.center().y() - self.look.px(7), self.look.px(22), self.look.px(15))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = icon.form == "filled"
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(colour, 1, _PENS[icon.form]))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setFont(self.look.font("chip"))
        painter.setPen(self.look.colour("on_chip") if filled else colour)
        painter.drawText(chip, _CENTRE, icon.letters)
        painter.restore()

    def _key(self, painter: QPainter, rect: QRect, keys: str) -> int:
        """Draw the key as printed on the keyboard; where what stands before it has to end."""
        right = rect.right() - self.look.px(_EDGE)
        if not keys:
            return right
        painter.setFont(self.look.font("small"))
        width = painter.fontMetrics().horizontalAdvance(keys) + self.look.px(10)
        height = self.look.px(18)
        cap = QRectF(right - width + 0.5, rect.center().y() - height // 2 + 0.5, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.look.colour("line2"))
        painter.setBrush(self.look.colour("base"))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(self.look.colour("text2"))
        painter.drawText(cap, _CENTRE, keys)
        painter.restore()
        return right - width


_PENS = {"outlined": Qt.PenStyle.SolidLine, "dashed": Qt.PenStyle.DashLine}


class FindsList(QListView):
    """The list; the keyboard stays in the line above it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.finds = FindsModel()
        self._lines = _Lines(self, look)
        self.setModel(self.finds)
        self.setItemDelegate(self._lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self._pointed)

    def set_look(self, look: Look) -> None:
        """Dress it anew."""
        self._lines.look = look

    @property
    def height_wanted(self) -> int:
        """As high as its lines."""
        heights = (HEAD if isinstance(line, str) else ROW for line in self.finds.lines)
        return sum(self._lines.look.px(height) for height in heights)

    def current(self) -> Find | None:
        """The find Enter would take."""
        index = self.currentIndex()
        line = self.finds.lines[index.row()] if index.isValid() else ""
        return None if isinstance(line, str) else line

    def step(self, by: int) -> Find | None:
        """Go to the next find or the one before, round the end; 0 to the first. The find."""
        places = [i for i, line in enumerate(self.finds.lines) if not isinstance(line, str)]
        if not places:
            return None
        here = self.currentIndex().row()
        at = (places.index(here) + by) % len(places) if by and here in places else 0
        self.setCurrentIndex(self.finds.index(places[at], 0))
        return self.current()

    def _pointed(self, index: QModelIndex) -> None:
        if self.finds.flags(index):
            self.setCurrentIndex(index)
