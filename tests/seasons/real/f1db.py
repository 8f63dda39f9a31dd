"""The public database of Formula One seasons (F1DB), as it is at hand: a folder of flat YAML lists, read with what Python has."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from tests.seasons.real.writing import DATA

Row = dict[str, str]
_LINE = re.compile(r"""^(- |  )?(\w+): ?(?:"(.*)"|(.*))$""", re.M)


def folder() -> Path:
    """Where the database lies: the folder named by `CUPDESK_F1DB`, else among the published seasons."""
    return Path(os.environ.get("CUPDESK_F1DB") or DATA / "f1db")


@cache
def seasons() -> tuple[int, ...]:
    """The years it holds; none where it is not at hand."""
    places = sorted(found for found in (folder(), folder() / "src" / "data") if (found / "seasons").is_dir())
    return tuple(sorted(int(path.name) for path in (places[0] / "seasons").iterdir())) if places else ()


def season(year: int) -> Path:
    """The folder of a season."""
    inside = folder() / "src" / "data"
    return (inside if inside.is_dir() else folder()) / "seasons" / str(year)


def rows(path: Path) -> list[Row]:
    """The rows of a list, every value as it is written; none where there is no such list."""
    found: list[Row] = []
    for begins, key, quoted, plain in _LINE.findall(path.read_text(encoding="utf-8")) if path.exists() else ():
        if begins == "- " or not found:
            found.append({})
        found[-1][key] = quoted or plain
    return found


def races(year: int) -> list[Path]:
    """The folders of a season's races, in order."""
    return sorted((season(year) / "races").iterdir())
