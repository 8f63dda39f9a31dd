"""The shipped presets: read like a season file, the same rules as the shipped season, a new season from each."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.regulations import PlaceBasis, TieStep
from cupdesk.seasons import file, preset
from cupdesk.words.trouble import Trouble

CODES = [each.code for each in preset.presets()]


def test_four_cups_are_there() -> None:
    assert set(CODES) >= {"pccf-2023", "porsche-supercup", "gr-cup", "f1-like"}
    assert all(each.name for each in preset.presets())


def test_the_preset_of_the_shipped_season_has_its_rules() -> None:
    assert preset.regulations("pccf-2023") == file.load(resource("seasons", "pccf-2023.json")).regulations


@pytest.mark.parametrize("code", CODES)
def test_a_preset_says_where_its_rules_come_from(code: str) -> None:
    assert preset.regulations(code).source
    assert resource("presets", f"{code}.toml").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("code", CODES)
def test_a_new_season_can_be_kept_and_answered(code: str) -> None:
    season = preset.new_season(code, "Coupe Éclair", 2031)
    assert (season.code, season.cup, season.year) == ("coupe-eclair-2031", "Coupe Éclair", 2031)
    assert file.load(file.dump(season)) == season
    assert {offence.code for offence in season.offences} >= {"false_start", "track_limits", "pit_speed", "yellow_flag"}
    book = Book(season)
    assert book.races()
    for championship in season.regulations.championships:
        assert book.standings(championship.code).rows == ()


def test_a_cup_without_latin_letters_has_a_code_too() -> None:
    assert preset.new_season("f1-like", "グランプリ", 2031).code == "cup-2031"


def test_figures_of_the_cups() -> None:
    gr_cup = preset.regulations("gr-cup")
    assert gr_cup.threshold.percent == 0
    assert gr_cup.championship("overall").countback_overall
    assert gr_cup.championship("teams").team.guests_score
    assert preset.regulations("porsche-supercup").championship("rookie").place is PlaceBasis.CUP
    f1 = preset.regulations("f1-like")
    assert (f1.threshold.percent, f1.championship("drivers").ties) == (90, (TieStep.COUNTBACK,))
    assert f1.championship("drivers").scales[0].points[0] == Fraction(8)


def test_an_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(Trouble) as caught:
        preset.regulations("f2")
    assert caught.value.values["choices"] == ", ".join(CODES)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (b"name = ", "seasons.not_toml"),
        (b'name = "\xe9"', "seasons.not_utf8"),
        (b'name = "X"', "seasons.missing_key"),
        (b'name = "X"\nchampionships = []', "seasons.no_championship"),
        (b'name = "X"\nscale = [1]\nchampionships = []', "seasons.unknown_key"),
        (b'name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = [1]\naward = "R"', "seasons.unknown"),
        (b'name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = [2024-01-01]', "seasons.points"),
        (b'name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = [inf]', "seasons.points"),
    ],
)
def test_a_wrong_preset_is_refused(tmp_path: Path, text: bytes, key: str) -> None:
    path = tmp_path / "cup.toml"
    path.write_bytes(text)
    with pytest.raises(Trouble) as caught:
        preset.read_preset(path)
    assert caught.value.key == key


def test_a_decimal_of_a_preset_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "cup.toml"
    path.write_text('name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = [12.1, "1/7"]')
    rules, weekend = preset.read_preset(path)
    assert rules.championships[0].scale == (Fraction(121, 10), Fraction(1, 7))
    assert weekend == ()
