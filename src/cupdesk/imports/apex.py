"""Apex Timing's `.laps`: every lap of one or more drivers, newest first, and who they are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from cupdesk.imports.tables import Kind, Layout, Line, Table
from cupdesk.imports.text import clean
from cupdesk.words.trouble import Trouble

STARTS = re.compile(r"D\d+\.(?:L\d+|P\d+|INF|BL?|C)#")
_LAP = re.compile(r"D(\d+)\.L(\d+)#[^|]*\|[^|]*\|[^|]*\|[a-z]?(\d+)")
_PERSON = re.compile(r"D(\d+)\.INF#(<.*>)\s*$")
_OTHER = re.compile(r"D\d+\.\w+#.*")


def tables(text: str) -> tuple[Table, ...]:
    """The laps with the number and the name of the driver (or team). Raises `Trouble` if a description is malformed."""
    people: dict[str, tuple[str, str]] = {}
    laps: list[tuple[int, str, str, str]] = []
    strays: list[Line] = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := _LAP.fullmatch(line.strip()):
            laps.append((number, match[1], match[2], _clock(match[3])))
        elif match := _PERSON.fullmatch(line.strip()):
            people[match[1]] = _person(match[2], number)
        elif line.strip() and not _OTHER.fullmatch(line.strip()):
            strays.append(Line(number, (clean(line),)))
    rows = [Line(n, (*people.get(code, ("", "")), lap, time)) for n, code, lap, time in laps]
    lines = (Line(0, ("number", "driver", "lap number", "lap time")), *rows)
    return (Table("", lines, Layout.APEX_LAPS, Kind.LAPS, strays=tuple(strays)),)


def _person(text: str, line: int) -> tuple[str, str]:
    try:
        element = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Trouble("imports.malformed", format="Apex Timing", line=line) from error
    return clean(element.get("num", "")), clean(element.get("name", ""))


def _clock(milliseconds: str) -> str:
    seconds, thousandths = divmod(int(milliseconds[:9]), 1000)
    return f"{seconds // 60}:{seconds % 60:02}.{thousandths:03}"
