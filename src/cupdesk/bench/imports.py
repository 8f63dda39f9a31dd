"""How fast a timing file is read: recognised, every row understood, and the classification it gives, beside cutting it into cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure, paired
from cupdesk.bench.seasons import season
from cupdesk.imports import read
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.words.figures import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.model import Season

CARS = 60
_HEADS = ("POSITION", "NUMBER", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST", "FL_LAPNUM", "FL_TIME", "TEAM", "CLASS")
_NAMES = ("DRIVER_FIRSTNAME", "DRIVER_SECONDNAME", "DRIVER_COUNTRY")


def measures() -> Iterator[Measure]:
    """A result of sixty cars in two formats; each must be on the screen before a person notices."""
    whole = season(1, CARS)
    for name, data in files(whole).items():
        yield _preview(whole, name, data, _rows(whole))


def files(whole: Season) -> dict[str, bytes]:
    """A result of every car entered in two formats, by their endings."""
    rows = _rows(whole)
    return {"csv": _csv(rows), "xlsx": _xlsx(rows)}


def _preview(whole: Season, name: str, data: bytes, rows: list[tuple[str, ...]]) -> Measure:
    book = Book(whole)
    ref = book.races()[0]
    text = _csv(rows).decode("utf-8-sig")

    def preview() -> None:
        found = read(data, f"03_Results.{name}", book, ref)
        assert len(found.taken) == CARS, found.not_taken
        Book(apply(whole, *found.edits), book).classification(ref)

    samples, floors = paired(preview, lambda: list(csv.reader(io.StringIO(text), delimiter=";")), 20)
    return Measure(f"import of a {name} of {CARS} cars with its preview", samples, floors, median_limit=200.0)


def _rows(whole: Season) -> list[tuple[str, ...]]:
    """A result other than the one on file: entry order, two seconds apart."""
    rows: list[tuple[str, ...]] = [(*_HEADS, *_NAMES)]
    for i, entry in enumerate(whole.entries):
        gap = f"+{i * 2}.000" if i else "-"
        figures = ("20", clock(2_460_000 + i * 2_000), gap, str(i % 18 + 2), clock(120_000 + i * 37))
        names = (f"Team {i // 3}", entry.category, "Given", f"Surname{i}", "FRA")
        rows.append((str(i + 1), entry.number, "Classified", *figures, *names))
    return rows


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "".join(";".join(row) + ";\r\n" for row in rows).encode("utf-8-sig")


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    from openpyxl import Workbook  # only needed to make this file

    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()
