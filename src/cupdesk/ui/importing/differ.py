"""Typed order and file side by side, car by car: which side wins is settled before anything is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.parts import Heading, Segments, region
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.importing.columns import differ_columns
from cupdesk.ui.importing.rows import DifferRow, differ_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.imports import Filed
    from cupdesk.ui.context import Context

_LEAST_ROWS, _MOST_ROWS = 5, 8


class DifferPanel(QFrame):
    """Every car typed otherwise than filed. `settled` tells the cars that stay as typed."""

    settled = Signal(frozenset)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.heading = Heading()
        self.model: RowsModel[DifferRow] = RowsModel([], lambda row: row.number, sentence=self._sentence)
        self.table = RowsTable(context, self.model, "import_differ")
        self.wins = Segments(("filed", "typed"))
        self.wins.chosen.connect(lambda key: self._all(typed=key == "typed"))
        strip, row = region("frame", 34)
        row.addWidget(self.wins)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(strip)
        self.keys: list[tuple[QAction, str]] = []
        self._action("turn", "Space", lambda: self._one(None))
        self._action("keep", "Left", lambda: self._one(typed=True))
        self._action("take", "Right", lambda: self._one(typed=False))

    def _action(self, key: str, keys: str, does: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: does())
        self.table.addAction(action)
        self.keys.append((action, f"imports.differ.{key}"))

    def add_everywhere(self, *tables: QWidget) -> None:
        """Settle all at once by a key on these tables."""
        for key, letter in (("filed", "F"), ("typed", "T")):
            action = QAction(self)
            action.setShortcut(QKeySequence(letter))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, key=key: self._all(typed=key == "typed"))
            for table in tables:
                table.addAction(action)
            self.keys.append((action, f"imports.differ.all_{key}"))

    @property
    def _kept(self) -> frozenset[str]:
        rows = [self.model.row(i) for i in range(self.model.rowCount())]
        return frozenset(row.number for row in rows if row and row.kept)

    def _one(self, typed: bool | None) -> None:
        row = self.model.row(self.model.index_of(self.table.current_key()))
        if row is not None:
            keep = not row.kept if typed is None else typed
            self.settled.emit(self._kept | {row.number} if keep else self._kept - {row.number})

    def _all(self, *, typed: bool) -> None:
        rows = [self.model.row(i) for i in range(self.model.rowCount())]
        if rows:
            self.settled.emit(frozenset(row.number for row in rows if row) if typed else frozenset())

    def show_file(self, filed: Filed) -> None:
        """Show the cars typed otherwise."""
        words, key = self._context.words, self.table.current_key()
        rows = differ_rows(filed, self._context.book, words)
        kept = sum(1 for row in rows if row.kept)
        note = words("imports.differ.count", n=len(rows))
        self.heading.say(words("imports.differ.title"), f"{note} · {words('imports.differ.hint')}")
        self.model.set_rows(rows)
        self.table.setAccessibleName(f"{words('imports.differ.title')}, {note}")
        self.table.select(key if self.model.index_of(key) >= 0 else self.model.key_at(0))
        self.wins.choose("filed" if not kept else "typed" if kept == len(rows) else "")
        look = self._context.look
        row, head = look.row_height(0, 1), self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + row * min(len(rows), _LEAST_ROWS))
        self.table.setMaximumHeight(head + row * min(max(len(rows), 1), _MOST_ROWS) + 2)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.model.set_columns(differ_columns(CarCells(self._context), words))
        texts = {key: f"{words(f'imports.differ.all_{key}')}  {key[0].upper()}" for key in ("filed", "typed")}
        self.wins.say(words("imports.differ.title"), texts)
        for action, key in self.keys:
            action.setText(words(key))

    def _sentence(self, row: DifferRow) -> str:
        words = self._context.words
        wins = words(f"imports.differ.{'typed' if row.kept else 'filed'}")
        return words("imports.differ.sentence", car=row.number, typed=row.typed, filed=row.filed, wins=wins)
