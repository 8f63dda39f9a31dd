"""Grids set by an earlier race, and grids with the first so many the other way round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cupdesk.rules.book import Book
from cupdesk.rules.model import Round, Season
from cupdesk.rules.session import Decision, Finish, GridSource, SanctionKind, Session, SessionKind, Status, Text

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]


class TestFromARace:
    """The grid of a race from the result of an earlier one, its first so many reversed."""

    def meeting(self, first: Session, how: GridSource, cup: Make, second: Session | None = None, **more: Any) -> Book:
        sessions = (replace(first, code="R1", sets_grids=(how,)), replace(second or first, code="R2", order=()))
        return Book(cup(["1", "2", "3", "4", "5"], Round("1", WORD, sessions=sessions), **more))

    def places(self, book: Book) -> str:
        return " ".join(place.number for place in book.grid("1/R2"))

    def test_the_first_so_many_are_reversed(self, cup: Make, race: Race) -> None:
        run = race("3 1 2 4", finishes=(Finish("5", Status.DID_NOT_START),))
        assert self.places(self.meeting(run, GridSource("R2"), cup)) == "3 1 2 4 5"
        assert self.places(self.meeting(run, GridSource("R2", reverse=3), cup)) == "2 1 3 4 5"
        assert self.places(self.meeting(run, GridSource("1/R2", reverse=9), cup)) == "4 2 1 3 5"

    def test_decisions_of_the_race_and_grid_sanctions_count(self, cup: Make, race: Race, decide: Decide) -> None:
        out = decide(1, "3", SanctionKind.DISQUALIFICATION)
        back = decide(2, "1", SanctionKind.GRID_BACK, applies_to="1/R2")
        book = self.meeting(race("3 1 2 4", decisions=(out, back)), GridSource("R2", reverse=2), cup)
        assert self.places(book) == "2 4 3 1"
        assert all(place.qualified is None for place in book.grid("1/R2"))
        assert book.pole("1/R2") == "2"

    def test_who_is_not_classified_stands_behind_his_category(self, cup: Make, race: Race, decide: Decide) -> None:
        facts = (Finish("1", Status.RETIRED, laps=2), Finish("5", Status.WITHDRAWN))
        run = race("2 3 4 1", finishes=facts, laps=10)
        categories = {"1": "Am", "2": "Am"}
        for how, order in ((False, "2 3 4 1"), (True, "2 1 3 4")):
            book = self.meeting(run, GridSource("R2", in_category=how), cup, categories=categories)
            assert self.places(book) == order
        out = replace(run, decisions=(decide(1, "1", SanctionKind.DISQUALIFICATION),))
        assert (
            self.places(self.meeting(out, GridSource("R2", in_category=True), cup, categories=categories)) == "2 3 4 1"
        )

    def test_a_race_sets_no_grid_before_it(self, cup: Make, race: Race) -> None:
        sessions = (
            replace(race("1 2"), code="R1", sets_grids=(GridSource("R1"), GridSource("R2"))),
            replace(race("2 1"), code="R2", sets_grids=(GridSource("R1"),)),
        )
        book = Book(cup(["1", "2"], Round("1", WORD, sessions=sessions)))
        assert book.grid("1/R1") == ()
        assert self.places(book) == "1 2"

    def test_qualifying_reversed(self, cup: Make, race: Race) -> None:
        times = tuple(Finish(number, best_ms=ms) for number, ms in (("1", 90), ("2", 91), ("3", None)))
        session = Session("Q", SessionKind.QUALIFYING, WORD, order=("1", "2", "3"), finishes=times)
        run = replace(race(), code="R2")
        for facts, order in ((session, "2 1 3"), (replace(session, finishes=()), "3 2 1")):
            set_ = replace(facts, sets_grids=(GridSource("R2", reverse=3),))
            book = Book(cup(["1", "2", "3"], Round("1", WORD, sessions=(set_, run))))
            assert self.places(book) == order
            assert {place.number: place.qualified for place in book.grid("1/R2")} == {"1": 1, "2": 2, "3": 3}
