"""From a session's facts and decisions to its classification: who is where, and the steps that led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.checks import contradicted, dead_heats, problems
from cupdesk.rules.choices import Named, Rounding, WinnerOf
from cupdesk.rules.counted import rows_that_count
from cupdesk.rules.penalties import NEVER, Car, at_the_flag, carry_out, places_of
from cupdesk.rules.results import (
    Classification,
    ClassifiedCar,
    FastestLap,
    Outcome,
    Step,
    StepKind,
)
from cupdesk.rules.session import Decision, Finish, Session, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.model import Entry, Round
    from cupdesk.rules.regulations import Regulations, Threshold

_OUT = (Status.DISQUALIFIED, Status.EXCLUDED)
_TAKEN_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
_ABSENT = (Status.DID_NOT_START, Status.WITHDRAWN)
_NO_LAP = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
_TOLD = (*_ABSENT, *_OUT)
_AT_THE_FLAG = (Status.RUNNING, Status.NOT_CLASSIFIED)
_UNPLACED = {
    Status.RUNNING: Outcome.NOT_CLASSIFIED,
    Status.RETIRED: Outcome.RETIRED,
    Status.NOT_CLASSIFIED: Outcome.NOT_CLASSIFIED,
    Status.DID_NOT_START: Outcome.DID_NOT_START,
    Status.WITHDRAWN: Outcome.WITHDRAWN,
    Status.DISQUALIFIED: Outcome.DISQUALIFIED,
    Status.EXCLUDED: Outcome.EXCLUDED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a race's classification is made from. `decisions` are all those that apply to it, in order, wherever filed.

    `numbers` are all car numbers of the season.
    """

    ref: str
    session: Session
    round: Round
    entries: dict[str, Entry]
    decisions: tuple[Decision, ...]
    regulations: Regulations
    pole: str = ""
    numbers: frozenset[str] = frozenset()


def classify(facts: Facts) -> Classification:
    """A race's classification. With no decisions it is the classification on the road."""
    session, regulations = facts.session, facts.regulations
    entered = _cars(facts)
    parts = any(row.parts_ms for row in session.finishes)  # then the sums decide, not the order at the last flag
    out_of_order = () if parts else contradicted(entered)
    cars = at_the_flag(entered)
    doubtful = dead_heats(cars, session.dead_heats)
    racing = [car for car in cars if car.finish.status not in _OUT]
    road, road_category = _road(racing, regulations.threshold)
    for car in racing:
        car.placed = car.number in road
    penalised = carry_out(
        racing,
        facts.decisions,
        _first_known(facts.round.drive_through_ms, regulations.drive_through_ms),
        _first_known(facts.round.stop_and_go_ms, regulations.stop_and_go_ms),
    )
    order = [car for car in penalised.order if not car.out]
    enough = _enough(order, regulations.threshold)
    classified: list[Car] = []
    unplaced: list[Car] = []
    for car in order:
        (classified if _classified(car, enough, regulations.threshold) else unplaced).append(car)
    unplaced += _outside(facts, _ABSENT)
    out = [car for car in penalised.order if car.out]
    out += [car for car in cars if car.finish.status in _OUT] + _outside(facts, _OUT)
    rows = _rows(classified, unplaced, out, road, road_category, facts)
    fastest, fastest_of_cup, by_category = _fastest(rows, regulations)
    told = {*session.order, *[row.number for row in session.finishes if row.status in _TOLD]}
    missing = tuple(number for number in facts.entries if number not in told)
    return Classification(
        session=facts.ref,
        rows=rows,
        laps=classified[0].laps if classified else None,
        starters=len(cars),
        classified=len(classified),
        pole=facts.pole,
        fastest=fastest,
        fastest_of_cup=fastest_of_cup,
        fastest_by_category=by_category,
        missing=missing,
        problems=problems(facts, missing, penalised.undecided, out_of_order, doubtful),
    )


def _first_known(special: int | None, general: int) -> int:
    return general if special is None else special


def _cars(facts: Facts) -> list[Car]:
    """The cars of the finishing order, with laps and times relative to the first at the flag."""
    session = facts.session
    rows = rows_that_count(session)
    numbers = [n for n in dict.fromkeys(session.order) if n in facts.entries and _status(rows, n) not in _ABSENT]
    if not numbers:
        return []
    known = [row for row in rows.values() if row.laps is not None]
    flagged = [row.laps or 0 for row in known if row.status in _AT_THE_FLAG]  # a retired car does not tell the distance
    most = session.counted_laps or session.laps or max(flagged, default=None) or session.planned_laps
    reference = most or max((row.laps or 0 for row in known), default=0)
    base = rows[numbers[0]].total_ms if numbers[0] in rows else None
    relative = base is not None or any(row.gap_ms is not None for row in rows.values())
    cars = []
    for i, number in enumerate(numbers):
        row = rows.get(number) or Finish(number)
        running = row.status in _AT_THE_FLAG
        laps, down = (row.laps, reference - row.laps) if row.laps is not None else _laps(row, most, running)
        time = 0 if i == 0 and relative else row.gap_ms
        if row.total_ms is not None and (base is not None or not relative):
            time = row.total_ms - (base or 0)
        cars.append(Car(number, facts.entries[number], row, i, laps, down, time, running))
    return cars


