"""The plot of a title fight on the screen: pointed at by mouse or arrows; behind it the same figures as a table, a Tab away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from cupdesk.ui.controls.behind import BehindTable
from cupdesk.ui.controls.cells import MISSING, Cell, run
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.standing.fight_picture import Plot, Scale, paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from cupdesk.ui.context import Context

_LOWEST, _NEAR = 200, 14
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class FightPlot(QWidget):
    """The picture. `pointed` tells the rival and the race pointed at, `behind` that the keyboard goes on to the figures."""

    pointed = Signal(int, int)
    behind = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.plot: Plot | None = None
        self.at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_plot(self, plot: Plot) -> None:
        """Draw another plot; what was pointed at is pointed at still, if it is there."""
        self.plot = plot
        if self.at is not None and (self.at[0] >= len(plot.lines) or self.at[1] >= plot.run):
            self.at = None
        self.update()

    def point(self, line: int, race: int) -> None:
        """Point at a rival after a race."""
        self.at = line, race
        self.pointed.emit(line, race)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and a frame while the keyboard is here."""
        painter, look = QPainter(self), self._context.look
        painter.fillRect(self.rect(), look.colour("base"))
        if self.plot is not None:
            paint(painter, self.plot, QRectF(self.rect()), look, self.at)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from race to race, up and down from rival to rival."""
        plot, key = self.plot, Qt.Key(event.key())
        if plot is None or key not in _ARROWS or not plot.lines or not plot.run:
            super().keyPressEvent(event)
            return
        line, race = self.at or (0, plot.run - 1)
        down, right = _ARROWS[key] if self.at else (0, 0)
        self.point((line + down) % len(plot.lines), min(max(race + right, 0), plot.run - 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the mark under the mouse."""
        if self.plot is None or not self.plot.run:
            return
        scale, mouse = Scale(self.plot, QRectF(self.rect()), self._context.look), event.position()
        near = [
            (_distance(scale.point(line, race), mouse), line, race)
            for line in range(len(self.plot.lines))
            for race in range(self.plot.run)
        ]
        best = min(near, default=(float(_NEAR), 0, 0))
        if best[0] < self._context.look.px(_NEAR) and (best[1], best[2]) != self.at:
            self.point(best[1], best[2])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to the figures behind."""
        if forward:
            self.behind.emit()
            return True
        return super().focusNextPrevChild(forward)


def _distance(a: QPointF, b: QPointF) -> float:
    return float((a - b).manhattanLength())


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A race of the table behind: its name, what was on offer after it, the figures of each rival ("" while to run)."""

    race: int
    name: str
    offer: str
    figures: tuple[str, ...]


class FightView(QStackedWidget):
    """The plot, and the table behind it that comes forward while the keyboard is in it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shape: tuple[object, ...] = ()
        self.plot = FightPlot(context)
        self.figures: RowsModel[FigureRow] = RowsModel([], lambda row: row.race, sentence=lambda row: row.name)
        self.table = BehindTable(context, self.figures, "fight_figures")
        self.addWidget(self.plot)
        self.addWidget(self.table)
        self.setFocusProxy(self.plot)
        self.plot.behind.connect(self._bring_forward)
        self.table.left.connect(lambda: self.setCurrentWidget(self.plot))

    def show_fight(self, plot: Plot, rows: list[FigureRow]) -> None:
        """Show a fight as a picture and as figures."""
        words = self._context.words
        names = tuple(line.name for line in plot.lines)
        shape = (names, words.language)
        if shape != self._shape:
            self._shape = shape
            self.figures.set_rows([])  # the rows of other rivals have no cells in these columns
            self.figures.set_columns(self._columns(names))
        self.figures.set_rows(rows, repaint=True)
        self.plot.show_plot(plot)
        self.setMinimumHeight(self._context.look.px(_LOWEST))

    def say(self, sentence: str) -> None:
        """Say to a screen reader what is pointed at."""
        event = QAccessibleAnnouncementEvent(self.plot, sentence)
        QAccessible.updateAccessibility(event)

    def retranslate(self, name: str) -> None:
        """Take another name."""
        words = self._context.words
        self.plot.setAccessibleName(name)
        self.plot.setAccessibleDescription(words("fight.plot_keys"))
        self.table.setAccessibleName(words("fight.figures", name=name))

    def _bring_forward(self) -> None:
        self.setCurrentWidget(self.table)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.table.current_key() is None:
            self.table.select(self.figures.key_at(0))

    def _columns(self, names: tuple[str, ...]) -> list[Column[FigureRow]]:
        words = self._context.words

        def figure(i: int) -> Callable[[FigureRow], Cell]:
            return lambda row: row.figures[i] if row.figures else run(MISSING, "text3")

        rivals = [
            Column(f"rival:{i}", name, figure(i), 90, figures=True, stretch=True, full=name)
            for i, name in enumerate(names)
        ]
        return [
            Column("race", words("fight.column.race"), lambda row: row.name, 190),
            *rivals,
            Column("offer", words("fight.column.offer"), lambda row: run(row.offer, "text2"), 90, figures=True),
        ]
