"""Sheet → a web page that stands alone: no file beside it but the organiser's pictures, readable without script, on a phone,
by day and night, on paper."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

from cupdesk.resources import resource
from cupdesk.sheets.printed import on_paper, printed
from cupdesk.sheets.sheet import Gap, Kind, Leaf, Name, RaceCell
from cupdesk.sheets.web import letterhead as letterhead
from cupdesk.words import Words, figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.sheets.sheet import Block, Cell, Column, DecisionLine, Look, Row, Sheet, Table

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FALLING = (Kind.TOTAL, Kind.POINTS, Kind.RACE)
"""Columns that are first sorted from the largest down."""
INDEX = "index"


def el(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element with its content; `class_` and `for_` lose their underscore, others write `-` for it."""
    element = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + _NOT_TEXT.sub(" ", part)
        else:
            element.text = (element.text or "") + _NOT_TEXT.sub(" ", part)
    return element


def page(sheet: Sheet, site: tuple[str, ...] = (), *, earlier: Sequence[Sheet] = (), newer: str = "") -> bytes:
    """The document as a web page (UTF-8), with the way to the list of documents in each language of the `site` it stands in.

    `earlier` are the versions it took the place of, each with a page; `newer` the name of the page that took its place.
    """
    sheet = on_paper(sheet)
    words = Words(sheet.language)
    title = f"{sheet.running_head} {figures.DASH} {sheet.title}"
    main = el("main", id="main")
    main.append(el("h1", f"{sheet.session} {figures.DASH} {sheet.title}"))
    main.append(el("p", " · ".join(part for part in (sheet.event, sheet.circuit) if part), class_="grey"))
    main.append(_band(sheet, newer))
    main.append(_lines(sheet, words))
    for nth, table in enumerate(sheet.tables):
        main.extend(_table(table, sheet, nth, words))
    main.extend(_closing(sheet, words))
    main.extend(_earlier(earlier, words))
    sorts = any(table.audit is not None for table in sheet.tables)
    return document(
        sheet.language, f"{sheet.cup} · {title}", sheet.cup, main, _footer(sheet, words), site, sheet.look, script=sorts
    )


def document(
    language: str,
    title: str,
    cup: str,
    main: Element,
    footer: Element,
    site: tuple[str, ...],
    look: Look,
    *,
    script: bool = False,
) -> bytes:
    """A whole page round its main part, in the organiser's look."""
    words = Words(language)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("style", " ".join(part for part in (_shipped("page.css"), letterhead.colours(look)) if part)),
    )
    links = [
        el("a", words(f"documents.web.all_{each}"), href=address(INDEX, each), lang=each, hreflang=each)
        for each in sorted(site, key=lambda each: each != language)
    ]
    header = el("header", *letterhead.logo(look), el("strong", cup))
    if links:
        header.append(el("nav", *links, aria_label=words("documents.web.all")))
    header.extend(letterhead.lines(look.head))
    for part in reversed((*letterhead.sponsors(look, words), *letterhead.lines(look.foot))):
        footer.insert(0, part)
    body = el(
        "body",
        el("a", words("documents.web.skip"), href="#main", class_="skip"),
        header,
        main,
        footer,
    )
    if script:
        body.append(el("script", _shipped("sort.js")))
    text = tostring(el("html", head, body, lang=language), encoding="unicode", method="html")
    return f"<!doctype html>\n{text}\n".encode()


def address(slug: str, language: str) -> str:
    """The permanent name of a page: the same document has it at every export."""
    return f"{slug}-{language}.html"


@cache
def _shipped(name: str) -> str:
    return resource("templates", "web", name).read_text(encoding="utf-8")


def _band(sheet: Sheet, newer: str) -> Element:
    band = el("p", el("span", sheet.foot, class_="state"), class_=f"band {sheet.status.value}")
    if sheet.plate:
        band.append(el("span", el("a", sheet.plate, href=newer) if newer else sheet.plate))
    return band


