"""Qualifying and starting grids in words: what a session sets, where a grid comes from, why a car stands where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.grid import qualifying_order
from cupdesk.rules.session import SessionKind
from cupdesk.words.figures import clock, ordinal
from cupdesk.words.names import sanction_short

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import GridPlace
    from cupdesk.words import Words


def ranks(book: Book, ref: str, lap: str = "second") -> dict[str, int]:
    """The place of each car that has such a lap, by that lap: car number → 1 first."""
    session, rules = book.session(ref), book.season.regulations
    entries = book.entries(book.round_of(ref).code)
    order = qualifying_order(session, book.decisions(ref), entries, rules, lap)
    return {number: place for place, (number, time, _) in enumerate(order, 1) if time is not None}


def grids_of(book: Book, ref: str) -> tuple[str, ...]:
    """The races whose grids a session sets, by reference, in order."""
    session, code = book.session(ref), book.round_of(ref).code
    named = [source.race if "/" in source.race else f"{code}/{source.race}" for source in session.sets_grids]
    return tuple(race for race in named if race in book.sessions())


def sets_words(book: Book, ref: str, words: Words) -> str:
    """`Grille course 1 : 1er temps · grille course 2 : 2e temps`; "" for a session that sets no grid."""
    parts = []
    for race in grids_of(book, ref):
        source = book.grid_source(race)
        if source is not None and source[0] == ref:
            lap = words(f"rules.grid.lap.{source[1].lap}")
            parts.append(words("rules.grid.sets", race=_name(book, race, words), lap=lap))
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


def source_words(book: Book, race: str, words: Words) -> str:
    """Where a grid comes from: `meilleur temps, Qualification`, `résultat, Course 1, les 6 premières inversées`, or by hand."""
    session, source = book.session(race), book.grid_source(race)
    if session.grid:
        reason = session.grid_reason
        return words("rules.grid.by_hand_for", reason=reason) if reason else words("rules.grid.by_hand")
    if source is None:
        return words("rules.grid.unknown")
    ref, how = source
    raced = book.session(ref).kind is SessionKind.RACE
    key = "result" if raced else how.lap
    parts = [words(f"rules.grid.from.{key}", session=_name(book, ref, words))]
    if how.reverse:
        parts.append(words("rules.grid.reversed", n=how.reverse))
    return ", ".join(parts)


def place_words(book: Book, race: str, place: GridPlace, words: Words) -> str:
    """Why a car stands where it stands: `15e par son 1er temps, 2:05.829 au tour 7 ; décision 12 : 5 places`."""
    session, source = book.session(race), book.grid_source(race)
    nth = ordinal(place.position, words.language, feminine=True)
    parts = []
    if place.pit_lane:
        parts.append(words("rules.grid.pit_lane"))
    elif session.grid:
        parts.append(words("rules.grid.placed_by_hand", place=nth))
    elif place.time_ms is not None and source is not None:
        lap = words(f"rules.grid.lap.{source[1].lap}")
        on = "" if place.lap is None else words("rules.grid.on_lap", lap=place.lap)
        parts.append(words("rules.grid.by_time", place=nth, lap=lap, time=clock(place.time_ms), on=on))
    elif source is not None and book.session(source[0]).kind is SessionKind.RACE:
        parts.append(words("rules.grid.by_result", place=nth, session=_name(book, source[0], words)))
    else:
        parts.append(words("rules.grid.without_time", place=nth))
    filed = {decision.number: decision for ref in _sources(book, race) for decision in book.decisions(ref)}
    for number in place.decisions:
        if number in filed:
            said = ", ".join(sanction_short(sanction, words) for sanction in filed[number].sanctions)
            parts.append(words("rules.grid.decision", number=number, said=said))
    return "; ".join(parts) if words.language == "en" else "\u202f; ".join(parts)


def _sources(book: Book, race: str) -> tuple[str, ...]:
    source = book.grid_source(race)
    return (source[0], race) if source else (race,)


def _name(book: Book, ref: str, words: Words) -> str:
    name = book.session(ref).name[words.language]
    return name[:1].lower() + name[1:]
