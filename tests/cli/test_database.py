"""Season files into databases and out again: the same bytes, all or nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.store.file import Store

Call = Callable[..., Any]
SHIPPED = resource("seasons", "pccf-2023.json")
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def cup(tmp_path: Path) -> Path:
    return tmp_path / "cup.cupdesk"


def test_load_then_dump_gives_the_same_bytes(cupdesk: Call, cup: Path) -> None:
    loaded = cupdesk("load", str(SHIPPED), "--database", str(cup))
    assert (loaded.code, loaded.out) == (0, f"Porsche Carrera Cup France 2023 (pccf-2023) is in {cup}.\n")
    assert cupdesk("dump", "--database", str(cup)).out.encode() == SHIPPED.read_bytes()
    assert cupdesk("dump", "--database", str(cup), "--season-code", "pccf-2023").out.encode() == SHIPPED.read_bytes()


def test_queries_of_a_database_answer_as_those_of_the_file(cupdesk: Call, cup: Path) -> None:
    cupdesk("load", str(SHIPPED), "--database", str(cup))
    for call in (("standings",), ("title", "--after", "LEC1"), ("classification", "lms/1"), ("check",)):
        from_file = cupdesk(*call, "--json", "--season", str(SHIPPED))
        assert from_file.code == 0
        assert cupdesk(*call, "--json", "--database", str(cup)) == from_file


def test_a_database_goes_by_its_url_too(cupdesk: Call, cup: Path) -> None:
    url = f"sqlite:///{cup}"
    assert cupdesk("load", str(SHIPPED), "--database", url, "--json").json["created"] is True
    assert cupdesk("dump", "--database", url).out.encode() == SHIPPED.read_bytes()
    assert cupdesk("dump", "--database", str(cup)).out.encode() == SHIPPED.read_bytes()
    refused = cupdesk("dump", "--database", "nonsense://nowhere")
    assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_a_second_season_joins_the_first(cupdesk: Call, cup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(SHIPPED.read_bytes().replace(b'"pccf-2023"', b'"again"', 1))
    answers = [cupdesk("load", str(path), "--database", str(cup), "--json").json for path in (SHIPPED, other)]
    assert [(a["season"], a["created"]) for a in answers] == [("pccf-2023", True), ("again", False)]
    assert cupdesk("dump", "--database", str(cup)).out.encode() == other.read_bytes()
    assert cupdesk("dump", "--database", str(cup), "--season-code", "pccf-2023").out.encode() == SHIPPED.read_bytes()
    unknown = cupdesk("dump", "--database", str(cup), "--season-code", "third")
    assert (unknown.code, unknown.out) == (2, "")
    assert "holds no season third. Seasons: pccf-2023, again." in unknown.err


def test_a_season_that_is_there_is_not_replaced(cupdesk: Call, cup: Path) -> None:
    cupdesk("load", str(SHIPPED), "--database", str(cup))
    again = cupdesk("load", str(SHIPPED), "--database", str(cup))
    assert (again.code, again.out) == (2, "")
    assert "pccf-2023" in again.err
    assert cupdesk("dump", "--database", str(cup)).out.encode() == SHIPPED.read_bytes()


def test_a_wrong_file_makes_no_database(cupdesk: Call, cup: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    season = json.loads(SHIPPED.read_bytes())
    season["rounds"][5]["sessions"][1]["finishes"][3]["total"] = 1904.2
    wrong.write_text(json.dumps(season))
    refused = cupdesk("load", str(wrong), "--database", str(cup))
    assert refused.code == 2
    assert refused.err.startswith("rounds[5].sessions[1].finishes[3].total: a time is expected")
    assert not cup.exists()


def test_an_empty_cup_has_nothing_to_answer(cupdesk: Call, cup: Path) -> None:
    Store.create(cup).close()
    answer = cupdesk("standings", "--database", str(cup))
    assert (answer.code, answer.err) == (2, f"{cup} holds no season yet.\n")


def test_another_program_s_database_is_left_alone(cupdesk: Call, cup: Path) -> None:
    with sqlite3.connect(cup) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    before = cup.read_bytes()
    assert cupdesk("load", str(SHIPPED), "--database", str(cup)).code == 2
    assert cup.read_bytes() == before


@pytest.mark.parametrize("kib", [16, 64, 128, 256, 512])
def test_a_full_disk_leaves_no_half_loaded_file(cup: Path, kib: int) -> None:
    limits = pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-m", "cupdesk", "load", str(SHIPPED), "--database", str(cup)],
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: limits.setrlimit(limits.RLIMIT_FSIZE, (kib * 1024, kib * 1024)),
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    if done.returncode:
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
        assert not cup.exists()
    else:
        assert kib > 16
        with sqlite3.connect(cup) as made:
            assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        made.close()
