"""The figures of timing files: `46:41.553`, `6:00'26,462`, `1:31.7690*`, `+1'48.578`, `-12 Laps`, `1.0`. Times are whole milliseconds."""

from __future__ import annotations

import re

from cupdesk.imports.text import fold
from cupdesk.rules.session import Status


class Unreadable(ValueError):  # noqa: N818
    """A cell that should hold a figure and does not."""


_MARKS = str.maketrans({"’": "'", "‘": "'", "′": "'", "″": '"', "”": '"', "−": "-", "–": "-", "—": "-", ",": "."})
_NOTHING = re.compile(r"[-.:\s]*|0+(?:[:.]0+)*|nt|notime|sanstemps", re.IGNORECASE)
_HOURS = re.compile(r"(?:(\d{1,3})[:h])?(\d{1,3})[:m](\d{1,2})(?:\.(\d{1,9}))?", re.ASCII)
_SECONDS = re.compile(r"(\d{1,6})(?:\.(\d{1,9}))?s?", re.ASCII)
_APOSTROPHE = re.compile(r"(\d)'(\d\d)(?!\d)(?:\"|'')?", re.ASCII)
_LAPS = re.compile(
    r"[-+\s]*(\d{1,4})\s*(?:laps?|tours?|trs?|l|t|lap\(s\)|runden?|rd)\.?[-\s]*", re.IGNORECASE | re.ASCII
)
_FLAGS = re.compile(r"\s*[*RrpP†#]+$")
_PLACE = re.compile(r"[pP=]?\s*(\d{1,4})(?:[.,]0*)?(?:st|nd|rd|th|er|re|e|\.|\)|=)?\s*[*=]?", re.ASCII)
_WHOLE = re.compile(r"\+?(\d{1,5})(?:[.,]0*)?(?:\s*(?:laps?|tours?|trs?|t|l)\.?)?", re.IGNORECASE | re.ASCII)
_BESIDE_NUMBER = re.compile(r"^(?:#|n[°º]|no\.?|nr\.?)\s*", re.IGNORECASE)
_TOO_SHORT_MS = 5_000

_STATUSES = {
    Status.RUNNING: "classified running finished finisher ok classe arrive cla fin valid finish",
    Status.NOT_CLASSIFIED: "notclassified nc nonclasse noncl unclassified",
    Status.RETIRED: "dnf retired abandon ab abd ret out didnotfinish aband abandonned notrunning stopped nichtklassiert accident",
    Status.DID_NOT_START: "notstarted dns didnotstart nonpartant np dnst nonpartante nostart",
    Status.DISQUALIFIED: "dq dsq disqualified disqualifie disq dsqualified disqualification",
    Status.EXCLUDED: "ex exc excluded exclu",
    Status.WITHDRAWN: "wd withdrawn forfait fft retrait",
}
_STATUS = {word: status for status, words in _STATUSES.items() for word in words.split()}


def status(text: str) -> Status | None:
    """The status a text says; `None` if it says none."""
    return _STATUS.get(fold(text)) if any(c.isalpha() for c in text) else None


def time_ms(text: str, least: int = _TOO_SHORT_MS) -> int | None:
    """A time in milliseconds, what is finer left off; `None` for no time. Raises `Unreadable`, also under `least` ms."""
    plain = _FLAGS.sub("", text.translate(_MARKS).strip())
    if _NOTHING.fullmatch(plain):
        return None
    plain = _APOSTROPHE.sub(r"\1:\2.", plain.removeprefix("+").strip()).replace("..", ".").rstrip(".")
    found = _milliseconds(plain)
    if found < least:
        raise Unreadable(text)
    return found


def gap(text: str) -> tuple[int | None, int | None]:
    """A gap as (milliseconds, laps), either unknown: `+0.170`, `1'22.563`, `25 Laps`, `-`. Raises `Unreadable`."""
    plain = text.translate(_MARKS).strip()
    if match := _LAPS.fullmatch(plain):
        return None, int(match[1])
    return time_ms(plain, 0), None


def is_laps(text: str) -> bool:
    """Whether a text counts laps: `1 Lap`, `-12 Laps`, `3 tours`."""
    return _LAPS.fullmatch(text.translate(_MARKS).strip()) is not None


def _milliseconds(plain: str) -> int:
    if match := _HOURS.fullmatch(plain):
        hours, minutes, seconds, fraction = match.groups()
        if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
            raise Unreadable(plain)
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    elif match := _SECONDS.fullmatch(plain):
        whole, fraction = int(match[1]), match[2]
    else:
        raise Unreadable(plain)
    return whole * 1000 + int((fraction or "").ljust(3, "0")[:3])


def place(text: str) -> int | None:
    """A place: `1`, `1.`, `1.0`, `P3`, `3e`; `None` for none. Raises `Unreadable`."""
    if not text.strip("-–— "):
        return None
    match = _PLACE.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise Unreadable(text)
    return int(match[1])


def whole(text: str) -> int | None:
    """A number of laps, or of a lap; `None` for none. Raises `Unreadable`."""
    if not text.strip("-–— "):
        return None
    match = _WHOLE.fullmatch(text.strip())
    if match is None:
        raise Unreadable(text)
    return int(match[1])


def number(text: str) -> str:
    """A car number as text, without `#` and `No.` in front: `03` stays `03`."""
    return _BESIDE_NUMBER.sub("", text).strip()
