"""Entries, and what is different for a car in one round."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.lines.setup.cells import one_of, parts, yes_no, yes_text
from cupdesk.lines.setup.names import People, crew
from cupdesk.lines.setup.nations import nationality, nations
from cupdesk.lines.setup.register import Field, Refusal, Texts, sessions_said
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import EnterCar, SetEntry, apply
from cupdesk.rules.field import number_in
from cupdesk.rules.model import Entry, EntryChange, Season
from cupdesk.rules.uses import sessions_in_round, sessions_of_entry

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_NUMBER = re.compile(r"[0-9A-Za-z]{1,6}")
_BESIDE = re.compile(r"^(?:#|[nN][°oº]?\.?)\s*(?=\d)|\.0$")
_BETWEEN = re.compile(r"[\s/;,+&]+")
_ALL = ("", "*", "tout", "tous", "toutes", "all")

NUMBER = Field("number", ("#",), needed=True)
DRIVERS = Field("drivers")
NATIONS_OF = Field("nationality", ("nationalites", "nationalities"))
TEAM = Field("team", ("concurrent",))
CATEGORY = Field("category")
AWARDS = Field("awards", ("rookie", "junior"))
MANUFACTURER = Field("manufacturer", ("manufacturer", "make", "constructeur", "marque"))
GUEST = Field("guest")


def number(text: str) -> str:
    """A car number, with what is often written beside it left out."""
    text = _BESIDE.sub("", text.strip())
    if not _NUMBER.fullmatch(text):
        raise Refusal("setup.refused.number", "number", text=text)
    return text


def drivers_text(season: Season, codes: tuple[str, ...]) -> str:
    """The names of a crew, as they are typed."""
    names = {driver.code: driver.name for driver in season.drivers}
    return " / ".join(names.get(code, code) for code in codes)


def team_text(season: Season, code: str | None) -> str:
    """A team by its name, as it is typed."""
    return next((team.name for team in season.teams if team.code == code), code or "")


def category(season: Season, text: str) -> str:
    """A category by its code, name or letters; "" for an empty cell."""
    known = {c.code: (c.code, c.name.fr, c.name.en, c.chip.letters or c.code) for c in season.regulations.categories}
    return one_of(text, known, "category", "setup.refused.category") if text.strip() else ""


def awards(season: Season, text: str) -> tuple[str, ...]:
    """Awards by code, name or letters; a plain yes is the only award there is."""
    known = {a.code: (a.code, a.name.fr, a.name.en, a.chip.letters or a.code) for a in season.regulations.awards}
    if len(known) == 1 and fold(text.strip()) in ("oui", "yes", "x"):
        return tuple(known)
    given = () if fold(text.strip()) in ("non", "no", "-") else parts(text)
    return tuple(dict.fromkeys(one_of(part, known, "awards", "setup.refused.award") for part in given))


def rounds(season: Season, text: str, field: str = "rounds") -> tuple[str, ...]:
    """Rounds by code, name or place in the calendar; empty for all of them."""
    if fold(text.strip()) in _ALL:
        return ()
    known = {r.code: (r.code, r.name.fr, r.name.en) for r in season.rounds}
    folded = {fold(name) for names in known.values() for name in names}
    given = parts(text)
    if len(given) == 1 and fold(given[0]) not in folded:
        given = given[0].split()
    found = {one_of(part, known, field, "setup.refused.round") for part in given}
    return tuple(code for code in known if code in found)


def check_numbers(season: Season, was: Entry | None, now: Entry, field: str = "number") -> None:
    """Refuse a number that another car has in the same round."""
    others = [entry for entry in season.entries if entry is not was and entry != was]
    for code in [r.code for r in season.rounds] or [""]:
        mine = number_in(now, code)
        other = next((entry for entry in others if mine and number_in(entry, code) == mine), None)
        if other is not None:
            name = drivers_text(season, other.drivers) or team_text(season, other.team)
            raise Refusal("setup.refused.number_twice", field, number=mine, who=name)


def _check_rounds(season: Season, was: Entry, now: Entry, field: str, words: Words) -> None:
    """Refuse to leave a round out in which something is typed for the car."""
    for round_ in season.rounds:
        if number_in(was, round_.code) and not number_in(now, round_.code):
            used = sessions_in_round(season, was, round_.code)
            if used:
                raise Refusal(
                    "setup.refused.round_used", field, number=was.number, where=sessions_said(season, used, words)
                )


class Entries:
    """The entry list: one car a row."""

    name = "entries"
    fields: tuple[Field, ...] = (
        NUMBER,
        replace(DRIVERS, needed=True),
        NATIONS_OF,
        TEAM,
        CATEGORY,
        AWARDS,
        MANUFACTURER,
        GUEST,
        Field("rounds", ("rounds", "round", "epreuves", "epreuve", "meetings", "manches")),
        Field("exceptions", shown=True),
    )

    def rows(self, season: Season) -> tuple[Entry, ...]:
        """The entries, in order."""
        return season.entries

    def texts(self, season: Season, row: Entry, words: Words) -> Texts:
        """What each cell says."""
        nations = {driver.code: driver.nationality for driver in season.drivers}
        of_crew = [nations.get(code, "") for code in row.drivers]
        return {
            "number": row.number,
            "drivers": drivers_text(season, row.drivers),
            "nationality": " / ".join(of_crew) if any(of_crew) else "",
            "team": team_text(season, row.team),
            "category": row.category,
            "awards": ", ".join(row.awards),
            "manufacturer": row.manufacturer,
            "guest": yes_text(row.guest, words),
            "rounds": ", ".join(row.rounds),
            "exceptions": "; ".join(_exception(season, change, words) for change in row.changes),
        }

    def find(self, season: Season, texts: Texts) -> Entry | None:
        """The first entry of this number."""
        wanted = _BESIDE.sub("", texts["number"].strip())
        return next((entry for entry in season.entries if entry.number == wanted), None)

    def edits(self, season: Season, was: Entry | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The car entered as the row says; drivers and teams not known yet are made with it."""
        people = People(season)
        names = crew(texts["drivers"])
        written = texts["nationality"].strip()
        kept = self.texts(season, was, words)["nationality"] if was is not None else ""
        of_crew: list[str | None] = [nationality(part) for part in _BETWEEN.split(written) if part]
        if len(of_crew) > len(names):
            raise Refusal("setup.refused.nations", "nationality", n=len(names))
        of_crew += [""] * (len(names) - len(of_crew))
        given = [None] * len(names) if written == kept else of_crew
        drivers = tuple(people.driver(name, "drivers", nat) for name, nat in zip(names, given, strict=True))
        if len(set(drivers)) < len(drivers):
            raise Refusal("setup.refused.driver_twice", "drivers", name=names[-1])
        now = replace(
            was or Entry("", ()),
            number=number(texts["number"]),
            drivers=drivers,
            team=people.team(texts["team"], "team"),
            category=category(season, texts["category"]),
            awards=awards(season, texts["awards"]),
            manufacturer=" ".join(texts["manufacturer"].split()),
            guest=yes_no(texts["guest"], "guest"),
            rounds=rounds(season, texts["rounds"]),
        )
        check_numbers(season, was, now)
        if was is None:
            return (*people.edits, EnterCar(now))
        _check_rounds(season, was, now, "rounds", words)
        return (*people.edits, *(() if now == was else (SetEntry(was, now),)))

    def removal(self, season: Season, row: Entry, words: Words) -> tuple[Edit, ...]:
        """The car no longer entered; refused while something is typed for it."""
        used = sessions_of_entry(season, row)
        if used:
            raise Refusal(
                "setup.refused.entry_used", "number", number=row.number, where=sessions_said(season, used, words)
            )
        return (SetEntry(row),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Names, teams, categories, awards and rounds of the season."""
        return entry_choices(season, field, words)


def entry_choices(season: Season, field: str, words: Words) -> tuple[str, ...]:
    """What a cell of an entry is completed to."""
    if field == "guest":
        return (words("setup.yes"), words("setup.no"))
    found: dict[str, tuple[str, ...]] = {
        "car": tuple(f"{e.number} {drivers_text(season, e.drivers)}" for e in season.entries),
        "drivers": tuple(driver.name for driver in season.drivers),
        "nationality": nations(),
        "team": tuple(team.name for team in season.teams),
        "category": tuple(c.code for c in season.regulations.categories),
        "awards": tuple(a.code for a in season.regulations.awards),
        "round": tuple(r.name[words.language] for r in season.rounds),
        "manufacturer": tuple(sorted({entry.manufacturer for entry in season.entries if entry.manufacturer})),
        "rounds": tuple(r.code for r in season.rounds),
    }
    return found.get(field, ())


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """What is different for a car in one round."""

    entry: Entry
    change: EntryChange


def _exception(season: Season, change: EntryChange, words: Words) -> str:
    """An exception in a few words: `Spa: 104, guest`."""
    said = [
        change.number or "",
        drivers_text(season, change.drivers or ()),
        team_text(season, change.team),
        change.category or "",
        ", ".join(change.awards or ()),
        change.manufacturer or "",
        "" if change.guest is None else words("setup.guest" if change.guest else "setup.no_guest"),
    ]
    name = next((r.name[words.language] for r in season.rounds if r.code == change.round), change.round)
    return words("setup.exception", round=name, what=", ".join(part for part in said if part))


class Exceptions:
    """What is different for a car in one round: an empty cell keeps what the entry list says."""

    name = "exceptions"
    fields: tuple[Field, ...] = (
        Field("car", ("car", "voiture", "entry", "engage"), needed=True),
        Field("round", ("round", "epreuve", "meeting"), needed=True),
        Field("number", ("number", "numero", "no", "n", "num"), needed=False),
        DRIVERS,
        TEAM,
        CATEGORY,
        AWARDS,
        MANUFACTURER,
        GUEST,
    )

    def rows(self, season: Season) -> tuple[ExceptionRow, ...]:
        """All exceptions, car by car."""
        return tuple(ExceptionRow(entry, change) for entry in season.entries for change in entry.changes)

    def texts(self, season: Season, row: ExceptionRow, words: Words) -> Texts:
        """What each cell says; empty is as in the entry list."""
        change = row.change
        name = next((r.name[words.language] for r in season.rounds if r.code == change.round), change.round)
        guest = "" if change.guest is None else words("setup.yes" if change.guest else "setup.no")
        return {
            "car": row.entry.number,
            "round": name,
            "number": change.number or "",
            "drivers": drivers_text(season, change.drivers or ()),
            "team": team_text(season, change.team),
            "category": change.category or "",
            "awards": ", ".join(change.awards or ()),
            "manufacturer": change.manufacturer or "",
            "guest": guest,
        }

    def find(self, season: Season, texts: Texts) -> ExceptionRow | None:
        """The exception of this car in this round."""
        try:
            entry, code = self._entry(season, texts["car"]), self._round(season, texts["round"])
        except Refusal:
            return None
        return next((ExceptionRow(entry, change) for change in entry.changes if change.round == code), None)

    def _entry(self, season: Season, text: str) -> Entry:
        wanted = _BESIDE.sub("", text.strip()).partition(" ")[0]
        for entry in season.entries:
            if entry.number == wanted:
                return entry
        raise Refusal("setup.refused.not_entered", "car", text=text.strip())

    def _round(self, season: Season, text: str) -> str:
        known = {r.code: (r.code, r.name.fr, r.name.en) for r in season.rounds}
        return one_of(text, known, "round", "setup.refused.round")

    def edits(self, season: Season, was: ExceptionRow | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The car's entry with this exception in it."""
        entry, code = self._entry(season, texts["car"]), self._round(season, texts["round"])
        if entry.rounds and code not in entry.rounds:
            raise Refusal("setup.refused.not_in_round", "round", number=entry.number, round=texts["round"])
        if was is not None and was.entry != entry:
            moved = self.removal(season, was, words)
            return (*moved, *self.edits(apply(season, *moved), None, texts, words))
        old = None if was is None else was.change
        if any(change.round == code and change != old for change in entry.changes):
            raise Refusal("setup.refused.exception_twice", "round", number=entry.number, round=texts["round"])
        people = People(season)
        names, guest = crew(texts["drivers"]), texts["guest"].strip()
        change = EntryChange(
            code,
            number(texts["number"]) if texts["number"].strip() else None,
            tuple(people.driver(name, "drivers") for name in names) or None,
            people.team(texts["team"], "team"),
            category(season, texts["category"]) or None,
            awards(season, texts["awards"]) or None,
            yes_no(guest, "guest") if guest else None,
            " ".join(texts["manufacturer"].split()) or None,
        )
        if change == EntryChange(code):
            raise Refusal("setup.refused.no_difference", "number")
        changes = tuple(change if each == old else each for each in entry.changes)
        now = replace(entry, changes=changes if old is not None else (*entry.changes, change))
        check_numbers(season, entry, now)
        return (*people.edits, *(() if now == entry else (SetEntry(entry, now),)))

    def removal(self, season: Season, row: ExceptionRow, words: Words) -> tuple[Edit, ...]:
        """The car as in the entry list again."""
        kept = tuple(change for change in row.entry.changes if change != row.change)
        now = replace(row.entry, changes=kept)
        check_numbers(season, row.entry, now)
        return (SetEntry(row.entry, now),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """As in the entry list; cars by number, rounds by name."""
        return entry_choices(season, field, words)
