"""What real files do: encodings, odd figures, contradictions, rows that must not be taken."""

from __future__ import annotations

import io
from datetime import time, timedelta
from pathlib import Path

import openpyxl
import pytest

from cupdesk.imports import Column, HeaderChoice, Import, Layout, Reason, RemarkKind, open_source, read, recognise
from cupdesk.imports.figures import Unreadable, gap, place, time_ms, whole
from cupdesk.imports.people import split_name
from cupdesk.imports.text import clean, decode
from cupdesk.imports.workbook import as_text
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, SetOrder, SetPublication, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Decision, Finish, Sanction, SanctionKind, SessionState, Status
from cupdesk.seasons import file
from cupdesk.sheets.export import export
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import SAMPLES, Read

TEXT = "Pos;No;Driver;Laps;Time\n1;7;Ilse Marchetti;15;31:00.412\n2;03;Bruno Ekström;15;31:02.729\n"


def reasons(found: Import) -> list[tuple[int, Reason]]:
    return [(row.line, row.reason) for row in found.not_taken]


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("46:41.553", 2_801_553),
        ("2:01:47.547", 7_307_547),
        ("6:00'26.462", 21_626_462),
        ("1'25.805", 85_805),
        ("1’25”805", 85_805),
        ("2'04\"106", 124_106),
        ("31'00,412", 1_860_412),
        ("1:31.7699*", 91_769),
        ("974.998", 974_998),
        ("59,9 s".replace(" ", ""), 59_900),
        ("+1:48.578", 108_578),
        ("1h02:03.4", 3_723_400),
    ],
)
def test_times(text: str, ms: int) -> None:
    assert time_ms(text) == ms


@pytest.mark.parametrize("text", ["", "-", "–", "0", "0.0", "0:00.000", "-:--.---", "NT"])
def test_no_time(text: str) -> None:
    assert time_ms(text) is None


@pytest.mark.parametrize("text", ["1:61.000", "1:75:00.000", "fast", "1.2.3", "0.5", "12:", "1e9", "٣:٠٠"])
def test_no_time_at_all(text: str) -> None:
    with pytest.raises(Unreadable):
        time_ms(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+0.170", (170, None)),
        ("2.254", (2_254, None)),
        ("+1'48.578", (108_578, None)),
        ("0:00.6680", (668, None)),
        ("1 Lap", (None, 1)),
        ("-12 Laps", (None, 12)),
        ("+3 tours", (None, 3)),
        ("-- 2L --", (None, 2)),
        ("-", (None, None)),
    ],
)
def test_gaps(text: str, found: tuple[int | None, int | None]) -> None:
    assert gap(text) == found


