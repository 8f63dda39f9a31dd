"""Nationalities as three letters, ISO 3166 or as the sport writes them (GER, NED, SUI); two letters are understood."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache

from cupdesk.lines.setup.register import Refusal
from cupdesk.resources import resource


@cache
def _codes() -> tuple[dict[str, str], tuple[str, ...]]:
    """Three letters by two, and all that are known."""
    table = tomllib.loads(resource("nations.toml").read_text(encoding="utf-8"))
    pairs = table["iso"].split()
    by_two = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return by_two, tuple(sorted({*by_two.values(), *table["sport"].split()}))


def nations() -> tuple[str, ...]:
    """All nationalities known, by their letters."""
    return _codes()[1]


def nationality(text: str, field: str = "nationality") -> str:
    """A nationality as three letters; "" for an empty cell."""
    plain = text.strip().upper()
    by_two, known = _codes()
    plain = by_two.get(plain, plain)
    if plain and plain not in known:
        near = get_close_matches(plain, known, 3, 0.5) or ["FRA", "BEL", "GBR"]
        raise Refusal("setup.refused.nation", field, text=text.strip(), known=", ".join(near))
    return plain
