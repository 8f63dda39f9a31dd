"""The columns of the finishing order: of a race, and of a session of times."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.session import Status
from cupdesk.ui.controls.cells import MISSING, Cell, Symbol, places_won, run
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.words.figures import clock, decimal, gap, laps_gap
from cupdesk.words.names import car_name

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.ui.entering.order_rows import OrderRow

CODES = {
    Status.RETIRED: "dnf",
    Status.DID_NOT_START: "dns",
    Status.WITHDRAWN: "wd",
    Status.NOT_CLASSIFIED: "nc",
    Status.DISQUALIFIED: "dsq",
    Status.EXCLUDED: "ex",
}


def row_look(row: OrderRow) -> RowLook:
    """How a row of the order looks: a problem, the latest change, the next car."""
    if row.problems:
        return RowLook("problem_tint", "problem")
    if row.changed:
        return RowLook("changed", "accent")
    return RowLook("sel", "accent") if row.next else RowLook()


class OrderColumns:
    """Makes the columns for a width: in a narrow one the team goes first, then the laps."""

    def __init__(self, context: Context, ref: str, cells: CarCells) -> None:
        self._context, self._ref, self._cells, self._words = context, ref, cells, context.words

    def race(self, width: int) -> list[Column[OrderRow]]:
        """The columns of a race that fit in `width` pixels at text size 100 %."""
        team, laps = width >= 560, width >= 500
        columns = self._car(team=team)
        columns += [
            self._column("grid", self._grid, 42, figures=True),
            self._column("moved", lambda row: places_won(row.moved) if row.number else "", 36, figures=True),
        ]
        if laps:
            columns.append(self._column("laps", self._laps, 42, figures=True, edit=_laps_text))
        columns.append(self._column("gap", self._gap, 80, figures=True, edit=_gap_text))
        return columns

    def times(self, width: int) -> list[Column[OrderRow]]:
        """The columns of a session of times that fit: both laps, the gap and the share of the best, what was deleted."""
        columns = [
            *self._car(team=width >= 760),
            self._column("best", lambda row: _lap(row, 0), 70, figures=True),
            self._column("on_lap", lambda row: _on_lap(row, 0), 36, figures=True),
            self._column("second", lambda row: _lap(row, 1), 72, figures=True),
            self._column("second_lap", lambda row: _on_lap(row, 1), 36, figures=True),
            self._column("gap", self._behind_best, 62, figures=True),
            self._column("percent", self._percent, 58, figures=True),
            self._column("deleted", self._deleted, 66),
        ]
        limits = ((700, "second_lap"), (660, "on_lap"), (520, "percent"), (580, "in_category"))
        left_out = {key for limit, key in limits if width < limit}
        return [column for column in columns if column.key not in left_out]

    def _car(self, *, team: bool) -> list[Column[OrderRow]]:
        columns = [
            self._column("place", self._place, 32, figures=True, edit=_place_text),
            self._column("number", self._number, 37, figures=True, align="centre"),
            self._column("driver", lambda row: self._driver(row, tail=not team), 150, stretch=True),
            self._column("category", self._chips, 50),
            self._column("in_category", lambda row: str(row.in_category or ""), 28, figures=True),
        ]
        if team:
            columns.append(self._column("team", self._team, 94))
        return columns

    def _column(self, key: str, cell: object, width: int, **options: object) -> Column[OrderRow]:
        full = f"session.column.{key}_full"
        head = self._words(f"session.column.{key}")
        return Column(key, head, cell, width, full=self._words(full) if self._words.has(full) else head, **options)  # type: ignore[arg-type]

    def sentence(self, row: OrderRow) -> str:
        """What a screen reader says of a whole row."""
        if not row.number:
            return self._words("session.order.next") if row.next else ""
        parts = [
            "" if row.out else str(row.place or ""),
            car_name(self._context.book, self._ref, row.number, self._words),
            self._was(row),
        ]
        return ", ".join(part for part in parts if part)

    # -- cells
    def _place(self, row: OrderRow) -> Cell:
        if row.place is None or row.out:
            return run(MISSING, "text3")
        return run(str(row.place), "text" if row.number or row.next else "text3", strong=True)

    def _number(self, row: OrderRow) -> Cell:
        if row.next:
            return Symbol("next", "accent", self._words("session.order.next"))
        return row.number

    def _driver(self, row: OrderRow, *, tail: bool) -> Cell:
        if row.next:
            return run(self._words("session.order.next"), "text2")
        if row.entry is None:
            kind = "not_in_round" if row.number in self._context.book.numbers() else "unknown_car"
            return run(self._words(f"session.problem.{kind}", car=row.number), "problem") if row.number else ""
        return self._cells.driver(row.entry.drivers, tail=self._was(row) if tail else "")

    def _chips(self, row: OrderRow) -> Cell:
        entry = row.entry
        return self._cells.chips(entry.category, entry.awards, guest=entry.guest) if entry else ""

    def _team(self, row: OrderRow) -> Cell:
        if row.was is not None:
            return run(self._was(row), "accent", small=True)
        return self._cells.team(row.entry.team) if row.entry else ""

    def _was(self, row: OrderRow) -> str:
        return self._words("session.order.was", place=row.was) if row.was else ""

    def _grid(self, row: OrderRow) -> Cell:
        return str(row.grid) if row.grid else run(MISSING, "text3") if row.number else ""

    def _laps(self, row: OrderRow) -> Cell:
        laps = row.road.laps if row.road else None
        if laps is None:
            return run(MISSING, "text3") if row.number else ""
        return run(str(laps), "text2")

    def _gap(self, row: OrderRow) -> Cell:
        if not row.number:
            return ""
        if row.finish and row.finish.status in CODES:
            return run(self._code(row), "text2")
        road = row.road
        if road is None:
            return run(MISSING, "text3")
        if road.gap_laps:
            return laps_gap(road.gap_laps, self._words.language)
        if road.gap_ms is not None and road.gap_ms != 0:
            return gap(road.gap_ms)
        if row.place == 1 and road.time_ms is not None:
            return clock(road.time_ms)
        return run(MISSING, "text3")

    def _behind_best(self, row: OrderRow) -> Cell:
        if row.finish and row.finish.status in CODES:
            return run(self._code(row), "text2")
        if row.road is None or row.road.gap_ms is None:
            return "" if row.place == 1 else run(MISSING, "text3")
        return gap(row.road.gap_ms)

    def _percent(self, row: OrderRow) -> Cell:
        """The best time in percent of the session's best."""
        road = row.road
        if road is None or road.best_ms is None:
            return ""
        best = road.best_ms - (road.gap_ms or 0)
        return run(decimal(Fraction(road.best_ms * 100, best), 2, self._words.language), "text2")

    def _deleted(self, row: OrderRow) -> Cell:
        """The times deleted: by their laps where those are known."""
        finish, laps = row.finish, row.laps
        if finish is None or laps is None:
            return ""
        given = [lap for lap in ((finish.best_ms, finish.best_lap), (finish.second_ms, finish.second_lap)) if lap[0]]
        kept = [lap for lap in (laps.best, laps.second) if lap]
        gone = [
            self._words("session.order.lap", lap=lap) if lap else clock(ms)
            for ms, lap in given[: len(given) - len(kept)]
            if ms
        ]
        return run(", ".join(gone), "sanction", small=True) if gone else ""

    def _code(self, row: OrderRow) -> str:
        return self._words(f"rules.code.{CODES[row.finish.status]}") if row.finish else ""


