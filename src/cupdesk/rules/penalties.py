"""What each sanction does to a result, and in which order.

Fixed order: laps, then seconds (all of a car's seconds added up), then places in decision order, then disqualification.
Each application records a step for every car that it moved, so that each place can be explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.results import Step, StepKind
from cupdesk.rules.session import TIMED_SANCTIONS, Decision, Sanction, SanctionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.rules.model import Entry
    from cupdesk.rules.session import Finish

NEVER = 1_000_000
"""Laps down of a car whose laps are unknown and that did not take the flag: behind every other."""


@dataclass(slots=True, eq=False)
class Car:
    """A car on its way from the flag to its place. `down`: laps behind; `time`: ms behind the first at the flag, or unknown.

    `heat` is the dead heat it was in at the flag (0: none), `put_back` whether a place sanction ended that. `placed`: it
    would have been classified as it crossed the line; only such cars take a place, so that only they count where places are lost.
    """

    number: str
    entry: Entry
    finish: Finish
    flag: int
    laps: int | None
    down: int
    time: int | None
    running: bool
    sanction_ms: int = 0
    out: bool = False
    heat: int = 0
    put_back: bool = False
    placed: bool = True
    steps: tuple[Step, ...] = ()
    decisions: tuple[int, ...] = ()

    def level(self, other: Car) -> bool:
        """Whether it still shares its place with another car: a dead heat lasts while no sanction parts them."""
        same = bool(self.heat) and (self.heat, self.down, self.sanction_ms) == (
            other.heat,
            other.down,
            other.sanction_ms,
        )
        return same and not (self.put_back or other.put_back or self.out or other.out)


def places_of(cars: Sequence[Car], keys: Sequence[str] | None = None) -> list[int]:
    """The places of cars in their order, overall or each by its key (a category, an award); cars that are level share theirs and the next is left out."""
    counts: dict[str, int] = {}
    heats: dict[str, tuple[Car, int, int]] = {}
    places: list[int] = []
    for car, key in zip(cars, keys or [""] * len(cars), strict=True):
        place = count = counts[key] = counts.get(key, 0) + 1
        if car.heat:
            if (last := heats.get(key)) and last[1] == count - 1 and car.level(last[0]):
                place = last[2]
            heats[key] = (car, count, place)
        places.append(place)
    return places


@dataclass(slots=True)
class Penalised:
    """The order after all sanctions, and the decisions that could not be carried out because times are unknown."""

    order: list[Car]
    undecided: list[tuple[str, int]]


def at_the_flag(cars: Iterable[Car]) -> list[Car]:
    """Cars by laps, then time, then as entered; in a lap where a time is unknown the order entered stands."""
    return _resorted(sorted(cars, key=lambda car: car.flag))[0]


_Work = list[tuple[Decision, Sanction, Car]]


def carry_out(cars: list[Car], decisions: tuple[Decision, ...], drive_through: int, stop_and_go: int) -> Penalised:
    """Carry out every sanction in force, in the fixed order. `cars` as at the flag; seconds per converted penalty in ms."""
    by_number = {car.number: car for car in cars}
    work = [
        (decision, sanction, by_number[number])
        for decision in decisions
        if decision.in_force
        for sanction in decision.sanctions
        for number in decision.cars
        if number in by_number
    ]
    order = _laps_taken(cars, work)
    order, undecided = _seconds_added(order, cars, work, drive_through, stop_and_go)
    order = _places_lost(order, work)
    return Penalised(_disqualified(order, work), undecided)


def _laps_taken(cars: list[Car], work: _Work) -> list[Car]:
    order = cars
    for decision, sanction, car in work:
        if sanction.kind is SanctionKind.LAPS and car.down < NEVER:
            lost = sanction.count or 1
            car.down += lost
            car.laps = None if car.laps is None else max(car.laps - lost, 0)
            step = Step(StepKind.LAPS, None, None, decision.number, decision.offence, lost)
            order = _moved(order, _resorted(cars)[0], car, step)
    return order


def _seconds_added(
    order: list[Car], cars: list[Car], work: _Work, drive_through: int, stop_and_go: int
) -> tuple[list[Car], list[tuple[str, int]]]:
    """The order with all seconds added, and the decisions (by car) whose effect is not certain and not answered."""
    timed: list[tuple[Car, int]] = []
    answered: set[str] = set()
    unsure: set[str] = set()
    for decision, sanction, car in work:
        if (ms := _milliseconds(sanction, drive_through, stop_and_go)) is None:
            continue
        timed.append((car, decision.number))
        if sanction.place is not None:
            answered.add(car.number)
        car.sanction_ms += ms
        if car.time is not None:
            car.time += ms
        sorted_, unsure = _resorted(cars)
        order = _moved(order, sorted_, car, Step(StepKind.TIME, None, None, decision.number, decision.offence, ms))
    undecided = [
        (car.number, decision)
        for car, decision in timed
        if car.number not in answered and (car.number in unsure or (car.time is None and car.running))
    ]
    return order, undecided


def _places_lost(order: list[Car], work: _Work) -> list[Car]:
    for decision, sanction, car in work:
        if (target := _place_after(order, car, sanction)) is not None:
            kind = StepKind.BEHIND if sanction.kind is SanctionKind.BEHIND else StepKind.PLACES
            step = Step(kind, None, None, decision.number, decision.offence, sanction=sanction)
            rest = [other for other in order if other is not car]
            car.put_back = car.put_back or target > order.index(car)
            order = _moved(order, [*rest[:target], car, *rest[target:]], car, step)
    return order


def _disqualified(order: list[Car], work: _Work) -> list[Car]:
    """The order with the disqualified at its end, in the order of their decisions."""
    for decision, sanction, car in work:
        if sanction.kind is SanctionKind.DISQUALIFICATION and not car.out:
            rest = [other for other in order if other is not car]
            before = _place(order, car)
            car.out = True
            car.decisions += (decision.number,)
            car.steps += (Step(StepKind.DISQUALIFIED, before, None, decision.number, decision.offence),)
            _others(order, rest, car)
            order = [*rest, car]
    return order


def _milliseconds(sanction: Sanction, drive_through: int, stop_and_go: int) -> int | None:
    """The milliseconds a sanction adds to the total, or `None` if it is not one of time."""
    if sanction.kind is SanctionKind.TIME:
        return sanction.ms or 0
    if sanction.kind is SanctionKind.DRIVE_THROUGH:
        return drive_through if sanction.ms is None else sanction.ms
    if sanction.kind is SanctionKind.STOP_AND_GO:
        return stop_and_go if sanction.ms is None else sanction.ms
    return None


def _place_after(order: list[Car], car: Car, sanction: Sanction) -> int | None:
    """The index a place sanction moves a car to (never up), or `None` if the sanction is of another kind."""
    here = order.index(car)
    last = max((i for i, other in enumerate(order) if other.running), default=here)
    behind = [i for i in range(here + 1, last + 1) if order[i].placed]
    count = sanction.count or 0
    if sanction.kind in TIMED_SANCTIONS:
        if sanction.place is None:
            return None
        others = [i for i, other in enumerate(order) if other is not car and other.placed]
        target = others[min(sanction.place - 1, len(others)) - 1] if others and sanction.place > 1 else here
    elif sanction.kind is SanctionKind.PLACES:
        target = behind[min(count, len(behind)) - 1] if behind and count else here
    elif sanction.kind is SanctionKind.PLACES_IN_CATEGORY:
        behind = [i for i in behind if order[i].entry.category == car.entry.category]
        target = behind[min(count, len(behind)) - 1] if behind and count else here
    elif sanction.kind is SanctionKind.BEHIND:
        target = next((i for i, other in enumerate(order) if other.number == sanction.behind), here)
    elif sanction.kind is SanctionKind.BACK:
        target = last
    else:
        return None
    target = max(here, min(target, last))
    while here < target < last and order[target].level(order[target + 1]):
        target += 1
    return target


def _resorted(cars: list[Car]) -> tuple[list[Car], set[str]]:
    """Cars (given as at the flag) by laps and time; and those whose place among cars of unknown time is not certain.

    Where laps are unknown times mean nothing: the order entered stands.
    """
    unsure: set[str] = set()
    laps: dict[int, list[Car]] = {}
    for car in cars:
        laps.setdefault(car.down, []).append(car)
    order: list[Car] = []
    for down in sorted(laps):
        group = laps[down]
        if all(car.time is not None for car in group) and down < NEVER:
            group.sort(key=lambda car: car.time or 0)
        elif down < NEVER:
            group = _partly_timed(group, unsure)
        order += group
    return order, unsure


def _partly_timed(group: list[Car], unsure: set[str]) -> list[Car]:
    """One lap's cars, some without time: the order entered stands, a sanctioned car falls as far as is certain.

    An unknown time lies between the times at the flag known ahead of and behind it; nothing is guessed beyond that.
    """
    flag = [None if car.time is None else car.time - car.sanction_ms for car in group]
    bounds: dict[str, tuple[int, int | None]] = {}
    for i, car in enumerate(group):
        ahead = [time for time in flag[:i] if time is not None]
        behind = [time for time in flag[i + 1 :] if time is not None]
        bounds[car.number] = (max(ahead, default=0), min(behind, default=None))
    order = list(group)
    for car in reversed(group):
        if car.time is None or not car.sanction_ms:
            continue
        place = target = order.index(car)
        for i in range(place + 1, len(order)):
            earliest, latest = _between(order[i], bounds)
            if latest is None or car.time <= latest:
                if order[i].time is None and car.time > earliest:
                    unsure.add(car.number)
                break
            target = i
        order.insert(target, order.pop(place))
    return order


def _between(car: Car, bounds: dict[str, tuple[int, int | None]]) -> tuple[int, int | None]:
    """The earliest and the latest time (`None`: no end) a car can have, its own seconds added."""
    if car.time is not None:
        return car.time, car.time
    earliest, latest = bounds[car.number]
    return earliest + car.sanction_ms, None if latest is None else latest + car.sanction_ms


def _moved(before: list[Car], after: list[Car], car: Car, step: Step) -> list[Car]:
    """Record what a sanction of `car` did to every car, and give the new order."""
    old, new = before.index(car), after.index(car)
    passed = [other for other in before[old + 1 :] if after.index(other) < new] if new > old else []
    cars = tuple([other.number for other in passed if other.placed]) if car.placed else ()
    car.steps += (step._replace(before=_place(before, car), after=_place(after, car), cars=cars),)
    if step.decision is not None and step.decision not in car.decisions:
        car.decisions += (step.decision,)
    if new != old:
        _others(before, after, car)
    return after


def _place(order: list[Car], car: Car) -> int | None:
    """The place of a car among those that have one."""
    return sum(1 for other in order[: order.index(car) + 1] if other.placed) if car.placed else None


def _others(before: list[Car], after: list[Car], cause: Car) -> None:
    """Record for the other cars that `cause` fell behind them."""
    if not cause.placed:
        return
    places = {id(other): i for i, other in enumerate([car for car in before if car.placed], 1)}
    for place, other in enumerate([car for car in after if car.placed], 1):
        was = places[id(other)]
        if other is not cause and place != was:
            other.steps += (Step(StepKind.OTHERS, was, place, None, "", 0, (cause.number,)),)
