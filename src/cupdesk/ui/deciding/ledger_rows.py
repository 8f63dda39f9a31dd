"""The decisions of the whole season as rows, and which of them a filter leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.session import SanctionKind
from cupdesk.ui.deciding.decision_rows import LedgerRow, ledger
from cupdesk.words.names import car_name, offence_name, sanctions_short, session_and_round, session_name

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.words import Words


def season_rows(book: Book) -> list[LedgerRow]:
    """Every decision of the season once, in the order of sessions and numbers; its effect where it takes effect."""
    filed = [
        (ref, decision)
        for ref, _, session in book.season.sessions()
        for decision in sorted(session.decisions, key=lambda each: each.number)
    ]
    taking_effect = dict.fromkeys(decision.applies_to or ref for ref, decision in filed)
    there = {(where, *row.key): row for where in taking_effect for row in ledger(book, where, book)}
    return [there[decision.applies_to or ref, ref, decision.number] for ref, decision in filed]


def where(book: Book, row: LedgerRow, words: Words) -> str:
    """`Paul Ricard, race 1`, and where it takes effect if that is another session: `Paul Ricard, race 1 → race 2`."""
    filed = session_and_round(book, row.filed, words)
    carried = row.decision.applies_to
    if not carried or carried == row.filed:
        return filed
    near = book.round_of(carried) is book.round_of(row.filed)
    to = session_name(book, carried, words) if near else session_and_round(book, carried, words)
    return words("session.all_decisions.carried", session=filed, to=to)


def left_by(book: Book, rows: list[LedgerRow], asked: str, words: Words) -> list[LedgerRow]:
    """The rows that have every word of `asked`; a number is that of a car."""
    parts = asked.casefold().split()
    return [row for row in rows if all(_has(book, row, part, words) for part in parts)]


def _has(book: Book, row: LedgerRow, part: str, words: Words) -> bool:
    decision = row.decision
    if part.isdigit():
        return part in decision.cars
    said = (
        where(book, row, words),
        *(car_name(book, row.filed, number, words) for number in decision.cars),
        offence_name(book, decision.offence, words),
        decision.article,
        sanctions_short(book, row.filed, decision, words),
        words(f"rules.decision_state.{decision.state.value}"),
    )
    return part in " ".join(said).casefold()


def reprimands(rows: list[LedgerRow]) -> int:
    """How many reprimands in force these decisions hold."""
    return sum(
        sanction.kind is SanctionKind.REPRIMAND
        for row in rows
        if row.decision.in_force
        for sanction in row.decision.sanctions
    )
