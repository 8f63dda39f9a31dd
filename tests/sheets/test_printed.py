"""What is left out on paper, and what is not."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from cupdesk.rules.book import Book
from cupdesk.seasons import file
from cupdesk.sheets.data import csv_bytes
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.export import export
from cupdesk.sheets.layout import laid_out
from cupdesk.sheets.printed import on_paper
from cupdesk.sheets.sheet import Sheet
from cupdesk.sheets.xlsx.workbook import xlsx


def places_only() -> Book:
    """A cup without categories of which only places are known; the third retired."""
    drivers = [{"code": code, "given": "", "surname": code} for code in ("Ash", "Bell", "Cole")]
    race: dict[str, Any] = {"code": "R", "kind": "race", "name": "Race", "order": ["1", "2", "3"]}
    race["finishes"] = [{"number": "3", "status": "retired"}]
    season = {
        "format": 1,
        "code": "places",
        "cup": "Cup",
        "year": 2024,
        "regulations": {"name": "R", "championships": [{"code": "o", "name": "Overall", "scale": [3, 2, 1]}]},
        "drivers": drivers,
        "entries": [{"number": str(i), "drivers": [each["code"]]} for i, each in enumerate(drivers, 1)],
        "rounds": [{"code": "X", "name": "X", "sessions": [race]}],
    }
    return Book(file.load(json.dumps(season)))


def keys(sheet: Sheet) -> list[str]:
    return [column.key for column in sheet.tables[0].columns]


def test_columns_of_which_nothing_is_known_are_left_out_on_paper() -> None:
    sheet = classification(places_only(), "X/R", "en")
    assert keys(on_paper(sheet)) == ["position", "number", "driver", "gap", "points"]  # the gap says DNF
    assert [len(table["columns"]) for table in laid_out(sheet)["tables"]] == [5]
    heads = [
        str(cell.value) for row in load_workbook(io.BytesIO(xlsx(sheet))).worksheets[0].iter_rows() for cell in row
    ]
    assert "Time" not in heads
    assert {"Driver", "Gap", "Pts"} <= set(heads)


def test_data_keep_every_column() -> None:
    sheet = classification(places_only(), "X/R", "en")
    assert {"nationality", "team", "laps", "time", "interval", "speed", "best", "on_lap"} <= set(keys(sheet))
    assert b"time_ms" in csv_bytes(sheet.tables[0])


def test_one_figure_keeps_its_column(book: Book) -> None:
    whole = classification(book, "LEC/R1", "fr")
    assert on_paper(whole) == whole
    sheet = classification(places_only(), "X/R", "en")
    [table] = sheet.tables
    at = keys(sheet).index("laps")
    first, *others = table.blocks[0].rows
    cells = (*first.cells[:at], 12, *first.cells[at + 1 :])
    blocks = (replace(table.blocks[0], rows=(replace(first, cells=cells), *others)), *table.blocks[1:])
    known = replace(sheet, tables=(replace(table, blocks=blocks),))
    assert keys(on_paper(known)) == ["position", "number", "driver", "laps", "gap", "points"]


def test_a_cup_without_categories_has_no_document_by_category(book: Book, tmp_path: Path) -> None:
    names = sorted(path.name for path in export(places_only(), tmp_path, ("json",), "en"))
    assert names == [
        "places-X-R-classification-en.json",
        "places-X-R-standings-en.json",
        "places-regulations-en.json",
    ]
    assert any("by-category" in path.name for path in export(book, tmp_path, ("json",), "en", "LEC/R1"))
