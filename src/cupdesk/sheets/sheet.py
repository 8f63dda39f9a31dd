"""What every official document is made of: values that a writer turns into xlsx, PDF, csv or json.

Cells hold values, not printed text: a place is an `int`, points a `Fraction`, a time milliseconds in a typed cell.
Each writer formats them in the sheet's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

BOOK = "book"
"""The kind of the first sheet of a results book (`results_book.py`): cover and contents. It has no number of its own."""


class Kind(StrEnum):
    """What a column holds: decides format, alignment and width."""

    PLACE = "place"
    MOVE = "move"
    NUMBER = "number"
    DRIVER = "driver"
    NATION = "nation"
    TEAM = "team"
    CATEGORY = "category"
    COUNT = "count"
    DURATION = "duration"
    LAP_TIME = "lap_time"
    GAP = "gap"
    SPEED = "speed"
    PERCENT = "percent"
    POINTS = "points"
    TOTAL = "total"
    BEHIND = "behind"
    RACE = "race"
    TEXT = "text"
    PROSE = "prose"


class Status(StrEnum):
    """How certain a document is; printed as form and word."""

    UNOFFICIAL = "unofficial"
    PROVISIONAL = "provisional"
    FINAL = "final"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Name:
    """A driver as printed: given name, surname as the entry list has it, tags (R, INV) and marks (*, †)."""

    given: str
    surname: str
    tags: tuple[str, ...] = ()
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap or interval: milliseconds, or whole laps; both None for the first car; `code` DNF, DSQ … instead."""

    ms: int | None = None
    laps: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class RaceCell:
    """A cell of the race matrix: points with bonuses, place that earned, code instead of a place, marks, dropped or not."""

    points: Fraction
    place: int | None = None
    code: str = ""
    pole: bool = False
    fastest: bool = False
    dropped: bool = False
    entered: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document named in the contents of a book: its title, its place among the book's sheets (1 first), its file's stem."""

    text: str
    at: int
    slug: str
    session: str = ""


Cell: TypeAlias = int | Fraction | str | Name | Gap | RaceCell | Leaf | None
"""`None` is unknown: blank, never zero. Times are ints (ms) in columns of kind duration or lap_time; speeds Fractions (km/h)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: stable `key` (for csv and json), printed head, kind; `group` is a head over several (the round).

    The key of a race column is the race's reference.
    """

    key: str
    head: str
    kind: Kind
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `bold` names columns set bold (the fastest lap)."""

    cells: tuple[Cell, ...]
    bold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one head: the classified, NOT CLASSIFIED, DISQUALIFIED, or one category. `title` may be empty."""

    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Earned:
    """What a row of a table earned in one race: a place for each car that scored, or the code; what came beside it.

    `extra` is whatever the place, pole and fastest lap of `Audit` do not make up (a shared car, a point for starting).
    """

    places: tuple[int, ...] = ()
    code: str = ""
    pole: bool = False
    fastest: bool = False
    extra: Fraction = Fraction(0)
    counts: bool = True


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What a row's total is made of: `earned` by race (`None`: not entered), points given or taken; `void`: it stands at zero."""

    earned: tuple[Earned | None, ...]
    adjustment: Fraction = Fraction(0)
    void: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """How the totals of a standings table come about, so that anybody can add them up again.

    One `scale` (points by place), `factor`, `pole` and `fastest` for each race column, `rows` in the order of the table's
    rows. `best`: this many of a row's results count, its best; `None`: each `Earned` says whether it does.
    """

    scales: tuple[tuple[Fraction, ...], ...]
    factors: tuple[Fraction, ...]
    poles: tuple[Fraction, ...]
    fastest: tuple[Fraction, ...]
    rows: tuple[AuditRow, ...]
    best: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its own title and columns; a sheet has one or (standings) several.

    `headline` stands at the right of the title (the title statement), `notes` right under the rows (reasons of ties).
    `by_block`: each block can stand as a table of its own (one worksheet a category). `audit` says how totals come about.
    """

    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    title: str = ""
    headline: str = ""
    notes: tuple[str, ...] = ()
    code: str = ""
    by_block: bool = False
    audit: Audit | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A line of the DECISIONS block: document, car, driver, decision, effect."""

    document: str
    number: str
    driver: str
    decision: str
    effect: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: role and printed names."""

    role: str
    names: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the letterhead: digest of its file, what it shows in words, form, size in pixels. The file itself is not
    part of what a document says (its digest is), so it is no part of its fingerprint and is not frozen with it."""

    digest: str
    name: str
    form: str
    width: int
    height: int
    data: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """The letterhead as this document wears it: pictures, colours (`#RRGGBB`), lines filled in, paper (`a4`, `letter`)."""

    logo: Image | None = None
    strip: tuple[Image, ...] = ()
    colour: str = "#C8102E"
    second: str = ""
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    paper: str = "a4"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document as a value.

    `kind` is a stable word (classification, by_category, standings); `slug` the stem of its file name. `plate` is the
    words at the right of the status band, `foot` the status word of the foot (PROVISOIRE), `posted` the posting lines.
    `fastest` are the lines of the FASTEST LAP block. `decisions` is `None` where the document has no such block.
    `chips` are the printed categories in the order of the regulations: each has its own chip. `notes` are said once at the
    end, `legend` explains the marks on every page of a matrix. `digest` is the fingerprint of the data (hex). `created`
    (ISO 8601) is fixed by the data, so that the same data gives the same bytes.
    """

    kind: str
    slug: str
    language: str
    status: Status
    revision: int
    cup: str
    event: str
    circuit: str
    session: str
    title: str
    plate: str
    foot: str
    running_head: str
    document: str
    date: str
    time: str
    line_left: str
    line_right: str
    tables: tuple[Table, ...]
    fastest: tuple[str, ...]
    decisions: tuple[DecisionLine, ...] | None
    notes: tuple[str, ...]
    legend: tuple[str, ...]
    chips: tuple[str, ...]
    posted: tuple[str, ...]
    signatures: tuple[Signature, ...]
    disclaimer: str
    digest: str
    qr: str
    created: str
    landscape: bool = False
    pole_right: bool = False
    look: Look = Look()
