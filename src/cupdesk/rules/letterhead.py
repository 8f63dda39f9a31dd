"""How the organiser's documents look: logo, sponsors, colours, lines of the head and the foot, paper, columns, who signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cupdesk.rules.session import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.model import Season
    from cupdesk.rules.pictures import Picture

FIELDS = ("cup", "year", "round", "circuit", "session", "title", "document", "date")
"""What a line of the head or the foot can name in braces: `{cup}`; each document fills it in."""
MOST_LINES, MOST_PICTURES, LONGEST_LINE = 3, 12, 120
COLUMNS = ("nationality", "team", "category", "laps", "interval", "speed", "best", "on_lap", "moved", "behind")
"""The columns a document can do without; never place, number, name, time, gap or points: they make it official."""
DOCUMENTS = (
    "classification",
    "by_category",
    "standings",
    "qualifying",
    "grid",
    "titles",
    "points",
    "press",
    "entries",
    "decision_list",
    "decision",
    "regulations",
    "book",
)
"""The kinds of documents, as in the register of sheets."""
ROLES = ("clerk", "timekeeper", "steward", "director", "scrutineer", "secretary")
"""Who can sign, in the order of their places on the sheet."""
_FIELD = re.compile(r"\{([^{}]*)\}")


class Paper(StrEnum):
    """The paper of all documents."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture in its place: which one (its digest), and in words what it shows, for those who hear the page."""

    picture: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The columns that a kind of document does without."""

    document: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a kind of document, by role; none: nobody."""

    document: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The organiser's look of every document; without any of it they are plain.

    `colour` is the bar at the head, `second` its other part ("" for none). `head` and `foot` are lines with `FIELDS`.
    `languages` are those documents are published in (none: all). `left_out` and `signing` name kinds of documents.
    """

    logo: Emblem | None = None
    strip: tuple[Emblem, ...] = ()
    colour: str = "#C8102E"
    second: str = ""
    head: tuple[Text, ...] = ()
    foot: tuple[Text, ...] = ()
    paper: Paper = Paper.A4
    languages: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    signing: tuple[Signing, ...] = ()

    def pictures(self) -> tuple[str, ...]:
        """The digests of the pictures it shows, each once, the logo first."""
        shown = (*((self.logo,) if self.logo else ()), *self.strip)
        return tuple(dict.fromkeys(emblem.picture for emblem in shown))

    def columns_left_out(self, document: str) -> tuple[str, ...]:
        """The columns that this kind of document does without."""
        return next((each.columns for each in self.left_out if each.document == document), ())

    def signing_roles(self, document: str) -> tuple[str, ...] | None:
        """Who signs this kind of document; `None`: whoever usually does."""
        return next((each.roles for each in self.signing if each.document == document), None)


PLAIN = Letterhead()
"""No look of one's own."""


def unknown_field(line: str) -> str | None:
    """The first word in braces of a line that no document can fill in; `None` if it has none."""
    return next((name for name in _FIELD.findall(line) if name not in FIELDS), None)


def filled(line: str, values: dict[str, str]) -> str:
    """A line with its fields filled in; what is not known is left out."""
    return _FIELD.sub(lambda found: values.get(found[1], ""), line).strip()


def pictures_in_use(season: Season, known: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Those of these pictures that the letterhead or a published document shows, in the order they came, each once."""
    named = set(_named(season))
    by_digest = {picture.digest: picture for picture in reversed(known)}
    return tuple(by_digest[digest] for digest in dict.fromkeys(p.digest for p in known) if digest in named)


def _named(season: Season) -> Iterator[str]:
    yield from season.letterhead.pictures()
    for document in season.documents:
        yield from document.pictures
