"""The rows of the finishing order: the cars as placed, then those with a status only, then the places still empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.lines.result import next_place
from cupdesk.rules.field import number_key
from cupdesk.rules.grid import qualifying_laps
from cupdesk.rules.results import ProblemKind
from cupdesk.rules.session import SessionKind, Status

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.grid import Laps
    from cupdesk.rules.model import Entry
    from cupdesk.rules.results import ClassifiedCar, GridPlace
    from cupdesk.rules.session import Finish

NOT_IN_ORDER = (Status.DID_NOT_START, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row: a car (with its entry, facts and computed road row), or an empty place.

    `was` is the place it had before the latest edit, if that moved it; `entered` whether that edit put it in between others.
    `out` says that it retired and stands behind the place the next car takes. `problems` are what a person must settle about it. `laps` are what it
    keeps of a qualifying session.
    """

    place: int | None
    number: str = ""
    entry: Entry | None = None
    finish: Finish | None = None
    road: ClassifiedCar | None = None
    in_category: int | None = None
    grid: int | None = None
    was: int | None = None
    inserted: bool = False
    next: bool = False
    out: bool = False
    problems: tuple[ProblemKind, ...] = ()
    laps: Laps | None = None

    @property
    def key(self) -> str:
        """What stays the same while the row moves: the car, or the empty place."""
        return self.number or f"#{self.place}"

    @property
    def changed(self) -> bool:
        """Whether the latest edit moved it."""
        return self.was is not None or self.inserted

    @property
    def moved(self) -> int | None:
        """Places won on the grid; `None` where either is unknown, or the car retired."""
        return self.grid - self.place if self.grid and self.place and not self.out else None


def order_rows(book: Book, ref: str, before: Book | None = None) -> list[OrderRow]:
    """The rows of a race; `before` is the book before the latest edit, to tell what that moved."""
    session = book.session(ref)
    entries = book.entries(book.round_of(ref).code)
    road = {row.number: row for row in book.classification(ref, on_the_road=True).rows}
    grid = {place.number: place.position for place in _grid(book, ref)}
    problems = _problems(book, ref)
    earlier = before.season.session(ref).order if before else session.order
    was = {number: place for place, number in enumerate(earlier, 1)}
    next_ = next_place(session)
    last = max((place for place, number in enumerate(session.order, 1) if number in was), default=0)
    rows: list[OrderRow] = []
    in_category: dict[str, int] = {}
    for place, number in enumerate(session.order, 1):
        entry = entries.get(number)
        category = entry.category if entry else ""
        in_category[category] = in_category.get(category, 0) + 1
        old = was.get(number)
        rows.append(
            OrderRow(
                place,
                number,
                entry,
                session.finish(number),
                road.get(number),
                in_category[category] if category and place < next_ else None,
                grid.get(number),
                was=old if old != place else None,
                inserted=old is None and place < last,
                out=place >= next_,
                problems=problems.get(number, ()),
            )
        )
    for finish in session.finishes:
        if finish.status in NOT_IN_ORDER and finish.number not in session.order:
            number = finish.number
            entry, start = entries.get(number), grid.get(number)
            rows.append(OrderRow(None, number, entry, finish, road.get(number), grid=start, was=was.get(number)))
    empty = range(next_, next_ + len(entries) - len({row.number for row in rows} & set(entries)))
    rows += [OrderRow(place, next=place == next_) for place in empty]
    return rows


def times_rows(book: Book, ref: str, before: Book | None = None) -> list[OrderRow]:
    """The cars of a session of times, the fastest first, after deleted laps and disqualifications."""
    session, decisions = book.session(ref), book.decisions(ref)
    entries = book.entries(book.round_of(ref).code)
    was = {row.number: row.position for row in before.classification(ref).rows} if before else {}
    problems = _problems(book, ref)
    rows = []
    for row in book.classification(ref).rows:
        old = was.get(row.number)
        rows.append(
            OrderRow(
                row.position,
                row.number,
                entries.get(row.number),
                session.finish(row.number),
                row,
                row.in_category,
                was=old if old != row.position and row.position else None,
                inserted=before is not None and row.number not in was,
                problems=problems.get(row.number, ()),
                laps=qualifying_laps(session, decisions, row.number),
            )
        )
    return rows


def not_placed(book: Book, ref: str) -> list[Entry]:
    """The cars of the round that have neither a place nor a status, by number."""
    session = book.session(ref)
    known = {*session.order, *(f.number for f in session.finishes if f.status in NOT_IN_ORDER)}
    missing = [e for number, e in book.entries(book.round_of(ref).code).items() if number not in known]
    return sorted(missing, key=lambda entry: number_key(entry.number))


def place_dropped(row: OrderRow, target: int, placed: int) -> int:
    """The place of a row dropped before the row `target` (0 first), among `placed` cars."""
    before = target if row.place is None or target < row.place else target - 1
    return min(max(before + 1, 1), placed or 1)


def _grid(book: Book, ref: str) -> tuple[GridPlace, ...]:
    return book.grid(ref) if book.session(ref).kind is SessionKind.RACE else ()


def _problems(book: Book, ref: str) -> dict[str, tuple[ProblemKind, ...]]:
    found: dict[str, tuple[ProblemKind, ...]] = {}
    for problem in book.classification(ref).problems:
        if problem.kind is not ProblemKind.CARS_MISSING:
            for car in problem.cars:
                found[car] = (*found.get(car, ()), problem.kind)
    return found
