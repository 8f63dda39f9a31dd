"""What a file gives as the import dialog shows it: a result of a session, or an entry list of a round or the season."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.imports import read_entry_list, read_result, say
from cupdesk.rules.edits import SetEntry
from cupdesk.rules.session import Status
from cupdesk.ui.cells import MISSING, Cell, run
from cupdesk.ui.rows_model import Column, RowLook
from cupdesk.words.names import driver_name, session_and_round

if TYPE_CHECKING:
    from cupdesk.imports import Compared, EntryTaken, Recognised, RowNotTaken
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: its line, what becomes of it (`left`, `taken`, `differs`, `new`, `more`, `known`), car and name, two facts of it, what is said of it."""

    key: int
    line: int
    becomes: str
    number: str
    name: str
    facts: tuple[str, str]
    sentence: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a file gives: its rows, lines to know before taking it, the edits of the one step, how many cars that is."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    edits: tuple[Edit, ...]
    cars: int


@dataclass(frozen=True, slots=True)
class Result:
    """A result or laps for the session `place`."""

    place: str
    name = "window"
    facts = ("typed", "filed")

    def title(self, book: Book, words: Words) -> str:
        """What the dialog is called."""
        return words("imports.window.title", session=session_and_round(book, self.place, words))

    def read(self, recognised: Recognised, book: Book, words: Words) -> Given:
        """Rows not taken first, then those taken in the order they finish in. Raises `Trouble`."""
        found = read_result(recognised, book, self.place)
        compared = {each.number: each for each in found.compared}
        entries = book.entries(book.round_of(self.place).code)
        rows = [_left(n, left, words) for n, left in enumerate(found.not_taken)]
        for row in found.taken:
            both = compared.get(row.number)
            facts = _places(both, words) if both else ("", "")
            differs = both is not None and bool(facts[0]) and both.differs
            name = " / ".join(driver_name(book, code, words) for code in entries[row.number].drivers)
            sentence = words("imports.window.differs", place=facts[0]) if differs else ""
            becomes = "differs" if differs else "taken"
            rows.append(Row(len(rows), row.line, becomes, row.number, name, facts, sentence))
        lines = [words("imports.window.counts", taken=len(found.taken), left=len(found.not_taken))]
        lines += [say.remark(each, words) for each in found.remarks]
        if found.missing:
            lines.append(words("imports.window.missing", cars=", ".join(found.missing)))
        if found.taken and not found.edits:
            lines.append(words("imports.window.same"))
        return Given(tuple(rows), tuple(lines), found.edits, len(found.taken))


@dataclass(frozen=True, slots=True)
class EntryList:
    """An entry list for the round `place`, "" for the whole season."""

    place: str
    name = "entries"
    facts = ("team", "category")

    def title(self, book: Book, words: Words) -> str:
        """What the dialog is called."""
        return words("imports.entries.title", season=f"{book.season.cup} {book.season.year}")

    def read(self, recognised: Recognised, book: Book, words: Words) -> Given:
        """Rows not taken first, then the cars as the file has them. Raises `Trouble`."""
        found = read_entry_list(recognised, book, self.place)
        season = book.season
        known = {driver.code for driver in season.drivers} | {team.code for team in season.teams}
        more = {edit.was.number for edit in found.edits if isinstance(edit, SetEntry)}
        rows = [_left(n, left, words) for n, left in enumerate(found.not_taken)]
        for row in found.taken:
            entry = row.entry
            becomes = "known" if row.known else "more" if entry.number in more else "new"
            name = " / ".join(driver.name for driver in row.drivers)
            facts = (row.team.name if row.team else "", ", ".join(filter(None, (entry.category, *entry.awards))))
            rows.append(Row(len(rows), row.line, becomes, entry.number, name, facts, _unknown(row, known, words)))
        new = sum(1 for row in rows if row.becomes in ("new", "more"))
        lines = [words("imports.window.counts", taken=len(found.taken), left=len(found.not_taken))]
        lines += [say.remark(each, words) for each in found.remarks]
        if found.taken and not found.edits:
            lines.append(words("imports.entries.same"))
        return Given(tuple(rows), tuple(lines), found.edits, new)


Reading = Result | EntryList


def columns(reading: Reading, words: Words) -> list[Column[Row]]:
    """The columns of the table of rows."""

    def text(value: str, tone: str = "text") -> Cell:
        return run(value, tone) if value else run(MISSING, "text3")

    def becomes(row: Row) -> Cell:
        left = row.becomes == "left"
        return run(words(f"imports.mark.{row.becomes}"), "problem" if left else "text2", strong=left)

    first, second = reading.facts
    name, wide = (150, 110) if isinstance(reading, EntryList) else (190, 80)
    return [
        Column("line", words("imports.window.line"), lambda r: text(str(r.line or ""), "text2"), 44, figures=True),
        Column("becomes", words("imports.window.becomes"), becomes, 86),
        Column("number", words("imports.column.number"), lambda row: text(row.number), 64, figures=True),
        Column("name", words("imports.column.driver"), lambda row: text(row.name), name),
        Column(first, words(f"imports.{reading.name}.{first}"), lambda row: text(row.facts[0]), wide),
        Column(second, words(f"imports.{reading.name}.{second}"), lambda row: text(row.facts[1]), wide),
        Column("sentence", words("imports.window.remark"), lambda r: run(r.sentence, "text2"), 240, stretch=True),
    ]


def row_look(row: Row) -> RowLook:
    """Rows not taken stand out, those that change something are marked."""
    if row.becomes == "left":
        return RowLook("problem_tint", "problem")
    return RowLook("changed", "accent") if row.becomes in ("differs", "new", "more") else RowLook()


def _left(n: int, left: RowNotTaken, words: Words) -> Row:
    sentence = f"{say.reason(left, words)} {say.remedy(left, words)}"
    return Row(n, left.line, "left", "", left.text, ("", ""), sentence)


def _places(both: Compared, words: Words) -> tuple[str, str]:
    def said(place: int | None, status: Status | None) -> str:
        if status is not None and status is not Status.RUNNING:
            return words(f"lines.status.{status.value}")
        return "" if place is None else str(place)

    return said(both.typed, both.typed_status), said(both.filed, both.filed_status)


def _unknown(row: EntryTaken, known: set[str], words: Words) -> str:
    """Which drivers and team of a row are not on file yet."""
    said = []
    if fresh := [driver.name for driver in row.drivers if driver.code not in known]:
        said.append(words("imports.entries.new_drivers", n=len(fresh), names=", ".join(fresh)))
    if row.team and row.team.code not in known:
        said.append(words("imports.entries.new_team", name=row.team.name))
    return " ".join(said)
