"""What an edit would change, told place by place, table by table, title by title."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.choices import Rounding
from cupdesk.rules.compare import altered, difference
from cupdesk.rules.edits import (
    AddDecision,
    ClearResult,
    PlaceCar,
    SetDecisionState,
    SetPublication,
    SetRegulations,
    apply,
)
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Threshold
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, SessionState
from cupdesk.seasons.file import load


@pytest.fixture(scope="module")
def season() -> Season:
    return load(resource("seasons", "pccf-2023.json"))


def test_nothing_differs_from_itself(season: Season) -> None:
    book = Book(season)
    assert not difference(book, Book(season, book))


def test_an_appeal_that_takes_a_sanction_away_changes_places_points_and_the_title(season: Season) -> None:
    """Guillot without his five seconds would have kept the category win of Paul Ricard, race 1 — and the Pro-Am title."""
    book = Book(season)
    changed = difference(book, Book(apply(season, SetDecisionState("LEC/R1", 1, DecisionState.WITHDRAWN)), book))
    guillot = next(place for place in changed.places if place.number == "40")
    assert (guillot.session, guillot.before, guillot.after) == ("LEC/R1", 14, 12)
    assert (guillot.category_before, guillot.category_after) == (3, 1)
    pro_am = {
        c.key: (c.before, c.after, c.points_before, c.points_after)
        for c in changed.standings
        if c.championship == "pro_am"
    }
    assert pro_am["guillot"] == (2, 1, Fraction(218), Fraction(226))
    title = next(change for change in changed.titles if change.championship == "pro_am")
    assert title.before.champions == ("boullery",)
    assert title.after.champions == ("guillot",)


def test_a_reprimand_changes_nothing(season: Season) -> None:
    book = Book(season)
    decision = Decision(9, ("7",), "track_limits", (Sanction(SanctionKind.REPRIMAND),))
    assert not difference(book, book_after := Book(apply(season, AddDecision("LEC/R2", decision)), book))
    assert book_after.season != book.season


def test_a_race_taken_away_leaves_no_place(season: Season) -> None:
    book = Book(season)
    changed = difference(book, Book(apply(season, ClearResult("LEC/R2")), book))
    assert {place.after for place in changed.places} == {None}
    assert {change.championship for change in changed.titles} >= {"overall", "pro_am", "rookie"}


def test_published_tables_that_would_be_printed_otherwise_are_named(season: Season) -> None:
    season = apply(
        season, SetPublication("MNZ/R2", SessionState.PROVISIONAL), SetPublication("LEC/R2", SessionState.UNOFFICIAL)
    )
    rules, rookie = season.regulations, season.regulations.championships[3]
    other = replace(rookie, scale=(Fraction(30), *rookie.scale[1:]))
    championships = tuple(other if each is rookie else each for each in rules.championships)
    book = Book(season)
    after = Book(apply(season, SetRegulations(replace(rules, championships=championships))), book)
    found = altered(book, after)
    assert {table.championship for table in found} == {"rookie"}
    published = [ref for ref in book.races() if book.session(ref).state is not SessionState.UNOFFICIAL]
    assert [table.session for table in found] == published
    assert "LEC/R2" not in published
    assert altered(book, Book(season, book)) == ()


def test_published_tables_of_a_championship_taken_out_are_named(season: Season) -> None:
    book, rules = Book(season), season.regulations
    left = tuple(each for each in rules.championships if each.code != "rookie")
    found = altered(book, Book(apply(season, SetRegulations(replace(rules, championships=left))), book))
    published = [ref for ref in book.races() if book.session(ref).state is not SessionState.UNOFFICIAL]
    assert [(table.session, table.championship) for table in found] == [(ref, "rookie") for ref in published]
    assert published


def test_a_stricter_threshold_alters_the_classifications_themselves(season: Season) -> None:
    book = Book(season)
    strict = replace(season.regulations, threshold=Threshold(100, Rounding.UP))
    found = altered(book, Book(apply(season, SetRegulations(strict)), book))
    assert any(table.championship == "" for table in found)


def test_a_first_car_of_another_category_alters_no_table_of_this_one(season: Season) -> None:
    """The race counts as run from then on, yet nothing is printed otherwise."""
    cleared = apply(season, ClearResult("LEC/R2"), SetPublication("LEC/R2", SessionState.PROVISIONAL))
    pro = next(entry.number for entry in season.entries if entry.category == "Pro")
    found = altered(Book(cleared), Book(apply(cleared, PlaceCar("LEC/R2", pro, None))))
    codes = {table.championship for table in found}
    assert "overall" in codes
    assert "am" not in codes
