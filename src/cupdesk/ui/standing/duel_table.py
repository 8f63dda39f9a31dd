"""Who is champion after the next race, by the places of two contenders: own place down, the rival's across."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from cupdesk.ui.controls.cells import MISSING, Cell, run
from cupdesk.ui.controls.parts import Heading, label
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.duel import Duel
    from cupdesk.ui.context import Context

_LINE, _WIDTH, _OPEN = 21, 25, "?"


@dataclass(frozen=True, slots=True)
class DuelRow:
    """The outcomes of one own place, by the rival's places."""

    place: int
    cells: tuple[str | None, ...]


class DuelTable(QFrame):
    """The table with its heading, who is who, and what `?` means; or the sentence why there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._names: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        self.setProperty("region", "base")
        self.heading = Heading("Ctrl+C")
        self.about = label("small", "secondary")
        self.legend = label("small", "secondary")
        for each in (self.about, self.legend):
            each.setWordWrap(True)
            each.setContentsMargins(12, 5, 12, 4)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.model: RowsModel[DuelRow] = RowsModel(
            [], lambda row: row.place, lambda _: RowLook(line=True), self._sentence
        )
        self.table = RowsTable(context, self.model, "duel", line_height=_LINE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.heading, self.about, self.table, self.legend):
            column.addWidget(widget)

    def show_duel(self, duel: Duel | None, names: dict[str, str], tokens: dict[str, str], reason: str) -> None:
        """Show a duel: `names` and colour `tokens` of both by key; `reason` is said where there is none."""
        words = self._context.words
        self._names, self._tokens = names, tokens
        self.heading.say(words("fight.duel"))
        told = duel is not None and any(any(row) for row in duel.cells)
        self.table.setVisible(told)
        self.legend.setVisible(told)
        if duel is None or not told:
            self.about.setText(words("fight.duel_open") if duel is not None else reason)
            self.model.set_rows([])
            return
        own, rival = names[duel.own], names[duel.rival]
        self.about.setText(words("fight.duel_sides", own=own, rival=rival))
        letters = self._letters(duel)
        self.legend.setText(
            words("fight.duel_legend", a=letters[duel.own], own=own, b=letters[duel.rival], rival=rival)
        )
        self.model.set_rows([])  # the outcomes of two others have no letters in these columns
        self.model.set_columns(self._columns(duel, letters))
        self.model.set_rows([DuelRow(i, row) for i, row in enumerate(duel.cells, 1)], repaint=True)
        self.table.setAccessibleName(words("fight.duel_name", own=own, rival=rival))
        look = self._context.look
        self.table.setFixedHeight(look.px(_LINE) * len(duel.cells) + look.px(24) + 2)

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet or a message."""
        columns = range(len(self.model.columns))
        head = "\t".join(column.head for column in self.model.columns)
        rows = [
            "\t".join(str(self.model.index(r, c).data() or "") for c in columns) for r in range(self.model.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join([head, *rows]))

    def _letters(self, duel: Duel) -> dict[str, str]:
        """The first letters of both, or their numbers where these are the same."""
        own, rival = self._names[duel.own][:1].upper(), self._names[duel.rival][:1].upper()
        return {duel.own: own, duel.rival: rival} if own != rival else {duel.own: "1", duel.rival: "2"}

    def _columns(self, duel: Duel, letters: dict[str, str]) -> list[Column[DuelRow]]:
        words = self._context.words

        def cell(i: int) -> Callable[[DuelRow], Cell]:
            def made(row: DuelRow) -> Cell:
                key = row.cells[i]
                if key is None:
                    return run(MISSING, "text3", spoken=words("fight.same_place"))
                if not key:
                    return run(_OPEN, "text3", spoken=words("fight.open"))
                tint = "changed" if key == duel.own else "attention_tint"
                return replace(run(letters[key], self._tokens[key], strong=True, spoken=self._names[key]), tint=tint)

            return made

        rival = self._names[duel.rival]
        return [
            Column("place", "", lambda row: run(str(row.place), strong=True), 34, figures=True),
            *(
                Column(
                    f"rival:{i + 1}",
                    str(i + 1),
                    cell(i),
                    _WIDTH,
                    align="centre",
                    stretch=True,
                    full=words("fight.place_of", name=rival, place=i + 1),
                    tight=True,
                )
                for i in range(len(duel.cells))
            ),
        ]

    def _sentence(self, row: DuelRow) -> str:
        won = [self._names[key] if key else self._context.words("fight.open") for key in row.cells if key is not None]
        return f"{row.place}, {', '.join(won)}"
