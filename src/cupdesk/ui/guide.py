"""The guided card under the season tree: what to type next in the example season."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

from PySide6.QtWidgets import QFrame


class Guide(QFrame):
    """Follows what has been entered; hidden on other seasons, or when closed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.hide()

    def refresh(self) -> None:
        """Follow."""

    def retranslate(self) -> None:
        """Turn."""
