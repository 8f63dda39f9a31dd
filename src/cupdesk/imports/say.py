"""What is said of a file: whose export it is, why a row is not taken and what helps, what to know before taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.imports.cars import Reason
from cupdesk.imports.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.imports.remarks import Remark
    from cupdesk.imports.repairs import Repair
    from cupdesk.imports.rows import RowNotTaken
    from cupdesk.imports.tables import Layout
    from cupdesk.words import Words

ANSWERED = (
    Reason.NO_CAR,
    Reason.UNKNOWN_CAR,
    Reason.NOT_IN_ROUND,
    Reason.TWICE,
    Reason.WRONG_DRIVER,
    Reason.UNREADABLE,
    Reason.CATEGORY_UNKNOWN,
    Reason.AWARD_UNKNOWN,
)
"""Why rows are left out of which something can be said that has them taken."""


def layout_name(layout: Layout, words: Words) -> str:
    """Whose export it is and which: `Al Kamel, results`."""
    return words(f"imports.layout.{layout.value}")


def column_name(column: Column, words: Words) -> str:
    """What a column is called."""
    return words(f"imports.column.{column.value}")


def reason(row: RowNotTaken, words: Words) -> str:
    """Why a row is not taken, in a sentence."""
    return words(f"imports.reason.{row.reason.value}", **_values(row.values, words))


def remedy(row: RowNotTaken, words: Words) -> str:
    """What helps, in a sentence."""
    if row.values.get("near"):
        return words("imports.near", near=row.values["near"])
    return words(f"imports.remedy.{row.reason.value}", **_values(row.values, words))


def helps(row: RowNotTaken, words: Words) -> str:
    """What helps where rows can be answered: numbers close by, else what can be said of it."""
    if row.reason in ANSWERED and not row.values.get("near"):
        return words(f"imports.helps.{row.reason.value}", **_values(row.values, words))
    return remedy(row, words)


def repair(found: Repair, words: Words) -> str:
    """What was done with a cell, and how it stands in the file."""
    return words(f"imports.repair.{found.kind.value}", column=column_name(found.column, words), stood=found.stood)


def remark(found: Remark, words: Words) -> str:
    """A remark in a sentence."""
    return words(f"imports.remark.{found.kind.value}", **found.values)


def _values(values: Mapping[str, object], words: Words) -> dict[str, object]:
    return {key: column_name(value, words) if isinstance(value, Column) else value for key, value in values.items()}
