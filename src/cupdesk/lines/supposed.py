"""What if: lines supposed on top of the facts, each read as it would be entered. Nothing of it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.lines.typed import fold
from cupdesk.rules.book import Book
from cupdesk.rules.edits import PlaceCar, SetOrder
from cupdesk.rules.session import SessionKind
from cupdesk.words.names import car_name, session_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_AS = re.compile(
    r"(?:(?:race|course|r|c)\s*(\d)\s+)?(?:as|comme)\s+(?:the\s+|la\s+)?(?:(grid|grille)|(?:race|course|r|c)\s*(\d))"
)
_AS_BEGUN = re.compile(r"(?:(?:race|course)\b.*|(?:[rc]\s*\d\s+)?(?:as|comme)\s.*)")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Supposition:
    """A line supposed in a session; `insisted`: it was taken on a second Enter."""

    session: str
    line: str
    insisted: bool = False


@dataclass(frozen=True, slots=True)
class Supposed:
    """A supposition as it reads on the facts of now: its edits, the words for it, and the book with it.

    `refused`: it says nothing any more (a decision that is gone, a car taken out); then it has no edits and `said` says why.
    """

    of: Supposition
    edits: tuple[Edit, ...]
    said: str
    refused: bool
    book: Book


def suppose(book: Book, supposition: Supposition, words: Words, now: datetime, by: str = "") -> Supposed:
    """A supposition read on top of a book; `by` is who will have entered it."""
    reading = read_supposition(book, supposition.session, supposition.line, words, now, by)
    edits = reading.on_second_enter if supposition.insisted and reading.on_second_enter else reading.edits
    said = reading.read_back if edits else reading.problem or reading.read_back
    after = book.after(*edits) if edits else book
    return Supposed(supposition, edits, said, not edits, after)


def read_supposition(book: Book, ref: str, line: str, words: Words, now: datetime, by: str = "") -> Reading:
    """What a line means as a supposition: a decision, the order or times of cars, or a whole order (`as grid`).

    Where all cars are known it is a decision first (`11 +10` is a sanction), where some are missing the order.
    """
    prompt = words("lines.prompt_if")
    if (whole := _AS.fullmatch(fold(line).strip())) is not None:
        return replace(_whole_order(book, ref, whole, words), prompt=prompt)
    if _AS_BEGUN.fullmatch(fold(line)):
        problem = words("lines.unknown_form", line=line.strip(), word=line.split()[-1])
        return Reading(prompt, problem=problem, refused=True, unfinished=True)
    decided = book.has_result(ref) and not book.classification(ref).missing
    first = read_decision(book, ref, line, words, now, by) if decided else _order(book, ref, line, words)
    if not line.strip() or (first.edits and not first.refused):
        return replace(first, prompt=prompt)
    second = _order(book, ref, line, words) if decided else read_decision(book, ref, line, words, now, by)
    better = bool(second.edits and not second.refused) or not (first.unfinished or first.on_second_enter)
    return replace(second if better else first, prompt=prompt)


def _order(book: Book, ref: str, line: str, words: Words) -> Reading:
    """A line of the order. A car supposed elsewhere has no time there: the one it had would put it back in its place."""
    reading = read_order(book, ref, line, words)
    placed = tuple(edit.number for edit in reading.edits if isinstance(edit, PlaceCar))
    untimed = _untimed(book, ref, reading.edits, placed) if placed else ()
    if not untimed:
        return reading
    said = words("lines.without_time", said=reading.read_back)
    return replace(reading, edits=(*reading.edits, *untimed), read_back=said)


def _untimed(book: Book, ref: str, edits: tuple[Edit, ...], cars: Sequence[str]) -> tuple[Edit, ...]:
    """What takes the times of these cars away after the edits, if they would not finish where they are put."""
    after = book.after(*edits)
    session = after.session(ref)
    road = {row.number: row.road for row in after.classification(ref, on_the_road=True).rows}
    if all(road.get(number) in (None, place) for place, number in enumerate(session.order, 1) if number in cars):
        return ()
    rows = (
        replace(session.finish(number), total_ms=None, gap_ms=None, laps=None, laps_down=None, parts_ms=())
        for number in cars
    )
    return (SetOrder(ref, session.order, tuple(rows)),)


def _whole_order(book: Book, ref: str, whole: re.Match[str], words: Words) -> Reading:
    """An order like the grid, or like another race of the meeting. Cars placed already stay in front while others are missing."""
    race = _race(book, ref, whole[1]) if whole[1] else ref
    if race is None or book.session(race).kind is not SessionKind.RACE:
        return Reading("", problem=words("lines.not_here"), refused=True)
    like = "" if whole[2] else _race(book, ref, whole[3])
    if like is None:
        return Reading("", problem=words("lines.not_here"), refused=True)
    cars = _cars_of(book, like) if like else tuple(place.number for place in book.grid(race) if book.grid_known(race))
    if not cars:
        unknown = words("lines.no_order", session=session_name(book, like, words)) if like else words("lines.no_grid")
        return Reading("", problem=_sentence(unknown), refused=True)
    placed, missing = book.session(race).order, book.classification(race).missing
    followers = tuple(number for number in cars if number in missing)
    order = (*placed, *followers) if placed and followers else cars
    first = ", ".join(car_name(book, race, number, words) for number in order[:_NAMED])
    said = _sentence(words("lines.whole_order", session=session_name(book, race, words), first=first, n=len(order)))
    edits = (SetOrder(race, order),)
    if untimed := _untimed(book, race, edits, order):
        return Reading("", untimed, words("lines.without_time", said=said))
    return Reading("", edits, said)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cars_of(book: Book, race: str) -> tuple[str, ...]:
    return tuple(row.number for row in book.classification(race).rows if row.position is not None)


def _race(book: Book, ref: str, nth: str) -> str | None:
    """The nth race of the meeting; `None` if there is none."""
    held = book.round_of(ref)
    races = [race for race in book.races() if book.round_of(race) is held]
    return races[int(nth) - 1] if 1 <= int(nth) <= len(races) else None
