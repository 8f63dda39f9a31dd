"""Small cases of titles, worked by hand: what playing every outcome has brought to light, and what is only not ruled out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import PoleRule
from cupdesk.rules.exceptions import DriverShare, Exclusion, FewStarters, RaceException, SessionScale
from cupdesk.rules.model import Adjustment, Entry
from cupdesk.rules.regulations import (
    Counting,
    Ranks,
    TeamRule,
    TieStep,
)
from cupdesk.rules.results import Needs
from tests.rules.every_outcome import points, qualified, ran
from tests.rules.small_titles import CARS, HALF, NOTHING, ONE, OPEN, WORD, Make, Race, Rules, said, small


# -- bonuses known beforehand
def test_a_bonus_credited_beforehand_is_certain(cup: Make, race: Race, driver_table: Rules) -> None:
    rules = driver_table("main", 3, most_led=Fraction(2), races=(RaceException("2/R", most_led=("1",)),))
    book = Book(cup(["1", "2"], race("1 2"), race(), championships=[rules]))
    assert book.title("main").champions == ("d1",)  # 3 and the 2 credited; a win is 3
    assert book.title("main").on_offer == 5


def test_bonuses_credited_beforehand_and_a_car_that_cannot_score(cup: Make, race: Race, driver_table: Rules) -> None:
    """In the race left car 1 is credited with every bonus, car 3 cannot score; the better result of two counts."""
    named = RaceException(
        "2", pole=("1",), fastest_lap=("1",), most_led=("1",), most_gained=("1",), not_eligible=("3",)
    )
    bonuses = {"pole": ONE, "fastest_lap": ONE, "most_led": ONE, "most_gained": ONE}
    rules = driver_table("main", 3, 3, 1, races=(named,), counting=Counting(best=1), **bonuses)
    title = Book(cup(["1", "2", "3"], race("3 1 2"), race(), championships=[rules])).title("main")
    assert title.champions == ("d1",)  # its bonuses alone are 4, in place of the 3 it has; the others have 3 at most
    assert title.on_offer == 4


@pytest.mark.parametrize(
    ("ranks", "contenders"),
    [(Ranks.DRIVER, ("d1",)), (Ranks.CREW, ("d1",)), (Ranks.TEAM, ("t1",)), (Ranks.NATION, ("d1",))],
)
def test_a_fastest_lap_credited_to_a_driver(ranks: Ranks, contenders: tuple[str, ...]) -> None:
    """The first leads by 1, and is sure of 2 more for the lap; a win is 2."""
    cars = tuple(Entry(n, (f"d{n}",), f"t{n}") for n in "128")
    race = RaceException("2", fastest_lap_by=("d1",))
    season = small((2, 1), "12", cars=cars, ranks=ranks, fastest_lap=Fraction(2), races=(race,))
    assert said(season) == (contenders, ())


def test_a_pole_is_kept_by_who_is_classified() -> None:
    """d1 has pole and leads by 1. A disqualification would take it, but not if he is second: 1 + 2 + 1 to 3."""
    season = small((3, 2), cars=CARS[:2] + CARS[3:], pole=ONE, ties=())
    season = replace(
        season,
        left=((qualified(("1", "2", "8")), ran(())),),
        adjustments=(Adjustment("main", "d1", ONE, WORD),),
        book={"pole_kept_if_disqualified": False},
    )
    assert said(season) == (("d1", "d2"), ())
    assert season.now.needs("main", season.after) == (Needs("d1", "1/R", 2), Needs("d2", "1/R", None))


def test_parts_of_a_shared_car_told_by_decision(cup: Make, race: Race, driver_table: Rules) -> None:
    """In the race left d2 gets nothing of car 2. He may drive another, and win; if car 2 has pole he drives that, and is out."""
    share = RaceException("2", shares=(DriverShare("2", "d2", NOTHING),))
    rules = driver_table("main", 3, 2, pole=HALF, races=(share,))
    season = cup(["1", "2", "3"], race("1 2 3"), race(), championships=[rules])
    book = Book(season)
    assert (book.title("main").contenders, book.title("main").unproven) == (("d1", "d2", "d3"), ())
    assert book.needs("main") == (Needs("d1", "2/R", 1), Needs("d2", "2/R", None), Needs("d3", "2/R", None))
    seated = replace(season.rounds[1], sessions=(qualified(("2", "1", "3")), *season.rounds[1].sessions))
    known = Book(replace(season, rounds=(season.rounds[0], seated)))
    assert known.title("main", "2/Q").contenders == ("d1", "d3")
    shares = (DriverShare("1", "d1", HALF), DriverShare("2", "d2", HALF), DriverShare("3", "d1", HALF))  # not his car
    half = replace(rules, races=(RaceException("2", shares=shares),))
    made = replace(known.season, regulations=replace(known.season.regulations, championships=(half,)))
    assert Book(made).title("main", "2/Q").on_offer == 3  # of a win alone in another car; d2 half of it and of the pole


# -- few starters, starts, the other cups
def test_a_race_that_pays_nothing_may_suit_who_trails() -> None:
    """Level; d1 has pole, a win pays half as much. Only alone at the start d2 shares the title: then nothing is paid."""
    season = small((), cars=CARS[:2] + CARS[3:], scales=(), pole=ONE, factor_on_bonuses=True, ties=(), few_starters=(FewStarters(2, NOTHING),))  # fmt: skip
    season = replace(season, rules=replace(season.rules, scale=(HALF,)), left=((qualified(("1", "2", "8")), ran(())),))
    assert said(season) == (("d1", "d2"), ())


def test_many_poles_promised_to_few_starters_are_not_all_tried() -> None:
    poles = tuple(RaceException(str(i), pole=("1",)) for i in range(1, 9))
    few: dict[str, Any] = {
        "factor_on_bonuses": True,
        "few_starters": (FewStarters(2, NOTHING),),
        "races": poles,
        "pole": ONE,
    }
    season = replace(small((1,), **few), left=OPEN * 8, adjustments=(Adjustment("main", "d1", ONE, WORD),))
    title = season.now.title("main", season.after)  # 1 and 6 of the 8 poles, to 8 wins
    assert (title.contenders, title.unproven) == (("d1", "d2", "d3"), ("d2", "d3"))


def test_who_starts_alone_holds_off_who_has_not_started_often_enough() -> None:
    """Nothing is paid to one starter, but then d2 has one start too few; with two or more a win is enough for d1."""
    few = (FewStarters(2, NOTHING),)
    season = small((3, 1), "12", cars=CARS[:2] + CARS[3:], minimum_starts=2, few_starters=few)
    assert said(season) == (("d1", "d2"), ())
    assert season.now.needs("main")[0] == Needs("d1", "2/R", 1)


def test_a_third_cannot_have_the_place_of_either_of_two(cup: Make, race: Race, driver_table: Rules) -> None:
    """d1 leads d3 by 3: beside d2's win d3 can only be third, and second is enough for d1."""
    rules = driver_table("main", 4, 3, 1, ties=())
    duel = Book(cup(["1", "2", "3"], race("1 2 3"), race(), championships=[rules])).duel("main", "d1", "d3")
    assert duel is not None
    assert duel.cells[1][0] == "d1"  # 4 + 3 to 1 + 4
    assert duel.cells[2][0] == ""  # 4 + 1 to 1 + 4
    assert duel.cells[2][1] == ""  # d2 wins: 4 + 1 to 3 + 4


