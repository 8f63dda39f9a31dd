"""What a person says of a row that the file alone does not tell: which car it is, how it ended, that it is a guest, that it does not count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.cars import Reason
from cupdesk.imports.columns import Column
from cupdesk.imports.elsewhere import categories_elsewhere
from cupdesk.imports.rows import RowNotTaken, cells_by_column, first
from cupdesk.imports.tables import Kind
from cupdesk.rules.session import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cupdesk.imports.rows import Cells
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Line


class Remedy(StrEnum):
    """What can be said of a row."""

    RETIRED = "retired"
    NOT_STARTED = "not_started"
    DISQUALIFIED = "disqualified"
    GUEST = "guest"
    ENTRY = "entry"
    CAR = "car"
    CATEGORY = "category"
    WITHOUT = "without"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Answer:
    """One remedy for the row of a line. `value`: the car's number, the category's code, or the column that is left off."""

    line: int
    remedy: Remedy
    value: str = ""


STATUSES = {
    Remedy.RETIRED: Status.RETIRED,
    Remedy.NOT_STARTED: Status.DID_NOT_START,
    Remedy.DISQUALIFIED: Status.DISQUALIFIED,
}
ENTERS = (Remedy.GUEST, Remedy.ENTRY)
OF_A_ROW_TAKEN = (*STATUSES, Remedy.CAR, Remedy.SKIP)
"""What can be said of a row that is taken but looks wrong."""
_ENDS = (Column.STATUS, Column.PLACE, Column.TOTAL, Column.GAP)
_FOR: dict[Reason, tuple[Remedy, ...]] = {
    Reason.NO_CAR: (Remedy.CAR, Remedy.SKIP),
    Reason.UNKNOWN_CAR: (Remedy.GUEST, Remedy.ENTRY, Remedy.CAR, Remedy.SKIP),
    Reason.NOT_IN_ROUND: (Remedy.GUEST, Remedy.ENTRY, Remedy.CAR, Remedy.SKIP),
    Reason.TWICE: (Remedy.CAR, Remedy.SKIP),
    Reason.WRONG_DRIVER: (Remedy.CAR, Remedy.SKIP),
    Reason.CATEGORY_UNKNOWN: (Remedy.CATEGORY, Remedy.SKIP),
    Reason.AWARD_UNKNOWN: (Remedy.WITHOUT, Remedy.SKIP),
    Reason.NOT_A_ROW: (Remedy.SKIP,),
    Reason.NO_DRIVER: (Remedy.SKIP,),
    Reason.ENTERED_OTHERWISE: (Remedy.SKIP,),
}


def remedies(row: RowNotTaken, recognised: Recognised, *, entries: bool) -> tuple[Remedy, ...]:
    """What can be said of a row left out of a result, or (`entries`) of an entry list; single laps take cars to enter only."""
    if row.reason is Reason.UNREADABLE:
        ends = tuple(STATUSES) if row.values.get("column") in _ENDS and not entries else ()
        found: tuple[Remedy, ...] = (*ends, Remedy.WITHOUT, Remedy.SKIP)
    else:
        found = _FOR.get(row.reason, ())
    if entries or recognised.kind is Kind.LAPS:
        found = tuple(each for each in found if (each in ENTERS) is not entries)
    return found


def column_left_off(row: RowNotTaken) -> str:
    """The column whose cell cannot be read, or is no award: what *without* leaves off; "" if there is none."""
    column = row.values.get("column")
    if isinstance(column, Column):
        return column.value
    return Column.AWARDS.value if row.reason is Reason.AWARD_UNKNOWN else ""


def answered_rows(recognised: Recognised, answers: Sequence[Answer]) -> Iterator[tuple[Line, Cells | RowNotTaken]]:
    """Each row as cells by column, with the category another sheet says, as far as was answered with what the answers say."""
    by_line: dict[int, list[Answer]] = {}
    for answer in answers:
        by_line.setdefault(answer.line, []).append(answer)
    _, categories = categories_elsewhere(recognised)
    for line, cells in cells_by_column(recognised.table, recognised.heads):
        if categories and not isinstance(cells, RowNotTaken):
            category = categories.get(figures.number(first(cells, Column.NUMBER)))
            cells.setdefault(Column.CATEGORY, (category,) if category else ())
        for answer in by_line.get(line.number, ()):
            if answer.remedy is Remedy.SKIP:
                cells = RowNotTaken(line.number, line.text, Reason.SKIPPED, {})
            if not isinstance(cells, RowNotTaken):
                _apply(answer, cells)
        yield line, cells


def _apply(answer: Answer, cells: Cells) -> None:
    if answer.remedy is Remedy.CAR:
        cells[Column.NUMBER] = (answer.value,)
    elif answer.remedy is Remedy.CATEGORY:
        cells[Column.CATEGORY] = (answer.value,)
        cells.pop(Column.GROUP, None)
    elif answer.remedy in STATUSES or answer.remedy is Remedy.WITHOUT:
        if answer.value:
            cells[Column(answer.value)] = ()
        if answer.remedy in STATUSES:
            cells[Column.STATUS] = (_WRITTEN[answer.remedy],)


_WRITTEN = {Remedy.RETIRED: "DNF", Remedy.NOT_STARTED: "DNS", Remedy.DISQUALIFIED: "DSQ"}


def said_cars(answers: Sequence[Answer]) -> frozenset[int]:
    """The lines whose car a person named: the names beside it no longer speak against that."""
    return frozenset(answer.line for answer in answers if answer.remedy is Remedy.CAR)


def without(answers: Sequence[Answer], line: int, *remedies_: Remedy) -> tuple[Answer, ...]:
    """The answers without those of these remedies for a line."""
    return tuple(each for each in answers if each.line != line or each.remedy not in remedies_)


def with_answer(answers: Sequence[Answer], answer: Answer) -> tuple[Answer, ...]:
    """The answers with one more, in place of what it contradicts: how the car ended, whether it counts, how it is entered."""
    groups = (tuple(STATUSES), ENTERS)
    same = next((group for group in groups if answer.remedy in group), (answer.remedy,))
    same = () if answer.remedy is Remedy.WITHOUT else same
    return (*without(answers, answer.line, *same), answer)
