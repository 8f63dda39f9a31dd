"""What a season must hold together by: names that are known, things that are there once.

`check` refuses what cannot be meant. What a person still has to settle (a car that is not entered, a car without a place)
is a problem of the season: it loads and `Book.problems` tells it. `remarks` are things that load and
are probably slips.
"""

from __future__ import annotations

from collections.abc import Iterable

from cupdesk.rules.documents import series
from cupdesk.rules.field import crew_key, named, numbers_entered
from cupdesk.rules.model import Entry, EntryChange, Season
from cupdesk.rules.regulations import Championship, Ranks, Regulations
from cupdesk.rules.session import SanctionKind, Session, SessionKind
from cupdesk.seasons.contradictions import contradictions, overlaps
from cupdesk.seasons.eligibility import nobody_eligible, nobody_ranked
from cupdesk.seasons.letterheads import check_letterhead
from cupdesk.seasons.shapes import nearest
from cupdesk.seasons.slips import slips
from cupdesk.words.trouble import Trouble

CAUTIONS = ("seasons.more_so_far", "seasons.nobody_ranked")
"""Remarks that may well be meant while a season grows: its rule book can be taken with them."""
_FEW = 8
_BY_CODE = (Ranks.DRIVER, Ranks.TEAM)
"""What is named by a code that stays; a crew, a make or a nation is only there while somebody is entered with it."""
_COUNTED = (
    SanctionKind.LAPS,
    SanctionKind.PLACES,
    SanctionKind.PLACES_IN_CATEGORY,
    SanctionKind.GRID_PLACES,
)


def check(season: Season) -> None:
    """Raise `Trouble`, with the path of the field, for the first thing that does not hold together."""
    check_book(season)
    _once((d.code for d in season.drivers), "drivers[{}].code")
    _once((t.code for t in season.teams), "teams[{}].code")
    _once((o.code for o in season.offences), "offences[{}].code")
    _once_in_all(((short.casefold() for short in o.short) for o in season.offences), "offences[{}].short[{}]")
    _once((r.code for r in season.rounds), "rounds[{}].code")
    for i, round_ in enumerate(season.rounds):
        _once((s.code for s in round_.sessions), f"rounds[{i}].sessions[{{}}].code")
    _check_entries(season)
    for i, round_ in enumerate(season.rounds):
        numbers = ((str(decision.number) for decision in session.decisions) for session in round_.sessions)
        _once_in_all(numbers, f"rounds[{i}].sessions[{{}}].decisions[{{}}].number")
        for k, session in enumerate(round_.sessions):
            _check_session(season, round_.code, session, f"rounds[{i}].sessions[{k}]")
    _check_records(season)
    _check_documents(season)
    check_letterhead(season)


def check_book(season: Season) -> None:
    """The same for what the regulations say, and what they name of the season."""
    check_regulations(season.regulations, "regulations.")
    races, names = season_races(season), _names(season)
    refs = tuple(ref for ref, _, _ in season.sessions())
    drivers = tuple(driver.code for driver in season.drivers)
    for i, championship in enumerate(season.regulations.championships):
        where = f"regulations.championships[{i}]"
        for trouble in overlaps(championship, races, where):
            raise trouble
        for k, excluded in enumerate(championship.excluded):
            if championship.ranks in _BY_CODE:
                known(excluded.name, names, f"{where}.excluded[{k}].name")
            if excluded.after:
                known(excluded.after, refs, f"{where}.excluded[{k}].after")
        for k, race in enumerate(championship.races):
            _all_known(race.fastest_lap_by, drivers, f"{where}.races[{k}].fastest_lap_by")
            _all_known((share.driver for share in race.shares), drivers, f"{where}.races[{k}].shares", ".driver")
            if championship.ranks in _BY_CODE:
                _all_known((extra.name for extra in race.extra), names, f"{where}.races[{k}].extra", ".name")


def season_races(season: Season) -> tuple[str, ...]:
    """The references of all races there are."""
    return tuple(ref for ref, _, session in season.sessions() if session.kind is SessionKind.RACE)


