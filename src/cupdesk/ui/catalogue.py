"""The catalogue of offences under the decisions: Enter puts one into the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cupdesk.ui.lines_panel import Line, LinesPanel

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.entry_line import EntryLine


class Catalogue(LinesPanel):
    """The offences of the season, for one entry line."""

    def __init__(self, context: Context, line: EntryLine) -> None:
        super().__init__(context, "catalogue")
        self._line = line
        self.picked.connect(self._take)

    def open(self) -> None:
        """List the offences, with their short forms."""
        words, offences = self._context.words, self._context.book.season.offences
        lines = [
            Line(" · ".join(o.short) or o.code, f"{o.name[words.language]}  {o.article}".strip()) for o in offences
        ]
        self.say(words("session.decisions.catalogue"), lines)
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, index: int) -> None:
        """Put the offence picked in place of the last word, if that was none."""
        offence = self._context.book.season.offences[index]
        line, reading = self._line.text.text().rstrip(), self._line.reading
        if reading is not None and reading.refused and reading.on_second_enter:
            line = line.rpartition(" ")[0]
        self.hide()
        self._line.set_text(f"{line} {(offence.short or (offence.code,))[0]}".strip())
