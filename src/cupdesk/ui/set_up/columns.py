"""The columns of the season's tables: one a field, cars and categories as everywhere else in the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cupdesk.ui.controls.cells import MISSING, Cell, run
from cupdesk.ui.controls.rows_model import Column, RowLook

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.lines.setup.register import Field, Register
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.words import Words

NEW = -1
"""The key of the row being added."""
WIDTHS = {
    "number": 56,
    "car": 64,
    "drivers": 200,
    "nationality": 62,
    "team": 170,
    "category": 64,
    "awards": 88,
    "manufacturer": 80,
    "guest": 52,
    "rounds": 84,
    "exceptions": 130,
    "round": 100,
    "given": 150,
    "surname": 190,
    "cars": 130,
    "short": 150,
    "code": 74,
    "name_fr": 140,
    "name_en": 130,
    "circuit": 190,
    "place": 110,
    "length": 88,
    "first_day": 86,
    "last_day": 86,
    "drive_through": 112,
    "stop_and_go": 100,
    "pole_side": 64,
    "sessions": 96,
    "kind": 110,
    "date": 86,
    "start": 60,
    "laps": 52,
    "minutes": 62,
    "grids": 130,
    "joint": 72,
    "letters": 64,
    "year": 56,
    "championship": 150,
    "name": 220,
    "none_before": 130,
    "role": 180,
    "points": 60,
    "after": 90,
    "reason_fr": 200,
    "reason_en": 180,
    "article": 80,
    "usual": 110,
    "short_forms": 100,
    "wording_fr": 200,
    "wording_en": 180,
    "decisions": 74,
    "cup": 260,
}
_STRETCH = ("cup", "drivers", "team", "surname", "circuit", "name", "reason_fr", "name_fr")
_FIGURES = (
    "number",
    "car",
    "length",
    "drive_through",
    "stop_and_go",
    "laps",
    "minutes",
    "year",
    "points",
    "start",
    "decisions",
)
_STRONG = ("number", "car", "surname", "code", "name")


@dataclass(frozen=True, slots=True)
class SetupRow:
    """A row of a register: its place in it (`NEW` for one being added), what it stands for, its texts, and what is wrong."""

    key: int
    value: Any
    texts: tuple[tuple[str, str], ...]
    problem: str = ""

    def text(self, field: str) -> str:
        """What a cell says."""
        return dict(self.texts).get(field, "")


def row_look(row: SetupRow) -> RowLook:
    """The row being added stands out."""
    return RowLook("changed", "accent") if row.key == NEW else RowLook()


def groups(fields: tuple[Field, ...], width: int) -> list[tuple[Field, ...]]:
    """The fields in as many groups as needed for each to fit in `width` pixels at text size 100 %; the first is in all."""
    first, found, here, room = fields[0], [], list[Any](), width - WIDTHS[fields[0].key]
    taken = 0
    for field in fields[1:]:
        if here and taken + WIDTHS[field.key] > room:
            found.append((first, *here))
            here, taken = [], 0
        here.append(field)
        taken += WIDTHS[field.key]
    return [*found, (first, *here)]


def columns(register: Register, fields: tuple[Field, ...], cells: CarCells, words: Words) -> list[Column[SetupRow]]:
    """The columns of these fields, of which one takes the room that is left."""
    stretch = next((key for key in _STRETCH if any(field.key == key for field in fields)), fields[-1].key)
    return [
        Column(
            field.key,
            words(f"setup.field.{field.key}"),
            _cell(register, field.key, cells),
            WIDTHS[field.key],
            stretch=field.key == stretch,
            figures=field.key in _FIGURES,
            full=_full(field.key, words),
            edit=None if field.shown else _edit(field.key),
        )
        for field in fields
    ]


def _full(key: str, words: Words) -> str:
    return words(f"setup.full.{key}") if words.has(f"setup.full.{key}") else words(f"setup.field.{key}")


def _edit(key: str) -> Callable[[SetupRow], str]:
    return lambda row: row.text(key)


def _cell(register: Register, key: str, cells: CarCells) -> Callable[[SetupRow], Cell]:
    if register.name == "entries" and key in ("category", "awards", "guest", "drivers"):
        return lambda row: _plain(row, key) if row.key == NEW else _of_entry(row, key, cells)
    return lambda row: _plain(row, key)


def _of_entry(row: SetupRow, key: str, cells: CarCells) -> Cell:
    entry = row.value
    if key == "drivers":
        return cells.driver(entry.drivers)
    if key == "category":
        return cells.chips(entry.category) if entry.category else run(MISSING, "text3")
    if key == "awards":
        chips = cells.chips("", entry.awards)
        return chips if chips.chips else _plain(row, key)
    return cells.chips("", guest=True) if entry.guest else run(MISSING, "text3")


def _plain(row: SetupRow, key: str) -> Cell:
    text = row.text(key)
    return run(text, strong=key in _STRONG) if text else "" if row.key == NEW else run(MISSING, "text3")
