"""Tables of a workbook: xlsx, xlsm, xlsb, xls and ods, one a sheet."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cupdesk.imports.tables import Line, Table
from cupdesk.imports.text import as_stood, clean
from cupdesk.words.figures import clock
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    Cell = int | float | str | bool | time | date | datetime | timedelta

MOST_BYTES = 200_000_000
"""What a workbook may unpack to."""
_MOST_ROWS = 20_000
_MOST_COLUMNS = 500
_NO_DAY = 1901
_DAY_MS = 86_400_000


def tables(data: bytes) -> tuple[Table, ...]:
    """One table for each sheet with anything in it. Raises `Trouble` (`imports.workbook`) if it cannot be opened."""
    from python_calamine import CalamineWorkbook  # not needed for an answer without a workbook

    if data.startswith(b"PK"):
        _weigh(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(table for name in book.sheet_names if (table := _table(name, book.get_sheet_by_name(name))).lines)
    except (KeyboardInterrupt, SystemExit, Trouble, MemoryError):
        raise
    except BaseException as error:  # the reader answers a damaged file with its own errors, of no common kind
        raise Trouble("imports.workbook") from error


def ending(data: bytes) -> str:
    """The ending a workbook of these bytes usually has."""
    if not data.startswith(b"PK"):
        return "xls"
    return "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"


def _weigh(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Trouble("imports.workbook") from error
    if size > MOST_BYTES:
        raise Trouble("imports.too_big")


def _table(name: str, sheet: CalamineSheet) -> Table:
    if sheet.total_height > _MOST_ROWS * 50 or sheet.total_width > 20_000:
        raise Trouble("imports.too_big")
    rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    lines = []
    for number, row in enumerate(rows, 1):
        cells = tuple(as_text(cell) for cell in row[:_MOST_COLUMNS])
        if any(cells):
            lines.append(Line(number, cells, as_stood(cell if isinstance(cell, str) else "" for cell in row)))
    return Table(name, tuple(lines))


def as_text(cell: Cell) -> str:
    """A cell as a timing file would print it: `12` for the number 12, `1:39.748` for a duration or a time of day."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "1" if cell else ""
    if isinstance(cell, float):
        if _is_duration(cell):
            return clock(round(cell * _DAY_MS))
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, timedelta):
        return clock(round(cell / timedelta(milliseconds=1)))
    if isinstance(cell, time):
        return clock(_milliseconds(cell))
    if (
        isinstance(cell, datetime) and cell.year < _NO_DAY
    ):  # a duration of a day or less, counted from the first day there is
        return clock(_milliseconds(cell.time()))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _is_duration(cell: float) -> bool:
    """Whether a number is a part of a day in whole milliseconds, whose format does not say that it is a time.

    With four decimals or fewer it is read as it stands: a gap in seconds.
    """
    ms = cell * _DAY_MS
    return 0 < cell < 2 and round(cell, 4) != cell and abs(ms - round(ms)) < 0.01


def _milliseconds(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1000 + round(at.microsecond / 1000)
