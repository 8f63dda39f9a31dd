"""The seasons of a file: one begun from the one before, and turning from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cupdesk.rules.next_season import Carried, champions, next_season
from cupdesk.ui.controls.cells import run
from cupdesk.ui.controls.parts import dress, label
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.words.names import full_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season
    from cupdesk.ui.context import Context

_CARRIED = ("entries", "guests", "rounds", "officials", "letterhead")


class NextSeasonDialog(QDialog):
    """What a new season takes over from the one shown. `made` tells its code once it is in the file."""

    made = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        words, season = context.words, context.book.season
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("setup.next.title"))
        self.year = QSpinBox()
        self.year.setRange(season.year + 1, 2100)
        self.year.setAccessibleName(words("window.first.field_year"))
        self.boxes = {name: QCheckBox(words(f"setup.next.{name}")) for name in _CARRIED}
        for name, box in self.boxes.items():
            box.setChecked(getattr(Carried(), name))
        self.rules = QComboBox()
        self.rules.addItem(words("setup.next.same_rules", name=season.regulations.name[words.language]), "")
        from cupdesk.seasons.preset import presets  # reads every rule book: not at each start

        for preset in presets():
            self.rules.addItem(preset.name[words.language], preset.code)
        self.rules.setAccessibleName(words("window.first.field_preset"))
        self.rules.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rules.setMinimumContentsLength(34)
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        about = label("body", "secondary", self._about())
        about.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(words("setup.next.make"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(words("window.first.back"))
        buttons.accepted.connect(self.make)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(label("body", "secondary", words("window.first.field_year")), self.year)
        form.addRow(label("body", "secondary", words("window.first.field_preset")), self.rules)
        for i, box in enumerate(self.boxes.values()):
            form.addRow(label("body", "secondary", words("setup.next.carried") if not i else ""), box)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(form)
        for part in (about, self.problem, buttons):
            column.addWidget(part)
        self.setMinimumWidth(context.look.px(480))
        dress(self, context.look)
        self.year.setFocus()

    def _about(self) -> str:
        """What happens to results and champions."""
        words, book = self._context.words, self._context.book
        crowned = []
        for honour in champions(book):
            championship = book.season.regulations.championship(honour.championship)
            name = full_name(book, championship, honour.name, words)
            crowned.append(words("setup.next.champion", championship=championship.name[words.language], name=name))
        said = words("setup.next.about")
        return f"{said} {words('setup.next.champions', champions=', '.join(crowned))}" if crowned else said

    def season(self) -> Season:
        """The season as chosen here."""
        book, year = self._context.book, self.year.value()
        code = book.season.code
        old = str(book.season.year)
        code = code.replace(old, str(year)) if old in code else f"{code}-{year}"
        preset = self.rules.currentData()
        rules = None
        if preset:
            from cupdesk.seasons.preset import regulations  # as above

            rules = regulations(preset)
        entries, guests, rounds, officials, letterhead = (self.boxes[name].isChecked() for name in _CARRIED)
        carried = Carried(entries, guests, rounds, officials, letterhead, rules)
        return next_season(book, code, year, carried)

    def make(self) -> None:
        """Put the season into the file; what cannot be done is said here."""
        from cupdesk.seasons.checks import check  # as above

        desk = self._context.desk
        try:
            season = self.season()
            check(season)
            desk.store.add_season(season, desk.operator)
        except Trouble as trouble:
            self.problem.setText(self._context.words(trouble.key, **trouble.values))
            self.problem.show()
            return
        self.accept()
        self.made.emit(season.code)


class SeasonsDialog(QDialog):
    """The seasons of the file; Enter turns to one. `chosen` tells its code."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        words, store = context.words, context.desk.store
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("setup.seasons.title"))
        seasons = sorted((store.season(code) for code in store.season_codes()), key=lambda s: -s.year)
        model: RowsModel[Season] = RowsModel(
            [
                Column("year", words("setup.field.year"), lambda s: run(str(s.year), strong=True), 60, figures=True),
                Column("cup", words("window.first.field_cup"), lambda s: s.cup, 220, stretch=True),
                Column("entries", words("setup.register.entries"), lambda s: str(len(s.entries)), 80, figures=True),
                Column("rounds", words("setup.register.rounds"), lambda s: str(len(s.rounds)), 80, figures=True),
            ],
            lambda s: s.code,
        )
        model.set_rows(seasons)
        self.table = RowsTable(context, model, "seasons")
        self.table.setAccessibleName(words("setup.seasons.title"))
        self.table.doubleClicked.connect(lambda _: self._choose())
        self.table.select(context.book.season.code)
        about = label("small", "secondary", words("setup.seasons.about"))
        about.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(about)
        self.resize(context.look.px(520), context.look.px(260))
        dress(self, context.look)
        self.table.setFocus()

    def _choose(self) -> None:
        code = self.table.current_key()
        self.accept()
        if code:
            self.chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter turns to the season; Esc stays."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)