def _earlier(sheets: Sequence[Sheet], words: Words) -> list[Element]:
    """The way to the versions a document took the place of."""
    if not sheets:
        return []
    links = []
    for sheet in sheets:
        posted = words("documents.posted_on", date=sheet.date, time=sheet.time)
        number = f"{words('documents.document')} {sheet.document}"
        links.append(
            el("li", el("a", f"{number}, {sheet.title}", href=address(sheet.slug, sheet.language)), f" · {posted}")
        )
    return [el("h2", words("documents.web.earlier")), el("ul", *links)]


def _lines(sheet: Sheet, words: Words) -> Element:
    posted = words("documents.posted_on", date=sheet.date, time=sheet.time) if sheet.date else ""
    number = f"{words('documents.document')} {sheet.document}" if sheet.document else ""
    right = " · ".join(part for part in (sheet.line_right, number, posted) if part)
    return el("div", *(el("p", line) for line in (sheet.line_left, right) if line), class_="lines")


# -- tables
def _table(table: Table, sheet: Sheet, nth: int, words: Words) -> list[Element]:
    """Title, table in a region that scrolls by itself, notes."""
    name = table.title or f"{sheet.session} {figures.DASH} {sheet.title}"
    label = f"table-{nth}"
    made = el("table", el("caption", name, id=label, class_="unseen"))
    if table.audit is not None:
        made.set("data-sort", "")
    made.append(_head(table))
    for block in table.blocks:
        made.append(_block(block, table, sheet, words))
    parts = [el("h2", table.title)] if table.title else []
    parts += [el("p", table.headline, class_="headline")] if table.headline else []
    parts.append(el("div", made, class_="scroll", role="region", aria_labelledby=label, tabindex="0"))
    if table.notes:
        parts.append(el("ul", *(el("li", note) for note in table.notes), class_="grey"))
    return parts


def _head(table: Table) -> Element:
    """One or two rows of heads; a round stands over its races."""
    groups = any(column.group for column in table.columns)
    upper, lower = el("tr"), el("tr")
    for nth, column in enumerate(table.columns):
        cell = el("th", column.head or "\u00a0", scope="col", class_=_class(column, nth), data_column=str(nth))
        if column.kind in _FALLING:
            cell.set("data-falling", "")
        if not groups:
            lower.append(cell)
        elif not column.group:
            cell.set("rowspan", "2")
            upper.append(cell)
        else:
            if not nth or table.columns[nth - 1].group != column.group:
                span = sum(1 for other in table.columns[nth:] if other.group == column.group)
                upper.append(el("th", column.group, scope="colgroup", colspan=str(span), class_="group"))
            lower.append(cell)
    return el("thead", *((upper, lower) if groups else (lower,)))


def _block(block: Block, table: Table, sheet: Sheet, words: Words) -> Element:
    body = el("tbody")
    if block.title:
        note = f" {figures.DASH} {block.note}" if block.note else ""
        head = el("th", block.title + note, scope="rowgroup", colspan=str(len(table.columns)))
        body.append(el("tr", head, class_="block"))
    for row in block.rows:
        body.append(_row(row, table, sheet, words))
    return body


def _row(row: Row, table: Table, sheet: Sheet, words: Words) -> Element:
    made = el("tr")
    named = next(
        (i for i, c in enumerate(table.columns) if c.kind in (Kind.DRIVER, Kind.TEAM, Kind.TEXT, Kind.PROSE)), 0
    )
    for nth, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        fast = " fast" if column.key in row.bold else ""
        won = " win" if isinstance(cell, RaceCell) and cell.place == 1 and not cell.dropped else ""
        gone = " dropped" if isinstance(cell, RaceCell) and cell.dropped else ""
        attributes = {"class_": _class(column, nth) + fast + won + gone, "data_value": _value(cell)}
        if nth == named:
            attributes["scope"] = "row"
        made.append(el("th" if nth == named else "td", *_content(cell, column, sheet.language, words), **attributes))
    return made


