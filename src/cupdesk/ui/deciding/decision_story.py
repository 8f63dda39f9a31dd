"""What is told of one decision beside its row: its path, its wording, where it takes effect, why its car has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.ui.controls.lines_panel import Line
from cupdesk.words.names import car_name, session_and_round
from cupdesk.words.path import stages_said
from cupdesk.words.reasons import place_steps

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.deciding.decision_rows import LedgerRow
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Story:
    """What is told: a title, the cars it is about, and the lines."""

    title: str
    about: str
    lines: tuple[Line, ...]


def takes_effect(row: LedgerRow) -> str:
    """The session in which a decision counts."""
    return row.decision.applies_to or row.filed


def story(book: Book, row: LedgerRow, words: Words) -> Story:
    """The decision line by line: each stage of its path, wording, session it is carried to, then the steps to the place of its first car."""
    decision, where = row.decision, takes_effect(row)
    stages = [" ".join(part for part in stage if part) for stage in stages_said(decision, words)]
    labels = [words("session.decisions.path"), *[""] * len(stages)]
    lines = [Line(label, stage) for label, stage in zip(labels, stages, strict=False)]
    if decision.text:
        lines.append(Line(words("session.decisions.wording"), decision.text[words.language]))
    if where != row.filed:
        lines.append(Line(words("session.decisions.carried"), session_and_round(book, where, words)))
    why = [line for number in decision.cars[:1] for line in why_lines(book, where, number, words)]
    cars = ", ".join(car_name(book, row.filed, number, words) for number in decision.cars)
    return Story(words("session.decisions.story", number=decision.number), cars, (*lines, *why))


def why_lines(book: Book, ref: str, number: str, words: Words) -> list[Line]:
    """The steps to the place of a car in a session; none if it is not classified there."""
    result = book.classification(ref)
    row = result.row(number)
    return [Line(*step) for step in place_steps(book, result, row, words)] if row is not None else []
