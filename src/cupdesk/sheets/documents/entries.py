"""The entry list of a meeting as a document: every car entered, as it is entered there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.field import number_key
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import category_name, nationality, printed_name, tags_of
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Status, Table
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Entry
    from cupdesk.sheets.sheet import Sheet

SIGNING = ("clerk", "steward")
_COLUMNS = (
    ("number", Kind.NUMBER),
    ("driver", Kind.DRIVER),
    ("nationality", Kind.NATION),
    ("team", Kind.TEAM),
    ("team_nationality", Kind.NATION),
    ("category", Kind.CATEGORY),
    ("notes", Kind.TEXT),
)


def entries(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The cars entered in the meeting of a session, by number. `Trouble` if there are none."""
    words = Words(language)
    round_ = book.round_of(ref)
    found = sorted(book.entries(round_.code).values(), key=lambda entry: number_key(entry.number))
    if not found:
        raise Trouble("documents.trouble.no_entries", round=round_.code)
    columns = tuple(Column(key, words(f"documents.column.{key}"), kind) for key, kind in _COLUMNS)
    rows = tuple(_row(book, entry, words) for entry in found)
    guests = sum(entry.guest for entry in found)
    counted = [words("documents.block.cars", n=len(found))]
    counted += [words("documents.guests", n=guests)] if guests else []
    sheet = replace(
        EMPTY,
        kind="entries",
        slug=slug(book, round_.code, "entries"),
        session=words("documents.entries"),
        title=words("documents.title.entries"),
        plate=" ",
        line_left=round_.name[language],
        line_right=", ".join(counted),
        tables=(Table(columns, (Block(rows),)),),
        notes=_notes(book, found, words),
        signatures=signing(book, SIGNING, words),
    )
    return framed(book, round_, None, standing or Standing(Status.FINAL), words, sheet)


def _row(book: Book, entry: Entry, words: Words) -> Row:
    team = book.team(entry.team) if entry.team else None
    return Row(
        (
            entry.number,
            printed_name(book, entry.drivers, words, tags_of(book, entry.awards, entry.guest, words)),
            nationality(book, entry.drivers) if entry.drivers else None,
            team.name if team else None,
            (team.nationality or None) if team else None,
            category_name(book, entry.category, words.language) if entry.category else None,
            " · ".join(part for part in (entry.guest_of, entry.manufacturer) if part) or None,
        )
    )


def _notes(book: Book, found: list[Entry], words: Words) -> tuple[str, ...]:
    """The tags that are used, explained."""
    language = words.language
    used = {code for entry in found for code in entry.awards}
    notes = [
        words("documents.note.award", letters=award.chip.letters, name=award.name[language])
        for award in book.season.regulations.awards
        if award.code in used and award.chip.letters
    ]
    if any(entry.guest for entry in found):
        notes.append(words("documents.note.guest", tag=words("documents.guest_tag")))
    return tuple(notes)