def test_printed_places_of_other_cups_may_not_help() -> None:
    """Level if d1 is second and d2 wins; countback by printed place: guests may push d1 behind any place."""
    cars = (*CARS[:2], Entry("8", ("d8",)), Entry("9", ("d9",), guest=True))
    printed = small((2, 1), "1928", cars=cars, countback_overall=True, scales=())
    assert said(printed) == (("d1", "d2"), ())
    assert printed.now.needs("main") == (Needs("d1", "2/R", 1), Needs("d2", "2/R", None))


# -- points given up for better places
def test_which_of_two_equal_results_to_drop() -> None:
    """A win is 1, second 2; one result counts, and ties ask for races 1 and 2. d2 draws level with d1, who has won race 1: by a
    second in race 3, the later, while race 2, won, is dropped. Of equal results the later would be dropped by itself."""
    rules: dict[str, Any] = {"counting": Counting(best=1), "cars": CARS[:2] + CARS[3:]}
    for asked, contenders in ((("1", "2"), ("d1", "d2")), (("1",), ("d1",))):
        season = small((1, 2), "182", countback_sessions=asked, **rules)
        season = replace(season, left=OPEN * 2, adjustments=(Adjustment("main", "d1", ONE, WORD),))
        assert said(season) == (contenders, ())
    first = small((1, 2), "182", ties=(TieStep.FIRST_TO_REACH,), **rules)
    first = replace(first, left=OPEN * 2, adjustments=(Adjustment("main", "d1", ONE, WORD),))
    assert said(first) == (("d1",), ())  # d1 won before


