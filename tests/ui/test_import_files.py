"""Files of many makers through the real window by keys, and a published season: provisional file and decisions give the official order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from cupdesk.desk import Desk
from cupdesk.imports import read
from cupdesk.rules.edits import AddDecision
from cupdesk.rules.session import SessionKind
from cupdesk.store.file import Store
from cupdesk.ui.import_dialog import ImportDialog
from tests.imports import test_gr_cup_2025 as gr
from tests.imports.conftest import SAMPLES, entered, with_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cupdesk.rules.model import Season
    from cupdesk.ui.import_rows import Given
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def begun(qapp: QApplication) -> Iterator[Callable[[Season], Desk]]:
    """A desk on a database in memory with a season."""
    stores: list[Store] = []

    def desk(season: Season) -> Desk:
        stores.append(Store.memory())
        stores[-1].add_season(season)
        return Desk(stores[-1])

    yield desk
    for store in stores:
        store.close()


def take(window: MainWindow, keys: Keys, path: Path, held: Qt.KeyboardModifier) -> Given:
    """Reads a file by Ctrl+I (or with Shift, as an entry list) and takes it by Ctrl+Enter; what it gave."""
    window.activateWindow()
    QApplication.processEvents()
    keys.press(Qt.Key.Key_I, "", held)
    chooser = window.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(path))
    chooser.close()
    QApplication.processEvents()
    dialog = window.findChildren(ImportDialog)[-1]
    assert dialog.isVisible()
    given = dialog.given
    assert dialog.model.rows() == given.rows
    keys.press(Qt.Key.Key_Return, "\r", CONTROL)
    assert not any(each.isVisible() for each in window.findChildren(ImportDialog))
    return given


@pytest.mark.parametrize(
    ("name", "session"),
    [
        ("alkamel_results.CSV", "R"),
        ("alkamel_by_class.CSV", "R"),
        ("alkamel_european_Race_Hour_4.CSV", "R"),
        ("alkamel_qualifying.csv", "Q"),
        ("alkamel_analysis.CSV", "R"),
        ("apex.laps", "Q"),
        ("french.csv", "R"),
        ("natsoft_race.html", "R"),
        ("natsoft_qualifying.html", "Q"),
        ("orbits_race.csv", "R"),
        ("orbits_qualifying.csv", "Q"),
        ("race_result.json", "R"),
        ("racehero.json", "R"),
        ("workbook.xlsx", "R"),
        ("workbook.ods", "R"),
    ],
)
def test_a_sample_taken_by_keys(
    begun: Callable[[Season], Desk],
    opened: Callable[[Desk | None], MainWindow],
    keys: Keys,
    name: str,
    session: str,
) -> None:
    desk, ref = begun(with_table(entered())), f"ONE/{session}"
    before = desk.season
    wanted = read(SAMPLES / name, name, desk.book, ref)
    window = opened(desk)
    window.travel.to_session(ref, "order")
    given = take(window, keys, SAMPLES / name, CONTROL)
    assert len(given.rows) == len(wanted.taken) + len(wanted.not_taken)
    assert [row.becomes for row in given.rows][: len(wanted.not_taken)] == ["left"] * len(wanted.not_taken)
    assert desk.book.session(ref).order == wanted.order
    assert desk.season != before
    desk.undo()
    assert desk.season == before


@pytest.mark.skipif(not gr.FOLDER.exists(), reason="the published season is not at hand")
def test_the_provisional_file_and_the_decisions_give_the_official_order(
    begun: Callable[[Season], Desk], opened: Callable[[Desk | None], MainWindow], keys: Keys
) -> None:
    rounds = tuple(
        replace(
            round_,
            sessions=tuple(replace(s, order=(), finishes=(), decisions=()) for s in round_.sessions),
        )
        for round_ in gr.season().rounds
    )
    desk = begun(replace(gr.season(), drivers=(), teams=(), entries=(), rounds=rounds))
    window = opened(desk)
    for race in "12":
        provisional, official = gr.file("Sebring", race, "provisional"), gr.file("Sebring", race, "official")
        assert provisional is not None
        assert official is not None
        ref = f"Sebring/R{race}"
        window.travel.to_session(ref, "order")
        if not desk.season.entries:
            take(window, keys, provisional, CONTROL | SHIFT)
        take(window, keys, provisional, CONTROL)
        desk.do(*(AddDecision(ref, each) for each in gr.decisions("Sebring", race)))
        printed = [row.number for row in read(official, "", desk.book, ref).taken if row.place]
        assert desk.book.session(ref).kind is SessionKind.RACE
        assert len(printed) > 20
        assert [row.number for row in desk.book.classification(ref).rows if row.position] == printed
