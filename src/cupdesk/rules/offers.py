"""The most and the least a race still to run can bring one name (what can come about at all: see `title.py`)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.choices import Bonuses, DeadHeat, EqualLaps, EqualMost, SharedCar
from cupdesk.rules.line_up import Pay, best_places
from cupdesk.rules.race_left import NOT_HELD, Choice, Held, RaceLeft, adds_up, every_place_starts, printed_places_earn
from cupdesk.rules.regulations import Championship
from cupdesk.rules.results import Outcome, Result
from cupdesk.rules.road import Road, finishes

if TYPE_CHECKING:
    from collections.abc import Mapping

ZERO, ONE = Fraction(0), Fraction(1)


def best_of(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...] = ()) -> Result:
    """The most a name takes from a race left in which others have these places alone."""
    kind = (taken, *race.kind(key))
    if kind not in race.best:
        race.best[kind] = _best_of(championship, race, key, taken)
    return race.best[kind]


def _best_of(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...]) -> Result:
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    cars, pay = line_up(championship, race, key, taken)
    if pay.last < 1 or cars < 1 or key in race.away:
        return not_starting(championship, race, key)
    if adds_up(championship):
        return _taking(championship, race, key, _spread(pay, cars), cars)
    if race.gains_known:
        found = [
            most
            for each in choices_of(race, key)
            for most in from_grid(championship, race, key, pay, cars, each).values()
        ]
        return max(found, key=lambda result: (result.points, tuple(-place for place in result.places)))
    return _taking(championship, race, key, best_places(pay, cars), pay.scoring)


def choices_of(race: RaceLeft, key: str) -> tuple[Choice, ...]:
    """Which cars of a name can score, with what is known of them; one choice where all can."""
    alike = tuple(NOT_HELD if known is None else known.get(key, NOT_HELD) for known in race.known())
    most, least = tuple(each.most for each in alike), tuple(each.least for each in alike)
    whole = Choice(most, least, tuple(each.placed for each in alike), race.grid_of(key))
    return race.choices.get(key) or (whole,)


def from_grid(
    championship: Championship,
    race: RaceLeft,
    key: str,
    pay: Pay,
    cars: int,
    choice: Choice,
    own: tuple[int, int] | None = None,
) -> dict[Fraction, Result]:
    """The most a name takes with these cars where places gained count from a known grid, by the share of their points that the
    car of another has, `own` with its place and where it stood."""
    rules = race.rules
    others = tuple(sorted({place for name, stood in (race.grid or {}).items() if name != key for place in stood}))
    road = Road(
        pay,
        cars,
        tuple(sorted(choice.grid)),
        rules.most_gained,
        championship.most_gained_equal,
        not printed_places_earn(championship),
        own,
        tuple(place for place in others if own is not None and place != own[1]),
    )
    return {
        share: _taking(championship, race, key, best.places, pay.scoring, choice, rules.most_gained * best.often)
        for share, best in finishes(road).items()
        if best.places
    }


def line_up(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...]) -> tuple[int, Pay]:
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


def is_bound(championship: Championship, race: RaceLeft) -> bool:
    """Whether the most said of a name may be more than it can really take: of a driver who adds up cars where the grid is
    known and places gained are paid, or where parts of a car's points are told by decision; bonuses promised in many races."""
    return race.bound or (adds_up(championship) and (race.gains_known or bool(race.told)))


def best_placed(championship: Championship, race: RaceLeft, key: str, taken: tuple[int, ...] = ()) -> Result:
    """What a name that can start takes from a race left by finishing as far ahead as it can, also where another place pays more."""
    cars, pay = line_up(championship, race, key, taken)
    places = best_places(replace(pay, scale=(), each=ZERO, once=ZERO), cars)
    return _taking(championship, race, key, places, pay.scoring)._replace(qualified=race.qualified_at(key, best=True))


def _taking(
    championship: Championship,
    race: RaceLeft,
    key: str,
    places: tuple[int, ...],
    scoring: int,
    choice: Choice | None = None,
    gained: Fraction | None = None,
) -> Result:
    """All a name can take from a race left with its cars in these places, of which the first so many score.

    Which cars these are may be said, and what places gained bring then.
    """
    rules, parts, full = race.rules, _parts(championship, race, key, len(places)), championship.dead_heat
    points = rules.extra.get(key, ZERO)
    for part, place in zip(parts[:scoring], places, strict=False):
        together = 1 if adds_up(championship) else places.count(place)
        points += (
            rules.earned(range(place, place + together), full) + rules.sure + rules.behind_at(place, most=True)
        ) * part
    whole = sum(parts, ZERO)
    points += rules.led * whole
    points += rules.most_led * _often(race, race.led_most, key, whole if _each(championship.most_led_equal) else ONE)
    points += rules.fastest_lap * _often(race, race.fastest, key, _fastest_laps(championship, parts, places))
    choices = race.choices.get(key, ()) if choice is None or key not in race.choices else (choice,)
    points += max((race.chosen(each.most) for each in choices), default=ZERO)
    before, qualified = _pole_and_qualifying(championship, race, key, parts)
    points += before + (_gained_beside(championship, race, key, whole, len(places)) if gained is None else gained)
    if key in race.told and race.is_seated(key):
        known = race.known_of(key) + rules.extra.get(key, ZERO)
        points = known + race.told[key] * (points - known)
    if not adds_up(championship):
        places = places[:scoring]
    ordered = tuple(sorted(places))
    return Result(race.ref, ordered[0], "", points, overall=ordered[0], places=ordered, qualified=qualified)


def _each(equal: EqualMost) -> bool:
    return equal is EqualMost.EACH


