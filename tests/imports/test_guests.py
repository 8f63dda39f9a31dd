"""Cars of a result that are not entered: taken as guests together with it, or not, for a plain reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.imports import Filed, Import, Reason, open_file, read_file, step, suggested
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season

TEXT = """Pos;No;Driver;Class;Laps;Total Time
1;7;Ilse Marchetti;Pro;15;31:00.412
2;77;Kai Umarov;Am;15;31:02.729
3;904;Sam Nouveau;Am;15;31:05.046
4;905;;Am;15;31:06.000
5;906;Ada Neumann;Gold;15;31:07.000
"""


@pytest.fixture
def filed(tmp_path: Path, book: Book) -> Filed:
    path = tmp_path / "race.csv"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = suggested([open_file(path, book, "ONE/R", lambda _: None)])
    return found


def left(filed: Filed) -> list[tuple[int, Reason]]:
    assert isinstance(filed.found, Import)
    return [(row.line, row.reason) for row in filed.found.not_taken]


def test_unknown_cars_come_as_guests_as_the_file_names_them(filed: Filed, season: Season, book: Book) -> None:
    now = read_file(replace(filed, guests=frozenset({4})), book)
    assert left(now) == [(3, Reason.NOT_IN_ROUND), (5, Reason.UNKNOWN_CAR), (6, Reason.UNKNOWN_CAR)]
    after = apply(season, *step([now], book))
    (guest,) = [entry for entry in after.entries if entry.number == "904"]
    assert (guest.guest, guest.category, guest.rounds) == (True, "Am", ("ONE",))
    assert Book(after).driver(guest.drivers[0]).name == "Sam Nouveau"
    assert after.session("ONE/R").order == ("7", "904")


def test_a_car_of_another_round_comes_as_it_is_entered_there(filed: Filed, season: Season, book: Book) -> None:
    after = apply(season, *step([read_file(replace(filed, guests=frozenset({3})), book)], book))
    guests = [entry for entry in after.entries if entry.number == "77"]
    assert [(each.rounds, each.guest, each.drivers) for each in guests] == [
        (("TWO",), False, ("d9",)),
        (("ONE",), True, ("d9",)),
    ]
    assert after.session("ONE/R").order == ("7", "77")


def test_who_cannot_be_entered_is_left_for_its_own_reason(filed: Filed, book: Book) -> None:
    now = read_file(replace(filed, guests=frozenset({5, 6})), book)
    assert [(row.line, row.reason) for row in now.refused] == [(5, Reason.NO_DRIVER), (6, Reason.CATEGORY_UNKNOWN)]
    assert [line for line, _ in left(now)] == [3, 4, 5, 6]
    assert now.entered == ()


def test_two_files_enter_a_guest_once(filed: Filed, season: Season, book: Book) -> None:
    both = [
        replace(read_file(replace(filed, guests=frozenset({4}), place=place), book), chosen=True)
        for place in ("ONE/R", "ONE/R")
    ]
    after = apply(season, *step(both, book))
    assert [entry.number for entry in after.entries].count("904") == 1
