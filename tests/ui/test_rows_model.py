from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from cupdesk.ui.controls.cells import Cell, Chip, Chips, Race, Symbol, moved, name, places_won, run, spoken, text_of
from cupdesk.ui.controls.rows_model import CELL_ROLE, Column, RowLook, RowsModel, Strip

DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True)
class Car:
    number: str
    points: int = 0


def columns() -> list[Column[Car]]:
    return [
        Column("number", "No", lambda car: car.number, full="Car number"),
        Column(
            "points",
            "Pts",
            lambda car: run(str(car.points), strong=True),
            figures=True,
            edit=lambda car: str(car.points),
        ),
    ]


def made(*numbers: str, movable: bool = False) -> RowsModel[Car]:
    model: RowsModel[Car] = RowsModel(columns(), lambda car: car.number, movable=movable)
    model.set_rows([Car(number) for number in numbers])
    return model


def shown(model: RowsModel[Car]) -> list[tuple[str, str]]:
    return [(model.index(i, 0).data(), model.index(i, 1).data()) for i in range(model.rowCount())]


def test_same_keys_tell_only_the_rows_that_changed(qapp: QApplication) -> None:
    model = made("7", "8", "11", "12")
    changed, reset, layout = (
        QSignalSpy(model.dataChanged),
        QSignalSpy(model.modelReset),
        QSignalSpy(model.layoutChanged),
    )
    model.set_rows([Car("7", 25), Car("8", 20), Car("11"), Car("12", 14)])
    told = [(changed.at(i)[0].row(), changed.at(i)[1].row()) for i in range(changed.count())]
    assert told == [(0, 1), (3, 3)]
    assert reset.count() == layout.count() == 0


def test_the_same_rows_tell_nothing(qapp: QApplication) -> None:
    model = made("7", "8")
    changed = QSignalSpy(model.dataChanged)
    model.set_rows([Car("7"), Car("8")])
    assert changed.count() == 0
    model.set_rows([Car("7"), Car("8")], repaint=True)
    assert changed.count() == 1


def test_a_row_taken_by_another_is_no_move(qapp: QApplication) -> None:
    model = made("7", "#2", "#3")
    changed, layout = QSignalSpy(model.dataChanged), QSignalSpy(model.layoutChanged)
    model.set_rows([Car("7"), Car("8"), Car("#3")])
    assert layout.count() == 0
    assert [(changed.at(0)[0].row(), changed.at(0)[1].row())] == [(1, 1)]
    assert model.index_of("8") == 1
    assert model.index_of("#2") == -1


def test_moved_rows_take_cursor_and_selection_along(qapp: QApplication) -> None:
    model = made("7", "8", "11")
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.set_rows([Car("11"), Car("7"), Car("8")])
    assert selection.currentIndex().row() == 0
    assert [index.row() for index in selection.selectedIndexes()] == [0]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3)), unique_by=lambda row: row[0]),
        min_size=1,
        max_size=5,
    )
)
def test_any_change_shows_the_rows_given_and_indexes_follow(
    qapp: QApplication, turns: list[list[tuple[str, int]]]
) -> None:
    model: RowsModel[Car] = RowsModel(columns(), lambda car: car.number)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    held: dict[str, QPersistentModelIndex] = {}
    for turn in turns:
        before = {key for key, _ in turn} & set(held)
        model.set_rows([Car(key, value) for key, value in turn])
        assert shown(model) == [(key, str(value)) for key, value in turn]
        for key in before:
            assert held[key].isValid()
            assert held[key].data() == key
        held = {key: QPersistentModelIndex(model.index(i, 0)) for i, (key, _) in enumerate(turn)}
    held.clear()
    del tester


def test_strips_stand_between_rows_and_cannot_be_chosen(qapp: QApplication) -> None:
    model = made("7")
    model.set_rows([Car("7"), Strip("NOT CLASSIFIED"), Car("8")])
    assert model.strip(1) == Strip("NOT CLASSIFIED")
    assert model.row(1) is None
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index(1, 0).data() == "NOT CLASSIFIED"
    assert model.strip(0) is None
    assert model.row(7) is None


