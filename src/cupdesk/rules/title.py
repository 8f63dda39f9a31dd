"""Titles, exactly: who has won, who still can, who cannot, and what each needs.

A name can still be champion if, taking the most from every race left while all others take nothing more than is already
certain, nobody stands ahead of him. That best case is one single outcome, so nothing has to be enumerated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.points import scale_for
from cupdesk.rules.regulations import Championship, Ranks
from cupdesk.rules.results import Eliminated, Needs, Result, Standings
from cupdesk.rules.standings import NOTHING, Tally, added, tie

if TYPE_CHECKING:
    from collections.abc import Mapping

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class RaceLeft:
    """A race still to run.

    `pole` is the key of whoever has its pole already (`None`: still to be taken, "": nobody who scores). `cars` says with
    how many cars a team enters, where that is fewer than may score.
    """

    ref: str
    factor: Fraction
    pole: str | None = None
    cars: Mapping[str, int] = field(default_factory=dict)

    def entered(self, championship: Championship, key: str) -> int:
        """How many cars can score for a name in this race."""
        if championship.ranks is not Ranks.TEAM:
            return 1
        entered = self.cars.get(key, 1)
        return entered if championship.team.cars is None else min(entered, championship.team.cars)


@dataclass(frozen=True, slots=True)
class Chances:
    """After one race: who can still win (in table order), the others, and the most one name can still take.

    The others each with what they lack and what is on offer: the most any name can take where that says it all, else the
    most they can (a pole already lost to them counts no more).
    """

    contenders: tuple[str, ...]
    out: tuple[tuple[str, Fraction, Fraction], ...]
    on_offer: Fraction


def best_of(
    championship: Championship, race: RaceLeft, key: str, place: int = 1, *, pole: bool, fastest: bool
) -> Result:
    """The most a name takes by finishing in `place` (a team: that place and the ones after it)."""
    scale = scale_for(championship, race.ref)
    cars = race.entered(championship, key)
    places = tuple(range(place, place + cars))
    paid = sorted(scale, reverse=True)[:cars] if place == 1 else [scale[p - 1] for p in places if p <= len(scale)]
    points = sum(paid, ZERO) * race.factor
    points += championship.pole if pole else ZERO
    points += championship.fastest_lap if fastest else ZERO
    return Result(race.ref, place, "", points, overall=place, places=places)


def certain(championship: Championship, race: RaceLeft, key: str) -> Result:
    """The least a name takes from a race left: nothing, but for a pole already won."""
    return Result(race.ref, None, "", championship.pole if race.pole == key else ZERO)


def _with(tally: Tally, results: list[Result], championship: Championship) -> Tally:
    tallies: Mapping[str, Tally] = {"": tally}
    for result in results:
        tallies = added(tallies, {"": result}, championship)
    return tallies[""]


def most(championship: Championship, tally: Tally, left: tuple[RaceLeft, ...], key: str) -> Tally:
    """A name's tally after winning everything that is left and can still be had."""
    results = [best_of(championship, race, key, pole=race.pole in (None, key), fastest=True) for race in left]
    return _with(tally, results, championship)


def least(championship: Championship, tally: Tally, left: tuple[RaceLeft, ...], key: str) -> Tally:
    """A name's tally after taking nothing more than is certain."""
    if not championship.pole or all(race.pole != key for race in left):
        return tally
    return _with(tally, [certain(championship, race, key) for race in left], championship)


