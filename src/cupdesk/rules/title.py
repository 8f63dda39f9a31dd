"""Titles, exactly: who has won, who still can, who cannot.

Every possible outcome. A championship still has its races left to run: those without a result that are not cancelled. What
can come about in them, and so what "can" and "whatever happens" mean here and in `needs.py` and `duel.py`:

- **Who races.** Every name of the table may start in any race left or stay away, whatever the entry list says today: with one
  car, a team, make or nation with as many as it ever entered for one round, but for its cars not eligible in that race. A
  driver may race alone or with others. Any number of further cars may start too, entered today or not, of this cup or of
  another: they take places and bonuses, but whoever is not in the table does not come into the title.
- **How it ends.** Any order; whoever started may also retire or be disqualified; cars may share a place. Who has pole, the
  fastest lap, the laps led, the places in qualifying and on the grid is open, unless that is known already: a qualifying that
  is over, a bonus credited by name. A car whose pole is known is driven by those entered with it, perhaps with others.
- **What it pays.** The regulations, factors, adjustments and exclusions as they are; a result may be any that `points.py`
  gives, few starters included.
- **Who wins.** Whoever of the names in the table has its first place once all races left are run, alone or shared.

A name can still be champion if it is first in one of these outcomes. It is enough to look at one: it takes the most from every
race left, further cars fill what places it leaves free ahead, and all others take nothing more than is already certain. For
whatever of this another outcome gives away, the name has no more points and no better place, and a rival no fewer and no worse.
So nothing is enumerated. What stands in the way of that is settled where it stands:

- *Few starters.* Where the factor also cuts bonuses a rival is certain of, a race that pays less may suit a name better: all
  ways such races can pay are played (`scenes`), up to `MOST_SCENES`.
- *Scales that rise* (10-12-8) and dropped results: which of those of equal points to give up for a better place (`give_up.py`).
- *Head to head among three or more*: who of those that can draw level can do so at once, and how they finish (`level.py`).
- *Places gained from a known grid*: where several cars of one name finish best (`road.py`).

Where one of these comes to its limits it says so (`Chances.unproven`, "not ruled out"); docs/rules.md lists them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from cupdesk.rules.give_up import ways_to_place
from cupdesk.rules.level import turned
from cupdesk.rules.offers import absent, best_of, disqualified, is_bound, sure
from cupdesk.rules.race_left import RaceLeft, ways
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Eliminated, Outcome, Result
from cupdesk.rules.standings import Ranked
from cupdesk.rules.tally import Tally, starts, summed, tally_of
from cupdesk.rules.ties import separated, tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cupdesk.rules.counting import Plan

ZERO = Fraction(0)
MOST_SCENES = 64
"""How many ways the races left can pay are played at most; further bonuses promised are not reckoned with."""


@dataclass(frozen=True, slots=True)
class Chances:
    """After one race: who can still win (in table order), the others with their points and the most each can still take.

    `on_offer` is the most one name can still take, `leader` the points of the first. `unproven` are contenders of whom it is
    only not ruled out.
    """

    contenders: tuple[str, ...]
    out: tuple[tuple[str, Fraction, Fraction], ...]
    on_offer: Fraction
    leader: Fraction
    unproven: tuple[str, ...] = ()
    _out: dict[str, dict[str, Eliminated]] = field(default_factory=dict, compare=False, repr=False)

    def eliminated(self, since: str) -> dict[str, Eliminated]:
        """The others by name, out since a race; made once."""
        if since not in self._out:
            self._out[since] = {key: self._lacking(key, since, points, own) for key, points, own in self.out}
        return self._out[since]

    def _lacking(self, key: str, since: str, points: Fraction, own: Fraction) -> Eliminated:
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
        self._counts_more = plan is not None and plan.keep_disqualified
        self._forced = self._counts_more or TieStep.HEAD_TO_HEAD in championship.ties
        self.crowded = self._forced and any((race.starters or 1) > 1 for race in left)
        self.bound = tuple(is_bound(championship, race) for race in left)
        self._known = tuple(race for race in left if not race.is_open)

    def wins(self, key: str, start: int = 0) -> tuple[list[Result], Fraction]:
        """The results of taking everything that can still be had from the race of this index on, and their points."""
        kind = (start, self.left[0].cars.get(key), *(race.kind(key) for race in self._known))
        if kind not in self._wins:
            results = [best_of(self.championship, race, key) for race in self.left[start:]]
            self._wins[kind] = results, summed(result.points for result in results)
        return self._wins[kind]

    def certain(self, key: str, start: int = 0) -> list[Result]:
        """The results of taking nothing more than is certain: bonuses already won, and else disqualifications, where they
        take a good result's place because they may not be dropped, or put a name behind in every duel."""
        found = []
        for race in self.left[start:] if self._forced or self._known else ():
            forced = self._forced and race.starters != 1  # who starts alone has nobody disqualified beside him
            points = sure(race, key)
            qualified = race.qualified_at(key, best=False)
            if key in race.away or (points and key in race.barred):
                found.append(absent(race, key))
            elif forced and key not in race.barred:
                found.append(Result(race.ref, None, Outcome.DISQUALIFIED.value, points, qualified=qualified))
            elif points or qualified:
                found.append(Result(race.ref, None, Outcome.RETIRED.value, points, qualified=qualified))
        for i, result in enumerate(found if self._counts_more else ()):
            retired = [*found[:i], result._replace(shown=Outcome.RETIRED.value), *found[i + 1 :]]
            found = retired if result.points and self.total(key, retired) < self.total(key, found) else found
        return found

    def disqualified_best(self, key: str, results: list[Result], start: int = 0) -> list[Result]:
        """The same results with disqualifications where these bring more: they must count, and other results no longer can."""
        for i, race in enumerate(self.left[start:], start) if self._counts_more else ():
            out = disqualified(self.championship, race, key)
            others = [*results[:i], out, *results[i + 1 :]]
            results = others if out.points and self.total(key, others) > self.total(key, results) else results
        return results

    def total(self, key: str, more: list[Result]) -> Fraction:
        """A name's points with these further results."""
        points = _total(self.tallies[key], more, self.plan)
        return points + self.adjustments[key] if key in self.adjustments else points

    def is_ahead(self, key: str, mine: list[Result], other: str, theirs: list[Result], *, shared: bool) -> bool:
        """Whether `key` with these further results stands ahead of `other` with those, which bring as many points; `shared`:
        or level to the last step."""
        if self.championship.zero_by_number and not self.total(key, mine):
            return shared
        broken = tie(self.with_more(key, mine), self.with_more(other, theirs), self.championship, self.last)
        return shared if broken is None else broken[0] > 0

    def comes_first(self, key: str, mine: list[Result], level: Mapping[str, list[Result]]) -> bool | None:
        """Whether `key` with these results is first, or level to the last step, among others with as many points.

        Head to head is asked among all of them at once. `None` where a further name that can draw level, or the way several
        finish among themselves, might turn a circle (`level.turned`).
        """
        duels = TieStep.HEAD_TO_HEAD in self.championship.ties
        total = self.total(key, mine)
        if not duels or (not total and self.championship.zero_by_number):
            return all(self.is_ahead(key, mine, other, low, shared=True) for other, low in level.items())
        tallies = [
            (key, self.with_more(key, mine)),
            *((other, self.with_more(other, low)) for other, low in level.items()),
        ]
        order, broken = separated(tallies, self.championship, self.last)
        if all(name not in broken for name in order[: order.index(key)]):
            return True
        before = self.championship.ties[: self.championship.ties.index(TieStep.HEAD_TO_HEAD)]
        for _, theirs in tallies[1:]:
            parted = tie(tallies[0][1], theirs, replace(self.championship, ties=before), self.last)
            if parted is not None and parted[0] < 0:
                return False
        return turned(self, key, mine, level)

    def reaches(self, key: str, more: list[Result]) -> bool:
        """Whether a name has started often enough after these results."""
        by_round, results = self.championship.starts_by_round, (*self.tallies[key].results, *more)
        return starts(results, by_round=by_round) >= self.championship.minimum_starts

    def with_more(self, key: str, results: list[Result]) -> Tally:
        """A name's tally after some more results."""
        tally, numbers = self.tallies[key], (self.numbers[result.session] for result in results)
        return tally_of((*tally.results, *results), (*tally.races, *numbers), self.plan)


