"""Which documents there are, and in which formats: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cupdesk.sheets.documents.classification import by_category, classification
from cupdesk.sheets.documents.decision_list import decision_list
from cupdesk.sheets.documents.entries import entries
from cupdesk.sheets.documents.grid import grid
from cupdesk.sheets.documents.press import press_facts
from cupdesk.sheets.documents.qualifying import qualifying
from cupdesk.sheets.documents.race_points import race_points
from cupdesk.sheets.documents.regulations import regulations
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.documents.title_situation import title_situation
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cupdesk.rules.book import Book
    from cupdesk.sheets.frame import Standing
    from cupdesk.sheets.sheet import Sheet

    Files = list[tuple[str, bytes]]


class Builder(Protocol):
    """Makes a document of a session in a language; `standing` says how it is posted, if not as the session is now."""

    def __call__(self, book: Book, ref: str, language: str, standing: Standing | None = None, /) -> Sheet:
        """Make it."""
        ...


DOCUMENTS: Mapping[str, Builder] = {
    "classification": classification,
    "by_category": by_category,
    "standings": standings,
    "qualifying": qualifying,
    "grid": grid,
    "titles": title_situation,
    "points": race_points,
    "press": press_facts,
    "entries": entries,
    "decision_list": decision_list,
}
"""Document → its builder: `(book, session reference, language[, standing]) → Sheet`."""

OF_MEETING = ("entries", "decision_list")
"""Documents that say the same after every session of their meeting."""

OF_SEASON: Mapping[str, Callable[[Book, str], Sheet]] = {"regulations": regulations}
"""Documents of the season that belong to no session: `(book, language) → Sheet`. They are never published, only copied."""


def _xlsx(sheets: Sequence[Sheet], stem: str) -> Files:
    from cupdesk.sheets.xlsx.workbook import workbook

    return [(f"{stem}-{sheets[0].language}.xlsx", workbook(sheets))]


def _pdf(sheets: Sequence[Sheet], stem: str) -> Files:
    from cupdesk.sheets.pdf import pdf

    return [(f"{sheet.slug}-{sheet.language}.pdf", pdf(sheet)) for sheet in sheets]


def _csv(sheets: Sequence[Sheet], stem: str) -> Files:
    from cupdesk.sheets.data import csv_bytes

    return [
        (f"{sheet.slug}{f'-{table.code}' if table.code else ''}-{sheet.language}.csv", csv_bytes(table))
        for sheet in sheets
        for table in sheet.tables
    ]


def _json(sheets: Sequence[Sheet], stem: str) -> Files:
    from cupdesk.sheets.data import json_bytes

    return [(f"{sheet.slug}-{sheet.language}.json", json_bytes(sheet)) for sheet in sheets]


def _html(sheets: Sequence[Sheet], stem: str) -> Files:
    from cupdesk.sheets.web import letterhead as html_letterhead
    from cupdesk.sheets.web.page import address, page

    pages = [(address(sheet.slug, sheet.language), page(sheet)) for sheet in sheets]
    return [*pages, *html_letterhead.files(sheet.look for sheet in sheets)]


FORMATS: Mapping[str, Callable[[Sequence[Sheet], str], Files]] = {
    "xlsx": _xlsx,
    "pdf": _pdf,
    "csv": _csv,
    "json": _json,
    "html": _html,
}
"""Format → the files of the documents that belong together: name and bytes. Writers are loaded when first used."""


def files(sheets: Sequence[Sheet], stem: str, formats: Sequence[str]) -> Files:
    """All files of these documents; `Trouble` for an unknown format."""
    for form in formats:
        if form not in FORMATS:
            raise Trouble("documents.trouble.format", format=form, known=", ".join(FORMATS))
    return [made for form in FORMATS if form in formats for made in FORMATS[form](sheets, stem)]
