"""Lines supposed on top of the facts: what they are taken for, and what they leave alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cupdesk import weekend
from cupdesk.lines.supposed import Supposition, read_supposition, suppose
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, ClearResult, PlaceCar, SetDecisionState, SetOrder, SetStatus, apply
from cupdesk.seasons.file import load
from cupdesk.words import Words

NOW = datetime(2023, 10, 8, 13, 14, tzinfo=UTC)
R1, R2 = "LEC/R1", "LEC/R2"
EN = Words("en")


@pytest.fixture(scope="module")
def run() -> Book:
    """The example season, complete."""
    return Book(load(resource("seasons", "pccf-2023.json")))


@pytest.fixture(scope="module")
def to_run(run: Book) -> Book:
    """The same before the races of its last weekend."""
    return Book(apply(run.season, *weekend.blank()))


def kinds(book: Book, ref: str, line: str) -> list[type]:
    reading = read_supposition(book, ref, line, EN, NOW)
    assert not reading.refused, reading.problem
    return [type(edit) for edit in reading.edits]


def test_a_race_with_a_result_takes_a_decision_first_and_then_an_order(run: Book) -> None:
    assert kinds(run, R2, "8 dsq") == [AddDecision]
    assert kinds(run, R2, "11 +10") == [AddDecision]
    assert kinds(run, R2, "n3 withdrawn") == [SetDecisionState]
    assert kinds(run, R2, "7 dnf") == [SetStatus]
    assert kinds(run, R2, "5*1")[0] is PlaceCar


def test_a_race_still_to_run_takes_its_order_first(to_run: Book) -> None:
    assert kinds(to_run, R1, "7 11 5") == [PlaceCar, PlaceCar, PlaceCar]
    assert kinds(to_run, R1, "11 +10") == [AddDecision]


def test_a_car_supposed_elsewhere_is_there_although_it_had_a_time(run: Book) -> None:
    after = suppose(run, Supposition(R2, "11*1"), EN, NOW)
    row = after.book.classification(R2).row("11")
    assert row is not None
    assert row.position == 1
    assert after.said == "P1 11 Ghiretti, without times"
    assert run.season.session(R2).finish("11").total_ms is not None


def test_a_car_put_where_its_time_puts_it_keeps_the_time(run: Book) -> None:
    assert kinds(run, R2, "7*1") == [PlaceCar]


def test_as_grid_gives_the_order_of_the_grid(to_run: Book) -> None:
    after = suppose(to_run, Supposition(R1, "as grid"), EN, NOW).book
    assert after.session(R1).order == tuple(place.number for place in to_run.grid(R1))
    assert not after.classification(R1).missing


def test_as_grid_puts_the_missing_cars_behind_those_placed(to_run: Book) -> None:
    first = suppose(to_run, Supposition(R1, "16 12"), EN, NOW)
    after = suppose(first.book, Supposition(R1, "comme la grille"), EN, NOW).book
    grid = [place.number for place in to_run.grid(R1) if place.number not in ("16", "12")]
    assert after.session(R1).order == ("16", "12", *grid)


def test_a_race_like_another_race(run: Book, to_run: Book) -> None:
    reading = read_supposition(run, R1, "race 2 as race 1", EN, NOW)
    (edit,) = reading.edits
    assert isinstance(edit, SetOrder)
    assert edit.session == R2
    assert edit.order == tuple(row.number for row in run.classification(R1).rows if row.position is not None)
    refused = read_supposition(to_run, R2, "as race 1", EN, NOW)
    assert refused.refused
    assert refused.problem == "Race 1 has no result yet."


@pytest.mark.parametrize("line", ["as race 9", "race 9 as grid", "as g", "race"])
def test_what_is_not_there_is_refused(run: Book, line: str) -> None:
    reading = read_supposition(run, R2, line, EN, NOW)
    assert reading.refused
    assert reading.problem
    assert not reading.edits


def test_a_grid_not_known_is_said(run: Book) -> None:
    season = apply(run.season, *weekend.blank(), ClearResult("LEC/Q"))
    reading = read_supposition(Book(season), R1, "as grid", EN, NOW)
    assert reading.refused
    assert reading.problem.startswith("The grid is not known yet")


def test_a_supposition_that_no_longer_says_anything_is_kept_without_effect(run: Book) -> None:
    session = run.season.session(R2)
    gone = Book(apply(run.season, *weekend.blank()))
    assert session.decisions
    after = suppose(gone, Supposition(R2, "n3 withdrawn"), EN, NOW)
    assert after.refused
    assert after.said
    assert after.book is gone


def test_a_line_taken_on_a_second_enter_is_read_so_again(to_run: Book) -> None:
    one = suppose(to_run, Supposition(R1, "7 11 5"), EN, NOW).book
    assert suppose(one, Supposition(R1, "7"), EN, NOW).refused
    twice = suppose(one, Supposition(R1, "7", insisted=True), EN, NOW)
    assert twice.book.session(R1).order == ("11", "5", "7")
