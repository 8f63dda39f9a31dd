"""A table one picks a row from with Enter or a double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from cupdesk.ui.controls.table import RowsTable

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import RowsModel


class PickTable(RowsTable):
    """`picked` tells what the row taken is known by."""

    picked = Signal(object)

    def __init__(self, context: Context, model: RowsModel[Any], name: str) -> None:
        super().__init__(context, model, name)
        self.doubleClicked.connect(lambda index: self.picked.emit(model.key_at(index.row())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key() is not None:
            self.picked.emit(self.current_key())
            return
        super().keyPressEvent(event)
