"""The result of a qualifying or practice session: by best lap, after deleted laps and disqualifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.checks import problems
from cupdesk.rules.grid import by_order, qualifying_order
from cupdesk.rules.results import (
    Classification,
    ClassifiedCar,
    FastestLap,
    Outcome,
    Problem,
    ProblemKind,
    Step,
    StepKind,
)
from cupdesk.rules.session import SanctionKind, Status

if TYPE_CHECKING:
    from cupdesk.rules.classification import Facts

_UNTIMED = {Status.DID_NOT_START: Outcome.DID_NOT_START, Status.WITHDRAWN: Outcome.WITHDRAWN}


def qualified(facts: Facts) -> Classification:
    """A qualifying session's result: timed cars numbered by best lap, then cars without a time, then the disqualified.

    If only the order is known, it stands.
    """
    session, entries = facts.session, facts.entries
    order = qualifying_order(session, facts.decisions, entries, facts.regulations)
    road = {n: i for i, (n, _, _) in enumerate(qualifying_order(session, (), entries, facts.regulations), 1)}
    known = set(session.order) if by_order(session) else set()
    running = {n for n in known if session.finish(n).status in (Status.RUNNING, Status.RETIRED)}
    timed = [car for car in order if car[1] or (car[0] in running and not car[2].disqualified)]
    rest = [car for car in order if car not in timed and not car[2].disqualified]
    out = [car for car in order if car[2].disqualified]
    counts: dict[str, int] = {}
    cup = 0
    rows: list[ClassifiedCar] = []
    first = previous = None
    for number, lap, laps in [*timed, *rest, *out]:
        entry, finish = entries[number], session.finish(number)
        placed = lap is not None or (number in running and not laps.disqualified)
        ms = lap[0] if lap else None
        first = ms if first is None else first
        for key in (entry.category, f"\0{entry.category}") if placed else ():
            counts[key] = counts.get(key, 0) + (0 if key.startswith("\0") and entry.guest else 1)
        cup += 1 if placed and not entry.guest else 0
        rows.append(
            ClassifiedCar(
                number=number,
                entry=entry,
                drivers=finish.drivers or entry.drivers,
                team=entry.team,
                category=entry.category,
                award_codes=entry.awards,
                guest=entry.guest,
                outcome=_outcome(placed, laps.disqualified, finish.status),
                position=len(rows) + 1 if placed else None,
                in_category=counts[entry.category] if placed else None,
                cup_position=cup if placed and not entry.guest else None,
                cup_in_category=counts[f"\0{entry.category}"] if placed and not entry.guest else None,
                awards=(),
                road=road.get(number),
                road_in_category=None,
                laps=finish.laps,
                time_ms=ms,
                sanction_ms=0,
                gap_ms=ms - first if ms is not None and first is not None and rows else None,
                gap_laps=0,
                interval_ms=ms - previous if ms is not None and previous is not None else None,
                interval_laps=0,
                best_ms=lap[0] if lap else None,
                best_lap=lap[1] if lap else None,
                led=None,
                reached_flag=True,
                decisions=laps.decisions,
                steps=_steps(facts, number, road.get(number)),
            )
        )
        previous = ms if placed else previous
    missing = tuple(n for n in entries if n not in road)
    fastest = FastestLap(rows[0].number, rows[0].best_ms, rows[0].best_lap) if rows and rows[0].best_ms else None
    own = next((row for row in rows if row.position and not row.guest), None)
    of_cup = FastestLap(own.number, own.best_ms, own.best_lap) if own and own.best_ms else None
    by_category: dict[str, FastestLap] = {}
    for row in rows:
        if row.position and row.best_ms:
            by_category.setdefault(row.category, FastestLap(row.number, row.best_ms, row.best_lap, row.category))
    return Classification(
        session=facts.ref,
        rows=tuple(rows),
        laps=None,
        starters=len(order),
        classified=len(timed),
        pole="",
        fastest=fastest,
        fastest_of_cup=of_cup,
        fastest_by_category=tuple(by_category.values()),
        missing=missing,
        problems=(*problems(facts, missing, [], (), ()), *_next_laps_unknown(facts)),
    )


def _next_laps_unknown(facts: Facts) -> list[Problem]:
    """Cars whose only lap on file is deleted though they ran others: which is their best now is not known, and not guessed."""
    found = []
    for row in facts.session.finishes:
        deleted = [
            (decision.number, sanction.count or 1)
            for decision in facts.decisions
            if decision.in_force and row.number in decision.cars
            for sanction in decision.sanctions
            if sanction.kind is SanctionKind.DELETE_LAP
        ]
        known = row.best_ms is not None and row.second_ms is None
        if known and sum(count for _, count in deleted) == 1 and (row.laps is None or row.laps > 1):
            found.append(Problem(facts.ref, ProblemKind.NEXT_LAP_UNKNOWN, (row.number,), deleted[0][0]))
    return found


def _steps(facts: Facts, number: str, road: int | None) -> tuple[Step, ...]:
    """The place on the day, then the decision that disqualified the car."""
    out = [
        Step(StepKind.DISQUALIFIED, road, None, decision.number, decision.offence)
        for decision in facts.decisions
        if decision.in_force
        and number in decision.cars
        and any(sanction.kind is SanctionKind.DISQUALIFICATION for sanction in decision.sanctions)
    ]
    return (Step(StepKind.FLAG, None, road), *out)


def _outcome(placed: bool, disqualified: bool, status: Status) -> Outcome:
    if placed:
        return Outcome.CLASSIFIED
    if disqualified:
        return Outcome.DISQUALIFIED
    return _UNTIMED.get(status, Outcome.NOT_CLASSIFIED)
