"""How far a session is published, what stands in the way of final, what differs from the documents out. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cupdesk.rules.documents import in_force, next_revision
from cupdesk.rules.results import ProblemKind
from cupdesk.rules.second import disagreements
from cupdesk.rules.session import DecisionState, SecondEntry, SessionKind, SessionState
from cupdesk.sheets.differences import differences
from cupdesk.sheets.frozen import thawed
from cupdesk.sheets.publish import BEFORE, LEADING, WITH_RESULT, now
from cupdesk.words import figures
from cupdesk.words.names import car_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from cupdesk.rules.book import Book
    from cupdesk.rules.documents import Document, Signatory
    from cupdesk.rules.model import Season
    from cupdesk.rules.session import Session
    from cupdesk.sheets.differences import Change
    from cupdesk.words import Words

_OPEN = (DecisionState.INVESTIGATION, DecisionState.APPEALED)
_ELSEWHERE = (ProblemKind.CARS_MISSING, ProblemKind.OPEN_DECISION)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so before a result is final; `key` and `tab` lead to where it is settled.

    `soft` ones only inform: entering the step again takes it.
    """

    name: str
    good: bool
    text: str
    detail: str = ""
    soft: bool = False
    key: str = ""
    tab: str = ""


def altered(book: Book, ref: str, language: str) -> dict[int, tuple[Change, ...]]:
    """What each document of a session that is out now would say otherwise, by its number; those that would not are left out."""
    return {d.number: found for d in in_force(book.season, ref) if (found := changes(book, d, language))}


def changes(book: Book, document: Document, language: str) -> tuple[Change, ...]:
    """What a document would say otherwise if it were made now; nothing, if it cannot be made or read any more."""
    try:
        return differences(thawed(book.season, document, language), now(book, document, language))
    except Trouble:
        return ()


def checks(book: Book, ref: str, words: Words, at: datetime, differing: dict[int, tuple[Change, ...]]) -> list[Check]:
    """What a final result waits for; `differing` as `altered` gives it."""
    session, result = book.session(ref), book.classification(ref)
    cars, missing = len(book.entries(book.round_of(ref).code)), len(result.missing)
    found = [_to_publish(book, ref, words, differing)] if differing else []
    key = "complete" if result.complete else "incomplete"
    detail = words("session.order.note", n=missing) if missing else words("session.publication.complete_detail", n=cars)
    found.append(Check("order", result.complete, words(f"session.publication.{key}"), detail, key="F5", tab="order"))
    others = [problem for problem in result.problems if problem.kind not in _ELSEWHERE]
    if others:
        first = car_name(book, ref, others[0].cars[0], words) if others[0].cars else ""
        said = words("session.publication.problems", n=len(others))
        found.append(Check("problems", False, said, first, key="F5", tab="order"))
    found.append(_decisions(book, ref, words))
    if session.kind is SessionKind.RACE and (session.second or book.season.regulations.second_entry):
        found.append(_second(book, ref, words))
    if session.state is SessionState.UNOFFICIAL:
        found.append(Check("posted", False, words("session.publication.not_provisional")))
    elif session.state is SessionState.PROVISIONAL and session.posted is not None:
        found.append(_protest(book, session.posted, words, at))
    return found


def _to_publish(book: Book, ref: str, words: Words, differing: dict[int, tuple[Change, ...]]) -> Check:
    number, found = next(iter(differing.items()))
    document = next(each for each in in_force(book.season, ref) if each.number == number)
    revision = next_revision(book.season, ref, document.kind, document.state)
    text = words("session.publication.revision_due", n=revision)
    detail = words("session.publication.differs", n=len(found), number=number)
    return Check("changed", False, text, detail, key="Ctrl+⏎")


def _decisions(book: Book, ref: str, words: Words) -> Check:
    waiting = [decision for decision in book.decisions(ref) if decision.state in _OPEN]
    if not waiting:
        return Check("decisions", True, words("session.publication.no_open_decision"))
    first = waiting[0]
    state = words(f"rules.decision_state.{first.state.value}")
    detail = words("session.publication.open_first", number=first.number, cars=", ".join(first.cars), state=state)
    text = words("session.publication.open_decisions", n=len(waiting))
    return Check("decisions", False, text, detail, key="F6", tab="decisions")


