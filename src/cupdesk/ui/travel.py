"""Going places in the window: sessions, pages, tabs, regions, problems; and what a step is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cupdesk.rules.results import Problem, ProblemKind
from cupdesk.rules.session import SessionKind, SessionState
from cupdesk.ui.places import WHAT_IF
from cupdesk.ui.steps import step_words

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.store.journal import Step
    from cupdesk.ui.desk_page import DeskPage
    from cupdesk.ui.main_window import MainWindow

_OF_DECISIONS = (ProblemKind.OPEN_DECISION, ProblemKind.DECISION_CAR)


class Travel:
    """Where the window goes. Everything here needs an open file and does nothing without one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _page(self) -> DeskPage | None:
        return self._window.page

    def step_name(self, step: Step) -> str:
        """What a step of the journal did, in words."""
        assert self._window.desk is not None
        return step_words(step, self._window.words, self._window.desk.season)

    # -- sessions and pages
    def to_start(self) -> None:
        """The session being entered, else the first still to be; else the last race with a result. Without entries, these."""
        assert self._window.desk is not None
        book = self._window.desk.book
        refs = book.sessions()
        latest = book.latest()
        begun = refs.index(latest) if latest else -1
        open_ = next((ref for ref in refs[max(begun, 0) :] if self._to_enter(book, ref)), "")
        where = open_ or latest or (refs[0] if refs else "")
        if where:
            race = book.session(where).kind is SessionKind.RACE
            self.to_session(where, "order" if open_ or not race else "classification")
        if not book.season.entries:
            self.to_page("entries")

    def _to_enter(self, book: Book, ref: str) -> bool:
        """Whether a session has no result yet, or one not published in which cars are missing."""
        if not book.has_result(ref):
            return True
        return book.session(ref).state is SessionState.UNOFFICIAL and bool(book.classification(ref).missing)

    def to_session(self, ref: str, tab: str = "") -> None:
        """Show a session, and one of its screens if named; the keyboard goes to the entry line."""
        if self._page is not None:
            self._page.show_session(ref, tab)
            self.to_line()

    def to_page(self, name: str) -> None:
        """Show a page of the season: standings, titles, regulations."""
        if self._page is not None:
            self._page.show_page(name)

    def to_line_of(self, page: str, table: str, line: object) -> None:
        """Show a page of the season, and this line of one of its tables."""
        self.to_page(page)
        if self._window.context is not None:
            self._window.context.line_wanted.emit(table, line)

    def to_tab(self, tab: str) -> None:
        """Show a screen of the session."""
        if self._page is not None and self._window.context is not None and self._window.context.session:
            self._page.show_session(self._window.context.session, tab)
            self.to_line()

    def to_what_if(self) -> None:
        """Turn the what-if on, or go back from it to the facts."""
        page, context = self._page, self._window.context
        if page is None or context is None or not context.session:
            return
        if self.supposing:
            page.session.screen_shown.leave()
        else:
            self.to_session(context.session, WHAT_IF)

    @property
    def supposing(self) -> bool:
        """Whether the what-if is shown."""
        return self._page is not None and self._page.place == "session" and self._page.session.tab == WHAT_IF

    def to_neighbour(self, by: int) -> None:
        """Show the session before or after."""
        if self._window.desk is None or self._window.context is None:
            return
        refs = self._window.desk.book.sessions()
        here = self._window.context.session
        where = refs.index(here) + by if here in refs else 0
        if 0 <= where < len(refs):
            self.to_session(refs[where])

    def turn_championship(self, by: int) -> None:
        """Show the championship before or after, in the dock or on the page shown."""
        if self._page is not None:
            self._page.turn_championship(by)

    # -- regions
    def to_line(self) -> None:
        """Give the keyboard to the entry line, or to what stands for it."""
        if self._page is not None:
            self._page.focus_line()

    def to_region(self, by: int) -> None:
        """Give the keyboard to the next or the previous region."""
        if self._page is None:
            return
        stops = [stop for stop in (*self._page.regions(), self._window.find_field) if stop.isVisible()]
        now = self._window.focusWidget()
        here = next((i for i, stop in enumerate(stops) if now is stop or _holds(stop, now)), -1 if by > 0 else 0)
        stops[(here + by) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def what_if_text(self) -> str:
        """Since when the what-if is on, and with how many changes; "" while it is off, or left with nothing supposed."""
        context, words = self._window.context, self._window.words
        if context is None or not context.supposing:
            return ""
        at, n = f"{context.what_if.since:%H:%M}", len(context.what_if.steps)
        if not n and not self.supposing:
            return ""
        return words("what_if.since", at=at, n=n) if n else words("what_if.since_empty", at=at)

    # -- problems
    def _problems(self) -> tuple[Problem, ...]:
        desk, context = self._window.desk, self._window.context
        if desk is None or context is None:
            return ()
        return tuple(p for p in desk.book.problems() if desk.book.has_result(p.session))

    def problems_text(self) -> str:
        """What is still to settle, in a few words; "" if nothing is."""
        words, problems = self._window.words, self._problems()
        missing = sum(len(p.cars) for p in problems if p.kind is ProblemKind.CARS_MISSING)
        others = [p for p in problems if p.kind is not ProblemKind.CARS_MISSING]
        parts = [words("window.problems.missing", n=missing)] if missing else []
        if others:
            open_ = [p for p in others if p.kind is ProblemKind.OPEN_DECISION]
            key = "window.problems.open" if len(open_) == len(others) else "window.problems.others"
            parts.append(words(key, n=len(others)))
        return ", ".join(parts)

    def to_problem(self, by: int) -> None:
        """Show the next or the previous thing to settle, and the car it is about; in an import, the row that is not taken."""
        if self._window.importing.next_problem(by):
            return
        problems = self._problems()
        context = self._window.context
        if not problems or context is None:
            self._window.status.say(self._window.words("window.problems.none"))
            return
        self._at = (self._at + by) % len(problems) if problems == self._seen else 0 if by > 0 else len(problems) - 1
        self._seen = problems
        problem = problems[self._at]
        self.to_session(problem.session, "decisions" if problem.kind in _OF_DECISIONS else "order")
        if problem.cars:
            context.car_wanted.emit(problem.cars[0])

    _seen: tuple[Problem, ...] = ()
    _at = 0


def _holds(stop: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and stop.isAncestorOf(widget)
