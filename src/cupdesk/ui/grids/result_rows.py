"""The rows and columns of a classification on the desk: of the whole field or of one category."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.rules.grid import qualifying_laps
from cupdesk.rules.regulations import Ranks
from cupdesk.rules.results import Outcome
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.cells import MISSING, Cell, Run, Runs, moved, run
from cupdesk.ui.controls.rows_model import Column, RowLook, Strip
from cupdesk.ui.deciding.decision_columns import column, result_time
from cupdesk.words.figures import clock, gap, laps_gap, points
from cupdesk.words.grids import ranks
from cupdesk.words.reasons import place_reason

if TYPE_CHECKING:
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.rules.session import Decision
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.words import Words

_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A car of a classification; `points` it earned, `fastest` whether it holds the fastest lap, `compared` with the road.

    In qualifying also its `second` lap (milliseconds, lap) and its `rank` by that.
    """

    car: ClassifiedCar
    points: Fraction | None
    fastest: bool
    compared: bool
    second: tuple[int, int | None] | None = None
    rank: int | None = None


def result_look(row: ResultRow) -> RowLook:
    """A car that decisions moved stands out; one without a place is quiet."""
    if row.compared and row.car.moved:
        return RowLook("changed", "accent")
    return RowLook(dim=row.car.position is None)


def result_rows(book: Book, ref: str, category: str, words: Words, *, on_the_road: bool) -> list[ResultRow | Strip]:
    """The cars in printed order, those not classified and those disqualified under their strips."""
    result = book.classification(ref, on_the_road=on_the_road)
    earned = {} if on_the_road else _points(book, ref, category)
    laps = [lap for lap in (result.fastest, *result.fastest_by_category) if lap and lap.category in ("", category)]
    best = {number for lap in laps for number in lap.numbers}
    cars = [car for car in result.rows if not category or car.category == category]
    rows: list[ResultRow | Strip] = []
    for title, block in (
        ("", [car for car in cars if car.position is not None]),
        ("not_classified", [car for car in cars if car.position is None and car.outcome not in _OUT]),
        ("disqualified", [car for car in cars if car.position is None and car.outcome in _OUT]),
    ):
        if title and block:
            rows.append(Strip(words(f"session.classification.{title}")))
        rows += [ResultRow(car, earned.get(car.number), car.number in best, compared=not on_the_road) for car in block]
    if book.session(ref).kind is SessionKind.RACE:
        return rows
    second = ranks(book, ref)
    decisions = () if on_the_road else book.decisions(ref)
    return [row if isinstance(row, Strip) else _with_second(book, ref, row, second, decisions) for row in rows]


def _with_second(
    book: Book, ref: str, row: ResultRow, second: dict[str, int], decisions: tuple[Decision, ...]
) -> ResultRow:
    laps = qualifying_laps(book.session(ref), decisions, row.car.number)
    return replace(row, second=None if laps.disqualified else laps.second, rank=second.get(row.car.number))


def _points(book: Book, ref: str, category: str) -> dict[str, Fraction]:
    """What each car's driver earned in this race in the table of the category, or in the table of all."""
    if book.session(ref).kind is not SessionKind.RACE:
        return {}
    for rules in book.season.regulations.championships:
        if rules.ranks is Ranks.DRIVER and rules.category == category and not rules.award:
            table = book.standings(rules.code, ref)
            return {
                car: result.points
                for row in table.rows
                for result in row.results
                if result.session == ref
                for car in result.cars
            }
    return {}


