"""The middle of the window while a session is shown: its head with state and tabs, and its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import say_tab, set_tone
from cupdesk.ui.controls.states import progress
from cupdesk.ui.places import SCREENS, WHAT_IF
from cupdesk.words.figures import DASH, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.desk import Changed
    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen

_NAME_AND_STATE = 240
_TAB_OF_KIND = {
    SessionKind.PRACTICE: {"order": "times"},
    SessionKind.QUALIFYING: {"order": "times", "classification": "qualifying"},
}
"""Tabs that are called otherwise in a session without a finishing order."""


class SessionFrame(QFrame):
    """Head and screens of the session shown. `tab_shown` tells which tab a person turned to.

    A screen is built when it is first turned to, the others one by one when the window has been painted and has nothing
    else to do; `screen_built` tells which.
    """

    tab_shown = Signal(str)
    screen_built = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._built: dict[str, SessionScreen] = {}
        self._stale: set[str] = set(SCREENS)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._build_next)
        self._narrow = False
        self._before = next(iter(SCREENS))
        self._build()
        self._show_mode()
        context.what_if_changed.connect(self._show_mode)
        self.retranslate()

    def _build(self) -> None:
        self._head = Head()
        self.tabs = self._head.tabs
        for key in SCREENS:
            self.tabs.setTabData(self.tabs.addTab(""), key)
        self.tabs.currentChanged.connect(self._turned)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.stack, 1)

    @property
    def tab(self) -> str:
        """The key of the tab shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    @property
    def screen_shown(self) -> SessionScreen:
        """The screen shown."""
        return self.screen_named(self.tab)

    def screen_named(self, name: str) -> SessionScreen:
        """A screen by its name in `SCREENS`, built now if it has not been needed yet."""
        if name not in self._built:
            screen: SessionScreen = SCREENS[name].build(self._context)
            self._built[name] = screen
            self.stack.addWidget(screen)
            screen.retranslate()
            screen.left.connect(self._go_back)
            self.screen_built.emit(name)
        return self._built[name]

    def screens(self) -> Iterable[SessionScreen]:
        """The screens built so far."""
        return self._built.values()

    def build_all(self) -> None:
        """Build the screens that nobody has turned to yet."""
        for name in SCREENS:
            self.screen_named(name)

    def build_when_idle(self) -> None:
        """Build the others, one at a time, as soon as nothing else is to be done."""
        self._idle.start(0)

    def stop_building(self) -> None:
        """Leave the others unbuilt: the file is closed."""
        self._idle.stop()

    def _build_next(self) -> None:
        waiting = [name for name in SCREENS if name not in self._built]
        if waiting:
            self.screen_named(waiting[0])
        if len(waiting) < 2:
            self._idle.stop()

    def show_session(self, ref: str, tab: str = "") -> None:
        """Turn to a session, and to a tab if one is named."""
        if tab in SCREENS:
            self.turn_to(tab)
        self._stale = set(SCREENS)
        self._freshen()
        self._show_head()

    def turn_to(self, tab: str) -> None:
        """Turn to a tab."""
        at = list(SCREENS).index(tab)
        self.tabs.setTabVisible(at, True)
        self.tabs.setCurrentIndex(at)

    def _go_back(self) -> None:
        """Turn to the screen shown before the what-if."""
        self.turn_to(self._before)
        self.screen_shown.focus_line()

    def _show_mode(self) -> None:
        """Have the tab of the what-if while that is on, and the tabs in its colour while it is shown."""
        shown = self.tab == WHAT_IF
        self.tabs.setTabVisible(list(SCREENS).index(WHAT_IF), shown or self._context.supposing)
        set_tone(self.tabs, "mode", WHAT_IF if shown else "facts")
        self.tabs.updateGeometry()

    def _turned(self, _: int) -> None:
        if self.tab != WHAT_IF:
            self._before = self.tab
        self._show_mode()
        self.stack.setCurrentWidget(self.screen_shown)
        self._freshen()
        self.tab_shown.emit(self.tab)

    def _freshen(self) -> None:
        """Let the screen shown catch up if the session or the facts have changed while it was hidden."""
        if self.tab in self._stale and self._context.session:
            self._stale.discard(self.tab)
            self.stack.setCurrentWidget(self.screen_shown)
            self.screen_shown.show_session(self._context.session)

    def refresh(self, changed: Changed | None) -> None:
        """Take over an edit: the screen shown now, the others when they are turned to."""
        self._stale = set(SCREENS) - {self.tab}
        self.screen_shown.refresh(changed)
        self._show_head()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the keys off the tabs on narrow windows."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._say_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tree tells the state too: where there is no room for both, the session's name stays."""
        super().resizeEvent(event)
        self._head.state.setVisible(
            self.width() - self.tabs.sizeHint().width() > self._context.look.px(_NAME_AND_STATE)
        )

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self.tabs.setAccessibleName(self._context.words("window.region.screens"))
        self._say_tabs()
        self._show_head()

    def _say_tabs(self) -> None:
        words = self._context.words
        ref = self._context.session
        called = _TAB_OF_KIND.get(self._context.book.session(ref).kind, {}) if ref else {}
        for i, key in enumerate(SCREENS):
            name = words(f"window.tab.{called.get(key, key)}")
            say_tab(
                self.tabs,
                i,
                f"{name}  {SCREENS[key].key}" if SCREENS[key].key.startswith("F") and not self._narrow else name,
            )
            self.tabs.setTabToolTip(i, f"{name} ({SCREENS[key].key})")

    def _show_head(self) -> None:
        ref, words = self._context.session, self._context.words
        if not ref:
            return
        book, language = self._context.book, words.language
        session, round_ = book.session(ref), book.round_of(ref)
        self._head.name.setText(session.name[language])
        parts = [round_.name[language]]
        parts += [short_date(session.date, language)] if session.date else []
        laps = session.laps or session.planned_laps
        parts += [words("window.laps", n=laps)] if laps and session.kind is SessionKind.RACE else []
        self._head.about.setText(" · ".join(parts))
        state = progress(book, ref, words)
        self._head.say_state(state.shape, session.state.value, self._context.look, state.full, state.short or DASH)
        self._say_tabs()