def test_places_and_laps() -> None:
    assert [place(text) for text in ("1", "1.", "1.0", "P3", "12e", "2nd", "")] == [1, 1, 1, 3, 12, 2, None]
    assert [whole(text) for text in ("17", "17.0", "17 laps", "0", "-")] == [17, 17, 17, 0, None]
    for text in ("0", "x", "1/2"):
        with pytest.raises(Unreadable):
            place(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_encodings(encoding: str, load: Read) -> None:
    found = load(TEXT.replace("\n", "\r\n").encode(encoding))
    assert [row.drivers[0].surname for row in found.taken] == ["Marchetti", "Ekström"]


def test_text_encoded_twice_is_mended() -> None:
    once = "Mäntsälä Ekström – Français Ødegård"
    twice = once.encode().decode("cp1252")
    assert (clean(twice), clean(once)) == (once, once)
    assert clean("Ã la carte") == "Ã la carte"


def test_what_is_no_text_is_refused() -> None:
    for data in (b"\x00\x01\x02\x03" * 50, b"\xef\xbb\xbf\xff\xfe\x80", b"\xff\xfea"):
        with pytest.raises(Trouble, match=r"imports\.not_text"):
            decode(data)


def test_names() -> None:
    for text, said in {
        "Alessandro PIER GUIDI": ("Alessandro", "Pier Guidi"),
        "EKSTRÖM Bruno": ("Bruno", "Ekström"),
        "van der Wiel, Otto": ("Otto", "van der Wiel"),
        "Paul Van Loenhout (AUS)": ("Paul", "Van Loenhout"),
        "John Dean*": ("John", "Dean"),
        "SCARMOR": ("", "Scarmor"),
        "Ilse": ("", "Ilse"),
    }.items():
        person = split_name(text)
        assert (person.given, person.surname) == said
    assert (split_name("A B*").starred, split_name("A B (DEU)").nationality) == (True, "GER")


def test_numbers_are_text(load: Read) -> None:
    found = load("Pos,No\n1,3\n2,03\n3,021\n4,21\n")
    assert found.order == ("3", "03", "021", "21")


def test_a_lost_zero_is_seen_by_the_name_beside_it(load: Read) -> None:
    found = load("Pos,No,Driver\n1,3,Bruno Ekstrom\n2,3,Noé Zapolski\n3,7,Ilse Marchetti\n")
    assert found.order == ("3", "7")
    (row,) = found.not_taken
    assert (row.line, row.reason, row.values["other"]) == (2, Reason.WRONG_DRIVER, "03")


def test_the_same_number_twice_counts_once(load: Read) -> None:
    found = load("Pos,No\n1,3\n2,7\n3,3\n")
    assert (found.order, reasons(found)) == (("3", "7"), [(4, Reason.TWICE)])


def test_rows_are_left_out_for_a_reason_each(load: Read) -> None:
    found = load(
        "Pos;No;Driver;Laps;Time;Status\n1;7;;15;31:00.412;\n2;;;15;31:01.000;\n3;77;;15;31:02.000;\n"
        "4;03;;15;soon;\n5;21;;15;31:03.000;melted\n6;88;;15;31:04.000;;;x\n7;12;;15\n8;101;;x;31:09.000;\n9;4;;1"
    )
    assert found.order == ("7", "12")
    assert reasons(found) == [
        (3, Reason.NO_CAR),
        (4, Reason.NOT_IN_ROUND),
        (5, Reason.UNREADABLE),
        (6, Reason.UNREADABLE),
        (7, Reason.TOO_MANY_CELLS),
        (9, Reason.UNREADABLE),
        (10, Reason.CUT),
    ]
    assert [row.values.get("column") for row in found.not_taken if row.reason is Reason.UNREADABLE] == [
        Column.TOTAL,
        Column.STATUS,
        Column.LAPS,
    ]


def test_an_open_quote_swallows_no_rows(load: Read) -> None:
    found = load('Pos;No;Driver\n1;7;"Ilse\n2;03;Bruno Ekström\n3;3;Noé Zapolski\n')
    assert found.order == ("7", "03", "3")


def test_a_car_printed_last_though_its_time_is_better(load: Read) -> None:
    found = load(
        "Pos;No;Status;Laps;Time\n1;7;Classified;15;31:00.000\n2;3;Classified;15;31:09.000\n3;21;Classified;15;31:02.000\n"
    )
    assert [(r.kind, r.values["cars"]) for r in found.remarks] == [(RemarkKind.BEHIND_SLOWER, "21")]


def test_two_cars_at_one_place(load: Read) -> None:
    found = load("Pos;No\n1;7\n2;3\n2;21\n")
    assert [(r.kind, r.values["cars"]) for r in found.remarks] == [(RemarkKind.SHARED_PLACES, "21")]


def test_places_of_classes_give_the_order_only_with_times(load: Read) -> None:
    found = load("Pos;No;Laps;Time\n1;7;15;31:00.000\n2;03;15;31:30.000\n1;3;15;31:10.000\n2;021;14;31:05.000\n")
    assert found.order == ("7", "3", "03", "021")
    with pytest.raises(Trouble, match=r"imports\.places_by_class"):
        load("Pos;No\n1;7\n2;03\n1;3\n")


def test_without_places_the_times_order_or_else_the_lines(load: Read) -> None:
    assert load("No;Laps;Time\n7;14;31:00.000\n03;15;31:30.000\n3;15;31:10.000\n").order == ("3", "03", "7")
    assert load("No;Driver\n3;\n7;\n03;\n").order == ("3", "7", "03")
    assert load("No;Best\n3;2:03.000\n7;2:02.000\n03;\n", "ONE/Q").order == ("7", "3", "03")


def test_an_official_file_and_decisions_in_time(season: Season, load: Read) -> None:
    decided = Decision(4, ("7",), "x", (Sanction(SanctionKind.TIME, ms=5_000),))
    after = apply(season, AddDecision("ONE/R", decided), SetPublication("ONE/R", SessionState.FINAL))

    def kinds(name: str) -> list[RemarkKind]:
        return [r.kind for r in read(TEXT.encode(), name, Book(after), "ONE/R").remarks]

    assert kinds("00_Results_Official.CSV") == [RemarkKind.PUBLISHED, RemarkKind.COUNTED_TWICE]
    assert kinds("03_Provisional.CSV") == [RemarkKind.PUBLISHED]
    assert load(TEXT, name="00_Results_Official.CSV").remarks == ()


def test_typed_and_timed_order_side_by_side(season: Season) -> None:
    typed = SetOrder("ONE/R", ("03", "7", "9"), (Finish("21", Status.DID_NOT_START), Finish("9", second_ms=130_000)))
    found = read(b"Pos;No;Best\n1;7;2:00.000\n2;03;\n3;21;\n4;9;2:11.000\n", "", Book(apply(season, typed)), "ONE/R")
    assert [(c.number, c.typed, c.filed, c.differs) for c in found.compared] == [
        ("7", 2, 1, True),
        ("03", 1, 2, True),
        ("21", None, 3, True),
        ("9", 3, 4, True),
    ]
    after = apply(season, typed, *found.edits).session("ONE/R")
    assert (after.order, after.finish("21").status) == (("7", "03", "21", "9"), Status.RUNNING)
    assert after.finish("9") == Finish("9", best_ms=131_000)  # the older second best was faster: it is of no use


def test_heads_chosen_by_hand_are_remembered(book: Book) -> None:
    data = b"Rg;Wagen;Wer\n1;7;x\n2;03;y\n"
    with pytest.raises(Trouble, match=r"imports\.no_number"):
        read(data, "", book, "ONE/R")
    source = open_source(data)
    choice = recognise(source).choice.with_column("Wagen", Column.NUMBER).with_column("Rg", Column.PLACE)
    assert HeaderChoice.from_text(choice.as_text()) == choice
    assert read(data, "", book, "ONE/R", choice).order == ("7", "03")
    assert [HeaderChoice.from_text(text) for text in ("", "[]", '{"layout": "?"}', '{"layout": 1, "columns": 2}')] == [
        None
    ] * 4
    other = HeaderChoice(Layout.ORBITS, choice.columns)
    with pytest.raises(Trouble, match=r"imports\.no_number"):
        read(data, "", book, "ONE/R", other)


def test_a_workbook_with_durations_and_other_sheets(load: Read) -> None:
    workbook = openpyxl.Workbook()
    notes = workbook.active
    notes.title = "Notes"
    notes["A1"] = "Nothing here"
    sheet = workbook.create_sheet("Race")
    sheet.append(["Sample Cup"])
    sheet.append(["Pos", "No", "Driver", "Laps", "Total time", "Best lap"])
    sheet.append([1, 7, "Ilse Marchetti", 15, timedelta(minutes=31, milliseconds=412), time(0, 2, 1, 300_000)])
    sheet.append([2, "03", "Bruno Ekström", 15.0, "31:02.729", "2:01.711"])
    data = io.BytesIO()
    workbook.save(data)
    found = load(data.getvalue())
    assert (found.recognised.source.format, found.recognised.table.name) == ("xlsx", "Race")
    assert found.taken[0].finish == Finish("7", laps=15, total_ms=1_860_412, best_ms=121_300)
    assert (found.order, [r.kind for r in found.remarks]) == (("7", "03"), [RemarkKind.OTHER_SHEETS])
    with pytest.raises(Trouble, match=r"imports\.no_number"):
        load(data.getvalue(), sheet="Notes")
    with pytest.raises(Trouble, match=r"imports\.no_sheet"):
        load(data.getvalue(), sheet="Elsewhere")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "imports.empty"),
        (b" \r\n ", "imports.empty"),
        (b"%PDF-1.7 ...", "imports.pdf"),
        (b"PK\x03\x04 not a package", "imports.workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nor this", "imports.workbook"),
        (b'{"results": [', "imports.malformed"),
        (b"[" * 100_000, "imports.malformed"),
        (b'{"a": 1}', "imports.no_table"),
        (b"<results><car no='7'></results>", "imports.malformed"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><r><c n="1"/></r>', "imports.declaration"),
        (b"<html><table><tr><td>1</td></tr>", "imports.cut_page"),
        (b"Pos;Participant;Points;A_Points;B_Points;C_Points;D_Points\n1;X;1;1;0;0;0\n", "imports.points_table"),
        (b"Pos;No;Driver;Pts\n1;7;X;25\n", "imports.points_table"),
        (b"hello\nworld\n", "imports.no_number"),
    ],
)
def test_a_file_that_is_no_result_is_refused_with_a_reason(data: bytes, key: str, load: Read) -> None:
    with pytest.raises(Trouble) as refused:
        load(data)
    assert refused.value.key == key