def chances(
    championship: Championship,
    table: Standings,
    tallies: Mapping[str, Tally],
    left: tuple[RaceLeft, ...],
) -> Chances:
    """Who can still win after a table, with these races left."""
    keys = [row.key for row in table.rows]
    extra = {row.key: row.adjustment for row in table.rows}
    if not left:
        first = tuple(row.key for row in table.rows if row.position == 1)
        rest = tuple((row.key, row.behind, ZERO) for row in table.rows if row.position != 1)
        return Chances(first, rest, ZERO)
    lows = {key: least(championship, tallies.get(key, NOTHING), left, key) for key in keys}
    floor = sorted(((lows[key].points + extra[key], key) for key in keys), reverse=True)[:2]
    contenders, out = [], []
    offer = ZERO
    for row in table.rows:
        key = row.key
        tally = tallies.get(key, NOTHING)
        high = most(championship, tally, left, key)
        could_take = high.points - tally.points
        offer = max(offer, could_take)
        total = high.points + extra[key]
        bar = next((points for points, other in floor if other != key), None)
        if (
            bar is None
            or total > bar
            or (total == bar and _ahead_of_level(championship, key, high, total, lows, extra))
        ):
            contenders.append(key)
        else:
            out.append((key, row.behind, could_take))
    said = tuple((key, behind, offer if behind > offer else own) for key, behind, own in out)
    return Chances(tuple(contenders), said, offer)


def _ahead_of_level(
    championship: Championship,
    key: str,
    high: Tally,
    total: Fraction,
    lows: Mapping[str, Tally],
    extra: Mapping[str, Fraction],
) -> bool:
    """Whether a name that just draws level stays ahead of, or shares with, everyone level with it."""
    for other, low in lows.items():
        if other != key and low.points + extra[other] == total:
            broken = tie(high, low, championship)
            if broken and broken[0] < 0:
                return False
    return True


def needs(
    championship: Championship,
    table: Standings,
    tallies: Mapping[str, Tally],
    left: tuple[RaceLeft, ...],
    contenders: tuple[str, ...],
    starters: int,
) -> tuple[Needs, ...]:
    """For each contender the worst place in the next race that makes him champion whatever the others do.

    The fastest lap is given to the rival, a pole already won to its winner and an open one to the rival.
    """
    if not left or len(contenders) < 2:
        return ()
    race, later = left[0], left[1:]
    extra = {row.key: row.adjustment for row in table.rows}
    found = []
    for key in contenders:
        rivals = [other for other in (row.key for row in table.rows) if other != key]
        worst: int | None = None
        for place in range(1, max(starters, 1) + 1):
            mine = best_of(championship, race, key, place, pole=race.pole == key, fastest=False)
            low = least(championship, _with(tallies.get(key, NOTHING), [mine], championship), later, key)
            if not all(
                _safe(championship, low, extra[key], other, tallies, extra[other], race, later, place)
                for other in rivals
            ):
                break
            worst = place
        found.append(Needs(key, race.ref, worst))
    return tuple(found)


def _safe(
    championship: Championship,
    low: Tally,
    own_extra: Fraction,
    rival: str,
    tallies: Mapping[str, Tally],
    rival_extra: Fraction,
    race: RaceLeft,
    later: tuple[RaceLeft, ...],
    place: int,
) -> bool:
    """Whether a rival's best answer to finishing in `place` still leaves him behind."""
    cars = race.entered(championship, rival)
    best = 1 if place > cars else place + 1
    theirs = best_of(championship, race, rival, best, pole=race.pole in (None, rival), fastest=True)
    high = most(championship, _with(tallies.get(rival, NOTHING), [theirs], championship), later, rival)
    mine, other = low.points + own_extra, high.points + rival_extra
    if mine != other:
        return mine > other
    broken = tie(low, high, championship)
    return broken is not None and broken[0] > 0


def eliminated_since(history: list[tuple[str, Chances]]) -> tuple[Eliminated, ...]:
    """Who is out after the last of these races, and the race since which each has been out without a break."""
    if not history:
        return ()
    found = []
    for key, _, _ in history[-1][1].out:
        since, behind, offer = history[-1][0], ZERO, ZERO
        for ref, chance in reversed(history):
            entry = next((item for item in chance.out if item[0] == key), None)
            if entry is None:
                break
            since, behind, offer = ref, entry[1], entry[2]
        found.append(Eliminated(key, since, behind, offer))
    return tuple(found)


def decided_since(history: list[tuple[str, Chances]]) -> str:
    """The race since which the same one name (or the same shared champions) could win, "" while open."""
    if not history:
        return ""
    champions = set(history[-1][1].contenders)
    since = ""
    for ref, chance in reversed(history):
        if set(chance.contenders) != champions:
            break
        since = ref
    return since
