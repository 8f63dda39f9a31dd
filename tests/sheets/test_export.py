"""Documents into a folder: their names, and that a failure leaves the folder as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.sheets.export import export, write_all
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

ROOT = Path(__file__).parents[2]


def said(trouble: pytest.ExceptionInfo[Trouble], language: str = "fr") -> str:
    return Words(language)(trouble.value.key, **trouble.value.values)


def test_a_session_has_its_documents(book: Book, tmp_path: Path) -> None:
    made = export(book, tmp_path, ("pdf", "xlsx", "csv", "json"), "fr", "LEC/R1")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in made)
    assert [path.name for path in made] == [
        "pccf-2023-LEC-R1-fr.xlsx",
        "pccf-2023-LEC-R1-classification-fr.pdf",
        "pccf-2023-LEC-R1-by-category-fr.pdf",
        "pccf-2023-LEC-R1-standings-fr.pdf",
        "pccf-2023-LEC-R1-grid-fr.pdf",
        "pccf-2023-LEC-R1-classification-fr.csv",
        "pccf-2023-LEC-R1-by-category-fr.csv",
        "pccf-2023-LEC-R1-standings-overall-fr.csv",
        "pccf-2023-LEC-R1-standings-pro_am-fr.csv",
        "pccf-2023-LEC-R1-standings-am-fr.csv",
        "pccf-2023-LEC-R1-standings-rookie-fr.csv",
        "pccf-2023-LEC-R1-standings-teams-fr.csv",
        "pccf-2023-LEC-R1-grid-fr.csv",
        "pccf-2023-LEC-R1-classification-fr.json",
        "pccf-2023-LEC-R1-by-category-fr.json",
        "pccf-2023-LEC-R1-standings-fr.json",
        "pccf-2023-LEC-R1-grid-fr.json",
    ]


def test_a_joint_race_has_a_table_for_each_order(book: Book, tmp_path: Path) -> None:
    made = export(book, tmp_path, ("csv",), "en", "LMS/R")
    assert "pccf-2023-LMS-R-classification-whole-en.csv" in {path.name for path in made}
    assert "pccf-2023-LMS-R-classification-cup-en.csv" in {path.name for path in made}


def test_the_season_has_every_race_and_the_last_standings(book: Book, tmp_path: Path) -> None:
    names = {path.name for path in export(book, tmp_path, ("json",), "en")}
    assert len(names) == 11 * 3 + 6 + 2
    assert sum("-qualifying-" in name for name in names) == 6
    assert "pccf-2023-regulations-en.json" in names
    assert [name for name in names if "standings" in name] == ["pccf-2023-LEC-R2-standings-en.json"]


def test_a_session_says_the_same_alone_and_in_the_season(book: Book, tmp_path: Path) -> None:
    alone, whole = tmp_path / "alone", tmp_path / "whole"
    alone.mkdir()
    whole.mkdir()
    export(book, whole, ("xlsx", "json"), "fr")
    for path in export(book, alone, ("xlsx", "json"), "fr", "LEC/R1"):
        if "standings" not in path.name:
            assert path.read_bytes() == (whole / path.name).read_bytes()


def test_a_newer_file_takes_the_place_of_the_older(book: Book, tmp_path: Path) -> None:
    old = tmp_path / "pccf-2023-LEC-R1-classification-fr.json"
    old.write_text("old", encoding="utf-8")
    export(book, tmp_path, ("json",), "fr", "LEC/R1")
    assert old.read_bytes().startswith(b"{")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"formats": ("docx",)}, "documents.trouble.format"),
        ({"session": "LEC/R9"}, "documents.trouble.no_session"),
    ],
)
def test_what_there_is_not_is_said_and_nothing_is_written(
    book: Book, tmp_path: Path, values: dict[str, object], key: str
) -> None:
    wanted: dict[str, object] = {"formats": ("json",), "session": "LEC/R1"} | values
    with pytest.raises(Trouble) as trouble:
        export(book, tmp_path, wanted["formats"], "fr", wanted["session"])  # type: ignore[arg-type]
    assert trouble.value.key == key
    assert "{" not in said(trouble)
    assert list(tmp_path.iterdir()) == []


def test_a_session_without_a_result_has_nothing_to_write(changed: Callable[..., Book], tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        export(changed("LEC/Q", order=(), finishes=()), tmp_path, ("json",), "fr", "LEC/Q")
    assert trouble.value.key == "documents.trouble.no_result"
    assert list(tmp_path.iterdir()) == []


def test_a_season_without_results_has_nothing_to_write(season: Season, tmp_path: Path) -> None:
    empty = replace(
        season,
        rounds=tuple(
            replace(r, sessions=tuple(replace(s, order=(), finishes=(), decisions=()) for s in r.sessions))
            for r in season.rounds
        ),
    )
    with pytest.raises(Trouble) as trouble:
        export(Book(empty), tmp_path, ("pdf",), "en")
    assert trouble.value.key == "documents.trouble.nothing"


def test_a_folder_that_is_not_there_is_named(book: Book, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        export(book, tmp_path / "no", ("json",), "fr", "LEC/R1")
    assert "le dossier n’existe pas" in said(trouble)
    assert str(tmp_path / "no") in said(trouble)


def test_a_file_that_cannot_be_replaced_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old a", encoding="utf-8")
    (tmp_path / "z.txt").mkdir()
    (tmp_path / "z.txt" / "inside").write_text("kept", encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        write_all(tmp_path, [("a.txt", b"new a"), ("b.txt", b"new b"), ("z.txt", b"new z")], "en")
    assert "a folder has this name already" in said(trouble, "en")
    assert "Nothing has been written" in said(trouble, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "z.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old a"
    assert (tmp_path / "z.txt" / "inside").read_text(encoding="utf-8") == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        "from cupdesk.sheets.export import write_all; from cupdesk.words.trouble import Trouble\n"
        "try: write_all(Path(sys.argv[1]), [('a.pdf', b'x' * 100), ('b.pdf', b'x' * 9000)], 'en')\n"
        "except Trouble as trouble: print(trouble.values['file'], trouble.values['reason'])"
    )
    (tmp_path / "a.pdf").write_bytes(b"old")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "b.pdf the disk is full\n"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"old")]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_a_folder_without_leave_to_write_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        with pytest.raises(Trouble) as trouble:
            write_all(tmp_path, [("a.json", b"{}")], "en")
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)
    assert "write-protected" in said(trouble, "en")
    assert list(tmp_path.iterdir()) == []
