"""What is wrong with a session's facts, or still open: problems as values, never exceptions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cupdesk.rules.results import Problem, ProblemKind
from cupdesk.rules.session import DecisionState

if TYPE_CHECKING:
    from cupdesk.rules.classification import Facts
    from cupdesk.rules.penalties import Car
    from cupdesk.rules.session import Session


def problems(
    facts: Facts,
    missing: tuple[str, ...],
    undecided: list[tuple[str, int]],
    out_of_order: tuple[str, ...],
    doubtful: tuple[tuple[str, ...], ...],
) -> tuple[Problem, ...]:
    """What a person must settle before this result is sure."""
    ref, session = facts.ref, facts.session
    found = [Problem(ref, ProblemKind.SANCTION_NEEDS_TIME, (car,), number) for car, number in undecided]
    for number in dict.fromkeys(session.order):
        if number not in facts.entries:
            here = ProblemKind.NOT_IN_ROUND if number in facts.numbers else ProblemKind.UNKNOWN_CAR
            found.append(Problem(ref, here, (number,)))
    twice = tuple(number for number, times in Counter(session.order).items() if times > 1)
    if twice:
        found.append(Problem(ref, ProblemKind.CAR_TWICE, twice))
    if missing and (session.order or session.finishes):
        found.append(Problem(ref, ProblemKind.CARS_MISSING, missing))
    found += [Problem(ref, ProblemKind.GAP_OUT_OF_ORDER, (number,)) for number in out_of_order]
    found += [Problem(ref, ProblemKind.DEAD_HEAT, numbers) for numbers in doubtful]
    if led := led_too_many(session):
        found.append(Problem(ref, ProblemKind.LED_TOO_MANY, led))
    for decision in facts.decisions:
        strangers = tuple(n for n in decision.cars if n not in facts.entries)
        if strangers:
            found.append(Problem(ref, ProblemKind.DECISION_CAR, strangers, decision.number))
        if decision.state is DecisionState.INVESTIGATION:
            found.append(Problem(ref, ProblemKind.OPEN_DECISION, decision.cars, decision.number))
    return tuple(found)


def led_too_many(session: Session) -> tuple[str, ...]:
    """Cars said to have led more laps than they ran, or else all that led, if together they led more than the race had."""
    led = [row for row in session.finishes if row.led]
    alone = tuple(row.number for row in led if row.laps is not None and (row.led or 0) > row.laps)
    ran = max([session.laps or 0, *(row.laps or 0 for row in session.finishes)])
    together = ran and sum(row.led or 0 for row in led) > ran
    return alone or (tuple(row.number for row in led) if together else ())


def contradicted(cars: list[Car]) -> tuple[str, ...]:
    """Cars whose time is shorter than that of a car entered ahead of them on the same lap (cars in the order entered)."""
    found: list[str] = []
    longest: dict[int, int] = {}
    for car in cars:
        if car.time is None or not car.running:
            continue
        ahead = longest.get(
            car.down, car.time
        )  # a car that stopped laps ago has less time than the first: no contradiction
        if car.time < ahead:
            found.append(car.number)
        longest[car.down] = max(car.time, ahead)
    return tuple(found)


def dead_heats(cars: list[Car], said: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Mark the cars of each dead heat; those that cannot be one are given back: not side by side, or laps or times differ."""
    places = {car.number: i for i, car in enumerate(cars)}
    doubtful: list[tuple[str, ...]] = []
    for heat, numbers in enumerate(said, 1):
        known = sorted(places[number] for number in set(numbers) if number in places)
        group = [cars[i] for i in known]
        together = len(group) > 1 and len(known) == len(numbers) == known[-1] - known[0] + 1
        same = len({(car.down, car.time) for car in group}) == 1 and all(car.running and not car.heat for car in group)
        if together and same:
            for car in group:
                car.heat = heat
        else:
            doubtful.append(numbers)
    return tuple(doubtful)
