"""Titles, exactly: who has won, who still can, who cannot, and what each needs.

A name can still be champion if, taking the most from every race left while all others take nothing more than is already
certain, nobody stands ahead of him. That best case is one single outcome, so nothing has to be enumerated.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.offers import RaceLeft, best_of, best_placed, sure_bonuses, ways_to_place, worst_at
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Eliminated, Needs, Outcome, Result
from cupdesk.rules.standings import Ranked
from cupdesk.rules.tally import Tally, starts, summed, tally_of
from cupdesk.rules.ties import separated, tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cupdesk.rules.counting import Plan

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Chances:
    """After one race: who can still win (in table order), the others with their points and the most each can still take.

    `on_offer` is the most one name can still take, `leader` the points of the first.
    """

    contenders: tuple[str, ...]
    out: tuple[tuple[str, Fraction, Fraction], ...]
    on_offer: Fraction
    leader: Fraction

    def eliminated(self, key: str, since: str, points: Fraction, own: Fraction) -> Eliminated:
        """One of the others with what it lacks and what is on offer: the most any name can take where that says it all, else the
        most it can (a pole already lost to it counts no more)."""
        behind = self.leader - points
        return Eliminated(key, since, behind, self.on_offer if behind > self.on_offer else own)


def _total(tally: Tally, more: list[Result], plan: Plan | None) -> Fraction:
    """The points of a tally that count at the end of the season, after some more results."""
    if plan is None:
        return summed((tally.points, *(result.points for result in more))) if more else tally.points
    return tally_of((*tally.results, *more), (), plan).points


class Outlook:
    """What is left of one championship after a ranking: the most and the least each name can end with."""

    def __init__(
        self,
        championship: Championship,
        ranked: tuple[Ranked, ...],
        adjustments: Mapping[str, Fraction],
        left: tuple[RaceLeft, ...],
        plan: Plan | None,
    ) -> None:
        self.championship = championship
        self.plan = plan
        self.tallies = {name.key: name.tally for name in ranked}
        if championship.counting.at_end:
            self.tallies = {key: tally_of(tally.results, tally.races, plan) for key, tally in self.tallies.items()}
        self.adjustments = adjustments
        self.left = left
        self.numbers = {race.ref: race.number for race in left}
        self.last = max((*self.numbers.values(), *(n for name in ranked for n in name.tally.races[-1:])), default=0)
        self._wins: dict[tuple[object, ...], tuple[list[Result], Fraction]] = {}
        self._known = tuple(race for race in left if not race.is_open)

    def wins(self, key: str, start: int = 0) -> tuple[list[Result], Fraction]:
        """The results of taking everything that can still be had from the race of this index on, and their points."""
        kind = (start, self.left[0].cars.get(key), *(race.kind(key) for race in self._known))
        if kind not in self._wins:
            results = [best_of(self.championship, race, key) for race in self.left[start:]]
            self._wins[kind] = results, summed(result.points for result in results)
        return self._wins[kind]

    def certain(self, key: str, start: int = 0) -> list[Result]:
        """The results of taking nothing more than is certain: poles already won, and else disqualifications, where they
        take a good result's place because they may not be dropped, or put a name behind in every duel."""
        forced = self.plan is not None and self.plan.keep_disqualified
        forced = forced or TieStep.HEAD_TO_HEAD in self.championship.ties
        found = []
        for race in self.left[start:] if forced or self._known else ():
            sure = sure_bonuses(race, key)
            qualified = race.qualified.get(key) if race.qualified else None
            if forced and key not in race.barred:
                found.append(Result(race.ref, None, Outcome.DISQUALIFIED.value, sure, qualified=qualified))
            elif sure or qualified:
                found.append(Result(race.ref, None, Outcome.RETIRED.value, sure, qualified=qualified))
        return found

    def placed_best(self, key: str, wins: list[Result]) -> list[Result]:
        """The same results with the best place in races that do not count anyway, where points and places part."""
        if self.plan is None:
            return wins
        before = len(self.tallies[key].results)
        dropped = self.plan.dropped((*self.tallies[key].results, *wins))
        return [
            best_placed(self.championship, race, key) if before + i in dropped else result
            for i, (race, result) in enumerate(zip(self.left, wins, strict=True))
        ]

    def total(self, key: str, more: list[Result]) -> Fraction:
        """A name's points with these further results."""
        points = _total(self.tallies[key], more, self.plan)
        return points + self.adjustments[key] if key in self.adjustments else points

    def beats(self, key: str, mine: list[Result], other: str, theirs: list[Result], *, shared: bool) -> bool:
        """Whether `key` with these further results stands ahead of `other` with those; `shared`: or level to the last step."""
        a, b = self.total(key, mine), self.total(other, theirs)
        if a != b:
            return a > b
        if not a and self.championship.zero_by_number:
            return shared
        broken = tie(self._with(key, mine), self._with(other, theirs), self.championship, self.last)
        return shared if broken is None else broken[0] > 0

    def comes_first(self, key: str, mine: list[Result], level: Mapping[str, list[Result]]) -> bool:
        """Whether `key` with these results is first, or level to the last step, among others with as many points.

        Head to head is asked among all of them at once. If a further name can draw level, it may turn a circle: then so
        may `key`, and the answer is yes.
        """
        if TieStep.HEAD_TO_HEAD not in self.championship.ties:
            return all(self.beats(key, mine, other, low, shared=True) for other, low in level.items())
        total = self.total(key, mine)
        if not total and self.championship.zero_by_number:
            return True
        tallies = [(key, self._with(key, mine)), *((other, self._with(other, low)) for other, low in level.items())]
        order, broken = separated(tallies, self.championship, self.last)
        if all(name not in broken for name in order[: order.index(key)]):
            return True
        others = self.tallies.keys() - level.keys() - {key}
        return any(self.total(other, self.wins(other)[0]) >= total for other in others)

    def _with(self, key: str, results: list[Result]) -> Tally:
        """A name's tally after some more results."""
        tally, numbers = self.tallies[key], (self.numbers[result.session] for result in results)
        return tally_of((*tally.results, *results), (*tally.races, *numbers), self.plan)


