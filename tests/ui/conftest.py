"""The real window on a real file, driven by keys only."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.resources import resource
from cupdesk.rules.edits import apply
from cupdesk.seasons.file import load
from cupdesk.store.file import Store
from cupdesk.ui.context import Context
from cupdesk.ui.controls.look import Look
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.memory import collect
from cupdesk.ui.places import IMPORT, PAGES
from cupdesk.ui.screens.regulations import RegulationsPage
from cupdesk.ui.settings import Settings
from tests.imports.conftest import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from cupdesk.rules.model import Season
    from cupdesk.ui.screens.session_screen import SessionScreen

NONE = Qt.KeyboardModifier.NoModifier
SETTLED = 3
"""Rounds of events until every layout inside a layout has followed."""


class Keys:
    """A person at the keyboard. Events are sent by hand: the test library aborts on letters outside ASCII."""

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key | int, text: str = "", held: Qt.KeyboardModifier = NONE) -> None:
        """One key, down and up, where the keyboard is."""
        target = self.focus
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Characters one by one, of any keyboard."""
        for character in text:
            self.press(0, character)

    def enter(self, text: str = "") -> None:
        """Characters, then Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return, "\r")


@pytest.fixture(autouse=True)
def earlier_windows_are_gone(qapp: QApplication) -> Iterator[None]:
    """Windows closed by earlier tests are deleted now: a new style sheet is felt by every widget alive.

    What Python finds no longer used is let go here as well, never in the thread of a work.
    """
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture(scope="session")
def shipped() -> Season:
    """The example season, complete."""
    return load(resource("seasons", "pccf-2023.json"))


@pytest.fixture(scope="session")
def before_finale(shipped: Season) -> Season:
    """The example season with the last weekend's races still to be entered."""
    return apply(shipped, *weekend.blank())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.ini")
    made.language = made.document_language = "en"
    made.theme = "light"
    made.flash = False
    return made


@pytest.fixture
def desk(before_finale: Season, qapp: QApplication) -> Iterator[Desk]:
    """A desk on a database in memory, before the finale."""
    store = Store.memory()
    store.add_season(before_finale)
    yield Desk(store)
    store.close()


@pytest.fixture
def full_desk(shipped: Season, qapp: QApplication) -> Iterator[Desk]:
    """A desk on a database in memory, the whole season entered."""
    store = Store.memory()
    store.add_season(shipped)
    yield Desk(store)
    store.close()


@pytest.fixture
def context(desk: Desk, settings: Settings, qapp: QApplication) -> Context:
    return Context(desk, settings, Look())


@pytest.fixture
def full_context(full_desk: Desk, settings: Settings, qapp: QApplication) -> Context:
    return Context(full_desk, settings, Look())


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[SessionScreen, str], None]:
    """Shows a screen alone, on a session, listening to its desk."""

    def shown(screen: SessionScreen, ref: str) -> None:
        qtbot.addWidget(screen)
        screen.context.desk.listen(screen.refresh)
        screen.context.session = ref
        screen.resize(760, 700)
        screen.show()
        screen.show_session(ref)
        screen.retranslate()
        screen.activateWindow()
        QApplication.processEvents()
        screen.focus_line()

    return shown


@pytest.fixture
def opened(qtbot: QtBot, settings: Settings) -> Iterator[Callable[[Desk | None], MainWindow]]:
    """Opens the real window on a desk; the desk's store stays the test's."""
    windows: list[MainWindow] = []

    def show(desk: Desk | None) -> MainWindow:
        window = MainWindow(desk, settings)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 772)
        window.show()
        window.activateWindow()
        if window.page is not None:
            window.page.session.build_all()
        QApplication.processEvents()
        return window

    yield show
    for window in windows:
        window.leave_desk()


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], full_desk: Desk) -> MainWindow:
    """The window on the whole season."""
    return opened(full_desk)


@pytest.fixture
def turn() -> Callable[[MainWindow, str], None]:
    """Turns the window to a screen by its name; `first_run` leaves the desk."""

    def to(window: MainWindow, screen: str) -> None:
        if screen in PAGES:
            window.travel.to_page(screen)
        elif screen == IMPORT:
            window.travel.to_session("LEC/R2", "order")
            window.importing.show([SAMPLES / "alkamel_results.CSV", SAMPLES / "orbits_race.csv"])
        elif screen == "first_run":
            window.leave_desk()
            window.retranslate()
        else:
            window.travel.to_session("LEC/R2", screen)
        for _ in range(SETTLED):
            QApplication.processEvents()

    return to


# -- the rule book
@pytest.fixture
def page(window: MainWindow) -> RegulationsPage:
    window.actions_["regulations"].trigger()
    QApplication.processEvents()
    assert window.page is not None
    page = window.page.pages["regulations"]
    assert isinstance(page, RegulationsPage)
    return page


def write(page: RegulationsPage, keys: Keys, path: str, text: str) -> None:
    """Type a text into a setting, in place of what stands there."""
    control = page.field(path).control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    keys.press(Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_Delete)
    keys.type(text)
