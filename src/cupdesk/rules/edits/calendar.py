"""The calendar: rounds and sessions added, changed, moved, taken away. What names a round or a session follows its code."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cupdesk.rules.model import Round, Season
from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T", Round, Session)

PLAN = (
    "code",
    "kind",
    "name",
    "date",
    "start",
    "planned_laps",
    "planned_minutes",
    "joint",
    "points_factor",
    "cancelled",
    "sets_grids",
)
"""The fields of a session that are known before it is run; all others are what came of it."""
RACE_FIELDS = ("sessions", "session", "races", "always", "countback_sessions", "after")
"""The fields of the regulations that name rounds or sessions: by reference, by session code or by round code."""


@dataclass(frozen=True, slots=True)
class SetRound:
    """Give the round of this code other facts, or add it; its sessions stay. `now` `None`: take it away with its sessions."""

    code: str
    now: Round | None = None


@dataclass(frozen=True, slots=True)
class SetSession:
    """Plan the session of this code otherwise, or add it to its round; what came of it stays. `now` `None`: take it away."""

    round: str
    code: str
    now: Session | None = None


@dataclass(frozen=True, slots=True)
class MoveRound:
    """Put a round at `place` of the calendar (1 first)."""

    code: str
    place: int


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Put a session at `place` of its round (1 first)."""

    round: str
    code: str
    place: int


def plan_of(session: Session) -> Session:
    """The session as it was planned, with nothing of what came of it."""
    return Session(**{name: getattr(session, name) for name in PLAN})


def _set_round(season: Season, edit: SetRound) -> Season:
    codes = [round_.code for round_ in season.rounds]
    now = edit.now
    if edit.code not in codes:
        return season if now is None else replace(season, rounds=(*season.rounds, now))
    if now is None:
        return replace(season, rounds=tuple(round_ for round_ in season.rounds if round_.code != edit.code))
    rounds = tuple(replace(now, sessions=r.sessions) if r.code == edit.code else r for r in season.rounds)
    season = replace(season, rounds=rounds)
    if now.code == edit.code:
        return season
    names = {edit.code: now.code}
    names |= {f"{edit.code}/{s.code}": f"{now.code}/{s.code}" for r in rounds for s in r.sessions if r.code == now.code}
    entries = tuple(
        replace(
            entry,
            rounds=tuple(names.get(code, code) for code in entry.rounds),
            changes=tuple(replace(change, round=names.get(change.round, change.round)) for change in entry.changes),
        )
        for entry in season.entries
    )
    return _renamed(replace(season, entries=entries), names)


def _set_session(season: Season, edit: SetSession) -> Season:
    round_ = _round(season, edit.round)
    now = edit.now
    if all(session.code != edit.code for session in round_.sessions):
        sessions = round_.sessions if now is None else (*round_.sessions, plan_of(now))
        return _with_sessions(season, edit.round, sessions)
    if now is None:
        kept = tuple(session for session in round_.sessions if session.code != edit.code)
        return _with_sessions(season, edit.round, kept)
    plan = {name: getattr(now, name) for name in PLAN}
    sessions = tuple(replace(s, **plan) if s.code == edit.code else s for s in round_.sessions)
    season = _with_sessions(season, edit.round, sessions)
    if now.code == edit.code:
        return season
    names = {f"{edit.round}/{edit.code}": f"{edit.round}/{now.code}"}
    if all(s.code != edit.code for r in season.rounds for s in r.sessions):
        names[edit.code] = now.code
    return _renamed(season, names)


def _move_round(season: Season, edit: MoveRound) -> Season:
    return replace(season, rounds=_moved(season.rounds, _round(season, edit.code), edit.place))


def _move_session(season: Season, edit: MoveSession) -> Season:
    sessions = _round(season, edit.round).sessions
    session = next(session for session in sessions if session.code == edit.code)
    return _with_sessions(season, edit.round, _moved(sessions, session, edit.place))


def _moved(items: tuple[T, ...], item: T, place: int) -> tuple[T, ...]:
    others = [each for each in items if each is not item]
    others.insert(max(place, 1) - 1, item)
    return tuple(others)


def _round(season: Season, code: str) -> Round:
    for round_ in season.rounds:
        if round_.code == code:
            return round_
    raise KeyError(code)


def _with_sessions(season: Season, code: str, sessions: tuple[Session, ...]) -> Season:
    return replace(season, rounds=tuple(replace(r, sessions=sessions) if r.code == code else r for r in season.rounds))


def _renamed(season: Season, names: Mapping[str, str]) -> Season:
    """The season with rounds and sessions called by their new names wherever they are named."""
    rounds = tuple(
        replace(round_, sessions=tuple(_session_renamed(session, names) for session in round_.sessions))
        for round_ in season.rounds
    )
    adjustments = tuple(replace(each, after=names.get(each.after, each.after)) for each in season.adjustments)
    regulations: Regulations = _rules_renamed(season.regulations, names)
    documents = tuple(replace(each, session=names.get(each.session, each.session)) for each in season.documents)
    return replace(season, rounds=rounds, adjustments=adjustments, regulations=regulations, documents=documents)


def _session_renamed(session: Session, names: Mapping[str, str]) -> Session:
    grids = tuple(replace(source, race=names.get(source.race, source.race)) for source in session.sets_grids)
    decisions = tuple(replace(d, applies_to=names.get(d.applies_to, d.applies_to)) for d in session.decisions)
    if grids == session.sets_grids and decisions == session.decisions:
        return session
    return replace(session, sets_grids=grids, decisions=decisions)


def _rules_renamed(value: Any, names: Mapping[str, str], field: str = "") -> Any:
    if isinstance(value, tuple):
        return tuple(_rules_renamed(part, names, field) for part in value)
    if isinstance(value, str):
        return names.get(value, value) if field in RACE_FIELDS else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{f.name: _rules_renamed(getattr(value, f.name), names, f.name) for f in fields(value)})


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {
    SetRound: _set_round,
    SetSession: _set_session,
    MoveRound: _move_round,
    MoveSession: _move_session,
}
"""What each edit of this file does to the season."""
