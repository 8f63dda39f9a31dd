"""The season file: the same bytes back, every slip named by its path, nothing half-read."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.session import Text
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


def test_twenty_four_rounds_with_sprints_on_another_scale() -> None:
    def race(code: str, *order: str) -> dict[str, Any]:
        return {"code": code, "kind": "race", "name": code, "order": list(order)}

    sprints = (4, 5, 10, 18, 20, 22)
    championship = {
        "code": "overall",
        "name": {"fr": "Pilotes", "en": "Drivers"},
        "scale": [25, 18],
        "scales": [{"session": "S", "points": [8, 7]}, {"session": "24/R", "points": ["12.5", "1/7"]}],
        "counting": {"best": 29},
    }
    rounds = [
        {"code": str(n), "name": str(n), "sessions": [race("S", "02", "1")] * (n in sprints) + [race("R", "1", "02")]}
        for n in range(1, 25)
    ]
    season = file.load(
        json.dumps(SMALL | {"regulations": {"name": "Long", "championships": [championship]}, "rounds": rounds})
    )
    assert len(season.rounds) == 24
    assert len(list(season.sessions())) == 30
    assert file.load(file.dump(season)) == season
    ada, bo = Book(season).standings("overall").rows
    # 24 races, the last on its own scale, and six sprints; the lowest of the thirty results is dropped.
    assert (ada.key, ada.points) == ("ada", 23 * 25 + Fraction("12.5") + 5 * 7)
    assert (bo.key, bo.points) == ("bo", Fraction(23 * 18 + 6 * 8))
