"""How far a race went, and the points factor regulations commonly give for it: a proposal, never a result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cupdesk.rules.session import Session

_STEPS = ((Fraction(1, 2), Fraction(1, 2)), (Fraction(3, 4), Fraction(3, 4)))
_LEAST_LAPS = 2


def share_run(session: Session) -> Fraction | None:
    """The share of the planned distance that counts, by laps or else by the winner's time; `None` if it is not known."""
    ran = session.counted_laps or session.laps
    if session.planned_laps and ran is not None:
        return Fraction(ran, session.planned_laps)
    first = session.finish(session.order[0]) if session.order else None
    if session.planned_minutes and first is not None and (ms := first.total_ms or sum(first.parts_ms)):
        return Fraction(ms, session.planned_minutes * 60_000)
    return None


def proposed_factor(session: Session) -> Fraction | None:
    """None of the points under two laps, half under half the distance, three quarters under three quarters; `None`: nothing to propose.

    Regulations differ (Supercup: half under 50 %; 8 of 17 laps have been paid in full), so a person decides.
    """
    ran = session.counted_laps or session.laps
    if ran is not None and ran < _LEAST_LAPS:
        return Fraction(0)
    share = share_run(session)
    if share is None:
        return None
    return next((factor for below, factor in _STEPS if share < below), None)
