"""A table of the season as text: what a row says, which edits another text means, what is refused and at which cell.

One road for a cell edited, a row added and a block pasted: the texts of a row, by field, become edits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cupdesk.words.names import listed
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season
    from cupdesk.words import Words

Texts = dict[str, str]
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a register: its key (words `setup.field.<key>`), the words a pasted head may have for it beside those
    that every list shares (`words/heads.py`).

    `needed`: a row cannot be without it. `shown` only: it follows from others and is not written.
    """

    key: str
    heads: tuple[str, ...] = ()
    needed: bool = False
    shown: bool = False


class Refusal(Trouble):
    """A text that a cell does not take; `field` says which one."""

    def __init__(self, key: str, field: str, **values: object) -> None:
        super().__init__(key, **values)
        self.field = field


class Register(Protocol):
    """A table of the season. Rows are values of any type; `was` is `None` for a new one.

    `edits` and `removal` raise `Refusal` and have changed nothing; `edits` is given a text for every field, and
    `row_edits` is who refuses what is needed and empty.
    """

    name: str
    fields: tuple[Field, ...]

    def rows(self, season: Season) -> tuple[Any, ...]:
        """Its rows, in order."""

    def texts(self, season: Season, row: Any, words: Words) -> Texts:
        """What each cell of a row says, as it is typed."""

    def find(self, season: Season, texts: Texts) -> Any | None:
        """The row a pasted line is about, by its number, name or code; `None`: a new one."""

    def edits(self, season: Season, was: Any | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """What makes the row say these texts."""

    def removal(self, season: Season, row: Any, words: Words) -> tuple[Edit, ...]:
        """What takes the row away; refused with what uses it."""

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """What a cell is completed to; empty for free text."""


def missing(register: Register, texts: Texts) -> str:
    """The first needed field that is empty; "" if none is."""
    return next((field.key for field in register.fields if field.needed and not texts.get(field.key, "").strip()), "")


def row_edits(register: Register, season: Season, was: Any | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
    """What makes a row say these texts; refused also while something needed is empty."""
    full = {field.key: texts.get(field.key, "") for field in register.fields}
    if field := missing(register, full):
        raise Refusal("setup.refused.empty", field, what=words(f"setup.field.{field}"))
    return register.edits(season, was, full, words)


def session_said(season: Season, ref: str, words: Words) -> str:
    """A session inside its season: `Paul Ricard, race 2`."""
    name = season.session(ref).name[words.language]
    return f"{season.round_of(ref).name[words.language]}, {name[:1].lower()}{name[1:]}"


def sessions_said(season: Season, refs: tuple[str, ...], words: Words) -> str:
    """Sessions in a sentence, the first few by name."""
    said = [session_said(season, ref, words) for ref in refs[:MOST_NAMED]]
    more = len(refs) - len(said)
    return listed([*said, words("setup.more", n=more)] if more else said, words)
