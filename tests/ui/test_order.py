"""The order screen: typed, edited, moved, dragged, pasted; every mistake named in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from cupdesk.desk import Desk
from cupdesk.rules.edits import PlaceCar, SetOrder
from cupdesk.rules.session import Status
from cupdesk.store.file import Store
from cupdesk.ui.context import Context
from cupdesk.ui.controls.look import Look
from cupdesk.ui.entering.order_rows import OrderRow
from cupdesk.ui.screens.order import OrderScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cupdesk.rules.model import Season
    from cupdesk.ui.screens.session_screen import SessionScreen
    from cupdesk.ui.settings import Settings
    from tests.ui.conftest import Keys

    Show = Callable[[SessionScreen, str], None]

RACE = "LEC/R2"
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(context: Context, show: Show) -> OrderScreen:
    made = OrderScreen(context)
    show(made, RACE)
    return made


def order(screen: OrderScreen) -> tuple[str, ...]:
    return screen.session.order


def said(screen: OrderScreen) -> str:
    return screen.line.said


def column(screen: OrderScreen, key: str) -> int:
    return [c.key for c in screen.model.columns].index(key)


def cell(screen: OrderScreen, number: str, key: str) -> str:
    return str(screen.model.index(screen.model.index_of(number), column(screen, key)).data())


def place(screen: OrderScreen, *numbers: str) -> None:
    screen.context.desk.do(SetOrder(RACE, numbers))


def test_the_next_row_has_the_place_the_line_says(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7 8")
    keys.enter("3 dnf 7")
    keys.enter("103 dns")
    line = screen.line
    following = screen.model.row(screen.model.index_of("#3"))
    assert isinstance(following, OrderRow)
    assert following.next
    assert (cell(screen, "8", "place"), cell(screen, "3", "place")) == ("2", "·")
    assert line.findChild(QLabel, "prompt").text() == "P3"  # type: ignore[union-attr]


def test_a_long_sentence_has_the_row_for_itself(screen: OrderScreen, keys: Keys) -> None:
    note = next(part for part in screen.line.findChildren(QLabel) if part.text() == "26 not placed")
    assert note.isVisible()
    screen.line.warn(
        "3 Ancel has no time: give its gap (F5) or the resulting place (*…). Decision 12 kept, no effect yet. " * 2
    )
    assert not note.isVisible()
    keys.enter("7")
    assert note.isVisible()


def test_numbers_and_names_go_next(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7")
    keys.enter("8 5 1")
    keys.enter("jau")  # already placed: 5
    assert order(screen) == ("7", "8", "5", "1")
    assert said(screen).startswith("5 Jaubert is already 3rd")
    keys.press(Qt.Key.Key_Escape)
    keys.enter("guil")
    assert order(screen)[-1] == "40"
    assert said(screen).startswith("P5 40 Guillot")


def test_a_name_with_an_accent(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("boccolaççi")
    keys.enter("jérémy")
    assert order(screen) == ("7", "20")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("28", "28 is not entered at Paul Ricard. Close: 20, 21, 24."),
        ("104", "104 is entered, but not in this round."),
        ("7", "7 Boccolacci is already 1st. Nothing has changed."),
        ("ma", '"ma": Mathieu 12, Maurice 17, Mardini 44.'),
        ("12 zz", '"12 zz": "zz" is not understood.'),
        ("8*25", "Only 2 cars are placed: there is no 25th yet."),
        ("8 2:64.106", "2:64.106: seconds stop at 59."),
    ],
)
def test_a_mistake_is_named_in_place(screen: OrderScreen, keys: Keys, line: str, sentence: str) -> None:
    place(screen, "7", "8")
    before = screen.context.desk.season
    keys.enter(line)
    assert said(screen).startswith(sentence)
    assert screen.line.refused
    assert screen.line.text.text() == line
    assert screen.context.desk.season == before
    assert QApplication.activeModalWidget() is None
    keys.press(Qt.Key.Key_Escape)
    assert not screen.line.refused
    assert screen.line.text.text() == ""


def test_enter_again_insists(screen: OrderScreen, keys: Keys) -> None:
    place(screen, "7", "8", "5")
    keys.enter("7")
    assert order(screen) == ("7", "8", "5")
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ("8", "5", "7")


def test_enter_takes_only_what_is_written_and_tab_completes(screen: OrderScreen, keys: Keys) -> None:
    keys.type("2")
    assert screen.line.text.ghost.startswith("0") or screen.line.text.ghost.startswith("1")
    assert not screen.line.refused
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ()
    assert screen.line.refused
    keys.press(Qt.Key.Key_Escape)
    keys.type("lero")
    keys.press(Qt.Key.Key_Tab, "\t")
    assert screen.line.text.text() == "24"
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ("24",)


def test_the_list_beside_narrows_and_picks(screen: OrderScreen, keys: Keys) -> None:
    listed = [str(screen.beside.model.key_at(i)) for i in range(screen.beside.model.rowCount())]
    assert len(listed) == 26
    assert listed == sorted(listed, key=int)
    keys.type("10")
    quiet = [screen.beside.model.row_look(i).dim for i in range(screen.beside.model.rowCount())]
    assert quiet.count(False) == 3  # 101, 102, 103
    keys.press(Qt.Key.Key_Down)
    assert screen.beside.table.current_key() == "101"
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ("102",)
    assert screen.beside.model.index_of("102") == -1


def test_the_last_lines_come_back(screen: OrderScreen, keys: Keys) -> None:
    keys.enter("7")
    keys.enter("8")
    keys.press(Qt.Key.Key_Up)
    assert screen.line.text.text() == "8"
    keys.press(Qt.Key.Key_Up)
    assert screen.line.text.text() == "7"
    keys.press(Qt.Key.Key_Down)
    assert screen.line.text.text() == "8"


def test_rows_moved_are_marked_with_where_they_were(screen: OrderScreen, keys: Keys) -> None:
    place(screen, "7", "8", "5", "1")
    keys.enter("1*2")
    assert order(screen) == ("7", "1", "8", "5")
    rows = {r.number: r for r in screen.model.rows() if getattr(r, "number", "")}  # type: ignore[union-attr]
    assert {n: r.was for n, r in rows.items()} == {"7": None, "1": 4, "8": 2, "5": 3}  # type: ignore[union-attr]
    assert cell(screen, "1", "team") == "was P4"
    assert screen.model.row_look(screen.model.index_of("1")).bar == "accent"
    assert screen.model.row_look(screen.model.index_of("7")).bar == ""
    keys.enter("16")
    assert all(not r.changed for r in screen.model.rows() if r.number != "16")  # type: ignore[union-attr]
    keys.enter("20 21 9")
    assert not any(r.changed for r in screen.model.rows())  # type: ignore[union-attr]


def test_the_whole_field_stands_there_and_the_next_row_is_marked(screen: OrderScreen, keys: Keys) -> None:
    assert screen.model.rowCount() == 26
    keys.enter("7 8")
    assert screen.model.rowCount() == 26
    assert screen.model.index(2, column(screen, "driver")).data() == "Next car"
    keys.enter("3 dns")
    assert screen.model.rowCount() == 26
    assert cell(screen, "3", "gap") == "DNS"


def test_gaps_laps_and_places_gained_are_shown(screen: OrderScreen, keys: Keys) -> None:
    for line in ("7 31:40.727 15l", "8+1.604", "5/1"):
        keys.enter(line)
    assert (cell(screen, "7", "gap"), cell(screen, "8", "gap"), cell(screen, "5", "gap")) == (
        "31:40.727",
        "+1.604",
        "1 lap",
    )
    assert cell(screen, "5", "laps") == "14"
    assert cell(screen, "5", "grid") == "5"
    assert cell(screen, "5", "moved") == "+2"
    keys.enter("5 dnf 3")
    assert (cell(screen, "5", "in_category"), cell(screen, "5", "place")) == ("", "·")
    assert "+" not in cell(screen, "5", "moved")


def test_alt_with_a_letter_types_nothing(screen: OrderScreen, keys: Keys) -> None:
    keys.press(Qt.Key.Key_E, "e", Qt.KeyboardModifier.AltModifier)
    assert screen.line.text.text() == ""
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    keys.press(0, "@", held)  # AltGr
    assert screen.line.text.text() == "@"


def test_a_gap_out_of_order_is_kept_and_marked(screen: OrderScreen, keys: Keys) -> None:
    for line in ("7 31:40.727", "8+1.604", "5+1.204"):
        keys.enter(line)
    assert "shorter than the car ahead" in said(screen)
    assert screen.session.finish("5").gap_ms == 1204
    assert screen.model.row_look(screen.model.index_of("5")).bar == "problem"
    screen.context.car_wanted.emit("5")
    assert screen.table.current_key() == "5"
    assert "shorter than the car ahead" in said(screen)


def test_keys_in_the_table(screen: OrderScreen, keys: Keys) -> None:
    place(screen, "7", "8", "5", "1")
    screen.table.setFocus()
    screen.table.select("5")
    keys.press(Qt.Key.Key_Up, held=ALT)
    assert order(screen) == ("7", "5", "8", "1")
    keys.press(Qt.Key.Key_Up, held=ALT)
    keys.press(Qt.Key.Key_Up, held=ALT)
    assert order(screen) == ("5", "7", "8", "1")
    keys.press(Qt.Key.Key_Down, held=ALT)
    assert order(screen) == ("7", "5", "8", "1")
    assert screen.table.current_key() == "5"
    keys.press(Qt.Key.Key_Delete)
    assert order(screen) == ("7", "8", "1")
    screen.table.select("1")
    keys.press(Qt.Key.Key_M, "m")
    assert screen.line.text.text() == "1*"
    keys.enter("1")
    assert order(screen) == ("1", "7", "8")
    screen.table.setFocus()
    screen.table.select("8")
    keys.press(Qt.Key.Key_S, "s")
    keys.enter("dnf 7")
    assert screen.session.finish("8").status is Status.RETIRED
    assert screen.session.finish("8").laps == 7


def test_a_digit_typed_in_the_table_goes_to_the_line(screen: OrderScreen, keys: Keys) -> None:
    place(screen, "7", "8")
    screen.table.setFocus()
    screen.table.select("8")
    keys.press(0, "5")
    assert keys.focus is screen.line.text
    assert screen.line.text.text() == "5"


def test_unshifted_digits_of_a_french_keyboard_go_to_the_line(screen: OrderScreen, keys: Keys) -> None:
    screen.table.setFocus()
    keys.type("è")
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ("7",)


def test_a_dropped_row_moves_through_the_view(screen: OrderScreen) -> None:
    place(screen, "7", "8", "5")
    data = screen.model.mimeData([screen.model.index(2, 0)])
    top = screen.table.visualRect(screen.model.index(0, 2)).topLeft().toPointF()
    drop = QDropEvent(
        top,
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.table.dropEvent(drop)
    assert order(screen) == ("5", "7", "8")


@pytest.mark.parametrize(
    ("key", "text", "check"),
    [
        ("gap", "1.604", lambda f: f.gap_ms == 1604),
        ("gap", "+1.604", lambda f: f.gap_ms == 1604),
        ("gap", "31:42.331", lambda f: f.total_ms == 1_902_331),
        ("gap", "dnf", lambda f: f.status is Status.RETIRED),
        ("laps", "14", lambda f: f.laps == 14),
    ],
)
def test_a_cell_is_edited_in_the_table(
    screen: OrderScreen, key: str, text: str, check: Callable[[object], bool]
) -> None:
    place(screen, "7", "8")
    index = screen.model.index(screen.model.index_of("8"), column(screen, key))
    assert screen.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert screen.model.setData(index, text)
    assert check(screen.session.finish("8"))


def test_a_place_is_edited_and_nonsense_is_refused_in_place(screen: OrderScreen) -> None:
    place(screen, "7", "8", "5")
    index = screen.model.index(screen.model.index_of("5"), column(screen, "place"))
    screen.model.setData(index, "1")
    assert order(screen) == ("5", "7", "8")
    index = screen.model.index(screen.model.index_of("8"), column(screen, "gap"))
    screen.model.setData(index, "soon")
    assert "is not understood" in said(screen)
    assert screen.line.refused


def test_a_row_is_dragged(screen: OrderScreen) -> None:
    place(screen, "7", "8", "5", "1")
    model = screen.model

    def drag(number: str, before: int) -> None:
        data = model.mimeData([model.index(model.index_of(number), 0)])
        model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())

    drag("1", 0)
    assert order(screen) == ("1", "7", "8", "5")
    drag("1", 3)
    assert order(screen) == ("7", "8", "1", "5")
    drag("7", 26)
    assert order(screen) == ("8", "1", "5", "7")
    assert screen.context.desk.undo_step is not None


def test_a_block_is_pasted_as_one_step_and_rows_not_taken_are_listed(screen: OrderScreen, keys: Keys) -> None:
    QGuiApplication.clipboard().setText("Pos\tNo\tGap\n1\t7\t\n2\t8\t+1.604\n3\t28\t+2.000\n4\t5\t+3.918\n")
    keys.press(Qt.Key.Key_V, "\x16", CTRL)
    assert order(screen) == ("7", "8", "5")
    assert screen.session.finish("5").gap_ms == 3918
    assert said(screen) == "3 cars taken from the pasted block"
    assert screen.not_taken.isVisible()
    rows = [str(screen.not_taken.model.index(i, 1).data()) for i in range(screen.not_taken.model.rowCount())]
    assert len(rows) == 1
    assert rows[0].startswith("28 is not entered at Paul Ricard.")
    screen.context.desk.undo()
    assert order(screen) == ()


def test_pasting_nothing_or_nonsense_changes_nothing(screen: OrderScreen) -> None:
    QGuiApplication.clipboard().setText("")
    screen.paste()
    assert said(screen) == "Nothing to paste: the clipboard holds no text."
    QGuiApplication.clipboard().setText("Pos\tNo\n1\t998\n2\t999\n")
    screen.paste()
    assert said(screen) == "No row of the block could be taken. Nothing has changed."
    assert screen.not_taken.model.rowCount() == 2
    assert order(screen) == ()


def test_rows_are_copied_as_a_block(screen: OrderScreen, keys: Keys) -> None:
    place(screen, "7", "8")
    screen.table.setFocus()
    screen.table.selectRow(1)
    keys.press(Qt.Key.Key_C, "\x03", CTRL)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[:3] == ["2", "8", "PAQUE Benjamin"]


def test_a_file_that_cannot_be_written_is_said_and_the_line_is_kept(
    before_finale: Season, settings: Settings, show: Show, keys: Keys, tmp_path: Path
) -> None:
    owner = Store.create(tmp_path / "cup.cupdesk")
    owner.add_season(before_finale)
    second = Store.open(tmp_path / "cup.cupdesk")
    screen = OrderScreen(Context(Desk(second), settings, Look()))
    show(screen, RACE)
    keys.enter("7")
    assert order(screen) == ()
    assert screen.line.refused
    assert "open elsewhere" in said(screen)
    assert screen.line.text.text() == "7"
    keys.press(Qt.Key.Key_Escape)
    screen.beside.table.setFocus()
    screen.beside.table.select("8")
    keys.press(Qt.Key.Key_Return, "\r")
    assert order(screen) == ()
    assert screen.line.refused
    second.close()
    owner.close()


def test_read_only_takes_nothing(context: Context, show: Show, keys: Keys) -> None:
    context.read_only = True
    screen = OrderScreen(context)
    show(screen, RACE)
    keys.enter("7")
    assert order(screen) == ()
    assert screen.line.text.placeholderText() == "Read only"


def test_qualifying_shows_times(full_context: Context, show: Show) -> None:
    screen = OrderScreen(full_context)
    show(screen, "LEC/Q")
    assert [c.key for c in screen.model.columns][-5:] == ["best", "second", "gap", "percent", "deleted"]
    first = screen.model.row(0)
    assert first is not None
    assert first.number == "7"


def test_a_narrow_screen_gives_up_team_and_laps_not_the_row(screen: OrderScreen, qapp: QApplication) -> None:
    place(screen, "7", "8", "5")
    screen.resize(520, 700)
    qapp.processEvents()
    assert not screen.beside.isVisible()
    keys = [c.key for c in screen.model.columns]
    assert "team" not in keys
    widths = sum(screen.table.columnWidth(i) for i in range(len(keys)))
    assert widths <= screen.table.viewport().width()
    screen.context.desk.do(PlaceCar(RACE, "5", 1))
    assert cell(screen, "5", "driver") == "JAUBERT  was P3"


def test_everything_that_takes_the_keyboard_has_a_name(screen: OrderScreen) -> None:
    for widget in (screen.line.text, screen.table, screen.beside.table):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name)
    assert screen.table.accessibleName() == "Finishing order, Paul Ricard, Race 2, 0 of 26 cars"


def test_the_last_cars_missing_are_named(screen: OrderScreen, keys: Keys) -> None:
    entries = list(screen.book.entries("LEC"))
    place(screen, *(number for number in entries if number not in ("3", "103")))
    assert screen.line.note == "2 cars without place or status: 3, 103."
    keys.enter("3 dns 103 dns")
    assert screen.line.note == "all placed"
