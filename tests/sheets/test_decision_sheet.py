"""The sheet of one decision: what it says, who signs, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.cli import run
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.model import Official
from cupdesk.rules.session import DecisionState, Sanction, SanctionKind
from cupdesk.sheets.documents.decision_sheet import decision_sheet
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.sheet import Status
from cupdesk.words.trouble import Trouble


def lines(book: Book, number: int, language: str) -> dict[object, object]:
    """What the first table tells, by its labels."""
    sheet = decision_sheet(book, "LEC/R1", number, language)
    return {row.cells[0]: row.cells[1] for row in sheet.tables[0].blocks[0].rows}


def test_it_tells_the_case_and_what_it_changed(book: Book) -> None:
    found = lines(book, 1, "en")
    assert found["No / driver"] == "40 – Marc GUILLOT"
    assert found["Competitor"] == "Herrero Racing"
    assert found["Infringement"] == "False start (art. R-2)"
    assert found["Decision"] == "5 seconds added"
    effects = decision_sheet(book, "LEC/R1", 1, "fr").tables[1].blocks[0].rows
    assert [row.cells for row in effects] == [
        ("40", "M. GUILLOT", "Temps", "32:06.135", "32:11.135"),
        ("40", "M. GUILLOT", "Place au général", "12e", "14e"),
        ("40", "M. GUILLOT", "Place en Pro-Am", "1er", "3e"),
    ]
    strong = [row.cells[0] for row in decision_sheet(book, "LEC/R1", 1, "en").tables[0].blocks[0].rows if row.bold]
    assert strong == ["No / driver", "Decision"]


@pytest.mark.parametrize(
    ("kind", "state", "told"),
    [
        (SanctionKind.DISQUALIFICATION, DecisionState.ISSUED, [("Place overall", "12th", "DSQ")]),
        (SanctionKind.REPRIMAND, DecisionState.ISSUED, [("no place changed", None, None)]),
        (SanctionKind.TIME, DecisionState.INVESTIGATION, [("no place changed", None, None)]),
    ],
)
def test_what_changes_no_place_or_disqualifies_is_said(
    book: Book,
    changed: Callable[..., Book],
    kind: SanctionKind,
    state: DecisionState,
    told: list[tuple[str | None, ...]],
) -> None:
    first, *others = book.session("LEC/R1").decisions
    altered = replace(first, state=state, sanctions=(Sanction(kind, ms=5000 if kind is SanctionKind.TIME else None),))
    sheet = decision_sheet(changed("LEC/R1", decisions=(altered, *others)), "LEC/R1", 1, "en")
    assert [row.cells[2:] for row in sheet.tables[1].blocks[0].rows] == told
    assert sheet.foot == ("UNDER INVESTIGATION" if state is DecisionState.INVESTIGATION else "ISSUED")
    assert pdf(sheet).startswith(b"%PDF")


def test_an_earlier_of_two_decisions_on_a_car_leaves_the_effect_to_the_last(
    book: Book, changed: Callable[..., Book]
) -> None:
    first, *others = book.session("LEC/R1").decisions
    again = replace(first, number=9)
    sheet = decision_sheet(changed("LEC/R1", decisions=(first, *others, again)), "LEC/R1", 1, "en")
    (effect,) = sheet.tables[1].blocks[0].rows
    assert effect.cells[3:] == (None, None)
    assert "9" in str(effect.cells[2])


def test_every_steward_has_a_place_to_sign_and_the_competitor_a_receipt(book: Book) -> None:
    four = tuple(Official("steward", f"Steward {n}") for n in range(4))
    signing = decision_sheet(Book(replace(book.season, officials=four)), "LEC/R1", 1, "en").signatures
    assert [each.names for each in signing] == ["Steward 0", "Steward 1", "Steward 2", "Steward 3", ""]
    assert signing[-1].role.startswith("Received by the competitor")
    assert len(decision_sheet(Book(replace(book.season, officials=())), "LEC/R1", 1, "en").signatures) == 4


@pytest.mark.parametrize("state", [DecisionState.APPEALED, DecisionState.INVESTIGATION])
def test_an_open_decision_is_not_final(book: Book, changed: Callable[..., Book], state: DecisionState) -> None:
    first, *others = book.session("LEC/R1").decisions
    sheet = decision_sheet(changed("LEC/R1", decisions=(replace(first, state=state), *others)), "LEC/R1", 1, "en")
    assert sheet.status is Status.PROVISIONAL


def test_a_decision_that_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(Trouble, match="no_decision"):
        decision_sheet(book, "LEC/R1", 99, "fr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_a_page(book: Book, language: str) -> None:
    assert pdf(decision_sheet(book, "LEC/R1", 1, language)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (["--session", "LEC/R1", "--decision", "1"], 0),
        (["--decision", "1"], 2),
        (["--session", "LEC/R1", "--decision", "x"], 2),
    ],
)
def test_the_command_line_writes_it(tmp_path: Path, said: list[str], code: int) -> None:
    season = str(resource("seasons", "pccf-2023.json"))
    call = ["export", "--season", season, *said, "--format", "pdf,html,xlsx", "--to", str(tmp_path), "--language", "fr"]
    assert run(call, {}) == code
    names = {path.name for path in tmp_path.iterdir()}
    assert names == (
        {f"pccf-2023-LEC-R1-decision-1-fr.{form}" for form in ("pdf", "html", "xlsx")} if not code else set()
    )
