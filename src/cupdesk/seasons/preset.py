"""Presets: the rule books shipped with the program, one TOML file each in `resources/presets/`.

A preset has the keys of a season file's `regulations`, and under `weekend` the sessions of a usual meeting.
`resources/offences.toml` is the catalogue of offences a new season begins with.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cupdesk.resources import resource
from cupdesk.rules.model import Offence, Round, Season
from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import Session, Text
from cupdesk.seasons.checks import check, check_regulations
from cupdesk.seasons.file import read_bytes
from cupdesk.seasons.records import Many, record
from cupdesk.seasons.shapes import Decimal
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path


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


def new_season(preset: str, cup: str, year: int) -> Season:
    """An empty season of a cup under a preset's rules: one round with a usual weekend's sessions, the offences, no entries."""
    rules, weekend = read_preset(_path(preset))
    plain = unicodedata.normalize("NFKD", cup).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "cup"
    first = Round("1", Text("Épreuve 1", "Round 1"), sessions=weekend)
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
