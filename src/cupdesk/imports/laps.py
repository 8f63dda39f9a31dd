"""Single laps, one a row: the best and the second best of each car."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.cars import Cars, NotTaken, Reason
from cupdesk.imports.columns import Column
from cupdesk.imports.people import people
from cupdesk.imports.rows import RowNotTaken, RowTaken, cells_by_column, first, read
from cupdesk.rules.session import SessionKind

if TYPE_CHECKING:
    from cupdesk.imports.people import Person
    from cupdesk.imports.rows import Cells
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Line
    from cupdesk.rules.session import Session


@dataclass(slots=True)
class _Laps:
    """What is known of a car: its first line, who drove, the highest lap, and its times with their laps."""

    line: int
    drivers: tuple[Person, ...]
    last: int = 0
    timed: dict[int, int] = field(default_factory=dict)


def lap_rows(
    recognised: Recognised, cars: Cars, session: Session
) -> tuple[tuple[RowTaken, ...], tuple[RowNotTaken, ...]]:
    """A row for each car with at least one timed lap, the fastest first; and the rows left out.

    A car of another number than those entered is left out once, not once a lap. In a race the laps run are not touched.
    """
    found: dict[str, _Laps] = {}
    left_out: dict[tuple[str, str], RowNotTaken] = {}
    for line, cells in cells_by_column(recognised.table, recognised.heads):
        if isinstance(cells, RowNotTaken):
            left_out[cells.text, cells.reason] = cells
            continue
        try:
            _lap(line, cells, cars, found)
        except NotTaken as refused:
            key = line.text if refused.reason is Reason.UNREADABLE else first(cells, Column.NUMBER)
            left_out.setdefault(
                (key, refused.reason), RowNotTaken(line.number, line.text, refused.reason, refused.values)
            )
    rows = []
    for number, laps in found.items():
        if not laps.timed:
            left_out[number, Reason.NO_LAP] = RowNotTaken(laps.line, number, Reason.NO_LAP, {"number": number})
            continue
        rows.append(_row(number, laps, session))
    rows.sort(key=lambda row: (row.finish.best_ms or 0, row.line))
    return tuple(rows), tuple(left_out.values())


def _lap(line: Line, cells: Cells, cars: Cars, found: dict[str, _Laps]) -> None:
    drivers = people(cells)
    number = cars.find(figures.number(first(cells, Column.NUMBER)), drivers)
    lap = read(cells, Column.LAP_NUMBER, figures.whole)
    if not lap:
        raise NotTaken(Reason.UNREADABLE, column=Column.LAP_NUMBER, text=first(cells, Column.LAP_NUMBER))
    ms = read(cells, Column.LAP_TIME, figures.time_ms)
    laps = found.setdefault(number, _Laps(line.number, drivers))
    laps.last = max(laps.last, lap)
    if ms is not None:
        laps.timed[lap] = ms


def _row(number: str, laps: _Laps, session: Session) -> RowTaken:
    best, *others = sorted((ms, lap) for lap, ms in laps.timed.items())
    second = others[0] if others else (None, None)
    finish = replace(
        session.finish(number), best_ms=best[0], best_lap=best[1], second_ms=second[0], second_lap=second[1]
    )
    if session.kind is not SessionKind.RACE:
        finish = replace(finish, laps=laps.last, laps_down=None)
    return RowTaken(laps.line, number, None, finish, laps.drivers)
