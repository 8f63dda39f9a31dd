"""Everything a person can do to a season: one frozen dataclass each, with the pure function that does it.

`apply` gives the season as it is after the edit. The store writes the difference between the two values, the journal
keeps it, undo takes it back and what-if never writes it: an edit knows nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from cupdesk.rules.model import (
    Decision,
    DecisionState,
    Entry,
    Finish,
    SanctionKind,
    Season,
    Session,
    SessionState,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cupdesk.rules.regulations import Regulations


@dataclass(frozen=True, slots=True)
class PlaceCar:
    """Put a car at `place` of the finishing order (1 first; `None`: next), the others follow; it runs at the flag again
    if it had not started, was withdrawn or was given as disqualified by the timing."""

    session: str
    number: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class TakeOutCar:
    """Take a car out of the finishing order and forget its status; its times are kept."""

    session: str
    number: str


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say how a car ended: retired (with its laps), did not start, disqualified by the timing …

    A car that did not start or was withdrawn leaves the order; a retired one joins its end if it was not in it.
    """

    session: str
    number: str
    status: Status
    laps: int | None = None


@dataclass(frozen=True, slots=True)
class SetTimes:
    """Give facts of the timing for one car; `None` leaves a fact as it is, a gap replaces a total and the reverse."""

    session: str
    number: str
    total_ms: int | None = None
    gap_ms: int | None = None
    laps: int | None = None
    laps_down: int | None = None
    best_ms: int | None = None
    best_lap: int | None = None
    second_ms: int | None = None
    second_lap: int | None = None


@dataclass(frozen=True, slots=True)
class SetOrder:
    """Give a whole finishing order at once (a block pasted or imported, with any facts beside it)."""

    session: str
    order: tuple[str, ...]
    finishes: tuple[Finish, ...] = ()


@dataclass(frozen=True, slots=True)
class ClearResult:
    """Empty a session: order, times, statuses and decisions."""

    session: str


@dataclass(frozen=True, slots=True)
class SetSessionFacts:
    """Give what holds for the whole session: laps run, pole; `None` leaves it."""

    session: str
    laps: int | None = None
    pole: str | None = None


@dataclass(frozen=True, slots=True)
class AddDecision:
    """File a stewards' decision under a session."""

    session: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """Replace the decision of this number by another wording, sanction or state (its own number may change too)."""

    session: str
    number: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class SetDecisionState:
    """Move a decision along: issued, appealed, confirmed, withdrawn, no further action."""

    session: str
    number: int
    state: DecisionState


@dataclass(frozen=True, slots=True)
class EnterCar:
    """Enter a car for the season, or for one round as a guest."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class SetPublication:
    """Say how far a session's result is published: state, revision, document number and time of posting."""

    session: str
    state: SessionState
    revision: int = 0
    document: int | None = None
    posted: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetRegulations:
    """Give the season another rule book, whole."""

    regulations: Regulations


Edit: TypeAlias = (
    PlaceCar
    | TakeOutCar
    | SetStatus
    | SetTimes
    | SetOrder
    | ClearResult
    | SetSessionFacts
    | AddDecision
    | ChangeDecision
    | SetDecisionState
    | EnterCar
    | SetPublication
    | SetRegulations
)

GRID_SANCTIONS = (SanctionKind.GRID_PLACES, SanctionKind.GRID_BACK, SanctionKind.PIT_LANE_START)
"""The sanctions that move a car on the grid, in the order they are carried out."""

_OUT_OF_ORDER = (Status.DID_NOT_START, Status.WITHDRAWN)


def apply(season: Season, *edits: Edit) -> Season:
    """The season after these edits, done in turn. `KeyError` if an edit names a session or decision that is not there."""
    for edit in edits:
        if isinstance(edit, EnterCar):
            season = replace(season, entries=(*season.entries, edit.entry))
        elif isinstance(edit, SetRegulations):
            season = replace(season, regulations=edit.regulations)
        else:
            function = _SESSION_EDITS[type(edit)]
            season = _with_session(season, edit.session, lambda session, f=function, e=edit: f(session, e))  # type: ignore[misc]
    return season


def _with_session(season: Season, ref: str, change: Callable[[Session], Session]) -> Season:
    """The season with one session replaced; every other session stays the same object."""
    season.session(ref)
    round_code, _, code = ref.partition("/")
    rounds = tuple(
        replace(r, sessions=tuple(change(s) if s.code == code else s for s in r.sessions))
        if r.code == round_code
        else r
        for r in season.rounds
    )
    return replace(season, rounds=rounds)


