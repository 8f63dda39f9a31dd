"""What a race's classification earns in a championship."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.field import eligible, is_named, scores_as_guest
from cupdesk.rules.regulations import (
    Bonuses,
    Championship,
    DeadHeat,
    EqualLaps,
    PlaceBasis,
    PoleOf,
    RaceException,
    Ranks,
    Regulations,
    SharedCar,
    TwoCars,
)
from cupdesk.rules.results import Classification, ClassifiedCar, Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Sized

ZERO, ONE = Fraction(0), Fraction(1)
_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
_ABSENT = (Outcome.DID_NOT_START, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class RaceRules:
    """How one race pays in one championship, its exceptions and its factor applied.

    `poles` and `fastest` are the cars credited by name (`None`: as computed), `fastest_by` the drivers of shared cars, `barred` cars
    that cannot score, `shares` what drivers get of a car by decision.
    """

    scale: tuple[Fraction, ...]
    pole: Fraction
    fastest_lap: Fraction
    sure: Fraction
    poles: tuple[str, ...] | None = None
    fastest: tuple[str, ...] | None = None
    barred: frozenset[str] = frozenset()
    fastest_by: tuple[str, ...] = ()
    shares: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    def paid(self, place: int) -> Fraction:
        """The points of a place."""
        return self.scale[place - 1] if place <= len(self.scale) else ZERO

    def earned(self, places: Sequence[int], rule: DeadHeat) -> Fraction:
        """The points of a car that takes these places together with others (normally one, its own; none: no points)."""
        if len(places) > 1 and rule is DeadHeat.SHARE:
            return sum(map(self.paid, places), ZERO) / len(places)
        return self.paid(places[0]) if places else ZERO

    def reduced(self, factor: Fraction, championship: Championship) -> RaceRules:
        """The same with everything a factor touches multiplied by it."""
        if factor == 1:
            return self
        bonus = factor if championship.factor_on_bonuses else ONE
        whole = factor >= 1 or not championship.fastest_lap_full_points
        return replace(
            self,
            scale=tuple(points * factor for points in self.scale),
            pole=self.pole * bonus,
            fastest_lap=self.fastest_lap * bonus if whole else ZERO,
            sure=self.sure * bonus,
        )


def counts_for(championship: Championship, ref: str) -> bool:
    """Whether a race (by reference) belongs to the championship."""
    belongs = not championship.sessions or is_named(ref, championship.sessions)
    return belongs and all(exception.counts for exception in _exceptions(championship, ref))


def _exceptions(championship: Championship, ref: str) -> Iterator[RaceException]:
    """The exceptions that hold in a race, the most particular first."""
    for wanted in (ref, ref.partition("/")[2], ref.partition("/")[0]):
        for exception in championship.races:
            if exception.session == wanted:
                yield exception


def scale_for(championship: Championship, ref: str) -> tuple[Fraction, ...]:
    """The points by place in this race: its own scale, else that of its session code, of its round, of the championship."""
    for wanted in (ref, ref.partition("/")[2], ref.partition("/")[0]):
        for special in championship.scales:
            if special.session == wanted:
                return special.points
    return championship.scale


def rules_for(championship: Championship, ref: str, factor: Fraction) -> RaceRules:
    """How a race pays. `factor` is the race's own."""
    found = list(_exceptions(championship, ref)) if championship.races else []
    rules = RaceRules(
        scale_for(championship, ref),
        championship.pole,
        championship.fastest_lap,
        championship.starting + championship.finishing,
        next((each.pole for each in found if each.pole is not None), None),
        next((each.fastest_lap for each in found if each.fastest_lap is not None), None),
        frozenset(number for each in found for number in each.not_eligible),
        next((each.fastest_lap_by for each in found if each.fastest_lap_by), ()),
        {(share.number, share.driver): share.share for each in found for share in each.shares},
    )
    return rules.reduced(next((each.factor for each in found if each.factor is not None), factor), championship)


@dataclass(frozen=True, slots=True)
class Scoring:
    """A car of the championship in one race: the place that earns (`None`: none), and whether it scores for its team.

    `places` are all that cars of a dead heat take together, else its own.
    """

    row: ClassifiedCar
    place: int | None
    scores: bool
    places: Sequence[int] = ()


