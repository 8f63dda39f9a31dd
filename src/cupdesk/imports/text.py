"""Bytes of a text file as text: byte order marks, encodings, texts encoded twice; and texts folded for comparing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TWICE = re.compile(
    "[\u00c2-\u00c5\u00c3\u00d0\u00d1\u00e2][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0192]"
)
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200b\ufeff\t"), " ")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it is in. Raises `Trouble` (`imports.not_text`) if it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), encoding
    for encoding, zeros in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[0:200:2])):
        if len(data) > 3 and zeros and zeros.count(0) > len(zeros) * 0.7:
            return _decoded(data, encoding), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return _text(data.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    return _text(data.decode("latin-1")), "latin-1"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _text(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Trouble("imports.not_text") from error


def _text(text: str) -> str:
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\x0b\x1a\x85" and ord(c) < 32 for c in set(text)):
        raise Trouble("imports.not_text")
    return text.rstrip("\x1a")


def clean(text: str) -> str:
    """A cell without blanks around it, odd blanks inside it, and a second encoding: `MÃ¤ntsÃ¤lÃ¤ ` is `Mäntsälä`."""
    if text.isascii():
        return text.replace("\t", " ").strip()
    return unicodedata.normalize("NFC", mended(text.translate(_BLANKS)).strip())


def as_stood(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells as they stand, if one of them was encoded twice; else nothing."""
    kept = tuple(cells)
    return kept if any(not cell.isascii() and mended(cell) != cell for cell in kept) else ()


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """The text before it was encoded a second time, if it was; else as it is."""
    while _TWICE.search(text):
        try:
            once = b"".join(_byte(c) for c in text).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            return text
        text = once
    return text


def _byte(c: str) -> bytes:
    """The byte a sign of Windows' Western encoding stands for; its five unused bytes stand for themselves."""
    return c.encode("latin-1") if ord(c) < 256 else c.encode("cp1252")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters and digits only, without capitals and accents: for comparing heads, statuses and names."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(c for c in plain if c.isalnum())