def check_regulations(regulations: Regulations, path: str = "") -> None:
    """The same for a rule book alone; `path` stands before every path."""
    categories = tuple(c.code for c in regulations.categories)
    awards = tuple(a.code for a in regulations.awards)
    _once(categories, f"{path}categories[{{}}].code")
    _once(awards, f"{path}awards[{{}}].code")
    _once((c.code for c in regulations.championships), f"{path}championships[{{}}].code")
    if not regulations.championships:
        raise Trouble("seasons.no_championship", path=f"{path}championships")
    percents = {
        "threshold.percent": regulations.threshold.percent,
        **{f"short_race.steps[{i}].below": step.below for i, step in enumerate(regulations.short_race.steps)},
    }
    for where, percent in percents.items():
        if percent > 100:
            raise Trouble("seasons.percent", path=f"{path}{where}", found=percent)
    _once((str(step.below) for step in regulations.short_race.steps), f"{path}short_race.steps[{{}}].below")
    for i, championship in enumerate(regulations.championships):
        where = f"{path}championships[{i}]"
        if championship.category:
            known(championship.category, categories, f"{where}.category")
        if championship.award:
            known(championship.award, awards, f"{where}.award")
        _once(championship.ties, f"{where}.ties[{{}}]")
        for trouble in contradictions(championship, where):
            raise trouble
        _once((each.name for each in championship.excluded), f"{where}.excluded[{{}}].name")
        _once((s.session for s in championship.scales), f"{where}.scales[{{}}].session")
        _once((each.session for each in championship.races), f"{where}.races[{{}}].session")
        _once((str(each.below) for each in championship.few_starters), f"{where}.few_starters[{{}}].below")


def remarks(season: Season) -> tuple[Trouble, ...]:
    """What loads and is probably a slip: a championship nobody is eligible for, a race of the regulations that is not run,
    an offence that is not in the catalogue (the desk takes any words for one), and what `slips` names."""
    found = [*slips(season), *_offences_apart(season), *_names_apart(season)]
    found += [*nobody_eligible(season), *nobody_ranked(season)]
    races = {name for ref, round_, s in season.sessions() for name in (ref, round_.code, s.code)}
    for i, championship in enumerate(season.regulations.championships):
        where = f"regulations.championships[{i}]"
        said = [(f"{where}.sessions[{k}]", name) for k, name in enumerate(championship.sessions)]
        said += [(f"{where}.scales[{k}].session", scale.session) for k, scale in enumerate(championship.scales)]
        said += [(f"{where}.races[{k}].session", each.session) for k, each in enumerate(championship.races)]
        said += [(f"{where}.counting.always[{k}]", name) for k, name in enumerate(championship.counting.always)]
        said += [(f"{where}.countback_sessions[{k}]", name) for k, name in enumerate(championship.countback_sessions)]
        said += [
            (f"{where}.counting.segments[{k}].races[{m}]", name)
            for k, part in enumerate(championship.counting.segments)
            for m, name in enumerate(part.races)
        ]
        found += [_no_race(path, name, races) for path, name in said if season.rounds and name not in races]
        found += _too_many(season, championship, where)
    return tuple(found)


def _no_race(path: str, name: str, races: set[str]) -> Trouble:
    if near := nearest(name, tuple(sorted(races))):
        return Trouble("seasons.no_such_race_near", path=path, found=name, near=near)
    return Trouble("seasons.no_such_race", path=path, found=name)


def _too_many(season: Season, championship: Championship, path: str) -> list[Trouble]:
    """What counts more results than there are races, so far, of the season or of a part of it."""
    counting, races = championship.counting, season_races(season)
    mine = named(races, championship.sessions) if championship.sessions else races
    parts = [(counting.best, mine, "seasons.more_so_far", f"{path}.counting.best")]
    parts += [
        (part.best, named(mine, part.races), "seasons.more_than_there_are", f"{path}.counting.segments[{i}].best")
        for i, part in enumerate(counting.segments)
    ]
    found = []
    most = len({ref.partition("/")[0] for ref in mine} if championship.starts_by_round else mine)
    if mine and championship.minimum_starts > most:
        path = f"{path}.minimum_starts"
        found.append(Trouble("seasons.more_so_far", path=path, found=championship.minimum_starts, n=most))
    for best, refs, key, where in parts:
        n = len({ref.partition("/")[0] for ref in refs} if counting.by_round else refs)
        if best is not None and refs and best > n:
            found.append(Trouble(key, path=where, found=best, n=n))
    return found


def _offences_apart(season: Season) -> list[Trouble]:
    codes = tuple(offence.code for offence in season.offences)
    found = []
    for i, round_ in enumerate(season.rounds):
        for k, session in enumerate(round_.sessions):
            for m, decision in enumerate(session.decisions):
                if decision.offence and decision.offence not in codes:
                    path = f"rounds[{i}].sessions[{k}].decisions[{m}].offence"
                    near = nearest(decision.offence, codes)
                    key = "seasons.offence_near" if near else "seasons.offence_apart"
                    found.append(Trouble(key, path=path, found=decision.offence, near=near))
    return found


