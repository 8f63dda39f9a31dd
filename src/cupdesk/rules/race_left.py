"""A race still to run: how it pays, what is known of it beforehand, and who can take part in what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.choices import TwoCars
from cupdesk.rules.in_force import passed_over
from cupdesk.rules.race_rules import RaceRules
from cupdesk.rules.regulations import Championship, PlaceBasis, Ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.results import Result

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Held:
    """How often a name has a bonus that is known beforehand: at most, whatever happens, and if only it is classified."""

    most: Fraction = ZERO
    least: Fraction = ZERO
    placed: Fraction = ZERO


NOT_HELD = Held()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name has of a race left if these of its cars score, where not all do: of what is known, at most, at least, and if
    one of them is classified.

    Each is how often it has pole, fastest lap, most laps led and most places gained, and its points for places in qualifying;
    `grid` are the places of those cars on the grid, `stood` that of the one.
    """

    most: tuple[Fraction, ...]
    least: tuple[Fraction, ...]
    placed: tuple[Fraction, ...]
    grid: tuple[int, ...] = ()
    stood: int = 0


@dataclass(frozen=True, slots=True)
class RaceLeft:
    """A race still to run; `number` orders it among all races.

    `poles`, `fastest`, `led_most` and `gained_most` say who has those bonuses already (`None`: open, empty: nobody who
    scores). `cars` says with how many cars a name enters, `all_cars` how many there are of all. `barred` cannot score, `away` do not start,
    `crews` are how many drivers are entered in the car of one, where they share its points; `qualified` the places in qualifying, at best and at worst (`None`: open), `grid` those on the grid of each name's
    cars (`None`: open; then `pole_first` says that pole is the first place on it), `pole_fastest` that it is the first place that earns in
    qualifying, `in_qualifying` the points for places in that (`None`: open). `kept`: what qualifying brings stays when the car is disqualified in the race. `starters`: at most so many eligible
    cars start (`None`: as many as may be). `bound`: what is certain may be more than it says. `choices`: what is known of
    names of which not all cars score, by those that do. `told`: the part of their car's points that drivers get by decision. `best` keeps the most it brings, by kind of name.
    """

    ref: str
    number: int
    rules: RaceRules
    poles: Mapping[str, Held] | None = None
    fastest: Mapping[str, Held] | None = None
    led_most: Mapping[str, Held] | None = None
    gained_most: Mapping[str, Held] | None = None
    cars: Mapping[str, int] = field(default_factory=dict)
    all_cars: int = 1
    barred: frozenset[str] = frozenset()
    crews: Mapping[str, int] = field(default_factory=dict)
    qualified: Mapping[str, tuple[int, int | None]] | None = None
    grid: Mapping[str, tuple[int, ...]] | None = None
    pole_first: bool = False
    pole_fastest: bool = False
    in_qualifying: Mapping[str, Held] | None = None
    kept: bool = True
    starters: int | None = None
    bound: bool = False
    away: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    told: Mapping[str, Fraction] = field(default_factory=dict)
    best: dict[tuple[object, ...], Result] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it promises the same to every name with as many cars."""
        apart = self.barred or self.away or self.qualified or self.grid or self.told or self.rules.extra
        return not (apart or any(self.known()))

    def known(self) -> tuple[Mapping[str, Held] | None, ...]:
        """The bonuses of which something may be known beforehand."""
        return self.poles, self.fastest, self.led_most, self.gained_most, self.in_qualifying

    @property
    def gains_known(self) -> bool:
        """Whether points for places gained are open, but the grid they are counted from is known."""
        return self.grid is not None and self.gained_most is None and bool(self.rules.most_gained)

    def is_seated(self, key: str) -> bool:
        """Whether something is known of the car of a name, so that it is that one he drives."""
        return any(known and key in known for known in self.known()) or key in (self.grid or {})

    def known_of(self, key: str) -> Fraction:
        """The most a name has of what is known beforehand."""
        rules = self.rules
        paid = (rules.pole, rules.fastest_lap, rules.most_led, rules.most_gained, Fraction(1))
        return sum(
            (known[key].most * each for known, each in zip(self.known(), paid, strict=True) if known and key in known),
            ZERO,
        )

    def grid_of(self, key: str) -> tuple[int, ...]:
        """The known places of a name's cars on the grid."""
        return (self.grid or {}).get(key, ())

    @property
    def is_promised(self) -> bool:
        """Whether somebody is certain of a bonus already."""
        held = any(held.least for known in self.known() for held in (known or {}).values())
        return held or any(all(any(each.least) for each in choices) for choices in self.choices.values())

    def with_nothing_promised(self) -> RaceLeft:
        """The same with nobody certain of anything."""

        def held(known: Mapping[str, Held] | None) -> Mapping[str, Held] | None:
            return None if known is None else {key: Held(each.most, placed=each.placed) for key, each in known.items()}

        poles, fastest, led, gained, qualifying = map(held, self.known())
        return replace(
            self,
            poles=poles,
            fastest=fastest,
            led_most=led,
            gained_most=gained,
            in_qualifying=qualifying,
            choices={},
            bound=True,
            best={},
        )

    def kind(self, key: str) -> tuple[object, ...]:
        """What makes the most of one name differ from another's."""
        if self.is_open:
            return (self.cars.get(key),)
        held = tuple(None if known is None else known.get(key, NOT_HELD) for known in self.known())
        grid = None if self.grid is None else self.grid.get(key, ())
        qualified = self.qualified.get(key) if self.qualified else None
        return (
            self.cars.get(key),
            held,
            grid,
            key in self.barred,
            key in self.away,
            qualified,
            self.rules.extra.get(key),
            self.choices.get(key),
            self.told.get(key),
        )

    def chosen(self, often: tuple[Fraction, ...]) -> Fraction:
        """The points of so much of what is known beforehand (`Choice`)."""
        rules = self.rules
        paid = (rules.pole, rules.fastest_lap, rules.most_led, rules.most_gained, Fraction(1))
        return sum((times * points for times, points in zip(often, paid, strict=True)), ZERO)

    def qualified_at(self, key: str, *, best: bool) -> int | None:
        """The place of a name in qualifying that counts at best, or at worst."""
        if self.qualified is None:
            return 1 if best else None
        return self.qualified.get(key, (None, None))[0 if best else 1]


