"""What a race's classification earns in a championship."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.bonuses import ABSENT, Extras, Scoring, extras, keeps_pole, part, taking_part
from cupdesk.rules.field import eligible, keys_of, scores_as_guest
from cupdesk.rules.race_rules import ONE, ZERO, RaceRules, rules_for
from cupdesk.rules.regulations import (
    Bonuses,
    Championship,
    NationOf,
    PlaceBasis,
    Ranks,
    Regulations,
    SharedCar,
    TwoCars,
)
from cupdesk.rules.results import Classification, ClassifiedCar, Result

if TYPE_CHECKING:
    from collections.abc import Mapping


def race_points(
    championship: Championship,
    classification: Classification,
    regulations: Regulations,
    factor: Fraction,
    *,
    grid: tuple[str, ...] = (),
    started: Mapping[str, int] | None = None,
    qualified: Mapping[str, int] | None = None,
    passed_over: frozenset[str] = frozenset(),
    nations: Mapping[str, str] | None = None,
) -> dict[str, Result]:
    """What each driver, crew, team, manufacturer or nation (by key) earned in one race, with place, bonuses and codes.

    `grid` are the cars in the order that decides a pole of the eligible, `started` their places on the grid, `qualified` in
    qualifying; `passed_over` names whose cars are left out and close up, `nations` the nation by code of a driver or team.
    """
    known = nations or {}
    rules, cars = _paying(championship, classification, factor, passed_over, known)
    won = extras(championship, classification, cars, rules, regulations, grid, started or {})
    earned: dict[str, Result] = {}
    for car in cars:
        row = car.row
        pole = row.number in won.poles and keeps_pole(row, regulations)
        bare = _result(championship, car, won, rules, classification.session, pole=pole)
        if qualified:
            bare = replace(bare, qualified=qualified.get(row.number))
        whole = _placed(championship, car, bare, rules) if car.scores else bare
        for key in car.keys:
            share = _share(championship, row, key, rules)
            result = whole if key in car.scores else bare
            if result is bare and not bare.points:
                continue
            own = result if share == 1 else replace(result, points=result.points * share)
            if rules.fastest_by:
                own = _credited(own, _people(championship, row, key, known), rules, championship)
            earned[key] = _together(earned.get(key), own, championship)
    return earned


def paying(
    championship: Championship,
    classification: Classification,
    factor: Fraction,
    passed_over: frozenset[str] = frozenset(),
    nations: Mapping[str, str] | None = None,
) -> RaceRules:
    """How this race paid: exceptions, its factor and too few starters taken into account."""
    return _paying(championship, classification, factor, passed_over, nations or {})[0]


def _paying(
    championship: Championship,
    classification: Classification,
    factor: Fraction,
    passed_over: frozenset[str],
    nations: Mapping[str, str],
) -> tuple[RaceRules, list[Scoring]]:
    rules = rules_for(championship, classification.session, factor)
    cars = _scoring_cars(championship, classification, rules.barred, passed_over, nations)
    if championship.few_starters:
        rules = rules.reduced(_few(championship, cars), championship)
    return rules, cars


def _result(
    championship: Championship, car: Scoring, won: Extras, rules: RaceRules, session: str, *, pole: bool
) -> Result:
    """What a car earns by its bonuses alone, as a team's car does that is not among its scoring ones."""
    row, number = car.row, car.row.number
    points = rules.pole if pole else ZERO
    if best := number in won.fastest:
        points += rules.fastest_lap * won.fastest[number]
    if won.led or won.most_led or won.most_gained:
        points += won.points(number, rules)
    return Result(
        session=session,
        place=None,
        shown="" if car.place is not None else row.outcome.value,
        points=points,
        pole=pole and bool(championship.pole),
        fastest=best and bool(championship.fastest_lap),
        led=number in won.led and bool(championship.led),
        most_led=number in won.most_led and bool(championship.most_led),
        gained=number in won.most_gained and bool(championship.most_gained),
        overall=row.position,
    )


def _placed(championship: Championship, car: Scoring, bare: Result, rules: RaceRules) -> Result:
    """The same with what its place earns and what taking part does."""
    points = bare.points + rules.earned(car.places, championship.dead_heat)
    if rules.sure:
        points += taking_part(championship, car.row, rules)
    places = () if car.place is None else (car.place,)
    return replace(bare, place=car.place, points=points, cars=(car.row.number,), places=places)


