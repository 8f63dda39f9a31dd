"""Head to head among three or more: who can be level at once, and whether the way they finish turns a circle.

What a name needs (`among`). Each rival draws level only with the most it can take from every race left. Where one race pays its
most to one car alone no two of them do, and each meets the name on its own, which `needs.py` has asked. Two are level at once
where the place of one in the last race is given: then all three are asked.

Who can still win (`turned`). A name that wins all races left beats whoever starts in them, so it is best for it that all do; the
two it is level with can finish one ahead of the other so often as there are races, for nothing. Further names count only if they
can draw level beside all these wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.choices import DeadHeat
from cupdesk.rules.offers import best_at, best_of
from cupdesk.rules.race_left import adds_up
from cupdesk.rules.results import Outcome
from cupdesk.rules.ties import separated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.race_left import RaceLeft
    from cupdesk.rules.results import Result
    from cupdesk.rules.title import Outlook


FAR = 5_000
"""A place behind any number of cars."""


def among(
    outlook: Outlook,
    key: str,
    place: int,
    rival_at: tuple[str, int] | None,
    level: Mapping[str, tuple[list[Result], list[Result]]],
) -> bool | None:
    """Whether a name in this place, ahead of each rival alone, is ahead of all that draw level; `None`: not known.

    `level` has the results of the name and of each rival where that draws level; `rival_at` one of them with its place.
    """
    championship, left = outlook.championship, outlook.left
    if outlook.plan is not None or championship.ranks.has_cars or adds_up(championship):
        return None
    fixed = rival_at[0] if rival_at is not None else ""
    open_ = [rival for rival in level if rival != fixed]
    taken = (place,) if rival_at is None else (place, rival_at[1])
    if any(_for_one(outlook, race, level) for race in left[1:]):
        return True
    if len(open_) > 1 and not _for_one(outlook, left[0], open_, taken):
        return None
    if fixed not in level:
        return True
    if len(left) > 1:
        return None
    for other in open_:
        mine, theirs = level[other]
        names = [(key, mine), (fixed, level[fixed][1]), (other, theirs)]
        tallies = [(name, outlook.with_more(name, results)) for name, results in names]
        order, broken = separated(tallies, championship, outlook.last)
        if order[0] != key or key not in broken:
            return False
    return True


def _for_one(
    outlook: Outlook, race: RaceLeft, names: Mapping[str, object] | list[str], taken: tuple[int, ...] = ()
) -> bool:
    """Whether only one of these can take the most a race pays: that of one place, the same for all, which nobody shares."""
    championship = outlook.championship
    if race.gains_known or championship.dead_heat is DeadHeat.FULL:
        return False
    found = set()
    for name in names:
        places = [place for place in range(1, len(race.rules.scale) + len(taken) + 2) if place not in taken]
        points = [best_at(championship, race, name, place).points for place in places]
        if points.count(max(points)) > 1:
            return False
        found.add(places[points.index(max(points))])
    return len(found) == 1


def turned(outlook: Outlook, key: str, mine: list[Result], level: Mapping[str, list[Result]]) -> bool | None:
    """Whether a name that meets the others that are level, and is behind if these take nothing, can be first all the same.

    `None`: not known, because three or more others are level, or a further one can draw level too.
    """
    championship, left = outlook.championship, outlook.left
    several = championship.ranks.has_cars or adds_up(championship)
    total = outlook.total(key, mine)
    for other in outlook.tallies.keys() - level.keys() - {key}:
        taken = [() if several else result.places for result in mine]
        most = [best_of(championship, race, other, each) for race, each in zip(left, taken, strict=True)]
        if outlook.total(other, most) >= total:
            return None
    if len(level) == 1:
        return False
    if len(level) > 2 or outlook.plan is not None:
        return None
    for ahead in level:
        for often in range(1, len(left) + 1):
            lows = dict(level)
            lows[ahead] = [_last(low) if i < often else low for i, low in enumerate(level[ahead])]
            tallies = [(name, outlook.with_more(name, low)) for name, low in ((key, mine), *lows.items())]
            order, broken = separated(tallies, championship, outlook.last)
            if all(name not in broken for name in order[: order.index(key)]):
                return True
    return False


def _last(low: Result) -> Result:
    """The same, but classified behind all who score; who does not start is not."""
    out = low.shown == Outcome.DISQUALIFIED.value
    return low._replace(place=FAR, shown="", overall=FAR, places=(FAR,)) if out else low
