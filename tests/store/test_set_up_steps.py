"""Every step of setting a season up is written, read back, undone and done again; the book follows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.desk import Desk
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    Edit,
    EnterCar,
    MoveRound,
    MoveSession,
    SetAdjustment,
    SetAward,
    SetDriver,
    SetEntry,
    SetHonour,
    SetOfficial,
    SetRound,
    SetSession,
    SetTeam,
)
from cupdesk.rules.edits.calendar import plan_of
from cupdesk.rules.model import Adjustment, Driver, Entry, EntryChange, Honour, Official, Season, Team
from cupdesk.rules.session import Text
from cupdesk.seasons.checks import check
from cupdesk.seasons.file import load
from cupdesk.store.file import Store

WORD = Text("x", "x")
MAKE: dict[str, Callable[[Season], Edit]] = {
    "enter": lambda s: EnterCar(Entry("98", (s.drivers[0].code,))),
    "renumber": lambda s: SetEntry(s.entries[0], replace(s.entries[0], number="77")),
    "exception": lambda s: SetEntry(s.entries[0], replace(s.entries[0], changes=(EntryChange("MNZ", number="777"),))),
    "guest": lambda s: SetEntry(s.entries[0], replace(s.entries[0], guest=True)),
    "driver": lambda s: SetDriver(s.drivers[0].code, replace(s.drivers[0], surname="Autre")),
    "new driver": lambda s: SetDriver("new", Driver("new", "A", "B", "FRA")),
    "team": lambda s: SetTeam(s.teams[0].code, Team(s.teams[0].code, "Autre", "A", "BEL")),
    "recode round": lambda s: SetRound("MNZ", replace(s.rounds[4], code="ITA", sessions=())),
    "move round": lambda s: MoveRound("MNZ", 1),
    "recode session": lambda s: SetSession("LMS", "R", replace(plan_of(s.session("LMS/R")), code="RX")),
    "move session": lambda s: MoveSession("MNZ", "R2", 1),
    "new session": lambda s: SetSession("MNZ", "R3", replace(plan_of(s.session("MNZ/R1")), code="R3")),
    "award": lambda s: SetAward("Rookie", replace(s.regulations.awards[0], code="Novice")),
    "honour": lambda s: SetHonour(now=Honour(2019, "overall", s.drivers[0].code)),
    "official": lambda s: SetOfficial(now=Official("clerk", "A. Roy")),
    "adjustment": lambda s: SetAdjustment(now=Adjustment("overall", s.drivers[0].code, Fraction(-25, 2), WORD, "MNZ/R1")),
}  # fmt: skip


def tables(book: Book) -> list[object]:
    """Every classification and every standing of a book."""
    said: list[object] = [book.classification(ref) for ref in book.sessions()]
    for championship in book.season.regulations.championships:
        said += [book.standings(championship.code), book.title(championship.code)]
    return said


@pytest.fixture(scope="module")
def shipped() -> Season:
    return load(resource("seasons", "pccf-2023.json"))


@pytest.mark.parametrize("name", MAKE)
def test_a_step_is_kept_undone_and_done_again(shipped: Season, name: str) -> None:
    store = Store.memory()
    store.add_season(shipped)
    desk = Desk(store)
    tables(desk.book)
    edit = MAKE[name](shipped)
    desk.do(edit)
    after = desk.season
    assert after != shipped
    check(after)
    assert store.season(shipped.code) == after
    step = desk.undo_step
    assert step is not None
    assert step.edits == (edit,)
    assert tables(desk.book) == tables(Book(after))
    desk.undo()
    assert desk.season == shipped
    desk.redo()
    assert desk.season == after
    store.close()
