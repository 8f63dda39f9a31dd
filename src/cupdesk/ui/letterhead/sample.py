"""A real document of the season to try a letterhead on: of which session, of which kinds, and what it can do without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import COLUMNS, PLAIN, ROLES
from cupdesk.sheets.publish import kinds_of
from cupdesk.sheets.register import DOCUMENTS, OF_SEASON
from cupdesk.words import Words

if TYPE_CHECKING:
    from cupdesk.rules.letterhead import Letterhead
    from cupdesk.rules.model import Season
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class Own:
    """What a kind of document has of its own: the columns it can do without, and the roles that usually sign it."""

    kind: str
    title: str
    columns: tuple[str, ...]
    signing: tuple[str, ...]


class Sample:
    """The documents of the session turned to; else of the latest race with a result; else of the first session."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._of: tuple[Season, str] | None = None
        self._session = ""
        self._kinds: tuple[str, ...] = ()

    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents there are to try it on; with none of them it is the rule book.

        Which there are is found by making them all, so it is found once for the facts as they are.
        """
        book, turned_to = self._context.book, self._context.session
        plain = replace(book.season, letterhead=PLAIN, pictures=())
        if self._of is None or self._of[1] != turned_to or self._of[0] != plain:
            self._of = (plain, turned_to)
            held = [ref for ref in book.races() if book.has_result(ref)]
            others = held[-1:] or book.sessions()[:1]
            wanted = [turned_to, *others] if turned_to in book.sessions() else others
            found = ((ref, kinds_of(book, ref)) for ref in wanted)
            self._session, self._kinds = next((each for each in found if each[1]), ("", ()))
        return self._kinds

    def sheet(self, kind: str, letterhead: Letterhead) -> Sheet:
        """The document of a kind in a letterhead. `Trouble` if it cannot be made."""
        book, language = self._context.book, self._context.document_language
        dressed = Book(apply(book.season, SetLetterhead(letterhead)), book)
        if kind not in self.kinds():
            return OF_SEASON["regulations"](dressed, language)
        return DOCUMENTS[kind](dressed, self._session, language)

    def own(self, kind: str, letterhead: Letterhead) -> Own:
        """What the kind of document has of its own. `Trouble` if it cannot be made."""
        whole = self.sheet(kind, replace(letterhead, left_out=(), signing=()))
        there = {column.key for table in whole.tables for column in table.columns}
        words, signed = Words(whole.language), [signature.role for signature in whole.signatures]
        return Own(
            whole.kind,
            f"{whole.session} – {whole.title}",
            tuple(key for key in COLUMNS if key in there),
            tuple(role for role in ROLES if words(f"documents.role.{role}") in signed),
        )
