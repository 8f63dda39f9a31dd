"""Whether a lap time can be believed: compared with the best lap of the meeting's qualifying and of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.reading import Refused
from cupdesk.rules.session import SessionKind
from cupdesk.words.figures import clock

if TYPE_CHECKING:
    from cupdesk.rules.book import Book

_UNDER_PERCENT = 95
_OVER_PERCENT = 200


def doubtful(book: Book, ref: str, number: str, ms: int) -> None:
    """Raise `Refused` if a lap of `ms` is more than 5 % under the pole, or more than twice its time."""
    season = book.season
    times = [
        row.best_ms
        for session in season.round_of(ref).sessions
        if session.kind is SessionKind.QUALIFYING or session is season.session(ref)
        for row in session.finishes
        if row.best_ms is not None and row.number != number
    ]
    if not times:
        return
    pole = min(times)
    if ms * 100 < pole * _UNDER_PERCENT:
        raise Refused("lines.doubtful_under", insist=True, time=clock(ms), seconds=round((pole - ms) / 1000))
    if ms * 100 > pole * _OVER_PERCENT:
        raise Refused("lines.doubtful_over", insist=True, time=clock(ms), seconds=round((ms - pole) / 1000))
