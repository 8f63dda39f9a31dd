"""The results book of a meeting or of a season: a cover with the contents, then every final document, each as it is.

Podiums and contents are read off the documents themselves, so a book of published documents says what they said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cupdesk.rules.documents import in_force
from cupdesk.rules.session import SessionState
from cupdesk.sheets.finals import final_of, final_of_meeting, is_final
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.letterhead import languages, signing
from cupdesk.sheets.podiums import podiums
from cupdesk.sheets.register import DOCUMENTS, OF_MEETING, files
from cupdesk.sheets.seal import sealed
from cupdesk.sheets.sheet import BOOK, Block, Column, Kind, Leaf, Row, Status, Table
from cupdesk.sheets.web.site import site
from cupdesk.words import Words, figures
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.documents import Document
    from cupdesk.rules.model import Round
    from cupdesk.sheets.sheet import Sheet

SIGNING = ("clerk", "timekeeper")
_OF_TABLES = ("standings", "titles")
"""Documents that a later one says again: those that were not published are in the book once, at its end."""
_ORDER = ("entries", "qualifying", "grid", "classification", "by_category", "points", "standings", "titles", "press")
_COLUMNS = (
    ("document", Kind.NUMBER),
    ("contents", Kind.TEXT),
    ("document_status", Kind.TEXT),
    ("document_posted", Kind.TEXT),
    ("fingerprint", Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a book holds of one meeting: documents with the sessions they are of, and what it lacks."""

    round: Round
    documents: tuple[tuple[str, Sheet], ...]
    lacking: tuple[str, ...] = ()


def results_book(book: Book, language: str, round_code: str | None = None) -> tuple[Sheet, ...]:
    """The sheets of the results book of a meeting, or of the season: cover and contents first. `Trouble` if nothing is final."""
    words = Words(language)
    rounds = [each for each in book.season.rounds if round_code in (None, each.code)]
    chapters = [_chapter(book, each, words, whole=round_code is None) for each in rounds]
    where = rounds[0].name[language] if round_code else f"{book.season.cup} {book.season.year}"
    if not any(chapter.documents for chapter in chapters):
        raise Trouble("documents.trouble.nothing_final", round=where)
    sheets = tuple(sheet for chapter in chapters for _, sheet in chapter.documents)
    return (_cover(book, rounds[0] if round_code else None, chapters, sheets, words), *sheets)


def book_files(book: Book, language: str, round_code: str | None, formats: Sequence[str]) -> list[tuple[str, bytes]]:
    """The files of a results book: one PDF, one workbook, a site of all its pages; as csv and json its contents."""
    sheets = results_book(book, language, round_code)
    cover = sheets[0]
    made = files(sheets, cover.slug, [form for form in formats if form == "xlsx"])
    if "pdf" in formats:
        from cupdesk.sheets.pdf import pdf  # only paper needs Typst

        made.append((f"{cover.slug}-{language}.pdf", pdf(*sheets)))
    made += files(sheets[:1], cover.slug, [form for form in formats if form in ("csv", "json")])
    if "html" in formats:
        others = [results_book(book, other, round_code) for other in languages(book) if other != language]
        made += site([sheets, *others])
    return made


def _chapter(book: Book, round_: Round, words: Words, *, whole: bool) -> Chapter:
    refs = [ref for ref in book.sessions() if book.round_of(ref) is round_]
    final = [ref for ref in refs if is_final(book, ref)]
    lacking = [*_lacking(book, refs, words)]
    if not final:
        return Chapter(round_, (), tuple(lacking))
    ended = book.races() if whole else [ref for ref in refs if ref in book.races()]
    last = next((ref for ref in reversed(ended) if is_final(book, ref)), "")
    documents = [
        (ref, sheet)
        for ref in final
        for sheet in sorted(final_of(book, ref, words.language), key=_place)
        if sheet.kind not in OF_MEETING and (sheet.document or sheet.kind not in _OF_TABLES or ref == last)
    ]
    around = {kind: final_of_meeting(book, round_, kind, words.language) for kind in OF_MEETING}
    before = [(round_.code, sheet) for kind, sheet in around.items() if sheet and kind == "entries"]
    after = [(round_.code, sheet) for kind, sheet in around.items() if sheet and kind != "entries"]
    kept = tuple(each for each in (*before, *documents, *after) if each[1].status is Status.FINAL)
    return Chapter(round_, kept, tuple(lacking))


