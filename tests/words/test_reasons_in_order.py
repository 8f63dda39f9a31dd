"""Every step that changed a place is told, in the order it happened: several sanctions, cars that pass and fall behind again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.choices import Rounding, WinnerOf
from cupdesk.rules.edits import AddDecision, SetOrder, apply
from cupdesk.rules.regulations import Threshold
from cupdesk.rules.session import Decision, Finish, Sanction, SanctionKind, SessionKind, Status
from cupdesk.seasons import examples
from cupdesk.words import Words
from cupdesk.words.reasons import place_reason
from tests.words.test_reasons import plain


def race(decisions: list[tuple[str, Sanction]], **threshold: Any) -> Book:
    """Six cars on the lead lap two seconds apart, a seventh retired after 19 of 20 laps, with one decision each."""
    season = examples.read_example(resource("examples", "threshold-none.toml")).season
    (ref,) = (ref for ref, _, session in season.sessions() if session.kind is SessionKind.RACE)
    cars = [replace(season.entries[0], number=str(n), drivers=(), category="", awards=()) for n in range(1, 8)]
    rules = replace(season.regulations, threshold=replace(Threshold(), **threshold))
    season = replace(season, entries=tuple(cars), regulations=rules)
    rows = [Finish(str(n), laps=20, total_ms=1_200_000 + 2000 * n) for n in range(1, 7)]
    rows.append(Finish("7", Status.RETIRED, laps=19))
    order = SetOrder(ref, tuple(car.number for car in cars), tuple(rows))
    made = [
        AddDecision(ref, Decision(i, (car,), "fault", (sanction,))) for i, (car, sanction) in enumerate(decisions, 1)
    ]
    return Book(apply(season, order, *made))


def said(book: Book, number: str, language: str = "en") -> str:
    found = book.classification(book.latest())
    row = found.row(number)
    assert row is not None
    return plain(place_reason(book, found, row, Words(language)))


def test_two_sanctions_of_one_car_are_both_told_in_the_order_they_were_carried_out() -> None:
    five, two = Sanction(SanctionKind.TIME, 5000), Sanction(SanctionKind.PLACES, count=2)
    book = race([("1", two), ("1", five)])
    assert (
        said(book, "1")
        == "5th: 1st at the flag; +5 s for fault (decision 2): costs 2 places (2, 3); −2 places for fault (decision 1): costs 2 places (4, 5)"
    )
    assert (
        said(book, "1", "fr")
        == "5e : 1re sous le drapeau ; +5 s pour fault (décision 2) : cède 2 places (2, 3) ; −2 places pour fault (décision 1) : cède 2 places (4, 5)"
    )


def test_a_car_that_goes_ahead_and_falls_behind_again_is_told_in_order() -> None:
    behind = Sanction(SanctionKind.BEHIND, behind="2")
    book = race([("1", behind), ("2", Sanction(SanctionKind.DISQUALIFICATION))])
    assert said(book, "1").startswith(
        "1st: behind car 2 for fault (decision 1): costs 1 place (2); 2 falls behind; wins by "
    )
    assert said(book, "2") == "Disqualified for fault (decision 2)"


@pytest.mark.parametrize(
    ("sanction", "en", "fr"),
    [
        (Sanction(SanctionKind.BACK), "back of the classification", "fond de classement"),
        (Sanction(SanctionKind.PLACES_IN_CATEGORY, count=5), "−5 places in class", "−5 places en catégorie"),
    ],
)  # fmt: skip
def test_a_sanction_of_places_is_named(sanction: Sanction, en: str, fr: str) -> None:
    book = race([("1", sanction)])
    assert f"{en} for fault (decision 1): costs 5 places (2, 3, 4, 5, 6)" in said(book, "1")
    assert f"{fr} pour fault (décision 1) : cède 5 places (2, 3, 4, 5, 6)" in said(book, "1", "fr")


def test_places_are_lost_to_cars_that_have_one() -> None:
    """A retired car that is not classified has no place that could be lost to it, however far it came."""
    laps = Sanction(SanctionKind.LAPS, count=2)
    book = race([*((str(n), laps) for n in range(2, 7)), ("1", Sanction(SanctionKind.PLACES, count=1))], flag=True)
    rows = book.classification(book.latest()).rows
    assert [row.number for row in rows] == ["2", "1", "3", "4", "5", "6", "7"]
    assert said(book, "1") == "2nd: 1st at the flag; −1 place for fault (decision 6): costs 1 place (2)"
    assert (rows[1].gap_ms, rows[1].gap_laps, rows[1].interval_laps) == (None, 0, 0)
    assert said(book, "2").endswith("3, 4, 5, 6, 1 fall behind; wins the race")


def test_who_is_classified_without_the_flag_or_only_after_decisions_is_told() -> None:
    book = race([])
    assert said(book, "7") == "7th: retired, classified all the same; 1 lap behind 6"
    assert said(book, "7", "fr") == "7e : abandon, classée malgré tout ; à 1 tour de 6"
    out = [(str(n), Sanction(SanctionKind.DISQUALIFICATION)) for n in range(1, 7)]
    assert (
        said(race(out, percent=99, rounding=Rounding.UP), "7")
        == "1st: not classified at the flag; retired, classified all the same; wins the race"
    )


@pytest.mark.parametrize(
    ("of", "en", "fr"),
    [
        (WinnerOf.RACE, "winner’s distance", "du vainqueur"),
        (WinnerOf.CATEGORY, "distance of the winner of its class", "du vainqueur de sa catégorie"),
    ],
)
def test_whose_distance_was_missed_is_told(of: WinnerOf, en: str, fr: str) -> None:
    book = race([("6", Sanction(SanctionKind.LAPS, count=9))], of=of)
    assert said(book, "6") == f"Not classified: under 75% of the {en}" or said(book, "6").endswith(en)
    assert said(book, "6", "fr").endswith(fr)
