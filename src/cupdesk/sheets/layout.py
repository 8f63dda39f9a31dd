"""Sheet → what the template prints: texts, column widths in millimetres, the words of the frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.sheets.pictures import logo_size, strip_sizes
from cupdesk.sheets.printed import on_paper, printed
from cupdesk.sheets.sheet import Cell, Kind, Leaf, Name, RaceCell
from cupdesk.words import Words, figures

if TYPE_CHECKING:
    from cupdesk.sheets.sheet import Block, Column, Image, Row, Sheet, Table

_MEASURES = {("a4", False): 186.0, ("a4", True): 277.0, ("letter", False): 191.9, ("letter", True): 259.4}
"""The width of the text in millimetres, by paper and whether it lies."""
MOST_RACES = 40
"""More race columns than this are printed as two tables, lead columns repeated."""

WIDEST_RACE = 18.0
FEW_RACES = 21
"""With more race columns than this the lead columns are set tighter."""

_WIDTHS = {
    Kind.PLACE: 6.8,
    Kind.MOVE: 6.5,
    Kind.NUMBER: 8.0,
    Kind.NATION: 7.2,
    Kind.CATEGORY: 11.2,
    Kind.COUNT: 6.0,
    Kind.DURATION: 14.2,
    Kind.LAP_TIME: 13.0,
    Kind.GAP: 13.8,
    Kind.SPEED: 10.4,
    Kind.PERCENT: 10.4,
    Kind.POINTS: 6.2,
    Kind.TOTAL: 12.0,
    Kind.BEHIND: 11.0,
}
_TIGHT = {
    Kind.PLACE: 6.0,
    Kind.MOVE: 5.0,
    Kind.NUMBER: 7.4,
    Kind.NATION: 6.6,
    Kind.TOTAL: 9.6,
    Kind.BEHIND: 8.8,
}
_BY_KEY = {"on_lap": 5.2, "interval": 12.8, "position_in_race": 8.4, "decision_at": 10.0}
_SHARES = {Kind.DRIVER: 1.12, Kind.TEAM: 1.0, Kind.TEXT: 1.0, Kind.PROSE: 1.0}
_SHARES_BY_KEY = {
    "said": 3.4,
    "situation": 2.6,
    "contents": 2.6,
    "document_posted": 0.9,
    "sentence": 2.2,
    "certain": 0.45,
    "decision_session": 0.7,
    "decision_driver": 1.0,
    "decision": 1.9,
    "decision_effect": 1.1,
}
_NAME, _TIGHT_NAME = 35.0, 27.0
"""Millimetres by kind of column; driver and team share what is left, beside races they get these widths."""

_LABELS = (
    "document",
    "date",
    "posted_at",
    "page",
    "continued",
    "fastest_lap",
    "decisions",
    "no_decision",
    "decision_doc",
    "decision_number",
    "decision_driver",
    "decision_decision",
    "decision_effect",
    "posting",
    "sign_time",
    "sign_name",
    "fingerprint",
    "qr_alt",
    "start_line",
    "book_page",
    "certain",
    "before",
    "after",
    "receipt_name",
    "receipt_signature",
    "receipt_when",
)


def laid_out(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain values for the template."""
    sheet = on_paper(sheet)
    words = Words(sheet.language)
    created = date.fromisoformat(sheet.created)
    tables = [part for table in sheet.tables for part in _halves(table, words)]
    race = _race_width(replace(sheet, tables=tuple(tables)))
    return {
        "kind": sheet.kind,
        "language": sheet.language,
        "landscape": sheet.landscape,
        "pole_right": sheet.pole_right,
        "status": sheet.status.value,
        "cup": sheet.cup,
        "event": sheet.event,
        "circuit": sheet.circuit,
        "session": sheet.session,
        "title": sheet.title,
        "document_title": f"{sheet.cup} · {sheet.running_head} {figures.DASH} {sheet.title}",
        "plate": sheet.plate,
        "foot": sheet.foot,
        "foot_left": f"{sheet.cup} · {sheet.running_head}",
        "running_head": sheet.running_head,
        "document": sheet.document,
        "date": sheet.date,
        "time": sheet.time,
        "line_left": sheet.line_left,
        "line_right": sheet.line_right,
        "tables": [_table(table, sheet, race) for table in tables],
        "chips": list(sheet.chips),
        "fastest": list(sheet.fastest),
        "decisions": None
        if sheet.decisions is None
        else [
            {
                "document": line.document,
                "number": line.number,
                "driver": line.driver,
                "decision": line.decision,
                "effect": line.effect,
            }
            for line in sheet.decisions
        ],
        "notes": list(sheet.notes),
        "legend": "  ·  ".join(sheet.legend),
        "posted": list(sheet.posted),
        "signatures": [{"role": s.role, "names": s.names} for s in sheet.signatures],
        "disclaimer": sheet.disclaimer,
        "digest": sheet.digest,
        "qr": sheet.qr,
        "year": created.year,
        "month": created.month,
        "day": created.day,
        "look": _look(sheet),
        "words": {label: words(f"documents.{label}") for label in _LABELS}
        | {"subject_to": words("rules.title.provisional", sentence="").strip()},
    }


