"""How the names of a championship stand in the window: SURNAME alone in narrow tables, a team by its short name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.field import crew_key
from cupdesk.rules.regulations import Ranks
from cupdesk.ui.controls.cells import Chips
from cupdesk.ui.controls.chips import chips
from cupdesk.words.names import full_name, key_name, people

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Face:
    """A name of a table with its chips and the short name of its team; without either where it has several cars."""

    who: Ranked
    chips: Chips
    team: str


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


def face(book: Book, championship: str, row: StandingsRow, words: Words) -> Face:
    """How a row of a table is shown besides its points; made once for the same entries, names and rules."""
    known: dict[tuple[str, str], Face] = book.kept.setdefault(("faces", championship, words.language), {})
    if (row.key, row.number) not in known:
        known[row.key, row.number] = _face(book, championship, row, words)
    return known[row.key, row.number]


def _face(book: Book, championship: str, row: StandingsRow, words: Words) -> Face:
    who = ranked(book, championship, row.key, words)
    entry = entry_of(book, row) if who.surname else None
    if entry is None:
        return Face(who, Chips(()), "")
    marks = chips(book.season.regulations, words, entry.category, entry.awards)
    return Face(who, marks, team_short(book, entry.team) if entry.team else "")


def entry_of(book: Book, row: StandingsRow) -> Entry | None:
    """The entry a driver or crew of a table drives: the one of its number, else any of theirs."""
    driven: dict[str, list[Entry]] = book.kept.setdefault("driven", {})
    if not driven:
        for entry in book.season.entries:
            for key in {*entry.drivers, crew_key(entry.drivers)}:
                driven.setdefault(key, []).append(entry)
    mine = driven.get(row.key, [])
    return next((entry for entry in mine if entry.number == row.number), mine[0] if mine else None)
