"""What differs between two books of one season: every place, point and title that an edit (or a what-if) changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind, SessionState

if TYPE_CHECKING:
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, Outcome, Standings, Title


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A car of a session whose place, category place or outcome differs; `None` is no place, or not in the session."""

    session: str
    number: str
    before: int | None
    after: int | None
    category_before: int | None
    category_after: int | None
    outcome_before: Outcome | None
    outcome_after: Outcome | None


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
    """A championship whose champions, contenders or winning margin differ after the latest race."""

    championship: str
    before: Title
    after: Title


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """What is printed after a published session: its classification (`championship` is "") or a championship's table."""

    session: str
    championship: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, in the order of sessions and championships; `published` are the tables to be printed again."""

    places: tuple[PlaceChange, ...]
    standings: tuple[StandingChange, ...]
    titles: tuple[TitleChange, ...]
    published: tuple[PublishedTable, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.standings or self.titles or self.published)


def difference(before: Book, after: Book) -> Difference:
    """What differs between a season as it is and as it would be; both books of the same season, with the same sessions."""
    places = tuple(
        change for ref in after.sessions() for change in _places(before.classification(ref), after.classification(ref))
    )
    both = _in_both(before, after)
    standings = tuple(change for code in both for change in _standings(before.standings(code), after.standings(code)))
    titles = [TitleChange(code, before.title(code), after.title(code)) for code in both]
    told = tuple(change for change in titles if _told_otherwise(change))
    return Difference(places, standings, told, altered(before, after))


def _in_both(before: Book, after: Book) -> list[str]:
    """The championships (codes) that both regulations have."""
    known = {championship.code for championship in before.season.regulations.championships}
    return [each.code for each in after.season.regulations.championships if each.code in known]


def altered(before: Book, after: Book) -> tuple[PublishedTable, ...]:
    """The tables already published, provisional or final, that would be printed otherwise, or no more, after an edit, in order."""
    codes = _in_both(before, after)
    gone = [each.code for each in before.season.regulations.championships if each.code not in codes]
    first: dict[str, int] = {}
    if after.same_frame(before.season) and after.races() == before.races():
        run_alike = [code for code in codes if before.standings(code).sessions == after.standings(code).sessions]
        first = {code: _first_otherwise(before, after, code) for code in run_alike}
    found = []
    for ref in after.sessions():
        session = before.session(ref)
        if session.state is SessionState.UNOFFICIAL:
            continue
        if _printed_result(before.classification(ref)) != _printed_result(after.classification(ref)):
            found.append(PublishedTable(ref, ""))
        if session.kind is SessionKind.RACE:
            found += [PublishedTable(ref, code) for code in gone]
            found += [
                PublishedTable(ref, code)
                for code in codes
                if (
                    after.index[ref] >= first[code]
                    if code in first
                    else _printed_otherwise(before.standings(code, ref), after.standings(code, ref))
                )
            ]
    return tuple(found)


def _first_otherwise(before: Book, after: Book, code: str) -> int:
    """The index of the first race that brings anyone another result: where all else is the same, tables differ from there on."""
    if before.standings(code) is after.standings(code):
        return len(after.index)
    for ref in after.standings(code).sessions:
        if before.points(code, ref) != after.points(code, ref):
            return after.index[ref]
    return len(after.index)


def _printed_result(found: Classification) -> tuple[object, ...]:
    return found.rows, found.pole, found.fastest, found.fastest_by_category


def _printed_otherwise(before: Standings, after: Standings) -> bool:
    return after is not before and _printed(before) != _printed(after)


def _printed(table: Standings) -> list[tuple[object, ...]]:
    return [(row.key, row.position, row.points, row.results, row.adjustment, row.unranked) for row in table.rows]


def _places(before: Classification, after: Classification) -> list[PlaceChange]:
    if before is after:
        return []
    then, here = ({row.number: row for row in found.rows} for found in (before, after))
    changes = []
    for number in {**here, **then}:
        was, now = then.get(number), here.get(number)
        old = (was.position, was.in_category, was.outcome) if was else (None, None, None)
        new = (now.position, now.in_category, now.outcome) if now else (None, None, None)
        if old != new:
            changes.append(PlaceChange(after.session, number, old[0], new[0], old[1], new[1], old[2], new[2]))
    return changes


def _standings(before: Standings, after: Standings) -> list[StandingChange]:
    if before is after:
        return []
    then, here = ({row.key: row for row in table.rows} for table in (before, after))
    changes = []
    for key in {**here, **then}:
        was, now = then.get(key), here.get(key)
        old = (was.position, was.points) if was else (None, None)
        new = (now.position, now.points) if now else (None, None)
        if old != new:
            changes.append(StandingChange(after.championship, key, old[0], new[0], old[1], new[1]))
    return changes


def _told_otherwise(change: TitleChange) -> bool:
    def told(title: Title) -> tuple[object, ...]:
        margin = title.margin if title.decided else None
        return title.decided, title.champions, set(title.contenders), title.since, margin

    return told(change.before) != told(change.after)
