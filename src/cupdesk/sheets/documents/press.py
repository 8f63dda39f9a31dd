"""Facts for the press as a document: sentences in sections, each with the figures and documents it rests on; no signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.sheets.documents.standings import after_line
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Status, Table
from cupdesk.words import Words, names
from cupdesk.words.press import SECTIONS, press, section_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.words.press import Fact


def press_facts(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The facts of a race; provisional while one of them is not certain. `Trouble` before the race has a result."""
    words = Words(language)
    facts = press(book, ref, words)
    if not facts:
        raise Trouble("documents.trouble.no_facts", session=ref)
    status = Status.FINAL if all(fact.certain for fact in facts) else Status.PROVISIONAL
    standing = replace(standing, status=status, open_decisions=()) if standing else Standing(status)
    columns = (
        Column("sentence", words("documents.column.sentence"), Kind.PROSE),
        Column("rests_on", words("documents.column.rests_on"), Kind.PROSE),
        Column("certain", words("documents.column.certain"), Kind.TEXT),
    )
    blocks = tuple(
        Block(tuple(_row(fact, words) for fact in found), section_name(book, ref, section, words))
        for section in SECTIONS
        if (found := [fact for fact in facts if fact.section == section])
    )
    sheet = replace(
        EMPTY,
        kind="press",
        slug=slug(book, ref, "press"),
        session=words("documents.press"),
        title=words("documents.title.press", session=names.the_session(book, ref, words)),
        plate=" " if standing.revision else words(f"documents.plate.on_{status.value}"),
        line_left=after_line(book, ref, words),
        line_right=words("documents.unsigned"),
        tables=(Table(columns, blocks),),
        notes=(words("documents.note.press"),),
    )
    return framed(book, book.round_of(ref), book.session(ref), standing, words, sheet)


def _row(fact: Fact, words: Words) -> Row:
    """A sentence, with the word for how certain it is (on paper a full or an open dot)."""
    said = words(f"documents.{'certain' if fact.certain else 'uncertain'}")
    return Row((fact.text, fact.rests_on or None, said))
