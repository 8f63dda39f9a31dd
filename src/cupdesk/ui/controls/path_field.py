"""A file or folder in a form: typed, or chosen with the button beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from cupdesk.ui.controls.file_dialog import file_dialog

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

LINE_PX = 360


class PathField(QWidget):
    """`kind` is `folder`, `file` (to read) or `save`; `name` is said to screen readers and titles the dialog."""

    changed = Signal(str)

    def __init__(self, context: Context, name: str, kind: str, kinds: str = "") -> None:
        super().__init__()
        self._context, self._name, self._kind, self._kinds = context, name, kind, kinds
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setMinimumWidth(context.look.px(LINE_PX))
        self.line.textChanged.connect(self.changed)
        self.choose = QPushButton(context.words("session.export.choose"))
        self.choose.setAccessibleName(f"{name} {context.words('session.export.choose')}")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path | None:
        """What is chosen; `None` for nothing."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def put(self, path: Path | str) -> None:
        """Choose this."""
        self.line.setText(str(path))

    def _ask(self) -> None:
        dialog = file_dialog(self, self._context.words, self._name, self.line.text(), self._kinds)
        if self._kind == "folder":
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        elif self._kind == "save":
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.put)
        dialog.open()
