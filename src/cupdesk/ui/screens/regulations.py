"""Regulations: the season's rule book as a form, the table it gives beside it; only *Take the change* records.

What is typed is a draft: it is read as a season file is, what cannot be meant is said at its setting, and a change that
alters a table already published says which.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cupdesk.rules.edits import SetRegulations
from cupdesk.seasons.draft import Draft
from cupdesk.ui.controls.parts import line
from cupdesk.ui.rule_book.actions import RegulationsActions
from cupdesk.ui.rule_book.forms import RegulationsForms
from cupdesk.ui.rule_book.head import RegulationsHead
from cupdesk.ui.rule_book.list import RegulationsList
from cupdesk.ui.rule_book.list_field import DOES, Field, ListField
from cupdesk.ui.rule_book.paper import RegulationsPaper
from cupdesk.ui.rule_book.parts import part_of, parts_of, refusal
from cupdesk.ui.rule_book.preview import RegulationsPreview
from cupdesk.ui.rule_book.reaction import reaction
from cupdesk.ui.rule_book.rows import do_to
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.table import RowsTable
    from cupdesk.ui.rule_book.settings_form import SettingsForm
    from cupdesk.words import Words

PARTS, FORM, PREVIEW, LEAST = 162, 466, 352, 250


class RegulationsPage(QFrame):
    """The rule book of the season."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.draft = Draft(context.book.season)
        self.setProperty("region", "base")
        self._part = f"championship.{context.book.season.regulations.championships[0].code}"
        self._at = 0
        self._last = ""
        self.paper = RegulationsPaper(context)
        self.actions_ = RegulationsActions(
            self,
            {
                "take": self.record,
                "discard": self.throw_away,
                "print": self.paper.print_document,
                "export": self.paper.export_document,
                "preset": self.paper.save_preset,
                **{what: partial(self._ask, what) for what in DOES},
            },
        )
        self.parts = RegulationsList(context, self.actions_.of_lists)
        self.list = self.parts.table
        self.list.row_changed.connect(self._turned)
        self.parts.asked.connect(self._ask_championship)
        self.stack = RegulationsForms(context, self.actions_.of_lists)
        self.stack.edited.connect(self.change)
        self.stack.asked.connect(self._asked)
        self.preview = RegulationsPreview(context)
        self.head = RegulationsHead()
        self.head.discard.clicked.connect(self.throw_away)
        self.head.take.clicked.connect(self.record)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_left(), 1)
        row.addWidget(line(upright=True))
        row.addWidget(self.preview)

    def _build_left(self) -> QWidget:
        parts = QVBoxLayout()
        parts.setSpacing(0)
        parts.addWidget(self.parts, 1)
        parts.addWidget(self.paper)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(parts)
        body.addWidget(line(upright=True))
        body.addWidget(self.stack, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        return left

    # -- what the window asks
    @property
    def table(self) -> RowsTable:
        """The table the regulations give."""
        return self.preview.table

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return list(self.actions_.by_name.values())

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.list, next(iter(self._form().fields.values())).control, self.table]

    def show_after(self, session: str) -> None:
        """Bring the page up to date; its table is always that after the latest race."""
        self.refresh()

    def refresh(self) -> None:
        """Take over what was done elsewhere; what is being changed here stays, while there is a place for it."""
        if not self.draft.follow(self.context.book.season):
            self.context.message.emit(self._words("rulebook.overtaken"))
        self._show()

    def _show(self) -> None:
        """Show the draft as it is."""
        self._show_parts()
        self._show_form()
        self._react()

    def turn(self, by: int) -> None:
        """Show the championship before or after."""
        rows = self.draft.rows("championships").rows
        self.list.select(f"championship.{rows[(self._at + by) % len(rows)].name}")

    def focus_table(self) -> None:
        """Give the keyboard to the list of parts."""
        self.list.select(self._part)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        self.actions_.retranslate(self._words)
        self.parts.setFixedWidth(self.context.look.px(PARTS))
        self.parts.retranslate()
        self.paper.retranslate()
        self._fit()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table out where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self.context.look
        room = self.width() - look.px(PARTS + FORM)
        self.preview.setVisible(room >= look.px(LEAST))
        self.preview.set_room(min(PREVIEW, max(room * 100 // look.px(100), LEAST)))

    # -- paper and files: the rule book on file, never the draft
    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+P and Ctrl+E, elsewhere the session's, for the rule book while it is shown."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._paper(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+P prints, Ctrl+E exports; Enter in the list of parts goes to its settings."""
        does = self._paper(event)
        if does is not None:
            does()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.stops()[1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _paper(self, event: QKeyEvent) -> Callable[[], None] | None:
        does = {Qt.Key.Key_P: self.paper.print_document, Qt.Key.Key_E: self.paper.export_document}
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return does.get(Qt.Key(event.key())) if held else None

    # -- what is changed
    def change(self, path: str, text: str) -> None:
        """Write a setting anew, and show at once what it gives."""
        self.draft.put(path, text)
        self._last = path
        self._show()
        field = self._form().field(path)
        if field is not None:
            self._form().bring_in(field)

    def do_to(self, path: str, what: str, at: int) -> int | None:
        """Do something to a row of a list; where the row meant now is, `None` if it is refused, which is said there."""
        self._last = path
        try:
            return do_to(self.draft, path, what, at, self._at)
        except Trouble as trouble:
            self._react()
            sentence = refusal(trouble, path, self._words)
            self._say(path, sentence, "problem")
            self.context.message.emit(sentence)
            return None

    def _asked(self, field: ListField, what: str, at: int) -> None:
        """Do something to a row of a list on the form; the keyboard goes to what is to be typed next."""
        found = self.do_to(field.path, what, at)
        if found is None:
            return
        rows = self.draft.rows(field.path).rows
        self._show()
        if rows:
            field.table.select(rows[found].name)
        first = next(iter(field.fields.values())).control if what == "add" else field.control
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()
        self._form().bring_in(field)

    def _ask_championship(self, what: str) -> None:
        """Do something to the championship shown, which is then the one it was done to."""
        found = self.do_to("championships", what, self._at if self._part.startswith("championship.") else -1)
        if found is not None:
            self._at = found
            self._part = f"championship.{self.draft.rows('championships').rows[found].name}"
            self._show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, what: str) -> None:
        """Do something to the row with the keyboard."""
        field = self._form().list_of(self.focusWidget())
        if field is not None:
            field.ask(what)
        elif self.list.hasFocus() and (what == "add" or self._part.startswith("championship.")):
            self._ask_championship(what)

    def throw_away(self) -> None:
        """Forget what is written here; the regulations are as they were."""
        if self.draft.n:
            self.draft.clear()
            self._show()
            self.context.message.emit(self._words("rulebook.thrown_away"))

    def record(self) -> None:
        """Take the changes, as one step; where they cannot be meant, say so and change nothing."""
        kept, n = self.draft, self.draft.n
        if not n or self.context.read_only:
            return
        try:
            edit = SetRegulations(kept.season().regulations)
        except Trouble as trouble:
            self._go_to(kept.field_of(trouble))
            return
        self.draft = Draft(self.context.book.season)
        try:
            self.context.desk.do(edit)
        except Trouble as trouble:
            self.draft = kept
            self.refresh()
            self.context.message.emit(self._words(trouble.key, **trouble.values))
            return
        self.context.message.emit(self._words("rulebook.taken", n=n))

    def _react(self) -> None:
        """Show what follows from the draft: the table it gives, what it alters, or why it cannot be meant."""
        words, n = self._words, self.draft.n
        self.head.say(self.draft.text(f"name.{words.language}"), n, words)
        self.actions_["discard"].setEnabled(bool(n))
        self.parts.say("", "")
        for field in self._form().fields.values():
            field.say("", "")
        found = reaction(self.draft, self.context)
        for path, sentence, tone in found.said:
            self._say(path, sentence, tone)
        self.head.take.setEnabled(found.good)
        row = self.draft.rows("championships").rows[self._at]
        self.preview.show_book(row.text("code"), row.name, found.book, found.waiting)
        for sentence in found.last:
            self._say(self._last, sentence, "attention")

    def _say(self, path: str, sentence: str, tone: str) -> None:
        """Say something at a setting or a list, or at the first setting of the form where it is not shown."""
        if path.partition("[")[0] == "championships" and (path == "championships" or not self._shows(path)):
            self.parts.say(sentence, tone)
            return
        form = self._form()
        field = form.field(path) or next(iter(form.fields.values()))
        field.say(sentence, tone)
        form.bring_in(field)

    def _shows(self, path: str) -> bool:
        return self._form().field(path) is not None

    def _go_to(self, path: str) -> None:
        """Give the keyboard to a setting."""
        self._turned(part_of(path, self.draft))
        field = self._form().field(path)
        if field is not None:
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, path: str) -> Field:
        """The field of a setting or a list, on its form."""
        self._turned(part_of(path, self.draft))
        found = self._form().field(path)
        assert found is not None, path
        return found

    # -- parts and forms
    @property
    def _words(self) -> Words:
        return self.context.words

    def _show_parts(self) -> None:
        rows = self.draft.rows("championships").rows
        keys = [f"championship.{row.name}" for row in rows]
        if self._part.startswith("championship.") and self._part not in keys:
            self._part = keys[min(self._at, len(keys) - 1)]
        self._at = keys.index(self._part) if self._part in keys else min(self._at, len(keys) - 1)
        self.parts.show_parts(parts_of(self.draft, self._words), self._part)

    def _turned(self, key: object) -> None:
        """Show a part; the heading over the championships leads to the first."""
        if key is None:
            return
        if key == "championships":
            key = f"championship.{self.draft.rows('championships').rows[0].name}"
        if key != self._part:
            self._part = str(key)
            self._show()

    def _prefix(self) -> str:
        return f"championships[{self._at}]." if self._part.startswith("championship.") else ""

    def _form(self) -> SettingsForm:
        """The form of the part shown, built when first turned to."""
        return self.stack.of(self._part, self.draft, self._prefix())

    def _show_form(self) -> None:
        self.stack.show_part(self._part, self.draft, self._prefix())
        self.stack.chain(self.list, self.table)
