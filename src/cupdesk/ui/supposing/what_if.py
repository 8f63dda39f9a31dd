"""The what-if mode: lines supposed on top of the facts, kept apart from them until applied or thrown away.

The facts stay what every other screen, document and publication reads (`context.book`); only the what-if screen asks
for `book` here. Suppositions live as long as the file is open: closing it loses them, and nothing else.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cupdesk.lines.supposed import Supposed, Supposition, suppose
from cupdesk.rules.book import Book

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.ui.context import Context


class WhatIf:
    """What is supposed, line by line; the context tells of every change. `since` is when the mode began, `None` while it is off."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.since: datetime | None = None
        self._lines: tuple[Supposition, ...] = ()
        self._past: list[tuple[Supposition, ...]] = []
        self._future: list[tuple[Supposition, ...]] = []
        self._read: tuple[Supposed, ...] | None = ()

    # -- what is supposed
    @property
    def on(self) -> bool:
        """Whether the mode is on: begun, and neither applied nor thrown away."""
        return self.since is not None

    @property
    def steps(self) -> tuple[Supposed, ...]:
        """Each line as it reads on the facts of now, in order."""
        if self._read is None:
            read: list[Supposed] = []
            for line in self._lines:
                read.append(
                    suppose(read[-1].book if read else self._context.book, line, self._context.words, _now(), self._by)
                )
            self._read = tuple(read)
        return self._read

    @property
    def _by(self) -> str:
        return self._context.settings.operator

    @property
    def book(self) -> Book:
        """The answers if all this were so."""
        return self.steps[-1].book if self.steps else self._context.book

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What applying it would do, in order."""
        return tuple(edit for step in self.steps for edit in step.edits)

    @property
    def effective(self) -> int:
        """How many lines have an effect."""
        return sum(not step.refused for step in self.steps)

    @property
    def last(self) -> str:
        """The line that `undo` would take back; "" for none."""
        return self._lines[-1].line if self._lines and self._past else ""

    def below(self, at: int | None) -> Book:
        """The answers under the line at `at`; with all of them for `None`."""
        if at is None:
            return self.book
        return self.steps[at - 1].book if at else self._context.book

    def trial(self, edits: tuple[Edit, ...], at: int | None) -> Book:
        """The answers with these edits as well, in place of the line at `at` or after all."""
        below = self.below(at)
        book = below.after(*edits)
        for step in () if at is None else self.steps[at + 1 :]:
            book = suppose(book, step.of, self._context.words, _now(), self._by).book
        return book

    # -- changing it
    def begin(self) -> None:
        """Turn the mode on."""
        if self.since is None:
            self.since = datetime.now().astimezone()
            self._context.what_if_changed.emit()

    def leave(self) -> None:
        """Go back to the facts; what is supposed is kept, and with nothing supposed the mode is over."""
        if not self._lines:
            self.since = None
        self._context.what_if_changed.emit()

    def put(self, line: Supposition, at: int | None = None) -> None:
        """Suppose one more line, or another one in place of the one at `at`."""
        at = len(self._lines) if at is None else at
        self._keep((*self._lines[:at], line, *self._lines[at + 1 :]))

    def take_out(self, at: int) -> None:
        """Suppose all but the line at `at`."""
        self._keep((*self._lines[:at], *self._lines[at + 1 :]))

    def undo(self) -> bool:
        """Take the last change of what is supposed back; whether there was one."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Bring back what was taken back; whether there was anything."""
        return self._travel(self._future, self._past)

    def discard(self) -> None:
        """Throw all of it away; the mode is over."""
        self.since = None
        if self._lines:
            self._keep(())
        else:
            self._context.what_if_changed.emit()

    def apply(self) -> None:
        """Do all of it as one step of the desk. Raises what the desk raises, then all is as it was."""
        self._context.desk.do(*self.edits)
        self._past, self._future = [], []
        self._lines, self._read, self.since = (), (), None
        self._context.what_if_changed.emit()

    def follow(self) -> None:
        """The facts or the language have changed: read every line again when it is asked for."""
        if self._lines:
            self._read = None

    def _keep(self, lines: tuple[Supposition, ...]) -> None:
        self._past.append(self._lines)
        self._future.clear()
        self._turn_to(lines)

    def _travel(self, back: list[tuple[Supposition, ...]], forth: list[tuple[Supposition, ...]]) -> bool:
        if not back:
            return False
        forth.append(self._lines)
        self._turn_to(back.pop())
        return True

    def _turn_to(self, lines: tuple[Supposition, ...]) -> None:
        same = 0
        if self._read is not None:
            while same < min(len(lines), len(self._read)) and lines[same] == self._read[same].of:
                same += 1
            kept = list(self._read[:same])
            for line in lines[same:]:
                kept.append(
                    suppose(kept[-1].book if kept else self._context.book, line, self._context.words, _now(), self._by)
                )
            self._read = tuple(kept)
        self._lines = lines
        self._context.what_if_changed.emit()


def _now() -> datetime:
    return datetime.now().astimezone()
