"""Which characters the fonts of the documents can set: a missing one would be printed as an empty box, silently."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import fontpkg_fira_sans
import fontpkg_fira_sans_condensed

FOLDERS = tuple(Path(package.__file__).parent / "files" for package in (fontpkg_fira_sans, fontpkg_fira_sans_condensed))
"""The folders of the font files: Fira Sans and Fira Sans Condensed."""


def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` the fonts lack, each once, in order."""
    known = _characters()
    return tuple(dict.fromkeys(c for c in text if ord(c) not in known and not c.isspace()))


@cache
def _characters() -> frozenset[int]:
    """The characters every one of the fonts can set."""
    sets = [_covered(path.read_bytes()) for folder in FOLDERS for path in sorted(folder.glob("*-Regular.ttf"))]
    return frozenset.intersection(*sets)


def _covered(font: bytes) -> frozenset[int]:
    """The characters of a TrueType font by its `cmap` table, format 4 (OpenType specification 1.9)."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count)]
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", font, start)[0] == 4:
            found |= _segments(font, start)
    return frozenset(found)


def _segments(font: bytes, start: int) -> set[int]:
    size = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{size}H", font, start + 14)
    firsts = struct.unpack_from(f">{size}H", font, start + 16 + 2 * size)
    return {c for first, end in zip(firsts, ends, strict=True) for c in range(first, end + 1) if c != 0xFFFF}