def _place(sheet: Sheet) -> int:
    return _ORDER.index(sheet.kind) if sheet.kind in _ORDER else len(_ORDER)


def _lacking(book: Book, refs: list[str], words: Words) -> Iterator[str]:
    """What is not in the book because it is not final, in words: sessions, and single documents of final ones."""
    for ref in refs:
        session = book.session(ref)
        name = session.name[words.language]
        if session.cancelled:
            yield words("documents.book.cancelled", session=name)
        elif not book.has_result(ref):
            yield words("documents.book.no_result", session=name)
        elif not is_final(book, ref):
            yield words("documents.book.not_final", what=name, state=_lower(session.state, words))
        else:
            yield from (_open(each, words) for each in in_force(book.season, ref) if _not_final(each))


def _not_final(document: Document) -> bool:
    return document.state is not SessionState.FINAL and document.kind in DOCUMENTS


def _open(document: Document, words: Words) -> str:
    title = document.copy(words.language).title
    state = _lower(document.state, words)
    return words("documents.book.document_not_final", number=document.number, title=title, state=state)


def _lower(state: SessionState, words: Words) -> str:
    return words(f"documents.title.{state.value}").lower()


# -- the cover
def _cover(book: Book, round_: Round | None, chapters: list[Chapter], sheets: tuple[Sheet, ...], words: Words) -> Sheet:
    lacking = sum(len(chapter.lacking) for chapter in chapters)
    numbered = sum(bool(sheet.document) for sheet in sheets)
    said = [words("documents.book.documents", n=len(sheets))]
    said += [words("documents.book.numbered", n=numbered)] if numbered else []
    sheet = replace(
        EMPTY,
        kind=BOOK,
        slug=slug(book, round_.code if round_ else "", BOOK),
        session=words("documents.book.name"),
        title=words("documents.book.so_far" if lacking else "documents.book.whole"),
        plate=words("documents.book.lacking", n=lacking) if lacking else " ",
        foot=words("documents.book.incomplete") if lacking else words("documents.status.final"),
        line_left=", ".join(said),
        tables=(_contents(chapters, words), *podiums(sheets, words, season=round_ is None)),
        signatures=signing(book, SIGNING, words),
    )
    made = framed(book, round_, None, Standing(Status.PROVISIONAL if lacking else Status.FINAL), words, sheet)
    event = made.event if round_ else _season_line(book, words)
    created = max(date.fromisoformat(each.created) for each in sheets)
    posted = (words("documents.book.posted"),)
    code = round_.code if round_ else ""
    made = replace(made, event=event, created=created.isoformat(), posted=posted)
    return sealed(made, book.season.code, code)


def _season_line(book: Book, words: Words) -> str:
    """`6 meetings – 21 avril–8 octobre 2023`."""
    rounds = words("documents.book.rounds", n=len(book.season.rounds))
    days = [day for each in book.season.rounds for day in (each.first_day, each.last_day) if day]
    when = figures.span(min(days), max(days), words.language) if days else str(book.season.year)
    return f"{rounds} {figures.DASH} {when}"


def _contents(chapters: list[Chapter], words: Words) -> Table:
    """Every document with its number, state, time and fingerprint; under each meeting what is not final."""
    columns = tuple(Column(key, words(f"documents.column.{key}"), kind) for key, kind in _COLUMNS)
    blocks = []
    at = 0
    for chapter in chapters:
        rows = []
        for ref, sheet in chapter.documents:
            at += 1
            rows.append(_leaf(ref, sheet, at))
        rows += [Row((None, said, None, None, None)) for said in chapter.lacking]
        if rows:
            blocks.append(Block(tuple(rows), chapter.round.name[words.language], _days(chapter.round, words)))
    return Table(columns, tuple(blocks), words("documents.book.contents"), code="contents")


def _leaf(ref: str, sheet: Sheet, at: int) -> Row:
    title = f"{sheet.session} {figures.DASH} {sheet.title}"
    posted = f"{sheet.date} {sheet.time}".strip() or None
    digits = " ".join(sheet.digest[i : i + 4].upper() for i in range(0, 16, 4))
    return Row((sheet.document or None, Leaf(title, at, sheet.slug, ref), sheet.foot, posted, digits))


def _days(round_: Round, words: Words) -> str:
    if round_.first_day is None:
        return ""
    return figures.span(round_.first_day, round_.last_day or round_.first_day, words.language)
