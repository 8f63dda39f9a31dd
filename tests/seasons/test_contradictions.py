"""A rule book that contradicts itself is refused with the field and what is expected: in a file, in a preset, on the page."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.seasons import file, preset
from cupdesk.seasons.checks import remarks
from cupdesk.seasons.draft import Draft
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

SHIPPED: dict[str, Any] = json.loads(resource("seasons", "pccf-2023.json").read_bytes())
FIRST = "championships[0]"
CASES: list[tuple[dict[str, Any], str, str]] = [
    # what stands in the first championship, the field, the sentence
    ({"scale": [], "pole": 0, "fastest_lap": 0}, "scale", '"overall" pays nothing; points by place are expected, such as 25-20-17.'),
    ({"scale": "25-20-17"}, "scale", 'a list in [ ] is expected, not "25-20-17"; did you mean [25, 20, 17]?'),
    ({"scale": [25, "twenty"]}, "scale[1]", 'points are expected, such as 25, 12.5 or "1/7", not "twenty".'),
    ({"ties": ["countbak"]}, "ties[0]", '"countbak" is not known; did you mean "countback"? Known: countback, last_race, first_to_reach, head_to_head, best_qualifying.'),
    ({"category": "Prro"}, "category", '"Prro" is not in this file; did you mean "Pro"?'),
    ({"award": "Rooky"}, "award", '"Rooky" is not in this file; did you mean "Rookie"?'),
    ({"counting": {"best": 3, "drop": 1}}, "counting", "say one of best and drop, not both."),
    ({"counting": {"best": 0}}, "counting.best", "a number from 1 to 999999999 is expected, not 0."),
    ({"counting": {"segments": [{"races": []}]}}, "counting.segments[0].races", "the races of this part are expected, such as R1, LEC or LEC/R1."),
    ({"counting": {"segments": [{"races": ["BAR", "LEC"]}, {"races": ["MNZ", "LEC"]}]}}, "counting.segments[1].races[1]", "LEC already stands in regulations.championships[0].counting.segments[0]; a race belongs to one part of the season."),
    ({"counting": {"segments": [{"races": ["LEC/R1"], "best": 2}]}}, "counting.segments[0].best", "2 is more than the 1 there are; at most 1 is expected."),
    ({"counting": {"segments": [{"races": ["LEC/R1", "BAR/R1"], "drop": 2}]}}, "counting.segments[0].drop", "with 2 dropped of 2 nothing would count; less than 2 is expected."),
    ({"sessions": ["LEC/R1", "BAR/R1"], "counting": {"best": 3}}, "counting.best", "3 is more than the 2 there are; at most 2 is expected."),
    ({"sessions": ["LEC/R1", "LEC/R2"], "counting": {"best": 2, "by_round": True}}, "counting.best", "2 is more than the 1 there are; at most 1 is expected."),
    ({"sessions": ["LEC/R1"], "minimum_starts": 2}, "minimum_starts", "2 is more than the 1 there are; at most 1 is expected."),
    ({"sessions": ["LEC/R1", "LEC/R2"], "minimum_starts": 2, "starts_by_round": True}, "minimum_starts", "2 is more than the 1 there are; at most 1 is expected."),
    ({"counting": {"drop_by_length": [{"drop": 2}, {"drop": 1, "up_to": 10}]}}, "counting.drop_by_length[1].up_to", "this step is never reached, those before it go up to …; put the shortest season first."),
    ({"counting": {"drop_by_length": [{"drop": 1, "up_to": 10}, {"drop": 2, "up_to": 10}]}}, "counting.drop_by_length[1].up_to", "this step is never reached, those before it go up to 10; put the shortest season first."),
    ({"races": [{"session": "R1"}, {"session": "R1", "factor": 2}]}, "races[1].session", "R1 is already given at regulations.championships[0].races[0].session."),
    ({"few_starters": [{"below": 6, "factor": 2}]}, "few_starters[0].factor", "a share of at most 1 is expected, such as 1/3, not 2."),
    ({"few_starters": [{"below": 6, "factor": 0}, {"below": 6, "factor": "1/2"}]}, "few_starters[1].below", "6 is already given at regulations.championships[0].few_starters[0].below."),
    ({"fastest_lap_top": 0}, "fastest_lap_top", "a number from 1 to 999999999 is expected, not 0."),
    ({"team": {"cars": 0}}, "team.cars", "a number from 1 to 999999999 is expected, not 0."),
]  # fmt: skip


def with_first(keys: dict[str, Any]) -> dict[str, Any]:
    """The shipped season with these keys in its first championship."""
    season = copy.deepcopy(SHIPPED)
    season["regulations"]["championships"][0] |= keys
    return season


@pytest.mark.parametrize(("keys", "field", "said"), CASES)
def test_a_season_file_is_refused(keys: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(Trouble) as caught:
        file.load(json.dumps(with_first(keys)))
    assert Words("en")(caught.value.key, **caught.value.values) == f"regulations.{FIRST}.{field}: {said}"
    assert Words("fr")(caught.value.key, **caught.value.values) != said


@pytest.mark.parametrize(("keys", "field", "said"), CASES)
def test_a_preset_is_refused(keys: dict[str, Any], field: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "cup.toml"
    rules = with_first(keys)["regulations"]
    lines = [f"name = {json.dumps(rules['name'])}"]
    for name in ("championships", "categories", "awards"):
        for each in rules[name]:
            lines += [f"[[{name}]]", *(f"{key} = {inline(value)}" for key, value in each.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        preset.read_preset(path)
    sentence = Words("en")(caught.value.key, **caught.value.values)
    assert sentence == f"{FIRST}.{field}: {said}".replace("regulations.", "")


def inline(value: Any) -> str:
    """A value as TOML says it in a line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {inline(each)}" for key, each in value.items()) + "}"
    return f"[{', '.join(map(inline, value))}]" if isinstance(value, list) else json.dumps(value)


