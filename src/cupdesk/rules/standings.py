"""Championship tables: results added up, dropped results, ties broken step by step, shared places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.field import number_key
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Result, Standings, StandingsRow, TieBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

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
NO_PLACE = 10_000
"""Behind every place."""


def added(
    before: Mapping[str, Tally], race: Mapping[str, Result], championship: Championship, number: int
) -> dict[str, Tally]:
    """The tallies after one more race, the `number`th that was run."""
    tallies = dict(before)
    best = championship.counting.best
    for key, result in race.items():
        tally = tallies.get(key, NOTHING)
        results, races = (*tally.results, result), (*tally.races, number)
        if best is None or len(results) <= best:
            tallies[key] = Tally(tally.points + result.points if result.points else tally.points, results, races)
        else:
            dropped = _dropped(results, best)
            points = sum((r.points for i, r in enumerate(results) if i not in dropped), ZERO)
            tallies[key] = Tally(points, results, races, dropped)
    return tallies


def _dropped(results: tuple[Result, ...], best: int) -> frozenset[int]:
    """Which results do not count: the lowest points; of equals the latest."""
    ranked = sorted(range(len(results)), key=lambda i: (-results[i].points, i))
    return frozenset(ranked[best:])


def counts(tally: Tally, championship: Championship) -> dict[int, int]:
    """How often each place was reached: the places that earned, or the printed overall places (GR Cup)."""
    found: dict[int, int] = {}
    for result in tally.results:
        for place in _places(result, championship):
            found[place] = found.get(place, 0) + 1
    return found


def _places(result: Result, championship: Championship) -> tuple[int, ...]:
    if not championship.countback_overall:
        return result.places
    return () if result.overall is None else (result.overall,)


def countback(first: Mapping[int, int], second: Mapping[int, int]) -> tuple[int, int, int] | None:
    """The best place reached a different number of times, with both numbers; `None` if there is none."""
    for place in sorted(first.keys() | second.keys()):
        a, b = first.get(place, 0), second.get(place, 0)
        if a != b:
            return place, a, b
    return None


def tie(
    first: Tally, second: Tally, championship: Championship, last: int
) -> tuple[int, TieStep, int, tuple[int, int]] | None:
    """Who is ahead of two with equal points after `last` races.

    The sign (1: the first), the deciding step, place and counts; `None`: level to the last step.
    """
    for step in championship.ties:
        if step is TieStep.COUNTBACK:
            differs = countback(counts(first, championship), counts(second, championship))
            if differs:
                place, a, b = differs
                return (1 if a > b else -1), step, place, (a, b)
        elif step is TieStep.LAST_RACE:
            a, b = _place_in(first, last), _place_in(second, last)
            if a != b:
                return (1 if a < b else -1), step, 0, (a, b)
        elif step is TieStep.FIRST_TO_REACH:
            differs = countback(counts(first, championship), counts(second, championship))
            if not differs and (sign := _first_to_reach(first, second, championship)):
                return sign, step, 0, (0, 0)
    return None


def _place_in(tally: Tally, race: int) -> int:
    """The place that earned in the race of this number; a large number for none."""
    place = tally.results[-1].place if tally.races and tally.races[-1] == race else None
    return NO_PLACE if place is None else place


def _first_to_reach(first: Tally, second: Tally, championship: Championship) -> int:
    """Who reached the best place of both earlier (1: the first), 0 if neither; their counts are equal."""

    def when(tally: Tally) -> tuple[int, int]:
        found = [
            (place, number)
            for result, number in zip(tally.results, tally.races, strict=True)
            for place in _places(result, championship)
        ]
        return min(found, default=(NO_PLACE, NO_PLACE))

    a, b = when(first), when(second)
    return 0 if a == b else 1 if a < b else -1


class _Order:
    """Sort key: more points first, then the tie steps."""

    __slots__ = ("championship", "last", "points", "tally")

    def __init__(self, tally: Tally, points: Fraction, championship: Championship, last: int) -> None:
        self.tally, self.points, self.championship, self.last = tally, points, championship, last

    def __lt__(self, other: _Order) -> bool:
        if self.points != other.points:
            return self.points > other.points
        broken = tie(self.tally, other.tally, self.championship, self.last)
        return broken is not None and broken[0] > 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name in order: its tally, points with adjustments, position, whether shared, and the tie broken with the next."""

    key: str
    tally: Tally
    points: Fraction
    position: int
    shared: bool
    tie: TieBroken | None


def ranking(
    championship: Championship,
    tallies: Mapping[str, Tally],
    numbers: Mapping[str, str],
    adjustments: Mapping[str, Fraction],
    last: int,
) -> tuple[Ranked, ...]:
    """All names in `numbers` (key → car number) in order after `last` races.

    Names level to the last step share a place and stand by car number.
    """
    listed = []
    for key in sorted(numbers, key=lambda k: (number_key(numbers[k]), k)):
        tally = tallies.get(key, NOTHING)
        points = tally.points + adjustments[key] if key in adjustments else tally.points
        listed.append((key, tally, points))
    listed.sort(key=lambda item: _Order(item[1], item[2], championship, last))
    ranked: list[Ranked] = []
    for i, (key, tally, points) in enumerate(listed):
        broken = _tie_with(listed, i, championship, last)
        level_above = i > 0 and listed[i - 1][2] == points and ranked[i - 1].tie is None
        level_below = i + 1 < len(listed) and listed[i + 1][2] == points and broken is None
        if level_above:
            position = ranked[-1].position
        elif championship.dense_places:
            position = ranked[-1].position + 1 if ranked else 1
        else:
            position = i + 1
        ranked.append(Ranked(key, tally, points, position, level_above or level_below, broken))
    return tuple(ranked)


def standings(
    championship: Championship,
    after: str,
    sessions: tuple[str, ...],
    ranked: tuple[Ranked, ...],
    numbers: Mapping[str, str],
    adjustments: Mapping[str, Fraction],
    before: Mapping[str, int],
) -> Standings:
    """The table of a ranking. `adjustments` are points given or taken by key, `before` the positions one race earlier."""
    leader = ranked[0].points if ranked else ZERO
    rows: list[StandingsRow] = []
    for name in ranked:
        results = name.tally.results
        if name.tally.dropped:
            dropped = name.tally.dropped
            results = tuple(replace(r, dropped=True) if j in dropped else r for j, r in enumerate(results))
        rows.append(
            StandingsRow(
                key=name.key,
                position=name.position,
                shared=name.shared,
                number=numbers[name.key],
                points=name.points,
                behind=leader - name.points if leader != name.points else ZERO,
                results=results,
                moved=before.get(name.key, name.position) - name.position,
                tie=name.tie,
                adjustment=adjustments.get(name.key, ZERO),
            )
        )
    return Standings(championship.code, after, tuple(rows), sessions)


def _tie_with(
    listed: list[tuple[str, Tally, Fraction]], i: int, championship: Championship, last: int
) -> TieBroken | None:
    """How the name at index `i` stands ahead of the next one, if their points are equal and a step separates them."""
    if i + 1 == len(listed) or listed[i + 1][2] != listed[i][2]:
        return None
    broken = tie(listed[i][1], listed[i + 1][1], championship, last)
    return TieBroken(listed[i + 1][0], broken[1].value, broken[2], broken[3]) if broken else None