def _status(rows: Mapping[str, Finish], number: str) -> Status:
    return rows[number].status if number in rows else Status.RUNNING


def _laps(row: Finish, most: int | None, running: bool) -> tuple[int | None, int]:
    """The laps (`None`: unknown) of a car that has none written, and how many it is behind. At the flag nothing else said means the full distance."""
    if row.laps_down is not None:
        return (None if most is None else max(most - row.laps_down, 0)), row.laps_down
    return (most, 0) if running else (None, NEVER)


def _enough(order: list[Car], threshold: Threshold) -> dict[str, int]:
    """The laps a car must have done to be classified, by category where that matters (else by ""); nothing where nobody knows.

    A car that stopped tells the distance only where none was running at the flag.
    """
    most: dict[str, int] = {}
    running = {_measured(car, threshold) for car in order if car.running}
    for car in order:
        if car.laps is not None and (car.running or _measured(car, threshold) not in running):
            most.setdefault(_measured(car, threshold), car.laps)
            if threshold.of is WinnerOf.RACE:
                break
    return {key: _rounded(laps * threshold.percent, threshold) for key, laps in most.items()}


def _measured(car: Car, threshold: Threshold) -> str:
    """What the threshold of a car is counted in: its category, or the race."""
    return car.entry.category if threshold.of is WinnerOf.CATEGORY else ""


