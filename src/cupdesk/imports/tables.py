"""A file as tables of text cells, whatever it was: the one form in which everything is read further."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """Whose export a table is, and which one."""

    ALKAMEL_RESULTS = "alkamel_results"
    ALKAMEL_BY_CLASS = "alkamel_by_class"
    ALKAMEL_QUALIFYING = "alkamel_qualifying"
    ALKAMEL_EUROPEAN = "alkamel_european"
    ALKAMEL_LAPS = "alkamel_laps"
    NATSOFT_RACE = "natsoft_race"
    NATSOFT_TIMES = "natsoft_times"
    NATSOFT_LAPS = "natsoft_laps"
    RACEHERO = "racehero"
    RACE_RESULT = "race_result"
    APEX_LAPS = "apex_laps"
    ORBITS = "orbits"
    TABLE = "table"


class Kind(StrEnum):
    """What a file gives: a race, lap times that place the cars (qualifying, practice), or single laps."""

    RACE = "race"
    TIMES = "times"
    LAPS = "laps"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells, with its number in the file (1 first); `stood`: as they stand there, if a text was encoded twice."""

    number: int
    cells: tuple[str, ...]
    stood: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The row as one text, for showing."""
        return " · ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its name (of the sheet, if there are several), its rows, and what its reader knew of it.

    `layout` and `kind` are set by readers of formats that say so. `cut`: the file ends inside the last row.
    `penalised`: cars whose time contains a penalty, as the file says. `strays`: lines with text that are no row.
    """

    name: str
    lines: tuple[Line, ...]
    layout: Layout | None = None
    kind: Kind | None = None
    cut: bool = False
    penalised: tuple[str, ...] = ()
    strays: tuple[Line, ...] = ()
