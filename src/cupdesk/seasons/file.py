"""The season file: a whole season as one JSON text. `docs/season-file.md` explains it, `schema` describes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cupdesk.rules.model import Season
from cupdesk.seasons import layout
from cupdesk.seasons.checks import check, known
from cupdesk.seasons.eligibility import refused, without_cars
from cupdesk.seasons.records import Many, record
from cupdesk.seasons.shapes import Words, shown
from cupdesk.words.trouble import Trouble

FORMAT = 1
STILL_TO_ENTER = "still_to_enter"
"""The key that names championships nobody is eligible for as yet: not a fact of the season, but a file without it is refused."""


def load(data: bytes | str | Path) -> Season:
    """The season a file (its bytes, its text or its path) holds; `Trouble` names the first thing wrong with it."""
    return season_of(layout.parse(read_bytes(data) if isinstance(data, Path) else data))


def season_of(value: Any) -> Season:
    """The season a parsed file holds."""
    if not isinstance(value, dict):
        raise Trouble("seasons.not_a_season")
    if "format" not in value:
        raise Trouble("seasons.missing_key", path="format")
    number = value["format"]
    if type(number) is not int or number < 1:
        raise Trouble("seasons.format", found=shown(number), known=FORMAT)
    if number > FORMAT:
        raise Trouble("seasons.newer_format", found=number, known=FORMAT)
    facts = {key: each for key, each in value.items() if key not in ("format", STILL_TO_ENTER)}
    season: Season = record(Season).read(facts, "")
    check(season)
    codes = tuple(championship.code for championship in season.regulations.championships)
    to_come = Many(Words()).read(value.get(STILL_TO_ENTER, []), STILL_TO_ENTER)
    for i, code in enumerate(to_come):
        known(code, codes, f"{STILL_TO_ENTER}[{i}]")
    for trouble in refused(season, to_come):
        raise trouble
    return season


def dump(season: Season) -> bytes:
    """The season as a file, in its canonical form: defaults left out, UTF-8, one newline at the end."""
    to_come = without_cars(season)
    said = {STILL_TO_ENTER: list(to_come)} if to_come else {}
    return layout.write({"format": FORMAT} | record(Season).write(season) | said)


def schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of a season file."""
    defs: dict[str, Any] = {}
    record(Season).schema(defs)
    root = defs.pop("Season")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CupDesk season file",
        "description": root["description"],
        "type": "object",
        "properties": {"format": {"const": FORMAT}} | root["properties"] | {STILL_TO_ENTER: Many(Words()).schema(defs)},
        "required": ["format", *root["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def read_bytes(path: Path) -> bytes:
    """What a file holds; `Trouble` if it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble("seasons.no_file", file=str(path)) from error
    except OSError as error:
        raise Trouble("seasons.unreadable", file=str(path)) from error
