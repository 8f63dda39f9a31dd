"""A small season for files to be read into: twelve invented cars, one meeting with qualifying and a race, one before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.imports import Import, read
from cupdesk.rules.book import Book
from cupdesk.rules.model import Driver, Entry, Round, Season, Team
from cupdesk.rules.regulations import Award, Category, Regulations
from cupdesk.rules.session import Session, SessionKind, Text
from cupdesk.seasons import preset

SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "data"
FIELD = """7|Ilse|Marchetti|Pro 03|Bruno|Ekström|Pro 3|Noé|Zapolski|Pro-Am 21|Célia|Ponte|Pro 021|Otto|van_der_Wiel|Pro-Am
88|Anouk|Dubreuil|Am 101|Tomás|Iribarren|Am 12|Ewa|Lisiecka|Pro-Am 4|Jean-Luc|Ferrand|Am 55|Rita|O'Shea|Am 9|Kai|Umarov|Am"""
Read = Callable[..., Import]


def named(text: str) -> Text:
    return Text(text, text)


def empty(categories: tuple[str, ...] = ("Pro", "Pro-Am", "Am"), awards: tuple[str, ...] = ("Rookie",)) -> Season:
    sessions = (Session("Q", SessionKind.QUALIFYING, named("Q")), Session("R", SessionKind.RACE, named("Race")))
    return Season(
        "sample",
        "Sample Cup",
        2026,
        Regulations(
            named("Sample"),
            (),
            tuple(Category(c, named(c)) for c in categories),
            tuple(Award(a, named(a)) for a in awards),
        ),
        rounds=(Round("ONE", named("One"), sessions=sessions), Round("TWO", named("Two"), sessions=sessions)),
    )


def with_table(season: Season) -> Season:
    """The season with a table of points, as the window needs one."""
    tables = preset.regulations("gr-cup").championships[:1]
    return replace(season, regulations=replace(season.regulations, championships=tables))


def entered() -> Season:
    drivers, entries = [], []
    for car in FIELD.split():
        number, given, surname, category = car.replace("_", " ").split("|")
        drivers.append(Driver(f"d{number}", given, surname))
        entries.append(Entry(number, (f"d{number}",), "delta" if number == "7" else None, category))
    entries.append(Entry("77", ("d9",), None, "Am", rounds=("TWO",)))
    return replace(
        empty(),
        drivers=tuple(drivers),
        entries=tuple(entries),
        teams=(Team("delta", "Delta Course", nationality="FRA"),),
    )


@pytest.fixture
def season() -> Season:
    return entered()


@pytest.fixture
def book(season: Season) -> Book:
    return Book(season)


@pytest.fixture
def load(book: Book) -> Read:
    """Read a sample, or bytes, or text, into the race (or another session)."""

    def read_it(file: str | bytes, ref: str = "ONE/R", name: str = "", **options: object) -> Import:
        data: bytes | Path = SAMPLES / file if isinstance(file, str) and "\n" not in file else b""
        if not isinstance(data, Path):
            data = file.encode() if isinstance(file, str) else file
        return read(data, name, book, ref, **options)  # type: ignore[arg-type]

    return read_it
