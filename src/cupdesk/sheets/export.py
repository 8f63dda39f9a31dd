"""Documents into a folder: all of them or none, whatever happens to the disk."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk.sheets.frame import slug
from cupdesk.sheets.frozen import reprint
from cupdesk.sheets.letterhead import languages
from cupdesk.sheets.publish import WITH_RESULT, current, kinds_of
from cupdesk.sheets.register import DOCUMENTS, OF_MEETING, OF_SEASON, files
from cupdesk.words import Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.documents import Document
    from cupdesk.sheets.sheet import Sheet

WHOLE, WEB = "xlsx", "html"
"""The format that keeps all documents of a session in one file, and the one that makes a site of them, in every language."""
_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "taken",
    errno.ENOTEMPTY: "taken",
}


def export(
    book: Book,
    to: Path,
    formats: tuple[str, ...],
    language: str,
    session: str | None = None,
    kinds: tuple[str, ...] = WITH_RESULT,
) -> list[Path]:
    """Write the documents of a session, or of the whole season, to the folder `to`; returns the paths.

    A race: its classification, by category, the standings after it, its grid. A qualifying or practice session: its
    result. The season: the same for every session with a result, but the standings as files of their own only after the
    last race, and the rule book. Files are named by cup, round, session, document and language, and take the place of
    older ones. Other `kinds` than those: of that session, or of every race.
    `Trouble` if nothing can be made or written; then the folder is as it was.
    """
    made: list[tuple[str, bytes]] = []
    for each in _sets(book, language, session, kinds):
        made += files(each.sheets, each.stem, [form for form in formats if form == WHOLE])
        made += files(each.single, each.stem, [form for form in formats if form not in (WHOLE, WEB)])
    for build in OF_SEASON.values() if session is None else ():
        sheet = build(book, language)
        made += files((sheet,), sheet.slug, [form for form in formats if form != WEB])
    if WEB in formats:
        from cupdesk.sheets.web.site import site  # only a site needs it

        spoken = (language, *(other for other in languages(book) if other != language))
        made += site(
            [[s for each in _sets(book, one, session, kinds) for s in each.single] for one in spoken], book.season
        )
    return write_all(to, made, language)


def export_document(book: Book, document: Document, to: Path, formats: tuple[str, ...], language: str) -> list[Path]:
    """Write a published document as it was to the folder `to`; returns the paths. `Trouble` as with `export`."""
    sheet = reprint(book.season, document, language)
    sheet = replace(sheet, slug=f"{sheet.slug}-document-{document.number}")
    return write_all(to, files((sheet,), sheet.slug, formats), language)


def export_regulations(book: Book, to: Path, formats: tuple[str, ...], language: str) -> list[Path]:
    """Write the rule book of the season to the folder `to`; returns the paths. `Trouble` as with `export`."""
    sheet = OF_SEASON["regulations"](book, language)
    return write_all(to, files((sheet,), sheet.slug, formats), language)


def export_book(book: Book, to: Path, formats: tuple[str, ...], language: str, round_code: str | None) -> list[Path]:
    """Write the results book of a meeting, or of the season, to the folder `to`; returns the paths. `Trouble` as with `export`."""
    from cupdesk.sheets.documents.results_book import book_files  # only a book needs it

    return write_all(to, book_files(book, language, round_code, formats), language)


@dataclass(frozen=True, slots=True)
class Set:
    """The documents of one session: all of them for its workbook, those that get a file of their own, the common stem."""

    stem: str
    sheets: tuple[Sheet, ...]
    single: tuple[Sheet, ...]


def _sets(book: Book, language: str, session: str | None, kinds: tuple[str, ...]) -> list[Set]:
    if session is not None:
        if session not in book.sessions():
            raise Trouble("documents.trouble.no_session", session=session)
        return [_set(book, session, language, kinds, last=("standings", *OF_MEETING))]
    races = [ref for ref in book.races() if book.has_result(ref)]
    if not races:
        raise Trouble("documents.trouble.nothing")
    held = [ref for ref in book.sessions() if book.has_result(ref) and not book.session(ref).cancelled]
    refs = held if kinds == WITH_RESULT else races
    made = [_set(book, ref, language, _there(book, ref, kinds), last=_last(book, ref, races)) for ref in refs]
    if not any(each.sheets for each in made):
        raise Trouble("documents.trouble.nothing")
    return [each for each in made if each.sheets]


def _there(book: Book, ref: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds without those, asked for of a whole season, that this meeting has nothing to say in."""
    return tuple(kind for kind in kinds if kind in WITH_RESULT or kind in kinds_of(book, ref))


def _last(book: Book, ref: str, races: list[str]) -> tuple[str, ...]:
    """The kinds of which this race has the last word: of the season, of its meeting."""
    here = [race for race in races if book.round_of(race) is book.round_of(ref)]
    return (("standings",) if ref == races[-1] else ()) + (OF_MEETING if here[-1:] == [ref] else ())


def _set(book: Book, ref: str, language: str, kinds: tuple[str, ...], *, last: tuple[str, ...]) -> Set:
    """The documents of these kinds; the standings and what is of the whole meeting as files of their own once, by `last`."""
    if kinds == WITH_RESULT:
        wanted = [kind for kind in kinds_of(book, ref) if kind in kinds]
        if not wanted:
            raise Trouble("documents.trouble.no_result", session=ref)
    else:
        categories = bool(book.season.regulations.categories)
        wanted = [kind for kind in DOCUMENTS if kind in kinds and (categories or kind != "by_category")]
    sheets = tuple(current(book, ref, kind, language) for kind in wanted)
    single = tuple(sheet for sheet in sheets if sheet.kind in last or sheet.kind not in ("standings", *OF_MEETING))
    # A workbook of other documents than usual must not take the place of the usual one.
    stem = slug(book, ref, "" if kinds == WITH_RESULT else "-".join(wanted).replace("_", "-"))
    return Set(stem, sheets, single)


def write_all(folder: Path, made: Sequence[tuple[str, bytes]], language: str) -> list[Path]:
    """Write every file beside its place, then put all in place; on a failure the folder is as it was and `Trouble` says why."""
    mark = secrets.token_hex(4)
    files = [(folder / name, folder / f".{name}.{mark}.part", folder / f".{name}.{mark}.old") for name, _ in made]
    at = ""
    try:
        for (path, part, _), (_, content) in zip(files, made, strict=True):
            at = path.name
            _write(part, content)
        for path, part, old in files:
            at = path.name
            if path.is_file():
                path.replace(old)
            part.replace(path)
    except OSError as error:
        _put_back(files)
        reason = reason_of(error, Words(language))
        raise Trouble("documents.trouble.cannot_write", file=at, folder=str(folder), reason=reason) from error
    for _, _, old in files:
        old.unlink(missing_ok=True)
    return [path for path, _, _ in files]


def reason_of(error: OSError, words: Words) -> str:
    """Why the disk would not, in a person's words."""
    return words(f"documents.reason.{_REASONS.get(error.errno or 0, 'other')}")


def _put_back(files: Sequence[tuple[Path, Path, Path]]) -> None:
    """Undo what has been done: new files away, older ones back in their places."""
    for path, part, old in files:
        with suppress(OSError):
            if old.exists():
                old.replace(path)
            elif not part.exists() and path.is_file():
                path.unlink()
            part.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write and make sure that it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
