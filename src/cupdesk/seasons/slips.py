"""What loads and is probably a slip: blank names, dates that do not fit, facts said twice, cars nobody entered."""

from __future__ import annotations

from collections.abc import Iterator

from cupdesk.rules.exceptions import RaceException
from cupdesk.rules.field import numbers_entered, round_field
from cupdesk.rules.model import Round, Season
from cupdesk.rules.session import TIMED_SANCTIONS, Decision, Finish, SanctionKind, Session, Text
from cupdesk.words.trouble import Trouble

_LOOKED_AT = {
    "ms": TIMED_SANCTIONS,
    "place": TIMED_SANCTIONS,
    "count": (
        SanctionKind.LAPS,
        SanctionKind.PLACES,
        SanctionKind.PLACES_IN_CATEGORY,
        SanctionKind.GRID_PLACES,
        SanctionKind.DELETE_LAP,
    ),
    "behind": (SanctionKind.BEHIND,),
    "amount": (SanctionKind.FINE,),
}
"""The kinds of sanction each value is looked at for."""


def slips(season: Season) -> Iterator[Trouble]:
    """Every slip, with the path of the field, in the order of the file."""
    if not season.cup.strip():
        yield Trouble("seasons.blank", path="cup")
    numbers = numbers_entered(season) if season.entries else None
    for i, championship in enumerate(season.regulations.championships):
        yield from _blank(championship.name, f"regulations.championships[{i}].name")
        for k, race in enumerate(championship.races if numbers is not None else ()):
            yield from _cars_named(race, numbers or frozenset(), f"regulations.championships[{i}].races[{k}]")
    for i, driver in enumerate(season.drivers):
        if not driver.surname.strip():
            yield Trouble("seasons.blank", path=f"drivers[{i}].surname")
        yield from _nationality(driver.nationality, f"drivers[{i}].nationality")
    for i, team in enumerate(season.teams):
        if not team.name.strip():
            yield Trouble("seasons.blank", path=f"teams[{i}].name")
        yield from _nationality(team.nationality, f"teams[{i}].nationality")
    for i, entry in enumerate(season.entries):
        if not entry.drivers:
            yield Trouble("seasons.no_driver", path=f"entries[{i}].drivers", number=entry.number)
        if season.regulations.categories and not entry.category:
            yield Trouble("seasons.no_category", path=f"entries[{i}].category", number=entry.number)
    for i, round_ in enumerate(season.rounds):
        yield from _round(season, round_, f"rounds[{i}]")


def _round(season: Season, round_: Round, path: str) -> Iterator[Trouble]:
    yield from _blank(round_.name, f"{path}.name")
    first, last = round_.first_day, round_.last_day or round_.first_day
    if first and last and last < first:
        yield Trouble("seasons.days", path=f"{path}.last_day", found=last.isoformat(), first=first.isoformat())
        first = last = None
    entered = set(round_field(season, round_.code))
    for i, session in enumerate(round_.sessions):
        where = f"{path}.sessions[{i}]"
        if session.date and first and last and not first <= session.date <= last:
            yield Trouble("seasons.day_apart", path=f"{where}.date", found=session.date.isoformat())
        yield from _session(session, entered, where)


def _session(session: Session, entered: set[str], path: str) -> Iterator[Trouble]:
    yield from _blank(session.name, f"{path}.name")
    if session.cancelled and (session.order or session.finishes):
        yield Trouble("seasons.cancelled", path=f"{path}.cancelled")
    for i, finish in enumerate(session.finishes):
        where = f"{path}.finishes[{i}]"
        if finish.number not in entered and finish.number not in session.order:
            yield Trouble("seasons.not_entered", path=f"{where}.number", number=finish.number)
        yield from _finish(finish, where)
    for i, decision in enumerate(session.decisions):
        yield from _decision(decision, f"{path}.decisions[{i}]")
    for i, number in enumerate(session.grid):
        if number not in entered:
            yield Trouble("seasons.not_entered", path=f"{path}.grid[{i}]", number=number)
    if session.pole and session.pole not in entered:
        yield Trouble("seasons.not_entered", path=f"{path}.pole", number=session.pole)


def _finish(finish: Finish, path: str) -> Iterator[Trouble]:
    if finish.laps is not None and finish.laps_down is not None:
        yield Trouble("seasons.one_of_two", path=f"{path}.laps_down", one="laps", other="laps_down")
    if finish.total_ms is not None and finish.gap_ms is not None:
        yield Trouble("seasons.one_of_two", path=f"{path}.gap", one="total", other="gap")
    if finish.parts_ms and (finish.total_ms is not None or finish.gap_ms is not None):
        other = "gap" if finish.total_ms is None else "total"
        yield Trouble("seasons.one_of_two", path=f"{path}.{other}", one="parts", other=other)
    if finish.best_ms is not None and finish.second_ms is not None and finish.second_ms < finish.best_ms:
        yield Trouble("seasons.second_faster", path=f"{path}.second")


def _cars_named(race: RaceException, numbers: frozenset[str], path: str) -> Iterator[Trouble]:
    """Cars that an exception names and that are entered in no round."""
    said = [
        (f"{path}.{name}[{i}]", number)
        for name in ("pole", "fastest_lap", "most_led", "most_gained", "not_eligible")
        for i, number in enumerate(getattr(race, name) or ())
    ]
    said += [(f"{path}.shares[{i}].number", share.number) for i, share in enumerate(race.shares)]
    for where, number in said:
        if number not in numbers:
            yield Trouble("seasons.not_entered_at_all", path=where, number=number)


def _decision(decision: Decision, path: str) -> Iterator[Trouble]:
    for i, sanction in enumerate(decision.sanctions):
        for name in ("ms", "count", "behind", "place", "amount"):
            if getattr(sanction, name) not in (None, "") and sanction.kind not in _LOOKED_AT[name]:
                key = "time" if name == "ms" else name
                yield Trouble(
                    "seasons.not_looked_at",
                    path=f"{path}.sanctions[{i}].{key}",
                    kind=sanction.kind.value,
                    name=key,
                )
        if sanction.kind is SanctionKind.BEHIND and sanction.behind in decision.cars:
            yield Trouble("seasons.behind_itself", path=f"{path}.sanctions[{i}].behind", number=sanction.behind)


def _blank(name: Text, path: str) -> Iterator[Trouble]:
    if not name.fr.strip() or not name.en.strip():
        yield Trouble("seasons.blank", path=path)


def _nationality(code: str, path: str) -> Iterator[Trouble]:
    if code and not (len(code) == 3 and code.isalpha()):
        yield Trouble("seasons.nationality", path=path, found=code)
