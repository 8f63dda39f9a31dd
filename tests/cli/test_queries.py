"""What the queries answer, as JSON and as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cupdesk.seasons import file, preset

Call = Callable[..., Any]


def test_classification_has_every_key(shipped: Call) -> None:
    answer = shipped("classification", "LEC/R1", "--json").json
    assert (answer["session"], answer["status"], answer["kind"]) == ("LEC/R1", "final", "race")
    assert set(answer["rows"][0]) >= {
        "position",
        "number",
        "drivers",
        "team",
        "category",
        "position_in_category",
        "awards",
        "status",
        "laps",
        "time_ms",
        "gap",
        "points",
        "moved",
        "reason",
    }
    assert "not an official record" in answer["disclaimer"]


def test_a_sanctioned_car_in_its_row(shipped: Call) -> None:
    rows = {row["number"]: row for row in shipped("classification", "LEC/R1", "--json").json["rows"]}
    guillot, guest, ancel = rows["40"], rows["101"], rows["3"]
    assert (guillot["position"], guillot["position_in_category"], guillot["moved"]) == (14, 3, -2)
    assert (guillot["sanction_ms"], guillot["decisions"], guillot["points"]) == (5000, [1], "2")
    assert guillot["points_by_championship"] == {"overall": "2", "pro_am": "17", "teams": "2"}
    assert (guest["guest"], guest["points"], guest["drivers"]) == (True, None, ["Guest 101"])
    assert (ancel["position"], ancel["status"], ancel["gap"]) == (None, "dnf", "DNF")


def test_on_the_road_is_before_decisions(shipped: Call) -> None:
    road = shipped("classification", "LEC/R1", "--on-the-road", "--json").json
    numbers = [row["number"] for row in road["rows"] if row["category"] == "Pro-Am"]
    assert numbers[:2] == ["40", "21"]
    assert all(row["moved"] == 0 for row in road["rows"])


def test_a_category_has_its_own_places_and_points(shipped: Call) -> None:
    rows = shipped("classification", "LEC/R1", "--category", "pro am", "--json").json["rows"]
    assert [row["position_in_category"] for row in rows] == [1, 2, 3, 4, 5, 6, 7, None]
    assert [row["points"] for row in rows[:4]] == ["25", "20", "17", "14"]


def test_standings_have_every_key(shipped: Call) -> None:
    (table,) = shipped("standings", "--championship", "overall", "--json").json["championships"]
    assert (table["code"], table["name"], table["after"]) == ("overall", "Overall", "LEC/R2")
    first = table["rows"][0]
    assert set(first) >= {"position", "shared", "name", "number", "points", "behind", "results", "reason"}
    assert set(first["results"][0]) >= {"session", "place", "points", "dropped"}
    assert (first["name"], first["points"], first["behind"]) == ("Dorian Boccolacci", "239", "0")


def test_standings_as_they_stood_earlier(shipped: Call) -> None:
    (table,) = shipped("standings", "--championship", "général", "--after", "MNZ/2", "--json").json["championships"]
    assert [(row["name"], row["points"]) for row in table["rows"][:3]] == [
        ("Alessandro Ghiretti", "187"),
        ("Dorian Boccolacci", "185"),
        ("Marvin Klein", "151"),
    ]


def test_title_has_every_key(shipped: Call) -> None:
    answer = shipped("title", "--after", "LEC/R1", "--json").json
    overall, _, am, *_ = answer["championships"]
    assert set(overall) >= {"code", "after", "decided", "champion", "since", "margin", "contenders", "eliminated"}
    assert set(overall["eliminated"][0]) >= {"name", "since", "reason"}
    assert (overall["decided"], overall["champion"], overall["since"]) == (False, None, None)
    assert overall["contenders"] == ["Dorian Boccolacci", "Alessandro Ghiretti"]
    klein = next(out for out in overall["eliminated"] if out["name"] == "Marvin Klein")
    assert (klein["since"], klein["behind"], klein["on_offer"]) == ("LEC/R1", "49", "27")
    assert (am["decided"], am["champion"], am["since"], am["margin"]) == (True, "Sébastien Poisson", "LEC/R1", "51")
    assert any("Poisson" in said["sentence"] for said in answer["statements"] if said["championship"] == "am")


def test_points_are_exact_text(cupdesk: Call, tmp_path: Any) -> None:
    season = {
        "format": 1,
        "code": "halves",
        "cup": "Halves",
        "year": 2020,
        "regulations": {
            "name": "Halves",
            "championships": [{"code": "all", "name": "All", "scale": [12.5, "1/7", 1]}],
        },
        "drivers": [{"code": name, "given": "", "surname": name} for name in ("A", "B")],
        "entries": [{"number": "1", "drivers": ["A"]}, {"number": "2", "drivers": ["B"]}],
        "rounds": [
            {
                "code": "X",
                "name": "X",
                "sessions": [{"code": "R", "kind": "race", "name": "Race", "order": ["1", "2"]}],
            }
        ],
    }
    path = tmp_path / "halves.json"
    path.write_text(json.dumps(season))
    rows = cupdesk("standings", "--season", str(path), "--json").json["championships"][0]["rows"]
    assert [row["points"] for row in rows] == ["12.5", "1/7"]
    text = cupdesk("standings", "--season", str(path), "--language", "fr").out
    assert "12,5" in text


def test_before_the_first_race(cupdesk: Call, tmp_path: Any) -> None:
    path = tmp_path / "new.json"
    path.write_bytes(file.dump(preset.new_season("f1-like", "New Cup", 2030)))
    for call in (("standings",), ("title",), ("classification", "1/R"), ("check",)):
        for json_flag in ((), ("--json",)):
            answer = cupdesk(*call, "--season", str(path), *json_flag)
            assert (answer.code, answer.err) == (0, ""), call
    assert "before the first race" in cupdesk("standings", "--season", str(path)).out


@pytest.mark.parametrize("language", ["fr", "en"])
def test_text_is_aligned_and_says_what_it_is(shipped: Call, language: str) -> None:
    text = shipped("classification", "LEC/R1", "--language", language).out
    lines = text.splitlines()
    heads, first, second = lines[2], lines[3], lines[4]
    assert heads.index("Équipe" if language == "fr" else "Team") == first.index("Forestier")
    assert first.index("Forestier") == second.index("Martinet")
    assert "Guillot *" in text
    assert "40 Marc Guillot" in text
    assert ("démonstration" if language == "fr" else "demonstration") in text


def test_standings_text_marks_bonuses_and_retirements(shipped: Call) -> None:
    text = shipped("standings", "--championship", "overall").out
    klein = next(line for line in text.splitlines() if "Marvin Klein" in line)
    assert klein.split()[-4:] == ["12", "12", "12", "17"]
    assert "27PF" in next(line for line in text.splitlines() if "Boccolacci" in line)
    assert "DNF" in next(line for line in text.splitlines() if "Paque" in line)


def test_title_text_says_the_weekend(shipped: Call) -> None:
    text = shipped("title", "--after", "LEC/R2", "--championship", "overall").out
    assert text.startswith("★ Overall: Dorian Boccolacci champion, 24 points ahead, first title")
    assert "✕ Klein" in text
    before = shipped("title", "--after", "MNZ/R2", "--championship", "overall").out
    assert before.startswith("◆ Overall: ")
    assert "Still in contention (3): Alessandro Ghiretti, Dorian Boccolacci, Marvin Klein." in before


def test_title_text_says_what_is_needed(shipped: Call) -> None:
    answer = shipped("title", "--championship", "overall", "--after", "LEC/R1", "--json").json
    said = [need["reason"] for need in answer["championships"][0]["needs"] if need["place"] is not None]
    assert said
    text = " ".join(shipped("title", "--championship", "overall", "--after", "LEC/R1").out.split())
    assert all(f"→ {sentence}" in text for sentence in said)
    decided = shipped("title", "--championship", "am", "--after", "LEC/R1").out
    assert "→" not in decided


def test_check_lists_what_must_be_settled(cupdesk: Call, tmp_path: Any) -> None:
    season = {
        "format": 1,
        "code": "check",
        "cup": "Check",
        "year": 2020,
        "regulations": {
            "name": "Check",
            "championships": [
                {"code": "all", "name": "All", "scale": [2, 1], "sessions": ["SPRINT", "R"]},
                {"code": "am", "name": "Am", "scale": [1], "category": "Am"},
            ],
            "categories": [{"code": "Am", "name": "Am"}],
        },
        "drivers": [{"code": name, "given": "", "surname": name} for name in ("A", "B")],
        "entries": [{"number": "1", "drivers": ["A"]}, {"number": "2", "drivers": ["B"]}],
        "offences": [{"code": "collision", "name": "Collision"}],
        "still_to_enter": ["am"],
        "rounds": [
            {
                "code": "X",
                "name": "X",
                "sessions": [
                    {
                        "code": "R",
                        "kind": "race",
                        "name": "Race",
                        "order": ["1", "9"],
                        "decisions": [{"number": 1, "cars": ["1"], "offence": "colision"}],
                    }
                ],
            }
        ],
    }
    path = tmp_path / "check.json"
    path.write_text(json.dumps(season))
    answer = cupdesk("check", "--season", str(path), "--json").json
    assert {(p["session"], p["kind"], tuple(p["cars"])) for p in answer["problems"]} == {
        ("X/R", "unknown_car", ("9",)),
        ("X/R", "cars_missing", ("2",)),
    }
    assert [remark["path"] for remark in answer["remarks"]] == [
        "entries[0].category",
        "entries[1].category",
        "rounds[0].sessions[0].decisions[0].offence",
        "regulations.championships[1].category",
        "regulations.championships[0].sessions[0]",
    ]
    text = cupdesk("check", "--season", str(path)).out
    assert "X/R  9 is not entered in the season." in text
    assert 'did you mean "collision"?' in text
    assert "nobody entered is eligible" in text


def test_a_cancelled_race_says_so_and_misses_nobody(cupdesk: Call, tmp_path: Any) -> None:
    season = {
        "format": 1,
        "code": "cancelled",
        "cup": "Cup",
        "year": 2024,
        "regulations": {"name": "R", "championships": [{"code": "a", "name": "A", "scale": [1]}]},
        "drivers": [{"code": "x", "given": "", "surname": "X"}],
        "entries": [{"number": "1", "drivers": ["x"]}],
        "rounds": [
            {"code": "X", "name": "X", "sessions": [{"code": "R", "kind": "race", "name": "Race", "cancelled": True}]}
        ],
    }
    path = tmp_path / "cancelled.json"
    path.write_text(json.dumps(season))
    answer = cupdesk("classification", "X/R", "--season", str(path), "--json").json
    refused = cupdesk("classification", "X/R", "--category", "Pro", "--season", str(path))
    assert (refused.code, refused.err) == (2, "There is no category Pro: this cup has no categories.\n")
    assert (answer["cancelled"], answer["rows"], answer["missing"]) == (True, [], [])
    assert cupdesk("classification", "X/R", "--season", str(path)).out.endswith(
        "\n\nCancelled: it counts as no race.\n"
    )


def test_check_of_a_sound_season(shipped: Call) -> None:
    assert shipped("check").out == "pccf-2023: nothing to settle.\n"


def test_schema_is_json(cupdesk: Call) -> None:
    answer = cupdesk("schema").json
    assert answer["properties"]["format"] == {"const": 1}
    assert "Championship" in answer["$defs"]
