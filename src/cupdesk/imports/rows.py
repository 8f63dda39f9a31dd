"""Rows of a table as cells by column, and the facts of one row of a result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.imports import figures
from cupdesk.imports.cars import Cars, NotTaken, Reason
from cupdesk.imports.columns import MANY, Column, head_key, next_table
from cupdesk.imports.people import people
from cupdesk.rules.session import Finish, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cupdesk.imports.columns import Heads
    from cupdesk.imports.people import Person
    from cupdesk.imports.repairs import Repair
    from cupdesk.imports.tables import Line, Table
    from cupdesk.rules.session import Session


@dataclass(frozen=True, slots=True)
class RowNotTaken:
    """A row left out: its line in the file (0: the file has none), its text, why, and the values of the sentence."""

    line: int
    text: str
    reason: Reason
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RowTaken:
    """A row taken: the car, its place as printed, the facts it gives, and what the file says of drivers, team, category.

    `gap` is the one printed, as (milliseconds, laps), also beside a total time; `repairs` are its cells read otherwise than they stand.
    """

    line: int
    number: str
    place: int | None
    finish: Finish
    drivers: tuple[Person, ...] = ()
    team: str = ""
    category: str = ""
    gap: tuple[int | None, int | None] = (None, None)
    repairs: tuple[Repair, ...] = ()


Cells = dict[Column, tuple[str, ...]]


def cells_by_column(table: Table, heads: Heads) -> Iterator[tuple[Line, Cells | RowNotTaken]]:
    """Each row under the head line as cells by column, or why it cannot be read.

    Heads repeated on later pages are passed over; a line of one cell alone (the name of a class, *Not classified*) holds for those after it.
    """
    waiting: tuple[Line, Cells | RowNotTaken] | None = None
    for line, cells in _rows(table, heads):
        if isinstance(cells, str):
            if waiting is not None and not isinstance(waiting[1], RowNotTaken):
                waiting[1][Column.DRIVER] = (*waiting[1].get(Column.DRIVER, ()), cells)
            continue
        if waiting is not None:
            yield waiting
        waiting = (line, cells)
    if waiting is not None:
        yield waiting
    for stray in table.strays:
        yield stray, RowNotTaken(stray.number, stray.text, Reason.NOT_A_ROW, {})


def _rows(table: Table, heads: Heads) -> Iterator[tuple[Line, Cells | RowNotTaken | str]]:
    """Each row under the head line, the name alone where a line names one more driver of the car above."""
    keys = [head_key(head.text) for head in heads.heads]
    under = False
    end = next_table(table, heads)
    above: dict[Column, str] = {}
    for line in table.lines:
        if not under:
            under = line.number == heads.line
            continue
        if line.number == end:
            break
        if not any(line.cells) or [head_key(cell) for cell in line.cells][: len(keys)] == keys:
            continue
        if said := _alone(line, heads):
            if _names_driver(line, heads):
                yield line, said
                continue
            above |= {Column.CATEGORY: said} if figures.status(said) is None else {Column.STATUS: said}
            continue
        found = _cells(line, heads, last_is_cut=table.cut and line is table.lines[-1])
        if isinstance(found, dict) and _is_no_car(found):
            found = RowNotTaken(line.number, line.text, Reason.NOT_A_ROW, {})
        if isinstance(found, dict):
            found |= {column: (said,) for column, said in above.items() if not any(found.get(column, ()))}
        yield line, found


def _names_driver(line: Line, heads: Heads) -> bool:
    """Whether the one cell of a line stands in the column of drivers, right of the numbers: a crew printed line under line."""
    at = next(i for i, cell in enumerate(line.cells) if cell)
    before = [head.column for head in heads.heads[:at]]
    return at < len(heads.heads) and heads.heads[at].column is Column.DRIVER and Column.NUMBER in before


def _is_no_car(cells: Cells) -> bool:
    """Whether a row names neither car nor driver, and words stand where its place would: a total, the signatures."""
    named = (Column.NUMBER, Column.DRIVER, Column.SURNAME, Column.GIVEN)
    place = first(cells, Column.PLACE)
    said = any(c.isalpha() for c in place) and not any(c.isdigit() for c in place) and figures.status(place) is None
    return said and not any(any(cells.get(column, ())) for column in named)


def text_lines(table: Table, heads: Heads) -> tuple[Line, ...]:
    """The lines of one cell alone that hold for no row, since none follows before the next of them or the end."""
    end = next_table(table, heads)
    found: list[Line] = []
    waiting: Line | None = None
    for line in table.lines:
        if line.number <= heads.line or not any(line.cells):
            continue
        if line.number == end:
            break
        if waiting is not None and (said := _alone(waiting, heads)) and _alone(line, heads):
            found += [waiting] if figures.status(said) is None else []
        waiting = line if _alone(line, heads) and not _names_driver(line, heads) else None
    if waiting is not None and figures.status(_alone(waiting, heads)) is None:
        found.append(waiting)
    return tuple(found)


def _alone(line: Line, heads: Heads) -> str:
    """The text of a line of one cell alone, in a table of more columns; "" for any other line."""
    filled = [cell for cell in line.cells if cell]
    return filled[0] if len(filled) == 1 and len(heads.heads) > 2 and any(c.isalpha() for c in filled[0]) else ""


def _cells(line: Line, heads: Heads, *, last_is_cut: bool) -> Cells | RowNotTaken:
    if last_is_cut:
        return RowNotTaken(line.number, line.text, Reason.CUT, {})
    if any(line.cells[len(heads.heads) :]):
        return RowNotTaken(line.number, line.text, Reason.TOO_MANY_CELLS, {"n": len(heads.heads)})
    found: Cells = {}
    for head, cell in zip(heads.heads, line.cells, strict=False):
        if head.column is not None and (head.column in MANY or head.column not in found):
            found[head.column] = (*found.get(head.column, ()), cell)
    return found


class ResultRows:
    """Reads the rows of a result for one session. `timed`: the best lap places the cars, a bare time is a best lap."""

    def __init__(self, cars: Cars, session: Session, *, timed: bool) -> None:
        self.cars = cars
        self._session = session
        self._timed = timed

    def row(self, line: Line, cells: Cells, *, said: bool = False) -> RowTaken:
        """One row as facts (`said`: a person named its car). Raises `NotTaken`."""
        drivers = people(cells)
        number = self.cars.find(figures.number(first(cells, Column.NUMBER)), drivers, said=said)
        facts: dict[str, Any] = {"status": Status.RUNNING}
        place = self._place_and_status(cells, facts)
        if (laps := read(cells, Column.LAPS, figures.whole)) is not None:
            facts |= {"laps": laps, "laps_down": None}
        self._total(cells, facts)
        gap = self._gap(cells, facts)
        for column, key in ((Column.BEST, "best_ms"), (Column.SECOND, "second_ms")):
            if (ms := self._figure(cells, column, figures.time_ms, facts)) is not None:
                facts[key] = ms
        for column, key, timed in (
            (Column.BEST_LAP, "best_lap", "best_ms"),
            (Column.SECOND_LAP, "second_lap", "second_ms"),
        ):
            if timed in facts and (lap := read(cells, column, figures.whole)):
                facts[key] = lap
        if facts.get("second_ms", 1 << 60) < facts.get("best_ms", 0):
            raise NotTaken(Reason.UNREADABLE, column=Column.SECOND, text=first(cells, Column.SECOND))
        if drove := self.cars.who_drove(number, drivers):
            facts["drivers"] = drove
        finish = replace(self._session.finish(number), **facts)
        if finish.second_ms is not None and finish.best_ms is not None and finish.second_ms < finish.best_ms:
            finish = replace(finish, second_ms=None, second_lap=None)  # an older one, of before this file
        return RowTaken(
            line.number,
            number,
            place,
            finish,
            drivers,
            first(cells, Column.TEAM).rstrip(", "),
            first(cells, Column.CATEGORY),
            gap,
        )

    def _place_and_status(self, cells: Cells, facts: dict[str, Any]) -> int | None:
        """The place printed, and the status, which may stand in the place's column."""
        text = first(cells, Column.STATUS)
        if text.strip("-– "):
            said = figures.status(text)
            if said is None:
                raise NotTaken(Reason.UNREADABLE, column=Column.STATUS, text=text)
            facts["status"] = said
        place: int | None = self._figure(cells, Column.PLACE, figures.place, facts)
        return place

    def _total(self, cells: Cells, facts: dict[str, Any]) -> None:
        """The total time; a gap printed in its place (as many do from the second car on) is a gap."""
        text = first(cells, Column.TOTAL)
        if self._timed and Column.BEST in cells:
            return  # beside a best lap it is the time spent on the track
        if text.startswith("+") or (text and figures.is_laps(text)):
            if not first(cells, Column.GAP):
                cells[Column.GAP] = (text,)
            return
        ms = self._figure(cells, Column.TOTAL, figures.time_ms, facts)
        if ms is not None:
            facts |= {"best_ms": ms} if self._timed else {"total_ms": ms, "gap_ms": None, "parts_ms": ()}

    def _gap(self, cells: Cells, facts: dict[str, Any]) -> tuple[int | None, int | None]:
        found: tuple[int | None, int | None] | None = self._figure(cells, Column.GAP, figures.gap, facts)
        if found is None or self._timed:
            return None, None
        ms, laps = found
        if laps is not None and "laps" not in facts:
            facts |= {"laps_down": laps, "laps": None}
        if ms is not None and "total_ms" not in facts:
            facts |= {"gap_ms": ms, "total_ms": None}
        return found

    def _figure(self, cells: Cells, column: Column, reader: Callable[[str], Any], facts: dict[str, Any]) -> Any:
        """A figure, in whose place a status may stand (`DNF`); a status said before stays, unless it is less exact."""
        said = figures.status(first(cells, column))
        if said is None:
            return read(cells, column, reader)
        if facts["status"] in (Status.RUNNING, Status.NOT_CLASSIFIED):
            facts["status"] = said
        return None


def read(cells: Cells, column: Column, reader: Callable[[str], Any]) -> Any:
    """The figure of a column; `None` if there is none. Raises `NotTaken` if it cannot be read."""
    text = first(cells, column)
    if not text:
        return None
    try:
        return reader(text)
    except figures.Unreadable:
        raise NotTaken(Reason.UNREADABLE, column=column, text=text) from None


def first(cells: Cells, column: Column) -> str:
    """The cell of a column, the first if it has several; "" if there is none."""
    return next(iter(cells.get(column, ())), "")
