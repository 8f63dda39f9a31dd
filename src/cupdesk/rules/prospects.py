"""What the races still to run can bring whom: poles already won, cars that cannot score, places already known in qualifying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.field import eligible, keys_of, nationalities, scores_as_guest
from cupdesk.rules.grid import by_order
from cupdesk.rules.offers import RaceLeft, adds_up
from cupdesk.rules.race_rules import ONE, ZERO, RaceRules, rules_for
from cupdesk.rules.regulations import Bonuses, PlaceBasis, PoleOf, PoleRule, Ranks, SharedCar, TieStep
from cupdesk.rules.session import SessionKind

if TYPE_CHECKING:
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship


class Prospects:
    """The races of one book seen from before they are run."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._cars: dict[str, dict[str, int]] = {}
        self._left: dict[tuple[str, str, bool], RaceLeft] = {}

    def take_over(self, before: Prospects, touched: set[str], alike: frozenset[str]) -> None:
        """Keep what rests on entries alone, and the races whose facts are the same, in championships with the same rules."""
        self._cars = {k: v for k, v in before._cars.items() if k in alike}
        self._left = {k: v for k, v in before._left.items() if k[0] in alike and k[1] not in touched}

    def left(self, championship: Championship, races: tuple[str, ...], after: str) -> tuple[RaceLeft, ...]:
        """These races, still to run, with poles already known when `after` was over."""
        now = self.book.index.get(after, -1)
        found = []
        for ref in races:
            key = (championship.code, ref, self._qualified_by(ref, now))
            if key not in self._left:
                self._left[key] = self._race_left(championship, ref, key[2])
            found.append(self._left[key])
        return tuple(found)

    def _race_left(self, championship: Championship, ref: str, known: bool) -> RaceLeft:
        """A race still to run; `known`: its qualifying is over."""
        rules = rules_for(championship, ref, self.book.session(ref).points_factor)
        more = max((step.factor for step in championship.few_starters), default=ONE)
        rules = rules.reduced(max(more, ONE), championship)
        poles = self._known_pole(championship, ref, known, rules)
        return RaceLeft(
            ref,
            self.book.index[ref],
            rules,
            poles,
            self._pole_kept(championship, poles or ()),
            self._cars_entered(championship),
            self._all_cars() if adds_up(championship) else 1,
            self._credited(championship, ref, rules.fastest, rules.barred),
            self._credited(championship, ref, rules.led_most, rules.barred),
            self._credited(championship, ref, rules.gained_most, rules.barred),
            self.barred(championship, ref),
            self._known_qualifying(championship, ref) if known else None,
            self._known_grid(championship, ref) if known and championship.most_gained else None,
            self._pole_first(championship, ref, rules),
            self._qualifying_known(championship, ref, rules) if known and championship.qualifying else None,
            self._pole_kept(championship, tuple(self._cars_entered(championship))),
        )

    def pole_order(self, championship: Championship, ref: str) -> tuple[str, ...]:
        """The cars in the order that decides who of a championship's own has pole."""
        if championship.pole_of is PoleOf.RACE or not championship.pole:
            return ()
        grid = self.book.grid(ref) if self.book.grid_known(ref) else ()
        if self.book.season.regulations.pole is PoleRule.QUALIFYING:
            timed = (place for place in grid if place.qualified)
            grid = tuple(sorted(timed, key=lambda place: place.qualified or 0))
        said = self.book.session(ref).pole
        return (*((said,) if said else ()), *(place.number for place in grid))

    def started(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places on a race's grid, where points are paid for places gained; none on a grid nobody has earned."""
        if not championship.most_gained or not self.book.grid_known(ref):
            return {}
        return {place.number: place.position for place in self.book.grid(ref)}

    def qualified(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places in the qualifying that set a race's grid, where ties are broken by them."""
        if TieStep.BEST_QUALIFYING not in championship.ties:
            return {}
        return {place.number: place.qualified for place in self.book.grid(ref) if place.qualified is not None}

    def in_qualifying(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places that earn in the qualifying that set a race's grid, where points are paid for them: of those who set a time.

        As in races: the place of all cars, of those of the cup, or of those eligible. Where only the order is known, it stands.
        """
        source = self.book.grid_source(ref) if championship.qualifying else None
        if source is None or self.book.session(source[0]).kind is not SessionKind.QUALIFYING:
            return {}
        entries = self.book.entries(self.book.round_of(ref).code)
        earn = by_order(self.book.session(source[0]))
        order = sorted(
            (place.qualified, place.number)
            for place in self.book.grid(ref)
            if place.qualified and place.number in entries and (earn or place.time_ms is not None)
        )
        found: dict[str, int] = {}
        place = 0
        for _, number in order:
            entry = entries[number]
            guest = scores_as_guest(championship, entry.guest)
            own = eligible(championship, entry.category, entry.awards, guest)
            other = {PlaceBasis.OVERALL: True, PlaceBasis.CUP: not guest, PlaceBasis.ELIGIBLE: False}
            place += own or other[championship.place]
            if own:
                found[number] = place
        return found

    def _qualifying_known(self, championship: Championship, race: str, rules: RaceRules) -> dict[str, Fraction]:
        """What places in a qualifying that is over bring each name: the most, with as many cars as can score."""
        earned: dict[str, list[Fraction]] = {}
        for number, place in self.in_qualifying(championship, race).items():
            for key in self._keys_of(championship, race, (number,), rules.barred):
                earned.setdefault(key, []).append(rules.qualified(place))
        every = not championship.ranks.has_cars or championship.team.bonuses is Bonuses.ALL
        most = None if every else championship.team.cars
        return {key: sum(sorted(points, reverse=True)[:most], ZERO) for key, points in earned.items()}

    def _pole_kept(self, championship: Championship, poles: tuple[str, ...]) -> bool:
        """Whether a pole already won is sure to bring its points."""
        if championship.ranks.has_cars:
            cars, most = self._cars_entered(championship), championship.team.cars
            scoring = most is None or championship.team.bonuses is Bonuses.ALL
            certain = scoring or all(cars.get(key, 0) <= (most or 0) for key in poles)
        else:
            certain = championship.ranks is Ranks.CREW or championship.shared_car is SharedCar.FULL
        reduced = championship.factor_on_bonuses and bool(championship.few_starters)
        return self.book.season.regulations.pole_kept_if_disqualified and certain and not reduced

    def _keys_of(
        self, championship: Championship, race: str, numbers: tuple[str, ...], barred: frozenset[str]
    ) -> tuple[str, ...]:
        """Who scores with these cars in a race."""
        entries = self.book.entries(self.book.round_of(race).code)
        nations = nationalities(self.book.season, championship)
        keys: list[str] = []
        for number in numbers:
            if (entry := entries.get(number)) is not None:
                guest = scores_as_guest(championship, entry.guest) or number in barred
                if eligible(championship, entry.category, entry.awards, guest):
                    keys += keys_of(championship, entry, entry.drivers, nations)
        return tuple(dict.fromkeys(keys))

    def _credited(
        self, championship: Championship, race: str, numbers: tuple[str, ...] | None, barred: frozenset[str]
    ) -> tuple[str, ...] | None:
        """Who is credited with a bonus of a race beforehand; `None`: it is open."""
        return None if numbers is None else self._keys_of(championship, race, numbers, barred)

    def _known_grid(self, championship: Championship, race: str) -> dict[str, int]:
        """The last place each name has on the grid of a race still to run."""
        found: dict[str, int] = {}
        for number, place in self.started(championship, race).items():
            for key in self._keys_of(championship, race, (number,), frozenset()):
                found[key] = max(place, found.get(key, place))
        return found

    def _pole_first(self, championship: Championship, race: str, rules: RaceRules) -> bool:
        """Whether the pole still open is the first place on the grid, so that whoever has it gains no place."""
        if self.book.season.regulations.pole is not PoleRule.GRID or rules.poles is not None:
            return False
        return championship.pole_of is PoleOf.RACE or all(
            eligible(championship, entry.category, entry.awards, entry.guest or entry.number in rules.barred)
            for entry in self.book.entries(self.book.round_of(race).code).values()
        )

    def barred(self, championship: Championship, race: str) -> frozenset[str]:
        """Who has no car that can score in a race because those entered are not eligible in it."""
        rules = rules_for(championship, race, self.book.session(race).points_factor)
        if not rules.barred:
            return frozenset()
        numbers = tuple(self.book.entries(self.book.round_of(race).code))
        everyone = self._keys_of(championship, race, numbers, frozenset())
        return frozenset(everyone) - set(self._keys_of(championship, race, numbers, rules.barred))

    def _known_qualifying(self, championship: Championship, race: str) -> dict[str, int]:
        """The best place of each name in the qualifying of a race still to run."""
        found: dict[str, int] = {}
        for number, place in self.qualified(championship, race).items():
            for key in self._keys_of(championship, race, (number,), frozenset()):
                found[key] = min(place, found.get(key, place))
        return found

    def _qualified_by(self, race: str, now: int) -> bool:
        """Whether the qualifying that sets a race's grid was over by then."""
        source = self.book.grid_source(race)
        return source is not None and self.book.index[source[0]] <= now and self.book.has_result(source[0])

    def _all_cars(self) -> int:
        """The most cars entered in any round."""
        return max((len(self.book.entries(round_.code)) for round_ in self.book.season.rounds), default=1)

    def _cars_entered(self, championship: Championship) -> dict[str, int]:
        """The most cars each name has entered in any round of those that score; empty where it has but one."""
        if championship.code not in self._cars:
            most: dict[str, int] = {}
            nations = nationalities(self.book.season, championship)
            several = championship.ranks.has_cars or adds_up(championship)
            for round_ in self.book.season.rounds if several else ():
                cars: dict[str, int] = {}
                for entry in self.book.entries(round_.code).values():
                    guest = scores_as_guest(championship, entry.guest)
                    if eligible(championship, entry.category, entry.awards, guest):
                        for key in keys_of(championship, entry, entry.drivers, nations):
                            cars[key] = cars.get(key, 0) + 1
                most |= {team: max(count, most.get(team, 0)) for team, count in cars.items()}
            self._cars[championship.code] = most
        return self._cars[championship.code]

    def _known_pole(
        self, championship: Championship, race: str, known: bool, rules: RaceRules
    ) -> tuple[str, ...] | None:
        """Who has a race's pole points already: keys, none if they are nobody's here, `None` if they are still open."""
        if not championship.pole:
            return ()
        if rules.poles is not None:
            return self._keys_of(championship, race, rules.poles, rules.barred)
        if not known:
            return None
        if championship.pole_of is PoleOf.RACE:
            pole = self.book.pole(race)
            return self._keys_of(championship, race, (pole,), rules.barred) if pole else None
        for number in self.pole_order(championship, race):
            if keys := self._keys_of(championship, race, (number,), rules.barred):
                return keys
        return ()
