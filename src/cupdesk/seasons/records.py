"""How the facts of a season stand in a file: the shape of every dataclass, taken from its own fields.

A field of the model is a key of the file, with two differences: a field in milliseconds (`total_ms`) is a time as text
under the name without its unit (`total`), and what has its default is left out. A field added to the model is
therefore read, written and described at once; `_SPECIAL` says what its type alone does not.
"""

from __future__ import annotations

import json
import re
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from cupdesk.rules.documents import Document
from cupdesk.rules.letterhead import COLUMNS, DOCUMENTS, ROLES
from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import Text
from cupdesk.seasons.shapes import (
    Clock,
    Day,
    Decimal,
    InBoth,
    Moment,
    OneOf,
    Packed,
    Points,
    Shape,
    Whole,
    Words,
    YesNo,
    nearest,
    shown,
)
from cupdesk.words import LANGUAGES
from cupdesk.words.trouble import Trouble

_PAID = (
    "scale",
    "pole",
    "qualifying",
    "fastest_lap",
    "led",
    "most_led",
    "most_gained",
    "starting",
    "finishing",
    "laps_down",
)
ALL = "all"
"""Null where there is no null: in TOML."""
_BETWEEN = re.compile(r" *[-,;] *| +")
"""What people put between the points of a scale."""
_CODE = Words(r"[^\s/]+", "R1")
_NAME_CODE = Words(r"\S(.*\S)?", "boccolacci")
_NUMBER = Words(r"[0-9A-Za-z]{1,6}", "07")
_DIGEST = Words(r"[0-9a-f]{64}", "7f3a91c2…")
_COLOUR = Words(r"#[0-9A-Fa-f]{6}", "#C8102E")
_SIMPLE: dict[type, Shape] = {
    str: Words(),
    int: Whole(),
    bool: YesNo(),
    Fraction: Points(),
    date: Day(),
    datetime: Moment(),
    Text: InBoth(),
}
_SPECIAL: dict[tuple[str, str], Shape] = {
    **{(kind, "code"): _NAME_CODE for kind in ("Driver", "Team", "Category", "Award", "Championship", "Offence")},
    ("Round", "code"): _CODE,
    ("Session", "code"): _CODE,
    ("Season", "code"): Words(r"[A-Za-z0-9._-]+", "pccf-2023"),
    ("Season", "year"): Whole(1900),
    **{("Championship", name): Points(paid=True) for name in _PAID},
    **{("SessionScale", name): Points(paid=True) for name in ("points", *_PAID[1:])},
    ("Session", "points_factor"): Points(paid=True),
    ("RaceException", "factor"): Points(paid=True),
    ("DriverShare", "share"): Points(paid=True),
    ("FewStarters", "factor"): Points(paid=True),
    ("ShortStep", "factor"): Points(paid=True),
    ("Counting", "best"): Whole(1),
    ("Segment", "best"): Whole(1),
    ("TeamRule", "cars"): Whole(1),
    ("Championship", "fastest_lap_top"): Whole(1),
    ("Decision", "number"): Whole(1),
    ("Sanction", "count"): Whole(1),
    ("Sanction", "place"): Whole(1),
    **{("Finish", name): Whole(1) for name in ("best_lap", "second_lap")},
    ("Entry", "number"): _NUMBER,
    ("Finish", "number"): _NUMBER,
    ("Session", "order"): _NUMBER,
    ("Session", "grid"): _NUMBER,
    ("Session", "dead_heats"): _NUMBER,
    ("Session", "counted_laps"): Whole(1),
    ("Decision", "cars"): _NUMBER,
    **{("RaceException", name): _NUMBER for name in ("pole", "fastest_lap", "most_led", "most_gained", "not_eligible")},
    ("DriverShare", "number"): _NUMBER,
    ("FewStarters", "below"): Whole(1),
    ("ShortStep", "below"): Whole(1),
    ("Session", "start"): Words(r"|([01][0-9]|2[0-3]):[0-5][0-9]", "15:20"),
    ("Session", "air_c"): Whole(-60),
    ("Session", "track_c"): Whole(-60),
    ("GridSource", "lap"): OneOf(("best", "second")),
    ("Regulations", "without_time"): OneOf(("number", "entered")),
    ("Official", "role"): OneOf(ROLES),
    ("Document", "number"): Whole(1),
    ("Copy", "content"): Packed(),
    ("Copy", "fingerprint"): _DIGEST,
    **{("SecondEntry", name): _NUMBER for name in ("order", "dead_heats")},
    ("Answer", "number"): _NUMBER,
    ("Said", "shares"): _NUMBER,
    ("Document", "pictures"): _DIGEST,
    ("Emblem", "picture"): _DIGEST,
    ("Letterhead", "colour"): _COLOUR,
    ("Letterhead", "second"): Words(r"|#[0-9A-Fa-f]{6}", "#C8102E"),
    ("Letterhead", "languages"): OneOf(LANGUAGES),
    ("LeftOut", "document"): OneOf(DOCUMENTS),
    ("LeftOut", "columns"): OneOf(COLUMNS),
    ("Signing", "document"): OneOf(DOCUMENTS),
    ("Signing", "roles"): OneOf(ROLES),
    ("Picture", "digest"): _DIGEST,
    ("Picture", "content"): Packed(),
    ("ChipLook", "light"): Words(r"|#[0-9A-Fa-f]{6}", "#2B3646"),
    ("ChipLook", "dark"): Words(r"|#[0-9A-Fa-f]{6}", "#C5CEDB"),
}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one shape."""

    item: Shape

    def read(self, value: Any, path: str) -> tuple[Any, ...]:
        """The values, in order."""
        if not isinstance(value, list):
            if near := self._as_list(value):
                raise Trouble("seasons.list_near", path=path, found=shown(value), near=near)
            raise Trouble("seasons.list", path=path, found=shown(value))
        return tuple(self.item.read(each, f"{path}[{i}]") for i, each in enumerate(value))

    def _as_list(self, value: Any) -> str:
        """A text or a number as the list it probably means: `"25-20"`, `25`, `"countback"`; "" if it means none."""
        said = str(value).strip() if type(value) in (str, int, Decimal) else ""
        points = isinstance(self.item, Points)
        parts: list[Any] = [int(p) if p.isdecimal() else p for p in _BETWEEN.split(said)] if points else [said]
        try:
            values = [self.item.write(self.item.read(part, "")) for part in parts]
        except Trouble:
            return ""
        return json.dumps(values, ensure_ascii=False)

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """The values, in order."""
        return [self.item.write(each) for each in value]

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.item.schema(defs)}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its name in the file, the field it fills, its shape, and its default (`MISSING`: required)."""

    name: str
    field: str
    shape: Shape
    default: Any
    optional: bool

    def says_all(self, given: Any) -> bool:
        """Whether this is said to have no limit: null, or `"all"` where leaving it out would mean the default."""
        return self.optional and (given is None or (given == ALL and self.default is not None))


