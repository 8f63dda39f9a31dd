"""Files damaged in every way: each is taken row by row or refused with a reason; nothing fails, nothing is half taken.

200 files by default, `CUPDESK_MUTATIONS=2000` for the long run; the same damage each time.
"""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cupdesk.imports import EntryImport, Import, open_file, read, read_entries, say, step, suggested
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetOrder, apply
from cupdesk.rules.model import Season
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import SAMPLES

FILES = sorted(path for path in SAMPLES.iterdir() if path.is_file())
COUNT = int(os.environ.get("CUPDESK_MUTATIONS", "200"))
BATCHES = 20
BITS = [
    b";",
    b",",
    b"\t",
    b'"',
    b"'",
    b"\r",
    b"\n",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"<",
    b"</table>",
    b"{",
    b"]",
    b"+",
    b"-",
]
BITS += [
    b"1.0",
    b"DNF",
    b"Laps",
    b"NaN",
    b"1e999",
    b"99999999999999999999",
    b"\xc3\x83\xc2\xa4",
    b"&amp;",
    b"<!ENTITY x 'y'>",
    b"POS",
]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["Pos", "No", "Driver", "Laps", "Total time"],
        [1, "7", "Ilse Marchetti", 15, "31:00.412"],
        [2, "03", "X", 15, ""],
    ):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def lines_shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def line_doubled(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"\n".join(lines)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def piece_out(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 60) :]


def bit_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(BITS) + data[at:]


def byte_changed(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def sign_replaced(data: bytes, chance: random.Random) -> bytes:
    return data.replace(chance.choice([*BITS[:6], b".", b":", b" "]), chance.choice(BITS), chance.randrange(1, 200))


def encoded_otherwise(data: bytes, chance: random.Random) -> bytes:
    return data.decode("latin-1").encode(chance.choice(["utf-8", "utf-16", "utf-16-le", "cp1252"]), "replace")


WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    lines_shuffled,
    line_doubled,
    cut,
    piece_out,
    bit_in,
    byte_changed,
    sign_replaced,
    encoded_otherwise,
]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_damage_breaks_an_import(batch: int, season: Season, tmp_path: Path) -> None:
    book = Book(season)
    path = tmp_path / "Race 1 Provisional.csv"
    originals = [path.read_bytes() for path in FILES] + [workbook()]
    for n in range(batch, COUNT, BATCHES):
        chance = random.Random(n)
        data = originals[n % len(originals)]
        for _ in range(chance.randrange(1, 5)):
            data = chance.choice(WAYS)(data, chance)
        for ref in ("ONE/R", "ONE/Q"):
            held(season, lambda data=data, ref=ref: read(data, "", book, ref))  # type: ignore[misc]
        held(season, lambda data=data: read_entries(data, "", book, "ONE"))  # type: ignore[misc]
        path.write_bytes(data)
        together(season, path)


def held(season: Season, attempt: Callable[[], Import | EntryImport]) -> None:
    """A refusal can be said; an import says each row it leaves out, and its edits are sound and whole."""
    words = Words("fr")
    found = attempted(attempt)
    if isinstance(found, Trouble):
        assert words(found.key, **found.values)
        return
    for row in found.not_taken:
        assert say.reason(row, words)
        assert say.remedy(row, words)
    assert all(say.remark(remark, words) for remark in found.remarks)
    after = apply(season, *found.edits)
    Book(after).classification("ONE/R")
    if isinstance(found, EntryImport):
        numbers = [entry.number for entry in after.entries if not entry.rounds or "ONE" in entry.rounds]
        assert len(set(numbers)) == len(numbers)
        codes = {driver.code for driver in after.drivers}
        assert {code for entry in after.entries for code in entry.drivers} <= codes
    else:
        taken = [row.number for row in found.taken]
        assert len(set(taken)) == len(taken)
        assert set(taken) <= set(book_numbers(season))
        assert sorted(found.missing) == sorted(set(book_numbers(season)) - set(taken))
        orders = [edit for edit in found.edits if isinstance(edit, SetOrder)]
        if orders:
            placed = [row.number for row in found.taken if row.finish.status.value not in ("dns", "wd")]
            assert found.edits == (orders[0],)
            assert list(orders[0].order) == placed


def together(season: Season, path: Path) -> None:
    """Read as the window reads it, twice, with every typed car kept: what is chosen can be taken, what is not says why."""
    book = Book(season)
    files = suggested([open_file(path, book, "ONE/R", lambda _: None) for _ in range(2)])
    assert [each.chosen for each in files] == [files[0].found is not None, False]
    for filed in files:
        assert (filed.found is None) == (filed.trouble is not None)
    apply(season, *step(files, book))


def attempted(attempt: Callable[[], Import | EntryImport]) -> Import | EntryImport | Trouble:
    try:
        return attempt()
    except Trouble as trouble:
        return trouble


def book_numbers(season: Season) -> list[str]:
    return list(Book(season).entries("ONE"))
