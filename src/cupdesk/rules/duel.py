"""Two contenders and the next race: which of them it makes champion, place by place, whatever the others do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.offers import adds_up, best_at, best_of, ways_to_place, worst_at
from cupdesk.rules.regulations import TieStep
from cupdesk.rules.tally import starts

if TYPE_CHECKING:
    from cupdesk.rules.offers import RaceLeft
    from cupdesk.rules.title import Outlook

MOST = 12
"""How many places of each are told."""


@dataclass(frozen=True, slots=True)
class Duel:
    """Who is champion once `race` is over: `cells[own's place - 1][rival's place - 1]`.

    The key of the champion, "" where it stays open (fastest lap, pole, others or later races decide), `None` where both
    would have the same place.
    """

    race: str
    own: str
    rival: str
    cells: tuple[tuple[str | None, ...], ...]


def duel(outlook: Outlook, contenders: tuple[str, ...], own: str, rival: str, starters: int) -> Duel | None:
    """The outcomes for two contenders of a championship of drivers; `None` where a name may score with several cars."""
    championship, race = outlook.championship, outlook.left[0]
    if championship.ranks.has_cars or adds_up(championship):
        return None
    places = range(1, min(max(starters, 2), MOST) + 1)

    def winner(mine: int, theirs: int) -> str | None:
        if mine == theirs:
            return None
        ways = ways_to_place(championship, race, max(mine, theirs))
        for key, place, other, taken in ((own, mine, rival, theirs), (rival, theirs, own, mine)):
            if all(_sure(outlook, way, contenders, (key, place), (other, taken)) for way, _ in ways):
                return key
        return ""

    return Duel(race.ref, own, rival, tuple(tuple(winner(mine, theirs) for theirs in places) for mine in places))


def _sure(
    outlook: Outlook, race: RaceLeft, contenders: tuple[str, ...], mine: tuple[str, int], theirs: tuple[str, int]
) -> bool:
    """Whether the first, in this place, is champion although the other, in that one, and everybody else take all they can."""
    championship, (key, place), (rival, taken) = outlook.championship, mine, theirs
    if starts(outlook.tallies[key]) + 1 < championship.minimum_starts:
        return False
    low = [worst_at(race, key, place), *outlook.certain(key, 1)]
    for other in contenders:
        if other == key:
            continue
        best = (
            best_at(championship, race, rival, taken) if other == rival else best_of(championship, race, other, place)
        )
        most = [best, *outlook.wins(other, 1)[0]]
        # Head to head among several may turn on any name that draws level: nothing is sure then.
        level = TieStep.HEAD_TO_HEAD in championship.ties and outlook.total(other, most) == outlook.total(key, low)
        if level or not outlook.beats(key, low, other, most, shared=False):
            return False
    return True
