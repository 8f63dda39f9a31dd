"""Facts for the press as a document: the facts of the race by section, certain or not, in every format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.session import SessionState
from cupdesk.sheets.documents.press import press_facts
from cupdesk.sheets.export import export
from cupdesk.sheets.pdf import pages_png, pdf
from cupdesk.sheets.sheet import Status
from cupdesk.words import Words
from cupdesk.words.press import press
from cupdesk.words.trouble import Trouble


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ref", ["LEC/Q", "LEC/R1", "LEC/R2"])
def test_it_tells_every_fact_with_what_it_rests_on(book: Book, ref: str, language: str) -> None:
    sheet = press_facts(book, ref, language)
    rows = [row.cells for block in sheet.tables[0].blocks for row in block.rows]
    final = "final" if language == "en" else "définitif"
    assert rows == [(fact.text, fact.rests_on or None, final) for fact in press(book, ref, Words(language))]
    assert all(block.title and block.rows for block in sheet.tables[0].blocks)
    assert (sheet.status, len(sheet.notes), sheet.signatures) == (Status.FINAL, 1, ())
    assert pdf(sheet).startswith(b"%PDF")


def test_on_a_provisional_result_it_is_subject_to_confirmation(changed: Callable[..., Book]) -> None:
    sheet = press_facts(changed("LEC/R2", state=SessionState.PROVISIONAL), "LEC/R2", "en")
    assert sheet.status is Status.PROVISIONAL
    assert sheet.plate == "Subject to confirmation: classifications not final"
    said = [row.cells[-1] for block in sheet.tables[0].blocks for row in block.rows]
    assert set(said) == {"final", "subject to confirmation"}
    assert len(pages_png(sheet)) == 2


@pytest.mark.parametrize("ref", ["LEC/Q", "LEC/R2"])
def test_without_a_result_there_are_no_facts(changed: Callable[..., Book], ref: str) -> None:
    with pytest.raises(Trouble, match="no_facts"):
        press_facts(changed(ref, order=(), finishes=(), decisions=()), ref, "fr")


def test_it_is_a_file_in_every_format(book: Book, tmp_path: Path) -> None:
    made = export(book, tmp_path, ("xlsx", "csv", "json", "html"), "fr", "LEC/R2", ("press",))
    assert {path.suffix for path in made} == {".xlsx", ".csv", ".json", ".html"}
