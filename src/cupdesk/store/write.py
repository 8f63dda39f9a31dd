"""The difference of two seasons as images of rows, and images to rows: the only writing of facts.

Images are made from the difference itself, so the journal cannot miss a row.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from cupdesk.store.codec import dumps
from cupdesk.store.hand import matching, quoted
from cupdesk.store.shelves import SEASON, SHELVES, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.rules.model import Season
    from cupdesk.store.hand import Hand


class Image(NamedTuple):
    """One row before and after: `None` where it is not there, only the changed columns where it is there both times."""

    table: str
    path: tuple[int, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def is_change(self) -> bool:
        """Whether the row is there both times."""
        return self.before is not None and self.after is not None

    def turned(self) -> Image:
        """The image that takes this one back."""
        return Image(self.table, self.path, self.after, self.before)


def to_text(images: Iterable[Image]) -> str:
    """Images as the journal keeps them."""
    return dumps([list(image) for image in images])


def from_text(text: str) -> list[Image]:
    """The images of a step of the journal."""
    return [Image(table, tuple(path), before, after) for table, path, before, after in json.loads(text)]


def difference(season: int, before: Season | None, after: Season | None) -> list[Image]:
    """What makes the rows of `before` those of `after`; objects both have in common are not looked into."""
    images: list[Image] = []
    _differ(SEASON, (season,), before, after, images)
    return images


def _differ(shelf: Shelf, path: tuple[int, ...], before: Any, after: Any, images: list[Image]) -> None:
    if before is after:
        return
    if before is None or after is None:
        rows = (None if value is None else shelf.row(value) for value in (before, after))
        images.append(Image(shelf.table, path, *rows))
    else:
        old: dict[str, Any] = {}
        new: dict[str, Any] = {}
        for cell in shelf.cells:
            if getattr(before, cell.name) is not getattr(after, cell.name):
                was, becomes = cell.of(before), cell.of(after)
                if was != becomes:
                    old[cell.name], new[cell.name] = was, becomes
        if new:
            images.append(Image(shelf.table, path, old, new))
    for name, lower in shelf.below.items():
        was = getattr(before, name, ())
        becomes = getattr(after, name, ())
        if was is becomes:
            continue
        for place in range(max(len(was), len(becomes))):
            old_item = was[place] if place < len(was) else None
            new_item = becomes[place] if place < len(becomes) else None
            _differ(lower, (*path, place), old_item, new_item, images)


def put(hand: Hand, images: Sequence[Image]) -> None:
    """Bring the rows from before to after: lower rows go first, upper rows come first. `LookupError` if a row is not as told."""
    ranks = {table: rank for rank, table in enumerate(SHELVES)}
    gone = sorted((i for i in images if i.after is None), key=lambda i: -ranks[i.table])
    come = sorted((i for i in images if i.before is None), key=lambda i: ranks[i.table])
    changed = sorted((i for i in images if i.is_change), key=_columns)
    for table, group in groupby(gone, key=lambda i: i.table):
        _run(hand, _delete(table), [_path(i) for i in group])
    for table, group in groupby(come, key=lambda i: i.table):
        _run(hand, _insert(table), [_path(i) | _cells(i) for i in group])
    for (table, *names), group in groupby(changed, key=_columns):
        _run(hand, _update(table, tuple(names)), [_path(i) | _cells(i) for i in group])


def _run(hand: Hand, statement: str, rows: list[dict[str, Any]]) -> None:
    if hand.run(statement, rows) not in (len(rows), -1):
        raise LookupError(statement)


def _columns(image: Image) -> tuple[str, ...]:
    return (image.table, *(image.after or ()))


def _path(image: Image) -> dict[str, Any]:
    return {f"k{index}": part for index, part in enumerate(image.path)}


def _cells(image: Image) -> dict[str, Any]:
    return {f"v_{name}": content for name, content in (image.after or {}).items()}


@cache
def _delete(table: str) -> str:
    return f'DELETE FROM "{table}" WHERE {matching(SHELVES[table].keys)}'


@cache
def _insert(table: str) -> str:
    shelf = SHELVES[table]
    names = [cell.name for cell in shelf.cells]
    given = [*(f":k{index}" for index in range(len(shelf.keys))), *(f":v_{name}" for name in names)]
    return f'INSERT INTO "{table}" ({quoted((*shelf.keys, *names))}) VALUES ({", ".join(given)})'


@cache
def _update(table: str, names: tuple[str, ...]) -> str:
    cells = ", ".join(f'"{name}" = :v_{name}' for name in names)
    return f'UPDATE "{table}" SET {cells} WHERE {matching(SHELVES[table].keys)}'
