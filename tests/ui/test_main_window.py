"""What a person sees: every screen, in both themes and languages, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QWidget

from cupdesk.desk import Desk
from cupdesk.ui.actions import CHOICES
from cupdesk.ui.controls.look import THEMES
from cupdesk.ui.desk_page import DeskPage, size_class
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.screens.standings import StandingsPage
from cupdesk.ui.settings import Settings
from cupdesk.words import LANGUAGES

Opener = Callable[[Desk | None], MainWindow]
Turn = Callable[[MainWindow, str], None]
SCREENS = (
    "order",
    "second",
    "decisions",
    "classification",
    "publication",
    "standings",
    "titles",
    "documents",
    "regulations",
    "first_run",
)
R2 = "LEC/R2"
PLAIN = (700, 4)
"""A point of the menu bar where nothing is drawn."""


def page_of(window: MainWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def shown_under(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_is_drawn_in_both_themes_and_languages(
    turn: Turn, window: MainWindow, language: str, theme: str
) -> None:
    window.choose("language", language)
    window.choose("theme", theme)
    for screen in SCREENS:
        turn(window, screen)
        picture = window.grab().toImage()
        assert picture.size() == window.size()
        assert picture.pixelColor(2, picture.height() - 8) == window.look.colour("win")
        assert len({picture.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 772, 7)}) > 20, screen


def texts_of(window: MainWindow) -> set[str]:
    found = {action.text().replace("&", "") for action in window.findChildren(QAction) if action.text()}
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton) and widget.text():
            found.add(widget.text())
        if widget.accessibleName() and not widget.objectName().startswith("Scroll"):
            found.add(widget.accessibleName())
    return found


def test_a_language_is_taken_up_at_once_as_if_opened_in_it(
    turn: Turn, opened: Opener, full_desk: Desk, settings: Settings
) -> None:
    switched = opened(full_desk)
    for screen in SCREENS[:-1]:
        turn(switched, screen)
    switched.choose("language", "fr")
    after_switch = {}
    for screen in SCREENS:
        turn(switched, screen)
        after_switch[screen] = texts_of(switched)
    assert settings.language == "fr"
    switched.leave_desk()
    fresh = opened(full_desk)
    for screen in SCREENS[:-1]:
        turn(fresh, screen)
    for screen in SCREENS:
        turn(fresh, screen)
        differing = after_switch[screen] ^ texts_of(fresh)
        assert {text for text in differing if not text.startswith("Enregistré") and ":" not in text} == set(), screen


def test_documents_keep_their_language_when_the_window_changes_its(window: MainWindow, settings: Settings) -> None:
    window.choose("language", "fr")
    assert (settings.language, settings.document_language) == ("fr", "en")
    window.choose_next("documents")
    assert settings.document_language == "fr"
    assert window.context is not None
    assert window.context.document_language == "fr"
    window.choose_next("language")
    assert (settings.language, settings.document_language) == ("en", "fr")


def test_theme_turns_by_its_key(window: MainWindow, settings: Settings) -> None:
    before = window.grab().toImage().pixelColor(*PLAIN)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert settings.theme == "dark"
    after = window.grab().toImage().pixelColor(*PLAIN)
    assert (before, after) == (before, window.look.colour("win"))
    assert before != after


@pytest.mark.parametrize("kind", CHOICES)
def test_each_choice_is_marked_and_goes_round(window: MainWindow, kind: str) -> None:
    seen = []
    for value in CHOICES[kind]:
        window.choose(kind, value)
        marked = [v for v in CHOICES[kind] if window.actions_.is_checked(kind, v)]
        assert marked == [value]
        seen.append(value)
    window.choose_next(kind)
    assert seen == list(CHOICES[kind])


# -- size
@pytest.mark.parametrize(
    ("width", "text", "wanted"),
    [
        (1280, 100, "normal"),
        (1179, 100, "narrow"),
        (1600, 100, "wide"),
        (1920, 150, "normal"),
        (1280, 150, "narrow"),
        (1280, 200, "tight"),
    ],
)
def test_size_classes_are_measured_in_the_text(width: int, text: int, wanted: str) -> None:
    assert size_class(width, text) == wanted


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(960, 640, 100), (1024, 740, 100), (1280, 772, 100), (1920, 1052, 100), (1280, 772, 200)],
)
def test_nothing_reaches_beyond_the_window(turn: Turn, window: MainWindow, width: int, height: int, text: int) -> None:
    window.resize(width, height)
    window.settings.text_size = text
    window.apply_look()
    for screen in SCREENS:
        turn(window, screen)
        assert window.size() == QSize(width, height), screen
        for widget in shown_under(window):
            if isinstance(widget, QAbstractScrollArea):
                off = widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
                assert off or widget.horizontalScrollBar().maximum() == 0, (screen, widget.accessibleName())
                left = widget.mapTo(window, widget.rect().topLeft()).x()
                assert left >= 0, (screen, widget.accessibleName())
                assert left + widget.width() <= width, (screen, widget.accessibleName())


def test_the_whole_field_is_seen_at_the_usual_size(window: MainWindow) -> None:
    window.travel.to_session(R2, "order")
    QApplication.processEvents()
    table = page_of(window).session.screen_named("order").findChild(QAbstractScrollArea)
    assert table is not None
    for table in page_of(window).session.screen_named("order").findChildren(QAbstractScrollArea):
        assert table.verticalScrollBar().maximum() == 0
    window.travel.to_page("standings")
    QApplication.processEvents()
    table = window.findChildren(StandingsPage)[0].table
    assert table.verticalScrollBar().maximum() == 0


def test_tree_becomes_a_rail_and_comes_back(window: MainWindow) -> None:
    page = page_of(window)
    wide = page.tree.width()
    window.resize(1024, 740)
    QApplication.processEvents()
    assert page.tree.view.rail
    assert page.tree.width() <= 46
    window.resize(1280, 772)
    QApplication.processEvents()
    assert page.tree.width() == wide


def test_wide_windows_show_the_points_of_every_race(window: MainWindow) -> None:
    dock = page_of(window).dock
    window.travel.to_session(R2, "order")
    assert not any(c.key.startswith("race:") for c in dock.model.columns)
    window.resize(1920, 1052)
    QApplication.processEvents()
    assert [c.key for c in dock.model.columns if c.key.startswith("race:")][-1] == f"race:{R2}"
    assert len([c for c in dock.model.columns if c.key.startswith("race:")]) == 11


def test_regions_are_shown_hidden_and_remembered(window: MainWindow, settings: Settings) -> None:
    page = page_of(window)
    window.travel.to_session(R2, "order")
    window.actions_["dock"].trigger()
    window.actions_["tree"].trigger()
    assert page.dock.isHidden()
    assert page.tree.isHidden()
    assert not settings.flag("dock", True)
    window.actions_["dock"].trigger()
    assert not page.dock.isHidden()
    assert window.actions_["dock"].isChecked()


def test_longer_words_are_not_cut_from_buttons(
    turn: Turn, opened: Opener, full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cupdesk.words import catalogue

    for key, text in list(catalogue("en").items()):
        if isinstance(text, str) and key.partition(".")[0] in ("window", "session"):
            monkeypatch.setitem(catalogue("en"), key, text + "m" * round(len(text) * 0.4))
    window = opened(full_desk)
    for screen in SCREENS:
        turn(window, screen)
        assert window.width() == 1280
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_qt_speaks_the_language_of_the_window(window: MainWindow) -> None:
    def word() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert word() == "Cancel"
    window.choose("language", "fr")
    assert word() == "Annuler"
    window.choose("language", "en")
    assert word() == "Cancel"


def test_a_double_click_gives_the_regions_their_drawn_widths_back(window: MainWindow, settings: Settings) -> None:
    page = page_of(window)
    window.travel.to_session(R2, "order")
    drawn = (page.tree.width(), page.dock.width())
    page.splitter.moveSplitter(240, 1)
    page.splitter.splitterMoved.emit(240, 1)
    assert settings.sizes("regions_normal")["tree"] == page.tree.width() != drawn[0]
    QTest.mouseDClick(page.splitter.handle(1), Qt.MouseButton.LeftButton)
    assert (page.tree.width(), page.dock.width()) == drawn
    assert settings.sizes("regions_normal") == {}
