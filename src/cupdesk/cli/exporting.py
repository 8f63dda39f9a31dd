"""What `cupdesk export` writes: the documents of a session or the season, one decision, or a results book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.cli import names
from cupdesk.rules.book import Book
from cupdesk.sheets.documents.decision_sheet import decision_sheet
from cupdesk.sheets.export import export, export_book, write_all
from cupdesk.sheets.publish import WITH_RESULT
from cupdesk.sheets.register import DOCUMENTS, files
from cupdesk.sheets.sheet import BOOK
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from cupdesk.rules.model import Season


def written(args: Namespace, season: Season) -> list[Path]:
    """Write what the call asks for, all of it or nothing; the folder is made, and taken away again if nothing is written."""
    _refuse_contradictions(args)
    new = [folder for folder in (args.to, *args.to.parents) if not folder.exists()]
    session = names.session_ref(season, args.session) if args.session else None
    round_ = names.round_named(season, args.round) if args.round else None
    try:
        args.to.mkdir(parents=True, exist_ok=True)
        return _write(args, Book(season), session, round_)
    except OSError as error:
        raise Trouble("cli.unwritable", folder=args.to) from error
    except Trouble:
        for folder in new:
            folder.rmdir()
        raise


def _write(args: Namespace, book: Book, session: str | None, round_: str | None) -> list[Path]:
    if args.document == (BOOK,):
        return export_book(book, args.to, args.format, args.language, round_)
    if args.decision is not None and session is not None:
        sheet = decision_sheet(book, session, args.decision, args.language)
        return write_all(args.to, files((sheet,), sheet.slug, args.format), args.language)
    return export(book, args.to, args.format, args.language, session, args.document or WITH_RESULT)


def _refuse_contradictions(args: Namespace) -> None:
    """`Trouble` for what cannot be meant together, or is not known."""
    kinds = args.document or ()
    for kind in kinds:
        if kind not in (*DOCUMENTS, BOOK):
            raise Trouble("cli.document_unknown", said=kind, known=", ".join((*DOCUMENTS, BOOK)))
    if BOOK in kinds and (len(kinds) > 1 or args.session or args.decision is not None):
        raise Trouble("cli.book_alone")
    if args.round and BOOK not in kinds:
        raise Trouble("cli.round_of_book")
    if args.decision is not None and not args.session:
        raise Trouble("cli.decision_where")
