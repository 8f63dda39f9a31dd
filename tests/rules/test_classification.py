"""From the flag to the classification: worked examples, one rule each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.choices import Rounding
from cupdesk.rules.model import Round, Season
from cupdesk.rules.regulations import Threshold
from cupdesk.rules.results import Classification, ProblemKind, StepKind
from cupdesk.rules.session import Decision, DecisionState, Finish, SanctionKind, Session, Status, Text

Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]
Result = Callable[..., Classification]
Order = Callable[[Classification], str]
K = SanctionKind
FIVE = ["1", "2", "3", "4", "5"]
GAPS = {"2": 2.0, "3": 4.0, "4": 6.0, "5": 8.0}


def kinds(classification: Classification) -> set[ProblemKind]:
    return {problem.kind for problem in classification.problems}


def test_sanctions_come_in_a_fixed_order_whatever_the_order_of_decisions(
    cup: Make, race: Race, decide: Decide, result: Result, order: Order
) -> None:
    decisions = (
        decide(1, "2", K.DISQUALIFICATION),
        decide(2, "1", K.PLACES, count=1),
        decide(3, "1", K.TIME, ms=5000),
        decide(4, "3", K.LAPS, count=1),
    )
    found = result(cup(FIVE, race("1 2 3 4 5", GAPS, laps=20, decisions=decisions)))
    # Lap: 3 last. Seconds: 1 at 5 s, behind 2. Place: behind 4. Out: 2.
    assert order(found) == "4 1 5 3 | 2:dsq"
    steps = found.row("1")
    assert steps is not None
    assert [(s.kind, s.before, s.after) for s in steps.steps if s.decision] == [
        (StepKind.TIME, 1, 2),
        (StepKind.PLACES, 2, 3),
    ]


def test_all_seconds_of_a_car_are_added_up(cup: Make, race: Race, decide: Decide, result: Result, order: Order) -> None:
    decisions = (decide(1, "1", K.TIME, ms=3000), decide(2, "1 2", K.TIME, ms=3500))
    found = result(cup(FIVE, race("1 2 3 4 5", GAPS, laps=20, decisions=decisions)))
    assert order(found) == "3 2 4 1 5"  # 2 at 5.5 s, 1 at 6.5 s
    first = found.row("1")
    assert first is not None
    assert (first.sanction_ms, first.decisions, first.moved) == (6500, (1, 2), -3)


@pytest.mark.parametrize(
    ("kind", "circuit", "given", "seconds"),
    [
        (K.DRIVE_THROUGH, None, None, 20),
        (K.DRIVE_THROUGH, 28_000, None, 28),
        (K.DRIVE_THROUGH, 28_000, 44_000, 44),
        (K.DRIVE_THROUGH, 0, None, 0),
        (K.STOP_AND_GO, None, None, 30),
        (K.STOP_AND_GO, 52_000, None, 52),
    ],
)
def test_a_converted_penalty_takes_its_seconds_from_decision_circuit_or_book(
    cup: Make,
    race: Race,
    decide: Decide,
    result: Result,
    kind: SanctionKind,
    circuit: int | None,
    given: int | None,
    seconds: int,
) -> None:
    session = race("1 2", {"2": 1.0}, decisions=(decide(1, "1", kind, ms=given),))
    round_ = Round("1", Text("x", "x"), drive_through_ms=circuit, stop_and_go_ms=circuit, sessions=(session,))
    row = result(cup(["1", "2"], round_)).row("1")
    assert row is not None
    assert row.sanction_ms == seconds * 1000


@pytest.mark.parametrize(
    ("cars", "kind", "measure", "expected"),
    [
        ("1", K.PLACES, {"count": 2}, "2 3 1 4 5"),
        ("4", K.PLACES, {"count": 9}, "1 2 3 5 4"),
        ("1", K.PLACES_IN_CATEGORY, {"count": 1}, "2 3 1 4 5"),
        ("1", K.PLACES_IN_CATEGORY, {"count": 9}, "2 3 4 5 1"),
        ("2", K.PLACES_IN_CATEGORY, {"count": 3}, "1 3 4 2 5"),
        ("1", K.BEHIND, {"behind": "4"}, "2 3 4 1 5"),
        ("4", K.BEHIND, {"behind": "1"}, "1 2 3 4 5"),
        ("1", K.BEHIND, {"behind": "99"}, "1 2 3 4 5"),
        ("2", K.BACK, {}, "1 3 4 5 2"),
        ("1 2", K.BACK, {}, "3 4 5 1 2"),
    ],
)
def test_places_lost(
    cup: Make,
    race: Race,
    decide: Decide,
    result: Result,
    order: Order,
    cars: str,
    kind: SanctionKind,
    measure: dict[str, object],
    expected: str,
) -> None:
    classes = {"2": "Am", "4": "Am"}
    found = result(cup(FIVE, race("1 2 3 4 5", decisions=(decide(1, cars, kind, **measure),)), categories=classes))
    assert order(found) == expected


def test_a_retired_car_carries_its_sanctions_and_no_sanction_passes_it(
    cup: Make, race: Race, decide: Decide, result: Result, order: Order
) -> None:
    gone = Finish("5", Status.RETIRED, laps=3, total_ms=300_000)
    decisions = (decide(1, "5", K.TIME, ms=30_000), decide(2, "5", K.PLACES, count=2), decide(3, "1", K.BACK))
    found = result(cup(FIVE, race("1 2 3 4 5", laps=20, finishes=(gone,), decisions=decisions)))
    assert order(found) == "2 3 4 1 | 5:dnf"
    row = found.row("5")
    assert row is not None
    assert (row.sanction_ms, row.decisions) == (30_000, (1, 2))
    assert not found.problems


@pytest.mark.parametrize(
    "state", [DecisionState.INVESTIGATION, DecisionState.WITHDRAWN, DecisionState.NO_FURTHER_ACTION]
)
def test_a_decision_not_in_force_moves_nobody(
    cup: Make, race: Race, decide: Decide, result: Result, order: Order, state: DecisionState
) -> None:
    session = race("1 2", decisions=(decide(1, "1", K.BACK, state=state),))
    assert order(result(cup(["1", "2"], session))) == "1 2"


class TestUnknownTimes:
    """Nothing is guessed: what is certain is done, the rest is asked for."""

    def test_a_car_without_a_time_waits_for_an_answer(
        self, cup: Make, race: Race, decide: Decide, result: Result, order: Order
    ) -> None:
        season = cup(["1", "2"], race("1 2", decisions=(decide(7, "2", K.TIME, ms=5000),)))
        found = result(season)
        assert order(found) == "1 2"
        assert [(p.kind, p.cars, p.decision) for p in found.problems] == [(ProblemKind.SANCTION_NEEDS_TIME, ("2",), 7)]

    def test_a_resulting_place_answers(
        self, cup: Make, race: Race, decide: Decide, result: Result, order: Order
    ) -> None:
        found = result(cup(FIVE, race("1 2 3 4 5", decisions=(decide(1, "1", K.TIME, ms=5000, place=3),))))
        assert order(found) == "2 3 1 4 5"
        assert not found.problems

    @pytest.mark.parametrize(
        ("seconds", "gaps", "expected", "asked"),
        [
            (5, {"3": 4.0}, "2 3 1 4 5", True),  # 3 is passed, 2 lies before 3; 4 may be anywhere behind
            (3, {"3": 4.0}, "1 2 3 4 5", True),  # 2 lies between 0 and 4 s
            (5, {"2": 1.0, "3": 7.0}, "2 1 3 4 5", False),
            (4, {"2": 1.0, "3": 4.0}, "2 1 3 4 5", False),  # level with 3: the order at the flag stands
            (5, {"3": 4.0, "4": 4.5, "5": 9.0}, "2 3 4 1 5", False),
        ],
    )
    def test_a_partly_timed_field(
        self,
        cup: Make,
        race: Race,
        decide: Decide,
        result: Result,
        order: Order,
        seconds: int,
        gaps: dict[str, float],
        expected: str,
        asked: bool,
    ) -> None:
        session = race("1 2 3 4 5", gaps, decisions=(decide(1, "1", K.TIME, ms=seconds * 1000),))
        found = result(cup(FIVE, session))
        assert order(found) == expected
        assert (ProblemKind.SANCTION_NEEDS_TIME in kinds(found)) is asked

    def test_seconds_are_judged_when_all_are_added_up(
        self, cup: Make, race: Race, decide: Decide, result: Result, order: Order
    ) -> None:
        decisions = (decide(1, "1", K.TIME, ms=3000), decide(2, "1", K.TIME, ms=3000))
        found = result(cup(["1", "2", "3"], race("1 2 3", {"3": 4.0}, decisions=decisions)))
        assert order(found) == "2 3 1"  # 3 s alone would not be certain, 6 s are
        assert not found.problems

    def test_seconds_of_a_car_of_unknown_time_count_too(
        self, cup: Make, race: Race, decide: Decide, result: Result
    ) -> None:
        decisions = (decide(1, "1", K.TIME, ms=5000), decide(2, "2", K.TIME, ms=9000, place=3))
        found = result(cup(["1", "2", "3"], race("1 2 3", {"3": 20.0}, decisions=decisions)))
        assert [problem.decision for problem in found.problems] == []  # 2 is at 9 s at least, 1 at 5 s

    def test_a_gap_against_the_order_is_named(self, cup: Make, race: Race, result: Result) -> None:
        found = result(cup(["1", "2", "3"], race("1 2 3", {"2": 3.0, "3": 2.0})))
        assert [(p.kind, p.cars) for p in found.problems] == [(ProblemKind.GAP_OUT_OF_ORDER, ("3",))]

    def test_a_car_that_stopped_laps_ago_contradicts_nobody(self, cup: Make, race: Race, result: Result) -> None:
        rows = (
            Finish("1", laps=15, total_ms=1_900_000),
            Finish("2", laps=3, total_ms=391_000),
            Finish("3", Status.NOT_CLASSIFIED, laps=1, total_ms=140_000),
            Finish("4", Status.NOT_CLASSIFIED, laps=1, total_ms=139_000),
        )
        found = result(cup(FIVE[:4], race("1 2 3 4", finishes=rows)))
        assert [(p.kind, p.cars) for p in found.problems] == [(ProblemKind.GAP_OUT_OF_ORDER, ("4",))]

    def test_times_of_cars_whose_laps_are_unknown_mean_nothing(
        self, cup: Make, race: Race, result: Result, order: Order
    ) -> None:
        gone = (Finish("2", Status.RETIRED, total_ms=900), Finish("3", Status.RETIRED, total_ms=500))
        assert order(result(cup(["1", "2", "3"], race("1 2 3", finishes=gone)))) == "1 | 2:dnf 3:dnf"


class TestWhatCounts:
    def test_nothing_after_the_lap_a_race_is_classified_at(self, cup: Make, race: Race, result: Result) -> None:
        rows = (
            Finish("1", Status.RETIRED, laps=10, best_ms=70_000, best_lap=9),
            Finish("2", laps=12, gap_ms=500, best_ms=71_000, best_lap=8),
            Finish("3", laps_down=1),
            Finish("4", Status.RETIRED, laps=5, best_ms=72_000, best_lap=2),
            Finish("5", Status.NOT_CLASSIFIED, laps=11),
        )
        season = cup(
            FIVE, race("1 2 3 4 5", laps=12, counted_laps=8, finishes=rows), threshold=Threshold(75, flag=True)
        )
        found = result(season)
        assert [(r.number, r.position, r.laps, r.gap_laps, r.reached_flag) for r in found.rows] == [
            ("1", 1, 8, 0, True),
            ("2", 2, 8, 0, True),
            ("3", 3, 7, 1, True),
            ("5", None, 8, 0, True),
            ("4", None, 5, 0, False),
        ]
        assert (found.laps, found.rows[1].gap_ms) == (8, 500)
        assert found.fastest is not None
        assert (found.fastest.number, found.fastest.ms) == ("2", 71_000)  # lap 9 of car 1 is after it

    def test_the_times_of_parts_are_added_up(self, cup: Make, race: Race, decide: Decide, result: Result) -> None:
        rows = (
            Finish("1", laps=9, parts_ms=(600_000, 500_000)),
            Finish("2", laps=9, parts_ms=(590_000, 505_000)),
            Finish("3", laps=9, parts_ms=(600_500, 500_500)),
        )
        found = result(cup(FIVE[:3], race("1 2 3", finishes=rows, decisions=(decide(1, "2", K.TIME, ms=5500),))))
        assert [(r.number, r.time_ms, r.gap_ms, r.road) for r in found.rows] == [
            ("1", 1_100_000, None, 2),
            ("2", 1_100_500, 500, 1),
            ("3", 1_101_000, 1000, 3),
        ]
        assert found.problems == ()


class TestDeadHeats:
    def places(self, found: Classification) -> list[tuple[str, int | None, int | None]]:
        return [(row.number, row.position, row.in_category) for row in found.rows]

    def test_only_what_the_desk_says_shares_a_place(self, cup: Make, race: Race, result: Result) -> None:
        gaps = {"2": 1.0, "3": 1.0, "4": 2.0}
        season = cup(FIVE[:4], race("1 2 3 4", gaps))
        assert [row.position for row in result(season).rows] == [1, 2, 3, 4]
        season = cup(FIVE[:4], race("1 2 3 4", gaps, dead_heats=(("3", "2"),)), categories={"3": "Am", "4": "Am"})
        assert self.places(result(season)) == [("1", 1, 1), ("2", 2, 2), ("3", 2, 1), ("4", 4, 2)]
        assert [row.road for row in result(season).rows] == [1, 2, 2, 4]

    def test_a_sanction_ends_it_and_one_for_both_does_not(
        self, cup: Make, race: Race, decide: Decide, result: Result
    ) -> None:
        gaps = {"2": 0.0, "3": 9.0}

        def after(*decisions: Decision) -> list[tuple[str, int | None]]:
            session = race("1 2 3", gaps, dead_heats=(("1", "2"),), decisions=decisions)
            return [(row.number, row.position) for row in result(cup(FIVE[:3], session)).rows]

        assert after() == [("1", 1), ("2", 1), ("3", 3)]
        assert after(decide(1, "2", K.TIME, ms=1)) == [("1", 1), ("2", 2), ("3", 3)]
        assert after(decide(1, "1 2", K.TIME, ms=5000)) == [("1", 1), ("2", 1), ("3", 3)]
        assert after(decide(1, "1", K.PLACES, count=1)) == [("2", 1), ("1", 2), ("3", 3)]
        assert after(decide(1, "1", K.DISQUALIFICATION)) == [("2", 1), ("3", 2), ("1", None)]

    def test_a_car_put_back_falls_behind_both(self, cup: Make, race: Race, decide: Decide, result: Result) -> None:
        back = decide(1, "1", K.PLACES, count=1)
        session = race("1 2 3 4", dead_heats=(("2", "3"),), decisions=(back,))
        assert [(row.number, row.position) for row in result(cup(FIVE[:4], session)).rows] == [
            ("2", 1),
            ("3", 1),
            ("1", 3),
            ("4", 4),
        ]

    @pytest.mark.parametrize("heat", [("1", "3"), ("1", "2"), ("3",), ("3", "9"), ("3", "3"), ("3", "4")])
    def test_what_cannot_be_one_is_a_problem(
        self, cup: Make, race: Race, result: Result, heat: tuple[str, ...]
    ) -> None:
        session = race("1 2 3 4", {"2": 1.0, "3": 1.0}, dead_heats=(heat,), finishes=(Finish("4", Status.RETIRED),))
        found = result(cup(FIVE[:4], session, threshold=Threshold(0)))
        assert [(p.kind, p.cars) for p in found.problems] == [(ProblemKind.DEAD_HEAT, heat)]
        assert [row.position for row in found.rows] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (Threshold(75, Rounding.DOWN), "1 2 3 | 4:nc"),  # 75 % of 15 is 11.25
        (Threshold(75, Rounding.UP), "1 2 | 3:dnf 4:nc"),
        (Threshold(75, Rounding.NEAREST), "1 2 3 | 4:nc"),
        (Threshold(77, Rounding.NEAREST), "1 2 | 3:dnf 4:nc"),  # 11.55
        (Threshold(75, Rounding.DOWN, flag=True), "1 2 | 3:dnf 4:nc"),
        (Threshold(90), "1 | 2:nc 3:dnf 4:nc"),
        (Threshold(0), "1 2 3 4"),
        (Threshold(0, flag=True), "1 2 4 | 3:dnf"),
    ],
)
def test_threshold(cup: Make, race: Race, result: Result, order: Order, threshold: Threshold, expected: str) -> None:
    rows = (Finish("1", laps=15), Finish("2", laps=12), Finish("3", Status.RETIRED, laps=11), Finish("4", laps=10))
    found = result(cup(["1", "2", "3", "4"], race("1 2 3 4", finishes=rows), threshold=threshold))
    assert order(found) == expected
    third = found.row("3")
    assert third is not None
    assert not third.reached_flag


def test_more_laps_down_than_were_driven_are_none_done(cup: Make, race: Race, decide: Decide, result: Result) -> None:
    rows = (Finish("1", laps=1), Finish("2", laps_down=2))
    sanctioned = race("1 2", finishes=rows, decisions=(decide(1, "2", K.LAPS),))
    for session in (race("1 2", finishes=rows), sanctioned):
        assert [(row.number, row.position, row.laps) for row in result(cup(["1", "2"], session)).rows] == [
            ("1", 1, 1),
            ("2", 2, 0),
        ]


def test_blocks_and_statuses(cup: Make, race: Race, decide: Decide, result: Result, order: Order) -> None:
    rows = (
        Finish("3", Status.NOT_CLASSIFIED),
        Finish("5", Status.RETIRED, laps=2),
        Finish("6", Status.DISQUALIFIED),
        Finish("7", Status.EXCLUDED),
        Finish("8", Status.DID_NOT_START),
        Finish("9", Status.WITHDRAWN),
    )
    session = race("1 2 3 4 5 6 8", laps=10, finishes=rows, decisions=(decide(1, "2", K.DISQUALIFICATION),))
    found = result(cup([str(n) for n in range(1, 10)], session, threshold=Threshold(0)))
    assert order(found) == "1 4 5 | 3:nc 8:dns 9:wd 2:dsq 6:dsq 7:ex"
    assert (found.starters, found.classified, found.complete) == (6, 3, True)


def test_places_in_category_and_award_come_from_the_same_order_and_guests_keep_theirs(
    cup: Make, race: Race, result: Result
) -> None:
    season = cup(
        FIVE,
        race("5 1 2 3 4"),
        categories={"2": "Am", "4": "Am", "5": "Am"},
        awards={"3": ("Rookie",), "1": ("Rookie",)},
        guests=["5"],
    )
    rows = [
        (r.number, r.position, r.cup_position, r.in_category, r.cup_in_category, r.awards) for r in result(season).rows
    ]
    assert rows == [
        ("5", 1, None, 1, None, ()),
        ("1", 2, 1, 1, 1, (("Rookie", 1),)),
        ("2", 3, 2, 2, 1, ()),
        ("3", 4, 3, 2, 2, (("Rookie", 2),)),
        ("4", 5, 4, 3, 2, ()),
    ]


def test_times_gaps_and_intervals(cup: Make, race: Race, decide: Decide, result: Result) -> None:
    rows = (Finish("1", total_ms=600_000, laps=10), Finish("4", laps_down=1))
    session = race("1 2 3 4", {"2": 1.5, "3": 3.0}, finishes=rows, decisions=(decide(1, "1", K.TIME, ms=2000),))
    found = [
        (r.number, r.time_ms, r.gap_ms, r.gap_laps, r.interval_ms, r.interval_laps)
        for r in result(cup(["1", "2", "3", "4"], session)).rows
    ]
    assert found == [
        ("2", 601_500, None, 0, None, 0),
        ("1", 602_000, 500, 0, 500, 0),
        ("3", 603_000, 1500, 0, 1000, 0),
        ("4", None, None, 1, None, 1),
    ]


def test_a_car_put_behind_a_slower_one_has_no_interval(cup: Make, race: Race, decide: Decide, result: Result) -> None:
    session = race("1 2 3", {"2": 1.0, "3": 2.0}, decisions=(decide(1, "1", K.BACK),))
    found = [(r.number, r.gap_ms, r.interval_ms) for r in result(cup(["1", "2", "3"], session)).rows]
    assert found == [("2", None, None), ("3", 1000, 1000), ("1", None, None)]


def test_fastest_lap(cup: Make, race: Race, decide: Decide, result: Result) -> None:
    rows = tuple(
        Finish(n, best_ms=ms, best_lap=lap, laps=10)
        for n, ms, lap in [("1", 90, 5), ("2", 80, 7), ("3", 80, 4), ("4", 70, 2), ("5", 75, 3)]
    )
    session = race("1 2 3 4 5", finishes=rows, decisions=(decide(1, "4", K.DISQUALIFICATION),))
    found = result(cup(FIVE, session, guests=["5"], categories={"1": "Am"}))
    assert found.fastest is not None
    assert found.fastest_of_cup is not None
    assert found.fastest.number == "5"  # never the disqualified car
    assert found.fastest_of_cup.number == "3"  # guest skipped; of two equal laps the one set first
    assert {lap.category: lap.number for lap in found.fastest_by_category} == {"Pro": "5", "Am": "1"}


def test_on_the_road_no_decision_counts(cup: Make, race: Race, decide: Decide, result: Result, order: Order) -> None:
    season = cup(["1", "2"], race("1 2", decisions=(decide(1, "1", K.BACK),)))
    assert order(result(season)) == "2 1"
    assert order(result(season, on_the_road=True)) == "1 2"


def test_laps_decide_before_time_and_time_before_the_order_entered(
    cup: Make, race: Race, result: Result, order: Order
) -> None:
    rows = (Finish("1", laps=9, total_ms=500), Finish("2", laps=10, total_ms=900), Finish("3", laps=10, total_ms=800))
    assert order(result(cup(["1", "2", "3"], race("1 2 3", finishes=rows)))) == "3 2 1"


def test_a_retired_car_does_not_tell_the_distance(cup: Make, race: Race, result: Result) -> None:
    rows = (Finish("3", Status.RETIRED, laps=7), Finish("4", Status.RETIRED, laps=3))
    found = result(cup(["1", "2", "3", "4"], race("1 2 3 4", finishes=rows)))
    assert [(row.number, row.laps) for row in found.rows] == [("1", None), ("2", None), ("3", 7), ("4", 3)]
    told = result(cup(["1", "2", "3", "4"], race("1 2 3 4", laps=15, finishes=rows)))
    assert [(row.number, row.laps) for row in told.rows] == [("1", 15), ("2", 15), ("3", 7), ("4", 3)]


def test_an_empty_race_has_no_result(cup: Make, race: Race, result: Result) -> None:
    found = result(cup(["1"], race()))
    assert (found.rows, found.missing, found.problems, found.complete) == ((), ("1",), (), False)
    with pytest.raises(KeyError):
        result(replace(cup(["1"], race())), "9/R")
