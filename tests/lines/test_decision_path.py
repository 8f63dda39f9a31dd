"""What a decision line adds to the catalogue and takes from it, and the path a decision leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from cupdesk.lines.reading import Reading
from cupdesk.rules.edits import AddDecision, SetDecisionState, SetOffence
from cupdesk.rules.model import Offence
from cupdesk.rules.session import DecisionState, Sanction, SanctionKind, Stage, Text
from tests.lines.test_decision import FILED, FIVE, R1, R2, TIME, TIMED, decision_of

Read = Callable[..., Reading]


def test_an_offence_added_has_a_code_of_its_own_and_is_found_by_its_words(decide: Read) -> None:
    reading = decide("40 +5 tl hors piste", *TIMED)
    added, _ = reading.on_second_enter
    assert isinstance(added, SetOffence)
    assert (added.code, added.now) == (
        "tl_hors_piste",
        Offence("tl_hors_piste", Text("Tl hors piste", "Tl hors piste")),
    )
    assert decision_of(decide("21 +5 hors", *TIMED, *reading.on_second_enter)).offence == "tl_hors_piste"
    called = SetOffence("x", Offence("x", Text("X", "X"), short=("zz",)))
    again, _ = decide("40 +5 zzz?", *TIMED, called, SetOffence("zzz", Offence("zzz", Text("Q", "Q")))).on_second_enter
    assert isinstance(again, SetOffence)
    assert again.code == "zzz_2"


def test_the_usual_sanction_is_offered_and_taken_on_a_second_enter(decide: Read) -> None:
    usual = SetOffence("collision", Offence("collision", Text("Collision", "Collision"), short=("co",), usual=(FIVE,)))
    reading = decide("40 co", *TIMED, usual)
    assert (reading.refused, reading.edits) == (True, ())
    assert reading.problem == "Usual for this offence: +5 s. ⏎ again takes it."
    assert reading.read_back == "40 Guillot › Collision"
    (edit,) = reading.on_second_enter
    assert isinstance(edit, AddDecision)
    assert edit.decision.sanctions == (FIVE,)
    assert edit.decision.path == (Stage(DecisionState.ISSUED, TIME),)
    grid = (Sanction(SanctionKind.GRID_PLACES, count=3),)
    moved = SetOffence("collision", Offence("collision", Text("Collision", "Collision"), short=("co",), usual=grid))
    (edit,) = decide("40 co", *TIMED, moved).on_second_enter
    assert isinstance(edit, AddDecision)
    assert edit.decision.applies_to == R2


def test_the_path_of_a_decision_keeps_who_and_when(decide: Read) -> None:
    filed = decide("40 inv fd", *TIMED, by="JD").edits
    assert decision_of(decide("n1 +5", *TIMED, *filed)).path == (Stage(DecisionState.INVESTIGATION, TIME, "JD"),)
    issued = decide("n1 +5 issued 16:40", *TIMED, *filed, by="MB").edits
    decision = decision_of(decide("n1 appeal 18:05 rep", *TIMED, *filed, *issued, by="JD"))
    later = datetime(2023, 10, 7, 18, 5, tzinfo=UTC)
    assert decision.path == (
        Stage(DecisionState.INVESTIGATION, TIME, "JD"),
        Stage(DecisionState.ISSUED, TIME.replace(minute=40), "MB"),
        Stage(DecisionState.APPEALED, later, "JD"),
    )
    assert decision.time == TIME.replace(minute=40)
    kept = decide("n3 withdrawn", *TIMED, FILED, by="JD")
    assert kept.edits == (SetDecisionState(R1, 3, DecisionState.WITHDRAWN, TIME, "JD"),)
