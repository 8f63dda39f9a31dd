"""Natsoft's pages (Australia): a table as text of fixed width, its columns where the header says, figures at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from cupdesk.imports.tables import Kind, Layout, Line, Table
from cupdesk.imports.text import clean

_HEAD = re.compile(r"^Pos\s+Car\s+Driver.*\bLaps\b.*Fastest\.{3}Lap", re.MULTILINE)
_LAPS_HEAD = re.compile(r"^Lap\s.*Lap\.Time", re.MULTILINE)
_PENALTY = re.compile(r"^\s*Competitor#(\S+)\s")
_END = re.compile(r"^_{20,}\s*$")
_NOTE = re.compile(
    r"^(PENALTY APPLIED|Fastest Lap Av|R=under|Safety Car|\(?Full Course|Page \d|Issue#|\*=|Fastest Sector|Combined Fastest|Not Classified)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:\d+:)?\d+:\d\d\.\d{3,4}")
_LAP = re.compile(r"(-:--\.-+|(?:\d+:)?\d+:\d\d\.\d{3,4})([*pRr]*)")
_CAR = re.compile(r"^\s{0,6}(\w{1,4})\s+(\D.*?)\s*$")
_ROW = re.compile(r"^\s{0,4}(\d+)\s+(?=\d*:|-:)")
_PLACE = re.compile(r"\d{1,3}|NC|DN[FS]|D[SI]?Q|EXC?|WD|")
_RACE_HEADS = (
    "position",
    "number",
    "driver",
    "team",
    "vehicle",
    "capacity",
    "class",
    "laps",
    "total time",
    "in lap",
    "best",
)
_TIMES_HEADS = (
    "position",
    "number",
    "driver",
    "team",
    "vehicle",
    "capacity",
    "class",
    "laps",
    "in lap",
    "best",
    "gap",
)
_LAPS_HEADS = ("number", "driver", "lap number", "lap time")
_COLUMNS = ("Pos", "Car", "Driver", "Competitor/Team", "Vehicle", "Cap", "CL", "Laps")


@dataclass(slots=True)
class _Pages:
    """Rows of several pages under one head."""

    heads: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    penalised: list[str] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)


def tables(text: str) -> tuple[Table, ...]:
    """The result or the lap times in a page's text; nothing if it is none of Natsoft's."""
    if head := _HEAD.search(text):
        race = "Race.Time" in head[0]
        pages = _Pages(_RACE_HEADS if race else _TIMES_HEADS)
        _results(text, race, pages)
        layout, kind = (Layout.NATSOFT_RACE, Kind.RACE) if race else (Layout.NATSOFT_TIMES, Kind.TIMES)
    elif _LAPS_HEAD.search(text):
        pages = _Pages(_LAPS_HEADS)
        _laps(text, pages)
        layout, kind = Layout.NATSOFT_LAPS, Kind.LAPS
    else:
        return ()
    lines = (Line(0, pages.heads), *pages.lines)
    return (Table("", lines, layout, kind, penalised=tuple(pages.penalised), strays=tuple(pages.strays)),)


def _results(text: str, race: bool, pages: _Pages) -> None:
    starts: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _HEAD.match(line):
            starts = [line.index(name) for name in _COLUMNS if name in line]
        elif _END.match(line):
            starts = []
        elif len(starts) == len(_COLUMNS) and line.strip():
            cells = [clean(line[a:b]) for a, b in pairwise(starts)]
            if penalty := _PENALTY.match(line):
                pages.penalised.append(penalty[1])
            elif _PLACE.fullmatch(cells[0].upper()) and re.fullmatch(r"\w{1,4}", cells[1]):
                pages.lines.append(Line(number, (*cells, *_figures(line[starts[-1] :], race))))
            elif not _NOTE.match(line.strip()):
                pages.strays.append(Line(number, (clean(line),)))


def _figures(tail: str, race: bool) -> tuple[str, ...]:
    """The figures after the class: laps, then time of the race, best lap and its number, gap, as far as they are there."""
    parts = re.sub(r"(\d)\s*[*Rr]+(?=\s|$)", r"\1 ", tail).split()
    laps = parts.pop(0) if parts and not _TIME.fullmatch(parts[0]) else ""
    total = parts.pop(0) if race and parts and not parts[0].isdigit() else ""
    lap = parts.pop(0) if parts and parts[0].isdigit() else ""
    best = parts.pop(0) if parts else ""
    rest = " ".join(parts)
    return (laps, total, lap, f"{best} {rest}".strip()) if race else (laps, lap, best, rest)


def _laps(text: str, pages: _Pages) -> None:
    """Blocks of a car and its laps, three a line, each after its sectors; a lap into the pits has no time."""
    heads: list[int] = []
    car = driver = ""
    for number, line in enumerate(text.splitlines(), 1):
        if _LAPS_HEAD.match(line):
            heads = [match.start() for match in re.finditer(r"Lap\.Time", line)]
        elif _END.match(line):
            heads, car = [], ""
        elif heads and (row := _ROW.match(line)) and car:
            for i, start in enumerate(heads):
                if match := _LAP.match(line[max(start - 2, 0) : start + 11].lstrip(" *")):
                    lap = str(int(row[1]) + i)
                    time = "" if match[1].startswith("-") else match[1]
                    pages.lines.append(Line(number, (car, driver, lap, time)))
        elif heads and (match := _CAR.match(line)):
            car, driver = match[1], clean(match[2])
        elif heads and line.strip() and not _NOTE.match(line.strip()):
            pages.strays.append(Line(number, (clean(line),)))
