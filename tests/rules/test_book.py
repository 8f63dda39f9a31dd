"""A book made from the book before says the same as one made from scratch, after any edits; and other properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.rules.book import Book
from cupdesk.rules.choices import Bonuses, EqualLaps, PoleOf
from cupdesk.rules.edits import (
    AddDecision,
    ChangeDecision,
    ClearResult,
    Edit,
    EnterCar,
    PlaceCar,
    SetDecisionState,
    SetHonour,
    SetOrder,
    SetPublication,
    SetRegulations,
    SetSessionFacts,
    SetStatus,
    SetTimes,
    TakeOutCar,
    apply,
)
from cupdesk.rules.exceptions import Exclusion, FewStarters, RaceException
from cupdesk.rules.model import Adjustment, Driver, Entry, Honour, Round, Season, Team
from cupdesk.rules.regulations import (
    Championship,
    Counting,
    PlaceBasis,
    Ranks,
    Regulations,
    Segment,
    TeamRule,
    Threshold,
    TieStep,
)
from cupdesk.rules.results import Outcome
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    Sanction,
    SanctionKind,
    Session,
    SessionKind,
    SessionState,
    Status,
    Text,
)

WORD = Text("x", "x")
SCALE = tuple(Fraction(n) for n in (10, 6, 4, 3, 2, 1))
CARS = ["1", "2", "3", "4", "5", "6"]
REFS = ["A/Q", "A/R1", "A/R2", "B/Q", "B/R1", "B/R2"]
EVERY_STEP = (TieStep.COUNTBACK, TieStep.LAST_RACE, TieStep.FIRST_TO_REACH)


def four_races() -> Season:
    championships = (
        Championship("main", WORD, SCALE, pole=Fraction(1), fastest_lap=Fraction(1), ties=EVERY_STEP),
        Championship("am", WORD, SCALE, category="Am", counting=Counting(2), fastest_lap=Fraction(1, 2)),
        Championship("rookie", WORD, SCALE, award="Rookie", place=PlaceBasis.CUP, ties=(TieStep.LAST_RACE,)),
        Championship("teams", WORD, SCALE, Ranks.TEAM, team=TeamRule(1, rerank=True, guests_score=True)),
        Championship(
            "final",
            WORD,
            SCALE,
            pole=Fraction(1),
            pole_of=PoleOf.ELIGIBLE,
            counting=Counting(drop=1, keep_disqualified=True, at_end=True),
            ties=(TieStep.COUNTBACK, TieStep.HEAD_TO_HEAD, TieStep.BEST_QUALIFYING),
            minimum_starts=2,
            final_only=True,
            starting=Fraction(1, 2),
            few_starters=(FewStarters(3, Fraction(1, 2)),),
            races=(RaceException("B/R1", Fraction(2), not_eligible=("4",)),),
            excluded=(Exclusion("d2", WORD, "A/R2"),),
        ),
        Championship(
            "parts",
            WORD,
            SCALE,
            Ranks.TEAM,
            fastest_lap=Fraction(1),
            fastest_lap_equal=EqualLaps.SPLIT,
            counting=Counting(segments=(Segment(("A",), best=1), Segment(("R2",), drop=1)), always=("B/R2",)),
            countback_counted=True,
            countback_paying=True,
            minimum_starts=3,
            team=TeamRule(1, bonuses=Bonuses.ALL),
            excluded=(Exclusion("c", WORD, others_move_up=True),),
        ),
    )
    entries = tuple(
        Entry(n, (f"d{n}",), "abc"[i % 3], "Am" if i % 2 else "Pro", ("Rookie",) if i < 3 else (), n == "6")
        for i, n in enumerate(CARS)
    )
    grids = (GridSource("R1"), GridSource("R2", "second"))
    rounds = tuple(
        Round(
            code,
            WORD,
            sessions=(
                Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=grids),
                Session("R1", SessionKind.RACE, WORD),
                Session("R2", SessionKind.RACE, WORD),
            ),
        )
        for code in "AB"
    )
    return Season(
        "s",
        "Cup",
        2023,
        Regulations(Text("book", "book"), championships),
        tuple(Driver(f"d{n}", "", n) for n in [*CARS, "7"]),
        tuple(Team(code, code) for code in "abc"),
        entries,
        rounds,
        (Adjustment("main", "d1", Fraction(-3), WORD, "A/R2"),),
    )


refs, cars = st.sampled_from(REFS), st.sampled_from(CARS)
some_ms, few = st.none() | st.integers(0, 9000), st.none() | st.integers(1, 6)
sanctions = st.builds(
    Sanction, st.sampled_from(SanctionKind), some_ms, few, st.none() | cars, st.none() | st.integers(1, 6)
)
decisions = st.builds(
    Decision,
    st.integers(1, 4),
    st.lists(cars, min_size=1, max_size=2, unique=True).map(tuple),
    st.just("fault"),
    st.lists(sanctions, max_size=2).map(tuple),
    st.sampled_from(DecisionState),
    applies_to=st.sampled_from(["", *REFS]),
)
finishes = st.builds(
    Finish,
    cars,
    st.sampled_from(Status),
    few,
    few,
    some_ms,
    some_ms,
    some_ms,
    few,
    some_ms,
    few,
    parts_ms=st.lists(st.integers(0, 9000), max_size=2).map(tuple),
)


def rule_book(percent: int, first: int) -> SetRegulations:
    """Other regulations for the same championships."""
    rules = four_races().regulations
    main, *others = rules.championships
    main = replace(main, scale=(Fraction(first), *SCALE))
    return SetRegulations(replace(rules, threshold=Threshold(percent), championships=(main, *others)))


def other_championships(first: int, factor: Fraction) -> SetRegulations:
    """The same rule book with one championship paid otherwise, and one that drops a result."""
    rules = four_races().regulations
    main, am, *others = rules.championships
    main = replace(main, scale=(Fraction(first), *SCALE))
    am = replace(am, races=(RaceException("A/R1", factor),), counting=Counting(2 if first % 2 else 3))
    return SetRegulations(replace(rules, championships=(main, am, *others)))


edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(PlaceCar, refs, cars, few),
    st.builds(TakeOutCar, refs, cars),
    st.builds(SetStatus, refs, cars, st.sampled_from(Status), few),
    st.builds(
        SetTimes, refs, cars, some_ms, some_ms, few, few, best_ms=some_ms, best_lap=few, second_ms=some_ms
    ),
    st.builds(
        SetOrder,
        refs,
        st.permutations(CARS).map(tuple),
        st.lists(finishes, max_size=4, unique_by=lambda row: row.number).map(tuple),
    ),
    st.builds(ClearResult, refs),
    st.builds(SetSessionFacts, refs, few, st.none() | cars),
    st.builds(AddDecision, refs, decisions),
    st.builds(ChangeDecision, refs, st.integers(1, 4), decisions),
    st.builds(SetDecisionState, refs, st.integers(1, 4), st.sampled_from(DecisionState)),
    st.just(EnterCar(Entry("7", ("d7",), "a", "Am"))),
    st.builds(SetPublication, refs, st.sampled_from(SessionState), st.integers(0, 2), few, st.just(datetime(2023, 1, 1, tzinfo=UTC))),
    st.builds(rule_book, st.integers(0, 100), st.integers(1, 9)),
    st.builds(other_championships, st.integers(1, 9), st.sampled_from([Fraction(1), Fraction(2)])),
    st.builds(SetHonour, st.none(), st.builds(Honour, st.just(2022), st.just("main"), cars.map("d{}".format))),
)  # fmt: skip


def everything(book: Book, last_first: bool = False) -> list[object]:
    """All answers of a book, in the order of sessions, or asked of the last session first."""
    said: list[object] = [book.problems(), book.latest()]
    if last_first:
        for ref in reversed(book.races()):
            for championship in book.season.regulations.championships:
                book.title(championship.code, ref)
    for ref in book.sessions():
        said += [book.classification(ref), book.classification(ref, on_the_road=True), book.grid(ref)]
        for championship in book.season.regulations.championships:
            code = championship.code
            said += [book.standings(code, ref), book.title(code, ref), book.needs(code, ref)]
    return said


@settings(max_examples=60, deadline=None)
@given(st.lists(edits, min_size=1, max_size=6))
def test_from_the_book_before_and_from_scratch_are_the_same(several: list[Edit]) -> None:
    season = four_races()
    book = Book(season)
    for edit in several:
        everything(book)
        try:
            after = apply(season, edit)
        except KeyError:
            continue  # a decision that is not on file
        ref = getattr(edit, "session", "")
        for key, _, session in after.sessions():
            assert key == ref or session is season.session(key)
        season, book = after, Book(after, book)
        assert everything(book) == everything(Book(season))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(SetOrder, refs, st.permutations(CARS).map(tuple)), min_size=3, max_size=6))
def test_what_is_asked_first_makes_no_difference(several: list[SetOrder]) -> None:
    season = apply(four_races(), *several)
    assert everything(Book(season), last_first=True) == everything(Book(season))


def test_tables_of_championships_with_the_same_rules_are_kept() -> None:
    season = apply(four_races(), *[SetOrder(ref, tuple(CARS)) for ref in ("A/R1", "A/R2", "B/R1", "B/R2")])
    before = Book(season)
    everything(before)
    after = Book(apply(season, other_championships(7, Fraction(2))), before)
    assert after.classification("A/R1") is before.classification("A/R1")
    assert after.standings("teams") is before.standings("teams")
    assert after.standings("main").rows[0].points != before.standings("main").rows[0].points
    assert everything(after) == everything(Book(after.season))


def test_a_table_to_which_an_edit_brings_nothing_else_is_kept() -> None:
    before = Book(apply(four_races(), SetOrder("A/R1", tuple(CARS))))
    everything(before)
    first, second, third, *rest = CARS
    after = before.after(SetOrder("A/R1", (third, second, first, *rest)))  # neither is of the category Am
    assert after.standings("am") is before.standings("am")
    assert after.standings("main") != before.standings("main")


def test_the_book_after_the_same_edits_is_made_once() -> None:
    book, edit = Book(four_races()), SetOrder("A/R1", tuple(CARS))
    assert book.after(edit) is book.after(replace(edit))
    assert book.after(ClearResult("A/R1")) is not book.after(edit)


def test_a_line_of_the_roll_of_honour_reaches_titles_decided_before() -> None:
    orders = [SetOrder(ref, tuple(CARS)) for ref in ("A/R1", "A/R2", "B/R1", "B/R2")]
    season = apply(four_races(), *orders)
    before = Book(season)
    assert before.title("main").champions == ("d1",)
    after = apply(season, SetHonour(None, Honour(2022, "main", "d1")))
    assert Book(after, before).title("main").in_a_row == Book(after).title("main").in_a_row == 2


def test_a_decision_on_qualifying_filed_after_the_race_reaches_the_race() -> None:
    rows = tuple(Finish(n, best_ms=100 + i, second_ms=200 + i) for i, n in enumerate(CARS))
    season = apply(four_races(), SetOrder("A/Q", tuple(CARS), rows), SetOrder("A/R1", tuple(CARS)))
    book = Book(season)
    assert book.classification("A/R1").pole == "1"
    out = Decision(1, ("1",), "fault", (Sanction(SanctionKind.DISQUALIFICATION),), applies_to="A/Q")
    book = Book(apply(season, AddDecision("A/R1", out)), book)
    assert book.classification("A/R1").pole == "2"
    assert book.points("main", "A/R1")["d2"].pole


@pytest.mark.parametrize("change", [{"points_factor": Fraction(1, 2)}, {"cancelled": True}, {"pole": "5"}])
def test_what_a_race_to_come_promises_reaches_the_titles_before_it(change: dict[str, object]) -> None:
    rows = tuple(Finish(n, best_ms=100 + i, second_ms=200 + i) for i, n in enumerate(CARS))
    season = apply(four_races(), SetOrder("A/R1", tuple(CARS)), SetOrder("B/Q", tuple(CARS), rows))
    book = Book(season)
    everything(book)
    last = season.rounds[1]
    sessions = (*last.sessions[:2], replace(last.sessions[2], **change))  # type: ignore[arg-type]
    after = replace(season, rounds=(season.rounds[0], replace(last, sessions=sessions)))
    assert everything(Book(after, book)) == everything(Book(after))


@pytest.mark.parametrize("change", [{"drive_through_ms": 1}, {"stop_and_go_ms": 1}])
def test_another_price_of_a_penalty_reaches_the_races_of_its_round(change: dict[str, int]) -> None:
    both = tuple(Sanction(kind) for kind in (SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO))
    season = apply(four_races(), SetOrder("A/R1", tuple(CARS)), AddDecision("A/R1", Decision(1, ("1",), "f", both)))
    book = Book(season)
    everything(book)
    after = replace(season, rounds=(replace(season.rounds[0], **change), season.rounds[1]))  # type: ignore[arg-type]
    assert everything(Book(after, book)) == everything(Book(after))


def race_with(
    several: list[Decision], rows: list[Finish], order: list[str], heats: tuple[tuple[str, ...], ...] = ()
) -> Season:
    season = four_races()
    first = season.rounds[0]
    sessions = tuple(replace(s, dead_heats=heats) if s.code == "R1" else s for s in first.sessions)
    season = replace(season, rounds=(replace(first, sessions=sessions), *season.rounds[1:]))
    return apply(season, SetOrder("A/R1", tuple(order), tuple(rows)), *(AddDecision("A/R1", d) for d in several))


RACE_SANCTIONS = [kind for kind in SanctionKind if kind not in (SanctionKind.GRID_PLACES, SanctionKind.GRID_BACK)]
orders = st.permutations(CARS)
rows_of_race = st.lists(finishes, max_size=6, unique_by=lambda row: row.number)
heats = st.lists(st.lists(cars, min_size=2, max_size=3, unique=True).map(tuple), max_size=2).map(tuple)


@settings(max_examples=80, deadline=None)
@given(orders, rows_of_race, cars, st.sampled_from(RACE_SANCTIONS), some_ms, few, cars, heats)
def test_a_sanction_never_improves_its_car(
    order: list[str],
    rows: list[Finish],
    car: str,
    kind: SanctionKind,
    ms: int | None,
    count: int | None,
    other: str,
    level: tuple[tuple[str, ...], ...],
) -> None:
    decision = Decision(1, (car,), "fault", (Sanction(kind, ms, count, other),))
    before = Book(race_with([], rows, order, level)).classification("A/R1").row(car)
    after = Book(race_with([decision], rows, order, level)).classification("A/R1").row(car)
    assert before is not None
    assert after is not None
    if after.position is not None and before.position is not None:
        assert after.position >= before.position
    if before.position is None:
        assert after.position is None


@settings(max_examples=60, deadline=None)
@given(orders, rows_of_race, st.lists(decisions, max_size=3), heats)
def test_a_classification_is_sound(
    order: list[str], rows: list[Finish], several: list[Decision], level: tuple[tuple[str, ...], ...]
) -> None:
    book = Book(race_with([replace(d, applies_to="") for d in several], rows, order, level))
    found = book.classification("A/R1")
    placed = [row for row in found.rows if row.position]
    assert sorted(row.number for row in found.rows) == CARS
    assert _places([row.position for row in placed])
    assert found.rows[: len(placed)] == tuple(placed)
    for category in ("Pro", "Am"):
        inside = [row.in_category for row in placed if row.category == category]
        assert _places(inside)
    out = [row.outcome in (Outcome.DISQUALIFIED, Outcome.EXCLUDED) for row in found.rows]
    assert out == sorted(out)
    paid = sum(result.points - result.pole - result.fastest for result in book.points("main", "A/R1").values())
    assert paid <= sum(SCALE)


def _places(found: list[int | None]) -> bool:
    """Whether places count up from 1, shared ones leaving out the next."""
    return all(place == found.index(place) + 1 for place in found)


def test_unknown_references_are_refused() -> None:
    book = Book(four_races())
    asked: list[Callable[[], object]] = [
        lambda: book.classification("C/R1"),
        lambda: book.standings("nothing"),
        lambda: book.title("main", "C/R1"),
        lambda: book.driver("nobody"),
        lambda: book.team("nobody"),
        lambda: apply(book.season, PlaceCar("C/R1", "1")),
        lambda: apply(book.season, SetDecisionState("A/R1", 9, DecisionState.WITHDRAWN)),
        lambda: book.season.round_of("C/R1"),
    ]
    for ask in asked:
        with pytest.raises(KeyError):
            ask()
