"""The finishing order a file gives, and how it compares with what was typed before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cupdesk.rules.session import Status
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.imports.rows import RowTaken
    from cupdesk.rules.session import Session

ABSENT = (Status.DID_NOT_START, Status.WITHDRAWN)
_NO_PLACE = 1 << 30


@dataclass(frozen=True, slots=True)
class Compared:
    """A car on both sides: its place in the typed order and in the file's (`None`: none), and its statuses."""

    number: str
    typed: int | None
    filed: int | None
    typed_status: Status | None
    filed_status: Status | None

    @property
    def differs(self) -> bool:
        """Whether both sides say something, and not the same."""
        return (self.typed, self.typed_status) != (self.filed, self.filed_status)


def finishing_order(rows: tuple[RowTaken, ...], *, timed: bool) -> tuple[tuple[RowTaken, ...], tuple[str, ...]]:
    """The rows as they finish, and the cars with a place. Raises `Trouble` (`imports.places_by_class`).

    Printed places count, then the order of the lines. Without any place: laps and total times, or best laps, if all are
    known. Places that begin anew in each class are not places of the race: then laps and times count, if all are known.
    """
    racing = [row for row in rows if row.finish.status not in ABSENT]
    absent = [row for row in rows if row.finish.status in ABSENT]
    places = [row.place for row in racing if row.place is not None]
    anew = places.count(1) > 1
    if places and not anew:
        racing.sort(key=lambda row: row.place or _NO_PLACE)
    elif timed:
        racing.sort(key=lambda row: row.finish.best_ms or _NO_PLACE)
    elif all(row.finish.laps is not None and row.finish.total_ms is not None for row in _running(racing)):
        running = sorted(_running(racing), key=lambda row: (-(row.finish.laps or 0), row.finish.total_ms or 0))
        racing = [*running, *(row for row in racing if row.finish.status is not Status.RUNNING)]
    elif anew:
        raise Trouble("imports.places_by_class")
    ordered = (*racing, *absent)
    return ordered, tuple(row.number for row in racing)


def _running(rows: list[RowTaken]) -> list[RowTaken]:
    return [row for row in rows if row.finish.status is Status.RUNNING]


def behind_slower(rows: tuple[RowTaken, ...]) -> tuple[str, ...]:
    """Cars at the flag printed behind a car that their laps and time beat: by the figures they belong further up."""
    known = [
        (-row.finish.laps, row.finish.total_ms, row.number)
        for row in rows
        if row.finish.status is Status.RUNNING and row.finish.laps is not None and row.finish.total_ms is not None
    ]
    worst: tuple[int, int] = (-_NO_PLACE, 0)
    found = []
    for laps, total, number in known:
        if (laps, total) < worst:
            found.append(number)
        worst = max(worst, (laps, total))
    return tuple(found)


def shared_places(rows: tuple[RowTaken, ...]) -> tuple[str, ...]:
    """Cars printed at the place of the car before them."""
    return tuple(b.number for a, b in pairwise(rows) if a.place is not None and a.place == b.place)


def compare(session: Session, rows: tuple[RowTaken, ...], order: tuple[str, ...]) -> tuple[Compared, ...]:
    """Every car of the typed order and of the file, in the file's order, then those only typed."""
    typed = {number: i for i, number in enumerate(session.order, 1)}
    stated = {
        row.number: row.status for row in session.finishes if row.number in typed or row.status is not Status.RUNNING
    }
    filed = {number: i for i, number in enumerate(order, 1)}
    statuses = {row.number: row.finish.status for row in rows}
    numbers = dict.fromkeys([*statuses, *session.order, *stated])
    return tuple(
        Compared(
            n,
            typed.get(n),
            filed.get(n),
            stated.get(n, Status.RUNNING if n in typed else None),
            statuses.get(n, stated[n] if stated.get(n) in ABSENT else None),
        )
        for n in numbers
    )
