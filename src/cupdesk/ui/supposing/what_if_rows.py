"""The rows and columns of the what-if: a classification now and if, a table with both points, what changes, what is supposed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.rules.results import ClassifiedCar, Outcome
from cupdesk.ui.controls.cells import MISSING, Cell, Run, Runs, moved, run
from cupdesk.ui.controls.rows_model import Column, RowLook, Strip
from cupdesk.ui.deciding.decision_columns import column, result_time
from cupdesk.words.figures import MINUS, clock, points

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.ui.standing.standings_rows import TableRow
    from cupdesk.words import Words
    from cupdesk.words.what_if import Change

VIOLET = RowLook("what_if_tint", "what_if_strong")
_PLAIN = RowLook()
_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
_ALL_FROM, _CHIPS_FROM = 360, 300


@dataclass(frozen=True, slots=True)
class SideRow:
    """A car in the classification of one side: `won` places against the other, `changed` by more than a place others leave it."""

    car: ClassifiedCar
    won: int
    changed: bool


def side_look(row: SideRow) -> RowLook:
    """What is supposed of a car itself is violet."""
    if row.changed:
        return VIOLET
    return RowLook(dim=row.car.position is None)


def side_rows(book: Book, other: Book, ref: str, words: Words) -> list[SideRow | Strip]:
    """The cars of a session in printed order, compared with another book; nothing where it has no result."""
    result, theirs = book.classification(ref), other.classification(ref)
    elsewhere = {car.number: car for car in theirs.rows} if theirs is not result else {}
    rows: list[SideRow | Strip] = []
    strip = ""
    for car in result.rows:
        block = "" if car.position is not None else "disqualified" if car.outcome in _OUT else "not_classified"
        if block != strip:
            rows.append(Strip(words(f"session.classification.{block}")))
            strip = block
        rows.append(_side_row(car, elsewhere.get(car.number), compared=theirs is not result))
    return rows


def _side_row(car: ClassifiedCar, other: ClassifiedCar | None, *, compared: bool) -> SideRow:
    if not compared:
        return SideRow(car, 0, changed=False)
    if other is None:
        return SideRow(car, 0, changed=True)
    won = other.position - car.position if other.position and car.position else 0
    mine, theirs = ((c.outcome, c.sanction_ms, c.time_ms, c.decisions) for c in (car, other))
    return SideRow(car, won, changed=mine != theirs or abs(won) > 1)


def side_columns(cells: CarCells, words: Words, width: int, *, race: bool, moves: bool) -> list[Column[Any]]:
    """The columns that fit in `width` pixels at text size 100 %: the place in the category goes first, then its chips. `moves`: with places won."""

    def place(row: SideRow) -> Cell:
        return run(MISSING, "text3") if row.car.position is None else run(str(row.car.position), strong=True)

    def time(row: SideRow) -> Cell:
        if not race:
            return clock(row.car.best_ms) if row.car.best_ms is not None else run(MISSING, "text3")
        cell = result_time(row.car, words)
        runs = cell.runs if isinstance(cell, Runs) else (Run(str(cell)),)
        return Runs((*runs, Run("*", "sanction", strong=True))) if row.car.changed else Runs(runs)

    columns = [
        column(words, "place", place, 34, figures=True),
        column(words, "moved", lambda row: moved(row.won) if row.won else "", 34, align="centre"),
        column(words, "number", lambda row: run(row.car.number, strong=True), 37, figures=True),
        column(words, "driver", lambda row: cells.driver(row.car.drivers, alone=True), 70, stretch=True),
        column(words, "category", lambda r: cells.chips(r.car.category, r.car.award_codes, guest=r.car.guest), 50),
        column(words, "in_category", lambda row: str(row.car.in_category or ""), 30, figures=True),
        column(words, "time" if race else "best", time, 80, figures=True),
    ]
    left_out = {
        "" if moves else "moved",
        "" if width >= _ALL_FROM else "in_category",
        "" if width >= _CHIPS_FROM else "category",
    }
    return [c for c in columns if c.key not in left_out]


def side_sentence(row: SideRow, words: Words) -> str:
    """What a screen reader says of a car on one side."""
    place = str(row.car.position) if row.car.position else words(f"rules.outcome.{row.car.outcome.value}")
    if not row.won:
        return f"{row.car.number}, {place}"
    return (
        f"{row.car.number}, {place}, {words('window.moved.up' if row.won > 0 else 'window.moved.down', n=abs(row.won))}"
    )


# -- a championship
def table_look(row: TableRow) -> RowLook:
    """What a supposition changes is violet."""
    return VIOLET if row.changed else _PLAIN


def table_columns(words: Words, first: list[Column[TableRow]]) -> list[Column[TableRow]]:
    """The columns of a table now and if, after the given ones for the name: places won against now, both points and Δ."""

    def won(row: TableRow) -> Cell:
        by = row.was[0] - row.row.position if row.was else 0
        return moved(by) if by else ""

    def value(points_: Fraction) -> str:
        return points(points_, words.language)

    def delta(row: TableRow) -> Cell:
        by = row.row.points - row.was[1] if row.was else Fraction(0)
        if not by:
            return run("=", "text3")
        return run(f"{'+' if by > 0 else MINUS}{value(abs(by))}", "up" if by > 0 else "down", strong=True)

    made: list[Column[TableRow]] = [
        first[0],
        Column("won", "±", won, 30, align="centre", full=words("what_if.column.moved_full")),
        *first[1:],
        _number_column(words, "now", lambda r: run(value(r.was[1] if r.was else r.row.points), "text2"), 44),
        Column("delta", "Δ", delta, 38, figures=True, full=words("what_if.column.delta_full")),
        _number_column(words, "if", lambda r: run(value(r.row.points), strong=True), 38),
    ]
    return made


def _number_column(words: Words, key: str, cell: Callable[[TableRow], Cell], width: int) -> Column[TableRow]:
    head, full = words(f"what_if.column.{key}"), words(f"what_if.column.{key}_full")
    return Column(key, head, cell, width, figures=True, full=full)


# -- what changes, what is supposed
@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of *What changes*: the championship's name once, then what is said; `number` orders it."""

    number: int
    name: str
    change: Change


