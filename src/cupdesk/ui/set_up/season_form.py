"""The form for a new season: the rule book it begins with, shipped or from a file, the cup's name and the year."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
)

from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.parts import label
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.session import Text
    from cupdesk.ui.main_window import MainWindow

_USUAL = "pccf-2023"
_FIELD = 360


class SeasonForm(QFrame):
    """`wanted(preset, cup, year)`: a person wants this season, its preset a code or the path of a file; `left`: none of it."""

    wanted = Signal(object, str, int)
    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.setProperty("region", "base")
        self._presets: list[tuple[str | Path, Text]] = []
        self._head, self._about = label("session"), label("body", "secondary")
        self._about.setWordWrap(True)
        self._labels = {key: label("body", "secondary") for key in ("preset", "cup", "year")}
        self.preset, self.cup, self.year = QComboBox(), QLineEdit(), QSpinBox()
        self.from_file = QPushButton()
        self.from_file.clicked.connect(self._ask_file)
        self.from_file.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.cup.setMaxLength(80)
        self.cup.textChanged.connect(self._check)
        self.cup.returnPressed.connect(self._want)
        self.year.setRange(1900, 2100)
        self.year.setValue(datetime.now().year)  # noqa: DTZ005
        self._make, self._back = QPushButton(), QPushButton()
        self._make.setDefault(True)
        self._make.clicked.connect(self._want)
        self._back.clicked.connect(self.left)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for key, field in self._fields().items():
            field.setFixedWidth(_FIELD)
            field.setProperty("height100", 27)
            form.addRow(self._labels[key], field)
            if field is self.preset:
                form.addRow("", self.from_file)
        buttons = QHBoxLayout()
        buttons.addWidget(self._make)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)
        self.column.addWidget(self._head)
        self.column.addWidget(self._about)
        self.column.addSpacing(8)
        self.column.addLayout(form)
        self.column.addSpacing(8)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def _fields(self) -> dict[str, QComboBox | QLineEdit | QSpinBox]:
        return {"preset": self.preset, "cup": self.cup, "year": self.year}

    def begin(self) -> None:
        """Show the presets there are; the keyboard is where the cup's name is typed."""
        if not self._presets:
            from cupdesk.seasons.preset import presets  # reads every rule book: not at each start

            self._presets = [(preset.code, preset.name) for preset in presets()]
            self._show_presets(next((i for i, (code, _) in enumerate(self._presets) if code == _USUAL), 0))
        self._check()
        self.cup.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: Path) -> None:
        """Offer the rule book of a file and choose it; what is wrong with it is said, and the choice stays."""
        from cupdesk.seasons.preset import read_preset  # as above

        try:
            rules, _ = read_preset(path)
        except Trouble as trouble:
            self._window.files.say_trouble(trouble)
            return
        self._window.notice.clear()
        self._presets = [*(each for each in self._presets if each[0] != path), (path, rules.name)]
        self._show_presets(len(self._presets) - 1)
        self.cup.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_presets(self, chosen: int) -> None:
        """All rule books by name, those of files with their file."""
        language = self._window.words.language
        self.preset.clear()
        for preset, name in self._presets:
            self.preset.addItem(f"{name[language]} ({preset.name})" if isinstance(preset, Path) else name[language])
        self.preset.setCurrentIndex(chosen)

    def _ask_file(self) -> None:
        words, folder = self._window.words, self._window.files.folder
        dialog = file_dialog(self, words, words("window.ask.preset"), str(folder), words("rulebook.preset.filter"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _check(self) -> None:
        self._make.setEnabled(bool(self.cup.text().strip()))

    def _want(self) -> None:
        cup = self.cup.text().strip()
        if cup:
            self.wanted.emit(self._presets[self.preset.currentIndex()][0], cup, self.year.value())

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._window.words
        self._head.setText(words("window.first.new"))
        self._about.setText(words("window.first.form"))
        for key, field in self._fields().items():
            self._labels[key].setText(words(f"window.first.field_{key}"))
            field.setAccessibleName(words(f"window.first.field_{key}"))
        self.from_file.setText(words("window.first.from_file"))
        self.from_file.setAccessibleDescription(words("window.ask.preset"))
        self._show_presets(self.preset.currentIndex())
        self._make.setText(words("window.first.make"))
        self._back.setText(words("window.first.back"))
