"""The head of the import: what is read into what, the buttons; under it the file as understood, its sheet and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.imports import listed_sheets, say
from cupdesk.ui.controls.parts import Elided, ground, label, region
from cupdesk.ui.rule_book.setting_controls import ChoiceControl
from cupdesk.words.names import session_and_round

if TYPE_CHECKING:
    from cupdesk.imports import Filed, Recognised
    from cupdesk.ui.context import Context

_FACTS = ("file", "layout", "columns")


class ImportHead(QFrame):
    """Name and buttons over the facts of a file. `place_chosen` and `sheet_chosen` tell what a person chose."""

    place_chosen = Signal(str)
    sheet_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sheets: tuple[str, ...] = ()
        self._tight, self._taking = False, ""
        self.name, self.about = Elided("session"), Elided("small", "secondary")
        self.match, self.leave, self.take = QPushButton(), QPushButton(), QPushButton()
        self.match.setCheckable(True)
        self.take.setDefault(True)
        head, row = region("head", 44)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 3, 0, 3)
        names.addWidget(self.name)
        names.addWidget(self.about)
        left = QWidget()
        left.setLayout(names)
        left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(left, 1)
        for button in (self.match, self.leave, self.take):
            button.setProperty("role", "body")
            button.setAutoDefault(False)
            row.addWidget(button)
        self._heads = {key: label("small", "secondary") for key in (*_FACTS, "sheet", "place")}
        self.facts = {key: Elided("small") for key in _FACTS}
        self.sheet, self.place = ChoiceControl(context), ChoiceControl(context)
        self.sheet.edited.connect(self.sheet_chosen)
        self.place.edited.connect(self.place_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._laid_out())

    def _laid_out(self) -> QFrame:
        about = ground("base")
        grid = QGridLayout(about)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        first, *others = self.facts.items()
        controls: dict[str, QWidget] = dict((first, ("place", self.place), *others, ("sheet", self.sheet)))
        for i, (key, control) in enumerate(controls.items()):
            row, at = divmod(i, 2)
            grid.addWidget(self._heads[key], row, at * 2)
            side = Qt.AlignmentFlag.AlignLeft if isinstance(control, ChoiceControl) else Qt.AlignmentFlag(0)
            grid.addWidget(control, row, at * 2 + 1, side)
        for at in (1, 3):
            grid.setColumnStretch(at, 1)
        return about

    def show_file(self, filed: Filed, *, listed: bool) -> None:
        """Say what is known of a file, and offer its sheets and the places it can go to."""
        words, found = self._context.words, filed.recognised
        self.name.setText(words(f"imports.{'entries' if listed else 'window'}.title"))
        self.facts["file"].setText(filed.path.name)
        said = self._said(found) if found is not None else dict.fromkeys(_FACTS[1:], "")
        for key, text in said.items():
            self.facts[key].setText(text)
        self._offer_places(filed, listed=listed)
        self._sheets = self._named_sheets(found)
        self.sheet.show_text(found.table.name if found else "", [(name, name) for name in self._sheets])
        self.sheet.setEnabled(len(self._sheets) > 1)
        for part in (self.sheet, self._heads["sheet"]):
            part.setVisible(len(self._sheets) > 1)
        self.match.setEnabled(found is not None)

    def _said(self, found: Recognised) -> dict[str, str]:
        words, source = self._context.words, found.source
        used = sum(1 for head in found.heads.heads if head.column)
        kind = source.format.upper()
        read = f"{kind}, {source.encoding.upper()}" if source.encoding else kind
        key = "imports.facts.remembered" if found.choice.columns else "imports.facts.used"
        named = sum(1 for head in found.heads.heads if head.text)
        return {
            "layout": f"{say.layout_name(found.layout, words)} · {read}",
            "columns": words(key, used=used, all=named),
        }

    def _named_sheets(self, found: Recognised | None) -> tuple[str, ...]:
        """The sheets with cars first, the best of them first; then the others."""
        if found is None or len(found.source.tables) < 2:
            return ()
        ranked = [each.table.name for each in listed_sheets(found.source, found.choice)]
        return tuple(dict.fromkeys(name for name in (*ranked, *found.sheets) if name))

    def _offer_places(self, filed: Filed, *, listed: bool) -> None:
        book, words = self._context.book, self._context.words
        if listed:
            places = [("", words("imports.entries.season"))]
            places += [(each.code, each.name[words.language]) for each in book.season.rounds]
        else:
            places = [(ref, session_and_round(book, ref, words)) for ref in book.sessions()]
        self.place.show_text(filed.place, places)

    def turn_sheet(self, by: int) -> None:
        """Read the sheet before or after."""
        if len(self._sheets) > 1:
            at = self._sheets.index(str(self.sheet.currentData()))
            self.sheet_chosen.emit(self._sheets[(at + by) % len(self._sheets)])

    def say_take(self, text: str) -> None:
        """Name what the button takes."""
        self._taking = text
        self._say_buttons()

    def set_tight(self, *, tight: bool) -> None:
        """Leave the keys off the buttons where there is little room; the menu and the help have them."""
        self._tight = tight
        self._say_buttons()

    def _say_buttons(self) -> None:
        words = self._context.words
        for button, text, key in (
            (self.match, words("imports.heads.show"), "F2"),
            (self.leave, words("imports.window.leave"), words("imports.window.escape")),
            (self.take, self._taking, "Ctrl+⏎"),
        ):
            button.setText(text if self._tight else f"{text}  {key}")
            button.setToolTip(key if self._tight else "")

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for key, head in self._heads.items():
            head.setText(words(f"imports.facts.{key}"))
        self.sheet.setAccessibleName(words("imports.facts.sheet"))
        self.place.setAccessibleName(words("imports.facts.place"))
        self._say_buttons()