class ResultColumns:
    """Makes the columns for a width: interval, team and laps go first."""

    def __init__(self, context: Context, ref: str, cells: CarCells, *, category: str) -> None:
        self._context, self._ref, self._cells, self._category = context, ref, cells, category
        self._words = context.words

    @property
    def _book(self) -> Book:
        return self._context.book

    def columns(self, width: int) -> list[Column[ResultRow]]:
        """The columns that fit in `width` pixels at text size 100 %."""
        words, race = self._words, self._book.session(self._ref).kind is SessionKind.RACE
        columns: list[Column[ResultRow]] = [
            column(words, "place", self._place, 36, figures=True),
            column(
                words,
                "moved",
                lambda row: moved(row.car.moved) if row.compared and row.car.moved else "",
                38,
                align="centre",
            ),
            column(words, "number", lambda row: row.car.number, 36, figures=True),
            column(words, "driver", lambda row: self._cells.driver(row.car.drivers), 130, stretch=True),
            column(words, "category", self._chips, 50),
            column(words, "in_category", self._in_category, 28, figures=True),
            column(words, "team", lambda row: self._cells.team(row.car.team), 94),
            column(words, "laps", lambda row: _number(row.car.laps), 42, figures=True),
            column(words, "time", self._time, 82, figures=True),
            column(words, "interval", self._interval, 64, figures=True),
            column(words, "best", self._best, 68, figures=True),
            column(words, "points", self._points, 34, figures=True),
        ]
        if not race:
            return self._of_times(width)
        left_out: set[str] = set()
        for limit, key in ((730, "interval"), (670, "team"), (600, "laps"), (560, "best")):
            if width < limit:
                left_out.add(key)
        return [c for c in columns if c.key not in left_out]

    def _of_times(self, width: int) -> list[Column[ResultRow]]:
        """The columns of a qualifying or practice session: two laps, the gap, the rank by the second."""
        words = self._words
        columns: list[Column[ResultRow]] = [
            column(words, "place", self._place, 34, figures=True),
            column(words, "number", lambda row: row.car.number, 36, figures=True),
            column(
                words, "driver", lambda row: self._cells.driver(row.car.drivers, initials=width < 900), 92, stretch=True
            ),
            column(words, "category", self._chips, 48),
            column(words, "in_category", self._in_category, 30, figures=True),
            column(words, "best", self._best, 68, figures=True),
            column(words, "gap", self._behind_pole, 60, figures=True),
            column(words, "on_lap", lambda row: _number(row.car.best_lap), 34, figures=True),
            column(words, "second", lambda row: self._second(row), 68, figures=True),
            column(words, "rank", lambda row: run(str(row.rank), strong=True) if row.rank else "", 44, figures=True),
            column(words, "second_lap", lambda row: _number(row.second[1]) if row.second else "", 34, figures=True),
        ]
        left_out = {
            key
            for limit, key in ((560, "second_lap"), (530, "on_lap"), (490, "in_category"), (460, "rank"), (420, "gap"))
            if width < limit
        }
        return [c for c in columns if c.key not in left_out]

    def _behind_pole(self, row: ResultRow) -> Cell:
        if row.car.position is None:
            return run(self._words(f"rules.code.{row.car.outcome.value}"), "text2") if row.car.outcome in _OUT else ""
        return run(gap(row.car.gap_ms), "text2") if row.car.gap_ms is not None else ""

    def _second(self, row: ResultRow) -> Cell:
        return clock(row.second[0]) if row.second else run(MISSING, "text3")

    def sentence(self, row: ResultRow) -> str:
        """Why a car has its place."""
        result = self._result(row)
        return f"{row.car.number}, {place_reason(self._book, result, row.car, self._words)}"

    def _result(self, row: ResultRow) -> Classification:
        return self._book.classification(self._ref, on_the_road=not row.compared)

    def _place(self, row: ResultRow) -> Cell:
        place = row.car.in_category if self._category else row.car.position
        if place is None:
            return run(MISSING, "text3")
        return run(str(place), strong=True)

    def _chips(self, row: ResultRow) -> Cell:
        return self._cells.chips(row.car.category, row.car.award_codes, guest=row.car.guest)

    def _in_category(self, row: ResultRow) -> Cell:
        return str((row.car.position if self._category else row.car.in_category) or "")

    def _time(self, row: ResultRow) -> Cell:
        cell = result_time(row.car, self._words)
        if not row.compared or not row.car.changed:
            return cell
        runs = cell.runs if isinstance(cell, Runs) else (Run(str(cell)),)
        return Runs((*runs, Run(" *", "sanction", strong=True)))

    def _interval(self, row: ResultRow) -> Cell:
        if row.car.interval_laps:
            return laps_gap(row.car.interval_laps, self._words.language)
        return run(gap(row.car.interval_ms), "text2") if row.car.interval_ms is not None else ""

    def _best(self, row: ResultRow) -> Cell:
        if row.car.best_ms is None:
            return run(MISSING, "text3")
        return run(clock(row.car.best_ms), "accent" if row.fastest else "text", strong=row.fastest)

    def _points(self, row: ResultRow) -> Cell:
        return run(points(row.points, self._words.language), strong=True) if row.points else ""


def _number(value: int | None) -> Cell:
    return run(str(value), "text2") if value is not None else run(MISSING, "text3")