def scenes(championship: Championship, left: tuple[RaceLeft, ...]) -> list[tuple[RaceLeft, ...]]:
    """The ways the races left can pay, where more starters may suit a rival: those with a bonus somebody is certain of."""
    if not (championship.few_starters and championship.factor_on_bonuses):
        return [left]
    found: list[tuple[RaceLeft, ...]] = []
    for race in left:
        each = ways(championship, race) if race.is_promised else (race,)
        room = prod(map(len, found)) * len(each) <= MOST_SCENES
        found.append(each if room else (race.with_nothing_promised(),))
    return list(product(*found))


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
    plays = [
        _Play(Outlook(championship, ranked, adjustments, races, plan), ranked) for races in scenes(championship, left)
    ]
    contenders: list[str] = []
    unproven: list[str] = []
    out: list[tuple[str, Fraction, Fraction]] = []
    offer = ZERO
    for name in ranked:
        own, verdict = plays[0].asked(name)
        for play in plays[1:]:
            more, also = play.asked(name)
            own, verdict = max(own, more), _either(verdict, also)
        if own is not offer and own > offer:
            offer = own
        if verdict is False:
            out.append((name.key, name.points, own))
            continue
        contenders.append(name.key)
        if verdict is None:
            unproven.append(name.key)
    return Chances(tuple(contenders), tuple(out), offer, leader, tuple(unproven))