def chances(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
    plan: Plan | None = None,
) -> Chances:
    """Who can still win after a ranking, with these races left."""
    leader = ranked[0].points if ranked else ZERO
    if not left:
        first = tuple(name.key for name in ranked if name.position == 1 and not name.unranked)
        return Chances(first, tuple((n.key, n.points, ZERO) for n in ranked if n.key not in first), ZERO, leader)
    outlook = Outlook(championship, ranked, adjustments, left, plan)
    lows = {name.key: outlook.certain(name.key) for name in ranked}
    least = championship.minimum_starts
    sure = [name.key for name in ranked if not name.unranked and (not least or starts(name.tally) >= least)]
    floors = {key: outlook.total(key, lows[key]) for key in sure}
    highest = max(sure, key=floors.__getitem__, default="")
    second = max((points for key, points in floors.items() if key != highest), default=None)
    contenders: list[str] = []
    out: list[tuple[str, Fraction, Fraction]] = []
    offer = ZERO
    for name in ranked:
        wins, taken = outlook.wins(name.key)
        total = name.points + taken if plan is None else outlook.total(name.key, wins)
        own = taken if plan is None else max(total - name.points, ZERO)
        if own is not offer and own > offer:
            offer = own
        bar = second if name.key == highest else floors.get(highest)
        if not name.unranked and (
            bar is None
            or total > bar
            or (
                total == bar
                and outlook.comes_first(
                    name.key,
                    outlook.placed_best(name.key, wins),
                    {other: lows[other] for other, points in floors.items() if other != name.key and points == total},
                )
            )
        ):
            contenders.append(name.key)
        else:
            out.append((name.key, name.points, own))
    return Chances(tuple(contenders), tuple(out), offer, leader)


def needs(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
    contenders: tuple[str, ...],
    starters: int,
    plan: Plan | None = None,
) -> tuple[Needs, ...]:
    """For each contender the worst place in the next race that makes him champion whatever the others do.

    The fastest lap is given to the rival, a pole already won to its winner and an open one to the rival.
    """
    if not left or len(contenders) < 2:
        return ()
    outlook = Outlook(championship, ranked, adjustments, left, plan)
    race = left[0]
    found = []
    for key in contenders:
        worst: int | None = None
        if starts(outlook.tallies[key]) + 1 < championship.minimum_starts:
            found.append(Needs(key, race.ref, None))
            continue
        for place in range(1, max(starters, 1) + 1):
            ways = ways_to_place(championship, race, place)
            if not all(_held_off(outlook, key, way, place, contenders, alone=alone) for way, alone in ways):
                break
            worst = place
        found.append(Needs(key, race.ref, worst))
    return tuple(found)


def _held_off(
    outlook: Outlook, key: str, race: RaceLeft, place: int, contenders: tuple[str, ...], *, alone: bool
) -> bool:
    """Whether every rival's best answer to finishing in `place` still leaves him behind; `alone`: nobody else started.

    Head to head among several may turn on any name that can draw level: two of them are not held off.
    """
    duels = TieStep.HEAD_TO_HEAD in outlook.championship.ties
    low = [worst_at(race, key, place), *outlook.certain(key, 1)]
    least = outlook.total(key, low) if duels else None
    level = 0
    for rival in outlook.tallies if duels else contenders:
        if rival == key:
            continue
        now = [] if alone else [best_of(outlook.championship, race, rival, place)]
        theirs = [*now, *outlook.wins(rival, 1)[0]]
        level += least is not None and outlook.total(rival, theirs) == least
        if level > 1 or (rival in contenders and not outlook.beats(key, low, rival, theirs, shared=False)):
            return False
    return True


def since_when(latest_first: Iterable[tuple[str, Chances]]) -> tuple[str, tuple[Eliminated, ...]]:
    """The race since which only the last champion could win, and since which each other name is out, without a break.

    Asked of the chances after each race, the last first, and no further back than that takes. The last race itself where
    several can win.
    """
    since, champions = "", None
    found: dict[str, tuple[Chances, str, Fraction, Fraction]] = {}
    for ref, chance in latest_first:
        out = {key: (chance, ref, points, own) for key, points, own in chance.out}
        if champions is None:
            since, champions, found, lasting = ref, chance.contenders, out, set(out)
            alone = len(champions) == 1
            continue
        alone = alone and chance.contenders == champions
        since = ref if alone else since
        lasting &= out.keys()
        found |= {key: out[key] for key in lasting}
        if not (alone or lasting):
            break
    return since, tuple(chance.eliminated(key, ref, points, own) for key, (chance, ref, points, own) in found.items())
