"""Two cars in one race whose grid is known: how the points for the most places gained can fall between them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.choices import EqualMost
from cupdesk.rules.race_left import printed_places_earn

if TYPE_CHECKING:
    from cupdesk.rules.regulations import Championship

ZERO, ONE = Fraction(0), Fraction(1)
Split = tuple[Fraction, Fraction]
"""How much of the points each of the two has."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where two cars stood on the grid (0: not on it) and all the others that can score."""

    own: int
    rival: int
    others: tuple[int, ...]


def splits(championship: Championship, stood: Stood, place: int, taken: int) -> set[Split]:
    """The ways the points can fall when the first finishes in `place` and the rival in `taken`.

    What is gained is counted in printed places. Where the place that earns is another, cars of other cups may stand
    between the two or ahead of both, so that the one behind can always have gained nothing.
    """
    own, rival = stood.own - place, stood.rival - taken
    if printed_places_earn(championship):
        return _printed(championship.most_gained_equal, stood, place, taken)
    found = {(ZERO, ZERO)}
    if rival > (0 if taken < place else max(own, 0)):
        found.add((ZERO, ONE))
    elif rival == own > 0:
        found.add(_level(championship.most_gained_equal, place, taken))
    return found


def _level(equal: EqualMost, place: int, taken: int) -> Split:
    """Two cars that gained as many."""
    if equal is EqualMost.BEST:
        return (ONE, ZERO) if place < taken else (ZERO, ONE)
    return {EqualMost.EACH: (ONE, ONE), EqualMost.SPLIT: (ONE / 2, ONE / 2), EqualMost.NONE: (ZERO, ZERO)}[equal]


def _printed(equal: EqualMost, stood: Stood, place: int, taken: int) -> set[Split]:
    """The same where printed places earn: then both gained what they gained, and only a further car can have gained more."""
    own, rival = stood.own - place, stood.rival - taken
    most = max(own, rival, 0)
    found: set[Split] = set()
    foremost = next(free for free in (1, 2, 3) if free not in (place, taken))
    if max(stood.others, default=0) - foremost > most:
        found.add((ZERO, ZERO))
    if own <= 0 and rival <= 0:
        found.add((ZERO, ZERO))
    elif own == rival:
        found.add(_level(equal, place, taken))
    else:
        ahead, where = ((ONE, ZERO), place) if own > rival else ((ZERO, ONE), taken)
        found.add(ahead)
        level = [grid - most for grid in stood.others if grid > most and grid - most not in (place, taken)]
        if level and (equal is EqualMost.NONE or (equal is EqualMost.BEST and min(level) < where)):
            found.add((ZERO, ZERO))
        elif level and equal is EqualMost.SPLIT:
            share = ONE / (1 + len(level))
            found.add((ahead[0] * share, ahead[1] * share))
    return found
