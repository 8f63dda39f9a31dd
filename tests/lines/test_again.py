"""A decision on file put back on the line says the same again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cupdesk.lines.again import decision_line
from cupdesk.lines.reading import Reading
from cupdesk.rules.edits import AddDecision, PlaceCar, SetTimes
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, Text

SANCTIONS = [
    Sanction(SanctionKind.TIME, ms=5000),
    Sanction(SanctionKind.TIME, ms=5500),
    Sanction(SanctionKind.TIME, ms=65_000),
    Sanction(SanctionKind.TIME, ms=5000, place=3),
    Sanction(SanctionKind.DRIVE_THROUGH),
    Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000),
    Sanction(SanctionKind.STOP_AND_GO),
    Sanction(SanctionKind.STOP_AND_GO, ms=35_000),
    Sanction(SanctionKind.LAPS, count=1),
    Sanction(SanctionKind.PLACES, count=3),
    Sanction(SanctionKind.PLACES_IN_CATEGORY, count=2),
    Sanction(SanctionKind.BEHIND, behind="5"),
    Sanction(SanctionKind.BACK),
    Sanction(SanctionKind.DISQUALIFICATION),
    Sanction(SanctionKind.GRID_PLACES, count=5),
    Sanction(SanctionKind.GRID_BACK),
    Sanction(SanctionKind.PIT_LANE_START),
    Sanction(SanctionKind.DELETE_LAP, count=1),
    Sanction(SanctionKind.REPRIMAND),
    Sanction(SanctionKind.WARNING),
    Sanction(SanctionKind.FINE, amount="500"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sanction", SANCTIONS, ids=lambda sanction: sanction.kind)
def test_the_line_of_a_decision_changes_nothing(
    season: Season, decide: Callable[..., Reading], sanction: Sanction, language: str
) -> None:
    grid = sanction.kind.value.startswith("grid") or sanction.kind is SanctionKind.PIT_LANE_START
    decision = Decision(
        3,
        ("40", "21"),
        "false_start",
        (sanction,),
        DecisionState.CONFIRMED,
        article="R-2",
        text=Text("Texte", "Wording"),
        applies_to="LEC/R2" if grid else "",
    )
    timed = (PlaceCar("LEC/R1", "40"), SetTimes("LEC/R1", "40", total_ms=1_900_000))
    reading = decide(decision_line(decision, season, language), *timed, AddDecision("LEC/R1", decision))
    assert not reading.refused, reading.problem
    assert reading.edits == ()


def test_every_kind_is_tried() -> None:
    assert {sanction.kind for sanction in SANCTIONS} == set(SanctionKind)
