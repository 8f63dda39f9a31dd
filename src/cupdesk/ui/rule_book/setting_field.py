"""One setting of the rule book on a form: its name, its control, what it means, and what is wrong with it or was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.seasons.records import Many
from cupdesk.seasons.shapes import Clock, OneOf, Points, Whole, Words, YesNo
from cupdesk.ui.controls.parts import Elided, label, set_tone
from cupdesk.ui.rule_book.points_strip import PointsStrip
from cupdesk.ui.rule_book.setting_controls import (
    CODE,
    SHORT,
    ChoiceControl,
    Control,
    StepsControl,
    TextControl,
    YesNoControl,
)
from cupdesk.ui.rule_book.setting_names import NAMES_IN, NAMES_OF_SEASON, names_of
from cupdesk.words.rule_book import choice, none_said, setting_about, setting_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cupdesk.seasons.draft import Draft
    from cupdesk.seasons.draft_tree import Leaf
    from cupdesk.ui.context import Context

NAMES = 138


@dataclass(frozen=True, slots=True)
class Place:
    """A setting of a form: its path after the form's prefix, and what it is known by in the catalogue."""

    path: str
    key: str


class SettingField(QWidget):
    """One setting; under it what is wrong with it, or what it would alter. `edited(path, text)`: a person changed it."""

    edited = Signal(str, str)

    def __init__(self, context: Context, place: Place, setting: Leaf) -> None:
        super().__init__()
        self._context = context
        self._path = ""
        self.place = place
        self.name = label("body", "secondary")
        self.control = _control(context, place, setting)
        self.control.edited.connect(lambda text: self.edited.emit(self._path, text))
        self._note = Elided("small", "secondary")
        self._remark = label("small")
        self._remark.setWordWrap(True)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._remark.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._wide = isinstance(self.control, StepsControl | TextControl) and not _width(setting)
        self._strip = PointsStrip(context) if place.key == "scale" else None
        line.addWidget(self.control, 1 if self._wide else 0)
        right.addLayout(line)
        if self._strip is not None:
            right.addWidget(self._strip)
        if self._wide:
            right.addWidget(self._note)
        else:
            line.addWidget(self._note, 1)
        right.addWidget(self._remark)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 3, 12, 3)
        column.addLayout(row)

    @property
    def remark(self) -> str:
        """What is said under the setting; "" if nothing is."""
        return "" if self._remark.isHidden() else self._remark.text()

    def say(self, sentence: str, tone: str) -> None:
        """Say something under the setting, in a tone (`problem`, `attention`); "" takes it away."""
        self._remark.setText(sentence)
        set_tone(self._remark, "tone", tone)
        self._remark.setVisible(bool(sentence))
        about = setting_about(self.place.key, self._context.words)
        self.control.setAccessibleDescription(f"{about}. {sentence}".strip(". "))

    def show_setting(self, draft: Draft, path: str) -> None:
        """Show a setting as it is written now, and beside it what it was."""
        self._path = path
        words, key = self._context.words, self.place.key
        name, about = setting_name(key, words), setting_about(key, words)
        self.name.setText(name)
        self.name.setFixedSize(self._context.look.px(NAMES), self._context.look.px(26))
        self.control.setAccessibleName(name)
        self.control.show_text(draft.text(path), self._choices(draft, path))
        changed = draft.leaf(path).changed
        if isinstance(self.control, TextControl):
            self.control.setPlaceholderText(about if self._wide else "")
            if not changed:
                self.control.rest()
        if self._strip is not None:
            self._strip.show_scale(_scale(draft, path))
        self._note.setText(self._was(draft, path) if changed else about)
        self._note.setVisible(changed or not self._wide)
        set_tone(self._note, "tone", "accent" if changed else "secondary")

    def _was(self, draft: Draft, path: str) -> str:
        """What the setting is on file, in words."""
        words = self._context.words
        names = dict(self._choices(draft, path))
        was = ", ".join(names.get(each, each) for each in draft.was(path).split(", "))
        return words("rulebook.was", value=was) if was else words("rulebook.was_nothing")

    def _choices(self, draft: Draft, path: str) -> Sequence[tuple[str, str]]:
        words, key = self._context.words, self.place.key
        if key in NAMES_IN:
            return [("", none_said(key, words)), *draft.names(NAMES_IN[key], words.language)]
        if key in NAMES_OF_SEASON:
            return names_of(key, self._context.book, words)
        return [(value, choice(key, value, words)) for value in draft.leaf(path).choices]


def _width(setting: Leaf) -> int:
    """How wide a line a setting needs; 0 for all there is."""
    if isinstance(setting.shape, Words) and setting.shape.pattern:
        return CODE
    return SHORT if isinstance(setting.shape, Whole | Points | Clock) else 0


def _scale(draft: Draft, path: str) -> tuple[Fraction, ...]:
    """A scale as it is written now; none while it cannot be read."""
    try:
        scale: tuple[Fraction, ...] = draft.value(path)
    except Trouble:
        return ()
    return scale


def _control(context: Context, place: Place, setting: Leaf) -> Control:
    """The control that fits the shape of a setting."""
    if isinstance(setting.shape, Many) and isinstance(setting.shape.item, OneOf):
        return StepsControl(context)
    if isinstance(setting.shape, OneOf) or place.key in (*NAMES_IN, *NAMES_OF_SEASON, "dense_places"):
        return ChoiceControl(context)
    if isinstance(setting.shape, YesNo):
        return YesNoControl()
    return TextControl(context, _width(setting))
