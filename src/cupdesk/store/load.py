"""Rows to values: the only reading of facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from cupdesk.store.hand import matching, quoted
from cupdesk.store.shelves import SEASON, SESSION, SHELVES, Shelf, every

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.model import Season
    from cupdesk.store.hand import Hand
    from cupdesk.store.write import Image

Path = tuple[int, ...]

_IN_SESSION = {shelf.table for lower in SESSION.below.values() for shelf in every(lower)}
_LIST_OF = {shelf.table: name for name, lower in SEASON.below.items() for shelf in every(lower)}


@cache
def _question(table: str, known: int) -> str:
    """The rows of a table whose path begins with `known` given parts, in the order of their lists."""
    shelf = SHELVES[table]
    columns = quoted((*shelf.keys, *(cell.name for cell in shelf.cells)))
    return f'SELECT {columns} FROM "{table}" WHERE {matching(shelf.keys[:known])} ORDER BY {quoted(shelf.keys)}'


def _read(hand: Hand, shelf: Shelf, path: Path) -> dict[Path, list[Any]]:
    """The values of a shelf below `path`, in lists by the path of what holds them."""
    below = {name: _read(hand, lower, path) for name, lower in shelf.below.items()}
    parts = {f"k{index}": part for index, part in enumerate(path)}
    depth = len(shelf.keys)
    found: dict[Path, list[Any]] = defaultdict(list)
    for row in hand.rows(_question(shelf.table, len(path)), parts):
        own = tuple(row[:depth])
        lists = {name: tuple(lower.get(own, ())) for name, lower in below.items()}
        found[own[:-1]].append(shelf.value(row, lists))
    return found


def load(hand: Hand, season: int) -> Season:
    """The season of this row. Raises `ValueError`, `TypeError` or `KeyError` if the rows make no sense."""
    (value,) = _read(hand, SEASON, (season,))[()]
    return value  # type: ignore[no-any-return]


def refresh(hand: Hand, season: int, known: Season, images: Iterable[Image]) -> Season:
    """The season as its rows are now, read anew only where `images` touched it; every other object is the known one."""
    sessions: set[Path] = set()
    lists: set[str] = set()
    for image in images:
        if image.table == SEASON.table:
            return _reuse(known, load(hand, season))
        if image.table in _IN_SESSION or (image.table == SESSION.table and image.is_change):
            sessions.add(image.path[: len(SESSION.keys)])
        else:
            lists.add(_LIST_OF[image.table])
    fresh: dict[str, Any] = {
        name: tuple(_read(hand, SEASON.below[name], (season,)).get((season,), ())) for name in lists
    }
    if "rounds" in fresh:
        return _reuse(known, replace(known, **fresh))
    rounds = list(known.rounds)
    for path in sessions:
        _, round_, place = path
        (session,) = _read(hand, SESSION, path)[path[:-1]]
        old = rounds[round_].sessions
        rounds[round_] = replace(rounds[round_], sessions=(*old[:place], session, *old[place + 1 :]))
    return replace(known, **fresh | {"rounds": tuple(rounds)})


def _reuse(known: Season, fresh: Season) -> Season:
    """`fresh` with every session that is equal to a known one replaced by that object."""
    old = {ref: session for ref, _, session in known.sessions()}
    rounds = []
    for round_ in fresh.rounds:
        sessions = []
        for session in round_.sessions:
            same = old.get(f"{round_.code}/{session.code}")
            sessions.append(same if same is not None and same == session else session)
        rounds.append(replace(round_, sessions=tuple(sessions)))
    return replace(fresh, rounds=tuple(rounds))
