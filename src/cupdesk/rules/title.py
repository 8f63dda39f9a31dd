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
from cupdesk.rules.results import Eliminated, Needs, Result
from cupdesk.rules.standings import Ranked, Tally, added, tie

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
    """A tally after some more results."""
    tallies: Mapping[str, Tally] = {"": tally}
    for result in results:
        tallies = added(tallies, {"": result}, championship)
    return tallies[""]


def _total(tally: Tally, more: list[Result], championship: Championship) -> Fraction:
    """The points of `_with`, without making it."""
    best = championship.counting.best
    if best is None:
        return sum((result.points for result in more), tally.points)
    return sum(sorted((result.points for result in (*tally.results, *more)), reverse=True)[:best], ZERO)


class Outlook:
    """What is left of one championship after a ranking: the most and the least each name can end with."""

    def __init__(
        self,
        championship: Championship,
        ranked: tuple[Ranked, ...],
        adjustments: Mapping[str, Fraction],
        left: tuple[RaceLeft, ...],
    ) -> None:
        self.championship = championship
        self.tallies = {name.key: name.tally for name in ranked}
        self.adjustments = adjustments
        self.left = left
        self._wins: dict[tuple[int, ...], tuple[list[Result], Fraction]] = {}

    def wins(self, key: str, start: int = 0) -> tuple[list[Result], Fraction]:
        """The results of taking everything that can still be had from the race of this index on, and their points."""
        shape = (start, *(2 * race.entered(self.championship, key) + (race.pole in (None, key)) for race in self.left))
        if shape not in self._wins:
            results = [
                best_of(self.championship, race, key, pole=race.pole in (None, key), fastest=True)
                for race in self.left[start:]
            ]
            self._wins[shape] = results, sum((result.points for result in results), ZERO)
        return self._wins[shape]

    def certain(self, key: str, start: int = 0) -> list[Result]:
        """The results of taking nothing more than is certain: poles already won."""
        left = self.left[start:]
        return [certain(self.championship, race, key) for race in left if race.pole == key]

    def total(self, key: str, more: list[Result]) -> Fraction:
        """A name's points with these further results."""
        return _total(self.tallies[key], more, self.championship) + self.adjustments.get(key, ZERO)

    def beats(self, key: str, mine: list[Result], other: str, theirs: list[Result], *, shared: bool) -> bool:
        """Whether `key` with these further results stands ahead of `other` with those; `shared`: or level to the last step."""
        a, b = self.total(key, mine), self.total(other, theirs)
        if a != b:
            return a > b
        first = _with(self.tallies[key], mine, self.championship)
        broken = tie(first, _with(self.tallies[other], theirs, self.championship), self.championship)
        return shared if broken is None else broken[0] > 0


def chances(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
) -> Chances:
    """Who can still win after a ranking, with these races left."""
    leader = ranked[0].points if ranked else ZERO
    if not left:
        first = tuple(name.key for name in ranked if name.position == 1)
        return Chances(first, tuple((n.key, leader - n.points, ZERO) for n in ranked if n.position != 1), ZERO)
    outlook = Outlook(championship, ranked, adjustments, left)
    lows = {name.key: outlook.certain(name.key) for name in ranked}
    floors = sorted(((outlook.total(key, low), key) for key, low in lows.items()), reverse=True)
    contenders: list[str] = []
    out: list[tuple[str, Fraction, Fraction]] = []
    offer = ZERO
    for name in ranked:
        wins, taken = outlook.wins(name.key)
        total = name.points + taken if championship.counting.best is None else outlook.total(name.key, wins)
        own = total - name.points
        offer = max(offer, own)
        bar = next((points for points, other in floors if other != name.key), None)
        if (
            bar is None
            or total > bar
            or (
                total == bar
                and all(
                    outlook.beats(name.key, wins, other, lows[other], shared=True)
                    for points, other in floors
                    if other != name.key and points == total
                )
            )
        ):
            contenders.append(name.key)
        else:
            out.append((name.key, leader - name.points, own))
    said = tuple((key, behind, offer if behind > offer else own) for key, behind, own in out)
    return Chances(tuple(contenders), said, offer)


def needs(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
    contenders: tuple[str, ...],
    starters: int,
) -> tuple[Needs, ...]:
    """For each contender the worst place in the next race that makes him champion whatever the others do.

    The fastest lap is given to the rival, a pole already won to its winner and an open one to the rival.
    """
    if not left or len(contenders) < 2:
        return ()
    outlook = Outlook(championship, ranked, adjustments, left)
    race = left[0]
    found = []
    for key in contenders:
        worst: int | None = None
        for place in range(1, max(starters, 1) + 1):
            mine = best_of(championship, race, key, place, pole=race.pole == key, fastest=False)
            low = [mine, *outlook.certain(key, 1)]
            if not all(_held_off(outlook, key, low, other, place) for other in contenders if other != key):
                break
            worst = place
        found.append(Needs(key, race.ref, worst))
    return tuple(found)


def _held_off(outlook: Outlook, key: str, low: list[Result], rival: str, place: int) -> bool:
    """Whether a rival's best answer to finishing in `place` still leaves him behind."""
    race = outlook.left[0]
    best = 1 if place > race.entered(outlook.championship, rival) else place + 1
    theirs = best_of(outlook.championship, race, rival, best, pole=race.pole in (None, rival), fastest=True)
    return outlook.beats(key, low, rival, [theirs, *outlook.wins(rival, 1)[0]], shared=False)


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
