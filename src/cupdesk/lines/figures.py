"""Times and gaps as typed: `2:04.106`, `31:40,553`, `2.04.106`, `2'04"106`, `204106`, `+1.604`. All results are whole milliseconds."""

from __future__ import annotations

import re

from cupdesk.lines.reading import Refused

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:\.(\d{1,3}))?")
_SECONDS = re.compile(r"(\d{0,5})(?:\.(\d{1,3}))?")
_DOTTED_TIME = re.compile(r"((?:\d{1,2}\.)?\d{1,3}\.\d{2})(\.\d{3})")
_FRENCH_TIME = re.compile(r"(\d{1,3})'(\d{2})(?:\"|'')(\d{1,3})")


def time_ms(text: str) -> int | None:
    """A time with minutes (`2:04.106`, `1:01:07.740`, `2.04.106` of a number pad, `2'04"106`); `None` if it is not written like one, or is zero.

    Raises `Refused` if the seconds or minutes are 60 or more.
    """
    text = text.replace(",", ".")
    if french := _FRENCH_TIME.fullmatch(text):
        text = "{}:{}.{}".format(*french.groups())
    elif dotted := _DOTTED_TIME.fullmatch(text):
        text = dotted[1].replace(".", ":") + dotted[2]
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59:
        raise Refused("lines.impossible_seconds", time=text)
    if hours is not None and int(minutes) > 59:
        raise Refused("lines.impossible_minutes", time=text)
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + _thousandths(fraction) or None


def compact_ms(text: str) -> int | None:
    """A time in digits only, thousandths last: `204106` is 2:04.106, `10107740` is 1:01:07.740; `None` under five digits."""
    if re.fullmatch(r"\d{5,9}", text) is None:
        return None
    minutes, seconds = text[:-5] or "0", f"{text[-5:-3]}.{text[-3:]}"
    return time_ms(f"{minutes[:-2]}:{minutes[-2:]}:{seconds}" if len(minutes) > 2 else f"{minutes}:{seconds}")


def gap_ms(text: str) -> int | None:
    """A gap without its sign: seconds (`1.604`, `63,099`, `.5`) or a time with minutes; `None` if it is neither."""
    match = _SECONDS.fullmatch(text.replace(",", "."))
    if match is None or not any(match.groups()):
        return time_ms(text)
    return int(match[1] or 0) * 1000 + _thousandths(match[2])


def _thousandths(fraction: str | None) -> int:
    return int((fraction or "").ljust(3, "0"))
