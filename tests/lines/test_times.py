"""The line of times in a qualifying session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import PlaceCar, SetStatus, SetTimes, TakeOutCar, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Finish, SanctionKind, Session, Status
from cupdesk.words import Words

Read = Callable[..., Reading]
Enter = Callable[..., Session]
Q = "LEC/Q"


def test_best_and_second_best(order: Read) -> None:
    reading = order("7 2:04.106 2:04.382", ref=Q)
    assert reading.prompt == "Times"
    assert order("", ref=Q, language="fr").prompt == "Temps"
    assert reading.edits == (PlaceCar(Q, "7"), SetTimes(Q, "7", best_ms=124_106, second_ms=124_382))
    assert reading.read_back == "7 Boccolacci, 2:04.106, second best 2:04.382"


def test_digits_only_and_the_lap(order: Read) -> None:
    assert order("7 204106", ref=Q).edits[1] == SetTimes(Q, "7", best_ms=124_106)
    edits = order("7 2:04.106/5 2:04.382/8", ref=Q).edits
    assert edits[1] == SetTimes(Q, "7", best_ms=124_106, best_lap=5, second_ms=124_382, second_lap=8)


def test_points_of_a_number_pad_for_colons(order: Read) -> None:
    assert order("7 2.04.106 2,04,382", ref=Q).edits[1] == SetTimes(Q, "7", best_ms=124_106, second_ms=124_382)
    assert order("7 1.31.39.457").edits[1] == SetTimes("LEC/R1", "7", total_ms=5_499_457)
    assert order("7 2.64.106", ref=Q).problem == "2:64.106: seconds stop at 59."
    assert order("7 2.04", ref=Q).refused


def test_the_shorter_time_is_the_best(order: Read) -> None:
    assert order("7 2:04.382 2:04.106", ref=Q).edits[1] == SetTimes(Q, "7", best_ms=124_106, second_ms=124_382)


def test_two_cars_in_one_line(enter: Enter) -> None:
    session = enter("7 2:04.106 8 2:04.500", ref=Q)
    assert session.order == ("7", "8")
    assert session.finish("8").best_ms == 124_500


def test_no_time_forgets_one(enter: Enter) -> None:
    session = enter("7 2:04.106", "7 st", "8 nt", ref=Q)
    assert session.order == ("7", "8")
    assert session.finish("7") == Finish("7")


def test_cars_known_by_their_times_stay_when_another_comes(season: Season) -> None:
    known = apply(season, SetTimes(Q, "7", best_ms=124_106))
    after = apply(known, *read_order(Book(known), Q, "8 2:04.500", Words("en")).edits)
    assert [row.number for row in Book(after).classification(Q).rows] == ["7", "8"]


def test_a_deleted_lap_is_a_decision(order: Read) -> None:
    reading = order("7 x3", "7 2:04.106/3 2:04.382/5", ref=Q)
    assert reading.read_back == "7 Boccolacci, lap 3 deleted"
    (edit,) = reading.edits
    decision = edit.decision  # type: ignore[union-attr]
    assert [(s.kind, s.count) for s in decision.sanctions] == [(SanctionKind.DELETE_LAP, 1)]
    assert (decision.number, decision.offence, decision.article) == (1, "track_limits", "R-1")


def test_both_laps_deleted(order: Read) -> None:
    (edit,) = order("7 xx", "7 2:04.106/3 2:04.382/5", ref=Q).edits
    assert [s.count for s in edit.decision.sanctions] == [2]  # type: ignore[union-attr]


def test_a_second_best_deleted_is_forgotten_and_a_best_deleted_leaves_it(enter: Enter, order: Read) -> None:
    timed = "7 2:04.106/3 2:04.382/5"
    assert enter(timed, "7 x5", ref=Q).finish("7") == Finish("7", best_ms=124_106, best_lap=3)
    assert order("7 x3", timed, "7 x3", ref=Q).problem == "7 Boccolacci: lap 3 is none of its laps."
    assert order("7 x5", timed, "7 x3", ref=Q).edits[0].decision.number == 2  # type: ignore[union-attr]
    assert order("7 xx", timed, "7 x3", "7 x5", ref=Q).problem == "7 Boccolacci has no time: nothing to delete."


def test_a_lap_at_the_end_of_the_line(order: Read) -> None:
    assert order("7 2:04.106 5", ref=Q).edits[1] == SetTimes(Q, "7", best_ms=124_106, best_lap=5)


def test_statuses_and_taking_out(order: Read) -> None:
    assert order("7 dsq", "7 2:04.106", ref=Q).edits == (SetStatus(Q, "7", Status.DISQUALIFIED),)
    assert order("7-", "7 2:04.106", ref=Q).edits == (TakeOutCar(Q, "7"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("7", "7 Boccolacci: type its time, or nt."),
        ("7 2:04.1 2:04.2 2:04.3", "7 Boccolacci: best and second best are two times, no more."),
        ("9 x3", "9 Rousset has no time: nothing to delete."),
        ("8 x4", "8 Paque: lap 4 is none of its laps."),
        ("9-", "9 Rousset has no place to be taken out of. Nothing has changed."),
        ("7 1:04.106", "1:04.106 is 60 s under the pole. ⏎ again keeps it."),
        ("15t", "This is not said in this session. F1 shows the forms."),
        ("7 +1.2", '"7 +1.2": "+1.2" is not understood. F1 shows the forms.'),
        ("7 2:64.106", "2:64.106: seconds stop at 59."),
    ],
)
def test_mistakes(order: Read, line: str, problem: str) -> None:
    reading = order(line, "8 2:04.106 3", ref=Q)
    assert reading.refused
    assert reading.problem == problem
    assert reading.edits == ()
