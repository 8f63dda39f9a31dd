"""The worked examples from the command line: readable as documentation, and exit code 2 where one does not come out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cupdesk.cli import calls
from cupdesk.seasons import file
from cupdesk.seasons.examples import examples

Call = Callable[..., Any]


def test_every_example_has_its_line(cupdesk: Call) -> None:
    answer = cupdesk("check-examples", "--language", "en")
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert len([line for line in lines if line.startswith("ok  ")]) == len(examples())
    assert "ok  short-race: A short race (Carrera Cup Asia 2026, race 1)" in lines
    assert all(len(line) <= 100 or line.startswith("ok  ") for line in lines)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "ok  fastest-lap-of-race: Fastest lap of the race (cups that reward the fastest lap of the race only)",
                "    A guest sets the fastest lap; the point for that of the race is nobody’s, the one for that of",
                "      the eligible is Ek’s.",
                '    race  scale [5, 3, 2, 1] · fastest_lap 1 · fastest_lap_of "race"',
                "    eligible  scale [5, 3, 2, 1] · fastest_lap 1",
                "    standings race: 1 ek 5, 2 roux 3",
                "    standings eligible: 1 ek 6, 2 roux 3",
            ],
        ),
        (
            "fr",
            [
                "ok  disqualified-with-time: Disqualifiée avec son temps (GR Cup, Road America 2025)",
                "    Une voiture disqualifiée est imprimée la dernière, avec le temps qu’elle a réalisé.",
                "    overall  scale [5, 3, 2, 1]",
                "    temps 1/R : 1 7 15:02.500, 2 21 15:09.000, dsq 3 15:00.000",
            ],
        ),
    ],
)  # fmt: skip
def test_an_example_says_its_rule_its_settings_and_what_comes_out(
    cupdesk: Call, language: str, said: list[str]
) -> None:
    lines = cupdesk("check-examples", "--language", language).out.replace("\u202f", " ").splitlines()
    at = lines.index(said[0])
    assert lines[at : at + len(said)] == said


def test_as_json_in_french(cupdesk: Call) -> None:
    found = cupdesk("check-examples", "--json", "--language", "fr").json["examples"]
    assert {each["example"] for each in found} == {worked.code for worked in examples()}
    assert next(each["title"] for each in found if each["example"] == "short-race") == "Course réduite"
    assert all(each["differences"] == [] for each in found)


def test_an_example_that_does_not_come_out(cupdesk: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    worked = next(each for each in examples() if each.code == "count-best")
    (expected,) = worked.example.expect
    wrong = replace(worked, example=replace(worked.example, expect=(replace(expected, rows=("1 ek 99",)),)))
    monkeypatch.setattr(calls, "examples", lambda: (wrong,))
    answer = cupdesk("check-examples", "--language", "en")
    assert answer.code == 2
    assert answer.out.splitlines() == [
        "DIFFERS  count-best: The best results count (F1 1988: best 11 of 16)",
        "    Two results of three count; the lowest is dropped.",
        '    overall  scale [5, 3, 2, 1] · counting {"best": 2}',
        "    standings overall: 1 ek 99",
        "    found: 1 zwart 10, 2 ek 8, 3 roux 6",
    ]
    assert answer.err == "1 example does not come out.\n"
    found = cupdesk("check-examples", "--json", "--language", "en")
    assert (found.code, len(found.json["examples"][0]["differences"])) == (2, 1)


def test_a_name_without_a_place_has_no_number_in_any_answer(cupdesk: Call, tmp_path: Path) -> None:
    season = next(worked.season for worked in examples() if worked.code == "excluded-team")
    path = tmp_path / "season.json"
    path.write_bytes(file.dump(season))
    rows = cupdesk("standings", "--season", str(path), "--json").json["championships"][0]["rows"]
    assert [(row["position"], row["unranked"]) for row in rows] == [(1, None), (2, None), (None, "excluded")]
    text = cupdesk("standings", "--season", str(path), "--language", "en").out.splitlines()
    assert [line.split()[0] for line in text if line.rstrip() and line.split()[0] in "12–"] == ["1", "2", "–"]
    assert cupdesk("export", "--season", str(path), "--to", str(tmp_path), "--format", "csv").code == 0
    (table,) = tmp_path.glob("*standings*.csv")
    with table.open(encoding="utf-8-sig", newline="") as lines:
        places = [row[1] for row in csv.reader(lines)]
    assert places[1:] == ["1", "2", ""]
