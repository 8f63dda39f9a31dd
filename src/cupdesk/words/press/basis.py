"""What a sentence for the press rests on: figures, sessions and documents, in a few words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.documents import in_force
from cupdesk.rules.settled import settled
from cupdesk.words import figures, names
from cupdesk.words.press.people import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import ClassifiedCar
    from cupdesk.words import Words

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of a section; `rests_on` are its figures and documents, `championship` its code or "".

    `sources` are the sessions it rests on. `marked` is the sentence with its drivers marked (`people.py`), `text` as it
    reads among the facts it was asked for with.
    """

    section: str
    kind: str
    championship: str
    text: str
    rests_on: str
    certain: bool
    sources: tuple[str, ...]
    marked: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the facts of one session; `words` mark the drivers they name."""

    book: Book
    ref: str
    words: Words

    def fact(
        self, section: str, kind: str, marked: str, rests_on: Iterable[str], *, on: tuple[str, ...] = (),
        certain: bool | None = None, championship: str = "",
    ) -> Fact:  # fmt: skip
        """A fact that rests on these sessions (else on this one), certain once they are settled; one that is not says so."""
        sources, words = on or (self.ref,), self.words
        certain = settled(self.book, *sources) if certain is None else certain
        mark = words("rules.title.provisional", sentence="")
        if not certain and not marked.removesuffix(".").endswith(mark):
            marked = words("rules.title.provisional", sentence=marked.removesuffix(".")) + "."
        return Fact(section, kind, championship, plain(marked), joined(rests_on), certain, sources, marked)


def joined(parts: Iterable[str]) -> str:
    """`Overall: 239 – 215 (Ghiretti). Document 29.`"""
    return " ".join(f"{plain(part)}." for part in parts if part)


def races(refs: Iterable[str]) -> str:
    """`MAG R1, MNZ R1`, each kept together."""
    return ", ".join(ref.replace("/", "\u00a0") for ref in refs)


def crew(book: Book, row: ClassifiedCar, words: Words) -> str:
    """Who drove a car; the car itself while nobody is entered in it."""
    said = " / ".join(names.driver_name(book, code, words) for code in row.drivers)
    return said or words("rules.say.car", number=row.number)


def document(book: Book, ref: str, words: Words) -> str:
    """The document a session's result is posted as; "" if it is not."""
    number = book.session(ref).document
    return "" if number is None else words("press.figures.document", number=number)


def source(book: Book, ref: str, words: Words) -> str:
    """A session by name with the document of its result: `Qualifying, document 30`."""
    name = book.session(ref).name[words.language]
    return ", ".join(part for part in (name, _lower_document(book, ref, words)) if part)


def _lower_document(book: Book, ref: str, words: Words) -> str:
    number = book.session(ref).document
    return "" if number is None else words("press.figures.document_low", number=number)


def table_document(book: Book, ref: str, words: Words) -> str:
    """The document of the standings after a race, while they are published."""
    number = next((each.number for each in in_force(book.season, ref) if each.kind == "standings"), None)
    return "" if number is None else words("press.figures.standings", number=number)


def score(book: Book, rules: Championship, after: str, words: Words, about: str = "") -> str:
    """`239 – 215 (Ghiretti)`: the leader against whom it is about, else the second."""
    table = book.standings(rules.code, after)
    if len(table.rows) < 2:
        return figures.points(table.rows[0].points, words.language)
    first, second = table.rows[0], table.row(about) or table.rows[1]
    if second is first:
        second = table.rows[1]
    return words(
        "press.figures.score",
        first=figures.points(first.points, words.language),
        second=figures.points(second.points, words.language),
        rival=names.key_name(book, rules, second.key, words),
    )


def table(book: Book, rules: Championship, after: str, words: Words, about: str = "") -> str:
    """`Overall: 239 – 215 (Ghiretti)`."""
    said = score(book, rules, after, words, about)
    return words("press.figures.table", table=rules.name[words.language], score=said)


def after(book: Book, rules: Championship, ref: str, words: Words, about: str = "") -> str:
    """`After LEC R1: 212 – 207 (Ghiretti)`."""
    return words("press.figures.after", session=races((ref,)), score=score(book, rules, ref, words, about))


def ahead(first: ClassifiedCar, second: ClassifiedCar, words: Words) -> str:
    """How far a car is ahead of another: `0.187 s`, `1:03.099`, `1 lap`; "" where that is not known, or nothing."""
    if first.laps is not None and second.laps is not None and first.laps != second.laps:
        return figures.laps_gap(first.laps - second.laps, words.language)
    if first.time_ms is None or second.time_ms is None or second.time_ms <= first.time_ms:
        return ""
    return seconds(second.time_ms - first.time_ms, words)


def seconds(ms: int, words: Words) -> str:
    """A small difference of times in words' language: `0,187 s`; from a minute on `1:03.099`."""
    if ms >= MINUTE:
        return figures.clock(ms)
    return f"{figures.decimal(Fraction(ms, 1000), 3, words.language)}\u00a0s"


def against(first: ClassifiedCar, second: ClassifiedCar, words: Words) -> str:
    """`32:06.943 against 32:07.130`; the one time that is known; "" if none is."""
    if first.time_ms is None:
        return ""
    if second.time_ms is None or first.laps != second.laps:
        return figures.clock(first.time_ms)
    return words("press.figures.against", first=figures.clock(first.time_ms), second=figures.clock(second.time_ms))
