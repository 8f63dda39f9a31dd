"""What the dock of decisions says of a car: all decisions on it that make the difference, not the last alone."""

from __future__ import annotations

from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind
from cupdesk.ui.deciding.decision_rows import effect
from cupdesk.words import Words

REF = "LEC/R2"


def why(season: Season, car: str, language: str, *decisions: Decision) -> str:
    base = Book(season).classification(REF)
    book = Book(apply(season, *(AddDecision(REF, decision) for decision in decisions)))
    (said,) = (row.why for row in effect(book, base, REF, Words(language)) if row.car.number == car)
    return said.replace("\u202f", " ")


def decision(number: int, kind: SanctionKind, offence: str = "", **measure: Any) -> Decision:
    return Decision(number, ("7",), offence, (Sanction(kind, **measure),))


FIVE = decision(91, SanctionKind.TIME, "false_start", ms=5_000)
TWO = decision(92, SanctionKind.PLACES, count=2)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "+5 s, false start; −2 places: loses 3 places"),
        ("fr", "+5 s, faux départ ; −2 places : cède 3 places"),
    ],
)
def test_both_decisions_on_a_car_are_told(shipped: Season, language: str, said: str) -> None:
    assert why(shipped, "7", language, FIVE, TWO) == said


def test_a_decision_not_in_force_is_not_told(shipped: Season) -> None:
    out = Decision(93, ("7",), "collision", (Sanction(SanctionKind.PLACES, count=1),), DecisionState.WITHDRAWN)
    assert why(shipped, "7", "en", FIVE, out) == why(shipped, "7", "en", FIVE)
    assert "collision" not in why(shipped, "7", "en", FIVE, out)
