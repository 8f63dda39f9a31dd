"""Who is entered where: the field of a round with its exceptions, and what makes a car eligible."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.regulations import Ranks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.model import Entry, EntryChange, Season
    from cupdesk.rules.regulations import Championship


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


def _changed(entry: Entry, change: EntryChange) -> Entry:
    return replace(
        entry,
        number=entry.number if change.number is None else change.number,
        drivers=entry.drivers if change.drivers is None else change.drivers,
        team=entry.team if change.team is None else change.team,
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


def scores_as_guest(championship: Championship, guest: bool) -> bool:
    """Whether a car is a guest for this championship: a guest's car may score for its team."""
    return guest and not (championship.ranks is Ranks.TEAM and championship.team.guests_score)


def keys_of(championship: Championship, entry: Entry) -> tuple[str, ...]:
    """Who scores with a car: its drivers, or its team."""
    if championship.ranks is Ranks.TEAM:
        return () if entry.team is None else (entry.team,)
    return entry.drivers


def is_named(ref: str, names: Iterable[str]) -> bool:
    """Whether a race (by reference) is among these references, session codes or round codes."""
    round_code, _, code = ref.partition("/")
    return any(name in (ref, code, round_code) for name in names)


def named(races: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these races that are named."""
    return tuple(ref for ref in races if is_named(ref, names)) if names else ()


def number_key(number: str) -> tuple[int, str]:
    """Sorts car numbers as people do: by value, then by text (`3`, `03`, `21`, `021`), letters last."""
    return (int(number), number) if number.isascii() and number.isdigit() else (1_000_000_000, number)
