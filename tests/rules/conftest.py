"""A small cup made for these tests: four drivers, short scales, one race per round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Driver, Entry, Round, Season, Team
from cupdesk.rules.regulations import Championship, Ranks, Regulations
from cupdesk.rules.results import Classification
from cupdesk.rules.session import Decision, Finish, Sanction, SanctionKind, Session, SessionKind, Text

WORD = Text("x", "x")
Cup = Callable[..., Season]


def points(*values: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


def _cup(
    numbers: Sequence[str],
    *rounds: Session | Round,
    championships: Sequence[Championship] = (),
    categories: dict[str, str] | None = None,
    awards: dict[str, tuple[str, ...]] | None = None,
    guests: Sequence[str] = (),
    teams: dict[str, str] | None = None,
    crews: dict[str, tuple[str, ...]] | None = None,
    **regulations: Any,
) -> Season:
    """A season; driver `d7` drives car 7. A session alone becomes the only one of its round (`1`, `2` …)."""
    teams = teams or {}
    entries = tuple(
        Entry(
            number,
            (crews or {}).get(number, (f"d{number}",)),
            teams.get(number),
            (categories or {}).get(number, "Pro"),
            (awards or {}).get(number, ()),
            number in guests,
        )
        for number in numbers
    )
    names = dict.fromkeys(driver for entry in entries for driver in entry.drivers)
    main = Championship("main", WORD, points(10, 6, 4, 3, 2, 1))
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(WORD, tuple(championships) or (main,), **regulations),
        tuple(Driver(code, "", code) for code in names),
        tuple(Team(code, code) for code in dict.fromkeys(teams.values())),
        entries,
        tuple(
            each if isinstance(each, Round) else Round(str(i), WORD, sessions=(each,))
            for i, each in enumerate(rounds, 1)
        ),
    )


@pytest.fixture
def cup() -> Cup:
    return _cup


@pytest.fixture
def race() -> Callable[..., Session]:
    """A race: cars as they crossed the line, `gaps` in seconds to the first by car, other facts by name."""

    def make(order: str = "", gaps: dict[str, float] | None = None, **facts: Any) -> Session:
        rows = {row.number: row for row in facts.pop("finishes", ())}
        for number, gap in (gaps or {}).items():
            rows[number] = replace(rows.get(number, Finish(number)), gap_ms=round(gap * 1000))
        return Session("R", SessionKind.RACE, WORD, order=tuple(order.split()), finishes=tuple(rows.values()), **facts)

    return make


@pytest.fixture
def decide() -> Callable[..., Decision]:
    """A decision: number, cars, kind of sanction and what it measures."""

    def make(number: int, cars: str, kind: SanctionKind, **measure: Any) -> Decision:
        applies_to = measure.pop("applies_to", "")
        state = {"state": measure.pop("state")} if "state" in measure else {}
        sanction = Sanction(kind, **measure)
        return Decision(number, tuple(cars.split()), "fault", (sanction,), applies_to=applies_to, **state)

    return make


@pytest.fixture
def result() -> Callable[..., Classification]:
    """The classification of the only race of a season."""
    return lambda season, ref="1/R", **how: Book(season).classification(ref, **how)


@pytest.fixture
def order() -> Callable[[Classification], str]:
    """The classified cars in order, a bar, then the others with their codes."""

    def make(classification: Classification) -> str:
        placed = " ".join(row.number for row in classification.rows if row.position)
        others = " ".join(f"{row.number}:{row.outcome.value}" for row in classification.rows if not row.position)
        return f"{placed} | {others}" if others else placed

    return make


@pytest.fixture
def table() -> Callable[..., list[tuple[int, str, str]]]:
    """A table as position, name and exact points."""

    def make(season: Season, code: str = "main", after: str | None = None) -> list[tuple[int, str, str]]:
        return [(row.position, row.key, str(row.points)) for row in Book(season).standings(code, after).rows]

    return make


@pytest.fixture
def driver_table() -> Callable[..., Championship]:
    """A championship of these tests: 10-6-4-3-2-1 unless told otherwise."""

    def make(code: str = "main", *scale: int, ranks: Ranks = Ranks.DRIVER, **rules: Any) -> Championship:
        return Championship(code, WORD, points(*(scale or (10, 6, 4, 3, 2, 1))), ranks, **rules)

    return make