def test_a_file_that_is_not_there(book: Book) -> None:
    with pytest.raises(Trouble, match=r"imports\.unread"):
        read(SAMPLES / "nothing.csv", "", book, "ONE/R")


def test_xml_and_web_tables(load: Read) -> None:
    xml = (
        b'<?xml version="1.0"?><x><r pos="1" number="7"><best>2:01.300</best></r><r pos="2" number="03"><best/></r></x>'
    )
    assert load(xml).order == ("7", "03")
    page = (
        b"<html><body><table><tr><th>Pos<th>No</tr><tr><td>1<td>7</tr><tr><td>2<td>03&nbsp;</tr></table></body></html>"
    )
    assert load(page).order == ("7", "03")
    book = b"<W><T><R><C>Pos</C><C>No</C></R><R><C>1</C><C>7</C></R><R><C>2</C><C>03</C></R></T></W>"
    assert load(book).order == ("7", "03")


def test_the_other_tables_of_a_page_are_no_rows_of_the_result(load: Read) -> None:
    page = (
        "<html><table><tr><td>Pos<td>No<td>Laps</tr><tr><td>1<td>7<td>15</tr></table>"
        "<table><tr><td>Pos<td>No<td>Laps</tr><tr><td>2<td>03<td>15</tr></table>"
        "<table><tr><td>Doc.<td>No<td>Decision</tr><tr><td>1<td>7<td>5 s</tr></table></html>"
    )
    found = load(page.encode())
    assert (found.order, found.not_taken) == (("7", "03"), ())