def test_a_place_that_pays_nothing_may_hide_a_better_one() -> None:
    """A win pays nothing, second 1, one result counts, and only places that pay count in ties: d2 draws level with the two
    seconds of d1 by two of his own, though one would do for the points."""
    season = small((0, 1), "21", "21", cars=CARS[:2] + CARS[3:], countback_paying=True, counting=Counting(best=1))
    assert said(replace(season, left=OPEN * 2)) == (("d1", "d2"), ())
    assert said(season) == (("d1",), ())


@pytest.mark.parametrize(("step", "unproven"), [(TieStep.COUNTBACK, ()), (TieStep.FIRST_TO_REACH, ("d2",))])
def test_ways_without_number_are_not_all_tried(step: TieStep, unproven: tuple[str, ...]) -> None:
    """Third is 40, one result counts, and each race left has a scale of its own: the ways to give up the others double with
    each. By countback d2, with wins, is ahead; that d1, who won first, reached it before is so in each way that is tried."""
    scales = tuple(SessionScale(str(i), points(1, 20 + i, 40)) for i in range(2, 16))
    rules: dict[str, Any] = {"counting": Counting(best=1), "scales": scales, "countback_paying": True, "ties": (step,)}
    season = small((1, 2, 40), "182", cars=CARS[:2] + CARS[3:], **rules)
    season = replace(season, left=OPEN * 14, adjustments=(Adjustment("main", "d1", Fraction(39), WORD),))
    title = season.now.title("main", season.after)
    assert (title.contenders, title.unproven) == (("d1", "d2"), unproven)


def test_no_point_can_be_given_up_for_a_better_place() -> None:
    """A win is 1, second 2, two results count: d2 draws level by seconds alone, and d1 has won."""
    season = small((1, 2), "12", cars=CARS[:2] + CARS[3:], counting=Counting(best=2))
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(3), WORD),))
    assert said(season) == (("d1",), ())


def test_who_is_absent_drops_nothing_better() -> None:
    """One result counts and both have won: whoever starts alone, for nothing, is level, and ahead on wins."""
    few = (FewStarters(2, NOTHING),)
    season = small((3, 1), "12", "21", cars=CARS[:2] + CARS[3:], counting=Counting(best=1), few_starters=few)
    assert said(season) == (("d1", "d2"), ())


