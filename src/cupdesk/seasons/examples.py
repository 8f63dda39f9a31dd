"""Worked examples: for each rule a small season and what must come out, in `tests/examples/`, run by `cupdesk check-examples`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.rules.session import Text
from cupdesk.seasons.file import read_bytes, season_of
from cupdesk.seasons.records import record
from cupdesk.seasons.shapes import Decimal
from cupdesk.words.figures import clock, exact
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.rules.results import StandingsRow


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must come out: a table, a race's points, a classification, times, fastest laps, a grid, the names in contention.

    `standings`, `title` and `points` name a championship (`points` with the race in `after`), `classification`, `times`,
    `fastest` and `grid` a session. `rows` are written `1 zwart 25`, `zwart 25`, `1 3` (place and car), `1 3 15:00.000` (`-`: not
    printed), `3 1:40.000 7` (car, time and lap), `zwart`.
    """

    rows: tuple[str, ...]
    standings: str = ""
    points: str = ""
    classification: str = ""
    times: str = ""
    fastest: str = ""
    grid: str = ""
    title: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A rule of the book with a season that shows it. `source` says which regulations have it."""

    title: Text
    about: Text
    source: str
    expect: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """An example read in: its code (the stem of its file) and its season."""

    code: str
    example: Example
    season: Season


@dataclass(frozen=True, slots=True)
class Difference:
    """What came out instead of what was expected."""

    expected: Expected
    found: tuple[str, ...]


def examples() -> tuple[Worked, ...]:
    """All shipped examples, by code."""
    return tuple(read_example(path) for path in sorted(resource("examples").glob("*.toml")))


def read_example(path: Path) -> Worked:
    """The example of a file; `Trouble` names the first thing wrong with it."""
    try:
        table: dict[str, Any] = tomllib.loads(read_bytes(path).decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise Trouble("seasons.not_utf8", line=1, column=error.start + 1) from error
    except tomllib.TOMLDecodeError as error:
        raise Trouble("seasons.not_toml", file=path.name, found=str(error)) from error
    season = season_of(table.pop("season", None))
    example: Example = record(Example).read(table, "")
    return Worked(path.stem, example, season)


def differences(worked: Worked) -> tuple[Difference, ...]:
    """Where the rules do not give what the example expects."""
    book = Book(worked.season)
    found = ((expected, _found(book, expected)) for expected in worked.example.expect)
    return tuple(Difference(expected, rows) for expected, rows in found if rows != expected.rows)


def _found(book: Book, expected: Expected) -> tuple[str, ...]:
    after = expected.after or None
    if expected.standings:
        return tuple(_row(row) for row in book.standings(expected.standings, after).rows)
    if expected.points:
        earned = book.points(expected.points, expected.after)
        return tuple(f"{key} {exact(result.points)}" for key, result in earned.items())
    if expected.title:
        return book.title(expected.title, after).contenders
    if expected.fastest:
        lap = book.classification(expected.fastest).fastest
        named = (lap, *lap.equal) if lap else ()
        return tuple(f"{each.number} {clock(each.ms)} {each.lap or '-'}" for each in named)
    if expected.grid:
        return tuple(f"{place.position} {place.number}" for place in book.grid(expected.grid))
    if expected.times:
        cars = book.classification(expected.times).rows
        return tuple(
            f"{row.position or row.outcome.value} {row.number} {'-' if row.time_ms is None else clock(row.time_ms)}"
            for row in cars
        )
    rows = book.classification(expected.classification).rows
    return tuple(f"{row.position or row.outcome.value} {row.number}" for row in rows)


def _row(row: StandingsRow) -> str:
    """`1 zwart 25`; a shared place as `1=`, no place as `-`."""
    place = "-" if row.unranked else f"{row.position}{'=' if row.shared else ''}"
    return f"{place} {row.key} {exact(row.points)}"
