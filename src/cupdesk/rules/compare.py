"""What differs between two books of one season: every place, point and title that an edit (or a what-if) changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind, SessionState

if TYPE_CHECKING:
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, Standings, Title


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A car of a session whose place, category place or outcome differs; `None` is no place."""

    session: str
    number: str
    before: int | None
    after: int | None
    category_before: int | None
    category_after: int | None


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A name of a championship whose position or points differ after the latest race; `None` if it was not in the table."""

    championship: str
    key: str
    before: int | None
    after: int | None
    points_before: Fraction | None
    points_after: Fraction | None


@dataclass(frozen=True, slots=True)
class TitleChange:
    """A championship whose champions or contenders differ after the latest race."""

    championship: str
    before: Title
    after: Title


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, in the order of sessions and championships."""

    places: tuple[PlaceChange, ...]
    standings: tuple[StandingChange, ...]
    titles: tuple[TitleChange, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.standings or self.titles)


def difference(before: Book, after: Book) -> Difference:
    """What differs between a season as it is and as it would be; both books of the same season, with the same sessions."""
    places = tuple(
        change for ref in after.sessions() for change in _places(before.classification(ref), after.classification(ref))
    )
    codes = [championship.code for championship in after.season.regulations.championships]
    known = {championship.code for championship in before.season.regulations.championships}
    both = [code for code in codes if code in known]
    standings = tuple(change for code in both for change in _standings(before.standings(code), after.standings(code)))
    titles = [TitleChange(code, before.title(code), after.title(code)) for code in both]
    return Difference(places, standings, tuple(change for change in titles if _told_otherwise(change)))


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """What is printed after a published session: its classification (`championship` is "") or a championship's table."""

    session: str
    championship: str


def altered(before: Book, after: Book) -> tuple[PublishedTable, ...]:
    """The tables already published, provisional or final, that would be printed otherwise after an edit, in order."""
    known = {championship.code for championship in before.season.regulations.championships}
    codes = [c.code for c in after.season.regulations.championships if c.code in known]
    found = []
    for ref in after.sessions():
        session = before.session(ref)
        if session.state is SessionState.UNOFFICIAL:
            continue
        if _places(before.classification(ref), after.classification(ref)):
            found.append(PublishedTable(ref, ""))
        if session.kind is SessionKind.RACE:
            found += [
                PublishedTable(ref, code)
                for code in codes
                if _printed(before.standings(code, ref)) != _printed(after.standings(code, ref))
            ]
    return tuple(found)


def _printed(table: Standings) -> list[tuple[object, ...]]:
    return [(row.key, row.position, row.points, row.results, row.adjustment, row.unranked) for row in table.rows]


def _places(before: Classification, after: Classification) -> list[PlaceChange]:
    if before is after:
        return []
    numbers = dict.fromkeys([row.number for row in after.rows] + [row.number for row in before.rows])
    changes = []
    for number in numbers:
        was, now = before.row(number), after.row(number)
        old = (was.position, was.in_category, was.outcome) if was else (None, None, None)
        new = (now.position, now.in_category, now.outcome) if now else (None, None, None)
        if old != new:
            changes.append(PlaceChange(after.session, number, old[0], new[0], old[1], new[1]))
    return changes


def _standings(before: Standings, after: Standings) -> list[StandingChange]:
    if before is after:
        return []
    keys = dict.fromkeys([row.key for row in after.rows] + [row.key for row in before.rows])
    changes = []
    for key in keys:
        was, now = before.row(key), after.row(key)
        old = (was.position, was.points) if was else (None, None)
        new = (now.position, now.points) if now else (None, None)
        if old != new:
            changes.append(StandingChange(after.championship, key, old[0], new[0], old[1], new[1]))
    return changes


def _told_otherwise(change: TitleChange) -> bool:
    def told(title: Title) -> tuple[object, ...]:
        return title.decided, title.champions, set(title.contenders), title.since

    return told(change.before) != told(change.after)