def _with_finish(session: Session, number: str, **facts: Any) -> tuple[Finish, ...]:
    """The fact rows with these facts set for one car; a row that says nothing any more is left out."""
    row = replace(session.finish(number), **facts)
    others = [f for f in session.finishes if f.number != number]
    if row == Finish(number):
        return tuple(others)
    index = next((i for i, f in enumerate(session.finishes) if f.number == number), len(others))
    others.insert(index, row)
    return tuple(others)


def _place_car(session: Session, edit: PlaceCar) -> Session:
    order = [number for number in session.order if number != edit.number]
    order.insert(len(order) if edit.place is None else max(edit.place, 1) - 1, edit.number)
    finishes = session.finishes
    if session.finish(edit.number).status in (*_OUT_OF_ORDER, Status.DISQUALIFIED, Status.EXCLUDED):
        finishes = _with_finish(session, edit.number, status=Status.RUNNING)
    return replace(session, order=tuple(order), finishes=finishes)


def _take_out_car(session: Session, edit: TakeOutCar) -> Session:
    return replace(
        session,
        order=tuple(number for number in session.order if number != edit.number),
        finishes=_with_finish(session, edit.number, status=Status.RUNNING),
    )


def _set_status(session: Session, edit: SetStatus) -> Session:
    order = session.order
    if edit.status in _OUT_OF_ORDER:
        order = tuple(number for number in order if number != edit.number)
    elif edit.number not in order:
        order = (*order, edit.number)
    facts: dict[str, Any] = {"status": edit.status}
    if edit.laps is not None:
        facts |= {"laps": edit.laps, "laps_down": None}
    return replace(session, order=order, finishes=_with_finish(session, edit.number, **facts))


def _set_times(session: Session, edit: SetTimes) -> Session:
    facts = {
        f.name: getattr(edit, f.name)
        for f in fields(edit)
        if f.name not in ("session", "number") and getattr(edit, f.name) is not None
    }
    for given, other in (("total_ms", "gap_ms"), ("gap_ms", "total_ms"), ("laps", "laps_down"), ("laps_down", "laps")):
        if given in facts and other not in facts:
            facts[other] = None
    return replace(session, finishes=_with_finish(session, edit.number, **facts))


def _set_order(session: Session, edit: SetOrder) -> Session:
    given = {row.number: row for row in edit.finishes}
    kept = tuple(row for row in session.finishes if row.number not in given)
    return replace(session, order=edit.order, finishes=(*kept, *edit.finishes))


def _clear_result(session: Session, edit: ClearResult) -> Session:
    return replace(
        session,
        order=(),
        dead_heats=(),
        finishes=(),
        decisions=(),
        laps=None,
        counted_laps=None,
        state=SessionState.UNOFFICIAL,
        revision=0,
        document=None,
        posted=None,
    )


def _set_session_facts(session: Session, edit: SetSessionFacts) -> Session:
    return replace(
        session,
        laps=session.laps if edit.laps is None else edit.laps,
        pole=session.pole if edit.pole is None else edit.pole,
    )


def _add_decision(session: Session, edit: AddDecision) -> Session:
    return replace(session, decisions=(*session.decisions, edit.decision))


def _change_decision(session: Session, edit: ChangeDecision) -> Session:
    if all(decision.number != edit.number for decision in session.decisions):
        raise KeyError(edit.number)
    return replace(
        session,
        decisions=tuple(edit.decision if d.number == edit.number else d for d in session.decisions),
    )


def _set_decision_state(session: Session, edit: SetDecisionState) -> Session:
    decision = next((d for d in session.decisions if d.number == edit.number), None)
    if decision is None:
        raise KeyError(edit.number)
    return _change_decision(session, ChangeDecision(edit.session, edit.number, replace(decision, state=edit.state)))


def _set_publication(session: Session, edit: SetPublication) -> Session:
    return replace(session, state=edit.state, revision=edit.revision, document=edit.document, posted=edit.posted)


_SESSION_EDITS: dict[type[Any], Callable[[Session, Any], Session]] = {
    PlaceCar: _place_car,
    TakeOutCar: _take_out_car,
    SetStatus: _set_status,
    SetTimes: _set_times,
    SetOrder: _set_order,
    ClearResult: _clear_result,
    SetSessionFacts: _set_session_facts,
    AddDecision: _add_decision,
    ChangeDecision: _change_decision,
    SetDecisionState: _set_decision_state,
    SetPublication: _set_publication,
}


def next_decision_number(season: Season, ref: str) -> int:
    """The number the next decision of this meeting gets: one more than the highest on file."""
    numbers = [d.number for s in season.round_of(ref).sessions for d in s.decisions]
    return max(numbers, default=0) + 1
