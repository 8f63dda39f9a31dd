"""Any season of Formula One as a season file, from the facts of a database and regulations that are data: `formula_one.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.seasons.real import f1db
from tests.seasons.real.f1db import Row
from tests.seasons.real.writing import STATUS, race

Source = dict[str, Any]
TABLES = ("drivers", "constructors")
ABSENT = ("DNQ", "DNPQ", "DNP")


class Car(NamedTuple):
    """A car as entered for a meeting."""

    number: str
    drivers: tuple[str, ...]
    team: str
    guest: bool


@cache
def rule_book() -> Source:
    """What the regulations said, from which year on and in single seasons."""
    return tomllib.loads(Path(__file__).with_name("formula_one.toml").read_text(encoding="utf-8"))


@cache
def alone(year: int) -> Source:
    """What is said of one season alone."""
    return next((said for said in rule_book()["season"] if said["year"] == year), {})


def regulations(year: int, meetings: list[Source]) -> Source:
    """The rule book of a season: what was said up to then, the latest last, and what is said of it alone."""
    book: Source = {"name": f"Formula One {year}"}
    tables: dict[str, Source] = {
        code: {"code": code, "name": code.title(), "place": "overall", "races": []} for code in TABLES
    }
    codes = [meeting["code"] for meeting in meetings]
    for said in (*(each for each in rule_book()["since"] if each["year"] <= year), alone(year)):
        book |= said.get("book", {})
        both = said.get("tables", {})
        for code, held in tables.items():
            own = said.get(code, {})
            races = [*held["races"], *both.get("races", ()), *own.get("races", ())]
            held |= both | own | {"races": [each for each in races if each["session"].partition("/")[0] in codes]}
    said_of = [table for table in tables.values() if "scale" in table]
    if halves := alone(year).get("halves"):
        for table in said_of:
            if "best" in table["counting"]:
                table["counting"] = {"segments": _halves(halves, codes)}
    return book | {"championships": said_of}


def _halves(said: Source, codes: list[str]) -> list[Source]:
    """The two parts of a season of which the best so many count."""
    parts = (codes[: said["first"]], codes[said["first"] :])
    return [{"races": races, "best": best} for races, best in zip(parts, said["best"], strict=True)]


def season_file(year: int) -> Source:
    """The season file of a year."""
    rounds = [_round(path, year) for path in f1db.races(year)]
    meetings = [meeting for meeting, _, _ in rounds]
    book = regulations(year, meetings)
    drivers = book["championships"][0]
    exceptions = {said["session"]: said for said in drivers["races"]}
    for *_, said in rounds:
        if said:
            exceptions[said["session"]] = said | exceptions.get(said["session"], {})
    drivers["races"] = list(exceptions.values())
    entered: dict[Car, list[str]] = {}
    for meeting, cars, _ in rounds:
        for car in dict.fromkeys(cars):
            entered.setdefault(car, []).append(meeting["code"])
    names = dict.fromkeys(driver for car in entered for driver in car.drivers)
    return {
        "format": 1,
        "code": f"f1-{year}",
        "cup": "Formula One",
        "year": year,
        "regulations": book,
        "drivers": [{"code": name, "given": "", "surname": name.replace("-", " ").title()} for name in names],
        "teams": [{"code": team, "name": team} for team in dict.fromkeys(car.team for car in entered)],
        "entries": [car._asdict() | {"drivers": list(car.drivers), "rounds": codes} for car, codes in entered.items()],
        "rounds": meetings,
        "adjustments": alone(year).get("adjustments", []),
    }


def _round(path: Path, year: int) -> tuple[Source, list[Car], Source]:
    """A meeting with its races, the cars entered for it, and who had a fastest lap in a shared car."""
    (about,) = f1db.rows(path / "race.yml")
    code, said = about["grandPrixId"], alone(year)
    guests = said.get("guests", {}).get(code, ())
    sessions: list[Source] = []
    entered: list[Car] = []
    credited: Source = {}
    for name, results in (("S", "sprint-race"), ("R", "race")) if "sprintRaceLaps" in about else (("R", "race"),):
        more: Source = {"date": about["date"]} if name == "R" else {}
        if factor := said.get("factors", {}).get(f"{code}/{name}"):
            more["points_factor"] = factor
        cars = _cars(f1db.rows(path / f"{results}-results.yml"))
        laps = [row for row in f1db.rows(path / "fastest-laps.yml") if row["time"]] if name == "R" else []
        for number, shared in cars.items():
            people = tuple(row["driverId"] for row in shared)
            entered.append(Car(number, people, team_of(shared[0], path.name, year), number in guests))
            if any(row["gridPosition"] == "1" for row in shared):
                more["pole"] = number
        order = [n for n, (row, *_) in cars.items() if row["position"].isdigit() or row["position"] in ("DNF", "NC")]
        finishes = [_finish(number, row, laps, year) for number, (row, *_) in cars.items()]
        for number, place in said.get("kept", {}).get(code, {}).items():
            order.insert(place - 1, number)
            finishes = [row for row in finishes if row["number"] != number]
        sessions.append(race(name, order, finishes, **more))
        shared_by = {row["driverId"] for shared in cars.values() if len(shared) > 1 for row in shared}
        holders = [row["driverId"] for row in laps if row["position"] == "1"]
        if shared_by.intersection(holders):
            credited = {"session": f"{code}/{name}", "fastest_lap_by": holders}
    meeting = {"code": code, "name": about["officialName"], "circuit": about["circuitId"], "sessions": sessions}
    return meeting, entered, credited


def _cars(results: Iterable[Row]) -> dict[str, list[Row]]:
    """Who raced, by car: several rows are drivers of one car. Of two cars of one number the second has a letter."""
    found: dict[str, list[Row]] = {}
    for row in results:
        number = row["driverNumber"]
        if row["position"] in ABSENT:
            continue
        if row.get("sharedCar"):
            found[number].append(row)
            continue
        while number in found:
            number += "T"
        found[number] = [row]
    return found


def team_of(row: Row, meeting: str, year: int) -> str:
    """A constructor is a chassis with an engine; one that changes hands during the season is another (`meeting`: its folder)."""
    team = f"{row['constructorId']}/{row['engineManufacturerId']}"
    for change in alone(year).get("teams", ()):
        if change["team"] == team and meeting >= change["since"]:
            return str(change["name"])
    return team


def _finish(number: str, row: Row, laps: list[Row], year: int) -> Source:
    """What the timekeeper saw. Where no share of the distance is asked, the organiser said who is not classified."""
    status = STATUS.get(row["position"], "running")
    if row["position"].isdigit() and row["reasonRetired"]:
        status = "retired"
    if row["position"] == "DNF" and year < 1966:
        status = "nc"
    found: Source = {"number": number, "status": status}
    if row["laps"]:
        found["laps"] = int(row["laps"])
    if row["time"] and status == "running":
        found["total"] = row["time"]
    mine = [lap for lap in laps if lap["driverNumber"] == number]
    if mine:
        best = min(mine, key=lambda lap: (len(lap["time"]), lap["time"]))
        found |= {"best": best["time"]} | ({"best_lap": int(best["lap"])} if best["lap"] else {})
    return found
