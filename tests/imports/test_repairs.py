"""Cells that are read otherwise than they stand: each is known with what stood there, and the unusual ones apart."""

from __future__ import annotations

import io

import openpyxl
import pytest

from cupdesk.imports import Column, Repair, RepairKind, open_source, unusual
from tests.imports.conftest import Read

HEADS = "Pos;No;Driver;Laps;Time;Gap;Best;Best lap\n"


@pytest.mark.parametrize(
    ("cells", "column", "stood", "kind"),
    [
        ("1;7;Ilse Marchetti;15;31:00,412;;", Column.TOTAL, "31:00,412", RepairKind.COMMA),
        ("1;7;Ilse Marchetti;15;31'00.412;;", Column.TOTAL, "31'00.412", RepairKind.APOSTROPHE),
        ("1;7;Ilse Marchetti;15;;1 Lap;", Column.GAP, "1 Lap", RepairKind.LAPS),
        ("1.0;7;Ilse Marchetti;15;;;", Column.PLACE, "1.0", RepairKind.FIGURE),
        ("1;7;Ilse Marchetti;15.0;;;", Column.LAPS, "15.0", RepairKind.FIGURE),
        ("1;7.0;Ilse Marchetti;15;;;", Column.NUMBER, "7.0", RepairKind.FIGURE),
        ("1;7;Ilse Marchetti;15;;;2:01.3000", Column.BEST, "2:01.3000", RepairKind.FINER),
        ("1;7;Ilse Marchetti;15;;;2:01.300*", Column.BEST, "2:01.300*", RepairKind.MARK),
        ("1;7;Ilse MarchettÃ©;15;;;", Column.DRIVER, "Ilse MarchettÃ©", RepairKind.ENCODING),
    ],
)
def test_a_cell_read_otherwise_is_known(load: Read, cells: str, column: Column, stood: str, kind: RepairKind) -> None:
    (row,) = load(HEADS + cells + "\n").taken
    assert row.repairs == (Repair(column, stood, kind),)


def test_cells_read_as_they_stand_are_not(load: Read) -> None:
    (row,) = load(HEADS + "1;7;Célia Ponte Ilse Marchetti;15;31:00.412;+0.170;2:01.300\n").taken
    assert row.repairs == ()


def test_what_most_rows_have_is_the_way_of_the_file(load: Read) -> None:
    found = load(
        HEADS
        + "1;7;Ilse MarchettÃ©;15;31:00,412;;\n2;03;Bruno EkstrÃ¶m;15;31:02,000;;\n"
        + "3.0;3;NoÃ© Zapolski;14;31:03,000;1 Lap;\n"
    )
    odd = unusual(found.taken)
    assert [each.kind for each in odd["7"]] == [RepairKind.ENCODING]
    assert [each.kind for each in odd["3"]] == [RepairKind.FIGURE, RepairKind.ENCODING]
    assert len(found.taken[0].repairs) == 2


def test_a_text_encoded_twice_in_a_workbook_stands_beside_what_is_read() -> None:
    made = openpyxl.Workbook()
    made.active.append(["No", "Driver", 3])
    made.active.append(["7", "NoÃ©", 3])
    data = io.BytesIO()
    made.save(data)
    plain, twice = open_source(data.getvalue()).tables[0].lines
    assert plain.stood == ()
    assert (twice.cells[1], twice.stood[1], twice.stood[2]) == ("Noé", "NoÃ©", "")
