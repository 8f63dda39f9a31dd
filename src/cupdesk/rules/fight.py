"""A championship as a fight over its races: who was where after each, and what was still on offer then."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.offers import best_of
from cupdesk.rules.race_rules import counts_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book


@dataclass(frozen=True, slots=True)
class Course:
    """One name's way through the races run: points and points behind the leader after each.

    `out` is the index of the race since which it cannot win any more, `champion` of the one since which it has won; `None`: neither.
    """

    key: str
    points: tuple[Fraction, ...]
    behind: tuple[Fraction, ...]
    out: int | None
    champion: int | None


@dataclass(frozen=True, slots=True)
class Fight:
    """The races of a championship in order, the first `run` of them run; `offers`: the most one name can still take after each.

    Who is further behind than that is out. After a race still to run it is what those after it pay, never more than now.
    """

    championship: str
    races: tuple[str, ...]
    run: int
    offers: tuple[Fraction, ...]
    courses: tuple[Course, ...]


def fight(book: Book, championship: str, after: str, keys: Sequence[str]) -> Fight:
    """The courses of these names up to a race, in the order given; `KeyError` for one the championship does not rank."""
    rules = book.season.regulations.championship(championship)
    run = book.standings(championship, after).sessions
    ahead = tuple(ref for ref in book.races() if counts_for(rules, ref) and ref not in run)
    titles = [book.title(championship, ref) for ref in run]
    offers = [title.on_offer for title in titles]
    now = offers[-1] if offers else book.title(championship, "").on_offer
    left = {race.ref: race for race in book.left(championship, after)}
    names = tuple(book.names(championship))
    paid = [max((best_of(rules, left[ref], key).points for key in names), default=Fraction(0)) for ref in ahead]
    offers += [min(now, sum(paid[i + 1 :], Fraction(0))) for i in range(len(ahead))]
    tables = [{row.key: row for row in book.standings(championship, ref).rows} for ref in run]
    title = titles[-1] if titles else None
    out = {each.key: run.index(each.since) for each in title.eliminated} if title else {}
    won = run.index(title.since) if title and title.decided else None
    courses = []
    for key in keys:
        rows = [table[key] for table in tables]
        points, behind = tuple(row.points for row in rows), tuple(row.behind for row in rows)
        champion = won if title and key in title.champions else None
        courses.append(Course(key, points, behind, out.get(key), champion))
    return Fight(championship, (*run, *ahead), len(run), tuple(offers), tuple(courses))
