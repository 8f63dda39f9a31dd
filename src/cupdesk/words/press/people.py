"""How the press is told of people: whole name where a text names a driver first, team where it first says something of him, the surname after that.

Which sentence is the first depends on which are chosen. So sentences are made with marks round each driver's name, and
read with `introduced` once it is known what stands before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cupdesk.words import Words, names

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship

_START, _NAME, _END = "\ue000", "\ue001", "\ue002"
_BRIEF = "\ue003"
_PERSON = re.compile(f"{_START}({_BRIEF}?)([^{_NAME}]*){_NAME}([^{_END}]*){_END}")
_CREW = re.compile(f"{_PERSON.pattern}(?: / {_PERSON.pattern})*")


class Marked(Words):
    """The sentences of a language, with marks round every driver's name."""

    def person(self, code: str, name: str) -> str:
        """The name with its marks."""
        return f"{_START}{code}{_NAME}{name}{_END}"


def brief(marked: str) -> str:
    """The same text, its drivers to be named without their teams: for a list of names."""
    return marked.replace(_START, _START + _BRIEF)


def key_in_list(book: Book, rules: Championship, key: str, words: Words) -> str:
    """A row of a table by name, for a list of names."""
    return brief(names.key_name(book, rules, key, words))


def plain(marked: str) -> str:
    """The text without its marks: everybody by surname."""
    return _PERSON.sub(r"\3", marked)


def introduced(book: Book, ref: str, marked: str, met: set[tuple[str, str]], words: Words) -> str:
    """The text with the whole name of a driver, and his team outside lists, where it is not yet in `met`; both are added to that."""

    def said(crew: re.Match[str]) -> str:
        people = _PERSON.findall(crew.group())
        told = " / ".join(name if (code, "name") in met else _whole(book, code, name) for _, code, name in people)
        met.update((code, "name") for _, code, _ in people)
        new = [code for is_brief, code, _ in people if not is_brief and (code, "team") not in met]
        met.update((code, "team") for code in new)
        teams = dict.fromkeys(team for code in new if (team := _team(book, ref, code)))
        return words("press.say.of_team", name=told, team=", ".join(teams)) if teams else told

    return _CREW.sub(said, marked)


def _whole(book: Book, code: str, name: str) -> str:
    driver = book.driver(code)
    return driver.name if driver.given else name


def _team(book: Book, ref: str, code: str) -> str:
    """The team a driver is entered with in a meeting, or was last before it; "" if he has none."""
    rounds = book.season.rounds
    for held in reversed(rounds[: rounds.index(book.round_of(ref)) + 1]):
        for entry in book.entries(held.code).values():
            if code in entry.drivers:
                return book.team(entry.team).name if entry.team else ""
    return ""
