"""A rule book while it is being changed: every setting as text at its path, read and checked as a season file is.

A path is that of the season file (`championships[3].scale`, `threshold.percent`, `championships[0].name.fr`). The text of
a list of points is `25-20-17`, of a list of names `R1, LEC/R2`, of a list of objects `session=R2 points=12-10; session=…`.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import MISSING, dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import Text
from cupdesk.seasons.checks import check, remarks
from cupdesk.seasons.records import Many, Record, record
from cupdesk.seasons.shapes import Clock, InBoth, OneOf, Points, Shape, Whole, Words, YesNo
from cupdesk.words.figures import clock, exact
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season

_ROOT = "regulations"
_STEP = re.compile(r"[^.\[\]]+")
_BETWEEN_POINTS = re.compile(r"\s*[-\u2013;]\s*|,?\s+")
_BETWEEN_NAMES = re.compile(r"[,\s]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its shape, the value on file, and whether it may be left empty."""

    shape: Shape
    value: Any
    may_be_empty: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The words it can be, or a list of it can hold; empty if it is not a choice."""
        shape = self.shape.item if isinstance(self.shape, Many) else self.shape
        return shape.choices if isinstance(shape, OneOf) else ("true", "false") if isinstance(shape, YesNo) else ()


class Draft:
    """The regulations of a season with some settings written anew. Nothing is changed but the draft."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._known = {(trouble.key, str(trouble.values)) for trouble in remarks(season)}
        self.changes: dict[str, str] = {}

    def setting(self, path: str) -> Setting:
        """The setting at a path; `KeyError` if there is none."""
        shape: Shape = record(Regulations)
        value: Any = self._season.regulations
        empty = False
        for step in _STEP.findall(path):
            if isinstance(shape, Many):
                shape, value = shape.item, value[int(step)]
            elif isinstance(shape, InBoth):
                shape, value = Words(), value[step]
            else:
                key = _key(shape, step)
                shape, value = key.shape, getattr(value, key.field)
                empty = key.optional or key.default is not MISSING
        return Setting(shape, value, empty)

    def was(self, path: str) -> str:
        """A setting as it is on file."""
        setting = self.setting(path)
        return _text(setting.shape, setting.value)

    def text(self, path: str) -> str:
        """A setting as it is written now."""
        return self.changes.get(path, self.was(path))

    def value(self, path: str) -> Any:
        """A setting as it is written now, as a value; `Trouble` if its text is not of its shape."""
        if path not in self.changes:
            return self.setting(path).value
        shape, place = self.setting(path).shape, f"{_ROOT}.{path}"
        return shape.read(_raw(shape, self.changes[path], place), place)

    def put(self, path: str, text: str) -> None:
        """Write a setting anew; as it was on file is no change."""
        self.changes.pop(path, None)
        if text.strip() != self.was(path):
            self.changes[path] = text.strip()

    def season(self) -> Season:
        """The season under these regulations; `Trouble` names the first setting that cannot be meant, by its path."""
        raw: dict[str, Any] = record(Regulations).write(self._season.regulations)
        for path, text in self.changes.items():
            self._write(raw, path, text)
        season = replace(self._season, regulations=record(Regulations).read(raw, _ROOT))
        check(season)
        for trouble in remarks(season):
            if (trouble.key, str(trouble.values)) not in self._known and str(trouble.values["path"]).startswith(_ROOT):
                raise trouble
        return season

    def field_of(self, trouble: Trouble) -> str:
        """The path of the setting that a trouble is about; "" if it is not one of the regulations."""
        path = str(trouble.values.get("path", "")).removeprefix(f"{_ROOT}.")
        changed = list(reversed(self.changes))
        within = [each for each in changed if path == each or path.startswith((f"{each}[", f"{each}."))]
        around = [each for each in changed if each.startswith(f"{path}.")]
        return next(iter((*within, *around)), changed[0] if changed else "")

    def _write(self, raw: dict[str, Any], path: str, text: str) -> None:
        """Put a text into the raw table, making what stands above it."""
        *above, last = _STEP.findall(path)
        shape: Shape = record(Regulations)
        place: Any = raw
        for step in above:
            if isinstance(shape, Many):
                shape, place = shape.item, place[int(step)]
                continue
            shape = _key(shape, step).shape
            if isinstance(shape, InBoth) and isinstance(place[step], str):
                place[step] = {"fr": place[step], "en": place[step]}
            place = place.setdefault(step, {})
        setting = self.setting(path)
        if not text and setting.may_be_empty:
            place.pop(last, None)
            if isinstance(shape, Record) and _key(shape, last).default is not MISSING and _key(shape, last).optional:
                place[last] = None
        else:
            place[last] = _raw(setting.shape, text, f"{_ROOT}.{path}")


def _key(shape: Shape, name: str) -> Any:
    if isinstance(shape, Record):
        for key in shape.keys:
            if key.name == name:
                return key
    raise KeyError(name)


def _text(shape: Shape, value: Any) -> str:
    """A value as a person types it."""
    if value is None:
        return ""
    if isinstance(shape, Many):
        separator = "-" if isinstance(shape.item, Points) else "; " if isinstance(shape.item, Record) else ", "
        return separator.join(_text(shape.item, each) for each in value)
    if isinstance(shape, Record):
        return _line(shape, value)
    if isinstance(shape, YesNo):
        return "true" if value else "false"
    if isinstance(shape, Points):
        return exact(value)
    if isinstance(shape, Clock):
        return clock(value).removesuffix(".000")
    return str(value)


def _line(shape: Record, value: Any) -> str:
    """A record as `session=R2 points=12-10`; what has its default is left out."""
    parts: list[tuple[str, str]] = []
    for key in shape.keys:
        each = getattr(value, key.field)
        if key.default is not MISSING and each == key.default:
            continue
        if isinstance(each, Text) and each.fr != each.en:
            parts += [(f"{key.name}.fr", each.fr), (f"{key.name}.en", each.en)]
        else:
            parts.append((key.name, each.fr if isinstance(each, Text) else _text(key.shape, each).replace(", ", ",")))
    return " ".join(f"{name}={_quoted(text)}" for name, text in parts)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[\s;]", text) else text


def _raw(shape: Shape, text: str, path: str) -> Any:
    """What stands in a file for this text; what is not of the shape is left for the shape to refuse."""
    if isinstance(shape, Many):
        if isinstance(shape.item, Record):
            return [
                _raw_line(shape.item, line, path)
                for line in re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", text)
                if line.strip()
            ]
        parts = (_BETWEEN_POINTS if isinstance(shape.item, Points) else _BETWEEN_NAMES).split(text)
        return [_raw(shape.item, part, path) for part in parts if part]
    if isinstance(shape, YesNo):
        return {"true": True, "false": False}.get(text, text)
    if isinstance(shape, Whole):
        return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else text
    if isinstance(shape, Points):
        return text.replace(",", ".")
    return text


def _raw_line(shape: Record, line: str, path: str) -> dict[str, Any]:
    """The object a line of `name=value` pairs says."""
    try:
        pairs = [part.partition("=") for part in shlex.split(line)]
    except ValueError as error:
        raise Trouble("seasons.quote_open", path=path, found=line.strip()) from error
    raw: dict[str, Any] = {}
    for name, equals, text in pairs:
        if not equals:
            raise Trouble("seasons.pairs", path=path, found=name)
        field, _, language = name.partition(".")
        key = next((key for key in shape.keys if key.name == field), None)
        if language:
            raw.setdefault(field, {})[language] = text
        else:
            raw[field] = text if key is None else _raw(key.shape, text, path)
    return raw
