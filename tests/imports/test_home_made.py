"""Workbooks as people make them: heads over two lines, titles, totals, signatures, French short heads, a sheet a session."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

import openpyxl
import pytest

from cupdesk.imports import Import, Reason, RemarkKind, best_sheet, open_source, read_entries, read_result
from cupdesk.rules.book import Book
from cupdesk.rules.session import Status
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import empty

CARS = [
    ("7", "Ilse MARCHETTI", "Pro"),
    ("03", "Bruno EKSTRÖM", "Pro"),
    ("3", "Noé ZAPOLSKI", "Pro-Am"),
    ("88", "Anouk DUBREUIL", "Am"),
]
NUMBERS = tuple(number for number, _, _ in CARS)
Rows = list[list[object]]


def read_book(book: Book, ref: str = "ONE/R", /, **sheets: Rows) -> Import:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return read_result(best_sheet(open_source(data.getvalue(), "home.xlsx"), book, ref), book, ref)


def times(found: Import) -> list[int | None]:
    return [row.finish.total_ms for row in found.taken]


TOTALS = [1_861_412, 1_862_412, 1_863_412, 1_864_412]


def test_heads_over_two_lines_titles_totals_and_notes(book: Book) -> None:
    rows: Rows = [["COUPE SAMPLE 2026"], ["Course 1 - dimanche 8 octobre"], []]
    rows += [["Clt", "N°", "Pilote", "Catégorie", "Résultat", None, None]]
    rows += [[None, None, None, None, "Tours", "Temps", "Meilleur tour"]]
    rows += [[i, n, d, c, 15, f"31:0{i}.412", f"2:0{i}.100"] for i, (n, d, c) in enumerate(CARS, 1)]
    rows += [["Total", None, None, None, 60], ["Classés : 4"]]
    found = read_book(book, Feuille=rows)
    assert (found.order, times(found)) == (NUMBERS, TOTALS)
    assert [row.finish.best_ms for row in found.taken] == [121_100, 122_100, 123_100, 124_100]
    assert [(row.line, row.reason) for row in found.not_taken] == [(10, Reason.NOT_A_ROW)]
    assert [each.kind for each in found.remarks] == [RemarkKind.TEXT_LINES]


def test_numbers_dates_and_durations_as_numbers(book: Book) -> None:
    rows: Rows = [["Course 1", datetime(2026, 10, 8)]]  # noqa: DTZ001
    rows += [["Pos", "No", "Tours", "Temps total", "Ecart", "Meilleur tour"]]
    cars = [(7, 1), (21, 2), (12, 3)]
    for number, i in cars:
        gap = timedelta(seconds=i - 1, milliseconds=250) if i > 1 else None
        total = timedelta(minutes=31, seconds=i, milliseconds=412)
        rows.append([i, number, 15.0, total if i < 3 else (31 * 60 + i + 0.412) / 86_400, gap, time(0, 2, i, 500_000)])
    found = read_book(book, Feuille=rows)
    assert (found.order, times(found)) == (("7", "21", "12"), TOTALS[:3])
    assert [row.gap for row in found.taken] == [(None, None), (1_250, None), (2_250, None)]


def test_french_short_heads_and_a_status_in_the_place(book: Book) -> None:
    rows: Rows = [["Class.", "Num.", "Équipage", "Cat.", "Nb. de tours", "Tps total", "Éc. 1er", "Meill. tour", "Obs."]]
    for i, (n, d, c) in enumerate(CARS, 1):
        out = i == len(CARS)
        total = None if out else f"31'0{i}\"412"
        rows.append(["Ab" if out else i, n, d, c, "7 T" if out else "15 T", total, "", f"2'0{i}\"100", "moteur"])
    found = read_book(book, Feuille=rows)
    assert (found.order, times(found)) == (NUMBERS, [*TOTALS[:3], None])
    assert [row.finish.laps for row in found.taken] == [15, 15, 15, 7]
    assert found.taken[-1].finish.status is Status.RETIRED
    assert [row.category for row in found.taken] == ["Pro", "Pro", "Pro-Am", "Am"]


def test_a_table_far_from_the_corner_with_signatures_under_it(book: Book) -> None:
    rows: Rows = [[], [None, "Classement provisoire"], [], [None, None, "P", "#", "Name", "Lps", "Total", "Best"]]
    rows += [[None, None, i, n, d, 15, f"31:0{i}.412", f"2:0{i}.1"] for i, (n, d, _) in enumerate(CARS, 1)]
    rows += [
        [],
        [None, None, "Le chronométreur", None, None, None, "Le directeur de course"],
        [None, None, "Affiché à 16:10"],
    ]
    found = read_book(book, Feuille=rows)
    assert (found.order, times(found)) == (NUMBERS, TOTALS)
    assert [row.reason for row in found.not_taken] == [Reason.NOT_A_ROW]


def test_a_crew_printed_line_under_line_is_one_crew_and_no_category(book: Book) -> None:
    rows: Rows = [["Pos", "N°", "Pilotes", "Tours", "Temps"]]
    for i, (n, d, _) in enumerate(CARS, 1):
        rows += [[i, n, d, 15, f"31:0{i}.412"], [None, None, "Ada NEUMANN", None, None]]
    rows += [[None, None, "Ada NEUMANN"]]
    found = read_book(book, Feuille=rows)
    assert (found.order, times(found)) == (NUMBERS, TOTALS)
    assert [person.surname for person in found.taken[1].drivers] == ["Ekström", "Neumann"]
    assert {row.category for row in found.taken} == {""}


def test_a_crews_second_line_above_all_rows_is_nothing(book: Book) -> None:
    rows: Rows = [["Pos", "N°", "Pilotes", "Tours"], [None, None, "Ada NEUMANN"], [1, "7", "Ilse MARCHETTI", 15]]
    assert read_book(book, Feuille=rows).order == ("7",)


def test_a_sheet_a_session_and_the_class_on_another(book: Book) -> None:
    quali: Rows = [["Pos", "No", "Pilote", "1er temps", "2e temps"]]
    quali += [[i, n, d, f"2:0{i}.100", f"2:0{i}.300"] for i, (n, d, _) in enumerate(CARS, 1)]
    race: Rows = [["Pos", "No", "Pilote", "Tours", "Temps", "Pts"]]
    race += [[i, n, d, 15, f"31:0{i}.412", 25 - i] for i, (n, d, _) in enumerate(CARS, 1)]
    classes: Rows = [["N°", "Catégorie"]]
    classes += [[n, c] for n, _, c in CARS]
    sheets: dict[str, Rows] = {
        "Qualif": quali,
        "Course_1": race,
        "Catégories": classes,
        "Général": [["Pos", "Pilote", "Points"]],
    }
    found = read_book(book, **sheets)
    assert (found.recognised.table.name, times(found)) == ("Course 1", TOTALS)
    assert [row.category for row in found.taken] == ["Pro", "Pro", "Pro-Am", "Am"]
    assert [each.kind for each in found.remarks] == [RemarkKind.CATEGORIES_FROM, RemarkKind.OTHER_SHEETS]
    found = read_book(book, "ONE/Q", **sheets)
    assert found.recognised.table.name == "Qualif"
    assert (found.taken[0].finish.best_ms, found.taken[0].finish.second_ms) == (121_100, 121_300)


def test_a_total_of_points_is_no_time(book: Book) -> None:
    rows: Rows = [["Pos.", "Voiture", "Pilote", "Points", "Pole", "Total"], [1, "7", "Ilse MARCHETTI", 25, 1, 26]]
    with pytest.raises(Trouble, match=r"imports\.points_table"):
        read_book(book, Feuille=rows)


def test_an_entry_list_has_the_class_of_another_sheet() -> None:
    book = Book(empty())
    made = openpyxl.Workbook()
    for n, d, _ in [("N°", "Pilote", ""), *CARS]:
        made.active.append([n, d])
    classes = made.create_sheet("Catégories")
    for n, c in [("N°", "Catégorie"), *((n, c) for n, _, c in CARS[:3])]:
        classes.append([n, c])
    data = io.BytesIO()
    made.save(data)
    found = read_entries(data.getvalue(), "entries.xlsx", book, "ONE", sheet="Sheet")
    assert [(row.entry.number, row.entry.category) for row in found.taken] == [(n, c) for n, _, c in CARS[:3]]
    assert [(row.line, row.reason) for row in found.not_taken] == [(5, Reason.CATEGORY_UNKNOWN)]
