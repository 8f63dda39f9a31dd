"""The official workbook: numbers are numbers, text is never a formula, and it prints like a document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from cupdesk.rules.book import Book
from cupdesk.rules.session import Decision, Sanction, SanctionKind
from cupdesk.sheets.documents.classification import classification
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Block, Gap, Kind, Name, Row, Sheet
from cupdesk.sheets.xlsx.workbook import workbook, xlsx


def opened(made: bytes) -> Workbook:
    return load_workbook(io.BytesIO(made))


def documents(book: Workbook) -> list[Worksheet]:
    """The worksheets that are printed and pinned up: all but the working sheet."""
    return [ws for ws in book.worksheets if ws.title != "Check"]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Workbooks already made, by language."""
    return {}


RACE = ("classification", "by_category", "standings")


@pytest.fixture
def weekend(book: Book, made: dict[str, bytes]) -> Callable[[str], bytes]:
    """The workbook of the first race at Paul Ricard."""

    def of(language: str) -> bytes:
        if language not in made:
            made[language] = workbook([DOCUMENTS[kind](book, "LEC/R1", language) for kind in RACE])
        return made[language]

    return of


def dump(ws: Worksheet) -> str:
    """Every cell that holds something: where, value, number format, style."""
    lines = [f"## {ws.title}"]
    for row in ws.iter_rows():
        for cell in row:
            if cell.value is not None:
                value = round(cell.value, 12) if isinstance(cell.value, float) else cell.value
                lines.append(f"{cell.coordinate}\t{value!r}\t{cell.number_format}\t{cell.style}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_cells_are_as_they_were(
    weekend: Callable[[str], bytes], golden: Callable[[str, str], None], language: str
) -> None:
    book = opened(weekend(language))
    golden(f"workbook-LEC-R1-{language}.txt", "\n".join(dump(ws) for ws in documents(book)))


def test_a_worksheet_for_the_field_each_category_and_each_championship(weekend: Callable[[str], bytes]) -> None:
    assert opened(weekend("fr")).sheetnames == [
        "Classement",
        "Cat. Pro",
        "Cat. Pro-Am",
        "Cat. Am",
        "Champ. Général",
        "Champ. Pro-Am",
        "Champ. Am",
        "Champ. Rookie",
        "Champ. Équipes",
        "Check",
    ]


def test_a_joint_race_has_a_worksheet_for_each_order(book: Book) -> None:
    made = opened(workbook([DOCUMENTS[kind](book, "LMS/R", "fr") for kind in RACE]))
    assert made.sheetnames[:3] == ["Toutes les voitures", "Coupe", "Cat. Pro"]


def test_other_programs_read_times_as_times(weekend: Callable[[str], bytes]) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(weekend("fr"))).get_sheet_by_name("Classement").to_python()
    winner = next(row for row in rows if row[0] == 1)
    assert timedelta(minutes=31, seconds=39, milliseconds=457) in winner
    assert winner[1] == "7"
    assert 166.08 in winner
    assert winner[-1] == 27


def test_car_numbers_stay_text_and_excel_does_not_complain(weekend: Callable[[str], bytes]) -> None:
    ws = opened(weekend("fr"))["Classement"]
    assert ws["B6"].value == "7"
    assert ws["B6"].number_format == "@"
    with zipfile.ZipFile(io.BytesIO(weekend("fr"))) as package:
        assert b'numberStoredAsText="1"' in package.read("xl/worksheets/sheet1.xml")


def changed_row(book: Book, **cells: object) -> Sheet:
    """The classification with other cells in its first row."""
    sheet = classification(book, "LEC/R1", "fr")
    table = sheet.tables[0]
    first, *rest = table.blocks[0].rows
    values = [cells.get(c.key, cell) for c, cell in zip(table.columns, first.cells, strict=True)]
    block = Block((Row(tuple(values)), *rest))  # type: ignore[arg-type]
    return replace(sheet, tables=(replace(table, blocks=(block,)),))


