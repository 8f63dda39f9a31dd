"""What the letterhead's form is made of: a row with its name and what is said under it, a colour, lines, a row of choices."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cupdesk.rules.colours import WHITE, WORDS, contrast, readable
from cupdesk.rules.letterhead import FIELDS, LONGEST_LINE, MOST_LINES, unknown_field
from cupdesk.rules.session import Text
from cupdesk.ui.controls.parts import label, set_tone
from cupdesk.ui.rule_book.setting_controls import CODE, HEIGHT, TextControl
from cupdesk.words import LANGUAGES, figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cupdesk.ui.context import Context

NAMES = 104
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_SWATCH = 16
_IN_A_ROW = 3


class Setting(QWidget):
    """A row of the form: its name, its controls in `body`, and under them what is to be said of it."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.context, self.key = context, name
        self.name = label("body", "secondary")
        self._remark = label("small", "secondary")
        self._remark.setWordWrap(True)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._remark.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(self.body)
        column.addWidget(self._remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(8)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    @property
    def remark(self) -> str:
        """What is said under the row; "" if nothing is."""
        return self._remark.text()

    @property
    def title(self) -> str:
        """The row's name in the window's language."""
        return self.context.words(f"look.setting.{self.key}")

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """Say something under the row, in a tone (`problem`, `attention`); "" takes it away."""
        self._remark.setText(sentence)
        set_tone(self._remark, "tone", tone)
        self._remark.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        look = self.context.look
        self.name.setText(self.title)
        self.name.setFixedSize(look.px(NAMES), look.px(HEIGHT))


class ColourSetting(Setting):
    """A colour, written or chosen; under it how it reads. `drafted` and `changed` tell `#RRGGBB` ("" for none)."""

    drafted = Signal(str)
    changed = Signal(str)

    def __init__(self, context: Context, name: str, *, needed: bool) -> None:
        super().__init__(context, name)
        self._needed, self._colour = needed, ""
        self.text = TextControl(context, CODE)
        self.text.setMaxLength(7)
        self.text.edited.connect(self._typed)
        self.text.editingFinished.connect(self._left)
        self.swatch = QPushButton()
        self.swatch.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text)
        row.addWidget(self.swatch)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_colour(self, colour: str) -> None:
        """Show the colour on file."""
        self._colour = colour
        self.text.show_text(colour, ())
        self.text.rest()
        self._say(colour)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        words = self.context.words
        self.text.setAccessibleName(self.title)
        self.swatch.setText(words("look.choose_colour"))
        self.swatch.setAccessibleName(f"{self.title}, {words('look.choose_colour')}")
        self._say(self._colour)

    def _typed(self, text: str) -> None:
        colour = _colour(text)
        if colour is None or (not colour and self._needed):
            self.say(self.context.words("look.no_colour", text=text.strip()), "problem")
            return
        self._say(colour)
        self.drafted.emit(colour)

    def _left(self) -> None:
        colour = _colour(self.text.text())
        if colour is None or (not colour and self._needed):
            return
        if colour != self._colour:
            self.changed.emit(colour)

    def _choose(self) -> None:
        dialog = QColorDialog(QColor(self._colour or WHITE), self)
        dialog.setWindowTitle(self.title)
        dialog.colorSelected.connect(lambda colour: self.changed.emit(colour.name().upper()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, colour: str) -> None:
        self._paint(colour)
        if not colour:
            self.say("")
            return
        words, ratio = self.context.words, contrast(colour, WHITE)
        told = figures.decimal(Fraction(round(ratio * 10), 10), 1, words.language)
        if not self._needed:
            self.say("")
        elif ratio >= WORDS:
            self.say(words("look.contrast", ratio=told))
        else:
            self.say(words("look.darkened", ratio=told, colour=readable(colour)), "attention")

    def _paint(self, colour: str) -> None:
        side = self.context.look.px(_SWATCH)
        picture = QPixmap(side, side)
        picture.fill(QColor(colour) if colour else Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(self.context.look.colour("ctlline"))
        painter.drawRect(0, 0, side - 1, side - 1)
        painter.end()
        self.swatch.setIcon(QIcon(picture))


def _colour(text: str) -> str | None:
    """`#RRGGBB` of what is written, "" if nothing is; `None` if it is no colour."""
    text = text.strip()
    if not text:
        return ""
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits.upper()}"


class LinesSetting(Setting):
    """Up to three lines in each language; one left empty in the other says the same. `drafted` and `changed` tell them."""

    drafted = Signal(object)
    changed = Signal(object)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, name)
        self._lines: tuple[Text, ...] = ()
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        self._heads = [label("small", "secondary") for _ in LANGUAGES]
        for column, head in enumerate(self._heads):
            grid.addWidget(head, 0, column)
        self.edits = [[TextControl(context, 0) for _ in LANGUAGES] for _ in range(MOST_LINES)]
        for nth, row in enumerate(self.edits, start=1):
            for column, edit in enumerate(row):
                edit.setMaxLength(LONGEST_LINE)
                edit.edited.connect(lambda _: self._typed())
                edit.editingFinished.connect(self._left)
                grid.addWidget(edit, nth, column)
        self.body.addLayout(grid)

    def show_lines(self, lines: tuple[Text, ...]) -> None:
        """Show the lines on file."""
        self._lines = lines
        for nth, row in enumerate(self.edits):
            line = lines[nth] if nth < len(lines) else Text("", "")
            for edit, text in zip(row, (line.fr, "" if line.en == line.fr else line.en), strict=True):
                edit.show_text(text, ())
                edit.rest()
        self._check()
        self._show_free()

    def _show_free(self) -> None:
        """One line more than those written is there to be written in."""
        for nth, row in enumerate(self.edits):
            for edit in row:
                edit.setVisible(nth <= len(self.lines))

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        words = self.context.words
        names = [words(f"look.in_{language}") for language in LANGUAGES]
        for head, name in zip(self._heads, names, strict=True):
            head.setText(name)
        for nth, row in enumerate(self.edits, start=1):
            for edit, name in zip(row, names, strict=True):
                edit.setAccessibleName(words("look.line_name", line=self.title, n=nth, language=name))
        self._check()

    @property
    def lines(self) -> tuple[Text, ...]:
        """The lines as they are written."""
        texts = [[edit.text().strip() for edit in row] for row in self.edits]
        return tuple(Text(fr or en, en or fr) for fr, en in texts if fr or en)

    def _typed(self) -> None:
        self._show_free()
        if self._check():
            self.drafted.emit(self.lines)

    def _left(self) -> None:
        if self._check() and self.lines != self._lines:
            self.changed.emit(self.lines)

    def _check(self) -> bool:
        words = self.context.words
        odd = next(
            (field for line in self.lines for t in (line.fr, line.en) if (field := unknown_field(t)) is not None), None
        )
        names = " ".join(f"{{{field}}}" for field in FIELDS)
        if odd is None:
            self.say(words("look.fields", fields=names))
            return True
        self.say(words("look.no_field", field=f"{{{odd}}}", fields=names), "problem")
        return False


class ChoicesSetting(Setting):
    """Boxes to tick, some of which may be offered. `changed` tells the keys that are ticked, in their order."""

    changed = Signal(object)

    def __init__(self, context: Context, name: str, keys: Sequence[str], columns: int = _IN_A_ROW) -> None:
        super().__init__(context, name)
        self._columns = columns
        self.boxes = {key: QCheckBox(self) for key in keys}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(columns, 1)
        for box in self.boxes.values():
            box.clicked.connect(lambda _: self.changed.emit(self.ticked))
        self.body.addLayout(self._grid)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that are offered and ticked."""
        return tuple(key for key, box in self.boxes.items() if not box.isHidden() and box.isChecked())

    def offer(self, names: Mapping[str, str], ticked: Sequence[str]) -> None:
        """Offer these, by key with their names; those `ticked` are so."""
        for key, box in self.boxes.items():
            self._grid.removeWidget(box)
            box.setVisible(key in names)
            box.setChecked(key in ticked)
        for nth, (key, name) in enumerate(names.items()):
            box = self.boxes[key]
            box.setText(name)
            box.setAccessibleName(f"{self.title}, {name}")
            self._grid.addWidget(box, nth // self._columns, nth % self._columns)
