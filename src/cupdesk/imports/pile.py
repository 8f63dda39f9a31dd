"""Files to be taken together, in one step: where each goes, which are chosen, which typed cars stay; nothing is changed by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.imports.entries import EntryImport, read_entry_list
from cupdesk.imports.guests import entering
from cupdesk.imports.join import joined, share_cars
from cupdesk.imports.result import Import, read_result
from cupdesk.imports.settle import settled
from cupdesk.imports.several import best_sheet, preference, session_of
from cupdesk.imports.source import open_source, recognise
from cupdesk.imports.tables import Kind
from cupdesk.rules.book import Book
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from cupdesk.imports.answers import Answer
    from cupdesk.imports.columns import HeaderChoice
    from cupdesk.imports.rows import RowNotTaken
    from cupdesk.imports.source import Recognised
    from cupdesk.imports.tables import Layout
    from cupdesk.rules.edits import Edit


@dataclass(frozen=True, slots=True)
class Whole:
    """The result of several files joined, and the edits that enter cars with them."""

    found: Import
    entered: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it is to be read: its table, where it goes, whether it is chosen, the typed cars that stay; and what it gives.

    `place` is a session's reference, or for an entry list (`entries`) a round's code, "" for the whole season. Where it
    cannot be read, `trouble` says why and `found` is `None`. `answers` are what a person said of its rows, `entered`
    the edits that enter cars with it, `refused` the rows whose cars cannot be entered. Files chosen
    that hold other cars of one result each have it as `whole`, or `apart` says why they cannot be joined.
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
    whole: Whole | None = None
    apart: Trouble | None = None

    @property
    def slot(self) -> tuple[str, bool] | None:
        """What only one file can be taken for: the result of a session, or its laps. `None`: any number of them."""
        if self.entries or self.found is None or self.recognised is None:
            return None
        return self.place, self.recognised.kind is Kind.LAPS

    def edits(self, book: Book) -> tuple[Edit, ...]:
        """What taking this file (with those joined to it) does."""
        if isinstance(self.result, Import):
            return (*self.all_entered, *settled(self.result, book.session(self.place), self.typed))
        return self.result.edits if self.result else ()

    @property
    def result(self) -> Import | EntryImport | None:
        """What is taken with this file: the joined result of several, or what it gives alone."""
        return self.whole.found if self.whole else self.found

    @property
    def all_entered(self) -> tuple[Edit, ...]:
        """The edits that enter cars with what is taken."""
        return self.whole.entered if self.whole else self.entered

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
    """The files with those chosen that are best: of each session the official one, and all that hold other cars; of entry lists all.

    Files with half of the cars of the fullest, or fewer, do not come before it alone, whatever they say of themselves.
    """
    chosen = {i for i, filed in enumerate(files) if filed.found is not None and filed.slot is None}
    for slot in dict.fromkeys(filed.slot for filed in files if filed.slot):
        of_it = [i for i, filed in enumerate(files) if filed.slot == slot]
        of_it.sort(key=lambda i: _preference(files[i]), reverse=True)
        groups = [_with_parts(seed, of_it, files) for seed in of_it]
        most = max(_cars(group, files) for group in groups)
        chosen |= set(next(group for group in groups if 2 * _cars(group, files) > most or not most))
    return _choosing(files, chosen)


def _choosing(files: Sequence[Filed], chosen: Collection[int]) -> list[Filed]:
    """The files with these chosen, none of them joined yet."""
    return [replace(filed, chosen=i in chosen, whole=None, apart=None) for i, filed in enumerate(files)]


def _with_parts(seed: int, of_it: Sequence[int], files: Sequence[Filed]) -> list[int]:
    group = [seed]
    for i in of_it:
        if i not in group and not any(_rivals(files[i], files[other]) for other in group):
            group.append(i)
    return group


def _cars(group: Sequence[int], files: Sequence[Filed]) -> int:
    return sum(files[i].cars for i in group)


def _preference(filed: Filed) -> tuple[int, int, int]:
    assert filed.recognised is not None
    return preference(filed.recognised)


def _rivals(a: Filed, b: Filed) -> bool:
    """Whether only one of two files can be taken: both for one session, with some car in both."""
    if a.slot is None or a.slot != b.slot:
        return False
    return not isinstance(a.found, Import) or not isinstance(b.found, Import) or share_cars(a.found, b.found)


def with_choice(files: Sequence[Filed], at: int, *, chosen: bool) -> list[Filed]:
    """The files with one chosen or not; another that gives the same cars of the same session gives way to it."""
    now = {i for i, each in enumerate(files) if each.chosen and i != at}
    if chosen and files[at].found is not None:
        now = {i for i in now if not _rivals(files[i], files[at])} | {at}
    return _choosing(files, now)


def added(files: Sequence[Filed], new: Sequence[Filed]) -> list[Filed]:
    """The files with new ones, in place of those read from the same path; each is chosen unless a better one of its cars is."""
    found = [each for each in files if each.path not in [one.path for one in new]]
    for filed in new:
        found.append(replace(filed, chosen=False))
        better = [each for each in found if each.chosen and _rivals(each, filed)]
        if filed.found is not None and all(_preference(filed) >= _preference(each) for each in better):
            found = with_choice(found, len(found) - 1, chosen=True)
    return found


def put_together(files: Sequence[Filed], book: Book) -> list[Filed]:
    """The files with those joined that are chosen for one session and hold other cars each."""
    found = [replace(filed, whole=None, apart=None) for filed in files]
    for group in _groups(found):
        parts = [found[i].found for i in group]
        if len(group) < 2 or (found[group[0]].slot or ("", True))[1]:
            continue
        entered = tuple(dict.fromkeys(edit for i in group for edit in found[i].entered))
        typed = frozenset[str]().union(*(found[i].typed for i in group))
        whole, apart = None, None
        try:
            results = [part for part in parts if isinstance(part, Import)]
            whole = Whole(joined(results, book.session(found[group[0]].place)), entered)
        except Trouble as trouble:
            apart = trouble
        for i in group:
            found[i] = replace(found[i], whole=whole, apart=apart, typed=typed)
    return found


def _groups(files: Sequence[Filed]) -> list[list[int]]:
    """The chosen files that are taken together: results of one session, then everything else alone; laps last."""
    groups: dict[object, list[int]] = {}
    for i, filed in enumerate(files):
        if filed.chosen and filed.found is not None:
            together = filed.slot is not None and not filed.slot[1]
            groups.setdefault(filed.slot if together else i, []).append(i)
    return sorted(groups.values(), key=lambda group: bool((files[group[0]].slot or ("", False))[1]))


def step(files: Sequence[Filed], book: Book) -> tuple[Edit, ...]:
    """The edits of all files chosen, as one step: results first, then laps; each read on top of those before it.

    Nothing at all if some of them would have to be joined and cannot be.
    """
    edits: list[Edit] = []
    groups = _groups(files)
    for group in groups:
        parts = [read_file(files[i], book) if edits else files[i] for i in group]
        now = put_together(parts, book)
        if any(each.apart for each in now):
            return ()
        more = now[0].edits(book)
        edits += more
        if len(groups) > 1:
            book = with_edits(book, more)
    return tuple(edits)
