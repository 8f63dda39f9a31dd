"""The documentation shows what the program really answers, and names every field there is."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from cupdesk.cli.parser import CALLS
from cupdesk.resources import resource
from cupdesk.rules import choices, model, regulations, session
from cupdesk.rules.book import Book
from cupdesk.seasons import file, preset
from cupdesk.seasons.records import Many, Record, record

Call = Callable[..., Any]
RESULTS = """Pos;No;Driver;Laps;Total time;Gap;Best lap;Status
1;7;Dorian Boccolacci;15;31:40.727;;2:05.402;
2;11;Alessandro Ghiretti;15;31:43.000;2.273;2:05.500;
3;71;;15;31:44.500;;;
;3;;3;;;;DNF
"""
DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str, kind: str) -> list[str]:
    """The blocks of one kind of a page."""
    return re.findall(rf"^```{kind}\n(.*?)^```", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every call shown on the page, with the lines it is said to answer."""
    for block in blocks("cli.md", "console"):
        for shown in block.split("$ ")[1:]:
            call, *lines = shown.splitlines()
            yield call, lines


@pytest.mark.parametrize(("call", "lines"), list(calls()))
def test_a_call_answers_as_shown(
    cupdesk: Call, call: str, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pccf-2023.json").write_bytes(resource("seasons", "pccf-2023.json").read_bytes())
    Path("03_Results.csv").write_text(RESULTS, encoding="utf-8")
    if "cup.cupdesk" in call and " load " not in call:
        cupdesk("load", "pccf-2023.json", "--database", "cup.cupdesk")
    answer = cupdesk(*shlex.split(call)[1:])
    given = iter((answer.out + answer.err).replace("\\", "/").splitlines())
    for line in lines:
        if line != "…":
            pattern = ".*".join(re.escape(part) for part in line.split("…"))
            assert any(re.fullmatch(pattern, one) for one in given), line
    if lines[-1] != "…":
        assert [line for line in given if line] == []


def shape(value: Any) -> Any:
    """The keys of an answer, and of the first of each list."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else []
    return None


@pytest.mark.parametrize(
    ("block", "arguments", "free"),
    [
        (1, ("classification", "LEC/R1"), ("points_by_championship", "position_in_awards")),
        (2, ("standings", "--championship", "rookie", "--after", "MNZ/R2"), ()),
        (3, ("title", "--championship", "am", "--after", "LEC/R1"), ()),
    ],
)
def test_an_answer_in_json_has_the_keys_shown(
    shipped: Call, block: int, arguments: tuple[str, ...], free: tuple[str, ...]
) -> None:
    shown, answered = (
        shape(each) for each in (json.loads(blocks("cli.md", "json")[block]), shipped(*arguments, "--json").json)
    )
    for each in (shown, answered):
        for row in each.get("rows", []):
            for key in free:
                row[key] = None
    assert shown == answered


def test_the_rows_shown_are_the_rows_answered(shipped: Call) -> None:
    shown = json.loads(blocks("cli.md", "json")[1])["rows"][0]
    assert shown in shipped("classification", "LEC/R1", "--json").json["rows"]
    (table,) = json.loads(blocks("cli.md", "json")[2])["championships"]
    rows = shipped("standings", "--championship", "rookie", "--after", "MNZ/R2", "--json").json["championships"][0][
        "rows"
    ]
    jaubert = next(row for row in rows if row["name"] == "Mathys Jaubert")
    assert all(result in jaubert["results"] for result in table["rows"][0].pop("results"))
    assert table["rows"][0].items() <= {key: value for key, value in jaubert.items() if key != "results"}.items()
    title = json.loads(blocks("cli.md", "json")[3])
    answer = shipped("title", "--championship", "am", "--after", "LEC/R1", "--json").json
    assert title["championships"][0].pop("eliminated")[0] in answer["championships"][0].pop("eliminated")
    assert title["championships"] == answer["championships"]
    assert all(said in answer["statements"] for said in title["statements"])


def test_every_call_is_documented() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert [call for call in CALLS if f"cupdesk {call}" not in page] == []


@pytest.mark.parametrize("text", blocks("season-file.md", "json"))
def test_every_season_of_the_page_is_sound(text: str, cupdesk: Call, tmp_path: Path) -> None:
    season = file.load(text)
    assert file.load(file.dump(season)) == season
    book = Book(season)
    for ref in book.sessions():
        book.classification(ref)
    for championship in season.regulations.championships:
        book.standings(championship.code)
        book.title(championship.code)
    written, cup = tmp_path / "season.json", str(tmp_path / "cup.cupdesk")
    written.write_bytes(file.dump(season))
    assert cupdesk("load", str(written), "--database", cup).code == 0
    assert cupdesk("dump", "--database", cup).out.encode() == written.read_bytes()


def test_the_season_with_everything_comes_out_as_its_rules_say() -> None:
    book = Book(file.load(blocks("season-file.md", "json")[2]))
    # 7: 18 + sprint 7 + pole of the sprint; 3: 25 + sprint 8 + pole and fastest lap of the race.
    assert {row.key: str(row.points) for row in book.standings("overall").rows} == {
        "zwart": "35",
        "ek": "26",
        "roux": "21",
        "diaz": "-20/7",
    }


def keys(kind: type) -> set[str]:
    """Every key of a dataclass and of those inside it."""
    found: set[str] = set()
    for key in record(kind).keys:
        inner = key.shape
        while isinstance(inner, Many):
            inner = inner.item
        found |= {key.name} | (keys(inner.kind) if isinstance(inner, Record) else set())
    return found


def words_of(name: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", (DOCS / name).read_text(encoding="utf-8")))


def test_every_key_of_the_regulations_is_documented() -> None:
    assert keys(regulations.Regulations) - words_of("regulations.md") == set()
    enums = (regulations.Ranks, regulations.PlaceBasis, choices.PoleRule, regulations.TieStep, choices.Rounding)
    more = (choices.EqualLaps, choices.EqualMost, choices.Beyond, choices.SharedCar, choices.DeadHeat)
    assert {member.value for enum in (*enums, *more) for member in enum} - words_of("regulations.md") == set()


def test_every_key_of_the_season_file_is_documented() -> None:
    known = words_of("season-file.md") | words_of("regulations.md")
    assert keys(model.Season) - known == set()
    enums = (session.SessionKind, session.Status, session.SessionState, session.DecisionState, session.SanctionKind)
    assert {member.value for enum in enums for member in enum} - words_of("season-file.md") == set()


def test_every_default_of_the_regulations_is_the_one_documented() -> None:
    page = (DOCS / "regulations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \|[^|]*\| `([^`|]+)` \|", page, re.MULTILINE))
    for kind in (regulations.Regulations, regulations.Championship, regulations.Threshold, regulations.TeamRule):
        written = {key.name: key for key in record(kind).keys}
        for name, key in written.items():
            if name in rows and name not in ("pole", "team"):
                default = key.shape.write(key.default)
                said = default if isinstance(default, str) and rows[name] == default else json.loads(rows[name])
                assert (float(said) if key.name in ("drive_through", "stop_and_go") else said) == (
                    float(default.removesuffix(".000")) if key.name in ("drive_through", "stop_and_go") else default
                ), name


def test_every_preset_is_documented() -> None:
    assert {each.code for each in preset.presets()} - set(
        re.findall(r"`([a-z0-9-]+)`", (DOCS / "regulations.md").read_text(encoding="utf-8"))
    ) == set()
    assert fields(preset.Preset)
