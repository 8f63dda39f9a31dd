"""Several files at once: which session each belongs to, which of one session is to be preferred, what two differ in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.imports.columns import Column, understand
from cupdesk.imports.source import Recognised, recognise
from cupdesk.imports.tables import Kind
from cupdesk.imports.text import fold
from cupdesk.rules.session import SessionKind
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.imports.columns import HeaderChoice
    from cupdesk.imports.result import Import
    from cupdesk.imports.source import Source
    from cupdesk.rules.book import Book

_BETWEEN = re.compile(r"[\W_]+")
_SAYS = {
    SessionKind.RACE: re.compile(r"\b(?:race|course|manche|r|c|lauf)\s?(\d)\b"),
    SessionKind.QUALIFYING: re.compile(r"\b(?:qualif\w*|quali|qualy|q|qp)\s?(\d)\b"),
    SessionKind.PRACTICE: re.compile(r"\b(?:practice|libres|essais|fp|el|p)\s?(\d)\b"),
}
_NAMES = {
    SessionKind.RACE: re.compile(r"\b(?:race|course|manche)\b"),
    SessionKind.QUALIFYING: re.compile(r"\b(?:qualif\w*|quali|qualy|q\d?|qp)\b"),
    SessionKind.PRACTICE: re.compile(r"\b(?:practice|libres|fp\d?|el\d?)\b"),
}
_TITLES = 6
_ROUND, _OWN_NUMBER, _OTHER_NUMBER, _KIND = 6, 5, -5, 3


def session_of(found: Recognised, book: Book, shown: str) -> str:
    """The session a file most likely belongs to, by what its name and its titles say; `shown` where nothing says otherwise.

    A race belongs to no session of times, nor the reverse, if there is another; names come before titles.
    """
    fitting = [ref for ref in book.sessions() if _fits(found, book, ref)]
    if not fitting:
        return shown
    titles = [" ".join(line.cells) for line in found.table.lines if line.number < found.heads.line][:_TITLES]
    said = [_plain(text) for text in (f"{found.source.name} {found.table.name}", *titles)]
    here = book.round_of(shown).code if shown else ""

    def weight(ref: str) -> tuple[int, int]:
        score = max(_said_of(text, book, ref) for text in said)
        return score, (ref == shown) * 2 + (book.round_of(ref).code == here)

    return max(fitting, key=weight)


def _fits(found: Recognised, book: Book, ref: str) -> bool:
    race = book.session(ref).kind is SessionKind.RACE
    return found.kind in (None, Kind.LAPS) or race == (found.kind is Kind.RACE)


def _plain(text: str) -> str:
    """Words in small letters between single blanks, `R1` and `Race2` cut from what stands before them."""
    return _BETWEEN.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).casefold()


def _said_of(text: str, book: Book, ref: str) -> int:
    """How much a text speaks for a session: the round's name or code, the kind, its number among those of its kind."""
    round_, session = book.round_of(ref), book.session(ref)
    called = (round_.name.fr, round_.name.en, round_.place, round_.circuit.removeprefix("Circuit "), round_.code)
    names = {fold(name) for name in called if len(name) > 2}
    words, whole = text.split(), fold(text)
    score = _ROUND if any(name in whole if len(name) > 3 else name in words for name in names) else 0
    said = [kind for kind, names in _NAMES.items() if names.search(text)]
    if said:
        score += _KIND if session.kind in said else -_KIND
    alike = [one for one in round_.sessions if one.kind is session.kind]
    numbers = [int(number) for number in _SAYS[session.kind].findall(text)]
    if not numbers and len(alike) == sum(1 for one in round_.sessions if one.kind is SessionKind.RACE):
        numbers = [int(number) for number in _SAYS[SessionKind.RACE].findall(text)]  # that of the race it is for
    if numbers and len(alike) > 1:
        own = next((i for i, one in enumerate(alike, 1) if one.code == session.code), 0)
        score += _OWN_NUMBER if own in numbers else _OTHER_NUMBER
    return score


def best_sheet(source: Source, book: Book, ref: str, choice: HeaderChoice | None = None) -> Recognised:
    """The sheet of a workbook to read into a session: one whose name says it, else the one most like a list of cars. Raises `Trouble`."""
    usual = recognise(source, choice)
    if len(source.tables) < 2 or not ref:
        return usual
    fitting = [each for each in listed_sheets(source, choice) if _fits(each, book, ref)]
    said = [(_said_of(_plain(each.table.name), book, ref), each is usual, each) for each in fitting]
    best = max(said, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] > 0 else usual


def listed_sheets(source: Source, choice: HeaderChoice | None = None) -> tuple[Recognised, ...]:
    """Every sheet that has car numbers, the one most like a list of cars first."""
    found = []
    for table in source.tables:
        heads = understand(table, choice)
        if heads and heads.has(Column.NUMBER) and not heads.points_table:
            found.append(recognise(source, choice, table.name))
    try:
        first = recognise(source, choice).table
    except Trouble:
        return tuple(found)
    return tuple(sorted(found, key=lambda each: (each.table is not first, -_columns(each))))


def preference(found: Recognised) -> tuple[int, int, int]:
    """Of several files of one session the greatest counts: official, then what says nothing, then provisional; the later hour; the fuller."""
    edition = found.source.edition
    official = {True: 2, None: 1, False: 0}[edition.official]
    return official, edition.hour or 0, _columns(found)


def _columns(found: Recognised) -> int:
    return len({head.column for head in found.heads.heads if head.column})


@dataclass(frozen=True, slots=True)
class Versus:
    """What a file differs in from another of the same session: cars by number. `places`: their order or status, `times`: total or best."""

    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.times or self.only_here or self.only_there)


def versus(here: Import, there: Import) -> Versus:
    """What `here` differs in from `there`; times count where both files have them."""
    mine, theirs = ({row.number: row.finish for row in found.taken} for found in (here, there))
    my_places, their_places = ({each.number: each.filed for each in found.compared} for found in (here, there))
    both = [number for number in mine if number in theirs]

    def other_time(number: str) -> bool:
        a, b = mine[number], theirs[number]
        pairs = ((a.total_ms, b.total_ms), (a.best_ms, b.best_ms), (a.laps, b.laps))
        return any(x is not None and y is not None and x != y for x, y in pairs)

    return Versus(
        tuple(
            n
            for n in both
            if (my_places.get(n), mine[n].status) != (their_places.get(n), theirs[n].status)
            and n in my_places
            and n in their_places
        ),
        tuple(n for n in both if other_time(n)),
        tuple(n for n in mine if n not in theirs),
        tuple(n for n in theirs if n not in mine),
    )