# -- what a qualifying that is over says
@pytest.mark.parametrize(("first", "contenders"), [("2", ("d1", "d2")), ("1", ("d1",))])
def test_qualifying_breaks_a_tie_before_the_race(first: str, contenders: tuple[str, ...]) -> None:
    """A win draws d2 level; who qualified better is ahead."""
    season = small((1,), cars=CARS[:2] + CARS[3:], ties=(TieStep.BEST_QUALIFYING,))
    grid = ("2", "1", "8") if first == "2" else ("1", "2", "8")
    given = (Adjustment("main", "d1", ONE, WORD),)
    assert said(replace(season, left=((qualified(grid), ran(())),), adjustments=given)) == (contenders, ())


def test_a_place_that_few_starters_do_not_leave() -> None:
    """d1 has pole, 3, and is 3/4 behind: third is enough, 3 1/4 to 3. With two starters all is halved, and 1 1/4 would be less
    than 1 1/2, but then nobody is third."""
    steps = (FewStarters(1, NOTHING), FewStarters(3, HALF))  # nobody at all can be fewer than one
    few: dict[str, Any] = {"few_starters": steps, "factor_on_bonuses": True}
    season = small((3, 2, 1), races=(RaceException("1", pole=("1",)),), pole=Fraction(3), ties=(), **few)
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(-3, 4), WORD),))
    assert said(season) == (("d2", "d3", "d1"), ())
    assert {each.key: each.place for each in season.now.needs("main", "")}["d1"] == 3


def test_who_cannot_score_holds_nobody_off() -> None:
    """Car 2 leads by 1 and cannot score; d1 needs a win, and beside it the fastest lap is nobody's."""
    season = small((2, 1), cars=CARS[:2] + CARS[3:], races=(RaceException("1", not_eligible=("2",)),), ties=())
    season = replace(season, adjustments=(Adjustment("main", "d2", ONE, WORD),))
    assert said(season) == (("d2", "d1"), ())
    assert season.now.needs("main", "") == (Needs("d2", "1/R", None), Needs("d1", "1/R", 1))
    duel = season.now.duel("main", "d1", "d2", "")
    assert duel is not None
    assert duel.cells[0][1] == "d1"


@pytest.mark.parametrize(
    ("lead", "rule", "contenders"),
    [
        (3, PoleRule.GRID, ("d1", "d2")),
        (4, PoleRule.GRID, ("d1", "d2")),
        (5, PoleRule.GRID, ("d1",)),
        (3, PoleRule.QUALIFYING, ("d1", "d2")),
        (4, PoleRule.QUALIFYING, ("d1",)),
    ],
)
def test_a_later_place_in_qualifying_that_pays_more(lead: int, rule: PoleRule, contenders: tuple[str, ...]) -> None:
    """A win is 1, the first in qualifying has 1 and the second 2; pole, 1, is first on the grid, by a sanction even the second,
    or the fastest: 4 for d2, or 3. d1 is level to the last step, or ahead."""
    season = small((1,), cars=CARS[:2] + CARS[3:], qualifying=points(1, 2), pole=ONE, ties=())
    season = replace(season, left=((qualified(()), ran(())),), book={"pole": rule})
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(lead), WORD),))
    assert said(season) == (contenders, ())


def test_the_place_in_qualifying_that_pays_is_the_one_that_breaks_ties() -> None:
    """The second in qualifying has 2, the first nothing: d2 draws level only as second, and d1, first in qualifying before, is
    ahead; had another been first, d2 would be, on seconds."""
    ties = (TieStep.BEST_QUALIFYING,)
    for grid, contenders in ((("1", "2", "8"), ("d1",)), (("8", "2", "1"), ("d1", "d2"))):
        season = small((1,), cars=CARS[:2] + CARS[3:], qualifying=points(0, 2), ties=ties)
        season = replace(season, played=((qualified(grid), ran(("8", "1", "2"))),), left=((qualified(()), ran(())),))
        have = 2 if grid[1] == "2" else 0
        season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(3 + have), WORD),))
        assert said(season) == (contenders, ())


