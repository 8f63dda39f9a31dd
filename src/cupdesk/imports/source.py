"""A file before it means anything for a season: its format, its tables, and which edition of a result it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cupdesk.imports import apex, delimited, markup, natsoft, structured, workbook
from cupdesk.imports.columns import Column, HeaderChoice, Heads, understand
from cupdesk.imports.tables import Kind, Layout, Table
from cupdesk.imports.text import decode
from cupdesk.words.trouble import Trouble

MOST_BYTES = 30_000_000
"""What a file may weigh. The largest result seen, with every lap, has under one million."""
_HOUR = re.compile(r"hour[ _-]*(\d{1,2})|heure[ _-]*(\d{1,2})", re.IGNORECASE)
_OFFICIAL = re.compile(r"(?<![a-z])(official|final|officiel|définitif|definitif)", re.IGNORECASE)
_PROVISIONAL = re.compile(r"provis|unofficial|non[ _-]officiel", re.IGNORECASE)
_TEXT_LOOKED_AT = 3_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@dataclass(frozen=True, slots=True)
class Edition:
    """Which of several files of one session this is, by its name or its words: provisional or official, of which hour."""

    official: bool | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file read into tables. `format` is its ending as found in its bytes, `encoding` that of its text ("" for workbooks)."""

    name: str
    format: str
    encoding: str
    tables: tuple[Table, ...]
    edition: Edition


@dataclass(frozen=True, slots=True)
class Recognised:
    """One table of a source and its heads, understood; `choice` is what to remember and to hand back next time."""

    source: Source
    table: Table
    heads: Heads
    choice: HeaderChoice

    @property
    def layout(self) -> Layout:
        """Whose export it is."""
        return self.heads.layout

    @property
    def kind(self) -> Kind | None:
        """What it gives; `None` if the table does not tell."""
        if self.heads.kind is None and self.heads.has(Column.LAP_TIME) and self.heads.has(Column.LAP_NUMBER):
            return Kind.LAPS
        return self.heads.kind

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of all tables of the source."""
        return tuple(table.name for table in self.source.tables)


def open_source(data: bytes | Path, name: str = "") -> Source:
    """The tables of a file. Raises `Trouble` with a plain reason if it is none that is understood, or damaged, or empty."""
    if isinstance(data, Path):
        name = name or data.name
        try:
            if data.stat().st_size > MOST_BYTES:
                raise Trouble("imports.too_big")
            data = data.read_bytes()
        except OSError as error:
            raise Trouble("imports.unread", file=data) from error
    if len(data) > MOST_BYTES:
        raise Trouble("imports.too_big")
    if not data.strip():
        raise Trouble("imports.empty")
    if data.startswith(b"%PDF"):
        raise Trouble("imports.pdf")
    if data.startswith(_WORKBOOKS):
        tables, text, kind, encoding = workbook.tables(data), "", workbook.ending(data), ""
    else:
        text, encoding = decode(data)
        kind, tables = _text_tables(text)
    if not any(table.lines for table in tables):
        raise Trouble("imports.no_table")
    return Source(name, kind, encoding, tables, _edition(name, text))


def paste(text: str) -> Source:
    """The table of a block copied from a spreadsheet or a page. Raises `Trouble` if there is nothing in it."""
    return open_source(text.encode("utf-8"))


def _text_tables(text: str) -> tuple[str, tuple[Table, ...]]:
    start = text.lstrip()[:400]
    if not start:
        raise Trouble("imports.empty")
    if apex.STARTS.match(start):
        return "laps", apex.tables(text)
    if start[0] in "{[" or re.match(r"[\w$.]+\(\s*[{\[]", start):
        return "json", structured.tables(text)
    if start[0] == "<":
        if re.search(r"<(?:html|table|!doctype html|body|head|pre)\b", start, re.IGNORECASE):
            return "html", _page_tables(text)
        return "xml", markup.xml_tables(text)
    if found := natsoft.tables(text):
        return "txt", found
    return "csv", delimited.tables(text)


def _page_tables(text: str) -> tuple[Table, ...]:
    page = markup.page(text)
    texts = "\n".join(page.texts)
    if found := natsoft.tables(texts):
        return found
    if page.tables:
        return tuple(Table("", tuple(lines)) for lines in page.tables.values())
    return delimited.tables(texts) if texts.strip() else ()


def _edition(name: str, text: str) -> Edition:
    """What the name says comes before what the first lines of the text say."""
    head = " ".join(text[:_TEXT_LOOKED_AT].split())
    hour = _HOUR.search(name)
    official: bool | None = None
    for said in (name, head):
        if official is None:
            official = False if _PROVISIONAL.search(said) else True if _OFFICIAL.search(said) else None
    return Edition(official, int(hour[1] or hour[2]) if hour else None)


def recognise(source: Source, choice: HeaderChoice | None = None, sheet: str | None = None) -> Recognised:
    """The table of a source that looks most like a list of cars (or the one named), with its heads.

    `choice` counts if it is of the same layout. Raises `Trouble` if there is no such sheet or nothing under a head line.
    """
    tables = [table for table in source.tables if sheet is None or table.name == sheet]
    if not tables:
        raise Trouble("imports.no_sheet", sheet=sheet, sheets=", ".join(table.name for table in source.tables))
    found = [(table, heads) for table in tables if (heads := understand(table, choice))]
    if not found:
        raise Trouble("imports.no_table")
    table, heads = max(found, key=lambda each: (each[1].has(Column.NUMBER), _weight(each[1]), len(each[0].lines) > 1))
    kept = choice if choice and choice.layout is heads.layout else HeaderChoice(heads.layout)
    return Recognised(source, table, heads, kept)


def _weight(heads: Heads) -> int:
    return sum(1 for head in heads.heads if head.column is not None)
