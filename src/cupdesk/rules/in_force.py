"""What is decided of names apart from races, points given or taken and exclusions, and from which session on it holds.

A table has what is dated up to its last race, and the final table everything. The title as it stands now reckons with all of it:
what is dated on a race still to run is a fact already. As it stood earlier, it knows what was dated by then.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cupdesk.rules.model import Adjustment, Season
    from cupdesk.rules.regulations import Championship


def adjustments(season: Season, index: Mapping[str, int], championship: str, until: int) -> Iterator[Adjustment]:
    """Those of a championship that hold up to a session; `index` numbers the sessions, `until` is its number."""
    for each in season.adjustments:
        if each.championship == championship and index.get(each.after, -1) <= until:
            yield each


def given(season: Season, index: Mapping[str, int], championship: str, until: int) -> dict[str, Fraction]:
    """The points given or taken by then, by name."""
    found: dict[str, Fraction] = {}
    for each in adjustments(season, index, championship, until):
        found[each.name] = found.get(each.name, Fraction(0)) + each.points
    return found


def excluded(championship: Championship, index: Mapping[str, int], until: int) -> Iterator[str]:
    """Who is excluded by then and has no place."""
    return (each.name for each in championship.excluded if not each.place_kept and index.get(each.after, -1) <= until)


def passed_over(championship: Championship) -> frozenset[str]:
    """Names whose cars are left out, so that the others close up."""
    return frozenset(each.name for each in championship.excluded if each.others_move_up)


def gone(championship: Championship, index: Mapping[str, int], until: int) -> frozenset[str]:
    """Who has left by then: keeps its place and starts no more."""
    left = (each for each in championship.excluded if each.place_kept)
    return frozenset(each.name for each in left if index.get(each.after, -1) <= until)


def is_dated_after(season: Season, index: Mapping[str, int], championship: Championship, until: int) -> bool:
    """Whether anything begins to hold in a championship after that."""
    dated = [each.after for each in season.adjustments if each.championship == championship.code]
    dated += [each.after for each in championship.excluded]
    return any(index.get(ref, -1) > until for ref in dated)


def is_anything_dated(season: Season) -> bool:
    """Whether any adjustment or exclusion begins with a session: what the latest race foresees an earlier one did not."""
    first = {ref: 0 for ref, _, _ in season.sessions()}
    return any(is_dated_after(season, first, rules, -1) for rules in season.regulations.championships)
