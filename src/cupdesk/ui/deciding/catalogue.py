"""The catalogue of offences under the decisions: Enter puts one into the line, F2 goes to where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.words.names import sanction_short

if TYPE_CHECKING:
    from cupdesk.rules.model import Offence
    from cupdesk.ui.context import Context
    from cupdesk.ui.entering.entry_line import EntryLine


class Catalogue(LinesPanel):
    """The offences of the season, for one entry line."""

    def __init__(self, context: Context, line: EntryLine) -> None:
        super().__init__(context, "catalogue")
        self._line = line
        self.picked.connect(self._take)
        edit = QAction(self)
        edit.setShortcut(QKeySequence("F2"))
        edit.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        edit.triggered.connect(lambda _=False: self._edit())
        self.table.addAction(edit)

    def open(self) -> None:
        """List the offences, with their short forms."""
        words = self._context.words
        lines = [Line(" · ".join(o.short) or o.code, self._said(o)) for o in self._context.book.season.offences]
        self.say(words("session.decisions.catalogue"), lines, words("session.decisions.catalogue_keys"))
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _said(self, offence: Offence) -> str:
        """`False start  R-2  +5 s`: name, article, usual sanction."""
        words = self._context.words
        usual = ", ".join(sanction_short(sanction, words) for sanction in offence.usual)
        return "  ".join(part for part in (offence.name[words.language], offence.article, usual) if part)

    def _edit(self) -> None:
        """Go to the offence in the catalogue of the season, to write it otherwise."""
        offences, row = self._context.book.season.offences, self.table.currentIndex().row()
        if 0 <= row < len(offences):
            self.hide()
            self._context.page_wanted.emit("ledger")
            self._context.line_wanted.emit("offences", offences[row].code)

    def _take(self, index: int) -> None:
        """Put the offence picked in place of the last word, if that was none."""
        offence = self._context.book.season.offences[index]
        line, reading = self._line.text.text().rstrip(), self._line.reading
        if reading is not None and reading.refused and reading.on_second_enter:
            line = line.rpartition(" ")[0]
        self.hide()
        self._line.set_text(f"{line} {(offence.short or (offence.code,))[0]}".strip())
