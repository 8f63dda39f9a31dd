"""How far a result is published, with the documents that say so; a final result reopened; the order entered a second time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.edits.within import with_session
from cupdesk.rules.session import Answer, Finish, SecondEntry, Session, SessionState, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cupdesk.rules.documents import Document
    from cupdesk.rules.model import Season


@dataclass(frozen=True, slots=True)
class SetPublication:
    """Say how far a session's result is published: state, revision, document number, time of posting; and freeze `documents`."""

    session: str
    state: SessionState
    revision: int = 0
    document: int | None = None
    posted: datetime | None = None
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open a final result again, with the reason; its documents stay as they are."""

    session: str
    reason: str


@dataclass(frozen=True, slots=True)
class EnterSecond:
    """Put the order as it stands in the second, blind entry: cars in order, those with a status, those that share a place."""

    session: str
    order: tuple[str, ...] = ()
    finishes: tuple[Finish, ...] = ()
    by: str = ""
    dead_heats: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSecond:
    """Answer a difference between both entries; the order stays as it is until all are settled."""

    session: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class SettleSecond:
    """Make both entries say the same: this order, statuses and shared places, after `settled` differences were decided."""

    session: str
    order: tuple[str, ...]
    finishes: tuple[Finish, ...]
    settled: int
    by: str = ""
    dead_heats: tuple[tuple[str, ...], ...] = ()


def _set_publication(season: Season, edit: SetPublication) -> Season:
    def change(session: Session) -> Session:
        return replace(
            session,
            state=edit.state,
            revision=edit.revision,
            document=edit.document,
            posted=edit.posted,
            reopened=session.reopened if edit.state is SessionState.PROVISIONAL else "",
        )

    changed = with_session(season, edit.session, change)
    return replace(changed, documents=(*season.documents, *edit.documents)) if edit.documents else changed


def _reopen(season: Season, edit: Reopen) -> Season:
    return with_session(
        season, edit.session, lambda s: replace(s, state=SessionState.PROVISIONAL, reopened=edit.reason)
    )


def _enter_second(season: Season, edit: EnterSecond) -> Season:
    def change(session: Session) -> Session:
        given = session.second.answers if session.second else ()
        second = SecondEntry(edit.order, edit.finishes, edit.by, dead_heats=edit.dead_heats, answers=given)
        return replace(session, second=second)

    return with_session(season, edit.session, change)


def _answer_second(season: Season, edit: AnswerSecond) -> Season:
    def change(session: Session) -> Session:
        second = session.second or SecondEntry()
        others = tuple(each for each in second.answers if each.number != edit.answer.number)
        return replace(session, second=replace(second, answers=(*others, edit.answer)))

    return with_session(season, edit.session, change)


def _settle_second(season: Season, edit: SettleSecond) -> Season:
    said = {row.number: row for row in edit.finishes}

    def change(session: Session) -> Session:
        rows = [
            replace(row, status=said[row.number].status, laps=_laps(row, said[row.number]))
            if row.number in said
            else replace(row, status=Status.RUNNING)
            for row in session.finishes
        ]
        known = {row.number for row in rows}
        rows += [row for row in edit.finishes if row.number not in known]
        finishes = tuple(row for row in rows if row != Finish(row.number))
        second = SecondEntry(edit.order, edit.finishes, edit.by, edit.settled, edit.dead_heats)
        return replace(session, order=edit.order, finishes=finishes, dead_heats=edit.dead_heats, second=second)

    return with_session(season, edit.session, change)


def _laps(row: Finish, said: Finish) -> int | None:
    return row.laps if said.laps is None else said.laps


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {
    SetPublication: _set_publication,
    Reopen: _reopen,
    EnterSecond: _enter_second,
    AnswerSecond: _answer_second,
    SettleSecond: _settle_second,
}
"""What each edit of this file does to the season."""
