"""A published season through the window, by keys and without typing an order: files and decisions give the official tables."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.imports import read
from cupdesk.store.file import Store
from tests.imports import test_gr_cup_2025 as gr
from tests.ui.import_keys import given, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

pytestmark = pytest.mark.skipif(not gr.FOLDER.exists(), reason="the published season is not at hand")


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A desk on the season with nobody entered and nothing run."""
    whole = gr.season()
    rounds = tuple(
        replace(each, sessions=tuple(replace(s, order=(), finishes=(), decisions=()) for s in each.sessions))
        for each in whole.rounds
    )
    store = Store.memory()
    store.add_season(replace(whole, drivers=(), teams=(), entries=(), rounds=rounds))
    yield Desk(store)
    store.close()


def enter(window: MainWindow, keys: Keys, file: Path, event: str) -> None:
    """Ctrl+Shift+I, the round by the arrow, Ctrl+Enter; a list of cars all entered already is left."""
    page = given(window, keys, file, listed=True)
    page.head.place.setFocus()
    while page.head.place.currentData() != event:
        keys.press(Qt.Key.Key_Down)
    if page.head.take.isEnabled():
        take(keys)
    else:
        keys.press(Qt.Key.Key_Escape)


def import_together(window: MainWindow, desk: Desk, keys: Keys, event: str, race: str) -> None:
    """Qualifying, provisional result and the same by class, in one go: each finds its session, the fullest counts."""
    window.travel.to_session(f"{event}/R{race}", "order")
    kinds = ("by_class_provisional", "by_class_official", "qualifying", "provisional")
    files = {kind: path for kind in kinds if (path := gr.file(event, race, kind))}
    if "provisional" not in files:
        official = gr.file(event, race, "official")
        assert official is not None
        files["provisional"] = official
    if event == "VIR":
        files.pop("by_class_official")
    page = given(window, keys, *files.values())
    rows = {row.name: row for i in range(page.files.model.rowCount()) if (row := page.files.model.row(i))}
    assert rows[files["qualifying"].name].place.endswith(f"Q{race}")
    assert rows[files["qualifying"].name].chosen
    assert rows[files["provisional"].name].place.endswith(f"R{race}")
    assert rows[files["provisional"].name].chosen
    others = [row for name, row in rows.items() if name.count("05_")]
    assert not any(row.chosen for row in others)
    before = desk.season
    take(keys)
    after = desk.season
    desk.undo()
    assert desk.season == before, "one step"
    desk.redo()
    assert desk.season == after


def test_four_meetings_without_typing_an_order(
    desk: Desk, opened: Callable[[Desk | None], MainWindow], keys: Keys
) -> None:
    window = opened(desk)
    for event in gr.EVENTS:
        for race in "12":
            provisional = gr.file(event, race, "provisional") or gr.file(event, race, "official")
            assert provisional is not None
            enter(window, keys, provisional, event)
            import_together(window, desk, keys, event, race)
            ref = f"{event}/R{race}"
            decided = gr.decisions(event, race)
            QTest.keyClick(window, Qt.Key.Key_F6)
            QApplication.processEvents()
            for decision in decided:
                (sanction,) = decision.sanctions
                keys.enter(f"{decision.cars[0]} " + (f"+{sanction.ms // 1000}" if sanction.ms else "dq"))
            assert len(desk.book.decisions(ref)) == len(decided)
            official = gr.file(event, race, "official")
            if official is None:
                continue
            printed = [row.number for row in read(official, "", desk.book, ref).taken if row.place]
            if (event, race) == ("Sonoma", "1"):
                printed.remove("78")
            assert [row.number for row in desk.book.classification(ref).rows if row.position] == printed
    for after, table in (("COTA", "round_2_COTA"), ("VIR", "round_4_VIR")):
        for championship, kind in (("overall", "Drivers"), ("teams", "Teams")):
            official_table = said(kind, table)
            known = {name for _, name, _ in official_table}
            rows = [row for row in shown(desk, championship, kind, after) if row[1] in known]
            assert rows == official_table, f"{kind} after {after}"


def shown(desk: Desk, championship: str, kind: str, after: str) -> list[tuple[int, str, str]]:
    """The table as the desk has it."""
    names = desk.book.driver if kind == "Drivers" else desk.book.team
    rows = desk.book.standings(championship, f"{after}/R2").rows
    return [(row.position, names(row.key).name, str(row.points)) for row in rows]


def said(kind: str, table: str) -> list[tuple[int, str, str]]:
    """The official table."""
    path = gr.FOLDER / "raw" / f"GR_{kind}_Championship_after_{table}.csv"
    with path.open(encoding="utf-8-sig") as lines:
        return [(int(r["Pos"]), gr.key(r["Participant"]), r["Points"]) for r in csv.DictReader(lines, delimiter=";")]
