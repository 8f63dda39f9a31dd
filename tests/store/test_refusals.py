"""What cannot be opened or written is refused with a sentence, and nothing is overwritten."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cupdesk.rules.edits import PlaceCar, apply
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if sys.platform == "win32":
    pytest.skip("rights as POSIX systems know them", allow_module_level=True)
NOBODY = 65534
Said = Callable[[Trouble | None, str], None]
Refused = Callable[[Path | str, str], Trouble]


@pytest.fixture
def refused(said: Said) -> Refused:
    """Open a place that must be refused for this reason, its bytes left as they were."""

    def refuse(place: Path | str, key: str) -> Trouble:
        before = place.read_bytes() if isinstance(place, Path) and place.is_file() else None
        with pytest.raises(Trouble) as caught:
            Store.open(place)
        said(caught.value, key)
        if before is not None:
            assert isinstance(place, Path)
            assert place.read_bytes() == before
            for beside in place.parent.iterdir():  # an empty log does no harm
                assert beside == place or beside.name.endswith("-shm") or beside.stat().st_size == 0
        return caught.value

    return refuse


@contextmanager
def without_rights() -> Iterator[None]:
    """Not as the superuser, for whom every folder is open."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf(season: Season) -> Iterator[Path]:
    """A folder anyone can reach, with a closed cup file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        store = Store.create(folder / "cup.cupdesk")
        store.add_season(season)
        store.close()
        yield folder
        folder.chmod(0o755)


def alter(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(statement)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def test_a_file_of_a_newer_version(file: Path, refused: Refused) -> None:
    alter(file, "PRAGMA user_version = 2")
    assert refused(file, "store.newer").values["schema"] == 2


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "store.empty"),
        (b"Pos;No;Driver\n1;7;Zo\xc3\xab\n" * 50, "store.not_a_cup"),
        (b"SQLite format 3\0", "store.not_a_cup"),
        (bytes(4096), "store.not_a_cup"),
    ],
    ids=["zero bytes", "text", "cut off", "zeros"],
)
def test_what_is_no_database(tmp_path: Path, content: bytes, key: str, refused: Refused) -> None:
    path = tmp_path / "cup.cupdesk"
    path.write_bytes(content)
    refused(path, key)


def test_a_database_of_another_program(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "cup.cupdesk"
    alter(path, "CREATE TABLE season (id INTEGER PRIMARY KEY, code TEXT)")
    refused(path, "store.not_a_cup")


def test_missing_files_and_folders(tmp_path: Path, refused: Refused) -> None:
    refused(tmp_path / "nowhere.cupdesk", "store.missing")
    refused(tmp_path / "nowhere" / "cup.cupdesk", "store.missing")
    refused(tmp_path, "store.folder")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_created_over(file: Path, said: Said) -> None:
    before = file.read_bytes()
    for path in (file, file.with_name("text.txt")):
        path.touch()
        with pytest.raises(Trouble) as caught:
            Store.create(path)
        said(caught.value, "store.exists")
    assert file.read_bytes() == before


def test_no_file_where_none_can_be_made(tmp_path: Path, shelf: Path, said: Said) -> None:
    with pytest.raises(Trouble) as caught:
        Store.create(tmp_path / "nowhere" / "cup.cupdesk")
    said(caught.value, "store.cannot_create")
    with without_rights(), pytest.raises(Trouble) as caught:
        Store.create(shelf / "other.cupdesk")
    said(caught.value, "store.cannot_create")


def test_bad_addresses_and_missing_drivers(refused: Refused) -> None:
    refused("://", "store.bad_url")
    refused("nosuch://server/cup", "store.no_driver")
    trouble = refused("mysql+mysqldb://anne:secret@server/cup", "store.no_driver")
    assert "secret" not in Words("en")(trouble.key, **trouble.values)


@pytest.mark.parametrize("page", range(1, 14))
def test_scribbled_pages_are_refused_or_read_right(file: Path, season: Season, page: int, refused: Refused) -> None:
    content = bytearray(file.read_bytes())
    start = page * 4096
    assert start < len(content)
    content[start : start + 4096] = b"\xa5" * 4096
    file.write_bytes(content)
    refused(file, "store.damaged")


def test_a_file_cut_short(file: Path, refused: Refused) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    refused(file, "store.damaged")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET state = 'lost'",
        "UPDATE session SET \"order\" = '[1'",
        "UPDATE season SET regulations = '{}'",
        "UPDATE round SET first_day = 'yesterday'",
        "UPDATE session SET points_factor = '1/0'",
        "UPDATE team SET name = CAST(x'ff' AS TEXT)",
    ],
)
def test_rows_that_make_no_sense(file: Path, season: Season, statement: str, said: Said) -> None:
    alter(file, statement)
    store = Store.open(file)
    with pytest.raises(Trouble) as caught:
        store.season(season.code)
    said(caught.value, "store.damaged")
    store.close()


@pytest.mark.parametrize("closed", ["folder", "file", "both"])
def test_a_read_only_place_is_read_and_not_written(shelf: Path, season: Season, closed: str, said: Said) -> None:
    path = shelf / "cup.cupdesk"
    path.chmod(0o666 if closed == "folder" else 0o444)
    shelf.chmod(0o777 if closed == "file" else 0o555)
    before = path.read_bytes()
    with without_rights():
        store = Store.open(path)
        said(store.read_only_reason, "store.read_only")
        assert store.read_only
        assert store.season(season.code) == season
        edits = (PlaceCar("A/R1", "5", 1),)
        with pytest.raises(Trouble):
            store.write(season, apply(season, *edits), edits, "Anne")
        with pytest.raises(Trouble):
            store.add_season(season)
        with pytest.raises(Trouble):
            store.undo(season)
        store.close()
    assert path.read_bytes() == before
    shelf.chmod(0o755)
    assert [found.name for found in shelf.iterdir()] == [path.name]


def test_a_file_nobody_may_read(shelf: Path, said: Said) -> None:
    path = shelf / "cup.cupdesk"
    path.chmod(0)
    with without_rights(), pytest.raises(Trouble) as caught:
        Store.open(path)
    said(caught.value, "store.cannot_open")


def test_a_log_left_in_a_read_only_place_is_not_passed_over(shelf: Path, season: Season, said: Said) -> None:
    """After a crash the last steps may be in the log alone: read as it lies, the file would lack them."""
    path = shelf / "cup.cupdesk"
    store = Store.open(path)
    edits = (PlaceCar("A/R1", "5", 1),)
    store.write(season, apply(season, *edits), edits, "Anne")
    log = path.with_name("cup.cupdesk-wal").read_bytes()
    content = path.read_bytes()
    store.close()
    path.write_bytes(content)
    path.with_name("cup.cupdesk-wal").write_bytes(log)
    shelf.chmod(0o555)
    with without_rights(), pytest.raises(Trouble) as caught:
        Store.open(path)
    said(caught.value, "store.cannot_open")
    shelf.chmod(0o755)
    store = Store.open(path)
    assert store.season(season.code) == apply(season, *edits)
    store.close()
