"""The package of a round: every final document in every format, what is left out, digests that hold, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.session import SessionState
from cupdesk.sheets.package import MANIFEST, package
from cupdesk.words.trouble import Trouble


@pytest.fixture(scope="module")
def made(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the package of the last round was written to."""
    folder = tmp_path_factory.mktemp("package")
    package(book, "LEC").write(folder, "fr")
    return folder


def test_a_folder_and_a_zip_hold_the_same(made: Path) -> None:
    folder = made / "pccf-2023-LEC"
    with zipfile.ZipFile(made / "pccf-2023-LEC.zip") as zipped:
        inside = {name.removeprefix("pccf-2023-LEC/"): zipped.read(name) for name in zipped.namelist()}
    assert inside == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_document_is_there_in_every_format_and_language(made: Path) -> None:
    names = {path.name for path in (made / "pccf-2023-LEC").iterdir()}
    for race in ("R1", "R2"):
        for language in ("fr", "en"):
            assert f"pccf-2023-LEC-{race}-{language}.xlsx" in names
            for kind in ("classification", "by-category", "standings"):
                for form in ("pdf", "json", "html"):
                    assert f"pccf-2023-LEC-{race}-{kind}-{language}.{form}" in names
    assert {"pccf-2023-LEC-book-fr.pdf", "pccf-2023-LEC-book-en.pdf"} <= names
    assert {"index.html", "index-fr.html", "index-en.html", MANIFEST} <= names


def test_the_manifest_names_every_file_with_its_digest(made: Path) -> None:
    folder = made / "pccf-2023-LEC"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    said = {each["name"]: each["sha256"] for each in manifest["files"]}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != MANIFEST
    }
    assert said == found
    assert manifest["left_out"] == []
    assert {each["status"] for each in manifest["documents"]} == {"final"}


def test_the_same_season_gives_the_same_bytes(book: Book, made: Path, tmp_path: Path) -> None:
    package(book, "LEC").write(tmp_path, "en")
    assert (tmp_path / "pccf-2023-LEC.zip").read_bytes() == (made / "pccf-2023-LEC.zip").read_bytes()


def test_a_session_that_is_not_final_is_left_out_and_named(changed: Callable[..., Book]) -> None:
    book = changed("LEC/R2", state=SessionState.PROVISIONAL)
    found = package(book, "LEC")
    assert found.left_out == ("LEC/R2",)
    assert {ref for ref, _ in found.documents} == {"LEC/Q", "LEC/R1"}


def test_a_round_with_nothing_final_has_no_package(changed: Callable[..., Book]) -> None:
    race = changed("LMS/R", state=SessionState.PROVISIONAL)
    book = changed("LMS/Q", of=race.season, state=SessionState.PROVISIONAL)
    with pytest.raises(Trouble, match="nothing_final"):
        package(book, "LMS")


def test_nothing_is_written_before_all_is_made(book: Book, tmp_path: Path) -> None:
    begun = package(book, "LMS")
    assert begun.step()
    assert begun.done == 1 < begun.of
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_and_nothing_is_there(book: Book, tmp_path: Path) -> None:
    (tmp_path / "pccf-2023-LMS").write_text("in the way", encoding="utf-8")
    with pytest.raises(Trouble, match="cannot_write"):
        package(book, "LMS").write(tmp_path, "fr")
    assert [path.name for path in tmp_path.iterdir()] == ["pccf-2023-LMS"]
