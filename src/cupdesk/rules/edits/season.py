"""What holds for the whole season: its name and year, the rule book, awards, the offence catalogue, the roll of honour, who
signs, points given or taken by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cupdesk.rules.edits.people import with_code
from cupdesk.rules.model import Adjustment, Honour, Offence, Official, Season

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.regulations import Award, Regulations

T = TypeVar("T", Honour, Official, Adjustment)


@dataclass(frozen=True, slots=True)
class SetCup:
    """Call the cup otherwise, or give the season another year; its code, by which files and documents know it, stays."""

    cup: str
    year: int


@dataclass(frozen=True, slots=True)
class SetRegulations:
    """Give the season another rule book, whole."""

    regulations: Regulations


@dataclass(frozen=True, slots=True)
class SetAward:
    """Call the award of this code otherwise, or add it; entries follow a new code. `now` `None`: take it away."""

    code: str
    now: Award | None = None


@dataclass(frozen=True, slots=True)
class SetOffence:
    """Write the offence of this code otherwise, or add it; `now` `None`: take it out of the catalogue."""

    code: str
    now: Offence | None = None


@dataclass(frozen=True, slots=True)
class SetHonour:
    """Write a line of the roll of honour otherwise (`was` `None`: one more; `now` `None`: one less)."""

    was: Honour | None = None
    now: Honour | None = None


@dataclass(frozen=True, slots=True)
class SetOfficial:
    """Write a signatory otherwise (`was` `None`: one more; `now` `None`: one less)."""

    was: Official | None = None
    now: Official | None = None


@dataclass(frozen=True, slots=True)
class SetAdjustment:
    """Give or take points by hand otherwise (`was` `None`: one more; `now` `None`: one less)."""

    was: Adjustment | None = None
    now: Adjustment | None = None


def _set_cup(season: Season, edit: SetCup) -> Season:
    return replace(season, cup=edit.cup, year=edit.year)


def _set_regulations(season: Season, edit: SetRegulations) -> Season:
    return replace(season, regulations=edit.regulations)


def _set_award(season: Season, edit: SetAward) -> Season:
    rules = season.regulations
    rules = replace(rules, awards=with_code(rules.awards, edit.code, edit.now))
    if edit.now is not None and edit.now.code != edit.code:
        names = {edit.code: edit.now.code}
        championships = tuple(replace(c, award=names.get(c.award, c.award)) for c in rules.championships)
        rules = replace(rules, championships=championships)
        entries = tuple(
            replace(
                entry,
                awards=tuple(names.get(code, code) for code in entry.awards),
                changes=tuple(
                    change
                    if change.awards is None
                    else replace(change, awards=tuple(names.get(code, code) for code in change.awards))
                    for change in entry.changes
                ),
            )
            for entry in season.entries
        )
        season = replace(season, entries=entries)
    return replace(season, regulations=rules)


def _set_offence(season: Season, edit: SetOffence) -> Season:
    return replace(season, offences=with_code(season.offences, edit.code, edit.now))


def _set_honour(season: Season, edit: SetHonour) -> Season:
    return replace(season, honours=_with(season.honours, edit.was, edit.now))


def _set_official(season: Season, edit: SetOfficial) -> Season:
    return replace(season, officials=_with(season.officials, edit.was, edit.now))


def _set_adjustment(season: Season, edit: SetAdjustment) -> Season:
    return replace(season, adjustments=_with(season.adjustments, edit.was, edit.now))


def _with(known: tuple[T, ...], was: T | None, now: T | None) -> tuple[T, ...]:
    """The list with the first value equal to `was` replaced or left out, or `now` added at its end."""
    here = len(known) if was is None else known.index(was)
    written: tuple[T, ...] = () if now is None else (now,)
    return known[:here] + written + known[here + 1 :]


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {
    SetCup: _set_cup,
    SetRegulations: _set_regulations,
    SetAward: _set_award,
    SetOffence: _set_offence,
    SetHonour: _set_honour,
    SetOfficial: _set_official,
    SetAdjustment: _set_adjustment,
}
"""What each edit of this file does to the season."""
