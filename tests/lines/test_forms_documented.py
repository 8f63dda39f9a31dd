"""Every form shown in docs/entry-line.md is understood, and every word the line knows is shown there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cupdesk.lines.forms import ORDER_WORDS
from cupdesk.lines.reading import Reading
from cupdesk.lines.supposed import read_supposition
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, PlaceCar, SetTimes
from cupdesk.rules.session import Decision
from cupdesk.seasons.file import load
from cupdesk.words import Words

PAGE = (Path(__file__).parents[2] / "docs" / "entry-line.md").read_text(encoding="utf-8")
Read = Callable[..., Reading]


def forms(heading: str) -> list[str]:
    """What stands between backticks in the first column of a section's table."""
    section = PAGE.partition(f"## {heading}")[2].partition("\n## ")[0]
    columns = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    return [form for column in columns for form in re.findall(r"`([^`]+)`", column)]


@pytest.mark.parametrize("line", forms("Order"))
def test_order_forms(order: Read, line: str) -> None:
    reading = order(line, "44")
    assert not reading.refused, reading.problem
    assert reading.edits


@pytest.mark.parametrize("line", forms("Facts"))
def test_session_forms(order: Read, line: str) -> None:
    reading = order(line, "44")
    assert not reading.refused, reading.problem
    assert reading.edits


@pytest.mark.parametrize("line", forms("Times"))
def test_times_forms(order: Read, line: str) -> None:
    reading = order(line, "7 2:04.106/3 2:04.382/5", ref="LEC/Q")
    assert not reading.refused, reading.problem
    assert reading.edits


@pytest.mark.parametrize("line", forms("Decisions"))
def test_decision_forms(decide: Read, line: str) -> None:
    on_file = AddDecision("LEC/R1", Decision(3, ("40",), "false_start"))
    reading = decide(line, PlaceCar("LEC/R1", "40"), SetTimes("LEC/R1", "40", total_ms=1_900_000), on_file)
    assert not reading.refused, reading.problem
    assert reading.edits or line in ("n3 émise", "n3 issued")


@pytest.mark.parametrize("line", forms("What-if"))
def test_what_if_forms(line: str) -> None:
    book = Book(load(resource("seasons", "pccf-2023.json")))
    reading = read_supposition(book, "LEC/R2", line, Words("en"), datetime.now(UTC))
    assert not reading.refused, reading.problem
    assert reading.edits


def test_there_are_forms_to_try() -> None:
    assert len(forms("Order")) > 30
    assert len(forms("Facts")) > 15
    assert len(forms("Times")) > 10
    assert len(forms("Decisions")) > 40


@pytest.mark.parametrize("word", [word for word in ORDER_WORDS if len(word) < 4 and word not in ("ret", "run")])
def test_every_short_word_is_documented(word: str) -> None:
    assert re.search(rf"`[^`]*\b{word}\b", PAGE)
