"""Which entered car a row of a file means: by number, checked against the names beside it."""

from __future__ import annotations

import difflib
from enum import StrEnum
from typing import TYPE_CHECKING

from cupdesk.imports.text import fold
from cupdesk.rules.field import number_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports.people import Person
    from cupdesk.rules.book import Book


class Reason(StrEnum):
    """Why a row is not taken."""

    NO_CAR = "no_car"
    UNKNOWN_CAR = "unknown_car"
    NOT_IN_ROUND = "not_in_round"
    TWICE = "twice"
    WRONG_DRIVER = "wrong_driver"
    UNREADABLE = "unreadable"
    CUT = "cut"
    TOO_MANY_CELLS = "too_many_cells"
    NOT_A_ROW = "not_a_row"
    NO_LAP = "no_lap"
    NO_DRIVER = "no_driver"
    CATEGORY_UNKNOWN = "category_unknown"
    AWARD_UNKNOWN = "award_unknown"
    ENTERED_OTHERWISE = "entered_otherwise"
    SKIPPED = "skipped"


class NotTaken(Exception):  # noqa: N818
    """A row that is not taken, with the values its sentence needs."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values


class Cars:
    """The cars entered in one round, as a file may name them."""

    def __init__(self, book: Book, round_code: str) -> None:
        self._book = book
        self.entries = book.entries(round_code)
        self._folded: dict[str, list[str]] = {}
        for number in self.entries:
            self._folded.setdefault(number.casefold(), []).append(number)
        self._surnames = {n: [fold(book.driver(d).surname) for d in e.drivers] for n, e in self.entries.items()}

    def find(self, number: str, drivers: Sequence[Person], *, said: bool = False) -> str:
        """The entered number meant. Raises `NotTaken` if there is none, or if the file names another car's driver.

        `said`: a person named the car, so that names do not speak against it.
        """
        if not any(c.isalnum() for c in number):
            raise NotTaken(Reason.NO_CAR)
        if number not in self.entries:
            number = self._near_enough(number)
        if drivers and not said and not self._drives(number, drivers):
            others = [n for n in self.entries if n != number and self._drives(n, drivers)]
            if others:
                values = {"entered": self.named(number), "filed": drivers[0].name, "other": others[0]}
                raise NotTaken(Reason.WRONG_DRIVER, number=number, **values)
        return number

    def _near_enough(self, number: str) -> str:
        """The number written in other capitals, or as a figure (`12.0`); never one with other zeros in front."""
        whole = number.removesuffix(".0").removesuffix(",0")
        for said in (number, whole):
            same = self._folded.get(said.casefold(), [])
            if len(same) == 1:
                return same[0]
        if any(entry.number == number for entry in self._book.season.entries):
            raise NotTaken(Reason.NOT_IN_ROUND, number=number)
        raise NotTaken(Reason.UNKNOWN_CAR, number=number, near=", ".join(self.near(whole)))

    def near(self, number: str) -> list[str]:
        """Up to three entered numbers close to this one, those of the same value first."""
        same = [n for n in self.entries if n.lstrip("0") == number.lstrip("0")]
        close = difflib.get_close_matches(number, self.entries, 3, 0.6)
        return list(dict.fromkeys([*same, *sorted(close, key=number_key)]))[:3]

    def _drives(self, number: str, drivers: Sequence[Person]) -> bool:
        """Whether a name in the file holds the surname of one of the car's drivers (or of none, if none is known)."""
        known = [surname for surname in self._surnames[number] if surname]
        return not known or any(surname in person.key for surname in known for person in drivers)

    def strange(self, number: str, drivers: Sequence[Person]) -> bool:
        """Whether the file names drivers of this car that are all unknown to it."""
        return bool(drivers) and not self._drives(number, drivers)

    def who_drove(self, number: str, drivers: Sequence[Person]) -> tuple[str, ...]:
        """The codes of those of a crew whom the file names, if it leaves some of them out; else nothing."""
        codes = self.entries[number].drivers
        if len(drivers) >= len(codes):
            return ()
        named = tuple(
            code
            for code, surname in zip(codes, self._surnames[number], strict=True)
            if surname and any(surname in person.key for person in drivers)
        )
        return named if len(named) == len(drivers) else ()

    def named(self, number: str) -> str:
        """The drivers of a car as text."""
        return " / ".join(self._book.driver(code).name for code in self.entries[number].drivers)