def race_points(
    championship: Championship,
    classification: Classification,
    regulations: Regulations,
    factor: Fraction,
    grid: tuple[str, ...] = (),
    qualified: Mapping[str, int] | None = None,
    passed_over: frozenset[str] = frozenset(),
) -> dict[str, Result]:
    """What each driver or team (by code) earned in one race, with place, bonuses and codes.

    `grid` are the cars in the order that decides a pole of the eligible, `qualified` their places in qualifying,
    `passed_over` names whose cars are left out and close up.
    """
    rules, cars = _paying(championship, classification, factor, passed_over)
    poles = _poles(championship, classification, cars, rules, grid)
    fastest = _fastest(championship, cars, rules, regulations)
    earned: dict[str, Result] = {}
    for car in cars:
        row, place = car.row, car.place
        points = rules.earned(car.places, championship.dead_heat) if car.scores else ZERO
        pole = row.number in poles and _keeps_pole(row, regulations)
        best = row.number in fastest
        if pole:
            points += rules.pole
        if best:
            points += rules.fastest_lap * fastest[row.number]
        if rules.sure and car.scores:
            points += _taking_part(championship, row, rules)
        if not car.scores and not points:
            continue
        result = Result(
            session=classification.session,
            place=place if car.scores else None,
            shown="" if place is not None else row.outcome.value,
            points=points,
            pole=pole and bool(championship.pole),
            fastest=best and bool(championship.fastest_lap),
            overall=row.position,
            cars=(row.number,) if car.scores else (),
            places=(place,) if place is not None and car.scores else (),
            qualified=qualified.get(row.number) if qualified else None,
        )
        for key, share in _shares(championship, row, rules):
            own = result if share == 1 else replace(result, points=points * share)
            if rules.fastest_by:
                own = _credited(own, row.drivers if championship.ranks is Ranks.TEAM else (key,), rules, championship)
            earned[key] = _together(earned.get(key), own, championship)
    return earned


def paying(
    championship: Championship,
    classification: Classification,
    factor: Fraction,
    passed_over: frozenset[str] = frozenset(),
) -> RaceRules:
    """How this race paid: exceptions, its factor and too few starters taken into account."""
    return _paying(championship, classification, factor, passed_over)[0]


def _paying(
    championship: Championship, classification: Classification, factor: Fraction, passed_over: frozenset[str]
) -> tuple[RaceRules, list[Scoring]]:
    rules = rules_for(championship, classification.session, factor)
    cars = _scoring_cars(championship, classification, rules.barred, passed_over)
    if championship.few_starters:
        rules = rules.reduced(_few(championship, cars), championship)
    return rules, cars


def _shares(championship: Championship, row: ClassifiedCar, rules: RaceRules) -> list[tuple[str, Fraction]]:
    """Who gets how much of a car's points."""
    if championship.ranks is Ranks.TEAM:
        return [] if row.team is None else [(row.team, ONE)]
    share = ONE
    if len(row.drivers) > 1 and championship.shared_car is not SharedCar.FULL:
        share = Fraction(1, len(row.drivers)) if championship.shared_car is SharedCar.SPLIT else ZERO
    return [(driver, rules.shares.get((row.number, driver), share)) for driver in row.drivers]


def _credited(result: Result, drivers: tuple[str, ...], rules: RaceRules, championship: Championship) -> Result:
    """A result with the fastest-lap points of drivers credited by name, which are theirs alone in a shared car."""
    laps = sum(1 for driver in drivers if driver in rules.fastest_by)
    if not laps or not championship.fastest_lap:
        return result
    return replace(
        result, points=result.points + rules.fastest_lap * laps * _part(rules.fastest_by, championship), fastest=True
    )


def _part(equal: Sized, championship: Championship) -> Fraction:
    """What each of several gets of the fastest-lap points."""
    return Fraction(1, len(equal)) if championship.fastest_lap_equal is EqualLaps.SPLIT else ONE


