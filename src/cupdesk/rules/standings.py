"""Championship tables: results added up, dropped results, ties broken step by step, shared places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.field import is_named, number_key
from cupdesk.rules.points import scale_for
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Outcome, Result, Standings, StandingsRow, TieBroken

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
EXCLUDED, FEW_STARTS = "excluded", "starts"
NO_PLACE = 10_000
"""Behind every place."""


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


def counts(tally: Tally, championship: Championship) -> dict[int, int]:
    """How often each place was reached: the places that earned, or the printed overall places (GR Cup)."""
    found: dict[int, int] = {}
    for i, result in enumerate(tally.results):
        if championship.countback_counted and i in tally.dropped:
            continue
        for place in _places(result, championship):
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
        elif step is TieStep.HEAD_TO_HEAD:
            a, b = _head_to_head(first, second)
            if a != b:
                return (1 if a > b else -1), step, 0, (a, b)
        else:
            differs = countback(_qualified(first), _qualified(second))
            if differs:
                place, a, b = differs
                return (1 if a > b else -1), step, place, (a, b)
    return None


def _head_to_head(first: Tally, second: Tally) -> tuple[int, int]:
    """How often each was ahead of the other in the races both have a result of; a place is ahead of none."""
    theirs = {result.session: result.place for result in second.results}
    ahead = behind = 0
    for result in first.results:
        if result.session in theirs:
            a, b = result.place or NO_PLACE, theirs[result.session] or NO_PLACE
            ahead, behind = ahead + (a < b), behind + (b < a)
    return ahead, behind


def _qualified(tally: Tally) -> dict[int, int]:
    """How often each place was reached in qualifying."""
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
        if not self.points and self.championship.zero_by_number:
            return False
        broken = tie(self.tally, other.tally, self.championship, self.last)
        return broken is not None and broken[0] > 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name in order: its tally, points with adjustments, position, whether shared, and the tie broken with the next.

    `unranked` says why it has no place of its own and stands last.
    """

    key: str
    tally: Tally
    points: Fraction
    position: int
    shared: bool
    tie: TieBroken | None
    unranked: str = ""


def ranking(
    championship: Championship,
    tallies: Mapping[str, Tally],
    numbers: Mapping[str, str],
    adjustments: Mapping[str, Fraction],
    last: int,
    unranked: Mapping[str, str] | None = None,
) -> tuple[Ranked, ...]:
    """All names in `numbers` (key → car number) in order after `last` races.

    Names level to the last step share a place and stand by car number. `unranked` names (with the reason) stand last.
    """
    out = unranked or {}
    listed = []
    for key in sorted(numbers, key=lambda k: (number_key(numbers[k]), k)):
        tally = tallies.get(key, NOTHING)
        points = tally.points + adjustments[key] if key in adjustments else tally.points
        listed.append((key, tally, points))
    listed.sort(key=lambda item: _Order(item[1], item[2], championship, last))
    last_rows = [item for item in listed if item[0] in out]
    if last_rows:
        listed = [item for item in listed if item[0] not in out]
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
    zeroed = {each.name for each in championship.excluded if not each.points_kept}
    for key, tally, points in last_rows:
        kept = ZERO if out[key] == EXCLUDED and key in zeroed else points
        ranked.append(Ranked(key, tally, kept, len(ranked) + 1, False, None, out[key]))
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
                unranked=name.unranked,
            )
        )
    return Standings(championship.code, after, tuple(rows), sessions)


def _tie_with(
    listed: list[tuple[str, Tally, Fraction]], i: int, championship: Championship, last: int
) -> TieBroken | None:
    """How the name at index `i` stands ahead of the next one, if their points are equal and a step separates them."""
    if i + 1 == len(listed) or listed[i + 1][2] != listed[i][2]:
        return None
    if not listed[i][2] and championship.zero_by_number:
        return None
    broken = tie(listed[i][1], listed[i + 1][1], championship, last)
    return TieBroken(listed[i + 1][0], broken[1].value, broken[2], broken[3]) if broken else None
