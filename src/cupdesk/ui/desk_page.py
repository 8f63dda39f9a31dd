"""The window while a file is open: season tree, the middle, live standings; what gives way as the window narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from cupdesk.ui.controls.parts import dress, splitter
from cupdesk.ui.helping.guide import Guide
from cupdesk.ui.places import OVER, PAGES, WHAT_IF
from cupdesk.ui.season_tree import RAIL, SeasonTree
from cupdesk.ui.season_tree import WIDTH as TREE_WIDTH
from cupdesk.ui.session_frame import SessionFrame
from cupdesk.ui.standing.dock import NARROW_WIDTH, WIDE_WIDTH, WIDTH, Dock

if TYPE_CHECKING:
    from cupdesk.desk import Changed
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.ui.places import Page

TIGHT, NARROW, WIDE = 800, 1180, 1600
MIDDLE = 560
_WHOLE_WIDTH = ("publication", "second", WHAT_IF)
"""Screens that have something of their own at the right."""


def size_class(width: int, text_size: int = 100) -> str:
    """`tight`, `narrow`, `normal` or `wide`: the width of a window in logical pixels, measured in its text (in percent)."""
    room = width * 100 / text_size
    return "tight" if room < TIGHT else "narrow" if room < NARROW else "wide" if room >= WIDE else "normal"


class DeskPage(QWidget):
    """Tree, middle and dock side by side; widths are remembered for each size class.

    `place_changed` names the page shown, or `session`; a page is built, with its actions, when it is first turned to.
    """

    place_changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._size_class = ""
        self._filling = False
        self.tree = SeasonTree(context)
        self.session = SessionFrame(context)
        self.dock = Dock(context)
        self.pages: dict[str, Page] = {}
        self.guide = Guide(context)
        self.tree.add_below(self.guide)
        self.middle = QStackedWidget()
        # Said here, since a stack otherwise is as wide as the widest of its hidden pages, at the cost of tree and dock.
        self.middle.setMinimumWidth(MIDDLE)
        self.middle.addWidget(self.session)
        self.splitter = splitter(Qt.Orientation.Horizontal)
        for part in (self.tree, self.middle, self.dock):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.splitterMoved.connect(self._remember)
        for i in (1, 2):
            self.splitter.handle(i).installEventFilter(self)
        self.session.tab_shown.connect(lambda _: self.show_regions())
        self.session.tab_shown.connect(self.guide.visited)
        self.place_changed.connect(self.guide.visited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.tree.setVisible(context.settings.flag("tree", True))
        self.place = ""
        self.show_regions()

    # -- where one is
    def show_session(self, ref: str, tab: str = "") -> None:
        """Show a session, and one of its screens if named."""
        self.place = "session"
        self._context.show_session(ref)
        # Before it is seen: what it showed last may be gone from the calendar.
        self.session.show_session(ref, tab)
        self.middle.setCurrentWidget(self.session)
        self.tree.show_place(ref)
        self.dock.refresh()
        self.show_regions()
        self.guide.visited(self.session.tab)
        self.place_changed.emit(self.place)

    def show_page(self, name: str) -> None:
        """Show a page by its name in `PAGES` or `OVER`; one over a session leaves that marked in the tree."""
        self.place = name
        page = self.page_named(name)
        self.middle.setCurrentIndex(1 + list(self.pages).index(name))
        page.show_after(self._context.session)
        self.tree.show_place(self._context.session if name in OVER else name)
        self.show_regions()
        page.focus_table()
        self.place_changed.emit(name)

    def page_named(self, name: str) -> Page:
        """A page of the season, built when it is first turned to."""
        if name not in self.pages:
            widget = (PAGES | OVER)[name].build(self._context)
            page: Page = widget
            self.pages[name] = page
            self.middle.addWidget(widget)
            dress(widget, self._context.look)
            page.retranslate()
        return self.pages[name]

    def turn_championship(self, by: int) -> None:
        """Show the championship before or after."""
        if self.place == "session":
            self.dock.turn(by)
        else:
            self.pages[self.place].turn(by)

    def focus_line(self) -> None:
        """Give the keyboard to the entry line of the screen shown; from a page, go back to the session."""
        if self.place != "session" and self._context.session:
            self.show_session(self._context.session)
        if self.place == "session":
            self.session.screen_shown.focus_line()

    def regions(self) -> list[QWidget]:
        """The regions the keyboard goes through, one stop each, in order."""
        middle: list[QWidget] = _stops(self.session.screen_shown) if self.place == "session" else []
        if self.place in self.pages:
            middle = list(self.pages[self.place].stops())
        guide = [] if self.guide.isHidden() else [self.guide.button]
        return [*middle, self.dock.tabs, self.dock.table, self.tree.view, *guide]

    def refresh(self, changed: Changed | None) -> None:
        """Take over an edit, everywhere it shows; what is supposed is read anew on top of it."""
        if self._context.supposing:
            self._context.what_if.follow()
        self.tree.refresh()
        if changed is not None and self._context.session not in self._context.book.sessions():
            self._turn_from(self._context.session, changed.before)
        elif self.place == "session":
            self.session.refresh(changed)
            self.dock.follow()
        elif self.place in self.pages:
            self.pages[self.place].refresh()
        self.guide.refresh()

    def _turn_from(self, gone: str, before: Book) -> None:
        """From a session that is called otherwise now, or gone, turn to the one that has its place in the calendar."""
        was, now = before.sessions(), self._context.book.sessions()
        ref = now[min(was.index(gone) if gone in was else 0, len(now) - 1)] if now else ""
        if self.place != "session":
            self._context.show_session(ref)
            self.pages[self.place].refresh()
        elif ref:
            self.show_session(ref)
        else:
            self._context.show_session(ref)
            self.show_page("calendar")

    # -- sizes
    def show_regions(self) -> None:
        """Show or hide tree and dock, as chosen and as the screen leaves room; those shown keep their widths."""
        tree = self._context.settings.flag("tree", True)
        room = self.place == "session" and self.session.tab not in _WHOLE_WIDTH
        room = room and not self.session.screen_shown.whole_width
        dock = room and self._context.settings.flag("dock", True) and self._size_class != "tight"
        if (tree, dock) == (not self.tree.isHidden(), not self.dock.isHidden()):
            return
        self.tree.setVisible(tree)
        self.dock.setVisible(dock)
        if self._size_class:
            self.lay_out()

    def fit(self, width: int) -> None:
        """Follow the size class of the window."""
        new = size_class(width, self._context.look.text_size)
        if new != self._size_class:
            self._size_class = new
            narrow = new in ("tight", "narrow")
            for part in (self.tree, self.guide):
                part.set_rail(narrow)
            for side in (self.dock, self.session):
                side.set_narrow(narrow)
            self.show_regions()
            self.lay_out()

    def lay_out(self) -> None:
        """Give tree and dock their widths: as remembered for this size class, else as drawn."""
        look, kept = self._context.look, self._context.settings.sizes(f"regions_{self._size_class}")
        rail = self._size_class in ("tight", "narrow")
        drawn = {"narrow": NARROW_WIDTH, "wide": WIDE_WIDTH}.get(self._size_class, WIDTH)
        tree = look.px(RAIL) if rail else kept.get("tree", look.px(TREE_WIDTH))
        dock = kept.get("dock", drawn if self._size_class == "wide" else look.px(drawn))
        self.tree.setMinimumWidth(look.px(RAIL) if rail else look.px(140))
        self.tree.setMaximumWidth(look.px(RAIL) if rail else look.px(360))
        self.dock.setMinimumWidth(look.px(NARROW_WIDTH - 40))
        self._filling = True
        self.splitter.setSizes([tree, max(self.width() - tree - dock - 2, 1), dock])
        self._filling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on a line between regions gives them back the widths they were drawn with."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._context.settings.set_sizes(f"regions_{self._size_class}", {})
            self.lay_out()
            return True
        return super().eventFilter(watched, event)

    def _remember(self) -> None:
        if not self._filling:
            tree, _, dock = self.splitter.sizes()
            kept = {"tree": tree, "dock": dock} if self.dock.isVisible() else {"tree": tree}
            name = f"regions_{self._size_class}"
            self._context.settings.set_sizes(name, self._context.settings.sizes(name) | kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.fit(self.width())

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self.tree.retranslate()
        self.dock.retranslate()
        self.session.retranslate()
        self.guide.retranslate()
        for page in self.pages.values():
            page.retranslate()
        for screen in self.session.screens():
            screen.retranslate()


def _stops(screen: QWidget) -> list[QWidget]:
    """The entry line, tables and previews of a screen that the keyboard can stop at."""
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QAbstractScrollArea) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
