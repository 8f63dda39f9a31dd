"""Regulations: the season's rule book as a form, the table it gives beside it; only *Take the change* records.

What is typed is a draft: it is read as a season file is, what cannot be meant is said at its setting, and a change that
alters a table already published says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cupdesk.rules.edits import SetRegulations
from cupdesk.seasons.draft import Draft
from cupdesk.ui.parts import Elided, dress, ground, line
from cupdesk.ui.regulations_paper import RegulationsPaper
from cupdesk.ui.regulations_parts import (
    Part,
    groups_of,
    key_of,
    part_cell,
    part_of,
    parts_of,
    published_sentence,
    refusal,
)
from cupdesk.ui.regulations_preview import RegulationsPreview
from cupdesk.ui.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.settings_form import SettingField, SettingsForm
from cupdesk.ui.table import RowsTable
from cupdesk.words.rule_book import setting_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

PARTS, FORM, PREVIEW, LEAST = 162, 466, 352, 250
_LINE = 24


class RegulationsPage(QFrame):
    """The rule book of the season."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.draft = Draft(context.book.season)
        self.setProperty("region", "base")
        self._part = f"championship.{context.book.season.regulations.championships[0].code}"
        self._championship = context.book.season.regulations.championships[0].code
        self._forms: dict[str, SettingsForm] = {}
        self._last = ""
        self.parts: RowsModel[Part] = RowsModel([], key=lambda part: part.key, look=lambda _: RowLook(line=False))
        self.list = RowsTable(context, self.parts, "parts", line_height=_LINE)
        self.list.setProperty("region", "frame")
        self.list.horizontalHeader().hide()
        self.list.row_changed.connect(self._turned)
        self.paper = RegulationsPaper(context)
        self.stack = QStackedWidget()
        self.preview = RegulationsPreview(context)
        self._title, self._about = Elided("session"), Elided("small", "secondary")
        self.discard, self.take = QPushButton(), QPushButton()
        self.discard.clicked.connect(self.throw_away)
        self.take.clicked.connect(self.record)
        self.take.setDefault(True)
        self._escape = self._action(("Esc",), self.throw_away)
        self._action(("Ctrl+Return", "Ctrl+Enter"), self.record)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_left(), 1)
        row.addWidget(line(upright=True))
        row.addWidget(self.preview)

    def _build_left(self) -> QWidget:
        head = ground("head")
        head.setProperty("height100", 44)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 3, 0, 3)
        names.addWidget(self._title)
        names.addWidget(self._about)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(self.discard)
        row.addWidget(self.take)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(self._build_list())
        body.addWidget(line(upright=True))
        body.addWidget(self.stack, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)
        return left

    def _build_list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.paper)
        return column

    def _action(self, keys: tuple[str, ...], slot: object) -> QAction:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    # -- what the window asks
    @property
    def table(self) -> RowsTable:
        """The table the regulations give."""
        return self.preview.table

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus: all of it stands on its buttons."""
        return []

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        form = self._form()
        return [self.list, next(iter(form.fields.values())).control, self.table]

    def show_after(self, session: str) -> None:
        """Bring the page up to date; its table is always that after the latest race."""
        self.refresh()

    def refresh(self) -> None:
        """Take over what was done elsewhere; what is being changed here stays."""
        kept = self.draft.changes
        self.draft = Draft(self.context.book.season)
        for path, text in kept.items():
            self.draft.put(path, text)
        self._show_parts()
        self._show_form()
        self._react()

    def turn(self, by: int) -> None:
        """Show the championship before or after."""
        codes = [c.code for c in self.context.book.season.regulations.championships]
        code = codes[(codes.index(self._championship) + by) % len(codes)]
        self.list.select(f"championship.{code}")

    def focus_table(self) -> None:
        """Give the keyboard to the list of parts."""
        self.list.select(self._part)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look = self._words, self.context.look
        self._title.setText(words("rulebook.title"))
        self.list.setAccessibleName(words("rulebook.list"))
        self.parts.set_columns([Column("part", "", part_cell, 100, stretch=True)])
        self.list.setFixedWidth(look.px(PARTS))
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
        """Ctrl+P prints, Ctrl+E exports."""
        does = self._paper(event)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _paper(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return {Qt.Key.Key_P: self.paper.print_document, Qt.Key.Key_E: self.paper.export_document}.get(
            Qt.Key(event.key())
        )

    # -- what is changed
    def change(self, path: str, text: str) -> None:
        """Write a setting anew, and show at once what it gives."""
        self.draft.put(path, text)
        self._last = path
        self._show_parts()
        self._show_form()
        self._react()

    def throw_away(self) -> None:
        """Forget what is written here; the regulations are as they were."""
        if self.draft.changes:
            self.draft.changes.clear()
            self.refresh()
            self.context.message.emit(self._words("rulebook.thrown_away"))

    def record(self) -> None:
        """Take the changes, as one step; where they cannot be meant, say so and change nothing."""
        if not self.draft.changes or self.context.read_only:
            return
        try:
            season = self.draft.season()
        except Trouble as trouble:
            self._go_to(self.draft.field_of(trouble))
            return
        kept, n = self.draft.changes, len(self.draft.changes)
        self.draft.changes = {}
        try:
            self.context.desk.do(SetRegulations(season.regulations))
        except Trouble as trouble:
            self.draft.changes = kept
            self.refresh()
            self.context.message.emit(self._words(trouble.key, **trouble.values))
            return
        self.context.message.emit(self._words("rulebook.taken", n=n))

    def _react(self) -> None:
        """Show what follows from the draft: the table it gives, what it alters, or why it cannot be meant."""
        words, changes = self._words, self.draft.changes
        self._about.setText(self.draft.text(f"name.{words.language}"))
        self._escape.setEnabled(bool(changes))
        self.discard.setEnabled(bool(changes))
        self.discard.setText(f"{words('rulebook.discard')}  Esc")
        taking = words("rulebook.take", n=len(changes)) if changes else words("rulebook.nothing")
        self.take.setText(f"{taking}  Ctrl+⏎" if changes else taking)
        for button in (self.discard, self.take):
            button.setAccessibleName(button.text())
        for field in self._form().fields.values():
            field.say("", "")
        book: Book | None = None
        waiting = ""
        good = not self.context.read_only
        try:
            season = self.draft.season()
            book = self.context.desk.what_if(SetRegulations(season.regulations)) if changes else None
        except Trouble as trouble:
            path = self.draft.field_of(trouble)
            sentence = refusal(trouble, setting_name(key_of(path), words), words)
            self._say(path, sentence, "problem")
            waiting, good = sentence, False
        self.take.setEnabled(bool(changes) and good)
        self.preview.show_book(self._championship, book, waiting)
        if book is not None:
            self._warn(book)
        if changes and self.context.read_only:
            self._say(self._last, words("rulebook.read_only"), "attention")

    def _warn(self, book: Book) -> None:
        sentence = published_sentence(self.context.book, book, self._words)
        if sentence:
            self._say(
                self._last if self._last in self.draft.changes else next(iter(self.draft.changes)),
                sentence,
                "attention",
            )

    def _say(self, path: str, sentence: str, tone: str) -> None:
        """Say something at a setting, or at the first one of the form where it is not shown."""
        form = self._form()
        field = form.field(path) or next(iter(form.fields.values()))
        field.say(sentence, tone)
        form.bring_in(field)

    def _go_to(self, path: str) -> None:
        """Give the keyboard to a setting."""
        self._turned(part_of(path, self.draft))
        self.list.select(self._part)
        field = self._form().field(path)
        if field is not None:
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, path: str) -> SettingField:
        """The field of a setting, on its form."""
        self._turned(part_of(path, self.draft))
        found = self._form().field(path)
        assert found is not None, path
        return found

    # -- parts and forms
    @property
    def _words(self) -> Words:
        return self.context.words

    def _show_parts(self) -> None:
        self.parts.set_rows(parts_of(self.draft, self.context.book.season.regulations, self._words))

    def _turned(self, key: object) -> None:
        """Show a part; the heading over the championships leads to the first."""
        if key is None:
            return
        rules = self.context.book.season.regulations
        if key == "championships":
            key = f"championship.{rules.championships[0].code}"
        if key != self._part:
            self._part = str(key)
            kind, _, code = self._part.partition(".")
            if kind == "championship":
                self._championship = code
            self.list.select(self._part)
            self._show_form()
            self._react()

    def _prefix(self) -> str:
        kind, _, code = self._part.partition(".")
        if kind != "championship":
            return ""
        codes = [c.code for c in self.context.book.season.regulations.championships]
        return f"championships[{codes.index(code)}]."

    def _form(self) -> SettingsForm:
        """The form of the part shown, built when first turned to."""
        kind = self._part.partition(".")[0]
        if kind not in self._forms:
            form = self._forms[kind] = SettingsForm(
                self.context, self.draft, groups_of(kind, self.context.book.season.regulations), self._prefix()
            )
            form.edited.connect(self.change)
            self.stack.addWidget(form)
            dress(form, self.context.look)
        return self._forms[kind]

    def _show_form(self) -> None:
        form = self._form()
        self.stack.setCurrentWidget(form)
        form.show_draft(self.draft, self._prefix())
