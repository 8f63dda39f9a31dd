"""The order line: cars as they cross the line, and what the timing says of them. In a session of times: their laps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.cars import Cars
from cupdesk.lines.completion import complete
from cupdesk.lines.forms import ORDER_WORDS, OrderForms
from cupdesk.lines.reading import Reading, settle
from cupdesk.lines.result import Result, next_place
from cupdesk.lines.times import Laps
from cupdesk.rules.session import SessionKind

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.words import Words


def read_order(book: Book, ref: str, line: str, words: Words) -> Reading:
    """What a line typed under *Order* (or *Times*) means for this session; never raises for what is typed."""
    session = book.season.session(ref)
    timed = session.kind is not SessionKind.RACE
    cars = Cars(book, ref, words)
    prompt = words("lines.prompt_times") if timed else words("lines.prompt_order", place=next_place(session))
    placed = {*session.order, *(row.number for row in session.finishes)}

    def take(insist: bool) -> Result:
        phrases = OrderForms(line, timed=timed, is_car=lambda text: bool(cars.starting(text))).phrases()
        result = (Laps if timed else Result)(book, ref, cars, words, insist=insist, brief=len(phrases) > 1)
        for phrase in phrases:
            result.take(phrase)
        return result

    return settle(line, prompt, complete(line, cars, placed), take, ORDER_WORDS, words)
