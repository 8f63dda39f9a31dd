"""What separates names with equal points: the ordered steps, between two, and among several that are level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from typing import TYPE_CHECKING

from cupdesk.rules.field import is_named
from cupdesk.rules.race_rules import scale_for
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import TieBroken
from cupdesk.rules.tally import ABSENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.results import Result
    from cupdesk.rules.tally import Tally

NO_PLACE = 10_000
"""Behind every place."""
Decided = tuple[int, TieStep, int, tuple[int, int]]
"""The sign (1: the first is ahead), the deciding step, place and counts."""
Level = Sequence[tuple[str, "Tally"]]
"""Names with equal points."""


def counts(tally: Tally, championship: Championship) -> dict[int, int]:
    """How often each place was reached: the places that earned, or the printed overall places (GR Cup)."""
    found: dict[int, int] = {}
    chosen = championship.countback_sessions or championship.countback_overall or championship.countback_paying
    for i, result in enumerate(tally.results):
        if championship.countback_counted and i in tally.dropped:
            continue
        if championship.countback_paying and not result.points:
            continue
        for place in _places(result, championship) if chosen else result.places:
            found[place] = found.get(place, 0) + 1
    return found


def _places(result: Result, championship: Championship) -> tuple[int, ...]:
    if championship.countback_sessions and not is_named(result.session, championship.countback_sessions):
        return ()
    places = result.places
    if championship.countback_overall:
        places = () if result.overall is None else (result.overall,)
    if championship.countback_paying:
        scale = scale_for(championship, result.session)
        places = tuple(place for place in places if place <= len(scale) and scale[place - 1])
    return places


def _reached(step: TieStep, tally: Tally, championship: Championship) -> dict[int, int]:
    """How often each place was reached, in races or in qualifying."""
    return _qualified(tally) if step is TieStep.BEST_QUALIFYING else counts(tally, championship)


def countback(first: Mapping[int, int], second: Mapping[int, int]) -> tuple[int, int, int] | None:
    """The best place reached a different number of times, with both numbers; `None` if there is none."""
    for place in sorted(first.keys() | second.keys()):
        a, b = first.get(place, 0), second.get(place, 0)
        if a != b:
            return place, a, b
    return None


def tie(first: Tally, second: Tally, championship: Championship, last: int) -> Decided | None:
    """Who is ahead of two with equal points after `last` races; `None`: level to the last step."""
    for step in championship.ties:
        if decided := _by_step(step, first, second, championship, last):
            return decided
    return None


def _by_step(step: TieStep, first: Tally, second: Tally, championship: Championship, last: int) -> Decided | None:
    """Who is ahead of two by one step, if it separates them."""
    place, a, b = 0, 0, 0
    if step is TieStep.COUNTBACK or step is TieStep.BEST_QUALIFYING:
        if differs := countback(_reached(step, first, championship), _reached(step, second, championship)):
            place, a, b = differs
        sign = a - b
    elif step is TieStep.LAST_RACE:
        a, b = _place_in(first, last), _place_in(second, last)
        sign = b - a
    elif step is TieStep.HEAD_TO_HEAD:
        a, b = _head_to_head(first, second)
        sign = a - b
    else:
        sign = _first_to_reach(first, second, championship)
    return ((1 if sign > 0 else -1), step, place, (a, b)) if sign else None


def separated(level: Level, championship: Championship, last: int) -> tuple[list[str], dict[str, TieBroken]]:
    """Names with equal points in order after `last` races, and how each stands ahead of the next (no entry: level).

    Head to head among several counts the duels each won against all the others less those it lost, most first; names
    still level meet again among themselves. If it separates none of them, they run in a circle, and the next step is asked.
    """
    return _separated(level, championship.ties, championship, last)


def _separated(
    level: Level, steps: tuple[TieStep, ...], championship: Championship, last: int
) -> tuple[list[str], dict[str, TieBroken]]:
    if len(level) < 2 or not steps:
        return [key for key, _ in level], {}
    step, rest = steps[0], steps[1:]
    if step is TieStep.HEAD_TO_HEAD:
        parts, balance = _duels(level)
        rest = steps if len(parts) > 1 else rest
    else:
        parts, balance = _parts(step, level, championship, last), {}
    order: list[str] = []
    broken: dict[str, TieBroken] = {}
    tallies = dict(level)
    for part in parts:
        keys, inside = _separated(part, rest, championship, last)
        if order:
            a, b = order[-1], keys[0]
            if len(level) > 2 and balance:
                broken[a] = TieBroken(b, step.value, len(level), (balance[a], balance[b]))
            else:
                decided = _by_step(step, tallies[a], tallies[b], championship, last)
                broken[a] = TieBroken(b, step.value, *(decided[2:] if decided else ()))
        order += keys
        broken |= inside
    return order, broken


def _parts(step: TieStep, level: Level, championship: Championship, last: int) -> list[Level]:
    """Names level so far, parted by one step; those it leaves level together."""
    known: dict[str, dict[int, int]] = {}
    if step is TieStep.COUNTBACK or step is TieStep.BEST_QUALIFYING:
        known = {key: _reached(step, tally, championship) for key, tally in level}

    def compared(a: tuple[str, Tally], b: tuple[str, Tally]) -> int:
        if known:
            differs = countback(known[a[0]], known[b[0]])
            return differs[2] - differs[1] if differs else 0
        decided = _by_step(step, a[1], b[1], championship, last)
        return -decided[0] if decided else 0

    parts: list[list[tuple[str, Tally]]] = []
    for item in sorted(level, key=cmp_to_key(compared)):
        if parts and compared(parts[-1][-1], item) == 0:
            parts[-1].append(item)
        else:
            parts.append([item])
    return list(parts)


def _duels(level: Level) -> tuple[list[Level], dict[str, int]]:
    """Names level so far, parted by the duels won less lost against all the others, and that balance of each."""
    balance: dict[str, int] = {}
    for key, mine in level:
        met = [_head_to_head(mine, theirs) for other, theirs in level if other != key]
        balance[key] = sum(ahead - behind for ahead, behind in met)
    found = sorted(set(balance.values()), reverse=True)
    return [[item for item in level if balance[item[0]] == value] for value in found], balance


def _head_to_head(first: Tally, second: Tally) -> tuple[int, int]:
    """How often each was ahead of the other in the races both started; a place is ahead of none."""
    theirs = {result.session: result.place for result in second.results if result.shown not in ABSENT}
    ahead = behind = 0
    for result in first.results:
        if result.session in theirs and result.shown not in ABSENT:
            a, b = result.place or NO_PLACE, theirs[result.session] or NO_PLACE
            ahead, behind = ahead + (a < b), behind + (b < a)
    return ahead, behind


def _qualified(tally: Tally) -> dict[int, int]:
    """How often each place was reached in the qualifying of the championship's races."""
    found: dict[int, int] = {}
    for result in tally.results:
        if result.qualified is not None:
            found[result.qualified] = found.get(result.qualified, 0) + 1
    return found


def _place_in(tally: Tally, race: int) -> int:
    """The place that earned in the race of this number; a large number for none."""
    place = tally.results[-1].place if tally.races and tally.races[-1] == race else None
    return NO_PLACE if place is None else place


def _first_to_reach(first: Tally, second: Tally, championship: Championship) -> int:
    """Who had the better best place, or the same earlier (1: the first), 0 if neither."""

    def when(tally: Tally) -> tuple[int, int]:
        found = [
            (place, number)
            for result, number in zip(tally.results, tally.races, strict=True)
            for place in _places(result, championship)
        ]
        return min(found, default=(NO_PLACE, NO_PLACE))

    a, b = when(first), when(second)
    return 0 if a == b else 1 if a < b else -1
