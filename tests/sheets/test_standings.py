"""The standings of a season as a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Adjustment, Season
from cupdesk.rules.regulations import Counting
from cupdesk.rules.session import SessionState, Text
from cupdesk.sheets.documents.standings import scale_line, standings
from cupdesk.sheets.layout import laid_out
from cupdesk.sheets.sheet import Kind, RaceCell, Sheet, Status
from cupdesk.words import Words


def table_text(sheet: Sheet) -> str:
    """Every table as it is printed."""
    data = laid_out(sheet)
    lines = [data["title"], data["plate"], data["line_left"], data["line_right"], data["legend"]]
    for table in data["tables"]:
        lines += ["", f"# {table['title']} | {table['headline']}", " | ".join(c["head"] for c in table["columns"])]
        for row in table["blocks"][0]["rows"]:
            lines.append(" | ".join(_text(cell) for cell in row["cells"]))
        lines += table["notes"]
    return "\n".join(lines) + "\n"


def _text(cell: object) -> str:
    if not isinstance(cell, dict):
        return str(cell)
    if "surname" in cell:
        return " ".join([cell["given"], cell["surname"], *cell["tags"]]).strip()
    return f"{cell['place']}:{cell['code'] or cell['points']}{cell['marks']}{'!' * cell['win']}{'()' * cell['dropped']}"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("after", ["LMS/R", "LEC/R2"])
def test_the_shipped_season_prints_as_it_did(
    book: Book, golden: Callable[[str, str], None], after: str, language: str
) -> None:
    sheet = standings(book, after, language)
    golden(f"standings-{after.replace('/', '-')}-{language}.txt", table_text(sheet))


def test_every_championship_has_its_table(book: Book) -> None:
    sheet = standings(book, None, "fr")
    assert [table.code for table in sheet.tables] == ["overall", "pro_am", "am", "rookie", "teams"]
    assert [table.code for table in standings(book, None, "fr", championships=("am", "teams")).tables] == [
        "am",
        "teams",
    ]


def test_a_table_says_the_title(book: Book) -> None:
    overall, pro_am = standings(book, None, "en").tables[:2]
    assert overall.headline == "Dorian Boccolacci champion, 24 points ahead, first title"
    assert "Jérôme Boullery" in pro_am.headline
    assert "second title in a row" in pro_am.headline


def test_each_tie_has_its_reason(book: Book) -> None:
    notes = standings(book, None, "en").tables[0].notes
    assert notes[0] == "Guillot ahead of Boullery on 9th places, 1 to 0 (44 points)"


def test_points_add_up_in_every_row(book: Book) -> None:
    for table in standings(book, None, "fr").tables:
        total = [c.key for c in table.columns].index("points")
        for row in table.blocks[0].rows:
            cells = [cell for cell in row.cells if isinstance(cell, RaceCell)]
            assert sum(cell.points for cell in cells) == row.cells[total]
            assert len(cells) == 11


def test_standings_on_results_that_are_not_final_are_provisional(book: Book, changed: Callable[..., Book]) -> None:
    assert standings(book, None, "fr").status is Status.FINAL
    other = changed("LEC/R1", state=SessionState.PROVISIONAL)
    sheet = standings(other, None, "fr")
    assert (sheet.status, sheet.foot) == (Status.PROVISIONAL, "PROVISOIRE")
    assert sheet.plate == "Sous réserve\u00a0: classements non définitifs"
    assert sheet.posted[1] == sheet.plate
    assert standings(other, "MNZ/R2", "fr").status is Status.FINAL


def test_as_it_stood_after_an_earlier_race(book: Book) -> None:
    sheet = standings(book, "MNZ/R2", "en")
    assert sheet.title == "Championships after 9 of 11 races"
    assert sum(column.kind is Kind.RACE for column in sheet.tables[0].columns) == 9
    assert sheet.line_left == "after race 2, Monza, 24 September 2023"


def test_dropped_results_are_marked_and_the_title_says_how_many_count(season: Season) -> None:
    rules = season.regulations
    am = replace(rules.championship("am"), counting=Counting(best=9))
    others = tuple(am if c.code == "am" else c for c in rules.championships)
    book = Book(replace(season, regulations=replace(rules, championships=others)))
    table = standings(book, None, "en", championships=("am",)).tables[0]
    assert table.title == "Am – best 9 results"
    for row in table.blocks[0].rows:
        assert sum(cell.dropped for cell in row.cells if isinstance(cell, RaceCell)) == 2
    assert "(…) result dropped" in standings(book, None, "en").legend


def test_points_taken_by_decision_are_noted(season: Season) -> None:
    taken = Adjustment("overall", "klein", Fraction(-5), Text("conduite", "conduct"))
    table = standings(Book(replace(season, adjustments=(taken,))), None, "en").tables[0]
    assert "Klein: −5 (conduct)" in table.notes


def test_the_legend_explains_only_marks_that_are_used(book: Book) -> None:
    legend = standings(book, None, "en").legend
    assert "P pole" in legend
    assert not any(line.startswith("(…)") for line in legend)
    assert not any(line.startswith("DSQ") for line in legend)


def test_before_the_first_race_there_is_a_sheet_without_races(season: Season) -> None:
    empty = replace(
        season,
        rounds=tuple(
            replace(r, sessions=tuple(replace(s, order=(), finishes=(), decisions=()) for s in r.sessions))
            for r in season.rounds
        ),
    )
    sheet = standings(Book(empty), None, "fr")
    assert sheet.line_left == "avant la première course"
    assert sheet.status is Status.PROVISIONAL
    assert sheet.legend == ()
    assert not any(column.kind is Kind.RACE for table in sheet.tables for column in table.columns)


def test_a_season_with_nothing_in_it_has_an_empty_sheet(season: Season) -> None:
    bare = Season("x", "Coupe", 2024, replace(season.regulations, championships=()))
    sheet = standings(Book(bare), None, "fr")
    assert sheet.tables == ()
    assert sheet.created == "2024-01-01"


def test_the_scale_names_what_the_qualifying_pays(book: Book) -> None:
    rules = replace(
        book.season.regulations.championships[0],
        qualifying=(Fraction(3), Fraction(2), Fraction(1, 2)),
        finishing=Fraction(2),
    )
    assert scale_line(rules, Words("en")).endswith(
        "-2-1 · qualifying 3-2-0.5 · pole 1 · fastest lap 1 · for finishing 2 (Overall)"
    )
