"""Facts for the press as an answer: values of the facts of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cupdesk.words import names
from cupdesk.words.press import SECTIONS, press, section_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.words import Words
    from cupdesk.words.press import Fact


def facts_of(book: Book, ref: str, words: Words) -> tuple[Fact, ...]:
    """The facts of a session; `Trouble` if there are none."""
    if facts := press(book, ref, words):
        return facts
    raise Trouble("press.page.nothing", session=names.session_and_round(book, ref, words))


def answer(book: Book, ref: str, facts: tuple[Fact, ...], words: Words) -> dict[str, Any]:
    """The facts of a session as values."""
    season = book.season
    said = {
        "season": season.code,
        "session": ref,
        "title": f"{season.cup} {season.year}",
        "after": words("press.page.after", session=names.session_and_round(book, ref, words)),
        "sections": {section: section_name(book, ref, section, words) for section in SECTIONS},
        "facts": [
            {
                "section": fact.section,
                "kind": fact.kind,
                "championship": fact.championship or None,
                "sentence": fact.text,
                "rests_on": fact.rests_on,
                "sessions": list(fact.sources),
                "certain": fact.certain,
            }
            for fact in facts
        ],
    }
    return said | ({"disclaimer": season.disclaimer[words.language]} if season.disclaimer else {})
