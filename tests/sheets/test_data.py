"""csv and json of every document, and the fingerprint anybody can check."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.imports.delimited import tables
from cupdesk.rules.book import Book
from cupdesk.sheets.data import csv_bytes, json_bytes
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.printed import printed
from cupdesk.sheets.sheet import Column, Gap, Kind, Name, RaceCell, Sheet
from cupdesk.words import figures
from cupdesk.words.guard import guarded, unguarded


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_a_spreadsheet_and_is_exact(book: Book) -> None:
    made = csv_bytes(classification(book, "LEC/R1", "fr").tables[0])
    assert made.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in made
    guillot = next(row for row in rows(made) if row["number"] == "40")
    assert guillot["driver"] == "Marc GUILLOT"
    assert guillot["marks"] == "*"
    assert (guillot["position"], guillot["time_ms"], guillot["gap_ms"]) == ("14", "1931135", "31678")
    assert guillot["speed"] == "163.36"
    assert rows(made)[0]["gap_ms"] == "0"


def test_csv_names_the_block_of_a_car_without_a_place(book: Book) -> None:
    ancel = next(row for row in rows(csv_bytes(classification(book, "LEC/R1", "en").tables[0])) if row["number"] == "3")
    assert (ancel["block"], ancel["position"], ancel["gap_code"]) == ("Not classified", "", "DNF")


def test_csv_of_standings_has_points_place_code_and_marks(book: Book) -> None:
    first = rows(csv_bytes(standings(book, None, "fr").tables[0]))[0]
    assert (first["driver"], first["points"]) == ("Dorian BOCCOLACCI", "239")
    assert (first["LEC/R2"], first["LEC/R2 place"], first["LEC/R2 marks"]) == ("27", "1", "PF")


def test_csv_keeps_fractions_as_they_are(matrix: Callable[..., Sheet]) -> None:
    assert rows(csv_bytes(matrix(2, 3).tables[0]))[1]["points"] == "324.5"


def test_anybody_can_check_the_fingerprint(book: Book) -> None:
    sheet = classification(book, "LEC/R1", "fr")
    data = json.loads(json_bytes(sheet))
    said, code = data.pop("digest"), data.pop("qr")
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == said == sheet.digest
    assert code == f"CUPDESK1|pccf-2023|LEC|-|final|{said}"


def test_a_thousandth_changes_the_fingerprint(book: Book, changed: Callable[..., Book]) -> None:
    session = book.session("LEC/R1")
    finishes = tuple(
        replace(f, total_ms=f.total_ms + 1) if f.number == "7" and f.total_ms else f for f in session.finishes
    )
    other = classification(changed("LEC/R1", finishes=finishes), "LEC/R1", "fr")
    assert other.digest != classification(book, "LEC/R1", "fr").digest
    assert classification(book, "LEC/R1", "en").digest != classification(book, "LEC/R1", "fr").digest


def test_a_revision_is_in_the_code(changed: Callable[..., Book]) -> None:
    sheet = classification(changed("LEC/R1", revision=1, document=61), "LEC/R1", "fr")
    assert sheet.qr.startswith("CUPDESK1|pccf-2023|LEC|61|final-1|")


def test_cells_read_as_the_sport_prints_them() -> None:
    def shown(cell: object, kind: Kind, language: str = "fr") -> str:
        return printed(cell, Column("k", "K", kind), language)  # type: ignore[arg-type]

    assert shown(None, Kind.PLACE) == ""
    assert shown(3, Kind.PLACE) == "3"
    assert shown("021", Kind.NUMBER) == "021"
    assert shown(1_899_457, Kind.DURATION) == "31:39.457"
    assert shown(Fraction("166.08"), Kind.SPEED) == "166,08"
    assert shown(Fraction("166.08"), Kind.SPEED, "en") == "166.08"
    assert shown(Fraction(25, 2), Kind.POINTS) == "12,5"
    assert shown(-2, Kind.MOVE) == "−2"
    assert shown(0, Kind.MOVE) == "="
    assert shown(Fraction(24), Kind.BEHIND) == "−24"
    assert shown(Fraction(0), Kind.BEHIND) == "–"
    assert shown(Gap(), Kind.GAP) == "–"
    assert shown(Gap(ms=1166), Kind.GAP) == "+1.166"
    assert shown(Gap(laps=1), Kind.GAP) == "+1 tour"
    assert shown(Gap(laps=3), Kind.GAP, "en") == "+3 laps"
    assert shown(Gap(code="DNF"), Kind.GAP) == "DNF"
    assert shown(Name("Marc", "GUILLOT"), Kind.DRIVER) == "Marc GUILLOT"
    assert shown(RaceCell(Fraction(27), 1), Kind.RACE) == "27"
    assert shown(RaceCell(Fraction(0), code="DSQ"), Kind.RACE) == "DSQ"


@pytest.mark.parametrize(
    "said", ["=1+1", "+1", "-A1", "@SUM(A1)", "\t=1", "'=1", "\uff1d1", "'t Hoen", "''=2", "-5", "12", "", "'"]
)
def test_text_in_csv_never_becomes_a_formula_and_comes_back(said: str) -> None:
    written = guarded(said)
    assert unguarded(written) == said
    assert not re.match(r"[=+@\t\uff1d]|-(?!\d+$)", written)
    assert guarded(figures.exact(Fraction(-5))) == "-5"


def test_a_formula_in_a_name_is_text_in_csv_and_read_back_by_the_import(book: Book) -> None:
    table = classification(book, "LEC/R1", "en").tables[0]
    driver = next(i for i, column in enumerate(table.columns) if column.kind is Kind.DRIVER)
    first = table.blocks[0].rows[0]
    cells = (*first.cells[:driver], Name("=cmd|'/C calc'!A0", ""), *first.cells[driver + 1 :])
    evil = replace(table, blocks=(replace(table.blocks[0], rows=(replace(first, cells=cells),)),))
    made = csv_bytes(evil)
    assert rows(made)[0]["driver"] == "'=cmd|'/C calc'!A0"
    (read,) = tables(made.decode("utf-8-sig"))
    assert "=cmd|'/C calc'!A0" in read.lines[1].cells
