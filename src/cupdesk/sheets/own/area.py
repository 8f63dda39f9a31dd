"""Where something stands on a worksheet: `B5:H40`, as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string, get_column_letter

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:,()]+))!([^!]+)")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def said(self) -> str:
        """As a workbook writes it, without signs of fixing."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @property
    def fixed(self) -> str:
        """As a defined name holds it: `$B$5:$H$40`."""
        return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", self.said)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)


def address(row: int, column: int) -> str:
    """`B5`."""
    return f"{get_column_letter(column)}{row}"


def area_of(text: str) -> Area | None:
    """The area `B5:H40` or `$B$5`; `None` if it is none."""
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    first = column_index_from_string(left.upper())
    return Area(int(top), first, int(bottom or top), column_index_from_string(right.upper()) if right else first)


def place_of(text: str) -> tuple[str, Area] | None:
    """Worksheet and area of a defined name's text `'Race 1'!$B$5:$H$40`; `None` if it names no single area."""
    found = _PLACE.fullmatch(text.strip())
    area = area_of(found.group(3)) if found else None
    if found is None or area is None:
        return None
    return (found.group(1) or found.group(2)).replace("''", "'"), area
