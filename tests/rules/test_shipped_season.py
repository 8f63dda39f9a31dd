"""The shipped season: key tables written down here, and every expected table of its source where that is at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.session import SessionKind
from cupdesk.seasons import file

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "pccf_2023" / "reconstruction.json"
needs_source = pytest.mark.skipif(not SOURCE.exists(), reason="the source of the shipped season is not at hand")

FINAL = {
    "overall": "boccolacci 239, ghiretti 215, klein 180, paque 139, perrot 131, jaubert 120, rousset 102, sarhy 92",
    "pro_am": "boullery 220, guillot 218, lapierre 172, dussolliet 147, mardini 145, maurice 129",
    "am": "poisson 246, loeul 190, colombani 170, ajlani 151, leroy 149",
    "rookie": "paque 215, jaubert 211, hernandez 168",
    "teams": "clrt 386, tft 294, martinet 280, imsa 147, abm 146, racing-technology 136",
}
PAUL_RICARD = {
    "LEC/R1": "7 11 8 9 1 16 12 5 31 30 20 14 32 40 21 44 17 101 33 50 93 34 24 102 103 | 3:dnf",
    "LEC/R2": "7 5 1 16 8 30 9 11 12 31 20 21 40 14 17 44 32 101 33 93 50 34 24 102 | 3:dnf 103:dnf",
}


@cache
def book() -> Book:
    return Book(file.load(resource("seasons", "pccf-2023.json")))


@pytest.mark.parametrize("code", list(FINAL))
def test_final_table(code: str) -> None:
    expected = FINAL[code].split(", ")
    rows = book().standings(code).rows
    assert [f"{row.key} {row.points}" for row in rows][: len(expected)] == expected


@pytest.mark.parametrize("ref", list(PAUL_RICARD))
def test_paul_ricard(ref: str) -> None:
    rows = book().classification(ref).rows
    placed = " ".join(row.number for row in rows if row.position)
    others = " ".join(f"{row.number}:{row.outcome.value}" for row in rows if not row.position)
    assert f"{placed} | {others}" == PAUL_RICARD[ref]


def test_the_whole_season_has_no_problem() -> None:
    assert book().problems() == ()


@cache
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SOURCE.read_bytes())["expected"]
    return found


def ref(race: str) -> str:
    """`LEC1` → `LEC/R1`, `LMS` → `LMS/R`."""
    return f"{race[:3]}/R{race[3:]}"


def name(key: str) -> str:
    season = book().season
    return {**{d.code: d.name for d in season.drivers}, **{t.code: t.name for t in season.teams}}[key]


RACES = [each.replace("/R", "") for each in book().sessions() if book().session(each).kind is SessionKind.RACE]


@needs_source
def test_every_race_is_expected() -> None:
    assert [*expected()["classification"]] == RACES == [*expected()["standings"]]


@needs_source
@pytest.mark.parametrize("race", RACES)
def test_grid(race: str) -> None:
    if race in expected()["grids"]:
        assert [place.number for place in book().grid(ref(race))] == expected()["grids"][race]


@needs_source
@pytest.mark.parametrize("race", RACES)
def test_classification_and_points(race: str) -> None:
    found, wanted = book().classification(ref(race)), expected()["classification"][race]
    assert found.fastest is not None
    assert found.fastest_of_cup is not None
    assert (found.pole, found.fastest_of_cup.number, found.fastest.number) == (
        wanted["pole"],
        wanted["fastest_lap"],
        wanted["fastest_lap_of_all_cars"],
    )
    codes = [c.code for c in book().season.regulations.championships if c.code != "teams"]
    for row, car in zip(wanted["rows"], found.rows, strict=True):
        said = {
            "place": car.position,
            "number": car.number,
            "laps": car.laps or 0,
            "total_ms": car.time_ms,
            "road_place": car.road,
            "sanction_ms": car.sanction_ms,
            "place_in_category": car.in_category,
            "cup_place": car.cup_position,
            "cup_place_in_category": car.cup_in_category,
            "laps_down": car.gap_laps,
        }
        if row.get("laps_down") == 0:
            said["gap_ms"] = car.gap_ms or 0
        shared = said.keys() & row.keys()
        assert {key: said[key] for key in shared} == {key: row[key] for key in shared}
        earned = {code: book().points(code, ref(race)).get(car.drivers[0]) for code in codes}
        points = row.get("points", {})
        assert {code: result.points for code, result in earned.items() if result and code in points} == points


@needs_source
@pytest.mark.parametrize("race", RACES)
def test_standings(race: str) -> None:
    for code, wanted in expected()["standings"][race].items():
        rows = book().standings(code, ref(race)).rows
        assert [(r.position, name(r.key), r.points) for r in rows] == [
            (e["pos"], e["name"], e["points"]) for e in wanted
        ]
        for row, each in zip(rows, wanted, strict=True):
            if "counts" in (each.get("tie") or {}):
                assert row.tie is not None
                assert (list(row.tie.counts), row.tie.place) == (each["tie"]["counts"], each["tie"]["place"])


@needs_source
@pytest.mark.parametrize("race", RACES)
def test_titles(race: str) -> None:
    for code, wanted in expected()["titles"]["after"][race].items():
        title = book().title(code, ref(race))
        champion = name(title.champions[0]) if title.decided else None
        assert {
            "decided": title.decided,
            "champion": champion,
            "leader": name(title.leader),
            "margin": title.margin,
            "races_left": title.races_left,
            "most_one_can_still_score": title.on_offer,
            "in_contention": {name(key) for key in title.contenders},
        } == wanted | {"in_contention": set(wanted["in_contention"])}


@needs_source
def test_eliminated_since() -> None:
    for code, wanted in expected()["titles"]["eliminated_after"].items():
        out = {name(each.key): each.since for each in book().title(code).eliminated}
        assert out == {who: ref(race) for who, race in wanted.items()}


@needs_source
def test_champions() -> None:
    for code, wanted in expected()["titles"]["champions"].items():
        title = book().title(code)
        rows = book().standings(code).rows
        assert [name(key) for key in title.champions] == [wanted["champion"]]
        assert (name(title.runner_up), title.margin) == (wanted["runner_up"], wanted["margin"])
        assert (title.since, rows[0].points) == (ref(wanted["decided_after"]), wanted["points"])
        assert rows[1].points == wanted["runner_up_points"]
        assert title.in_a_row == wanted["title_in_a_row"]
        if wanted["first_title"] is not None and title.nth is not None:
            assert (title.nth == 1) is wanted["first_title"]


@needs_source
def test_the_worst_place_that_is_enough() -> None:
    wanted = expected()["titles"]["worst_place_that_makes_champion_whatever_happens"]
    for code in ("overall", "pro_am", "rookie"):
        assert {name(each.key): each.place for each in book().needs(code, "LEC/R1")} == wanted[code]
        assert {each.race for each in book().needs(code, "LEC/R1")} == {"LEC/R2"}