def change_rows(changes: tuple[Change, ...], championships: tuple[Championship, ...], language: str) -> list[ChangeRow]:
    """The lines, each championship named where it begins."""
    names = {rules.code: rules.name[language] for rules in championships}
    found: list[ChangeRow] = []
    for i, change in enumerate(changes):
        begins = not found or found[-1].change.championship != change.championship
        found.append(ChangeRow(i, names.get(change.championship, "") if begins else "", change))
    return found


def change_columns() -> list[Column[ChangeRow]]:
    """Whose it is, and what it is."""

    def said(row: ChangeRow) -> Cell:
        change = row.change
        quiet = change.kind in ("was", "lead", "same", "points", "published")
        tone = "attention" if change.kind == "partial" else "text2" if quiet else "text"
        behind = f" {change.text}" if change.kind == "places" and change.strong else change.text
        runs = (Run(change.strong, tone, strong=change.kind == "title"), Run(behind, tone))
        whole = "".join(r.text for r in runs)
        return Runs(tuple(r for r in runs if r.text), spoken=whole, tip=whole)

    return [
        Column("name", "", lambda row: run(row.name, "text2", small=True), 70),
        Column("said", "", said, 100, stretch=True),
    ]


def change_sentence(row: ChangeRow) -> str:
    """What a screen reader says of a change."""
    return " ".join(part for part in (row.name, row.change.strong, row.change.text) if part)


def change_look(row: ChangeRow) -> RowLook:
    """Titles that change stand out."""
    return VIOLET if row.change.kind == "title" else RowLook(line=False)


@dataclass(frozen=True, slots=True)
class SupposedRow:
    """A line supposed, its place in the list (0 first) and what it says."""

    at: int
    line: str
    said: str
    refused: bool


def supposed_columns(words: Words) -> list[Column[SupposedRow]]:
    """The number, and what is supposed in words."""
    return [
        Column("number", words("what_if.column.number"), lambda r: run(str(r.at + 1), "what_if", strong=True), 30),
        Column(
            "said",
            words("what_if.column.said"),
            lambda r: run(r.said, "attention" if r.refused else "text"),
            200,
            stretch=True,
        ),
    ]
