"""A form of settings of the rule book: groups under strips, each setting and each list with its name and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cupdesk.rules.regulations import Ranks
from cupdesk.seasons.draft_tree import Leaf, Rows
from cupdesk.ui.controls.parts import Heading, ground
from cupdesk.ui.rule_book.list_field import Field, ListField, find, make_field
from cupdesk.ui.rule_book.setting_field import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from cupdesk.seasons.draft import Draft
    from cupdesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class Section:
    """A strip with the settings under it."""

    name: str
    places: tuple[Place, ...]


class SettingsForm(QScrollArea):
    """All settings of these sections under a prefix of paths.

    `edited(path, text)` tells what a person changed, `asked(list, what, at)` what is wanted of the rows of a list.
    """

    edited = Signal(str, str)
    asked = Signal(object, str, int)

    def __init__(
        self,
        context: Context,
        draft: Draft,
        sections: Sequence[Section],
        prefix: str,
        actions: Sequence[QAction],
    ) -> None:
        super().__init__()
        self._context = context
        self._prefix = prefix
        self._sections = {section.name: (Heading(), QWidget()) for section in sections}
        self.fields: dict[str, Field] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = ground("base")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        for section in sections:
            heading, body = self._sections[section.name]
            rows = QVBoxLayout(body)
            rows.setContentsMargins(0, 5, 0, 5)
            rows.setSpacing(0)
            for place in section.places:
                part = draft.part(prefix + place.path)
                assert isinstance(part, Leaf | Rows)
                field = self.fields[place.path] = make_field(context, place, part, actions)
                field.edited.connect(self.edited)
                if isinstance(field, ListField):
                    field.asked.connect(self.asked)
                rows.addWidget(field)
            column.addWidget(heading)
            column.addWidget(body)
        column.addStretch(1)
        self.setWidget(inside)

    def field(self, path: str) -> Field | None:
        """The field of a whole path, if it is one of this form as shown; its row is made the current one of its list."""
        return find(self.fields, path.removeprefix(self._prefix)) if path.startswith(self._prefix) else None

    def list_of(self, widget: QWidget | None) -> ListField | None:
        """The list this widget belongs to, if it is one that has the keyboard for its rows."""
        return next((field for field in self.findChildren(ListField) if field.has(widget)), None)

    def show_draft(self, draft: Draft, prefix: str) -> None:
        """Show the settings under a prefix."""
        words = self._context.words
        if prefix != self._prefix:
            self.verticalScrollBar().setValue(0)
        self._prefix = prefix
        team = "ranks" in self.fields and Ranks(draft.text(f"{prefix}ranks")).has_cars
        for name, (heading, body) in self._sections.items():
            note = f"rulebook.group_about.{name}"
            heading.say(words(f"rulebook.group.{name}"), words(note) if words.has(note) else "")
            for part in (heading, body):
                part.setVisible(name != "teams" or team)
        for path, field in self.fields.items():
            field.show_setting(draft, prefix + path)

    def bring_in(self, field: QWidget) -> None:
        """Scroll until a field is seen with what is said under it."""
        # Once the form has given the new lines their room.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(field, 0, 4))
