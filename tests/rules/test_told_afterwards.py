"""What is told of a season afterwards: its figures, what a step altered, cars named but not entered, grids already known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from cupdesk.resources import resource
from cupdesk.rules.alterations import Alteration, alterations, cars_of
from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    AddDecision,
    ClearResult,
    EnterCar,
    PlaceCar,
    SetDecisionState,
    SetTimes,
    TakeOutCar,
    apply,
)
from cupdesk.rules.model import Entry, Season
from cupdesk.rules.offers import best_at
from cupdesk.rules.race_left import RaceLeft
from cupdesk.rules.race_rules import rules_for
from cupdesk.rules.regulations import Championship
from cupdesk.rules.season_figures import Count, season_figures
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    SanctionKind,
    Session,
    SessionKind,
    SessionState,
    Text,
)
from cupdesk.rules.settled import settled
from cupdesk.rules.uses import not_entered
from cupdesk.seasons.file import load

Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
FINAL = SessionState.FINAL


def told(before: Season, *edits: object) -> list[tuple[str, str, str, str, object, object]]:
    """The alterations of some edits, as tuples."""
    found = alterations(before, apply(before, *edits))  # type: ignore[arg-type]
    return [(each.kind, each.name, each.session, each.field, each.was, each.now) for each in found]


def first(counts: tuple[Count, ...]) -> list[tuple[str, int]]:
    return [(count.driver, len(count.races)) for count in counts[:3]]


def test_the_figures_of_the_season_as_published() -> None:
    book = Book(load(resource("seasons", "pccf-2023.json")))
    found = season_figures(book, "LEC/R2")
    assert len(found.held) == len(found.due) == 11
    assert first(found.wins) == [("boccolacci", 5), ("klein", 4), ("ghiretti", 2)]
    assert first(found.poles) == [("boccolacci", 7), ("klein", 3), ("ghiretti", 1)]
    assert [found.in_a_row(count) for count in found.wins] == [4, 0, 0]
    assert sum(len(count.races) for count in found.podiums) == 33
    assert settled(book, *found.held)


def test_a_race_without_result_pole_or_times_counts_nothing(cup: Make, race: Race) -> None:
    season = cup(["7", "8"], race("8 7"), race("7 8"), race())
    found = season_figures(Book(season), "3/R")
    assert (found.due, found.held) == (("1/R", "2/R", "3/R"), ("1/R", "2/R"))
    assert (found.poles, found.fastest) == ((), ())
    assert found.in_a_row(found.wins[0]) == 0
    whole = season_figures(Book(season), "2/R")
    assert [whole.in_a_row(count) for count in whole.podiums] == [2, 2]


def test_a_result_is_settled_when_final_and_nothing_on_it_is_open(
    cup: Make, race: Race, decide: Callable[..., Decision]
) -> None:
    fine = {"state": FINAL}
    appealed = decide(1, "8", SanctionKind.TIME, ms=5000, state=DecisionState.APPEALED)
    season = cup(["7", "8"], race("7 8", **fine), race("7 8"), race("7 8", decisions=(appealed,), **fine))
    assert [settled(Book(season), ref) for ref in ("1/R", "2/R", "3/R")] == [True, False, False]


def test_only_the_car_that_was_moved_is_told_not_those_that_made_room(cup: Make, race: Race) -> None:
    season = cup(["1", "2", "3", "4"], race("1 2 3 4"))
    assert told(season, PlaceCar("1/R", "4", 1)) == [("finish", "4", "1/R", "place", 4, 1)]
    assert told(season, TakeOutCar("1/R", "2")) == [("finish", "2", "1/R", "place", 2, None)]
    assert [each[1:2] + each[4:] for each in told(season, ClearResult("1/R"))] == [
        (number, place, None) for place, number in enumerate("1234", 1)
    ]
    assert [each[4:] for each in told(cup(["1"], race()), PlaceCar("1/R", "1"))] == [(None, 1)]


def test_rows_that_come_change_or_go_are_told_with_their_fields(
    cup: Make, race: Race, decide: Callable[..., Decision]
) -> None:
    season = cup(["1", "2"], race("1 2"))
    decision = decide(3, "2", SanctionKind.TIME, ms=5000)
    filed = apply(season, AddDecision("1/R", decision))
    assert told(season, AddDecision("1/R", decision)) == [("decision", "3", "1/R", "", None, decision)]
    moved = told(filed, SetDecisionState("1/R", 3, DecisionState.WITHDRAWN))
    assert moved == [("decision", "3", "1/R", "state", DecisionState.ISSUED, DecisionState.WITHDRAWN)]
    assert told(season, SetTimes("1/R", "2", gap_ms=1604)) == [("finish", "2", "1/R", "gap_ms", None, 1604)]
    assert [each[:4] for each in told(season, EnterCar(Entry("9", ("d1",))))] == [("entry", "9", "", "")]
    (named,) = alterations(season, replace(season, cup="Other"))
    assert named == Alteration("season", "s", "", "cup", "Cup", "Other")
    assert alterations(season, season) == ()


def test_the_cars_an_alteration_is_about(decide: Callable[..., Decision]) -> None:
    old, new = decide(1, "7 8", SanctionKind.TIME, ms=5000), decide(1, "8 9", SanctionKind.TIME, ms=5000)
    assert cars_of(Alteration("finish", "4", "1/R", "place", 4, 1)) == ("4",)
    assert cars_of(Alteration("decision", "1", "1/R", "", old, new)) == ("7", "8", "9")
    assert cars_of(Alteration("season", "s", "", "cup", "a", "b")) == ()


def test_cars_named_without_being_entered(cup: Make, race: Race, decide: Callable[..., Decision]) -> None:
    odd = race("1 5", finishes=(Finish("6"),), grid=("7",), decisions=(decide(1, "8", SanctionKind.TIME, ms=1),))
    assert not_entered(cup(["1"], odd)) == {("1/R", number) for number in "5678"}
    assert not_entered(cup(["1"], race("1"))) == frozenset()


def test_a_name_that_is_barred_takes_nothing_in_any_place(driver_table: Rules) -> None:
    rules = driver_table("main", 3, 2, 1)
    left = RaceLeft("1/R", 1, rules_for(rules, "1/R", Fraction(1)), barred=frozenset("a"))
    assert best_at(rules, left, "a", 1).points == 0
    assert best_at(rules, left, "b", 2).points == 2


def test_places_gained_are_limited_by_a_grid_already_known(cup: Make, race: Race, driver_table: Rules) -> None:
    word = Text("x", "x")
    rules = driver_table("main", 10, 6, 4, most_gained=Fraction(3))
    times = tuple(Finish(number, best_ms=60_000 + place) for place, number in enumerate("123"))
    known = Session(
        "Q", SessionKind.QUALIFYING, word, order=tuple("123"), finishes=times, sets_grids=(GridSource("2/R"),)
    )
    season = cup(["1", "2", "3"], race("1 2 3"), race(), championships=(rules,))
    later = season.rounds[1]
    season = replace(season, rounds=(season.rounds[0], replace(later, sessions=(known, *later.sessions))))
    title = Book(season).title("main", "2/Q")
    assert not title.decided
    assert set(title.contenders) <= {"d1", "d2", "d3"}
    assert title.on_offer >= 10
