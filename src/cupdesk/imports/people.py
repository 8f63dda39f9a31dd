"""Names of drivers and nations as timing files print them: in one cell or two, capitals, stars, brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.imports.columns import Column
from cupdesk.imports.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BETWEEN = re.compile(r"\s*(?:/|;|\||\s[-–]\s|\s&\s|\n|,\s(?=[^,]+,))\s*")
_NATION = re.compile(r"\s*\(([A-Z]{3})\)\s*$")
_PARTICLES = {
    "de",
    "di",
    "da",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "le",
    "la",
    "du",
    "dos",
    "ter",
    "ten",
    "al",
    "el",
    "mc",
}
_NATIONS = dict(
    pair.split(":")
    for pair in [
        "DEU:GER",
        "NLD:NED",
        "CHE:SUI",
        "DNK:DEN",
        "PRT:POR",
        "GRC:GRE",
        "HRV:CRO",
        "SVN:SLO",
        "BGR:BUL",
        "LVA:LAT",
        "ZAF:RSA",
        "SAU:KSA",
        "ARE:UAE",
        "MYS:MAS",
        "IDN:INA",
        "PHL:PHI",
        "CHL:CHI",
        "PRY:PAR",
        "URY:URU",
        "MCO:MON",
        "TWN:TPE",
        "VNM:VIE",
        "IRN:IRI",
        "KWT:KUW",
        "LBN:LIB",
        "OMN:OMA",
        "GTM:GUA",
        "CRI:CRC",
        "SLV:ESA",
        "DZA:ALG",
        "UK:GBR",
        "ENG:GBR",
    ]
)
"""Codes of the standard (and of licences) that the sport writes otherwise."""


@dataclass(frozen=True, slots=True)
class Person:
    """A driver as a file names him; `starred` if a star stands after the name."""

    given: str
    surname: str
    nationality: str = ""
    starred: bool = False

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}".strip()

    @property
    def key(self) -> str:
        """The name for comparing, without accents, capitals and blanks."""
        return fold(self.name)


def people(cells: Mapping[Column, Sequence[str]]) -> tuple[Person, ...]:
    """The drivers of a row: surnames beside given names if there are such columns, else names in one cell or several."""
    nations = [*cells.get(Column.NATIONALITY, ())]
    surnames = cells.get(Column.SURNAME, ())
    if surnames:
        givens = [*cells.get(Column.GIVEN, ())] + [""] * len(surnames)
        pairs = [_person(given, surname) for given, surname in zip(givens, surnames, strict=False) if given or surname]
    else:
        names = [part for cell in cells.get(Column.DRIVER, ()) for part in _split(cell)]
        pairs = [split_name(name) for name in names]
    nations += [""] * len(pairs)
    return tuple(
        Person(p.given, p.surname, p.nationality or nation(text), p.starred)
        for p, text in zip(pairs, nations, strict=False)
        if p.name
    )


def _split(cell: str) -> list[str]:
    """The names in a cell: between bars, slashes, semicolons; one comma stands between surname and given name."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def split_name(text: str) -> Person:
    """A name in one cell: `Alessandro PIER GUIDI`, `GUIDI Alessandro`, `Guidi, Alessandro`, `Paul Van Loenhout (AUS)`, `John Dean*`."""
    found = _NATION.search(text)
    nationality = nation(found[1]) if found else ""
    name = _NATION.sub("", text).strip()
    starred = name.endswith("*")
    name = name.rstrip("* ").strip()
    if name.count(",") == 1:
        surname, given = (part.strip() for part in name.split(","))
        return _person(given, surname, nationality, starred)
    words = name.split()
    leading = next((i for i, word in enumerate(words) if not (word.isupper() and len(word) > 1)), 0)
    if leading:  # `EKSTRÖM Bruno`
        return _person(" ".join(words[leading:]), " ".join(words[:leading]), nationality, starred)
    start = _surname_start(words)
    return _person(" ".join(words[:start]), " ".join(words[start:]), nationality, starred)


def _surname_start(words: list[str]) -> int:
    """Where the surname begins: at the words in capitals at the end, else at a particle, else at the last word."""
    capitals = len(words)
    while capitals > 0 and words[capitals - 1].isupper() and len(words[capitals - 1]) > 1:
        capitals -= 1
    if 0 < capitals < len(words):
        return capitals
    first = next((i for i, word in enumerate(words[1:-1], 1) if word.casefold() in _PARTICLES), len(words) - 1)
    return max(first, 0)


def _person(given: str, surname: str, nationality: str = "", starred: bool = False) -> Person:
    starred = starred or surname.rstrip().endswith("*")
    given, surname = given.rstrip("* ").strip(), surname.rstrip("* ").strip()
    if surname.isupper() and len(surname) > 1 and not (given.isupper() and len(given) > 2):
        surname = _lower(surname)
    elif given.isupper() and surname.isupper() and len(given) > 2:
        given, surname = _lower(given), _lower(surname)
    return Person(given, surname, nationality, starred)


def _lower(name: str) -> str:
    """A name in capitals as it is written: `PIER GUIDI` is `Pier Guidi`, `POIRÉ-D'ORS` is `Poiré-D'Ors`."""
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)


def nation(text: str) -> str:
    """A nation as the sport writes it (GER, NED, SUI), from such a code or the one of the standard; "" if it is no code."""
    code = text.strip().upper()
    code = _NATIONS.get(code, code)
    return code if len(code) == 3 and code.isascii() and code.isalpha() else ""
