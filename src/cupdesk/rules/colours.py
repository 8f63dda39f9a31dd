"""Colours that can be read: contrast as WCAG 2 counts it, and a colour made dark (or light) enough for its ground."""

from __future__ import annotations

WHITE = "#FFFFFF"
WORDS, SHAPES = 4.5, 3.0
"""The least contrast of words, and of lines and shapes that mean something (WCAG 2.2, 1.4.3 and 1.4.11)."""
_STEPS = 40


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#RRGGBB`, 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str = WHITE, least: float = WORDS) -> str:
    """The colour itself if it has this contrast with its ground; else the nearest to it, towards black or white, that has."""
    towards = "#000000" if contrast("#000000", ground) >= contrast(WHITE, ground) else WHITE
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, towards, step / _STEPS)
        if contrast(mixed, ground) >= least:
            return mixed
    return towards


def ink_on(ground: str) -> str:
    """Black or white, whichever is read more easily on this colour."""
    return max("#000000", WHITE, key=lambda ink: contrast(ink, ground))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (p / 255 for p in _parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour: str, towards: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(towards), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
