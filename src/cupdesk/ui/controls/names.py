"""How the names of a championship stand in the window: SURNAME alone in narrow tables, a team by its short name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.field import crew_key
from cupdesk.rules.regulations import Ranks
from cupdesk.words.names import full_name, key_name, people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Entry
    from cupdesk.rules.results import StandingsRow
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name a championship ranks, in full and short; number, surname and given name are empty for a team and its like.

    A crew's surname is all of theirs.
    """

    number: str
    surname: str
    given: str
    short: str
    full: str


def team_short(book: Book, code: str) -> str:
    """A team's short name."""
    team = book.team(code)
    return team.short or team.name


def ranked(book: Book, championship: str, key: str, words: Words) -> Ranked:
    """Who a key of a championship is."""
    rules = book.season.regulations.championship(championship)
    short, full = key_name(book, rules, key, words), full_name(book, rules, key, words)
    if rules.ranks.has_cars:
        return Ranked("", "", "", team_short(book, key) if rules.ranks is Ranks.TEAM else short, full)
    number = book.names(championship).get(key, "")
    if len(crew := people(book, rules, key)) > 1:
        return Ranked(number, short, "", short, full)
    driver = book.driver(crew[0])
    return Ranked(number, driver.surname if driver.given else short, driver.given, short, full)


def driven(book: Book) -> dict[str, list[Entry]]:
    """The entries each driver and each crew (by key) drives."""
    found: dict[str, list[Entry]] = {}
    for entry in book.season.entries:
        for key in {*entry.drivers, crew_key(entry.drivers)}:
            found.setdefault(key, []).append(entry)
    return found


def entry_of(driven: Mapping[str, list[Entry]], row: StandingsRow) -> Entry | None:
    """The entry a driver or crew of a table drives: the one of its number, else any of theirs."""
    mine = driven.get(row.key, [])
    return next((entry for entry in mine if entry.number == row.number), mine[0] if mine else None)
