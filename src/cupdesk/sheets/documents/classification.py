"""The classification of a race as a document: the whole field, or by category; in a joint race the cup's own order too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.regulations import Ranks
from cupdesk.rules.results import Outcome
from cupdesk.rules.session import SessionKind
from cupdesk.sheets.documents.decisions import decision_lines
from cupdesk.sheets.frame import EMPTY, framed, slug, standing_of
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import category_name, nationality, printed_name, tags_of
from cupdesk.sheets.race_lines import conditions, distance, fastest_laps, marks, notes
from cupdesk.sheets.sheet import Block, Cell, Column, Gap, Kind, Row, Table
from cupdesk.words import Words, figures
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.sheets.frame import Standing
    from cupdesk.sheets.sheet import Sheet

SIGNING = ("clerk", "timekeeper", "steward")
_NOT_CLASSIFIED = (Outcome.NOT_CLASSIFIED, Outcome.RETIRED, Outcome.DID_NOT_START, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Field:
    """Which cars a table shows and how their places are counted: the whole race, or the cup extracted from a joint one."""

    cars: tuple[ClassifiedCar, ...]
    place: Callable[[ClassifiedCar], int | None]
    place_in_category: Callable[[ClassifiedCar], int | None]


def classification(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The classification of a race, whole field; `Trouble` if the session is no race or has no result."""
    words = Words(language)
    found = _result(book, ref)
    joint = book.session(ref).joint
    whole = Field(found.rows, lambda car: car.position, lambda car: car.in_category)
    columns = _columns(book, words, points=not joint)
    tables: tuple[Table, ...] = (_table(book, found, whole, columns, words),)
    if joint:
        cup = _cup(found)
        own = found.fastest_of_cup.numbers if found.fastest_of_cup else ()
        tables = (
            replace(tables[0], title=words("documents.joint.whole"), code="whole"),
            replace(
                _table(book, found, cup, _columns(book, words, points=True, road=True), words, own),
                title=words("documents.joint.cup", cup=book.season.cup),
                code="cup",
            ),
        )
    return _sheet(book, found, "classification", tables, words, standing)


