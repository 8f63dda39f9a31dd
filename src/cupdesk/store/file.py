"""The store: one cup with its seasons, in a `.cupdesk` file or a database by URL.

Every step is one durable transaction: the difference of two season values as rows, and its images in the journal.
What cannot be done is a `Trouble`, and then nothing has been written.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cupdesk.store import journal
from cupdesk.store.alone import meet, turned_back
from cupdesk.store.hand import FileHand
from cupdesk.store.load import load, refresh
from cupdesk.store.opening import build, claim, discard, found, reach
from cupdesk.store.place import MEMORY, guarded, name_of, someone, where
from cupdesk.store.write import difference, put
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season
    from cupdesk.store.hand import Hand
    from cupdesk.store.journal import Step
    from cupdesk.store.lock import Lock
    from cupdesk.store.server import ServerLock
    from cupdesk.store.write import Image

_CODES = "SELECT code, id FROM season ORDER BY id"


class Store:
    """An open cup. One program writes it at a time; others, and read-only places, get `read_only` and why."""

    def __init__(self, place: Path | str, hand: Hand, lock: Lock | ServerLock | None, reason: Trouble | None) -> None:
        """Use `create`, `open` or `memory`."""
        self.place = place
        self.read_only_reason = reason
        self._hand = hand
        self._lock = lock
        self._ids: dict[str, int] = {}
        self._sure, self._stand = True, (0, 0)
        if lock is not None and not isinstance(place, Path):
            with self._reading() as opened:
                self._stand = journal.stand(opened)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.read_only_reason is not None

    @classmethod
    def create(cls, place: Path | str, operator: str = "") -> Self:
        """A new cup without a season. `Trouble` if something is there already, or nothing can be made there."""
        place = where(place)
        if place == MEMORY:
            return cls.memory()
        if isinstance(place, Path):
            claim(place)
        try:
            found(place)
        except BaseException:
            if isinstance(place, Path):
                discard(place)
            raise
        return cls.open(place, operator)

    @classmethod
    def open(cls, place: Path | str, operator: str = "") -> Self:
        """The cup of a file, of `:memory:`, or of a database URL. An older file is copied, then upgraded."""
        place = where(place)
        if place == MEMORY:
            return cls.memory()
        return cls(place, *reach(place, operator or someone()))

    @classmethod
    def memory(cls) -> Self:
        """A cup that lives as long as its store."""
        hand = FileHand(MEMORY)
        build(hand)
        return cls(MEMORY, hand, None, None)

    def close(self) -> None:
        """Let go of the cup. Nothing is lost if this never happens."""
        self._hand.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def copy_to(self, path: Path) -> None:
        """Write a copy of the whole cup, journal included, under an unused name. `Trouble` if that fails; nothing stays then."""
        if not isinstance(self._hand, FileHand):
            raise Trouble("store.no_copy", name=name_of(self.place))
        claim(path)
        try:
            self._hand.copy_to(path)
        except sqlite3.Error as error:
            discard(path)
            raise Trouble("store.copy_failed", name=path.name) from error

    def season_codes(self) -> tuple[str, ...]:
        """The codes of the seasons, in the order they were added."""
        with self._reading() as hand:
            self._ids = {str(code): int(id_) for code, id_ in hand.rows(_CODES)}
        return tuple(self._ids)

    def season(self, code: str) -> Season:
        """A season as its rows say. `Trouble` if there is none of this code, or if the file is damaged."""
        id_ = self._id(code)
        with self._reading() as hand:
            return load(hand, id_)

    def add_season(self, season: Season, operator: str = "") -> None:
        """Add a season, in one transaction. `Trouble` if the cup has a season of this code."""
        if season.code in self.season_codes():
            raise Trouble("store.season_exists", season=season.code)
        id_ = max(self._ids.values(), default=0) + 1
        with self._writing(operator) as hand:
            put(hand, difference(id_, None, season))
        self._ids[season.code] = id_

    def write(
        self, before: Season, after: Season, edits: tuple[Edit, ...], operator: str, takes_back: int | None = None
    ) -> None:
        """Write one step: the rows in which `after` differs from `before`, and the journal, in one transaction.

        `takes_back` is the step whose `edits` this one takes back alone.
        """
        id_ = self._id(before.code)
        images = difference(id_, before, after)
        with self._writing(operator) as hand:
            put(hand, images)
            journal.record(hand, id_, edits, operator, images, takes_back)
        if after.code != before.code:
            self._ids = {}

    def undo(self, season: Season) -> tuple[Step, Season] | None:
        """Take back the last step of `season`, given as it is now; the step, and the season as it is then."""
        return self._travel(season, journal.last_done, journal.State.UNDONE)

    def redo(self, season: Season) -> tuple[Step, Season] | None:
        """Do again the last step taken back; the step, and the season as it is then."""
        return self._travel(season, journal.first_undone, journal.State.DONE)

    def undo_step(self, code: str) -> Step | None:
        """The step that `undo` would take back."""
        id_ = self._id(code)
        with self._reading() as hand:
            return journal.last_done(hand, id_, code)

    def redo_step(self, code: str) -> Step | None:
        """The step that `redo` would do again."""
        id_ = self._id(code)
        with self._reading() as hand:
            return journal.first_undone(hand, id_, code)

    def history(self, code: str, limit: int | None = None, before: int | None = None) -> tuple[Step, ...]:
        """The steps of a season, newest first, those taken back among them; only those before the step of an id, if given."""
        id_ = self._id(code)
        with self._reading() as hand:
            return journal.history(hand, id_, code, limit, before)

    def steps(self, code: str) -> int:
        """How many steps the journal of a season has."""
        id_ = self._id(code)
        with self._reading() as hand:
            return journal.count(hand, id_)

    def taken_back(self, code: str) -> frozenset[int]:
        """The steps (by id) that were taken back alone."""
        id_ = self._id(code)
        with self._reading() as hand:
            return journal.taken_back(hand, id_)

    def before(self, season: Season, step: Step) -> Season:
        """The season as it was before a step, given as it was after it."""
        with self._reading() as hand:
            return turned_back(season, journal.images_of(hand, step))

    def after(self, season: Season, step: Step) -> Season:
        """The season as it is after a step, given as it is before it."""
        with self._reading() as hand:
            return turned_back(season, [image.turned() for image in journal.images_of(hand, step)])

    def without(
        self, season: Season, step: Step, holds: Callable[[Season, Season], bool]
    ) -> tuple[Season, Step | None]:
        """The season (given as it is) without one step, or the later step that rests on it: then the season is as given.

        A later step rests on it if it touched the same rows, or if without it something would hang in the air: `holds` says
        whether the second season stands as well as the first.
        """
        id_ = self._id(season.code)
        with self._reading() as hand:
            images = journal.images_of(hand, step)
            later = list(journal.since(hand, id_, step.id))
            rests = next((each for each, theirs in later if meet(images, theirs)), None)
            after = season if rests else turned_back(season, images)
            if rests is None and not holds(season, after):
                rests = self._holding(season, images, later, holds)
            if rests is None:
                return after, None
            return season, journal.history(hand, id_, season.code, 1, rests + 1)[0]

    @staticmethod
    def _holding(
        season: Season,
        images: list[Image],
        later: list[tuple[int, list[Image]]],
        holds: Callable[[Season, Season], bool],
    ) -> int | None:
        """The latest step before which these images could have been taken back."""
        for each, theirs in later:
            season = turned_back(season, theirs)
            if holds(season, turned_back(season, images)):
                return each
        return None

    def _travel(
        self, season: Season, find: Callable[[Hand, int, str], Step | None], state: journal.State
    ) -> tuple[Step, Season] | None:
        id_ = self._id(season.code)
        with self._writing("") as hand:
            step = find(hand, id_, season.code)
            if step is None:
                return None
            images = journal.images_of(hand, step)
            if state is journal.State.UNDONE:
                images = [image.turned() for image in images]
            put(hand, images)
            journal.mark(hand, step, state)
            fresh = refresh(hand, id_, season, images)
        if fresh.code != season.code:
            self._ids = {}
        return replace(step, undone=state is journal.State.UNDONE), fresh

    def _id(self, code: str) -> int:
        if code not in self._ids:
            self.season_codes()
        if code not in self._ids:
            raise Trouble("store.no_season", season=code, name=name_of(self.place))
        return self._ids[code]

    @contextmanager
    def _reading(self) -> Iterator[Hand]:
        with guarded(self.place), self._hand.transaction():
            yield self._hand

    @contextmanager
    def _writing(self, operator: str) -> Iterator[Hand]:
        """One transaction: all of it is durable in the end, or nothing has happened."""
        if self.read_only_reason is not None:
            raise self.read_only_reason
        if self._lock is not None:
            self._keep_alone(self._lock)
            if operator:
                self._lock.tell(operator)
        with self._reading() as hand:
            yield hand
            if self._lock is not None and not isinstance(self.place, Path):
                self._stand = journal.stand(hand)

    def _keep_alone(self, lock: Lock | ServerLock) -> None:
        """Refuse to write, from now on, where another wrote while the connection to a server was gone."""
        with guarded(self.place):
            self._sure = lock.keep() and self._sure
        if self._sure:
            return
        with self._reading() as hand:
            stand = journal.stand(hand)
        if stand != self._stand:
            lock.release()
            self._lock, self.read_only_reason = None, Trouble("store.written_elsewhere", name=name_of(self.place))
            raise self.read_only_reason
        self._sure = True
