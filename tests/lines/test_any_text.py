"""Whatever is typed or pasted is read, in both languages, quickly, and an accepted line can be done."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupdesk.lines.block import read_block
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.lines.steps import step_name
from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, PlaceCar, SetTimes, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision
from cupdesk.words import Words

NOW = datetime(2023, 10, 7, 16, 10, tzinfo=UTC)
WORDS = [
    "12",
    "31",
    "7",
    "28",
    "104",
    "03",
    "4X",
    "boc",
    "ma",
    "zz",
    "ab",
    "dnf",
    "np",
    "dns",
    "dq",
    "nc",
    "fo",
    "ok",
    "7",
    "*3",
    "@3",
    "p3",
    "+1.604",
    "++0.4",
    "31:40.553",
    "2:64.1",
    "1L",
    "1t",
    "/1",
    "-",
    "15t",
    "laps",
    "mt",
    "fl",
    "2:05.402",
    "205402",
    "x3",
    "xx",
    "st",
    "nt",
    "+5",
    "+28",
    "s",
    "dt",
    "sg",
    "3p",
    "-3",
    "places",
    "pc",
    "der",
    "beh",
    "5",
    "-1t",
    "g5",
    "gf",
    "vs",
    "rep",
    "av",
    "am",
    "500",
    "enq",
    "inv",
    "ss",
    "n3",
    "n°",
    "retirée",
    "appel",
    "16:10",
    "16h70",
    '"texte"',
    '"',
    "«",
    "fd",
    "lp",
    "co",
    "drap",
    "c1",
    "c2",
    "q",
    "r9",
    "é'",
    "&é\"'(-è_çà",
    "²",
    "٣",
    "+",
    "*",
    "@",
    "/",
    ".",
    ",",
    ";",
    "%",
    "{",
    "}",
    "{0}",
    "\ud7ff",
    "n",
]
LINES = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)
ANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def started(season: Season) -> Season:
    edits = [PlaceCar("LEC/R1", number) for number in ("7", "8", "5")]
    times = SetTimes("LEC/Q", "7", best_ms=124_106, best_lap=3, second_ms=124_382, second_lap=5)
    return apply(season, *edits, times, AddDecision("LEC/R1", Decision(3, ("7",), "fd", time=NOW)))


def check(season: Season, reading: Reading) -> None:
    """Enter does what it says or says why not; every step can be done and named."""
    assert not (reading.refused and reading.edits)
    assert bool(reading.problem) or not reading.refused
    assert reading.refused or not (reading.on_second_enter or reading.unfinished)
    for edits in (reading.edits, reading.on_second_enter):
        after = apply(season, *edits)
        assert bool(step_name(edits, after, Words("fr"))) == bool(edits)


@given(line=LINES)
@ANY
@pytest.mark.parametrize("ref", ["LEC/R1", "LEC/R2", "LEC/Q"])
def test_any_order_line(season: Season, ref: str, line: str) -> None:
    season = started(season)
    for language in ("fr", "en"):
        check(season, read_order(Book(season), ref, line, Words(language)))


@given(line=LINES)
@ANY
def test_any_decision_line(season: Season, line: str) -> None:
    season = started(season)
    for language in ("fr", "en"):
        check(season, read_decision(Book(season), "LEC/R1", line, Words(language), NOW))


@given(
    text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from([*WORDS, "\t", "\n", ";", "Pos", "No"])).map("".join))
)
@ANY
def test_any_block(season: Season, text: str) -> None:
    block = read_block(Book(season), "LEC/R1", text, Words("fr"))
    apply(season, *block.edits)
    assert bool(block.edits) == bool(block.taken)


@pytest.mark.parametrize("line", ["1" * 5000, "12 " * 2000, "ab 7 " * 2000, "+" * 5000, '"' * 5000, "a " * 2000])
def test_a_very_long_line(season: Season, line: str) -> None:
    assert read_order(Book(season), "LEC/R1", line, Words("fr")).refused
    assert read_decision(Book(season), "LEC/R1", line, Words("fr"), NOW).refused


def quickest(read: Callable[[], Reading]) -> float:
    """Seconds of the quickest of ten readings: what else the machine does is not counted."""
    taken = []
    for _ in range(10):
        start = time.perf_counter()
        read()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("line", ["2", "12", "7 8 5 12 31", "12+1.604", "ma", "28", "12 mt 2:05.402 2"])
def test_an_order_line_is_read_in_about_a_millisecond(season: Season, line: str) -> None:
    book = Book(season)
    assert quickest(lambda: read_order(book, "LEC/R1", line, Words("fr"))) < 0.003


@pytest.mark.parametrize("line", ["4", "40 21 +5 lp", "40 dq te", "n3 retirée"])
def test_a_decision_line_is_read_in_a_few_milliseconds(season: Season, line: str) -> None:
    book = Book(started(season))
    assert quickest(lambda: read_decision(book, "LEC/R1", line, Words("fr"), NOW)) < 0.008
