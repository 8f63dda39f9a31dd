"""The table behind a picture: the same figures, a Tab away; it goes behind again when the keyboard leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from cupdesk.ui.controls.table import RowsTable

if TYPE_CHECKING:
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.rows_model import RowsModel


class BehindTable(RowsTable):
    """The table of a stack whose other widget is the picture; `left` tells that the keyboard has gone on."""

    left = Signal()

    def __init__(self, context: Context, model: RowsModel[Any], name: str) -> None:
        super().__init__(context, model, name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go behind the picture again."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Shift+Tab goes back to the picture."""
        if forward:
            return super().focusNextPrevChild(forward)
        self.left.emit()
        parent = self.parentWidget()
        assert parent is not None
        parent.setFocus(Qt.FocusReason.BacktabFocusReason)
        return True