@pytest.mark.parametrize(
    ("segments", "said"),
    [
        ([["R1"], ["LEC"]], 'LEC/R1 already stands in regulations.championships[0].counting.segments[0]'),
        ([["BAR", "MAG"], ["MAG/R2"]], 'MAG/R2 already stands in regulations.championships[0].counting.segments[0]'),
    ],
)  # fmt: skip
def test_parts_that_overlap_by_other_names_are_refused(segments: list[list[str]], said: str) -> None:
    season = with_first({"counting": {"segments": [{"races": races} for races in segments]}})
    with pytest.raises(Trouble) as caught:
        file.load(json.dumps(season))
    sentence = Words("en")(caught.value.key, **caught.value.values)
    assert sentence.startswith(f"regulations.{FIRST}.counting.segments[1].races: {said}")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"counting": {"best": 12}}, f"regulations.{FIRST}.counting.best: 12 is more than the 11 entered so far; enter the other rounds, or count fewer."),
        ({"counting": {"segments": [{"races": ["LEC"], "best": 3}]}}, f"regulations.{FIRST}.counting.segments[0].best: 3 is more than the 2 there are; at most 2 is expected."),
        ({"sessions": ["LEX/R1"]}, f'regulations.{FIRST}.sessions[0]: there is no session "LEX/R1" in this season; did you mean "LEC/R1"?'),
        ({"sessions": ["Vendredi"]}, f'regulations.{FIRST}.sessions[0]: there is no session "Vendredi" in this season.'),
    ],
)  # fmt: skip
def test_what_a_growing_season_may_still_mean_is_told(keys: dict[str, Any], said: str) -> None:
    told = [Words("en")(each.key, **each.values) for each in remarks(file.load(json.dumps(with_first(keys))))]
    assert said in told


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        (f"{FIRST}.ties", "coutback", "seasons.one_of_near"),
        (f"{FIRST}.scale", "lots", "seasons.points"),
        ("championships[2].award", "Junior", "seasons.nobody_eligible"),
        ("championships[3].scale", "", "seasons.pays_nothing"),
        (f"{FIRST}.fastest_lap_top", "0", "seasons.range"),
        (f"{FIRST}.name.fr", "", "seasons.blank"),
    ],
)
def test_the_page_refuses_a_text_at_its_setting(path: str, text: str, key: str) -> None:
    draft = Draft(file.load(json.dumps(SHIPPED)))
    draft.put(path, text)
    with pytest.raises(Trouble) as caught:
        draft.season()
    assert (caught.value.key, draft.field_of(caught.value)) == (key, path)


@pytest.mark.parametrize(
    ("parts", "key", "path"),
    [
        ([("BAR, MAG", "2"), ("LEC, MAG", "1")], "seasons.overlap", "races"),
        ([("BAR", "2"), ("BAR/R1", "1")], "seasons.overlap", "races"),
        ([("BAR", "2"), ("LEC/R1", "2")], "seasons.more_than_there_are", "best"),
        ([("BAR", "2"), ("LEC", "3")], "seasons.more_than_there_are", "best"),
        ([("BAR", "2"), ("", "3")], "seasons.unsaid", "races"),
    ],
)
def test_the_page_refuses_parts_of_the_season_at_their_setting(
    parts: list[tuple[str, str]], key: str, path: str
) -> None:
    draft = Draft(file.load(json.dumps(SHIPPED)))
    where = f"{FIRST}.counting.segments"
    for i, (races, best) in enumerate(parts):
        draft.add(where, i)
        draft.put(f"{where}[{i}].races", races)
        draft.put(f"{where}[{i}].best", best)
    with pytest.raises(Trouble) as caught:
        draft.season()
    assert caught.value.key == key
    assert draft.field_of(caught.value) == f"{where}[1].{path}"
    for language in LANGUAGES:
        assert Words(language)(caught.value.key, **caught.value.values)