def _rounded(exact: int, threshold: Threshold) -> int:
    """Hundredths of laps as whole laps."""
    if threshold.rounding is Rounding.DOWN:
        return exact // 100
    return -(-exact // 100) if threshold.rounding is Rounding.UP else (exact + 50) // 100


def _classified(car: Car, enough: Mapping[str, int], threshold: Threshold) -> bool:
    if car.finish.status is Status.NOT_CLASSIFIED:
        return False
    if threshold.percent == 0 and not threshold.flag:
        return True
    if not car.running and (threshold.flag or car.laps is None):
        return False
    if car.laps is None:
        return True
    return car.laps >= enough.get(_measured(car, threshold), car.laps + 1)


def _road(cars: list[Car], threshold: Threshold) -> tuple[dict[str, int], dict[str, int]]:
    """Places at the flag, overall and in category, of the cars that would be classified."""
    enough = _enough(cars, threshold)
    counted = [car for car in cars if _classified(car, enough, threshold)]
    numbers = [car.number for car in counted]
    in_category = places_of(counted, _categories(counted))
    return dict(zip(numbers, places_of(counted), strict=True)), dict(zip(numbers, in_category, strict=True))


def _outside(facts: Facts, statuses: tuple[Status, ...]) -> list[Car]:
    """Cars of these statuses that have no place in the order: not started, withdrawn, disqualified by the timing."""
    order = () if statuses is _ABSENT else facts.session.order
    return [
        Car(row.number, facts.entries[row.number], row, 0, row.laps, NEVER, None, False)
        for row in facts.session.finishes
        if row.status in statuses and row.number in facts.entries and row.number not in order
    ]


def _rows(
    classified: list[Car],
    unplaced: list[Car],
    out: list[Car],
    road: dict[str, int],
    road_category: dict[str, int],
    facts: Facts,
) -> tuple[ClassifiedCar, ...]:
    """The printed rows with places, category places, gaps and intervals."""
    shift = _shift([*classified, *unplaced, *out])
    hidden = not facts.regulations.time_kept_if_disqualified
    overall, category = iter(places_of(classified)), iter(places_of(classified, _categories(classified)))
    of_cup = [car for car in classified if not car.entry.guest]
    cup, cup_category = iter(places_of(of_cup)), iter(places_of(of_cup, _categories(of_cup)))
    rewarded = [(car, code) for car in classified for code in car.entry.awards]
    award = iter(places_of([car for car, _ in rewarded], [code for _, code in rewarded]))
    rows: list[ClassifiedCar] = []
    ahead: Car | None = None

    for i, car in enumerate([*classified, *unplaced, *out]):
        entry, finish = car.entry, car.finish
        position = in_category = cup_position = cup_in_category = gap_ms = interval_ms = None
        gap_laps = interval_laps = 0
        awards: tuple[tuple[str, int], ...] = ()
        placed = i < len(classified)
        if placed:
            outcome = Outcome.CLASSIFIED
            position, in_category = next(overall), next(category)
            if not entry.guest:
                cup_position, cup_in_category = next(cup), next(cup_category)
            if entry.awards:
                awards = tuple([(code, next(award)) for code in entry.awards])
            gap_ms, gap_laps = _gap(classified[0], car)
            interval_ms, interval_laps = _gap(ahead, car)
            ahead = car
        elif car.out:
            outcome = Outcome.DISQUALIFIED
        else:
            outcome = _UNPLACED[finish.status]
        on_road = road.get(car.number)
        # In the order of the fields: by their names a row takes three times as long to make.
        rows.append(
            ClassifiedCar(
                car.number,
                entry,
                finish.drivers or entry.drivers,
                entry.team,
                entry.category,
                entry.awards,
                entry.guest,
                outcome,
                position,
                in_category,
                cup_position,
                cup_in_category,
                awards,
                on_road,
                road_category.get(car.number),
                car.laps,
                None if hidden and outcome in _TAKEN_OUT else _time(car, shift),
                car.sanction_ms,
                gap_ms,
                gap_laps,
                interval_ms,
                interval_laps,
                finish.best_ms,
                finish.best_lap,
                finish.led,
                car.running,
                car.decisions,
                _steps(car, placed, on_road),
            )
        )
    return tuple(rows)


def _categories(cars: list[Car]) -> list[str]:
    return [car.entry.category for car in cars]


def _shift(cars: list[Car]) -> int | None:
    """What makes a time behind the first at the flag a total: known from any car that has both."""
    for car in cars:
        if car.finish.total_ms is not None and car.time is not None:
            return car.finish.total_ms - (car.time - car.sanction_ms)
    return None


def _time(car: Car, shift: int | None) -> int | None:
    """The total to print, sanctions included: as given, or from the gap and the first car's total."""
    if car.finish.total_ms is not None:
        return car.finish.total_ms + car.sanction_ms
    return None if car.time is None or shift is None else car.time + shift


def _gap(to: Car | None, car: Car) -> tuple[int | None, int]:
    """The gap to another car: milliseconds on the same lap, else whole laps; neither if unknown or itself.

    A car put behind a slower one has no gap that could be printed.
    """
    if to is None or to is car or car.down < to.down:
        return None, 0
    if car.down != to.down:
        return None, (car.down - to.down if car.down < NEVER else 0)
    if car.time is None or to.time is None or car.time < to.time:
        return None, 0
    return car.time - to.time, 0


def _steps(car: Car, placed: bool, road: int | None) -> tuple[Step, ...]:
    """The recorded steps, beginning with the place at the flag; falling under the threshold ends them."""
    flag = Step(StepKind.FLAG, None, road)
    if placed or car.out or not car.running or car.finish.status is not Status.RUNNING:
        return (flag, *car.steps)
    return (flag, *car.steps, Step(StepKind.NOT_CLASSIFIED, road))


def _fastest(
    rows: tuple[ClassifiedCar, ...], regulations: Regulations
) -> tuple[FastestLap | None, FastestLap | None, tuple[FastestLap, ...]]:
    """The fastest lap, that of the cup's own cars, and one per category; equal times: the first to set it, or all. Never a disqualified car's."""
    laps = [
        (row.best_ms, row.best_lap or 0, i)
        for i, row in enumerate(rows)
        if row.best_ms is not None
        and row.outcome not in _NO_LAP
        and (row.position or not regulations.fastest_lap_classified)
    ]
    laps.sort()
    ordered = [rows[i] for *_, i in laps]
    together = regulations.fastest_lap_named is Named.ALL
    by_category: dict[str, list[ClassifiedCar]] = {}
    for row in ordered:
        by_category.setdefault(row.category, []).append(row)
    codes = [category.code for category in regulations.categories]
    listed = sorted(by_category, key=lambda code: codes.index(code) if code in codes else len(codes))
    own = [row for row in ordered if not row.guest]
    found = tuple(lap for code in listed if (lap := _lap(by_category[code], together=together, category=code)))
    return _lap(ordered, together=together), _lap(own, together=together), found


def _lap(rows: list[ClassifiedCar], *, together: bool, category: str = "") -> FastestLap | None:
    """The lap of the first of these rows, with those who equal it where they are named `together`."""
    if not rows or rows[0].best_ms is None:
        return None
    level = rows[1:] if together else []
    equal = tuple(
        FastestLap(row.number, row.best_ms, row.best_lap, category) for row in level if row.best_ms == rows[0].best_ms
    )
    return FastestLap(rows[0].number, rows[0].best_ms, rows[0].best_lap, category, equal)
