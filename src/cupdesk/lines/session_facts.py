"""What a line says of the whole session: `tour 14`, `pts 1/2`, `piste mouillée`, `plan 15 laps`. Knows no season."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cupdesk.lines.typed import digits, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Value: TypeAlias = int | str | bool | Fraction | None


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One fact of the session by its name in `Session`; no value: unknown again."""

    name: str
    value: Value


OF_RACE = ("laps", "counted_laps", "points_factor", "pole")
"""Facts that only a race has."""
_TRACK = {
    **dict.fromkeys(("seche", "sec", "dry"), "dry"),
    **dict.fromkeys(("mouillee", "pluie", "wet", "rain"), "wet"),
    **dict.fromkeys(("humide", "sechante", "damp"), "damp"),
}
_HELD = {
    **dict.fromkeys(("annulee", "annule", "cancelled", "canceled"), True),
    **dict.fromkeys(("maintenue", "held"), False),
}
_COUNTED = ("tour", "lap")
_FACTOR = ("pts", "points")
_PLANNED = ("plan", "planned", "prevu", "prevue")
_SURFACE = ("piste", "track")
_START = ("depart", "start")
SESSION_WORDS = (*_HELD, *_COUNTED, *_FACTOR, *_PLANNED, *_SURFACE, *_START, "air", "pole")
"""Every word that begins a fact of the session."""
_NOTHING = ("?", "-")
_DEGREES = re.compile(r"(-?\d{1,2})(?:°c?|c)?")
_LAPS = re.compile(r"(\d{1,3})(?:t|l|tours?|laps?)")
_MINUTES = re.compile(r"(\d{1,3})(?:min|minutes?|mn|')")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)")
_PARTS = {"½": Fraction(1, 2), "¾": Fraction(3, 4), "¼": Fraction(1, 4)}
_MOST = 3


def session_fact(words: Sequence[str], at: int) -> tuple[SessionFact, int] | None:
    """The fact of the session that starts at a word, and how many words say it; `None` if none does."""
    first = fold(words[at])
    if first in _HELD:
        return SessionFact("cancelled", _HELD[first]), 1
    if first not in SESSION_WORDS or at + 1 >= len(words):
        return None
    given, after = fold(words[at + 1]), fold(words[at + 2]) if at + 2 < len(words) else ""
    if first in _COUNTED:
        if given in (*_NOTHING, "0"):
            return SessionFact("counted_laps", None), 2
        return (SessionFact("counted_laps", int(given)), 2) if digits(given) and len(given) < 4 else None
    if first in _FACTOR:
        return _factor(words[at + 1], after)
    if first in _PLANNED:
        return _planned(given, after)
    if first in _START:
        clock = _CLOCK.fullmatch(given)
        return (SessionFact("start", f"{int(clock[1]):02}:{clock[2]}"), 2) if clock else None
    if first == "pole":
        return SessionFact("pole", "" if given in _NOTHING else words[at + 1]), 2
    return _weather(first, given)


def _factor(given: str, after: str) -> tuple[SessionFact, int] | None:
    if given in _PARTS:
        return SessionFact("points_factor", _PARTS[given]), 2
    if digits(given) and re.fullmatch(r"/\d{1,2}", after) and int(after[1:]):
        return _within(Fraction(int(given), int(after[1:])), 3)
    if match := re.fullmatch(r"(\d{1,3})%", given):
        return _within(Fraction(int(match[1]), 100), 2)
    if re.fullmatch(r"\d(?:[.,]\d{1,2})?", given):
        return _within(Fraction(given.replace(",", ".")), 2)
    return None


def _within(factor: Fraction, used: int) -> tuple[SessionFact, int] | None:
    return (SessionFact("points_factor", factor), used) if factor <= _MOST else None


def _planned(given: str, after: str) -> tuple[SessionFact, int] | None:
    joined, used = (given, 2) if not digits(given) else (given + after, 3)
    if (match := _LAPS.fullmatch(joined)) and int(match[1]):
        return SessionFact("planned_laps", int(match[1])), used
    if (match := _MINUTES.fullmatch(joined)) and int(match[1]):
        return SessionFact("planned_minutes", int(match[1])), used
    return None


def _weather(first: str, given: str) -> tuple[SessionFact, int] | None:
    name = "air_c" if first == "air" else "track_c"
    if first != "air" and given in _TRACK:
        return SessionFact("track", _TRACK[given]), 2
    if given == "?":
        return SessionFact(name, None), 2
    match = _DEGREES.fullmatch(given)
    return (SessionFact(name, int(match[1])), 2) if match else None
