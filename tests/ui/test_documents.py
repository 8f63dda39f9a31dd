"""The register of documents: all of them, opened as they were, filtered, compared, exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cupdesk.desk import Desk
from cupdesk.rules.edits import SetDecisionState, SetPublication
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.sheets.publish import Posting, kinds_of, publication
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.paper.printing import paper_for
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.screens.documents import DocumentsPage
from tests.ui.conftest import Keys

RACE = "LEC/R1"
AT = datetime(2023, 10, 7, 15, 52, tzinfo=UTC)


def publish(desk: Desk, number: int, minutes: int) -> None:
    kinds = tuple(kind for kind in kinds_of(desk.book, RACE) if kind in ("classification", "by_category", "standings"))
    posting = Posting(SessionState.PROVISIONAL, number, AT + timedelta(minutes=minutes), kinds, "JD")
    desk.do(publication(desk.book, RACE, posting))


@pytest.fixture
def page(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> DocumentsPage:
    """The register after a provisional and its revision, by its key."""
    full_desk.do(SetPublication(RACE, SessionState.UNOFFICIAL))
    publish(full_desk, 12, 0)
    full_desk.do(SetDecisionState(RACE, 1, DecisionState.WITHDRAWN))
    publish(full_desk, 15, 20)
    window = opened(full_desk)
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    for _ in range(4):
        QApplication.processEvents()
    assert window.page is not None
    found = window.page.pages["documents"]
    assert isinstance(found, DocumentsPage)
    return found


def column(page: DocumentsPage, key: str) -> list[str]:
    at = [each.key for each in page.model.columns].index(key)
    return [str(page.model.index(i, at).data()) for i in range(page.model.rowCount())]


def test_the_register_lists_every_document(page: DocumentsPage) -> None:
    assert column(page, "document") == ["17", "16", "15", "14", "13", "12"]
    assert column(page, "state")[2:] == ["in force", "superseded by 17", "superseded by 16", "superseded by 15"]
    assert column(page, "edition")[0] == "Provisional, revision 1"
    assert page.head.about.text() == "6 of 6 documents"


def test_what_differs_now_is_to_be_revised(page: DocumentsPage, full_desk: Desk) -> None:
    full_desk.do(SetDecisionState(RACE, 1, DecisionState.ISSUED))
    assert set(column(page, "state")[:3]) == {"to be revised"}
    full_desk.undo()
    assert set(column(page, "state")[:3]) == {"in force"}


def test_each_document_is_shown_as_it_was(page: DocumentsPage, keys: Keys, qtbot: QtBot) -> None:
    assert page.table.hasFocus()
    page.table.select((RACE, 12))
    QApplication.processEvents()
    sheet = page.sheet()
    assert sheet is not None
    assert (sheet.document, sheet.status.value) == ("12", "superseded")
    qtbot.waitUntil(lambda: page.pages.pages == 1)
    keys.press(Qt.Key.Key_Return)
    assert page.pages.hasFocus()


def test_the_filter_narrows_the_register(page: DocumentsPage) -> None:
    page.filter.setText("standings")
    assert column(page, "document") == ["17", "14"]
    page.filter.setText("revision category")
    assert column(page, "document") == ["16"]
    page.filter.setText(page._documents[0].copies[0].fingerprint[:8])
    assert column(page, "document") == ["12"]
    page.filter.setText("nothing of the kind")
    assert page.sheet() is None


def test_two_documents_are_compared(page: DocumentsPage, keys: Keys) -> None:
    for number in (15, 12):
        page.table.select((RACE, number))
        keys.press(Qt.Key.Key_C, "c")
    assert page.comparing.title == "Document 15 compared with document 12"
    lines = [str(page.comparing.model.index(i, 1).data()) for i in range(page.comparing.model.rowCount())]
    assert any(line.startswith("40 GUILLOT: Pos 14 → 12") for line in lines)
    for number in (12, 12):
        page.table.select((RACE, number))
        keys.press(Qt.Key.Key_C, "c")
    assert page.said.text() == ""


def test_a_document_is_printed_and_exported_as_it_was(page: DocumentsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.table.select((RACE, 12))
    document, sheet = page.document, page.sheet()
    assert document is not None
    assert sheet is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paper_for(printer, landscape=sheet.landscape, name=sheet.slug, paper="a4")
    page.send_to(printer, sheet)
    qtbot.waitUntil(lambda: page.said.text().startswith("1 page sent to the printer"))
    page.send_to(QPrinter(QPrinter.PrinterMode.HighResolution), sheet)
    assert "Nothing was sent" in page.said.text()
    dialog = ExportDialog(page.context, RACE, page, document)
    dialog.exported.connect(page.exported)
    dialog.folder.line.setText(str(tmp_path / "files"))
    for name, box in dialog.formats.items():
        box.setChecked(name == "json")
    dialog.run()
    (path,) = (tmp_path / "files").iterdir()
    assert json.loads(path.read_bytes())["digest"] == document.copy("en").fingerprint
    assert page.said.text() == f"1 file written to {tmp_path / 'files'}."


def test_an_empty_register_says_so(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> None:
    window = opened(full_desk)
    window.travel.to_page("documents")
    QApplication.processEvents()
    assert window.page is not None
    page = window.page.pages["documents"]
    assert isinstance(page, DocumentsPage)
    assert page.head.about.text() == "No document yet."
    assert page.sheet() is None
    page._compare()
    page._export()
    page._print()
