"""How far a session is published, what stands in the way of final, and what the next step would be. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cupdesk.rules.edits import SetPublication
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.words import figures
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from datetime import datetime

    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Session
    from cupdesk.words import Words

_OPEN = (DecisionState.INVESTIGATION, DecisionState.APPEALED)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so before a result is final; `soft` ones only inform: entering the step again takes it."""

    name: str
    good: bool
    text: str
    detail: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A line of the register: the document a session's result stands in now."""

    ref: str
    document: int | None
    session: str
    state: str
    posted: str


def register(book: Book, words: Words) -> list[Published]:
    """The published results of the season, the latest document first."""
    found = [
        Published(ref, s.document, session_and_round(book, ref, words), state_words(s, words), posted_words(s, words))
        for ref, _, s in book.season.sessions()
        if s.state is not SessionState.UNOFFICIAL
    ]
    return sorted(found, key=lambda row: -(row.document or 0))


def next_document(book: Book) -> int:
    """The number the next document gets: one more than the highest given out."""
    return max((session.document or 0 for _, _, session in book.season.sessions()), default=0) + 1


def checks(book: Book, ref: str, words: Words, now: datetime) -> list[Check]:
    """What a final result waits for."""
    session, result = book.session(ref), book.classification(ref)
    cars = len(book.entries(book.round_of(ref).code))
    missing = len(result.missing)
    waiting = sum(decision.state in _OPEN for decision in book.decisions(ref))
    found = [
        Check(
            "order",
            result.complete,
            words("session.publication.complete" if result.complete else "session.publication.incomplete"),
            words("session.publication.complete_detail", n=cars)
            if result.complete
            else words("session.order.note", n=missing),
        ),
        Check(
            "decisions",
            waiting == 0,
            words("session.publication.open_decisions", n=waiting)
            if waiting
            else words("session.publication.no_open_decision"),
        ),
    ]
    if session.state is SessionState.UNOFFICIAL:
        found.append(Check("posted", False, words("session.publication.not_provisional")))
    elif session.posted is not None:
        found.append(_protest(book, session.posted, words, now))
    return found


def _protest(book: Book, posted: datetime, words: Words, now: datetime) -> Check:
    until = posted + timedelta(minutes=book.season.regulations.protest_minutes)
    left = until - (now if posted.tzinfo else now.replace(tzinfo=None))
    time = f"{until:%H:%M}"
    name = words("session.publication.protest")
    if left <= timedelta(0):
        return Check("protest", True, name, words("session.publication.protest_over", time=time), soft=True)
    minutes = -(-left // timedelta(minutes=1))
    detail = words("session.publication.protest_left", minutes=minutes, time=time)
    return Check("protest", False, name, detail, soft=True)


def publish(book: Book, ref: str, document: int, posted: datetime) -> SetPublication | None:
    """The primary step: the provisional, or the next revision; `None` while there is nothing to publish."""
    session = book.session(ref)
    if not book.has_result(ref):
        return None
    if session.state is SessionState.UNOFFICIAL:
        return SetPublication(ref, SessionState.PROVISIONAL, 0, document, posted)
    return SetPublication(ref, session.state, session.revision + 1, document, posted)


def finalise(book: Book, ref: str, document: int, posted: datetime) -> SetPublication:
    """Make the result final, as its own document; from final, back to provisional under the same number."""
    session = book.session(ref)
    if session.state is SessionState.FINAL:
        return SetPublication(ref, SessionState.PROVISIONAL, session.revision, session.document, session.posted)
    return SetPublication(ref, SessionState.FINAL, session.revision, document, posted)


def state_words(session: Session, words: Words) -> str:
    """`Provisional, revision 1`."""
    state = words(f"rules.state.{session.state.value}")
    return f"{state}, {words('rules.state.revision', n=session.revision)}" if session.revision else state


def posted_words(session: Session, words: Words) -> str:
    """`7 October 2023, 15:52`; "" if not posted."""
    posted = session.posted
    return f"{figures.short_date(posted.date(), words.language)}, {posted:%H:%M}" if posted else ""
