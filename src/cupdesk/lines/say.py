"""A decision in parts, as the line reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words.names import in_seconds, offence_name, sanction_short
from cupdesk.words.path import time_said

if TYPE_CHECKING:
    from datetime import date

    from cupdesk.lines.cars import Cars
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Offence, Season
    from cupdesk.rules.session import Decision, Sanction
    from cupdesk.words import Words


def offence_of(season: Season, code: str) -> Offence | None:
    """The catalogue's line of this code."""
    return next((offence for offence in season.offences if offence.code == code), None)


def decision_words(decision: Decision, book: Book, cars: Cars, words: Words, today: date) -> str:
    """A decision in parts: `40 Guillot › +5 s › False start art. R-2 › Decision 1, 16:10, issued`; its day, if not today."""
    about = [words("lines.decision", number=decision.number)]
    if decision.time:
        about.append(time_said(decision, today, words.language))
    about.append(words(f"rules.decision_state.{decision.state.value}"))
    return f"{decision_parts(decision, book, cars, words)} › {', '.join(about)}"


def decision_parts(decision: Decision, book: Book, cars: Cars, words: Words) -> str:
    """What is decided: cars, sanctions, offence, session and wording, without the document's number and state."""
    parts = [", ".join(cars.label(number) for number in decision.cars)]
    if decision.sanctions:
        parts.append(", ".join(_sanction(sanction, book, cars, words) for sanction in decision.sanctions))
    if decision.offence:
        name = offence_name(book, decision.offence, words)
        parts.append(words("lines.offence", name=name, article=decision.article) if decision.article else name)
    if decision.applies_to:
        parts.append(book.session(decision.applies_to).name[words.language])
    if decision.text:
        parts.append(words("lines.quoted", text=decision.text[words.language]))
    return " › ".join(parts)


def _sanction(sanction: Sanction, book: Book, cars: Cars, words: Words) -> str:
    """A sanction in few words; what the circuit makes of a converted one is said in seconds."""
    said = sanction_short(in_seconds(sanction, cars.round, book.season.regulations), words)
    return said if sanction.place is None else words("lines.at_place", sanction=said, place=sanction.place)
