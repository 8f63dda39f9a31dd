"""What the timing gives: the finishing order, how each car ended, its times."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.session import Finish, Session, SessionState, Status

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class PlaceCar:
    """Put a car at `place` of the finishing order (1 first; `None`: next), the others follow; it runs at the flag again
    if it had not started, was withdrawn or was given as disqualified by the timing."""

    session: str
    number: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class TakeOutCar:
    """Take a car out of the finishing order and forget its status; its times are kept."""

    session: str
    number: str


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say how a car ended: retired (with its laps), did not start, disqualified by the timing …

    A car that did not start or was withdrawn leaves the order; a retired one joins its end if it was not in it.
    """

    session: str
    number: str
    status: Status
    laps: int | None = None


@dataclass(frozen=True, slots=True)
class SetTimes:
    """Give facts of the timing for one car; `None` leaves a fact as it is, a gap replaces a total and the reverse.

    `parts_ms` are the times of a stopped race's parts, which are added up; none (`()`) forgets them.
    """

    session: str
    number: str
    total_ms: int | None = None
    gap_ms: int | None = None
    laps: int | None = None
    laps_down: int | None = None
    best_ms: int | None = None
    best_lap: int | None = None
    second_ms: int | None = None
    second_lap: int | None = None
    led: int | None = None
    parts_ms: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class SetOrder:
    """Give a whole finishing order at once (a block pasted or imported, with any facts beside it)."""

    session: str
    order: tuple[str, ...]
    finishes: tuple[Finish, ...] = ()


@dataclass(frozen=True, slots=True)
class ClearResult:
    """Empty a session: order, times, statuses and decisions."""

    session: str


_OUT_OF_ORDER = (Status.DID_NOT_START, Status.WITHDRAWN)


def with_finish(session: Session, number: str, **facts: Any) -> tuple[Finish, ...]:
    """The fact rows with these facts set for one car; a row that says nothing any more is left out."""
    row = replace(session.finish(number), **facts)
    others = [f for f in session.finishes if f.number != number]
    if row == Finish(number):
        return tuple(others)
    index = next((i for i, f in enumerate(session.finishes) if f.number == number), len(others))
    others.insert(index, row)
    return tuple(others)


def _place_car(session: Session, edit: PlaceCar) -> Session:
    order = [number for number in session.order if number != edit.number]
    order.insert(len(order) if edit.place is None else max(edit.place, 1) - 1, edit.number)
    finishes = session.finishes
    if session.finish(edit.number).status in (*_OUT_OF_ORDER, Status.DISQUALIFIED, Status.EXCLUDED):
        finishes = with_finish(session, edit.number, status=Status.RUNNING)
    return replace(session, order=tuple(order), finishes=finishes)


def _take_out_car(session: Session, edit: TakeOutCar) -> Session:
    return replace(
        session,
        order=tuple(number for number in session.order if number != edit.number),
        finishes=with_finish(session, edit.number, status=Status.RUNNING),
    )


def _set_status(session: Session, edit: SetStatus) -> Session:
    order = session.order
    if edit.status in _OUT_OF_ORDER:
        order = tuple(number for number in order if number != edit.number)
    elif edit.number not in order:
        order = (*order, edit.number)
    facts: dict[str, Any] = {"status": edit.status}
    if edit.laps is not None:
        facts |= {"laps": edit.laps, "laps_down": None}
    return replace(session, order=order, finishes=with_finish(session, edit.number, **facts))


def _set_times(session: Session, edit: SetTimes) -> Session:
    facts = {
        f.name: getattr(edit, f.name)
        for f in fields(edit)
        if f.name not in ("session", "number") and getattr(edit, f.name) is not None
    }
    for given, other in (("total_ms", "gap_ms"), ("gap_ms", "total_ms"), ("laps", "laps_down"), ("laps_down", "laps")):
        if given in facts and other not in facts:
            facts[other] = None
    return replace(session, finishes=with_finish(session, edit.number, **facts))


def _set_order(session: Session, edit: SetOrder) -> Session:
    given = {row.number: row for row in edit.finishes}
    kept = tuple(row for row in session.finishes if row.number not in given)
    return replace(session, order=edit.order, finishes=(*kept, *edit.finishes))


def _clear_result(session: Session, edit: ClearResult) -> Session:
    return replace(
        session,
        order=(),
        dead_heats=(),
        finishes=(),
        decisions=(),
        laps=None,
        counted_laps=None,
        state=SessionState.UNOFFICIAL,
        revision=0,
        document=None,
        posted=None,
        reopened="",
        second=None,
    )


DOES: dict[type[Any], Callable[[Session, Any], Session]] = {
    PlaceCar: _place_car,
    TakeOutCar: _take_out_car,
    SetStatus: _set_status,
    SetTimes: _set_times,
    SetOrder: _set_order,
    ClearResult: _clear_result,
}
"""What each edit of this file does to its session."""
