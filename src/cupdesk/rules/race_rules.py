"""How one race pays in a championship: its scale, bonuses and exceptions, its factor applied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from cupdesk.rules.choices import DeadHeat
from cupdesk.rules.exceptions import RaceException
from cupdesk.rules.field import is_named
from cupdesk.rules.regulations import Championship

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class RaceRules:
    """How one race pays in one championship, its exceptions and its factor applied.

    `poles`, `fastest`, `led_most` and `gained_most` are the cars credited by name (`None`: as computed), `fastest_by` the
    drivers of shared cars, `barred` cars that cannot score (`places_kept`: the points of their places are lost), `shares` what drivers get of a car by decision, `extra` the points of names for something else.
    """

    scale: tuple[Fraction, ...]
    pole: Fraction
    fastest_lap: Fraction
    led: Fraction
    most_led: Fraction
    most_gained: Fraction
    sure: Fraction
    poles: tuple[str, ...] | None = None
    fastest: tuple[str, ...] | None = None
    led_most: tuple[str, ...] | None = None
    gained_most: tuple[str, ...] | None = None
    barred: frozenset[str] = frozenset()
    fastest_by: tuple[str, ...] = ()
    shares: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    places_kept: bool = False
    qualifying: tuple[Fraction, ...] = ()
    extra: Mapping[str, Fraction] = field(default_factory=dict)
    laps_down: tuple[Fraction, ...] = ()

    def paid(self, place: int) -> Fraction:
        """The points of a place."""
        return self.scale[place - 1] if place <= len(self.scale) else ZERO

    def qualified(self, place: int) -> Fraction:
        """The points of a place in qualifying."""
        return self.qualifying[place - 1] if place <= len(self.qualifying) else ZERO

    def behind(self, laps: int) -> Fraction:
        """The points of a classified car so many laps behind the winner."""
        return self.laps_down[min(max(laps, 0), len(self.laps_down) - 1)]

    def behind_at(self, place: int, *, most: bool) -> Fraction:
        """The most or the least a place can bring by laps behind: the winner is behind nobody."""
        if place == 1 or not self.laps_down:
            return self.laps_down[0] if self.laps_down else ZERO
        return max(self.laps_down) if most else min(self.laps_down)

    def laps_apart(self, first: int, second: int, *, known: bool = True) -> Iterator[tuple[Fraction, Fraction]]:
        """What two cars in these places can bring by laps behind, beyond the least of the first and the most of the second: who
        finishes ahead is no more laps behind. Nothing beyond, unless both are `known` to be driven alone."""
        laps = range(len(self.laps_down)) if known else ()
        if not laps:
            yield ZERO, ZERO
        least, most = self.behind_at(first, most=False), self.behind_at(second, most=True)
        for i, j in product(laps if first > 1 else laps[:1], laps if second > 1 else laps[:1]):
            if i == j or (first != second and (i < j) == (first < second)):
                yield self.laps_down[i] - least, self.laps_down[j] - most

    def earned(self, places: Sequence[int], rule: DeadHeat) -> Fraction:
        """The points of a car that takes these places together with others (normally one, its own; none: no points)."""
        if not places:
            return ZERO
        if len(places) > 1 and rule is DeadHeat.SHARE:
            return sum(map(self.paid, places), ZERO) / len(places)
        place, scale = places[0], self.scale
        return scale[place - 1] if place <= len(scale) else ZERO

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
            led=self.led * bonus,
            most_led=self.most_led * bonus,
            most_gained=self.most_gained * bonus,
            sure=self.sure * bonus,
            qualifying=tuple(points * bonus for points in self.qualifying),
            laps_down=tuple(points * bonus for points in self.laps_down),
        )


def counts_for(championship: Championship, ref: str) -> bool:
    """Whether a race (by reference) belongs to the championship."""
    belongs = not championship.sessions or is_named(ref, championship.sessions)
    return belongs and (not championship.races or all(exception.counts for exception in _exceptions(championship, ref)))


def _exceptions(championship: Championship, ref: str) -> Iterator[RaceException]:
    """The exceptions that hold in a race, the most particular first."""
    for wanted in (ref, ref.partition("/")[2], ref.partition("/")[0]):
        for exception in championship.races:
            if exception.session == wanted:
                yield exception


def scale_for(championship: Championship, ref: str) -> tuple[Fraction, ...]:
    """The points by place in this race: its own scale, else that of its session code, of its round, of the championship."""
    for wanted in (ref, ref.partition("/")[2], ref.partition("/")[0]) if championship.scales else ():
        for special in championship.scales:
            if special.session == wanted and special.points is not None:
                return special.points
    return championship.scale


_RATES = ("pole", "qualifying", "fastest_lap", "led", "most_led", "most_gained", "starting", "finishing", "laps_down")


def in_race(championship: Championship, ref: str) -> Championship:
    """The championship as it pays in this race beside the points by place; itself, where no race pays otherwise."""
    said: dict[str, Fraction | tuple[Fraction, ...]] = {}
    for wanted in (ref, ref.partition("/")[2], ref.partition("/")[0]) if championship.scales else ():
        for special in championship.scales:
            if special.session == wanted:
                said = {rate: own for rate in _RATES if (own := getattr(special, rate)) is not None} | said
    return replace(championship, **said) if said else championship  # type: ignore[arg-type]


def rules_for(championship: Championship, ref: str, factor: Fraction) -> RaceRules:
    """How a race pays. `factor` is the race's own."""
    championship = in_race(championship, ref)
    rules = RaceRules(
        scale_for(championship, ref),
        championship.pole,
        championship.fastest_lap,
        championship.led,
        championship.most_led,
        championship.most_gained,
        championship.starting + championship.finishing,
        qualifying=championship.qualifying,
        laps_down=championship.laps_down,
    )
    if not championship.races:
        return rules.reduced(factor, championship)
    found = list(_exceptions(championship, ref))
    rules = RaceRules(
        rules.scale,
        rules.pole,
        rules.fastest_lap,
        rules.led,
        rules.most_led,
        rules.most_gained,
        rules.sure,
        next((each.pole for each in found if each.pole is not None), None),
        next((each.fastest_lap for each in found if each.fastest_lap is not None), None),
        next((each.most_led for each in found if each.most_led is not None), None),
        next((each.most_gained for each in found if each.most_gained is not None), None),
        frozenset(number for each in found for number in each.not_eligible),
        next((each.fastest_lap_by for each in found if each.fastest_lap_by), ()),
        {(share.number, share.driver): share.share for each in found for share in each.shares},
        any(each.not_eligible and not each.others_move_up for each in found),
        rules.qualifying,
        _extra(found),
        rules.laps_down,
    )
    return rules.reduced(next((each.factor for each in found if each.factor is not None), factor), championship)


def _extra(found: list[RaceException]) -> dict[str, Fraction]:
    """The points of names for something else, all that is said of the race added up."""
    points: dict[str, Fraction] = {}
    for each in found:
        for extra in each.extra:
            points[extra.name] = points.get(extra.name, ZERO) + extra.points
    return points
