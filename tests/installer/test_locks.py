"""The locks: exact versions, each file by its hash, no addresses, and the same pins as the project asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = re.compile(r"[-_.]+")
REQUIREMENT = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>[^\\]+))?")
HASHES = re.compile(r"(?: --hash=sha256:[0-9a-f]{64})+")


def lock(name: str) -> dict[str, str]:
    """A lock's requirements: name → its whole line."""
    text = (ROOT / "installer" / f"{name}.lock").read_text(encoding="utf-8")
    lines = text.replace(" \\\n   ", "").splitlines()
    return {line.split("==")[0]: line for line in lines}


def pins(requirements: list[str]) -> dict[str, str]:
    """The exact versions asked for, by the name as a lock writes it."""
    return {NAME.sub("-", name).lower(): version for name, version in (r.split("==") for r in requirements)}


def version(line: str) -> str:
    match = REQUIREMENT.match(line)
    assert match, line
    return match["version"]


@pytest.mark.parametrize("name", ["ship", "development"])
def test_every_line_is_an_exact_version_with_hashes_and_nothing_else(name: str) -> None:
    lines = lock(name)
    assert len(lines) > 10
    for line in lines.values():
        requirement, hashes = line.split(" --hash", 1)
        assert REQUIREMENT.fullmatch(requirement.strip()), line
        assert HASHES.fullmatch(f" --hash{hashes}"), line


@pytest.mark.parametrize("name", ["ship", "development"])
def test_no_address_is_in_it(name: str) -> None:
    text = (ROOT / "installer" / f"{name}.lock").read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|://|--(?!hash=)|@|\.org|\.com", text) == []


def test_what_ships_is_part_of_what_development_has() -> None:
    assert set(lock("ship").values()) - set(lock("development").values()) == set()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    ship = pins(PROJECT["project"]["dependencies"])
    assert {name: version(lock("ship")[name]) for name in ship} == ship
    development = pins(PROJECT["project"]["optional-dependencies"]["dev"] + PROJECT["build-system"]["requires"])
    assert {name: version(lock("development")[name]) for name in development} == development


def test_nothing_of_development_ships() -> None:
    assert set(pins(PROJECT["project"]["optional-dependencies"]["dev"])) & set(lock("ship")) == set()
