"""The organiser's letterhead in a workbook: bar, logo and lines over each table, sponsors under it, his colours as the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.drawing.image import Image as Picture
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Color, PatternFill
from openpyxl.writer.theme import theme_xml

from cupdesk.sheets.pictures import logo_size, strip_sizes
from cupdesk.sheets.sheet import Look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Image
    from cupdesk.sheets.xlsx.table import Columns

BAR_PT, LOGO_PT, STRIP_PT = 4.5, 40.0, 34.0
CHARACTER_PT, POINT, MILLIMETRE = 5.25, 12_700, 36_000
"""A character of a column in points, a point and a millimetre in the units of a drawing."""
SECOND_FROM = 0.7
"""Where the second colour of the bar begins, as a share of the width."""
PLAIN = Look()
_ACCENT_1, _ACCENT_2 = 4, 5
"""The colours of the organiser in the theme."""


class Placed(Picture):  # type: ignore[misc]
    """A picture on a worksheet, its file as it is; drawn pictures are given as pixels, which every program shows."""

    def __init__(self, image: Image, anchor: OneCellAnchor) -> None:
        self.image, self.anchor = image, anchor
        self.format = "jpeg" if image.form == "jpeg" else "png"

    def _data(self) -> bytes:
        if self.image.form != "svg":
            return self.image.data
        from cupdesk.sheets.pdf import pixels  # Typst: only for drawn pictures

        return pixels(self.image)


def worn(look: Look) -> bool:
    """Whether anything of a letterhead stands over the table."""
    return bool(look.logo or look.head) or (look.colour, look.second) != (PLAIN.colour, PLAIN.second)


def theme(look: Look) -> str:
    """The theme of a workbook, its first two accents the colours of the organiser."""
    found = str(theme_xml)
    for accent, colour in (("accent1", look.colour), ("accent2", look.second or look.colour)):
        found = re.sub(rf'(<a:{accent}>\s*<a:srgbClr val=")[0-9A-F]+', rf"\g<1>{colour[1:].upper()}", found)
    return found


def bar(ws: Worksheet, look: Look, columns: Columns, row: int) -> None:
    """Fill a row with the colours of the organiser."""
    ws.row_dimensions[row].height = BAR_PT
    total, passed = sum(columns.widths), 0.0
    for column, width in enumerate(columns.widths, start=1):
        accent = _ACCENT_2 if look.second and (passed + width / 2) / total > SECOND_FROM else _ACCENT_1
        ws.cell(row, column).fill = PatternFill("solid", fgColor=Color(theme=accent))
        passed += width


def logo(ws: Worksheet, image: Image, columns: Columns, row: int) -> None:
    """Put the logo at the left of a row of `LOGO_PT`."""
    _put(ws, image, logo_size(image), columns, row, 0.0, LOGO_PT)


def strip(ws: Worksheet, images: tuple[Image, ...], columns: Columns, row: int) -> None:
    """Put the sponsors beside each other in the middle of a row."""
    ws.row_dimensions[row].height = STRIP_PT
    measure = columns.points(CHARACTER_PT) * POINT / MILLIMETRE
    sizes, gap = strip_sizes(images, measure)
    x = (measure - sum(width for width, _ in sizes) - gap * (len(images) - 1)) / 2
    for image, size in zip(images, sizes, strict=True):
        _put(ws, image, size, columns, row, x, STRIP_PT)
        x += size[0] + gap


def _put(
    ws: Worksheet, image: Image, size: tuple[float, float], columns: Columns, row: int, x: float, height: float
) -> None:
    """Anchor a picture in a row of this height (pt), in its middle, `x` millimetres from the left."""
    left = x * MILLIMETRE / POINT / CHARACTER_PT
    column = 0
    while left >= columns.widths[column] and column < len(columns.widths) - 1:
        left -= columns.widths[column]
        column += 1
    above = max(0.0, height * POINT - size[1] * MILLIMETRE) / 2
    marker = AnchorMarker(col=column, colOff=int(left * CHARACTER_PT * POINT), row=row - 1, rowOff=int(above))
    extent = XDRPositiveSize2D(int(size[0] * MILLIMETRE), int(size[1] * MILLIMETRE))
    ws.add_image(Placed(image, OneCellAnchor(_from=marker, ext=extent)))
