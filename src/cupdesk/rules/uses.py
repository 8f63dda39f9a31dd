"""What in a season names something: why a car, a driver or a round cannot be taken away."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from cupdesk.rules.edits.calendar import RACE_FIELDS, plan_of
from cupdesk.rules.edits.entries import renumbered
from cupdesk.rules.field import BETWEEN_CREW, number_in
from cupdesk.rules.regulations import Ranks

if TYPE_CHECKING:
    from cupdesk.rules.model import Entry, Season

_NOBODY = ""


def sessions_of_entry(season: Season, entry: Entry) -> tuple[str, ...]:
    """The sessions, by reference, in which something is typed for a car."""
    return tuple(ref for round_ in season.rounds for ref in sessions_in_round(season, entry, round_.code))


def sessions_in_round(season: Season, entry: Entry, round_code: str) -> tuple[str, ...]:
    """The sessions of one round in which something is typed for a car."""
    number = number_in(entry, round_code)
    return tuple(
        ref
        for ref, round_, session in season.sessions()
        if number and round_.code == round_code and renumbered(session, {number: _NOBODY}) is not session
    )


def not_entered(season: Season) -> frozenset[tuple[str, str]]:
    """The cars that results, grids and decisions name but that are not entered in their round: session and number."""
    found = set()
    for round_ in season.rounds:
        entered = {number_in(entry, round_.code) for entry in season.entries}
        for session in round_.sessions:
            named = {*session.order, *session.grid, *(row.number for row in session.finishes)}
            named.update(*(decision.cars for decision in session.decisions))
            found |= {(f"{round_.code}/{session.code}", number) for number in named - entered}
    return frozenset(found)


def is_used(season: Season, ref: str) -> bool:
    """Whether anything came of a session: results, decisions, a published document."""
    session = season.session(ref)
    return session != plan_of(session) or any(document.session == ref for document in season.documents)


def entries_of_driver(season: Season, code: str) -> tuple[str, ...]:
    """The numbers of the cars a driver is entered on, or drove in a session."""
    found = [
        entry.number
        for entry in season.entries
        if code in entry.drivers or any(code in (change.drivers or ()) for change in entry.changes)
    ]
    found += [row.number for _, _, s in season.sessions() for row in s.finishes if code in row.drivers]
    return tuple(dict.fromkeys(found))


def entries_of_team(season: Season, code: str) -> tuple[str, ...]:
    """The numbers of the cars a team enters."""
    return tuple(
        entry.number
        for entry in season.entries
        if code == entry.team or any(code == change.team for change in entry.changes)
    )


def entries_of_award(season: Season, code: str) -> tuple[str, ...]:
    """The numbers of the cars with an award."""
    return tuple(
        entry.number
        for entry in season.entries
        if code in entry.awards or any(code in (change.awards or ()) for change in entry.changes)
    )


def decisions_on(season: Season, code: str) -> tuple[tuple[str, int], ...]:
    """The decisions on an offence: the session each is filed under, and its number."""
    return tuple(
        (ref, d.number) for ref, _, session in season.sessions() for d in session.decisions if d.offence == code
    )


def records_of(season: Season, code: str, *, team: bool) -> tuple[str, ...]:
    """The championships whose roll of honour, adjustments or rules name a driver or a team."""
    teams = {c.code: c.ranks is Ranks.TEAM for c in season.regulations.championships}
    crews = [c.code for c in season.regulations.championships if c.ranks is Ranks.CREW]

    def names(championship: str, name: str) -> bool:
        return code in (name.split(BETWEEN_CREW) if championship in crews else (name,))

    named = [honour.championship for honour in season.honours if names(honour.championship, honour.name)]
    named += [each.championship for each in season.adjustments if names(each.championship, each.name)]
    for championship in season.regulations.championships:
        people = [each.name for each in championship.excluded]
        for race in championship.races:
            people += [*race.fastest_lap_by, *(share.driver for share in race.shares)]
            people += [extra.name for extra in race.extra]
        named += [championship.code] * any(names(championship.code, name) for name in people)
    return tuple(dict.fromkeys(each for each in named if teams.get(each, team) == team))


def races_named(season: Season, names: tuple[str, ...]) -> tuple[str, ...]:
    """Where these rounds or sessions (codes or references) are named: the championships' codes, "" for an adjustment."""
    found = [c.code for c in season.regulations.championships if _names(c, names)]
    found += ["" for each in season.adjustments if each.after in names]
    return tuple(dict.fromkeys(found))


def _names(value: Any, names: tuple[str, ...], field: str = "") -> bool:
    if isinstance(value, tuple):
        return any(_names(part, names, field) for part in value)
    if isinstance(value, str):
        return field in RACE_FIELDS and value in names
    return (
        is_dataclass(value)
        and not isinstance(value, type)
        and any(_names(getattr(value, f.name), names, f.name) for f in fields(value))
    )
