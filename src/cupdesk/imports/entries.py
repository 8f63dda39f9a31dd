"""An entry list (or any result with names) as cars to enter, for the season or for one round."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.answers import answered_rows
from cupdesk.imports.cars import NotTaken, Reason
from cupdesk.imports.columns import Column
from cupdesk.imports.people import people
from cupdesk.imports.remarks import Remark, RemarkKind, sheet_remarks
from cupdesk.imports.rows import RowNotTaken, first
from cupdesk.imports.text import fold
from cupdesk.rules.edits import EnterCar, SetDriver, SetEntry, SetTeam
from cupdesk.rules.model import Driver, Entry, Team
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.imports.answers import Answer
    from cupdesk.imports.people import Person
    from cupdesk.imports.rows import Cells
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Line
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.regulations import Award, Category, Regulations

_YES = {"yes", "oui", "x", "1", "true", "vrai", "guest", "invite", "y", "o"}
_BETWEEN = re.compile(r"\s*[,;/+|]\s*")


@dataclass(frozen=True, slots=True)
class EntryTaken:
    """A row taken: its line, the entry, and its drivers and team by name, those on file as they are on file."""

    line: int
    entry: Entry
    drivers: tuple[Driver, ...]
    team: Team | None
    known: bool


@dataclass(frozen=True, slots=True)
class EntryImport:
    """What an entry list gives; nothing is changed by reading it. Cars that are `known` are entered just so already.

    `round` is the code of the round it is for, "" for the whole season. `edits` are one step.
    """

    recognised: Recognised
    round: str
    taken: tuple[EntryTaken, ...]
    not_taken: tuple[RowNotTaken, ...]
    remarks: tuple[Remark, ...]
    edits: tuple[Edit, ...]


def read_entry_list(
    recognised: Recognised, book: Book, round_code: str = "", answers: Sequence[Answer] = ()
) -> EntryImport:
    """The cars of a list, to be entered for one round or ("") the whole season. Raises `Trouble` if it is no list of cars."""
    heads = recognised.heads
    if heads.points_table:
        raise Trouble("imports.points_table")
    if not heads.has(Column.NUMBER):
        said = ", ".join(head.text for head in heads.heads if head.text)
        raise Trouble("imports.no_number", heads=said[:300])
    if not (heads.has(Column.DRIVER) or heads.has(Column.SURNAME)):
        raise Trouble("imports.no_names")
    reader = EntryReader(book, round_code)
    taken: dict[str, EntryTaken] = {}
    edits: list[Edit] = []
    not_taken: list[RowNotTaken] = []
    for line, cells in answered_rows(recognised, answers):
        if isinstance(cells, RowNotTaken):
            not_taken.append(cells)
            continue
        try:
            row = reader.row(line, cells)
            earlier = taken.get(row.entry.number)
            if earlier and earlier.entry == row.entry:
                continue  # the same car once more, as in a file of single laps
            if earlier:
                raise NotTaken(Reason.TWICE, number=row.entry.number, first=earlier.line)
        except NotTaken as refused:
            not_taken.append(RowNotTaken(line.number, line.text, refused.reason, refused.values))
            continue
        taken[row.entry.number] = row
        edits += reader.take(row)
    remarks = [Remark(RemarkKind.GROUP_UNKNOWN, {"text": text}) for text in reader.groups]
    return EntryImport(
        recognised,
        round_code,
        tuple(taken.values()),
        tuple(not_taken),
        (*remarks, *sheet_remarks(recognised)),
        tuple(edits),
    )


class EntryReader:
    """Reads rows as entries, with the drivers and teams known so far by their folded names."""

    def __init__(self, book: Book, round_code: str) -> None:
        season = book.season
        self._book = book
        self._round = round_code
        self._regulations = season.regulations
        self._entered = book.entries(round_code) if round_code else {entry.number: entry for entry in season.entries}
        self._drivers = {fold(driver.name): driver for driver in reversed(season.drivers)}
        self._teams = {fold(team.name): team for team in reversed(season.teams)}
        self._codes = {driver.code for driver in season.drivers} | {team.code for team in season.teams}
        self.groups: dict[str, None] = {}

    def row(self, line: Line, cells: Cells) -> EntryTaken:
        """One row as an entry. Raises `NotTaken`, also if the car is entered otherwise."""
        number = figures.number(first(cells, Column.NUMBER))
        if not any(c.isalnum() for c in number) or len(number) > 8:
            raise NotTaken(Reason.NO_CAR)
        persons = people(cells)
        if not persons:
            raise NotTaken(Reason.NO_DRIVER, number=number)
        known = self._entered.get(number)
        category, awards = self._category(cells, known)
        drivers = tuple(self._driver(person) for person in persons)
        team = self._team(first(cells, Column.TEAM).strip(", "))
        entry = Entry(
            number,
            tuple(driver.code for driver in drivers),
            team.code if team else None,
            category,
            awards,
            fold(first(cells, Column.GUEST)) in _YES,
            rounds=(self._round,) if self._round else (),
        )
        if known is not None and not _says(entry, known):
            raise NotTaken(Reason.ENTERED_OTHERWISE, number=number, entered=self._described(known))
        return EntryTaken(line.number, entry, drivers, team, known is not None)

    def take(self, row: EntryTaken) -> list[Edit]:
        """The edits that take a row: drivers and team that are new, then the car; nothing for a car entered just so."""
        edits: list[Edit] = []
        for driver in row.drivers:
            if driver.code not in self._codes:
                self._codes.add(driver.code)
                self._drivers[fold(driver.name)] = driver
                edits.append(SetDriver(driver.code, driver))
        if row.team is not None and row.team.code not in self._codes:
            self._codes.add(row.team.code)
            self._teams[fold(row.team.name)] = row.team
            edits.append(SetTeam(row.team.code, row.team))
        if not row.known:
            elsewhere = (e for e in self._book.season.entries if e.rounds and self._round and _says(row.entry, e))
            was = next(elsewhere, None)
            more = replace(was, rounds=(*was.rounds, self._round)) if was else None
            edits.append(SetEntry(was, more) if was else EnterCar(row.entry))
        return edits

    def _driver(self, person: Person) -> Driver:
        known = self._drivers.get(person.key)
        return known or Driver(self._code(person.name, "driver"), person.given, person.surname, person.nationality)

    def _team(self, name: str) -> Team | None:
        return (self._teams.get(fold(name)) or Team(self._code(name, "team"), name)) if fold(name) else None

    def _code(self, name: str, instead: str) -> str:
        """A code of its own for a name: `Amna Al Qubaisi` is `amna-al-qubaisi`, another of that name `amna-al-qubaisi-2`."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
        code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or instead
        count = 1
        while (found := code if count == 1 else f"{code}-{count}") in self._codes:
            count += 1
        return found

    def _category(self, cells: Cells, known: Entry | None) -> tuple[str, tuple[str, ...]]:
        """The one category and the awards: of their own columns, or of a group inside the class."""
        said = first(cells, Column.CATEGORY)
        category = _meant(said, self._regulations.categories)
        awards = []
        for text in filter(None, _BETWEEN.split(first(cells, Column.AWARDS))):
            award = _meant(text, self._regulations.awards)
            if award is None:
                raise NotTaken(Reason.AWARD_UNKNOWN, text=text, known=_listed(self._regulations.awards))
            awards.append(award)
        if group := first(cells, Column.GROUP):
            if award := _meant(group, self._regulations.awards):
                awards.append(award)
            elif narrower := _meant(group, self._regulations.categories):
                category = narrower
            else:
                self.groups[group] = None
        if category is None and known is not None and not said:
            category = known.category
        if category is None:
            category = self._only_category(said, self._regulations)
        return category, tuple(dict.fromkeys(awards))

    def _only_category(self, said: str, regulations: Regulations) -> str:
        if not regulations.categories:
            return ""
        if not said and len(regulations.categories) == 1:
            return regulations.categories[0].code
        raise NotTaken(Reason.CATEGORY_UNKNOWN, text=said, known=_listed(regulations.categories))

    def _described(self, entry: Entry) -> str:
        parts = [" / ".join(self._book.driver(code).name for code in entry.drivers)]
        parts += [self._book.team(entry.team).name] if entry.team else []
        return ", ".join(part for part in (*parts, entry.category) if part)


def _says(entry: Entry, known: Entry) -> bool:
    """Whether an entry in a list says nothing else than the one on file; what a list leaves out it does not deny."""
    said = replace(entry, team=entry.team or known.team, awards=entry.awards or known.awards, guest=known.guest)
    return said == replace(known, rounds=entry.rounds, changes=(), guest_of="")


def _meant(text: str, choices: Iterable[Category | Award]) -> str | None:
    """The code of the category or award called so, by code, letters or name in either language."""
    for each in choices:
        names = (each.code, each.name.fr, each.name.en, each.chip.letters)
        if fold(text) and fold(text) in map(fold, names):
            return each.code
    return None


def _listed(choices: Iterable[Category | Award]) -> str:
    return ", ".join(each.code for each in choices)
