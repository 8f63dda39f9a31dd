"""Who earns what beside the points of a place: pole, fastest lap, laps led, places gained, starting and finishing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cupdesk.rules.choices import Beyond, EqualLaps, EqualMost, FastestOf, PoleOf
from cupdesk.rules.race_rules import ONE, ZERO, RaceRules
from cupdesk.rules.regulations import Championship, Regulations
from cupdesk.rules.results import Classification, ClassifiedCar, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sized
    from fractions import Fraction

OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
ABSENT = (Outcome.DID_NOT_START, Outcome.WITHDRAWN)


class Scoring(NamedTuple):
    """A car of the championship in one race: the place that earns (`None`: none), and whose it is.

    `scores` are those of its `keys` it scores for: a team may have its best cars already. `places` are all that cars of a
    dead heat take together, else its own. (A tuple: there is one for each car, race and table of a season.)
    """

    row: ClassifiedCar
    place: int | None
    keys: tuple[str, ...]
    scores: tuple[str, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extras:
    """What one car earns beside its place: the points together, and for which of the bonuses."""

    points: Fraction
    pole: bool
    fastest: bool
    led: bool
    most_led: bool
    gained: bool


NO_EXTRAS = Extras(ZERO, False, False, False, False, False)


def extras(
    championship: Championship,
    classification: Classification,
    cars: list[Scoring],
    rules: RaceRules,
    regulations: Regulations,
    grid: tuple[str, ...],
    started: Mapping[str, int],
    in_qualifying: Mapping[str, int],
) -> dict[str, Extras]:
    """Which cars (by number) earn bonuses, and what.

    `grid` are the cars in the order that decides a pole of the eligible, `started` their grid places, `in_qualifying` the
    places in qualifying that earn.
    """
    poles = _poles(championship, classification, cars, rules, grid)
    if not regulations.pole_kept_if_disqualified:
        out = {car.row.number for car in cars if car.row.outcome in OUT}
        poles = tuple(number for number in poles if number not in out)
        in_qualifying = {number: place for number, place in in_qualifying.items() if number not in out}
    fastest = _fastest(championship, classification, cars, rules, regulations)
    led, most_led, most_gained = _led_and_gained(championship, cars, rules, started)
    found = {}
    for number in dict.fromkeys((*poles, *fastest, *led, *most_led, *most_gained, *in_qualifying)):
        parts = [bonus for bonus, cars_of in ((rules.pole, poles), (rules.led, led)) if number in cars_of]
        parts += [
            bonus * shares[number]
            for bonus, shares in (
                (rules.fastest_lap, fastest),
                (rules.most_led, most_led),
                (rules.most_gained, most_gained),
            )
            if number in shares
        ]
        parts += [rules.qualified(in_qualifying[number])] if number in in_qualifying else []
        found[number] = Extras(
            sum(parts[1:], parts[0]),
            number in poles and bool(championship.pole),
            number in fastest and bool(championship.fastest_lap),
            number in led and bool(championship.led),
            number in most_led and bool(championship.most_led),
            number in most_gained and bool(championship.most_gained),
        )
    return found


def _led_and_gained(
    championship: Championship, cars: list[Scoring], rules: RaceRules, started: Mapping[str, int]
) -> tuple[tuple[str, ...], dict[str, Fraction], dict[str, Fraction]]:
    """The cars that led, those that led most, and those that gained most, with their shares."""
    if not (championship.led or championship.most_led or championship.most_gained):
        return (), {}, {}
    led = {car.row.number: car.row.led for car in cars if car.row.led and _may_lead(championship, car)}
    gained = {
        car.row.number: started[car.row.number] - car.row.position
        for car in cars
        if car.row.position is not None and car.row.number in started
    }
    by_place = [car.row.number for car in cars]
    most_led = _most(led, by_place, rules.led_most, championship.most_led_equal)
    return tuple(led), most_led, _most(gained, by_place, rules.gained_most, championship.most_gained_equal)


def _may_lead(championship: Championship, car: Scoring) -> bool:
    """Whether laps led count: never of a car out of the results, and of a classified one only if asked."""
    return car.row.outcome not in OUT and (car.row.position is not None or not championship.led_classified)


def _most(
    amounts: Mapping[str, int], by_place: list[str], credited: tuple[str, ...] | None, equal: EqualMost
) -> dict[str, Fraction]:
    """The cars with the most of something, at least one, and their shares; by name where they are `credited`."""
    if credited is not None:
        return dict.fromkeys(credited, part(credited or (ONE,), equal))
    most = max(amounts.values(), default=0)
    if most < 1:
        return {}
    return shared([number for number in by_place if amounts.get(number) == most], equal)


def shared(level: list[str], equal: EqualLaps | EqualMost) -> dict[str, Fraction]:
    """What each of several level cars, the first by right ahead, gets of a bonus."""
    if equal in (EqualLaps.FIRST, EqualLaps.BEST, EqualMost.BEST):
        level = level[:1]
    elif equal in (EqualLaps.NONE, EqualMost.NONE) and len(level) > 1:
        return {}
    return dict.fromkeys(level, part(level, equal))


def part(level: Sized, equal: EqualLaps | EqualMost) -> Fraction:
    """What each of several gets of a bonus."""
    return ONE / len(level) if equal in (EqualLaps.SPLIT, EqualMost.SPLIT) else ONE


def taking_part(championship: Championship, row: ClassifiedCar, rules: RaceRules) -> Fraction:
    """The points for starting and for being classified."""
    whole = championship.starting + championship.finishing
    points = ZERO if row.outcome in ABSENT or row.outcome in OUT else championship.starting
    points += championship.finishing if row.position is not None else ZERO
    return points * rules.sure / whole


def _poles(
    championship: Championship,
    classification: Classification,
    cars: list[Scoring],
    rules: RaceRules,
    grid: tuple[str, ...],
) -> tuple[str, ...]:
    """The cars credited with pole: by name, that of the race, or the first of the eligible on the grid."""
    if rules.poles is not None:
        return rules.poles
    if championship.pole_of is PoleOf.RACE:
        return (classification.pole,)
    numbers = {car.row.number for car in cars}
    return tuple(number for number in grid if number in numbers)[:1]


def _fastest(
    championship: Championship,
    classification: Classification,
    cars: list[Scoring],
    rules: RaceRules,
    regulations: Regulations,
) -> dict[str, Fraction]:
    """The cars that earn the fastest-lap points and their shares: the fastest of the race or of those eligible, inside the top N if asked."""
    if not championship.fastest_lap or rules.fastest_by:
        return {}
    if rules.fastest is not None:
        return dict.fromkeys(rules.fastest, part(rules.fastest or (ONE,), championship.fastest_lap_equal))
    rows = classification.rows if championship.fastest_lap_of is FastestOf.RACE else [car.row for car in cars]
    allowed = [
        row
        for row in rows
        if row.best_ms is not None
        and row.outcome not in OUT
        and (row.position is not None or not regulations.fastest_lap_classified)
    ]
    top = championship.fastest_lap_top
    inside = {car.row.number for car in cars if top is None or (car.place is not None and car.place <= top)}
    if championship.fastest_lap_beyond is Beyond.NEXT:
        inside |= _placed_apart(allowed, cars, top)
        allowed = [row for row in allowed if row.number in inside]
    if not allowed:
        return {}
    best = min(row.best_ms or 0 for row in allowed)
    equal = [row for row in allowed if row.best_ms == best]  # as printed: the best placed first
    if championship.fastest_lap_equal is not EqualLaps.BEST:
        equal.sort(key=lambda row: row.best_lap or 0)
    shares = shared([row.number for row in equal], championship.fastest_lap_equal)
    return {number: share for number, share in shares.items() if number in inside}


def _placed_apart(rows: list[ClassifiedCar], cars: list[Scoring], top: int | None) -> set[str]:
    """The cars that are none of the championship's own and whose printed place is inside the top N."""
    own = {car.row.number for car in cars}
    return {r.number for r in rows if r.number not in own and (top is None or (r.position or 0) in range(1, top + 1))}