def _check_entries(season: Season) -> None:
    drivers = tuple(d.code for d in season.drivers)
    teams = tuple(t.code for t in season.teams)
    rounds = tuple(r.code for r in season.rounds)
    categories = tuple(c.code for c in season.regulations.categories)
    awards = tuple(a.code for a in season.regulations.awards)
    numbers: dict[tuple[str, str], str] = {}
    for i, entry in enumerate(season.entries):
        path = f"entries[{i}]"
        _all_known(entry.rounds, rounds, f"{path}.rounds")
        _all_known((change.round for change in entry.changes), rounds, f"{path}.changes", ".round")
        _once((change.round for change in entry.changes), f"{path}.changes[{{}}].round")
        said: list[tuple[str, Entry | EntryChange]] = [(path, entry)]
        said += [(f"{path}.changes[{k}]", change) for k, change in enumerate(entry.changes)]
        for where, one in said:
            _all_known(one.drivers or (), drivers, f"{where}.drivers")
            _once(one.drivers or (), f"{where}.drivers[{{}}]")
            _all_known(one.awards or (), awards, f"{where}.awards")
            if one.team is not None:
                known(one.team, teams, f"{where}.team")
            if one.category:
                known(one.category, categories, f"{where}.category")
        changed = {change.round: change.number for change in entry.changes if change.number}
        for round_code in entry.rounds or rounds or ("",):
            number = changed.get(round_code, entry.number)
            if (round_code, number) in numbers:
                first = numbers[round_code, number]
                raise Trouble(
                    "seasons.number_twice", path=f"{path}.number", number=number, first=first, round=round_code
                )
            numbers[round_code, number] = path


def _check_documents(season: Season) -> None:
    """Every document is of a session that is there, has a number of its own, and says what its fingerprint was taken of."""
    refs = tuple(ref for ref, _, _ in season.sessions())
    for i, document in enumerate(season.documents):
        path = f"documents[{i}]"
        known(document.session, refs, f"{path}.session")
        before = [k for k, each in enumerate(season.documents[:i]) if each in series(season, document.session)]
        same = next((k for k in before if season.documents[k].number == document.number), None)
        if same is not None:
            first = f"documents[{same}].number"
            raise Trouble("seasons.twice", path=f"{path}.number", found=str(document.number), first=first)
        if not document.copies:
            raise Trouble("seasons.no_copy", path=f"{path}.copies")
        for k, copy in enumerate(document.copies):
            if not copy.genuine:
                raise Trouble("seasons.fingerprint", path=f"{path}.copies[{k}]", number=document.number)


def _check_session(season: Season, round_code: str, session: Session, path: str) -> None:
    refs = tuple(ref for ref, _, _ in season.sessions())
    races = tuple(ref for ref, _, s in season.sessions() if s.kind is SessionKind.RACE)
    drivers = tuple(d.code for d in season.drivers)
    _once(session.order, f"{path}.order[{{}}]")
    _once(session.grid, f"{path}.grid[{{}}]")
    _once((row.number for row in session.finishes), f"{path}.finishes[{{}}].number")
    _once((source.race for source in session.sets_grids), f"{path}.sets_grids[{{}}].race")
    here = tuple(ref.partition("/")[2] for ref in races if ref.startswith(f"{round_code}/"))
    _all_known((source.race for source in session.sets_grids), (*here, *races), f"{path}.sets_grids", ".race")
    for k, source in enumerate(session.sets_grids if session.kind is SessionKind.RACE else ()):
        race = source.race if source.race in refs else f"{round_code}/{source.race}"
        if refs.index(race) <= refs.index(f"{round_code}/{session.code}"):
            raise Trouble("seasons.grid_from_race", path=f"{path}.sets_grids[{k}].race", found=source.race)
    for k, row in enumerate(session.finishes):
        _all_known(row.drivers, drivers, f"{path}.finishes[{k}].drivers")
    for k, decision in enumerate(session.decisions):
        where = f"{path}.decisions[{k}]"
        if decision.applies_to:
            known(decision.applies_to, refs, f"{where}.applies_to")
        if not decision.cars:
            raise Trouble("seasons.no_car", path=f"{where}.cars")
        _once(decision.cars, f"{where}.cars[{{}}]")
        for m, sanction in enumerate(decision.sanctions):
            at = f"{where}.sanctions[{m}]"
            if sanction.kind is SanctionKind.TIME and sanction.ms is None and sanction.place is None:
                raise Trouble("seasons.sanction_needs", path=at, kind=sanction.kind.value, needs="time")
            if sanction.kind in _COUNTED and sanction.count is None:
                raise Trouble("seasons.sanction_needs", path=at, kind=sanction.kind.value, needs="count")
            if sanction.kind is SanctionKind.BEHIND and sanction.behind is None:
                raise Trouble("seasons.sanction_needs", path=at, kind=sanction.kind.value, needs="behind")


