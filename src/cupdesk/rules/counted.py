"""What of the facts at the flag counts: nothing after the lap a race is classified at; the parts of a stopped race added up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.session import Finish, Status

if TYPE_CHECKING:
    from cupdesk.rules.session import Session


def rows_that_count(session: Session) -> dict[str, Finish]:
    """The fact rows of a race by car number."""
    rows = {row.number: _added_up(row) if row.parts_ms else row for row in session.finishes}
    lap = session.counted_laps
    return rows if lap is None else {number: _at_lap(row, lap) for number, row in rows.items()}


def _added_up(row: Finish) -> Finish:
    return replace(row, total_ms=sum(row.parts_ms), gap_ms=None)


def _at_lap(row: Finish, lap: int) -> Finish:
    """A row as it stood at the end of a lap: who stopped later was still running, and laps set later are not known to count."""
    if row.best_lap is not None and row.best_lap > lap:
        row = replace(row, best_ms=None, best_lap=None)
    if row.laps is None or row.laps < lap:
        return row
    return replace(row, laps=lap, status=Status.RUNNING if row.status is Status.RETIRED else row.status)
