"""Mustang Challenge 2024: three official tables, a category scored again, entrants by their best car numbered anew, ties by countback.

The sheet has no car numbers and does not say who drove for which entrant. The numbers here are those of the table, and the
entrants are found from the sheet: a way to give the drivers of a meeting to entrants that agrees with both its races.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from tests.seasons.real.writing import code, driver, published, race, source, teams, totals, written

Source = dict[str, Any]


@pytest.fixture(scope="module")
def sheet() -> Source:
    return source("mustang_challenge_2024.json")


@pytest.fixture(scope="module")
def book(sheet: Source) -> Book:
    names = [row["driver"] for row in sheet["published_standings"]["overall"]]
    numbers = {name: str(i) for i, name in enumerate(names, 1)}
    category = {entry["driver"]: entry["class"] for entry in sheet["entries"]}
    found = entrants(sheet)
    races = {
        each["id"]: f"{i}/{each['id']}" for i, meeting in enumerate(sheet["rounds"], 1) for each in meeting["races"]
    }
    scale = sheet["points_systems"][0]["scale"]
    bonus = {"pole": 10, "fastest_lap": 10, "scale": scale}
    return written(
        code="mustang-2024",
        cup=sheet["series"],
        year=2024,
        regulations={
            "name": "Mustang Challenge",
            "championships": [
                {"code": "overall", "name": "DH Drivers", "races": _extra(sheet, races, numbers, "extra_points")}
                | bonus,
                {
                    "code": "DHL",
                    "name": "DHL Drivers",
                    "category": "DHL",
                    "races": _extra(sheet, races, numbers, "class_extra_points"),
                }
                | bonus,
                {
                    "code": "teams",
                    "name": "DH Entrants",
                    "ranks": "team",
                    "races": _extra(sheet, races, numbers, "extra_points"),
                    "team": {"cars": 1, "rerank": True, "bonuses": "all"},
                }
                | bonus,
            ],
            "categories": [{"code": "DH", "name": "Dark Horse"}, {"code": "DHL", "name": "Dark Horse Legends"}],
            "threshold": {"percent": 0},
        },
        drivers=[driver(name) for name in names],
        teams=teams(sheet["teams"]),
        entries=[
            {
                "number": numbers[name],
                "drivers": [code(name)],
                "category": category[name],
                "changes": [{"round": str(i), "team": code(chosen[name])} for i, chosen in enumerate(found, 1)],
            }
            for name in names
        ],
        rounds=[
            {
                "code": str(i),
                "name": meeting["name"],
                "circuit": meeting["circuit"],
                "sessions": [_race(each["id"], sheet["results"][each["id"]], numbers) for each in meeting["races"]],
            }
            for i, meeting in enumerate(sheet["rounds"], 1)
        ],
    )


def _race(name: str, rows: list[Source], numbers: dict[str, str]) -> Source:
    """Places only; a driver who did not take part is withdrawn for the race."""
    status = {"DNS": "dns", "DNP": "wd"}
    order = [numbers[row["driver"]] for row in rows if row["status"] == "CLASSIFIED"]
    absent = [
        {"number": numbers[row["driver"]], "status": status[row["status"]]} for row in rows if row["status"] in status
    ]
    return race(name, order, absent)


def _extra(sheet: Source, races: dict[str, str], numbers: dict[str, str], key: str) -> list[Source]:
    """Who is credited with pole and fastest lap: the sheet has one column for both, a lone 10 is taken for a pole first."""
    found = []
    for ref, rows in sheet["results"].items():
        given = [numbers[row["driver"]] for row in rows for _ in range(row.get(key, 0) // 10)]
        found.append({"session": races[ref], "pole": given[:1], "fastest_lap": given[1:]})
    return found


def entrants(sheet: Source) -> list[dict[str, str]]:
    """For each meeting driver → entrant, a way that agrees with both races of the entrants' table; drivers change entrants."""
    found: list[dict[str, str]] = []
    usual: dict[str, str] = {}
    for meeting in sheet["rounds"]:
        races = [(sheet["results"][each["id"]], sheet["team_results"][each["id"]]) for each in meeting["races"]]
        names = [row["driver"] for row in races[0][0]]
        may = {
            name: [team for team in sheet["teams"] if all(_may(name, team, *each) for each in races)] for name in names
        }
        for name in names:
            may[name].sort(key=lambda team: team != usual.get(name))
            if not any(row["pos"] for rows, _ in races for row in rows if row["driver"] == name):
                del may[name][1:]
        chosen = _settled(may, races)
        assert chosen is not None
        found.append(chosen)
        usual |= chosen
    return found


