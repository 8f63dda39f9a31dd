"""Drivers and teams: added, changed, taken away. Their codes stay, so that everything else still means them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cupdesk.rules.model import Driver, Season, Team

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.model import Offence
    from cupdesk.rules.regulations import Award

T = TypeVar("T", "Driver", "Team", "Award", "Offence")


@dataclass(frozen=True, slots=True)
class SetDriver:
    """Give the driver of this code other facts, or add him; `now` `None`: take him out of the file."""

    code: str
    now: Driver | None = None


@dataclass(frozen=True, slots=True)
class SetTeam:
    """Give the team of this code other facts, or add it; `now` `None`: take it out of the file."""

    code: str
    now: Team | None = None


def with_code(known: tuple[T, ...], code: str, now: T | None) -> tuple[T, ...]:
    """The list with the value of this code replaced, added at its end, or left out."""
    if all(each.code != code for each in known):
        return known if now is None else known + (now,)  # noqa: RUF005
    if now is None:
        return tuple(each for each in known if each.code != code)
    return tuple(now if each.code == code else each for each in known)


def _set_driver(season: Season, edit: SetDriver) -> Season:
    return replace(season, drivers=with_code(season.drivers, edit.code, edit.now))


def _set_team(season: Season, edit: SetTeam) -> Season:
    return replace(season, teams=with_code(season.teams, edit.code, edit.now))


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {SetDriver: _set_driver, SetTeam: _set_team}
"""What each edit of this file does to the season."""
