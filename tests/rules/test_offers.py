"""What a race left can bring: bonuses credited beforehand, cars that cannot score, another place than the best paid."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from cupdesk.rules.choices import EqualMost, SharedCar, TwoCars
from cupdesk.rules.exceptions import FewStarters
from cupdesk.rules.model import Season
from cupdesk.rules.offers import best_of, best_placed, disqualified
from cupdesk.rules.race_left import Held, RaceLeft, has_room, ways
from cupdesk.rules.race_rules import rules_for
from cupdesk.rules.regulations import Championship
from cupdesk.rules.session import Session

Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
SURE = Held(Fraction(1), Fraction(1), Fraction(1))


def left(rules: Championship, **known: object) -> RaceLeft:
    return RaceLeft("1/R", 1, rules_for(rules, "1/R", Fraction(1)), **known)  # type: ignore[arg-type]


def test_the_place_that_pays_most_and_the_best_place(driver_table: Rules) -> None:
    rules = driver_table("main", 3, 5, 1)
    best = best_of(rules, left(rules), "a")
    assert (best.place, str(best.points)) == (2, "5")
    ahead = best_placed(rules, left(rules), "a")
    assert (ahead.place, str(ahead.points)) == (1, "3")
    barred = left(rules, barred=frozenset("a"))
    assert best_of(rules, barred, "a").points == disqualified(rules, barred, "a").points == 0


def test_a_bonus_credited_beforehand_is_out_of_reach_for_others(driver_table: Rules) -> None:
    rules = driver_table("main", 3, most_gained=Fraction(2), most_led=Fraction(1))
    race = left(rules, gained_most={"a": SURE}, led_most={"b": SURE})
    assert [best_of(rules, race, key).points for key in "abc"] == [5, 4, 3]


def test_places_can_only_be_gained_from_behind(driver_table: Rules) -> None:
    rules = driver_table("main", 3, most_gained=Fraction(2), most_gained_equal=EqualMost.BEST)
    assert [best_of(rules, left(rules, grid={"a": (1,), "b": (2,)}), key).points for key in "abc"] == [3, 5, 3]
    assert best_of(rules, left(rules, grid={"b": (2,)}), "b", taken=(1,)).points == 0


def test_pole_and_places_gained_shut_each_other_out_for_one_car(driver_table: Rules) -> None:
    for pole, most in ((Fraction(1), 5), (Fraction(3), 6)):
        rules = driver_table("main", 3, pole=pole, most_gained=Fraction(2))
        assert best_of(rules, left(rules, pole_first=True), "a").points == most
        assert best_of(rules, left(rules), "a").points == 3 + pole + 2


def test_every_place_is_on_offer_to_who_adds_up_cars(driver_table: Rules) -> None:
    for shared, most in ((SharedCar.FULL, 9), (SharedCar.SPLIT, 7), (SharedCar.NONE, 5)):
        rules = driver_table("main", 5, 3, 1, two_cars=TwoCars.SUM, shared_car=shared)
        assert best_of(rules, left(rules, all_cars=3), "a", taken=(1,)).points == most


def test_few_starters_pay_less_in_a_place_they_leave_possible(driver_table: Rules) -> None:
    rules = driver_table("main", 4, few_starters=(FewStarters(4, Fraction(1, 2)), FewStarters(2, Fraction(0))))
    found = ways(rules, left(rules))
    assert [(int(way.rules.scale[0]), way.starters) for way in found] == [(4, None), (0, 1), (2, 3)]
    assert [[has_room(rules, way, place) for way in found] for place in (1, 3, 4)] == [
        [True, True, True],
        [True, False, True],
        [True, False, False],
    ]
