"""How far a race went, and the points factor regulations commonly give for it: a proposal, never a result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cupdesk.rules.session import Session


@dataclass(frozen=True, slots=True)
class ShortStep:
    """What a race pays that ran less than `below` percent of the distance planned."""

    below: int
    factor: Fraction


@dataclass(frozen=True, slots=True)
class ShortRace:
    """What is proposed for a race that ends early: nothing under `least_laps`, else the smallest of the `steps` that fits."""

    least_laps: int = 2
    steps: tuple[ShortStep, ...] = (ShortStep(50, Fraction(1, 2)), ShortStep(75, Fraction(3, 4)))


USUAL = ShortRace()
"""The steps most regulations have."""


def share_run(session: Session) -> Fraction | None:
    """The share of the planned distance that counts, by laps or else by the winner's time; `None` if it is not known."""
    ran = session.counted_laps or session.laps
    if session.planned_laps and ran is not None:
        return Fraction(ran, session.planned_laps)
    first = session.finish(session.order[0]) if session.order else None
    if session.planned_minutes and first is not None and (ms := first.total_ms or sum(first.parts_ms)):
        return Fraction(ms, session.planned_minutes * 60_000)
    return None


def proposed_factor(session: Session, rules: ShortRace) -> Fraction | None:
    """The factor the regulations give for the distance run; `None`: nothing to propose.

    What counts as a full race differs (8 of 17 laps have been paid in full), so a person decides.
    """
    ran = session.counted_laps or session.laps
    if ran is not None and ran < rules.least_laps:
        return Fraction(0)
    share = share_run(session)
    if share is None:
        return None
    fitting = [step for step in rules.steps if share * 100 < step.below]
    return min(fitting, key=lambda step: step.below).factor if fitting else None
