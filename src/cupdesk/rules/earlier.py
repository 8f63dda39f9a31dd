"""What the championships had before an edit: it still stands in those to which the edit brought nothing else.

A penalty in one class leaves the tables of the others as they were; only who earned what in the race has to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from cupdesk.rules.race_rules import counts_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Season
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Result, Standings
    from cupdesk.rules.standings import Ranked
    from cupdesk.rules.tally import Tally
    from cupdesk.rules.title import Chances

_T = TypeVar("_T")
Kept = dict[tuple[str, str], _T]
"""By championship and race."""


@dataclass(slots=True)
class Earlier:
    """The tallies, rankings, tables and chances before an edit, of all championships, by championship and last race."""

    tallies: Kept[dict[str, Tally]]
    rankings: Kept[tuple[Ranked, ...]]
    tables: Kept[Standings]
    chances: Kept[Chances]
    _waiting: set[str] = field(default_factory=set)
    _races: tuple[str, ...] = ()
    _points: Kept[dict[str, Result]] = field(default_factory=dict)

    def look_at(
        self, championships: Iterable[str], races: Iterable[str], points: Mapping[tuple[str, str], dict[str, Result]]
    ) -> None:
        """The championships with the same rules as before, the races that the edit touched, and what these brought then."""
        self._waiting, self._races = set(championships), tuple(races)
        self._points = {key: earned for key, earned in points.items() if key[1] in self._races}

    def stands(self, championship: Championship, points: Callable[[str], dict[str, Result]]) -> bool:
        """Whether the races touched bring everybody in this championship the same as before; looked at once, then false."""
        code = championship.code
        if code not in self._waiting:
            return False
        self._waiting.discard(code)
        return all(points(r) == self._points.get((code, r)) for r in self._races if counts_for(championship, r))


def of(championship: str, kept: Kept[_T]) -> Kept[_T]:
    """What is kept of one championship."""
    return {key: value for key, value in kept.items() if key[0] == championship}


def run_alike(now: Book, then: Book, ref: str) -> bool:
    """Whether a session is as much run, and as final, in two books."""
    return now.has_result(ref) is then.has_result(ref) and now.session(ref).state is then.session(ref).state


def same_roll(now: Season, then: Season) -> bool:
    """Whether the roll of honour says the same of the years before."""
    said = (now.year, now.honours_complete) == (then.year, then.honours_complete)
    return said and now.honours is then.honours
