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
class RaceLeft:
    """A race still to run; `number` orders it among all races.

    `poles`, `fastest`, `led_most` and `gained_most` say who has those bonuses already (`None`: open, empty: nobody who
    scores). `cars` says with how many cars a name enters, `all_cars` how many there are of all. `barred` cannot score, `away` do not start,
    `crews` are how many drivers are entered in the car of one, where they share its points; `qualified` the places in qualifying, at best and at worst (`None`: open), `grid` those on the grid of each name's
    cars (`None`: open; then `pole_first` says that pole is the first place on it), `in_qualifying` the points for places in it. `kept`: what qualifying brings stays when the car is disqualified in the race. `starters`: at most so many eligible
    cars start (`None`: as many as may be). `one_way`: no other number of starters comes into question. `bound`: what is certain may be more than it says. `best` keeps the most it brings, by kind of name.
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
    in_qualifying: Mapping[str, Held] | None = None
    kept: bool = True
    starters: int | None = None
    one_way: bool = False
    bound: bool = False
    away: frozenset[str] = frozenset()
    best: dict[tuple[object, ...], Result] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it promises the same to every name with as many cars."""
        return not (self.barred or self.away or self.qualified or self.grid or self.rules.extra or any(self.known()))

    def known(self) -> tuple[Mapping[str, Held] | None, ...]:
        """The bonuses of which something may be known beforehand."""
        return self.poles, self.fastest, self.led_most, self.gained_most, self.in_qualifying

    @property
    def gains_known(self) -> bool:
        """Whether points for places gained are open, but the grid they are counted from is known."""
        return self.grid is not None and self.gained_most is None and bool(self.rules.most_gained)

    @property
    def is_promised(self) -> bool:
        """Whether somebody is certain of a bonus already."""
        return any(held.least for known in self.known() for held in (known or {}).values())

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
        )

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
    found, least = [replace(race, one_way=True, best={})], 1
    for step in sorted(championship.few_starters, key=lambda step: step.below):
        if step.below > least:
            rules, part = race.rules.reduced(step.factor, championship), step.factor
            paid = race.in_qualifying
            if paid is not None and championship.factor_on_bonuses:
                paid = {key: Held(h.most * part, h.least * part, h.placed * part) for key, h in paid.items()}
            found.append(replace(found[0], rules=rules, in_qualifying=paid, starters=step.below - 1, best={}))
        least = max(least, step.below)
    return tuple(found)


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
