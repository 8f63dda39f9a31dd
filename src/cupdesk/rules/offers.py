"""The most and the least a race still to run can bring one name (what can come about at all: see `title.py`)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from cupdesk.rules.choices import Bonuses, DeadHeat, EqualLaps, EqualMost, SharedCar
from cupdesk.rules.line_up import Pay, best_places, gained_by, lines
from cupdesk.rules.race_left import NOT_HELD, Held, RaceLeft, adds_up, every_place_starts, ways
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

ZERO, ONE = Fraction(0), Fraction(1)
MOST_PLAYED = 2
"""For how many cars of one name every order is tried, where the grid is known and places gained are paid."""


def most_of(championship: Championship, race: RaceLeft, key: str) -> Result:
    """The most a name takes from a race left, by however many starters."""
    if race.one_way or all(step.factor <= 1 for step in championship.few_starters):
        return best_of(championship, race, key)
    return max((best_of(championship, way, key) for way in ways(championship, race)), key=lambda best: best.points)


def best_of(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...] = ()) -> Result:
    """The most a name takes from a race left in which others have these places alone."""
    kind = (taken, *race.kind(key))
    if kind not in race.best:
        race.best[kind] = _best_of(championship, race, key, taken)
    return race.best[kind]


def _best_of(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...]) -> Result:
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    cars, pay = _line_up(championship, race, key, taken)
    if pay.last < 1 or cars < 1 or key in race.away:
        return absent(race, key)
    if adds_up(championship):
        return _taking(championship, race, key, _spread(pay, cars), cars)
    if race.gains_known:
        found = [best_places(pay, cars)] if cars > MOST_PLAYED else lines(pay, cars)
        results = [_taking(championship, race, key, places, pay.scoring) for places in found]
        return max(results, key=lambda result: (result.points, tuple(-place for place in result.places)))
    return _taking(championship, race, key, best_places(pay, cars), pay.scoring)


def _line_up(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...]) -> tuple[int, Pay]:
    """With how many cars a name can take anything, and what their places bring."""
    many = championship.ranks.has_cars
    cars = max(race.all_cars, race.cars.get(key, 1)) if adds_up(championship) else race.cars.get(key, 1) if many else 1
    most = championship.team.cars if many and championship.team.cars is not None else cars
    cars = cars if championship.team.bonuses is Bonuses.ALL else min(cars, most)
    room = None if race.starters is None else race.starters - len(taken)
    cars = cars if room is None else min(cars, room)
    last = len(race.rules.scale) + cars + len(taken)
    if race.starters is not None and every_place_starts(championship, race):
        last = min(last, race.starters)
    lap = race.rules.fastest_lap if race.fastest is None else ZERO
    each = championship.fastest_lap_equal is EqualLaps.EACH
    pay = Pay(
        race.rules.scale,
        min(cars, most),
        last,
        taken,
        lap if each else ZERO,
        ZERO if each else lap,
        championship.fastest_lap_top,
        championship.dead_heat is DeadHeat.FULL,
    )
    return cars, pay


def _spread(pay: Pay, cars: int) -> tuple[int, ...]:
    """The places of a driver who can take over any car, the best paid first."""
    found = sorted(range(1, pay.last + 1), key=lambda place: pay.brings(0, 1, place), reverse=True)
    return (found[0],) * cars if pay.full else tuple(found[:cars])


def best_at(championship: Championship, race: RaceLeft, key: str, place: int, *, gained: bool = True) -> Result:
    """The most a name with one car takes from a race left by finishing in `place`, with or without that for places gained."""
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    if key in race.away:
        return absent(race, key)
    return _taking(championship, race if gained else replace(race, gained_most={}, best={}), key, (place,), 1)


def may_be_bound(championship: Championship, race: RaceLeft) -> bool:
    """Whether the most said of anybody may be more than he can really take: where it is not worth trying every case.

    Points of a shared car told by decision; several bonuses known beforehand where not all cars of a name score; a later place in qualifying that pays more than one ahead of it; the grid known and places gained paid to a driver who adds up cars, or to a
    name with many; cars added up, or rivals best disqualified, in a race that pays more to fewer starters.
    """
    paid = race.rules.qualifying if race.in_qualifying is None else ()
    if race.bound or race.rules.shares or any(more > points for points, more in pairwise(paid)):
        return True
    one_of_many = (
        championship.ranks.has_cars and championship.team.cars and championship.team.bonuses is Bonuses.SCORING
    )
    if one_of_many and sum(1 for known in race.known() if known) > 1:
        return True
    several, forced = adds_up(championship), championship.counting.keep_disqualified
    forced = forced or several or bool(race.poles) or TieStep.HEAD_TO_HEAD in championship.ties
    if forced and any(step.factor > 1 for step in championship.few_starters):
        return True
    return race.gains_known and (several or championship.ranks.has_cars)


def is_bound(championship: Championship, race: RaceLeft, key: str) -> bool:
    """Whether the most said of a name may be more than it can really take."""
    few_cars = championship.ranks.has_cars and race.cars.get(key, 1) <= MOST_PLAYED
    others = race if not (few_cars and race.gains_known) else replace(race, grid=None, best={})
    return may_be_bound(championship, others)


def best_placed(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...] = ()) -> Result:
    """What a name takes from a race left by finishing as far ahead as it can, also where another place pays more."""
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    cars, pay = _line_up(championship, race, key, taken)
    if pay.last < 1 or cars < 1 or key in race.away:
        return absent(race, key)
    return _taking(
        championship, race, key, best_places(replace(pay, scale=(), each=ZERO, once=ZERO), cars), pay.scoring
    )


def _taking(championship: Championship, race: RaceLeft, key: str, places: tuple[int, ...], scoring: int) -> Result:
    """All a name can take from a race left with its cars in these places, of which the first so many score."""
    rules, parts, full = race.rules, _parts(championship, race, key, len(places)), championship.dead_heat
    points = rules.extra.get(key, ZERO)
    for part, place in zip(parts[:scoring], places, strict=False):
        together = 1 if adds_up(championship) else places.count(place)
        points += (
            rules.earned(range(place, place + together), full) + rules.sure + rules.behind_at(place, most=True)
        ) * part
    whole = sum(parts, ZERO)
    points += rules.led * whole
    points += rules.most_led * _often(race.led_most, key, whole if _each(championship.most_led_equal) else ONE)
    points += rules.fastest_lap * _often(race.fastest, key, _fastest_laps(championship, parts, places))
    points += _pole_and_gained(championship, race, key, places, whole)
    points += _in_qualifying(championship, race, key, parts)
    if not adds_up(championship):
        places = places[:scoring]
    ordered = tuple(sorted(places))
    qualified = race.qualified_at(key, best=True)
    return Result(race.ref, ordered[0], "", points, overall=ordered[0], places=ordered, qualified=qualified)


def _each(equal: EqualMost) -> bool:
    return equal is EqualMost.EACH


def _often(known: Mapping[str, Held] | None, key: str, open_: Fraction) -> Fraction:
    """How often a name can have a bonus: as is known, else so often."""
    return open_ if known is None else known.get(key, NOT_HELD).most


def _fastest_laps(championship: Championship, parts: list[Fraction], places: tuple[int, ...]) -> Fraction:
    """How often a name can have an open fastest lap with cars in these places."""
    top = championship.fastest_lap_top
    inside = [part for part, place in zip(parts, places, strict=True) if top is None or place <= top]
    if championship.fastest_lap_equal is EqualLaps.EACH:
        return sum(inside, ZERO)
    return max(inside, default=ZERO)


def _pole_and_gained(
    championship: Championship, race: RaceLeft, key: str, places: tuple[int, ...], whole: Fraction
) -> Fraction:
    """Pole and the most places gained, which one car cannot have both if pole is the first place on the grid."""
    rules, each = race.rules, _each(championship.most_gained_equal)
    pole = rules.pole * _often(race.poles, key, ONE)
    if race.gained_most is not None:
        return pole + rules.most_gained * race.gained_most.get(key, NOT_HELD).most
    if race.grid is not None:
        return pole + rules.most_gained * _gained(championship, race.grid.get(key, ()), places)
    gained = rules.most_gained * (whole if each else ONE)
    if not (race.pole_first and race.poles is None):
        return pole + gained
    behind = rules.most_gained * (whole - 1 if each else min(len(places) - 1, 1))
    return max(gained, pole + behind)


def _in_qualifying(championship: Championship, race: RaceLeft, key: str, parts: list[Fraction]) -> Fraction:
    """The most for places in qualifying, where it is still open with each car in one of the best paid."""
    if race.in_qualifying is not None:
        return race.in_qualifying.get(key, NOT_HELD).most
    best = sorted(race.rules.qualifying, reverse=True)
    if championship.ranks.has_cars and championship.team.qualifies_apart:
        parts = parts[: championship.team.cars]
    return sum((points * part for points, part in zip(best, parts, strict=False)), ZERO)


def _gained(championship: Championship, grid: tuple[int, ...], places: tuple[int, ...]) -> int:
    """How often the points for places gained from a known grid can go to cars of one name in these places."""
    if len(places) > MOST_PLAYED or adds_up(championship):
        return (len(places) if _each(championship.most_gained_equal) else 1) if any(grid) else 0
    return gained_by(places, (*grid, *(0 for _ in places[len(grid) :])), championship.most_gained_equal)


def _parts(championship: Championship, race: RaceLeft, key: str, cars: int) -> list[Fraction]:
    """How much of each car's points are a name's: all of its own, and of a car taken over what sharing it leaves."""
    if not adds_up(championship):
        return [ONE] * cars
    own = race.cars.get(key, 1)
    shared = {SharedCar.FULL: ONE, SharedCar.SPLIT: Fraction(1, 2), SharedCar.NONE: ZERO}[championship.shared_car]
    return [ONE if i < own else shared for i in range(cars)]


def sure(race: RaceLeft, key: str, *, placed: bool = False) -> Fraction:
    """What a name takes from a race left whatever happens, or if it is classified: what it has already and cannot lose."""
    rules, points = race.rules, race.rules.extra.get(key, ZERO)
    if key in race.barred:
        return points
    for known, each in (
        (race.poles, rules.pole),
        (race.fastest, rules.fastest_lap),
        (race.led_most, rules.most_led),
        (race.gained_most, rules.most_gained),
        (race.in_qualifying, ONE),
    ):
        if known and key in known:
            points += (known[key].placed if placed else known[key].least) * each
    return points


def disqualified(championship: Championship, race: RaceLeft, key: str) -> Result:
    """The most a name has of a race left in which it is disqualified."""
    if key in race.away:
        return absent(race, key)
    rules, points = race.rules, race.rules.extra.get(key, ZERO)
    if key not in race.barred:
        points += rules.fastest_lap * _often(race.fastest, key, ZERO)
        points += rules.most_led * _often(race.led_most, key, ZERO)
        points += rules.most_gained * _often(race.gained_most, key, ZERO)
        if race.kept:
            cars, _ = _line_up(championship, race, key, ())
            points += rules.pole * _often(race.poles, key, ONE)
            points += _in_qualifying(championship, race, key, _parts(championship, race, key, cars))
    qualified = race.qualified_at(key, best=True)
    return Result(race.ref, None, Outcome.DISQUALIFIED.value, points, qualified=qualified)


def absent(race: RaceLeft, key: str) -> Result:
    """What a name has of a race left in which it does not start."""
    qualified = race.qualified_at(key, best=True) if race.qualified else None
    return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key), qualified=qualified)


def worst_at(championship: Championship, race: RaceLeft, key: str, place: int) -> Result:
    """The least a name takes by finishing in `place`: with one car alone, driven by those entered with it, and no bonus but
    those it cannot lose."""
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    if key in race.away:
        return absent(race, key)
    points = race.rules.paid(place) + race.rules.sure + race.rules.behind_at(place, most=False)
    if key in race.crews:
        points = points / race.crews[key] if championship.shared_car is SharedCar.SPLIT else ZERO
    points += sure(race, key, placed=True)
    qualified = race.qualified_at(key, best=False)
    return Result(race.ref, place, "", points, overall=place, places=(place,), qualified=qualified)
