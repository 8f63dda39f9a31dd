"""Small seasons for titles worked by hand: some races played, one left; what is said of them is held to every outcome."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cupdesk.rules.model import Entry, Season
from cupdesk.rules.regulations import Championship
from cupdesk.rules.session import Session, Text
from tests.rules.every_outcome import Small, assert_exact, points, ran

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
ONE, HALF, NOTHING = Fraction(1), Fraction(1, 2), Fraction(0)
CARS = tuple(Entry(n, (f"d{n}",)) for n in "1238")
OPEN = ((None, ran(())),)


def small(scale: tuple[int, ...], *played: str, cars: tuple[Entry, ...] = CARS, **rules: Any) -> Small:
    """A season of these races played (cars as they finished) and one left."""
    book = Championship("main", WORD, points(*scale), **rules)
    return Small(book, cars, tuple((None, ran(tuple(order))) for order in played), OPEN)


def said(season: Small) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is in contention, and of whom that is only not ruled out; all of it as every outcome says."""
    assert_exact(season)
    title = season.now.title("main", season.after)
    return title.contenders, title.unproven
