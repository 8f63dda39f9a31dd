"""The path of a decision, the offence catalogue, the name of the cup: written by edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cupdesk.rules.alterations import alterations
from cupdesk.rules.edits import AddDecision, SetCup, SetDecisionState, SetOffence, apply
from cupdesk.rules.model import Offence, Round, Season
from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Sanction,
    SanctionKind,
    Session,
    SessionKind,
    Stage,
    Text,
)
from cupdesk.rules.uses import decisions_on

WORD = Text("x", "x")


@pytest.fixture
def season() -> Season:
    race = Session("R", SessionKind.RACE, WORD)
    rounds = (Round("SPA", WORD, sessions=(race,)),)
    return Season("cup-2030", "Coupe", 2030, Regulations(WORD, ()), rounds=rounds, offences=(Offence("fs", WORD),))


def test_the_cup_and_its_year_are_called_otherwise_and_the_code_stays(season: Season) -> None:
    after = apply(season, SetCup("Coupe d’essai", 2031))
    assert (after.cup, after.year, after.code) == ("Coupe d’essai", 2031, season.code)
    assert after.rounds is season.rounds


def test_an_offence_is_added_changed_and_taken_out(season: Season) -> None:
    fuel = Offence("fuel", Text("Carburant", "Fuel"), "T-9", usual=(Sanction(SanctionKind.DISQUALIFICATION),))
    after = apply(season, SetOffence("fuel", fuel))
    assert after.offences == (*season.offences, fuel)
    other = replace(fuel, article="T-10")
    assert apply(after, SetOffence("fuel", other)).offences[-1] == other
    assert apply(after, SetOffence("fuel")).offences == season.offences


def test_a_decision_moved_along_keeps_its_path_and_is_issued_at_that_time(season: Season) -> None:
    ref = next(ref for ref, _, _ in season.sessions())
    noted, issued, appealed = (datetime(2026, 5, 1, 16, minute, tzinfo=UTC) for minute in (6, 40, 55))
    filed = AddDecision(ref, Decision(1, ("7",), "fuel", state=DecisionState.INVESTIGATION, time=noted))
    after = apply(
        season,
        filed,
        SetDecisionState(ref, 1, DecisionState.ISSUED, issued, "JD"),
        SetDecisionState(ref, 1, DecisionState.APPEALED, appealed, "MB"),
        SetDecisionState(ref, 1, DecisionState.WITHDRAWN),
    )
    (decision,) = after.session(ref).decisions
    assert decision.time == issued
    assert decision.path == decision.stages
    assert decision.path == (
        Stage(DecisionState.INVESTIGATION, noted),
        Stage(DecisionState.ISSUED, issued, "JD"),
        Stage(DecisionState.APPEALED, appealed, "MB"),
        Stage(DecisionState.WITHDRAWN),
    )
    undated = apply(season, filed, SetDecisionState(ref, 1, DecisionState.ISSUED)).session(ref).decisions[0]
    assert undated.time == noted
    assert decisions_on(after, "fuel") == ((ref, 1),)
    assert [each.field for each in alterations(apply(season, filed), after)] == ["state", "time"]
