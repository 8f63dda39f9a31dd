"""The result of a qualifying or practice session as a document: best and second-best laps, the share of the best."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.grid import qualifying_laps
from cupdesk.rules.results import Outcome
from cupdesk.rules.session import SessionKind
from cupdesk.sheets.documents.classification import SIGNING
from cupdesk.sheets.documents.decisions import decision_lines
from cupdesk.sheets.frame import EMPTY, framed, slug, standing_of
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import category_name, nationality, printed_name, tags_of
from cupdesk.sheets.race_lines import marks, notes, weather
from cupdesk.sheets.sheet import Block, Cell, Column, Gap, Kind, Row, Table
from cupdesk.words import Words
from cupdesk.words.grids import ranks, sets_words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.sheets.frame import Standing
    from cupdesk.sheets.sheet import Sheet

_OUT = (Outcome.DISQUALIFIED, Outcome.EXCLUDED)
_KINDS = {
    "position": Kind.PLACE,
    "number": Kind.NUMBER,
    "driver": Kind.DRIVER,
    "nationality": Kind.NATION,
    "team": Kind.TEAM,
    "category": Kind.CATEGORY,
    "position_in_category": Kind.COUNT,
    "best": Kind.LAP_TIME,
    "on_lap": Kind.COUNT,
    "gap": Kind.GAP,
    "percent": Kind.PERCENT,
    "second": Kind.LAP_TIME,
    "second_rank": Kind.COUNT,
    "second_lap": Kind.COUNT,
}
_HEADS = {"position_in_category": "in_category", "best": "first_time", "second_lap": "on_lap"}


def qualifying(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The result of a qualifying or practice session; `Trouble` if the session is a race or has no result."""
    words, session = Words(language), book.session(ref)
    if session.kind is SessionKind.RACE:
        raise Trouble("documents.trouble.no_qualifying", session=ref)
    if not book.has_result(ref):
        raise Trouble("documents.trouble.no_result", session=ref)
    found = book.classification(ref)
    table = _table(book, found, words)
    standing = standing or standing_of(book, ref)
    timed = sum(row.best_ms is not None for row in found.rows)
    count = (words("documents.cars", n=len(found.rows)), words("documents.timed", n=timed))
    sheet = replace(
        EMPTY,
        kind="qualifying",
        slug=slug(book, ref, "qualifying"),
        session=session.name[language],
        title=words("documents.title.qualifying", status=words(f"documents.title.{standing.status.value}")),
        line_left=sets_words(book, ref, words),
        line_right=" · ".join([*weather(session, words), ", ".join(count)]),
        tables=(table,),
        decisions=decision_lines(book, ref, words),
        notes=notes(book, found, (table,), words),
        signatures=signing(book, SIGNING, words),
    )
    return framed(book, book.round_of(ref), session, standing, words, sheet)


def _table(book: Book, found: Classification, words: Words) -> Table:
    categories = bool(book.season.regulations.categories)
    keys = [key for key in _KINDS if categories or key not in ("category", "position_in_category")]
    columns = tuple(Column(key, words(f"documents.column.{_HEADS.get(key, key)}"), _KINDS[key]) for key in keys)
    second = ranks(book, found.session)
    pole = next((row.best_ms for row in found.rows if row.position == 1), None)
    placed = [row for row in found.rows if row.position is not None]
    without = [row for row in found.rows if row.position is None and row.outcome not in _OUT]
    out = [row for row in found.rows if row.outcome in _OUT]
    blocks = [Block(tuple(_row(book, found.session, row, columns, pole, second, words) for row in placed))]
    for title, cars in (("no_time", without), ("disqualified", out)):
        if cars:
            rows = tuple(_row(book, found.session, row, columns, pole, second, words) for row in cars)
            blocks.append(Block(rows, words(f"documents.block.{title}"), words("documents.block.cars", n=len(cars))))
    return Table(columns, tuple(blocks))


def _row(
    book: Book,
    ref: str,
    car: ClassifiedCar,
    columns: tuple[Column, ...],
    pole: int | None,
    second: dict[str, int],
    words: Words,
) -> Row:
    laps = qualifying_laps(book.session(ref), book.decisions(ref), car.number)
    best, placed = car.best_ms, car.position is not None
    lost = "*" if laps.decisions and "*" not in marks(car) else ""
    code = "" if placed or car.outcome is Outcome.NOT_CLASSIFIED else car.outcome.value.upper()
    tags = tags_of(book, car.award_codes, car.guest, words)
    values: dict[str, Cell] = {
        "position": car.position,
        "number": car.number,
        "driver": printed_name(book, car.drivers, words, tags, marks(car) + lost),
        "nationality": nationality(book, car.drivers),
        "team": book.team(car.team).name if car.team else None,
        "category": category_name(book, car.category, words.language),
        "position_in_category": car.in_category,
        "best": best,
        "on_lap": car.best_lap,
        "gap": Gap(code=code) if code else Gap() if car.position == 1 else Gap(ms=car.gap_ms) if best else None,
        "percent": Fraction(round(Fraction(best * 100, pole) * 100), 100) if best and pole else None,
        "second": laps.second[0] if laps.second and not laps.disqualified else None,
        "second_rank": second.get(car.number),
        "second_lap": laps.second[1] if laps.second and not laps.disqualified else None,
    }
    return Row(tuple(values[column.key] for column in columns))
