"""A championship nobody entered is eligible for: refused in a file, unless the file says that its cars are to come."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.resources import resource
from cupdesk.rules.edits import SetEntry, apply
from cupdesk.rules.model import Season
from cupdesk.seasons import file, preset
from cupdesk.seasons.checks import remarks
from cupdesk.seasons.eligibility import without_cars
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

SHIPPED = file.load(resource("seasons", "pccf-2023.json"))
MASTERS = {"code": "masters", "name": "Masters", "scale": [10, 8]}
PATH = f"regulations.championships[{len(SHIPPED.regulations.championships)}]"


def with_masters(keys: dict[str, Any], **more: Any) -> str:
    """The shipped season with one more category, award and championship."""
    season = json.loads(file.dump(SHIPPED))
    rules = season["regulations"]
    rules["categories"].append({"code": "Masters", "name": "Masters"})
    rules["awards"].append({"code": "Old", "name": "Old"})
    rules["championships"].append(MASTERS | keys)
    return json.dumps(season | more)


def refusal(text: str) -> str:
    with pytest.raises(Trouble) as caught:
        file.load(text)
    said = {language: Words(language)(caught.value.key, **caught.value.values) for language in LANGUAGES}
    assert said["fr"] != said["en"]
    return said["en"]


SAY = 'still to be entered, say "still_to_enter": ["masters"].'


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"category": "Masters"}, f'{PATH}.category: nobody entered is eligible for "masters"; cars are entered as Pro, Pro-Am, Am. If those of "masters" are {SAY}'),
        ({"award": "Old"}, f'{PATH}.award: nobody entered is eligible for "masters"; cars are entered as Rookie, Junior. If those of "masters" are {SAY}'),
        ({"category": "Am", "award": "Rookie"}, f'{PATH}: nobody entered is eligible for "masters". If its cars are {SAY}'),
    ],
)  # fmt: skip
def test_a_file_is_refused_with_the_setting_and_what_to_say(keys: dict[str, Any], said: str) -> None:
    assert refusal(with_masters(keys)) == said


def test_a_file_may_say_that_the_cars_are_still_to_be_entered() -> None:
    season = file.load(with_masters({"category": "Masters"}, still_to_enter=["masters"]))
    assert without_cars(season) == ("masters",)
    assert file.load(file.dump(season)) == season
    told = [Words("en")(each.key, **each.values) for each in remarks(season)]
    assert (
        f'{PATH}.category: nobody entered is eligible for "masters"; enter a car for it, or change its category or award.'
        in told
    )


@pytest.mark.parametrize(
    ("to_come", "said"),
    [
        (["master"], 'still_to_enter[0]: "master" is not in this file; did you mean "masters"?'),
        ("masters", 'still_to_enter: a list in [ ] is expected, not "masters"; did you mean ["masters"]?'),
        ([], f"{PATH}.category: "),
    ],
)  # fmt: skip
def test_what_is_said_of_them_is_checked(to_come: Any, said: str) -> None:
    assert refusal(with_masters({"category": "Masters"}, still_to_enter=to_come)).startswith(said)


def test_a_season_without_entries_waits_for_them() -> None:
    season = replace(SHIPPED, entries=(), rounds=(), adjustments=())
    assert without_cars(season) == ()
    assert b"still_to_enter" not in file.dump(season)
    assert file.load(file.dump(season)) == season


@pytest.mark.parametrize("name", [each.code for each in preset.presets()])
def test_a_preset_needs_no_cars(name: str) -> None:
    season = Season("x", "X", 2024, preset.regulations(name))
    assert file.load(file.dump(season)) == season


def test_a_guest_is_eligible_for_no_table_but_his_teams() -> None:
    season = json.loads(file.dump(SHIPPED))
    season["entries"] = [season["entries"][0] | {"guest": True}]
    season["rounds"], season["adjustments"] = [], []
    teams = season["regulations"]["championships"][-1]
    assert teams["ranks"] == "team"
    teams["team"] = {"guests_score": True}
    season["regulations"]["championships"] = [teams]
    season["honours"] = []
    assert without_cars(file.load(json.dumps(season))) == ()
    teams["team"] = {"guests_score": False}
    assert "nobody entered is eligible" in refusal(json.dumps(season))


@pytest.mark.parametrize(("ranks", "n"), [("manufacturer", 1), ("team", 0), ("nation", 0)])
def test_a_table_of_what_no_car_has_is_remarked_on(ranks: str, n: int) -> None:
    season = file.load(with_masters({"ranks": ranks}))
    said = [Words("en")(each.key, **each.values) for each in remarks(season)]
    assert (
        said
        == [f'{PATH}.ranks: no car of "masters" has what it ranks; enter a team, a manufacturer or nationalities.'] * n
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(SHIPPED.entries) - 1), unique=True))
def test_whoever_is_taken_out_the_season_can_be_kept_and_read_again(gone: list[int]) -> None:
    """Also the last of a category: the desk lets him go, and the file says what is still to be entered."""
    season = apply(SHIPPED, *(SetEntry(SHIPPED.entries[i]) for i in gone))
    assert file.load(file.dump(season)) == season


def test_the_last_of_a_category_can_be_taken_out() -> None:
    last = [entry for entry in SHIPPED.entries if entry.category == "Am"]
    season = apply(SHIPPED, *(SetEntry(entry) for entry in last))
    assert without_cars(season) == ("am",)
    assert b'"still_to_enter": ["am"]' in file.dump(season)
    assert file.load(file.dump(season)) == season