def _place_text(row: OrderRow) -> str | None:
    return str(row.place) if row.number and row.place else None


def _laps_text(row: OrderRow) -> str | None:
    return str(row.road.laps or "") if row.road else None


def _gap_text(row: OrderRow) -> str | None:
    """What F2 puts in the cell: the fact as it was given."""
    finish = row.finish
    if finish is None or not row.number:
        return None
    if finish.total_ms is not None:
        return clock(finish.total_ms)
    return gap(finish.gap_ms) if finish.gap_ms is not None else ""


def _lap(row: OrderRow, nth: int) -> Cell:
    """The best or second-best time that counts."""
    lap = (row.laps.best, row.laps.second)[nth] if row.laps else None
    return run(clock(lap[0]), strong=nth == 0) if lap else run(MISSING, "text3")


def _on_lap(row: OrderRow, nth: int) -> Cell:
    lap = (row.laps.best, row.laps.second)[nth] if row.laps else None
    return run(str(lap[1]), "text2") if lap and lap[1] else ""


def line_of_cell(number: str, column: str, text: str) -> str:
    """What is written into a cell, as the entry line says it; a bare figure in the gap cell is a gap."""
    if column == "place":
        return f"{number}*{text}"
    if column == "laps":
        return f"{number} laps {text}"
    bare = text.replace(".", "", 1).replace(",", "", 1).isdigit()
    return f"{number} {'+' if bare else ''}{text}"
