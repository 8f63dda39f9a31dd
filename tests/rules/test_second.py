"""Two entries of one order: what differs is found car by car, and settled without touching what both agree on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupdesk.rules.edits import AddDecision, AnswerSecond, EnterSecond, SettleSecond, apply
from cupdesk.rules.model import Season
from cupdesk.rules.second import answers, disagreements, settled, shadow, statuses
from cupdesk.rules.session import (
    Answer,
    Decision,
    Finish,
    Right,
    Said,
    SecondEntry,
    Session,
    SessionKind,
    Status,
    Text,
)

R = "1/R"
OUT = Status.RETIRED
KEEP, TAKE = Right.FIRST, Right.SECOND


def entered(first: str, second: str, *out: Finish, other: tuple[Finish, ...] = ()) -> Session:
    """A race typed twice, with the statuses of each entry."""
    word = Text("C", "R")
    return Session(
        "R",
        SessionKind.RACE,
        word,
        order=tuple(first.split()),
        finishes=out,
        second=SecondEntry(tuple(second.split()), other),
    )


def answered(session: Session, choices: Mapping[str, Right | Said]) -> Session:
    """The session with these cars' differences answered."""
    assert session.second is not None
    given = [
        Answer(number, Right.NEITHER, choice) if isinstance(choice, Said) else Answer(number, choice)
        for number, choice in choices.items()
    ]
    return replace(session, second=replace(session.second, answers=tuple(given)))


@pytest.mark.parametrize(
    ("first", "second", "cars"),
    [
        ("1 2 3 4", "1 2 3 4", ""),
        ("1 2 3 4", "1 3 2 4", "3"),
        ("1 2 3 4 5", "1 3 4 5", "2"),
        ("1 2 4 5", "1 2 3 4 5", "3"),
        ("1 2 3 4 5", "5 1 2 3 4", "5"),
        ("", "1 2", "1 2"),
    ],
)
def test_only_the_cars_that_differ_are_named(first: str, second: str, cars: str) -> None:
    assert " ".join(each.number for each in disagreements(entered(first, second))) == cars


def test_statuses_differ_too() -> None:
    same = (Finish("3", OUT, laps=4),)
    assert disagreements(entered("1 2 3", "1 2 3", *same, other=same)) == ()
    (one,) = disagreements(entered("1 2 3", "1 2 3", *same))
    assert (one.first, one.second) == (Said(3, OUT, 4), Said(3))
    (laps,) = disagreements(entered("1 2 3", "1 2 3", *same, other=(Finish("3", OUT, laps=5),)))
    assert laps.second == Said(3, OUT, 5)
    assert disagreements(entered("1 2 3", "1 2 3", *same, other=(Finish("3", OUT),))) == ()
    (away,) = disagreements(entered("1 2", "1 2", other=(Finish("4", Status.DID_NOT_START),)))
    assert (away.first, away.second) == (Said(None), Said(None, Status.DID_NOT_START))


def test_each_difference_is_kept_taken_or_typed_again() -> None:
    session = entered("1 2 3 4 5", "1 3 4 2 5", Finish("5", OUT, laps=2))
    assert [each.number for each in disagreements(session)] == ["2", "5"]
    assert settled(answered(session, {"2": KEEP, "5": KEEP})) == (
        ("1", "2", "3", "4", "5"),
        (Finish("5", OUT, laps=2),),
        (),
    )
    assert settled(answered(session, {"2": TAKE, "5": TAKE})) == (("1", "3", "4", "2", "5"), (), ())
    order, finishes, _ = settled(answered(session, {"2": Said(1), "5": Said(None, Status.DID_NOT_START)}))
    assert order == ("2", "1", "3", "4")
    assert finishes == (Finish("5", Status.DID_NOT_START),)
    with pytest.raises(KeyError):
        settled(answered(session, {"2": KEEP}))


def test_a_car_only_one_entry_has_can_be_left_out() -> None:
    session = entered("1 2 3", "1 3")
    assert settled(answered(session, {"2": TAKE}))[0] == ("1", "3")
    assert settled(answered(session, {"2": KEEP}))[0] == ("1", "2", "3")


NUMBERS = [str(number) for number in range(1, 9)]


@given(st.permutations(NUMBERS), st.permutations(NUMBERS), st.integers(0, 8), st.data())
def test_once_settled_both_entries_say_the_same(
    first: list[str], second: list[str], cut: int, data: st.DataObject
) -> None:
    session = entered(" ".join(first), " ".join(second[:cut]))
    open_ = disagreements(session)
    choices = {each.number: data.draw(st.sampled_from([KEEP, TAKE])) for each in open_}
    order, finishes, shared = settled(answered(session, choices))
    assert len(order) == len(set(order))
    second_now = SecondEntry(order, finishes, dead_heats=shared)
    after = replace(session, order=order, finishes=finishes, dead_heats=shared, second=second_now)
    assert disagreements(after) == ()
    if all(choice == KEEP for choice in choices.values()):
        assert order == session.order
    if all(choice == TAKE for choice in choices.values()):
        assert session.second is not None
        assert order == session.second.order


