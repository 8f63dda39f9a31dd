"""What a benchmark says: times of the program beside a floor measured in the same run, and whether that is good enough."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the benchmark.

    `samples` and `floors` are of one unit (milliseconds, or megabytes). A limit that is `None` does not hold: `ratio_limit`
    for median over the floor's median, `median_limit` and `p99_limit` for the figures themselves.
    """

    name: str
    samples: tuple[float, ...]
    floors: tuple[float, ...]
    unit: str = "ms"
    ratio_limit: float | None = None
    median_limit: float | None = None
    p99_limit: float | None = None

    @property
    def median(self) -> float:
        """The middle sample."""
        return median(self.samples)

    @property
    def p99(self) -> float:
        """The sample that 99 of 100 do not exceed."""
        return percentile(self.samples, 99)

    @property
    def floor(self) -> float:
        """The middle of what cannot be undercut."""
        return median(self.floors)

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.median / self.floor

    @property
    def ok(self) -> bool:
        """Whether every limit holds."""
        held = ((self.ratio, self.ratio_limit), (self.median, self.median_limit), (self.p99, self.p99_limit))
        return all(limit is None or value <= limit for value, limit in held)

    def answer(self) -> dict[str, Any]:
        """The figures as plain values, times rounded to microseconds."""
        limits = {"ratio": self.ratio_limit, "median": self.median_limit, "p99": self.p99_limit}
        return {
            "median": round(self.median, 3),
            "p99": round(self.p99, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 2),
            "unit": self.unit,
            "target": {key: limit for key, limit in limits.items() if limit is not None},
            "ok": self.ok,
        }


def percentile(samples: Sequence[float], percent: int) -> float:
    """The smallest sample that `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(-(-len(ordered) * percent // 100) - 1, 0)]


def timed(work: Callable[[], object], times: int) -> tuple[float, ...]:
    """Milliseconds of each of some runs."""
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1000)
    return tuple(samples)


def paired(
    work: Callable[[], object], floor: Callable[[], object], times: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Milliseconds of both, taken in turn so that a busy moment of the machine falls on both; one run of each first unmeasured."""
    work()
    floor()
    both = [(timed(work, 1)[0], timed(floor, 1)[0]) for _ in range(times)]
    return tuple(a for a, _ in both), tuple(b for _, b in both)
