"""What one name has after some races: results, the points that count, the dropped ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.counting import Plan

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one name has after some races.

    Counted points, results in order, how many races had been run at each of them, and the dropped ones among them by index.
    """

    points: Fraction = ZERO
    results: tuple[Result, ...] = ()
    races: tuple[int, ...] = ()
    dropped: frozenset[int] = frozenset()


NOTHING = Tally()
NONE: frozenset[int] = frozenset()
_ABSENT = (Outcome.DID_NOT_START.value, Outcome.WITHDRAWN.value)


def added(before: Mapping[str, Tally], race: Mapping[str, Result], plan: Plan | None, number: int) -> dict[str, Tally]:
    """The tallies after one more race, the `number`th that was run; `plan` says which results count (`None`: all)."""
    tallies = dict(before)
    for key, result in race.items():
        tally = tallies.get(key, NOTHING)
        results, races = (*tally.results, result), (*tally.races, number)
        dropped = plan.dropped(results) if plan is not None else NONE
        if dropped or tally.dropped:
            points = sum((r.points for i, r in enumerate(results) if i not in dropped), ZERO)
        else:
            points = tally.points + result.points if result.points else tally.points
        tallies[key] = Tally(points, results, races, dropped)
    return tallies


def recounted(tallies: Mapping[str, Tally], plan: Plan | None) -> dict[str, Tally]:
    """The same results counted by a plan."""
    found = {}
    for key, tally in tallies.items():
        dropped = plan.dropped(tally.results) if plan is not None else NONE
        points = sum((r.points for i, r in enumerate(tally.results) if i not in dropped), ZERO)
        found[key] = replace(tally, points=points, dropped=dropped)
    return found


def starts(tally: Tally) -> int:
    """How many races a name started in."""
    return sum(1 for result in tally.results if result.shown not in _ABSENT)
