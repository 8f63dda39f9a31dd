"""A race still to run, and the most and the least it can bring one name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.race_rules import RaceRules
from cupdesk.rules.regulations import Bonuses, Championship, EqualLaps, EqualMost, Ranks, SharedCar, TwoCars
from cupdesk.rules.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class RaceLeft:
    """A race still to run; `number` orders it among all races.

    `poles` are the keys of those who have its pole already (`None`: still to be taken, empty: nobody who scores), and
    `kept` whether they keep the point whatever happens. `cars` says with how many cars a name enters, `all_cars` how many
    there are of all. `fastest`, `led_most` and `gained_most` are those credited beforehand (`None`: open), `barred` those
    who cannot score, `qualified` the places in qualifying (`None`: open), `grid` the last grid place of each (`None`: open;
    then `pole_first` says that pole is the first place on it). `known_qualifying` is what places in a qualifying that is over
    bring each (`None`: open, or nothing is paid), for certain if `sure_of_all`. `best` keeps the most it brings, by kind of name.
    """

    ref: str
    number: int
    rules: RaceRules
    poles: tuple[str, ...] | None = None
    kept: bool = True
    cars: Mapping[str, int] = field(default_factory=dict)
    all_cars: int = 1
    fastest: tuple[str, ...] | None = None
    led_most: tuple[str, ...] | None = None
    gained_most: tuple[str, ...] | None = None
    barred: frozenset[str] = frozenset()
    qualified: Mapping[str, int] | None = None
    grid: Mapping[str, int] | None = None
    pole_first: bool = False
    known_qualifying: Mapping[str, Fraction] | None = None
    sure_of_all: bool = False
    best: dict[tuple[object, ...], Result] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it promises the same to every name with as many cars."""
        known = (
            self.poles,
            self.fastest,
            self.led_most,
            self.gained_most,
            self.barred,
            self.qualified,
            self.grid,
            self.known_qualifying,
        )
        return not any(known)

    def kind(self, key: str) -> tuple[object, ...]:
        """What makes the most of one name differ from another's."""
        if self.is_open:
            return (self.cars.get(key),)
        lap = self.fastest is None or key in self.fastest
        led = self.led_most is None or key in self.led_most
        gained = self.gained_most is None or key in self.gained_most
        grid = None if self.grid is None else self.grid.get(key, 0)
        known = self.qualified.get(key) if self.qualified else None
        paid = self.known_qualifying.get(key) if self.known_qualifying else None
        return self.cars.get(key), self.may_have_pole(key), lap, led, gained, grid, key in self.barred, known, paid

    def in_qualifying(self, key: str, parts: Sequence[Fraction]) -> Fraction:
        """The most a name takes by its places in qualifying; `parts` is how much of each of its cars is its own."""
        if self.known_qualifying is not None:
            return self.known_qualifying.get(key, ZERO)
        best = sorted(self.rules.qualifying, reverse=True)
        return sum((points * part for points, part in zip(best, parts, strict=False)), ZERO)

    def may_have_pole(self, key: str) -> bool:
        """Whether a name has the pole or can still take it."""
        return self.poles is None or key in self.poles

    def may_gain(self, key: str, place: int) -> bool:
        """Whether a car of this name that finishes in `place` can have won the most places."""
        if self.gained_most is not None:
            return key in self.gained_most
        return self.grid is None or self.grid.get(key, 0) > place

    def entered(self, championship: Championship, key: str) -> int:
        """How many cars can score for a name in this race."""
        if adds_up(championship):
            return max(self.all_cars, self.cars.get(key, 1))
        if not championship.ranks.has_cars:
            return 1
        entered = self.cars.get(key, 1)
        return entered if championship.team.cars is None else min(entered, championship.team.cars)


def adds_up(championship: Championship) -> bool:
    """Whether a driver can add up several cars of one race: he may then take over any."""
    return championship.ranks is Ranks.DRIVER and championship.two_cars is TwoCars.SUM


def best_of(championship: Championship, race: RaceLeft, key: str, taken: int = 0) -> Result:
    """The most a name takes from a race left in which somebody else has the place `taken` (0: nobody has any)."""
    kind = (taken, *race.kind(key))
    if kind not in race.best:
        race.best[kind] = _best_of(championship, race, key, taken)
    return race.best[kind]


def _best_of(championship: Championship, race: RaceLeft, key: str, taken: int) -> Result:
    if key in race.barred:
        return Result(race.ref, None, "", ZERO)
    cars = race.entered(championship, key)
    if adds_up(championship):
        taken = 0  # he can have shared that car too
    free = [place for place in range(1, max(len(race.rules.scale), cars) + 2) if place != taken]
    places = sorted(free, key=lambda place: _worth(championship, race, key, place, cars), reverse=True)[:cars]
    return _taking(championship, race, key, tuple(places))


def best_at(championship: Championship, race: RaceLeft, key: str, place: int) -> Result:
    """The most a name with one car takes from a race left by finishing in `place`."""
    if key in race.barred:
        return Result(race.ref, None, "", ZERO)
    return _taking(championship, race, key, (place,))


def best_placed(championship: Championship, race: RaceLeft, key: str) -> Result:
    """What a name takes from a race left by finishing as far ahead as it can, also where another place pays more."""
    if key in race.barred:
        return Result(race.ref, None, "", ZERO)
    return _taking(championship, race, key, tuple(range(1, race.entered(championship, key) + 1)))


