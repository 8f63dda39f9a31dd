"""Changing one session of a season."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.model import Season
    from cupdesk.rules.session import Session


def with_session(season: Season, ref: str, change: Callable[[Session], Session]) -> Season:
    """The season with one session replaced; every other session stays the same object. `KeyError` if there is none."""
    season.session(ref)
    round_code, _, code = ref.partition("/")
    rounds = tuple(
        replace(r, sessions=tuple(change(s) if s.code == code else s for s in r.sessions))
        if r.code == round_code
        else r
        for r in season.rounds
    )
    return replace(season, rounds=rounds)
