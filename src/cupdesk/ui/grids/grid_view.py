"""One starting grid: where it comes from, its picture, the same figures as a table behind it; several beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cupdesk.rules.grid import pole_side
from cupdesk.rules.session import PoleSide
from cupdesk.ui.controls.behind import BehindTable
from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.cells import MISSING, Cell, Chips, Runs, run
from cupdesk.ui.controls.parts import Heading, dress, line
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.entering.read_back import announce
from cupdesk.ui.grids.grid_picture import GridPicture, Slot
from cupdesk.words.figures import clock
from cupdesk.words.grids import place_words, source_words
from cupdesk.words.names import driver_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.model import Entry
    from cupdesk.rules.results import GridPlace
    from cupdesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class GridRow:
    """A place of a grid with the entry that has it; `why` it does, in words."""

    place: GridPlace
    entry: Entry | None
    why: str


class GridView(QFrame):
    """The grid of one race. `chosen` tells a car, `moving` a car and the place it is to be moved to by hand."""

    chosen = Signal(str)
    moving = Signal(str, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.race = ""
        self.setProperty("region", "base")
        self.head = Heading()
        self.picture = GridPicture(context)
        self.model: RowsModel[GridRow] = RowsModel(
            [], lambda row: row.place.number, lambda row: RowLook(), lambda row: f"{row.place.number}, {row.why}"
        )
        self.table = BehindTable(context, self.model, "grid")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.table)
        self.stack.setFocusProxy(self.picture)
        self.picture.behind.connect(self._bring_forward)
        self.table.left.connect(lambda: self.stack.setCurrentWidget(self.picture))
        self.picture.chosen.connect(self.chosen)
        self.table.row_changed.connect(self._chose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)

    def show_grid(self, race: str, cells: CarCells) -> None:
        """Show the grid of a race as it is now."""
        context, words = self._context, self._context.words
        book = context.book
        self.race = race
        entries = book.entries(book.round_of(race).code)
        rows = [GridRow(p, entries.get(p.number), place_words(book, race, p, words)) for p in book.grid(race)]
        session = book.session(race)
        self.head.say(words("session.grid.of", race=session.name[words.language]), source_words(book, race, words))
        self.model.set_rows([])
        self.model.set_columns(self._columns(cells))
        self.model.set_rows(rows)
        right = pole_side(book.season, race) is PoleSide.RIGHT
        slots = [self._slot(row, cells) for row in rows]
        self.picture.show_slots(slots, words("session.grid.pit_lane"), pole_right=right)
        name = words("session.grid.name", race=session.name[words.language], n=len(rows))
        self.picture.setAccessibleName(name)
        self.picture.setAccessibleDescription(words("session.grid.keys"))
        self.table.setAccessibleName(name)

    def select(self, number: str) -> None:
        """Mark a car in picture and table."""
        self.picture.select(number)
        self.table.select(number)
        row = self.model.row(self.model.index_of(number))
        if row is not None and self.picture.hasFocus():
            announce(self.picture, f"{number}, {row.why}", urgent=False)

    def why(self, number: str) -> str:
        """Why a car stands where it stands on this grid; "" if it does not."""
        row = self.model.row(self.model.index_of(number))
        return row.why if row is not None else ""

    def correct(self, by: int) -> None:
        """Ask for the marked car to be moved by so many places."""
        row = self.model.row(self.model.index_of(self.picture.current))
        if row is not None and 1 <= row.place.position + by <= self.model.rowCount():
            self.moving.emit(row.place.number, row.place.position + by)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in its picture or its table."""
        return self.picture.hasFocus() or self.table.hasFocus()

    def _chose(self, number: object) -> None:
        """A car chosen in the table, while that is in front."""
        if isinstance(number, str) and self.stack.currentWidget() is self.table:
            self.chosen.emit(number)

    def _bring_forward(self) -> None:
        self.stack.setCurrentWidget(self.table)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.table.select(self.picture.current or self.model.key_at(0))

    def _slot(self, row: GridRow, cells: CarCells) -> Slot:
        entry, place = row.entry, row.place
        book, words = self._context.book, self._context.words
        name = " / ".join(driver_name(book, code, words) for code in entry.drivers) if entry else ""
        chips = cells.chips(entry.category, entry.awards, guest=entry.guest) if entry else Chips(())
        time = clock(place.time_ms) if place.time_ms is not None else ""
        return Slot(
            "" if place.pit_lane else str(place.position), place.number, name, time, chips, bool(place.decisions)
        )

    def _columns(self, cells: CarCells) -> list[Column[GridRow]]:
        words = self._context.words

        def driver(row: GridRow) -> Cell:
            return cells.driver(row.entry.drivers, alone=True) if row.entry else ""

        def time(row: GridRow) -> Cell:
            return clock(row.place.time_ms) if row.place.time_ms is not None else run(MISSING, "text3")

        return [
            Column(
                "place",
                words("session.column.place"),
                lambda row: run(str(row.place.position), strong=True),
                32,
                figures=True,
            ),
            Column("number", words("session.column.number"), lambda row: row.place.number, 36, figures=True),
            Column("driver", words("session.column.driver"), driver, 80, stretch=True),
            Column("time", words("session.column.time"), time, 66, figures=True),
            Column(
                "why", words("session.column.why"), lambda row: Runs((run(row.why, "text2").runs[0],)), 60, stretch=True
            ),
        ]


class Grids(QWidget):
    """The grids of a session beside each other; what is chosen in one is marked in all. `moving` as of the one asked."""

    chosen = Signal(str)
    moving = Signal(str, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.views: list[GridView] = []
        self.race = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_grids(self, races: Sequence[str], cells: CarCells) -> None:
        """Show the grids of these races."""
        while len(self.views) < len(races):
            self._add()
        for view, race in zip(self.views, races, strict=False):
            view.show_grid(race, cells)
        for i, view in enumerate(self.views):
            view.setVisible(i < len(races))
        if self.race not in races:
            self.race = races[0] if races else ""

    def select(self, number: str) -> None:
        """Mark a car in all of them."""
        for view in self.views:
            view.select(number)

    def why(self, number: str) -> str:
        """Why a car stands where it stands, grid by grid."""
        book, language = self._context.book, self._context.words.language
        shown = [view for view in self.views if not view.isHidden()]
        parts = [(book.session(view.race).name[language], view.why(number)) for view in shown]
        return " · ".join(f"{name[:1].lower()}{name[1:]}, {why}" for name, why in parts if why)

    def correct(self, by: int) -> None:
        """Ask for the marked car to be moved on the grid the keyboard is in."""
        view = next((view for view in self.views if view.has_keyboard), None)
        if view is not None:
            self.race = view.race
            view.correct(by)

    def _add(self) -> None:
        view = GridView(self._context)
        view.chosen.connect(lambda number, view=view: self._choose(view, number))
        view.moving.connect(self.moving)
        if self.views:
            self._row.addWidget(line(upright=True))
        self.views.append(view)
        self._row.addWidget(view, 1)
        dress(view, self._context.look)

    def _choose(self, view: GridView, number: str) -> None:
        self.race = view.race
        self.select(number)
        self.chosen.emit(number)