def test_text_is_never_a_formula(book: Book) -> None:
    sheet = replace(changed_row(book, driver=Name("", "=1+1"), team="=HYPERLINK(0)"), title="=2+2")
    ws = opened(xlsx(sheet)).worksheets[0]
    texts = {cell.value: cell.data_type for row in ws.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert texts["=1+1"] == "s"
    assert texts["=HYPERLINK(0)"] == "s"
    assert "f" not in set(texts.values())


def test_a_control_character_in_a_name_does_not_break_the_file(book: Book) -> None:
    ws = opened(xlsx(changed_row(book, driver=Name("A\x07", "B\x00C")))).worksheets[0]
    assert "A  B C" in {cell.value for row in ws.iter_rows() for cell in row}


def test_laps_down_sort_behind_every_gap(book: Book) -> None:
    table = classification(book, "LEC/R1", "fr").tables[0]
    at = [c.key for c in table.columns].index("gap")
    sheet = changed_row(book, gap=Gap(laps=2))
    ws = opened(xlsx(sheet)).worksheets[0]
    letter = next(cell.column_letter for cell in ws[5] if cell.value == table.columns[at].head)
    lapped, others = ws[f"{letter}6"], [ws[f"{letter}{row}"].value for row in range(7, 20)]
    assert lapped.value == 2
    assert lapped.number_format == '[=1]"+"0" tour";"+"0" tours"'
    assert all(isinstance(value, float) and value < 1 for value in others)


def test_a_gap_reads_as_seconds_or_minutes(weekend: Callable[[str], bytes]) -> None:
    ws = opened(weekend("fr"))["Classement"]
    letter = next(cell.column_letter for cell in ws[5] if cell.value == "Écart")
    assert ws[f"{letter}6"].value == 0
    assert ws[f"{letter}6"].number_format == '[=0]"–";[<0.000694444444]"+"s.000;"+"[m]:ss.000'


def test_codes_are_words_in_the_gap_column(weekend: Callable[[str], bytes]) -> None:
    values = [cell.value for row in opened(weekend("fr"))["Classement"].iter_rows() for cell in row]
    assert "DNF" in values


def test_a_race_cell_is_a_number_with_its_marks_as_format(weekend: Callable[[str], bytes]) -> None:
    ws = opened(weekend("fr"))["Champ. Général"]
    row = next(row for row in ws.iter_rows() if row[0].value == 1)
    formats = {cell.number_format for cell in row if cell.value == 27}
    assert formats == {'0" PF"'}
    for line in ws.iter_rows(min_row=8, max_row=30, min_col=10):
        assert all(isinstance(cell.value, (int, float)) for cell in line if cell.value is not None)


def test_it_prints_on_a4_with_its_heads_and_pages(weekend: Callable[[str], bytes]) -> None:
    book = opened(weekend("en"))
    for ws in documents(book):
        assert ws.page_setup.paperSize == 9
        assert ws.page_setup.fitToWidth == 1
        assert ws.sheet_properties.pageSetUpPr.fitToPage
        assert ws.print_area
        assert ws.print_title_rows
        assert ws.freeze_panes
        assert (ws.oddFooter.right.size, ws.oddFooter.right.text) == (8, "Page &P of &N")
        assert "FINAL" in ws.oddFooter.center.text
        assert not ws.sheet_view.showGridLines
    assert book["Classification"].page_setup.orientation == "portrait"
    assert book["Champ. Overall"].page_setup.orientation == "landscape"


def test_nothing_is_printed_below_eight_points(weekend: Callable[[str], bytes]) -> None:
    for ws in documents(opened(weekend("fr"))):
        characters = sum(dimension.width for dimension in ws.column_dimensions.values())
        width = 790 if ws.page_setup.orientation == "landscape" else 545
        assert width / (characters * 5.25) >= 0.8, ws.title


def test_a_matrix_too_wide_for_a_page_goes_on_beside_it(matrix: Callable[..., Sheet]) -> None:
    ws = opened(xlsx(matrix(40, 40))).worksheets[0]
    assert ws.page_setup.fitToWidth == 2
    assert ws.print_title_cols == "$A:$E"


def test_a_team_matrix_too_wide_for_a_page_repeats_the_teams_on_the_next(matrix: Callable[..., Sheet]) -> None:
    sheet = matrix(40, 8)
    [table] = sheet.tables
    kept = [i for i, c in enumerate(table.columns) if c.kind not in (Kind.NUMBER, Kind.DRIVER, Kind.NATION)]
    block = table.blocks[0]
    rows = tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in block.rows)
    teams = replace(
        table, columns=tuple(table.columns[i] for i in kept), blocks=(replace(block, rows=rows), *table.blocks[1:])
    )
    ws = opened(xlsx(replace(sheet, tables=(teams,)))).worksheets[0]
    assert (ws.print_title_cols, ws.freeze_panes) == ("$A:$C", "D8")


@pytest.mark.parametrize(
    ("head", "group", "said"),
    [("C1", "Spa", ("C1", "Spa")), ("Grand Prix", "Spa", ("R1", "Spa")), ("C1", "Grand Prix of Spa", ("C1", "SPA"))],
)
def test_races_and_rounds_are_named_by_code_where_a_name_does_not_fit(
    matrix: Callable[..., Sheet], head: str, group: str, said: tuple[str, str]
) -> None:
    sheet = matrix(12, 8)
    [table] = sheet.tables
    columns = tuple(
        replace(c, key=f"{'SPA' if i % 2 else 'MNZ'}/R1", head=head, group=group if i % 2 else "MNZ")
        if c.kind is Kind.RACE
        else c
        for i, c in enumerate(table.columns)
    )
    ws = opened(xlsx(replace(sheet, tables=(replace(table, columns=columns),)))).worksheets[0]
    assert said[0] in [cell.value for cell in ws[7]]
    assert said[1] in [cell.value for cell in ws[6]]


