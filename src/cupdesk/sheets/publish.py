"""Publishing: the sheets of a session with their numbers, frozen as they are posted, as one edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cupdesk.rules.book import Book
from cupdesk.rules.documents import Document, Signatory, in_force, next_revision, published, taken
from cupdesk.rules.edits import SetPublication
from cupdesk.rules.model import Official
from cupdesk.rules.session import SessionKind, SessionState
from cupdesk.sheets.differences import differences
from cupdesk.sheets.frame import STATUS, standing_of
from cupdesk.sheets.frozen import frozen, reprint, thawed
from cupdesk.sheets.letterhead import languages
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cupdesk.sheets.sheet import Sheet

WITH_RESULT = ("classification", "qualifying", "by_category", "grid", "standings")
"""The kinds that are posted when a result is; the others only when they are asked for."""
LEADING = ("classification", "qualifying")
"""The kinds that carry a session's result: theirs is the number and the revision that the session is known by."""
BEFORE = ("grid", "entries")
"""Kinds that a session has before it has a result."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What a publication carries: how far the result has come, first number, time, operator, signatories, kinds.

    `reason` is why a final result was opened again.
    """

    state: SessionState
    number: int
    posted: datetime
    kinds: tuple[str, ...]
    by: str = ""
    signed: tuple[Signatory, ...] = ()
    reason: str = ""


def kinds_of(book: Book, ref: str) -> tuple[str, ...]:
    """The kinds of documents that can be made of a session now, in order."""
    return tuple(kind for kind in DOCUMENTS if _can(book, ref, kind))


def _can(book: Book, ref: str, kind: str) -> bool:
    if kind == "by_category" and not book.season.regulations.categories:
        return False
    if kind == "standings" and (book.session(ref).kind is not SessionKind.RACE or not book.has_result(ref)):
        return False
    try:
        DOCUMENTS[kind](book, ref, languages(book)[0])
    except Trouble:
        return False
    return True


def publication(book: Book, ref: str, posting: Posting) -> SetPublication:
    """The edit that publishes these documents of a session, numbered on from the first number.

    `Trouble`, and nothing is published: without a result, with a number that is given out already, at a time before the
    document it replaces, or with a character that cannot be printed.
    """
    if not book.has_result(ref) and (not posting.kinds or any(kind not in BEFORE for kind in posting.kinds)):
        raise Trouble("documents.trouble.no_result", session=ref)
    session = book.session(ref)
    posting = replace(posting, reason=session.reopened)
    leads = not posting.kinds or any(kind in LEADING for kind in posting.kinds)
    state = posting.state if leads else session.state
    done = SetPublication(ref, state, session.revision, session.document, session.posted)
    after = book.after(done)
    documents: list[Document] = []
    for number, kind in enumerate(posting.kinds, posting.number):
        if there := taken(book.season, ref, number):
            raise Trouble("documents.trouble.taken", number=number, title=there.copies[0].title)
        documents.append(_document(after, ref, kind, number, posting))
    if not leads:
        return replace(done, documents=tuple(documents))
    leading = next((each for each in documents if each.kind in LEADING), None)
    revision = leading.revision if leading else next_revision(book.season, ref, "", posting.state)
    return SetPublication(ref, posting.state, revision, posting.number, posting.posted, tuple(documents))


def _document(book: Book, ref: str, kind: str, number: int, posting: Posting) -> Document:
    before = published(book.season, ref, kind)
    if before and posting.posted < before[-1].posted:
        then, now = f"{before[-1].posted:%d.%m.%Y %H:%M}", f"{posting.posted:%d.%m.%Y %H:%M}"
        raise Trouble("documents.trouble.clock", number=before[-1].number, then=then, now=now)
    revision = next_revision(book.season, ref, kind, posting.state)
    sheets = [as_posted(book, ref, kind, language, number, revision, posting) for language in languages(book)]
    return Document(
        number,
        kind,
        ref,
        posting.state,
        revision,
        posting.posted,
        tuple(map(frozen, sheets)),
        posting.by,
        posting.signed,
        posting.reason,
        book.season.letterhead.pictures(),
    )


def as_posted(book: Book, ref: str, kind: str, language: str, number: int, revision: int, posting: Posting) -> Sheet:
    """A sheet of a session as it says when it is posted like this."""
    before = published(book.season, ref, kind)
    earlier = [each.number for each in before if each.number != number]
    standing = replace(
        standing_of(book, ref),
        status=STATUS[posting.state],
        revision=revision,
        document=number,
        posted=posting.posted,
        replaces=earlier[-1] if earlier else None,
        protests_over=_protests_over(book, ref, posting.posted),
        reason=posting.reason if kind in WITH_RESULT else "",
    )
    return DOCUMENTS[kind](_signed(book, posting.signed), ref, language, standing)


def _protests_over(book: Book, ref: str, at: datetime) -> bool:
    """Whether the protest period of the provisional result last posted had run out by then; so it is taken where none is known."""
    period = timedelta(minutes=book.season.regulations.protest_minutes)
    provisional = [
        each.posted
        for each in published(book.season, ref)
        if each.kind in LEADING and each.state is SessionState.PROVISIONAL and each.posted <= at
    ]
    return not provisional or at - provisional[-1] >= period


def now(book: Book, document: Document, language: str) -> Sheet:
    """What a document would say if it were made now: same number, state and time, the facts of today."""
    number, kinds = document.number, (document.kind,)
    posting = Posting(document.state, number, document.posted, kinds, document.by, document.signed, document.reason)
    return as_posted(book, document.session, document.kind, language, document.number, document.revision, posting)


def officials(book: Book) -> tuple[Signatory, ...]:
    """The officials of the season, to sign."""
    return tuple(Signatory(official.role, official.name) for official in book.season.officials)


def _signed(book: Book, signed: Iterable[Signatory]) -> Book:
    people = tuple(Official(each.role, each.name) for each in signed)
    if people == book.season.officials:
        return book
    return Book(replace(book.season, officials=people), book)


def current(book: Book, ref: str, kind: str, language: str) -> Sheet:
    """A document of a session to show, print or export now: the one that is out as it was published, while it still holds.

    What would say something else than the one that is out is a draft: it has neither number nor time until it is published.
    """
    out = next((each for each in in_force(book.season, ref) if each.kind == kind), None)
    if out is not None and not differences(thawed(book.season, out, language), now(book, out, language)):
        return reprint(book.season, out, language)
    if not published(book.season, ref):
        return DOCUMENTS[kind](book, ref, language)
    revision = next_revision(book.season, ref, kind, book.session(ref).state)
    replaces = out.number if out else None
    standing = replace(
        standing_of(book, ref),
        revision=revision,
        document=None,
        posted=None,
        replaces=replaces,
        reason=book.session(ref).reopened if kind in WITH_RESULT else "",
    )
    return DOCUMENTS[kind](book, ref, language, standing)
