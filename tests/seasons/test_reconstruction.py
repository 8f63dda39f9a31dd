"""The shipped season says what its source says, where the source is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.model import Season
from cupdesk.rules.session import DecisionState, SanctionKind, SessionKind, SessionState, Status
from cupdesk.seasons import file

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "pccf_2023" / "reconstruction.json"
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the source of the shipped season is not at hand")

STATUS = {"finished": Status.RUNNING, "retired": Status.RETIRED, "dns": Status.DID_NOT_START}
STATE = {
    "confirmed": DecisionState.CONFIRMED,
    "withdrawn": DecisionState.WITHDRAWN,
    "no_further_action": DecisionState.NO_FURTHER_ACTION,
}
KIND = {"time": SanctionKind.TIME, "disqualification": SanctionKind.DISQUALIFICATION}


@pytest.fixture(scope="module")
def source() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SOURCE.read_bytes())
    return found


@pytest.fixture(scope="module")
def season() -> Season:
    return file.load(resource("seasons", "pccf-2023.json"))


def ref(id_: str) -> str:
    """`LEC1` → `LEC/R1`, `LECQ` → `LEC/Q`, `LMS` → `LMS/R`."""
    code = id_[3:] or ""
    return f"{id_[:3]}/{'Q' if code == 'Q' else f'R{code}'}"


def test_entries(source: dict[str, Any], season: Season) -> None:
    drivers = {driver.code: driver for driver in season.drivers}
    teams = {team.code: team.name for team in season.teams}
    every = [round_.code for round_ in season.rounds]
    said = [
        (e.number, [drivers[d].name for d in e.drivers], teams.get(e.team or ""), e.category, list(e.awards), e.guest, list(e.rounds) or every)
        for e in season.entries
    ]  # fmt: skip
    assert said == [
        (e["number"], e["drivers"], e["team"], e["category"], e["awards"], e["guest"], e["rounds"])
        for e in source["entries"]
    ]
    assert {d.name: d.nationality for d in season.drivers} == {
        e["drivers"][0]: e["nat"] or "" for e in source["entries"]
    }


def test_rounds_and_sessions(source: dict[str, Any], season: Season) -> None:
    assert [(r.code, r.circuit, r.length_m, [str(r.first_day), str(r.last_day)]) for r in season.rounds] == [
        (r["id"], r["circuit"], r["length_m"], r["dates"]) for r in source["rounds"]
    ]
    given = {ref(s["id"]): s for r in source["rounds"] for s in r["sessions"]}
    assert [key for key, _, _ in season.sessions()] == list(given)
    for key, _, session in season.sessions():
        s = given[key]
        assert (session.kind.value, str(session.date), session.planned_minutes) == (
            s["kind"],
            s["date"],
            s["planned_minutes"],
        )
        assert (session.track, session.joint) == (s["track"] or "", s.get("joint", False))
        assert [{"fr": e.fr, "en": e.en} for e in session.events] == [e["text"] for e in s["events"]]
        assert {g.race: f"{g.lap}_ms" for g in session.sets_grids} == {
            ref(race): lap for race, lap in s.get("sets_grid_of", {}).items()
        }
        assert session.state is SessionState.FINAL


def test_facts_at_the_flag(source: dict[str, Any], season: Season) -> None:
    for r in source["rounds"]:
        for s in r["sessions"]:
            session = season.session(ref(s["id"]))
            assert list(session.order) == [row["number"] for row in s["rows"] if row["status"] != "dns"]
            for row in s["rows"]:
                fact = session.finish(row["number"])
                assert fact.status is STATUS[row["status"]]
                if row["status"] != "dns":
                    assert fact.laps == row["laps"]
                for field in ("total_ms", "best_ms", "best_lap", "second_ms", "second_lap"):
                    assert getattr(fact, field) == row.get(field), (s["id"], row["number"], field)
            if session.kind is SessionKind.RACE:
                assert session.laps == max(row["laps"] for row in s["rows"])


def test_decisions(source: dict[str, Any], season: Season) -> None:
    for r in source["rounds"]:
        for s in r["sessions"]:
            session = season.session(ref(s["id"]))
            assert [
                (d.number, list(d.cars), d.offence, d.article, d.state, d.time.isoformat() if d.time else "")
                for d in session.decisions
            ] == [
                (d["number"], d["cars"], d["offence"], d["article"], STATE[d["state"]], d["time"])
                for d in s["decisions"]
            ]
            for said, given in zip(session.decisions, s["decisions"], strict=True):
                assert said.text is not None
                assert {"fr": said.text.fr, "en": said.text.en} == given["text"]
                assert [(x.kind, x.ms) for x in said.sanctions] == [
                    (KIND[x["kind"]], x.get("ms")) for x in given["sanctions"] if x["kind"] != "none"
                ]


def test_rules_roll_of_honour_and_disclaimer(source: dict[str, Any], season: Season) -> None:
    scale = source["settings"]["points"]["scale"]
    for championship, given in zip(season.regulations.championships, source["settings"]["championships"], strict=True):
        assert championship.code == given["id"]
        assert {"fr": championship.name.fr, "en": championship.name.en} == given["name"]
        assert list(championship.scale) == scale
        assert (championship.pole, championship.fastest_lap) == (given["pole"], given["fastest_lap"])
        assert (championship.category, championship.award) == (given.get("category", ""), given.get("award", ""))
    names = {driver.code: driver.name for driver in season.drivers}
    won = [(h.year, h.championship, names[h.name]) for h in season.honours if not h.none_before]
    assert won == [(t["year"], t["championship"], t["driver"]) for t in source["roll_of_honour"]["titles"]]
    assert [(h.championship, names[h.name]) for h in season.honours if h.none_before] == [
        (t["championship"], t["driver"]) for t in source["roll_of_honour"]["no_earlier_title"]
    ]
    assert not season.honours_complete
    assert season.disclaimer is not None
    assert {"fr": season.disclaimer.fr, "en": season.disclaimer.en} == source["disclaimer"]
    articles = {code: item["ref"] for code, item in source["articles"]["items"].items()}
    assert {o.code: o.article for o in season.offences if o.article} == articles
