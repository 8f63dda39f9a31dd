"""How people, teams and categories are printed on official sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cupdesk.sheets.sheet import Name
from cupdesk.words.names import driver_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Driver
    from cupdesk.words import Words


def surname(driver: Driver) -> str:
    """The surname in capitals, or as the entry list has it where it already uses them (`de LA VILLARMOIS`, `McLAREN`)."""
    written = driver.surname
    return written if not driver.given or re.search(r"[^\W\d_a-zà-ÿ]{2}", written) else written.upper()


def printed_name(book: Book, drivers: Iterable[str], words: Words, tags: tuple[str, ...] = (), marks: str = "") -> Name:
    """The driver of a car, or its crew, as printed in a row."""
    people = [book.driver(code) for code in drivers]
    if len(people) == 1 and people[0].given:
        return Name(people[0].given, surname(people[0]), tags, marks)
    return Name("", " / ".join(plain_name(book, person.code, words) for person in people), tags, marks)


def plain_name(book: Book, code: str, words: Words) -> str:
    """Given name and surname in one text."""
    driver = book.driver(code)
    return f"{driver.given} {surname(driver)}" if driver.given else driver_name(book, code, words)


def short_name(book: Book, code: str, words: Words) -> str:
    """Initial and surname: `M. GUILLOT`."""
    driver = book.driver(code)
    return f"{driver.given[0]}. {surname(driver)}" if driver.given else driver_name(book, code, words)


def crew_short(book: Book, drivers: Iterable[str], words: Words) -> str:
    """A crew by initials and surnames."""
    return " / ".join(short_name(book, code, words) for code in drivers)


def nationality(book: Book, drivers: Iterable[str]) -> str | None:
    """The nationality of a driver, of a crew if all share it; `None` if unknown."""
    found = {book.driver(code).nationality for code in drivers}
    return next(iter(found)) or None if len(found) == 1 else None


def category_name(book: Book, code: str, language: str) -> str | None:
    """A category as printed; `None` for none."""
    for category in book.season.regulations.categories:
        if category.code == code:
            return category.name[language]
    return code or None


def tags_of(book: Book, awards: Iterable[str], guest: bool, words: Words) -> tuple[str, ...]:
    """The boxed tags beside a name: the letters of the awards that have some, and the guest's."""
    letters = {award.code: award.chip.letters for award in book.season.regulations.awards}
    tags = tuple(letters[code] for code in awards if letters.get(code))
    return (*tags, words("documents.guest_tag")) if guest else tags
