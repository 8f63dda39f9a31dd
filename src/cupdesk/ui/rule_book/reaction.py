"""What follows from a rule book while it is being changed: the tables it gives, what it alters, or why it cannot be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.edits import SetRegulations
from cupdesk.ui.rule_book.parts import published_sentence, refusal
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.seasons.draft import Draft
    from cupdesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class Reaction:
    """The book under the draft (`None`: as on file, or none), why there is none, and what to say where: path, sentence, tone.

    `last` is said at the setting changed last; `good`: it can be taken.
    """

    book: Book | None
    waiting: str
    said: tuple[tuple[str, str, str], ...]
    last: tuple[str, ...]
    good: bool


def reaction(draft: Draft, context: Context) -> Reaction:
    """What follows from a draft."""
    words, n = context.words, draft.n
    said: list[tuple[str, str, str]] = []
    book: Book | None = None
    waiting = ""
    try:
        season = draft.season()
        book = context.desk.what_if(SetRegulations(season.regulations)) if n else None
        for caution in draft.cautions(season):
            path = draft.field_of(caution)
            said.append((path, refusal(caution, path, words), "attention"))
    except Trouble as trouble:
        path = draft.field_of(trouble)
        waiting = refusal(trouble, path, words)
        said.append((path, waiting, "problem"))
    last = [published_sentence(context.book, book, words)] if book is not None else []
    if n and context.read_only:
        last.append(words("rulebook.read_only"))
    good = bool(n) and not waiting and not context.read_only
    return Reaction(book, waiting, tuple(said), tuple(sentence for sentence in last if sentence), good)
