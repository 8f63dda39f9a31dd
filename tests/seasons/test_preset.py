"""The shipped presets: read like a season file, the same rules as the shipped season, a new season from each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.exceptions import Exclusion, RaceException
from cupdesk.rules.regulations import PlaceBasis, TeamRule, TieStep
from cupdesk.rules.session import Text
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
    assert f1.championship("drivers").scales[0].points == tuple(map(Fraction, (8, 7, 6, 5, 4, 3, 2, 1)))


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


def test_the_rule_book_of_a_season_is_a_preset_for_another(tmp_path: Path) -> None:
    season = file.load(resource("seasons", "pccf-2023.json"))
    path = tmp_path / "mine.toml"
    path.write_bytes(preset.preset_of(season))
    rules, weekend = preset.read_preset(path)
    assert rules == season.regulations
    assert [(s.code, s.kind, s.name, s.planned_minutes) for s in weekend] == [
        (s.code, s.kind, s.name, s.planned_minutes) for s in season.rounds[0].sessions
    ]
    made = preset.new_season(path, "Coupe", 2026)
    assert (made.code, made.regulations) == ("coupe-2026", season.regulations)
    assert [source.race for source in made.session("1/Q").sets_grids] == ["1/R1", "1/R2"]
    assert file.load(file.dump(made)) == made


@pytest.mark.parametrize("code", CODES)
def test_every_preset_comes_back_from_a_season_as_it_was(code: str, tmp_path: Path) -> None:
    path = tmp_path / "again.toml"
    path.write_bytes(preset.preset_of(preset.new_season(code, "Cup", 2026)))
    assert preset.read_preset(path) == preset.read_preset(resource("presets", f"{code}.toml"))


def test_a_preset_takes_along_no_exception_of_a_season_and_says_all_cars(tmp_path: Path) -> None:
    season = file.load(resource("seasons", "pccf-2023.json"))
    *others, teams = season.regulations.championships
    odd = replace(
        teams,
        name=Text('"Équipes" \\ \x7f', "Teams\nof all"),
        team=TeamRule(None),
        races=(RaceException("LEC/R1", counts=False),),
        excluded=(Exclusion("abm", Text("x", "x")),),
    )
    path = tmp_path / "odd.toml"
    odd_season = replace(season, regulations=replace(season.regulations, championships=(*others, odd)), rounds=())
    path.write_bytes(preset.preset_of(odd_season))
    rules, weekend = preset.read_preset(path)
    assert weekend == ()
    assert rules.championships[-1] == replace(odd, races=(), excluded=())
    assert 'team = { cars = "all" }' in path.read_text(encoding="utf-8")


def test_a_file_of_ones_own_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        preset.new_season(tmp_path / "none.toml", "Cup", 2026)
    assert caught.value.key == "seasons.no_file"
