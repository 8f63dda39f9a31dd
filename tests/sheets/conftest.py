"""The shipped season and what tests change in it; documents at the limits of what a season can bring."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.rules.session import Session
from cupdesk.seasons.file import load
from cupdesk.sheets.frame import EMPTY
from cupdesk.sheets.seal import sealed
from cupdesk.sheets.sheet import (
    Block,
    Column,
    DecisionLine,
    Gap,
    Kind,
    Name,
    RaceCell,
    Row,
    Sheet,
    Signature,
    Status,
    Table,
)

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def season() -> Season:
    return load(resource("seasons", "pccf-2023.json"))


@pytest.fixture(scope="session")
def book(season: Season) -> Book:
    return Book(season)


@pytest.fixture
def changed(season: Season) -> Callable[..., Book]:
    """A season with other values in one session: `changed("LEC/R1", state=…)`; `of=` another season."""
    return lambda ref, of=season, **values: Book(with_session(of, ref, **values))


def with_session(season: Season, ref: str, **values: Any) -> Season:
    """The season with other values in one session."""
    code, name = ref.split("/")

    def other(session: Session) -> Session:
        return replace(session, **values) if session.code == name else session

    return replace(
        season,
        rounds=tuple(
            replace(r, sessions=tuple(other(s) for s in r.sessions)) if r.code == code else r for r in season.rounds
        ),
    )


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with its golden file; `UPDATE_GOLDEN=1` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare


NAMES = (
    Name("Maximiliano-Alejandro", "FERNÁNDEZ DE CÓRDOBA-RÍOS", ("R",)),
    Name("Bo", "XU"),
    Name("Κωνσταντίνος", "ΠΑΠΑΔΗΜΗΤΡΑΚΟΠΟΥΛΟΣ-ΑΛΕΞΑΝΔΡΙΔΗΣ", ("INV",), "*†"),
    Name("Александр-Владимир", "РОЖДЕСТВЕНСКИЙ-КОНСТАНТИНОВ", ("R", "INV"), "*"),
    Name("Ngọc-Phương", "NGUYỄN ĐẶNG THỊ HẠNH"),
    Name("Żółcisława", "BRZĘCZYSZCZYKIEWICZ-ŚWIĘTOSŁAWSKA"),
    Name("Þórður", "ÆGISSON"),
)
TEAMS = (
    "Scuderia Internazionale Sant’Ambrogio Corse ASD",
    "ABM",
    "Écurie de l’Association Sportive Automobile du Var",
    "Ракетный гоночный клуб Санкт-Петербург",
)
CATEGORIES = ("Pro", "Pro-Am", "Am")
COLUMNS = (
    Column("position", "Pos", Kind.PLACE),
    Column("number", "N°", Kind.NUMBER),
    Column("driver", "Pilote", Kind.DRIVER),
    Column("nationality", "Nat", Kind.NATION),
    Column("team", "Équipe", Kind.TEAM),
    Column("category", "Cat", Kind.CATEGORY),
    Column("laps", "Trs", Kind.COUNT),
    Column("time", "Temps", Kind.DURATION),
    Column("gap", "Écart", Kind.GAP),
    Column("speed", "km/h", Kind.SPEED),
    Column("best", "Meilleur", Kind.LAP_TIME),
    Column("points", "Pts", Kind.POINTS),
)
ROUNDS = (("BAR", "Barcelona"), ("MAG", "Magny-Cours"), ("LMS", "Le Mans"), ("RBR", "Red Bull Ring"), ("MNZ", "Monza"))


def _frame(tables: tuple[Table, ...], *, kind: str, decisions: int | None = 0, landscape: bool = False) -> Sheet:
    """A sheet round these tables, with so many decisions."""
    lines = (
        None
        if decisions is None
        else tuple(
            DecisionLine(
                str(50 + i), "145", "P. NOM DE FAMILLE", "Limites de piste (art. R-1) : 5 secondes", "12e → 14e"
            )
            for i in range(decisions)
        )
    )
    sheet = replace(
        EMPTY,
        kind=kind,
        slug=f"extreme-{kind}",
        status=Status.PROVISIONAL,
        cup="Coupe extrême 2023",
        event="1er meeting – Circuit du Nulle Part – 6–8 octobre 2023",
        circuit="Circuit 5,842 km",
        session="Course 1",
        title="Classement provisoire",
        plate="Réclamations jusqu’à 16:55",
        foot="PROVISOIRE",
        running_head="Nulle Part · Course 1",
        document="61",
        date="09.10.2023",
        time="11:30",
        line_left="après 15 tours – 87,630 km",
        tables=tables,
        decisions=lines,
        chips=CATEGORIES,
        legend=("Grand chiffre : points", "P pole") if landscape else (),
        notes=() if landscape else ("* résultat modifié par une décision",),
        posted=("le 09.10.2023 à 11:30",),
        signatures=(Signature("Directeur de course", ""), Signature("Chronométreur", "Zoé ZÉNITH")),
        created="2023-10-09",
        landscape=landscape,
    )
    return sealed(sheet, "extreme", "NUL")


@pytest.fixture
def field() -> Callable[..., Sheet]:
    """Makes a classification of so many cars with every kind of name: `field(60, decisions=9)`."""
    return _field


@pytest.fixture
def matrix() -> Callable[..., Sheet]:
    """Makes standings of so many races and drivers: `matrix(40, 40)`."""
    return _matrix


def _field(cars: int, *, decisions: int = 0, by_block: bool = False) -> Sheet:
    rows = tuple(
        Row(
            (
                i + 1,
                str(100 + i),
                NAMES[i % len(NAMES)],
                "FRA",
                TEAMS[i % len(TEAMS)],
                CATEGORIES[i * 3 // cars],
                15,
                1_899_457 + 1_777 * i,
                Gap(ms=1_777 * i) if i else Gap(),
                Fraction(16608 - i, 100),
                125_318 + i,
                Fraction(max(25 - i, 0)),
            )
        )
        for i in range(cars)
    )
    blocks: tuple[Block, ...] = (Block(rows),)
    if by_block:
        blocks = tuple(Block(tuple(r for r in rows if r.cells[5] == c), c, "partants") for c in CATEGORIES)
    return _frame((Table(COLUMNS, blocks, by_block=by_block),), kind="classification", decisions=decisions)


def _matrix(races: int, drivers: int) -> Sheet:
    heads = tuple(
        Column(f"{ROUNDS[i // 2 % 5][0]}/R{i % 2 + 1}", f"C{i % 2 + 1}", Kind.RACE, f"{ROUNDS[i // 2 % 5][1]}")
        for i in range(races)
    )
    lead = (
        Column("position", "Pos", Kind.PLACE),
        Column("moved", "±", Kind.MOVE),
        Column("number", "N°", Kind.NUMBER),
        Column("driver", "Pilote", Kind.DRIVER),
        Column("nationality", "Nat", Kind.NATION),
        Column("team", "Équipe", Kind.TEAM),
        Column("points", "Total", Kind.TOTAL),
        Column("behind", "Écart", Kind.BEHIND),
    )
    rows = tuple(
        Row(
            (
                i + 1,
                (i % 3) - 1,
                str(100 + i),
                NAMES[i % len(NAMES)],
                "FRA",
                TEAMS[i % len(TEAMS)],
                Fraction(661 - 12 * i, 2 if i == 1 else 1),
                Fraction(12 * i),
                *(_race(i, j) for j in range(races)),
            )
        )
        for i in range(drivers)
    )
    table = Table((*lead, *heads), (Block(rows),), "Général", "Personne n’est champion", ("A devant B",), "overall")
    return _frame((table,), kind="standings", decisions=None, landscape=True)


def _race(i: int, j: int) -> RaceCell:
    if (i + j) % 11 == 0:
        return RaceCell(Fraction(0), code="DNF")
    if (i + j) % 13 == 0:
        return RaceCell(Fraction(0), entered=False)
    place = (i + 3 * j) % 20 + 1
    return RaceCell(Fraction(max(25 - place, 0)), place, pole=j % 5 == i % 5, dropped=(i * j) % 9 == 1)
