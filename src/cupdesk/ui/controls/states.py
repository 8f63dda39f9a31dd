"""How far a session is, as shape, colour and words: ○ nothing yet, ◔ unofficial (or 17/26), ◑ provisional, ● final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind, SessionState

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Session
    from cupdesk.words import Words

_SHAPES = {
    SessionState.UNOFFICIAL: "quarter",
    SessionState.PROVISIONAL: "half",
    SessionState.FINAL: "full",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A session's state: `shape` and `token` to draw, `short` for the tree, `full` for the head and screen readers.

    `placed` of `cars` have a place or a status; `changed` since a document that is out.
    """

    shape: str
    token: str
    short: str
    full: str
    placed: int
    cars: int
    changed: bool = False

    @property
    def partial(self) -> bool:
        """Whether some cars have no place or status yet, and some have."""
        return 0 < self.placed < self.cars


def progress(book: Book, ref: str, words: Words, since: int | None = None) -> Progress:
    """The state of a session in words; `since` is the number of a document that would say something else now."""
    session = book.session(ref)
    cars = len(book.entries(book.round_of(ref).code))
    if not book.has_result(ref):
        return Progress("ring", "text3", "", words("window.state.none"), 0, cars)
    placed = cars - len(book.classification(ref).missing)
    state = session.state.value
    short, full = words(f"window.state.{state}_short"), words(f"window.state.{state}")
    if session.state is SessionState.UNOFFICIAL and placed < cars:
        short, full = f"{placed}/{cars}", words("window.state.entering")
    if session.revision:
        short = words("window.state.revised_short", state=short, n=session.revision)
        full = words("window.state.revised", state=full, n=session.revision)
    if session.document:
        full = words("window.state.document", state=full, n=session.document)
    if since is not None:
        short = words("window.state.changed_short", state=short)
        full = words("window.state.changed", state=full, n=since)
    return Progress(_SHAPES[session.state], state, short, full, placed, cars, since is not None)


def common(each: list[Progress]) -> Progress | None:
    """The state all sessions of a round have reached, one that has changed first; `None` while they differ."""
    each = sorted(each, key=lambda progress: not progress.changed)
    return each[0] if len({(p.shape, p.token) for p in each}) == 1 else None


def certain(book: Book, race: str) -> str:
    """The last race up to this one all of whose cars are known: titles never run ahead of the facts. "" if there is none."""
    races = book.races()
    upto = races[: races.index(race) + 1] if race in races else ()
    return next((ref for ref in reversed(upto) if not book.classification(ref).missing and book.has_result(ref)), "")


def short_session(session: Session, words: Words) -> str:
    """A session in one or two characters: Q, C1 or R1."""
    if session.kind is SessionKind.RACE and session.code.startswith("R"):
        return words("window.race_letter") + session.code[1:]
    return session.code