def _check_records(season: Season) -> None:
    """Adjustments and the roll of honour name championships, names and sessions of this file."""
    refs = tuple(ref for ref, _, _ in season.sessions())
    championships = tuple(c.code for c in season.regulations.championships)
    by_code = {c.code for c in season.regulations.championships if c.ranks in _BY_CODE}
    names = _names(season)
    for i, adjustment in enumerate(season.adjustments):
        known(adjustment.championship, championships, f"adjustments[{i}].championship")
        if adjustment.championship in by_code:
            known(adjustment.name, names, f"adjustments[{i}].name")
        if adjustment.after:
            known(adjustment.after, refs, f"adjustments[{i}].after")
    for i, honour in enumerate(season.honours):
        known(honour.championship, championships, f"honours[{i}].championship")
        if honour.championship in by_code:
            known(honour.name, names, f"honours[{i}].name")


def _names_apart(season: Season) -> list[Trouble]:
    """Crews, makes and nations that points are taken from or that are excluded, and that nobody is entered with."""
    rules = {c.code: c for c in season.regulations.championships if c.ranks not in _BY_CODE}
    said = [
        (f"adjustments[{i}].name", each.name) for i, each in enumerate(season.adjustments) if each.championship in rules
    ]
    for i, championship in enumerate(season.regulations.championships):
        if championship.code in rules:
            where = f"regulations.championships[{i}].excluded"
            said += [(f"{where}[{k}].name", each.name) for k, each in enumerate(championship.excluded)]
            where = f"regulations.championships[{i}].races"
            for k, race in enumerate(championship.races):
                said += [(f"{where}[{k}].extra[{m}].name", each.name) for m, each in enumerate(race.extra)]
    names = _names(season)
    return [unknown(name, names, path) for path, name in said if name not in names]


def _names(season: Season) -> tuple[str, ...]:
    """Everything a championship can rank: drivers and teams, and, as entered, crews, manufacturers and nations."""
    found = [d.code for d in season.drivers] + [t.code for t in season.teams]
    said: list[Entry | EntryChange] = [*season.entries]
    found += sorted(numbers_entered(season))
    for one in (*said, *(change for entry in season.entries for change in entry.changes)):
        found += [crew_key(one.drivers)] if one.drivers else []
        found += [one.manufacturer] if one.manufacturer else []
    found += [driver.nationality for driver in season.drivers if driver.nationality]
    return (*found, *(team.nationality for team in season.teams if team.nationality))


def _once(values: Iterable[str], path: str) -> None:
    """Each value once; `{}` in `path` is its index."""
    first: dict[str, int] = {}
    for i, value in enumerate(values):
        if value in first:
            raise Trouble("seasons.twice", path=path.format(i), found=str(value), first=path.format(first[value]))
        first[value] = i


def _once_in_all(lists: Iterable[Iterable[str]], path: str) -> None:
    """Each value once in all lists together; the `{}` in `path` are the index of the list and that of the value."""
    first: dict[str, str] = {}
    for i, values in enumerate(lists):
        for k, value in enumerate(values):
            where = path.format(i, k)
            if value in first:
                raise Trouble("seasons.twice", path=where, found=value, first=first[value])
            first[value] = where


def known(value: str, choices: tuple[str, ...], path: str) -> None:
    """Raise `Trouble` if a name is not among these."""
    if value not in choices:
        raise unknown(value, choices, path)


def unknown(value: str, choices: tuple[str, ...], path: str) -> Trouble:
    """What to say of a name that is not among these: the nearest one, or all if they are few."""
    if near := nearest(value, choices):
        return Trouble("seasons.unknown_near", path=path, found=value, near=near)
    there = tuple(dict.fromkeys(choices))
    if 0 < len(there) <= _FEW:
        return Trouble("seasons.unknown_known", path=path, found=value, choices=", ".join(there))
    return Trouble("seasons.unknown", path=path, found=value)


def _all_known(values: Iterable[str], choices: tuple[str, ...], path: str, key: str = "") -> None:
    for i, value in enumerate(values):
        known(value, choices, f"{path}[{i}]{key}")
