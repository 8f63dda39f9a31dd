"""What a championship pays, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words import figures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from cupdesk.rules.regulations import Championship
    from cupdesk.words import Words


def paid(rules: Championship, words: Words) -> list[str]:
    """The points by place of the race and of its qualifying, then each bonus, as parts of a line."""
    parts = [words("documents.scale", scale=_by_place(rules.scale, words))]
    if rules.qualifying:
        parts.append(words("documents.scale_qualifying", scale=_by_place(rules.qualifying, words)))
    bonuses = {
        "pole": rules.pole,
        "fastest": rules.fastest_lap,
        "led": rules.led,
        "most_led": rules.most_led,
        "most_gained": rules.most_gained,
        "starting": rules.starting,
        "finishing": rules.finishing,
    }
    return parts + [
        words(f"documents.scale_{key}", points=figures.points(value, words.language))
        for key, value in bonuses.items()
        if value
    ]


def _by_place(scale: Iterable[Fraction], words: Words) -> str:
    return "-".join(figures.points(points, words.language) for points in scale)
