"""Every kind of document is a valid PDF/A-2a and PDF/UA-1 by veraPDF's engine; `installer/validator.py` brings it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.sheets.documents.decision_sheet import decision_sheet
from cupdesk.sheets.documents.results_book import results_book
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.register import DOCUMENTS, OF_SEASON
from cupdesk.sheets.sheet import Sheet, Status
from cupdesk.words import LANGUAGES
from tests.pictures import HEAD, PICTURES

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".validator" / "bin" / "python"
STANDARDS = ("PDFA_2_A", "PDFUA_1")

pytestmark = pytest.mark.skipif(
    not (ROOT / ".validator" / "filled-from").is_file(), reason="needs the PDF validator (installer/validator.py)"
)


def broken(files: dict[str, bytes], standards: tuple[str, ...], folder: Path) -> dict[str, dict[str, list[str]]]:
    """What is wrong with each file by each standard; the files without fault are left out."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    command = [str(PYTHON), str(Path(__file__).with_name("verapdf.py")), ",".join(standards)]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in files)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert set(found) == set(files)
    wrong = {name: {each: rules for each, rules in by.items() if rules} for name, by in found.items()}
    return {name: by for name, by in wrong.items() if by}


def test_every_document_is_valid(book: Book, tmp_path: Path) -> None:
    sheets: dict[str, tuple[Sheet, ...]] = {}
    for language in LANGUAGES:
        for kind, build in DOCUMENTS.items():
            sheets[f"{kind}-{language}"] = (build(book, "LEC/Q" if kind == "qualifying" else "LEC/R1", language),)
        for kind, whole in OF_SEASON.items():
            sheets[f"{kind}-{language}"] = (whole(book, language),)
        sheets[f"decision-{language}"] = (decision_sheet(book, "LEC/R1", 1, language),)
        sheets[f"book-{language}"] = results_book(book, language, "LEC")
    files = {f"{name}.pdf": pdf(*made) for name, made in sheets.items()}
    assert broken(files, STANDARDS, tmp_path) == {}


def test_documents_at_their_limits_are_valid(
    field: Callable[..., Sheet], matrix: Callable[..., Sheet], tmp_path: Path
) -> None:
    files = {
        "two-cars.pdf": pdf(field(2)),
        "sixty-cars.pdf": pdf(field(60, decisions=20)),
        "by-category.pdf": pdf(field(57, by_block=True)),
        "forty-races.pdf": pdf(matrix(40, 40)),
        "superseded.pdf": pdf(replace(field(30), status=Status.SUPERSEDED)),
    }
    assert broken(files, STANDARDS, tmp_path) == {}


def test_documents_in_a_letterhead_with_pictures_are_valid(book: Book, tmp_path: Path) -> None:
    dressed = Book(apply(book.season, SetLetterhead(HEAD, PICTURES)), book)
    files = {f"{kind}.pdf": pdf(DOCUMENTS[kind](dressed, "LEC/R1", "fr")) for kind in ("classification", "standings")}
    files["book.pdf"] = pdf(*results_book(dressed, "en", "LEC"))
    assert broken(files, STANDARDS, tmp_path) == {}


def test_the_validator_finds_what_is_wrong(book: Book, tmp_path: Path) -> None:
    untagged = pdf(DOCUMENTS["points"](book, "LEC/R1", "fr")).replace(b"/MarkInfo", b"/MarkInfx")
    wrong = broken({"untagged.pdf": untagged}, STANDARDS, tmp_path)
    assert set(wrong["untagged.pdf"]) == set(STANDARDS)
