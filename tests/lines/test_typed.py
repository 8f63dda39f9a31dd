"""Words and figures as they are typed."""

from __future__ import annotations

import pytest

from cupdesk.lines.figures import compact_ms, gap_ms, time_ms
from cupdesk.lines.reading import Refused
from cupdesk.lines.typed import fold, split


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("12 31  7", ["12", "31", "7"]),
        ("12, 31, 7", ["12", "31", "7"]),
        ("12*3", ["12", "*3"]),
        ("12 * 3", ["12", "*3"]),
        ("12+1.604", ["12", "+1.604"]),
        ("12++0.412", ["12", "++0.412"]),
        ("12/1", ["12", "/1"]),
        ("12-", ["12", "-"]),
        ("12 -", ["12", "-"]),
        ("12*3+1.6", ["12", "*3", "+1.6"]),
        ("boc", ["boc"]),
        ("", []),
    ],
)
def test_signs_need_no_blank(line: str, words: list[str]) -> None:
    assert split(line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("é'", ["24"]),
        ('&é "& è', ["12", "31", "7"]),
        ("(-_çà", ["56890"]),
        ("-", ["6"]),
        ("é1", ["é1"]),
        ("é'a", ["é'a"]),
        ("été", ["été"]),
        ("12 -", ["12", "-"]),
        ("e\u0301'", ["24"]),
    ],
)
def test_the_unshifted_digit_row_of_a_french_keyboard(line: str, words: list[str]) -> None:
    assert split(line) == words


def test_capitals_and_accents_do_not_matter() -> None:
    assert fold("ŒUVRARD Éric") == "oeuvrard eric"


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2:04.106", 124_106),
        ("31:40,553", 1_900_553),
        ("1:01:07.740", 3_667_740),
        ("2'04\"106", 124_106),
        ("2:04.1", 124_100),
        ("2:04", 124_000),
        ("204", None),
        ("2:04.1065", None),
        ("x:04", None),
        ("0:00.000", None),
    ],
)
def test_times(text: str, ms: int | None) -> None:
    assert time_ms(text) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [("204106", 124_106), ("3140553", 1_900_553), ("10107740", 3_667_740), ("12345", 12_345), ("1234", None)],
)
def test_times_of_digits_only(text: str, ms: int | None) -> None:
    assert compact_ms(text) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1.604", 1_604),
        ("0,17", 170),
        (".5", 500),
        ("63.099", 63_099),
        ("1:03.099", 63_099),
        ("5", 5_000),
        ("", None),
        (".", None),
        ("a", None),
    ],
)
def test_gaps(text: str, ms: int | None) -> None:
    assert gap_ms(text) == ms


@pytest.mark.parametrize(
    ("text", "key"), [("2:64.106", "lines.impossible_seconds"), ("1:75:04.106", "lines.impossible_minutes")]
)
def test_impossible_times_are_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        time_ms(text)
    assert refused.value.key == key
    assert refused.value.values["time"] == text
