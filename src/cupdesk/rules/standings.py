"""Championship tables: everyone in order, ties broken step by step, shared places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cupdesk.rules.field import number_key
from cupdesk.rules.regulations import Championship, TieStep
from cupdesk.rules.results import Standings, StandingsRow, TieBroken
from cupdesk.rules.tally import NOTHING, ZERO, Tally
from cupdesk.rules.ties import separated, tie

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

EXCLUDED, FEW_STARTS = "excluded", "starts"
Listed = tuple[str, Tally, "Fraction"]


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
    listed, among = _among_several(listed, championship, last)
    ranked: list[Ranked] = []
    for i, (key, tally, points) in enumerate(listed):
        broken = _tie_with(listed, i, championship, last) if among is None else among.get(key)
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


def _among_several(
    listed: list[Listed], championship: Championship, last: int
) -> tuple[list[Listed], dict[str, TieBroken] | None]:
    """The same with head to head asked among all names of equal points at once, and the ties it broke; `None`: not asked."""
    if TieStep.HEAD_TO_HEAD not in championship.ties:
        return listed, None
    found: list[Listed] = []
    broken: dict[str, TieBroken] = {}
    for points, level in groupby(listed, key=lambda item: item[2]):
        items = {item[0]: item for item in level}
        if points or not championship.zero_by_number:
            order, parted = separated([item[:2] for item in items.values()], championship, last)
            items = {key: items[key] for key in order}
            broken |= parted
        found += items.values()
    return found, broken


def _tie_with(listed: list[Listed], i: int, championship: Championship, last: int) -> TieBroken | None:
    """How the name at index `i` stands ahead of the next one, if their points are equal and a step separates them."""
    if i + 1 == len(listed) or listed[i + 1][2] != listed[i][2]:
        return None
    if not listed[i][2] and championship.zero_by_number:
        return None
    broken = tie(listed[i][1], listed[i + 1][1], championship, last)
    return TieBroken(listed[i + 1][0], broken[1].value, broken[2], broken[3]) if broken else None
