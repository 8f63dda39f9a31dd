"""Titles, worked examples: decided and since when, eliminated, what is known already, what a name needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import PoleOf
from cupdesk.rules.model import Adjustment, Honour, Round, Season
from cupdesk.rules.regulations import Championship, Counting, Ranks, TeamRule
from cupdesk.rules.results import Needs
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
    Text,
)

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
RACE = SessionKind.RACE


def seen(*values: object) -> tuple[object, ...]:
    return values


def test_decided_since_margin_and_eliminated(cup: Make, race: Race) -> None:
    season = cup(["1", "2", "3"], race("1 2 3"), race("1 2 3"), race("1 3 2"), race("3 2 1"))
    book = Book(season)
    open_ = book.title("main", "2/R")  # 20, 12, 8 with 20 on offer
    assert seen(open_.decided, open_.contenders, open_.on_offer, open_.races_left) == (False, ("d1", "d2", "d3"), 20, 2)
    title = book.title("main", "3/R")  # 30, 16, 14 with 10 on offer
    assert seen(title.decided, title.champions, title.since, title.margin) == (True, ("d1",), "3/R", 14)
    assert [seen(e.key, e.since, e.behind, e.on_offer) for e in title.eliminated] == [
        ("d2", "3/R", 14, 10),
        ("d3", "3/R", 16, 10),
    ]
    end = book.title("main")
    assert (end.champions, end.since, end.wins, end.races) == (("d1",), "3/R", 3, 4)
    assert book.needs("main") == ()


def test_a_shared_title_is_decided_by_the_last_race_only(cup: Make, race: Race) -> None:
    title = Book(cup(["1", "2"], race("1 2"), race("2 1"))).title("main")
    assert seen(title.champions, title.since, title.margin, title.eliminated) == (("d1", "d2"), "2/R", 0, ())


def test_a_postponed_race_is_still_to_run(cup: Make, race: Race) -> None:
    season = cup(["1", "2"], race("1 2"), race(), race("1 2"))
    book = Book(season)
    title = book.title("main")
    assert seen(title.races_left, title.on_offer, title.decided) == (1, 10, False)
    assert {needs.race for needs in book.needs("main")} == {"2/R"}
    cancelled = replace(season.rounds[1], sessions=(race(cancelled=True),))
    after = Book(replace(season, rounds=(season.rounds[0], cancelled, season.rounds[2]))).title("main")
    assert (after.races_left, after.champions, after.since) == (0, ("d1",), "3/R")


def test_a_race_cut_short_promised_full_points_until_it_was_run(cup: Make, race: Race) -> None:
    """F1 1991: the last race paid half, yet the title had not been decided before the race where it was won."""
    half = Fraction(1, 2)
    played = (race("1 2"), race("1 2"), race("2 1"))
    run = Book(cup(["1", "2"], *played, race("1 2", points_factor=half)))
    before = run.title("main", "3/R")  # 26 to 22, 10 on offer
    assert seen(before.on_offer, before.decided, run.title("main").since) == (10, False, "4/R")
    full = Book(cup(["1", "2"], *played, race()))
    assert full.title("main", "3/R").on_offer == 10
    told = Book(cup(["1", "2"], *played, race(points_factor=half)), full)
    assert seen(told.title("main").on_offer, told.title("main").contenders) == (5, ("d1", "d2"))


def test_a_race_of_which_only_a_lap_time_is_known_is_still_to_run(cup: Make, race: Race) -> None:
    season = cup(["1", "2"], race("1 2"), race(finishes=(Finish("1", best_ms=100),)))
    assert Book(season).title("main").races_left == 1


def test_a_pole_already_won_is_out_of_reach_for_the_others(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table(pole=Fraction(3))
    grid = Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=(GridSource("R"),))
    done = replace(grid, order=("1", "2"), finishes=(Finish("1", best_ms=90), Finish("2", best_ms=91)))
    for qualifying, contenders in ((grid, ("d1", "d2")), (done, ("d1",))):
        season = cup(
            ["1", "2"],
            race("1 2", pole="1"),
            race("1 2"),
            Round("3", WORD, sessions=(qualifying, race())),
            championships=[rules],
        )
        after = "3/Q" if qualifying is done else "2/R"
        title = Book(season).title("main", after)  # 23 and 12; a win with pole is 13
        assert title.contenders == contenders
        assert title.on_offer == 13
    gone = Book(season).title("main", "3/Q").eliminated
    assert [seen(e.key, e.behind, e.on_offer) for e in gone] == [("d2", 11, 10)]


def test_a_pole_that_a_disqualification_would_take_is_not_certain(cup: Make, race: Race, driver_table: Rules) -> None:
    done = Session(
        "Q",
        SessionKind.QUALIFYING,
        WORD,
        order=("1", "2"),
        finishes=(Finish("1", best_ms=90), Finish("2", best_ms=91)),
        sets_grids=(GridSource("R"),),
    )
    rounds = (race("1 2"), race("2 1"), race("1 2"), Round("4", WORD, sessions=(done, race())))
    for kept, contenders in ((True, ("d1",)), (False, ("d1", "d2"))):
        season = cup(
            ["1", "2"], *rounds, championships=[driver_table("main", 10, 4, pole=Fraction(1), ties=())],
            pole_kept_if_disqualified=kept,
        )  # fmt: skip
        adjusted = replace(season, adjustments=(Adjustment("main", "d1", Fraction(4), WORD),))
        title = Book(adjusted).title("main", "4/Q")  # 28 and 18: level if d1 takes nothing at all
        assert title.contenders == contenders


def test_a_pole_belongs_to_the_whole_crew(cup: Make, race: Race, driver_table: Rules) -> None:
    done = Session(
        "Q", SessionKind.QUALIFYING, WORD, order=("1",), finishes=(Finish("1", best_ms=90),),
        sets_grids=(GridSource("R"),),
    )  # fmt: skip
    season = cup(
        ["1", "2"],
        race("1 2"),
        Round("2", WORD, sessions=(done, race())),
        crews={"1": ("a", "b")},
        championships=[driver_table("main", 3, 0, pole=Fraction(5))],
    )
    assert Book(season).title("main", "2/Q").contenders == ("a", "b")


def test_drops_are_counted(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 10, 6, counting=Counting(2))
    season = cup(["1", "2"], race("1 2"), race("1 2"), race(), championships=[rules])
    title = Book(season).title("main")  # 20 and 12; 2 would have 16
    assert seen(title.champions, title.on_offer, title.eliminated[0].on_offer) == (("d1",), 4, 4)


def test_a_team_needs_only_what_one_car_brings(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("teams", ranks=Ranks.TEAM, team=TeamRule(2))
    season = cup(
        ["1", "2", "3", "4"],
        race("1 2 3 4"),
        race(),
        teams={"1": "a", "2": "a", "3": "b", "4": "b"},
        championships=[rules],
    )
    # a has 16, b 7. With one car of a second and the other out, b takes 1st and 3rd: 22 to 21. With a third: 20 to 23.
    assert Book(season).needs("teams") == (Needs("a", "2/R", 2), Needs("b", "2/R", None))


@pytest.mark.parametrize("state", [DecisionState.APPEALED, DecisionState.INVESTIGATION])
def test_provisional(cup: Make, race: Race, state: DecisionState) -> None:
    final = race("1 2", state=SessionState.FINAL)
    decision = Decision(1, ("2",), "fault", (Sanction(SanctionKind.REPRIMAND),), state)
    assert not Book(cup(["1", "2"], final)).title("main").provisional
    assert Book(cup(["1", "2"], race("1 2", state=SessionState.PROVISIONAL))).title("main").provisional
    assert Book(cup(["1", "2"], replace(final, decisions=(decision,)))).title("main").provisional
    assert Book(cup(["1", "2", "3"], final)).title("main").provisional  # 3 is missing
    grid = Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=(GridSource("R"),), decisions=(decision,))
    assert Book(cup(["1", "2"], Round("1", WORD, sessions=(grid, final)))).title("main").provisional


def test_before_the_first_race_and_without_any_name(cup: Make, race: Race, driver_table: Rules) -> None:
    book = Book(cup(["1", "2"], race(), race()))
    title = book.title("main")
    assert (title.after, title.decided, title.contenders, title.races_left) == ("", False, ("d1", "d2"), 2)
    assert [needs.place for needs in book.needs("main")] == [None, None]
    empty = Book(cup(["1"], race("1"), championships=[driver_table(category="Am")])).title("main")
    assert (empty.decided, empty.champions, empty.leader, empty.contenders) == (False, (), "", ())


@pytest.mark.parametrize(
    ("roll", "complete", "expected"),
    [
        ([], False, (None, None)),
        ([], True, (1, 1)),
        ([Honour(2022, "main", "d2")], False, (None, 1)),
        ([Honour(2022, "main", "d1")], False, (None, 2)),
        ([Honour(2022, "main", "d1"), Honour(2021, "main", "d1"), Honour(2019, "main", "d1")], True, (4, 3)),
        ([Honour(2022, "main", "d1", none_before=True)], False, (1, 1)),
        ([Honour(2022, "other", "d1")], True, (1, 1)),
    ],
)
def test_honours(
    cup: Make, race: Race, roll: list[Honour], complete: bool, expected: tuple[int | None, int | None]
) -> None:
    """Also after the roll alone has been written anew."""
    season = cup(["1", "2"], race("1 2"))
    before = Book(season)
    assert before.title("main").nth is None
    title = Book(replace(season, honours=tuple(roll), honours_complete=complete), before).title("main")
    assert (title.nth, title.in_a_row) == expected


@pytest.mark.parametrize(("number", "contenders"), [("2", ("d1", "d2")), ("9", ("d1",))])
def test_a_pole_of_somebody_who_does_not_score(
    cup: Make, race: Race, driver_table: Rules, number: str, contenders: tuple[str, ...]
) -> None:
    grid = Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=(GridSource("R"),), order=("2",), finishes=(Finish("2", best_ms=90),))  # fmt: skip
    last = race(pole="" if number == "2" else number)
    season = cup(
        ["1", "2"],
        race("1 2", pole="1"),
        Round("2", WORD, sessions=(grid, last)),
        championships=[driver_table("main", 3, 0, pole=Fraction(2), pole_of=PoleOf.RACE)],
    )
    assert Book(season).title("main", "2/Q").contenders == contenders  # 5 to 0: a win is 3, with pole 5
