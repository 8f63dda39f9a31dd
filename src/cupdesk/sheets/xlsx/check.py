"""The worksheet *Check*: every printed total added up again by formulas, with its difference, which must be 0.

Blue is read from the document (places, codes, what a race pays); black is a formula. A steward can follow every total in
any program that calculates. No macro, no link to another file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break

from cupdesk.sheets.sheet import Kind, Name
from cupdesk.sheets.xlsx.check_plan import (
    FIRST,
    NAME,
    NUMBER,
    PRINTED,
    RACES_OFF,
    TOTAL_OFF,
    Plan,
    Printed,
    at,
    audit_of,
    letter,
    total_again,
)
from cupdesk.sheets.xlsx.styles import HAIR, MEDIUM, TINT, Styles, points_format
from cupdesk.sheets.xlsx.table import number, put_text
from cupdesk.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Audit, AuditRow, Earned, Row

SUM_AT = "D4"
_WIDTHS = {NUMBER: 6.0, NAME: 23.0, PRINTED: 8.0, TOTAL_OFF: 9.6, RACES_OFF: 9.0}
RACE, GAP, TOTAL = 5.0, 4.2, 9.4
DECIMALS = 9
"""Decimals a difference is rounded to: sevenths are not exact in a workbook."""


@dataclass(slots=True)
class Check:
    """Writes the worksheet downwards; `_differences` are the cells that must be 0."""

    ws: Worksheet
    styles: Styles
    words: Words
    _row: int = 6
    _scales: dict[tuple[Fraction, ...], str] = field(default_factory=dict)
    _differences: list[str] = field(default_factory=list)
    _widest: int = FIRST

    def write(self, tables: list[Printed]) -> None:
        """Head, scales, then one part for each table."""
        text, words = self.styles.text, self.words
        for column, width in _WIDTHS.items():
            self.ws.column_dimensions[letter(column)].width = width
        self._text(1, NUMBER, words("documents.check.title"), text("cd_check_title", size=14, bold=True))
        self._text(2, NUMBER, words("documents.check.about"), text("cd_check_about", size=9, grey=True))
        self._text(4, NUMBER, words("documents.check.sum"), text("cd_check_sum", size=11, bold=True))
        self._text(
            4, RACES_OFF, words("documents.check.sum_means"), text("cd_check_means", size=9, grey=True, indent=1)
        )
        self.ws.row_dimensions[4].height = 22.0
        self._list_scales(tables)
        for nth, printed in enumerate(tables):
            if nth:
                self.ws.row_breaks.append(Break(id=self._row - 1))
            self._part(printed)
        # A positive and a negative difference must not make up for each other.
        off = "+".join(f"SUMPRODUCT(ABS({area}))" for area in self._differences)
        self._put(
            4,
            TOTAL_OFF,
            f"={off or 0}",
            text(
                "cd_check_answer", size=12, bold=True, at="center", top=MEDIUM, bottom=MEDIUM, left=MEDIUM, right=MEDIUM
            ),
        )
        self._green(SUM_AT)
        self.ws.freeze_panes = f"{letter(PRINTED)}6"

    @property
    def last(self) -> tuple[int, int]:
        """The last row and column written."""
        return self._row - 2, self._widest

    # -- the scales
    def _list_scales(self, tables: list[Printed]) -> None:
        text, words = self.styles.text, self.words
        used = dict.fromkeys(scale for printed in tables for scale in audit_of(printed).scales if scale)
        self._text(self._row, NUMBER, words("documents.check.scales"), text("cd_check_part", size=11, bold=True))
        longest = max((len(scale) for scale in used), default=0)
        self._text(self._row + 1, NAME, words("documents.check.place"), text("cd_check_label", size=9, grey=True))
        for place in range(longest):
            self._put(self._row + 1, FIRST + place, place + 1, self._style("off"))
            self._wide(FIRST + place)
        self._row += 2
        for nth, scale in enumerate(used, start=1):
            name = f"CupDesk_Scale_{nth}"
            self._scales[scale] = name
            label = words("documents.check.scale", n=nth)
            self._text(self._row, NAME, label, text("cd_check_label", size=9, grey=True))
            for place, points in enumerate(scale):
                self._points(self._row, FIRST + place, points)
            area = f"${letter(FIRST)}${self._row}:${letter(FIRST + len(scale) - 1)}${self._row}"
            book = self.ws.parent
            assert book is not None
            book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(self.ws.title)}!{area}")
            self._row += 1
        self._row += 1

    # -- a table
    def _part(self, printed: Printed) -> None:
        audit = audit_of(printed)
        plan = Plan.of(self._row, [c for c in printed.table.columns if c.kind is Kind.RACE], audit)
        self._title(printed.table.title, plan)
        self._pays(audit, plan)
        self._heads(plan)
        first = self._row = plan.heads + 1
        rows = [row for block in printed.table.blocks for row in block.rows]
        for nth, (row, parts) in enumerate(zip(rows, audit.rows, strict=True)):
            last = self._lines(row, parts, audit, plan, printed)
            self._compare(nth, parts, audit, plan, printed, last)
            self._row = last + 1
        if rows:
            area = f"{at(TOTAL_OFF, first)}:{at(RACES_OFF, self._row - 1)}"
            self._differences.append(area)
            self._green(area)
        self._row += 2

    def _title(self, title: str, plan: Plan) -> None:
        for column in range(NUMBER, plan.total + 1):
            self.styles.dress(self.ws.cell(self._row, column), self.styles.text("cd_check_line", bottom=MEDIUM))
        self._text(self._row, NUMBER, title, self.styles.text("cd_check_table", size=11, bold=True, bottom=MEDIUM))
        self.ws.row_dimensions[self._row].height = 20.0

    def _pays(self, audit: Audit, plan: Plan) -> None:
        """What each race multiplies by and pays for pole and fastest lap."""
        for nth, (key, values) in enumerate(
            (("factor", audit.factors), ("pole", audit.poles), ("fastest", audit.fastest))
        ):
            self._label(plan.pays + nth, NAME, key)
            for race, value in enumerate(values):
                self._points(plan.pays + nth, plan.places.at(race), value)

    def _heads(self, plan: Plan) -> None:
        for area, key in ((plan.beside, "beside"), (plan.counts, "counts"), (plan.again, "again")):
            if area.length:
                self._label(plan.heads - 1, area.start, key)
                self.ws.column_dimensions[letter(area.start - 1)].width = GAP
        head = self.styles.text("cd_check_head_right", size=9, bold=True, at="right", bottom=MEDIUM)
        for area in (plan.places, plan.beside, plan.counts, plan.again):
            for race in range(area.length):
                self._text(plan.heads, area.at(race), plan.races[race], head)
                self._wide(area.at(race))
        left = self.styles.text("cd_check_head_left", size=9, bold=True, bottom=MEDIUM)
        self._text(plan.heads, NAME, self.words("documents.check.name"), left)
        for column, key in (
            (NUMBER, "number"),
            (PRINTED, "printed"),
            (TOTAL_OFF, "difference"),
            (RACES_OFF, "races_difference"),
            (plan.adjustment, "adjustment"),
            (plan.total, "total"),
        ):
            if column:
                self._text(plan.heads, column, self.words(f"documents.check.{key}"), head)
        for column in filter(None, (plan.adjustment, plan.total)):
            self._wide(column, TOTAL)

    def _lines(self, row: Row, parts: AuditRow, audit: Audit, plan: Plan, printed: Printed) -> int:
        """Name and races of a row, one line for each car that scored; the last worksheet row of it."""
        cells = dict(zip((column.key for column in printed.table.columns), row.cells, strict=True))
        name = cells.get("driver", cells.get("team"))
        said = f"{name.given} {name.surname}".strip() if isinstance(name, Name) else str(name or "")
        self._text(self._row, NUMBER, str(cells.get("number") or ""), self._style("number"))
        self._text(self._row, NAME, said, self.styles.text("cd_check_name", shrink=True, bottom=HAIR))
        lines = max([1, *(len(earned.places) for earned in parts.earned if earned)])
        for line in range(lines):
            for column in range(NUMBER if line else PRINTED, plan.total + 1):
                self.styles.dress(self.ws.cell(self._row + line, column), self._style("plain"))
            for race, earned in enumerate(parts.earned):
                self._race(self._row + line, race, line, earned, audit, plan)
        return self._row + lines - 1

    def _race(self, row: int, race: int, line: int, earned: Earned | None, audit: Audit, plan: Plan) -> None:
        """One race of a row: the place of its first (second …) car, what came beside, the points again."""
        column, factor = plan.places.at(race), at(plan.places.at(race), plan.pays, fixed=True)
        if earned is not None and line < len(earned.places):
            self._put(row, column, earned.places[line], self._style("read"))
        elif earned is not None and not line and earned.code:
            self._text(row, column, earned.code, self._style("read"))
        if earned is not None and not line:
            beside = [at(column, plan.pays + 1, fixed=True)] if earned.pole else []
            beside += [at(column, plan.pays + 2, fixed=True)] if earned.fastest else []
            if earned.extra:
                beside.append(f"{earned.extra.numerator}/{earned.extra.denominator}")
            if beside:
                self._formula(row, plan.beside.at(race), "+".join(beside), "plain")
        if plan.counts.length:
            self._put(row, plan.counts.at(race), int(earned is not None and earned.counts), self._style("read"))
        scale, place = self._scales.get(audit.scales[race]), at(column, row)
        paid = f"IF(ISNUMBER({place}),IFERROR(INDEX({scale},1,{place}),0)*{factor},0)" if scale else "0"
        self._formula(row, plan.again.at(race), f"{paid}+{at(plan.beside.at(race), row)}", "plain")

    def _compare(self, nth: int, parts: AuditRow, audit: Audit, plan: Plan, printed: Printed, last: int) -> None:
        """Printed total, total again, and both differences of the `nth` row."""
        row = self._row
        self._formula(row, PRINTED, printed.cell("points", nth), "plain")
        if plan.adjustment and parts.adjustment:
            self._points(row, plan.adjustment, parts.adjustment)
        self._formula(row, plan.total, total_again(parts, audit, plan, row, last), "total")
        off = f"{at(PRINTED, row)}-{at(plan.total, row)}"
        self._formula(row, TOTAL_OFF, f"ROUND({off},{DECIMALS})", "off")
        if plan.races:
            lines = (plan.again.cells(each, each) for each in range(row, last + 1))
            off = "-".join([printed.races(nth), *lines])
            self._formula(row, RACES_OFF, f"ROUND(SUMPRODUCT(ABS({off})),{DECIMALS})", "off")

    # -- cells
    def _text(self, row: int, column: int, words: str, style: str) -> None:
        put_text(self.ws.cell(row, column), words, style, self.styles)

    def _label(self, row: int, column: int, key: str) -> None:
        style = self.styles.text("cd_check_label", size=9, grey=True)
        self._text(row, column, self.words(f"documents.check.{key}"), style)

    def _put(self, row: int, column: int, value: int | float | str, style: str, form: str = "") -> None:
        cell = self.ws.cell(row, column)
        cell.value = value
        self.styles.dress(cell, style, form)

    def _points(self, row: int, column: int, points: Fraction) -> None:
        self._put(row, column, number(points), self._style("read"), points_format(points))

    def _formula(self, row: int, column: int, formula: str, style: str) -> None:
        self._put(row, column, f"={formula}", self._style(style))

    def _wide(self, column: int, width: float = RACE) -> None:
        self.ws.column_dimensions[letter(column)].width = width
        self._widest = max(self._widest, column)

    def _style(self, name: str) -> str:
        return self.styles.text(
            f"cd_check_{name}",
            bold=name in ("off", "total"),
            at="right",
            blue=name == "read",
            bottom=HAIR,
            fill=TINT if name == "total" else "",
        )

    def _green(self, area: str) -> None:
        for operator, ink, fill in (("equal", "0F5A2B", "D3EFDC"), ("notEqual", "A3160F", "FCE3E1")):
            rule = CellIsRule(operator=operator, formula=["0"])
            rule.dxf = DifferentialStyle(
                font=Font(b=True, color=ink), fill=PatternFill("solid", bgColor=fill, fgColor=fill)
            )
            self.ws.conditional_formatting.add(area, rule)