def _share(championship: Championship, row: ClassifiedCar, key: str, rules: RaceRules) -> Fraction:
    """How much of a car's points one of its drivers gets; who is not a driver gets them whole."""
    if championship.ranks is not Ranks.DRIVER:
        return ONE
    share = ONE
    if len(row.drivers) > 1 and championship.shared_car is not SharedCar.FULL:
        share = Fraction(1, len(row.drivers)) if championship.shared_car is SharedCar.SPLIT else ZERO
    return rules.shares.get((row.number, key), share) if rules.shares else share


def _people(championship: Championship, row: ClassifiedCar, key: str, nations: Mapping[str, str]) -> tuple[str, ...]:
    """The drivers of a car who are this driver, or of this crew, team, manufacturer or nation."""
    if championship.ranks is Ranks.DRIVER:
        return (key,)
    if championship.ranks is Ranks.NATION and championship.nation_of is NationOf.DRIVER:
        return tuple(driver for driver in row.drivers if nations.get(driver) == key)
    return row.drivers


def _credited(result: Result, drivers: tuple[str, ...], rules: RaceRules, championship: Championship) -> Result:
    """A result with the fastest-lap points of drivers credited by name, which are theirs alone in a shared car."""
    laps = sum(1 for driver in drivers if driver in rules.fastest_by)
    if not laps or not championship.fastest_lap:
        return result
    each = part(rules.fastest_by, championship.fastest_lap_equal)
    return replace(result, points=result.points + rules.fastest_lap * laps * each, fastest=True)


def _scoring_cars(
    championship: Championship,
    classification: Classification,
    barred: frozenset[str],
    passed_over: frozenset[str],
    nations: Mapping[str, str],
) -> list[Scoring]:
    """The cars of the championship, each with the place that earns, in printed order."""
    team = championship.team if championship.ranks.has_cars else None
    rerank = team is not None and team.rerank
    basis = PlaceBasis.ELIGIBLE if rerank else championship.place
    used: dict[str, int] = {}
    taken: dict[int, list[int]] = {}
    cars: list[Scoring] = []
    place = 0
    for row in classification.rows:
        guest = scores_as_guest(championship, row.guest) or row.number in barred
        keys = keys_of(championship, row.entry, row.drivers, nations)
        if passed_over and keys and passed_over.issuperset(keys):
            continue
        mine = eligible(championship, row.category, row.award_codes, guest)
        scores = keys
        if mine and team is not None:
            for key in keys:
                used[key] = used.get(key, 0) + 1
            scores = tuple(key for key in keys if team.cars is None or used[key] <= team.cars)
        if basis is PlaceBasis.ELIGIBLE:
            counts = mine and (bool(scores) or not rerank)
        else:
            counts = basis is PlaceBasis.OVERALL or not guest
        if counts and row.position is not None:
            place += 1
            taken.setdefault(row.position, []).append(place)
        if not mine or (not scores and not (team and team.bonuses is Bonuses.ALL)):
            continue
        if row.position is None:
            cars.append(Scoring(row, None, keys, scores))
        else:
            places = taken.setdefault(row.position, [])
            cars.append(Scoring(row, places[0] if places else place, keys, scores, places))
    return cars


def _few(championship: Championship, cars: list[Scoring]) -> Fraction:
    """What a race pays by the number of eligible cars that started."""
    starters = sum(1 for car in cars if car.row.outcome not in ABSENT)
    fitting = [step for step in championship.few_starters if starters < step.below]
    return min(fitting, key=lambda step: step.below).factor if fitting else ONE


def _together(first: Result | None, second: Result, championship: Championship) -> Result:
    """A team's cars added up; of a driver's two cars the better result, or both if the regulations say so."""
    if first is None:
        return second
    if not championship.ranks.has_cars and championship.two_cars is TwoCars.BETTER:
        return max(first, second, key=lambda result: result.points)
    return Result(
        session=first.session,
        place=first.place if first.place is not None else second.place,
        shown=first.shown if second.place is None else "",
        points=first.points + second.points,
        pole=first.pole or second.pole,
        fastest=first.fastest or second.fastest,
        led=first.led or second.led,
        most_led=first.most_led or second.most_led,
        gained=first.gained or second.gained,
        overall=first.overall if first.overall is not None else second.overall,
        cars=first.cars + second.cars,
        places=first.places + second.places,
        qualified=min((q for q in (first.qualified, second.qualified) if q is not None), default=None),
    )
