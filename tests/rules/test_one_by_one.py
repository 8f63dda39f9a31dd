"""A book asked race after race gives what a book asked for the last race alone gives; namesakes are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Championship, Counting
from cupdesk.rules.session import Session
from tests.rules.conftest import WORD, points

Make = Callable[..., Season]
Race = Callable[..., Session]


@pytest.mark.parametrize("counting", [Counting(), Counting(best=1), Counting(drop=1), Counting(at_end=True, best=2)])
def test_tables_after_one_race_more_are_those_of_all_races(cup: Make, race: Race, counting: Counting) -> None:
    """Car 2 misses the second race, car 3 comes to it only."""
    rules = Championship("main", WORD, points(5, 3, 2), counting=counting)
    season = cup(["1", "2", "3"], race("1 2"), race("3 1"), race("2 1"), championships=[rules])
    asked = Book(season)
    for ref in asked.races():
        assert asked.standings("main", ref) == Book(season).standings("main", ref)
        assert asked.title("main", ref) == Book(season).title("main", ref)


def test_namesakes_are_counted(cup: Make, race: Race) -> None:
    season = cup(["1", "2", "3"], race("1 2 3"))
    one, two, three = season.drivers
    book = Book(replace(season, drivers=(one, replace(two, surname=one.surname), three)))
    assert [book.namesakes(name) for name in (one.surname, three.surname, "Nobody")] == [2, 1, 0]
