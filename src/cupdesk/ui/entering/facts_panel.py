"""The facts of the whole session as they stand, each with the line that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.facts_said import fact_said, factor_said
from cupdesk.rules.distance import proposed_factor, share_run
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.words.names import car_name

if TYPE_CHECKING:
    from cupdesk.rules.session import Session
    from cupdesk.ui.screens.order import OrderScreen

_OF_RACE = ("laps", "counted_laps", "points_factor", "pole")
_OF_ALL = ("planned_laps", "planned_minutes", "start", "track", "track_c", "air_c", "cancelled")


class FactsPanel(LinesPanel):
    """Shown under the order; Enter on a fact begins its line."""

    def __init__(self, screen: OrderScreen) -> None:
        super().__init__(screen.context, "session_facts", labels=150)
        self._screen = screen
        self._names: tuple[str, ...] = ()
        self.picked.connect(self._begin)

    def turn(self) -> None:
        """Show the facts and give them the keyboard, or put them away."""
        if self.isVisible():
            self.put_away()
            return
        self.show_facts()
        self.table.selectRow(0)
        self.table.setFocus()

    def show_facts(self) -> None:
        """Write the facts as they are now."""
        screen, words = self._screen, self._screen.words
        session = screen.session
        self._names = (*_OF_RACE, *_OF_ALL) if session.kind is SessionKind.RACE else _OF_ALL
        lines = [Line(words(f"session.facts.form.{name}"), self._said(name, session)) for name in self._names]
        chosen = max(self.table.currentIndex().row(), 0)
        self.say(words("session.facts.title"), lines, note=screen.session_title)
        self.table.selectRow(chosen)

    def _said(self, name: str, session: Session) -> str:
        words, value = self._screen.words, getattr(session, name)
        if name == "pole" and value:
            value = car_name(self._screen.book, self._screen.ref, value, words)
        said = fact_said(name, value, words)
        proposed = (
            proposed_factor(session, self._screen.book.season.regulations.short_race)
            if name == "points_factor"
            else None
        )
        if proposed is None or proposed == session.points_factor:
            return said
        share = share_run(session)
        percent = "" if share is None else words("session.facts.share", percent=int(share * 100))
        return words("session.facts.proposed", now=said, factor=factor_said(proposed, words), share=percent).strip()

    def _begin(self, row: object) -> None:
        """Begin the line of a fact: its word, and the value proposed if there is one."""
        name = self._names[int(str(row))]
        session = self._screen.session
        word = self._screen.words(f"session.facts.form.{name}").split(" ")[0]
        proposed = (
            proposed_factor(session, self._screen.book.season.regulations.short_race)
            if name == "points_factor"
            else None
        )
        if name == "cancelled":
            form = self._screen.words(f"session.facts.{'hold' if session.cancelled else 'cancel'}")
        elif name == "laps":
            form = f"{self._screen.words('session.facts.form.laps').split(' ')[0]} "
        else:
            form = f"{word} {proposed if proposed is not None else ''}"
        self._screen.line.set_text(form)