def test_the_legend_does_not_touch_the_table(weekend: Callable[[str], bytes]) -> None:
    ws = opened(weekend("en"))["Champ. Pro-Am"]
    row = next(row for row in range(8, ws.max_row) if str(ws.cell(row, 1).value).startswith("Points of the race"))
    assert isinstance(ws.cell(row - 1, 1).value, int)  # a place: the table ends here
    assert (ws.row_dimensions[row].height, ws.cell(row, 1).alignment.vertical) == (18, "bottom")


@pytest.mark.parametrize("cars", range(42, 52))
def test_rows_go_with_the_signatures(field: Callable[..., Sheet], cars: int) -> None:
    ws = opened(xlsx(field(cars))).worksheets[0]
    if not ws.page_setup.fitToHeight:
        [page_break] = ws.row_breaks.brk
        assert cars - 12 <= ws[f"A{page_break.id}"].value <= cars - 3


def test_a_block_head_is_not_left_alone_before_the_break(field: Callable[..., Sheet]) -> None:
    sheet = field(47)
    rows = sheet.tables[0].blocks[0].rows
    alone = opened(xlsx(sheet)).worksheets[0].row_breaks.brk[0].id
    at = next(i for i in range(30, 47) if 6 + i == alone)
    table = replace(sheet.tables[0], blocks=(Block(rows[:at]), Block(rows[at:], "Non classés")))
    ws = opened(xlsx(replace(sheet, tables=(table,)))).worksheets[0]
    [page_break] = ws.row_breaks.brk
    assert ws[f"A{page_break.id}"].value != "Non classés"


def test_a_field_that_just_fits_stays_on_its_page(field: Callable[..., Sheet]) -> None:
    assert opened(xlsx(field(38))).worksheets[0].page_setup.fitToHeight == 1
    assert opened(xlsx(field(47))).worksheets[0].page_setup.fitToHeight == 0


def test_a_page_that_breaks_among_the_rows_needs_no_help(field: Callable[..., Sheet]) -> None:
    ws = opened(xlsx(field(60, decisions=9))).worksheets[0]
    assert ws.page_setup.fitToHeight == 0
    assert ws.row_breaks.brk == []


def test_an_ampersand_in_a_name_stays_one_in_the_footer(book: Book) -> None:
    ws = opened(xlsx(replace(classification(book, "LEC/R1", "fr"), cup="24 Heures & Co"))).worksheets[0]
    assert (ws.oddFooter.left.size, ws.oddFooter.left.text) == (8, "24 Heures && Co · Paul Ricard · Course 1")


def test_chips_follow_the_word_when_rows_are_sorted(weekend: Callable[[str], bytes]) -> None:
    ws = opened(weekend("fr"))["Classement"]
    formulas = [rule.formula for area in ws.conditional_formatting for rule in area.rules]
    assert formulas == [['"Pro-Am"'], ['"Am"']]


def test_decisions_and_signatures_are_in_it(weekend: Callable[[str], bytes]) -> None:
    values = {cell.value for row in opened(weekend("fr"))["Classement"].iter_rows() for cell in row}
    assert "12e → 14e · Pro-Am 1er → 3e" in values
    assert any(str(value).startswith("Commissaires sportifs") for value in values)
    assert any(str(value).startswith("SHA-256 ") for value in values)


def test_properties_come_from_the_data(weekend: Callable[[str], bytes]) -> None:
    properties = opened(weekend("fr")).properties
    assert properties.title == "Porsche Carrera Cup France 2023 – Paul Ricard · Course 1 – Classement définitif"
    assert properties.language == "fr"
    assert properties.modified.date().isoformat() == "2023-10-07"
    with zipfile.ZipFile(io.BytesIO(weekend("fr"))) as package:
        assert {info.date_time for info in package.infolist()} == {(2023, 10, 7, 0, 0, 0)}


def test_the_same_data_gives_the_same_bytes(book: Book, changed: Callable[..., Book]) -> None:
    made = xlsx(classification(book, "LEC/R1", "fr"))
    assert made == xlsx(classification(book, "LEC/R1", "fr"))
    other = changed("LEC/R1", decisions=(Decision(1, ("40",), "x", (Sanction(SanctionKind.TIME, ms=5001),)),))
    assert made != xlsx(classification(other, "LEC/R1", "fr"))


def test_names_of_worksheets_are_those_excel_takes(field: Callable[..., Sheet]) -> None:
    sheet = field(6, by_block=True)
    blocks = tuple(
        replace(block, title=title)
        for block, title in zip(sheet.tables[0].blocks, ("A/B:[C]*?", "x" * 60, "X" * 60), strict=True)
    )
    odd = replace(sheet, kind="by_category", tables=(replace(sheet.tables[0], blocks=blocks),))
    names = opened(xlsx(odd)).sheetnames
    assert names[0] == "Cat. A-B--C---"
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)
