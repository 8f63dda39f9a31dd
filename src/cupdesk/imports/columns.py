"""What the columns of a table are: heads matched by their names, or as a person chose, and whose layout it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from cupdesk.imports.tables import Kind, Layout, Line, Table
from cupdesk.imports.text import fold
from cupdesk.words.heads import HEADS


class Column(StrEnum):
    """What a column can be taken for. Drivers' columns may be there several times, one for each driver of a crew."""

    PLACE = "place"
    NUMBER = "number"
    STATUS = "status"
    LAPS = "laps"
    TOTAL = "total"
    GAP = "gap"
    BEST = "best"
    BEST_LAP = "best_lap"
    SECOND = "second"
    SECOND_LAP = "second_lap"
    DRIVER = "driver"
    GIVEN = "given"
    SURNAME = "surname"
    NATIONALITY = "nationality"
    TEAM = "team"
    CATEGORY = "category"
    GROUP = "group"
    AWARDS = "awards"
    GUEST = "guest"
    LAP_NUMBER = "lap_number"
    LAP_TIME = "lap_time"


MANY = (Column.DRIVER, Column.GIVEN, Column.SURNAME, Column.NATIONALITY)
"""Columns of which a crew has several."""

_HEADS: dict[Column, str] = {
    Column.PLACE: "pos position place rang p cl clt clst rank rk pl positioninrun poso overall rank1p autorankp classement",
    Column.STATUS: "status statut etat state",
    Column.TOTAL: "time temps total totaltime tempstotal totaltm racetime tempsdecourse elapsed elapsedtime tmpstotal"
    " finishtime tps tpstotal tpscourse time1 gun guntime chiptime",
    Column.GAP: "gap ecart diff behind gapfirst gaptofirst gaptoleader ecart1er ec1er ec ecpremier ecartpremier difference gaptop1inrun diffirst",
    Column.BEST: "best meilleur bestlap besttime bestlaptime meilleurtour meilleurtemps mt fl fltime besttm fastestlap bestltime"
    " fastesttime fastestlaptime tempsmeilleurtour mtour meilltour meilltps meilleurtps 1ertemps premiertemps 1sttime firsttime",
    Column.BEST_LAP: "on onlap inlap dansletour autour bestlapnum bestlapnumber fllapnum bestlapno fastestlapnumber mtlap lapno",
    Column.SECOND: "second secondbest 2ndbest 2etemps 2e secondtime 2ndtime 2emetemps secondbesttime 2ndbesttime deuxiemetemps"
    " 2ndbestlap secondbestlap secondbesttm 2ndbesttm",
    Column.SECOND_LAP: "secondlap secondbestlapnumber 2ndinlap secondinlap secondonlap 2ndbestlapnum",
    Column.GROUP: "group groupe groupname",
    Column.LAP_NUMBER: "lapnumber numerodetour",
    Column.LAP_TIME: "laptime tempsautour laptm",
}
_SHARED = {
    Column.NUMBER: "number",
    Column.LAPS: "laps",
    Column.DRIVER: "drivers",
    Column.GIVEN: "given",
    Column.SURNAME: "surname",
    Column.NATIONALITY: "nationality",
    Column.TEAM: "team",
    Column.CATEGORY: "category",
    Column.AWARDS: "awards",
    Column.GUEST: "guest",
}
"""Columns that blocks pasted into the set-up have as well."""
_COLUMN = {head: column for column, heads in _HEADS.items() for head in heads.split()} | {
    head: column for column, key in _SHARED.items() for head in HEADS[key]
}
_COLUMN["#"] = Column.NUMBER
_CREW = re.compile(r"(?:driver|pilote|drivers)(\d)(.*)")
_CREW_PARTS = {
    "": Column.DRIVER,
    "name": Column.DRIVER,
    "fullname": Column.DRIVER,
    "firstname": Column.GIVEN,
    "givenname": Column.GIVEN,
    "given": Column.GIVEN,
    "prenom": Column.GIVEN,
    "secondname": Column.SURNAME,
    "lastname": Column.SURNAME,
    "surname": Column.SURNAME,
    "nom": Column.SURNAME,
    "country": Column.NATIONALITY,
    "nationality": Column.NATIONALITY,
    "nat": Column.NATIONALITY,
}
_LOOKED_AT = 40
_SIGNATURES = (
    (Layout.ALKAMEL_LAPS, {"number", "drivernumber", "lapnumber", "laptime"}, Kind.LAPS),
    (Layout.ALKAMEL_BY_CLASS, {"classtype", "pos", "pic", "number", "elapsed"}, Kind.RACE),
    (Layout.ALKAMEL_EUROPEAN, {"position", "number", "driver1", "status", "totaltime", "fltime"}, Kind.RACE),
    (Layout.ALKAMEL_RESULTS, {"position", "number", "status", "totaltime", "fltime"}, Kind.RACE),
    (Layout.ALKAMEL_QUALIFYING, {"pos", "number", "lap", "time", "gapfirst", "kph"}, Kind.TIMES),
    (Layout.ORBITS, {"pos", "no", "besttm"}, None),
)
_OWN: dict[Layout, dict[str, Column | None]] = {
    Layout.ALKAMEL_QUALIFYING: {"lap": Column.BEST_LAP, "time": Column.BEST},
}
_POINTS = re.compile(r".*points|pts")


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    """What a person took the heads of one layout for, to be remembered: folded head → column, or `None` to pass it over."""

    layout: Layout
    columns: tuple[tuple[str, Column | None], ...] = ()

    def with_column(self, head: str, column: Column | None) -> HeaderChoice:
        """The choice with one more head; a column that can be there once is taken from the head that had it."""
        key = head_key(head)
        kept = [(k, None if c is column and c not in MANY else c) for k, c in self.columns if k != key]
        return HeaderChoice(self.layout, (*kept, (key, column)))

    def as_text(self) -> str:
        """The choice as one line of text."""
        return json.dumps({"layout": self.layout, "columns": dict(self.columns)}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> HeaderChoice | None:
        """The choice a text holds; `None` if it holds none (an older or a damaged memory)."""
        try:
            data = json.loads(text)
            columns = tuple((str(k), None if c is None else Column(c)) for k, c in data["columns"].items())
            return cls(Layout(data["layout"]), columns)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Head:
    """A head as printed and the column it is taken for (`None`: passed over)."""

    text: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class Heads:
    """The head line of a table, understood. `line` is its number in the file; `points_table`: a list of standings."""

    line: int
    heads: tuple[Head, ...]
    layout: Layout
    kind: Kind | None
    points_table: bool = False

    def has(self, column: Column) -> bool:
        """Whether some head is taken for this column."""
        return any(head.column is column for head in self.heads)


def head_key(text: str) -> str:
    """What a head is remembered by."""
    return fold(text) or text.strip()


def understand(table: Table, choice: HeaderChoice | None = None) -> Heads | None:
    """The head line of a table: the first of its lines that names most columns, the first of most cells if none names any.

    `None` if the table is empty.
    """
    chosen = dict(choice.columns) if choice else {}
    best: tuple[tuple[int, int], Line] | None = None
    for line in [line for line in table.lines if any(line.cells)][:_LOOKED_AT]:
        weight = len({_matched(cell, chosen) for cell in line.cells} - {None})
        weight += sum(1 for cell in line.cells if head_key(cell) in chosen)
        weighed = (weight, 0 if weight else sum(1 for cell in line.cells if cell))
        if best is None or weighed > best[0]:
            best = (weighed, line)
    return _understood(table, _with_second_line(table, best[1]), choice) if best else None


def _with_second_line(table: Table, line: Line) -> Line:
    """The head line with what stands under heads that span several columns (`Result` over `Laps` and `Time`), if anything does."""
    below = next((each for each in table.lines if each.number > line.number and any(each.cells)), None)
    if below is None or any(c.isdigit() for cell in below.cells for c in cell):
        return line
    width = max(len(line.cells), len(below.cells))
    over, under = ((*each.cells, *[""] * (width - len(each.cells))) for each in (line, below))
    named = [bool(cell) and _matched(cell, {}) is not None for cell in under]
    hidden = [_matched(cell, {}) is not None for cell in over]
    if not any(named) or any(a and b for a, b in zip(named, hidden, strict=True)):
        return line
    cells = tuple(b if known else a for a, b, known in zip(over, under, named, strict=True))
    return Line(below.number, cells)


def next_table(table: Table, heads: Heads) -> int | None:
    """The number of the line below at which another table begins: other heads than these, among them the cars or drivers."""
    keys = [head_key(head.text) for head in heads.heads]
    for line in table.lines:
        filled = [head_key(cell) for cell in line.cells if cell]
        found = [column for key in filled if (column := _matched(key, {}))]
        named = len(found) > 1 and (Column.NUMBER in found or Column.DRIVER in found)
        others = not set(filled) <= set(keys) and not any(c.isdigit() for cell in line.cells for c in cell)
        if line.number > heads.line and named and others:
            return line.number
    return None


def _understood(table: Table, line: Line, choice: HeaderChoice | None) -> Heads:
    keys = [head_key(cell) for cell in line.cells]
    layout, kind = (table.layout, table.kind) if table.layout else _recognised(set(keys))
    chosen = dict(choice.columns) if choice and choice.layout is layout else {}
    own = _OWN.get(layout, {})
    if "diff" in keys and "gap" in keys:
        own = own | {"gap": None}  # then the gap is that to the car ahead
    if "class" in keys and {"cat", "categorie", "category"} & set(keys):
        own = {**own, "class": Column.PLACE}  # `Class.` for *classement*
    if "total" in keys and any(_POINTS.fullmatch(key) for key in keys):
        own = {**own, "total": None}  # of points
    if {"laps", "lap"} <= set(keys):
        own = {**own, "lap": Column.BEST_LAP}
    taken: set[Column] = set()
    heads = []
    for cell, key in zip(line.cells, keys, strict=True):
        column = chosen[key] if key in chosen else own[key] if key in own else _matched(cell, {})
        if column in taken and column not in MANY:
            column = None
        if column is not None:
            taken.add(column)
        heads.append(Head(cell, column))
    columns = sum(1 for key in keys if _POINTS.fullmatch(key))
    timed = taken & {Column.LAPS, Column.TOTAL, Column.BEST, Column.STATUS, Column.LAP_TIME}
    points = layout is Layout.TABLE and (columns > 3 or (columns > 0 and not timed and Column.PLACE in taken))
    return Heads(line.number, tuple(heads), layout, kind, points)


def _matched(cell: str, chosen: dict[str, Column | None]) -> Column | None:
    key = head_key(cell)
    if key in chosen:
        return chosen[key]
    if key in _COLUMN:
        return _COLUMN[key]
    crew = _CREW.fullmatch(key)
    return _CREW_PARTS.get(crew[2]) if crew else None


def _recognised(keys: set[str]) -> tuple[Layout, Kind | None]:
    for layout, signature, kind in _SIGNATURES:
        if signature <= keys:
            return layout, kind
    return Layout.TABLE, None
