"""Tree, middle and dock keep their widths, wherever one goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cupdesk.ui.main_window import USUAL, MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cupdesk.desk import Desk
    from cupdesk.ui.settings import Settings


@pytest.mark.parametrize("away", ["publication", "standings"])
def test_tree_and_dock_come_back_as_wide_as_they_were(
    full_desk: Desk, settings: Settings, qtbot: QtBot, away: str
) -> None:
    window = MainWindow(full_desk, settings)
    qtbot.addWidget(window)
    window.resize(USUAL)
    window.show()
    window.travel.to_session("LEC/R2", "order")
    QApplication.processEvents()
    page = window.page
    assert page is not None
    widths = (page.tree.width(), page.dock.width())
    if away == "publication":
        window.travel.to_tab(away)
    else:
        window.travel.to_page(away)
    QApplication.processEvents()
    assert not page.dock.isVisible()
    window.travel.to_session("LEC/R2", "order")
    QApplication.processEvents()
    assert (page.tree.width(), page.dock.width()) == widths
    window.leave_desk()


def test_a_ring_shows_the_table_or_tree_the_keyboard_came_to(full_desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(full_desk, settings)
    qtbot.addWidget(window)
    window.resize(USUAL)
    window.show()
    window.activateWindow()
    window.travel.to_session("LEC/R2", "order")
    QApplication.processEvents()
    page = window.page
    assert page is not None
    rings = [page.dock.table.ring, page.tree.view.ring]
    seen = []
    for _ in range(8):
        QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        shown = [ring for ring in rings if ring.isVisible()]
        assert len(shown) <= 1
        seen += shown
    assert set(seen) == set(rings)
    ring = page.dock.table.ring
    page.dock.table.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    page.dock.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.tree.view.setFocus(Qt.FocusReason.TabFocusReason)
    page.dock.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    accent = window.context.look.colour("accent") if window.context else None
    assert ring.grab().toImage().pixelColor(0, ring.height() // 2) == accent
    window.leave_desk()
