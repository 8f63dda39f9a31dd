"""How fast everything is recomputed: after one edit, and all tables after every race, beside a plain loop over the same rows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure, paired
from cupdesk.bench.seasons import season
from cupdesk.rules.book import Book
from cupdesk.rules.compare import difference
from cupdesk.rules.edits import AddDecision, PlaceCar, apply
from cupdesk.rules.session import Decision, Sanction, SanctionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ((12, 30), (16, 40), (50, 200))
"""Races × cars."""


def measures() -> Iterator[Measure]:
    """The measures for each size; targets hold for the first, that of a supposition for the second."""
    for races, cars in SIZES:
        first = (races, cars) == SIZES[0]
        times = 40 if cars < 100 else 5
        yield _after_an_edit(races, cars, times, -1, 3.0 if first else None)
        yield _after_an_edit(races, cars, times, 0, 3.0 if first else None)
        yield _supposed(races, cars, times, 10.0 if cars == 40 else None)
        yield _from_nothing(races, cars, times, 4.0 if first else None)
        yield _after_every_race(races, cars, times // 4 or 1, 100.0 if first else None)


def _after_an_edit(races: int, cars: int, times: int, which: int, limit: float | None) -> Measure:
    """All final tables after a car of the first race (`which` 0) or the last (-1) is moved."""
    whole = season(races, cars)
    before = Book(whole)
    codes = [championship.code for championship in whole.regulations.championships]
    race = before.races()[which]
    for code in codes:
        before.standings(code)
    mover = whole.session(race).order[-1]

    def edit() -> None:
        book = Book(apply(whole, PlaceCar(race, mover, 2)), before)
        for code in codes:
            book.standings(code)

    samples, floors = paired(edit, lambda: _plain_loop(before, codes), times)
    name = f"edit of the {'last' if which else 'first'} race, {races} races × {cars} cars"
    return Measure(name, samples, floors, median_limit=limit)


def _supposed(races: int, cars: int, times: int, limit: float | None) -> Measure:
    """All places, tables and titles that differ if a car of the first race had five seconds more."""
    whole = season(races, cars)
    before = Book(whole)
    race = before.races()[0]
    decision = Decision(1, (whole.session(race).order[3],), "", (Sanction(SanctionKind.TIME, 5000),))
    codes = [championship.code for championship in whole.regulations.championships]
    for code in codes:
        before.title(code)

    def suppose() -> None:
        difference(before, Book(apply(whole, AddDecision(race, decision)), before))

    samples, floors = paired(suppose, lambda: _plain_loop(before, codes), times)
    return Measure(f"what if in the first race, {races} × {cars}", samples, floors, median_limit=limit)


def _from_nothing(races: int, cars: int, times: int, limit: float | None) -> Measure:
    """Every classification and all final tables, with nothing kept from before."""
    whole = season(races, cars)
    codes = [championship.code for championship in whole.regulations.championships]
    known = Book(whole)

    def all_final() -> None:
        book = Book(whole)
        for code in codes:
            book.standings(code)

    samples, floors = paired(all_final, lambda: _plain_loop(known, codes), times)
    return Measure(f"whole season recomputed, {races} races × {cars} cars", samples, floors, ratio_limit=limit)


def _after_every_race(races: int, cars: int, times: int, limit: float | None) -> Measure:
    """Every table after every race, from nothing."""
    whole = season(races, cars)
    codes = [championship.code for championship in whole.regulations.championships]
    known = Book(whole)

    def all_tables() -> None:
        book = Book(whole)
        for race in book.races():
            for code in codes:
                book.standings(code, race)

    def plain() -> None:
        for _ in known.races():
            _plain_loop(known, codes)

    samples, floors = paired(all_tables, plain, times)
    return Measure(f"standings after every race, {races} races × {cars} cars", samples, floors, median_limit=limit)


_SCALE = tuple(map(Fraction, (25, 20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)))


def _plain_loop(book: Book, codes: list[str]) -> None:
    """The floor: each race's rows sorted by time, five exact totals a driver added up and sorted, and no rules."""
    nothing = Fraction(0)
    totals: list[dict[str, Fraction]] = [{} for _ in codes]
    for race in book.races():
        rows = sorted(book.session(race).finishes, key=lambda row: (-(row.laps or 0), row.total_ms or 0))
        for table in totals:
            for place, row in enumerate(rows):
                points = _SCALE[place] if place < len(_SCALE) else nothing
                table[row.number] = table.get(row.number, nothing) + points
    for table in totals:
        sorted(table.items(), key=lambda item: -item[1])
