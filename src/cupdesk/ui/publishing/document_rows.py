"""Published documents as rows of a table: of one session, or of the whole register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.documents import superseded_by
from cupdesk.ui.controls.cells import Run, Runs, run
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.ui.publishing.publishing import state_words
from cupdesk.words.figures import day_month
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cupdesk.rules.book import Book
    from cupdesk.rules.documents import Document
    from cupdesk.words import Words

Key = tuple[str, int]
_SESSION, _BY = 560, 700
_SESSION_AND_BY = 190


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the register shows it; `after` is the number of the one that superseded it, `marked` for a comparison."""

    document: Document
    title: str
    session: str
    edition: str
    posted: str
    after: int | None
    differs: bool
    marked: bool = False

    @property
    def key(self) -> Key:
        """What it is known by: its session and number."""
        return self.document.session, self.document.number

    @property
    def searched(self) -> str:
        """What a filter looks through, in small letters."""
        digest = self.document.copies[0].fingerprint
        parts = (
            str(self.document.number),
            self.session,
            self.title,
            self.edition,
            self.posted,
            self.document.by,
            digest,
        )
        return " ".join(parts).casefold()

    @property
    def fingerprint(self) -> str:
        """The beginning of its fingerprint, as printed."""
        digest = self.document.copies[0].fingerprint
        return f"{digest[:4]} {digest[4:8]}"


def document_rows(
    book: Book, documents: Iterable[Document], words: Words, differing: Collection[Key], marked: Key | None = None
) -> list[DocumentRow]:
    """The rows of these documents, the latest first; `differing` are those that would be printed otherwise now."""
    rows = [
        DocumentRow(
            each,
            each.copy(words.language).title,
            session_and_round(book, each.session, words),
            state_words(each, words),
            f"{day_month(each.posted.date(), words.language)}, {each.posted:%H:%M}" if each.posted else "",
            after.number if (after := superseded_by(book.season, each)) else None,
            (each.session, each.number) in differing,
            (each.session, each.number) == marked,
        )
        for each in documents
    ]
    return rows[::-1]


def columns(words: Words, *, room: int, whole: bool = False) -> list[Column[DocumentRow]]:
    """The columns that fit in `room` pixels at text size 100 %; of the `whole` register also session and operator."""

    def head(key: str) -> str:
        return words(f"session.column.{key}")

    number: Column[DocumentRow] = Column(
        "document", head("document"), lambda row: run(str(row.document.number), strong=True), 44, figures=True
    )
    title: Column[DocumentRow] = Column("title", head("title"), lambda row: _kind(row, words), 96, stretch=True)
    state: Column[DocumentRow] = Column("state", head("state"), lambda row: _state(row, words), 120)
    # What goes last as it narrows comes first here, with the room all up to it need.
    rest: list[tuple[int, Column[DocumentRow]]] = [
        (362, Column("edition", head("edition"), lambda row: row.edition, 150)),
        (502, Column("posted", head("posted"), lambda row: run(row.posted, "text2"), 104)),
        (590, Column("fingerprint", head("fingerprint"), lambda row: run(row.fingerprint, "text2"), 80)),
    ]
    free = room - (_SESSION_AND_BY if whole else 0)
    middle = [column for needed, column in rest if free >= needed]
    if not whole:
        return [number, title, *middle, state]
    session: Column[DocumentRow] = Column("session", head("session"), lambda row: row.session, 150)
    by: Column[DocumentRow] = Column("by", head("by"), lambda row: run(row.document.by, "text2"), 40)
    return [number, *([session] if room >= _SESSION else []), title, *middle, *([by] if room >= _BY else []), state]


def _kind(row: DocumentRow, words: Words) -> Runs:
    key = f"session.publication.short.{row.document.kind}"
    return Runs((Run(words(key) if words.has(key) else row.title),), tip=row.title)


def _state(row: DocumentRow, words: Words) -> Runs:
    if row.after is not None:
        return run(words("session.register.superseded", number=row.after), "text3")
    if row.differs:
        return run(words("session.register.to_revise"), "attention")
    return run(words("session.register.in_force"), "final")


def row_look(row: DocumentRow) -> RowLook:
    """A document marked for a comparison stands out."""
    return RowLook("changed", "accent") if row.marked else RowLook()