def _may(name: str, team: str, rows: list[Source], table: list[Source]) -> bool:
    """An entrant's best car is not behind any of its cars, and it has the extra points of all."""
    mine = next(row for row in rows if row["driver"] == name)
    its = next(row for row in table if row["team"] == team)
    if mine.get("extra_points", 0) > its.get("extra_points", 0):
        return False
    return mine["pos"] is None or (its["pos"] is not None and its["pos"] <= mine["pos"])


def _settled(may: dict[str, list[str]], races: list[Any]) -> dict[str, str] | None:
    """One entrant for each driver out of those he may have driven for, so that every race agrees; `None` if there is no way."""
    narrower = True
    while narrower:
        narrower = False
        for name, choices in may.items():
            left = [team for team in choices if all(_agrees(may | {name: [team]}, *each) for each in races)]
            if not left:
                return None
            if len(left) < len(choices):
                may, narrower = may | {name: left}, True
                break
    open_ = [name for name in may if len(may[name]) > 1]
    if not open_:
        return {name: choices[0] for name, choices in may.items()}
    name = min(open_, key=lambda name: len(may[name]))
    ways = (_settled(may | {name: [team]}, races) for team in may[name])
    return next((way for way in ways if way is not None), None)


def _agrees(may: dict[str, list[str]], rows: list[Source], table: list[Source]) -> bool:
    """Whether a race's table can still come out: down the order each car is of the next entrant or of one seen before."""
    place = {row["team"]: row["pos"] for row in table if row["pos"]}
    seen = {0}
    for row in rows:
        if row["pos"] is not None:
            places = {place[team] for team in may[row["driver"]]}
            seen = {n for n in seen if min(places) <= n} | {n + 1 for n in seen if n + 1 in places}
    sure: dict[str, int] = {}
    for row in rows:
        if len(may[row["driver"]]) == 1:
            (team,) = may[row["driver"]]
            sure[team] = sure.get(team, 0) + row.get("extra_points", 0)
    return len(place) in seen and all(sure.get(row["team"], 0) <= row.get("extra_points", 0) for row in table)


def test_drivers(sheet: Source, book: Book) -> None:
    assert totals(book, "overall") == published(sheet["published_standings"]["overall"])


def test_the_category_is_scored_again(sheet: Source, book: Book) -> None:
    assert totals(book, "DHL") == published(sheet["published_standings"]["DHL"])


def test_entrants(sheet: Source, book: Book) -> None:
    assert totals(book, "teams") == published(sheet["published_standings"]["teams"], "team")


def test_every_race_of_the_entrants(sheet: Source, book: Book) -> None:
    for ref in book.races():
        earned = book.points("teams", ref)
        placed = {key: (result.place, result.points) for key, result in earned.items() if result.place is not None}
        assert placed == {
            code(row["team"]): (row["pos"], row["race_points"] + row.get("extra_points", 0))
            for row in sheet["team_results"][ref.partition("/")[2]]
            if row["pos"]
        }, ref


def test_a_win_taken_away_a_month_later(sheet: Source, book: Book) -> None:
    """The revised sheet of the same season: 360 points less, as in its own total of 2910."""
    lost = book.points("overall", book.latest())[code("Robert Noaker")].points
    row = book.standings("overall").row(code("Robert Noaker"))
    assert row is not None
    assert (lost, row.points - lost) == (Fraction(360), Fraction(2910))
