"""Who is entered where: the field of a round with its exceptions, and what makes a car eligible."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cupdesk.rules.regulations import NationOf, Ranks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cupdesk.rules.model import Entry, EntryChange, Season
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import ClassifiedCar


def round_field(season: Season, round_code: str) -> dict[str, Entry]:
    """The cars entered in a round by number, in entry order, with the round's exceptions applied (and `changes` emptied)."""
    field: dict[str, Entry] = {}
    for entry in season.entries:
        if entry.rounds and round_code not in entry.rounds:
            continue
        if entry.changes:
            change = next((c for c in entry.changes if c.round == round_code), None)
            entry = _changed(entry, change) if change else replace(entry, changes=())
        field[entry.number] = entry
    return field


def numbers_entered(season: Season) -> frozenset[str]:
    """Every car number of the season, in whatever round."""
    own = {entry.number for entry in season.entries}
    return frozenset(own | {change.number for entry in season.entries for change in entry.changes if change.number})


def number_in(entry: Entry, round_code: str) -> str:
    """The number a car has in a round; "" if it is not entered there."""
    if entry.rounds and round_code not in entry.rounds:
        return ""
    changed = next((change.number for change in entry.changes if change.round == round_code), None)
    return entry.number if changed is None else changed


def _changed(entry: Entry, change: EntryChange) -> Entry:
    return replace(
        entry,
        number=entry.number if change.number is None else change.number,
        drivers=entry.drivers if change.drivers is None else change.drivers,
        team=entry.team if change.team is None else change.team,
        manufacturer=entry.manufacturer if change.manufacturer is None else change.manufacturer,
        category=entry.category if change.category is None else change.category,
        awards=entry.awards if change.awards is None else change.awards,
        guest=entry.guest if change.guest is None else change.guest,
        changes=(),
    )


def eligible(championship: Championship, category: str, awards: tuple[str, ...], guest: bool) -> bool:
    """Whether a car of this category and these awards can score in the championship as a driver's car."""
    return (
        not guest
        and (not championship.category or category == championship.category)
        and (not championship.award or championship.award in awards)
    )


def own_rows(
    championship: Championship, rows: Sequence[ClassifiedCar], barred: frozenset[str]
) -> Sequence[ClassifiedCar]:
    """The rows of a classification that can score in the championship, in their order; `barred` are cars that cannot."""
    if championship.category:
        rows = [row for row in rows if row.category == championship.category]
    if championship.award:
        rows = [row for row in rows if championship.award in row.award_codes]
    return no_guests(championship, rows, barred)


def no_guests(
    championship: Championship, rows: Sequence[ClassifiedCar], barred: frozenset[str]
) -> Sequence[ClassifiedCar]:
    """The rows of those who are no guests for the championship, nor `barred`."""
    if scores_as_guest(championship, True):
        rows = [row for row in rows if not row.guest]
    return [row for row in rows if row.number not in barred] if barred else rows


def scores_as_guest(championship: Championship, guest: bool) -> bool:
    """Whether a car is a guest for this championship: a guest's car may score for its team."""
    return guest and not (championship.ranks.has_cars and championship.team.guests_score)


def nationalities(season: Season, championship: Championship) -> dict[str, str]:
    """The nation each driver (or team, by code) scores for; empty where the championship does not rank nations."""
    if championship.ranks is not Ranks.NATION:
        return {}
    people = season.teams if championship.nation_of is NationOf.TEAM else season.drivers
    return {each.code: each.nationality for each in people}


BETWEEN_CREW = "+"
"""What stands between the codes of a crew's drivers in its key."""


def crew_key(drivers: Iterable[str]) -> str:
    """What a crew is known by: its drivers' codes in alphabetical order, `ek+zwart`; their order in the car does not matter."""
    return BETWEEN_CREW.join(sorted(drivers))


def crew_of(season: Season, key: str) -> tuple[str, ...]:
    """The drivers of a crew (by key) in the order first entered; `KeyError` if nobody ever entered it."""
    for entry in season.entries:
        for drivers in (entry.drivers, *(change.drivers or () for change in entry.changes)):
            if drivers and crew_key(drivers) == key:
                return drivers
    raise KeyError(key)


def keys_of(
    championship: Championship, entry: Entry, drivers: tuple[str, ...], nations: Mapping[str, str]
) -> tuple[str, ...]:
    """Who scores with a car: the drivers who drove, the crew as entered, the car itself, its team, manufacturer or nations."""
    ranks = championship.ranks
    if ranks is Ranks.DRIVER:
        return drivers
    if ranks is Ranks.TEAM:
        return (entry.team,) if entry.team else ()
    if ranks is Ranks.CAR:
        return (entry.number,)
    if ranks is Ranks.CREW:
        return (crew_key(entry.drivers),) if entry.drivers else ()
    if ranks is Ranks.NATION:
        of_team = championship.nation_of is NationOf.TEAM
        keys = (nations.get(code or "") for code in ((entry.team,) if of_team else drivers))
        return tuple(dict.fromkeys(key for key in keys if key))
    return (entry.manufacturer,) if entry.manufacturer else ()


@lru_cache(maxsize=4096)
def is_named(ref: str, names: tuple[str, ...]) -> bool:
    """Whether a race (by reference) is among these references, session codes or round codes."""
    round_code, _, code = ref.partition("/")
    return any(name in (ref, code, round_code) for name in names)


def named(races: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these races that are named."""
    return tuple(ref for ref in races if is_named(ref, names)) if names else ()


def number_key(number: str) -> tuple[int, str]:
    """Sorts car numbers as people do: by value, then by text (`3`, `03`, `21`, `021`), letters last."""
    return (int(number), number) if number.isascii() and number.isdigit() else (1_000_000_000, number)
