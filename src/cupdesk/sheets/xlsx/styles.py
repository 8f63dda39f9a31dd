"""The named styles of an official workbook: black on white, Calibri, thin lines, one number format for each kind of figure."""

from __future__ import annotations

from copy import copy
from fractions import Fraction
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from cupdesk.sheets.sheet import Kind

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook

GREY, TINT, BLUE = "5F5F5F", "ECECEC", "1F3D7A"
HAIR, FIFTH = Side(style="hair", color="808080"), Side(style="thin", color="6E6E6E")
MEDIUM, THIN = Side(style="medium", color="000000"), Side(style="thin", color="000000")

DURATION, LONG_DURATION = "[m]:ss.000", "[h]:mm:ss.000"
GAP = '[=0]"–";[<0.000694444444]"+"s.000;"+"[m]:ss.000'
BEHIND_MARK, MOVE = '"−"{0};"+"{0};"–"', '"+"0;"−"0;"="'

_ALIGN = {
    Kind.DRIVER: "left",
    Kind.TEAM: "left",
    Kind.TEXT: "left",
    Kind.PROSE: "left",
    Kind.NATION: "left",
    Kind.CATEGORY: "center",
    Kind.MOVE: "center",
    Kind.RACE: "right",
}
_BOLD = {Kind.PLACE, Kind.NUMBER, Kind.POINTS, Kind.TOTAL, Kind.CATEGORY}
_SHRINK = {Kind.DRIVER, Kind.TEAM, Kind.TEXT}


def align(kind: Kind) -> str:
    """Where a kind of column stands: left, center or right."""
    return _ALIGN.get(kind, "right")


def number_format(kind: Kind, value: object, language: str) -> str:
    """The Excel number format of a value in a column of this kind."""
    if kind in (Kind.DURATION, Kind.LAP_TIME):
        return LONG_DURATION if isinstance(value, float) and value >= 1 / 24 else DURATION
    if kind is Kind.GAP:
        word = ("tour", "tours") if language == "fr" else ("lap", "laps")
        return f'[=1]"+"0" {word[0]}";"+"0" {word[1]}"' if isinstance(value, int) and value else GAP
    if kind in (Kind.SPEED, Kind.PERCENT):
        return "0.00"
    if kind is Kind.MOVE:
        return MOVE
    return "0"


def points_format(points: Fraction) -> str:
    """`0`, `0.0` for halves, `0.000` for the rest: Excel prints `0.###` of 20 as `20.`."""
    return "0" if points.denominator == 1 else "0.0" if points.denominator == 2 else "0.000"


def race_format(points: str, marks: str, *, code: str = "", dropped: bool = False, entered: bool = True) -> str:
    """A race cell stays a number: code, brackets and marks are format, and right edges align."""
    if code:
        return f'"{code}"' if " " in code else f'"{code}"_ _P'
    if not entered:
        return '"–"'
    tail = f'" {marks}"' if marks else "_ _P_F"
    return f'"("{points}")"{tail}' if dropped else f"{points}{tail}"


class Styles:
    """The named styles of one workbook, each registered once, when first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: set[str] = set()
        self._worn: dict[tuple[str, str], StyleArray] = {}

    def dress(self, cell: Cell, name: str, form: str = "") -> None:
        """Give a cell a style of this workbook, and a number format if one is given.

        openpyxl looks a named style up part by part for every cell, which took longer than all else; so only the first
        cell of a kind is dressed by it, the others get a copy of what that one wears.
        """
        worn = self._worn.get((name, form))
        if worn is not None:
            cell._style = copy(worn)
            return
        cell.style = name
        if form:
            cell.number_format = form
        self._worn[name, form] = copy(cell._style)

    def cell(
        self, kind: Kind, *, fifth: bool = False, bold: bool = False, grey: bool = False, win: bool = False
    ) -> str:
        """The style of a table cell of a kind: bottom line by row, weight, colour; returns its name."""
        name = f"cd_{kind.value}{'_bold' * bold}{'_grey' * grey}{'_win' * win}{'_5' * fifth}"
        if name in self._known:
            return name
        size = 9.0 if kind in (Kind.MOVE,) else 11.0 if kind in (Kind.PLACE, Kind.TOTAL) else 10.0
        return self._register(
            name,
            font=Font("Calibri", sz=size, b=bold or win or kind in _BOLD, color=GREY if grey else "000000"),
            border=Border(bottom=FIFTH if fifth else HAIR),
            alignment=Alignment(
                align(kind),
                "center",
                shrinkToFit=kind in _SHRINK,
                wrapText=kind is Kind.PROSE,
                indent=int(kind is Kind.DRIVER),
            ),
            fill=TINT if win or kind is Kind.TOTAL else "",
            form="@" if kind is Kind.NUMBER else "General",
        )

    def text(
        self,
        name: str,
        *,
        size: float = 10,
        bold: bool = False,
        grey: bool = False,
        at: str = "left",
        wrap: bool = False,
        top: Side | None = None,
        bottom: Side | None = None,
        left: Side | None = None,
        right: Side | None = None,
        fill: str = "",
        white: bool = False,
        blue: bool = False,
        vertical: str = "center",
        shrink: bool = False,
        indent: int = 0,
    ) -> str:
        """A style of the frame round the table; returns its name."""
        if name in self._known:
            return name
        ink = "FFFFFF" if white else BLUE if blue else GREY if grey else "000000"
        return self._register(
            name,
            font=Font("Calibri", sz=size, b=bold, color=ink),
            border=Border(top=top, bottom=bottom, left=left, right=right),
            alignment=Alignment(at, vertical, wrapText=wrap, shrinkToFit=shrink, indent=indent),
            fill=fill,
        )

    def _register(
        self, name: str, font: Font, border: Border, alignment: Alignment, fill: str, form: str = "General"
    ) -> str:
        style = NamedStyle(name, font=font, border=border, alignment=alignment, number_format=form)
        if fill:
            style.fill = PatternFill("solid", fgColor=fill)
        self._book.add_named_style(style)
        self._known.add(name)
        return name
