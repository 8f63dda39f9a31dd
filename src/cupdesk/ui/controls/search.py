"""A field over a table that it searches: the hand goes from one to the other without a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from cupdesk.ui.controls.table import RowsTable


def search_from(table: RowsTable, field: QLineEdit) -> None:
    """Have a digit typed on the table begin or continue the search, and Enter in the field go back to what was found."""

    def find(text: str) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.insert(text)

    table.typed.connect(find)
    field.returnPressed.connect(lambda: table.setFocus(Qt.FocusReason.OtherFocusReason))
