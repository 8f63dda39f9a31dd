"""The decisions of a session as printed lines: what was decided, by which article, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome, ProblemKind
from cupdesk.rules.session import GRID_SANCTIONS, DecisionState, SanctionKind
from cupdesk.sheets.naming import category_name, crew_short
from cupdesk.sheets.sheet import DecisionLine
from cupdesk.words import names
from cupdesk.words.figures import ordinal

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.rules.session import Decision, Sanction
    from cupdesk.words import Words

_NO_EFFECT = (SanctionKind.REPRIMAND, SanctionKind.WARNING, SanctionKind.FINE, *GRID_SANCTIONS)
_WITHOUT_SANCTION = (DecisionState.INVESTIGATION, DecisionState.WITHDRAWN, DecisionState.NO_FURTHER_ACTION)


def decision_lines(book: Book, ref: str, words: Words) -> tuple[DecisionLine, ...]:
    """Every decision that concerns a session, filed there or applied there, a line a car, by number."""
    filed = {id(decision): decision for decision in (*book.session(ref).decisions, *book.decisions(ref))}
    found = sorted(filed.values(), key=lambda decision: decision.number)
    return tuple(line for decision in found for line in lines_of(book, ref, decision, words))


def lines_of(book: Book, ref: str, decision: Decision, words: Words) -> tuple[DecisionLine, ...]:
    """A decision as seen from a session it is filed under or takes effect in, a line a car."""
    classification = book.classification(ref)
    return tuple(
        DecisionLine(
            str(decision.number),
            number,
            _driver(book, ref, number, words),
            decided(book, ref, decision, words),
            _effect(book, ref, classification, decision, number, words),
        )
        for number in decision.cars
    )


def _driver(book: Book, ref: str, number: str, words: Words) -> str:
    row = book.classification(ref).row(number)
    entry = book.entries(book.round_of(ref).code).get(number)
    drivers = row.drivers if row else entry.drivers if entry else ()
    return crew_short(book, drivers, words)


def decided(book: Book, ref: str, decision: Decision, words: Words) -> str:
    """`Faux départ (art. R-2) : 5 secondes ajoutées`; with its state where that is not simply in force."""
    offence = names.offence_name(book, decision.offence, words)
    article = decision.article or next(
        (each.article for each in book.season.offences if each.code == decision.offence), ""
    )
    subject = words("documents.decided.article", offence=offence, article=article) if article else offence
    state = words(f"rules.decision_state.{decision.state.value}")
    if decision.state in _WITHOUT_SANCTION:
        outcome = state
    else:
        outcome = ", ".join(sanction_words(book, ref, each, words) for each in decision.sanctions)
        outcome = outcome or words("documents.decided.none")
        if decision.state is DecisionState.APPEALED:
            outcome = f"{outcome} ({state})"
    return words("documents.decided.line", subject=subject, outcome=outcome) if subject else outcome


def sanction_words(book: Book, ref: str, sanction: Sanction, words: Words) -> str:
    """A sanction in full words: `5 secondes ajoutées`, `drive-through converti en 28 secondes`."""
    kind = sanction.kind
    if kind in (SanctionKind.TIME, SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO):
        seconds = names.seconds(sanction.ms if sanction.ms is not None else _converted(book, ref, kind))
        return words(f"documents.sanction.{kind.value}", n=2 if seconds != "1" else 1, seconds=seconds)
    if kind is SanctionKind.BEHIND:
        return words("documents.sanction.behind", number=sanction.behind or "")
    if kind is SanctionKind.FINE:
        return words("documents.sanction.fine", amount=sanction.amount)
    return words(f"documents.sanction.{kind.value}", n=sanction.count or 1)


def _converted(book: Book, ref: str, kind: SanctionKind) -> int:
    """The milliseconds a circuit gives a drive-through or stop-and-go, or the regulations."""
    round_, rules = book.round_of(ref), book.season.regulations
    if kind is SanctionKind.DRIVE_THROUGH:
        return round_.drive_through_ms if round_.drive_through_ms is not None else rules.drive_through_ms
    return round_.stop_and_go_ms if round_.stop_and_go_ms is not None else rules.stop_and_go_ms


def _effect(book: Book, ref: str, classification: Classification, decision: Decision, number: str, words: Words) -> str:
    """What the decision changed, from place to place; empty where it has no place to change."""
    if not decision.in_force:
        return ""
    if decision.applies_to and decision.applies_to != ref:
        return words("documents.effect.elsewhere", session=names.session_and_round(book, decision.applies_to, words))
    waiting = {(p.decision, car) for p in classification.problems for car in p.cars or (number,) if _open(p.kind)}
    if (decision.number, number) in waiting:
        return words("documents.effect.open")
    row = classification.row(number)
    if row is not None and decision.number in row.decisions[:-1] and _has_place_to_change(decision):
        return words("documents.effect.with", number=row.decisions[-1])
    row = moved_by(book, ref, decision, number)
    return _moves(book, row, words) if row else ""


def moved_by(book: Book, ref: str, decision: Decision, number: str) -> ClassifiedCar | None:
    """The row of a car in a session whose places this decision accounts for: in force there, the last on that car."""
    row = book.classification(ref).row(number)
    here = decision.in_force and decision.applies_to in ("", ref) and _has_place_to_change(decision)
    if row is None or not here or decision.number in row.decisions[:-1]:
        return None
    waiting = (p for p in book.classification(ref).problems if _open(p.kind) and p.decision == decision.number)
    return None if any(number in (p.cars or (number,)) for p in waiting) else row


def _has_place_to_change(decision: Decision) -> bool:
    return not all(sanction.kind in _NO_EFFECT for sanction in decision.sanctions)


def _open(kind: ProblemKind) -> bool:
    return kind is ProblemKind.SANCTION_NEEDS_TIME


def _moves(book: Book, row: ClassifiedCar, words: Words) -> str:
    """`12e → 14e · Pro-Am 1er → 3e`, `24e → DSQ`, or that the place did not change."""
    language = words.language

    def place(number: int, *, feminine: bool = False) -> str:
        return ordinal(number, language, feminine=feminine)

    if row.outcome in (Outcome.DISQUALIFIED, Outcome.EXCLUDED):
        return f"{place(row.road)} → {row.outcome.value.upper()}" if row.road else row.outcome.value.upper()
    if row.road is None or row.position is None:
        return ""
    if row.road == row.position:
        return words("documents.effect.unchanged", place=place(row.position))
    moved = f"{place(row.road)} → {place(row.position)}"
    before, after = row.road_in_category, row.in_category
    if before and after and before != after and (before, after) != (row.road, row.position):
        moved += f" · {category_name(book, row.category, language)} {place(before)} → {place(after)}"
    return moved
