"""What single cells take: yes and no, numbers, days, codes, names from a list. Both languages, capitals and accents do not matter."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.lines.figures import gap_ms
from cupdesk.lines.reading import Refused
from cupdesk.lines.setup.register import Refusal
from cupdesk.lines.typed import digits, fold
from cupdesk.words.figures import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cupdesk.words import Words

_YES = ("oui", "yes", "o", "y", "x", "1", "vrai", "true", "✓")
_NO = ("", "non", "no", "n", "0", "-", "·", "faux", "false")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]00:00.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})")
_BETWEEN = re.compile(r"\s*[/;,+&]\s*")
_CODE = re.compile(r"[^\s/]+")


def parts(text: str) -> list[str]:
    """The names of a list separated by commas, semicolons or strokes."""
    return [part for part in _BETWEEN.split(text.strip()) if part]


def yes_no(text: str, field: str) -> bool:
    """Yes or no; empty is no."""
    plain = fold(text.strip())
    if plain not in _YES + _NO:
        raise Refusal("setup.refused.yes_no", field, text=text)
    return plain in _YES


def yes_text(value: bool, words: Words) -> str:
    """`oui`, or nothing."""
    return words("setup.yes") if value else ""


def code(text: str, field: str) -> str:
    """A code without blanks and strokes."""
    text = text.strip()
    if not _CODE.fullmatch(text):
        raise Refusal("setup.refused.code", field, text=text)
    return text


def whole(text: str, field: str, least: int = 0, most: int = 99_999) -> int | None:
    """A whole number; `None` for an empty cell."""
    text = text.strip().removesuffix(".0").removesuffix(",0")
    if not text:
        return None
    if not digits(text) or not least <= int(text) <= most:
        raise Refusal("setup.refused.whole", field, text=text, least=least, most=most)
    return int(text)


def seconds(text: str, field: str) -> int | None:
    """Seconds, as `28`, `28,5 s`; in milliseconds. `None` for an empty cell."""
    text = fold(text).strip().removesuffix("s").strip()
    if not text:
        return None
    try:
        ms = gap_ms(text)
    except Refused:
        ms = None
    if not ms:
        raise Refusal("setup.refused.seconds", field, text=text)
    return ms


def seconds_text(ms: int | None) -> str:
    """Milliseconds as seconds, `28` or `28.5`."""
    if ms is None:
        return ""
    text = clock(ms)
    return text.rstrip("0").rstrip(".") if "." in text else text


def metres(text: str, field: str) -> int | None:
    """A length in metres (`4657`, `4 657 m`) or kilometres (`4,657 km`); `None` for an empty cell."""
    plain = fold(text).replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not plain:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(km|m)?", plain)
    if match is None:
        raise Refusal("setup.refused.metres", field, text=text)
    value = Fraction(match[1])
    in_km = match[2] == "km" or (match[2] is None and "." in match[1])
    length = value * 1000 if in_km else value
    if length.denominator != 1 or not 100 <= length <= 99_999:
        raise Refusal("setup.refused.metres", field, text=text)
    return int(length)


def day(text: str, field: str) -> date | None:
    """A day as `22/04/2023`, `22.4.23` or `2023-04-22`; `None` for an empty cell."""
    text = text.strip()
    if not text:
        return None
    try:
        if match := _ISO.fullmatch(text.lower()):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return date(year, int(match[2]), int(match[1]))
    except ValueError:
        pass
    raise Refusal("setup.refused.day", field, text=text)


def day_text(value: date | None) -> str:
    """A day as `22/04/2023`."""
    return f"{value:%d/%m/%Y}" if value else ""


def points(text: str, field: str) -> Fraction:
    """Points with sign, decimal comma or point, or a fraction (`-12,5`, `1/7`)."""
    plain = text.strip().replace("−", "-").replace(",", ".").removeprefix("+")
    if not re.fullmatch(r"-?\d{1,6}(?:\.\d{1,6}|/[1-9]\d{0,5})?", plain):
        raise Refusal("setup.refused.points", field, text=text)
    return Fraction(plain)


def _without_signs(text: str) -> str:
    """Letters and figures only, as `Pro-Am` is also typed: `pro am`, `ProAm`; as it stands where it has none."""
    return "".join(c for c in fold(text) if c.isalnum()) or text


def one_of(text: str, known: Mapping[str, Iterable[str]], field: str, key: str) -> str:
    """The code whose names (or the code itself) are this text; refused with the sentence `key` and what comes close."""
    plain = fold(text.strip())
    for read in (fold, _without_signs):
        for value, names in known.items():
            if read(text.strip()) in (read(value), *(read(name) for name in names)):
                return value
    shown = [next(iter(names), value) for value, names in known.items()]
    near = get_close_matches(plain, [fold(each) for each in shown], 3, 0.6)
    close = [each for each in shown if fold(each) in near] or shown[:6]
    raise Refusal(key, field, text=text.strip(), known=", ".join(close) or "–")
