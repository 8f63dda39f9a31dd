"""The rule book as it is being written: a tree of texts that stands beside the facts' own fields.

A `Leaf` is one setting as text, a `Group` an object of the file, `Rows` a list of objects. Leaves and rows know what they are
on file, so that what differs is always told, wherever a row has been moved to.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field
from itertools import count
from typing import Any, TypeAlias

from cupdesk.rules.session import Text
from cupdesk.seasons.records import Key, Many, Record
from cupdesk.seasons.shapes import Clock, InBoth, OneOf, Points, Shape, Whole, Words, YesNo
from cupdesk.words.figures import clock, exact

NOBODY = "-"
"""The text of an empty list where no text means something else: as computed."""
_BETWEEN_POINTS = re.compile(r"\s*[-\u2013;]\s*|,?\s+")
_new = count(1)


@dataclass(slots=True)
class Leaf:
    """One setting: its shape, its text now, its text and value on file (`None`: it is new), whether it may be left empty.

    `stamp` grows with each writing. `absent`: an empty text is said as null, since leaving it out would mean the default.
    """

    shape: Shape
    text: str
    on_file: str | None
    value: Any
    may_be_empty: bool
    absent: bool
    stamp: int = 0

    @property
    def choices(self) -> tuple[str, ...]:
        """The words it can be, or a list of it can hold; empty if it is not a choice."""
        shape = self.shape.item if isinstance(self.shape, Many) else self.shape
        return shape.choices if isinstance(shape, OneOf) else ("true", "false") if isinstance(shape, YesNo) else ()

    @property
    def changed(self) -> bool:
        """Whether it is on file and written otherwise."""
        return self.on_file is not None and self.text != self.on_file

    def raw(self) -> Any:
        """What stands in a file for it; what is not of the shape is left for the shape to refuse."""
        if self.on_file is not None and not self.changed:
            return None if self.value is None else self.shape.write(self.value)
        return _raw(self.shape, self.text)


@dataclass(slots=True)
class Group:
    """An object: its parts by key. `name` tells it from the others of its list, and stays: its code on file, or +1, +2 …"""

    shape: Record | InBoth
    parts: dict[str, Node]
    name: str = field(default_factory=lambda: f"+{next(_new)}")

    def raw(self) -> dict[str, Any]:
        """The object of the file; an empty setting is left out."""
        found: dict[str, Any] = {}
        for name, part in self.parts.items():
            if isinstance(part, Leaf) and not part.text and part.may_be_empty:
                if part.absent:
                    found[name] = None
                continue
            found[name] = part.raw()
        return found

    def write(self, name: str, text: str) -> None:
        """Give a setting right in it a text, as what it begins with."""
        part = self.parts[name]
        assert isinstance(part, Leaf)
        part.text = text

    def text(self, name: str) -> str:
        """The text of a setting right in it; "" if it has none of this name."""
        part = self.parts.get(name)
        return part.text if isinstance(part, Leaf) else ""


@dataclass(slots=True)
class Rows:
    """A list of objects, as it is now and as it is on file."""

    item: Record
    rows: list[Group]
    on_file: tuple[Group, ...] | None
    stamp: int = 0

    @property
    def changed(self) -> bool:
        """Whether it is on file and has other rows, or these in another order."""
        return self.on_file is not None and [id(row) for row in self.rows] != [id(row) for row in self.on_file]

    def raw(self) -> list[Any]:
        """The list of the file."""
        return [row.raw() for row in self.rows]


Node: TypeAlias = Leaf | Group | Rows


def grown(shape: Record, value: Any, *, on_file: bool) -> Group:
    """The tree of a value; `on_file`: what it says is what is known of it."""
    parts = {key.name: _part(key, getattr(value, key.field), on_file=on_file) for key in shape.keys}
    made = Group(shape, parts)
    if on_file and (code := made.text("code")):
        made.name = code
    return made


def fresh(shape: Record) -> Group:
    """A new object: its usual values, and nothing where there is none."""
    return Group(
        shape,
        {key.name: _part(key, _start(key.shape) if key.default is MISSING else key.default) for key in shape.keys},
    )


def copied(group: Group) -> Group:
    """A new object that says the same."""
    return Group(group.shape, {name: _copied(part) for name, part in group.parts.items()})


def _copied(part: Node) -> Node:
    if isinstance(part, Leaf):
        return Leaf(part.shape, part.text, None, None, part.may_be_empty, part.absent)
    if isinstance(part, Rows):
        return Rows(part.item, [copied(row) for row in part.rows], None)
    return copied(part)


def _start(shape: Shape) -> Any:
    """What a key without a default begins with."""
    return () if isinstance(shape, Many) else Text("", "") if isinstance(shape, InBoth) else None


def _part(key: Key, value: Any, *, on_file: bool = False) -> Node:
    shape = key.shape
    if isinstance(shape, Record):
        return grown(shape, value, on_file=on_file)
    if isinstance(shape, InBoth):
        both = {
            language: Leaf(
                Words(), value[language], value[language] if on_file else None, value[language], False, False
            )
            for language in ("fr", "en")
        }
        return Group(shape, dict(both))
    if isinstance(shape, Many) and isinstance(shape.item, Record):
        rows = [grown(shape.item, each, on_file=on_file) for each in value]
        return Rows(shape.item, rows, tuple(rows) if on_file else None)
    text = NOBODY if value == () and key.optional else _text(shape, value)
    may_be_empty = key.optional or key.default is not MISSING
    absent = key.optional and key.default is not MISSING and key.default is not None
    return Leaf(shape, text, text if on_file else None, value, may_be_empty, absent)


def _text(shape: Shape, value: Any) -> str:
    """A value as a person types it."""
    if value is None:
        return ""
    if isinstance(shape, Many):
        return ("-" if isinstance(shape.item, Points) else ", ").join(_text(shape.item, each) for each in value)
    if isinstance(shape, YesNo):
        return "true" if value else "false"
    if isinstance(shape, Points):
        return exact(value)
    if isinstance(shape, Clock):
        return clock(value).removesuffix(".000")
    return str(value)


def _raw(shape: Shape, text: str) -> Any:
    if isinstance(shape, Many):
        if text == NOBODY:
            return []
        between = (
            _BETWEEN_POINTS
            if isinstance(shape.item, Points)
            else re.compile(r"\s*[,;]\s*" if re.search("[,;]", text) else r"\s+")
        )
        return [_raw(shape.item, part) for part in between.split(text) if part]
    if isinstance(shape, YesNo):
        return {"true": True, "false": False}.get(text, text)
    if isinstance(shape, Whole):
        return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else text
    if isinstance(shape, Points):
        return text.replace(",", ".")
    return text
