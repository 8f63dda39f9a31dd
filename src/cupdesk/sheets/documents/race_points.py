"""The points of one race as a document: what every name earned in each championship, with the place that earned it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.sheets.documents.standings import SIGNING, legend_of, race_cell, scale_line
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug, standing_of
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import plain_name
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Table
from cupdesk.words import Words, names
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.sheets.sheet import Sheet


def race_points(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """What a race paid, one table a championship that counts it. `Trouble` if it has no result or pays nothing."""
    words = Words(language)
    if ref not in book.races():
        raise Trouble("documents.trouble.no_race", session=ref)
    if not book.has_result(ref):
        raise Trouble("documents.trouble.no_result", session=ref)
    paying = [rules for rules in book.season.regulations.championships if _earned(book, rules, ref)]
    if not paying:
        raise Trouble("documents.trouble.no_points", session=ref)
    round_, session = book.round_of(ref), book.session(ref)
    standing = standing or standing_of(book, ref)
    tables = tuple(_table(book, rules, ref, words) for rules in paying)
    sheet = replace(
        EMPTY,
        kind="points",
        slug=slug(book, ref, "points"),
        session=session.name[language],
        title=words("documents.title.points", status=words(f"documents.title.{standing.status.value}")),
        line_left=names.session_and_round(book, ref, words),
        line_right=scale_line(paying[0], words),
        tables=tables,
        legend=legend_of(tables, words),
        signatures=signing(book, SIGNING, words),
    )
    return framed(book, round_, session, standing, words, sheet)


def _earned(book: Book, rules: Championship, ref: str) -> bool:
    return any(result.points or result.place for result in book.points(rules.code, ref).values())


def _table(book: Book, rules: Championship, ref: str, words: Words) -> Table:
    many = rules.ranks.has_cars
    columns = (
        Column("position", words("documents.column.position"), Kind.PLACE),
        Column("number", words("documents.column.number"), Kind.NUMBER),
        Column("name", words(f"documents.column.{rules.ranks.value}"), Kind.TEXT),
        Column("points", words("documents.column.points"), Kind.TOTAL),
        Column(ref, words("documents.column.in_race"), Kind.RACE),
    )
    found = book.points(rules.code, ref).items()
    ordered = sorted(found, key=lambda item: (-item[1].points, item[1].place or 10_000, item[1].overall or 10_000))
    rows = []
    for key, result in ordered:
        people = () if many else names.people(book, rules, key)
        name = (
            names.full_name(book, rules, key, words)
            if many
            else " / ".join(plain_name(book, code, words) for code in people)
        )
        number = " · ".join(result.cars) if many else next(iter(result.cars), "")
        same = next(i for i, (_, other) in enumerate(ordered, start=1) if other.points == result.points)
        position = same if result.points else None
        rows.append(Row((position, number, name, result.points, race_cell(result))))
    return Table(columns, (Block(tuple(rows)),), rules.name[words.language], code=rules.code)
