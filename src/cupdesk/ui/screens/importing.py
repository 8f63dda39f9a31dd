"""Files before they are taken (Ctrl+I): every row with what becomes of it, typed against filed, several files side by side, the effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cupdesk.imports import ENTERS, Answer, Filed, Remedy, step, with_answer, without
from cupdesk.ui.controls.parts import Segments, dress, label, splitter
from cupdesk.ui.importing.cars import CarsPanel
from cupdesk.ui.importing.differ import DifferPanel
from cupdesk.ui.importing.effect import EffectPanel
from cupdesk.ui.importing.file_rows import place_name
from cupdesk.ui.importing.files import FilesPanel
from cupdesk.ui.importing.given import Given
from cupdesk.ui.importing.head import ImportHead
from cupdesk.ui.importing.heads import HeadsPanel
from cupdesk.ui.importing.notes import NotesPanel
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cupdesk.ui.context import Context

_BY_HAND = ("imports.no_number", "imports.no_names", "imports.places_by_class")
"""What saying which column is which can help."""
_SIDE, _BESIDE_FROM, _SCROLL_BAR = 372, 860, 18
_PARTS = ("files", "rows", "notes", "differ", "effect")


class ImportPage(QFrame):
    """What files give. Only *Take* changes anything, as one step for all that are chosen; Esc leaves everything as it was."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.given = Given(context)
        self._beside = True
        self.setProperty("region", "base")
        self.head, self.files, self.heads = ImportHead(context), FilesPanel(context), HeadsPanel(context)
        self.cars, self.notes = CarsPanel(context), NotesPanel(context)
        self.differ, self.effect = DifferPanel(context), EffectPanel(context)
        self.problem = label("body", "problem")
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(12, 8, 12, 8)
        self.parts = Segments(_PARTS)
        self._lay_out()
        self._actions: list[tuple[QAction, str]] = []
        self._action("take", ("Ctrl+Return", "Ctrl+Enter"), self.take)
        self._action("leave", ("Esc",), self.leave)
        self._action("columns", ("F2",), self.head.match.toggle)
        self.differ.add_everywhere(self.cars.table, self.differ.table, self.notes.table)
        self.head.take.clicked.connect(self.take)
        self.head.leave.clicked.connect(self.leave)
        self.head.match.toggled.connect(self._show_heads)
        given = self.given
        self.head.place_chosen.connect(self._says(given.move))
        self.head.sheet_chosen.connect(self._says(given.turn_to_sheet))
        self.heads.chosen.connect(self._says(given.match))
        self.differ.settled.connect(self._says(given.settle))
        self.notes.guest_wanted.connect(self._enter_pressed)
        for bar in (self.notes.remedies, self.cars.remedies):
            bar.answered.connect(self._says(given.answer))
            bar.back.connect(self._take_back)
        back, _ = self.notes.remedies.keys[-1]
        for table in (self.files.table, self.heads.table, self.cars.entries, self.differ.table, self.effect.table):
            table.addAction(back)
        self.files.turned_to.connect(self._show_other)
        self.files.toggled.connect(self._says(given.toggle))
        self.parts.chosen.connect(self._turn_to_part)

    def _lay_out(self) -> None:
        self.left, self.side = QFrame(), QFrame()
        left, side = QVBoxLayout(self.left), QVBoxLayout(self.side)
        self.splitter = splitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        for column in (left, side, whole):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        for widget, stretch in ((self.files, 0), (self.problem, 0), (self.heads, 1), (self.cars, 2)):
            left.addWidget(widget, stretch)
        left.addStretch(0)
        for panel, stretch in ((self.notes, 0), (self.differ, 0), (self.effect, 1)):
            side.addWidget(panel, stretch)
        side.addStretch(0)
        for part, stretch in ((self.head, 0), (self.parts, 0), (self.splitter, 1)):
            whole.addWidget(part, stretch)
        self.heads.hide()

    def _action(self, key: str, keys: Sequence[str], does: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: does())
        self.addAction(action)
        self._actions.append((action, f"imports.action.{key}"))

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Show what was opened; no session changes that."""

    def turn(self, by: int) -> None:
        """Read the sheet before or after."""
        self.head.turn_sheet(by)

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        left = (self.files.table, self.heads.table, self.cars.table, self.cars.entries)
        return [*left, self.notes.table, self.differ.table, self.effect.table]

    def focus_table(self) -> None:
        """Give the keyboard to the rows, or to the heads where they are to be matched."""
        shown = (self.heads.table, self.cars.table, self.cars.entries, self.files.table)
        first = next((table for table in shown if table.isVisibleTo(self)), self.head.leave)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [
            *(action for action, _ in self._actions),
            self.files.choose,
            *(action for action, _ in (*self.differ.keys, *self.notes.remedies.keys)),
        ]

    def next_problem(self, by: int) -> None:
        """Go to the next or the previous row that is not taken."""
        if not self._beside:
            self.parts.choose("notes")
            self._show_part("notes")
        self.notes.next_left(by)

    def refresh(self) -> None:
        """Read the files anew into the season as it is now."""
        self.given.reread()
        self._show()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        dress(self, self._context.look)
        for panel in (self.head, self.heads, self.cars, self.notes, self.differ, self.effect):
            panel.retranslate()
        for action, key in self._actions:
            action.setText(words(key))
        self.parts.say(words("imports.window.parts"), {key: words(f"imports.part.{key}") for key in _PARTS})
        self._fit()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side beside the rows, or behind a button where there is no room for both."""
        super().resizeEvent(event)
        self._fit()

    # -- files
    def open_files(self, paths: Sequence[Path], *, listed: bool) -> None:
        """Read these files: results, or (`listed`) entry lists."""
        self.given.open(paths, listed=listed)
        self.parts.choose("rows")
        self._fit()
        self._show()
        self.head.match.setChecked(self.can_be_matched)

    def add_files(self, paths: Sequence[Path]) -> str:
        """Read these files beside those shown; why not, if none of them can be read."""
        refused = self.given.add(paths)
        if refused is not None and refused.trouble is not None:
            return self._context.words(refused.trouble.key, **refused.trouble.values)
        self._fit()
        self._show()
        return ""

    @property
    def shown(self) -> Filed:
        """The file shown."""
        return self.given.shown

    @property
    def refusal(self) -> str:
        """Why nothing can be read of the one file there is, and no heads matched by hand would help; else ""."""
        trouble = self.shown.trouble
        if len(self.given.files) > 1 or trouble is None or self.can_be_matched:
            return ""
        return self._context.words(trouble.key, **trouble.values)

    @property
    def can_be_matched(self) -> bool:
        """Whether saying which column is which could help."""
        filed = self.shown
        heads = filed.recognised.heads.heads if filed.recognised else ()
        return bool(filed.trouble and filed.trouble.key in _BY_HAND and sum(1 for head in heads if head.text) > 1)

    def _show_other(self, at: int) -> None:
        if at != self.given.at and at < len(self.given.files):
            self.given.at = at
            self._show()

    def _says(self, does: Callable[..., object]) -> Callable[..., None]:
        """A thing a person says of the files, and what then is shown."""

        def said(*values: object) -> None:
            does(*values)
            self._show()

        return said

    def _enter_pressed(self, line: int) -> None:
        """Enter on a row: its car comes as a guest, or comes no more."""
        given = self.given
        answers = without(given.shown.answers, line, *ENTERS)
        if answers == given.shown.answers:
            answers = with_answer(answers, Answer(line, Remedy.GUEST))
        given.change(given.at, answers=answers)
        self._show()

    def _take_back(self) -> None:
        """Take back what was said last on this page."""
        if self.given.back():
            self._show()
        else:
            self._context.message.emit(self._context.words("imports.window.nothing_said"))

    # -- taking
    def take(self) -> None:
        """Take what is chosen, as one step, and remember what the columns are."""
        context, given = self._context, self.given
        taken = given.chosen
        if not self.head.take.isEnabled():
            return
        edits = step(given.files, context.book)
        files = given.clear()
        try:
            context.desk.do(*edits)
        except Trouble as trouble:
            given.files = files
            self.problem.setText(context.words(trouble.key, **trouble.values))
            self.problem.show()
            return
        for each in taken:
            assert each.recognised is not None
            choice = each.recognised.choice
            context.settings.set_heads(choice.layout, choice.as_text() if choice.columns else "")
        name, n = ("entries", self.cars.new) if self.given.listed else ("window", sum(each.cars for each in taken))
        names = ", ".join(each.path.name for each in taken)
        places = [each.place for each in taken if not each.entries]
        self._go(context.session if context.session in places else next(iter(places), ""))
        context.message.emit(context.words(f"imports.{name}.done", n=n, file=names))

    def leave(self) -> None:
        """Leave everything as it was."""
        self.given.clear()
        self._go("")
        self._context.message.emit(self._context.words("imports.window.left_alone"))

    def _go(self, place: str) -> None:
        """Go to a session that was read, or back; after an entry list to the entries."""
        if self.given.listed or not (place or self._context.session):
            self._context.page_wanted.emit("entries")
        else:
            self._context.session_wanted.emit(place or self._context.session, "")

    # -- showing
    def _show(self) -> None:
        if not self.given.files:
            return
        self.given.join()
        filed, context, words = self.shown, self._context, self._context.words
        self.head.show_file(filed, listed=self.given.listed)
        self.files.show_files(self.given.files, self.given.at)
        self.cars.show_file(self.given.files, self.given.at)
        self.notes.show_file(filed)
        self.differ.show_file(filed)
        if filed.recognised is not None:
            self.heads.show_heads(filed.recognised)
        edits = step(self.given.files, context.book)
        then = context.desk.what_if(*edits) if edits and not self.given.listed else context.book
        self.effect.show_effect(context.book, then)
        name = "entries" if self.given.listed else "window"
        n = sum(each.cars for each in self.given.files if each.chosen)
        n = self.cars.new if self.given.listed and len(self.given.files) == 1 else n
        self.head.say_take(words(f"imports.{name}.take", n=n))
        self.head.take.setEnabled(bool(edits) and not context.read_only)
        whole = self.given.listed and not filed.place
        place = place_name(filed, context.book, words)
        self.head.about.setText(words("imports.entries.about") if whole else words("imports.window.about", place=place))
        trouble = filed.trouble or filed.apart
        self.problem.setVisible(trouble is not None)
        if trouble is not None:
            self.problem.setText(words(trouble.key, **trouble.values))
        self._show_part(self.parts.current)

    def _show_heads(self, shown: bool) -> None:
        self.heads.setVisible(shown)
        self.focus_table()

    def _turn_to_part(self, part: str) -> None:
        """Show a part alone, the keyboard in it."""
        self._show_part(part)
        sides = {
            "files": self.files.table,
            "notes": self.notes.table,
            "differ": self.differ.table,
            "effect": self.effect.table,
        }
        if part in sides:
            sides[part].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_table()

    def _show_part(self, part: str) -> None:
        """Show all parts, or one alone where there is no room for all."""
        alone = not self._beside
        differ, several = bool(self.differ.model.rowCount()), len(self.given.files) > 1
        there = {"files": several, "rows": True, "notes": True, "differ": differ, "effect": not self.given.listed}
        part = part if there.get(part) else "rows"
        self.left.setVisible(not alone or part in ("files", "rows"))
        self.side.setVisible(not alone or part not in ("files", "rows"))
        if alone:
            self.splitter.setSizes([self.width(), self.width()])  # the one of the two that is shown has it all
        shown = {"files": self.files, "notes": self.notes, "differ": self.differ, "effect": self.effect}
        for key, panel in shown.items():
            panel.setVisible(there[key] and (not alone or part == key))
        self.cars.setVisible(bool(self.given.files) and self.shown.found is not None and (not alone or part == "rows"))
        self.parts.offer([key for key, offered in there.items() if offered])
        self.parts.choose(part)

    def _fit(self) -> None:
        look = self._context.look
        scale = look.px(100) / 100
        self._beside = self.width() >= look.px(_BESIDE_FROM)
        self.parts.setVisible(not self._beside)
        self.head.set_tight(tight=not self._beside)
        side = look.px(_SIDE) if self._beside else 0
        self.splitter.setSizes([max(self.width() - side - 1, 1), max(side, 1)])
        room = round((self.width() - side - _SCROLL_BAR) / scale)
        self.files.fit(room)
        self.cars.fit(room, self.given.files, self.given.at)
        self._show_part(self.parts.current)
