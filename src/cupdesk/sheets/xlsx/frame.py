"""What stands round the table of a worksheet: cup, event, status band; fastest lap, decisions, notes, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.sheets.sheet import BOOK, Status
from cupdesk.sheets.xlsx.letterhead import LOGO_PT, bar, logo, strip, worn
from cupdesk.sheets.xlsx.styles import HAIR, MEDIUM, THIN, Styles
from cupdesk.sheets.xlsx.table import Columns, join, put_text
from cupdesk.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cupdesk.sheets.sheet import Sheet, Table

DECISION_AT, EFFECT_AT = 0.32, 0.70
"""Where decision and effect begin, as shares of the width."""
SIGN_PT = 40.0


class Frame:
    """Writes downwards from `row`; every text is merged over the columns it needs, so that nothing is cut."""

    def __init__(self, ws: Worksheet, sheet: Sheet, table: Table, columns: Columns, styles: Styles) -> None:
        self.ws, self.sheet, self.table, self.columns, self.styles = ws, sheet, table, columns, styles
        self.words = Words(sheet.language)
        self.row = 1

    def opening(self) -> None:
        """Cup and document, event and posting, the status band, the distance line, the table's title."""
        self._letterhead()
        sheet, text = self.sheet, self.styles.text
        number = "" if sheet.kind == BOOK else f"{self.words('documents.document')} {sheet.document or '______'}"
        posted = self.words("documents.posted_on", date=sheet.date, time=sheet.time) if sheet.date else ""
        self._pair(
            (sheet.cup, text("cd_title", size=15, bold=True)),
            (number, text("cd_document", size=15, bold=True, at="right")),
            24,
        )
        event = " – ".join(part for part in (sheet.event, sheet.circuit) if part)
        self._pair((event, text("cd_event", shrink=True)), (posted, text("cd_posted", size=9, at="right")), 16, 0.68)
        self._band()
        small = text("cd_line_right", size=9, grey=True, at="right", shrink=True)
        self._pair((sheet.line_left, text("cd_line", bold=True)), (sheet.line_right, small), 18, 0.42)
        title = self.table.title if not self.table.by_block else ""
        group = self.table.title if self.table.by_block else ""
        if title or group:
            note = self.table.headline or (self.table.blocks[0].note if self.table.blocks else "")
            style = text("cd_table_title", size=12, bold=True, vertical="bottom")
            headline = text("cd_headline", size=10, at="right", vertical="bottom", shrink=True)
            self._pair((title or group, style), (note, headline), 22, 0.3 if note else 1.0)

    def _letterhead(self) -> None:
        """The organiser's bar, then a row with his logo at the left and his lines at the right."""
        look = self.sheet.look
        if not worn(look):
            return
        bar(self.ws, look, self.columns, self.row)
        self.row += 1
        if look.logo or look.head:
            style = self.styles.text("cd_letterhead", size=9, at="right" if look.logo else "left", wrap=True)
            self.ws.row_dimensions[self.row].height = LOGO_PT if look.logo else 13.0 * len(look.head) + 3.0
            self._span("\n".join(look.head), style, 0.3 if look.logo else 0.0, 1.0)
            if look.logo:
                logo(self.ws, look.logo, self.columns, self.row)
            self.row += 1

    def _band(self) -> None:
        sheet = self.sheet
        final = sheet.status is Status.FINAL
        kind = sheet.status.value
        line = None if final else MEDIUM if sheet.status is Status.PROVISIONAL else THIN
        fill = {Status.FINAL: "000000", Status.SUPERSEDED: "CCCCCC"}.get(sheet.status, "")
        look = {"fill": fill, "white": final, "top": line, "bottom": line}
        left = self.styles.text(f"cd_band_{kind}", size=15, bold=True, indent=1, **look)  # type: ignore[arg-type]
        right = self.styles.text(f"cd_plate_{kind}", size=10, bold=True, at="right", indent=1, **look)  # type: ignore[arg-type]
        self._pair((f"{sheet.session} – {sheet.title}", left), (sheet.plate.strip(), right), 27, 0.62)

    def closing(self) -> None:
        """Everything under the table, in the order of the printed sheet."""
        sheet, text = self.sheet, self.styles.text
        note = text("cd_note", size=8, grey=True, wrap=True, vertical="top")
        if self.table.notes:
            self._wide(" · ".join(self.table.notes), text("cd_tie", size=9, wrap=True), 9, above=5)
        if sheet.fastest:
            self._head(self.words("documents.fastest_lap"))
            for nth, line in enumerate((sheet.fastest[0], " · ".join(sheet.fastest[1:]))):
                if line:
                    look = text("cd_fastest", bold=True) if nth == 0 else text("cd_fastest_more", size=9)
                    self._wide(line, look, 10, above=3)
        if sheet.decisions is not None:
            self._decisions()
        legend = (self.words("documents.legend.number"), *sheet.legend[1:]) if sheet.legend else ()
        if sheet.notes or legend:
            look = text("cd_legend", size=8, grey=True, wrap=True, vertical="bottom")
            self._wide(" · ".join((*sheet.notes, *legend)), look, 8, above=0 if self.table.notes else 6)
        self._signatures()
        if sheet.look.strip:
            strip(self.ws, sheet.look.strip, self.columns, self.row)
            self.row += 1
        if sheet.disclaimer:
            self._wide(sheet.disclaimer, note, 8)
        self._wide(f"SHA-256 {sheet.digest}", text("cd_digest", size=7, grey=True), 7)

    def _decisions(self) -> None:
        sheet, text = self.sheet, self.styles.text
        self._head(self.words("documents.decisions"))
        if not sheet.decisions:
            self._wide(self.words("documents.no_decision"), text("cd_plain", size=9), 10)
            return
        keys = ("doc", "number", "driver", "decision", "effect")
        head = text("cd_decision_head", size=8, bold=True, grey=True, bottom=HAIR)
        self._cells([self.words(f"documents.decision_{key}") for key in keys], head)
        self.row += 1
        body = text("cd_decision", size=9, wrap=True, bottom=HAIR)
        for line in sheet.decisions:
            self._cells([line.document, line.number, line.driver, line.decision, line.effect], body)
            lines = max(
                self._lines(line.decision, EFFECT_AT - DECISION_AT, 9), self._lines(line.effect, 1 - EFFECT_AT, 9)
            )
            self.ws.row_dimensions[self.row].height = 3.0 + 12.5 * lines
            self.row += 1

    def _signatures(self) -> None:
        sheet, text = self.sheet, self.styles.text
        if not sheet.signatures:
            return
        self.row += 1
        parts = max(len(sheet.signatures), 3)
        role = text("cd_sign_role", size=8, bold=True, top=MEDIUM)
        blank, line = text("cd_sign_space"), text("cd_sign_line", size=9, top=THIN, wrap=True, vertical="top")
        self.ws.row_dimensions[self.row + 1].height = SIGN_PT - 6.0 * sheet.landscape
        self.ws.row_dimensions[self.row + 2].height = 15.0 * max(self._lines(s.names, 0.3, 9) for s in sheet.signatures)
        for nth, signature in enumerate(sheet.signatures):
            start, end = nth / parts, (nth + 0.92) / parts
            words = f"{signature.role}   {self.words('documents.sign_time')}"
            self._span(words, role, start, end)
            self._span("", blank, start, end, self.row + 1)
            self._span(signature.names or self.words("documents.sign_name"), line, start, end, self.row + 2)
        self.row += 3

    # -- placing
    def _column(self, share: float) -> int:
        """The first column (1 first) that begins at or after this share of the width."""
        total, passed = sum(self.columns.widths), 0.0
        for index, width in enumerate(self.columns.widths):
            if passed + width / 2 > share * total:
                return index + 1
            passed += width
        return len(self.columns.widths) + 1

    def _span(self, words: str, style: str, start: float, end: float, row: int | None = None) -> None:
        first = self._column(start)
        self._merge(words, style, first, max(first, self._column(end) - 1), row or self.row)

    def _merge(self, words: str, style: str, first: int, last: int, row: int) -> None:
        for column in range(first, last + 1):
            self.styles.dress(self.ws.cell(row, column), style)
        put_text(self.ws.cell(row, first), words, style, self.styles)
        if last > first:
            join(self.ws, row, first, last)

    def _pair(self, left: tuple[str, str], right: tuple[str, str], height: float, split: float = 0.6) -> None:
        self.ws.row_dimensions[self.row].height = height
        self._span(*left, 0.0, split)
        if split < 1:
            self._span(*right, split, 1.0)
        self.row += 1

    def _head(self, words: str) -> None:
        self.ws.row_dimensions[self.row].height = 24.0
        style = self.styles.text("cd_block", bold=True, bottom=THIN, vertical="bottom")
        self._span(words, style, 0.0, 1.0)
        self.row += 1

    def _cells(self, texts: list[str], style: str) -> None:
        """Document, number, driver under the columns of the same kind; decision and effect share the rest."""
        edges = [1, 2, 3, self._column(DECISION_AT), self._column(EFFECT_AT), len(self.columns.widths) + 1]
        for words, first, end in zip(texts, edges, edges[1:], strict=False):
            self._merge(words, style, first, end - 1, self.row)

    def _wide(self, words: str, style: str, size: float, above: float = 0.0) -> None:
        self.ws.row_dimensions[self.row].height = (size + 4.0) * self._lines(words, 1.0, size) + above
        self._span(words, style, 0.0, 1.0)
        self.row += 1

    def _lines(self, words: str, share: float, size: float) -> int:
        """How many lines a text needs in a share of the width (Excel does not grow merged rows)."""
        characters = sum(self.columns.widths) * share * 10.5 / size
        return max(1, -(-len(words) // int(characters)))
