"""Presets: rule books as TOML files, those shipped in `resources/presets/` or one's own.

A preset has the keys of a season file's `regulations`, and under `weekend` the sessions of a usual meeting.
`resources/offences.toml` is the catalogue of offences a new season begins with.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from cupdesk.resources import resource
from cupdesk.rules.model import Offence, Round, Season
from cupdesk.rules.regulations import Championship, Regulations
from cupdesk.rules.session import GridSource, Session, Text
from cupdesk.seasons import toml
from cupdesk.seasons.checks import check, check_regulations
from cupdesk.seasons.file import read_bytes
from cupdesk.seasons.records import Many, record
from cupdesk.seasons.shapes import Decimal
from cupdesk.words.trouble import Trouble

PRESET = ".toml"
_FIRST = "1"
"""The code of the round a new season begins with."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A shipped rule book: its code (the stem of its file) and the name it gives itself."""

    code: str
    name: Text


@cache
def presets() -> tuple[Preset, ...]:
    """All shipped presets, by code."""
    return tuple(Preset(path.stem, regulations(path.stem).name) for path in sorted(resource("presets").glob("*.toml")))


def regulations(code: str) -> Regulations:
    """The rule book of a preset; `Trouble` if there is none of this code."""
    return read_preset(_path(code))[0]


def new_season(preset: str | Path, cup: str, year: int) -> Season:
    """An empty season of a cup under a preset's rules (a shipped one by its code, or a file of one's own).

    One round with a usual weekend's sessions, the offences, no entries.
    """
    rules, weekend = read_preset(preset if isinstance(preset, Path) else _path(preset))
    plain = unicodedata.normalize("NFKD", cup).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "cup"
    first = Round(_FIRST, Text("Épreuve 1", "Round 1"), sessions=weekend)
    season = Season(f"{stem}-{year}", cup, year, rules, rounds=(first,), offences=offences())
    check(season)
    return season


@cache
def offences() -> tuple[Offence, ...]:
    """The catalogue of offences a new season begins with."""
    found: tuple[Offence, ...] = Many(record(Offence)).read(_toml(resource("offences.toml"))["offences"], "offences")
    return found


def read_preset(path: Path) -> tuple[Regulations, tuple[Session, ...]]:
    """The rule book and the usual weekend a preset file says; `Trouble` names the first thing wrong with it."""
    table = _toml(path)
    weekend: tuple[Session, ...] = Many(record(Session)).read(table.pop("weekend", []), "weekend")
    rules: Regulations = record(Regulations).read(table, "")
    check_regulations(rules)
    return rules, weekend


def preset_of(season: Season) -> bytes:
    """The rule book of a season as a preset file, with its first round as the usual weekend.

    Exceptions in single races and exclusions stay behind: they belong to this season.
    """
    rules = replace(season.regulations, championships=tuple(map(_anybody, season.regulations.championships)))
    weekend = tuple(map(_planned, season.rounds[0].sessions)) if season.rounds else ()
    table = record(Regulations).write(rules)
    if weekend:
        table["weekend"] = Many(record(Session)).write(weekend)
    return toml.write(table)


def _anybody(championship: Championship) -> Championship:
    return replace(championship, races=(), excluded=())


def _planned(session: Session) -> Session:
    """A session as planned, without what happened, its grids set in the first round."""
    return Session(
        session.code,
        session.kind,
        session.name,
        planned_laps=session.planned_laps,
        planned_minutes=session.planned_minutes,
        sets_grids=tuple(GridSource(f"{_FIRST}/{s.race.rpartition('/')[2]}", s.lap) for s in session.sets_grids),
    )


def _path(code: str) -> Path:
    path = resource("presets", f"{code}.toml")
    known = sorted(each.stem for each in path.parent.glob("*.toml"))
    if code not in known:
        raise Trouble("seasons.preset_unknown", found=code, choices=", ".join(known))
    return path


def _toml(path: Path) -> dict[str, Any]:
    """The table a TOML file holds, decimals as `Decimal`."""
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise Trouble("seasons.not_utf8", line=1, column=error.start + 1) from error
    except tomllib.TOMLDecodeError as error:
        raise Trouble("seasons.not_toml", file=path.name, found=str(error)) from error