def test_another_table_below_is_not_read_and_said(load: Read) -> None:
    found = load("Pos;No;Driver;Laps\n1;7;Ilse Marchetti;15\n\nDoc;No;Driver;Decision\n1;03;Bruno Ekström;5 s\n")
    assert (found.order, found.not_taken) == (("7",), ())
    assert [(r.kind, r.values) for r in found.remarks] == [(RemarkKind.OTHER_TABLE, {"line": 4})]


def test_a_part_of_a_day_is_a_duration(load: Read) -> None:
    assert as_text(3_918 / 86_400_000) == "3.918"
    assert (as_text(0.17), as_text(2.254), as_text(12.0)) == ("0.17", "2.254", "12")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "html"])
def test_an_official_document_of_ours_is_read_in_again(kind: str, tmp_path: Path) -> None:
    book = Book(file.load(resource("seasons", "pccf-2023.json")))
    ref = book.races()[-1]
    path = next(p for p in export(book, tmp_path, (kind,), "fr", ref) if "classification" in p.name or kind == "xlsx")
    found = read(path, "", book, ref)
    printed = [row.number for row in book.classification(ref).rows if row.position]
    assert ([row.number for row in found.taken][: len(printed)], found.not_taken) == (printed, ())


def test_a_list_of_records(load: Read) -> None:
    assert load(b'{"rows": [{"position": 1, "number": "7"}, {"position": 2.0, "number": "03"}]}').order == ("7", "03")


def test_text_under_the_rows_is_named_and_the_name_of_a_class_is_not(load: Read) -> None:
    rows = "Pos;No;Laps\nPro;;\n1;7;15\nNot classified;;\n2;03;3\n\n* Car 7: 10 s, collision;;\nPrinted at 14:02;;\n"
    found = load(rows)
    (said,) = [r.values for r in found.remarks if r.kind is RemarkKind.TEXT_LINES]
    assert said == {"n": 2, "line": 7, "text": "* Car 7: 10 s, collision"}
    assert [row.finish.status for row in found.taken] == [Status.RUNNING, Status.NOT_CLASSIFIED]
    assert not [r for r in load("Pos;No;Laps\n1;7;15\nNot classified;;\n").remarks if r.kind is RemarkKind.TEXT_LINES]
