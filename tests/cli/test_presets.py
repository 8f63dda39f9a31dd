"""Presets on the command line: the rule book of a season out, a new season from one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cupdesk.seasons import file, preset

Call = Callable[..., Any]


def test_a_rule_book_goes_out_and_another_season_begins_with_it(cupdesk: Call, shipped: Call, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(shipped("preset").out, encoding="utf-8")
    made = file.load(cupdesk("new", str(path), "--cup", "Ma Coupe", "--year", "2026").out)
    assert (made.code, made.cup, made.year) == ("ma-coupe-2026", "Ma Coupe", 2026)
    assert made.regulations == preset.regulations("pccf-2023")


def test_a_season_begins_with_a_shipped_preset(cupdesk: Call) -> None:
    made = file.load(cupdesk("new", "gr-cup", "--cup", "GR Cup", "--year", "2026").out)
    assert made == preset.new_season("gr-cup", "GR Cup", 2026)


def test_what_a_season_cannot_begin_with_is_said(cupdesk: Call, tmp_path: Path) -> None:
    unknown = cupdesk("new", "f2", "--cup", "X", "--year", "2026")
    assert (unknown.code, unknown.out) == (2, "")
    assert 'There is no preset "f2". Presets: f1-1988,' in unknown.err
    year = cupdesk("new", "gr-cup", "--cup", "X", "--year", "26")
    assert (year.code, year.err.strip()) == (2, '"26" is not a year: four digits are expected, such as 2026.')
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = "X"\nchampionships = []\n')
    refused = cupdesk("new", str(wrong), "--cup", "X", "--year", "2026")
    assert (refused.code, refused.err.strip()) == (2, "championships: at least one championship is needed.")
