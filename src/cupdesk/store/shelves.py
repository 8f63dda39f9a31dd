"""Where each class of facts is kept: its table, the columns of its fields, and the lists under it.

This is read off the dataclasses of the model: a field that is a list of dataclasses with a table of their own is a shelf
below, every other field is a column of the same name. `tables.py` says the same to the database; a test compares them.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args

from cupdesk.rules import documents, model, pictures, session
from cupdesk.store import codec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TABLES: dict[type[Any], str] = {
    model.Season: "season",
    model.Driver: "driver",
    model.Team: "team",
    model.Entry: "entry",
    model.EntryChange: "entry_change",
    model.Round: "round",
    session.Session: "session",
    session.Finish: "finish",
    session.Decision: "decision",
    session.Sanction: "sanction",
    model.Adjustment: "adjustment",
    model.Honour: "honour",
    model.Offence: "offence",
    model.Official: "official",
    documents.Document: "document",
    pictures.Picture: "picture",
}


_IN_ONE_CELL = ((model.Offence, "usual"),)
"""Lists whose rows have a table elsewhere and are kept whole here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field kept in a column: its name and how it is written and read (`None`: as it is)."""

    name: str
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None

    def of(self, value: Any) -> Any:
        """What the column holds for this field of `value`."""
        part = getattr(value, self.name)
        return part if part is None or self.write is None else self.write(part)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The table of one class, its path columns, its cells, and the shelves of the lists under it by field."""

    kind: type[Any]
    table: str
    keys: tuple[str, ...]
    cells: tuple[Cell, ...]
    below: dict[str, Shelf]

    def row(self, value: Any) -> dict[str, Any]:
        """The columns of a value, its path left out."""
        return {cell.name: cell.of(value) for cell in self.cells}

    def value(self, row: Sequence[Any], lists: dict[str, tuple[Any, ...]]) -> Any:
        """The value of a row (path, then cells) and of the lists under it."""
        parts = dict(lists)
        for cell, part in zip(self.cells, row[len(self.keys) :], strict=True):
            parts[cell.name] = part if part is None or cell.read is None else cell.read(part)
        return self.kind(**parts)


def _cell(name: str, hint: Any) -> Cell:
    kinds = [part for part in get_args(hint) if part is not NoneType] if NoneType in get_args(hint) else [hint]
    kind = kinds[0]
    if kind in (str, int):
        return Cell(name, None, None)
    if kind is bool:
        return Cell(name, int, bool)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Cell(name, codec.to_json, {member.value: member for member in kind}.__getitem__)
    read = codec.reader(kind)
    if get_args(kind) or dataclasses.is_dataclass(kind):
        return Cell(name, lambda part: codec.dumps(codec.to_json(part)), lambda text: read(json.loads(text)))
    return Cell(name, codec.to_json, read)


def _shelf(kind: type[Any], above: tuple[str, ...] = ()) -> Shelf:
    """The shelf of a class under the tables `above`: its path is the season, then its place in each list on the way down."""
    table = _TABLES[kind]
    below: dict[str, Shelf] = {}
    cells: list[Cell] = []
    for name, hint in codec.hints(kind).items():
        item = next(iter(get_args(hint)), None)
        if item in _TABLES and (kind, name) not in _IN_ONE_CELL:
            below[name] = _shelf(item, (*above, table))
        else:
            cells.append(_cell(name, hint))
    return Shelf(kind, table, (*above, "position") if above else ("id",), tuple(cells), below)


SEASON = _shelf(model.Season)
ROUND = SEASON.below["rounds"]
SESSION = ROUND.below["sessions"]


def every(shelf: Shelf) -> tuple[Shelf, ...]:
    """A shelf and all those under it, upper ones first."""
    return (shelf, *(found for lower in shelf.below.values() for found in every(lower)))


SHELVES: dict[str, Shelf] = {shelf.table: shelf for shelf in every(SEASON)}
"""Every shelf by the name of its table, upper ones before those under them."""
