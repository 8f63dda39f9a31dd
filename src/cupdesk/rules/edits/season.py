"""What holds for the whole season: entries and the rule book."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.model import Entry, Season

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.regulations import Regulations


@dataclass(frozen=True, slots=True)
class EnterCar:
    """Enter a car for the season, or for one round as a guest."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class SetRegulations:
    """Give the season another rule book, whole."""

    regulations: Regulations


def _enter_car(season: Season, edit: EnterCar) -> Season:
    return replace(season, entries=(*season.entries, edit.entry))


def _set_regulations(season: Season, edit: SetRegulations) -> Season:
    return replace(season, regulations=edit.regulations)


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {EnterCar: _enter_car, SetRegulations: _set_regulations}
"""What each edit of this file does to the season."""
