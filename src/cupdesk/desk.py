"""The open season as a person sees it: values, do / undo / redo, what-if, and who is told.

The desk owns one store and one `Book`. `do` applies edits to the season value, lets the store write the difference in one
transaction, makes the next book from the last, then tells every listener once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.book import Book
from cupdesk.rules.uses import not_entered
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season
    from cupdesk.store.file import Store
    from cupdesk.store.journal import Step


@dataclass(frozen=True, slots=True)
class Changed:
    """What listeners are told: the edits done (or taken back), and the book before."""

    edits: tuple[Edit, ...]
    before: Book


class Desk:
    """One season of an open file, for one operator."""

    def __init__(self, store: Store, season: str | None = None, operator: str = "") -> None:
        """Open `season` (its code; `None`: the last one of the file). Raises what the store raises."""
        self.store = store
        self.operator = operator
        self._listeners: list[Callable[[Changed], None]] = []
        self.open_season(season or store.season_codes()[-1])

    @property
    def season(self) -> Season:
        """The season as it stands."""
        return self.book.season

    def open_season(self, code: str) -> None:
        """Turn to another season of the file; `Trouble` if its regulations have no championship, and then nothing is turned to."""
        season = self.store.season(code)
        if not season.regulations.championships:
            raise Trouble("store.no_championship", season=code)
        self.book = Book(season)

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Be told after each change. Listeners are called in the order they came."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[Changed], None]) -> None:
        """Stop being told."""
        self._listeners.remove(listener)

    def do(self, *edits: Edit) -> None:
        """Do these edits as one step: one transaction, one entry of the journal. Raises what the store raises, then nothing has changed."""
        before = self.book
        after = before.after(*edits)
        if after.season == before.season:
            return
        self.store.write(before.season, after.season, edits, self.operator)
        self._turn_to(after, edits)

    def undo(self) -> Step | None:
        """Take the last step back; the step, or `None` if there is none."""
        return self._travel(self.store.undo(self.season))

    def redo(self) -> Step | None:
        """Do the last step taken back again; the step, or `None` if there is none."""
        return self._travel(self.store.redo(self.season))

    def take_back(self, step: Step) -> Step | None:
        """Take one step of the journal back alone, as a new step that can be undone itself.

        `None`, or the later step that rests on it: then nothing has changed. Raises what the store raises.
        """
        after, rests = self.store.without(self.season, step, _holds)
        if rests is None:
            self.store.write(self.season, after, step.edits, self.operator, step.id)
            self._turn_to(Book(after, self.book), step.edits)
        return rests

    @property
    def undo_step(self) -> Step | None:
        """The step that `undo` would take back."""
        return self.store.undo_step(self.season.code)

    @property
    def redo_step(self) -> Step | None:
        """The step that `redo` would do again."""
        return self.store.redo_step(self.season.code)

    def what_if(self, *edits: Edit) -> Book:
        """The book as it would be after these edits; nothing is written."""
        return self.book.after(*edits)

    def _travel(self, travelled: tuple[Step, Season] | None) -> Step | None:
        if travelled is None:
            return None
        step, season = travelled
        self._turn_to(Book(season, self.book), step.edits)
        return step

    def _turn_to(self, book: Book, edits: tuple[Edit, ...]) -> None:
        before, self.book = self.book, book
        for listener in tuple(self._listeners):
            listener(Changed(edits, before))


def _holds(before: Season, after: Season) -> bool:
    """Whether nothing hangs in the air in `after` that did not before: a car that is not entered, a name nobody has."""
    from cupdesk.seasons.checks import check  # only a step taken back alone asks

    try:
        check(after)
    except Trouble:
        return False
    return not_entered(after) <= not_entered(before)
