"""`cupdesk import`: a timing file into a database, in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.store.file import Store

Call = Callable[..., Any]
RESULT = "Pos;No;Laps;Time\n1;11;15;31:00.000\n2;7;15;31:05.000\n3;999;15;31:06.000\n"


@pytest.fixture
def cup(tmp_path: Path, cupdesk: Call) -> str:
    place = str(tmp_path / "cup.cupdesk")
    assert cupdesk("load", str(resource("seasons", "pccf-2023.json")), "--database", place).code == 0
    return place


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str, name: str = "result.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return written


def order(cup: str) -> tuple[str, ...]:
    store = Store.open(cup)
    try:
        return store.season("pccf-2023").session("LEC/R2").order
    finally:
        store.close()


def test_a_dry_run_says_all_and_writes_nothing(cupdesk: Call, cup: str, file: Callable[[str], str]) -> None:
    before = order(cup)
    answer = cupdesk("import", cup, "LEC/R2", file(RESULT), "--dry-run", "--json").json
    assert (answer["written"], answer["session"], answer["layout"]) == (False, "LEC/R2", "table")
    assert [(row["number"], row["place"], row["total_ms"]) for row in answer["rows"]] == [
        ("11", 1, 1_860_000),
        ("7", 2, 1_865_000),
    ]
    assert [(row["line"], row["kind"]) for row in answer["not_taken"]] == [(4, "unknown_car")]
    assert {"number": "11", "typed": 8, "filed": 1} in answer["differences"]
    assert order(cup) == before


def test_a_file_is_one_step(cupdesk: Call, cup: str, file: Callable[[str], str]) -> None:
    before = order(cup)
    answer = cupdesk("import", cup, "lec2", file(RESULT), "--language", "fr")
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "2 lignes sont reprises, en une étape.")
    assert order(cup) == ("11", "7")
    store = Store.open(cup)
    assert store.undo(store.season("pccf-2023")) is not None
    store.close()
    assert order(cup) == before


def test_an_entry_list(cupdesk: Call, cup: str, file: Callable[[str], str]) -> None:
    rows = file("No;Driver;Team;Class\n7;Dorian Boccolacci;;Pro\n200;Zoé Éclair;Équipe Neuve;Am\n")
    for where, rounds in (("Paul Ricard", ("LEC",)), ("season", ())):
        answer = cupdesk("import", cup, where, rows, "--entries", "--dry-run", "--json").json
        assert answer["round"] == (rounds[0] if rounds else None)
        assert [(row["number"], row["known"]) for row in answer["rows"]] == [("7", True), ("200", False)]
    out = cupdesk("import", cup, "LEC/R2", rows, "--entries").out
    assert "200  Zoé Éclair" in out
    store = Store.open(cup)
    entry = store.season("pccf-2023").entries[-1]
    store.close()
    assert (entry.number, entry.drivers, entry.team, entry.rounds) == ("200", ("zoe-eclair",), "equipe-neuve", ("LEC",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("hello\nworld\n", "No column holds car numbers. The heads are: hello. Say which one it is."),
        ("Pos;No\n1;999\n", "No row of result.csv can be taken."),
    ],
)
def test_refusals_write_nothing(text: str, said: str, cupdesk: Call, cup: str, file: Callable[[str], str]) -> None:
    before = order(cup)
    answer = cupdesk("import", cup, "LEC/R2", file(text))
    assert (answer.code, answer.err.strip()) == (2, said)
    assert order(cup) == before


def test_a_season_or_a_file_that_is_not_there(cupdesk: Call, cup: str, file: Callable[[str], str]) -> None:
    assert "2024" in cupdesk("import", cup, "LEC/R2", file(RESULT), "--season-code", "2024").err
    assert cupdesk("import", cup, "LEC/R2", "nothing.csv").err.strip() == "nothing.csv cannot be read."
