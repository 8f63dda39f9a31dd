"""The rows of the import: the cars of a result or of an entry list, what is to be known, typed order against file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.imports import (
    EntryTaken,
    Import,
    RemarkKind,
    Remedy,
    column_left_off,
    differing,
    remedies,
    say,
    unusual,
    versus,
    with_edits,
)
from cupdesk.rules.edits import EnterCar, SetEntry
from cupdesk.rules.session import Status
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports import EntryImport, Filed, Repair, RowNotTaken, RowTaken
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Entry
    from cupdesk.rules.session import Finish
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Theirs:
    """A car in another file of the same session: its place there, its time if that is another, whether anything differs."""

    place: str
    time_ms: int | None
    differs: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A car of a result: line, place and facts in the file, the typed place if that is another, the same car in other files.

    `mine`: it is of the file shown, not of another that is joined to it. `repairs` are its cells read otherwise than they
    stand, `unusual` those that most rows do not have.
    """

    line: int
    number: str
    entry: Entry
    place: int | None
    finish: Finish
    leader: Finish
    typed: str
    kept: bool
    theirs: tuple[Theirs | None, ...]
    mine: bool = True
    repairs: tuple[Repair, ...] = ()
    unusual: tuple[Repair, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it is typed otherwise."""
        return bool(self.typed)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A car of an entry list: what becomes of it (`new`, `more`, `known`), drivers, team, category, what is said of it."""

    line: int
    number: str
    becomes: str
    name: str
    team: str
    category: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One thing to know: a row not taken (`left`: its line, its text) or a remark; in short, and in full with what helps.

    `remedies` can be said of it, of all `lines` if there are several; `column` can be left off, `suggested` is the car it may
    be. `entered`: its car is entered with the file.
    """

    key: int
    left: bool
    line: int
    text: str
    short: str
    whole: str
    remedies: tuple[Remedy, ...] = ()
    lines: tuple[int, ...] = ()
    column: str = ""
    suggested: str = ""
    entered: bool = False


@dataclass(frozen=True, slots=True)
class DifferRow:
    """A car typed otherwise than filed: both places in words, and whether it stays as typed."""

    number: str
    entry: Entry | None
    typed: str
    filed: str
    kept: bool


def result_rows(filed: Filed, others: Sequence[Filed], book: Book, words: Words) -> list[ResultRow]:
    """The cars of a result in the order they finish in, beside `others` of the same session."""
    found = filed.result
    if not isinstance(found, Import) or not found.taken:
        return []
    mine = {_number(row) for row in filed.found.taken} if filed.found else set()
    entries = with_edits(book, filed.all_entered).entries(book.round_of(filed.place).code)
    typed = {each.number: _place(each.typed, each.typed_status, words) for each in differing(found)}
    filed_at = {each.number: each.filed for each in found.compared}
    beside = [_theirs(found, other.found) for other in others if isinstance(other.found, Import)]
    leader = found.taken[0].finish
    odd = unusual(found.taken)
    return [
        ResultRow(
            row.line,
            row.number,
            entries[row.number],
            filed_at.get(row.number),
            row.finish,
            leader,
            typed.get(row.number, ""),
            row.number in filed.typed,
            tuple(cars.get(row.number) for cars in beside),
            row.number in mine,
            row.repairs,
            odd.get(row.number, ()),
        )
        for row in found.taken
    ]


def _theirs(mine: Import, other: Import) -> dict[str, Theirs]:
    found = versus(other, mine)
    places = {each.number: each.filed for each in other.compared}
    return {
        row.number: Theirs(
            str(places.get(row.number) or ""),
            row.finish.total_ms if row.number in found.times else None,
            row.number in {*found.places, *found.times},
        )
        for row in other.taken
    }


def entry_rows(found: EntryImport, book: Book, words: Words) -> list[EntryRow]:
    """The cars of an entry list as the file has them; which of their drivers and teams are new is said."""
    season = book.season
    known = {driver.code for driver in season.drivers} | {team.code for team in season.teams}
    more = {edit.was.number for edit in found.edits if isinstance(edit, SetEntry)}
    rows = []
    for row in found.taken:
        entry = row.entry
        becomes = "known" if row.known else "more" if entry.number in more else "new"
        name = " / ".join(driver.name for driver in row.drivers)
        category = ", ".join(filter(None, (entry.category, *entry.awards)))
        team = row.team.name if row.team else ""
        rows.append(EntryRow(row.line, entry.number, becomes, name, team, category, _unknown(row, known, words)))
    return rows


def _unknown(row: EntryTaken, known: set[str], words: Words) -> str:
    """Which drivers and team of a row are not on file yet."""
    said = []
    if fresh := [driver.name for driver in row.drivers if driver.code not in known]:
        said.append(words("imports.entries.new_drivers", n=len(fresh), names=", ".join(fresh)))
    if row.team and row.team.code not in known:
        said.append(words("imports.entries.new_team", name=row.team.name))
    return " ".join(said)


def note_rows(filed: Filed, book: Book, words: Words, shown: str) -> list[NoteRow]:
    """Rows not taken first, each with its reason and what helps; then what is to be known before taking the file.

    `shown` is the session the window shows: a file that goes into another says so.
    """
    found = filed.found
    if found is None or filed.recognised is None:
        return []
    rows = [_left(i, row, filed, words) for i, row in enumerate(found.not_taken)]
    for edit in filed.entered:
        if isinstance(edit, (EnterCar, SetEntry)):
            entry = edit.entry if isinstance(edit, EnterCar) else edit.now or edit.was
            line = next((row.line for row in found.taken if _number(row) == entry.number), 0)
            key = "imports.guest.entered" if entry.guest else "imports.guest.entry"
            short = words(key, car=entry.number)
            whole = f"{short} {words('imports.guest.leave')}"
            rows.append(NoteRow(len(rows), False, line, "", short, whole, entered=True))
    if isinstance(found, Import) and shown and shown != filed.place:
        here, there = (session_and_round(book, ref, words) for ref in (shown, filed.place))
        text = words("imports.window.elsewhere", place=there, shown=here)
        rows.append(NoteRow(len(rows), False, 0, "", text, text))
    for each in found.remarks:
        text = say.remark(each, words)
        lines = tuple(row.line for row in found.taken if _number(row) in each.cars)
        helps = (Remedy.NOT_STARTED,) if each.kind is RemarkKind.NO_LAP else ()
        rows.append(NoteRow(len(rows), False, 0, "", text, text, helps, lines))
    said = []
    if isinstance(found, Import):
        taken = filed.result
        if isinstance(taken, Import) and taken.missing:
            said.append(words("imports.window.missing", cars=", ".join(taken.missing)))
        if filed.typed:
            said.append(words("imports.window.kept", n=len(filed.typed)))
    if filed.recognised.choice.columns:
        said.append(words("imports.heads.by_hand"))
    if found.taken and not filed.edits(book):
        said.append(words(f"imports.{'entries' if filed.entries else 'window'}.same"))
    return rows + [NoteRow(len(rows) + i, False, 0, "", text, text) for i, text in enumerate(said)]


def _left(key: int, left: RowNotTaken, filed: Filed, words: Words) -> NoteRow:
    """A row not taken; where its car was to be entered and cannot be, what hinders that."""
    assert filed.recognised is not None
    refused = next((each for each in filed.refused if each.line == left.line), None)
    short, why = say.reason(left, words), left
    if refused is not None:
        short, why = words("imports.guest.refused", why=say.reason(refused, words)), refused
    helps = remedies(why, filed.recognised, entries=filed.entries or refused is not None)
    parts = [short, say.helps(why, words)]
    parts += [words("imports.guest.enter")] if Remedy.GUEST in helps else []
    return NoteRow(
        key,
        True,
        left.line,
        left.text,
        short,
        " ".join(part for part in parts if part),
        helps,
        column=column_left_off(why),
        suggested=str(left.values.get("other", "")),
    )


def _number(row: RowTaken | EntryTaken) -> str:
    return row.entry.number if isinstance(row, EntryTaken) else row.number


def differ_rows(filed: Filed, book: Book, words: Words) -> list[DifferRow]:
    """The cars typed otherwise than the file has them."""
    if not isinstance(filed.result, Import):
        return []
    entries = book.entries(book.round_of(filed.place).code)
    return [
        DifferRow(
            each.number,
            entries.get(each.number),
            _place(each.typed, each.typed_status, words),
            _place(each.filed, each.filed_status, words),
            each.number in filed.typed,
        )
        for each in differing(filed.result)
    ]


def _place(place: int | None, status: Status | None, words: Words) -> str:
    if status is not None and status is not Status.RUNNING:
        return words(f"lines.status.{status.value}")
    return words("imports.differ.not_there") if place is None else str(place)
