"""Files to be taken together, in one step: where each goes, which are chosen, which typed cars stay; nothing is changed by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.imports.entries import EntryImport, read_entry_list
from cupdesk.imports.guests import entering
from cupdesk.imports.result import Import, read_result
from cupdesk.imports.settle import settled
from cupdesk.imports.several import best_sheet, preference, session_of
from cupdesk.imports.source import open_source, recognise
from cupdesk.imports.tables import Kind
from cupdesk.rules.book import Book
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cupdesk.imports.answers import Answer
    from cupdesk.imports.columns import HeaderChoice
    from cupdesk.imports.rows import RowNotTaken
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Layout
    from cupdesk.rules.edits import Edit


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it is to be read: its table, where it goes, whether it is chosen, the typed cars that stay; and what it gives.

    `place` is a session's reference, or for an entry list (`entries`) a round's code, "" for the whole season. Where it
    cannot be read, `trouble` says why and `found` is `None`. `answers` are what a person said of its rows, `entered`
    the edits that enter cars with it, `refused` the rows whose cars cannot be entered.
    """

    path: Path
    entries: bool = False
    place: str = ""
    recognised: Recognised | None = None
    found: Import | EntryImport | None = None
    trouble: Trouble | None = None
    chosen: bool = False
    typed: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()
    entered: tuple[Edit, ...] = ()
    refused: tuple[RowNotTaken, ...] = ()

    @property
    def slot(self) -> tuple[str, bool] | None:
        """What only one file can be taken for: the result of a session, or its laps. `None`: any number of them."""
        if self.entries or self.found is None or self.recognised is None:
            return None
        return self.place, self.recognised.kind is Kind.LAPS

    def edits(self, book: Book) -> tuple[Edit, ...]:
        """What taking this file alone does."""
        if isinstance(self.found, Import):
            return (*self.entered, *settled(self.found, book.session(self.place), self.typed))
        return self.found.edits if self.found else ()

    @property
    def cars(self) -> int:
        """How many cars the file gives."""
        return len(self.found.taken) if self.found else 0


def open_file(
    path: Path, book: Book, shown: str, remembered: Callable[[Layout], HeaderChoice | None], *, entries: bool = False
) -> Filed:
    """A file, with its heads as remembered for its layout; a result goes to the session it names, else to the one `shown`."""
    filed = Filed(path, entries, "" if entries else shown)
    try:
        source = open_source(path, path.name)
        found = best_sheet(source, book, "" if entries else shown)
        if choice := remembered(found.layout):
            found = recognise(source, choice, found.table.name or None)
    except Trouble as trouble:
        return replace(filed, trouble=trouble)
    return read_file(replace(filed, recognised=found, place="" if entries else session_of(found, book, shown)), book)


def read_file(filed: Filed, book: Book) -> Filed:
    """What a file gives now: after another place, sheet or heads, or another edit. Typed cars that agree by now are let go."""
    if filed.recognised is None:
        return filed
    entered: tuple[Edit, ...] = ()
    refused: tuple[RowNotTaken, ...] = ()
    try:
        found: Import | EntryImport
        if filed.entries:
            found = read_entry_list(filed.recognised, book, filed.place, filed.answers)
        else:
            entered, refused = entering(filed.recognised, book, book.round_of(filed.place).code, filed.answers)
            found = read_result(filed.recognised, with_edits(book, entered), filed.place, filed.answers)
    except Trouble as trouble:
        return replace(filed, found=None, trouble=trouble, chosen=False)
    typed = filed.typed & {each.number for each in found.compared} if isinstance(found, Import) else frozenset()
    return replace(filed, found=found, trouble=None, typed=typed, entered=entered, refused=refused)


def with_edits(book: Book, edits: Sequence[Edit]) -> Book:
    """The book after these edits; the same one if there is none."""
    return book.after(*edits) if edits else book


def suggested(files: Sequence[Filed]) -> list[Filed]:
    """The files with those chosen that are best: of each session the official one, of several entry lists all."""
    best: dict[tuple[str, bool] | int, int] = {}
    for i, filed in enumerate(files):
        if filed.found is None or filed.recognised is None:
            continue
        slot = filed.slot or i
        other = files[best[slot]].recognised if slot in best else None
        if other is None or preference(filed.recognised) > preference(other):
            best[slot] = i
    return [replace(filed, chosen=i in best.values()) for i, filed in enumerate(files)]


def with_choice(files: Sequence[Filed], at: int, *, chosen: bool) -> list[Filed]:
    """The files with one chosen or not; another of the same session gives way to it."""
    slot = files[at].slot
    gives_way = [chosen and i != at and slot is not None and each.slot == slot for i, each in enumerate(files)]
    return [
        replace(each, chosen=chosen and each.found is not None if i == at else each.chosen and not gives_way[i])
        for i, each in enumerate(files)
    ]


def step(files: Sequence[Filed], book: Book) -> tuple[Edit, ...]:
    """The edits of all files chosen, as one step: results first, then laps; each read on top of those before it."""
    taken = [each for each in files if each.chosen and each.found is not None]
    edits: list[Edit] = []
    for filed in sorted(taken, key=lambda each: bool(each.slot and each.slot[1])):
        more = (read_file(filed, book) if edits else filed).edits(book)
        edits += more
        if len(taken) > 1:
            book = with_edits(book, more)
    return tuple(edits)
