"""docs/rules.md is true: its modules, tests, worked examples and real seasons are there, and no example and no setting is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Regulations
from cupdesk.rules.session import SanctionKind
from cupdesk.seasons.examples import examples
from cupdesk.seasons.records import Many, Record, record

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
RULES = ROOT / "src" / "cupdesk" / "rules"
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "rules").glob("test_*.py"))
CODES = {path.stem for path in resource("examples").glob("*.toml")}
NO_RESULT = {
    "Regulations.name", "Regulations.source", "Regulations.protest_minutes", "Regulations.numbering", "Regulations.second_entry",
    "Regulations.short_race", "ShortRace.least_laps", "ShortRace.steps", "ShortStep.below", "ShortStep.factor", "Regulations.pole_side",
    "Category.chip", "Award.chip", "ChipLook.letters", "ChipLook.light", "ChipLook.dark",
}  # fmt: skip
"""Settings no result depends on: names, looks, publication, what is proposed and decided by a person."""
NO_EFFECT = {SanctionKind.REPRIMAND, SanctionKind.WARNING, SanctionKind.FINE}
SEASONS = {
    "F1 since 1950": "test_every_formula_one_season",
    "F1 1984": "test_f1_1984",
    "F1 1988": "test_f1_1988",
    "GR Cup 2025": "test_gr_cup_2025",
    "Mustang 2024": "test_mustang_challenge_2024",
    "Carrera Cup Asia 2026": "test_carrera_cup_asia_2026",
    "Supercup 2026": "test_supercup_2026",
    "Carrera Cup North America 2026": "test_pccna_miami_2026",
}


def tables() -> list[list[dict[str, str]]]:
    """The tables of the page, each row by the head of its columns."""
    found: list[list[dict[str, str]]] = []
    heads: list[str] = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            heads = []
        elif not heads:
            heads = [cell.split(" (")[0] for cell in cells]
            found.append([])
        elif not set(line) <= set("|-: "):
            assert len(cells) == len(heads), line
            found[-1].append(dict(zip(heads, cells, strict=True)))
    return found


ROWS = [row for table in tables() for row in table]


def test_the_page_has_its_tables() -> None:
    assert [len(table) > 3 for table in tables() if "rule" in table[0]] == [True] * 6
    assert len(ROWS) > 90


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("module", "–") != "–"], ids=lambda row: row["rule"])
def test_every_module_is_there(row: dict[str, str]) -> None:
    for name in re.findall(r"`([a-z_]+)(\.[A-Za-z_]+)?`", row["module"]):
        module, part = name
        assert (RULES / f"{module}.py").exists(), module
        assert not part or re.search(
            rf"^(?:def|class) {part[1:]}\b", (RULES / f"{module}.py").read_text(encoding="utf-8"), re.MULTILINE
        )


def test_every_example_is_on_the_page_and_every_one_named_is_there() -> None:
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+|adjustment)`", PAGE))
    assert named == CODES


def test_every_test_named_is_there() -> None:
    classes = set(re.findall(r"`(Test[A-Za-z]+)`", PAGE))
    assert classes
    assert all(f"class {name}" in TESTS for name in classes)
    files = set(re.findall(r"`(test_[a-z_]+)`", PAGE))
    assert files
    assert all((ROOT / "tests" / "rules" / f"{name}.py").exists() for name in files)


def test_the_seasons_named_last_are_proven() -> None:
    last = next(table for table in tables() if "real season" in table[0])
    cells = " ".join(row["real season"] for row in last)
    assert set(SEASONS) == {name for name in SEASONS if name in cells}
    assert all((ROOT / "tests" / "seasons" / "real" / f"{test}.py").exists() for test in SEASONS.values())
    assert all(row["example"] != "–" for row in last)


def said(value: Any, shape: Record, found: set[str]) -> None:
    """The keys of a value that are not left at their default, by dataclass and name."""
    for key in shape.keys:
        each = getattr(value, key.field)
        if each == key.default:
            continue
        found.add(f"{shape.kind.__name__}.{key.name}")
        many = isinstance(key.shape, Many)
        inner = key.shape.item if isinstance(key.shape, Many) else key.shape
        if isinstance(inner, Record) and each is not None:
            for one in each if many else (each,):
                said(one, inner, found)


def keys(shape: Record) -> set[str]:
    """Every key of an object and of those inside it."""
    found: set[str] = set()
    for key in shape.keys:
        found.add(f"{shape.kind.__name__}.{key.name}")
        inner = key.shape.item if isinstance(key.shape, Many) else key.shape
        if isinstance(inner, Record):
            found |= keys(inner)
    return found


def test_every_setting_and_every_sanction_has_a_worked_example() -> None:
    found: set[str] = set()
    kinds: set[SanctionKind] = set()
    for worked in examples():
        said(worked.season, record(Season), found)
        for _, _, session in worked.season.sessions():
            kinds |= {sanction.kind for decision in session.decisions for sanction in decision.sanctions}
    assert keys(record(Regulations)) - found - NO_RESULT == set()
    assert set(SanctionKind) - kinds - NO_EFFECT == set()
