"""The line of a starting grid: moved by hand, listed by hand, as it follows again; always with a reason."""

from __future__ import annotations

import pytest

from cupdesk.lines.grid import read_grid
from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetGrid, apply
from cupdesk.rules.model import Season
from cupdesk.words import Words

R1 = "LEC/R1"
TIMES = ("7 2:04.1", "8 2:04.2", "40 2:04.3", "12 2:04.4")


@pytest.fixture
def qualified(season: Season) -> Season:
    """Four cars with a time: 7, 8, 40, 12."""
    for line in TIMES:
        season = apply(season, *read_order(Book(season), "LEC/Q", line, Words("en")).edits)
    return season


def read(season: Season, line: str, language: str = "en") -> Reading:
    return read_grid(Book(season), R1, line, Words(language))


def grid(season: Season) -> list[str]:
    return [place.number for place in Book(season).grid(R1)]


def test_a_car_is_moved_for_a_reason(qualified: Season) -> None:
    reading = read(qualified, "40*1 new engine")
    assert reading.prompt == "Race 1"
    assert reading.edits == (SetGrid(R1, ("40", "7", "8", "12"), "new engine"),)
    assert reading.read_back == "40 Guillot starts 1st, was 3rd · by hand: new engine"
    assert read(qualified, "gui @4 Brouillard épais").edits == (
        SetGrid(R1, ("7", "8", "12", "40"), "Brouillard épais"),
    )
    assert read(qualified, "21*2 late").edits == (SetGrid(R1, ("7", "21", "8", "40", "12"), "late"),)


def test_the_first_cars_are_given(qualified: Season) -> None:
    reading = read(qualified, "12 8 fog, no qualifying")
    assert reading.edits == (SetGrid(R1, ("12", "8", "7", "40"), "fog, no qualifying"),)
    assert reading.read_back == "the grid begins with 12 Mathieu, 8 Paque · by hand: fog, no qualifying"


def test_a_grid_without_qualifying_is_given_whole(season: Season) -> None:
    assert read(season, "12 8 7 qualifying abandoned").edits == (SetGrid(R1, ("12", "8", "7"), "qualifying abandoned"),)


def test_it_follows_again(qualified: Season) -> None:
    by_hand = apply(qualified, *read(qualified, "40*1 engine").edits)
    assert grid(by_hand)[0] == "40"
    reading = read(by_hand, "auto")
    assert reading.read_back == "the grid follows again: best time in qualifying"
    assert grid(apply(by_hand, *reading.edits)) == ["7", "8", "40", "12"]
    assert read(qualified, "auto").problem == "This grid is not made by hand. Nothing has changed."


def test_the_reason_is_asked_for(qualified: Season) -> None:
    for line in ("40*1", "40*1 ", "12 8", "40"):
        reading = read(qualified, line)
        assert reading.refused, line
        assert reading.unfinished, line
        assert reading.edits == ()
    assert read(qualified, "40*1").problem == "40 Guillot starts 1st, was 3rd: type the reason behind it."
    assert read(qualified, "40*1").read_back == "40 Guillot starts 1st, was 3rd · and the reason"


def test_what_cannot_be(qualified: Season) -> None:
    assert read(qualified, "40*9 x").problem == "The grid has 4 cars: there is no 9th."
    assert read(qualified, "40*0 x").problem == "The grid has 4 cars: there is no 0th."
    assert read(qualified, "40*3 x").problem == "40 Guillot starts 3rd already. Nothing has changed."
    assert read(qualified, "7 8 x").problem == "The grid begins so already. Nothing has changed."
    assert read(qualified, "8 8 x").problem == "8 Paque stands in the line twice."
    assert read(qualified, "28*1 x").problem.startswith("28 is not entered")
    assert not read(qualified, "").edits