@pytest.mark.parametrize(("lead", "contenders"), [(3, ("a", "b")), (4, ("a",))])
def test_several_bonuses_known_of_a_team_of_which_one_car_scores(lead: int, contenders: tuple[str, ...]) -> None:
    """Car 1 is credited with the fastest lap, car 2 with the most laps led: whichever scores, a takes one of them, 1, and b
    has 4 for a win; a never takes both: 2 + 1 with one car second, or 4 + 1 with it first."""
    named = RaceException("1", fastest_lap=("1",), most_led=("2",))
    rule: dict[str, Any] = {"ranks": Ranks.TEAM, "team": TeamRule(1), "races": (named,), "ties": ()}
    cars = tuple(Entry(n, (f"d{n}",), team) for n, team in (("1", "a"), ("2", "a"), ("3", "b")))
    season = small((4, 2), cars=cars, fastest_lap=ONE, most_led=ONE, **rule)
    season = replace(season, adjustments=(Adjustment("main", "a", Fraction(lead), WORD),))
    assert said(season) == (contenders, ())
    behind = replace(season, adjustments=(Adjustment("main", "b", Fraction(5), WORD),))
    assert said(behind) == (("b", "a"), ())
    out = replace(season, adjustments=(Adjustment("main", "b", Fraction(6), WORD),))
    assert said(out) == (("b",), ())


@pytest.mark.parametrize(("up", "place"), [(False, 3), (True, 4)])
def test_places_kept_for_cars_not_eligible_ask_for_no_starter(up: bool, place: int) -> None:
    """d1 has pole, 4, and is 3/4 behind: fourth is enough, 3 1/4 to 3. With two starters all is halved, and 1 1/4 is not enough;
    one of two is fourth only where cars that cannot score may be ahead."""
    race = RaceException("1", pole=("1",), not_eligible=("3",), others_move_up=up)
    few: dict[str, Any] = {"few_starters": (FewStarters(3, HALF),), "factor_on_bonuses": True}
    season = small((3, 2, 1), races=(race,), pole=Fraction(4), ties=(), **few)
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(-3, 4), WORD),))
    assert {each.key: each.place for each in season.now.needs("main", "")}["d1"] == place


def test_few_starters_cut_what_qualifying_brought() -> None:
    """Level; d1 was fastest for 1 point, a win is half of that. Alone at the start d2 has 1/4 to 1/2: still behind."""
    few: dict[str, Any] = {"factor_on_bonuses": True, "few_starters": (FewStarters(2, HALF),)}
    season = small((), cars=CARS[:2] + CARS[3:], qualifying=points(1), ties=(), **few)
    season = replace(season, rules=replace(season.rules, scale=(HALF,)), left=((qualified(("1", "2", "8")), ran(())),))
    assert said(season) == (("d1",), ())


def test_who_finishes_ahead_is_no_more_laps_behind() -> None:
    """d2 is one ahead. Behind d1 he is at least as many laps down: level at most, and then d1 has the better place."""
    out = tuple(Exclusion(name, WORD) for name in ("d3", "d8"))
    season = small((3, 1), laps_down=points(2, 1), ties=(TieStep.COUNTBACK,), excluded=out)
    season = replace(season, adjustments=(Adjustment("main", "d2", ONE, WORD),))
    table = season.now.duel("main", "d2", "d1", season.after)
    assert table is not None
    assert table.cells[2][1] == "d1"


@pytest.mark.parametrize("ranks", [Ranks.DRIVER, Ranks.CREW])
def test_pole_may_go_to_somebody_who_then_does_not_start(ranks: Ranks) -> None:
    """Level before the last race; a single starter is paid nothing, and pole is a point."""
    few = (FewStarters(2, Fraction(0)),)
    season = small((4, 3, 1), "132", ranks=ranks, pole=ONE, few_starters=few, excluded=(Exclusion("d8", WORD),))
    season = replace(season, adjustments=(Adjustment("main", "d3", ONE, WORD),))
    assert season.now.needs("main", season.after)[0].place is None
