"""The command line as a person meets it: arguments in, text or JSON out, an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from cupdesk.cli import run
from cupdesk.resources import resource

SHIPPED = str(resource("seasons", "pccf-2023.json"))


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cupdesk(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Call the command line with English sentences unless told otherwise."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str) -> Answer:
        code = run(arguments, {})
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def shipped(cupdesk: Callable[..., Answer]) -> Callable[..., Answer]:
    """The same on the shipped season."""
    return lambda *arguments: cupdesk(*arguments, "--season", SHIPPED)
