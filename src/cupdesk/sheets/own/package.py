"""Somebody's workbook file: its names, tables and worksheets found, and written again with every other part as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cupdesk.sheets.own.area import Area, area_of, place_of
from cupdesk.sheets.own.cells import Cells
from cupdesk.sheets.own.xml import beside, child, children, parse, text_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.dom.minidom import Document, Element

MOST = 200_000_000
"""The most bytes a workbook may unpack to."""
BOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
_AFTER_CALC = (
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)


@dataclass(slots=True)
class Place:
    """A named cell or area, or a table, of a workbook: its name, worksheet, area, and how many of its rows are totals.

    `element` of the part `part` is what says the area in the file; `area` is `None` where the name has lost its cells.
    """

    name: str
    sheet: str
    area: Area | None
    element: Element
    part: str
    totals: int = 0

    def lengthen(self, bottom: int) -> None:
        """Let it reach down to a row."""
        assert self.area is not None
        old, self.area = self.area, Area(self.area.top, self.area.left, bottom, self.area.right)
        if self.part == BOOK:
            name = self.sheet.replace("'", "''")
            first = self.element.firstChild
            while first is not None:
                self.element.removeChild(first)
                first = self.element.firstChild
            document = self.element.ownerDocument
            assert document is not None
            self.element.appendChild(document.createTextNode(f"'{name}'!{self.area.fixed}"))
            return
        for each in (self.element, *children(self.element, "autoFilter")):
            if each.getAttribute("ref") == old.said:
                each.setAttribute("ref", self.area.said)


@dataclass(slots=True)
class Workbook:
    """An .xlsx file taken apart. `ValueError` where it is none, is locked with a password, or is damaged."""

    parts: dict[str, bytes]
    infos: list[zipfile.ZipInfo]
    documents: dict[str, Document] = field(default_factory=dict)
    worksheets: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    _cells: dict[str, Cells] = field(default_factory=dict)
    _shared: list[str] | None = None

    @classmethod
    def of(cls, content: bytes) -> Workbook:
        """Take a file apart."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                infos = packed.infolist()
                if sum(info.file_size for info in infos) > MOST:
                    raise ValueError("size")
                parts = {info.filename: packed.read(info) for info in infos}
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise ValueError(str(error)) from error
        if BOOK not in parts or TYPES not in parts:
            raise ValueError(BOOK)
        made = cls(parts, infos)
        targets = made.relations(BOOK)
        for sheet in made.under(BOOK, "sheets"):
            key = next((value for name, value in sheet.attributes.items() if name.endswith(":id")), "")
            if targets.get(key, "") in parts:
                made.worksheets[sheet.getAttribute("name")] = targets[key]
        return made

    def document(self, part: str) -> Document:
        """A part as XML."""
        if part not in self.documents:
            self.documents[part] = parse(self.parts[part])
        return self.documents[part]

    def under(self, part: str, name: str) -> Iterator[Element]:
        """What a list of a part, `sheets` or `definedNames`, holds."""
        root = self.document(part).documentElement
        found = child(root, name) if root is not None else None
        for each in found.childNodes if found is not None else ():
            if each.nodeType == each.ELEMENT_NODE:
                yield each

    def relations(self, part: str) -> dict[str, str]:
        """What a part points to: key → part."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        root = self.document(rels).documentElement
        assert root is not None
        return {
            each.getAttribute("Id"): posixpath.normpath(
                posixpath.join("/", folder, each.getAttribute("Target"))
            ).lstrip("/")
            for each in children(root, "Relationship")
        }

    def places(self) -> Iterator[Place]:
        """Its defined names, then its tables."""
        for element in self.under(BOOK, "definedNames"):
            place = place_of(text_of(element))
            there = place if place and place[0] in self.worksheets else None
            yield Place(
                element.getAttribute("name"), there[0] if there else "", there[1] if there else None, element, BOOK
            )
        for sheet, part in self.worksheets.items():
            for target in self.relations(part).values():
                if target not in self.parts or "/tables/" not in target:
                    continue
                root = self.document(target).documentElement
                if root is not None and root.localName == "table":
                    totals = int(root.getAttribute("totalsRowCount") or 0)
                    name = root.getAttribute("displayName")
                    yield Place(name, sheet, area_of(root.getAttribute("ref")), root, target, totals)

    def cells(self, sheet: str) -> Cells:
        """The cells of a worksheet, to read or to change."""
        if sheet not in self._cells:
            if self._shared is None:
                part = next((name for name in self.parts if name.lower() == "xl/sharedstrings.xml"), None)
                root = self.document(part).documentElement if part else None
                self._shared = [text_of(each) for each in children(root, "si")] if root is not None else []
            self._cells[sheet] = Cells(self.document(self.worksheets[sheet]), self._shared)
        return self._cells[sheet]

    def packed(self) -> bytes:
        """The file again: what was not touched is the same byte for byte; formulas are worked out by whoever opens it."""
        for sheet, part in self.worksheets.items():
            if part in self.changed or b"<f" in self.parts[part] or b":f>" in self.parts[part]:
                cells = self.cells(sheet)
                if cells.forget_results() or part in self.changed:
                    cells.settle()
                    self.changed.add(part)
        dropped = self._drop_chain()
        self._reckon_on_load()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for info in self.infos:
                if info.filename not in dropped:
                    info.compress_type = zipfile.ZIP_DEFLATED
                    name = info.filename
                    packed.writestr(info, written(self.document(name)) if name in self.changed else self.parts[name])
        return out.getvalue()

    def _drop_chain(self) -> set[str]:
        """Leave out the order in which formulas were last worked out: it knows nothing of new ones, and is made anew."""
        chains = {part for part in self.parts if part.lower() == "xl/calcchain.xml"}
        if not chains:
            return set()
        rels = "xl/_rels/workbook.xml.rels"
        for part, kept in ((TYPES, "PartName"), (rels, "Target")):
            self.changed.add(part)
            root = self.document(part).documentElement
            assert root is not None
            for each in [e for e in root.childNodes if e.nodeType == e.ELEMENT_NODE]:
                if each.getAttribute(kept).lower().endswith("calcchain.xml"):
                    root.removeChild(each)
        return chains

    def _reckon_on_load(self) -> None:
        self.changed.add(BOOK)
        root = self.document(BOOK).documentElement
        assert root is not None
        calc = child(root, "calcPr")
        if calc is None:
            calc = beside(root, "calcPr")
            after = next((found for name in _AFTER_CALC if (found := child(root, name)) is not None), None)
            root.insertBefore(calc, after)
        calc.setAttribute("fullCalcOnLoad", "1")
