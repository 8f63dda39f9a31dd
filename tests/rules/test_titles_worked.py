"""Small cases of titles, worked by hand: what playing every outcome has brought to light, and what is only not ruled out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.exceptions import DriverShare, FewStarters, RaceException
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


def test_parts_of_a_shared_car_told_by_decision_are_not_reckoned_with(
    cup: Make, race: Race, driver_table: Rules
) -> None:
    share = RaceException("2", shares=(DriverShare("2", "d2", NOTHING),))
    rules = driver_table("main", 3, 2, races=(share,))
    book = Book(cup(["1", "2", "3"], race("1 2 3"), race(), championships=[rules]))
    assert (book.title("main").contenders, book.title("main").unproven) == (("d1", "d2", "d3"), ("d2", "d3"))
    assert book.needs("main")[0] == Needs("d1", "2/R", 1, exact=False)
    assert book.needs("main")[2] == Needs("d3", "2/R", None, exact=False)


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


def test_more_points_for_fewer_starters_where_rivals_are_best_disqualified() -> None:
    rules: dict[str, Any] = {
        "few_starters": (FewStarters(2, Fraction(3)),),
        "counting": Counting(best=2, keep_disqualified=True),
    }
    title = small((2, 1), "12", "12", **rules).now.title("main")  # d2 has 2, and 3 times 2 for a win alone
    assert (title.contenders, title.unproven) == (("d1", "d2", "d3"), ("d2", "d3"))
    lost = replace(small((2, 1), "12", "12", pole=ONE, **rules), book={"pole_kept_if_disqualified": False})
    assert lost.now.title("main").contenders == ("d1", "d2", "d3")  # with a pole that a disqualified car loses


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


# -- only not ruled out
def test_a_circle_of_three_head_to_head_is_not_ruled_out() -> None:
    """d2 can only draw level with d1, who beat it twice. d3 can too, and was ahead of d1 and behind d2 as often."""
    cars = (*CARS[:3], Entry("8", ("d8",)))
    season = small((4, 2), "12", "12", cars=cars, ties=(TieStep.HEAD_TO_HEAD,))
    season = replace(season, adjustments=(Adjustment("main", "d3", Fraction(4), WORD),))
    assert said(season) == (("d1", "d2", "d3"), ("d2",))


def test_who_is_behind_before_the_circle_is_out() -> None:
    """d2 and d3 can only draw level with d1, who has more wins: head to head is not asked."""
    ties = (TieStep.COUNTBACK, TieStep.HEAD_TO_HEAD)
    season = replace(small((4, 2), "12", "12", ties=ties), adjustments=(Adjustment("main", "d3", Fraction(4), WORD),))
    assert said(season) == (("d1",), ())


def test_which_of_two_equal_results_to_drop_is_not_tried() -> None:
    """A win is 1, second 2; one result counts. d2 draws level with d1, and may win the one of two races it need not count."""
    rules: dict[str, Any] = {"counting": Counting(best=1), "ties": (TieStep.FIRST_TO_REACH,)}
    season = small((1, 2), "182", cars=CARS[:2] + CARS[3:], **rules)
    season = replace(season, left=OPEN * 2, adjustments=(Adjustment("main", "d1", ONE, WORD),))
    assert said(season) == (("d1", "d2"), ("d2",))


def test_a_place_that_pays_nothing_may_hide_a_better_one() -> None:
    """A win pays nothing, second 1, and only places that pay count in ties: d2 draws level, with one second to two."""
    season = small((0, 1), "21", "21", cars=CARS[:2] + CARS[3:], countback_paying=True)
    season = replace(season, adjustments=(Adjustment("main", "d1", -ONE, WORD),))
    assert said(season) == (("d1", "d2"), ("d2",))


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
    """d1 leads by 3, and third is enough: with two starters a win pays 6, but then nobody is third."""
    few = (FewStarters(1, Fraction(7)), FewStarters(3, Fraction(2)))
    season = small((3, 2, 1), few_starters=few, ties=())
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(3), WORD),))
    assert said(season) == (("d1", "d2", "d3"), ())
    assert season.now.needs("main", "")[0] == Needs("d1", "1/R", 3)


def test_who_cannot_score_holds_nobody_off() -> None:
    """Car 2 leads by 1 and cannot score; d1 needs a win, and beside it the fastest lap is nobody's."""
    season = small((2, 1), cars=CARS[:2] + CARS[3:], races=(RaceException("1", not_eligible=("2",)),), ties=())
    season = replace(season, adjustments=(Adjustment("main", "d2", ONE, WORD),))
    assert said(season) == (("d2", "d1"), ())
    assert season.now.needs("main", "") == (Needs("d2", "1/R", None), Needs("d1", "1/R", 1))
    duel = season.now.duel("main", "d1", "d2", "")
    assert duel is not None
    assert duel.cells[0][1] == "d1"


def test_a_later_place_in_qualifying_that_pays_more_is_not_tried() -> None:
    season = small((1,), "12", cars=CARS[:2] + CARS[3:], qualifying=points(1, 2), pole=ONE)
    season = replace(season, left=((qualified(()), ran(())),), adjustments=(Adjustment("main", "d1", ONE, WORD),))
    assert said(season) == (("d1", "d2"), ("d2",))


def test_several_bonuses_known_of_a_team_of_which_one_car_scores(cup: Make, race: Race, driver_table: Rules) -> None:
    """Car 1 is credited with the fastest lap, car 2 with the most laps led: whichever scores, a takes one of them."""
    named = RaceException("2/R", fastest_lap=("1",), most_led=("2",))
    rule: dict[str, Any] = {
        "ranks": Ranks.TEAM,
        "team": TeamRule(1),
        "fastest_lap": ONE,
        "most_led": ONE,
        "races": (named,),
    }
    rules = driver_table("main", 3, 2, **rule)
    teams = {"1": "a", "2": "a", "3": "b"}
    title = Book(cup(["1", "2", "3"], race("1 3 2"), race(), teams=teams, championships=[rules])).title("main")
    assert (title.contenders, title.unproven) == (("a", "b"), ("b",))


@pytest.mark.parametrize(("up", "place"), [(False, 3), (True, 4)])
def test_places_kept_for_cars_not_eligible_ask_for_no_starter(up: bool, place: int) -> None:
    """d1 leads by 5; with two starters a win is 6. One of two is fourth only where cars that cannot score may be ahead."""
    lost = RaceException("1", not_eligible=("3",), others_move_up=up)
    season = small((3, 2, 1), few_starters=(FewStarters(3, Fraction(2)),), races=(lost,), ties=())
    season = replace(season, adjustments=(Adjustment("main", "d1", Fraction(5), WORD),))
    assert season.now.needs("main", "")[0] == Needs("d1", "1/R", place)


def test_few_starters_cut_what_qualifying_brought() -> None:
    """Level; d1 was fastest for 1 point, a win is half of that. Alone at the start d2 has 1/4 to 1/2: still behind."""
    few: dict[str, Any] = {"factor_on_bonuses": True, "few_starters": (FewStarters(2, HALF),)}
    season = small((), cars=CARS[:2] + CARS[3:], qualifying=points(1), ties=(), **few)
    season = replace(season, rules=replace(season.rules, scale=(HALF,)), left=((qualified(("1", "2", "8")), ran(())),))
    assert said(season) == (("d1",), ())
