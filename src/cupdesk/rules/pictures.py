"""Pictures of a letterhead: bytes of a PNG, JPEG or SVG file, looked through so far that every writer can surely set them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAVIEST = 1_000_000
"""The largest file of a picture, in bytes: it lies in the cup's file, and in every page that shows it."""
MOST_PIXELS = 12_000_000
SIDE = 1200
"""Pixels on the longer side of a drawn picture where a program wants pixels: more than paper shows of a logo."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""PNG: samples of a pixel by colour type."""
_FRAMES = (0xC0, 0xC1, 0xC2)
"""JPEG: the frames every program reads (baseline, extended, progressive)."""
_BARE = (0x01, *range(0xD0, 0xD9))
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*([a-z]*)\s*")
_WORDS = ("text", "tspan", "textPath")
_ACTIVE = ("script", "foreignObject", "iframe", "audio", "video")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:image/)[^'\"\s)]", re.IGNORECASE)


class Form(StrEnum):
    """What kind of file a picture is."""

    PNG = "png"
    JPEG = "jpeg"
    SVG = "svg"


class Fault(StrEnum):
    """Why bytes cannot be a picture of a letterhead."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    HEAVY = "heavy"
    HUGE = "huge"
    BROKEN = "broken"
    INKS = "inks"
    WORDS = "words"
    OUTSIDE = "outside"
    SIZELESS = "sizeless"


@dataclass(frozen=True, slots=True)
class Measure:
    """What kind of picture it is, and its width and height in pixels; those of an SVG are such that its longer side is `SIDE`."""

    form: Form
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, kept once however often it is shown: `digest` is the SHA-256 (hex) of its file, `content` the file as base64."""

    digest: str
    content: str

    @property
    def data(self) -> bytes:
        """The file; `ValueError` if the content is no base64."""
        try:
            return base64.b64decode(self.content, validate=True)
        except binascii.Error as error:
            raise ValueError(self.digest) from error

    @property
    def genuine(self) -> bool:
        """Whether the content is the file the digest was taken of, and a picture."""
        try:
            data = self.data
        except ValueError:
            return False
        return hashlib.sha256(data).hexdigest() == self.digest and isinstance(measured(data), Measure)


def picture_of(data: bytes) -> Picture | Fault:
    """The bytes of a file as a picture, or why they are none."""
    found = measured(data)
    if isinstance(found, Fault):
        return found
    return Picture(hashlib.sha256(data).hexdigest(), base64.b64encode(data).decode())


def measured(data: bytes) -> Measure | Fault:
    """Kind and size of a picture. PNG: every part is checked and unpacked; JPEG: its frame and end; SVG: every element."""
    if not data:
        return Fault.EMPTY
    if len(data) > HEAVIEST:
        return Fault.HEAVY
    if data.startswith(_PNG):
        found = _png(data)
    elif data.startswith(_JPEG):
        found = _jpeg(data)
    elif b"<svg" in data:
        found = _svg(data)
    else:
        return Fault.UNKNOWN
    if isinstance(found, Measure) and found.form is not Form.SVG and found.width * found.height > MOST_PIXELS:
        return Fault.HUGE
    return found


def _png(data: bytes) -> Measure | Fault:
    parts = list(_chunks(data))
    if not parts or parts[0][0] != b"IHDR" or parts[-1][0] != b"IEND" or len(parts[0][1]) != 13:
        return Fault.BROKEN
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    if not width or not height or colour not in _SAMPLES:
        return Fault.BROKEN
    if width * height > MOST_PIXELS:
        return Fault.HUGE
    whole = height * (1 + (width * depth * _SAMPLES[colour] + 7) // 8)
    machine = zlib.decompressobj()
    try:
        pixels = machine.decompress(b"".join(part for kind, part in parts if kind == b"IDAT"), 2 * whole + 4096)
    except zlib.error:
        return Fault.BROKEN
    if not machine.eof or (not interlaced and len(pixels) != whole):
        return Fault.BROKEN
    return Measure(Form.PNG, width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The sound parts of a PNG file, as far as they are sound."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, part = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if data[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(kind + part)):
            return
        yield kind, part
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg(data: bytes) -> Measure | Fault:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark in _BARE or mark == 0xFF:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            if mark not in _FRAMES or at + 10 > len(data):
                return Fault.BROKEN
            height, width, inks = struct.unpack_from(">HHB", data, at + 5)
            if inks not in (1, 3):
                return Fault.INKS
            return Measure(Form.JPEG, width, height) if width and height and b"\xff\xd9" in data[at:] else Fault.BROKEN
        at += 2 + length
    return Fault.BROKEN


def _svg(data: bytes) -> Measure | Fault:
    if b"<!ENTITY" in data:
        return Fault.OUTSIDE
    try:
        root = ElementTree.fromstring(data.decode())
    except (ElementTree.ParseError, ValueError):
        return Fault.BROKEN
    if _local(root.tag) != "svg":
        return Fault.UNKNOWN
    for element in root.iter():
        name = _local(element.tag)
        if name in _WORDS:
            return Fault.WORDS
        if name in _ACTIVE or _leads_outside(element, name):
            return Fault.OUTSIDE
    return _svg_size(root)


def _local(tag: object) -> str:
    """The name of an element or attribute without its namespace; "" for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _leads_outside(element: ElementTree.Element, name: str) -> bool:
    """Whether it shows something of another file, or has a style sheet or a link that does."""
    for attribute, value in element.attrib.items():
        key = _local(attribute)
        if key == "href" and name != "a" and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg")):
            return True
        if key.startswith("on") or _OUTSIDE.search(value):
            return True
    return name == "style" and bool(_OUTSIDE.search(element.text or ""))


def _svg_size(root: ElementTree.Element) -> Measure | Fault:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [pixels(root.get(name, "")) for name in ("width", "height")]
    if not all(sides) and len(box) == 4:
        sides = [pixels(side) for side in box[2:]]
    if not all(sides):
        return Fault.SIZELESS
    width, height = (max(1, round(side * SIDE / max(sides))) for side in sides)
    return Measure(Form.SVG, width, height)


def pixels(length: str) -> float:
    """A length in pixels; 0 if it is none (a percentage has no size of its own)."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _UNITS[found[2]] if found and found[2] in _UNITS else 0.0