def by_category(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The classification of a race by category; `Trouble` if the session is no race or has no result."""
    words = Words(language)
    found = _result(book, ref)
    field = _cup(found) if book.session(ref).joint else Field(found.rows, lambda c: c.position, lambda c: c.in_category)
    codes = [category.code for category in book.season.regulations.categories]
    codes += dict.fromkeys(car.category for car in field.cars if car.category not in codes)
    columns = tuple(c for c in _columns(book, words, points=False, overall=True) if c.key != "category")
    blocks = []
    for code in codes:
        cars = tuple(car for car in field.cars if car.category == code)
        if cars:
            own = replace(field, cars=cars, place=field.place_in_category)
            blocks.append(_category_block(book, found, own, field, columns, code, words))
    return _sheet(book, found, "by_category", (Table(columns, tuple(blocks), by_block=True),), words, standing)


def _result(book: Book, ref: str) -> Classification:
    if book.session(ref).kind is not SessionKind.RACE:
        raise Trouble("documents.trouble.no_race", session=ref)
    if not book.has_result(ref):
        raise Trouble("documents.trouble.no_result", session=ref)
    return book.classification(ref)


def _cup(found: Classification) -> Field:
    """The cup's cars alone, closed up."""
    return Field(
        tuple(car for car in found.rows if not car.guest), lambda c: c.cup_position, lambda c: c.cup_in_category
    )


def _columns(
    book: Book, words: Words, *, points: bool, overall: bool = False, road: bool = False
) -> tuple[Column, ...]:
    def head(key: str) -> str:
        return words(f"documents.column.{key}")

    first = "position_in_category" if overall else "position"
    columns = [
        Column(first, head("in_category" if overall else "position"), Kind.PLACE),
        Column("number", head("number"), Kind.NUMBER),
        Column("driver", head("driver"), Kind.DRIVER),
        Column("nationality", head("nationality"), Kind.NATION),
        Column("team", head("team"), Kind.TEAM),
    ]
    if book.season.regulations.categories:
        columns.append(Column("category", head("category"), Kind.CATEGORY))
    if overall:
        columns.append(Column("position", head("overall"), Kind.COUNT))
    elif book.season.regulations.categories:
        columns.append(Column("position_in_category", head("in_category"), Kind.COUNT))
    if road:
        columns.append(Column("position_in_race", head("in_race"), Kind.COUNT))
    columns += [
        Column("laps", head("laps"), Kind.COUNT),
        Column("time", head("time"), Kind.DURATION),
        Column("gap", head("gap"), Kind.GAP),
        Column("interval", head("interval"), Kind.GAP),
        Column("speed", head("speed"), Kind.SPEED),
        Column("best", head("best"), Kind.LAP_TIME),
        Column("on_lap", head("on_lap"), Kind.COUNT),
    ]
    if points:
        columns.append(Column("points", head("points"), Kind.POINTS))
    return tuple(columns)


def _table(
    book: Book,
    found: Classification,
    field: Field,
    columns: tuple[Column, ...],
    words: Words,
    fastest: tuple[str, ...] | None = None,
) -> Table:
    cars = field.cars
    classified = [car for car in cars if car.outcome is Outcome.CLASSIFIED]
    not_classified = [car for car in cars if car.outcome in _NOT_CLASSIFIED]
    out = [car for car in cars if car.outcome in (Outcome.DISQUALIFIED, Outcome.EXCLUDED)]
    make = _row_maker(book, found, field, columns, words, fastest)
    blocks = [Block(_rows(classified, make))]
    if not_classified:
        rule = words("documents.block.rule", percent=book.season.regulations.threshold.percent)
        cars_said = words("documents.block.cars", n=len(not_classified))
        short = any(car.outcome is not Outcome.DID_NOT_START for car in not_classified)
        note = (
            f"{cars_said} {figures.DASH} {rule}" if short and book.season.regulations.threshold.percent else cars_said
        )
        blocks.append(Block(_rows(not_classified, make), words("documents.block.not_classified"), note))
    if out:
        note = f"{words('documents.block.cars', n=len(out))} {figures.DASH} {words('documents.block.no_place')}"
        blocks.append(Block(_rows(out, make), words("documents.block.disqualified"), note))
    return Table(columns, tuple(blocks))


def _category_block(
    book: Book,
    found: Classification,
    field: Field,
    whole: Field,
    columns: tuple[Column, ...],
    code: str,
    words: Words,
) -> Block:
    cars = field.cars
    starters = sum(car.outcome not in (Outcome.DID_NOT_START, Outcome.WITHDRAWN) for car in cars)
    classified = sum(car.outcome is Outcome.CLASSIFIED for car in cars)
    fastest = next((lap.numbers for lap in found.fastest_by_category if lap.category == code), ())
    make = _row_maker(book, found, replace(field, place_in_category=whole.place), columns, words, fastest)
    note = ", ".join(
        (words("documents.starters", n=starters), words("documents.classified", n=classified)),
    )
    return Block(_rows(cars, make), category_name(book, code, words.language) or words("documents.no_category"), note)


def _rows(cars: Sequence[ClassifiedCar], make: Callable[[ClassifiedCar, ClassifiedCar | None], Row]) -> tuple[Row, ...]:
    return tuple(make(car, cars[i - 1] if i else None) for i, car in enumerate(cars))


def _row_maker(
    book: Book,
    found: Classification,
    field: Field,
    columns: tuple[Column, ...],
    words: Words,
    fastest: tuple[str, ...] | None = None,
) -> Callable[[ClassifiedCar, ClassifiedCar | None], Row]:
    """How a row of this table is made from a car and the car ahead of it."""
    first = next((car for car in field.cars if car.outcome is Outcome.CLASSIFIED), None)
    length = book.round_of(found.session).length_m
    points = points_of_race(book, found.session)
    named = fastest if fastest is not None else found.fastest.numbers if found.fastest else ()

    def cells(car: ClassifiedCar, ahead: ClassifiedCar | None) -> dict[str, Cell]:
        classified = car.outcome is Outcome.CLASSIFIED
        code = None if classified else Gap(code=car.outcome.value.upper())
        earned = points.get(car.number)
        scored = earned is not None and (classified or bool(earned))
        by_category = columns[0].key == "position_in_category"
        place, other = field.place(car), field.place_in_category(car)
        return {
            "position": other if by_category else place,
            "position_in_category": place if by_category else other,
            "position_in_race": car.position,
            "number": car.number,
            "driver": printed_name(
                book, car.drivers, words, tags_of(book, car.award_codes, car.guest, words), marks(car)
            ),
            "nationality": nationality(book, car.drivers),
            "team": book.team(car.team).name if car.team else None,
            "category": category_name(book, car.category, words.language),
            "laps": car.laps,
            "time": car.time_ms,
            "gap": code or (Gap() if car is first else between(car, first)),
            "interval": None if code else (Gap() if car is first else between(car, ahead)),
            "speed": _speed(length, car) if classified else None,
            "best": car.best_ms,
            "on_lap": car.best_lap,
            "points": earned if scored else None,
        }

    def make(car: ClassifiedCar, ahead: ClassifiedCar | None) -> Row:
        values = cells(car, ahead)
        return Row(tuple(values[c.key] for c in columns), ("best",) if car.number in named and car.best_ms else ())

    return make


def between(car: ClassifiedCar, other: ClassifiedCar | None) -> Gap | None:
    """The gap of a car to one ahead of it: whole laps, or time; `None` if it cannot be known, or if it is not behind in time."""
    if other is None:
        return None
    laps = car.gap_laps - other.gap_laps
    if laps > 0:
        return Gap(laps=laps)
    if car.gap_ms is not None and other.gap_ms is not None:
        ms = car.gap_ms - other.gap_ms
    elif car.time_ms is not None and other.time_ms is not None and car.laps == other.laps:
        ms = car.time_ms - other.time_ms
    else:
        return None
    return Gap(ms=ms) if ms >= 0 else None  # moved behind by places, not by time


def _speed(length_m: int | None, car: ClassifiedCar) -> Fraction | None:
    """The average speed in km/h, to the hundredth."""
    if not length_m or not car.laps or not car.time_ms:
        return None
    return Fraction(round(Fraction(length_m * car.laps * 3600, car.time_ms) * 100), 100)


def points_of_race(book: Book, ref: str) -> dict[str, Fraction]:
    """What each car's driver earned in a race in the main championship, by car number; no key for those who cannot."""
    drivers = [c for c in book.season.regulations.championships if c.ranks is Ranks.DRIVER]
    main = next((c for c in drivers if not c.category and not c.award), drivers[0] if drivers else None)
    if main is None:
        return {}
    return {
        car: result.points
        for row in book.standings(main.code, ref).rows
        for result in row.results
        if result.session == ref
        for car in result.cars
    }


def _sheet(
    book: Book, found: Classification, kind: str, tables: tuple[Table, ...], words: Words, standing: Standing | None
) -> Sheet:
    ref = found.session
    session, round_ = book.session(ref), book.round_of(ref)
    standing = standing or standing_of(book, ref)
    sheet = replace(
        EMPTY,
        kind=kind,
        slug=slug(book, ref, kind.replace("_", "-")),
        session=session.name[words.language],
        title=words(f"documents.title.{kind}", status=words(f"documents.title.{standing.status.value}")),
        line_left=distance(book, found, words),
        line_right=conditions(book, found, words),
        tables=tables,
        fastest=fastest_laps(book, found, words),
        decisions=decision_lines(book, ref, words),
        notes=notes(book, found, tables, words),
        signatures=signing(book, SIGNING, words),
    )
    return framed(book, round_, session, standing, words, sheet)
