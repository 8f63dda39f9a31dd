"""Files of many makers through the real window by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.imports import read
from cupdesk.store.file import Store
from tests.imports.conftest import SAMPLES, entered, with_table
from tests.ui.import_keys import given, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cupdesk.rules.model import Season
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys


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
    page = given(window, keys, SAMPLES / name)
    assert page.shown.place == ref
    assert page.cars.model.rowCount() == len(wanted.taken)
    notes = [page.notes.model.row(i) for i in range(page.notes.model.rowCount())]
    assert sum(1 for note in notes if note and note.left) == len(wanted.not_taken)
    take(keys)
    assert desk.book.session(ref).order == wanted.order
    assert desk.season != before
    desk.undo()
    assert desk.season == before
