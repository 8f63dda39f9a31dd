"""Everything a person can do to a season: one frozen dataclass each, with the pure function that does it.

`apply` gives the season as it is after the edit. The store writes the difference between the two values, the journal
keeps it, undo takes it back and what-if never writes it: an edit knows nothing of them. One file a subject; each has a
table `DOES` from its edits to their functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cupdesk.rules.edits import calendar, decisions, entries, facts, letterhead, people, publication, result, season
from cupdesk.rules.edits.calendar import MoveRound, MoveSession, SetRound, SetSession
from cupdesk.rules.edits.decisions import AddDecision, ChangeDecision, SetDecisionState, next_decision_number
from cupdesk.rules.edits.entries import EnterCar, SetEntry
from cupdesk.rules.edits.facts import SetDeadHeat, SetDrivers, SetGrid, SetSessionFacts
from cupdesk.rules.edits.letterhead import SetLetterhead
from cupdesk.rules.edits.people import SetDriver, SetTeam
from cupdesk.rules.edits.publication import AnswerSecond, EnterSecond, Reopen, SetPublication, SettleSecond
from cupdesk.rules.edits.result import (
    ClearResult,
    PlaceCar,
    SetOrder,
    SetStatus,
    SetTimes,
    TakeOutCar,
)
from cupdesk.rules.edits.season import (
    SetAdjustment,
    SetAward,
    SetCup,
    SetHonour,
    SetOffence,
    SetOfficial,
    SetRegulations,
)
from cupdesk.rules.edits.within import with_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.model import Season
    from cupdesk.rules.session import Session

__all__ = [
    "AddDecision",
    "AnswerSecond",
    "ChangeDecision",
    "ClearResult",
    "Edit",
    "EnterCar",
    "EnterSecond",
    "MoveRound",
    "MoveSession",
    "PlaceCar",
    "Reopen",
    "SetAdjustment",
    "SetAward",
    "SetCup",
    "SetDeadHeat",
    "SetDecisionState",
    "SetDriver",
    "SetDrivers",
    "SetEntry",
    "SetGrid",
    "SetHonour",
    "SetLetterhead",
    "SetOffence",
    "SetOfficial",
    "SetOrder",
    "SetPublication",
    "SetRegulations",
    "SetRound",
    "SetSession",
    "SetSessionFacts",
    "SetStatus",
    "SetTeam",
    "SetTimes",
    "SettleSecond",
    "TakeOutCar",
    "apply",
    "next_decision_number",
]

Edit: TypeAlias = (
    PlaceCar
    | TakeOutCar
    | SetStatus
    | SetTimes
    | SetOrder
    | ClearResult
    | SetSessionFacts
    | SetDeadHeat
    | SetDrivers
    | SetGrid
    | AddDecision
    | ChangeDecision
    | SetDecisionState
    | EnterCar
    | SetPublication
    | Reopen
    | EnterSecond
    | AnswerSecond
    | SettleSecond
    | SetRegulations
    | SetEntry
    | SetDriver
    | SetTeam
    | SetRound
    | SetSession
    | MoveRound
    | MoveSession
    | SetAward
    | SetCup
    | SetOffence
    | SetHonour
    | SetOfficial
    | SetAdjustment
    | SetLetterhead
)

_SESSION_EDITS: dict[type[Any], Callable[[Session, Any], Session]] = {
    **result.DOES,
    **facts.DOES,
    **decisions.DOES,
}
_SEASON_EDITS: dict[type[Any], Callable[[Season, Any], Season]] = {
    **season.DOES,
    **entries.DOES,
    **people.DOES,
    **calendar.DOES,
    **publication.DOES,
    **letterhead.DOES,
}


def apply(season_: Season, *edits: Edit) -> Season:
    """The season after these edits, done in turn. `KeyError` if an edit names a session or decision that is not there."""
    for edit in edits:
        function = _SESSION_EDITS.get(type(edit))
        if function is None:
            season_ = _SEASON_EDITS[type(edit)](season_, edit)
        else:
            season_ = with_session(season_, edit.session, lambda session, f=function, e=edit: f(session, e))  # type: ignore
    return season_
