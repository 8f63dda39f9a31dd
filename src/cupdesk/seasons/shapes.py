"""How single values stand in a season file: what is read, what is written, what the schema says.

Nothing is guessed or turned into something else: `"12"` is not 12, 12.0 is not 12, and a decimal is taken from its text,
never through a binary fraction. Each shape reads one value at a path or raises `Trouble` naming that path.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from cupdesk.rules.session import Text
from cupdesk.words.figures import clock, exact
from cupdesk.words.trouble import Trouble

MOST = 999_999_999
LONGEST = 10_000
_POINTS = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?")
_CLOCK = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})(?:\.([0-9]{1,3}))?")


class Decimal(str):
    """A number with a decimal point, kept as its text by both readers (JSON and TOML)."""

    __slots__ = ()


class Shape(Protocol):
    """One kind of value: read from a file, written to it, described by a JSON schema."""

    def read(self, value: Any, path: str) -> Any:
        """The value meant; `Trouble` if it is not of this shape."""
        ...

    def write(self, value: Any) -> Any:
        """The value as it stands in the file."""
        ...

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """What a JSON schema says of it; shared parts go to `defs`."""
        ...


def shown(value: Any) -> str:
    """A value of a file in a few words, for a sentence: text in quotes, a list or an object by its sign."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = f'"{value}"' if type(value) is str else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


_MEANT = {
    "dnf": "retired",
    "ret": "retired",
    "classified": "running",
    "finished": "running",
    "dq": "disqualification",
    "dsq": "disqualification",
    "sprint": "race",
    "quali": "qualifying",
}
"""What sheets and people say, and the word a file has for it."""


def nearest(word: str, choices: tuple[str, ...]) -> str:
    """The choice that `word` is another word for, or looks most like; "" if none does."""
    said = word.strip().casefold()
    by_folded = {choice.casefold(): choice for choice in choices}
    if said not in by_folded and _MEANT.get(said) in choices:
        return _MEANT[said]
    begins = [choice for folded, choice in by_folded.items() if len(folded) > 3 and said.startswith(f"{folded} ")]
    close = begins or [by_folded[each] for each in difflib.get_close_matches(said, by_folded, 1, 0.6)]
    return close[0] if close else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Any text; with `pattern`, text of that form only (`example` shows it)."""

    pattern: str = ""
    example: str = ""

    def read(self, value: Any, path: str) -> str:
        """The text as it is."""
        if type(value) is not str:
            raise Trouble("seasons.text", path=path, found=shown(value))
        if len(value) > LONGEST:
            raise Trouble("seasons.too_long", path=path, most=LONGEST)
        if any((ch < " " and ch != "\n") or "\ud800" <= ch <= "\udfff" for ch in value):
            raise Trouble("seasons.odd_character", path=path)
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise Trouble("seasons.form", path=path, found=shown(value), example=self.example)
        return value

    def write(self, value: str) -> str:
        """The text as it is."""
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string."""
        found: dict[str, Any] = {"type": "string"}
        return found | {"pattern": f"^({self.pattern})$", "examples": [self.example]} if self.pattern else found


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of at most nine digits."""

    least: int = 0

    def read(self, value: Any, path: str) -> int:
        """The number."""
        if type(value) is not int:
            raise Trouble("seasons.whole", path=path, found=shown(value))
        if not self.least <= value <= MOST:
            raise Trouble("seasons.range", path=path, found=shown(value), least=self.least, most=MOST)
        return value

    def write(self, value: int) -> int:
        """The number."""
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """An integer."""
        return {"type": "integer", "minimum": self.least, "maximum": MOST}


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""

    def read(self, value: Any, path: str) -> bool:
        """The answer."""
        if type(value) is not bool:
            raise Trouble("seasons.yes_no", path=path, found=shown(value))
        return value

    def write(self, value: bool) -> bool:
        """The answer."""
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Points:
    """Exact points: a whole number, a decimal (12.5, taken from its text) or text ("12.5", "1/7"); `paid`: none are taken away."""

    paid: bool = False

    def read(self, value: Any, path: str) -> Fraction:
        """The exact number."""
        if type(value) in (int, str, Decimal) and _POINTS.fullmatch(text := str(value)):
            if self.paid and text.startswith("-"):
                raise Trouble("seasons.paid", path=path, found=shown(value))
            return Fraction(text)
        raise Trouble("seasons.points", path=path, found=shown(value))

    def write(self, value: Fraction) -> int | str:
        """A whole number as number, anything else as text."""
        return value.numerator if value.denominator == 1 else exact(value)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A number or exact text."""
        defs["points"] = {
            "description": 'Exact points: 25, 12.5 (taken from its text), "12.5" or "1/7".',
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_POINTS.pattern}$"}],
        }
        return {"$ref": "#/$defs/points"}


