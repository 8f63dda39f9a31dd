"""Entry lists and results out of files: a file to a value that says what it gives, row by row, and the edits that take it.

`read` is for a result (or laps) of a session, `read_entries` for an entry list; both change nothing. `open_source`,
`recognise`, and `read_result` or `read_entry_list` are their three steps on their own, for matching heads by hand: a file as
tables, the heads of one table understood, what its rows give. `docs/imports.md` has the formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.imports.answers import (
    ENTERS,
    OF_A_ROW_TAKEN,
    Answer,
    Remedy,
    column_left_off,
    remedies,
    with_answer,
    without,
)
from cupdesk.imports.cars import Reason
from cupdesk.imports.columns import Column, Head, HeaderChoice, Heads
from cupdesk.imports.entries import EntryImport, EntryTaken, read_entry_list
from cupdesk.imports.order import Compared
from cupdesk.imports.people import Person
from cupdesk.imports.pile import (
    Filed,
    added,
    open_file,
    put_together,
    read_file,
    step,
    suggested,
    with_choice,
    with_edits,
)
from cupdesk.imports.remarks import Remark, RemarkKind
from cupdesk.imports.repairs import Repair, RepairKind, unusual
from cupdesk.imports.result import Import, read_result
from cupdesk.imports.rows import RowNotTaken, RowTaken
from cupdesk.imports.settle import differing, settled
from cupdesk.imports.several import Versus, best_sheet, listed_sheets, preference, session_of, versus
from cupdesk.imports.source import Edition, Recognised, Source, open_source, paste, recognise
from cupdesk.imports.tables import Kind, Layout, Line, Table

if TYPE_CHECKING:
    from pathlib import Path

    from cupdesk.rules.book import Book

__all__ = [
    "ENDINGS",
    "ENTERS",
    "OF_A_ROW_TAKEN",
    "Answer",
    "Column",
    "Compared",
    "Edition",
    "EntryImport",
    "EntryTaken",
    "Filed",
    "Head",
    "HeaderChoice",
    "Heads",
    "Import",
    "Kind",
    "Layout",
    "Line",
    "Person",
    "Reason",
    "Recognised",
    "Remark",
    "RemarkKind",
    "Remedy",
    "Repair",
    "RepairKind",
    "RowNotTaken",
    "RowTaken",
    "Source",
    "Table",
    "Versus",
    "added",
    "best_sheet",
    "column_left_off",
    "differing",
    "listed_sheets",
    "open_file",
    "open_source",
    "paste",
    "preference",
    "put_together",
    "read",
    "read_entries",
    "read_entry_list",
    "read_file",
    "read_result",
    "recognise",
    "remedies",
    "session_of",
    "settled",
    "step",
    "suggested",
    "unusual",
    "versus",
    "with_answer",
    "with_choice",
    "with_edits",
    "without",
]

ENDINGS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "json", "html", "htm", "xml", "laps")
"""Endings of files to offer in a file dialog; what a file is, its bytes decide."""


def read(
    data: bytes | Path, name: str, book: Book, ref: str, choice: HeaderChoice | None = None, sheet: str | None = None
) -> Import:
    """A result, or laps, for the session `ref`: rows taken and not, remarks, comparison with what is typed, edits.

    `name` is the file's (it may say *provisional* or *hour 6*). `choice` is what was remembered of this layout's heads,
    `sheet` a sheet of a workbook, if not the one that looks most like a result. Raises `Trouble`; then nothing is given.
    """
    return read_result(recognise(open_source(data, name), choice, sheet), book, ref)


def read_entries(
    data: bytes | Path,
    name: str,
    book: Book,
    round_code: str = "",
    choice: HeaderChoice | None = None,
    sheet: str | None = None,
) -> EntryImport:
    """An entry list for one round, or ("") for the whole season: cars to enter, rows not taken, edits. Raises `Trouble`."""
    return read_entry_list(recognise(open_source(data, name), choice, sheet), book, round_code)
