"""Where the code of a category, an award or a championship is used outside the regulations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Entry, Season

_MOST_NAMED = 3


def use_of(season: Season, kind: str, code: str, path: str, *, renamed: bool = False) -> Trouble | None:
    """What would lose its meaning without this code (`kind`: `categories`, `awards`, `championships`), if anything.

    `path` is where it is said; `renamed`: the code is to be another, not to be taken out.
    """
    if kind == "championships":
        if any(each.championship == code for each in season.adjustments):
            key = "seasons.used_adjustment_code" if renamed else "seasons.used_adjustment"
            return Trouble(key, path=path, found=code)
        years = ", ".join(str(honour.year) for honour in season.honours if honour.championship == code)
        key = "seasons.used_honours_code" if renamed else "seasons.used_honours"
        return Trouble(key, path=path, found=code, years=years) if years else None
    cars = [entry.number for entry in season.entries if code in _codes(entry, kind)]
    if not cars:
        return None
    named = ", ".join(cars[:_MOST_NAMED]) + (" …" if len(cars) > _MOST_NAMED else "")
    key = "seasons.used_entries_code" if renamed else "seasons.used_entries"
    return Trouble(key, path=path, found=code, n=len(cars), cars=named)


def _codes(entry: Entry, kind: str) -> set[str | None]:
    """The categories or awards of an entry, in any round."""
    if kind == "categories":
        return {entry.category, *(change.category for change in entry.changes)}
    return {*entry.awards, *(award for change in entry.changes for award in change.awards or ())}