def test_the_second_entry_does_not_see_the_first(cup: Callable[..., Season], race: Callable[..., Session]) -> None:
    season = cup(["1", "2", "3"], race("1 2 3"))
    season = apply(season, AddDecision(R, Decision(1, ("1",), "x")))
    blind = shadow(season, R).session(R)
    assert (blind.order, blind.finishes, blind.decisions) == ((), (), ())
    season = apply(season, EnterSecond(R, ("2", "1"), (Finish("1", OUT),)))
    assert shadow(season, R).session(R).order == ("2", "1")
    rows = (Finish("1", OUT, laps=3, best_ms=9), Finish("2", laps=4))
    assert statuses(rows) == (Finish("1", OUT, laps=3),)
    order, finishes, _ = settled(answered(season.session(R), dict.fromkeys("123", TAKE)))
    assert disagreements(apply(season, SettleSecond(R, order, finishes, 3)).session(R)) == ()


def heats(first: str, second: str, one: str, other: str) -> Session:
    """A race typed twice, with the cars that share a place in each entry (`2 3`)."""
    session = entered(first, second)
    assert session.second is not None
    shared = tuple(tuple(heat.split()) for heat in (one, other) if heat)
    return replace(
        session,
        dead_heats=shared[:1] if one else (),
        second=replace(session.second, dead_heats=shared[-1:] if other else ()),
    )


def test_a_shared_place_is_a_difference_of_all_who_share_it() -> None:
    session = heats("1 2 3 4", "1 2 3 4", "2 3", "")
    assert [(each.number, each.first.shares, each.second.shares) for each in disagreements(session)] == [
        ("2", ("3",), ()),
        ("3", ("2",), ()),
    ]
    assert settled(answered(session, {"2": KEEP, "3": KEEP})) == (("1", "2", "3", "4"), (), (("2", "3"),))
    assert settled(answered(session, {"2": TAKE, "3": TAKE}))[2] == ()
    assert settled(answered(session, {"2": KEEP, "3": TAKE}))[2] == ()
    assert settled(answered(session, {"2": KEEP, "3": Said(4)}))[::2] == (("1", "2", "4", "3"), ())


def test_which_of_two_that_share_a_place_stands_first_says_nothing() -> None:
    assert disagreements(heats("1 2 3 4", "1 3 2 4", "2 3", "3 2")) == ()
    assert [each.number for each in disagreements(heats("1 2 3 4", "1 3 2 4", "2 3", "2 4"))] == ["2", "3", "4"]


def test_a_place_is_shared_only_side_by_side() -> None:
    session = heats("1 2 3 4", "2 1 3 4", "1 2", "1 2")
    assert disagreements(session) == ()
    moved = heats("1 2 3 4", "1 3 2 4", "1 2", "1 2")
    order, _, shared = settled(answered(moved, {each.number: TAKE for each in disagreements(moved)}))
    assert (order, shared) == (("1", "3", "2", "4"), ())


def test_settling_gives_both_entries_the_shared_places(
    cup: Callable[..., Season], race: Callable[..., Session]
) -> None:
    season = apply(cup(["1", "2"], race("1 2")), EnterSecond(R, ("1", "2"), (), "MB", (("1", "2"),)))
    assert shadow(season, R).session(R).dead_heats == (("1", "2"),)
    order, finishes, shared = settled(answered(season.session(R), dict.fromkeys("12", TAKE)))
    after = apply(season, SettleSecond(R, order, finishes, 2, "JD", shared)).session(R)
    assert after.dead_heats == (("1", "2"),)
    assert after.second == SecondEntry(("1", "2"), (), "JD", 2, (("1", "2"),))


def test_answers_stay_while_the_order_does_and_go_with_their_difference(
    cup: Callable[..., Season], race: Callable[..., Session]
) -> None:
    season = apply(cup(["1", "2", "3"], race("1 2 3")), EnterSecond(R, ("2", "1", "3"), (Finish("3", OUT),)))
    assert [each.number for each in disagreements(season.session(R))] == ["2", "3"]
    given = [Answer("2", KEEP), Answer("3", TAKE), Answer("2", Right.NEITHER, Said(3))]
    season = apply(season, *(AnswerSecond(R, answer) for answer in given))
    assert season.session(R).order == ("1", "2", "3")
    assert answers(season.session(R)) == {"3": given[1], "2": given[2]}
    again = apply(season, EnterSecond(R, ("1", "2", "3"), (Finish("3", OUT),)))
    assert answers(again.session(R)) == {"3": given[1]}
    order, finishes, _ = settled(season.session(R))
    assert (order, finishes) == (("1", "3", "2"), (Finish("3", OUT),))
    done = apply(season, SettleSecond(R, order, finishes, 2)).session(R)
    assert done.second == SecondEntry(order, finishes, settled=2)
    first = apply(cup(["1"], race("1")), AnswerSecond(R, given[1])).session(R)
    assert answers(first) == {}
