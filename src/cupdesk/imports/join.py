"""Several files that hold other cars of one race each (one for each class, say), joined into one order where that follows exactly."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cupdesk.imports.order import ABSENT, compare
from cupdesk.rules.edits import SetOrder
from cupdesk.rules.session import SessionKind, Status
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports.remarks import Remark
    from cupdesk.imports.result import Import
    from cupdesk.imports.rows import RowTaken
    from cupdesk.rules.session import Session

_Key = tuple[int, int | None]
_MOST_NAMED = 6


def share_cars(a: Import, b: Import) -> bool:
    """Whether both files give some car: then one stands for the other, else they are parts of one result."""
    mine = {row.number for row in a.taken}
    return not mine or not b.taken or any(row.number in mine for row in b.taken)


def joined(parts: Sequence[Import], session: Session) -> Import:
    """One result of all cars. Raises `Trouble` where the order across the files does not follow from them.

    Places of the race count, if they are no places of classes; else laps with total times or gaps; in a session of times the
    best laps. Cars that did not reach the flag follow by their laps, then in the order of the files.
    """
    timed = session.kind is not SessionKind.RACE
    at = {row.number: i for i, part in enumerate(parts) for row in part.taken}
    rows = [row for part in parts for row in (part.taken if timed else _with_totals(part))]
    running = [row for row in rows if row.finish.status is Status.RUNNING]
    places = [row.place for row in running]
    if None not in places and len(set(places)) == len(places):
        running.sort(key=lambda row: row.place or 0)
    else:
        keys = _best_laps(running) if timed else _laps_and_times(running, parts)
        running.sort(key=lambda row: (keys[row.number][0], keys[row.number][1] or 0))
        _refuse_what_is_open(running, keys, at)
    _refuse_moved(parts, running)
    stopped = [row for row in rows if row.finish.status is not Status.RUNNING and row.finish.status not in ABSENT]
    stopped.sort(key=lambda row: -(row.finish.laps or 0))
    order = tuple(row.number for row in (*running, *stopped))
    taken = (*running, *stopped, *(row for row in rows if row.finish.status in ABSENT))
    facts = tuple(row.finish for row in taken if row.finish != session.finish(row.number))
    first = parts[0]
    return replace(
        first,
        taken=taken,
        not_taken=tuple(row for part in parts for row in part.not_taken),
        missing=tuple(number for number in first.missing if number not in at),
        remarks=_once([each for part in parts for each in part.remarks]),
        compared=compare(session, taken, order),
        edits=(SetOrder(first.session, order, facts),) if order != session.order or facts else (),
    )


def _once(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    return tuple(each for i, each in enumerate(remarks) if each not in remarks[:i])


def _with_totals(part: Import) -> list[RowTaken]:
    """The rows; gaps to the first of the file, whose total time is known, as total times: the race has another leader."""
    running = [row for row in part.taken if row.finish.status is Status.RUNNING]
    leader = running[0] if running else None
    total = leader.finish.total_ms if leader is not None and leader.gap == (None, None) else None
    found = []
    for row in part.taken:
        ms = row.finish.gap_ms
        if total is not None and ms is not None and row.finish.total_ms is None:
            row = replace(row, finish=replace(row.finish, total_ms=total + ms, gap_ms=None))
        found.append(row)
    return found


def _best_laps(rows: Sequence[RowTaken]) -> dict[str, _Key]:
    return {row.number: (0 if row.finish.best_ms else 1, row.finish.best_ms) for row in rows}


def _laps_and_times(rows: Sequence[RowTaken], parts: Sequence[Import]) -> dict[str, _Key]:
    """What places each car: laps (fewer later) and time; or laps and time behind the leader of the race."""
    if all(row.finish.laps is not None for row in rows):
        if all(row.finish.total_ms is not None for row in rows):
            return {row.number: (-(row.finish.laps or 0), row.finish.total_ms) for row in rows}
        most = max((row.finish.laps or 0 for row in rows), default=0)
        down = {row.number: most - (row.finish.laps or 0) for row in rows}
    elif any(row.gap[1] for row in rows):
        down = {row.number: row.gap[1] or 0 for row in rows}
    else:
        raise Trouble("imports.join.no_laps", cars=_named([row.number for row in rows if row.finish.laps is None]))
    firsts = [next((row for row in part.taken if row.finish.status is Status.RUNNING), None) for part in parts]
    leaders = [row.number for row in firsts if row is not None and row.gap == (None, None)]
    if len(leaders) != 1:
        raise Trouble("imports.join.no_leader", cars=_named(leaders))
    return {row.number: (down[row.number], 0 if row.number == leaders[0] else row.gap[0]) for row in rows}


def _refuse_what_is_open(rows: Sequence[RowTaken], keys: dict[str, _Key], at: dict[str, int]) -> None:
    """Cars of different files whose order is open: no time, or the same, on the same lap."""
    laps: dict[int, list[RowTaken]] = {}
    for row in rows:
        laps.setdefault(keys[row.number][0], []).append(row)
    for lap, cars in laps.items():
        if len({at[row.number] for row in cars}) < 2 or (lap == 1 and all(not row.finish.laps for row in cars)):
            continue
        if none := [row.number for row in cars if keys[row.number][1] is None]:
            raise Trouble("imports.join.no_time", n=len(none), cars=_named(none))
        for a, b in pairwise(cars):
            if keys[a.number] == keys[b.number] and at[a.number] != at[b.number]:
                raise Trouble("imports.join.same_time", first=a.number, second=b.number)


def _refuse_moved(parts: Sequence[Import], running: Sequence[RowTaken]) -> None:
    """Cars that their own file places elsewhere than their laps and time do: where they stand among the others is open."""
    place = {row.number: i for i, row in enumerate(running)}
    moved = []
    for part in parts:
        worst = -1
        for row in part.taken:
            if row.number in place:
                moved += [row.number] if place[row.number] < worst else []
                worst = max(worst, place[row.number])
    if moved:
        raise Trouble("imports.join.moved", n=len(moved), cars=_named(moved))


def _named(cars: Sequence[str]) -> str:
    return ", ".join(cars[:_MOST_NAMED]) + (" …" if len(cars) > _MOST_NAMED else "")
