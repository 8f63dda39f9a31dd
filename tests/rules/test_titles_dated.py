"""Adjustments and exclusions dated later than a race, and starts counted by round: tables and titles worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.exceptions import Exclusion
from cupdesk.rules.model import Adjustment, Round, Season
from cupdesk.rules.regulations import Counting, TieStep
from cupdesk.rules.results import Needs
from cupdesk.rules.session import Session
from tests.rules.every_outcome import ran
from tests.rules.small_titles import WORD, Make, Race, Rules, said, small


def lost(points: int, after: str) -> Adjustment:
    return Adjustment("main", "d1", Fraction(-points), WORD, after)


# -- dated on a race still to run
def test_points_taken_from_a_race_still_to_run_on_are_certain(cup: Make, race: Race, driver_table: Rules) -> None:
    """d1 leads by 10 with 10 for a win, and loses 25 from race 2 on: he cannot win any more, d2 and d3 can."""
    rules = driver_table("main", 10, 0, 0)
    season = cup(["1", "2", "3"], race("1 2 3"), race(), championships=[rules])
    assert Book(season).title("main").contenders == ("d1", "d2", "d3")
    book = Book(replace(season, adjustments=(lost(25, "2/R"),)))
    assert book.title("main").contenders == ("d2", "d3")
    leader = book.standings("main").rows[0]
    assert (leader.key, str(leader.points)) == ("d1", "10")  # the table not yet
    assert [(need.key, need.place) for need in book.needs("main")] == [("d2", 1), ("d3", 1)]
    duel = book.duel("main", "d2", "d3")
    assert duel is not None
    assert duel.cells[0][1] == "d2"


def test_the_title_as_it_stood_then_knows_nothing_of_it(cup: Make, race: Race, driver_table: Rules) -> None:
    """Dated on race 3: after race 2 it decides (d3 would draw level, behind on seconds), after race 1 it was not known; once
    race 3 is run it is in the table."""
    rules = driver_table("main", 10, 0, 0)
    taken = (lost(30, "3/R"),)
    season = cup(["1", "2", "3"], race("1 2 3"), race("2 1 3"), race(), championships=[rules])
    book = Book(replace(season, adjustments=taken))
    assert book.title("main", "1/R").contenders == ("d1", "d2", "d3")
    assert book.title("main").champions == ("d2",)
    run = cup(["1", "2", "3"], race("1 2 3"), race("2 1 3"), race("1 3 2"), championships=[rules])
    over = Book(replace(run, adjustments=taken), book)
    assert over.title("main", "2/R").contenders == ("d1", "d2")  # d3, with nothing, only draws level, behind on wins
    assert over.title("main").champions == ("d2",)
    assert [row.points for row in over.standings("main").rows] == [10, 0, -10]


def test_who_is_excluded_from_a_race_still_to_run_on_is_no_contender(
    cup: Make, race: Race, driver_table: Rules
) -> None:
    rules = driver_table("main", 10, 6, excluded=(Exclusion("d1", WORD, "2/R"),))
    book = Book(cup(["1", "2"], race("1 2"), race(), championships=[rules]))
    assert book.title("main").champions == ("d2",)
    assert [row.unranked for row in book.standings("main").rows] == ["", ""]


@pytest.mark.parametrize("after", ["2/R", "3/R"])
def test_the_final_table_has_every_adjustment(cup: Make, race: Race, driver_table: Rules, after: str) -> None:
    """The last race is cancelled: what was dated on it holds all the same."""
    rules = driver_table("main", 10, 6)
    season = cup(["1", "2"], race("1 2"), race("1 2"), race(cancelled=True), championships=[rules])
    book = Book(replace(season, adjustments=(lost(9, after),)))
    assert [(row.key, str(row.points)) for row in book.standings("main").rows] == [("d2", "12"), ("d1", "11")]
    assert book.title("main").champions == ("d2",)
    assert book.title("main", "1/R").contenders == ("d1", "d2")
    assert [each.points for each in book.adjustments("main", "2/R", "d1")] == [-9]


# -- starts by round
def two_a_round(season: Season, *rounds: tuple[Session, Session]) -> Season:
    """The same season with two races in each round."""
    made = tuple(
        Round(str(i), WORD, sessions=(replace(a, code="R1"), replace(b, code="R2")))
        for i, (a, b) in enumerate(rounds, 1)
    )
    return replace(season, rounds=made)


def test_a_round_counts_once_in_whatever_race_one_started(cup: Make, driver_table: Rules) -> None:
    """d3 started both races of round 1: two starts, one round. Two are asked for, and only round 2 is left."""
    for by_round, needed in ((False, ""), (True, "starts")):
        rules = driver_table("main", 5, 3, 2, minimum_starts=2, starts_by_round=by_round)
        season = cup(["1", "2", "3"], championships=[rules])
        first, only_two = (ran(("3", "1", "2")), ran(("3", "1"))), (ran(("1",)), ran(("2", "1")))
        now = Book(two_a_round(season, first, (ran(()), ran(()))))
        assert now.title("main").contenders == ("d3", "d1", "d2")
        over = Book(two_a_round(season, first, only_two))
        assert [(row.key, row.unranked) for row in over.standings("main").rows if row.key == "d3"] == [("d3", needed)]
        assert over.title("main").champions == ("d1",)


def test_the_title_asks_for_rounds_too(cup: Make, driver_table: Rules) -> None:
    """Round 2 is half run: d1 cannot reach two rounds any more; d3, first by 1, can, by starting in the race left."""
    rules = driver_table("main", 5, 3, minimum_starts=2, starts_by_round=True, ties=())
    season = cup(["1", "2", "3"], championships=[rules])
    first = (ran(("3", "2")), ran(("3", "2")))
    book = Book(two_a_round(season, first, (ran(("1", "2")), ran(()))))
    assert book.title("main").contenders == ("d3", "d2")
    assert book.needs("main") == (Needs("d3", "2/R2", 1), Needs("d2", "2/R2", 1))
    ended = Book(two_a_round(season, first, (ran(("1", "2")), ran(("1", "2"))))).standings("main")
    assert [(row.key, row.position, row.unranked) for row in ended.rows] == [
        ("d2", 1, ""),
        ("d1", 2, "starts"),
        ("d3", 3, "starts"),
    ]


# -- who has left
def test_who_has_left_keeps_place_and_points_and_starts_no_more(cup: Make, race: Race, driver_table: Rules) -> None:
    """F1 1961: the rival could still have won by points, but he was dead. Before that nobody knew."""
    rules = driver_table("main", 10, 6, 2, excluded=(Exclusion("d2", WORD, "2/R", place_kept=True),))
    book = Book(cup(["1", "2", "3"], race("1 2 3"), race("1 2 3"), race(), championships=[rules]))
    title = book.title("main")
    assert (title.champions, title.since, str(title.margin)) == (("d1",), "2/R", "8")
    assert [(row.key, str(row.points), row.unranked) for row in book.standings("main").rows[:2]] == [
        ("d1", "20", ""),
        ("d2", "12", ""),
    ]
    assert book.title("main", "1/R").contenders == ("d1", "d2", "d3")


def test_who_has_left_cannot_reach_the_starts_asked_for(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 10, 6, minimum_starts=2, excluded=(Exclusion("d1", WORD, "1/R", place_kept=True),))
    book = Book(cup(["1", "2"], race("1 2"), race(), championships=[rules]))
    assert [(row.key, row.unranked) for row in book.standings("main").rows] == [("d2", ""), ("d1", "starts")]


@pytest.mark.parametrize("ties", [(TieStep.COUNTBACK,), (TieStep.HEAD_TO_HEAD,)])
@pytest.mark.parametrize("kept", [False, True])
def test_a_leader_who_has_left_can_still_be_champion(kept: bool, ties: tuple[TieStep, ...]) -> None:
    """F1 1970: whatever the others do in the race left; he can neither win nor lose anything in it."""
    gone = (Exclusion("d1", WORD, place_kept=True),)
    season = small((3, 2, 1), "12", "13", counting=Counting(best=2, keep_disqualified=kept), ties=ties, excluded=gone)
    assert said(season)[0] == ("d1",)
    assert said(replace(season, played=season.played[:1]))[0][:2] == ("d1", "d2")
