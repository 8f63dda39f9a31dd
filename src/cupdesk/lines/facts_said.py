"""A fact of the whole session in words, as a line reads it back and the panel of facts shows it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.words.figures import exact, laps_gap

if TYPE_CHECKING:
    from cupdesk.lines.session_facts import Value
    from cupdesk.words import Words


def fact_said(name: str, value: Value, words: Words) -> str:
    """A fact of `Session` by its name; `None` and "" say that it is not known. A pole is named as it is to be read."""
    if name == "cancelled":
        return words(f"lines.fact.{'cancelled' if value else 'held'}")
    if value is None or value == "":
        return words(f"lines.fact.no_{name}")
    said: object = value
    if name == "track":
        said = words(f"lines.track.{value}") if words.has(f"lines.track.{value}") else value
    elif name in ("laps", "planned_laps"):
        said = laps_gap(int(value), words.language)
    elif isinstance(value, Fraction):
        said = factor_said(value, words)
    return words(f"lines.fact.{name}", value=said)


def factor_said(factor: Fraction, words: Words) -> str:
    """A points factor: `half points`, `no points`; any other as a figure."""
    key = f"lines.factor.{factor.numerator}_{factor.denominator}"
    return words(key) if words.has(key) else words("lines.factor.other", factor=exact(factor))
