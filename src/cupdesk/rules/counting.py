"""Which results count: the best so many of the season, of a part of it, by race or by round, with results that may not be dropped."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

from cupdesk.rules.field import named
from cupdesk.rules.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from cupdesk.rules.regulations import Championship, Counting, DropStep
    from cupdesk.rules.results import Result

_OUT = (Outcome.DISQUALIFIED.value, Outcome.EXCLUDED.value)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the season: its races, and how many of its results (races, or rounds) count beside those that always do."""

    races: frozenset[str]
    slots: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What counts in a championship whose races are known. `always` are races whose results may not be dropped."""

    shares: tuple[Share, ...]
    always: frozenset[str]
    keep_disqualified: bool
    by_round: bool

    def dropped(self, results: tuple[Result, ...]) -> frozenset[int]:
        """Which of these results do not count, by index: the lowest points; of equals the latest."""
        found: list[int] = []
        worth: list[int] = []
        for share in self.shares:
            if len(results) <= share.slots:
                continue
            free: dict[str, list[int]] = {}
            slots = share.slots
            forced: set[str] = set()
            for i, result in enumerate(results):
                if result.session not in share.races:
                    continue
                unit = self._unit(result.session)
                free.setdefault(unit, []).append(i)
                if result.session not in self.always and self.keep_disqualified and result.shown in _OUT:
                    forced.add(unit)
            kept = {self._unit(ref) for ref in self.always}
            slots -= len(forced - kept)
            units = [unit for unit in free if unit not in kept and unit not in forced]
            if len(units) <= slots:
                continue
            worth = worth or whole(result.points for result in results)
            by_unit = {unit: sum([worth[i] for i in free[unit]]) for unit in units}
            units.sort(key=by_unit.__getitem__, reverse=True)
            found += [i for unit in units[max(slots, 0) :] for i in free[unit]]
        return frozenset(found)

    def _unit(self, ref: str) -> str:
        return ref.partition("/")[0] if self.by_round else ref


def whole(points: Iterable[Fraction]) -> list[int]:
    """Points as whole numbers over a common denominator."""
    parts = [point.as_integer_ratio() for point in points]
    below = lcm(*[each for _, each in parts])
    return [above * (below // each) for above, each in parts]


def plan_of(championship: Championship, races: tuple[str, ...]) -> Plan | None:
    """What counts when these are all the races of the championship; `None`: everything."""
    rule = championship.counting
    parts = [(named(races, part.races), part.best, part.drop) for part in rule.segments]
    if not parts:
        parts = [(races, rule.best, _drop(rule, len(_units(races, rule))))]
    always = frozenset(named(races, rule.always))
    shares = []
    for refs, best, drop in parts:
        units = _units(refs, rule)
        most = best if best is not None else None if drop is None else max(len(units) - drop, 0)
        if most is not None:
            shares.append(Share(frozenset(refs), most - len(_units(tuple(r for r in refs if r in always), rule))))
    return Plan(tuple(shares), always, rule.keep_disqualified, rule.by_round) if shares else None


def _units(refs: tuple[str, ...], rule: Counting) -> set[str]:
    return {ref.partition("/")[0] if rule.by_round else ref for ref in refs}


def _drop(rule: Counting, length: int) -> int | None:
    """How many results are dropped in a season of this length."""
    if rule.drop is not None:
        return rule.drop
    fitting: list[DropStep] = [step for step in rule.drop_by_length if step.up_to is None or length <= step.up_to]
    return fitting[0].drop if fitting else None