@dataclass(frozen=True, slots=True)
class Record:
    """An object of the file and the dataclass it stands for."""

    kind: type
    keys: tuple[Key, ...]

    def read(self, value: Any, path: str) -> Any:
        """The dataclass; an unknown or missing key is refused."""
        if not isinstance(value, dict):
            raise Trouble("seasons.object", path=path, found=shown(value))
        names = tuple(key.name for key in self.keys)
        for name in value:
            if name not in names:
                where = f"{path}.{name}" if path else name
                if near := nearest(name, names):
                    raise Trouble("seasons.unknown_key_near", path=where, near=near)
                raise Trouble("seasons.unknown_key", path=where, choices=", ".join(names))
        found: dict[str, Any] = {}
        for key in self.keys:
            where = f"{path}.{key.name}" if path else key.name
            if key.name in value:
                given = value[key.name]
                found[key.field] = None if key.says_all(given) else key.shape.read(given, where)
            elif key.default is MISSING:
                raise Trouble("seasons.missing_key", path=where)
        return self.kind(**found)

    def write(self, value: Any) -> dict[str, Any]:
        """Its keys in order, defaults left out."""
        given = ((key, getattr(value, key.field)) for key in self.keys)
        return {
            key.name: None if each is None else key.shape.write(each)
            for key, each in given
            if key.default is MISSING or each != key.default
        }

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """An object, described once under the name of its dataclass."""
        name = self.kind.__name__
        if name not in defs:
            defs[name] = {}
            properties = {}
            for key in self.keys:
                said = key.shape.schema(defs)
                if key.optional:
                    said = {"anyOf": [said, {"type": "null"}, *([{"const": ALL}] if key.default is not None else [])]}
                if key.default not in (MISSING, None, ()):
                    default = key.shape.write(key.default)
                    said = said | {"default": default} if "$ref" not in said else {"allOf": [said], "default": default}
                properties[key.name] = said
            defs[name] = {
                "type": "object",
                "description": (self.kind.__doc__ or "").strip().splitlines()[0],
                "properties": properties,
                "required": [key.name for key in self.keys if key.default is MISSING],
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}


@cache
def record(kind: type) -> Record:
    """The shape of a dataclass of the model."""
    hints = get_type_hints(kind, localns={"Regulations": Regulations, "Document": Document, "datetime": datetime})
    keys = []
    for field in fields(kind):
        hint = hints[field.name]
        optional = get_origin(hint) in (Union, types.UnionType)
        if optional:
            hint = next(part for part in get_args(hint) if part is not type(None))
        keys.append(
            Key(
                "time" if field.name == "ms" else field.name.removesuffix("_ms"),
                field.name,
                _shape(kind, field.name, hint),
                field.default,
                optional,
            )
        )
    return Record(kind, tuple(keys))


def _shape(owner: type, name: str, hint: Any) -> Shape:
    """The shape of one field, by its owner, its name and its type."""
    if get_origin(hint) is tuple:
        return Many(_shape(owner, name, get_args(hint)[0]))
    if special := _SPECIAL.get((owner.__name__, name)):
        return special
    if hint is int and (name == "ms" or name.endswith("_ms")):
        return Clock()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return OneOf(tuple(member.value for member in hint), hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return record(hint)
    raise TypeError(f"{owner.__name__}.{name}: no shape for {hint}")
