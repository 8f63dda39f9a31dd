"""A published document as it is kept: a sheet to its packed content, and back, without losing a figure.

The content is the canonical JSON its fingerprint is taken over (`seal.py`), so whoever reads a cup's file can check it.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from cupdesk.rules.documents import Copy, packed, superseded_by
from cupdesk.sheets.letterhead import with_pictures
from cupdesk.sheets.seal import canonical, counted
from cupdesk.sheets.sheet import Cell, Gap, Kind, Name, RaceCell, Row, Sheet, Status, Table
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.documents import Document
    from cupdesk.rules.model import Season

_EXACT = frozenset((Kind.POINTS, Kind.TOTAL, Kind.BEHIND, Kind.SPEED, Kind.PERCENT))


def frozen(sheet: Sheet) -> Copy:
    """The sheet as it is kept in a file."""
    text = counted(canonical(sheet))
    return Copy(sheet.language, f"{sheet.session} · {sheet.title}", sheet.digest, sheet.qr, packed(text))


def thawed(season: Season, document: Document, language: str) -> Sheet:
    """A document of the season as it was published, in the letterhead it had; `Trouble` if its content is not the one its
    fingerprint was taken of."""
    copy = document.copy(language)
    if not copy.genuine:
        raise Trouble("documents.trouble.not_genuine", number=document.number)
    try:
        sheet = replace(_sheet(json.loads(copy.text)), digest=copy.fingerprint, qr=copy.qr)
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble("documents.trouble.unreadable", number=document.number) from error
    return with_pictures(sheet, season)


def reprint(season: Season, document: Document, language: str) -> Sheet:
    """A document to be shown or printed again: as it was, and marked if another has taken its place."""
    sheet = thawed(season, document, language)
    after = superseded_by(season, document)
    if after is None:
        return sheet
    words = Words(sheet.language)
    day, time = after.posted.strftime("%d.%m.%Y"), after.posted.strftime("%H:%M")
    plate = words("documents.plate.superseded", number=after.number, date=day, time=time)
    return replace(sheet, status=Status.SUPERSEDED, plate=plate, foot=words("documents.status.superseded"))


def earlier(season: Season, sheet: Sheet) -> list[Sheet]:
    """The documents out before this one, of its session and kind and in its language, each as it is printed again."""
    found = []
    for document in season.documents:
        copy = next((each for each in document.copies if each.language == sheet.language), None)
        stem = "-".join((season.code, *document.session.split("/"), ""))
        if copy is None or document.kind != sheet.kind or not sheet.slug.startswith(stem):
            continue
        if str(document.number) != sheet.document:
            old = reprint(season, document, sheet.language)
            found.append(replace(old, slug=f"{sheet.slug}-document-{document.number}"))
    return found


def _sheet(data: dict[str, Any]) -> Sheet:
    sheet: Sheet = _read(Sheet, data | {"digest": "", "qr": ""})
    return replace(sheet, tables=tuple(map(_with_cells, sheet.tables)))


def _read(hint: Any, data: Any) -> Any:
    """A value of this type from plain data; a key this version of the program does not know is passed over.

    Cells stay plain: what they are is told by their columns.
    """
    if hint == Cell or data is None:
        return data
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return tuple(_read(item, each) for each in data)
    if get_origin(hint) in (Union, UnionType):
        return _read(next(part for part in get_args(hint) if part is not NoneType), data)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _read(part, data[name]) for name, part in hints.items() if name in data})
    return hint(data) if issubclass(hint, (Enum, Fraction)) else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _with_cells(table: Table) -> Table:
    """The table with its cells made what their columns say."""

    def row(plain: Row) -> Row:
        cells = (_cell(each, column.kind) for each, column in zip(plain.cells, table.columns, strict=True))
        return replace(plain, cells=tuple(cells))

    return replace(table, blocks=tuple(replace(b, rows=tuple(map(row, b.rows))) for b in table.blocks))


def _cell(data: Any, kind: Kind) -> Cell:
    if isinstance(data, dict):
        shape = Name if "surname" in data else RaceCell if "points" in data else Gap
        return _read(shape, data)  # type: ignore[no-any-return]
    if isinstance(data, str) and kind in _EXACT:
        return Fraction(data)
    return data  # type: ignore[no-any-return]
