"""What loads and is probably a slip is remarked on, with the path of the field; a sound season draws no remark."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.seasons import file
from cupdesk.seasons.checks import remarks
from cupdesk.words import LANGUAGES, Words
from tests.seasons.test_refusals import IN, LEC1, changed


def remarked(path: str, value: Any) -> list[str]:
    """What is remarked on in the shipped season with one field set, after checking that French says it too."""
    found = remarks(file.load(changed(path, value)))
    said = {language: [Words(language)(each.key, **each.values) for each in found] for language in LANGUAGES}
    assert all(fr != en for fr, en in zip(said["fr"], said["en"], strict=True))
    return said["en"]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("cup", " ", "cup: nothing would be printed here."),
        ("rounds.5.name", {"fr": "", "en": "Paul Ricard"}, "rounds[5].name: nothing would be printed here."),
        (f"{LEC1}.name", "", f"{IN}.name: nothing would be printed here."),
        ("regulations.championships.0.name", "", "regulations.championships[0].name: nothing would be printed here."),
        ("regulations.championships.0.countback_sessions", ["R9"], 'regulations.championships[0].countback_sessions[0]: there is no session "R9" in this season; did you mean "R"?'),
        ("drivers.0.surname", " ", "drivers[0].surname: nothing would be printed here."),
        ("teams.0.name", "", "teams[0].name: nothing would be printed here."),
        ("drivers.0.nationality", "FR", 'drivers[0].nationality: "FR" is not a nationality of three letters, such as FRA.'),
        ("teams.0.nationality", "33F", 'teams[0].nationality: "33F" is not a nationality of three letters, such as FRA.'),
        ("entries.1.drivers", [], "entries[1].drivers: car 8 has no driver."),
        ("entries.1.category", "", "entries[1].category: car 8 is in no category of this cup."),
        ("rounds.5.last_day", "2023-10-01", "rounds[5].last_day: the round ends (2023-10-01) before it begins (2023-10-06)."),
        (f"{LEC1}.date", "2022-10-07", f"{IN}.date: 2022-10-07 is not a day of this round."),
        (f"{LEC1}.cancelled", True, f"{IN}.cancelled: the race is cancelled, and yet it has a result."),
        (f"{LEC1}.pole", "77", f"{IN}.pole: car 77 is not entered in this round."),
        (f"{LEC1}.grid", ["7", "77"], f"{IN}.grid[1]: car 77 is not entered in this round."),
        (f"{LEC1}.finishes.0.laps_down", 1, f'{IN}.finishes[0].laps_down: "laps" is given as well; "laps_down" is not looked at.'),
        (f"{LEC1}.finishes.0.gap", "1", f'{IN}.finishes[0].gap: "total" is given as well; "gap" is not looked at.'),
        (f"{LEC1}.finishes.0.parts", ["1"], f'{IN}.finishes[0].total: "parts" is given as well; "total" is not looked at.'),
        (f"{LEC1}.finishes.1", {"number": "11", "gap": "1", "parts": ["1"]}, f'{IN}.finishes[1].gap: "parts" is given as well; "gap" is not looked at.'),
        (f"{LEC1}.finishes.0.second", "1", f"{IN}.finishes[0].second: the second-best lap is faster than the best."),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "behind", "behind": "40"}], f"{IN}.decisions[0].sanctions[0].behind: car 40 cannot be put behind itself."),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "disqualification", "count": 3}], f'{IN}.decisions[0].sanctions[0].count: a sanction "disqualification" has no "count"; it is not looked at.'),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "places", "count": 3, "time": "5"}], f'{IN}.decisions[0].sanctions[0].time: a sanction "places" has no "time"; it is not looked at.'),
        ("regulations.championships.0.races", [{"session": "R1", "not_eligible": ["7", "777"]}], "regulations.championships[0].races[0].not_eligible[1]: car 777 is not entered in this season."),
        ("regulations.championships.0.races", [{"session": "R1", "pole": ["777"]}], "regulations.championships[0].races[0].pole[0]: car 777 is not entered in this season."),
        ("regulations.championships.0.races", [{"session": "R1", "shares": [{"number": "777", "driver": "klein", "share": "1/3"}]}], "regulations.championships[0].races[0].shares[0].number: car 777 is not entered in this season."),
        ("regulations.championships.0.minimum_starts", 12, "regulations.championships[0].minimum_starts: 12 is more than the 11 entered so far; enter the other rounds, or count fewer."),
        (f"{LEC1}.decisions.0.offence", "loud", f'{IN}.decisions[0].offence: "loud" is not in the catalogue of offences.'),
        (f"{LEC1}.decisions.0.offence", "false_strat", f'{IN}.decisions[0].offence: "false_strat" is not in the catalogue of offences; did you mean "false_start"?'),
    ],
)  # fmt: skip
def test_a_slip_is_remarked_on(path: str, value: Any, said: str) -> None:
    assert remarked(path, value) == [said]


def test_a_car_in_finishes_alone_must_be_entered() -> None:
    finishes = json.loads(resource("seasons", "pccf-2023.json").read_bytes())["rounds"][5]["sessions"][1]["finishes"]
    said = remarked(f"{LEC1}.finishes", [*finishes, {"number": "77", "status": "dns"}])
    assert said == [f"{IN}.finishes[{len(finishes)}].number: car 77 is not entered in this round."]


def test_the_shipped_season_draws_no_remark() -> None:
    assert remarks(file.load(resource("seasons", "pccf-2023.json").read_bytes())) == ()
