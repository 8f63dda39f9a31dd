"""A season begun from the one before: what is carried over, what begins anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.rules.edits.calendar import plan_of
from cupdesk.rules.exceptions import RaceException
from cupdesk.rules.field import BETWEEN_CREW
from cupdesk.rules.letterhead import PLAIN, pictures_in_use
from cupdesk.rules.model import Entry, Honour, Round, Season
from cupdesk.rules.regulations import Championship, Ranks, Regulations
from cupdesk.rules.session import Text

if TYPE_CHECKING:
    from cupdesk.rules.book import Book


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new season takes over from the one before; results and decisions never are.

    `regulations` is the rule book to race under if it is not to be the same one again.
    """

    entries: bool = True
    guests: bool = False
    rounds: bool = True
    officials: bool = True
    letterhead: bool = True
    regulations: Regulations | None = None


def next_season(book: Book, code: str, year: int, carried: Carried) -> Season:
    """The season after this one, with nothing run yet; the champions crowned in this one join the roll of honour.

    Drivers and teams stay as far as something still names them. Rounds lose their dates, entries their exceptions.
    Without rounds one is left, with the sessions of the first.
    """
    before = book.season
    rounds = tuple(_planned(round_) for round_ in before.rounds)
    if not carried.rounds:
        rounds = tuple(_only(round_) for round_ in rounds[:1])
    entries = tuple(entry for entry in before.entries if carried.guests or not entry.guest)
    kept = tuple(replace(entry, changes=(), rounds=entry.rounds if carried.rounds else ()) for entry in entries)
    rules = carried.regulations or _general(before.regulations)
    codes = {championship.code for championship in rules.championships}
    known = {driver.code for driver in before.drivers} | {team.code for team in before.teams}
    by_code = {c.code: c.ranks in (Ranks.DRIVER, Ranks.TEAM) for c in rules.championships}
    season = Season(
        code,
        before.cup,
        year,
        rules,
        drivers=before.drivers,
        teams=before.teams,
        entries=_under(rules, kept) if carried.entries else (),
        rounds=rounds,
        honours=tuple(
            honour
            for honour in (*before.honours, *champions(book))
            if honour.championship in codes and (honour.name in known or not by_code[honour.championship])
        ),
        honours_complete=before.honours_complete,
        offences=before.offences,
        officials=before.officials if carried.officials else (),
        letterhead=before.letterhead if carried.letterhead else PLAIN,
    )
    season = replace(season, pictures=pictures_in_use(season, before.pictures))
    return _people(season)


def champions(book: Book) -> tuple[Honour, ...]:
    """The lines that the season adds to the roll of honour: who (or which crew, team, make, nation) is champion of what, where it is decided."""
    season = book.season
    known = {(honour.year, honour.championship, honour.name) for honour in season.honours}
    found = []
    for championship in season.regulations.championships:
        title = book.title(championship.code)
        found += [
            Honour(season.year, championship.code, name)
            for name in title.champions
            if title.decided and (season.year, championship.code, name) not in known
        ]
    return tuple(found)


def _planned(round_: Round) -> Round:
    """A round as it can be held again: no dates, nothing of what came of it."""
    sessions = tuple(replace(plan_of(s), date=None, cancelled=False) for s in round_.sessions)
    return replace(round_, first_day=None, last_day=None, sessions=sessions)


def _only(round_: Round) -> Round:
    """The first round of a calendar still to be written, with the usual sessions."""
    names = {f"{round_.code}/{s.code}": f"1/{s.code}" for s in round_.sessions}
    sessions = tuple(
        replace(
            session,
            joint=False,
            sets_grids=tuple(replace(grid, race=names.get(grid.race, grid.race)) for grid in session.sets_grids),
        )
        for session in round_.sessions
    )
    return Round("1", Text("Épreuve 1", "Round 1"), sessions=sessions)


def _general(rules: Regulations) -> Regulations:
    """The rule book without what was decided for single races and names of the season."""
    championships = tuple(_without_cases(championship) for championship in rules.championships)
    return replace(rules, championships=championships)


def _without_cases(championship: Championship) -> Championship:
    races = tuple(
        RaceException(race.session, race.factor, race.counts) for race in championship.races if "/" not in race.session
    )
    return replace(
        championship, excluded=(), races=tuple(race for race in races if race != RaceException(race.session))
    )


def _under(rules: Regulations, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries under another rule book: categories and awards it does not have are left out."""
    categories, awards = {c.code for c in rules.categories}, {a.code for a in rules.awards}
    return tuple(
        replace(
            entry,
            category=entry.category if entry.category in categories else "",
            awards=tuple(award for award in entry.awards if award in awards),
        )
        for entry in entries
    )


def _people(season: Season) -> Season:
    """The season without people and teams that nothing in it names any more."""
    names = {honour.name for honour in season.honours}
    names |= {code for name in names for code in name.split(BETWEEN_CREW)}
    drivers = names | {code for entry in season.entries for code in entry.drivers}
    teams = names | {entry.team for entry in season.entries}
    return replace(
        season,
        drivers=tuple(driver for driver in season.drivers if driver.code in drivers),
        teams=tuple(team for team in season.teams if team.code in teams),
    )
