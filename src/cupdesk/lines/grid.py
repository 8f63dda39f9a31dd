"""The line of a starting grid: a car moved or the first cars given by hand, always with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cupdesk.lines.cars import Cars
from cupdesk.lines.completion import complete
from cupdesk.lines.reading import Completion, Reading, Refused, settle
from cupdesk.lines.typed import fold, french_digits
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetGrid
from cupdesk.words.figures import ordinal
from cupdesk.words.grids import source_words

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

AUTO_WORDS = ("auto", "deduite", "computed")
"""Words that let a grid follow from its session again."""
_MOVE = re.compile(r"\s*([^\s*@]+)\s*[*@]\s*(\d{1,3})(?:\s+(.*))?")


@dataclass(slots=True)
class _Corrected:
    """A line taken: the grid it makes, in words."""

    edits: list[Edit] = field(default_factory=list)
    read_back: str = ""
    problem: str = ""


def read_grid(book: Book, race: str, line: str, words: Words) -> Reading:
    """What a line typed under the grid of a race means; never raises for what is typed."""
    cars = Cars(book, race, words)
    name = book.session(race).name[words.language]
    return settle(
        line,
        words("lines.prompt_grid", race=name),
        complete(line, cars) if re.fullmatch(r"\s*[^\s*@]*", line) else Completion(),
        lambda _: _taken(book, race, line, cars, words),
        AUTO_WORDS,
        words,
    )


def _taken(book: Book, race: str, line: str, cars: Cars, words: Words) -> _Corrected:
    if fold(line.strip()) in AUTO_WORDS:
        if not book.session(race).grid:
            raise Refused("lines.grid_not_by_hand")
        done = SetGrid(race, ())
        return _Corrected([done], words("lines.grid_follows", source=_followed(book, race, words)))
    now = [place.number for place in book.grid(race)]
    if match := _MOVE.fullmatch(line):
        number, place = cars.find(french_digits(match[1])), int(match[2])
        grid, said = _moved(now, number, place, cars, words)
        reason = (match[3] or "").strip()
    else:
        given, reason = _listed(line, cars)
        grid = [*given, *(number for number in now if number not in given)]
        if grid == now:
            raise Refused("lines.grid_as_it_is")
        said = words("lines.grid_begins", cars=", ".join(cars.label(number) for number in given))
    if not reason:
        raise Refused("lines.grid_reason", unfinished=True, so_far=f"{said} · {words('lines.grid_why')}", said=said)
    return _Corrected([SetGrid(race, tuple(grid), reason)], words("lines.grid_by_hand", said=said, reason=reason))


def _moved(now: list[str], number: str, place: int, cars: Cars, words: Words) -> tuple[list[str], str]:
    rest = [other for other in now if other != number]
    language = words.language
    if not 1 <= place <= len(rest) + 1:
        raise Refused("lines.grid_too_far", n=len(rest) + 1, place=ordinal(place, language, feminine=True))
    to = ordinal(place, language, feminine=True)
    if number in now and now.index(number) == place - 1:
        raise Refused("lines.grid_there", car=cars.label(number), place=to)
    grid = [*rest[: place - 1], number, *rest[place - 1 :]]
    if number not in now:
        return grid, words("lines.grid_put", car=cars.label(number), place=to)
    was = ordinal(now.index(number) + 1, language, feminine=True)
    return grid, words("lines.grid_moved", car=cars.label(number), place=to, was=was)


def _listed(line: str, cars: Cars) -> tuple[list[str], str]:
    """The cars a line begins with, each once, and the rest of it: the reason."""
    typed = line.split()
    given = [cars.find(french_digits(typed[0]))] if typed else []
    while len(given) < len(typed) and french_digits(typed[len(given)]) in cars.entries:
        given.append(french_digits(typed[len(given)]))
    if len(set(given)) < len(given):
        twice = next(number for number in given if given.count(number) > 1)
        raise Refused("lines.grid_twice", car=cars.label(twice))
    return given, " ".join(typed[len(given) :])


def _followed(book: Book, race: str, words: Words) -> str:
    """Where the grid comes from once it is not by hand."""
    return source_words(book.after(SetGrid(race, ())), race, words)
