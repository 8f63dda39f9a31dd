"""Tables of web pages and of XML exports. No entity is expanded, and a page or document that is cut off is refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from cupdesk.imports.tables import Line, Table
from cupdesk.imports.text import clean
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BREAKS = ("br", "p", "div", "hr")
_MOST_DEEP = 200


class Page(HTMLParser):
    """A page as it is read: its tables as rows, and the texts inside `<pre>`, where blanks count.

    A table with the heads of an earlier one goes on with it, as on pages that begin a table for each class.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[tuple[str, ...], list[Line]] = {}
        self._rows: list[Line] = []
        self.texts: list[str] = []
        self.depths = {"table": 0, "pre": 0}
        self._cells: list[list[str]] | None = None
        self._pre: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open a table, row, cell or text."""
        if tag in self.depths:
            self.depths[tag] += 1
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self._cells = None  # a table inside a cell counts, the cell around it does not
            self._rows = []
        elif tag == "tr":
            self._end_row()
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append([])
        elif tag in _BREAKS:
            self.handle_data("\n" if tag == "br" else "" if self.depths["pre"] else " ")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag in self.depths:
            self.depths[tag] = max(self.depths[tag] - 1, 0)
        if tag in ("script", "style"):
            self._silent = max(self._silent - 1, 0)
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag == "pre" and not self.depths["pre"]:
            self.texts.append("".join(self._pre))
            self._pre = []

    def handle_data(self, data: str) -> None:
        """Keep text where it belongs."""
        if self._silent:
            return
        if self.depths["pre"]:
            self._pre.append(data)
        elif self._cells:
            self._cells[-1].append(data)

    def _end_row(self) -> None:
        if self._cells:
            cells = tuple(clean(" ".join("".join(cell).split())) for cell in self._cells)
            if any(cells):
                if not self._rows:
                    self._rows = self.tables.setdefault(cells, [])
                self._rows.append(Line(self.getpos()[0], cells))
        self._cells = None


def page(text: str) -> Page:
    """A web page. Raises `Trouble` (`imports.cut_page`) if a table or a text does not end."""
    read = Page()
    try:
        read.feed(text)
        read.close()
    except (AssertionError, ValueError) as error:  # what the standard parser raises at a broken declaration
        raise Trouble("imports.malformed", format="HTML", line=read.getpos()[0]) from error
    if any(read.depths.values()):
        raise Trouble("imports.cut_page")
    return read


def xml_tables(text: str) -> tuple[Table, ...]:
    """The records of an XML document: the elements of one name that repeat, their attributes and parts as cells."""
    if _DECLARATION.search(text):
        raise Trouble("imports.declaration")
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (ElementTree.ParseError, ValueError) as error:
        line = error.position[0] if isinstance(error, ElementTree.ParseError) else 1
        raise Trouble("imports.malformed", format="XML", line=line) from error
    best: list[ElementTree.Element] = []
    for element in _elements(root, 0):
        for name in dict.fromkeys(child.tag for child in element):
            same = [child for child in element if child.tag == name and (len(child) or child.attrib)]
            if len(same) > len(best):
                best = same
    return (_records(best),) if best else ()


def _elements(element: ElementTree.Element, depth: int) -> Iterator[ElementTree.Element]:
    if depth > _MOST_DEEP:
        raise Trouble("imports.malformed", format="XML", line=1)
    yield element
    for child in element:
        yield from _elements(child, depth + 1)


def _records(elements: list[ElementTree.Element]) -> Table:
    """A table of records; rows whose parts all have one name (a spreadsheet saved as XML) are cells in their order."""
    if all(len(element) > 1 and len({child.tag for child in element}) == 1 for element in elements):
        rows = [tuple(clean("".join(child.itertext())) for child in element) for element in elements]
        return Table("", tuple(Line(i, cells) for i, cells in enumerate(rows, 1) if any(cells)))
    records = [dict(_parts(element)) for element in elements]
    heads = tuple(dict.fromkeys(head for record in records for head in record))
    lines = [Line(0, heads)]
    lines += [Line(i, tuple(record.get(head, "") for head in heads)) for i, record in enumerate(records, 1)]
    return Table("", tuple(lines))


def _parts(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Attributes and parts by name; a part repeated is numbered from its second on, a part with parts is given by them."""
    seen: dict[str, int] = {}
    for child in element:
        name = _local(child.tag)
        seen[name] = seen.get(name, 0) + 1
        said = name if seen[name] == 1 else f"{name}{seen[name]}"
        if len(child):
            for inner in child:
                yield f"{said}_{_local(inner.tag)}", clean("".join(inner.itertext()))
        else:
            yield said, clean(child.text or "")
        for key, value in child.attrib.items():
            yield f"{said}_{_local(key)}", clean(value)
    for key, value in element.attrib.items():
        yield _local(key), clean(value)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