def test_a_row_that_only_looks_otherwise_is_told(qapp: QApplication) -> None:
    marked: set[str] = set()
    model: RowsModel[Car] = RowsModel(
        columns(), lambda c: c.number, lambda c: RowLook("changed") if c.number in marked else RowLook()
    )
    model.set_rows([Car("7"), Car("8")])
    changed = QSignalSpy(model.dataChanged)
    marked.add("8")
    model.set_rows([Car("7"), Car("8")])
    assert changed.count() == 1
    assert model.row_look(1).tint == "changed"


def test_editing_is_told_not_done(qapp: QApplication) -> None:
    model = made("7")
    told = QSignalSpy(model.edited)
    index = model.index(0, 1)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert index.data(Qt.ItemDataRole.EditRole) == "0"
    assert model.setData(index, " 25 ")
    assert told.at(0) == ["7", "points", "25"]
    assert index.data() == "0"
    assert not model.setData(index, "0")
    assert not model.setData(index, "9", DISPLAY)


def test_a_dragged_row_is_told_with_its_target(qapp: QApplication) -> None:
    model = made("7", "8", "11", movable=True)
    told = QSignalSpy(model.dropped)
    data = model.mimeData([model.index(2, 0)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert told.at(0) == ["11", 0]
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(1, 0))
    assert told.at(1) == ["11", 1]
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(-1, -1))
    assert told.at(2) == ["11", 3]
    assert [row for row, _ in shown(model)] == ["7", "8", "11"]


def test_something_else_dropped_is_not_taken(qapp: QApplication) -> None:
    model = made("7", movable=True)
    told = QSignalSpy(model.dropped)
    other = type(model.mimeData([model.index(0, 0)]))()
    other.setText("7")
    assert not model.dropMimeData(other, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert told.count() == 0


def test_heads_are_short_to_see_and_full_to_hear(qapp: QApplication) -> None:
    model = made("7")
    across = Qt.Orientation.Horizontal
    assert model.headerData(0, across) == "No"
    assert model.headerData(0, across, Qt.ItemDataRole.AccessibleTextRole) == "Car number"
    assert model.headerData(1, across, Qt.ItemDataRole.ToolTipRole) == "Pts"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_other_columns_keep_the_rows(qapp: QApplication) -> None:
    model = made("7", "8")
    model.set_columns([Column("number", "N°", lambda car: f"n° {car.number}")])
    assert [model.index(i, 0).data() for i in range(2)] == ["n° 7", "n° 8"]


CELLS: list[tuple[Cell, str, str]] = [
    ("plain", "plain", "plain"),
    (name("Boccolacci", "Dorian"), "BOCCOLACCI Dorian", "BOCCOLACCI Dorian"),
    (Chips((Chip("PA", "guest", "guest", "Pro-Am"), Chip("G", "guest", "guest", "Guest"))), "PA G", "Pro-Am, Guest"),
    (Symbol("star", "title", "champion"), "", "champion"),
    (Race("1", "PT", "27", spoken="place 1, 27 points"), "1 PT 27", "place 1, 27 points"),
    (Race("12", "", "4", dropped=True), "12 (4)", "12 (4)"),
    (moved(2, "wins 2 places"), "2", "wins 2 places"),
    (moved(-3), "3", "−3"),
    (moved(0), "=", "="),
    (places_won(None), "·", "·"),
    (places_won(-1), "−1", "−1"),
]


@pytest.mark.parametrize(("cell", "text", "said"), CELLS)
def test_every_cell_has_its_text_and_its_words(qapp: QApplication, cell: Cell, text: str, said: str) -> None:
    assert text_of(cell) == text
    assert spoken(cell) == said
    model: RowsModel[Car] = RowsModel(
        [Column("any", "", lambda _: cell)], lambda c: c.number, sentence=lambda c: f"car {c.number}"
    )
    model.set_rows([replace(Car("7"))])
    index = model.index(0, 0)
    assert index.data(CELL_ROLE) == cell
    assert index.data() == text
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "car 7"
