"""The two small windows of the Help menu: all keys, and what this program is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from cupdesk import __version__
from cupdesk.ui.controls.cells import run
from cupdesk.ui.controls.parts import label
from cupdesk.ui.controls.rows_model import Column, RowsModel, Strip
from cupdesk.ui.controls.table import RowsTable

if TYPE_CHECKING:
    from cupdesk.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class KeyLine:
    """An action and its keys, as shown."""

    action: str
    keys: str
    about: str


class KeysDialog(QDialog):
    """Every action of the menus with its keys; printed as a sheet for the wall."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        words, self._window = window.words, window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("window.keys.title"))
        model: RowsModel[KeyLine] = RowsModel(
            [
                Column("keys", words("window.keys.keys"), lambda line: run(line.keys, strong=True), 150),
                Column("action", words("window.keys.action"), lambda line: line.action, 220),
                Column("about", words("window.keys.about"), lambda line: run(line.about, "text2"), 240, stretch=True),
            ],
            lambda line: line,
        )
        rows: list[KeyLine | Strip] = []
        for menu, actions in window.actions_.by_menu():
            rows.append(Strip(menu))
            rows += [_line(action) for action in actions]
        model.set_rows(rows)
        self.table = table = RowsTable(window, model, "keys")
        table.setAccessibleName(words("window.keys.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table)
        self.print_button = QPushButton(f"{words('window.keys.print')}  Ctrl+P")
        self.print_button.setShortcut(QKeySequence("Ctrl+P"))
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self.print_sheet)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        column.addLayout(foot)
        self.resize(760, 620)

    def print_sheet(self) -> None:
        """Ask for a printer, then print the sheet of keys."""
        from cupdesk.ui.helping.keys_paper import ask_printer  # with printing: not at each start

        ask_printer(self, self.menus(), self._window.words, self._window.status.say)

    def menus(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each menu with its lines that have keys: keys, action."""
        menus = []
        for menu, actions in self._window.actions_.by_menu():
            lines = [(line.keys, line.action) for line in map(_line, actions) if line.keys]
            menus.append((menu, lines))
        return menus


class AboutDialog(QDialog):
    """Name, version, licence, where the data are."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        words = window.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("window.about.title"))
        mark, name = QLabel(), label("session", text=f"CupDesk {__version__}")
        mark.setPixmap(window.look.pixmap("cupdesk", 40))
        name.setFont(window.look.font("session"))
        text = label("body", text=words("window.about.text"))
        text.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(words("window.close_strip"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for part in (mark, name, text, buttons):
            column.addWidget(part)
        self.setFixedWidth(460)


def keys_said(action: QAction) -> str:
    """The keys of an action; Return and the Enter of the number block are one key to a person."""
    portable = (key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts())
    once = dict.fromkeys(key.replace("Return", "Enter") for key in portable)
    return "  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in once)


def _line(action: QAction) -> KeyLine:
    text = action.text().replace("&", "")
    return KeyLine(text, keys_said(action), action.statusTip() if action.statusTip() != text else "")
