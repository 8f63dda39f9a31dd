"""What is final: the documents of a session or a meeting as they were published last, or as they would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.documents import in_force
from cupdesk.rules.session import SessionState
from cupdesk.sheets.frozen import thawed
from cupdesk.sheets.publish import WITH_RESULT, kinds_of
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Status
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Round
    from cupdesk.sheets.sheet import Sheet


def final_of(book: Book, ref: str, language: str) -> tuple[Sheet, ...]:
    """The final documents of a session, in this language where they were published in it; none while its result is not final."""
    if not is_final(book, ref):
        return ()
    published = [each for each in in_force(book.season, ref) if each.state is SessionState.FINAL]
    if published:
        return tuple(thawed(book.season, each, language) for each in published)
    return tuple(DOCUMENTS[kind](book, ref, language) for kind in kinds_of(book, ref) if kind in WITH_RESULT)


def final_of_meeting(book: Book, round_: Round, kind: str, language: str) -> Sheet | None:
    """A document that is one for the whole meeting, such as its entry list; `None` if there is none, or none that is final."""
    refs = [ref for ref in book.sessions() if book.round_of(ref) is round_]
    out = [each for ref in refs for each in in_force(book.season, ref) if each.kind == kind]
    if out:
        latest = max(out, key=lambda each: each.posted)
        return thawed(book.season, latest, language) if latest.state is SessionState.FINAL else None
    try:
        sheet = DOCUMENTS[kind](book, refs[-1], language) if refs else None
    except Trouble:
        return None
    return sheet if sheet is not None and sheet.status is Status.FINAL else None


def is_final(book: Book, ref: str) -> bool:
    """Whether a session has a result, and that is final."""
    return book.has_result(ref) and book.session(ref).state is SessionState.FINAL
