"""Whether a result can still change by itself: posted as final, nothing wrong in it, no decision open or under appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.session import DecisionState, SessionState

if TYPE_CHECKING:
    from cupdesk.rules.book import Book

OPEN = (DecisionState.INVESTIGATION, DecisionState.APPEALED)
"""Decisions that keep a result from being settled."""


def settled(book: Book, *refs: str) -> bool:
    """Whether all these sessions are settled, and no decision is open on those that set their grids."""
    return all(_settled(book, ref) for ref in refs)


def pole_settled(book: Book, race: str) -> bool:
    """Whether the pole of a race is: it rests on the session that set the grid, or on the race if none did."""
    source = book.grid_source(race)
    if source is None or book.session(race).pole:
        return _settled(book, race)
    return _settled(book, source[0]) and not _open(book, race)


def _settled(book: Book, ref: str) -> bool:
    if book.session(ref).state is not SessionState.FINAL or book.classification(ref).problems:
        return False
    source = book.grid_source(ref)
    return not _open(book, ref) and (source is None or not _open(book, source[0]))


def _open(book: Book, ref: str) -> bool:
    return any(decision.state in OPEN for decision in book.decisions(ref))
