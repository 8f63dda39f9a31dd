"""A result (or single laps) read for one session: what is taken, what is not, what taking it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.imports.answers import answered_rows, said_cars
from cupdesk.imports.cars import Cars, NotTaken, Reason
from cupdesk.imports.columns import Column
from cupdesk.imports.laps import lap_rows
from cupdesk.imports.order import compare, finishing_order
from cupdesk.imports.remarks import remarks
from cupdesk.imports.repairs import repairs
from cupdesk.imports.rows import ResultRows, RowNotTaken, RowTaken
from cupdesk.imports.tables import Kind
from cupdesk.rules.edits import PlaceCar, SetOrder, SetTimes
from cupdesk.rules.session import SessionKind
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports.answers import Answer
    from cupdesk.imports.order import Compared
    from cupdesk.imports.remarks import Remark
    from cupdesk.imports.source import Recognised
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.session import Session


@dataclass(frozen=True, slots=True)
class Import:
    """What a file gives for one session; nothing is changed by reading it.

    `taken` are in the order they finish in, cars without a place last. `missing` are cars entered but neither taken nor
    said to be absent. `edits` are one step (none if the file changes nothing). `compared` has every car that has a place
    or a status on either side: as typed before, as in the file.
    """

    recognised: Recognised
    session: str
    taken: tuple[RowTaken, ...]
    not_taken: tuple[RowNotTaken, ...]
    missing: tuple[str, ...]
    remarks: tuple[Remark, ...]
    compared: tuple[Compared, ...]
    edits: tuple[Edit, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The finishing order the file gives; nothing for single laps."""
        return next((edit.order for edit in self.edits if isinstance(edit, SetOrder)), ())


def read_result(recognised: Recognised, book: Book, ref: str, answers: Sequence[Answer] = ()) -> Import:
    """A result or laps for a session, with what a person answered of its rows.

    Raises `Trouble` if the file is no result, or of another kind of session.
    """
    session = book.session(ref)
    _refuse(recognised, session)
    cars = Cars(book, book.round_of(ref).code)
    if recognised.kind is Kind.LAPS:
        return _laps(recognised, cars, session, ref)
    reader = ResultRows(cars, session, timed=session.kind is not SessionKind.RACE)
    taken: dict[str, RowTaken] = {}
    not_taken: list[RowNotTaken] = []
    said = said_cars(answers)
    for line, cells in answered_rows(recognised, answers):
        if isinstance(cells, RowNotTaken):
            not_taken.append(cells)
            continue
        try:
            row = reader.row(line, cells, said=line.number in said)
            if row.number in taken:
                raise NotTaken(Reason.TWICE, number=row.number, first=taken[row.number].line)
        except NotTaken as refused:
            not_taken.append(RowNotTaken(line.number, line.text, refused.reason, refused.values))
            continue
        taken[row.number] = replace(row, repairs=found) if (found := repairs(line, recognised.heads)) else row
    rows, order = finishing_order(tuple(taken.values()), timed=session.kind is not SessionKind.RACE)
    facts = tuple(row.finish for row in rows if row.finish != session.finish(row.number))
    changed = bool(rows) and (order != session.order or facts)
    return Import(
        recognised,
        ref,
        rows,
        tuple(not_taken),
        tuple(n for n in cars.entries if n not in taken),
        remarks(recognised, book, ref, rows, cars),
        compare(session, rows, order),
        (SetOrder(ref, order, facts),) if changed else (),
    )


def _refuse(recognised: Recognised, session: Session) -> None:
    heads, race = recognised.heads, session.kind is SessionKind.RACE
    if heads.points_table:
        raise Trouble("imports.points_table")
    if not heads.has(Column.NUMBER):
        said = ", ".join(head.text for head in heads.heads if head.text)
        raise Trouble("imports.no_number", heads=said[:300])
    if recognised.kind is Kind.RACE and not race:
        raise Trouble("imports.is_race")
    if recognised.kind is Kind.TIMES and race:
        raise Trouble("imports.is_times")


def _laps(recognised: Recognised, cars: Cars, session: Session, ref: str) -> Import:
    """Best and second best laps out of single laps; the finishing order stays."""
    rows, not_taken = lap_rows(recognised, cars, session)
    edits: list[Edit] = []
    for row in rows:
        was, now = session.finish(row.number), row.finish
        if session.kind is not SessionKind.RACE and session.order and row.number not in session.order:
            edits.append(PlaceCar(ref, row.number))
        if was != now:
            edits.append(
                SetTimes(
                    ref,
                    row.number,
                    laps=now.laps if now.laps != was.laps else None,
                    best_ms=now.best_ms,
                    best_lap=now.best_lap,
                    second_ms=now.second_ms,
                    second_lap=now.second_lap,
                )
            )
    seen = {row.number for row in rows}
    missing = tuple(n for n in cars.entries if n not in seen)
    return Import(recognised, ref, rows, not_taken, missing, (), (), tuple(edits))
