"""Qualifying and starting grids: which lap sets which grid, what the stewards take from it, who stands at the back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.field import number_key
from cupdesk.rules.model import Decision, Finish, SanctionKind, Session, Status
from cupdesk.rules.results import GridPlace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.model import Entry
    from cupdesk.rules.regulations import Regulations


@dataclass(frozen=True, slots=True)
class Laps:
    """A car's laps of a qualifying session after deletions: best, second best, and whether it is disqualified."""

    best: tuple[int, int | None] | None
    second: tuple[int, int | None] | None
    disqualified: bool
    decisions: tuple[int, ...]


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
        tuple(dict.fromkeys(numbers)),
    )


def qualifying_order(
    session: Session,
    decisions: Iterable[Decision],
    entries: dict[str, Entry],
    regulations: Regulations,
    lap: str = "best",
) -> list[tuple[str, tuple[int, int | None] | None, Laps]]:
    """Cars by best (or `second`) lap; those without one behind, by number or as entered; the disqualified among them.

    Each with the lap that places it (`None`: no time) and all its laps. Equal times: the lap set first stands ahead.
    """
    decisions = tuple(decisions)
    present = [n for n in session.order if n in entries] or [f.number for f in session.finishes if f.number in entries]
    cars = [(number, qualifying_laps(session, decisions, number)) for number in dict.fromkeys(present)]
    entered = {number: i for i, number in enumerate(entries)}
    timed: list[tuple[str, tuple[int, int | None] | None, Laps]] = []
    untimed: list[tuple[str, tuple[int, int | None] | None, Laps]] = []
    for number, laps in cars:
        time = None if laps.disqualified else laps.second if lap == "second" else laps.best
        (timed if time else untimed).append((number, time, laps))
    timed.sort(key=lambda car: (car[1][0], car[1][1] or 0) if car[1] else (0, 0))
    by_number = regulations.without_time == "number"
    untimed.sort(key=lambda car: number_key(car[0]) if by_number else (entered[car[0]], ""))
    return [*timed, *untimed]


def starting_grid(
    race: Session,
    decisions: Iterable[Decision],
    qualifying: list[tuple[str, tuple[int, int | None] | None, Laps]],
) -> tuple[GridPlace, ...]:
    """The grid of a race: made by hand, or qualifying with the grid sanctions of decisions that apply to it.

    Places lost are counted down the list in decision order; back of the grid and pit lane stand last, in that order.
    """
    times = {number: (time, laps) for number, time, laps in qualifying}
    qualified = {number: i for i, (number, _, _) in enumerate(qualifying, 1)}
    order = list(race.grid) or [number for number, _, _ in qualifying]
    caused: dict[str, list[int]] = {}
    if not race.grid:
        for decision in decisions:
            for sanction in decision.sanctions if decision.in_force else ():
                for number in decision.cars:
                    if number in order and _moved_back(order, number, sanction.kind, sanction.count or 0):
                        caused.setdefault(number, []).append(decision.number)
    places = []
    for position, number in enumerate(order, 1):
        time, laps = times.get(number, (None, None))
        numbers = (*(laps.decisions if laps else ()), *caused.get(number, ()))
        places.append(
            GridPlace(
                position, number, time[0] if time else None, time[1] if time else None, qualified.get(number), numbers
            )
        )
    return tuple(places)


def _moved_back(order: list[str], number: str, kind: SanctionKind, count: int) -> bool:
    """Move a car down a grid in place; whether this sanction concerns the grid at all."""
    if kind is SanctionKind.GRID_PLACES:
        target = min(order.index(number) + count, len(order) - 1)
    elif kind in (SanctionKind.GRID_BACK, SanctionKind.PIT_LANE_START):
        target = len(order) - 1
    else:
        return False
    order.remove(number)
    order.insert(target, number)
    return True
