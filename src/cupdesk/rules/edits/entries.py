"""Who is entered: a car changed or taken away. Results and decisions follow a car to its new number."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.field import number_in
from cupdesk.rules.model import Entry, Season

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cupdesk.rules.regulations import Regulations
    from cupdesk.rules.session import Session

NUMBER_FIELDS = {
    "Session": ("order", "dead_heats", "grid", "pole", "finishes", "decisions", "second"),
    "Finish": ("number",),
    "Decision": ("cars", "sanctions"),
    "Sanction": ("behind",),
    "SecondEntry": ("order", "finishes", "dead_heats", "answers"),
    "Answer": ("number", "said"),
    "Said": ("shares",),
    "RaceException": ("pole", "fastest_lap", "most_led", "most_gained", "not_eligible", "shares"),
    "DriverShare": ("number",),
}
"""The fields that hold car numbers, or values that do, of the facts of a session and of rules for single races."""


@dataclass(frozen=True, slots=True)
class EnterCar:
    """Enter a car for the season, or for one round as a guest."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class SetEntry:
    """Enter a car otherwise than it was, or (`now` is `None`) no longer; what is typed for it follows its number."""

    was: Entry
    now: Entry | None = None


def _enter_car(season: Season, edit: EnterCar) -> Season:
    return replace(season, entries=(*season.entries, edit.entry))


def _set_entry(season: Season, edit: SetEntry) -> Season:
    if edit.was not in season.entries:
        raise KeyError(edit.was.number)
    place = season.entries.index(edit.was)
    now = () if edit.now is None else (edit.now,)
    season = replace(season, entries=(*season.entries[:place], *now, *season.entries[place + 1 :]))
    if edit.now is None:
        return season
    numbers = {}
    for round_ in season.rounds:
        old, new = number_in(edit.was, round_.code), number_in(edit.now, round_.code)
        if old and new and old != new:
            numbers[round_.code] = {old: new}
    if not numbers:
        return season
    rounds = tuple(
        replace(r, sessions=tuple(renumbered(session, numbers.get(r.code, {})) for session in r.sessions))
        for r in season.rounds
    )
    return replace(season, rounds=rounds, regulations=_rules_renumbered(season, numbers))


def _rules_renumbered(season: Season, numbers: Mapping[str, Mapping[str, str]]) -> Regulations:
    """The rule book with cars named for single races called by their new numbers."""
    everywhere = numbers[season.rounds[0].code] if len(numbers) == len(season.rounds) else {}
    championships = []
    for championship in season.regulations.championships:
        races = []
        for race in championship.races:
            round_code, _, code = race.session.partition("/")
            here = numbers.get(round_code, {}) if code or round_code in numbers else everywhere
            races.append(_renumbered(race, here))
        championships.append(replace(championship, races=tuple(races)))
    return replace(season.regulations, championships=tuple(championships))


def renumbered(session: Session, numbers: Mapping[str, str]) -> Session:
    """The facts of a session with car numbers replaced; the same object where none is named."""
    found: Session = _renumbered(session, numbers)
    return found


def _renumbered(value: Any, numbers: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return numbers.get(value, value)
    if isinstance(value, tuple):
        parts = tuple(_renumbered(part, numbers) for part in value)
        return value if parts == value else parts
    if not is_dataclass(value) or isinstance(value, type):
        return value
    fields = NUMBER_FIELDS[type(value).__name__]
    parts_of = {name: _renumbered(getattr(value, name), numbers) for name in fields}
    return value if all(part == getattr(value, name) for name, part in parts_of.items()) else replace(value, **parts_of)


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {EnterCar: _enter_car, SetEntry: _set_entry}
"""What each edit of this file does to the season."""