def _look(sheet: Sheet) -> dict[str, Any]:
    """The letterhead: its lines and colours, each picture with its size (mm) and the input of the template that holds it."""
    look = sheet.look
    strip, gap = strip_sizes(look.strip, _measure(sheet))
    return {
        "paper": look.paper,
        "colour": look.colour,
        "second": look.second,
        "head": list(look.head),
        "foot": list(look.foot),
        "logo": look.logo and _picture(look.logo, logo_size(look.logo)),
        "strip": [_picture(image, size) for image, size in zip(look.strip, strip, strict=True)],
        "strip_gap": gap,
    }


def _picture(image: Image, size: tuple[float, float]) -> dict[str, Any]:
    return {"name": image.name, "input": image.digest, "width": round(size[0], 3), "height": round(size[1], 3)}


def _halves(table: Table, words: Words) -> list[Table]:
    """The table, or two of them if it has more races than a page is wide."""
    races = [i for i, column in enumerate(table.columns) if column.kind is Kind.RACE]
    if len(races) <= MOST_RACES:
        return [table]
    middle = (len(races) + 1) // 2
    parts = []
    for nth, shown in enumerate((races[:middle], races[middle:]), start=1):
        keep = [i for i in range(len(table.columns)) if i not in races or i in shown]
        title = words("documents.half", title=table.title, part=nth)
        blocks = tuple(_only(block, keep) for block in table.blocks)
        parts.append(replace(table, title=title, columns=tuple(table.columns[i] for i in keep), blocks=blocks))
    return parts


def _only(block: Block, keep: list[int]) -> Block:
    return replace(block, rows=tuple(replace(row, cells=tuple(row.cells[i] for i in keep)) for row in block.rows))


def _table(table: Table, sheet: Sheet, race: float) -> dict[str, Any]:
    return {
        "title": table.title,
        "headline": table.headline,
        "notes": list(table.notes),
        "by_block": table.by_block,
        "columns": [
            {
                "key": column.key,
                "kind": column.kind.value,
                "head": column.head,
                "width": round(width, 3),
                "group": column.group,
                "short": column.key.partition("/")[0],
                "shorter": column.key.partition("/")[2].removeprefix("R") or "R",
            }
            for column, width in zip(table.columns, _widths(table.columns, sheet, race), strict=True)
        ],
        "blocks": [
            {"title": block.title, "note": block.note, "rows": [_row(row, table.columns, sheet) for row in block.rows]}
            for block in table.blocks
        ],
    }


def _race_width(sheet: Sheet) -> float:
    """One width for the races of all tables of a sheet, so that they stand under each other."""
    return min((_plain_race_width(table.columns, sheet) for table in sheet.tables), default=0.0)


def _plain_race_width(columns: tuple[Column, ...], sheet: Sheet) -> float:
    races = sum(column.kind is Kind.RACE for column in columns)
    if not races:
        return _MEASURES["a4", True]
    shares = sum(share(column) for column in columns)
    name = _TIGHT_NAME if races > FEW_RACES else _NAME
    return min((_measure(sheet) - sum(_fixed(columns, races)) - shares * name) / races, WIDEST_RACE)


def share(column: Column) -> float:
    """How much of what the fixed columns leave a column gets."""
    return _SHARES_BY_KEY.get(column.key, _SHARES.get(column.kind, 0.0))


def _measure(sheet: Sheet) -> float:
    return _MEASURES[sheet.look.paper, sheet.landscape]


def _fixed(columns: tuple[Column, ...], races: int) -> list[float]:
    """The widths of the columns that have one of their own, 0 for the others."""
    by_kind = _WIDTHS | _TIGHT if races > FEW_RACES else _WIDTHS
    return [_BY_KEY.get(column.key, by_kind.get(column.kind, 0.0)) for column in columns]


def _widths(columns: tuple[Column, ...], sheet: Sheet, race: float) -> list[float]:
    """Column widths that add up to the measure of the page."""
    races = sum(column.kind is Kind.RACE for column in columns)
    fixed = _fixed(columns, races)
    shares = [share(column) for column in columns]
    names = _measure(sheet) - sum(fixed) - race * races
    return [
        race if column.kind is Kind.RACE else width or names * share / sum(shares)
        for column, width, share in zip(columns, fixed, shares, strict=True)
    ]


def _row(row: Row, columns: tuple[Column, ...], sheet: Sheet) -> dict[str, Any]:
    placed = row.cells[0] is not None
    return {
        "cells": [_cell(cell, column, sheet.language, placed) for cell, column in zip(row.cells, columns, strict=True)],
        "bold": [i for i, column in enumerate(columns) if column.key in row.bold],
    }


def _cell(cell: Cell, column: Column, language: str, placed: bool) -> str | dict[str, Any]:
    if isinstance(cell, Name):
        return {"given": cell.given, "surname": cell.surname, "tags": list(cell.tags), "marks": cell.marks}
    if isinstance(cell, Leaf):
        return {"text": cell.text, "nth": cell.at}
    if isinstance(cell, RaceCell):
        return {
            "place": "" if cell.place is None else str(cell.place),
            "points": figures.points(cell.points, language) if cell.entered else figures.DASH,
            "code": cell.code,
            "marks": ("P" if cell.pole else "") + ("F" if cell.fastest else ""),
            "win": cell.place == 1 and not cell.dropped,
            "dropped": cell.dropped,
            "zero": cell.points == Fraction(0),
        }
    if cell is None and column.kind is Kind.POINTS and placed:
        return figures.DASH
    return printed(cell, column, language)
