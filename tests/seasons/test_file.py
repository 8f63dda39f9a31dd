"""The season file: the same bytes back, every slip named by its path, nothing half-read."""

from __future__ import annotations

import json
from typing import Any

from cupdesk.resources import resource
from cupdesk.rules.model import Text
from cupdesk.seasons import file

SHIPPED = resource("seasons", "pccf-2023.json")

SMALL: dict[str, Any] = {
    "format": 1,
    "code": "mini-2024",
    "cup": "Mini Cup",
    "year": 2024,
    "regulations": {"name": "Mini", "championships": [{"code": "overall", "name": "Overall", "scale": [3, 2, 1]}]},
    "drivers": [
        {"code": "ada", "given": "Ada", "surname": "Zwart"},
        {"code": "bo", "given": "Bo", "surname": "Ek"},
    ],
    "entries": [{"number": "1", "drivers": ["ada"]}, {"number": "02", "drivers": ["bo"]}],
    "rounds": [
        {
            "code": "ONE",
            "name": "One",
            "sessions": [{"code": "R", "kind": "race", "name": "Race", "order": ["02", "1"]}],
        }
    ],
}


def test_the_shipped_season_comes_back_byte_for_byte() -> None:
    data = SHIPPED.read_bytes()
    assert file.dump(file.load(data)) == data
    assert file.load(SHIPPED) == file.load(data) == file.load(data.decode())


def test_a_season_of_which_only_places_are_known() -> None:
    season = file.load(json.dumps(SMALL))
    assert season.session("ONE/R").order == ("02", "1")
    assert season.session("ONE/R").finishes == ()
    assert season.rounds[0].name == Text("One", "One")
    assert file.load(file.dump(season)) == season
