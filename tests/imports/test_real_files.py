"""Published timing files: each of the samples is taken whole, or left out row by row, or refused, for a plain reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupdesk.imports import EntryImport, Import, Layout, Reason, RemarkKind, read, read_entries
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import SHARED, empty

SAMPLES = SHARED / "timing_samples"
GR = SHARED / "gr_cup_2025" / "raw"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the published files are not at hand")

# file, where its names are (if not in itself), session, layout, cars taken, why rows are left out, remarks
EXPECTED: list[tuple[str, str, str, Layout, int, list[Reason], list[RemarkKind]]] = [
    ("alkamel_american/2026_IMSA_P3_race_03_Results.CSV", "", "R", Layout.ALKAMEL_RESULTS, 9, [], []),
    ("alkamel_american/GR_Cup_COTA_R1_00_Results_Official.CSV", "", "R", Layout.ALKAMEL_RESULTS, 31, [], []),
    ("alkamel_american/GR_Cup_COTA_R1_05_Provisional_by_Class.CSV", "", "R", Layout.ALKAMEL_BY_CLASS, 31, [], []),
    ("alkamel_american/GR_Cup_COTA_R1_Qualifying.csv", "", "Q", Layout.ALKAMEL_QUALIFYING, 31, [], []),
    (
        "alkamel_american/GR_Cup_Sonoma_R1_03_Results_Official.CSV",
        "",
        "R",
        Layout.ALKAMEL_RESULTS,
        31,
        [],
        [RemarkKind.STARRED],
    ),
    (
        "alkamel_american/GR_Cup_Sonoma_R1_Qualifying.csv",
        "",
        "Q",
        Layout.ALKAMEL_QUALIFYING,
        31,
        [],
        [RemarkKind.STARRED],
    ),
    (
        "alkamel_american/GR_Cup_VIR_R2_05_Official_by_Class.CSV",
        "",
        "R",
        Layout.ALKAMEL_BY_CLASS,
        24,
        [],
        [RemarkKind.NO_LAP],
    ),
    (
        "alkamel_american_damaged/Sonoma_R2_03_Provisional_Anonymized.CSV",
        "Sonoma_Race_2__03_Provisional_Results__Race_2.CSV",
        "R",
        Layout.ALKAMEL_RESULTS,
        30,
        [Reason.WRONG_DRIVER],
        [],
    ),
    (
        "alkamel_american_damaged/VIR_R1_03_Provisional_Anonymized.CSV",
        "VIR_Race_1__03_Provisional_Results_Race_1.CSV",
        "R",
        Layout.ALKAMEL_RESULTS,
        23,
        [Reason.UNKNOWN_CAR],
        [],
    ),
    (
        "alkamel_american_damaged/VIR_R1_03_Results_Official_Anonymized.CSV",
        "VIR_Race_1__03_Provisional_Results_Race_1.CSV",
        "R",
        Layout.ALKAMEL_RESULTS,
        23,
        [Reason.UNKNOWN_CAR],
        [],
    ),
    (
        "alkamel_european/2026_WEC_Sao_Paulo_03_Classification_Race_Hour_6.CSV",
        "",
        "R",
        Layout.ALKAMEL_EUROPEAN,
        35,
        [],
        [RemarkKind.HOUR],
    ),
    ("apex_timing/D83181.laps", "", "Q", Layout.APEX_LAPS, 1, [], []),
    ("natsoft/Results_0.html", "", "R", Layout.NATSOFT_RACE, 11, [], [RemarkKind.PENALTIES_IN_TIMES]),
    ("natsoft/Results_1.html", "", "Q", Layout.NATSOFT_TIMES, 11, [], []),
    ("natsoft/times_0.html", "", "Q", Layout.NATSOFT_LAPS, 14, [], []),
    ("racehero/gridlifeResults.json", "", "R", Layout.RACEHERO, 30, [], [RemarkKind.NO_LAP]),
]


def entered(path: Path) -> tuple[Season, EntryImport]:
    season = empty((), ())
    found = read_entries(path, path.name, Book(season), "ONE")
    return apply(season, *found.edits), found


def outcome(file: str, names: str, session: str) -> tuple[Season, Import]:
    season, _ = entered(GR / names if names else SAMPLES / file)
    return season, read(SAMPLES / file, Path(file).name, Book(season), f"ONE/{session}")


def test_every_sample_is_named_here() -> None:
    there = {f"{path.parent.name}/{path.name}" for path in SAMPLES.glob("*/*")}
    assert there == {each[0] for each in EXPECTED}


@pytest.mark.parametrize(
    ("file", "names", "session", "layout", "cars", "reasons", "remarks"), EXPECTED, ids=[each[0] for each in EXPECTED]
)
def test_a_sample(
    file: str, names: str, session: str, layout: Layout, cars: int, reasons: list[Reason], remarks: list[RemarkKind]
) -> None:
    season, found = outcome(file, names, session)
    assert (found.recognised.layout, len(found.taken)) == (layout, cars)
    assert [row.reason for row in found.not_taken] == reasons
    assert [remark.kind for remark in found.remarks] == remarks
    assert len(found.missing) == len(Book(season).entries("ONE")) - cars
    rows = Book(apply(season, *found.edits)).classification(f"ONE/{session}").rows
    assert [row.number for row in rows if row.position][:3] == [row.number for row in found.taken][:3]


def test_text_encoded_twice_is_read_as_it_was() -> None:
    season, _ = entered(SAMPLES / "alkamel_american/2026_IMSA_P3_race_03_Results.CSV")
    assert not [d.name for d in season.drivers if "Ã" in d.name]


@pytest.mark.parametrize("path", sorted(GR.glob("GR_*_Championship_*.csv")), ids=lambda path: path.name)
def test_tables_of_points_are_no_results(path: Path) -> None:
    with pytest.raises(Trouble, match=r"imports\.points_table"):
        read(path, path.name, Book(empty()), "ONE/R")
