"""The starting grid of a race as a document: the places, who starts from the pit lane, which decisions moved a car."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.grid import pole_side
from cupdesk.rules.session import PoleSide, SessionKind
from cupdesk.sheets.documents.classification import SIGNING
from cupdesk.sheets.documents.decisions import decided
from cupdesk.sheets.frame import EMPTY, framed, slug, standing_of
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import category_name, crew_short, nationality, printed_name, tags_of
from cupdesk.sheets.sheet import Block, Cell, Column, DecisionLine, Kind, Row, Table
from cupdesk.words import Words, figures
from cupdesk.words.grids import source_words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import GridPlace
    from cupdesk.sheets.frame import Standing
    from cupdesk.sheets.sheet import Sheet

_KINDS = {
    "position": Kind.PLACE,
    "number": Kind.NUMBER,
    "driver": Kind.DRIVER,
    "nationality": Kind.NATION,
    "team": Kind.TEAM,
    "category": Kind.CATEGORY,
    "best": Kind.LAP_TIME,
    "on_lap": Kind.COUNT,
    "qualified": Kind.COUNT,
}


def grid(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The starting grid of a race; `Trouble` if the session is no race, or nobody has earned a place on it."""
    words, session = Words(language), book.session(ref)
    if session.kind is not SessionKind.RACE:
        raise Trouble("documents.trouble.no_race", session=ref)
    if not book.grid_known(ref):
        raise Trouble("documents.trouble.no_grid", session=ref)
    standing = standing or standing_of(book, ref)
    status = standing.status.value
    foot = words(f"documents.status.of_grid.{status}")
    if standing.revision:
        foot = words("documents.status.revised", status=foot, n=standing.revision)
    table = _table(book, ref, words)
    cars = sum(len(block.rows) for block in table.blocks)
    source = source_words(book, ref, words)
    sheet = replace(
        EMPTY,
        kind="grid",
        slug=slug(book, ref, "grid"),
        session=session.name[language],
        title=words("documents.title.grid", status=words(f"documents.title.of_grid.{status}")),
        foot=foot,
        line_left=f"{words('documents.cars', n=cars)} {figures.DASH} {source}",
        line_right=_start(book, ref, words),
        tables=(table,),
        decisions=_decisions(book, ref, words),
        notes=_notes(book, ref, words),
        signatures=signing(book, SIGNING, words),
        pole_right=pole_side(book.season, ref) is PoleSide.RIGHT,
    )
    return framed(book, book.round_of(ref), session, standing, words, sheet)


def _start(book: Book, ref: str, words: Words) -> str:
    """`samedi 7 octobre 2023 · départ 15:20 · 15 tours`."""
    session = book.session(ref)
    parts = [figures.long_date(session.date, words.language)] if session.date else []
    parts += [words("documents.start", time=session.start)] if session.start else []
    parts += [figures.laps_gap(session.planned_laps, words.language)] if session.planned_laps else []
    parts += [words("documents.minutes", n=session.planned_minutes)] if session.planned_minutes else []
    return " · ".join(parts)


def _table(book: Book, ref: str, words: Words) -> Table:
    categories = bool(book.season.regulations.categories)
    keys = [key for key in _KINDS if key != "category" or categories]
    columns = tuple(Column(key, words(f"documents.column.{_head(key)}"), _KINDS[key]) for key in keys)
    places = book.grid(ref)
    on_grid = tuple(_row(book, ref, place, columns, words) for place in places if not place.pit_lane)
    pits = tuple(_row(book, ref, place, columns, words) for place in places if place.pit_lane)
    blocks = (Block(on_grid), Block(pits, words("documents.block.pit_lane"))) if pits else (Block(on_grid),)
    return Table(columns, blocks)


def _head(key: str) -> str:
    return "time" if key == "best" else key


def _row(book: Book, ref: str, place: GridPlace, columns: tuple[Column, ...], words: Words) -> Row:
    entry = book.entries(book.round_of(ref).code).get(place.number)
    drivers = (book.session(ref).finish(place.number).drivers or entry.drivers) if entry else ()
    tags = tags_of(book, entry.awards, entry.guest, words) if entry else ()
    values: dict[str, Cell] = {
        "position": None if place.pit_lane else place.position,
        "number": place.number,
        "driver": printed_name(book, drivers, words, tags, "*" if place.decisions else ""),
        "nationality": nationality(book, drivers) if drivers else None,
        "team": book.team(entry.team).name if entry and entry.team else None,
        "category": category_name(book, entry.category, words.language) if entry else None,
        "best": place.time_ms,
        "on_lap": place.lap,
        "qualified": place.qualified,
    }
    return Row(tuple(values[column.key] for column in columns))


def _decisions(book: Book, ref: str, words: Words) -> tuple[DecisionLine, ...]:
    """The decisions that moved a car on this grid, of the session that sets it and those applied to the race."""
    source = book.grid_source(ref)
    sessions = (source[0], ref) if source else (ref,)
    filed = {decision.number: (at, decision) for at in sessions for decision in book.decisions(at)}
    lines = []
    for place in sorted(book.grid(ref), key=lambda place: place.position):
        entry = book.entries(book.round_of(ref).code).get(place.number)
        for number in place.decisions:
            if number in filed:
                at, decision = filed[number]
                driver = crew_short(book, entry.drivers, words) if entry else ""
                said = decided(book, at, decision, words)
                lines.append((number, DecisionLine(str(number), place.number, driver, said, _effect(place, words))))
    return tuple(line for _, line in sorted(lines, key=lambda line: line[0]))


def _effect(place: GridPlace, words: Words) -> str:
    """`8e → 11e`, or the pit lane; empty where it is not known what the car had."""
    to = words("documents.block.from_pit_lane") if place.pit_lane else _nth(place.position, words)
    if place.qualified is None:
        return to if place.pit_lane else ""
    return to if place.qualified == place.position else f"{_nth(place.qualified, words)} → {to}"


def _nth(place: int, words: Words) -> str:
    return figures.ordinal(place, words.language, feminine=False)


def _notes(book: Book, ref: str, words: Words) -> tuple[str, ...]:
    places, rules = book.grid(ref), book.season.regulations
    entries = book.entries(book.round_of(ref).code)
    cars = [entries[place.number] for place in places if place.number in entries]
    said = [words("documents.note.grid_moved")] if any(place.decisions for place in places) else []
    used = {code for entry in cars for code in entry.awards}
    said += [
        words("documents.note.award", letters=award.chip.letters, name=award.name[words.language])
        for award in rules.awards
        if award.code in used and award.chip.letters
    ]
    if any(entry.guest for entry in cars):
        said.append(words("documents.note.guest", tag=words("documents.guest_tag")))
    if any(place.time_ms is None for place in places) and any(place.time_ms is not None for place in places):
        said.append(words(f"documents.note.without_time_{rules.without_time}"))
    return tuple(said)