def _no_clock(value: Any, path: str) -> Trouble:
    """What is wrong with a time, with the time that is probably meant: signs and units as on sheets, laps in place of time."""
    said = str(value).strip() if type(value) in (str, Decimal) else ""
    if laps := re.fullmatch(r"[-+]? ?([0-9]{1,3}) ?(?:laps?|tours?|l|t)", said.casefold()):
        return Trouble("seasons.clock_laps", path=path, found=shown(value), laps=laps[1])
    plain = re.sub(r" ?s(ec)?$", "", said.removeprefix("+").strip()).replace("'", ":").replace(",", ".")
    if _CLOCK.fullmatch(plain):
        return Trouble("seasons.clock_near", path=path, found=shown(value), near=plain)
    return Trouble("seasons.clock", path=path, found=shown(value))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time or gap as text: `31:39.457`, `2:05.318`, `1:01:07.740`, `5`."""

    def read(self, value: Any, path: str) -> int:
        """Milliseconds."""
        match = _CLOCK.fullmatch(value) if type(value) is str else None
        if not match:
            raise _no_clock(value, path)
        hours, minutes, seconds, rest = match.groups()
        if (minutes and int(seconds) > 59) or (hours and int(minutes) > 59):
            raise Trouble("seasons.clock_59", path=path, found=shown(value))
        ms = (int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)) * 1000 + int((rest or "0").ljust(3, "0"))
        if ms > MOST:
            raise Trouble("seasons.clock", path=path, found=shown(value))
        return ms

    def write(self, value: int) -> str:
        """The time with three decimals."""
        return clock(value)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string."""
        defs["time"] = {
            "description": "Hours and minutes as far as needed, seconds, up to three decimals.",
            "type": "string",
            "pattern": f"^{_CLOCK.pattern.replace('?:', '')}$",
            "examples": ["31:39.457", "2:05.318", "1:01:07.740", "5.000"],
        }
        return {"$ref": "#/$defs/time"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date, `2023-10-07`."""

    def read(self, value: Any, path: str) -> date:
        """The date."""
        if type(value) is str and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise Trouble("seasons.day", path=path, found=shown(value))

    def write(self, value: date) -> str:
        """ISO 8601."""
        return value.isoformat()

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string of format `date`."""
        return {"type": "string", "format": "date", "examples": ["2023-10-07"]}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and time with its zone, `2023-10-07T16:10:00+02:00`."""

    def read(self, value: Any, path: str) -> datetime:
        """The moment, with its zone as written."""
        if type(value) is str and re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", value
        ):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass
        raise Trouble("seasons.moment", path=path, found=shown(value))

    def write(self, value: datetime) -> str:
        """ISO 8601 with the zone."""
        return value.isoformat()

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string of format `date-time`."""
        return {"type": "string", "format": "date-time", "examples": ["2023-10-07T16:10:00+02:00"]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words; `kind` makes an enum member of it."""

    choices: tuple[str, ...]
    kind: type[StrEnum] | None = None

    def read(self, value: Any, path: str) -> str:
        """The word, or its enum member."""
        if type(value) is str and value in self.choices:
            return self.kind(value) if self.kind else value
        near = nearest(value, self.choices) if type(value) is str else ""
        values = {"path": path, "found": shown(value), "choices": ", ".join(self.choices)}
        if near:
            raise Trouble("seasons.one_of_near", near=near, **values)
        raise Trouble("seasons.one_of", **values)

    def write(self, value: str) -> str:
        """The word."""
        return str(value)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class InBoth:
    """Words in both languages: `{"fr": …, "en": …}`, or one text if both say the same."""

    def read(self, value: Any, path: str) -> Text:
        """The words."""
        if type(value) is str:
            text = Words().read(value, path)
            return Text(text, text)
        if not isinstance(value, dict) or set(value) != {"fr", "en"}:
            raise Trouble("seasons.in_both", path=path, found=shown(value))
        return Text(*(Words().read(value[language], f"{path}.{language}") for language in ("fr", "en")))

    def write(self, value: Text) -> str | dict[str, str]:
        """One text if both languages say the same."""
        return value.fr if value.fr == value.en else {"fr": value.fr, "en": value.en}

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string or an object."""
        both = {"fr": {"type": "string"}, "en": {"type": "string"}}
        defs["text"] = {
            "description": "Words in French and English; one text if both say the same.",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "properties": both, "required": ["fr", "en"], "additionalProperties": False},
            ],
        }
        return {"$ref": "#/$defs/text"}


@dataclass(frozen=True, slots=True)
class Packed:
    """The packed content of a published document, as base64 text of any length."""

    def read(self, value: Any, path: str) -> str:
        """The text as it is; whether it is the content published is told by its fingerprint."""
        if type(value) is not str or not re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", value):
            raise Trouble("seasons.packed", path=path)
        return value

    def write(self, value: str) -> str:
        """The text as it is."""
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A string of base64."""
        return {"type": "string", "contentEncoding": "base64"}
