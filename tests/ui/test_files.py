"""What a person can begin with, and what the window says when a file cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.resources import resource
from cupdesk.rules.edits import PlaceCar
from cupdesk.rules.session import Text
from cupdesk.seasons.file import dump, load
from cupdesk.seasons.preset import preset_of
from cupdesk.store.file import Store
from cupdesk.ui import opening
from cupdesk.ui.controls.parts import Segments
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.pictures import picture_of
from cupdesk.ui.screens.order import OrderScreen
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cupdesk.rules.model import Season
    from cupdesk.ui.settings import Settings


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[MainWindow]:
    """The window without a file, its documents in a folder of the test."""
    made = MainWindow(None, settings)
    qtbot.addWidget(made)
    made.files.folder = tmp_path / "Documents"
    made.resize(1280, 772)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()


def test_first_run_offers_by_digit_arrow_and_enter(window: MainWindow) -> None:
    first = window.files.first_run
    assert window.windowTitle() == "CupDesk"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Open the example season"
    QTest.keyClick(focus, Qt.Key.Key_Down)
    moved = QApplication.focusWidget()
    assert moved is not None
    assert moved.accessibleName() == "New season"
    QTest.keyClick(moved, Qt.Key.Key_Return)
    assert first.form_shown
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not first.form_shown
    QTest.keyClicks(first, "2")
    assert first.form_shown


def test_example_is_a_copy_with_the_last_weekend_to_enter(window: MainWindow, settings: Settings) -> None:
    QTest.keyClicks(window.files.first_run, "1")
    assert window.desk is not None
    assert all(window.desk.season.session(ref).order == () for ref in opening.EXAMPLE_TO_ENTER)
    assert window.desk.season.session("MNZ/R2").order
    assert window.windowTitle() == "pccf-2023.cupdesk — CupDesk"
    assert settings.last_file == window.files.folder / "pccf-2023.cupdesk"
    assert window.desk.undo_step is None
    window.desk.do(PlaceCar("LEC/R1", "7"))
    assert window.files.open_example()
    assert window.windowTitle() == "pccf-2023 2.cupdesk — CupDesk"
    assert window.desk.season.session("LEC/R1").order == ()


def test_the_example_empties_what_the_demonstration_types() -> None:
    assert tuple(edit.session for edit in weekend.blank()) == opening.EXAMPLE_TO_ENTER


def test_a_season_file_is_loaded_beside_itself_once(window: MainWindow, before_finale: Season, tmp_path: Path) -> None:
    source = tmp_path / "cup.json"
    source.write_bytes(dump(before_finale))
    assert window.files.open_path(source)
    assert (tmp_path / "cup.cupdesk").exists()
    window.files.close()
    assert window.desk is None
    assert not window.files.open_path(source)
    assert "cup.cupdesk" in window.notice.text
    assert source.read_bytes() == dump(before_finale)


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.cupdesk", None), ("text.cupdesk", b"not a database"), ("broken.json", b"{"), ("other.json", b"[1]")],
)
def test_a_file_that_cannot_be_used_is_said_and_left_alone(
    window: MainWindow, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert not window.files.open_path(path)
    assert window.notice.text
    assert window.desk is None
    assert (path.read_bytes() if content is not None else None) == content
    assert not path.exists() if content is None else path.exists()
    window.notice.clear()
    assert window.notice.text == ""


def test_a_cup_without_a_season_is_said(window: MainWindow, tmp_path: Path) -> None:
    Store.create(tmp_path / "empty.cupdesk").close()
    assert not window.files.open_path(tmp_path / "empty.cupdesk")
    assert window.notice.text == "empty.cupdesk holds no season."


@pytest.mark.parametrize("table", ["step", "entry"])
def test_a_file_of_which_a_part_cannot_be_read_is_said_and_let_go(
    window: MainWindow, tmp_path: Path, settings: Settings, table: str
) -> None:
    path = tmp_path / "part.cupdesk"
    opening.start_season("pccf-2023", "Cup", 2026, path, "").store.close()
    with closing(sqlite3.connect(path)) as damaged:
        damaged.execute(f"DROP TABLE {table}")
        damaged.commit()
    assert not window.files.open_path(path)
    assert "part.cupdesk" in window.notice.text
    assert window.desk is None
    assert settings.last_file is None
    assert not path.with_name(path.name + "-lock").exists()


def test_what_is_open_stays_open_when_another_file_fails(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_example()
    desk = window.desk
    assert not window.files.open_path(tmp_path / "nothing.cupdesk")
    assert window.desk is desk
    assert window.notice.text


def test_a_database_is_opened_by_its_address(window: MainWindow, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cup.cupdesk"
    opening.start_season("pccf-2023", "Cup", 2026, path, "").store.close()
    assert window.files.open_path(f"sqlite:///{path}")
    assert window.desk is not None
    assert window.desk.season.cup == "Cup"
    assert not window.files.open_path("postgresql+nothing://anne:secret@host/cup")
    assert "postgresql+nothing://anne:***@host/cup is not installed" in window.notice.text


def test_a_second_window_on_the_file_reads_only(window: MainWindow, qtbot: QtBot, settings: Settings) -> None:
    window.files.open_example()
    second = MainWindow(None, settings)
    qtbot.addWidget(second)
    assert second.files.open_path(window.files.folder / "pccf-2023.cupdesk")
    assert second.context is not None
    assert second.context.read_only
    assert "read only" in second.notice.text
    assert second.desk is not None
    with pytest.raises(Trouble):
        second.desk.do(PlaceCar("LEC/R1", "7"))
    assert second.desk.season.session("LEC/R1").order == ()
    second.steps.undo()
    assert second.status.said == second.notice.text or second.status.said == ""
    second.close()


def test_a_form_for_a_new_season_that_is_left_gives_the_open_file_back(window: MainWindow, settings: Settings) -> None:
    window.files.open_example()
    file = settings.last_file
    window.actions_["new"].trigger()
    assert window.desk is None
    QTest.keyClick(window.files.first_run.form.cup, Qt.Key.Key_Escape)
    assert window.desk is not None
    assert window.desk.store.place == file == settings.last_file
    window.actions_["close"].trigger()
    window.files.first_run.show_form()
    QTest.keyClick(window.files.first_run.form.cup, Qt.Key.Key_Escape)
    assert window.desk is None


def test_new_season_from_a_preset(window: MainWindow, tmp_path: Path) -> None:
    place = tmp_path / "gr.cupdesk"
    assert window.files.start_season("gr-cup", "GR Cup Test", 2026, place)
    assert window.desk is not None
    assert (window.desk.season.cup, window.desk.season.year) == ("GR Cup Test", 2026)
    for page in ("standings", "titles"):
        window.travel.to_page(page)
    assert window.page is not None
    assert window.page.dock.basis == "No race yet"
    window.travel.to_start()
    assert window.page.place == "entries"
    window.travel.to_line()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "No car entered: Ctrl+G goes to the entries."
    QTest.keyClicks(line, "12")
    order = window.page.session.screen_named("order")
    assert isinstance(order, OrderScreen)
    assert order.line.note == "no car entered"
    assert order.line.said.startswith("No car is entered at Round 1. Ctrl+G goes to the entries.")
    window.files.close()
    assert not window.files.start_season("gr-cup", "GR Cup Test", 2026, place)
    assert "gr.cupdesk" in window.notice.text


def test_new_season_form_asks_for_a_place_and_offers_a_free_name(window: MainWindow) -> None:
    window.files.folder.mkdir()
    (window.files.folder / "My Cup 2026.cupdesk").write_bytes(b"")
    window.files.ask_place("gr-cup", "My Cup", 2026)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert [name.rpartition("/")[2] for name in dialog.selectedFiles()] == ["My Cup 2026 2.cupdesk"]
    dialog.fileSelected.emit(str(window.files.folder / "elsewhere.cupdesk"))
    dialog.close()
    assert window.desk is not None
    assert window.desk.season.cup == "My Cup"


def test_a_copy_is_written_under_a_name_of_its_own_and_work_goes_on_in_the_file(window: MainWindow) -> None:
    window.files.ask_copy()
    assert window.findChild(QFileDialog) is None
    assert window.files.open_example()
    assert window.desk is not None
    place = window.desk.store.place
    QTest.keyClick(window, Qt.Key.Key_F12)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    (name,) = [name.rpartition("/")[2] for name in dialog.selectedFiles()]
    assert name.startswith("pccf-2023 20")
    copy = window.files.folder / "key.cupdesk"
    dialog.fileSelected.emit(str(copy))
    dialog.close()
    assert window.status.said == f"Copy written: key.cupdesk, in {copy.parent}. The open file stays the same."
    assert window.desk.store.place == place
    window.files.save_copy(copy)
    assert "exists already" in window.notice.text


def test_the_file_dialog_speaks_the_window_s_language(window: MainWindow) -> None:
    window.choose("language", "fr")
    window.files.ask_open()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    said = {dialog.labelText(label).replace("&", "").rstrip(" \u00a0\u202f:") for label in QFileDialog.DialogLabel}
    assert said >= {"Dossier", "Type de fichier", "Nom de fichier"}
    dialog.close()


def test_the_folder_offered_for_a_new_season_is_there(window: MainWindow) -> None:
    window.files.ask_place("gr-cup", "My Cup", 2026)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(dialog.selectedFiles()[0])
    dialog.close()
    assert window.notice.text == ""
    assert (window.files.folder / "My Cup 2026.cupdesk").exists()


def test_a_language_chosen_before_anything_is_open_is_that_of_the_documents_too(
    window: MainWindow, settings: Settings
) -> None:
    for code in ("fr", "en"):
        segments = window.files.first_run.findChildren(Segments)
        next(s for s in segments if code in s.buttons).buttons[code].click()
        assert (settings.language, settings.document_language) == (code, code)


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_the_first_page_is_cut(window: MainWindow, size: int, language: str) -> None:
    window.choose("language", language)
    window.resize_text(size - 100)
    first = window.files.first_run
    for turn in (first.show_choices, first.show_form):
        turn()
        for _ in range(3):
            QApplication.processEvents()
        cut = [
            part.text()
            for part in first.findChildren(QLabel)
            if part.isVisible() and part.wordWrap() and part.height() < part.heightForWidth(part.width())
        ]
        cut += [
            b.text() for b in first.findChildren(QPushButton) if b.isVisible() and b.height() < b.sizeHint().height()
        ]
        assert cut == []


def test_initials_go_into_the_journal(window: MainWindow, settings: Settings) -> None:
    first = window.files.first_run
    first.initials.setFocus()
    QTest.keyClicks(first.initials, "jd")
    assert settings.operator == "JD"
    QTest.keyClick(first.initials, Qt.Key.Key_Return)
    assert window.desk is None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Open the example season"
    window.files.open_example()
    assert window.desk is not None
    window.desk.do(PlaceCar("LEC/R1", "7"))
    step = window.desk.undo_step
    assert step is not None
    assert step.operator == "JD"


def test_the_window_comes_back_where_it_was(qtbot: QtBot, settings: Settings, full_desk: Desk) -> None:
    first = MainWindow(None, settings)
    qtbot.addWidget(first)
    first.resize(960, 700)
    first.show()
    first.close()
    second = MainWindow(None, settings)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (960, 700)


def test_a_picture_of_the_window_leaves_the_desk_open(full_desk: Desk, tmp_path: Path) -> None:
    picture_of(full_desk, "LEC/R2", "fr", tmp_path / "window.png")
    assert (tmp_path / "window.png").stat().st_size > 20_000
    full_desk.do(PlaceCar("LEC/R2", "7", 2))
    assert full_desk.season.session("LEC/R2").order[1] == "7"


def type_and_choose(dialog: QFileDialog, path: Path) -> None:
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_a_season_begins_by_keys_from_a_preset_of_ones_own(
    window: MainWindow, tmp_path: Path, settings: Settings
) -> None:
    mine = tmp_path / "mine.toml"
    season = load(resource("seasons", "pccf-2023.json"))
    name = Text("Mon règlement", "My rule book")
    mine.write_bytes(preset_of(replace(season, regulations=replace(season.regulations, name=name))))
    first = window.files.first_run
    QTest.keyClicks(first, "2")
    form = first.form
    assert form.cup.hasFocus()
    QTest.keyClick(form.cup, Qt.Key.Key_Backtab)
    assert form.from_file.hasFocus()
    QTest.keyClick(form.from_file, Qt.Key.Key_Space)
    (dialog,) = form.findChildren(QFileDialog)
    assert form.preset.currentText() == "Porsche Carrera Cup France 2023"
    type_and_choose(dialog, mine)
    assert form.preset.currentText() == "My rule book (mine.toml)"
    assert form.cup.hasFocus()
    window.choose("language", "fr")
    assert form.preset.currentText() == "Mon règlement (mine.toml)"
    QTest.keyClicks(form.cup, "Ma Coupe")
    QTest.keyClick(form.cup, Qt.Key.Key_Return)
    place = window.findChildren(QFileDialog)[-1]
    type_and_choose(place, tmp_path / "cup.cupdesk")
    assert window.desk is not None
    assert window.desk.season.cup == "Ma Coupe"
    assert window.desk.season.regulations.name == name


def test_a_file_that_is_no_preset_is_said_and_the_choice_stays(window: MainWindow, tmp_path: Path) -> None:
    form = window.files.first_run.form
    window.files.first_run.show_form()
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = "25-20"\n')
    form.take_file(wrong)
    assert (
        window.notice.text == 'championships[0].scale: a list in [ ] is expected, not "25-20"; did you mean [25, 20]?'
    )
    assert form.preset.currentText() == "Porsche Carrera Cup France 2023"
    wrong.write_text('name = "X"\n[[championships]]\ncode = "a"\nname = "A"\nscale = [25, 20]\n')
    form.take_file(wrong)
    form.take_file(wrong)
    assert form.preset.currentText() == "X (wrong.toml)"
    assert window.notice.text == ""
    assert [form.preset.itemText(i) for i in range(form.preset.count())].count("X (wrong.toml)") == 1
