"""Every season of Formula One since 1950: points, tables after every race and where titles fell, held to a public database.

`formula_one.toml` says the regulations, `formula_one_differences.toml` where the database contradicts them or itself.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.results import StandingsRow
from cupdesk.seasons import file
from tests.seasons.real import f1db
from tests.seasons.real.every_formula_one import TABLES, season_file, team_of
from tests.seasons.real.f1db import Row

EXCLUDED = ("EX", "DSQ")
DECIDED = {
    1950: "nino-farina italy",
    1958: "mike-hawthorn morocco",
    1959: "jack-brabham united-states",
    1963: "jim-clark italy",
    1964: "john-surtees mexico",
    1967: "denny-hulme mexico",
    1970: "jochen-rindt united-states",
    1974: "emerson-fittipaldi united-states",
    1976: "james-hunt japan",
    1979: "jody-scheckter italy",
    1981: "nelson-piquet caesars-palace",
    1984: "niki-lauda portugal",
    1986: "alain-prost australia",
    1988: "ayrton-senna japan",
    1991: "ayrton-senna japan",
    1992: "nigel-mansell hungary",
    1994: "michael-schumacher australia",
    1997: "jacques-villeneuve europe",
    1998: "mika-hakkinen japan",
    2002: "michael-schumacher france",
    2004: "michael-schumacher belgium",
    2007: "kimi-raikkonen brazil",
    2008: "lewis-hamilton brazil",
    2010: "sebastian-vettel abu-dhabi",
    2012: "sebastian-vettel brazil",
    2016: "nico-rosberg abu-dhabi",
    2021: "max-verstappen abu-dhabi",
    2022: "max-verstappen japan",
}
"""Where titles of drivers fell, as histories of the sport tell it (the season articles of Wikipedia): 1964 and 2008 on the last
lap, 1970 to a driver who had died, 1988 by dropped results, 1991 before the race cut short, 2022 in one."""
CENT = Fraction(1, 100)
"""The database writes sevenths and thirds of a point with two decimals."""
ABSENT = pytest.param(0, marks=pytest.mark.skip(reason="the database is not at hand"))


@cache
def differences() -> dict[tuple[int, str, str], set[str]]:
    """Names that stand otherwise in the database, by season, table and meeting after which it is printed."""
    path = Path(__file__).with_name("formula_one_differences.toml")
    found: dict[tuple[int, str, str], set[str]] = {}
    for said in tomllib.loads(path.read_text(encoding="utf-8"))["differs"]:
        for row in said["rows"]:
            where, _, names = row.partition(": ")
            year, table, meeting = where.split()
            found.setdefault((int(year), table, meeting), set()).update(names.split())
    return found


@dataclass(frozen=True)
class Season:
    """A season of the database and our book of it."""

    year: int
    book: Book

    def meetings(self) -> list[tuple[str, Path]]:
        """The meetings with a result, and their folders."""
        found = [(f1db.rows(path / "race.yml")[0]["grandPrixId"], path) for path in f1db.races(self.year)]
        return [(code, path) for code, path in found if (path / "race-results.yml").exists()]

    def tables(self) -> list[str]:
        return [each.code for each in self.book.season.regulations.championships]


@pytest.fixture(scope="module", params=f1db.seasons() or [ABSENT])
def season(request: pytest.FixtureRequest) -> Season:
    return Season(request.param, Book(file.load(json.dumps(season_file(request.param)))))


def name_of(row: Row, meeting: str, year: int) -> str:
    """Who stands in a row of a published table."""
    if "driverId" in row:
        return row["driverId"]
    return team_of(row, "" if row["position"] in EXCLUDED else meeting, year)


def agrees(row: StandingsRow | None, printed: Row) -> bool:
    """Whether a row of ours has the printed place and points."""
    if row is None or abs(row.points - Fraction(printed["points"])) > CENT:
        return False
    return bool(row.unranked) if printed["position"] in EXCLUDED else printed["position"] == str(row.position)


def differing(season: Season, table: str, after: str, printed: list[Row], meeting: str) -> set[str]:
    """The names that do not stand in our table as printed, or that only one of the two has with points."""
    ours = {row.key: row for row in season.book.standings(table, after).rows}
    theirs = {name_of(row, meeting, season.year): row for row in printed}
    more = {key for key, row in ours.items() if row.points and key not in theirs}
    return more | {name for name, row in theirs.items() if not agrees(ours.get(name), row)}


def test_every_table_is_the_published_one(season: Season) -> None:
    """After every race and at the end, drivers and constructors: every place and every point."""
    found: dict[tuple[int, str, str], set[str]] = {}
    for table in season.tables():
        for code, path in season.meetings():
            printed = f1db.rows(path / f"{table[:-1]}-standings.yml")
            found[season.year, table, code] = (
                differing(season, table, f"{code}/R", printed, path.name) if printed else set()
            )
        if printed := f1db.rows(f1db.season(season.year) / f"{table[:-1]}-standings.yml"):
            found[season.year, table, "final"] = differing(season, table, f"{code}/R", printed, path.name)
    listed = {key: names for key, names in differences().items() if key[0] == season.year and key[1] in TABLES}
    assert {key: names for key, names in found.items() if names} == listed


def test_every_point_is_the_published_one(season: Season) -> None:
    for code, path in season.meetings():
        for name, results in (("S", "sprint-race"), ("R", "race")):
            printed = f1db.rows(path / f"{results}-results.yml")
            paid: dict[str, Fraction] = {}
            for row in printed:
                paid[row["driverId"]] = paid.get(row["driverId"], Fraction(0)) + Fraction(row["points"] or 0)
            earned = season.book.points("drivers", f"{code}/{name}") if printed else {}
            none = {driver for driver, result in earned.items() if driver not in paid and result.points}
            other = {d for d, points in paid.items() if abs(points - (earned[d].points if d in earned else 0)) > CENT}
            assert none | other == set(), f"{code}/{name}"


def test_every_classification_is_the_published_one(season: Season) -> None:
    """Every printed place: from 1966 on from the laps of all cars and the rule of 90 per cent."""
    found: dict[tuple[int, str, str], set[str]] = {}
    for code, path in season.meetings():
        for name, results in (("S", "sprint-race"), ("R", "race")):
            printed = [
                (int(row["position"]), row["driverNumber"])
                for row in f1db.rows(path / f"{results}-results.yml")
                if row["position"].isdigit() and not row.get("sharedCar")
            ]
            ref = f"{code}/{name}"
            rows = season.book.classification(ref).rows if printed else ()
            ours = [(row.position, row.number) for row in rows if row.position]
            if odd := {number for _, number in set(printed).symmetric_difference(ours)}:
                found[season.year, "classification", ref] = odd
    assert found == {k: v for k, v in differences().items() if k[:2] == (season.year, "classification")}


def test_every_title_fell_where_it_is_said_to_have(season: Season) -> None:
    """The race since which nothing could change it any more, whatever happened in those left."""
    said = {
        table: about["grandPrixId"]
        for about in (f1db.rows(path / "race.yml")[0] for path in f1db.races(season.year))
        for table in TABLES
        if f"{table}ChampionshipDecider" in about
    }
    found = {table: season.book.title(table).since.partition("/")[0] for table in season.tables()}
    odd = {(season.year, "titles", table): {since} for table, since in found.items() if since != said.get(table, "")}
    assert odd == {key: names for key, names in differences().items() if key[:2] == (season.year, "titles")}


def test_titles_of_the_history_books(season: Season) -> None:
    if season.year in DECIDED:
        title = season.book.title("drivers")
        assert f"{' '.join(title.champions)} {title.since.partition('/')[0]}" == DECIDED[season.year]
