"""Qualifying and starting grids: which lap sets which grid, what the stewards take from it, who stands at the back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.field import number_key
from cupdesk.rules.results import GridPlace, Outcome
from cupdesk.rules.session import GRID_SANCTIONS, Decision, Finish, PoleSide, SanctionKind, Session, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.model import Entry, Season
    from cupdesk.rules.regulations import Regulations
    from cupdesk.rules.results import Classification


@dataclass(frozen=True, slots=True)
class Laps:
    """A car's laps of a qualifying session after deletions: best, second best, whether it is disqualified or withdrawn."""

    best: tuple[int, int | None] | None
    second: tuple[int, int | None] | None
    disqualified: bool
    withdrawn: bool
    decisions: tuple[int, ...]


Qualified = tuple[str, tuple[int, int | None] | None, Laps]
"""A car on its way to the grid: its number, the lap that places it (`None`: no time), and all its laps."""


def qualifying_laps(session: Session, decisions: Iterable[Decision], number: str) -> Laps:
    """What a car keeps of its qualifying after deleted laps and disqualification."""
    row: Finish = session.finish(number)
    times = [(ms, lap) for ms, lap in ((row.best_ms, row.best_lap), (row.second_ms, row.second_lap)) if ms is not None]
    out = row.status in (Status.DISQUALIFIED, Status.EXCLUDED)
    numbers = []
    for decision in decisions:
        if number not in decision.cars or not decision.in_force:
            continue
        for sanction in decision.sanctions:
            if sanction.kind is SanctionKind.DISQUALIFICATION:
                out = True
                numbers.append(decision.number)
            elif sanction.kind is SanctionKind.DELETE_LAP:
                times = times[sanction.count or 1 :]
                numbers.append(decision.number)
    return Laps(
        times[0] if times else None,
        times[1] if len(times) > 1 else None,
        out,
        row.status is Status.WITHDRAWN,
        tuple(dict.fromkeys(numbers)),
    )


def pole_side(season: Season, race: str) -> PoleSide:
    """On which side the first car of a race's grid stands: as its round says, else the regulations."""
    return season.round_of(race).pole_side or season.regulations.pole_side


def by_order(session: Session) -> bool:
    """Whether of a qualifying session only the order is known, no time at all: then the order stands."""
    return bool(session.order) and all(row.best_ms is None for row in session.finishes)


def qualifying_order(
    session: Session,
    decisions: Iterable[Decision],
    entries: dict[str, Entry],
    regulations: Regulations,
    lap: str = "best",
) -> list[Qualified]:
    """Cars by best (or `second`) lap; those without one behind, by number or as entered; the disqualified among them.

    If only the order is known, it stands, the disqualified behind. Each with the lap that places it (`None`: no time) and all its laps. Equal times: the lap set first stands ahead.
    """
    decisions = tuple(decisions)
    cars = [(number, qualifying_laps(session, decisions, number)) for number in _present(session, entries)]
    entered = {number: i for i, number in enumerate(entries)}
    timed: list[tuple[str, tuple[int, int | None] | None, Laps]] = []
    untimed: list[tuple[str, tuple[int, int | None] | None, Laps]] = []
    for number, laps in cars:
        time = None if laps.disqualified else laps.second if lap == "second" else laps.best
        (timed if time else untimed).append((number, time, laps))
    if by_order(session):
        place = {number: i for i, number in enumerate(session.order)}
        untimed.sort(key=lambda car: (car[2].disqualified, place.get(car[0], len(place)), number_key(car[0])))
        return untimed
    timed.sort(key=lambda car: (car[1][0], car[1][1] or 0) if car[1] else (0, 0))
    by_number = regulations.without_time == "number"
    untimed.sort(key=lambda car: number_key(car[0]) if by_number else (entered[car[0]], ""))
    return [*timed, *untimed]


def _present(session: Session, entries: dict[str, Entry]) -> list[str]:
    """The cars of a qualifying session: its order, and whoever has only a status; with no order every car with a row."""
    order = session.order or tuple(row.number for row in session.finishes)
    known = [row.number for row in session.finishes if row.status is not Status.RUNNING]
    return [n for n in dict.fromkeys((*order, *known)) if n in entries]


def result_order(
    result: Classification, entries: dict[str, Entry], *, in_category: bool
) -> tuple[list[Qualified], int]:
    """The cars of an earlier race as they are to start, and how many of them it classified; those it did not behind.

    `in_category`: behind the last classified car of their category, where it has one. The disqualified stand last.
    """
    rows = [row for row in result.rows if row.number in entries]
    order = [row for row in rows if row.position is not None]
    classified = len(order)
    for row in rows[classified:]:
        same = [i for i, other in enumerate(order) if other.category == row.category]
        out = row.outcome in (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
        order.insert(same[-1] + 1 if in_category and same and not out else len(order), row)
    return [
        (row.number, None, Laps(None, None, False, row.outcome is Outcome.WITHDRAWN, ())) for row in order
    ], classified


def starting_grid(
    race: Session,
    decisions: Iterable[Decision],
    qualifying: list[Qualified],
    reverse: int = 0,
    *,
    raced: bool = False,
) -> tuple[GridPlace, ...]:
    """The grid of a race: made by hand, or qualifying (without the withdrawn) with the grid sanctions that apply to it.

    The first `reverse` stand the other way round. `raced`: the cars come from an earlier race, nobody has qualified.
    Places lost are counted down the list in decision order; then back of the grid, then the pit lane, stand last. A grid
    made by hand stands as it is but for the pit lane.
    """
    times = {number: (time, laps) for number, time, laps in qualifying}
    qualified = {} if raced else {number: i for i, (number, _, _) in enumerate(qualifying, 1)}
    present = [number for number, _, laps in qualifying if not laps.withdrawn]
    order = list(race.grid) or [*reversed(present[:reverse]), *present[reverse:]]
    caused: dict[str, list[int]] = {}
    work = [
        (sanction, number, decision.number)
        for decision in decisions
        if decision.in_force
        for sanction in decision.sanctions
        for number in decision.cars
        if number in order and sanction.kind in ((SanctionKind.PIT_LANE_START,) if race.grid else GRID_SANCTIONS)
    ]
    pits = {number for sanction, number, _ in work if sanction.kind is SanctionKind.PIT_LANE_START}
    for sanction, number, document in sorted(work, key=lambda item: GRID_SANCTIONS.index(item[0].kind)):
        last = len(order) - 1
        lost = (sanction.count or 0) if sanction.kind is SanctionKind.GRID_PLACES else last
        target = min(order.index(number) + lost, last)
        order.remove(number)
        order.insert(target, number)
        caused.setdefault(number, []).append(document)
    places = []
    for position, number in enumerate(order, 1):
        time, laps = times.get(number, (None, None))
        numbers = (*(laps.decisions if laps else ()), *caused.get(number, ()))
        places.append(
            GridPlace(
                position,
                number,
                time[0] if time else None,
                time[1] if time else None,
                qualified.get(number),
                numbers,
                number in pits,
            )
        )
    return tuple(places)
