"""One step taken back alone: whether a later one touched the same rows, and the season without it.

A step can be taken back alone while every row and column it touched still is as it left it. What a step wrote is known from
its images, so this needs nothing of what its edits mean.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cupdesk.store.shelves import SEASON, SHELVES, Shelf, every

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.model import Season
    from cupdesk.store.write import Image

Key = tuple[str, tuple[int, ...]]
_WITHIN = {table: frozenset(each.table for each in every(shelf)) for table, shelf in SHELVES.items()}
"""The tables of a shelf and of all those under it."""


def meet(one: Iterable[Image], other: Iterable[Image]) -> bool:
    """Whether both touch the same: a column of a row, a row that came or went, or what is in such a row."""
    mine, theirs = list(one), list(other)
    known: dict[Key, list[Image]] = {}
    for image in mine:
        known.setdefault((image.table, image.path), []).append(image)
    for image in theirs:
        for same in known.get((image.table, image.path), ()):
            if not (same.is_change and image.is_change) or set(same.after or ()) & set(image.after or ()):
                return True
    return _inside(mine, theirs) or _inside(theirs, mine)


def _inside(upper: list[Image], lower: list[Image]) -> bool:
    """Whether a row of `lower` is in one that came or went in `upper`."""
    whole = {(image.table, image.path) for image in upper if not image.is_change}
    return any(
        (table, image.path[: i + 1]) in whole
        for image in (lower if whole else ())
        for i, table in enumerate(SHELVES[image.table].keys[:-1])
    )


def turned_back(season: Season, images: Iterable[Image]) -> Season:
    """The season with every row of `images` as it was before; parts they do not touch stay the same objects."""
    by_key = {(image.table, image.path): image for image in images}
    number = next((path[0] for _, path in by_key), 0)
    changed: Season = _turned(SEASON, (number,), season, by_key)
    return changed


def _turned(shelf: Shelf, path: tuple[int, ...], value: Any, images: dict[Key, Image]) -> Any:
    fields: dict[str, Any] = {}
    image = images.get((shelf.table, path))
    if image is not None and image.before is not None:
        cells = {cell.name: cell for cell in shelf.cells}
        fields = {name: _read(cells[name].read, held) for name, held in image.before.items()}
    for name, lower in shelf.below.items():
        here = {key for key in images if key[0] in _WITHIN[lower.table] and key[1][: len(path)] == path}
        if here:
            fields[name] = _list_turned(lower, path, getattr(value, name), images, here)
    return replace(value, **fields) if fields else value


def _list_turned(
    shelf: Shelf, above: tuple[int, ...], items: tuple[Any, ...], images: dict[Key, Image], here: set[Key]
) -> tuple[Any, ...]:
    """A list with the rows that came gone again, those that went back at their places, the others as they were."""
    touched = {path[len(above)] for _, path in here}
    kept: list[Any] = []
    for place, item in enumerate(items):
        image = images.get((shelf.table, (*above, place)))
        if image is not None and image.before is None:
            continue
        kept.append(_turned(shelf, (*above, place), item, images) if place in touched else item)
    for place in sorted(touched):
        image = images.get((shelf.table, (*above, place)))
        if image is not None and image.after is None:
            kept.insert(place, _made(shelf, (*above, place), images))
    return tuple(kept)


def _made(shelf: Shelf, path: tuple[int, ...], images: dict[Key, Image]) -> Any:
    """A row that went, with all that was in it."""
    before = images[shelf.table, path].before or {}
    lists = {}
    for name, lower in shelf.below.items():
        paths = sorted(p for table, p in images if table == lower.table and p[:-1] == path)
        lists[name] = tuple(_made(lower, each, images) for each in paths)
    return shelf.value([*path, *(before[cell.name] for cell in shelf.cells)], lists)


def _read(read: Any, held: Any) -> Any:
    return held if held is None or read is None else read(held)