def _often(race: RaceLeft, known: Mapping[str, Held] | None, key: str, open_: Fraction) -> Fraction:
    """How often a name can have a bonus: as is known, else so often; not at all where `choices` say it."""
    if known is None:
        return open_
    return ZERO if key in race.choices else known.get(key, NOT_HELD).most


def _fastest_laps(championship: Championship, parts: list[Fraction], places: tuple[int, ...]) -> Fraction:
    """How often a name can have an open fastest lap with cars in these places."""
    top = championship.fastest_lap_top
    inside = [part for part, place in zip(parts, places, strict=True) if top is None or place <= top]
    if championship.fastest_lap_equal is EqualLaps.EACH:
        return sum(inside, ZERO)
    return max(inside, default=ZERO)


def _pole_and_qualifying(
    championship: Championship, race: RaceLeft, key: str, parts: list[Fraction]
) -> tuple[Fraction, int | None]:
    """Pole and the points for places in qualifying, and the best place in it that goes with them.

    Where pole is the first of these places, and a later one pays more, one car cannot have both.
    """
    pole, qualified = race.rules.pole * _often(race, race.poles, key, ONE), race.qualified_at(key, best=True)
    paid = race.rules.qualifying
    if race.in_qualifying is not None:
        return pole + _often(race, race.in_qualifying, key, ZERO), qualified
    if championship.ranks.has_cars and championship.team.qualifies_apart:
        parts = parts[: championship.team.cars]
    if not paid or paid[0] == max(paid):
        whole = zip(sorted(paid, reverse=True), parts, strict=False)
        return pole + sum((points * part for points, part in whole), ZERO), qualified
    best = sorted(range(len(paid)), key=lambda place: -paid[place])
    chosen = [best[: len(parts)]]
    if race.pole_fastest and race.poles is None:
        chosen = [
            [0, *(place for place in best if place)][: len(parts)],
            [place for place in best if place][: len(parts)],
        ]
    found = []
    for places in chosen:
        points = sum((paid[place] * part for place, part in zip(places, parts, strict=False)), ZERO)
        mine = pole if race.poles is not None or not race.pole_fastest or 0 in places else ZERO
        found.append((points + mine, -min(places)))
    points, place = max(found)
    return points, 1 - place if race.qualified is None else qualified


def _gained_beside(championship: Championship, race: RaceLeft, key: str, whole: Fraction, cars: int) -> Fraction:
    """What the most places gained bring beside an open pole, which one car cannot have with it if it is first on the grid."""
    rules, each = race.rules, _each(championship.most_gained_equal)
    if race.gained_most is not None:
        return rules.most_gained * _often(race, race.gained_most, key, ZERO)
    gained = rules.most_gained * (whole if each else ONE)
    if race.grid is not None:  # of a driver who adds up cars it is only not ruled out
        return gained if adds_up(championship) and any(race.grid.values()) else ZERO
    if not (race.pole_first and race.poles is None):
        return gained
    behind = rules.most_gained * (whole - 1 if each else min(cars - 1, 1))
    return max(gained - rules.pole, behind)


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
    if key in race.choices:
        return points + min(race.chosen(each.placed if placed else each.least) for each in race.choices[key])
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
        points += rules.fastest_lap * _often(race, race.fastest, key, ZERO)
        points += rules.most_led * _often(race, race.led_most, key, ZERO)
        points += rules.most_gained * _often(race, race.gained_most, key, ZERO)
        lost = race if race.kept else replace(race, rules=replace(rules, pole=ZERO), choices=_without_qualifying(race))
        points += max((lost.chosen(each.most) for each in lost.choices.get(key, ())), default=ZERO)
        if race.kept:
            cars, _ = line_up(championship, race, key, ())
            points += _pole_and_qualifying(championship, race, key, _parts(championship, race, key, cars))[0]
    qualified = race.qualified_at(key, best=True)
    return Result(race.ref, None, Outcome.DISQUALIFIED.value, points, qualified=qualified)


def _without_qualifying(race: RaceLeft) -> dict[str, tuple[Choice, ...]]:
    """The choices without the points for places in qualifying."""
    return {
        key: tuple(replace(each, most=(*each.most[:4], ZERO)) for each in some) for key, some in race.choices.items()
    }


def not_starting(championship: Championship, race: RaceLeft, key: str) -> Result:
    """The most a name has of a race left in which it does not start: an open pole and open places in qualifying too, unless it
    stays away from all of it."""
    if key in race.away or key in race.barred:
        return absent(race, key)
    qualified = disqualified(championship, race if race.kept else replace(race, kept=True), key)
    return qualified._replace(shown=Outcome.DID_NOT_START.value)


def absent(race: RaceLeft, key: str) -> Result:
    """What a name surely has of a race left in which it does not start."""
    qualified = race.qualified_at(key, best=True) if race.qualified else None
    points = sure(race, key, placed=True)
    return Result(race.ref, None, Outcome.DID_NOT_START.value, points, qualified=qualified)


def worst_at(championship: Championship, race: RaceLeft, key: str, place: int) -> Result:
    """The least a name takes by finishing in `place`: with one car alone, driven by those entered with it, and no bonus but
    those it cannot lose."""
    if key in race.barred:
        return Result(race.ref, None, Outcome.DID_NOT_START.value, sure(race, key))
    if key in race.away:
        return absent(race, key)
    points = race.rules.paid(place) + race.rules.sure + race.rules.behind_at(place, most=False)
    if key in race.told:
        points *= race.told[key]
    elif key in race.crews:
        points = points / race.crews[key] if championship.shared_car is SharedCar.SPLIT else ZERO
    points += sure(race, key, placed=True)
    qualified = race.qualified_at(key, best=False)
    return Result(race.ref, place, "", points, overall=place, places=(place,), qualified=qualified)
