"""Everyone of a championship and how the title stands for each: rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.ui.controls.cells import Cell, Run, Runs, Symbol, name, run
from cupdesk.ui.controls.names import Ranked, ranked
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.ui.standing.fight_picture import MARKS
from cupdesk.ui.standing.standings_rows import SHAPES, mark_of
from cupdesk.words.figures import MINUS, points
from cupdesk.words.titles import (
    eliminated_sentence,
    eliminated_short,
    needs_sentence,
    needs_short,
    nobody_by_place,
    title_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Ranks
    from cupdesk.rules.results import Title
    from cupdesk.words import Words

_TOKENS = {"champion": "title", "contender": "accent", "out": "down"}


@dataclass(frozen=True, slots=True)
class Contender:
    """A name and how the title stands for it; `most` is what it could still reach, `rival` its line in the plot, if any.

    `statement` says it in a sentence, `short` in the words that have room in a column.
    """

    key: str
    position: int
    who: Ranked
    mark: str
    points: Fraction
    behind: Fraction
    most: Fraction
    statement: str
    short: str
    rival: int | None


def contenders(book: Book, title: Title, race: str, rivals: Sequence[str], words: Words) -> list[Contender]:
    """The names of a championship in table order, as a title stands after a race."""
    out = {
        each.key: (eliminated_sentence(book, title, each, words), eliminated_short(book, each, words))
        for each in title.eliminated
    }
    needed = book.needs(title.championship, race or None)
    needs = {
        each.key: (needs_sentence(book, title, each, words), _capital(needs_short(book, title, each, words)))
        for each in (() if nobody_by_place(book, title, needed, words) else needed)
    }
    found = []
    for row in book.standings(title.championship, race or None).rows:
        mark = mark_of(title, row.key) or "out"
        if mark == "champion":
            statement = short = title_sentence(book, title, words)
        else:
            statement, short = (needs if mark == "contender" else out).get(row.key, ("", ""))
        if mark == "contender" and not statement:
            statement = short = words("window.mark.contender")
        most = row.points + (title.on_offer if title.races_left else 0)
        who = ranked(book, title.championship, row.key, words)
        rival = rivals.index(row.key) if row.key in rivals else None
        found.append(Contender(row.key, row.position, who, mark, row.points, row.behind, most, statement, short, rival))
    return found


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def contender_look(c: Contender) -> RowLook:
    """Who is out is quiet."""
    return RowLook(dim=c.mark == "out")


def contender_columns(words: Words, ranks: Ranks) -> list[Column[Contender]]:
    """Rival or not, place, name, how the title stands in a sign, points, gap, at most, and in a sentence."""

    def value(amount: Fraction) -> str:
        return points(amount, words.language)

    def gap(c: Contender) -> Cell:
        return run(f"{MINUS}{value(c.behind)}", "text2") if c.behind else ""

    def head(key: str) -> str:
        return words(f"window.column.{key}")

    def rival(c: Contender) -> Cell:
        return "" if c.rival is None else Symbol(*MARKS[c.rival], spoken=words("fight.rival"))

    columns: list[Column[Contender]] = [
        Column("rival", "", rival, 26, align="centre", full=words("fight.column.rival_full")),
        Column(
            "pos", head("place"), lambda c: run(str(c.position), "text2"), 34, figures=True, full=head("place_full")
        ),
    ]
    if not ranks.has_cars:
        number = head("number_full")
        columns.append(
            Column("number", head("number"), lambda c: run(c.who.number, strong=True), 38, figures=True, full=number)
        )
    mark, most = head("mark_full"), head("most_full")
    return [
        *columns,
        Column("name", head(ranks.value), _name, 150),
        Column("mark", "", lambda c: _mark(c, words), 26, align="centre", full=mark),
        Column(
            "points",
            head("points"),
            lambda c: run(value(c.points), strong=True),
            46,
            figures=True,
            full=head("points_full"),
        ),
        Column("gap", head("gap"), gap, 50, figures=True, full=head("gap_full")),
        Column("most", head("most"), lambda c: value(c.most), 66, figures=True, full=most),
        Column("statement", head("statement"), _statement, 160, stretch=True),
    ]


def _mark(c: Contender, words: Words) -> Symbol:
    return Symbol(SHAPES[c.mark], _TOKENS[c.mark], words(f"window.mark.{c.mark}"))


def _statement(c: Contender) -> Runs:
    return Runs((Run(c.short, "text2" if c.mark == "out" else "text"),), spoken=c.statement, tip=c.statement)


def _name(c: Contender) -> Runs:
    return name(c.who.surname, c.who.given) if c.who.surname else run(c.who.full, strong=True)
