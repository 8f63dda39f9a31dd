"""Cells that are read otherwise than they stand in the file: texts encoded twice, commas and apostrophes in times, `1.0`, `1 Lap`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cupdesk.imports import figures
from cupdesk.imports.columns import Column
from cupdesk.imports.text import mended

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cupdesk.imports.columns import Heads
    from cupdesk.imports.rows import RowTaken
    from cupdesk.imports.tables import Line


class RepairKind(StrEnum):
    """What was done with a cell."""

    ENCODING = "encoding"
    COMMA = "comma"
    APOSTROPHE = "apostrophe"
    LAPS = "laps"
    FIGURE = "figure"
    MARK = "mark"
    FINER = "finer"


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell read otherwise than it stands: its column, how it stands, what was done."""

    column: Column
    stood: str
    kind: RepairKind


_TIMES = (Column.TOTAL, Column.GAP, Column.BEST, Column.SECOND)
_WHOLES = (Column.PLACE, Column.NUMBER, Column.LAPS)
_APOSTROPHE = re.compile(r"\d\s*['’‘′]\s*\d")
_FINER = re.compile(r"[.,]\d{4,}")
_MARKED = re.compile(r"\d\s*[*RrpP†#]+$")
_DOT_ZERO = re.compile(r"\d[.,]0+$")


def repairs(line: Line, heads: Heads) -> tuple[Repair, ...]:
    """The cells of a row that are read otherwise than they stand."""
    found = []
    for i, (head, cell) in enumerate(zip(heads.heads, line.cells, strict=False)):
        stood = line.stood[i] if i < len(line.stood) else cell
        kind = _kind(head.column, stood) if head.column is not None and stood else None
        if kind is not None and head.column is not None:
            found.append(Repair(head.column, stood, kind))
    return tuple(found)


def _kind(column: Column | None, stood: str) -> RepairKind | None:
    if column in _TIMES:
        if column in (Column.GAP, Column.TOTAL) and figures.is_laps(stood):
            return RepairKind.LAPS
        for kind, sign in (
            (RepairKind.APOSTROPHE, _APOSTROPHE),
            (RepairKind.FINER, _FINER),
            (RepairKind.MARK, _MARKED),
        ):
            if sign.search(stood):
                return kind
        return RepairKind.COMMA if "," in stood else None
    if column in _WHOLES:
        return RepairKind.FIGURE if _DOT_ZERO.search(stood) else None
    return None if stood.isascii() or mended(stood) == stood else RepairKind.ENCODING


def unusual(rows: Sequence[RowTaken]) -> Mapping[str, tuple[Repair, ...]]:
    """By car, the repairs that are not simply how the file writes: what most rows have in a column is its way of writing it.

    A text encoded twice is always named; a gap in laps is no more than that.
    """
    counts = Counter((each.column, each.kind) for row in rows for each in row.repairs)
    return {
        row.number: tuple(
            each
            for each in row.repairs
            if each.kind is not RepairKind.LAPS
            and (each.kind is RepairKind.ENCODING or 2 * counts[each.column, each.kind] < len(rows))
        )
        for row in rows
        if row.repairs
    }
