"""What is copied for other programs: a text, and the same as HTML beside it."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication


def put_on_clipboard(text: str, html: str = "") -> None:
    """Put a text on the clipboard, with its HTML form for programs that take one."""
    board = QGuiApplication.clipboard()
    if not html:
        board.setText(text)
        return
    # The clipboard outlives Python, and a QMimeData made in Python crashes the program on leaving: let Qt make one.
    maker = QStringListModel([""])
    data = maker.mimeData([maker.index(0, 0)])
    data.clear()
    data.setText(text)
    data.setHtml(html)
    board.setMimeData(data)
