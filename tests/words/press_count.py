"""A small cup over two meetings, and its season counted by hand from the facts: for the tests of what the press is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from hypothesis import strategies as st

from cupdesk.rules.model import Driver, Entry, Honour, Round, Season, Team
from cupdesk.rules.regulations import Award, Category, Championship, Ranks, Regulations
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    Sanction,
    SanctionKind,
    Session,
    SessionKind,
    SessionState,
    Status,
    Text,
)

NAMES = {"1": "Alpha", "2": "Bravo", "3": "Carlo", "4": "Delta", "5": "Echo", "6": "Foxtrot"}
PRO, AM, ROOKIES, GUEST = "123", "456", "25", "6"
TEAMS = {"1": "One", "4": "One", "2": "Two", "5": "Two", "3": "Three", "6": "Three"}
SCALE, POLE, LAPS = (10, 6, 4, 3, 2, 1), 1, 10
RACES = ("A/R1", "A/R2", "B/R1", "B/R2")
OPEN = (DecisionState.INVESTIGATION, DecisionState.APPEALED)
IN_FORCE = (DecisionState.ISSUED, DecisionState.APPEALED, DecisionState.CONFIRMED)


def text(both: str) -> Text:
    return Text(both, both)


@dataclass(frozen=True)
class Sanctioned:
    """Seconds added to a car's time, or (0) a disqualification."""

    car: str
    seconds: int
    state: DecisionState


@dataclass(frozen=True)
class Raced:
    """A race as it is drawn: cars in order at the flag, how many of the last of them retired, sanctions, fastest laps."""

    order: tuple[str, ...]
    retired: int
    sanctions: tuple[Sanctioned, ...]
    best: tuple[str, ...]
    state: SessionState

    def session(self, code: str) -> Session:
        rows = []
        for nth, number in enumerate(self.order):
            out = nth >= len(self.order) - self.retired
            facts = Finish(
                number,
                Status.RETIRED if out else Status.RUNNING,
                3 if out else LAPS,
                total_ms=None if out else 900_000 + nth * 1777,
                best_ms=80_000 + self.best.index(number) * 11,
                best_lap=2,
            )
            rows.append(facts)
        decisions = tuple(
            Decision(
                nth,
                (each.car,),
                "track_limits",
                (Sanction(SanctionKind.TIME, ms=each.seconds * 1000) if each.seconds else Sanction(SanctionKind.DISQUALIFICATION),),
                each.state,
            )
            for nth, each in enumerate(self.sanctions, 1)
        )  # fmt: skip
        return Session(
            code, SessionKind.RACE, Text(f"Course {code[1]}", f"Race {code[1]}"), laps=LAPS, order=self.order,
            finishes=tuple(rows), decisions=decisions, state=self.state,
        )  # fmt: skip

    # -- counted by hand
    @cached_property
    def times(self) -> dict[str, int]:
        """Times with sanctions of the cars that are classified, the first first."""
        found = {n: 900_000 + i * 1777 for i, n in enumerate(self.order[: len(self.order) - self.retired])}
        for each in self.sanctions:
            if each.state in IN_FORCE and each.car in found:
                if not each.seconds:
                    del found[each.car]
                else:
                    found[each.car] += each.seconds * 1000
        return dict(sorted(found.items(), key=lambda each: each[1]))

    @property
    def cup(self) -> list[str]:
        """The classified cars of the cup in order."""
        return [number for number in self.times if number != GUEST]

    def of(self, cars: str) -> list[str]:
        return [number for number in self.cup if number in cars]

    @property
    def out(self) -> set[str]:
        """Who is disqualified."""
        return {s.car for s in self.sanctions if not s.seconds and s.state in IN_FORCE}

    @property
    def fastest(self) -> str:
        return min(self.cup, key=self.best.index, default="")

    @property
    def safe(self) -> bool:
        return self.state is SessionState.FINAL and not any(s.state in OPEN for s in self.sanctions)


@dataclass(frozen=True)
class Drawn:
    """A season as it is drawn: the order of each qualifying by best and by second lap, and the races held."""

    grids: tuple[tuple[str, ...], ...]
    races: tuple[Raced, ...]
    last_year: str

    def season(self) -> Season:
        rounds = []
        for nth, code in enumerate("AB"):
            sessions = [self._qualifying(nth)]
            for place in (1, 2):
                held = 2 * nth + place - 1
                empty = Session(f"R{place}", SessionKind.RACE, Text(f"Course {place}", f"Race {place}"))
                sessions.append(self.races[held].session(f"R{place}") if held < len(self.races) else empty)
            rounds.append(Round(code, text(f"Place {code}"), sessions=tuple(sessions)))
        points = tuple(map(Fraction, SCALE))
        tables = (
            Championship("main", Text("Général", "Overall"), points, pole=Fraction(POLE)),
            Championship("am", text("Am"), points, category="Am"),
            Championship("teams", Text("Équipes", "Teams"), points, ranks=Ranks.TEAM),
        )
        honours = (Honour(2022, "main", f"d{self.last_year}"), Honour(2022, "am", "d1"))
        return Season(
            "s", "Cup", 2023,
            Regulations(text("x"), tables, (Category("Pro", text("Pro")), Category("Am", text("Am"))), (Award("rookie", text("Rookie")),)),
            tuple(Driver(f"d{n}", name[0], name) for n, name in NAMES.items()),
            tuple(Team(each, f"Team {each}") for each in dict.fromkeys(TEAMS.values())),
            tuple(
                Entry(n, (f"d{n}",), TEAMS[n], "Pro" if n in PRO else "Am", ("rookie",) if n in ROOKIES else (), n == GUEST)
                for n in NAMES
            ),
            tuple(rounds), honours=honours,
        )  # fmt: skip

    def _qualifying(self, nth: int) -> Session:
        """Both laps of a qualifying; the second meeting's has not been driven while the first is not over."""
        best, second = self.grids[2 * nth : 2 * nth + 2]
        session = Session(
            "Q", SessionKind.QUALIFYING, Text("Qualification", "Qualifying"),
            sets_grids=(GridSource("R1"), GridSource("R2", "second")), state=SessionState.FINAL,
        )  # fmt: skip
        if nth and len(self.races) < 3:
            return session
        rows = tuple(
            Finish(n, best_ms=90_000 + best.index(n) * 13, second_ms=91_000 + second.index(n) * 13, laps=5)
            for n in NAMES
        )
        return replace(session, finishes=rows, order=best)


def _races() -> st.SearchStrategy[Raced]:
    cars = tuple(NAMES)
    sanctioned = st.builds(
        Sanctioned, st.sampled_from(cars), st.sampled_from((0, 5, 5, 10)),
        st.sampled_from((DecisionState.ISSUED, DecisionState.CONFIRMED, DecisionState.WITHDRAWN, *OPEN)),
    )  # fmt: skip
    return st.builds(
        Raced,
        st.permutations(cars).map(tuple),
        st.integers(0, 2),
        st.lists(sanctioned, max_size=2, unique_by=lambda each: each.car).map(tuple),
        st.permutations(cars).map(tuple),
        st.sampled_from((SessionState.FINAL, SessionState.FINAL, SessionState.PROVISIONAL)),
    )


def drawn() -> st.SearchStrategy[Drawn]:
    """Seasons of four races of which the first one to four have been held."""
    grids = st.lists(st.permutations(tuple(NAMES)).map(tuple), min_size=4, max_size=4).map(tuple)
    return st.builds(Drawn, grids, st.lists(_races(), min_size=1, max_size=4).map(tuple), st.sampled_from("12345"))
