"""The list of decisions: every decision of the meeting, its state, where it takes effect; many, long, none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind
from cupdesk.sheets.documents.decision_list import decision_list
from cupdesk.sheets.documents.decision_sheet import decision_sheet
from cupdesk.sheets.export import export
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.sheet import Cell, Sheet, Status
from cupdesk.words.trouble import Trouble

FIVE = (Sanction(SanctionKind.TIME, ms=5_000),)


def rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    (table,) = sheet.tables
    return [row.cells for block in table.blocks for row in block.rows]


def test_every_decision_of_the_meeting_by_number_with_its_effect(book: Book) -> None:
    sheet = decision_list(book, "LEC/R2", "fr")
    on_file = sorted(d.number for s in book.round_of("LEC/R1").sessions for d in s.decisions for _ in d.cars)
    assert [int(str(row[0])) for row in rows(sheet)] == on_file
    first = rows(sheet)[0]
    assert first[2:5] == ("Course 1", "40", "M. GUILLOT")
    assert first[5:] == ("Faux départ (art. R-2)\u00a0: 5 secondes ajoutées", "12e → 14e · Pro-Am 1er → 3e")
    assert sheet.status is Status.FINAL
    assert sheet.line_right == f"{len(on_file)} décisions"


def test_an_open_decision_keeps_the_list_provisional(changed: Callable[..., Book]) -> None:
    decisions = (
        Decision(1, ("40",), "false_start", FIVE, DecisionState.APPEALED),
        Decision(2, ("21",), "false_start", (), DecisionState.INVESTIGATION),
        Decision(3, ("44",), "false_start", FIVE, DecisionState.WITHDRAWN),
    )
    sheet = decision_list(changed("LEC/R1", decisions=decisions), "LEC/R1", "en")
    assert (sheet.status, sheet.plate) == (Status.PROVISIONAL, "2 decisions open")
    assert sheet.line_right == "4 decisions, 2 open"
    assert [str(row[5]).rpartition(": ")[2] for row in rows(sheet) if row[2] == "Race 1"] == [
        "5 seconds added (under appeal)",
        "under investigation",
        "withdrawn",
    ]


def test_a_decision_carried_to_another_session_says_where_and_what_it_does_there(
    changed: Callable[..., Book],
) -> None:
    carried = Decision(9, ("40",), "false_start", FIVE, applies_to="LEC/R1")
    (row,) = [
        each for each in rows(decision_list(changed("LEC/Q", decisions=(carried,)), "LEC/Q", "en")) if each[0] == "9"
    ]
    assert row[2] == "Qualifying, takes effect: Paul Ricard, race 1"
    assert str(row[6]).startswith(("12th", "with decision"))


def test_a_grid_sanction_changes_no_place_of_the_result(changed: Callable[..., Book]) -> None:
    grid = Decision(9, ("40",), "false_start", (Sanction(SanctionKind.GRID_PLACES, count=3),))
    found = rows(decision_list(changed("LEC/R1", decisions=(grid,)), "LEC/R1", "en"))
    (row,) = [each for each in found if each[0] == "9"]
    assert row[6] is None


def test_a_meeting_without_decisions_has_no_list(book: Book) -> None:
    rounds = tuple(
        replace(each, sessions=tuple(replace(session, decisions=()) for session in each.sessions))
        for each in book.season.rounds
    )
    with pytest.raises(Trouble, match="no_decisions"):
        decision_list(Book(replace(book.season, rounds=rounds)), "LEC/R1", "fr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_forty_decisions_with_long_words_are_pages_and_a_file_of_the_round(
    changed: Callable[..., Book], tmp_path: Path, language: str
) -> None:
    numbers = [car for car in ("40", "21", "44", "32", "14", "7", "1", "16") for _ in range(5)]
    long = "Dépassement sous drapeau jaune et non-respect répété des limites de la piste"
    decisions = tuple(Decision(n, (car,), long, FIVE, article="R-99.12 bis") for n, car in enumerate(numbers, 1))
    book = changed("LEC/R1", decisions=decisions)
    assert len(rows(decision_list(book, "LEC/R1", language))) == 41
    assert pdf(decision_list(book, "LEC/R1", language)).startswith(b"%PDF")
    made = export(book, tmp_path, ("csv", "json", "xlsx", "html"), language, "LEC/R1", ("decision_list",))
    assert f"pccf-2023-LEC-decisions-{language}.csv" in {path.name for path in made}


def test_of_a_whole_season_each_meeting_with_decisions_has_its_list_once(book: Book, tmp_path: Path) -> None:
    made = {path.name for path in export(book, tmp_path, ("csv",), "en", kinds=("decision_list",))}
    decided = {r.code for r in book.season.rounds if any(session.decisions for session in r.sessions)}
    assert {f"pccf-2023-{code}-decisions-en.csv" for code in decided} == {
        name for name in made if "-decisions-" in name
    }


def test_a_season_without_decisions_has_no_lists(book: Book, tmp_path: Path) -> None:
    rounds = tuple(
        replace(each, sessions=tuple(replace(session, decisions=()) for session in each.sessions))
        for each in book.season.rounds
    )
    with pytest.raises(Trouble, match="nothing"):
        export(Book(replace(book.season, rounds=rounds)), tmp_path, ("csv",), "en", kinds=("decision_list",))
    assert not list(tmp_path.iterdir())


def test_the_path_of_a_decision_is_told_in_the_list_and_on_its_sheet(changed: Callable[..., Book]) -> None:
    filed = Decision(1, ("40",), "false_start", FIVE, time=datetime(2023, 10, 7, 16, 10, tzinfo=UTC))
    moved = filed.moved(DecisionState.APPEALED, datetime(2023, 10, 9, 9, 5, tzinfo=UTC), "MB")
    ended = moved.moved(DecisionState.WITHDRAWN, datetime(2023, 10, 9, 17, 30, tzinfo=UTC), "JD")
    book = changed("LEC/R1", decisions=(ended,))
    told = "issued Sat 7 Oct 16:10 → under appeal Mon 9 Oct 09:05 (MB) → withdrawn 17:30 (JD)"
    assert decision_list(book, "LEC/R1", "en").notes == (f"Decision 1: {told}.",)
    said = {str(row.cells[0]): row.cells[1] for row in decision_sheet(book, "LEC/R1", 1, "en").tables[0].blocks[0].rows}
    assert said["Path"] == told
    later = replace(filed, time=datetime(2023, 10, 9, 9, 5, tzinfo=UTC))
    assert [
        row.cells[1]
        for row in decision_list(changed("LEC/R1", decisions=(later,)), "LEC/R1", "fr").tables[0].blocks[0].rows
    ][:1] == ["9 oct. 09:05"]
    plain = changed("LEC/R1", decisions=(filed,))
    assert decision_list(plain, "LEC/R1", "en").notes == ()
    lines = decision_sheet(plain, "LEC/R1", 1, "en").tables[0].blocks[0].rows
    assert "Path" not in [row.cells[0] for row in lines]
