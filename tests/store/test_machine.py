"""Anything a person does in any order: the file always holds what the desk holds, and the way back leads to the start."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cupdesk.desk import Desk
from cupdesk.rules.edits import (
    AddDecision,
    ClearResult,
    Edit,
    EnterCar,
    PlaceCar,
    SetDecisionState,
    SetOrder,
    SetSessionFacts,
    SetStatus,
    SetTimes,
    TakeOutCar,
)
from cupdesk.rules.model import Driver, Entry, Round, Season
from cupdesk.rules.regulations import Championship, Regulations
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, Session, SessionKind, Status, Text
from cupdesk.store.file import Store

NAME = Text("Course", "Race")
CARS = ("1", "2", "3", "03")
SEASON = Season(
    "machine",
    "Cup",
    2026,
    Regulations(Text("Test", "Test"), (Championship("all", NAME, scale=(Fraction(25), Fraction(20))),)),
    drivers=(Driver("d", "Zoë", "Ł"),),
    entries=tuple(Entry(car, ("d",)) for car in CARS),
    rounds=tuple(
        Round(code, NAME, sessions=tuple(Session(s, SessionKind.RACE, NAME) for s in ("R1", "R2"))) for code in "AB"
    ),
)
REFS = st.sampled_from(["A/R1", "A/R2", "B/R1", "B/R2"])
NUMBERS = st.sampled_from(CARS)
TIMES = st.none() | st.integers(0, 4_000_000)
DECISIONS = st.builds(
    Decision,
    st.integers(1, 99),
    st.lists(NUMBERS, min_size=1, max_size=2).map(tuple),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5),
    st.lists(st.builds(Sanction, st.sampled_from(SanctionKind), TIMES), max_size=2).map(tuple),
)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(PlaceCar, REFS, NUMBERS, st.none() | st.integers(1, 5)),
    st.builds(TakeOutCar, REFS, NUMBERS),
    st.builds(SetStatus, REFS, NUMBERS, st.sampled_from(Status), st.none() | st.integers(0, 20)),
    st.builds(SetTimes, REFS, NUMBERS, total_ms=TIMES, gap_ms=TIMES, best_ms=TIMES),
    st.builds(SetOrder, REFS, st.permutations(CARS).map(tuple)),
    st.builds(SetSessionFacts, REFS, st.none() | st.integers(1, 30), st.none() | NUMBERS),
    st.builds(AddDecision, REFS, DECISIONS),
    st.builds(ClearResult, REFS),
    st.builds(EnterCar, st.builds(Entry, NUMBERS, st.just(("d",)))),
)


class Entering(RuleBasedStateMachine):
    """One desk on one file, and the seasons it went through."""

    settings: ClassVar[settings]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "cup.cupdesk"
        store = Store.create(self.path)
        store.add_season(SEASON)
        self.desk = Desk(store, operator="Anne")
        self.past: list[Season] = []
        self.future: list[Season] = []

    @rule(edits=st.lists(EDITS, min_size=1, max_size=3))
    def do(self, edits: list[Edit]) -> None:
        before = self.desk.season
        self.desk.do(*edits)
        if self.desk.season != before:
            self.past.append(before)
            self.future.clear()

    @precondition(lambda self: any(s.decisions for _, _, s in self.desk.season.sessions()))
    @rule(data=st.data(), state=st.sampled_from(DecisionState))
    def move_a_decision(self, data: st.DataObject, state: DecisionState) -> None:
        filed = [(ref, d.number) for ref, _, s in self.desk.season.sessions() for d in s.decisions]
        ref, number = data.draw(st.sampled_from(filed))
        self.do([SetDecisionState(ref, number, state)])

    @rule()
    def undo(self) -> None:
        now = self.desk.season
        step = self.desk.undo()
        assert (step is None) == (not self.past)
        if self.past:
            self.future.append(now)
            assert self.desk.season == self.past.pop()

    @rule()
    def redo(self) -> None:
        now = self.desk.season
        step = self.desk.redo()
        assert (step is None) == (not self.future)
        if self.future:
            self.past.append(now)
            assert self.desk.season == self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.desk.store.close()
        self.desk = Desk(Store.open(self.path), operator="Zoë")

    @invariant()
    def file_and_desk_agree(self) -> None:
        assert self.desk.store.season("machine") == self.desk.season

    @invariant()
    def journal_counts_what_was_done(self) -> None:
        done = [step for step in self.desk.store.history("machine") if not step.undone]
        assert len(done) == len(self.past)
        assert self.desk.undo_step == (done[0] if done else None)
        assert (self.desk.redo_step is None) == (not self.future)

    def teardown(self) -> None:
        while self.desk.undo() is not None:
            pass
        assert self.desk.season == SEASON == self.desk.store.season("machine")
        self.desk.store.close()
        self.folder.cleanup()


Entering.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestEntering = Entering.TestCase
