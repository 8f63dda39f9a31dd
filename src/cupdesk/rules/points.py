"""What a race's classification earns in a championship."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.bonuses import ABSENT, NO_EXTRAS, OUT, Extras, Scoring, extras, part, taking_part
from cupdesk.rules.choices import Bonuses, SharedCar, TwoCars
from cupdesk.rules.field import keys_of, no_guests, own_rows
from cupdesk.rules.race_rules import ONE, ZERO, RaceRules, in_race, rules_for
from cupdesk.rules.regulations import Championship, NationOf, PlaceBasis, Ranks, Regulations
from cupdesk.rules.results import Classification, ClassifiedCar, Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


NOBODY: frozenset[str] = frozenset()


def race_points(
    championship: Championship,
    classification: Classification,
    regulations: Regulations,
    factor: Fraction,
    *,
    grid: tuple[str, ...] = (),
    started: Mapping[str, int] | None = None,
    qualified: Mapping[str, int] | None = None,
    in_qualifying: Mapping[str, int] | None = None,
    qualified_apart: Mapping[str, tuple[tuple[str, int], ...]] | None = None,
    passed_over: frozenset[str] = frozenset(),
    nations: Mapping[str, str] | None = None,
) -> dict[str, Result]:
    """What each driver, crew, team, manufacturer or nation (by key) earned in one race, with place, bonuses and codes.

    `grid` are the cars in the order that decides a pole of the eligible, `started` their places on the grid, `qualified` in
    qualifying, `in_qualifying` those that earn, `qualified_apart` by name where others than the scoring cars do; `passed_over` names whose cars are left out and close up, `nations` the nation by code of a driver or team.
    """
    known, championship = nations or {}, in_race(championship, classification.session)
    rules, cars = _paying(championship, classification, factor, passed_over, known)
    won = extras(championship, classification, cars, rules, regulations, grid, started or {}, in_qualifying or {})
    shared = championship.ranks is Ranks.DRIVER and (
        bool(rules.shares) or championship.shared_car is not SharedCar.FULL
    )
    earned: dict[str, Result] = {}
    session = classification.session
    winner = next((car.row.gap_laps for car in cars if car.row.position is not None), 0)
    for car in cars:
        number = car.row.number
        extra, place = won.get(number, NO_EXTRAS), qualified.get(number) if qualified else None
        whole = bare = _result(championship, car, extra, rules, session, place, winner, bool(car.scores))
        if car.scores and len(car.scores) < len(car.keys):
            bare = _result(championship, car, extra, rules, session, place, winner, False)
        for key in car.keys:
            own = whole if key in car.scores else bare
            if not own.cars and not own.points:
                continue
            if shared:
                share = _share(championship, car.row, key, rules)
                unpaid = championship.countback_paying and not share
                own = own._replace(points=own.points * share, places=() if unpaid else own.places)
            if rules.fastest_by:
                own = _credited(own, _people(championship, car.row, key, known), rules, championship)
            earned[key] = _together(earned[key], own, championship) if key in earned else own
    kept = regulations.pole_kept_if_disqualified
    out = frozenset() if kept else frozenset(row.number for row in classification.rows if row.outcome in OUT)
    beside = dict(rules.extra)
    for key, places in (qualified_apart or {}).items():
        beside[key] = sum((rules.qualified(p) for number, p in places if number not in out), beside.get(key, ZERO))
    for key, points in beside.items():
        own = earned.get(key, Result(session, None, Outcome.DID_NOT_START.value, ZERO))
        earned[key] = own._replace(points=own.points + points)
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
    cars = _scoring_cars(championship, classification, rules, passed_over, nations)
    if championship.few_starters:
        rules = rules.reduced(_few(championship, cars), championship)
    return rules, cars


def _result(
    championship: Championship,
    car: Scoring,
    extra: Extras,
    rules: RaceRules,
    session: str,
    qualified: int | None,
    winner: int,
    scores: bool,
) -> Result:
    """What a car earns: by its place if it `scores`, else by its bonuses alone, as a team's car beyond its scoring ones does."""
    row, place, points = car.row, car.place, extra.points
    cars: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    shown = "" if place is not None else row.outcome.value
    if scores:
        earned = rules.earned(car.places, championship.dead_heat)
        points = earned + points if points else earned
        if rules.sure:
            points += taking_part(championship, row, rules)
        if rules.laps_down and row.position is not None:
            points += rules.behind(row.gap_laps - winner)
        cars, places = (row.number,), car.places[:1]
    else:
        place = qualified = None
    if extra is NO_EXTRAS:
        return Result(session, place, shown, points, row.position, cars, places, qualified)
    pole, fastest, led, most, gained = extra.pole, extra.fastest, extra.led, extra.most_led, extra.gained
    return Result(
        session, place, shown, points, row.position, cars, places, qualified, pole, fastest, led, most, gained
    )


