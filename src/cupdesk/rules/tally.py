"""What one name has after some races: results, the points that count, the dropped ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cupdesk.rules.results import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.counting import Plan

ZERO = Fraction(0)


class Tally(NamedTuple):
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
        points, results, races, dropped = tallies.get(key, NOTHING)
        results = (*results, result)
        before_, dropped = dropped, plan.dropped(results) if plan is not None else NONE
        if dropped or before_:
            points = sum((r.points for i, r in enumerate(results) if i not in dropped), ZERO)
        elif result.points:
            points += result.points
        tallies[key] = Tally(points, results, (*races, number), dropped)
    return tallies


def recounted(tallies: Mapping[str, Tally], plan: Plan | None) -> dict[str, Tally]:
    """The same results counted by a plan."""
    found = {}
    for key, tally in tallies.items():
        dropped = plan.dropped(tally.results) if plan is not None else NONE
        points = sum((r.points for i, r in enumerate(tally.results) if i not in dropped), ZERO)
        found[key] = tally._replace(points=points, dropped=dropped)
    return found


def starts(tally: Tally) -> int:
    """How many races a name started in."""
    return sum(1 for result in tally.results if result.shown not in _ABSENT)
