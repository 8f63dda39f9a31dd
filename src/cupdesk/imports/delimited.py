"""Tables in plain text: cells between semicolons, tabs, commas or bars (csv, tsv, a block copied from a spreadsheet)."""

from __future__ import annotations

import csv
import io

from cupdesk.imports.tables import Line, Table
from cupdesk.imports.text import as_stood, clean
from cupdesk.words.guard import unguarded

_DELIMITERS = ";\t,|"
_LOOKED_AT = 30


def tables(text: str, name: str = "") -> tuple[Table, ...]:
    """The one table of a text. The delimiter is the one that cuts most of the first lines into the same number of cells."""
    lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        text = text.split("\n", 1)[-1]
        return (_table(text, name, lines[0][4], 1),)
    return (_table(text, name, _delimiter(lines), 0),)


def _delimiter(lines: list[str]) -> str:
    """Each candidate is weighed by how many cells how many lines agree on; a semicolon wins a draw, a comma loses it."""
    filled = [line for line in lines if line.strip()][:_LOOKED_AT]
    best, found = 0, ";"
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in filled]
        weight = max((counts.count(n) * n for n in set(counts)), default=0)
        if weight > best:
            best, found = weight, delimiter
    return found


def _table(text: str, name: str, delimiter: str, skipped: int) -> Table:
    rows = _quoted(text, delimiter) or _plain(text, delimiter)
    lines = tuple(
        Line(number + skipped, tuple(unguarded(clean(cell)) for cell in cells), as_stood(cells))
        for number, cells in rows
    )
    last = lines[-1].cells if lines else ()
    widths = [len(line.cells) for line in lines[:-1] if any(line.cells)]
    usual = max(set(widths), key=widths.count, default=0)
    return Table(name, lines, cut=not text.endswith(("\n", "\r")) and len(last) < usual)


def _quoted(text: str, delimiter: str) -> list[tuple[int, list[str]]] | None:
    """The rows with `"` around cells; `None` if the quotes do not fit, so that no cell swallows the lines after it."""
    if '"' not in text:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            rows.append((reader.line_num, cells))
    except csv.Error:
        return None
    return rows


def _plain(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [
        (i, [cell.strip(' "') for cell in line.split(delimiter)]) for i, line in enumerate(lines, 1) if line.strip()
    ]
