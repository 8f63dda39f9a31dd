"""The dialog that asks for a file or a folder, in the window's words where Qt's own translation has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from cupdesk.words import Words

_LABELS = {"look_in": QFileDialog.DialogLabel.LookIn, "file_type": QFileDialog.DialogLabel.FileType}


def file_dialog(parent: QWidget, words: Words, title: str, place: str, kinds: str = "") -> QFileDialog:
    """A dialog to open, on a folder or with a file name; `kinds` of files as Qt writes them."""
    dialog = QFileDialog(parent, title, place, kinds)
    for key, label in _LABELS.items():
        dialog.setLabelText(label, words(f"window.ask.{key}"))
    return dialog