def _scoring_cars(
    championship: Championship, classification: Classification, barred: frozenset[str], passed_over: frozenset[str]
) -> list[Scoring]:
    """The cars of the championship, each with the place that earns, in printed order."""
    team = championship.team if championship.ranks is Ranks.TEAM else None
    rerank = team is not None and team.rerank
    basis = PlaceBasis.ELIGIBLE if rerank else championship.place
    used: dict[str, int] = {}
    taken: dict[int, list[int]] = {}
    cars: list[Scoring] = []
    place = 0
    for row in classification.rows:
        guest = scores_as_guest(championship, row.guest) or row.number in barred
        if passed_over and _passed_over(row, championship, passed_over):
            continue
        mine = eligible(championship, row.category, row.award_codes, guest)
        scores = mine
        if mine and team is not None:
            used[row.team or ""] = used.get(row.team or "", 0) + 1
            scores = row.team is not None and (team.cars is None or used[row.team] <= team.cars)
        if basis is PlaceBasis.ELIGIBLE:
            counts = scores or (mine and not rerank)
        else:
            counts = basis is PlaceBasis.OVERALL or not guest
        if counts and row.position is not None:
            place += 1
            taken.setdefault(row.position, []).append(place)
        if not mine or (not scores and not (team and team.bonuses is Bonuses.ALL)):
            continue
        if row.position is None:
            cars.append(Scoring(row, None, scores))
        else:
            places = taken.setdefault(row.position, [])
            cars.append(Scoring(row, places[0] if places else place, scores, places))
    return cars


def _passed_over(row: ClassifiedCar, championship: Championship, names: frozenset[str]) -> bool:
    if championship.ranks is Ranks.TEAM:
        return row.team in names
    return all(driver in names for driver in row.drivers)


def _few(championship: Championship, cars: list[Scoring]) -> Fraction:
    """What a race pays by the number of eligible cars that started."""
    starters = sum(1 for car in cars if car.row.outcome not in _ABSENT)
    fitting = [step for step in championship.few_starters if starters < step.below]
    return min(fitting, key=lambda step: step.below).factor if fitting else ONE


def _taking_part(championship: Championship, row: ClassifiedCar, rules: RaceRules) -> Fraction:
    """The points for starting and for being classified."""
    whole = championship.starting + championship.finishing
    points = ZERO if row.outcome in _ABSENT or row.outcome in _OUT else championship.starting
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
    championship: Championship, cars: list[Scoring], rules: RaceRules, regulations: Regulations
) -> dict[str, Fraction]:
    """The cars that earn the fastest-lap points and their shares: the fastest of those eligible, inside the top N if asked."""
    if not championship.fastest_lap or rules.fastest_by:
        return {}
    if rules.fastest is not None:
        return dict.fromkeys(rules.fastest, _part(rules.fastest or (ONE,), championship))
    allowed = [
        car
        for car in cars
        if car.row.best_ms is not None
        and car.row.outcome not in _OUT
        and (car.place is not None or not regulations.fastest_lap_classified)
    ]
    if not allowed:
        return {}
    best = min(car.row.best_ms or 0 for car in allowed)
    equal = sorted((car for car in allowed if car.row.best_ms == best), key=lambda car: car.row.best_lap or 0)
    if championship.fastest_lap_equal is EqualLaps.FIRST:
        equal = equal[:1]
    elif championship.fastest_lap_equal is EqualLaps.NONE and len(equal) > 1:
        return {}
    share = _part(equal, championship)
    top = championship.fastest_lap_top
    return {car.row.number: share for car in equal if top is None or (car.place is not None and car.place <= top)}


def _keeps_pole(row: ClassifiedCar, regulations: Regulations) -> bool:
    return row.outcome not in _OUT or regulations.pole_kept_if_disqualified


def _together(first: Result | None, second: Result, championship: Championship) -> Result:
    """A team's cars added up; of a driver's two cars the better result, or both if the regulations say so."""
    if first is None:
        return second
    if championship.ranks is not Ranks.TEAM and championship.two_cars is TwoCars.BETTER:
        return max(first, second, key=lambda result: result.points)
    return Result(
        session=first.session,
        place=first.place if first.place is not None else second.place,
        shown=first.shown if second.place is None else "",
        points=first.points + second.points,
        pole=first.pole or second.pole,
        fastest=first.fastest or second.fastest,
        overall=first.overall if first.overall is not None else second.overall,
        cars=first.cars + second.cars,
        places=first.places + second.places,
        qualified=min((q for q in (first.qualified, second.qualified) if q is not None), default=None),
    )