def _class(column: Column, nth: int) -> str:
    lead = " lead" if column.kind is Kind.DRIVER or (column.kind is Kind.TEAM and nth < 3) else ""
    return (column.key if column.key == "interval" else column.kind.value) + lead


def _content(cell: Cell, column: Column, language: str, words: Words) -> list[Element | str]:
    if isinstance(cell, Name):
        parts: list[Element | str] = [
            f"{cell.given} " if cell.given else "",
            el("span", cell.surname, class_="surname"),
        ]
        for tag in cell.tags:
            parts += [" ", el("span", tag, class_="tag")]
        return [*parts, f" {cell.marks}"] if cell.marks else parts
    if isinstance(cell, RaceCell):
        if not cell.entered:
            return [figures.DASH]
        points = figures.points(cell.points, language)
        place = cell.code or ("" if cell.place is None else str(cell.place))
        marks = "P" * cell.pole + "F" * cell.fastest
        said: list[Element | str] = [el("small", place)] if place else []
        said.append(f"({points})" if cell.dropped else points)
        return [*said, el("b", marks)] if marks else said
    if isinstance(cell, Leaf):
        return [el("a", cell.text, href=address(cell.slug, language))]
    return [printed(cell, column, language)]


def _value(cell: Cell) -> str:
    """What a cell is sorted by: a number, or a text."""
    if isinstance(cell, RaceCell):
        return _decimal(cell.points) if cell.entered else ""
    if isinstance(cell, Gap):
        return str(cell.laps * 86_400_000 + (cell.ms or 0)) if not cell.code else ""
    if isinstance(cell, Name):
        return f"{cell.surname} {cell.given}".strip()
    if isinstance(cell, (int, Fraction)):
        return _decimal(Fraction(cell))
    return cell.text if isinstance(cell, Leaf) else cell or ""


def _decimal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}"


# -- what stands under the tables
def _closing(sheet: Sheet, words: Words) -> list[Element]:
    parts: list[Element] = []
    if sheet.fastest:
        parts.append(el("h2", words("documents.fastest_lap")))
        parts += [el("p", line) for line in sheet.fastest]
    if sheet.decisions is not None:
        parts.append(el("h2", words("documents.decisions")))
        parts.append(_decisions(sheet.decisions, words) if sheet.decisions else el("p", words("documents.no_decision")))
    if lines := (*sheet.notes, *sheet.legend):
        parts.append(el("ul", *(el("li", line) for line in lines), class_="grey"))
    signed = [signature for signature in sheet.signatures if signature.names]
    if signed:
        pairs = (el("div", el("dt", each.role), el("dd", each.names)) for each in signed)
        parts.append(el("dl", *pairs, class_="signatures"))
    return parts


def _decisions(lines: tuple[DecisionLine, ...], words: Words) -> Element:
    keys = ("doc", "number", "driver", "decision", "effect")
    classes = ("number", "number", "text", "text", "text")
    head = el(
        "tr",
        *(
            el("th", words(f"documents.decision_{key}"), scope="col", class_=each)
            for key, each in zip(keys, classes, strict=True)
        ),
    )
    rows = []
    for line in lines:
        texts = (line.document, line.number, line.driver, line.decision, line.effect)
        rows.append(el("tr", *(el("td", text, class_=each) for text, each in zip(texts, classes, strict=True))))
    table = el(
        "table",
        el("caption", words("documents.decisions"), id="decisions", class_="unseen"),
        el("thead", head),
        el("tbody", *rows),
    )
    return el("div", table, class_="scroll", role="region", aria_labelledby="decisions", tabindex="0")


def _footer(sheet: Sheet, words: Words) -> Element:
    texts = (*sheet.posted, sheet.disclaimer)
    footer = el("footer", *(el("p", text) for text in texts if text and "____" not in text))
    footer.append(el("p", f"{words('documents.fingerprint')} {sheet.digest}", class_="digest"))
    return footer
