"""Where everything stands in the worksheet *Check*, and the formula of a total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, quote_sheetname

from cupdesk.sheets.sheet import Kind

if TYPE_CHECKING:
    from cupdesk.sheets.sheet import Audit, AuditRow, Column, Table
    from cupdesk.sheets.xlsx.table import Columns

NUMBER, NAME, PRINTED, TOTAL_OFF, RACES_OFF, FIRST = 1, 2, 3, 4, 5, 6
"""Worksheet columns: car number, name, printed total, difference of the total, of the races, the first race."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A standings table as it was written: its worksheet, columns, and the row of its head."""

    worksheet: str
    table: Table
    columns: Columns
    head_row: int

    def column(self, key: str) -> str:
        """The letter of a column by its key."""
        keys = [column.key for column in self.table.columns]
        return letter(self.columns.index[keys.index(key)])

    def races(self, nth: int) -> str:
        """A reference to the race cells of the `nth` row."""
        keys = [column.key for column in self.table.columns if column.kind is Kind.RACE]
        return f"{self.cell(keys[0], nth)}:{self.column(keys[-1])}{self.head_row + 1 + nth}"

    def cell(self, key: str, nth: int) -> str:
        """A reference to a cell of the `nth` row (0 first)."""
        return f"{quote_sheetname(self.worksheet)}!{self.column(key)}{self.head_row + 1 + nth}"


@dataclass(frozen=True, slots=True)
class Area:
    """A block of race columns beside others: where it starts (1 first) and how many there are."""

    start: int
    length: int

    @property
    def end(self) -> int:
        """The column after it."""
        return self.start + self.length

    def at(self, race: int) -> int:
        """The column of a race (0 first)."""
        return self.start + race

    def cells(self, first: int, last: int) -> str:
        """Its cells in these rows."""
        return f"{at(self.start, first)}:{at(self.end - 1, last)}"


def letter(column: int) -> str:
    """The letter of a worksheet column (1 first)."""
    return str(get_column_letter(column))


def at(column: int, row: int, *, fixed: bool = False) -> str:
    """A reference to a cell; `fixed`: its row stays when the formula is copied."""
    return f"{letter(column)}{'$' * fixed}{row}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the parts of a table stand: rows of what races pay and of the heads; blocks of races; the last columns (0: none)."""

    races: tuple[str, ...]
    pays: int
    heads: int
    places: Area
    beside: Area
    counts: Area
    again: Area
    adjustment: int
    total: int

    @classmethod
    def of(cls, row: int, races: list[Column], audit: Audit) -> Plan:
        """The plan of a table whose title stands in `row`."""
        n = len(races)
        places = Area(FIRST, n)
        beside = Area(places.end + 1, n)
        counts = Area(beside.end + 1, 0 if audit.best is not None else n)
        again = Area(counts.end + 1 if counts.length else beside.end + 1, n)
        adjusted = any(each.adjustment for each in audit.rows)
        codes = tuple(race_code(column, races) for column in races)
        return cls(
            codes, row + 1, row + 4, places, beside, counts, again, again.end * adjusted, again.end + int(adjusted)
        )


def total_again(parts: AuditRow, audit: Audit, plan: Plan, row: int, last: int) -> str:
    """The formula of a total: all results, the best so many, or those marked; points given or taken added."""
    if parts.void:
        return "0"
    n, total = len(plan.races), "0"
    if n:
        whole = plan.again.cells(row, last)
        total = f"SUM({whole})"
        if plan.counts.length:
            total = f"SUMPRODUCT({whole},{plan.counts.cells(row, last)})"
        elif audit.best is not None and audit.best < n:
            total += "".join(f"-SMALL({whole},{nth})" for nth in range(1, n - audit.best + 1))
    return f"{total}+{at(plan.adjustment, row)}" if parts.adjustment else total


def audit_of(printed: Printed) -> Audit:
    """How the totals of a printed table come about."""
    assert printed.table.audit is not None
    return printed.table.audit


def race_code(column: Column, races: list[Column]) -> str:
    """The code of a race: round and session where a season has several rounds."""
    round_, _, code = column.key.partition("/")
    alone = sum(1 for other in races if other.key.startswith(f"{round_}/")) == 1
    return round_ if alone else f"{round_}{code.removeprefix('R')}"
