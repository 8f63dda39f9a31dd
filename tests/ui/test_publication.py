"""Classification and publication: what is shown, what is refused, what goes to paper and to files."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.rules.edits import ClearResult, PlaceCar, SetDecisionState, SetPublication, TakeOutCar
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.ui.controls.rows_model import Strip
from cupdesk.ui.paper.printing import paper_for, send
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.publishing.publishing import checks
from cupdesk.ui.screens.classification import ClassificationScreen
from cupdesk.ui.screens.publication import PublicationScreen
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen
    from tests.ui.conftest import Keys

    Show = Callable[[SessionScreen, str], None]

RACE = "LEC/R1"


@pytest.fixture
def result(full_context: Context, show: Show) -> ClassificationScreen:
    made = ClassificationScreen(full_context)
    show(made, RACE)
    return made


@pytest.fixture
def screen(full_context: Context, show: Show) -> PublicationScreen:
    full_context.desk.do(SetPublication(RACE, SessionState.UNOFFICIAL))
    made = PublicationScreen(full_context)
    show(made, RACE)
    QApplication.processEvents()
    return made


def numbers(screen: ClassificationScreen) -> list[str]:
    return [r.text if isinstance(r, Strip) else r.car.number for r in screen.model.rows()]


def cell(screen: ClassificationScreen, number: str, key: str) -> str:
    column = [c.key for c in screen.model.columns].index(key)
    return str(screen.model.index(screen.model.index_of(number), column).data())


def state(screen: PublicationScreen) -> SessionState:
    return screen.session.state


def page_count(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf.read_bytes()))


def picture() -> bytes:
    """A page without anything on it."""
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="842pt" height="595pt" viewBox="0 0 842 595"></svg>'


# -- the classification
def test_the_classification_has_its_blocks_and_marks(result: ClassificationScreen) -> None:
    assert numbers(result)[:3] == ["7", "11", "8"]
    assert numbers(result)[-2:] == ["NOT CLASSIFIED", "3"]
    assert cell(result, "40", "place") == "14"
    assert cell(result, "40", "time") == "+31.678 *"
    assert cell(result, "7", "time") == "31:39.457"
    assert cell(result, "7", "points") == "27"
    assert result.model.row_look(result.model.index_of("40")).bar == "accent"
    assert result.model.row_look(result.model.index_of("11")).bar == ""


def test_on_the_road_and_by_category(result: ClassificationScreen, keys: Keys) -> None:
    keys.press(Qt.Key.Key_B, "b")
    assert cell(result, "40", "place") == "12"
    assert cell(result, "40", "time") == "+26.678"
    for _ in range(2):
        keys.press(Qt.Key.Key_B, "b")
    for _ in range(2):
        keys.press(Qt.Key.Key_C, "c")
    assert numbers(result)[:4] == ["14", "32", "40", "21"]
    assert (cell(result, "40", "place"), cell(result, "40", "in_category"), cell(result, "40", "points")) == (
        "3",
        "14",
        "17",
    )


def test_the_reason_of_the_selected_row(result: ClassificationScreen, keys: Keys) -> None:
    result.table.select("40")
    assert result.reason.startswith("40, 14th: 12th at the flag; +5 s for false start (decision 1)")
    keys.press(Qt.Key.Key_Question, "?")
    assert result.steps.isVisible()
    lines = [str(result.steps.model.index(i, 1).data()) for i in range(result.steps.model.rowCount())]
    assert lines[0].startswith("P12, 1st Pro-Am")
    result.table.select("7")
    lines = [str(result.steps.model.index(i, 1).data()) for i in range(result.steps.model.rowCount())]
    assert lines[0].startswith("P1, 1st Pro")


def test_disqualified_cars_stand_under_their_strip(full_context: Context, show: Show) -> None:
    from cupdesk.lines.decision import read_decision

    screen = ClassificationScreen(full_context)
    show(screen, RACE)
    reading = read_decision(full_context.book, RACE, "7 dsq te", Words("en"), datetime.now(UTC))
    full_context.desk.do(*reading.edits)
    assert numbers(screen)[-2:] == ["DISQUALIFIED", "7"]
    assert cell(screen, "11", "place") == "1"


def test_keys_lead_on_from_the_classification(result: ClassificationScreen, keys: Keys) -> None:
    asked: list[tuple[str, str]] = []
    result.context.session_wanted.connect(lambda ref, tab: asked.append((ref, tab)))
    result.table.select("21")
    keys.press(Qt.Key.Key_D, "d")
    keys.press(0, "4")
    assert asked == [(RACE, "decisions"), (RACE, "order")]


def test_an_empty_session_says_what_comes(context: Context, show: Show) -> None:
    screen = ClassificationScreen(context)
    show(screen, "LEC/R2")
    assert screen.model.rowCount() == 0
    assert screen.empty.isVisible()
    context.desk.do(ClearResult("LEC/Q"))
    publication = PublicationScreen(context)
    show(publication, "LEC/R2")
    QApplication.processEvents()
    assert publication.form.kinds == ()
    assert publication.preview.document == "entries"
    publication.publish()
    assert publication.said.text() == "Nothing was published: the finishing order is empty."


def test_a_grid_is_published_before_the_race(context: Context, show: Show) -> None:
    screen = PublicationScreen(context)
    show(screen, "LEC/R2")
    QApplication.processEvents()
    assert screen.form.kinds == ("grid",)
    assert screen.preview.document == "grid"
    assert screen.preview.pages.sentence == ""
    assert not screen.form.boxes["classification"].isVisible()
    screen.publish()
    screen.finalise()
    documents = [(d.kind, d.state, d.session) for d in context.book.season.documents]
    assert documents[-2:] == [
        ("grid", SessionState.PROVISIONAL, "LEC/R2"),
        ("grid", SessionState.FINAL, "LEC/R2"),
    ]
    assert screen.session.state is SessionState.UNOFFICIAL
    assert screen.said.text().startswith("Paul Ricard, Race 2: Final, document ")


# -- publishing
def test_what_final_waits_for(screen: PublicationScreen) -> None:
    desk, words, now = screen.context.desk, Words("en"), datetime.now(UTC)

    def found() -> dict[str, bool]:
        return {check.name: check.good for check in checks(desk.book, RACE, words, now, {})}

    assert found() == {"order": True, "decisions": True, "posted": False}
    desk.do(SetPublication(RACE, SessionState.PROVISIONAL, 0, 12, now - timedelta(minutes=10)))
    assert found() == {"order": True, "decisions": True, "protest": False}
    desk.do(SetPublication(RACE, SessionState.PROVISIONAL, 0, 12, now - timedelta(minutes=30)))
    assert found() == {"order": True, "decisions": True, "protest": True}
    desk.do(SetDecisionState(RACE, 1, DecisionState.INVESTIGATION))
    assert found()["decisions"] is False


def test_final_is_refused_with_its_reasons(screen: PublicationScreen) -> None:
    screen.finalise()
    assert state(screen) is SessionState.UNOFFICIAL
    assert screen.said.text() == "Final waits for: The classification is not posted."
    screen.publish()
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.INVESTIGATION))
    for _ in range(2):
        screen.finalise()
        assert state(screen) is SessionState.PROVISIONAL
        assert screen.said.text().endswith("1 decision open (no 1, car 40, under investigation).")
    screen.context.desk.do(SetDecisionState(RACE, 1, DecisionState.ISSUED), TakeOutCar(RACE, "24"))
    screen.finalise()
    assert "Finishing order incomplete (1 not placed)" in screen.said.text()


def test_the_preview_is_the_document_in_its_own_language(screen: PublicationScreen, qtbot: QtBot) -> None:
    assert screen.preview.pages.sentence == ""
    sheet = screen.sheet()
    assert sheet is not None
    assert sheet.language == "en"
    screen.context.set_document_language("fr")
    QApplication.processEvents()
    assert screen.words.language == "en"
    french = screen.sheet()
    assert french is not None
    assert french.language == "fr"
    assert screen.preview.language.current == "fr"
    screen.preview.documents.setCurrentIndex(2)
    qtbot.waitUntil(lambda: screen.preview.pages.pages > 1)
    shown = screen.sheet()
    assert shown is not None
    assert shown.kind == "standings"


def test_pages_turn_and_zoom_by_keyboard(screen: PublicationScreen, keys: Keys, qtbot: QtBot) -> None:
    screen.preview.documents.setCurrentIndex(2)
    pages = screen.preview.pages
    qtbot.waitUntil(lambda: pages.pages > 1)
    pages.setFocus()
    keys.press(Qt.Key.Key_PageDown)
    assert pages.page == 1
    keys.press(Qt.Key.Key_PageUp)
    keys.press(Qt.Key.Key_PageUp)
    assert pages.page == 0
    fitted = pages.percent
    keys.press(Qt.Key.Key_Plus, "+")
    assert pages.percent > fitted
    keys.press(Qt.Key.Key_W, "w")
    assert pages.percent == fitted  # a page that lies fills the width either way
    keys.press(Qt.Key.Key_0, "0")
    assert pages.percent == fitted
    keys.press(Qt.Key.Key_End)
    assert pages.page == pages.pages - 1
    keys.press(Qt.Key.Key_Home)
    assert pages.page == 0


def test_a_hidden_screen_sets_no_page(full_context: Context, show: Show) -> None:
    screen = PublicationScreen(full_context)
    screen.show_session(RACE)
    QApplication.processEvents()
    assert screen.preview.pages.pages == 0
    show(screen, RACE)
    QApplication.processEvents()
    assert screen.preview.pages.sentence == ""
    full_context.desk.do(PlaceCar(RACE, "3", 1))
    assert screen.preview.pages.sentence == ""


# -- paper
def test_pages_go_to_a_printer(screen: PublicationScreen, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = screen.sheet()
    assert sheet is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "race.pdf"))
    paper_for(printer, landscape=sheet.landscape, name=sheet.slug, paper="a4")
    screen.send_to(printer, sheet)
    qtbot.waitUntil(lambda: screen.said.text() != "")
    assert page_count(tmp_path / "race.pdf") == 1
    assert screen.said.text() == f"1 page sent to the printer: {tmp_path / 'race.pdf'}."


def test_only_the_chosen_pages_are_sent(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    paper_for(printer, landscape=True, name="pages", paper="a4")
    printer.setFromTo(2, 3)
    assert send(printer, [picture()] * 4) == 2
    assert page_count(tmp_path / "pages.pdf") == 2
    printer.setFromTo(7, 9)
    with pytest.raises(Trouble) as refused:
        send(printer, [picture()] * 4)
    assert refused.value.key == "session.print.no_pages"


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", "Cannot open", extend=True)
def test_a_printer_that_refuses_is_said(screen: PublicationScreen, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = screen.sheet()
    assert sheet is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "missing" / "race.pdf"))
    screen.send_to(printer, sheet)
    qtbot.waitUntil(lambda: screen.said.text() != "")
    assert screen.said.text().endswith("refused the job. Nothing was sent.")
    assert screen.said.property("tone") == "problem"


def test_a_printer_that_is_not_there_is_said(screen: PublicationScreen) -> None:
    sheet = screen.sheet()
    assert sheet is not None
    screen.send_to(QPrinter(QPrinter.PrinterMode.HighResolution), sheet)
    assert "is not there. Nothing was sent." in screen.said.text()


# -- files
def test_documents_are_exported(screen: PublicationScreen, tmp_path: Path) -> None:
    dialog = ExportDialog(screen.context, RACE, screen)
    dialog.exported.connect(screen.exported)
    dialog.folder.line.setText(str(tmp_path / "out"))
    dialog.formats["csv"].setChecked(True)
    dialog.run()
    files = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert {".xlsx", ".pdf", ".csv"} == set(files)
    assert screen.said.text() == f"{len(files)} files written to {tmp_path / 'out'}."


def test_enter_in_the_export_dialog_writes(screen: PublicationScreen, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ExportDialog(screen.context, RACE, screen)
    qtbot.addWidget(dialog)
    dialog.language.choose("fr")
    dialog.show()
    dialog.folder.line.setText(str(tmp_path / "out"))
    dialog.folder.setFocus()
    QTest.keyClick(dialog.folder.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.language.current == "fr"
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".xlsx", ".pdf"}


def test_an_export_that_fails_is_said_in_the_dialog(screen: PublicationScreen, tmp_path: Path) -> None:
    dialog = ExportDialog(screen.context, RACE, screen)
    (tmp_path / "taken").write_text("a file, not a folder")
    dialog.folder.line.setText(str(tmp_path / "taken"))
    dialog.run()
    assert dialog.problem.text().startswith(f"Nothing could be written to {tmp_path / 'taken'}: ")
    for box in dialog.formats.values():
        box.setChecked(False)
    dialog.run()
    assert dialog.problem.text() == "Choose at least one format."
    screen.context.desk.do(ClearResult(RACE), ClearResult("LEC/Q"))
    dialog.formats["pdf"].setChecked(True)
    dialog.folder.line.setText(str(tmp_path / "out"))
    dialog.run()
    assert dialog.problem.text()
    assert list((tmp_path / "out").iterdir()) == []


def test_the_car_chosen_stays_chosen_in_the_next_session(result: ClassificationScreen) -> None:
    result.table.select("40")
    before = result.reason
    result.show_session("MNZ/R1")
    assert result.table.current_key() == "40"
    assert result.reason.startswith("40, ")
    assert result.reason != before


def test_the_reason_follows_every_edit(result: ClassificationScreen) -> None:
    result.table.select("40")
    result.context.desk.do(SetDecisionState(RACE, 1, DecisionState.WITHDRAWN))
    assert result.table.current_key() == "40"
    assert "false start" not in result.reason
    result.context.desk.undo()
    assert "false start" in result.reason
