"""Whose the cars of a race still to run are, and so who holds what is known of it: pole, bonuses by name, qualifying, the grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from cupdesk.rules.bonuses import part
from cupdesk.rules.choices import Bonuses, SharedCar
from cupdesk.rules.race_left import NOT_HELD, Choice, Held, adds_up
from cupdesk.rules.race_rules import ONE, ZERO
from cupdesk.rules.regulations import NationOf, Ranks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cupdesk.rules.choices import EqualLaps, EqualMost
    from cupdesk.rules.regulations import Championship


MOST_CHOICES = 1000
"""How many ways a name's cars can score are looked at: two of 45, or five of eleven."""


@dataclass(frozen=True, slots=True)
class Known:
    """What cars have of a race to run: `amounts` by number and name, and what that comes to for each name.

    `kept`: also if disqualified. `once`: one car alone has it, the first that scores; `sure` says whether it is the name's whatever cars of it score;
    `apart`: it is the name's, of whatever cars.
    """

    amounts: Mapping[str, Mapping[str, Fraction]]
    held: dict[str, Held]
    kept: bool
    once: bool = False
    sure: bool = False
    apart: bool = False


NOTHING_KNOWN = Known({}, {}, kept=True)


@dataclass(frozen=True, slots=True)
class Field:
    """The cars that can score in a race still to run, by number: who scores with each, and who drives it.

    `most` are the cars each name can enter, where that is more than one, `shares` what drivers get of a car by decision.
    """

    championship: Championship
    cars: Mapping[str, tuple[str, ...]]
    drivers: Mapping[str, tuple[str, ...]]
    most: Mapping[str, int]
    shares: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    def counted(self, numbers: Iterable[str]) -> dict[str, int]:
        """How many of these cars each name has."""
        found: dict[str, int] = {}
        for number in numbers:
            for key in self.cars.get(number, ()):
                found[key] = found.get(key, 0) + 1
        return found

    def credited(self, numbers: tuple[str, ...], equal: EqualLaps | EqualMost, *, kept: bool = True) -> Known:
        """Who holds a bonus credited to these cars; not for certain unless it is `kept` whatever happens."""
        each = part(numbers or (ONE,), equal)
        return self._held({number: self._among(number, each) for number in numbers}, kept)

    def paid(self, points: Mapping[str, Fraction], *, kept: bool) -> Known:
        """What names hold of points already won by these cars."""
        return self._held({number: self._among(number, each) for number, each in points.items()}, kept)

    def told(self) -> dict[str, Fraction]:
        """What drivers entered get of their cars by decision: the least, of several."""
        found: dict[str, Fraction] = {}
        for (number, driver), share in self.shares.items():
            if driver in self.cars.get(number, ()):
                found[driver] = min(share, found.get(driver, share))
        return found

    def _among(self, number: str, each: Fraction) -> dict[str, Fraction]:
        """What each name has of something a car has."""
        return {key: each * self.shares.get((number, key), ONE) for key in self.cars.get(number, ())}

    def certain(self, amounts: Mapping[str, tuple[Fraction, ...]], *, kept: bool) -> Known:
        """What names hold of points already won by some of their cars, whichever score."""
        found = {}
        for key, own in amounts.items():
            every = sum(own, ZERO)
            worst = min(own) if len(own) == len(self._row(key)) else ZERO
            found[key] = Held(every, every * kept, every if kept else worst)
        return Known({}, found, kept, apart=True)

    def credited_drivers(
        self, people: tuple[str, ...], equal: EqualLaps | EqualMost, nations: Mapping[str, str]
    ) -> Known:
        """Who holds the fastest lap credited to these drivers."""
        each, amounts = part(people, equal), {}
        for number, keys in self.cars.items():
            driving = [driver for driver in self.drivers[number] if driver in people]
            amounts[number] = {key: each * len(self._own(key, driving, nations)) for key in keys}
        return self._held(amounts, kept=True, shared=False)

    def _own(self, key: str, driving: list[str], nations: Mapping[str, str]) -> list[str]:
        if self.championship.ranks is Ranks.DRIVER:
            return [driver for driver in driving if driver == key]
        if self.championship.ranks is Ranks.NATION and self.championship.nation_of is NationOf.DRIVER:
            return [driver for driver in driving if nations.get(driver) == key]
        return driving

    def first_of(self, order: tuple[str, ...], *, kept: bool) -> Known:
        """Who has the pole of the eligible, when the cars stand on the grid in this order.

        It goes to the first car that scores: past a team's that has enough others to score in its stead.
        """
        many, seen, owners, settled = self.championship.ranks.has_cars, dict[str, int](), set[tuple[str, ...]](), False
        first: dict[str, Mapping[str, Fraction]] = {}
        for number in order:
            if not (keys := self.cars.get(number, ())):
                continue
            owners.add(keys)
            first[number] = self._among(number, ONE)
            seen |= {key: seen.get(key, 0) + 1 for key in keys}
            if not many or any(seen[key] > len(row := self._row(key)) - self._scoring(len(row)) for key in keys):
                settled = True
                break
        sure = settled and len(owners) == 1 and not self._shares
        held = {
            key: Held(part, part * (sure and kept), part * (sure and (kept or len(self._row(key)) == 1)))
            for keys in owners
            for key in keys
            for part in [min(amounts[key] for amounts in first.values() if key in amounts)]
        }
        return Known(first, held, kept, once=True, sure=sure)

    def qualified(self, places: Mapping[str, int]) -> dict[str, tuple[int, int | None]]:
        """The place of each name in qualifying that counts, at best and at worst."""
        found: dict[str, tuple[int, int | None]] = {}
        most = self.championship.team.cars if self.championship.ranks.has_cars else None
        for key in self.counted(places):
            row = sorted(places.get(number, 0) or 10_000 for number in self._row(key))
            scoring = self._scoring(len(row)) if most is None else min(len(row), most)
            worst = row[len(row) - scoring]
            found[key] = row[0], worst if worst < 10_000 else None
        return found

    def on_grid(self, started: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
        """The grid places of each name's cars."""
        found: dict[str, tuple[int, ...]] = {}
        for number, place in started.items():
            for key in self.cars.get(number, ()):
                found[key] = (*found.get(key, ()), place)
        return found

    @property
    def _shares(self) -> bool:
        """Whether a driver's points are less when others take his car as well."""
        return self.championship.ranks is Ranks.DRIVER and self.championship.shared_car is not SharedCar.FULL

    def _row(self, key: str) -> list[str]:
        """The numbers of the cars a name can have in the race; "" for one not entered in it today."""
        own = [number for number, keys in self.cars.items() if key in keys]
        return own + [""] * (self.most.get(key, 0) - len(own))

    def _scoring(self, cars: int) -> int:
        """With how many of its cars a name takes bonuses."""
        if not self.championship.ranks.has_cars:
            return cars if adds_up(self.championship) else 1
        team = self.championship.team
        return cars if team.cars is None or team.bonuses is Bonuses.ALL else min(cars, team.cars)

    def _held(self, amounts: Mapping[str, Mapping[str, Fraction]], kept: bool, *, shared: bool = True) -> Known:
        """What each name holds of these amounts by car: with the best of its cars scoring, and with the worst."""
        found: dict[str, Held] = {}
        for key in dict.fromkeys(key for keys in amounts.values() for key in keys):
            row = sorted(amounts.get(number, {}).get(key, ZERO) for number in self._row(key))
            count = self._scoring(len(row))
            least = ZERO if shared and self._shares else sum(row[:count], ZERO)
            own = ZERO if shared and self._shares else row[0]  # of the car that is classified, at worst
            found[key] = Held(sum(row[len(row) - count :], ZERO), least * kept, least if kept else own)
        return Known(amounts, found, kept)

    def choices(
        self, known: tuple[Known | None, ...], grid: Mapping[str, int]
    ) -> tuple[dict[str, tuple[Choice, ...]], bool]:
        """What is known of each name of which not all cars score, by the cars that do, and whether some have too many ways.

        `grid` are the places on it by car.
        """
        names = {key for each in known if each for keys in each.amounts.values() for key in keys}
        names |= {key for number in grid for key in self.cars.get(number, ())}
        found, many = {}, False
        for key in names if self.championship.ranks.has_cars else ():
            row = self._row(key)
            count = self._scoring(len(row))
            if comb(len(row), count) > MOST_CHOICES:
                many = True
            elif count < len(row):
                sets = combinations(row, count)
                ways = (self._choice(key, cars, car, known, grid) for cars in sets for car in cars)
                found[key] = tuple(dict.fromkeys(ways))
        return found, many

    def _choice(
        self, key: str, cars: tuple[str, ...], car: str, known: tuple[Known | None, ...], grid: Mapping[str, int]
    ) -> Choice:
        """What these cars bring a name if they score, and one of them alone is classified."""
        each = [self._amount(key, cars, car, one) for one in known]
        most, least, placed = zip(*each, strict=True)
        stood = tuple(grid[number] for number in cars if number in grid)
        return Choice(most, least, placed, stood, grid.get(car, 0))

    def _amount(self, key: str, cars: tuple[str, ...], car: str, known: Known | None) -> tuple[Fraction, ...]:
        """The most and the least of something known, and the least if this car is classified."""
        if known is None:
            return ZERO, ZERO, ZERO
        if known.apart:
            held = known.held.get(key, NOT_HELD)
            return held.most, held.least, held.placed
        by_car = [known.amounts.get(number, {}).get(key, ZERO) for number in cars]
        own, every = by_car[cars.index(car)], sum(by_car, ZERO)
        if known.once:
            every = ONE * (known.sure and key in known.held)
            return min(sum(by_car, ZERO), ONE), every * known.kept, every if known.kept else ZERO
        return every, every * known.kept, every if known.kept else own
