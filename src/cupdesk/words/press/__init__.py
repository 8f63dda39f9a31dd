"""Facts for the press after a session: sentences in four sections, each with the figures and documents it rests on.

A fact that rests on a result not final, or on a decision open or under appeal, is not certain and says so in words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind
from cupdesk.words.press.basis import Fact, Teller
from cupdesk.words.press.fight import before_meeting, fight_facts
from cupdesk.words.press.people import Marked, introduced
from cupdesk.words.press.qualifying import qualifying_facts
from cupdesk.words.press.race import race_facts
from cupdesk.words.press.season import season_facts
from cupdesk.words.press.title import title_facts
from cupdesk.words.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.book import Book
    from cupdesk.words import Words

__all__ = ["SECTIONS", "Fact", "chosen", "press", "section_name"]

SECTIONS = ("titles", "session", "fight", "season")


def press(book: Book, ref: str, words: Words) -> tuple[Fact, ...]:
    """All facts after a race or a qualifying, by section in the order of `SECTIONS`. None before it has a result."""
    session = book.session(ref)
    if session.cancelled or session.kind is SessionKind.PRACTICE or not book.has_result(ref):
        return ()
    tell = Teller(book, ref, Marked(words.language))
    if session.kind is SessionKind.QUALIFYING:
        found = [*qualifying_facts(tell), *before_meeting(tell)]
    else:
        said = statements(book, ref, tell.words)
        about = tuple(each for each in said if not each.championship)
        found = [*title_facts(tell, said), *race_facts(tell, about), *fight_facts(tell, said), *season_facts(tell)]
    return chosen(book, ref, sorted(found, key=lambda fact: SECTIONS.index(fact.section)), words)


def chosen(book: Book, ref: str, facts: Iterable[Fact], words: Words) -> tuple[Fact, ...]:
    """These facts as a text of their own: whole name and team where it first names a driver."""
    met: set[tuple[str, str]] = set()
    return tuple(replace(fact, text=introduced(book, ref, fact.marked, met, words)) for fact in facts)


def section_name(book: Book, ref: str, section: str, words: Words) -> str:
    """The head over a section; that of the session's own facts is its name."""
    return book.session(ref).name[words.language] if section == "session" else words(f"press.section.{section}")
