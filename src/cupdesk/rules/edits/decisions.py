"""What the stewards decide: decisions filed, changed, moved along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.session import Decision, DecisionState, Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cupdesk.rules.model import Season


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
    """Move a decision along: issued, appealed, confirmed, withdrawn, no further action; `at` this time, `by` whom."""

    session: str
    number: int
    state: DecisionState
    at: datetime | None = None
    by: str = ""


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
    moved = decision.moved(edit.state, edit.at, edit.by)
    return _change_decision(session, ChangeDecision(edit.session, edit.number, moved))


DOES: dict[type[Any], Callable[[Session, Any], Session]] = {
    AddDecision: _add_decision,
    ChangeDecision: _change_decision,
    SetDecisionState: _set_decision_state,
}
"""What each edit of this file does to its session."""


def next_decision_number(season: Season, ref: str) -> int:
    """The number the next decision of this meeting gets: one more than the highest on file."""
    numbers = [d.number for s in season.round_of(ref).sessions for d in s.decisions]
    return max(numbers, default=0) + 1
