"""The columns of the decisions screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cupdesk.rules.results import Outcome
from cupdesk.rules.session import DecisionState
from cupdesk.ui.controls.cells import MISSING, Cell, Run, Runs, moved, run
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.words.figures import DASH, clock, gap, laps_gap
from cupdesk.words.names import car_name, offence_name, sanctions_short, seconds
from cupdesk.words.path import time_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import ClassifiedCar
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.car_cells import CarCells
    from cupdesk.ui.deciding.decision_rows import EffectRow, LedgerRow
    from cupdesk.words import Words

_STATE_TONES = {
    DecisionState.INVESTIGATION: "attention",
    DecisionState.APPEALED: "attention",
    DecisionState.WITHDRAWN: "text3",
    DecisionState.NO_FURTHER_ACTION: "text3",
}
ARROW = "→"


def ledger_look(row: LedgerRow) -> RowLook:
    """A decision being typed stands out; one without force is quiet."""
    if row.preview:
        return RowLook("changed", "accent")
    return RowLook(dim=row.decision.state in (DecisionState.WITHDRAWN, DecisionState.NO_FURTHER_ACTION))


def effect_look(row: EffectRow) -> RowLook:
    """What moved stands out."""
    return RowLook("changed", "accent") if row.changed else RowLook()


def column(words: Words, key: str, cell: Callable[[Any], Cell], width: int, **options: Any) -> Column[Any]:
    """A column with its head from the catalogue, short and in full."""
    full = f"session.column.{key}_full"
    head = words(f"session.column.{key}")
    return Column(key, head, cell, width, full=words(full) if words.has(full) else head, **options)


def result_time(car: ClassifiedCar, words: Words) -> Cell:
    """Total of the winner, gap of the others, code of those without a place."""
    if car.outcome is not Outcome.CLASSIFIED and car.position is None:
        return run(words(f"rules.code.{car.outcome.value}"), "text2")
    if car.gap_laps:
        return laps_gap(car.gap_laps, words.language)
    if car.gap_ms:
        return gap(car.gap_ms)
    return clock(car.time_ms) if car.position == 1 and car.time_ms is not None else run(MISSING, "text3")


class LedgerColumns:
    """Makes the columns of the ledger."""

    def __init__(self, context: Context, ref: str, cells: CarCells) -> None:
        self._context, self._ref, self._cells, self._words = context, ref, cells, context.words

    @property
    def _book(self) -> Book:
        return self._context.book

    def columns(self, width: int) -> list[Column[LedgerRow]]:
        """The columns that fit in `width` pixels at text size 100 %: the article goes first, then all are narrower, then time and effect go."""
        words, narrow = self._words, width < 680
        columns: list[Column[LedgerRow]] = [
            column(words, "number", lambda row: run(str(row.decision.number), strong=True), 36, figures=True),
            column(words, "when", self._at, 98 if narrow else 102, figures=True)
            if self._other_days()
            else column(
                words, "at", lambda row: f"{row.decision.time:%H:%M}" if row.decision.time else "", 52, figures=True
            ),
            column(words, "car", self._cars, 118 if narrow else 142),
            column(
                words,
                "offence",
                lambda row: offence_name(self._book, row.decision.offence, words),
                96 if narrow else 106,
                stretch=True,
            ),
        ]
        if width >= 740:
            columns.append(column(words, "article", lambda row: run(row.decision.article, "text2"), 44))
        columns += [
            column(words, "measure", self._sanction, 116 if narrow else 140),
            column(words, "state", self._state, 84 if narrow else 110),
            column(words, "effect", self._effect, 84),
        ]
        gone = [key for key, least in (("at", 540), ("when", 600), ("effect", 480)) if width < least]
        return [each for each in columns if each.key not in gone]

    def sentence(self, row: LedgerRow) -> str:
        """What a screen reader says of a decision."""
        decision, words = row.decision, self._words
        names = ", ".join(car_name(self._book, row.filed, number, words) for number in decision.cars)
        sanctions = [sanctions_short(self._book, row.filed, decision, words)] if decision.sanctions else []
        offence, state = (
            offence_name(self._book, decision.offence, words),
            words(f"rules.decision_state.{decision.state.value}"),
        )
        return ", ".join((names, *sanctions, offence, state))

    def _at(self, row: LedgerRow) -> Cell:
        return time_said(row.decision, self._book.session(row.filed).date, self._words.language)

    def _other_days(self) -> bool:
        """Whether a decision was taken on another day than that of its session, which is then said."""
        taken = (
            (decision.time.date(), session.date)
            for code, _, session in self._book.season.sessions()
            if self._ref in ("", code)
            for decision in session.decisions
            if decision.time and session.date
        )
        return any(at != day for at, day in taken)

    def _cars(self, row: LedgerRow) -> Cell:
        entries = self._book.entries(self._book.round_of(row.filed).code)
        runs: list[Run] = []
        for number in row.decision.cars:
            entry = entries.get(number)
            runs.append(Run(f"{', ' if runs else ''}{number} ", strong=True))
            if entry is not None:
                runs += self._cells.driver(entry.drivers, initials=True).runs
        return Runs(tuple(runs))

    def _sanction(self, row: LedgerRow) -> Cell:
        text = sanctions_short(self._book, row.filed, row.decision, self._words)
        return (
            run(text, "sanction", strong=True)
            if row.decision.in_force and row.decision.sanctions
            else run(text, "text2")
        )

    def _state(self, row: LedgerRow) -> Cell:
        if row.preview:
            return run(self._words("session.decisions.state_preview"), "accent")
        state = row.decision.state
        text = self._words(f"session.decisions.state.{state.value}")
        if state in (DecisionState.INVESTIGATION, DecisionState.APPEALED):
            return Runs((Run("◌ ", "attention"), Run(text, "attention")))
        return run(text, _STATE_TONES.get(state, "text"))

    def _effect(self, row: LedgerRow) -> Cell:
        if row.before and row.outcome is not None:
            code = self._words(f"rules.code.{row.outcome.value}")
            return self._words("session.decisions.from_to_code", before=row.before, code=code)
        if row.before and row.after and row.before != row.after:
            return self._words("session.decisions.from_to", before=row.before, after=row.after)
        if row.decision.applies_to and row.decision.applies_to != self._ref:
            return run(self._book.session(row.decision.applies_to).name[self._words.language], "text2")
        return run(DASH, "text3")


class EffectColumns:
    """Makes the columns of the effect."""

    def __init__(self, cells: CarCells, words: Words) -> None:
        self._cells, self._words = cells, words

    def columns(self, width: int) -> list[Column[EffectRow]]:
        """The columns that fit in `width` pixels at text size 100 %."""
        words = self._words
        driver = column(words, "driver", lambda r: self._cells.driver(r.car.drivers, initials=True), 122)
        columns: list[Column[EffectRow]] = [
            column(words, "place", self._place, 36, figures=True),
            column(words, "moved", self._moved, 36, align="centre"),
            column(words, "number", lambda row: row.car.number, 37, figures=True),
            driver,
            column(words, "category", self._chips, 50),
            column(words, "in_category", self._in_category, 46, figures=True),
            column(words, "time", lambda row: result_time(row.car, words), 80, figures=True),
            column(words, "sanction", self._sanction, 50),
            column(words, "was", self._was, 42),
            column(words, "why", lambda row: run(row.why, "text2"), 150, stretch=True),
        ]
        return [c for c in columns if width >= 600 or c.key != "category"]

    def sentence(self, row: EffectRow) -> str:
        """What a screen reader says of a row."""
        was = self._words("session.order.was", place=row.before.position) if row.moved and row.before else ""
        return ", ".join(part for part in (row.car.number, was, row.why) if part)

    def _place(self, row: EffectRow) -> Cell:
        if row.car.position is None:
            return run(MISSING, "text3")
        return run(str(row.car.position), strong=True)

    def _moved(self, row: EffectRow) -> Cell:
        return moved(row.moved) if row.moved else ""

    def _chips(self, row: EffectRow) -> Cell:
        return self._cells.chips(row.car.category, row.car.award_codes, guest=row.car.guest)

    def _in_category(self, row: EffectRow) -> Cell:
        now, was = row.car.in_category, row.before.in_category if row.before else None
        if now and was and now != was:
            return Runs((Run(f"{was}{ARROW}", "text2"), Run(str(now), strong=True)))
        return str(now or "")

    def _sanction(self, row: EffectRow) -> Cell:
        ms = row.car.sanction_ms
        return run(self._words("rules.sanction.time", seconds=seconds(ms)), "sanction", strong=True) if ms else ""

    def _was(self, row: EffectRow) -> Cell:
        before = row.before
        return run(f"P{before.position}", "text2") if row.moved and before and before.position else ""
