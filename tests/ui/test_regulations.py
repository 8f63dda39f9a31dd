"""The rule book in the window: changed by keys, shown at once, recorded only when taken."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cupdesk.desk import Desk
from cupdesk.rules.distance import ShortRace
from cupdesk.rules.edits import SetRegulations
from cupdesk.rules.regulations import (
    Championship,
    Counting,
    Ranks,
    Regulations,
    TeamRule,
    Threshold,
    TieStep,
)
from cupdesk.sheets.documents.regulations import regulations
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.rule_book.setting_controls import StepsControl
from cupdesk.ui.screens.regulations import RegulationsPage
from cupdesk.ui.standing.standings_rows import TableRow
from cupdesk.words import LANGUAGES
from cupdesk.words.rule_book import CHAMPIONSHIP, SEASON
from tests.ui.conftest import Keys, write

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ROOKIE = "championships[3]"


def table(page: RegulationsPage) -> list[tuple[str, Fraction]]:
    return [(row.row.key, row.row.points) for row in page.preview.model.rows() if isinstance(row, TableRow)]


def test_a_scale_is_changed_seen_taken_and_undone(
    window: MainWindow, page: RegulationsPage, full_desk: Desk, keys: Keys
) -> None:
    before, book = full_desk.season, full_desk.book
    for _ in range(3):
        keys.press(Qt.Key.Key_Down)
    assert page.list.current_key() == "championship.rookie"
    assert [key for key, _ in table(page)] == ["paque", "jaubert", "hernandez"]
    write(page, keys, f"{ROOKIE}.scale", "10-9-8")
    assert full_desk.season is before
    expected = full_desk.what_if(SetRegulations(page.draft.season().regulations)).standings("rookie")
    assert table(page) == [(row.key, row.points) for row in expected.rows]
    assert table(page) != [(row.key, row.points) for row in book.standings("rookie").rows]
    assert [column.key for column in page.preview.model.columns][-3:] == ["was", "delta", "points"]
    assert page.head.take.text().startswith("Take 1 change")
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season.regulations.championship("rookie").scale == tuple(map(Fraction, (10, 9, 8)))
    assert page.draft.changes == {}
    assert not page.head.take.isEnabled()
    assert window.status.said == "1 change taken: every table follows it."
    assert window.actions_["undo"].text() == "Undo: change the regulations"
    keys.press(Qt.Key.Key_Z, "", CTRL)
    assert full_desk.season == before
    control = page.field(f"{ROOKIE}.scale").control
    assert isinstance(control, QLineEdit)
    assert control.text().startswith("25-20-17")


def test_escape_throws_the_draft_away_and_then_goes_to_the_line(
    window: MainWindow, page: RegulationsPage, full_desk: Desk, keys: Keys
) -> None:
    before = full_desk.season
    write(page, keys, "championships[0].pole", "3")
    keys.press(Qt.Key.Key_Escape)
    assert (page.draft.changes, full_desk.season is before) == ({}, True)
    control = page.field("championships[0].pole").control
    assert isinstance(control, QLineEdit)
    assert control.text() == "1"
    assert window.status.said == "Changes thrown away. The regulations are as they were."
    keys.press(Qt.Key.Key_Escape)
    assert window.page is not None
    assert window.page.place == "session"


@pytest.mark.parametrize(
    ("language", "path", "text", "said"),
    [
        ("en", f"{ROOKIE}.scale", "25-twenty", 'Points by place: points are expected, such as 25, 12.5 or 1/7, not "twenty".'),
        ("fr", f"{ROOKIE}.scale", "25-vingt", "Points par place : des points sont attendus, par exemple 25, 12,5 ou 1/7, et non « vingt »."),
        ("en", "threshold.percent", "150", "Percent of the laps: a percentage from 0 to 100 is expected, not 150."),
        ("en", "drive_through", "soon", 'Drive-through: seconds are expected, such as 20 or 1:30, not "soon".'),
        ("en", "championships[0].sessions", "R9", 'Races: there is no session "R9" in this season; did you mean "R"?'),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_at_its_setting(
    window: MainWindow,
    page: RegulationsPage,
    full_desk: Desk,
    keys: Keys,
    language: str,
    path: str,
    text: str,
    said: str,
) -> None:
    before = full_desk.season
    window.choose("language", language)
    write(page, keys, path, text)
    assert page.field(path).remark.replace("\u202f", " ") == said
    assert page.preview.changes.replace("\u202f", " ") == said
    assert not page.head.take.isEnabled()
    page.list.select("publication" if path != "protest_minutes" else "book")
    page.list.setFocus()
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season is before
    assert page.field(path).control.hasFocus()
    assert page.field(path).remark.replace("\u202f", " ") == said


def test_a_championship_nobody_can_score_in_is_refused(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    control = page.field("championships[2].award").control
    assert isinstance(control, QComboBox)
    control.setFocus()
    keys.press(Qt.Key.Key_End)
    assert control.currentData() == "Junior"
    assert (
        page.field("championships[2].award").remark
        == 'Award: then nobody entered is eligible for "am"; enter its cars first.'
    )
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season.regulations.championship("am").award == ""


def test_a_change_says_which_published_tables_it_alters(page: RegulationsPage, keys: Keys) -> None:
    write(page, keys, "championships[0].fastest_lap", "0")
    remark = page.field("championships[0].fastest_lap").remark
    assert remark.startswith("Alters 11 tables already published: Overall after Paul Ricard, race 2; ")
    write(page, keys, "championships[0].fastest_lap", "1")
    assert page.field("championships[0].fastest_lap").remark == ""


def test_a_change_that_alters_nothing_published_warns_of_nothing(page: RegulationsPage, keys: Keys) -> None:
    write(page, keys, "protest_minutes", "45")
    assert page.field("protest_minutes").remark == ""
    assert "Nothing changes in any table." in page.preview.changes
    assert page.head.take.isEnabled()


def test_tie_steps_are_ordered_by_keys(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    control = page.field("championships[0].ties").control
    assert isinstance(control, StepsControl)
    control.setFocus()
    control.table.select("countback")
    keys.press(Qt.Key.Key_Insert)
    assert page.draft.text("championships[0].ties") == "countback, last_race"
    keys.press(Qt.Key.Key_Up, "", ALT)
    assert page.draft.text("championships[0].ties") == "last_race, countback"
    keys.press(Qt.Key.Key_Insert)
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season.regulations.championships[0].ties == (TieStep.LAST_RACE, TieStep.COUNTBACK)


def test_team_settings_are_there_for_those_that_rank_teams(page: RegulationsPage, keys: Keys) -> None:
    assert not page.field("championships[0].team.cars").isVisible()
    assert page.field("championships[4].team.cars").isVisible()
    control = page.field("championships[4].ranks").control
    assert isinstance(control, QComboBox)
    assert control.currentData() == Ranks.TEAM.value


def test_the_draft_stays_while_one_looks_elsewhere(window: MainWindow, page: RegulationsPage, keys: Keys) -> None:
    write(page, keys, "championships[0].pole", "2")
    window.travel.to_page("standings")
    window.travel.to_page("regulations")
    assert page.draft.changes == {"championships[0].pole": "2"}
    assert page.head.take.isEnabled()


def test_the_championship_turns_by_its_key(window: MainWindow, page: RegulationsPage) -> None:
    window.actions_["championship_next"].trigger()
    assert page.list.current_key() == "championship.pro_am"
    assert page.preview.table.accessibleName() == "As it stands, Pro-Am after Paul Ricard, race 2"


def test_what_cannot_be_written_is_said_and_the_draft_kept(
    page: RegulationsPage, full_desk: Desk, keys: Keys, window: MainWindow
) -> None:
    write(page, keys, "protest_minutes", "45")
    store = full_desk.store
    assert isinstance(store, Store)
    store.close()
    page.record()
    assert window.status.said
    assert page.draft.changes == {"protest_minutes": "45"}


def test_every_setting_of_the_rule_book_is_on_the_page() -> None:
    def paths(kind: type, prefix: str = "") -> set[str]:
        return {prefix + field.name.removesuffix("_ms") for field in fields(kind)}

    shown = {path for group in CHAMPIONSHIP.values() for path in group}
    wanted = paths(Championship) - {"name", "counting", "team"} | {"name.fr", "name.en"}
    assert shown == wanted | paths(Counting, "counting.") | paths(TeamRule, "team.")
    whole = {path for group in SEASON.values() for path in group}
    apart = {"championships", "categories", "awards", "threshold", "short_race", "name", "source"}
    both = {f"{name}.{language}" for name in ("name", "source") for language in LANGUAGES}
    parts = paths(Threshold, "threshold.") | paths(ShortRace, "short_race.")
    assert whole == paths(Regulations) - apart | both | parts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(960, 640), (1280, 772)])
def test_no_part_is_wider_than_its_room(
    window: MainWindow, page: RegulationsPage, language: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.choose("language", language)
    for part in [str(page.parts.model.key_at(i)) for i in range(page.parts.model.rowCount())][1:]:
        page.list.select(part)
        QApplication.processEvents()
        form = page.stack.currentWidget()
        assert isinstance(form, QScrollArea)
        assert form.horizontalScrollBar().maximum() == 0
        inside = form.widget()
        assert inside is not None
        assert inside.width() <= form.viewport().width(), part
        for field in form.findChildren(QLineEdit):
            assert field.accessibleName(), part
            assert field.mapTo(form, field.rect().topRight()).x() <= form.viewport().width()


def test_a_setting_changed_is_marked_in_the_list(page: RegulationsPage, keys: Keys, window: MainWindow) -> None:
    write(page, keys, "championships[0].pole", "2")
    part = page.parts.model.row(page.parts.model.index_of("championship.overall"))
    assert part is not None
    assert part.changed


def test_a_file_that_is_read_only_is_only_tried_out_on(
    window: MainWindow, page: RegulationsPage, full_desk: Desk, keys: Keys
) -> None:
    before = full_desk.season
    page.context.read_only = True
    write(page, keys, "championships[0].pole", "9")
    assert page.field("championships[0].pole").remark == "This file is read only: nothing can be changed here."
    assert not page.head.take.isEnabled()
    assert table(page) != [(row.key, row.points) for row in full_desk.book.standings("overall").rows]
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season is before


# -- paper and files
def test_the_rule_book_is_printed_from_its_page(
    window: MainWindow, page: RegulationsPage, keys: Keys, tmp_path: Path, qtbot: QtBot
) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_P, CTRL)
    (dialog,) = page.findChildren(QPrintDialog)
    dialog.reject()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "rules.pdf"))
    page.paper.send_to(printer, regulations(page.context.book, "en"))
    qtbot.waitUntil(lambda: window.status.said.startswith("3 pages sent"))
    assert (tmp_path / "rules.pdf").stat().st_size > 1000


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", "Cannot open", extend=True)
def test_a_printer_that_refuses_the_rule_book_is_said(
    window: MainWindow, page: RegulationsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "missing" / "rules.pdf"))
    page.paper.send_to(printer, regulations(page.context.book, "en"))
    qtbot.waitUntil(lambda: window.status.said.endswith("refused the job. Nothing was sent."))


def test_the_rule_book_is_exported_from_its_page(window: MainWindow, page: RegulationsPage, tmp_path: Path) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_E, CTRL)
    (dialog,) = page.findChildren(ExportDialog)
    dialog.folder.line.setText(str(tmp_path / "out"))
    dialog.run()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "pccf-2023-regulations-en.pdf",
        "pccf-2023-regulations-en.xlsx",
    }
    assert window.status.said == f"2 files written to {tmp_path / 'out'}."


def test_in_a_narrow_window_names_go_before_moves_and_marks(
    window: MainWindow, page: RegulationsPage, keys: Keys
) -> None:
    write(page, keys, "championships[0].pole", "2")
    assert {"moved", "mark"} <= {column.key for column in page.preview.model.columns}
    window.resize(960, 640)
    QApplication.processEvents()
    assert [column.key for column in page.preview.model.columns] == ["pos", "number", "name", "was", "delta", "points"]
    window.resize(1280, 772)
    QApplication.processEvents()
    assert "moved" in {column.key for column in page.preview.model.columns}


def test_tab_goes_from_the_list_through_every_setting_in_its_order_to_the_table_and_round_again(
    window: MainWindow, page: RegulationsPage, keys: Keys
) -> None:
    for part in ("championship.teams", "classification", "championship.overall"):
        page.focus_table()
        page.list.select(part)
        page.list.setFocus()
        gone: list[QWidget | None] = [page.list]
        for _ in range(90):
            keys.press(Qt.Key.Key_Tab)
            focused = QApplication.focusWidget()
            if focused is page.list:
                break
            gone.append(focused)
        controls = [field.control for field in page._form().fields.values()]
        settings = [getattr(control, "table", control) for control in controls if control.isVisible()]
        stops = [*settings, page.table]
        assert [each for each in gone if each in stops] == stops, part
        assert gone[1] is settings[0], part
        assert focused is page.list, part


def test_enter_in_the_list_goes_to_the_settings(window: MainWindow, page: RegulationsPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == page.draft.text("championships[1].code")
