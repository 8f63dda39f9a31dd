"""Comparing two documents: one is marked, then the other; what differs is told line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.sheets.differences import differences, said_otherwise
from cupdesk.sheets.frozen import thawed
from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.documents import Document
    from cupdesk.ui.context import Context


class Comparing(LinesPanel):
    """The panel that tells what two documents say differently."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "compared_documents", labels=44)
        self._surroundings = context
        self.hide()

    def compare(self, one: Document, other: Document) -> None:
        """Tell what the later of two documents says otherwise than the earlier."""
        words, language = self._surroundings.words, self._surroundings.document_language
        first, second = sorted((one, other), key=lambda each: (each.posted, each.number))
        title = words("session.register.compared", first=first.number, second=second.number)
        if first.kind != second.kind:
            self.say(title, [Line("", words("session.register.other_kinds"), "problem")])
            return
        try:
            season = self._surroundings.book.season
            found = differences(thawed(season, first, language), thawed(season, second, language))
        except Trouble as trouble:
            self.say(title, [Line("", words(trouble.key, **trouble.values), "problem")])
            return
        told = [Line(str(n), said_otherwise(change, words)) for n, change in enumerate(found, 1)]
        self.say(title, told or [Line("", words("session.register.same"))])
