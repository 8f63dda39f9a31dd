"""The titles as a document: who is champion, who still can be and what he needs, who cannot and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.sheets.documents.standings import SIGNING, after_line
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import plain_name
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Status, Table
from cupdesk.words import Words, figures, names
from cupdesk.words.titles import eliminated_sentence, needs_sentence, nobody_by_place, title_sentence
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.sheets.sheet import Sheet

MOST_OUT = 20
"""How many of those who cannot win any more are told, the best placed first."""


def title_situation(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """Every championship's title after a race, one table each. `Trouble` before the race has a result."""
    words = Words(language)
    if ref not in book.races():
        raise Trouble("documents.trouble.no_race", session=ref)
    if not book.has_result(ref):
        raise Trouble("documents.trouble.no_result", session=ref)
    rules = book.season.regulations.championships
    provisional = any(book.title(each.code, ref).provisional for each in rules)
    status = Status.PROVISIONAL if provisional else Status.FINAL
    standing = replace(standing, status=status, open_decisions=()) if standing else Standing(status)
    sheet = replace(
        EMPTY,
        kind="titles",
        slug=slug(book, ref, "titles"),
        session=words("documents.titles"),
        title=words("documents.title.titles"),
        plate="" if standing.revision else words(f"documents.plate.on_{status.value}"),
        line_left=after_line(book, ref, words),
        tables=tuple(_table(book, each, ref, words) for each in rules),
        signatures=signing(book, SIGNING, words),
    )
    return framed(book, book.round_of(ref), book.session(ref), standing, words, sheet)


def _table(book: Book, rules: Championship, ref: str, words: Words) -> Table:
    title = book.title(rules.code, ref)
    needed = book.needs(rules.code, ref)
    nobody = nobody_by_place(book, title, needed, words)
    needs = {} if nobody else {each.key: needs_sentence(book, title, each, words) for each in needed}
    out = {each.key: eliminated_sentence(book, title, each, words) for each in title.eliminated}
    columns = (
        Column("position", words("documents.column.position"), Kind.PLACE),
        Column("name", words(f"documents.column.{rules.ranks.value}"), Kind.TEXT),
        Column("points", words("documents.column.total"), Kind.TOTAL),
        Column("behind", words("documents.column.behind"), Kind.BEHIND),
        Column("situation", words("documents.column.situation"), Kind.TEXT),
    )
    rows: list[Row] = []
    for row in book.standings(rules.code, ref).rows:
        if row.key in title.contenders or row.key in title.champions:
            said = words("documents.champion") if title.decided else needs.get(row.key, words("documents.contender"))
        elif len(rows) >= MOST_OUT:
            continue
        else:
            said = out.get(row.key, "")
        many = rules.ranks.has_cars
        name = (
            names.full_name(book, rules, row.key, words)
            if many
            else " / ".join(plain_name(book, code, words) for code in names.people(book, rules, row.key))
        )
        rows.append(Row((None if row.unranked else row.position, name, row.points, row.behind, said or None)))
    offer = words("documents.on_offer", n=title.races_left, points=figures.points(title.on_offer, words.language))
    headline = title_sentence(book, title, words)
    notes = tuple(note for note in (offer, nobody) if note) if title.races_left else ()
    return Table(columns, (Block(tuple(rows)),), rules.name[words.language], headline, notes, rules.code)
