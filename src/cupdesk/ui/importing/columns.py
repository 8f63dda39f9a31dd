"""The columns of the tables of the import, and how their rows look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cupdesk.imports import Column as FileColumn
from cupdesk.imports import say
from cupdesk.ui.controls.cells import MISSING, Cell, Chips, Race, Run, Runs, Symbol, run, spoken
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.ui.entering.order_columns import CODES
from cupdesk.words.figures import clock, gap, laps_gap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.rules.session import Finish
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.ui.importing.file_rows import FileRow
    from cupdesk.ui.importing.rows import DifferRow, EntryRow, NoteRow, ResultRow, Theirs
    from cupdesk.words import Words

_MARKED = RowLook("changed", "accent")
_PLAIN = RowLook()


def result_columns(
    cells: CarCells, words: Words, room: int, others: Sequence[str], *, race: bool
) -> list[Column[ResultRow]]:
    """The columns of a result that fit in `room` pixels at text size 100 %; `others` are the heads of other files."""

    def place(row: ResultRow) -> Cell:
        return run(str(row.place), strong=True) if row.place else run(MISSING, "text3")

    def chips(row: ResultRow) -> Cell:
        return cells.chips(row.entry.category, row.entry.awards, guest=row.entry.guest)

    def laps(row: ResultRow) -> Cell:
        return _figure(str(row.finish.laps) if row.finish.laps is not None else "")

    def time(row: ResultRow) -> Cell:
        return time_cell(row.finish, row.leader, words)

    def lap_time(ms: int | None) -> Cell:
        return _figure(clock(ms) if ms is not None else "")

    def beside(i: int) -> Column[ResultRow]:
        return Column(f"other{i}", others[i], lambda row: _theirs(row.theirs[i]), 92, figures=True)

    second: Column[ResultRow] = Column(
        "second", words("session.column.second"), lambda r: lap_time(r.finish.second_ms), 84, figures=True
    )

    def read(cell: Callable[[ResultRow], Cell], *of: FileColumn) -> Callable[[ResultRow], Cell]:
        return lambda row: _with_stood(cell(row), row, of, words)

    driver = read(lambda row: cells.driver(row.entry.drivers), FileColumn.DRIVER, FileColumn.SURNAME, FileColumn.GIVEN)
    number = read(lambda row: run(row.number, strong=True), FileColumn.NUMBER)
    best = read(lambda row: lap_time(row.finish.best_ms), FileColumn.BEST)
    total = read(time, FileColumn.TOTAL, FileColumn.GAP)
    columns: list[Column[ResultRow]] = [
        Column("line", words("imports.window.line"), lambda r: _line(r.line if r.mine else 0), 40, figures=True),
        Column("mark", "", lambda row: _mark(row, words), 24, align="centre"),
        Column("place", words("session.column.place"), read(place, FileColumn.PLACE), 34, figures=True),
        Column("number", words("session.column.number"), number, 42, figures=True),
        Column("driver", words("session.column.driver"), driver, 140, stretch=True),
        Column("category", words("session.column.category"), chips, 52),
        Column("laps", words("session.column.laps"), read(laps, FileColumn.LAPS), 48, figures=True),
        *([Column("time", words("session.column.time"), total, 80, figures=True)] if race else []),
        Column("best", words("session.column.best"), best, 74, figures=True),
        *([] if race else [second]),
        *(beside(i) for i in range(len(others))),
        Column("remark", words("imports.window.remark"), lambda row: _said(row, words), 104, stretch=True),
    ]
    return _fitting(columns, room, ("line", "laps", "best", "other1", "category", "other0"))


def entry_columns(words: Words, room: int) -> list[Column[EntryRow]]:
    """The columns of an entry list."""

    def becomes(row: EntryRow) -> Cell:
        return run(words(f"imports.mark.{row.becomes}"), "text3" if row.becomes == "known" else "text")

    columns: list[Column[EntryRow]] = [
        Column("line", words("imports.window.line"), lambda r: run(str(r.line or MISSING), "text2"), 40, figures=True),
        Column("number", words("imports.column.number"), lambda row: run(row.number, strong=True), 58, figures=True),
        Column("name", words("imports.column.driver"), lambda row: _text(row.name), 160, stretch=True),
        Column("team", words("imports.entries.team"), lambda row: _text(row.team, "text2"), 130),
        Column("category", words("imports.entries.category"), lambda row: _text(row.category, "text2"), 90),
        Column("becomes", words("imports.window.becomes"), becomes, 104),
        Column("remark", words("imports.window.remark"), lambda row: run(row.sentence, "text2"), 150, stretch=True),
    ]
    return _fitting(columns, room, ("line", "team", "remark"))


def note_columns(words: Words) -> list[Column[NoteRow]]:
    """Line and text of a row left out, and what is said."""

    def line(row: NoteRow) -> Cell:
        return run(str(row.line) if row.line else MISSING if row.left else "", "text2")

    def said(row: NoteRow) -> Cell:
        if not row.left:
            return run(row.short, "text")
        text = f"  {row.text}" if row.text else ""
        return Runs((Run(row.short, "problem"), Run(text, "text2")), spoken=f"{row.short} {row.text}", tip=row.whole)

    return [
        Column("line", words("imports.window.line"), line, 44, figures=True),
        Column("said", words("imports.window.why"), said, 100, stretch=True),
    ]


def differ_columns(cells: CarCells, words: Words) -> list[Column[DifferRow]]:
    """Both sides of a car; the side that wins is strong, and marked."""

    def driver(row: DifferRow) -> Cell:
        return cells.driver(row.entry.drivers, alone=True) if row.entry else run(MISSING, "text3")

    def side(text: str, *, wins: bool) -> Cell:
        won = words("imports.differ.wins")
        mark = "✓ " if wins else ""
        return run(mark + text, "text" if wins else "text3", strong=wins, spoken=f"{text}, {won}" if wins else text)

    return [
        Column("number", words("session.column.number"), lambda row: run(row.number, strong=True), 42, figures=True),
        Column("driver", words("session.column.driver"), driver, 90, stretch=True),
        Column("typed", words("imports.differ.typed"), lambda row: side(row.typed, wins=row.kept), 108, figures=True),
        Column("filed", words("imports.differ.filed"), lambda r: side(r.filed, wins=not r.kept), 108, figures=True),
    ]


def file_columns(words: Words, room: int) -> list[Column[FileRow]]:
    """The files, whether each is taken, and what it differs in."""

    def chosen(row: FileRow) -> Cell:
        said = words(f"imports.files.{'taken' if row.chosen else 'not_taken'}")
        return run("✓" if row.chosen else MISSING, "up" if row.chosen else "text3", strong=row.chosen, spoken=said)

    def said(row: FileRow) -> Cell:
        return run(row.differs, "problem" if row.problem else "text2")

    columns: list[Column[FileRow]] = [
        Column("chosen", words("imports.files.take"), chosen, 52, align="centre"),
        Column("name", words("imports.files.name"), lambda row: run(row.name, strong=row.chosen), 230, stretch=True),
        Column("place", words("imports.files.place"), lambda row: _text(row.place), 90),
        Column("edition", words("imports.files.edition"), lambda row: _text(row.edition, "text2"), 80),
        Column("cars", words("imports.files.cars"), lambda row: _figure(str(row.cars or "")), 44, figures=True),
        Column("differs", words("imports.files.differs"), said, 150, stretch=True),
    ]
    return _fitting(columns, room, ("cars", "edition"))


def time_cell(finish: Finish, leader: Finish, words: Words) -> Cell:
    """The total of the first, the gap of the others, the code of a car without a place."""
    if finish.status in CODES:
        return run(words(f"rules.code.{CODES[finish.status]}"), "text2")
    if finish.laps_down:
        return laps_gap(finish.laps_down, words.language)
    if finish.laps is not None and leader.laps is not None and finish.laps < leader.laps:
        return laps_gap(leader.laps - finish.laps, words.language)
    if finish.gap_ms is not None:
        return gap(finish.gap_ms)
    if finish.total_ms is None:
        return run(MISSING, "text3")
    if finish is leader or leader.total_ms is None or finish.total_ms < leader.total_ms:
        return clock(finish.total_ms)
    return gap(finish.total_ms - leader.total_ms)


def result_look(row: ResultRow) -> RowLook:
    """What is typed otherwise is marked."""
    return _MARKED if row.differs else _PLAIN


def entry_look(row: EntryRow) -> RowLook:
    """A car that is on file already stands back."""
    return RowLook(dim=True) if row.becomes == "known" else _PLAIN


def note_look(row: NoteRow) -> RowLook:
    """Rows not taken have a bar."""
    return RowLook("problem_tint", "problem") if row.left else _PLAIN


def file_look(row: FileRow) -> RowLook:
    """A file that is not taken stands back."""
    return RowLook("problem_tint", "problem") if row.problem else RowLook(dim=not row.chosen)


def result_sentence(row: ResultRow, words: Words) -> str:
    """What a screen reader says of a car of a result."""
    place = str(row.place) if row.place else words(f"lines.status.{row.finish.status.value}")
    return ", ".join(part for part in (place, row.number, _remark(row, words)) if part)


def _line(line: int) -> Cell:
    return run(str(line or MISSING), "text2")


def _with_stood(cell: Cell, row: ResultRow, of: Sequence[FileColumn], words: Words) -> Cell:
    """A cell that says how it stands in the file, where it is read otherwise."""
    said = " ".join(say.repair(each, words) for each in row.repairs if each.column in of)
    if not said or isinstance(cell, (Chips, Symbol, Race)):
        return cell
    made = run(cell) if isinstance(cell, str) else cell
    return replace(made, tip=said, spoken=f"{spoken(made)}, {said}")


def _mark(row: ResultRow, words: Words) -> Cell:
    if row.differs:
        return run("≠", "attention", strong=True, spoken=words("imports.mark.differs"))
    if row.unusual:
        return run("~", "accent", strong=True, spoken=words("imports.mark.repaired"))
    return run("✓", "up", spoken=words("imports.mark.taken"))


def _said(row: ResultRow, words: Words) -> Cell:
    text = _remark(row, words)
    tone = "attention" if row.differs else "text2"
    return Runs((Run(text, tone),), tip=text)


def _remark(row: ResultRow, words: Words) -> str:
    said = [words(f"imports.window.{'stays' if row.kept else 'differs'}", place=row.typed)] if row.differs else []
    return " · ".join([*said, *(say.repair(each, words) for each in row.unusual)])


def _theirs(theirs: Theirs | None) -> Cell:
    if theirs is None:
        return run(MISSING, "text3")
    time = f"  {clock(theirs.time_ms)}" if theirs.time_ms is not None else ""
    tone = "attention" if theirs.differs else "text3"
    return Runs((Run(theirs.place or MISSING, tone, strong=theirs.differs), Run(time, tone, small=True)))


def _text(value: str, tone: str = "text") -> Cell:
    return run(value, tone) if value else run(MISSING, "text3")


def _figure(value: str) -> Cell:
    return value or run(MISSING, "text3")


def _fitting(columns: list[Column[Any]], room: int, giving_way: Sequence[str]) -> list[Column[Any]]:
    """Those that fit; these give way, one after the other."""
    for key in giving_way:
        if sum(column.width for column in columns) <= room:
            break
        columns = [column for column in columns if column.key != key]
    return columns
