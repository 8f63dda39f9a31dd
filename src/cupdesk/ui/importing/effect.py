"""What taking a file does, in words: the order, the times, then every table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from cupdesk.ui.controls.parts import Heading
from cupdesk.ui.controls.rows_model import RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.supposing.what_if_rows import ChangeRow, change_columns, change_rows, change_sentence
from cupdesk.words.what_if import Change, effect, places_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.compare import PlaceChange
    from cupdesk.ui.context import Context


class EffectPanel(QFrame):
    """What taking does: the order, the times, then every table in words."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.heading = Heading()
        self.model: RowsModel[ChangeRow] = RowsModel(change_columns(), lambda row: row.number, _look, change_sentence)
        self.table = RowsTable(context, self.model, "import_effect")
        self.table.horizontalHeader().hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)

    def show_effect(self, now: Book, then: Book) -> None:
        """Say what differs between two books."""
        words = self._context.words
        self.heading.say(words("imports.effect.title"), "" if then is not now else words("imports.effect.nothing"))
        rows: list[ChangeRow] = []
        if then is not now:
            found = effect(now, then, words)
            refs = dict.fromkeys(change.session for change in found.places)
            language = words.language
            first = [(then.session(r).name[language], self._order(now, then, r, found.places)) for r in refs]
            first = [(words("imports.effect.order"), first[0][1])] if len(first) == 1 else first
            for name, text in (*first, (words("imports.effect.times"), self._times(now, then))):
                if text:
                    rows.append(ChangeRow(len(rows), name, Change("", "places", "", text)))
            told = tuple(each for each in found.changes if each.kind != "partial")
            if len(told) < len(found.changes):
                waits = Change("", "partial", "", words("imports.effect.partial"))
                told = (waits, *told)
            more = change_rows(told, then.season.regulations.championships, language)
            rows += [ChangeRow(len(rows) + i, row.name, row.change) for i, row in enumerate(more)]
        self.model.set_rows(rows, repaint=True)
        self.table.select(self.model.key_at(0))
        self.table.setAccessibleName(words("imports.effect.title"))

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self.model.set_columns(change_columns())

    def _order(self, now: Book, then: Book, ref: str, places: Sequence[PlaceChange]) -> str:
        words = self._context.words
        if not now.has_result(ref):
            return words("imports.effect.placed", n=len(then.session(ref).order))
        return places_said(then, [each for each in places if each.session == ref], words)

    def _times(self, now: Book, then: Book) -> str:
        """How many total times and best laps are other than before."""
        words = self._context.words
        counts = {"total": 0, "best": 0}
        for ref in then.sessions():
            before, after = now.session(ref), then.session(ref)
            if before is after:
                continue
            for finish in after.finishes:
                was = before.finish(finish.number)
                counts["total"] += (finish.total_ms, finish.gap_ms) != (was.total_ms, was.gap_ms)
                counts["best"] += finish.best_ms != was.best_ms
        return ", ".join(words(f"imports.effect.{key}", n=n) for key, n in counts.items() if n)


def _look(row: ChangeRow) -> RowLook:
    return RowLook("changed", "accent") if row.change.kind == "title" else RowLook(line=False)
