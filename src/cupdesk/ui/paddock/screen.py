"""The paddock screen (Ctrl+Shift+T): read only, full screen, for a television. It turns its pages; facts come as they change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from cupdesk.ui.controls.cells import text_of
from cupdesk.ui.paddock.pages import CLASSIFICATION, Page, digests, latest, pages_of, subject
from cupdesk.ui.paddock.picture import Picture
from cupdesk.ui.publishing.since import Since
from cupdesk.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context

TURN_MS = 15_000
_ROOM, _HEAD_AND_GAP, _ROW_HEIGHT = 800, 54, 41
_KEYS = {
    "next": ("Right", "PgDown"),
    "previous": ("Left", "PgUp"),
    "hold": ("Space",),
    "choose": ("C",),
    "full": ("F11",),
    "close": ("Esc", "Ctrl+Shift+T"),
}


class Paddock(QWidget):
    """Shows the facts of the book, never what is supposed or only typed. Speaks the documents' language."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._picture = Picture()
        self._since = Since(context, self)
        self._since.told.connect(self.refresh)
        self.pages: tuple[Page, ...] = ()
        self._at = 0
        self.turning = QTimer(self)
        self.turning.setInterval(TURN_MS)
        self.turning.timeout.connect(lambda: self.turn(1))
        does: dict[str, Callable[[], object]] = {
            "next": lambda: self.turn(1),
            "previous": lambda: self.turn(-1),
            "hold": self.hold,
            "choose": self.choose,
            "full": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "close": self.close,
        }
        self.actions_: dict[str, QAction] = {}
        for name, keys in _KEYS.items():
            action = self.actions_[name] = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, name=name: does[name]())
            self.addAction(action)
        self.actions_["hold"].setCheckable(True)
        self.menu = QMenu(self)
        context.document_language_changed.connect(self.refresh)
        self.resize(1280, 720)
        self.refresh()
        self.turning.start()

    # -- what it shows
    @property
    def words(self) -> Words:
        """The words of the documents."""
        return Words(self._context.document_language)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self.pages[self._at] if self.pages else None

    def refresh(self) -> None:
        """Show the facts as they are now; the page shown stays, if there still is such a page."""
        book, words, shown = self._context.book, self.words, self._shown()
        self._since.follow()
        before = (self.page.kind, self.page.at) if self.page else None
        self.pages = pages_of(book, words, shown, self._since.document(latest(book)))
        self._at = next((i for i, page in enumerate(self.pages) if (page.kind, page.at) == before), 0)
        tables = sum(rules.code in shown for rules in book.season.regulations.championships)
        room = (_ROOM - tables * _HEAD_AND_GAP) // _ROW_HEIGHT
        self._side, self._note = digests(book, words, room, shown), subject(book, words)
        for name, action in self.actions_.items():
            action.setText(words(f"paddock.action.{name}"))
        self._say()

    def _shown(self) -> set[str]:
        """What is chosen to be shown."""
        codes = [rules.code for rules in self._context.book.season.regulations.championships]
        return {kind for kind in (CLASSIFICATION, *codes) if self._context.settings.flag(f"paddock_{kind}", True)}

    def _say(self) -> None:
        """Name the page for window lists and screen readers, and draw it."""
        words, page = self.words, self.page
        title = f"{page.title}, {page.status}" if page else words("paddock.nothing")
        self.setWindowTitle(words("paddock.name", page=title))
        self.setAccessibleName(words("paddock.name", page=title))
        rows = page.rows if page else ()
        lines = [title, *(" ".join(filter(None, map(text_of, row.cells))) for row in rows)]
        self.setAccessibleDescription("\n".join(lines))
        self.update()

    # -- what the keys do
    def turn(self, by: int) -> None:
        """Turn to another page; it then stays its whole time."""
        if self.pages:
            self._at = (self._at + by) % len(self.pages)
        if self.turning.isActive():
            self.turning.start()
        self._say()

    def hold(self) -> None:
        """Stay on this page, or go on turning."""
        if self.turning.isActive():
            self.turning.stop()
        else:
            self.turning.start()
        self.actions_["hold"].setChecked(not self.turning.isActive())
        self.update()

    def choose(self) -> None:
        """A menu of what is shown and of everything the screen can do."""
        words, menu, shown = self.words, self.menu, self._shown()
        menu.clear()
        names = {CLASSIFICATION: words("paddock.action.classification")}
        names |= {r.code: r.name[words.language] for r in self._context.book.season.regulations.championships}
        for kind, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(kind in shown)
            action.toggled.connect(lambda on, kind=kind: self._choose(kind, on=on))
        menu.addSeparator()
        menu.addActions([action for name, action in self.actions_.items() if name != "choose"])
        menu.popup(self.mapToGlobal(QPoint(self.width() // 3, self.height() // 4)))
        menu.setActiveAction(menu.actions()[0])

    def _choose(self, kind: str, *, on: bool) -> None:
        self._context.settings.set_flag(f"paddock_{kind}", on)
        self.refresh()

    def show_beside(self, window: QWidget) -> None:
        """Full screen, on a monitor the window is not on if there is one."""
        here = window.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not here), here)
        self.setGeometry(other.geometry())
        self.showFullScreen()

    # -- events
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        words, page = self.words, self.page
        parts = [page.fact] if page and page.fact else []
        if page:
            parts.append(words("paddock.page", n=self._at + 1, all=len(self.pages)))
        parts += [words("paddock.held")] if not self.turning.isActive() else []
        parts.append(f"{datetime.now():%H:%M}")  # noqa: DTZ005
        painter = QPainter(self)
        note = self._note if page else words("paddock.nothing")
        self._picture.draw(painter, self.size(), page, self._side, note, "      ".join(parts))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop turning, and say so."""
        self.turning.stop()
        self.closed.emit()
        super().closeEvent(event)
