"""What one name has after some races: results, the points that count, the dropped ones."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from cupdesk.rules.results import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
ABSENT = (Outcome.DID_NOT_START.value, Outcome.WITHDRAWN.value)


def summed(points: Iterable[Fraction]) -> Fraction:
    """The exact sum of points, added up as whole numbers over a common denominator."""
    parts = [point.as_integer_ratio() for point in points]
    whole = lcm(*[below for _, below in parts])
    if whole == 1:
        return Fraction(sum([above for above, _ in parts]))
    return Fraction(sum([above * (whole // below) for above, below in parts]), whole)


def tally_of(results: tuple[Result, ...], races: tuple[int, ...], plan: Plan | None) -> Tally:
    """What a name has with these results of the races of these numbers; `plan` says which of them count (`None`: all)."""
    dropped = NONE if plan is None else plan.dropped(results)
    counted = [result for i, result in enumerate(results) if i not in dropped] if dropped else results
    return Tally(summed([result.points for result in counted]), results, races, dropped)


def tallied(races: Sequence[tuple[int, Mapping[str, Result]]], plan: Plan | None) -> dict[str, Tally]:
    """Everyone's tally after some races, each with its number among all and what it brought whom."""
    results: dict[str, list[Result]] = {}
    numbers: dict[str, list[int]] = {}
    for number, earned in races:
        for key, result in earned.items():
            if key in results:
                results[key].append(result)
                numbers[key].append(number)
            else:
                results[key], numbers[key] = [result], [number]
    return {key: tally_of(tuple(mine), tuple(numbers[key]), plan) for key, mine in results.items()}


def one_race_more(
    before: Mapping[str, Tally], number: int, earned: Mapping[str, Result], plan: Plan | None
) -> dict[str, Tally]:
    """Everyone's tally after one more race, of this number, and what it brought whom."""
    after = dict(before) if plan is None else {}
    for key in before.keys() - earned.keys() if plan is not None else ():
        after[key] = tally_of(before[key].results, before[key].races, plan)
    for key, result in earned.items():
        tally = before.get(key, NOTHING)
        results, races = (*tally.results, result), (*tally.races, number)
        if plan is None:
            points = tally.points + result.points if result.points else tally.points
            after[key] = Tally(points, results, races)
        else:
            after[key] = tally_of(results, races, plan)
    return after


def one_race_less(after: Mapping[str, Tally], earned: Mapping[str, Result]) -> dict[str, Tally]:
    """Everyone's tally before the last race of these tallies and what it brought whom, where every result counts."""
    before = dict(after)
    for key, result in earned.items():
        tally = after[key]
        if len(tally.results) == 1:
            del before[key]
        else:
            points = tally.points - result.points if result.points else tally.points
            before[key] = Tally(points, tally.results[:-1], tally.races[:-1])
    return before


def starts(results: Iterable[Result], further: Iterable[str] = (), *, by_round: bool = False) -> int:
    """How many races a name started in by these results, and `further` ones (references), or `by_round`: rounds, in any race."""
    started = {*further, *(result.session for result in results if result.shown not in ABSENT)}
    return len({ref.partition("/")[0] for ref in started} if by_round else started)
