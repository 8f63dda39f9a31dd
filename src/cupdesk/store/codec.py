"""Values as JSON and back: dataclasses, enums by value, fractions as exact text, days and times as ISO text.

A dataclass is an object of the fields that differ from their default, so that a field added later reads from older text;
a field that is no longer known is passed over. Edits carry the name of their class.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from cupdesk.rules.documents import Document
from cupdesk.rules.edits import Edit
from cupdesk.rules.regulations import Award, Regulations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LATE_NAMES = {"Award": Award, "Regulations": Regulations, "Document": Document, "datetime": datetime}


def dumps(data: object) -> str:
    """JSON text, compact, with letters as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> Any:
    """What JSON can hold of a value."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return {
        field.name: to_json(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if getattr(value, field.name) != field.default
    }


def hints(kind: type[Any]) -> dict[str, Any]:
    """The types of a dataclass's fields by name."""
    return get_type_hints(kind, localns=_LATE_NAMES)


def reader(kind: Any) -> Callable[[Any], Any]:
    """The function that makes a value of type `kind` from what JSON holds. It raises `ValueError`, `TypeError` or `KeyError`."""
    if kind in (str, int, bool, NoneType):
        return lambda data: data
    if get_origin(kind) in (UnionType, Union):
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
        inner = reader(kind)
        return lambda data: None if data is None else inner(data)
    if get_origin(kind) is tuple:
        item = reader(get_args(kind)[0])
        return lambda data: tuple(item(part) for part in data)
    if kind in (date, datetime):
        parse: Callable[[Any], Any] = kind.fromisoformat
        return parse
    if issubclass(kind, (StrEnum, Fraction)):
        return lambda data: kind(data)
    readers = {name: reader(type_) for name, type_ in hints(kind).items()}
    return lambda data: kind(**{name: readers[name](part) for name, part in data.items() if name in readers})


_EDITS = {edit.__name__: reader(edit) for edit in get_args(Edit)}


def edits_to_text(edits: Iterable[Edit]) -> str:
    """Edits as the journal keeps them."""
    return dumps([[type(edit).__name__, to_json(edit)] for edit in edits])


def edits_from_text(text: str) -> tuple[Edit, ...]:
    """The edits of a step of the journal."""
    return tuple(_EDITS[name](data) for name, data in json.loads(text))
