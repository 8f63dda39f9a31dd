"""What is read beside the work: help on a screen, about this table, why this place. Esc puts it away, the keyboard goes back."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.ui.helping.about_table import Part
    from cupdesk.ui.main_window import MainWindow

_WIDTH, _HEIGHT = 560, 640


class Reading(QDialog):
    """A small window that is not in the way: the window behind goes on, and what is read follows its facts and language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tell: Callable[[], tuple[str, Sequence[Part]]] | None = None
        self._back: QWidget | None = None
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setOpenLinks(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        for name in ("help", "about_table"):
            for key in window.actions_[name].shortcuts():
                QShortcut(QKeySequence(key), self, self.close)

    def read(self, tell: Callable[[], tuple[str, Sequence[Part]]]) -> None:
        """Show a title and its parts; `tell` is asked again when facts or language change."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
            look, place = self._window.look, self._window.geometry()
            self.resize(min(look.px(_WIDTH), place.width()), min(look.px(_HEIGHT), place.height()))
            self.move(place.right() - self.width() - look.px(12), place.top() + look.px(44))
        self._tell = tell
        self.refresh()
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
        self.show()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say it as it is now, in the window's language and look."""
        if self._tell is None:
            return
        title, parts = self._tell()
        at = self.text.verticalScrollBar().value()
        self.setWindowTitle(title)
        self.text.setAccessibleName(title)
        self.text.setHtml(self._page(title, parts))
        self.text.verticalScrollBar().setValue(at)

    def _page(self, title: str, parts: Sequence[Part]) -> str:
        """The parts as rich text in the colours and sizes of the look."""
        look = self._window.look
        self.text.setFont(look.font("body"))
        text2, line = look.colour("text2").name(), look.colour("line2").name()
        pad = look.px(3)
        page = [f"<div style='font-size:{look.px(16)}px; font-weight:600'>{_safe(title)}</div>"]
        for part in parts:
            if part.title:
                page.append(
                    f"<p style='margin-top:{look.px(14)}px; margin-bottom:{look.px(2)}px; font-weight:600'>"
                    f"{_safe(part.title)}</p><hr style='background-color:{line}'>"
                )
            rows = []
            for label, said in part.lines:
                if label:
                    rows.append(
                        f"<tr><td width='38%' style='color:{text2}; padding:{pad}px {pad * 4}px {pad}px 0'>{_safe(label)}</td>"
                        f"<td style='padding:{pad}px 0'>{_safe(said)}</td></tr>"
                    )
                else:
                    rows.append(f"<tr><td colspan='2' style='padding:{pad}px 0'>{_safe(said)}</td></tr>")
            page.append(f"<table width='100%' cellspacing='0'>{''.join(rows)}</table>")
        self.text.document().setDocumentMargin(look.px(20))
        return "".join(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter put it away."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
            return
        super().keyPressEvent(event)

    def put_away(self) -> None:
        """Close it, and forget what it told: the file it was about is closed."""
        self._tell, self._back = None, None
        self.hide()

    def hideEvent(self, event: object) -> None:
        """Give the keyboard back to where it was."""
        back, self._back = self._back, None
        if back is not None and self._window.isAncestorOf(back):
            self._window.activateWindow()
            back.setFocus(Qt.FocusReason.OtherFocusReason)


def _safe(text: str) -> str:
    """A text inside rich text. Its narrow no-break spaces would be read as plain ones; the wide ones stay."""
    return html.escape(text).replace("\u202f", "\u00a0")
