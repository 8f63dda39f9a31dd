"""What a race earns, and the tables that follow: worked examples, one rule each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import DeadHeat
from cupdesk.rules.exceptions import SessionScale
from cupdesk.rules.model import Adjustment, EntryChange, Round, Season
from cupdesk.rules.regulations import Championship, Counting, PlaceBasis, Ranks, TeamRule, Threshold, TieStep
from cupdesk.rules.session import Decision, Finish, SanctionKind, Session, SessionKind, Status, Text

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Decide = Callable[..., Decision]
Rules = Callable[..., Championship]
Table = Callable[..., list[tuple[int, str, str]]]
FOUR = ["1", "2", "3", "4"]


def earned(season: Season, ref: str = "1/R", code: str = "main") -> dict[str, str]:
    return {key: str(result.points) for key, result in Book(season).points(code, ref).items()}


def test_guests_keep_their_place_and_the_next_takes_the_points(cup: Make, race: Race, driver_table: Rules) -> None:
    season = cup(FOUR, race("4 1 2 3"), guests=["4"], championships=[driver_table("main", 10, 6, 4)])
    assert earned(season) == {"d1": "10", "d2": "6", "d3": "4"}
    assert Book(season).points("main", "1/R")["d1"].overall == 2


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (PlaceBasis.OVERALL, {"d2": "4", "d3": "2"}),
        (PlaceBasis.CUP, {"d2": "6", "d3": "3"}),
        (PlaceBasis.ELIGIBLE, {"d2": "10", "d3": "6"}),
    ],
)
def test_which_place_earns(
    cup: Make, race: Race, driver_table: Rules, basis: PlaceBasis, expected: dict[str, str]
) -> None:
    rules = driver_table(category="Am", place=basis)
    season = cup(
        ["1", "2", "3", "5", "6"],
        race("6 1 2 5 3"),
        guests=["6"],
        categories={"2": "Am", "3": "Am"},
        championships=[rules],
    )
    assert earned(season) == expected


def test_an_award_table_and_a_race_of_its_own_scale(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table(
        award="Rookie",
        scales=(SessionScale("R", (Fraction(5),)), SessionScale("2/R", (Fraction(25, 2), Fraction(1, 7)))),
    )
    season = cup(
        FOUR, race("1 2 3 4"), race("4 3 2 1"), awards={"2": ("Rookie",), "3": ("Rookie",)}, championships=[rules]
    )
    assert earned(season) == {"d2": "5", "d3": "0"}
    assert earned(season, "2/R") == {"d3": "25/2", "d2": "1/7"}


def test_a_table_may_count_some_races_only(cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
    season = cup(["1", "2"], race("1 2"), race("2 1"), championships=[driver_table(sessions=("2/R",))])
    assert table(season) == [(1, "d2", "10"), (2, "d1", "6")]
    assert Book(season).standings("main").sessions == ("2/R",)


def test_the_factor_leaves_bonuses_whole(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 25, 20, pole=Fraction(1), fastest_lap=Fraction(1))
    session = race("1 2", pole="1", finishes=(Finish("1", best_ms=9),), points_factor=Fraction(1, 2))
    assert earned(cup(["1", "2"], session, championships=[rules])) == {"d1": "29/2", "d2": "10"}


class TestBonuses:
    @pytest.mark.parametrize(
        ("kept", "kind", "expected"), [(True, Status.DISQUALIFIED, "1"), (False, Status.EXCLUDED, "0")]
    )
    def test_pole_of_a_disqualified_car(
        self, cup: Make, race: Race, driver_table: Rules, kept: bool, kind: Status, expected: str
    ) -> None:
        session = race("1 2", pole="1", finishes=(Finish("1", kind),))
        rules = driver_table(pole=Fraction(1))
        season = cup(["1", "2"], session, championships=[rules], pole_kept_if_disqualified=kept)
        assert earned(season)["d1"] == expected

    @pytest.mark.parametrize(("top", "expected"), [(None, "5"), (2, "5"), (1, "4")])
    def test_fastest_lap_inside_the_first_so_many(
        self, cup: Make, race: Race, driver_table: Rules, top: int | None, expected: str
    ) -> None:
        rules = driver_table("main", 6, 4, fastest_lap=Fraction(1), fastest_lap_top=top)
        season = cup(["1", "2"], race("1 2", finishes=(Finish("2", best_ms=9),)), championships=[rules])
        assert earned(season)["d2"] == expected

    @pytest.mark.parametrize(("classified", "expected"), [(True, "0"), (False, "1")])
    def test_fastest_lap_of_a_retired_car(
        self, cup: Make, race: Race, driver_table: Rules, classified: bool, expected: str
    ) -> None:
        rows = (Finish("2", Status.RETIRED, laps=1, best_ms=9), Finish("3", Status.EXCLUDED, best_ms=8))
        season = cup(
            ["1", "2", "3"],
            race("1 2 3", finishes=rows, laps=10),
            championships=[driver_table(fastest_lap=Fraction(1))],
            fastest_lap_classified=classified,
        )
        assert earned(season)["d2"] == expected
        assert Book(season).points("main", "1/R")["d2"].shown == "dnf"

    def test_nobody_classified_nobody_fastest(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rows = (Finish("1", Status.RETIRED, best_ms=9),)
        season = cup(["1"], race("1", finishes=rows), championships=[driver_table(fastest_lap=Fraction(1))])
        assert earned(season) == {"d1": "0"}


TEAMS = {"1": "a", "2": "a", "3": "b", "4": "a", "5": "b", "6": "c"}


class TestTeams:
    @pytest.mark.parametrize(
        ("rule", "basis", "expected"),
        [
            (TeamRule(2), PlaceBasis.ELIGIBLE, {"a": "16", "b": "6", "c": "1"}),  # 10+6, 4+2, 1
            (TeamRule(2, rerank=True), PlaceBasis.ELIGIBLE, {"a": "16", "b": "7", "c": "2"}),
            (TeamRule(2, rerank=True), PlaceBasis.CUP, {"a": "16", "b": "7", "c": "2"}),
            (TeamRule(1, rerank=True), PlaceBasis.ELIGIBLE, {"a": "10", "b": "6", "c": "4"}),
            (TeamRule(None), PlaceBasis.ELIGIBLE, {"a": "19", "b": "6", "c": "1"}),
            (TeamRule(2), PlaceBasis.OVERALL, {"a": "16", "b": "6", "c": "1"}),
        ],
    )
    def test_best_cars(
        self,
        cup: Make,
        race: Race,
        driver_table: Rules,
        rule: TeamRule,
        basis: PlaceBasis,
        expected: dict[str, str],
    ) -> None:
        rules = driver_table(ranks=Ranks.TEAM, team=rule, place=basis)
        season = cup(["1", "2", "3", "4", "5", "6"], race("1 2 3 4 5 6"), teams=TEAMS, championships=[rules])
        assert earned(season) == expected

    @pytest.mark.parametrize(
        ("guests", "basis", "expected"),
        [
            (False, PlaceBasis.CUP, {"a": "6", "b": "10"}),
            (True, PlaceBasis.CUP, {"a": "14", "b": "6"}),
            (True, PlaceBasis.OVERALL, {"a": "14", "b": "6"}),
            (False, PlaceBasis.OVERALL, {"a": "4", "b": "6"}),
        ],
    )
    def test_a_guest_may_score_for_its_team(
        self, cup: Make, race: Race, driver_table: Rules, guests: bool, basis: PlaceBasis, expected: dict[str, str]
    ) -> None:
        rules = driver_table(ranks=Ranks.TEAM, team=TeamRule(2, guests_score=guests), place=basis)
        season = cup(
            ["1", "2", "3"],
            race("1 2 3"),
            guests=["1"],
            teams={"1": "a", "2": "b", "3": "a"},
            championships=[rules],
        )
        assert earned(season) == expected

    def test_a_car_without_a_team_keeps_its_place(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table(ranks=Ranks.TEAM)
        season = cup(["1", "2"], race("1 2"), teams={"2": "b"}, championships=[rules])
        assert earned(season) == {"b": "6"}

    def test_a_second_car_that_retires(self, cup: Make, race: Race, driver_table: Rules) -> None:
        session = race("1 2", finishes=(Finish("2", Status.RETIRED),), pole="2")
        rules = driver_table(ranks=Ranks.TEAM, pole=Fraction(1))
        found = Book(cup(["1", "2"], session, teams={"1": "a", "2": "a"}, championships=[rules])).points("main", "1/R")
        assert (found["a"].place, found["a"].shown, found["a"].cars, found["a"].places) == (1, "", ("1", "2"), (1,))
        assert str(found["a"].points) == "11"


def test_a_crew_and_a_driver_of_two_cars(cup: Make, race: Race) -> None:
    season = cup(["1", "2"], race("1 2"), crews={"1": ("a", "b"), "2": ("b",)})
    assert earned(season) == {"a": "10", "b": "10"}


def test_a_round_may_change_car_team_and_category(cup: Make, race: Race, driver_table: Rules) -> None:
    change = EntryChange("2", number="9", team="b", category="Am", guest=False, awards=("Rookie",), drivers=("d1",))
    season = cup(
        ["1", "2"],
        race("1 2"),
        race("9 2"),
        teams={"1": "a", "2": "b"},
        championships=[driver_table(), driver_table("am", category="Am"), driver_table("teams", ranks=Ranks.TEAM)],
    )
    first = replace(season.entries[0], changes=(change,))
    season = replace(season, entries=(first, replace(season.entries[1], rounds=("1", "2"))))
    assert earned(season, "2/R", "am") == {"d1": "10"}
    assert earned(season, "1/R", "teams") == {"a": "10", "b": "6"}
    assert earned(season, "2/R", "teams") == {"b": "16"}
    assert Book(season).names("main") == {"d1": "1", "d2": "2"}
    elsewhere = replace(season, entries=(first, replace(season.entries[1], rounds=("1",))))
    assert list(Book(elsewhere).entries("2")) == ["9"]


class TestCounting:
    def test_the_best_so_many(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table(counting=Counting(2))
        season = cup(["1", "2"], race("1 2"), race("2 1"), race("1 2"), race("1 2"), championships=[rules])
        first = Book(season).standings("main").row("d1")
        assert first is not None
        assert (str(first.points), [r.dropped for r in first.results]) == ("20", [False, True, False, True])
        second = Book(season).standings("main").row("d2")
        assert second is not None
        assert (str(second.points), [r.dropped for r in second.results]) == ("16", [False, False, True, True])

    def test_adjustments_hold_from_their_session_on(self, cup: Make, race: Race, table: Table) -> None:
        season = replace(
            cup(["1", "2"], race("1 2"), race("1 2")),
            adjustments=(
                Adjustment("main", "d1", Fraction(-15), WORD, "2/R"),
                Adjustment("main", "d2", Fraction(1, 2), WORD),
                Adjustment("other", "d2", Fraction(50), WORD),
            ),
        )
        assert table(season, "main", "1/R") == [(1, "d1", "10"), (2, "d2", "13/2")]
        assert table(season) == [(1, "d2", "25/2"), (2, "d1", "5")]
        row = Book(season).standings("main").row("d1")
        assert row is not None
        assert (row.adjustment, row.moved, row.behind) == (Fraction(-15), -1, Fraction(15, 2))


class TestTies:
    def test_countback_to_the_last_place(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table("main", 5)
        season = cup(FOUR, race("1 2 3 4"), race("2 1 4 3"), race("3 4 2 1"), race("4 3 1 2"), championships=[rules])
        # One win and one second each; thirds: 1 and 2 one each … all level.
        assert table(season) == [(1, f"d{n}", "5") for n in FOUR]
        assert all(row.shared for row in Book(season).standings("main").rows)
        last = cup(FOUR, race("1 2 3 4"), race("2 1 3 4"), race("3 2 1 4"), race("4 2 1 3"), championships=[rules])
        assert [key for _, key, _ in table(last)] == ["d2", "d1", "d3", "d4"]
        first = Book(last).standings("main").rows[0].tie
        assert first is not None
        assert (first.rival, first.step, first.place, first.counts) == ("d1", "countback", 2, (3, 1))

    def test_zero_points_are_ordered_by_countback_and_then_by_number(
        self, cup: Make, race: Race, driver_table: Rules, table: Table
    ) -> None:
        numbers = ["10", "9", "021", "21", "X"]
        season = cup(numbers, race("10 21"), championships=[driver_table("main", 5)])
        assert table(season) == [(1, "d10", "5"), (2, "d21", "0"), (3, "d9", "0"), (3, "d021", "0"), (3, "dX", "0")]

    @pytest.mark.parametrize("overall", [False, True])
    def test_over_printed_places(self, cup: Make, race: Race, driver_table: Rules, overall: bool) -> None:
        # Among the eligible 2 and 3 were second and third each; printed, guests in, 2 was 2nd and 5th, 3 5th and 4th.
        season = cup(
            ["1", "2", "3", "8", "9"],
            race("1 2 8 9 3"),
            race("8 9 1 3 2"),
            championships=[driver_table("main", 10, countback_overall=overall)],
            guests=["8", "9"],
        )
        second, third = Book(season).standings("main").rows[1:]
        assert (second.key, third.key, third.shared) == ("d2", "d3", not overall)
        assert (second.tie is not None and second.tie.place == 2) is overall

    def test_last_race_is_the_last_that_was_run(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table("main", 10, 6, ties=(TieStep.LAST_RACE,))
        sessions = (Round("Z", WORD, sessions=(race("1 2"),)), Round("A", WORD, sessions=(race("2 1"),)))
        season = cup(["1", "2"], *sessions, championships=[rules])
        assert table(season) == [(1, "d2", "16"), (2, "d1", "16")]
        tie = Book(season).standings("main").rows[0].tie
        assert tie is not None
        assert tie.step == "last_race"

    def test_first_to_reach(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table("main", 10, 6, ties=(TieStep.COUNTBACK, TieStep.FIRST_TO_REACH))
        # 1 was not there at first: its first race was the second of the season.
        season = cup(["1", "2", "3"], race("2 3"), race("1 3"), race("3"), championships=[rules])
        assert table(season)[1:] == [(2, "d2", "10"), (3, "d1", "10")]
        absent = cup(["1", "2"], race("", finishes=(Finish("1", Status.WITHDRAWN),)), championships=[rules])
        assert [row.shared for row in Book(absent).standings("main").rows] == [True, True]

    @pytest.mark.parametrize(("dense", "expected"), [(False, [1, 1, 3]), (True, [1, 1, 2])])
    def test_shared_places(
        self, cup: Make, race: Race, driver_table: Rules, table: Table, dense: bool, expected: list[int]
    ) -> None:
        season = cup(
            ["1", "2", "3"],
            race("1 2 3"),
            race("2 1 3"),
            championships=[driver_table(dense_places=dense)],
        )
        assert [position for position, _, _ in table(season)] == expected


def test_places_won_since_the_race_before(cup: Make, race: Race) -> None:
    season = cup(["1", "2", "3"], race("1 2 3"), race("3 2 1"), race("3 2 1"))
    # After two: 1 and 3 share first, 2 is third. After three: 3 has 24, 1 and 2 have 18, and 1 has a win.
    rows = Book(season).standings("main").rows
    assert [(row.key, row.moved) for row in rows] == [("d3", 0), ("d1", -1), ("d2", 0)]


def test_a_one_lap_retirement_scores_where_there_is_no_threshold(cup: Make, race: Race) -> None:
    rows = (Finish("1", laps=20), Finish("2", Status.RETIRED, laps=1))
    season = cup(["1", "2"], race("1 2", finishes=rows), threshold=Threshold(0))
    assert earned(season) == {"d1": "10", "d2": "6"}


def test_a_late_decision_flows_into_points_and_table(cup: Make, race: Race, decide: Decide, table: Table) -> None:
    before = cup(["1", "2"], race("1 2"))
    after = cup(["1", "2"], race("1 2", decisions=(decide(1, "1", SanctionKind.DISQUALIFICATION),)))
    assert table(before) == [(1, "d1", "10"), (2, "d2", "6")]
    assert table(after) == [(1, "d2", "10"), (2, "d1", "0")]
    assert Book(after).points("main", "1/R")["d1"].shown == "dsq"


def test_a_joint_race_is_closed_up_before_points(cup: Make, race: Race) -> None:
    season = cup(["1", "2", "8", "9"], race("8 1 9 2", joint=True), guests=["8", "9"])
    assert earned(season) == {"d1": "10", "d2": "6"}
    assert SessionKind.RACE is season.session("1/R").kind


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, {"d1": "10", "d2": "5", "d4": "5", "d5": "3"}),  # the guest skipped, two cars share 6 and 4
        ({"place": PlaceBasis.OVERALL}, {"d1": "10", "d2": "13/3", "d4": "13/3", "d5": "2"}),  # and with it a third of 6, 4 and 3
        ({"place": PlaceBasis.CUP, "category": "Am"}, {"d4": "5", "d5": "3"}),  # the place of the other category shared too
        ({"category": "Am"}, {"d4": "10", "d5": "6"}),
        ({"dead_heat": DeadHeat.FULL}, {"d1": "10", "d2": "6", "d4": "6", "d5": "3"}),
    ],
)  # fmt: skip
def test_cars_of_a_dead_heat_share_the_points(
    cup: Make, race: Race, driver_table: Rules, rules: dict[str, Any], expected: dict[str, str]
) -> None:
    season = cup(
        ["1", "2", "3", "4", "5"],
        race("1 2 3 4 5", dead_heats=(("2", "3", "4"),)),
        championships=(driver_table(**rules),),
        guests=["3"],
        categories={"4": "Am", "5": "Am"},
    )
    assert {key: str(each.points) for key, each in Book(season).points("main", "1/R").items()} == expected


def test_a_dead_heat_of_team_mates_pays_both_places(cup: Make, race: Race, driver_table: Rules) -> None:
    table = driver_table(ranks=Ranks.TEAM, team=TeamRule(2, rerank=True))
    season = cup(
        ["1", "2", "3"],
        race("1 2 3", dead_heats=(("1", "2"),)),
        championships=(table,),
        teams={"1": "a", "2": "a", "3": "b"},
    )
    found = Book(season).points("main", "1/R")
    assert {key: (each.points, each.places) for key, each in found.items()} == {
        "a": (Fraction(16), (1, 1)),
        "b": (Fraction(4), (3,)),
    }
