"""A small season made for these tests: one field of a meeting with qualifying and two races, and one round before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import Edit, apply
from cupdesk.rules.model import Driver, Entry, Offence, Round, Season, Team
from cupdesk.rules.regulations import Category, Regulations
from cupdesk.rules.session import GridSource, Session, SessionKind, Text
from cupdesk.words import Words

FIELD = """
7 Dorian Boccolacci Pro|8 Benjamin Paque Pro|9 Louis Rousset Pro|11 Alessandro Ghiretti Pro|12 Arthur Mathieu Pro
14 Christophe Lapierre Pro-Am|1 Marvin Klein Pro|5 Mathys Jaubert Pro|24 Alexandre Leroy Am|16 Louis Perrot Pro
17 Maxence Maurice Pro-Am|20 Jérémy Sarhy Pro|21 Jérôme Boullery Pro-Am|30 Victor Blugeon Pro|31 Marlon Hernandez Pro
32 Sébastien Dussolliet Pro-Am|33 Sébastien Poisson Am|34 Karim Ajlani Am|40 Marc Guillot Pro-Am|44 Bashar Mardini Pro-Am
3 Frédéric Ancel Pro-Am|93 Ludovic Loeul Am|101 Eva Håkansson Am|03 Zoé Zéphyr Am|4X Éric Œuvrard Am
"""
OFFENCES = (
    Offence("false_start", Text("Faux départ", "False start"), "R-2", None, ("fd", "fs")),
    Offence("track_limits", Text("Limites de piste", "Track limits"), "R-1", None, ("lp", "tl")),
    Offence("collision", Text("Collision", "Causing a collision"), "R-3", None, ("co",)),
    Offence("technical", Text("Non-conformité technique", "Technical non-conformity"), "R-4", None, ("te",)),
    Offence("pit_speed", Text("Vitesse dans la voie des stands", "Speeding in the pit lane"), "", None, ("vv", "ps")),
    Offence("yellow_flag", Text("Non-respect des drapeaux jaunes", "Yellow flag infringement"), "", None, ("dj", "yf")),
    Offence("blue_flag", Text("Non-respect des drapeaux bleus", "Blue flag infringement"), "", None, ("db", "bf")),
)
NOW = datetime(2023, 10, 7, 16, 10, 33, tzinfo=UTC)

ReadOrder = Callable[..., Reading]
ReadDecision = Callable[..., Reading]


def _field() -> tuple[tuple[Driver, ...], tuple[Entry, ...]]:
    drivers, entries = [], []
    for car in FIELD.replace("\n", "|").strip("|").split("|"):
        number, given, surname, category = car.split(" ")
        drivers.append(Driver(surname.lower(), given, surname))
        team = "tft" if number in ("1", "5", "24") else None
        entries.append(Entry(number, (surname.lower(),), team, category))
    drivers.append(Driver("visitor", "Guest", "Visitor"))
    entries.append(Entry("104", ("visitor",), None, "Am", rounds=("MNZ",)))
    return tuple(drivers), tuple(entries)


@pytest.fixture
def season() -> Season:
    drivers, entries = _field()
    race = Session("R1", SessionKind.RACE, Text("Course 1", "Race 1"), date(2023, 10, 7), planned_laps=15)
    qualifying = Session(
        "Q",
        SessionKind.QUALIFYING,
        Text("Qualification", "Qualifying"),
        date(2023, 10, 7),
        sets_grids=(GridSource("LEC/R1"), GridSource("LEC/R2", "second")),
    )
    second = replace(race, code="R2", name=Text("Course 2", "Race 2"), date=date(2023, 10, 8))
    return Season(
        code="test-2023",
        cup="Test Cup",
        year=2023,
        regulations=Regulations(
            Text("Test", "Test"), (), tuple(Category(c, Text(c, c)) for c in ("Pro", "Pro-Am", "Am"))
        ),
        drivers=drivers,
        teams=(Team("tft", "TFT Racing"),),
        entries=entries,
        rounds=(
            Round("MNZ", Text("Monza", "Monza"), sessions=(replace(race, code="R1"),)),
            Round(
                "LEC", Text("Paul Ricard", "Paul Ricard"), sessions=(qualifying, race, second), drive_through_ms=28_000
            ),
        ),
        offences=OFFENCES,
    )


@pytest.fixture
def order(season: Season) -> ReadOrder:
    """Read a line after other lines were entered: `order("12 dnf", "7 12 31")`."""

    def read(line: str, *before: str, ref: str = "LEC/R1", language: str = "en") -> Reading:
        now = season
        for earlier in before:
            reading = read_order(Book(now), ref, earlier, Words(language))
            assert not reading.refused, reading.problem
            now = apply(now, *reading.edits)
        return read_order(Book(now), ref, line, Words(language))

    return read


@pytest.fixture
def enter(season: Season) -> Callable[..., Session]:
    """The session after these lines; the last may be entered with a second Enter: `enter("7", "7", second=True)`."""

    def after(*lines: str, ref: str = "LEC/R1", second: bool = False) -> Session:
        now = season
        for i, line in enumerate(lines):
            reading = read_order(Book(now), ref, line, Words("fr"))
            insist = second and i == len(lines) - 1
            assert reading.refused == insist, reading.problem
            now = apply(now, *(reading.on_second_enter if insist else reading.edits))
        return now.session(ref)

    return after


@pytest.fixture
def decide(season: Season) -> ReadDecision:
    """Read a decision line, after these edits."""

    def read(line: str, *before: Edit, ref: str = "LEC/R1", language: str = "en", by: str = "") -> Reading:
        return read_decision(Book(apply(season, *before)), ref, line, Words(language), NOW, by)

    return read


@pytest.fixture
def printed() -> Callable[[str], str]:
    """A French sentence as it is printed: curly apostrophes, narrow no-break spaces."""

    def french(sentence: str) -> str:
        for mark in ":;!?»":
            sentence = sentence.replace(f" {mark}", f"\u202f{mark}")
        return sentence.replace("« ", "«\u202f").replace("'", "’")

    return french
