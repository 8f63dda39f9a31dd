"""Documents written by the command line, and the self-test of an installed program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cupdesk.cli import self_test
from cupdesk.resources import resource
from cupdesk.words.trouble import Trouble

Call = Callable[..., Any]


def test_the_documents_of_one_session(shipped: Call, tmp_path: Path) -> None:
    to = tmp_path / "new" / "folder"
    answer = shipped(
        "export", "--to", str(to), "--session", "lec1", "--format", "csv, json", "--language", "fr", "--json"
    )
    written = [Path(name) for name in answer.json["files"]]
    assert sorted(written) == sorted(to.iterdir())
    assert {path.suffix for path in written} == {".csv", ".json"}
    assert all("LEC-R1" in path.name for path in written)
    standings = next(path for path in written if path.suffix == ".json" and "standings" in path.name)
    assert "Boccolacci" in json.dumps(json.loads(standings.read_bytes()), ensure_ascii=False)


def test_the_whole_season_if_no_session_is_named(shipped: Call, tmp_path: Path) -> None:
    answer = shipped("export", "--to", str(tmp_path), "--format", "csv")
    assert answer.code == 0
    names = [Path(line).name for line in answer.out.splitlines()]
    for race in ("BAR-R1", "LMS-R", "LEC-R2"):
        assert any(race in name for name in names), race


def test_workbook_and_pdf_are_the_default(shipped: Call, tmp_path: Path) -> None:
    shipped("export", "--to", str(tmp_path), "--session", "LEC/R2")
    assert {path.suffix for path in tmp_path.iterdir()} == {".xlsx", ".pdf"}


def test_a_folder_that_cannot_be_written(shipped: Call, tmp_path: Path) -> None:
    there = tmp_path / "file"
    there.write_text("mine")
    for to in (there, there / "below"):
        answer = shipped("export", "--to", str(to), "--format", "csv", "--session", "LEC/R1")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1
    assert there.read_text() == "mine"


def test_an_unknown_session_makes_no_folder(shipped: Call, tmp_path: Path) -> None:
    assert shipped("export", "--to", str(tmp_path / "to"), "--session", "LEC/R7").code == 2
    assert not (tmp_path / "to").exists()


def test_what_cannot_be_made_leaves_no_folder(cupdesk: Call, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    season = json.loads(resource("seasons", "pccf-2023.json").read_text(encoding="utf-8"))
    qualifying = next(s for r in season["rounds"] if r["code"] == "LEC" for s in r["sessions"] if s["code"] == "Q")
    qualifying |= {"order": [], "finishes": []}
    (tmp_path / "season.json").write_text(json.dumps(season), encoding="utf-8")
    to = str(tmp_path / "there" / "new" / "newer")
    answer = cupdesk("export", "--session", "LEC/Q", "--to", to, "--season", str(tmp_path / "season.json"))
    assert (answer.code, answer.err) == (2, "LEC/Q has no result yet: there is nothing to print.\n")
    assert list((tmp_path / "there").iterdir()) == []


def test_the_self_test_tries_every_part(cupdesk: Call) -> None:
    answer = cupdesk("self-test", "--json")
    assert answer.code == 0
    assert list(answer.json) == ["resources", "presets", "season", "rules", "titles", "store", "documents", "imports"]
    assert answer.json["season"] == 17


def test_the_self_test_stops_at_the_first_part_that_fails(cupdesk: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise Trouble("cli.self_test.failed", part="season")

    monkeypatch.setattr(self_test, "CHECKS", {"resources": self_test.resources, "season": broken})
    answer = cupdesk("self-test")
    assert answer.code == 2
    assert answer.out.startswith("ok  sentences: ")
    assert answer.err == "Failed: season does not give what it must.\n"
