"""What the races still to run can bring whom: poles already won, cars that cannot score, places already known in qualifying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.choices import EqualMost, PoleOf, PoleRule, SharedCar
from cupdesk.rules.field import eligible, keys_of, nationalities, scores_as_guest
from cupdesk.rules.grid import by_order
from cupdesk.rules.holders import NOTHING_KNOWN, Field
from cupdesk.rules.in_force import passed_over
from cupdesk.rules.race_left import RaceLeft, adds_up
from cupdesk.rules.race_rules import ONE, RaceRules, in_race, rules_for
from cupdesk.rules.regulations import PlaceBasis, Ranks, TieStep
from cupdesk.rules.session import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.holders import Known
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

    def factor(self, race: str) -> Fraction:
        """What a race promised to pay before it was run: one cut short since then had promised it all (F1 1991, Australia)."""
        factor = self.book.session(race).points_factor
        return ONE if factor < 1 and self.book.has_result(race) else factor

    def promises_as(self, before: Prospects, race: str) -> bool:
        """Whether a race still to run promises the same as before: its factor, and its pole if that is known."""
        same = self.book.session(race).kind is before.book.session(race).kind and self.factor(race) == before.factor(
            race
        )
        return same and self.book.pole(race) == before.book.pole(race)

    def _race_left(self, championship: Championship, ref: str, known: bool) -> RaceLeft:
        """A race still to run; `known`: its qualifying is over."""
        championship = in_race(championship, ref)
        rules = rules_for(championship, ref, self.factor(ref))
        by_name = (rules.poles, rules.fastest, rules.led_most, rules.gained_most, rules.fastest_by or None)
        nothing_known = not known and all(each is None for each in by_name) and not rules.shares
        field = Field(championship, {}, {}, {}) if nothing_known else self._field(championship, ref, rules.barred)
        led = None if rules.led_most is None else field.credited(rules.led_most, championship.most_led_equal)
        gained = (
            None if rules.gained_most is None else field.credited(rules.gained_most, championship.most_gained_equal)
        )
        each = (
            self._known_pole(championship, ref, known, rules, field),
            self._known_laps(championship, ref, rules, field),
            led,
            gained,
            self._qualifying_known(championship, ref, rules, field) if known and rules.qualifying else None,
        )
        pole, laps, led_most, gained_most, in_qualifying = (None if one is None else one.held for one in each)
        started = self.started(championship, ref) if known and championship.most_gained else None
        choices, many = field.choices(each, started or {})
        return RaceLeft(
            ref,
            self.book.index[ref],
            rules,
            pole,
            laps,
            led_most,
            gained_most,
            self._cars_left(championship, ref, rules),
            self._all_cars() if adds_up(championship) else 1,
            self.barred(championship, ref),
            self._crews(championship, ref),
            field.qualified(self.qualified(championship, ref)) if known else None,
            None if started is None else field.on_grid(started),
            championship.pole_of is PoleOf.RACE and self.book.season.regulations.pole is PoleRule.GRID,
            self._pole_fastest(championship),
            in_qualifying,
            self.book.season.regulations.pole_kept_if_disqualified,
            bound=many,
            choices=choices,
            told=field.told(),
        )

    def _pole_fastest(self, championship: Championship) -> bool:
        """Whether pole goes to the car that has the first of the places in qualifying that earn."""
        whole = not (championship.category or championship.award)
        same = championship.pole_of is PoleOf.RACE or championship.place is PlaceBasis.ELIGIBLE
        same = same or (championship.place is PlaceBasis.CUP and whole)
        return same and self.book.season.regulations.pole is PoleRule.QUALIFYING

    def _field(self, championship: Championship, race: str, barred: frozenset[str]) -> Field:
        """Whose the cars are that can score in a race still to run."""
        nations = nationalities(self.book.season, championship)
        out = passed_over(championship)
        cars: dict[str, tuple[str, ...]] = {}
        drivers: dict[str, tuple[str, ...]] = {}
        for number, entry in self.book.entries(self.book.round_of(race).code).items():
            guest = scores_as_guest(championship, entry.guest) or number in barred
            keys = keys_of(championship, entry, entry.drivers, nations)
            if not out.issuperset(keys) and eligible(championship, entry.category, entry.awards, guest):
                cars[number], drivers[number] = keys, entry.drivers
        shares = rules_for(championship, race, ONE).shares if championship.ranks is Ranks.DRIVER else {}
        return Field(championship, cars, drivers, self._cars_entered(championship), shares)

    def pole_order(self, championship: Championship, ref: str) -> tuple[str, ...]:
        """The cars in the order that decides who of a championship's own has pole."""
        if championship.pole_of is PoleOf.RACE or not in_race(championship, ref).pole:
            return ()
        grid = self.book.grid(ref) if self.book.grid_known(ref) else ()
        if self.book.season.regulations.pole is PoleRule.QUALIFYING:
            timed = (place for place in grid if place.qualified)
            grid = tuple(sorted(timed, key=lambda place: place.qualified or 0))
        said = self.book.session(ref).pole
        return (*((said,) if said else ()), *(place.number for place in grid))

    def started(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places on a race's grid, where points are paid for places gained; none on a grid nobody has earned."""
        if not in_race(championship, ref).most_gained or not self.book.grid_known(ref):
            return {}
        return {place.number: place.position for place in self.book.grid(ref)}

    def qualified(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places in the qualifying that set a race's grid, where ties are broken by them."""
        if TieStep.BEST_QUALIFYING not in championship.ties:
            return {}
        return {place.number: place.qualified for place in self.book.grid(ref) if place.qualified is not None}

    def barred(self, championship: Championship, race: str) -> frozenset[str]:
        """Who has no car that can score in a race because those entered are not eligible in it."""
        rules = rules_for(championship, race, self.factor(race))
        if not rules.barred:
            return frozenset()
        everyone = self._field(championship, race, frozenset()).cars
        scoring = self._field(championship, race, rules.barred).cars
        return frozenset(key for keys in everyone.values() for key in keys) - {
            k for keys in scoring.values() for k in keys
        }

    def _qualified_by(self, race: str, now: int) -> bool:
        """Whether the qualifying that sets a race's grid was over by then."""
        source = self.book.grid_source(race)
        return source is not None and self.book.index[source[0]] <= now and self.book.has_result(source[0])

    def _all_cars(self) -> int:
        """The most cars entered in any round."""
        return max((len(self.book.entries(round_.code)) for round_ in self.book.season.rounds), default=1)

    def in_qualifying(self, championship: Championship, ref: str) -> dict[str, int]:
        """The places that earn in the qualifying that set a race's grid, where points are paid for them: of those who set a time.

        As in races: the place of all cars, of those of the cup, or of those eligible. Where only the order is known, it stands.
        """
        if championship.ranks.has_cars and championship.team.qualifies_apart:
            return {}
        return dict(self._paid_in_qualifying(championship, ref))

    def qualified_apart(self, championship: Championship, ref: str) -> dict[str, tuple[tuple[str, int], ...]]:
        """The cars of each name that earn by their places in qualifying whichever score in the race: the best so many of them."""
        if not (championship.ranks.has_cars and championship.team.qualifies_apart):
            return {}
        most, anew = championship.team.cars, championship.team.rerank
        cars = self._field(championship, ref, rules_for(championship, ref, ONE).barred).cars
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        counted = 0
        for number, place in self._paid_in_qualifying(championship, ref):
            keys = [key for key in cars.get(number, ()) if most is None or len(found.get(key, ())) < most]
            counted += bool(keys)
            for key in keys:
                found[key] = (*found.get(key, ()), (number, counted if anew else place))
        return found

    def _paid_in_qualifying(self, championship: Championship, ref: str) -> Iterator[tuple[str, int]]:
        """The cars that can earn in qualifying with the place that counts, in their order."""
        source = self.book.grid_source(ref) if in_race(championship, ref).qualifying else None
        if source is None or self.book.session(source[0]).kind is not SessionKind.QUALIFYING:
            return
        entries = self.book.entries(self.book.round_of(ref).code)
        earn = by_order(self.book.session(source[0]))
        order = sorted(
            (place.qualified, place.number)
            for place in self.book.grid(ref)
            if place.qualified and place.number in entries and (earn or place.time_ms is not None)
        )
        place = 0
        for _, number in order:
            entry = entries[number]
            guest = scores_as_guest(championship, entry.guest)
            own = eligible(championship, entry.category, entry.awards, guest)
            other = {PlaceBasis.OVERALL: True, PlaceBasis.CUP: not guest, PlaceBasis.ELIGIBLE: False}
            place += own or other[championship.place]
            if own:
                yield number, place

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

    def _crews(self, championship: Championship, race: str) -> Mapping[str, int]:
        """How many drivers are entered in each one's car, where several are and share what it earns."""
        if championship.ranks is not Ranks.DRIVER or championship.shared_car is SharedCar.FULL:
            return {}
        entries = self.book.entries(self.book.round_of(race).code).values()
        return {driver: len(e.drivers) for e in entries if len(e.drivers) > 1 for driver in e.drivers}

    def _cars_left(self, championship: Championship, race: str, rules: RaceRules) -> Mapping[str, int]:
        """With how many cars each name can enter a race left: all it ever has, but for those not eligible in it."""
        most = self._cars_entered(championship)
        if not rules.barred or not most:
            return most
        out = self._field(championship, race, frozenset()).counted(rules.barred)
        return {key: cars - out.get(key, 0) for key, cars in most.items()}

    def _qualifying_known(self, championship: Championship, race: str, rules: RaceRules, field: Field) -> Known:
        """What places in a qualifying that is over bring each name."""
        kept = self.book.season.regulations.pole_kept_if_disqualified
        if apart := self.qualified_apart(championship, race):
            points = {key: tuple(rules.qualified(place) for _, place in own) for key, own in apart.items()}
            return field.certain(points, kept=kept)
        places = self.in_qualifying(championship, race)
        return field.paid({number: rules.qualified(place) for number, place in places.items()}, kept=kept)

    def _known_laps(self, championship: Championship, race: str, rules: RaceRules, field: Field) -> Known | None:
        """Who is credited beforehand with the fastest lap of a race still to run; `None`: it is open."""
        if rules.fastest_by:
            nations = nationalities(self.book.season, championship)
            return field.credited_drivers(rules.fastest_by, championship.fastest_lap_equal, nations)
        return None if rules.fastest is None else field.credited(rules.fastest, championship.fastest_lap_equal)

    def _known_pole(
        self, championship: Championship, race: str, known: bool, rules: RaceRules, field: Field
    ) -> Known | None:
        """Who has a race's pole points already: nobody who scores here, or `None` if they are still open."""
        if not championship.pole:
            return NOTHING_KNOWN
        kept = self.book.season.regulations.pole_kept_if_disqualified
        if rules.poles is not None:
            return field.credited(rules.poles, EqualMost.EACH, kept=kept)
        if not known:
            return None
        if championship.pole_of is PoleOf.RACE:
            return field.credited((self.book.pole(race),), EqualMost.EACH, kept=kept)
        return field.first_of(self.pole_order(championship, race), kept=kept)
