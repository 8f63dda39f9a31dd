"""The files of an import as rows: where each goes, which edition it is, what it differs in from the one that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.imports import Import, say, versus
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.imports import Filed, Versus
    from cupdesk.rules.book import Book
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class FileRow:
    """One of several files: its name, whose layout, where it goes, which edition, its cars, what it differs in from the one chosen."""

    at: int
    name: str
    layout: str
    place: str
    edition: str
    cars: int
    differs: str
    chosen: bool
    problem: bool


def edition_name(filed: Filed, words: Words) -> str:
    """Provisional, official, hour 4: as far as the file says."""
    if filed.recognised is None:
        return ""
    edition = filed.recognised.source.edition
    said = {True: "official", False: "provisional", None: ""}[edition.official]
    hour = words("imports.edition.hour", hour=edition.hour) if edition.hour else ""
    return ", ".join(part for part in (words(f"imports.edition.{said}") if said else "", hour) if part)


def file_rows(files: Sequence[Filed], book: Book, words: Words) -> list[FileRow]:
    """Each file, with what it differs in from the one chosen for the same session."""
    rows = []
    for at, filed in enumerate(files):
        if filed.trouble is not None or filed.recognised is None:
            said = words(filed.trouble.key, **filed.trouble.values) if filed.trouble else ""
            rows.append(FileRow(at, filed.path.name, "", "", "", 0, said, chosen=False, problem=True))
            continue
        layout = say.layout_name(filed.recognised.layout, words)
        place = place_name(filed, book, words, alone=_one_round(files, book))
        said = words(filed.apart.key, **filed.apart.values) if filed.apart else against(filed, files, words)
        edition = edition_name(filed, words)
        name = filed.path.name
        rows.append(
            FileRow(
                at, name, layout, place, edition, filed.cars, said, chosen=filed.chosen, problem=filed.apart is not None
            )
        )
    return rows


def _one_round(files: Sequence[Filed], book: Book) -> bool:
    """Whether all files go into sessions of one round, which then need not be named."""
    return len({book.round_of(each.place).code for each in files if each.place and not each.entries}) == 1


def place_name(filed: Filed, book: Book, words: Words, *, alone: bool = False) -> str:
    """Where a file goes: a session (`alone`: without its round), a round, or the whole season."""
    if alone and filed.place and not filed.entries:
        return book.session(filed.place).name[words.language]
    if not filed.entries:
        return session_and_round(book, filed.place, words) if filed.place else ""
    name = next((each.name for each in book.season.rounds if each.code == filed.place), None)
    return name[words.language] if name else words("imports.entries.season")


def against(filed: Filed, files: Sequence[Filed], words: Words) -> str:
    """What a file differs in from the one chosen for its session, in a few words; "" for the one chosen."""
    if filed.whole is not None and filed.found is not None:
        parts = [words("imports.join.part", n=filed.cars, all=len(filed.whole.found.taken))]
        if left := len(filed.found.not_taken):
            parts.append(words("imports.join.left", n=left))
        return " · ".join(parts)
    chosen = next((each for each in files if each.chosen and each.slot == filed.slot and each.slot), None)
    if chosen is None or chosen is filed:
        return ""
    if not isinstance(filed.found, Import) or not isinstance(chosen.found, Import):
        return ""
    return _differences(versus(filed.found, chosen.found), words)


def _differences(found: Versus, words: Words) -> str:
    if not found:
        return words("imports.versus.same")
    parts = [
        words(f"imports.versus.{key}", n=len(cars), cars=", ".join(cars[:4]) + (" …" if len(cars) > 4 else ""))
        for key, cars in (
            ("places", found.places),
            ("times", found.times),
            ("only_here", found.only_here),
            ("only_there", found.only_there),
        )
        if cars
    ]
    return " · ".join(parts)


def others_of(files: Sequence[Filed], at: int, most: int = 2) -> list[Filed]:
    """The other results of the session of this file, for the columns beside it."""
    slot = files[at].slot
    if slot is None or slot[1]:
        return []
    whole = files[at].whole
    return [
        each
        for i, each in enumerate(files)
        if i != at and each.slot == slot and (whole is None or each.whole is not whole)
    ][:most]