def _share(championship: Championship, row: ClassifiedCar, key: str, rules: RaceRules) -> Fraction:
    """How much of a car's points one of its drivers gets."""
    share = ONE
    if len(row.drivers) > 1 and championship.shared_car is not SharedCar.FULL:
        share = Fraction(1, len(row.drivers)) if championship.shared_car is SharedCar.SPLIT else ZERO
    return rules.shares.get((row.number, key), share)


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
    return result._replace(points=result.points + rules.fastest_lap * laps * each, fastest=True)


def _scoring_cars(
    championship: Championship,
    classification: Classification,
    rules: RaceRules,
    passed_over: frozenset[str],
    nations: Mapping[str, str],
) -> list[Scoring]:
    """The cars of the championship, each with the place that earns, in printed order."""
    barred, lost = (NOBODY, rules.barred) if rules.places_kept else (rules.barred, NOBODY)
    team = championship.team if championship.ranks.has_cars else None
    most = None if team is None else team.cars
    rows: Sequence[ClassifiedCar] = classification.rows
    if passed_over:
        rows = [row for row in rows if not _all_among(passed_over, championship, row, nations)]
    own = own_rows(championship, rows, barred)
    keys = [keys_of(championship, row.entry, row.drivers, nations) for row in own]
    scores = keys if most is None else _best(keys, most)
    if team is not None and team.rerank:
        counted: Sequence[ClassifiedCar] = [row for row, some in zip(own, scores, strict=True) if some]
    elif championship.place is PlaceBasis.ELIGIBLE:
        counted = own
    else:
        counted = rows if championship.place is PlaceBasis.OVERALL else no_guests(championship, rows, barred)
    taken = _places(counted)
    spare = team is not None and team.bonuses is Bonuses.ALL
    cars: list[Scoring] = []
    for row, mine, some in zip(own, keys, scores, strict=True):
        if (some or spare) and row.number not in lost:
            position = row.position
            if position in taken:
                places = taken[position]
                cars.append(Scoring(row, places[0], mine, some, places))
            else:
                cars.append(Scoring(row, _ahead(taken, position), mine, some))
    return cars


def _best(keys: list[tuple[str, ...]], most: int) -> list[tuple[str, ...]]:
    """Those of each car's keys it scores for, when so many cars score for one."""
    used: dict[str, int] = {}
    scores = []
    for mine in keys:
        for key in mine:
            used[key] = used.get(key, 0) + 1
        scores.append(tuple([key for key in mine if used[key] <= most]))
    return scores


def _all_among(
    names: frozenset[str], championship: Championship, row: ClassifiedCar, nations: Mapping[str, str]
) -> bool:
    """Whether a car belongs to nobody but these."""
    keys = keys_of(championship, row.entry, row.drivers, nations)
    return bool(keys) and names.issuperset(keys)


def _places(rows: Sequence[ClassifiedCar]) -> dict[int | None, tuple[int, ...]]:
    """The places that cars take among these rows by their printed place: one, or all those of a dead heat."""
    taken: dict[int | None, tuple[int, ...]] = {}
    place = 0
    for row in rows:
        position = row.position
        if position is not None:
            place += 1
            taken[position] = (*taken[position], place) if position in taken else (place,)
    return taken


def _ahead(taken: Mapping[int | None, tuple[int, ...]], position: int | None) -> int | None:
    """The place of a car that takes none: how many are ahead of it, if it is classified."""
    if position is None:
        return None
    return sum(len(places) for other, places in taken.items() if other is not None and other < position)


def _few(championship: Championship, cars: list[Scoring]) -> Fraction:
    """What a race pays by the number of eligible cars that started."""
    starters = sum(1 for car in cars if car.row.outcome not in ABSENT)
    fitting = [step for step in championship.few_starters if starters < step.below]
    return min(fitting, key=lambda step: step.below).factor if fitting else ONE


def _together(first: Result, second: Result, championship: Championship) -> Result:
    """A team's cars added up; of a driver's two cars the better result, or both if the regulations say so."""
    if not championship.ranks.has_cars and championship.two_cars is TwoCars.BETTER:
        return max(first, second, key=lambda result: result.points)
    return Result(
        first.session,
        first.place if first.place is not None else second.place,
        first.shown if second.place is None else "",
        first.points + second.points if second.points else first.points,
        first.overall if first.overall is not None else second.overall,
        first.cars + second.cars,
        first.places + second.places,
        _better(first.qualified, second.qualified),
        first.pole or second.pole,
        first.fastest or second.fastest,
        first.led or second.led,
        first.most_led or second.most_led,
        first.gained or second.gained,
    )


def _better(first: int | None, second: int | None) -> int | None:
    """The better of two places, of which either may be missing."""
    return first if second is None or (first is not None and first < second) else second
