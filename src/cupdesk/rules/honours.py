"""The roll of honour: which title this is for a champion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cupdesk.rules.model import Season


def titles_of(season: Season, championship: str, name: str) -> tuple[int | None, int | None]:
    """The how-manieth title this year's is for `name`, and how many in a row; `None` where the roll does not say."""
    roll = [honour for honour in season.honours if honour.championship == championship]
    won = {honour.year for honour in roll if honour.name == name and not honour.none_before}
    known = {honour.year for honour in roll if not honour.none_before}
    row = 1
    while season.year - row in won:
        row += 1
    in_a_row = row if row > 1 or season.year - 1 in known or season.honours_complete else None
    none = max((h.year for h in roll if h.name == name and h.none_before), default=None)
    if none is not None and known.issuperset(range(none + 1, season.year)):
        return sum(year > none for year in won) + 1, row
    return (len(won) + 1 if season.honours_complete else None), in_a_row


def title_before(season: Season, championship: str, name: str) -> int | None:
    """The year of the last title `name` has had before this season, if the roll says that he had none since; else `None`."""
    roll = [honour for honour in season.honours if honour.championship == championship and not honour.none_before]
    last = max((honour.year for honour in roll if honour.name == name), default=None)
    if last is None:
        return None
    known = {honour.year for honour in roll}
    return last if season.honours_complete or known.issuperset(range(last, season.year)) else None


def titles_known(season: Season, championship: str, name: str) -> tuple[int, ...]:
    """The years of the earlier titles of `name` that the roll has, in order."""
    return tuple(
        sorted(
            h.year for h in season.honours if h.championship == championship and h.name == name and not h.none_before
        )
    )
