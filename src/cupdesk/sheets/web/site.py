"""Sheets → a static site of results: a page a document and a list of them in each language; a folder on any server is all it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.sheets.frozen import earlier
from cupdesk.sheets.web import letterhead as letterhead
from cupdesk.sheets.web.page import INDEX, address, document, el, page
from cupdesk.words import Words, figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from cupdesk.rules.model import Season
    from cupdesk.sheets.sheet import Sheet


def site(by_language: Sequence[Sequence[Sheet]], season: Season | None = None) -> list[tuple[str, bytes]]:
    """The same sheets in each language, the first language first → files by name; `index.html` is the list in the first.

    What a document of the season took the place of has a page of its own, which says so and leads to it.
    """
    languages = tuple(sheets[0].language for sheets in by_language)
    made = []
    for sheet in (sheet for sheets in by_language for sheet in sheets):
        name, before = address(sheet.slug, sheet.language), earlier(season, sheet) if season else []
        made.append((name, page(sheet, languages, earlier=before)))
        made += [(address(old.slug, old.language), page(old, languages, newer=name)) for old in before]
    lists = [(address(INDEX, sheets[0].language), _list(sheets, languages)) for sheets in by_language]
    pictures = letterhead.files(sheet.look for sheets in by_language for sheet in sheets)
    return [*made, *lists, (f"{INDEX}.html", lists[0][1]), *pictures]


def _list(sheets: Sequence[Sheet], site_: tuple[str, ...]) -> bytes:
    """Every document, the latest meeting first."""
    first, words = sheets[-1], Words(sheets[0].language)
    main = el("main", el("h1", words("documents.web.results", cup=first.cup)), id="main")
    events = list(dict.fromkeys(sheet.event for sheet in sheets))
    for event in reversed(events):
        main.append(el("h2", event))
        main.append(el("ul", *(_item(sheet, words) for sheet in sheets if sheet.event == event), class_="documents"))
    footer = el("footer", *(el("p", first.disclaimer) for _ in (1,) if first.disclaimer))
    return document(
        first.language, words("documents.web.results", cup=first.cup), first.cup, main, footer, site_, first.look
    )


def _item(sheet: Sheet, words: Words) -> Element:
    link = el("a", f"{sheet.session} {figures.DASH} {sheet.title}", href=address(sheet.slug, sheet.language))
    number = f"{words('documents.document')} {sheet.document}" if sheet.document else ""
    posted = words("documents.posted_on", date=sheet.date, time=sheet.time) if sheet.date else ""
    about = " · ".join(part for part in (sheet.foot, number, posted) if part)
    return el("li", link, el("span", about, class_="grey"))
