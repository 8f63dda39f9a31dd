"""Every slip in a season file is refused whole, with the path of the field, in both languages."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.documents import packed
from cupdesk.seasons import file
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

SHIPPED: dict[str, Any] = json.loads(resource("seasons", "pccf-2023.json").read_bytes())


def refused(data: bytes | str) -> str:
    """What is said about a file, after checking that French says it too."""
    with pytest.raises(Trouble) as caught:
        file.load(data)
    said = {language: Words(language)(caught.value.key, **caught.value.values) for language in LANGUAGES}
    assert said["fr"] != said["en"]
    assert all("\n" not in sentence for sentence in said.values())
    return said["en"]


def changed(path: str, value: Any) -> str:
    """The shipped season with one field set (`...` takes it out); a path like `rounds.5.sessions.1.order`."""
    season = copy.deepcopy(SHIPPED)
    *above, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = season
    for part in above:
        place = place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(season)


LEC1 = "rounds.5.sessions.1"
IN = "rounds[5].sessions[1]"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        # what single values look like
        ("cup", 3, "cup: text in quotes is expected, not 3."),
        ("cup", None, "cup: text in quotes is expected, not null."),
        ("cup", "a\u0007b", "cup: the text holds a character that cannot be printed."),
        ("cup", "\ud800", "cup: the text holds a character that cannot be printed."),
        ("cup", "x" * 10_001, "cup: at most 10000 characters."),
        ("code", "two words", 'code: "two words" does not have the form expected, such as pccf-2023.'),
        (f"{LEC1}.finishes.1.gap", "+0.170", f'{IN}.finishes[1].gap: a time is expected, not "+0.170"; did you mean "0.170"?'),
        (f"{LEC1}.finishes.1.gap", "+1'48,578", f"{IN}.finishes[1].gap: a time is expected, not \"+1'48,578\"; did you mean \"1:48.578\"?"),
        (f"{LEC1}.finishes.1.gap", "12 Laps", f'{IN}.finishes[1].gap: a time is expected, not "12 Laps"; laps behind are said by "laps_down": 12.'),
        (f"{LEC1}.decisions.0.sanctions.0.time", "5s", f'{IN}.decisions[0].sanctions[0].time: a time is expected, not "5s"; did you mean "5"?'),
        (f"{LEC1}.finishes.1.status", "DNF", f'{IN}.finishes[1].status: "DNF" is not known; did you mean "retired"? Known: running, retired, dns, wd, nc, dsq, ex.'),
        (f"{LEC1}.finishes.1.status", "DQ", f'{IN}.finishes[1].status: "DQ" is not known; did you mean "dsq"? Known: running, retired, dns, wd, nc, dsq, ex.'),
        (f"{LEC1}.kind", "Sprint", f'{IN}.kind: "Sprint" is not known; did you mean "race"? Known: practice, qualifying, race.'),
        (f"{LEC1}.order", "7", f'{IN}.order: a list in [ ] is expected, not "7"; did you mean ["7"]?'),
        (f"{LEC1}.order", 7, f"{IN}.order: a list in [ ] is expected, not 7; did you mean [\"7\"]?"),
        (f"{LEC1}.order", {}, f"{IN}.order: a list in [ ] is expected, not {{…}}."),
        ("regulations.championships.0.scale", "25, 20 12.5", 'regulations.championships[0].scale: a list in [ ] is expected, not "25, 20 12.5"; did you mean [25, 20, "12.5"]?'),
        ("regulations.championships.0.scale", "many", 'regulations.championships[0].scale: a list in [ ] is expected, not "many".'),
        ("regulations.championships.0.ties", "countback", 'regulations.championships[0].ties: a list in [ ] is expected, not "countback"; did you mean ["countback"]?'),
        ("regulations.championships.1.category", "Silver", 'regulations.championships[1].category: "Silver" is not in this file. Known: Pro, Pro-Am, Am.'),
        ("regulations.championships.0.races", [{"session": "R1", "shares": [{"number": "7", "driver": "klein", "share": "3/2"}]}], "regulations.championships[0].races[0].shares[0].share: a share of at most 1 is expected, such as 1/3, not 1.5."),
        ("regulations.championships.0.races", [{"session": "R1", "fastest_lap_by": ["kline"]}], 'regulations.championships[0].races[0].fastest_lap_by[0]: "kline" is not in this file; did you mean "klein"?'),
        ("year", "2023", 'year: a whole number is expected, without quotes, not "2023".'),
        ("year", 2023.0, "year: a whole number is expected, without quotes, not 2023.0."),
        ("year", True, "year: a whole number is expected, without quotes, not true."),
        ("year", 1066, "year: a number from 1900 to 999999999 is expected, not 1066."),
        ("honours_complete", "no", 'honours_complete: true or false is expected, not "no".'),
        ("drivers", {}, "drivers: a list in [ ] is expected, not {…}."),
        ("drivers.0", [], "drivers[0]: an object in { } is expected, not […]."),
        ("disclaimer", {"fr": "x"}, 'disclaimer: text, or {"fr": …, "en": …} is expected, not {…}.'),
        ("disclaimer", {"fr": "x", "en": 3}, "disclaimer.en: text in quotes is expected, not 3."),
        (f"{LEC1}.finishes.3.total", 1904212, f"{IN}.finishes[3].total: a time is expected"),
        (f"{LEC1}.finishes.3.total", "31.44.212", f"{IN}.finishes[3].total: a time is expected"),
        (f"{LEC1}.finishes.3.total", "-1.0", f"{IN}.finishes[3].total: a time is expected"),
        (f"{LEC1}.finishes.3.total", "2:64.106", f'{IN}.finishes[3].total: in "2:64.106" minutes and seconds stop at 59.'),
        (f"{LEC1}.finishes.3.total", "1:60:00.000", f"{IN}.finishes[3].total: in"),
        (f"{LEC1}.finishes.3.total", "999:00:00", f"{IN}.finishes[3].total: a time is expected"),
        (f"{LEC1}.finishes.3.laps", -1, f"{IN}.finishes[3].laps: a number from 0 to 999999999 is expected, not -1."),
        (f"{LEC1}.finishes.3.laps", 10**15, f"{IN}.finishes[3].laps: a number from 0"),
        (f"{LEC1}.date", "7.10.2023", f"{IN}.date: a date is expected"),
        (f"{LEC1}.date", "2023-02-30", f"{IN}.date: a date is expected"),
        (f"{LEC1}.start", "25:00", f"{IN}.start:"),
        (f"{LEC1}.decisions.0.time", "2023-10-07T16:10:00", f"{IN}.decisions[0].time: a date, a time and its zone"),
        (f"{LEC1}.decisions.0.time", "2023-13-07T16:10:00Z", f"{IN}.decisions[0].time: a date, a time and its zone"),
        (f"{LEC1}.points_factor", "half", f"{IN}.points_factor: points are expected"),
        (f"{LEC1}.points_factor", "1/0", f"{IN}.points_factor: points are expected"),
        (f"{LEC1}.points_factor", -1, f"{IN}.points_factor: points to be paid are expected, not less than 0, not -1."),
        ("regulations.championships.0.scale.2", "-1/2", 'regulations.championships[0].scale[2]: points to be paid are expected, not less than 0, not "-1/2".'),
        ("regulations.championships.0.pole", -1, "regulations.championships[0].pole: points to be paid are expected"),
        ("regulations.championships.0.counting", {"best": 0}, "regulations.championships[0].counting.best: a number from 1"),
        (f"{LEC1}.decisions.0.number", 0, f"{IN}.decisions[0].number: a number from 1 to 999999999 is expected, not 0."),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "places", "count": 0}], f"{IN}.decisions[0].sanctions[0].count: a number from 1"),
        (f"{LEC1}.finishes.3.best_lap", 0, f"{IN}.finishes[3].best_lap: a number from 1"),
        (f"{LEC1}.finishes.3.total", "\u0661:\u0663\u0660", f"{IN}.finishes[3].total: a time is expected"),
        (f"{LEC1}.points_factor", 1e300, f"{IN}.points_factor: points are expected"),
        ("regulations.championships.0.scale", "25-20-17", "regulations.championships[0].scale: a list in [ ] is expected"),
        ("regulations.championships.0.scale.2", "seventeen", "regulations.championships[0].scale[2]: points are expected"),
        ("regulations.championships.0.scale.2", None, "regulations.championships[0].scale[2]: points are expected"),
        (f"{LEC1}.order.4", "0 1", f"{IN}.order[4]:"),
        (f"{LEC1}.order.4", 1, f"{IN}.order[4]: text in quotes is expected, not 1."),
        ("regulations.categories.0.chip.light", "red", "regulations.categories[0].chip.light:"),
        # words of a list, with the nearest one
        ("regulations.championships.0.ties", ["countbak"], 'regulations.championships[0].ties[0]: "countbak" is not known; did you mean "countback"?'),
        ("regulations.championships.0.ties", ["lots"], 'regulations.championships[0].ties[0]: "lots" is not known. Known: countback,'),
        ("regulations.championships.0.place", "categories", "regulations.championships[0].place:"),
        (f"{LEC1}.kind", "Race", f'{IN}.kind: "Race" is not known; did you mean "race"?'),
        (f"{LEC1}.kind", 1, f"{IN}.kind: 1 is not known. Known: practice, qualifying, race."),
        ("rounds.5.sessions.0.sets_grids.1.lap", "third", "rounds[5].sessions[0].sets_grids[1].lap:"),
        # keys
        ("cup", ..., "cup: this key is missing."),
        ("format", ..., "format: this key is missing."),
        (f"{LEC1}.finishes.3.number", ..., f"{IN}.finishes[3].number: this key is missing."),
        (f"{LEC1}.finishes.3.totl", "1", f'{IN}.finishes[3].totl: this key is not known here; did you mean "total"?'),
        (f"{LEC1}.finishes.3.total_ms", 1, f'{IN}.finishes[3].total_ms: this key is not known here; did you mean "total"?'),
        (f"{LEC1}.weather", "rain", f"{IN}.weather: this key is not known here. Known: code, kind,"),
        # format
        ("format", 2, "format: this file has format 2, written by a newer CupDesk; this one reads up to 1."),
        ("format", "1", 'format: "1" is not a format number; 1 is expected.'),
        ("format", True, "format: true is not a format number; 1 is expected."),
        ("format", 0, "format: 0 is not a format number; 1 is expected."),
        # what must hold together
        ("drivers.1.code", "boccolacci", "drivers[1].code: boccolacci is already given at drivers[0].code."),
        ("teams.1.code", "clrt", "teams[1].code: clrt is already given at teams[0].code."),
        ("offences.1.code", "false_start", "offences[1].code: false_start is already given at offences[0].code."),
        ("rounds.1.code", "BAR", "rounds[1].code: BAR is already given at rounds[0].code."),
        ("rounds.5.sessions.2.code", "R1", f"rounds[5].sessions[2].code: R1 is already given at {IN}.code."),
        ("regulations.championships.1.code", "overall", "regulations.championships[1].code: overall is already given"),
        ("regulations.categories.1.code", "Pro", "regulations.categories[1].code: Pro is already given"),
        ("regulations.championships", [], "regulations.championships: at least one championship is needed."),
        (
            "regulations.championships.0.counting",
            {"best": 3, "drop": 1},
            "regulations.championships[0].counting: say one of best and drop, not both.",
        ),
        (
            "regulations.championships.0.counting",
            {"segments": [{"races": ["LEC"], "best": 3, "drop": 1}]},
            "regulations.championships[0].counting.segments[0]: say one of best and drop, not both.",
        ),
        (
            "regulations.championships.0.excluded",
            [{"name": "nobody", "reason": "x"}],
            'regulations.championships[0].excluded[0].name: "nobody" is not in this file.',
        ),
        (
            "regulations.championships.0.excluded",
            [{"name": "boccolacci", "reason": "x", "after": "LEC/R9"}],
            'regulations.championships[0].excluded[0].after: "LEC/R9" is not in this file; did you mean',
        ),
        ("regulations.threshold", {"percent": 101}, "regulations.threshold.percent: a percentage from 0 to 100"),
        ("regulations.short_race", {"steps": [{"below": 101, "factor": "1/2"}]}, "regulations.short_race.steps[0].below: a percentage from 0 to 100"),
        ("regulations.short_race", {"steps": [{"below": 9, "factor": 0}, {"below": 9, "factor": 1}]}, "regulations.short_race.steps[1].below: 9 is already given at"),
        ("regulations.short_race", {"half_below": 50}, "regulations.short_race.half_below"),
        ("regulations.championships.1.category", "ProAm", 'regulations.championships[1].category: "ProAm" is not in this file; did you mean "Pro-Am"?'),
        ("regulations.championships.3.award", "Veteran", 'regulations.championships[3].award: "Veteran" is not in this file.'),
        ("regulations.championships.0.ties", ["countback", "countback"], "regulations.championships[0].ties[1]: countback is already given"),
        ("entries.1.number", "7", "entries[1].number: number 7 is already taken by entries[0] in round BAR."),
        ("entries.1.changes", [{"round": "LEC", "number": "7"}], "entries[1].number: number 7 is already taken by entries[0] in round LEC."),
        ("entries.1.changes", [{"round": "LEC"}, {"round": "LEC"}], "entries[1].changes[1].round: LEC is already given"),
        ("entries.1.changes", [{"round": "LEX"}], 'entries[1].changes[0].round: "LEX" is not in this file; did you mean "LEC"?'),
        ("entries.1.changes", [{"round": "LEC", "team": "nobody"}], 'entries[1].changes[0].team: "nobody" is not in this file.'),
        ("entries.1.rounds", ["BAR", "XYZ"], 'entries[1].rounds[1]: "XYZ" is not in this file.'),
        ("entries.1.drivers", ["paqe"], 'entries[1].drivers[0]: "paqe" is not in this file; did you mean "paque"?'),
        ("entries.1.drivers", ["paque", "paque"], "entries[1].drivers[1]: paque is already given"),
        ("entries.1.team", "crlt", 'entries[1].team: "crlt" is not in this file; did you mean "clrt"?'),
        ("entries.1.category", "Silver", 'entries[1].category: "Silver" is not in this file.'),
        ("entries.1.awards", ["Rooky"], 'entries[1].awards[0]: "Rooky" is not in this file; did you mean "Rookie"?'),
        (f"{LEC1}.order.4", "7", f"{IN}.order[4]: 7 is already given at {IN}.order[0]."),
        (f"{LEC1}.finishes.4.number", "7", f"{IN}.finishes[4].number: 7 is already given at {IN}.finishes[0].number."),
        (f"{LEC1}.finishes.4.drivers", ["x"], f'{IN}.finishes[4].drivers[0]: "x" is not in this file.'),
        (f"{LEC1}.grid", ["7", "7"], f"{IN}.grid[1]: 7 is already given at {IN}.grid[0]."),
        (f"{LEC1}.decisions.1.number", 1, f"{IN}.decisions[1].number: 1 is already given at {IN}.decisions[0].number."),
        ("rounds.5.sessions.2.decisions.0.number", 2, f"rounds[5].sessions[2].decisions[0].number: 2 is already given at {IN}.decisions[1].number."),
        ("offences.3.short", ["te", "FD"], "offences[3].short[1]: fd is already given at offences[0].short[0]."),
        (f"{LEC1}.decisions.0.applies_to", "LEC/R3", f'{IN}.decisions[0].applies_to: "LEC/R3" is not in this file;'),
        (f"{LEC1}.decisions.0.cars", [], f"{IN}.decisions[0].cars: a decision names at least one car."),
        (f"{LEC1}.decisions.0.cars", ["40", "40"], f"{IN}.decisions[0].cars[1]: 40 is already given"),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "time"}], f'{IN}.decisions[0].sanctions[0]: a sanction "time" needs "time".'),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "places"}], f'{IN}.decisions[0].sanctions[0]: a sanction "places" needs "count".'),
        (f"{LEC1}.decisions.0.sanctions", [{"kind": "behind"}], f'{IN}.decisions[0].sanctions[0]: a sanction "behind" needs "behind".'),
        ("rounds.5.sessions.0.sets_grids.1.race", "LEC/R3", 'rounds[5].sessions[0].sets_grids[1].race: "LEC/R3" is not in this file;'),
        ("rounds.5.sessions.0.sets_grids.1.race", "LEC/Q", 'rounds[5].sessions[0].sets_grids[1].race: "LEC/Q" is not in this file'),
        ("rounds.5.sessions.0.sets_grids.1.race", "LEC/R1", "rounds[5].sessions[0].sets_grids[1].race: LEC/R1 is already given"),
        ("rounds.5.sessions.2.sets_grids", [{"race": "R1"}], 'rounds[5].sessions[2].sets_grids[0].race: a race sets the grid of a later one only, not of "R1".'),
        ("rounds.5.sessions.1.sets_grids", [{"race": "LEC/R1"}], "rounds[5].sessions[1].sets_grids[0].race: a race sets the grid of a later one only"),
        ("adjustments", [{"championship": "team", "name": "abm", "points": -5, "reason": "x"}], 'adjustments[0].championship: "team" is not in this file; did you mean "teams"?'),
        ("adjustments", [{"championship": "teams", "name": "abn", "points": -5, "reason": "x"}], 'adjustments[0].name: "abn" is not in this file; did you mean "abm"?'),
        ("adjustments", [{"championship": "teams", "name": "abm", "points": -5, "reason": "x", "after": "R1"}], 'adjustments[0].after: "R1" is not in this file'),
        ("honours.0.championship", "gold", 'honours[0].championship: "gold" is not in this file.'),
        ("honours.0.name", "kline", 'honours[0].name: "kline" is not in this file; did you mean "klein"?'),
    ],
)  # fmt: skip
def test_a_slip_is_named_by_its_path(path: str, value: Any, said: str) -> None:
    assert refused(changed(path, value)).startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b" \n", "The file is empty"),
        (b"\xef\xbb\xbf{}", "The file begins with a byte-order mark"),
        ("{}".encode("utf-16"), "The file begins with a byte-order mark"),
        ('{\n  "cup": "é"}'.encode("latin-1"), "Line 2, column 11: not UTF-8."),
        (b"[1, 2", "Line 1, column 6: this is not JSON."),
        (b'{\n  "format": 1,\n}', "Line 3, column 1: this is not JSON."),
        (b'{"format": 1} x', "Line 1, column 15: this is not JSON."),
        (b"[]", "The file is not a season"),
        (b"null", "The file is not a season"),
        (b'"format"', "The file is not a season"),
        (b"[" * 100_000, "Lists or objects are nested too deeply"),
        (b'{"a": [{"NaN": "NaN"},\n NaN]}', "Line 2, column 2: NaN is not a number"),
        (b'{"a": -Infinity}', "Line 1, column 7: -Infinity is not a number"),
        (b'{"a":\n' + b"9" * 5000 + b"}", "Line 2, column 1: 9999999999999999999… is not a number"),
        (b'{"a": 1, "b": {"a": 2},\n  "a": 3}', 'Line 2, column 3: the key "a" stands twice'),
        (b'{"x": [{"k": "k", "\\u006b": 1}]}', 'Line 1, column 19: the key "k" stands twice'),
    ],
)
def test_what_is_no_json_is_named_by_line_and_column(data: bytes, said: str) -> None:
    assert refused(data).startswith(said)


def test_a_decimal_is_taken_from_its_text() -> None:
    text = changed("regulations.championships.0.scale.0", 25).replace('"scale": [25,', '"scale": [12.1,', 1)
    scale = file.load(text).regulations.championships[0].scale
    assert (scale[0].numerator, scale[0].denominator) == (121, 10)


@pytest.mark.parametrize("path", [f"{LEC1}.order.25", f"{LEC1}.pole", f"{LEC1}.decisions.0.cars.0"])
def test_a_car_that_is_not_entered_loads_and_stays(path: str) -> None:
    season = file.load(changed(path, "999"))
    assert file.load(file.dump(season)) == season


def with_documents(*changes: dict[str, Any]) -> str:
    """The shipped season with a published document for each of these, changed like that."""
    season = copy.deepcopy(SHIPPED)
    sound = {
        "number": 4,
        "kind": "classification",
        "session": "LEC/R1",
        "state": "provisional",
        "revision": 0,
        "posted": "2023-10-07T16:10:00+02:00",
        "copies": [
            {
                "language": "fr",
                "title": "Course 1",
                "fingerprint": hashlib.sha256(b"{}").hexdigest(),
                "qr": "",
                "content": packed("{}"),
            }
        ],
    }
    season["documents"] = [sound | change for change in changes]
    return json.dumps(season)


def test_a_published_document_is_taken_as_it_is() -> None:
    assert file.load(with_documents({}, {"number": 5})).documents[1].copies[0].text == "{}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (({"session": "LEC/R9"},), "documents[0].session: "),
        (({}, {"kind": "standings"}), "documents[1].number: "),
        (({"copies": []},), "documents[0].copies: a document has at least one copy."),
        (({"number": 0},), "documents[0].number: "),
    ],
)
def test_a_published_document_must_hold_together(changes: tuple[dict[str, Any], ...], said: str) -> None:
    assert refused(with_documents(*changes)).startswith(said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"content": packed("[]")}, "the content of document 4 is no longer the one published"),
        ({"content": "AAAA"}, "the content of document 4 is no longer the one published"),
        ({"content": "?"}, "documents[0].copies[0].content: the packed content of a document is expected (base64)."),
        ({"fingerprint": "7f3a"}, "documents[0].copies[0].fingerprint: "),
    ],
)
def test_a_document_that_was_touched_is_refused(change: dict[str, Any], said: str) -> None:
    season = json.loads(with_documents({}))
    season["documents"][0]["copies"][0] |= change
    assert said in refused(json.dumps(season))