def adds_up(championship: Championship) -> bool:
    """Whether a driver can add up several cars of one race: he may then take over any."""
    return championship.ranks is Ranks.DRIVER and championship.two_cars is TwoCars.SUM


def ways(championship: Championship, race: RaceLeft) -> tuple[RaceLeft, ...]:
    """How the race can pay by the number of starters: in full, and by each step of few starters."""
    if not championship.few_starters:
        return (race,)
    found, least = [replace(race, best={})], 1
    for step in sorted(championship.few_starters, key=lambda step: step.below):
        if step.below > least:
            rules, part = race.rules.reduced(step.factor, championship), step.factor
            paid = race.in_qualifying
            if paid is not None and championship.factor_on_bonuses:
                paid = {key: Held(h.most * part, h.least * part, h.placed * part) for key, h in paid.items()}
            choices = {key: tuple(_cut(each, part) for each in some) for key, some in race.choices.items()}
            choices = choices if championship.factor_on_bonuses else dict(race.choices)
            way = replace(found[0], rules=rules, in_qualifying=paid, choices=choices, starters=step.below - 1, best={})
            found.append(way)
        least = max(least, step.below)
    return tuple(found)


def _cut(choice: Choice, part: Fraction) -> Choice:
    """The same with a part of the points for places in qualifying."""
    most, least, placed = ((*each[:4], each[4] * part) for each in (choice.most, choice.least, choice.placed))
    return Choice(most, least, placed, choice.grid, choice.stood)


def every_place_starts(championship: Championship, race: RaceLeft) -> bool:
    """Whether each place that counts is that of a car that counts as a starter of the championship."""
    whole = not (championship.category or championship.award)
    if race.rules.places_kept:
        return False
    return championship.place is PlaceBasis.ELIGIBLE or (championship.place is PlaceBasis.CUP and whole)


def printed_places_earn(championship: Championship) -> bool:
    """Whether the place that earns is the printed one, so that no car of another cup can stand in between."""
    return championship.place is PlaceBasis.OVERALL and not passed_over(championship)


def has_room(championship: Championship, race: RaceLeft, place: int) -> bool:
    """Whether a car can finish in `place` with as few starters as the race is thought to have."""
    return race.starters is None or race.starters >= place or not every_place_starts(championship, race)
