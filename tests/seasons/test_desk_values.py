"""Whatever is typed at the desk can be kept as a season file and read again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import ClearResult, Edit, SetPublication, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import SessionState
from cupdesk.seasons import file
from cupdesk.words import Words

NOW = datetime(2023, 10, 8, 13, 5, 17, 123456, tzinfo=timezone(timedelta(hours=2)))
ORDER = [
    "7",
    "8 5 1",
    "12 dnf",
    "31 dns",
    "14 dsq",
    "9 nc",
    "30 @3",
    "5 +0.170",
    "1 30:41.553",
    "40 1L",
    "104",
    "21 21",
    "8 -",
]
TIMES = ["7 2:04.106 2:04.382", "11 2:04.441", "8 x3", "5 xx", "1 nt"]
DECISIONS = [
    "40 +5 fs",
    "21 +28 tl",
    "8 -3 co",
    "7 dsq te",
    "1 w",
    "5 enq",
    "5 nfa",
    "11 +10 blocked the whole pit lane",
    "3 +5 *4",
    "n1 withdrawn",
    "n2 +10",
    "9 dt",
    "12 sg",
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_typed_leaves_a_season_that_comes_back(language: str) -> None:
    words = Words(language)
    season = apply(
        file.load(resource("seasons", "pccf-2023.json")), *(ClearResult(f"LEC/{s}") for s in ("Q", "R1", "R2"))
    )
    taken = 0
    lines = [("LEC/R1", line) for line in ORDER] + [("LEC/Q", line) for line in TIMES]
    for ref, line in lines:
        reading = read_order(Book(season), ref, line, words)
        season, did = _after(season, reading.edits or reading.on_second_enter)
        taken += did
    for line in DECISIONS:
        reading = read_decision(Book(season), "LEC/R1", line, words, NOW)
        season, did = _after(season, reading.edits or reading.on_second_enter)
        taken += did
    assert taken > 20
    season = apply(season, SetPublication("LEC/R1", SessionState.PROVISIONAL, 1, 42, NOW))
    assert file.load(file.dump(season)) == season


def _after(season: Season, edits: tuple[Edit, ...]) -> tuple[Season, int]:
    after = apply(season, *edits)
    assert file.load(file.dump(after)) == after
    return after, int(after != season)
