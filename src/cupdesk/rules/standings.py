"""Championship tables: everyone in order, ties broken step by step, shared places."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from cupdesk.rules.field import number_key
from cupdesk.rules.regulations import Championship
from cupdesk.rules.results import Standings, StandingsRow, TieBroken
from cupdesk.rules.tally import NOTHING, ZERO, Tally
from cupdesk.rules.ties import separated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

EXCLUDED, FEW_STARTS = "excluded", "starts"
Listed = tuple[str, Tally, "Fraction"]
"""A name with its tally, and its points with adjustments."""


class Ranked(NamedTuple):
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
    listed: list[Listed] = []
    for key in numbers:
        tally = tallies.get(key, NOTHING)
        listed.append((key, tally, tally.points + adjustments[key] if key in adjustments else tally.points))
    ranked: list[Ranked] = []
    for level in _levels([item for item in listed if item[0] not in out] if out else listed, numbers):
        order, broken = _separated(level, championship, last)
        for i, (key, tally, points) in enumerate(order):
            shares = i > 0 and order[i - 1][0] not in broken
            next_place = ranked[-1].position + 1 if ranked and championship.dense_places else len(ranked) + 1
            position = ranked[-1].position if shares else next_place
            shared = shares or (i + 1 < len(order) and key not in broken)
            ranked.append(Ranked(key, tally, points, position, shared, broken.get(key)))
    zeroed = {each.name for each in championship.excluded if not each.points_kept}
    last_ones = _levels([item for item in listed if item[0] in out], numbers) if out else []
    for key, tally, points in (item for level in last_ones for item in level):
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
            results = tuple(r._replace(dropped=True) if j in dropped else r for j, r in enumerate(results))
        rows.append(
            StandingsRow(
                name.key,
                name.position,
                name.shared,
                numbers[name.key],
                name.points,
                leader - name.points if leader != name.points else ZERO,
                results,
                before.get(name.key, name.position) - name.position,
                name.tie,
                adjustments.get(name.key, ZERO),
                name.unranked,
            )
        )
    return Standings(championship.code, after, tuple(rows), sessions)


def _levels(listed: list[Listed], numbers: Mapping[str, str]) -> list[list[Listed]]:
    """Names with equal points together, by car number; the most points first."""
    whole = lcm(*(points.denominator for _, _, points in listed))
    levels: dict[int, list[Listed]] = {}
    for item in listed:
        levels.setdefault(item[2].numerator * (whole // item[2].denominator), []).append(item)
    for level in levels.values():
        if len(level) > 1:
            level.sort(key=lambda item: (number_key(numbers[item[0]]), item[0]))
    return [levels[points] for points in sorted(levels, reverse=True)]


def _separated(
    level: list[Listed], championship: Championship, last: int
) -> tuple[list[Listed], Mapping[str, TieBroken]]:
    """Names with equal points in order, and how each stands ahead of the next (no entry: level)."""
    if len(level) == 1 or (championship.zero_by_number and not level[0][2]):
        return level, {}
    order, broken = separated([(key, tally) for key, tally, _ in level], championship, last)
    items = {item[0]: item for item in level}
    return [items[key] for key in order], broken
