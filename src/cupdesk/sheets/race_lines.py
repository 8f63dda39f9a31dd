"""The sentences round a race's table: distance, conditions, fastest laps, the marks and the notes that explain them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome
from cupdesk.rules.session import SessionState
from cupdesk.sheets.frame import kilometres
from cupdesk.sheets.naming import category_name, plain_name, surname
from cupdesk.words import figures

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar, FastestLap
    from cupdesk.rules.session import Session
    from cupdesk.sheets.sheet import Table
    from cupdesk.words import Words


def marks(car: ClassifiedCar) -> str:
    """`*` result changed by a decision, `†` not running but classified."""
    stopped = car.outcome is Outcome.CLASSIFIED and not car.reached_flag
    return "*" * car.changed + "†" * stopped


def distance(book: Book, found: Classification, words: Words) -> str:
    """`après 15 tours – 87,630 km`; "" if the laps are unknown."""
    if not found.laps:
        return ""
    line = words("documents.after_laps", n=found.laps)
    length = book.round_of(found.session).length_m
    return f"{line} {figures.DASH} {kilometres(length * found.laps, words.language)}" if length else line


def conditions(book: Book, found: Classification, words: Words) -> str:
    """`Départ 15:20 · piste sèche · air 24 °C · piste 33 °C · 27 partants, 24 classés`."""
    count = (words("documents.starters", n=found.starters), words("documents.classified", n=found.classified))
    return " · ".join([*weather(book.session(found.session), words), ", ".join(count)])


def weather(session: Session, words: Words) -> list[str]:
    """Start, state of the track and temperatures of a session, what is known of them."""
    parts = []
    if session.start:
        parts.append(words("documents.start", time=session.start))
    if session.track:
        key = f"documents.track.{session.track}"
        parts.append(words(key) if words.has(key) else session.track)
    if session.air_c is not None:
        parts.append(words("documents.air", degrees=session.air_c))
    if session.track_c is not None:
        parts.append(words("documents.track_temperature", degrees=session.track_c))
    return parts


def fastest_laps(book: Book, found: Classification, words: Words) -> tuple[str, ...]:
    """The lines of the fastest lap: of the race, then of the other categories."""
    if found.fastest is None:
        return ()
    lines = [_fastest_line(book, found, lap, words) for lap in (found.fastest, *found.fastest.equal)]
    own = found.fastest_of_cup
    if own is not None and own.number not in found.fastest.numbers:
        lines.append(
            words(
                "documents.fastest.cup",
                cup=book.season.cup,
                number=own.number,
                name=_surnames(book, found, own),
                time=figures.clock(own.ms),
            )
        )
    lines += [
        _category_line(book, found, lap, words)
        for first in found.fastest_by_category
        for lap in (first, *first.equal)
        if lap.number not in found.fastest.numbers and lap.category
    ]
    return tuple(lines)


def _surnames(book: Book, found: Classification, lap: FastestLap) -> str:
    row = found.row(lap.number)
    return " / ".join(surname(book.driver(code)) for code in row.drivers) if row else ""


def _fastest_line(book: Book, found: Classification, lap: FastestLap, words: Words) -> str:
    row = found.row(lap.number)
    name = " / ".join(plain_name(book, code, words) for code in row.drivers) if row else ""
    parts = [words("documents.fastest.car", number=lap.number, name=name), figures.clock(lap.ms)]
    if lap.lap is not None:
        parts.append(words("documents.fastest.lap", lap=lap.lap))
    length = book.round_of(found.session).length_m
    if length:
        parts.append(f"{figures.decimal(Fraction(length * 3600, lap.ms), 2, words.language)} km/h")
    return f"  {figures.DASH}  ".join(parts)


def _category_line(book: Book, found: Classification, lap: FastestLap, words: Words) -> str:
    values = {
        "category": category_name(book, lap.category, words.language),
        "number": lap.number,
        "name": _surnames(book, found, lap),
        "time": figures.clock(lap.ms),
        "lap": lap.lap,
    }
    return words("documents.fastest.category" if lap.lap is not None else "documents.fastest.category_only", **values)


def notes(book: Book, found: Classification, tables: tuple[Table, ...], words: Words) -> tuple[str, ...]:
    """The notes on marks and columns that are used, and what is still missing."""
    rows = found.rows
    rules = book.season.regulations
    said = []
    if found.missing:
        said.append(words("documents.note.missing", n=len(found.missing), cars=", ".join(found.missing)))
    if any(car.changed for car in rows):
        said.append(words("documents.note.changed"))
    if any("†" in marks(car) for car in rows):
        said.append(words("documents.note.stopped", percent=rules.threshold.percent))
    used = {code for car in rows for code in car.award_codes}
    said += [
        words("documents.note.award", letters=award.chip.letters, name=award.name[words.language])
        for award in rules.awards
        if award.code in used and award.chip.letters
    ]
    keys = {column.key for table in tables for column in table.columns}
    by_category = tables[0].by_block
    if any(car.guest for car in rows) and not (by_category and book.session(found.session).joint):
        said.append(words("documents.note.guest", tag=words("documents.guest_tag")))
    if by_category:
        said.append(
            words(
                "documents.note.joint_by_category"
                if book.session(found.session).joint
                else "documents.note.by_category"
            )
        )
    if "position_in_race" in keys:
        said.append(words("documents.note.in_race"))
    if "points" in keys:
        final = book.session(found.session).state is SessionState.FINAL
        said.append(words("documents.note.points" if final else "documents.note.points_provisional"))
    return tuple(said)