def _worth(championship: Championship, race: RaceLeft, key: str, place: int, cars: int) -> Fraction:
    """What a place brings; of one car alone with the bonuses that hang on it."""
    paid = race.rules.paid(place)
    hangs = cars == 1 and (championship.fastest_lap_top is not None or race.rules.most_gained)
    return paid + _hanging(championship, race, key, (place,)) if hangs else paid


def _taking(championship: Championship, race: RaceLeft, key: str, places: tuple[int, ...]) -> Result:
    """All a name can take from a race left with its cars in these places, the best paid first."""
    rules, parts = race.rules, _parts(championship, race, key, len(places))
    points = sum((rules.paid(place) * part for place, part in zip(places, parts, strict=True)), ZERO)
    points += (rules.sure + rules.led) * sum(parts, ZERO)
    extra = _more_cars(championship, race, key, len(places))
    points += rules.led * (extra - len(places))
    if race.led_most is None or key in race.led_most:
        points += rules.most_led * (extra if championship.most_led_equal is EqualMost.EACH else 1)
    points += _hanging(championship, race, key, places)
    if race.may_have_pole(key) and not _starts_first(race, key, places):
        points += rules.pole
    if rules.qualifying:
        points += race.in_qualifying(key, [*parts, *[ONE] * (extra - len(parts))])
    qualified = 1 if race.qualified is None else race.qualified.get(key)
    ordered = tuple(sorted(places))
    return Result(race.ref, ordered[0], "", points, overall=ordered[0], places=ordered, qualified=qualified)


def _hanging(championship: Championship, race: RaceLeft, key: str, places: tuple[int, ...]) -> Fraction:
    """The bonuses that hang on places: the fastest lap, and the most places gained, or in its stead a pole worth more."""
    points = race.rules.fastest_lap * _fastest_laps(championship, race, key, places)
    gains = sum(1 for place in places if race.may_gain(key, place))
    if not gains or not race.rules.most_gained:
        return points
    gained = race.rules.most_gained * (gains if championship.most_gained_equal is EqualMost.EACH else 1)
    return points + (max(gained, race.rules.pole) if _starts_first(race, key, places) else gained)


def _starts_first(race: RaceLeft, key: str, places: tuple[int, ...]) -> bool:
    """Whether the pole still open would take a single car the places it could gain."""
    either = race.pole_first and race.poles is None and race.grid is None and race.gained_most is None
    return either and len(places) == 1 and bool(race.rules.most_gained) and race.may_gain(key, places[0])


def _parts(championship: Championship, race: RaceLeft, key: str, cars: int) -> list[Fraction]:
    """How much of each car's points are a name's: all of its own, and of a car taken over what sharing it leaves."""
    if not adds_up(championship):
        return [ONE] * cars
    own = race.cars.get(key, 1)
    shared = {SharedCar.FULL: ONE, SharedCar.SPLIT: Fraction(1, 2), SharedCar.NONE: ZERO}[championship.shared_car]
    return [ONE if i < own else shared for i in range(cars)]


def _more_cars(championship: Championship, race: RaceLeft, key: str, cars: int) -> int:
    """With how many cars a name can have a bonus that does not hang on a place."""
    if championship.ranks.has_cars and championship.team.bonuses is Bonuses.ALL:
        return max(race.cars.get(key, 1), cars)
    return cars


def _fastest_laps(championship: Championship, race: RaceLeft, key: str, places: tuple[int, ...]) -> int:
    """How often a name can have the fastest-lap points of a race left, with cars in these places."""
    if race.fastest is not None:
        return 1 if key in race.fastest else 0
    top = championship.fastest_lap_top
    inside = sum(1 for place in places if top is None or place <= top)
    if championship.fastest_lap_equal is not EqualLaps.EACH:
        return min(inside, 1)
    return inside if top is not None else _more_cars(championship, race, key, inside)


def sure_bonuses(race: RaceLeft, key: str) -> Fraction:
    """What a name takes from a race left whatever happens: a pole already won, places in a qualifying that is over."""
    sure = race.rules.pole if race.kept and race.poles is not None and key in race.poles else ZERO
    if race.sure_of_all and race.known_qualifying:
        sure += race.known_qualifying.get(key, ZERO)
    return sure


def worst_at(race: RaceLeft, key: str, place: int) -> Result:
    """The least a name takes by finishing in `place`: one car of a team, no fastest lap, no pole but one already won."""
    if key in race.barred:
        return Result(race.ref, None, "", ZERO)
    points = race.rules.paid(place) + race.rules.sure + sure_bonuses(race, key)
    qualified = None if race.qualified is None else race.qualified.get(key)
    return Result(race.ref, place, "", points, overall=place, places=(place,), qualified=qualified)


def ways_to_place(championship: Championship, race: RaceLeft, place: int) -> list[tuple[RaceLeft, bool]]:
    """How the race can pay for a car in `place`: in full, and by each step of few starters that can come about with it.

    Each with whether the car was then the only one to start.
    """
    ways = [(race, False)]
    for step in championship.few_starters:
        if step.below > place:
            few = replace(race, rules=race.rules.reduced(step.factor, championship), best={})
            ways.append((few, step.below <= 2))
    return ways
