"""Finding the car that is meant: by number, or by the start of a driver's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.lines.reading import Refused
from cupdesk.lines.typed import digits, fold
from cupdesk.rules.edits import EnterCar
from cupdesk.rules.field import number_key
from cupdesk.words.names import driver_name

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Entry
    from cupdesk.words import Words


class Cars:
    """The cars entered in the round of a session, as a person names them."""

    def __init__(self, book: Book, ref: str, words: Words) -> None:
        self._book = book
        self._words = words
        self.round = book.season.round_of(ref)
        self.entries = book.entries(self.round.code)

    def label(self, number: str) -> str:
        """Number and surname, as sentences name a car: `21 Boullery`."""
        entry = self.entries.get(number) or self.elsewhere(number)
        return f"{number} {'/'.join(self._surnames(entry))}".strip() if entry else number

    def sentence(self, number: str) -> str:
        """What completion shows: `24  LEROY Alexandre · Am · TFT Racing`."""
        entry = self.entries[number]
        drivers = [self._book.driver(code) for code in entry.drivers]
        names = " / ".join(f"{d.surname.upper()} {d.given}".strip() for d in drivers)
        team = self._book.team(entry.team) if entry.team else None
        parts = [names, self.category(entry), (team.short or team.name) if team else ""]
        return f"{number}  {' · '.join(part for part in parts if part)}"

    def category(self, entry: Entry) -> str:
        """The name of an entry's category in the language of the window."""
        for category in self._book.season.regulations.categories:
            if category.code == entry.category:
                return category.name[self._words.language]
        return entry.category

    def elsewhere(self, number: str) -> Entry | None:
        """The season's entry of this number that is not in this round."""
        if number in self.entries:
            return None
        return next((entry for entry in self._book.season.entries if entry.number == number), None)

    def find(self, text: str) -> str:
        """The number of the one car meant; raises `Refused` if there is none or several."""
        if text in self.entries:
            return text
        if not text or text[0].isdigit():
            raise self._unknown(text)
        found = self._surnamed(text) or self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{self._surname_for(number, text)} {number}" for number in found)
            raise Refused("lines.several", unfinished=True, text=text, names=names)
        if not self.entries:
            raise self._unknown(text)
        raise Refused("lines.nobody", text=text, at=self.place())

    def find_or_enter(self, text: str, *, insist: bool) -> tuple[str, tuple[EnterCar, ...]]:
        """The car meant, and the edit that enters one of another round as a guest of this one if the line insists."""
        try:
            return self.find(text), ()
        except Refused as refused:
            entry = self.elsewhere(text)
            if not (refused.insist and insist) or entry is None:
                raise
        guest = replace(entry, rounds=(self.round.code,), changes=(), guest=True)
        self.entries = {**self.entries, text: guest}
        return text, (EnterCar(guest),)

    def named(self, text: str) -> list[str]:
        """The numbers of the cars with a driver whose surname starts so; if none, whose given name does."""
        start = fold(text)
        by_surname, by_given = [], []
        for number, entry in self.entries.items():
            drivers = [self._book.driver(code) for code in entry.drivers]
            if any(fold(f"{d.surname} {d.given}").startswith(start) for d in drivers):
                by_surname.append(number)
            elif any(fold(f"{d.given} {d.surname}").startswith(start) for d in drivers):
                by_given.append(number)
        return by_surname or by_given

    def _surnamed(self, text: str) -> list[str]:
        """The one car with a driver of exactly this surname, if another's only begins so (Martin, Martinez)."""
        whole = fold(text)
        found = [
            number
            for number, entry in self.entries.items()
            if any(fold(self._book.driver(code).surname) == whole for code in entry.drivers)
        ]
        return found if len(found) == 1 else []

    def starting(self, text: str) -> list[str]:
        """The numbers of the cars that a half-typed number or name may still mean."""
        if not text:
            return []
        return [number for number in self.entries if number.startswith(text)] or self.named(text)

    def near(self, number: str) -> list[str]:
        """Up to three entered numbers that a slip of one key away from `number`, in order."""
        slips = [(slip, other) for other in self.entries if (slip := _slip(number, other)) < 3]
        close = sorted(slips, key=lambda slip: (slip[0], _distance(number, slip[1]), slip[1]))[:3]
        return sorted((other for _, other in close), key=number_key)

    def place(self) -> str:
        """The round's name as a place: `à Paul Ricard`, `at Paul Ricard`."""
        name = self.round.name[self._words.language]
        if self._words.language == "fr":
            for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
                if name.startswith(article):
                    return contracted + name.removeprefix(article)
        return self._words("lines.at", place=name)

    def _unknown(self, number: str) -> Refused:
        if self.elsewhere(number) is not None:
            return Refused("lines.not_in_round", insist=True, number=number)
        if not self.entries:
            return Refused("lines.nobody_entered", at=self.place())
        near = self.near(number)
        if near:
            return Refused("lines.unknown_number_near", number=number, at=self.place(), near=", ".join(near))
        return Refused("lines.unknown_number", number=number, at=self.place())

    def _surnames(self, entry: Entry) -> list[str]:
        return [driver_name(self._book, code, self._words) for code in entry.drivers]

    def _surname_for(self, number: str, text: str) -> str:
        """The surname of the driver of this car whose name starts so."""
        start = fold(text)
        for code in self.entries[number].drivers:
            driver = self._book.driver(code)
            if any(fold(name).startswith(start) for name in (f"{driver.surname} {driver.given}", driver.name)):
                return driver.surname
        return ""


def _slip(typed: str, number: str) -> int:
    """How a number may have been mistyped: 0 one wrong digit, 1 two digits swapped, 2 one too many or missing, 3 otherwise."""
    if len(typed) == len(number):
        wrong = [i for i in range(len(typed)) if typed[i] != number[i]]
        if len(wrong) == 1 and len(typed) > 1:
            return 0
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(typed) == sorted(number)
        return 1 if swapped else 3
    longer, shorter = (typed, number) if len(typed) > len(number) else (number, typed)
    one_more = len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )
    return 2 if one_more else 3


def _distance(typed: str, number: str) -> int:
    return abs(int(typed) - int(number)) if digits(typed) and digits(number) and len(typed) < 10 else 0
