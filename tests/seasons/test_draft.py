"""A rule book changed setting by setting, as text, with the checks of a season file."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest

from cupdesk.resources import resource
from cupdesk.rules.choices import Rounding
from cupdesk.rules.exceptions import DriverShare, Exclusion, FewStarters, RaceException, SessionScale
from cupdesk.rules.model import Adjustment, Season
from cupdesk.rules.regulations import (
    Championship,
    Counting,
    PlaceBasis,
    Regulations,
    Segment,
    TeamRule,
    Threshold,
    TieStep,
)
from cupdesk.rules.session import Text
from cupdesk.seasons.draft import Draft
from cupdesk.seasons.file import load
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble


@pytest.fixture(scope="module")
def season() -> Season:
    return load(resource("seasons", "pccf-2023.json"))


@pytest.fixture
def draft(season: Season) -> Draft:
    return Draft(season)


def refused(draft: Draft, path: str, text: str) -> Trouble:
    draft.put(path, text)
    with pytest.raises(Trouble) as caught:
        draft.season()
    assert draft.field_of(caught.value) == path
    for language in LANGUAGES:
        assert Words(language)(caught.value.key, **caught.value.values)
    return caught.value


def test_an_untouched_draft_is_the_season(draft: Draft, season: Season) -> None:
    assert draft.season() == season


def every_path(regulations: Regulations) -> list[str]:
    """The path of every setting that can be written as text."""
    found = [
        f.name.removesuffix("_ms")
        for f in fields(Regulations)
        if f.name not in ("name", "source", "championships", "categories", "awards", "threshold", "short_race")
    ]
    found += [f"{name}.{language}" for name in ("name", "source") for language in LANGUAGES]
    found += [f"threshold.{f.name}" for f in fields(Threshold)]
    found += ["short_race.least_laps"]
    for i in range(len(regulations.championships)):
        for f in fields(Championship):
            below = {"counting": Counting, "team": TeamRule}.get(f.name)
            if f.name in ("scales", "few_starters", "races", "excluded"):
                continue
            if f.name == "name":
                found += [f"championships[{i}].name.{language}" for language in LANGUAGES]
            elif below is not None:
                found += [
                    f"championships[{i}].{f.name}.{each.name}"
                    for each in fields(below)
                    if each.name not in ("segments", "drop_by_length")
                ]
            else:
                found.append(f"championships[{i}].{f.name}")
    return found


@pytest.mark.parametrize("name", ["pccf-2023"])
def test_every_setting_written_again_as_it_stands_changes_nothing(name: str, season: Season) -> None:
    draft = Draft(season)
    for path in every_path(season.regulations):
        draft.leaf(path).on_file = None  # nothing is known to be as it was: every text is read
    assert draft.season() == season


def test_settings_are_put_by_their_paths(draft: Draft) -> None:
    for path, text in {
        "championships[3].scale": "30-1/7-2,5",
        "championships[3].name.fr": "Débutants",
        "championships[3].place": "cup",
        "championships[3].pole": "0.5",
        "championships[3].counting.best": "9",
        "championships[3].ties": "last_race, countback",
        "championships[4].team.cars": "",
        "championships[4].team.rerank": "true",
        "threshold.percent": "90",
        "threshold.rounding": "up",
        "drive_through": "25",
        "protest_minutes": "45",
    }.items():
        draft.put(path, text)
    rules = draft.season().regulations
    rookie = rules.championship("rookie")
    assert rookie.scale == (Fraction(30), Fraction(1, 7), Fraction(5, 2))
    assert rookie.name == Text("Débutants", "Rookie")
    assert (rookie.place, rookie.pole, rookie.counting.best) == (PlaceBasis.CUP, Fraction(1, 2), 9)
    assert rookie.ties == (TieStep.LAST_RACE, TieStep.COUNTBACK)
    assert rules.championship("teams").team == TeamRule(None, rerank=True)
    assert rules.threshold == Threshold(90, Rounding.UP, flag=True)
    assert (rules.drive_through_ms, rules.protest_minutes) == (25_000, 45)


@pytest.mark.parametrize("text", ["25-20-17", "25 - 20 - 17", "25 20 17", "25, 20, 17", "25;20;17"])
def test_a_scale_is_typed_as_one_likes(draft: Draft, text: str) -> None:
    draft.put("championships[0].scale", text)
    assert draft.season().regulations.championships[0].scale == tuple(map(Fraction, (25, 20, 17)))


def test_what_is_put_back_is_no_change(draft: Draft) -> None:
    draft.put("championships[3].scale", "9-6")
    assert draft.changes
    draft.put("championships[3].scale", draft.was("championships[3].scale"))
    assert draft.changes == {}
    assert draft.text("championships[3].scale") == "25-20-17-14-12-10-9-8-7-6-5-4-3-2-1"


def test_an_empty_setting_has_its_default(draft: Draft) -> None:
    draft.put("championships[0].pole", "")
    draft.put("drive_through", "")
    rules = draft.season().regulations
    assert (rules.championships[0].pole, rules.drive_through_ms) == (Fraction(0), 20_000)


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        ("championships[3].scale", "vingt-cinq", "seasons.points"),
        ("championships[3].scale", "25-20-x", "seasons.points"),
        ("championships[0].pole", "-1", "seasons.paid"),
        ("championships[0].ties", "countback, coutback", "seasons.one_of_near"),
        ("championships[0].ties", "countback, countback", "seasons.twice"),
        ("championships[0].place", "best", "seasons.one_of"),
        ("championships[3].award", "Rooky", "seasons.unknown_near"),
        ("championships[2].award", "Junior", "seasons.nobody_eligible"),
        ("championships[0].counting.best", "many", "seasons.whole"),
        ("championships[0].counting.best", "0", "seasons.range"),
        ("championships[0].sessions", "R9", "seasons.no_such_race_near"),
        ("championships[0].name.en", "", "seasons.blank"),
        ("threshold.percent", "150", "seasons.percent"),
        ("threshold.percent", "a lot", "seasons.whole"),
        ("drive_through", "twenty", "seasons.clock"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_setting(draft: Draft, path: str, text: str, key: str) -> None:
    assert refused(draft, path, text).key == key


def test_remarks_the_season_has_already_refuse_nothing(season: Season) -> None:
    draft = Draft(season)
    draft.put("championships[0].sessions", "R1")
    one_race = draft.season()
    stray = replace(
        one_race,
        regulations=replace(
            one_race.regulations,
            championships=tuple(replace(c, sessions=("R9",)) for c in one_race.regulations.championships),
        ),
    )
    draft = Draft(stray)
    draft.put("protest_minutes", "31")
    assert draft.season().regulations.protest_minutes == 31


def test_a_table_whose_cars_are_still_to_come_is_in_the_way_of_no_other(season: Season) -> None:
    nobody = replace(season, entries=tuple(replace(entry, awards=()) for entry in season.entries))
    draft = Draft(nobody)
    draft.copy("championships", 0)
    assert [each.code for each in draft.season().regulations.championships][:2] == ["overall", "overall-2"]
    assert refused(draft, "championships[1].award", "Rookie").key == "seasons.nobody_eligible"


def test_only_what_is_in_the_book_has_a_path(draft: Draft) -> None:
    with pytest.raises(KeyError):
        draft.was("championships[0].colour")


def test_every_row_written_again_as_it_stands_changes_nothing(season: Season) -> None:
    overall = replace(
        season.regulations.championships[0],
        scales=(SessionScale("R2", (Fraction(12), Fraction(1, 7))),),
        few_starters=(FewStarters(6, Fraction(1, 2)),),
        counting=Counting(segments=(Segment(("BAR", "LEC/R1"), best=2), Segment(("MNZ",), drop=1))),
        races=(
            RaceException(
                "LEC/R1", pole=(), fastest_lap=("7", "11"), shares=(DriverShare("7", "klein", Fraction(1, 3)),)
            ),
        ),
        excluded=(Exclusion("ancel", Text("Fraude, avérée", "Fraud; proven"), "LEC/R1", points_kept=True),),
    )
    others = season.regulations.championships[1:]
    said = replace(season, regulations=replace(season.regulations, championships=(overall, *others)))
    draft = Draft(said)
    for path, leaf in draft.leaves():
        assert draft.leaf(path) is leaf
        leaf.on_file = None  # nothing is known to be as it was: every text is read
    assert draft.season() == said


def test_rows_are_moved_doubled_and_taken_out_with_what_was_written_in_them(draft: Draft) -> None:
    draft.put("championships[0].pole", "9")
    assert draft.move("championships", 0, 1)
    assert not draft.move("championships", 0, -1)
    assert draft.changes == {"championships[1].pole": "9"}
    assert draft.was("championships[1].pole") == "1"
    assert draft.lists == ("championships",)
    draft.copy("championships", 1)
    assert [c.code for c in draft.season().regulations.championships][:3] == ["pro_am", "overall", "overall-2"]
    assert draft.season().regulations.championship("overall-2").pole == 9
    draft.remove("championships", 2)
    draft.move("championships", 1, -1)
    assert not draft.lists
    assert draft.n == 1
    draft.clear()
    assert draft.n == 0


def test_a_code_written_anew_is_followed_by_the_championships(season: Season) -> None:
    entries = tuple(replace(entry, category="") for entry in season.entries)
    free = replace(season, entries=entries)
    draft = Draft(free)
    for code in ("", "G", "Gold"):
        draft.put("categories[1].code", code)
    draft.put("categories[2].code", "Silver")
    rules = draft.season().regulations
    assert [c.category for c in rules.championships] == ["", "Gold", "Silver", "", ""]
    assert draft.names("categories", "en")[1:] == [("Pro-Am", "Pro-Am"), ("Am", "Am")]


@pytest.mark.parametrize(
    ("path", "at", "key"),
    [
        ("categories", 0, "seasons.used_entries"),
        ("awards", 0, "seasons.used_championship"),
        ("awards", 1, "seasons.used_entries"),
        ("championships", 2, "seasons.used_honours"),
    ],
)
def test_what_is_still_used_stays_with_its_code(season: Season, path: str, at: int, key: str) -> None:
    draft = Draft(season if key != "seasons.used_entries" or path == "categories" else with_juniors(season))
    with pytest.raises(Trouble) as caught:
        draft.remove(path, at)
    assert (caught.value.key, caught.value.values["path"], draft.n) == (key, path, 0)
    for language in LANGUAGES:
        assert Words(language)(caught.value.key, **caught.value.values)


def with_juniors(season: Season) -> Season:
    first, *rest = season.entries
    return replace(season, entries=(replace(first, awards=("Junior",)), *rest))


@pytest.mark.parametrize(
    "path", ["categories[0].code", "awards[0].code", "championships[2].code", "championships[4].code"]
)
def test_a_code_in_use_is_not_written_anew(season: Season, path: str) -> None:
    points = Adjustment("teams", season.teams[0].code, Fraction(-5), Text("x", "x"))
    caught = refused(Draft(replace(season, adjustments=(points,))), path, "other")
    assert caught.key in ("seasons.used_entries_code", "seasons.used_honours_code", "seasons.used_adjustment_code")


def test_a_championship_with_adjusted_points_and_the_last_one_stay(season: Season) -> None:
    points = Adjustment("teams", season.teams[0].code, Fraction(-5), Text("x", "x"))
    with pytest.raises(Trouble) as caught:
        Draft(replace(season, adjustments=(points,))).remove("championships", 4)
    assert caught.value.key == "seasons.used_adjustment"
    one = replace(
        season, honours=(), regulations=replace(season.regulations, championships=season.regulations.championships[:1])
    )
    with pytest.raises(Trouble) as caught:
        Draft(one).remove("championships", 0)
    assert caught.value.key == "seasons.no_championship"


def test_a_new_row_says_everything_it_has_to(draft: Draft) -> None:
    draft.add("championships[0].few_starters", 0)
    with pytest.raises(Trouble) as caught:
        draft.season()
    assert (caught.value.key, draft.field_of(caught.value)) == (
        "seasons.unsaid",
        "championships[0].few_starters[0].below",
    )


def test_a_season_refused_for_something_else_can_have_its_rule_book_changed(season: Season) -> None:
    stray = replace(season, honours=(replace(season.honours[0], name="nobody"),))
    draft = Draft(stray)
    draft.put("protest_minutes", "31")
    assert draft.season().regulations.protest_minutes == 31
