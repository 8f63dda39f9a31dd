"""Whatever the model can hold comes back from a file as it was, and the schema describes what is written."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupdesk.resources import resource
from cupdesk.rules.model import Season
from cupdesk.rules.session import Text
from cupdesk.seasons import file, layout
from cupdesk.seasons.eligibility import without_cars
from cupdesk.seasons.preset import new_season, presets
from cupdesk.seasons.records import Many, Record, record
from cupdesk.seasons.shapes import MOST, Clock, Day, InBoth, Moment, OneOf, Packed, Points, Shape, Whole, Words, YesNo

PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Anything of a shape."""
    match shape:
        case Words(pattern=pattern):
            return st.from_regex(pattern, fullmatch=True).filter(_printable) if pattern else PRINTABLE
        case Whole(least=least):
            return st.integers(least, MOST)
        case YesNo():
            return st.booleans()
        case Points(paid=paid):
            return st.builds(
                Fraction, st.integers(0 if paid else -MOST, MOST), st.sampled_from([1, 2, 3, 4, 7, 1000, 999_999_937])
            )
        case Clock():
            return st.integers(0, MOST)
        case Day():
            return st.dates()
        case Moment():
            zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
            return st.datetimes(timezones=zones)
        case OneOf(choices=choices, kind=kind):
            return st.sampled_from(choices).map(kind or str)
        case InBoth():
            return st.builds(Text, PRINTABLE, PRINTABLE)
        case Packed():
            return st.from_regex(r"[A-Za-z0-9+/]+={0,2}", fullmatch=True)
        case Many(item=item):
            return st.lists(values(item), max_size=2).map(tuple)
        case Record(kind=kind, keys=keys):
            return st.builds(
                kind,
                **{key.field: st.none() | values(key.shape) if key.optional else values(key.shape) for key in keys},
            )
    raise TypeError(shape)


def _printable(text: str) -> bool:
    return len(text) < 20 and text.isprintable()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(values(record(Season)))
def test_any_season_value_comes_back_from_its_text(season: Season) -> None:
    text = file.dump(season)
    parsed = layout.parse(text)
    assert parsed.pop("format") == file.FORMAT
    assert tuple(parsed.pop(file.STILL_TO_ENTER, [])) == without_cars(season)
    assert record(Season).read(parsed, "") == season
    assert text.endswith(b"}\n")


@given(st.integers(0, MOST))
def test_a_time_comes_back_from_its_text(ms: int) -> None:
    assert Clock().read(Clock().write(ms), "") == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("5", 5_000),
        ("5.1", 5_100),
        ("99.5", 99_500),
        ("2:05.318", 125_318),
        ("0:07", 7_000),
        ("1:01:07.740", 3_667_740),
    ],
)
def test_times_as_people_write_them(text: str, ms: int) -> None:
    assert Clock().read(text, "") == ms


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("25", Fraction(25)),
        ("12.5", Fraction(25, 2)),
        ('"12.5"', Fraction(25, 2)),
        ('"1/7"', Fraction(1, 7)),
        ("-5", Fraction(-5)),
    ],
)
def test_points_are_exact(written: str, value: Fraction) -> None:
    assert Points().read(layout.parse(written), "") == value


def test_points_are_written_in_one_way() -> None:
    assert [Points().write(Fraction(text)) for text in ("25", "12.5", "1/7", "-1/8", "1/3000")] == [
        25,
        "12.5",
        "1/7",
        "-0.125",
        "1/3000",
    ]


def test_a_moment_keeps_its_zone() -> None:
    for text in ("2023-10-07T16:10:00+02:00", "2023-10-07T14:10:00+00:00", "2023-10-07T16:10:00.250000+02:00"):
        assert Moment().write(Moment().read(text, "")) == text
    assert Moment().read("2023-10-07T14:10Z", "") == datetime(2023, 10, 7, 14, 10, tzinfo=UTC)
    assert Day().read("2023-10-07", "") == date(2023, 10, 7)


def test_short_things_stand_on_one_line_and_long_lists_are_filled() -> None:
    text = layout.write({"row": {"number": "7", "laps": 15}, "order": [str(i) for i in range(60)], "none": []}).decode()
    assert '  "row": {"number": "7", "laps": 15},\n' in text
    assert max(len(line) for line in text.splitlines()) < layout.WIDTH
    assert len(text.splitlines()) == 10
    assert json.loads(text)["order"][59] == "59"


# The schema, read by the few words of JSON schema it uses.


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value is what a schema describes."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    for parts, all_of in ((schema.get("anyOf"), False), (schema.get("allOf"), True)):
        if parts and not (all if all_of else any)(fits(value, part, root) for part in parts):
            return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return False
    if kind == "string" and "pattern" in schema:
        return bool(re.search(schema["pattern"], value))
    if kind == "integer":
        return bool(schema["minimum"] <= value <= schema["maximum"])
    if kind == "array":
        return all(fits(each, schema["items"], root) for each in value)
    if kind == "object":
        known = schema["properties"]
        return set(schema["required"]) <= set(value) <= set(known) and all(
            fits(each, known[key], root) for key, each in value.items()
        )
    return True


def test_the_schema_describes_the_shipped_season_and_every_new_one() -> None:
    schema = file.schema()
    shipped = json.loads(resource("seasons", "pccf-2023.json").read_bytes())
    assert fits(shipped, schema, schema)
    for preset in presets():
        assert fits(json.loads(file.dump(new_season(preset.code, "Cup", 2030))), schema, schema)
    for key, wrong in (("year", "2023"), ("format", 2), ("rounds", {}), ("code", ""), ("colour", "red")):
        assert not fits(shipped | {key: wrong}, schema, schema), key


def test_all_cars_of_a_team_are_written_as_null_and_fit_the_schema() -> None:
    shipped = json.loads(resource("seasons", "pccf-2023.json").read_bytes())
    shipped["regulations"]["championships"][4]["team"] = {"cars": None}
    season = file.load(json.dumps(shipped))
    assert season.regulations.championship("teams").team.cars is None
    assert file.load(file.dump(season)) == season
    assert fits(json.loads(file.dump(season)), file.schema(), file.schema())


def test_the_schema_names_every_default_and_what_is_required() -> None:
    schema = file.schema()
    assert schema["required"] == ["format", "code", "cup", "year", "regulations"]
    finish = schema["$defs"]["Finish"]
    assert finish["required"] == ["number"]
    assert finish["properties"]["status"] == {
        "enum": ["running", "retired", "dns", "wd", "nc", "dsq", "ex"],
        "default": "running",
    }
    assert schema["$defs"]["Threshold"]["properties"]["percent"]["default"] == 75
