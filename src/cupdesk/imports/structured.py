"""Tables of JSON exports: RaceHero, RACE RESULT, and any list of records. Numbers are kept as they are written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cupdesk.imports.tables import Kind, Layout, Line, Table
from cupdesk.imports.text import clean
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

_CALL = re.compile(r"^\s*[\w$.]+\((.*)\)\s*;?\s*$", re.DOTALL)
_PICTURE = re.compile(r"\[img:[^\]]*?([A-Za-z]{2,3})\.\w+\]|\[img:[^\]]*\]")
_RACE = "2"
"""RaceHero's number for the kind of run that is a race."""


def tables(text: str) -> tuple[Table, ...]:
    """The tables of a JSON text (also inside the call of a function). Raises `Trouble` if it is malformed or holds no list."""
    call = _CALL.match(text)
    try:
        data = json.loads(call[1] if call else text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Trouble("imports.malformed", format="JSON", line=error.lineno) from error
    except RecursionError as error:
        raise Trouble("imports.malformed", format="JSON", line=1) from error
    if isinstance(data, dict) and isinstance(data.get("results"), list) and isinstance(data.get("run"), dict):
        return (_racehero(data),)
    if isinstance(data, dict) and isinstance(data.get("DataFields"), list) and "data" in data:
        return (_race_result(data),)
    records = max(_lists(data, 0), key=len, default=[])
    if not records:
        raise Trouble("imports.no_table")
    return (_records(records),)


def _racehero(data: dict[str, Any]) -> Table:
    """The results with the names of the racers, and the second best lap out of the laps."""
    racers = {_cell(racer.get("racer_number")): racer for racer in _dicts(data.get("racers"))}
    heads = (
        "position",
        "number",
        "name",
        "class",
        "laps",
        "total time",
        "gap",
        "best",
        "in lap",
        "second",
        "second lap",
    )
    lines = [Line(0, heads)]
    for i, result in enumerate(_dicts(data["results"]), 1):
        racer = racers.get(_cell(result.get("racer_number")), {})
        second = _second(result)
        cells = [_cell(result.get(key)) for key in ("position_in_run", "racer_number")]
        cells.append(_cell(racer.get("name")))
        keys = ("racer_class", "total_laps", "total_time", "gap_to_p1_in_run", "best_lap_time", "best_lap_number")
        cells += [_cell(result.get(key)) for key in keys]
        lines.append(Line(i, (*cells, *second)))
    kind = Kind.RACE if _cell(data["run"].get("type")) == _RACE else Kind.TIMES
    return Table(_cell(data["run"].get("name")), tuple(lines), Layout.RACEHERO, kind)


def _second(result: dict[str, Any]) -> tuple[str, str]:
    laps = [
        (_seconds(lap.get("time")), _cell(lap.get("time")), _cell(lap.get("number")))
        for lap in _dicts(result.get("laps"))
    ]
    timed = sorted(lap for lap in laps if lap[0] > 0)
    return (timed[1][1], timed[1][2]) if len(timed) > 1 else ("", "")


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, str) and re.fullmatch(r"\d{1,6}(?:\.\d{1,9})?", value) else 0.0


def _race_result(data: dict[str, Any]) -> Table:
    """The lists of cells under groups and groups of groups; what the cells are is said by the data fields."""
    heads = [_cell(field) for field in data["DataFields"]]
    fields = data["list"].get("Fields") if isinstance(data.get("list"), dict) else None
    labels = {_cell(field.get("Expression")): _cell(field.get("Label")) for field in _dicts(fields)}
    said = tuple(_label(head, labels.get(head, "")) for head in heads)
    lines = [Line(0, said)]
    lines += [Line(i, tuple(_picture(_cell(cell)) for cell in row)) for i, row in enumerate(_rows(data["data"], 0), 1)]
    return Table("", tuple(lines), Layout.RACE_RESULT)


def _label(head: str, label: str) -> str:
    """The name a column goes by: its expression if that is a plain word (`BIB`), else its printed label."""
    plain = re.sub(r"[\[\]\"]", "", head)
    return plain if re.fullmatch(r"[\w .]+", plain) or not label else label


def _picture(cell: str) -> str:
    """A flag is the nation its file is named after."""
    return _PICTURE.sub(lambda match: (match[1] or "").upper(), cell).strip()


def _rows(data: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(data, dict) and depth < 8:
        for group in data.values():
            yield from _rows(group, depth + 1)
    elif isinstance(data, list):
        if data and all(not isinstance(cell, (list, dict)) for cell in data):
            yield data
        elif depth < 8:
            for row in data:
                yield from _rows(row, depth + 1)


def _lists(data: Any, depth: int) -> Iterator[list[Any]]:
    """Every list of records: of objects, or of lists of cells."""
    if depth > 8:
        return
    if isinstance(data, list):
        if any(isinstance(each, (dict, list)) for each in data):
            yield [each for each in data if isinstance(each, (dict, list))]
        for each in data:
            yield from _lists(each, depth + 1)
    elif isinstance(data, dict):
        for each in data.values():
            yield from _lists(each, depth + 1)


def _records(records: list[Any]) -> Table:
    if all(isinstance(record, list) for record in records):
        return Table("", tuple(Line(i, tuple(map(_cell, record))) for i, record in enumerate(records, 1)))
    found = [dict(_parts(record)) for record in records if isinstance(record, dict)]
    heads = tuple(dict.fromkeys(head for record in found for head in record))
    lines = [Line(0, heads)]
    lines += [Line(i, tuple(record.get(head, "") for head in heads)) for i, record in enumerate(found, 1)]
    return Table("", tuple(lines))


def _parts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The cells of a record: a value by its name, a list of names (`drivers`) numbered, an object's values by both names."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from ((f"{key}_{inner}", _cell(each)) for inner, each in value.items())
        elif isinstance(value, list):
            yield key, " / ".join(filter(None, map(_cell, value)))
        else:
            yield key, _cell(value)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _cell(value: Any) -> str:
    """A value as text; nothing for `null` and for what has parts."""
    if isinstance(value, str):
        return clean(value)
    return "1" if value is True else ""
