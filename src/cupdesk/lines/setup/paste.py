"""A block of cells pasted into a register: row by row what is taken, what it changes, what is not taken and why; one step."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cupdesk.lines.setup.register import Refusal, Register, row_edits
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import EnterCar, SetDriver, SetTeam, apply
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.heads import HEADS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season

_FEWEST_HEADS = 2
_SIGNS = re.compile(r"[^a-z0-9]")


class Verdict(StrEnum):
    """What becomes of a pasted row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row of the block: its line (1 first), what its cells say by field, what becomes of it, and why it is not taken (or what it makes besides)."""

    line: int
    texts: tuple[tuple[str, str], ...]
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block as it is understood: the fields of its columns ("" for one passed over), its rows, and the one step it makes.

    `heads`: whether its first row named the columns. `passed_over` are heads that name no column.
    """

    fields: tuple[str, ...]
    rows: tuple[PastedRow, ...]
    edits: tuple[Edit, ...]
    heads: bool
    passed_over: tuple[str, ...] = ()

    def count(self, *verdicts: Verdict) -> int:
        """How many rows have one of these verdicts."""
        return sum(row.verdict in verdicts for row in self.rows)


def read_block(register: Register, season: Season, text: str, words: Words, start: str = "") -> Pasted:
    """A block separated by tabs (or semicolons) as rows of a register.

    With a row of heads, each column is what its head says; without, the columns are those of the table from `start` on.
    """
    table = _cells(text)
    columns = [field.key for field in register.fields]
    first = next((row for row in table if any(row)), [])
    named = _heads(register, first)
    heads = sum(bool(key) for key in named) >= min(_FEWEST_HEADS, len([c for c in first if c]) or 1)
    if not heads:
        written = [field.key for field in register.fields if not field.shown]
        begin = written.index(start) if start in written else 0
        named = [*written[begin:], *[""] * len(first)][: max((len(row) for row in table), default=0)]
    rows: list[PastedRow] = []
    edits: list[Edit] = []
    done: list[Any] = []
    now = season
    for line, cells in enumerate(table, 1):
        if not any(cells) or (heads and cells == first):
            continue
        texts = {key: cell for key, cell in zip(named, cells, strict=False) if key}
        shown = tuple((key, texts.get(key, "")) for key in columns if key in texts)
        try:
            was = register.find(now, {field: texts.get(field, "") for field in columns})
            if was is not None and was in done:
                raise Refusal("setup.refused.line_twice", columns[0])
            full = texts if was is None else register.texts(now, was, words) | texts
            step = row_edits(register, now, was, full, words)
        except Refusal as refusal:
            rows.append(PastedRow(line, shown, Verdict.REFUSED, words(refusal.key, **refusal.values)))
            continue
        verdict = Verdict.NEW if was is None else Verdict.CHANGED if step else Verdict.SAME
        rows.append(PastedRow(line, shown, verdict, _made(register, now, step, words)))
        now = apply(now, *step)
        done.append(register.find(now, {field: full.get(field, "") for field in columns}))
        edits += step
    passed = tuple(cell for cell, key in zip(first, named, strict=False) if heads and cell and not key)
    return Pasted(tuple(named), tuple(rows), tuple(edits), heads, passed)


def _made(register: Register, season: Season, step: tuple[Edit, ...], words: Words) -> str:
    """The drivers and teams a row makes besides itself, so that a name written otherwise is seen, and what it lacks; "" for nothing."""
    if register.name in ("drivers", "teams"):
        return ""
    drivers, teams = {driver.code for driver in season.drivers}, {team.code for team in season.teams}
    made = [
        words("setup.paste.new_driver", name=edit.now.name)
        for edit in step
        if isinstance(edit, SetDriver) and edit.now is not None and edit.code not in drivers
    ]
    made += [
        words("setup.paste.new_team", name=edit.now.name)
        for edit in step
        if isinstance(edit, SetTeam) and edit.now is not None and edit.code not in teams
    ]
    if season.regulations.categories and any(isinstance(edit, EnterCar) and not edit.entry.category for edit in step):
        made.append(words("setup.paste.no_category"))
    return ", ".join(made)


def block_of(register: Register, season: Season, rows: Iterable[Any], words: Words) -> str:
    """Rows of a register as tab-separated text with a row of heads, to be pasted in a spreadsheet."""
    fields = [field.key for field in register.fields]
    lines: list[Sequence[str]] = [[words(f"setup.field.{key}") for key in fields]]
    for row in rows:
        texts = register.texts(season, row, words)
        lines.append([texts.get(key, "") for key in fields])
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(lines)
    return out.getvalue()


def _cells(text: str) -> list[list[str]]:
    """The cells of a block; a cell in quotes may hold line breaks and tabs, as spreadsheets copy them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    separator = "\t" if "\t" in text else ";" if ";" in text else "\t"
    # A lone quote would swallow the rows after it.
    quoted = text.count('"') % 2 == 0
    rows = csv.reader(io.StringIO(text), delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    return [[" ".join(cell.replace("\u00a0", " ").split()) for cell in row] for row in rows]


def _heads(register: Register, cells: list[str]) -> list[str]:
    """The field each head names, "" where it names none; each field once."""
    said = [Words(language) for language in LANGUAGES]
    known = {head: field.key for field in register.fields for head in HEADS.get(field.key, ())}
    known |= {_plain(words(f"setup.field.{field.key}")): field.key for field in register.fields for words in said}
    known |= {_plain(head): field.key for field in register.fields for head in field.heads}
    found: list[str] = []
    for cell in cells:
        key = known.get(_plain(cell), "")
        found.append("" if key in found else key)
    return found


def _plain(head: str) -> str:
    return _SIGNS.sub("", fold(head)) or head.strip()
