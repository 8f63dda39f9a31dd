"""What a race's classification earns in a championship."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.field import eligible, scores_as_guest
from cupdesk.rules.regulations import Championship, PlaceBasis, Ranks, Regulations
from cupdesk.rules.results import Classification, ClassifiedCar, Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Fraction(0)
_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)


def counts_for(championship: Championship, ref: str) -> bool:
    """Whether a race (by reference) belongs to the championship."""
    return not championship.sessions or _named(ref, championship.sessions)


def _named(ref: str, names: Iterable[str]) -> bool:
    return any(name == ref or name == ref.partition("/")[2] for name in names)


def scale_for(championship: Championship, ref: str) -> tuple[Fraction, ...]:
    """The points by place in this race: the race's own scale if it has one, else the session code's, else the championship's."""
    for wanted in (ref, ref.partition("/")[2]):
        for special in championship.scales:
            if special.session == wanted:
                return special.points
    return championship.scale


def race_points(
    championship: Championship, classification: Classification, regulations: Regulations, factor: Fraction
) -> dict[str, Result]:
    """What each driver or team (by code) earned in one race, with place, bonuses and codes. Factors leave bonuses whole."""
    scale = scale_for(championship, classification.session)
    cars = _scoring_cars(championship, classification)
    fastest = _fastest(championship, cars, regulations)
    earned: dict[str, Result] = {}
    for row, place in cars:
        points = scale[place - 1] * factor if place is not None and place <= len(scale) else ZERO
        pole = row.number == classification.pole and _keeps_pole(row, regulations)
        best = row.number == fastest
        if pole:
            points += championship.pole
        if best:
            points += championship.fastest_lap
        result = Result(
            session=classification.session,
            place=place,
            shown="" if place is not None else row.outcome.value,
            points=points,
            pole=pole and bool(championship.pole),
            fastest=best and bool(championship.fastest_lap),
            overall=row.position,
            cars=(row.number,),
            places=(place,) if place is not None else (),
        )
        keys = (row.team,) if championship.ranks is Ranks.TEAM else row.drivers
        for key in keys:
            if key is not None:
                earned[key] = _together(earned.get(key), result, championship)
    return earned


def _scoring_cars(championship: Championship, classification: Classification) -> list[tuple[ClassifiedCar, int | None]]:
    """The cars that can score, each with the place that earns, in printed order."""
    team = championship.team if championship.ranks is Ranks.TEAM else None
    used: dict[str, int] = {}
    cars: list[tuple[ClassifiedCar, int | None]] = []
    cup = place = 0
    for row in classification.rows:
        guest = scores_as_guest(championship, row.guest)
        cup += 0 if guest else 1
        if not eligible(championship, row.category, row.award_codes, guest):
            continue
        scores = True
        if team is not None:
            used[row.team or ""] = used.get(row.team or "", 0) + 1
            scores = row.team is not None and (team.cars is None or used[row.team] <= team.cars)
        place += 1 if scores or not (team and team.rerank) else 0
        if not scores:
            continue
        if row.position is None:
            cars.append((row, None))
        elif (team and team.rerank) or championship.place is PlaceBasis.ELIGIBLE:
            cars.append((row, place))
        else:
            cars.append((row, row.position if championship.place is PlaceBasis.OVERALL else cup))
    return cars


def _fastest(
    championship: Championship, cars: list[tuple[ClassifiedCar, int | None]], regulations: Regulations
) -> str | None:
    """The car that earns the fastest-lap point: the fastest of those eligible, inside the top N if the regulations say so."""
    if not championship.fastest_lap:
        return None
    allowed = [
        (row.best_ms, row.best_lap or 0, row.number, place)
        for row, place in cars
        if row.best_ms is not None
        and row.outcome not in _OUT
        and (place is not None or not regulations.fastest_lap_classified)
    ]
    if not allowed:
        return None
    _, _, number, place = min(allowed, key=lambda lap: lap[:2])
    top = championship.fastest_lap_top
    return number if top is None or (place is not None and place <= top) else None


def _keeps_pole(row: ClassifiedCar, regulations: Regulations) -> bool:
    return row.outcome not in _OUT or regulations.pole_kept_if_disqualified


def _together(first: Result | None, second: Result, championship: Championship) -> Result:
    """A team's cars added up; a driver's better result of two cars."""
    if first is None:
        return second
    if championship.ranks is not Ranks.TEAM:
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
    )
