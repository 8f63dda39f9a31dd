"""What the line shows ahead of the caret, and which cars the list beside keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cupdesk.lines.measures import BEHIND
from cupdesk.lines.offences import offences_meant
from cupdesk.lines.reading import Completion
from cupdesk.lines.typed import digits, fold, french_digits
from cupdesk.rules.field import number_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from cupdesk.lines.cars import Cars
    from cupdesk.rules.model import Season

_FIGURES_OF_ORDER = (
    "ab",
    "abandon",
    "dnf",
    "ret",
    "retired",
    "nc",
    "laps",
    "tours",
    "mt",
    "fl",
    "tour",
    "lap",
    "pts",
    "points",
    "plan",
    "prevu",
    "air",
    "piste",
    "track",
)
_FIGURES_OF_DECISION = ("dt", "drive-through", "sg", "stop-and-go", "pc", "am", "amende", "fine")
_BEFORE_FIGURES = frozenset((*_FIGURES_OF_ORDER, *_FIGURES_OF_DECISION, "+", "-", "*", "@", "/"))
"""Words after which a number is no car."""
_WORD = re.compile(r"[^\s+*@/=]+$")


def complete(line: str, cars: Cars, behind: Collection[str] = ()) -> Completion:
    """What the last word may be completed to; cars in `behind` come after the others.

    An empty line fits every car that is not in `behind`; a last word that is no car fits none.
    """
    if not line.strip():
        return Completion(matches=tuple(sorted((n for n in cars.entries if n not in behind), key=number_key)))
    match = _WORD.search(line)
    before = line[: match.start()].split() if match else []
    if match is None or line[: match.start()].rstrip().endswith(("+", "*", "@", "/")) or _takes_figure(before):
        return Completion()
    word = match[0]
    meant = french_digits(word)
    fit = sorted(cars.starting(meant), key=lambda number: (number != meant, number in behind, number_key(number)))
    if not fit:
        return Completion()
    best = fit[0]
    sentence = cars.sentence(best)
    if digits(meant):
        ghost = sentence.removeprefix(meant)
    else:
        shown, surname = sentence.partition("  ")[2], fold(sentence.partition("  ")[2])
        ghost = f"{shown[len(word) :] if surname.startswith(fold(word)) else '  ' + shown} · {best}"
    return Completion(ghost, line[: match.start()] + best, tuple(fit))


def complete_decision(line: str, cars: Cars, season: Season, language: str) -> Completion:
    """The same for a decision line: cars come first or after `der`; later words name an offence of the catalogue."""
    match = _WORD.search(line)
    before = line[: match.start()].split() if match else []
    if match is None or not before or fold(before[-1]) in BEHIND:
        return complete(line, cars)
    word = match[0]
    found = offences_meant(season, word) if word[0].isalpha() else []
    if not found and all(digits(french_digits(each)) for each in before):
        return complete(line, cars)
    if len(found) != 1:
        return Completion()
    name = found[0].name[language]
    ghost = name[len(word) :] if fold(name).startswith(fold(word)) else f"  {name}"
    return Completion(ghost, line[: match.start()] + name)


def _takes_figure(before: list[str]) -> bool:
    """Whether a number after these words is laps, a lap or seconds rather than a car."""
    return bool(before) and (fold(before[-1]) in _BEFORE_FIGURES or ":" in before[-1])
