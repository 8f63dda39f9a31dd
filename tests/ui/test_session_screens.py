"""What holds for all screens of a session: names for screen readers, both languages, no sideways scrolling, keys that are free."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from cupdesk.ui.controls.look import Look
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.publishing.export_dialog import ExportDialog
from cupdesk.ui.screens.classification import ClassificationScreen
from cupdesk.ui.screens.decisions import DecisionsScreen
from cupdesk.ui.screens.order import OrderScreen
from cupdesk.ui.screens.publication import PublicationScreen
from cupdesk.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen

    Show = Callable[[SessionScreen, str], None]

SCREENS = (OrderScreen, DecisionsScreen, ClassificationScreen, PublicationScreen)
every_screen = pytest.mark.parametrize("kind", SCREENS)


@every_screen
@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_that_takes_the_keyboard_has_a_name(
    full_context: Context, show: Show, kind: type[SessionScreen], language: str
) -> None:
    screen = kind(full_context)
    show(screen, "LEC/R1")
    full_context.set_language(language)
    screen.retranslate()
    QApplication.processEvents()
    nameless = []
    for widget in screen.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        inner = widget.objectName().startswith("qt_") or widget.parent() in screen.findChildren(RowsTable)
        if takes_keys and not inner:
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or not interface.text(QAccessible.Text.Name):
                nameless.append(widget)
    assert nameless == []


@every_screen
@pytest.mark.parametrize("width", [540, 620, 700, 756, 900, 1300])
@pytest.mark.parametrize("text_size", [100, 150])
def test_no_table_is_wider_than_its_place(
    full_context: Context, show: Show, kind: type[SessionScreen], width: int, text_size: int
) -> None:
    if kind is PublicationScreen:
        width = max(width, 620)  # it has the place of the standings too
    full_context.set_look(Look(text_size=text_size))
    screen = kind(full_context)
    show(screen, "LEC/R1")
    screen.resize(round(width * text_size / 100), 700)
    QApplication.processEvents()
    for table in screen.findChildren(RowsTable):
        model = table.model()
        if table.isVisible() and model.columnCount():
            used = sum(table.columnWidth(i) for i in range(model.columnCount()))
            assert used <= table.viewport().width() + 2, (table.accessibleName(), used, table.viewport().width())


@every_screen
def test_the_language_turns_at_once(full_context: Context, show: Show, kind: type[SessionScreen]) -> None:
    screen = kind(full_context)
    show(screen, "LEC/R1")

    def texts() -> set[str]:
        found = {action.text() for action in screen.actions_of_screen()}
        found |= {w.text() for w in screen.findChildren(QLabel) if w.isVisible()}
        found |= {w.text() for w in screen.findChildren(QPushButton) if w.isVisible()}
        for table in screen.findChildren(RowsTable):
            model = table.model()
            found |= {str(model.headerData(i, Qt.Orientation.Horizontal)) for i in range(model.columnCount())}
        return {text for text in found if not text.startswith("Page ")}

    english = texts()
    full_context.set_language("fr")
    screen.retranslate()
    QApplication.processEvents()
    french = texts()
    for key in ("Pilote", "N°", "Décision sur cette voiture", "Imprimer  Ctrl+P"):
        assert key not in english
    assert french & {"Pilote", "Édition"}
    full_context.set_language("en")
    screen.retranslate()
    QApplication.processEvents()
    assert texts() == english


@every_screen
def test_every_action_has_a_key_and_a_name(full_context: Context, kind: type[SessionScreen]) -> None:
    actions: list[QAction] = kind(full_context).actions_of_screen()
    assert actions
    for action in actions:
        assert action.shortcuts(), action.text()
        assert action.text()
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    free = [key for key in keys if key not in ("D", "?", "Return", "Enter", "F2")]
    assert len(free) == len(set(free))


@every_screen
def test_a_session_of_times_is_shown_too(full_context: Context, show: Show, kind: type[SessionScreen]) -> None:
    screen = kind(full_context)
    show(screen, "LEC/Q")
    screen.show_session("LEC/R1")
    screen.show_session("RBR/Q")
    QApplication.processEvents()
    assert screen.session.code == "Q"


def test_the_printer_is_asked_for_without_stopping_the_window(full_context: Context, show: Show) -> None:
    screen = PublicationScreen(full_context)
    show(screen, "LEC/R1")
    screen.print_document()
    dialogs = screen.findChildren(QPrintDialog)
    assert len(dialogs) == 1
    assert dialogs[0].windowTitle() == Words("en")("session.print.title")
    dialogs[0].reject()
    QApplication.processEvents()
    assert screen.said.text() == ""


def test_export_opens_on_the_documents_language(full_context: Context, show: Show) -> None:
    full_context.set_document_language("fr")
    screen = PublicationScreen(full_context)
    show(screen, "LEC/R1")
    screen.export_documents()
    (dialog,) = screen.findChildren(ExportDialog)
    assert dialog.language.current == "fr"
    assert [name for name, box in dialog.formats.items() if box.isChecked()] == ["xlsx", "pdf"]
    dialog.reject()
