"""The cells of one worksheet of a workbook that is somebody else's: read, and written without touching their look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from openpyxl.formula.translate import Translator

from cupdesk.sheets.own.area import address, area_of
from cupdesk.sheets.own.xml import beside, child, children, text_of

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

Value: TypeAlias = int | float | str | None
"""What a cell can be given: a number (times as days), text, or nothing."""


class Cells:
    """The cells of a worksheet's XML, by row and column (from 1). `shared` are the workbook's shared texts."""

    def __init__(self, document: Document, shared: list[str]) -> None:
        root = document.documentElement
        data = child(root, "sheetData") if root is not None else None
        if root is None or data is None:
            raise ValueError("sheetData")
        self._root, self._data, self._shared = root, data, shared
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        row = 0
        for each in children(data, "row"):
            row = int(each.getAttribute("r") or row + 1)
            each.setAttribute("r", str(row))
            self._rows[row] = each
            column = 0
            for cell in children(each, "c"):
                area = area_of(cell.getAttribute("r"))
                column = area.left if area else column + 1
                cell.setAttribute("r", address(row, column))
                self._cells.setdefault(row, {})[column] = cell

    def _at(self, row: int, column: int) -> Element | None:
        return self._cells.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text; "" for nothing."""
        cell = self._at(row, column)
        if cell is None:
            return ""
        inline, value = child(cell, "is"), child(cell, "v")
        if inline is not None:
            return text_of(inline)
        if value is None:
            return ""
        if cell.getAttribute("t") == "s":
            return self._shared[int(text_of(value))]
        return text_of(value)

    def formula(self, row: int, column: int) -> bool:
        """Whether a cell reckons."""
        cell = self._at(row, column)
        return cell is not None and child(cell, "f") is not None

    def empty(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell."""
        return not self.text(row, column) and not self.formula(row, column)

    def put(self, row: int, column: int, value: Value) -> None:
        """Give a cell a value; its look stays. Text stays text, whatever it begins with."""
        cell = self._at(row, column)
        if cell is None:
            if value is None:
                return
            cell = self._new(row, column)
        for node in list(cell.childNodes):
            cell.removeChild(node)
        if cell.hasAttribute("t"):
            cell.removeAttribute("t")
        if value is None:
            return
        document = cell.ownerDocument
        assert document is not None
        if isinstance(value, str):
            inside, text = beside(cell, "is"), beside(cell, "t")
            text.setAttribute("xml:space", "preserve")
            text.appendChild(document.createTextNode(re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", " ", value)))
            inside.appendChild(text)
            cell.setAttribute("t", "inlineStr")
            cell.appendChild(inside)
        else:
            number = beside(cell, "v")
            number.appendChild(document.createTextNode(repr(value)))
            cell.appendChild(number)

    def like(self, row: int, model: int, columns: range) -> None:
        """Make a row look and reckon like the row `model`: height, look of cells, formulas moved along."""
        if row not in self._rows:
            self._new_row(row)
        pattern = self._rows.get(model)
        if pattern is not None:
            for name in ("ht", "customHeight"):
                if pattern.hasAttribute(name):
                    self._rows[row].setAttribute(name, pattern.getAttribute(name))
        for column in columns:
            source = self._at(model, column)
            if source is None:
                continue
            cell = self._at(row, column) or self._new(row, column)
            if source.hasAttribute("s"):
                cell.setAttribute("s", source.getAttribute("s"))
            formula = child(source, "f")
            if formula is not None and not formula.getAttribute("t"):
                moved = Translator(f"={text_of(formula)}", address(model, column))
                made = beside(cell, "f")
                document = cell.ownerDocument
                assert document is not None
                made.appendChild(document.createTextNode(moved.translate_formula(address(row, column))[1:]))
                cell.appendChild(made)

    def forget_results(self) -> bool:
        """Take away what formulas last gave, so that every reader works them out anew; whether there was one."""
        found = False
        for cell in (each for line in self._cells.values() for each in line.values()):
            value = child(cell, "v")
            if child(cell, "f") is not None and value is not None:
                found = True
                cell.removeChild(value)
                if cell.hasAttribute("t"):
                    cell.removeAttribute("t")
        return found

    def settle(self) -> None:
        """Write how far the worksheet goes now."""
        dimension = child(self._root, "dimension")
        if dimension is not None and self._cells:
            columns = {column for line in self._cells.values() for column in line}
            first, last = address(min(self._cells), min(columns)), address(max(self._cells), max(columns))
            dimension.setAttribute("ref", first if first == last else f"{first}:{last}")

    def _new_row(self, row: int) -> None:
        made = beside(self._data, "row")
        made.setAttribute("r", str(row))
        after = min((n for n in self._rows if n > row), default=None)
        self._data.insertBefore(made, self._rows[after] if after is not None else None)
        self._rows[row] = made

    def _new(self, row: int, column: int) -> Element:
        if row not in self._rows:
            self._new_row(row)
        line = self._rows[row]
        made = beside(line, "c")
        made.setAttribute("r", address(row, column))
        there = self._cells.setdefault(row, {})
        after = min((n for n in there if n > column), default=None)
        line.insertBefore(made, there[after] if after is not None else None)
        if line.hasAttribute("spans"):
            line.removeAttribute("spans")
        there[column] = made
        return made
