"""A car in a table: its chips, its drivers, its team, the same on every screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.ui.controls.cells import MISSING, Run, Runs
from cupdesk.ui.controls.chips import chips
from cupdesk.words.names import driver_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Driver, Entry
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.cells import Chips


class CarCells:
    """Makes the cells of one season in one language; made anew when either changes. Names are those of `book`, else of the desk's
    at the moment, made once for the same drivers of the season."""

    def __init__(self, context: Context, book: Book | None = None) -> None:
        self._context = context
        self._supposed = book
        self._words = context.words
        self._marked = {award.code for award in context.book.season.regulations.awards if award.chip.letters}
        self._chips: dict[tuple[str, tuple[str, ...], bool], Chips] = {}
        self._people: tuple[Driver, ...] = ()
        self._named: dict[tuple[tuple[str, ...], bool, bool, str], Runs] = {}

    @property
    def _book(self) -> Book:
        return self._supposed or self._context.book

    def chips(self, category: str, awards: tuple[str, ...] = (), *, guest: bool = False) -> Chips:
        """The category's chip, then those of the awards that have letters, then the guest's."""
        key = (category, awards, guest)
        if key not in self._chips:
            marked = tuple(award for award in awards if award in self._marked)
            self._chips[key] = chips(self._book.season.regulations, self._words, category, marked, guest=guest)
        return self._chips[key]

    def driver(self, drivers: Sequence[str], *, initials: bool = False, alone: bool = False, tail: str = "") -> Runs:
        """SURNAME given (or initial, or alone), several joined by a stroke; `tail` stands in place of the given names."""
        if self._people is not self._book.season.drivers:
            self._people = self._book.season.drivers
            self._named.clear()
        key = (tuple(drivers), initials, alone, tail)
        if key not in self._named:
            self._named[key] = self._name(drivers, initials=initials, alone=alone, tail=tail)
        return self._named[key]

    def _name(self, drivers: Sequence[str], *, initials: bool, alone: bool, tail: str) -> Runs:
        runs: list[Run] = []
        people = [self._book.driver(code) for code in drivers]
        for i, driver in enumerate(people):
            given = f"{driver.given[:1]}." if initials and driver.given else driver.given
            if i:
                runs.append(Run(" / ", "text2"))
            if not given:
                runs.append(Run(driver_name(self._book, driver.code, self._words), "text2"))
                continue
            runs.append(Run(driver.surname.upper(), "text", strong=True))
            if not tail and not alone and len(people) == 1:
                runs.append(Run(f" {given}", "text2"))
        whole = " / ".join(d.name if d.given else driver_name(self._book, d.code, self._words) for d in people)
        if tail:
            runs.append(Run(f"  {tail}", "accent"))
        return Runs(tuple(runs), spoken=f"{whole} {tail}".strip(), tip=whole)

    def surname(self, entry: Entry) -> Runs:
        """The surnames alone, small, for narrow lists."""
        whole = self.driver(entry.drivers, alone=True)
        return Runs(tuple(replace(run, small=True) for run in whole.runs), whole.spoken, whole.tip)

    def team(self, code: str | None) -> Runs:
        """The team's short name, its whole name in the tool tip."""
        if code is None:
            return Runs((Run(MISSING, "text3"),))
        team = self._book.team(code)
        return Runs((Run(team.short or team.name, "text2", small=True),), spoken=team.name, tip=team.name)