def _either(one: bool | None, other: bool | None) -> bool | None:
    """Whether a name can be champion in one play or another: proven in either, else not ruled out in either."""
    return True if one or other else None if None in (one, other) else False


class _Play:
    """One way the races left can pay, with the least of every name who cannot be kept out of the table."""

    def __init__(self, outlook: Outlook, ranked: tuple[Ranked, ...]) -> None:
        self.outlook = outlook
        least = outlook.championship.minimum_starts
        sure_of_a_place = [n.key for n in ranked if not n.unranked and (not least or outlook.reaches(n.key, []))]
        self.lows = {key: outlook.certain(key) for key in sure_of_a_place}
        self.floors = {key: outlook.total(key, low) for key, low in self.lows.items()}
        self.highest = max(self.floors, key=self.floors.__getitem__, default="")
        self.second = max((points for key, points in self.floors.items() if key != self.highest), default=None)

    def asked(self, name: Ranked) -> tuple[Fraction, bool | None]:
        """The most points a name can still add, and whether it can be champion (`None`: it is not ruled out)."""
        key, outlook = name.key, self.outlook
        wins, taken = outlook.wins(key)
        wins = outlook.disqualified_best(key, wins)
        total = name.points + taken if outlook.plan is None else outlook.total(key, wins)
        own = taken if outlook.plan is None else max(total - name.points, ZERO)
        bar = self.second if key == self.highest else self.floors.get(self.highest)
        if name.unranked or (bar is not None and total < bar):
            return own, False
        if bar is None:
            return own, True
        won = True if total > bar else self._level(key, wins, total)
        if won and any(outlook.bound):
            safe = [result for bound, result in zip(outlook.bound, wins, strict=True) if not bound]
            won = True if outlook.total(key, safe) > bar else None
        return own, None if won and outlook.crowded else won

    def _level(self, key: str, wins: list[Result], total: Fraction) -> bool | None:
        """Whether a name that can draw level with the highest is champion."""
        outlook = self.outlook
        level = {other: self.lows[other] for other, each in self.floors.items() if other != key and each == total}
        ways, whole = ways_to_place(outlook, key, wins)
        found = {outlook.comes_first(key, way, level) for way in ways}
        return True if True in found else False if whole and None not in found else None


def since_when(latest_first: Iterable[tuple[str, Chances]]) -> tuple[str, tuple[Eliminated, ...]]:
    """The race since which only the last champion could win, and since which each other name is out, without a break.

    Asked of the chances after each race, the last first, and no further back than that takes. The last race itself where
    several can win.
    """
    since, champions = "", None
    found: dict[str, Eliminated] = {}
    for ref, chance in latest_first:
        out = chance.eliminated(ref)
        if champions is None:
            since, champions, found, lasting = ref, chance.contenders, dict(out), set(out)
            alone = len(champions) == 1
            continue
        alone = alone and chance.contenders == champions
        since = ref if alone else since
        lasting &= out.keys()
        found |= {key: out[key] for key in lasting}
        if not (alone or lasting):
            break
    return since, tuple(found.values())
