"""Pictures made for the tests: PNG, JPEG and SVG files as bytes."""

from __future__ import annotations

import base64
import struct
import zlib

from cupdesk.rules.letterhead import Emblem, Letterhead
from cupdesk.rules.pictures import Picture, picture_of

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb"
    "qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAI"
    "ABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAT/xA"
    "AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCeArRAAP/Z"
)
"""A blue picture of 24 × 8 pixels."""


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 30, height: int = 10, colour: tuple[int, int, int] = (10, 92, 138)) -> bytes:
    """A PNG file of one colour."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def svg(inside: str = '<rect width="30" height="10"/>', attributes: str = 'viewBox="0 0 30 10"') -> bytes:
    """An SVG file."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def picture(data: bytes) -> Picture:
    """The bytes as a picture of a letterhead."""
    found = picture_of(data)
    assert isinstance(found, Picture)
    return found


LOGO, OIL, TYRES = picture(svg()), picture(png(60, 20)), picture(JPEG)
PICTURES = (LOGO, OIL, TYRES)
HEAD = Letterhead(Emblem(LOGO.digest, "Club Cup"), (Emblem(OIL.digest, "Velo Oil"), Emblem(TYRES.digest)))
"""A logo and two sponsors."""
