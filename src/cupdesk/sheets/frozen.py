"""A published document as it is kept: a sheet to its packed content, and back, without losing a figure.

The content is the canonical JSON its fingerprint is taken over (`seal.py`), so whoever reads a cup's file can check it.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.rules.documents import Copy, packed, superseded_by
from cupdesk.sheets.seal import canonical, counted
from cupdesk.sheets.sheet import (
    Block,
    Cell,
    Column,
    DecisionLine,
    Gap,
    Kind,
    Name,
    RaceCell,
    Row,
    Sheet,
    Signature,
    Status,
    Table,
)
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.documents import Document
    from cupdesk.rules.model import Season

_EXACT = frozenset((Kind.POINTS, Kind.TOTAL, Kind.BEHIND, Kind.SPEED))


def frozen(sheet: Sheet) -> Copy:
    """The sheet as it is kept in a file."""
    text = counted(canonical(sheet))
    return Copy(sheet.language, f"{sheet.session} · {sheet.title}", sheet.digest, sheet.qr, packed(text))


def thawed(document: Document, language: str) -> Sheet:
    """A document as it was published; `Trouble` if its content is not the one its fingerprint was taken of."""
    copy = document.copy(language)
    if not copy.genuine:
        raise Trouble("documents.trouble.not_genuine", number=document.number)
    try:
        return replace(_sheet(json.loads(copy.text)), digest=copy.fingerprint, qr=copy.qr)
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble("documents.trouble.unreadable", number=document.number) from error


def reprint(season: Season, document: Document, language: str) -> Sheet:
    """A document to be shown or printed again: as it was, and marked if another has taken its place."""
    sheet = thawed(document, language)
    after = superseded_by(season, document)
    if after is None:
        return sheet
    words = Words(sheet.language)
    day, time = after.posted.strftime("%d.%m.%Y"), after.posted.strftime("%H:%M")
    plate = words("documents.plate.superseded", number=after.number, date=day, time=time)
    return replace(sheet, status=Status.SUPERSEDED, plate=plate, foot=words("documents.status.superseded"))


def _sheet(data: dict[str, Any]) -> Sheet:
    return Sheet(
        **_known(Sheet, data)
        | {
            "status": Status(data["status"]),
            "tables": tuple(map(_table, data["tables"])),
            "decisions": None if data["decisions"] is None else _all(DecisionLine, data["decisions"]),
            "signatures": _all(Signature, data["signatures"]),
            "digest": "",
            "qr": "",
        }
    )


def _table(data: dict[str, Any]) -> Table:
    columns = tuple(Column(**_known(Column, each) | {"kind": Kind(each["kind"])}) for each in data["columns"])
    blocks = tuple(
        Block(**_known(Block, each) | {"rows": tuple(_row(row, columns) for row in each["rows"])})
        for each in data["blocks"]
    )
    return Table(**_known(Table, data) | {"columns": columns, "blocks": blocks})


def _row(data: dict[str, Any], columns: tuple[Column, ...]) -> Row:
    cells = tuple(_cell(each, column.kind) for each, column in zip(data["cells"], columns, strict=True))
    return Row(cells, tuple(data["bold"]))


def _cell(data: Any, kind: Kind) -> Cell:
    if isinstance(data, dict):
        shape = Name if "surname" in data else RaceCell if "points" in data else Gap
        given = _known(shape, data)
        return shape(**given | {"points": Fraction(data["points"])}) if shape is RaceCell else shape(**given)
    if isinstance(data, str) and kind in _EXACT:
        return Fraction(data)
    return data  # type: ignore[no-any-return]


def _all(kind: type[Any], data: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**_known(kind, each)) for each in data)


def _known(kind: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a value that this version of the program knows, lists as tuples."""
    names = {field.name for field in fields(kind)}
    return {name: tuple(part) if isinstance(part, list) else part for name, part in data.items() if name in names}
