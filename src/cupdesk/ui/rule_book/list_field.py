"""A list of objects of the rule book on a form: its rows in a table, and under it the settings of the current one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.seasons.draft_tree import Group, Leaf, Rows, fresh
from cupdesk.ui.controls.cells import Runs, run
from cupdesk.ui.controls.parts import Elided, dress, label, set_tone
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.rule_book.setting_field import Place, SettingField
from cupdesk.words.rule_book import choice, setting_about, setting_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QAction

    from cupdesk.seasons.draft import Draft
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

DOES = ("add", "copy", "remove", "up", "down")
"""What is done to the rows of a list, by keys, buttons and the menu."""
ALONE = ("categories", "awards")
"""Lists that stand alone in their section, whose head says what they are."""
_HEIGHT, _MOST = 24, 6


def places_in(shape: Group, key: str) -> Iterator[tuple[Place, Leaf | Rows]]:
    """Every setting and list right in an object of a list known as `key`, by its path in it."""
    for path, part in _parts(shape, ""):
        yield Place(path, f"{key}_{path.replace('.', '_')}"), part


def _parts(group: Group, above: str) -> Iterator[tuple[str, Leaf | Rows]]:
    for name, part in group.parts.items():
        if isinstance(part, Group):
            yield from _parts(part, f"{above}{name}.")
        else:
            yield f"{above}{name}", part


class ListField(QWidget):
    """One list. `edited(path, text)`: a setting of a row was changed; `asked(what, at)`: a row is to be added, moved, taken out.

    The keys stand in the page's own actions, given to the table by `actions`.
    """

    edited = Signal(str, str)
    asked = Signal(object, str, int)

    def __init__(self, context: Context, place: Place, rows: Rows, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._context = context
        self._item = rows.item
        self._actions = actions
        self._draft: Draft | None = None
        self._language = ""
        self.path = ""
        self.place = place
        self.name = label("body", "secondary")
        self._about = Elided("small", "secondary")
        self.model: RowsModel[Group] = RowsModel([], key=lambda row: row.name)
        self.table = RowsTable(context, self.model, "list", line_height=_HEIGHT)
        self.table.horizontalHeader().hide()
        self.table.row_changed.connect(self._turned)
        self.table.addActions(list(actions))
        self._remark = label("small")
        self._remark.setWordWrap(True)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._remark.hide()
        self.buttons = {what: QPushButton() for what in DOES}
        self.buttons["add"].addActions(list(actions))
        self.fields: dict[str, Field] = {}
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QWidget()
        head, row = QHBoxLayout(self._head), QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self._about, 1)
        row.setSpacing(4)
        for what, button in self.buttons.items():
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if what == "add" else Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, what=what: self.ask(what))
            row.addWidget(button)
        row.addStretch(1)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 3, 12, 3)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.table)
        column.addWidget(self._remark)
        column.addLayout(row)
        column.addWidget(self._inside)

    @property
    def control(self) -> QWidget:
        """What has the keyboard: the table, or what adds the first row."""
        return self.table if self.model.rowCount() else self.buttons["add"]

    def has(self, widget: QWidget | None) -> bool:
        """Whether what is done to rows is meant for this list while a widget has the keyboard."""
        return widget in (self.table, self.buttons["add"])

    def _writes_in_row(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self._inside.isAncestorOf(focused)

    @property
    def at(self) -> int:
        """Which row is the current one; -1 if there is none."""
        return self.model.index_of(self.table.current_key())

    @property
    def remark(self) -> str:
        """What is said under the table; "" if nothing is."""
        return "" if self._remark.isHidden() else self._remark.text()

    def ask(self, what: str) -> None:
        """Ask for something to be done to the current row."""
        if what == "add" or self.at >= 0:
            self.asked.emit(self, what, self.at)

    def say(self, sentence: str, tone: str) -> None:
        """Say something under the table, in a tone; "" takes it away, also from the settings of the row."""
        self._remark.setText(sentence)
        set_tone(self._remark, "tone", tone)
        self._remark.setVisible(bool(sentence))
        self.table.setAccessibleDescription(f"{setting_about(self.place.key, self._context.words)}. {sentence}".strip())
        if not sentence:
            for field in self.fields.values():
                field.say("", "")

    def field(self, rest: str) -> Field:
        """The field of what is left of a path (`[1].points`), its row made the current one; itself if there is none.

        While a person writes in one row, no other becomes the current one: what is said of another is said of the list.
        """
        match = re.fullmatch(r"\[([0-9]+)\]\.?(.*)", rest)
        if match is None or self.model.key_at(int(match[1])) is None:
            return self
        if int(match[1]) != self.at and self._writes_in_row():
            return self
        self.table.select(self.model.key_at(int(match[1])))
        return find(self.fields, match[2]) or self

    def show_setting(self, draft: Draft, path: str) -> None:
        """Show the list as it is written now."""
        words, key = self._context.words, self.place.key
        other = path != self.path
        self._draft, self.path = draft, path
        self.name.setText(setting_name(key, words))
        self._about.setText(setting_about(key, words))
        self.table.setAccessibleName(setting_name(key, words))
        for what, button in self.buttons.items():
            button.setText(words(f"rulebook.list.{what}"))
            button.setToolTip(words(f"rulebook.list.{what}_about"))
            button.setAccessibleName(f"{setting_name(key, words)}, {words(f'rulebook.list.{what}_about')}")
        current = None if other else self.table.current_key()
        if self._language != words.language:
            self._language = words.language
            self.model.set_columns([Column("row", "", self._cell, 200, stretch=True)])
        rows = draft.rows(path).rows
        self.model.set_rows(rows, repaint=True)
        self.table.setFixedHeight(self._context.look.px(_HEIGHT) * min(len(rows), _MOST) + 2)
        self.table.setVisible(bool(rows))
        self._head.setVisible(self.place.key not in ALONE)
        keys = [row.name for row in rows]
        self.table.select(current if current in keys else next(iter(keys), None))
        self._turned(None)

    def _turned(self, _: object) -> None:
        """Show the settings of the current row."""
        at, draft = self.at, self._draft
        for what, button in self.buttons.items():
            button.setVisible(what == "add" or at >= 0)
        self._inside.setVisible(at >= 0)
        if at < 0 or draft is None or at >= len(draft.rows(self.path).rows):
            return
        if not self.fields:
            self._build()
        for path, field in self.fields.items():
            field.show_setting(draft, f"{self.path}[{at}].{path}")

    def _build(self) -> None:
        for place, part in places_in(fresh(self._item), _inner(self.place.key)):
            field = make_field(self._context, place, part, self._actions)
            field.edited.connect(self.edited)
            if isinstance(field, ListField):
                field.asked.connect(self.asked)
            self.fields[place.path] = field
            self._column.addWidget(field)
        dress(self._inside, self._context.look)

    def _cell(self, row: Group) -> Runs:
        first, rest = said(row, _inner(self.place.key), self._context.words)
        if not first:
            return Runs(
                (*run(self._context.words("rulebook.list.unsaid"), "text2").runs, *run(f"   {rest}", "text2").runs)
            )
        return Runs((*run(first, strong=True).runs, *run(f"   {rest}", "text2").runs))


Field: TypeAlias = SettingField | ListField


def make_field(context: Context, place: Place, part: Leaf | Rows, actions: Sequence[QAction]) -> Field:
    """The field of a setting, or of a list."""
    return SettingField(context, place, part) if isinstance(part, Leaf) else ListField(context, place, part, actions)


def find(fields: dict[str, Field], path: str) -> Field | None:
    """The field of a path among these, or inside one of their lists."""
    if path in fields:
        return fields[path]
    for name, field in fields.items():
        if isinstance(field, ListField) and path.startswith(f"{name}["):
            return field.field(path.removeprefix(name))
    return None


def _inner(key: str) -> str:
    """What the settings in a list are known under: categories and awards share their words."""
    return "category" if key in ALONE else key


def said(row: Group, key: str, words: Words) -> tuple[str, str]:
    """A row in a line: its first setting, then those that are not the usual ones."""
    usual = {place.path: part for place, part in places_in(fresh(row.shape), key)}  # type: ignore[arg-type]
    first, rest = "", []
    for n, (place, part) in enumerate(places_in(row, key)):
        plain = usual[place.path]
        name = setting_name(place.key, words)
        if isinstance(part, Rows):
            if part.rows:
                rest.append(f"{name} {len(part.rows)}")
            continue
        assert isinstance(plain, Leaf)
        if n == 0:
            first = part.text
        elif place.path.startswith("chip.") and place.path != "chip.letters":
            continue
        elif place.path.endswith((".fr", ".en")):
            if place.path.endswith(f".{words.language}") and part.text and part.text != first:
                rest.append(part.text)
        elif part.text != plain.text and part.text:
            shown = choice(place.key, part.text, words) if part.choices else part.text
            rest.append(shown if not part.may_be_empty else f"{name} {shown}")
    return first, " · ".join(rest)
