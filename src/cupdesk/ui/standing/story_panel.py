"""In the dock beside the decisions: what is told of the current one, its path and why its car has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cupdesk.ui.controls.cells import Runs, run
from cupdesk.ui.controls.parts import Heading
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.deciding.decision_story import Story

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.lines_panel import Line

_LINE, _LABEL, _MOST = 19, 108, 10
_NOTHING = Story("", "", ())


class StoryPanel(QFrame):
    """Heading and a few lines; gone while there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.heading = Heading("?")
        columns: list[Column[tuple[int, Line]]] = [
            Column("label", "", lambda line: run(line[1].label, "text2", small=True), _LABEL),
            Column("text", "", _text, 120, stretch=True),
        ]
        self._model: RowsModel[tuple[int, Line]] = RowsModel(
            columns, lambda line: line[0], lambda _: RowLook(line=False)
        )
        self._table = RowsTable(context, self._model, "story_panel", line_height=_LINE)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setSelectionMode(RowsTable.SelectionMode.NoSelection)
        self._table.horizontalHeader().hide()
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addSpacing(4)
        column.addWidget(self._table)
        column.addSpacing(4)
        self.hide()
        context.story_changed.connect(self.refresh)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is told."""
        return tuple(row[1] for row in self._model.rows() if isinstance(row, tuple))

    def refresh(self) -> None:
        """Tell what the screen shown has to tell now."""
        story = self._context.story or _NOTHING
        self.setVisible(bool(story.lines))
        self.heading.say(story.title, story.about)
        self._table.setAccessibleName(story.title)
        self._model.set_rows(list(enumerate(story.lines[:_MOST])))
        self._table.setFixedHeight(self._context.look.px(_LINE) * len(story.lines[:_MOST]))


def _text(line: tuple[int, Line]) -> Runs:
    said = line[1].text
    return Runs(run(said, small=True).runs, spoken=said, tip=said)