def _second(book: Book, ref: str, words: Words) -> Check:
    """Whether the order was entered a second time and both entries say the same."""
    session = book.session(ref)
    second, soft = session.second or SecondEntry(), not book.season.regulations.second_entry
    found = disagreements(session)
    if not found and second.order:
        text, detail = words("session.second.agrees", n=second.settled), second.by
        return Check("second", True, text, detail, soft, "Ctrl+Shift+V", "second")
    done = len({*second.order, *(row.number for row in second.finishes)})
    cars = len(book.entries(book.round_of(ref).code))
    key = "open" if done >= cars else "unfinished"
    text = words(f"session.second.{key}", n=len(found), done=done, all=cars)
    return Check("second", False, text, "", soft, "Ctrl+Shift+V", "second")


def time_left(book: Book, posted: datetime, at: datetime) -> timedelta:
    """How long protests are still taken; negative when the period is over."""
    until = posted + timedelta(minutes=book.season.regulations.protest_minutes)
    return until - (at if posted.tzinfo else at.replace(tzinfo=None))


def _protest(book: Book, posted: datetime, words: Words, at: datetime) -> Check:
    left = time_left(book, posted, at)
    time = f"{posted + timedelta(minutes=book.season.regulations.protest_minutes):%H:%M}"
    name = words("session.publication.protest")
    if left <= timedelta(0):
        return Check("protest", True, name, words("session.publication.protest_over", time=time), soft=True)
    minutes = -(-left // timedelta(minutes=1))
    detail = words("session.publication.protest_left", minutes=minutes, time=time)
    return Check("protest", False, name, detail, soft=True)


def due(book: Book, ref: str, kinds: tuple[str, ...], differing: dict[int, tuple[Change, ...]]) -> tuple[str, ...]:
    """The kinds the next publication is about: those that differ from what is out, else those posted with a result, or before it."""
    mine = {each.kind for each in in_force(book.season, ref) if each.number in differing}
    raced = book.has_result(ref)
    usual = tuple(kind for kind in kinds if kind in WITH_RESULT and (kind in BEFORE) is not raced)
    return tuple(kind for kind in kinds if kind in mine) or usual


def next_state(session: Session) -> SessionState:
    """What the primary step makes of a session: provisional first, then the same state, revised."""
    return SessionState.PROVISIONAL if session.state is SessionState.UNOFFICIAL else session.state


def needs_reason(season: Season, ref: str, kinds: tuple[str, ...]) -> bool:
    """Whether publishing these kinds revises a final result that is out, which is done for a reason only."""
    session = season.session(ref)
    out = session.document is not None or any(each.kind in LEADING for each in in_force(season, ref))
    leads = not kinds or any(kind in LEADING for kind in kinds)
    return session.state is SessionState.FINAL and out and leads


def unchanged(book: Book, ref: str, kinds: tuple[str, ...], signed: tuple[Signatory, ...]) -> Document | None:
    """The first of the documents out, if publishing these kinds again would print nothing else; `None` if it would."""
    out = {each.kind: each for each in in_force(book.season, ref)}
    documents = [out[kind] for kind in kinds if kind in out]
    state = next_state(book.session(ref))
    new = len(documents) < len(kinds) or any(each.state is not state for each in documents)
    if new or any(_by_name(each.signed) != _by_name(signed) or _prints_otherwise(book, each) for each in documents):
        return None
    return documents[0] if documents else None


def _by_name(signed: tuple[Signatory, ...]) -> list[tuple[str, str]]:
    return sorted((each.role, each.name) for each in signed)


def _prints_otherwise(book: Book, document: Document) -> bool:
    copy = document.copies[0]
    try:
        return now(book, document, copy.language).digest != copy.fingerprint
    except Trouble:
        return False


def state_words(session: Session | Document, words: Words) -> str:
    """`Provisional, revision 1`."""
    state = words(f"rules.state.{session.state.value}")
    return f"{state}, {words('rules.state.revision', n=session.revision)}" if session.revision else state


def posted_words(posted: datetime | None, words: Words) -> str:
    """`7 October 2023, 15:52`; "" if not posted."""
    return f"{figures.short_date(posted.date(), words.language)}, {posted:%H:%M}" if posted else ""
