"""The steps of the journal as rows, read a stretch at a time from the newest back: what each did, and what was before and after."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cupdesk.lines.altered import Told, told
from cupdesk.lines.typed import fold
from cupdesk.rules.alterations import alterations, cars_of
from cupdesk.sheets.data import BOM
from cupdesk.ui.steps import step_words
from cupdesk.words.figures import short_date
from cupdesk.words.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.desk import Desk
    from cupdesk.rules.model import Season
    from cupdesk.store.journal import Step
    from cupdesk.words import Words

DONE, UNDONE, TAKEN_BACK = "done", "undone", "taken_back"
_FEW, _MANY = 4, 50
"""Steps read at once while those known already are looked for: what was done since is one or two."""
_COLUMNS = ("number", "at", "by", "session", "step", "altered", "state")


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A step as the journal shows it: its name, the sessions (by name) and cars it is about, what it altered, and its state."""

    step: Step
    name: str
    at: str
    sessions: tuple[str, ...]
    where: str
    cars: frozenset[str]
    told: tuple[Told, ...]
    state: str
    text: str = field(repr=False)
    """All it says, folded, to be searched."""

    @property
    def counts(self) -> bool:
        """Whether it counts now."""
        return self.state == DONE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the journal is asked for: words of a search, a session (reference), a car; "" for all."""

    text: str = ""
    session: str = ""
    car: str = ""

    def fits(self, row: JournalRow) -> bool:
        """Whether a row is asked for."""
        if self.session and self.session not in row.sessions:
            return False
        if self.car and self.car not in row.cars:
            return False
        text = row.text if self.text else ""
        return all(word in text for word in fold(self.text).split())


class Reading:
    """Reads the journal of a desk back from its end; it is given up when something is done.

    The next one goes on from the reading `before`: from the newest step that counts in both, all that is behind it is the same.
    """

    def __init__(self, desk: Desk, words: Words, before: Reading | None = None) -> None:
        self._desk, self._words = desk, words
        self._store, self._code = desk.store, desk.season.code
        self._season = desk.season
        self._last: int | None = None
        self._gone = self._store.taken_back(self._code)
        self._ahead: dict[int, tuple[Season, Season]] | None = None
        self.all = self._store.steps(self._code)
        self.rows: list[JournalRow] = []
        same = before is not None and before._code == self._code and before._words is words
        self._behind = before if before is not None and same and before._gone == self._gone else None

    @property
    def seen(self) -> int:
        """How many steps have been read."""
        return len(self.rows)

    @property
    def ended(self) -> bool:
        """Whether the first step has been read."""
        return self.seen >= self.all

    def _undone_after(self) -> dict[int, tuple[Season, Season]]:
        """The seasons before and after the steps that can be done again: they come after the season as it is."""
        again: list[Step] = []
        before: int | None = None
        while steps := self._store.history(self._code, _MANY if again else _FEW, before):
            again += [step for step in steps if step.again]
            if any(not step.undone for step in steps):
                break
            before = steps[-1].id
        found, season = {}, self._desk.season
        for step in reversed(again):
            after = self._store.after(season, step)
            found[step.id] = (season, after)
            season = after
        return found

    def more(self, steps: int) -> list[JournalRow]:
        """The next rows back in time, at least so many if there are, and what the reading before has behind them."""
        begun = self.seen
        while self.seen < min(begun + steps, self.all):
            read = self._store.history(self._code, _FEW if self._behind else begun + steps - self.seen, self._last)
            for step in read:
                if self._goes_on(step):
                    break
                self.rows.append(self._known(step) or self._row(step))
                self._last = step.id
        return self.rows[begun:]

    def _goes_on(self, step: Step) -> bool:
        """Take over what the reading before has from a step on that counts now as it did then; whether it has."""
        behind = self._behind
        if behind is None or step.undone:
            return False
        at = next((i for i, row in enumerate(behind.rows) if row.step.id <= step.id), len(behind.rows))
        if at == len(behind.rows) or behind.rows[at].step != step:
            return False
        self.rows += behind.rows[at:]
        self._season, self._last, self._behind = behind._season, behind._last, None
        return True

    def _known(self, step: Step) -> JournalRow | None:
        """The row of a step that can be done again, if the reading before has it: done or not, it altered the same."""
        if self._behind is None or not step.again:
            return None
        here = next((row for row in self._behind.rows if row.step.id <= step.id), None)
        if here is None or here.step.id != step.id or (here.step.undone and not here.step.again):
            return None
        return replace(here, step=step, state=UNDONE)

    def _row(self, step: Step) -> JournalRow:
        before = after = self._season
        if step.again:
            if self._ahead is None:
                self._ahead = self._undone_after()
            before, after = self._ahead[step.id]
        elif not step.undone:
            before = self._season = self._store.before(after, step)
        words, altered = self._words, alterations(before, after)
        state = UNDONE if step.undone else TAKEN_BACK if step.id in self._gone else DONE
        sessions = dict.fromkeys([*(a.session for a in altered if a.session), *_sessions(step)])
        numbers = {car for each in altered for car in cars_of(each)} | _cars(step)
        when = step.at.astimezone()
        at, where = f"{short_date(when.date(), words.language)} {when:%H:%M:%S}", ", ".join(sessions)
        name = step_words(step, words, after, before, self._desk.season)
        all_told = tuple(told(each, after if after is not before else self._season, words) for each in altered)
        text = fold(" ".join((str(step.id), at, step.operator, where, name, *(each.text for each in all_told))))
        return JournalRow(step, name, at, tuple(sessions), where, frozenset(numbers), all_told, state, text)


def _sessions(step: Step) -> list[str]:
    return [ref for edit in step.edits if isinstance(ref := getattr(edit, "session", None), str) and ref]


def _cars(step: Step) -> set[str]:
    """The cars the edits of a step name themselves: all there is of a step that no longer counts."""
    found: set[str] = set()
    for edit in step.edits:
        number = getattr(edit, "number", None)
        found |= {number} if isinstance(number, str) else set()
        found |= set(getattr(getattr(edit, "decision", None), "cars", ()))
    return found


def summary(row: JournalRow, words: Words) -> str:
    """What a step altered, in one line: the first of it, and how much more."""
    if not row.told:
        return ""
    more = len(row.told) - 1
    return words("journal.and_more", first=row.told[0].text, n=more) if more else row.told[0].text


def csv_of(rows: Iterable[JournalRow], words: Words) -> bytes:
    """The journal as a table: one line a fact altered, UTF-8 with a mark for Excel, commas, CRLF; times are UTC."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(f"journal.column.{key}") for key in _COLUMNS])
    for row in rows:
        for each in row.told or (None,):
            step = row.step
            altered = each.text if each else ""
            state = words(f"journal.state.{row.state}")
            texts = (step.operator, row.where, row.name, altered, state)
            writer.writerow([step.id, step.at.isoformat(), *map(guarded, texts)])
    return (BOM + out.getvalue()).encode()


def text_of(rows: Iterable[JournalRow], words: Words) -> bytes:
    """The journal as text: a paragraph a step."""
    said = []
    for row in rows:
        parts = [str(row.step.id), row.at, row.step.operator, row.where, row.name]
        parts += [] if row.counts else [words(f"journal.state.{row.state}")]
        said.append("\n".join([" · ".join(part for part in parts if part), *(f"    {each.text}" for each in row.told)]))
    return ("\n".join(said) + "\n").encode()
