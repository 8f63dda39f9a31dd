"""A finishing order pasted from a spreadsheet: rows taken as one step, rows not taken each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.lines.cars import Cars
from cupdesk.lines.figures import compact_ms, gap_ms, time_ms
from cupdesk.lines.forms import STATUSES
from cupdesk.lines.reading import Refused
from cupdesk.lines.typed import digits, fold
from cupdesk.rules.edits import SetOrder
from cupdesk.rules.session import Finish, SessionKind, Status

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_HEADS = {
    "place": ("pos", "position", "place", "rang", "p", "cl", "clt"),
    "number": ("no", "n", "num", "numero", "number", "car", "voiture", "#", "nr"),
    "driver": ("driver", "drivers", "pilote", "pilotes", "name", "nom"),
    "laps": ("laps", "lap", "tours", "trs", "tr", "tour"),
    "time": ("time", "temps", "total", "total time", "temps total"),
    "gap": ("gap", "ecart", "diff", "behind"),
    "status": ("status", "statut", "etat"),
    "best": ("best", "meilleur", "best lap", "best time", "meilleur tour", "meilleur temps", "mt", "fl"),
    "best_lap": ("on", "on lap", "in lap", "dans le tour", "au tour"),
    "second": ("second", "second best", "2nd best", "2e temps", "2e", "second time"),
}
_COLUMN = {head: column for column, heads in _HEADS.items() for head in heads}
_LAPS_DOWN = re.compile(r"[+-]?(\d{1,3})\s*(?:l|t|laps?|tours?|trs?)\.?")
_BESIDE_NUMBER = re.compile(r"^(?:#|[nN]°)\s*|\.0$")
_ABSENT = (Status.DID_NOT_START, Status.WITHDRAWN)
_BLOCK_STATUSES = {
    **STATUSES,
    **dict.fromkeys(("non classe", "not classified"), Status.NOT_CLASSIFIED),
    **dict.fromkeys(("non partant", "did not start", "dnst"), Status.DID_NOT_START),
    **dict.fromkeys(("disqualifie", "disqualified", "exc"), Status.DISQUALIFIED),
}


@dataclass(frozen=True, slots=True)
class RowNotTaken:
    """A row left out: its line in the block (1 first), its text and why, in a sentence."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """What a pasted block does: one step (no edit if no row is taken), how many cars it has, and the rows left out."""

    edits: tuple[Edit, ...]
    taken: int
    not_taken: tuple[RowNotTaken, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    place: int | None
    finish: Finish


def read_block(book: Book, ref: str, text: str, words: Words) -> Block:
    """A block separated by tabs or semicolons, with or without a header, as the finishing order of a session."""
    reader = _Reader(book, ref, words)
    rows: list[_Row] = []
    not_taken: list[RowNotTaken] = []
    seen: set[str] = set()
    for line, cells in enumerate(_cells(text), 1):
        if not any(cells) or reader.is_head(cells):
            continue
        try:
            row = reader.row(cells)
            if row.finish.number in seen:
                raise Refused("lines.block_twice", car=reader.cars.label(row.finish.number))
        except Refused as refused:
            shown = " · ".join(cell for cell in cells if cell)
            key = "lines.block_not_in_round" if refused.insist else refused.key
            not_taken.append(RowNotTaken(line, shown, words(key, **refused.values)))
            continue
        seen.add(row.finish.number)
        rows.append(row)
    if not rows:
        return Block((), 0, tuple(not_taken))
    rows.sort(key=lambda row: (row.place is None, row.place or 0))
    session = book.season.session(ref)
    order = tuple(row.finish.number for row in rows if row.finish.status not in _ABSENT)
    facts = tuple(row.finish for row in rows if row.finish != session.finish(row.finish.number))
    return Block((SetOrder(ref, order, facts),), len(rows), tuple(not_taken))


def _cells(text: str) -> list[list[str]]:
    separator = "\t" if "\t" in text else ";"
    return [[cell.strip(' "\u00a0') for cell in line.split(separator)] for line in text.splitlines()]


class _Reader:
    """Reads rows one by one; the columns are those of the last header seen, or each cell speaks for itself."""

    def __init__(self, book: Book, ref: str, words: Words) -> None:
        self.cars = Cars(book, ref, words)
        self._session = book.season.session(ref)
        self._timed = self._session.kind is not SessionKind.RACE
        self._columns: list[str | None] = []

    def is_head(self, cells: list[str]) -> bool:
        """Whether a row names columns, which then hold for the rows after it."""
        columns = [_COLUMN.get(fold(cell).replace("°", "").rstrip(". ")) for cell in cells]
        if sum(column is not None for column in columns) < 2 or any(cell in self.cars.entries for cell in cells):
            return False
        self._columns = columns
        return True

    def row(self, cells: list[str]) -> _Row:
        """One row as facts; raises `Refused`."""
        named = dict(zip(self._columns, cells, strict=False)) if self._columns else self._guessed(cells)
        named.pop(None, None)
        cell = {str(column): text for column, text in named.items() if text}
        number = self._number(cell)
        facts: dict[str, Any] = {"status": Status.RUNNING}
        place = cell.get("place", "").rstrip(".")
        for column in ("place", "status", "time", "gap"):
            facts |= self._figure(column, cell.get(column, ""))
        if digits(cell.get("laps", "")) and len(cell["laps"]) < 5:
            facts |= {"laps": int(cell["laps"]), "laps_down": None}
        if ("gap_ms" in facts or "total_ms" in facts) and "laps_down" not in facts:
            facts["laps_down"] = None  # a time on the same row says the lap too
        for column in ("best", "second"):
            if column in cell and (ms := _lap_time(cell[column])) is not None:
                facts[f"{column}_ms"] = ms
        if digits(cell.get("best_lap", "")) and len(cell["best_lap"]) < 5:
            facts["best_lap"] = int(cell["best_lap"])
        finish = replace(self._session.finish(number), **facts)
        return _Row(int(place) if digits(place) and len(place) < 5 else None, finish)

    def _guessed(self, cells: list[str]) -> dict[str | None, str]:
        """The columns of a row without header: a place if two numbers begin it, the car, then what each cell looks like."""
        at = 0
        if (len(cells) > 1 and (not cells[0] or fold(cells[0]) in _BLOCK_STATUSES)) or (
            len(cells) > 1 and digits(cells[0].rstrip(".")) and cells[1] in self.cars.entries
        ):
            at = 1
        named: dict[str | None, str] = {"place": cells[0]} if at else {}
        car = cells[at]
        named["number" if any(c.isdigit() for c in car) else "driver"] = car
        for cell in cells[at + 1 :]:
            if fold(cell) in _BLOCK_STATUSES:
                named["status"] = cell
            elif cell.startswith("+") or _LAPS_DOWN.fullmatch(fold(cell)):
                named["gap"] = cell
            elif ":" in cell or "'" in cell:
                named.setdefault("time", cell)
            elif digits(cell):
                named.setdefault("laps", cell)
        return named

    def _number(self, cell: dict[str, str]) -> str:
        number = _BESIDE_NUMBER.sub("", cell.get("number", ""))
        if not number and "driver" not in cell:
            raise Refused("lines.block_no_car")
        return self.cars.find(number or cell["driver"])

    def _figure(self, column: str, text: str) -> dict[str, Any]:
        """The facts of a cell of place, status, time or gap: a status or laps down may stand in any of them."""
        plain = fold(text)
        if not text:
            return {}
        if plain in _BLOCK_STATUSES:
            return {"status": _BLOCK_STATUSES[plain]}
        if column == "place":
            return {}
        if match := _LAPS_DOWN.fullmatch(plain):
            return {"laps_down": int(match[1]), "laps": None}
        if column == "status":
            return {}
        relative = column == "gap" or text.startswith("+")
        ms = gap_ms(text.removeprefix("+").strip()) if relative else _lap_time(text)
        if ms is None:
            if any(c.isdigit() for c in text):
                raise Refused("lines.block_figure", text=text)
            return {}
        if self._timed:
            return {} if relative else {"best_ms": ms}
        return {"gap_ms": ms, "total_ms": None} if relative else {"total_ms": ms, "gap_ms": None}


def _lap_time(text: str) -> int | None:
    ms = time_ms(text)
    return compact_ms(text) if ms is None else ms
