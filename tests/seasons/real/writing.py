"""Season files written from published sources: what every adapter of this folder needs."""

from __future__ import annotations

import json
import re
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.seasons import file

DATA = Path(__file__).parents[4] / "shared" / "data"
STATUS = {"DNF": "retired", "DNS": "dns", "DSQ": "dsq", "NC": "nc", "EX": "ex", "DNQ": "dns", "DNPQ": "dns"}
PORSCHE = [25, 20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
F1_OF_THE_EIGHTIES = [9, 6, 4, 3, 2, 1]


def source(name: str) -> dict[str, Any]:
    """A published season; the test is skipped where it is not at hand."""
    path = DATA / "seasons" / name
    if not path.exists():
        pytest.skip("the published season is not at hand")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def code(name: str) -> str:
    """A name as a code: `Amna Al QUBAISI` → `amna-al-qubaisi`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def driver(name: str) -> dict[str, Any]:
    """A driver of the file; the last word is taken for the surname."""
    given, _, surname = name.rpartition(" ")
    return {"code": code(name), "given": given, "surname": surname}


def teams(names: list[str]) -> list[dict[str, Any]]:
    return [{"code": code(name), "name": name} for name in names]


def race(name: str, order: list[str], finishes: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"code": name, "kind": "race", "name": name, "order": order, "finishes": finishes, "state": "final"} | more


def written(**keys: Any) -> Book:
    """The book of a season file with these keys; written out and read in again it is the same season."""
    season: Season = file.load(json.dumps({"format": 1} | keys))
    assert file.load(file.dump(season)) == season
    return Book(season)


def points(value: float) -> Fraction:
    return Fraction(str(value))


def totals(book: Book, championship: str) -> list[tuple[int, str, Fraction]]:
    """Place, code and points of every row of the final table."""
    return [(row.position, row.key, row.points) for row in book.standings(championship).rows]


def published(table: list[dict[str, Any]], key: str = "driver") -> list[tuple[int, str, Fraction]]:
    """The same of a published table."""
    return [(row["pos"], code(row[key]), points(row["points"])) for row in table]
