"""Seasons of any size for the benchmark: the same one every time."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from cupdesk.rules.model import Driver, Entry, Round, Season, Team
from cupdesk.rules.regulations import Award, Category, Championship, ChipLook, PlaceBasis, Ranks, Regulations
from cupdesk.rules.session import Finish, Session, SessionKind, Text

_SCALE = tuple(map(Fraction, (25, 20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)))
_CATEGORIES = ("Pro", "Pro-Am", "Am")


def season(races: int, cars: int) -> Season:
    """A season of `races` races (one a round) and `cars` cars, all run, with five championships."""
    chance = random.Random(1)
    entries = tuple(
        Entry(str(i + 1), (f"d{i}",), f"t{i // 3}", _CATEGORIES[i % 3], ("Rookie",) if i % 5 == 0 else ())
        for i in range(cars)
    )
    numbers = [entry.number for entry in entries]
    return Season(
        code="bench",
        cup="Bench Cup",
        year=2026,
        regulations=_regulations(),
        drivers=tuple(Driver(f"d{i}", "Given", f"Surname{i}", "FRA") for i in range(cars)),
        teams=tuple(Team(f"t{i}", f"Team {i}") for i in range((cars + 2) // 3)),
        entries=entries,
        rounds=tuple(
            Round(f"M{n}", Text(f"Meeting {n}", f"Meeting {n}"), length_m=5000, sessions=(_race(numbers, chance),))
            for n in range(1, races + 1)
        ),
    )


def _regulations() -> Regulations:
    plain = Championship("overall", Text("Général", "Overall"), _SCALE)
    overall = replace(plain, pole=Fraction(1), fastest_lap=Fraction(1))
    teams = replace(plain, code="teams", ranks=Ranks.TEAM, place=PlaceBasis.CUP)
    pro_am = replace(plain, code="pro_am", category="Pro-Am")
    am, rookie = replace(plain, code="am", category="Am"), replace(plain, code="rookie", award="Rookie")
    return Regulations(
        Text("Bench", "Bench"),
        (overall, pro_am, am, rookie, teams),
        categories=tuple(Category(code, Text(code, code), ChipLook(code[:2].upper())) for code in _CATEGORIES),
        awards=(Award("Rookie", Text("Rookie", "Rookie"), ChipLook("R")),),
    )


def _race(numbers: list[str], chance: random.Random) -> Session:
    order = chance.sample(numbers, len(numbers))
    total = 1_800_000
    finishes = []
    for number in order:
        total += chance.randint(100, 3000)
        best = 120_000 + chance.randint(0, 5000)
        finishes.append(Finish(number, laps=15, total_ms=total, best_ms=best, best_lap=chance.randint(2, 15)))
    return Session(
        "R1",
        SessionKind.RACE,
        Text("Course", "Race"),
        laps=15,
        order=tuple(order),
        finishes=tuple(finishes),
        pole=order[0],
    )
