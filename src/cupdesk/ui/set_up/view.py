"""One table of the season on its page: found, written, added to, taken from, copied and pasted; each change is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QVBoxLayout

from cupdesk.lines.setup.paste import block_of, read_block
from cupdesk.lines.setup.register import Refusal, Texts, missing, row_edits
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import Edit, MoveRound, MoveSession
from cupdesk.seasons.eligibility import without_cars
from cupdesk.ui.controls.car_cells import CarCells
from cupdesk.ui.controls.parts import Elided, label, region
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.set_up.columns import NEW, SetupRow, columns, groups, row_look
from cupdesk.ui.set_up.paste_panel import PastePanel
from cupdesk.ui.set_up.table import SetupTable
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.lines.setup.register import Register
    from cupdesk.rules.model import Season
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

Index = QModelIndex | QPersistentModelIndex


class SetupView(QFrame):
    """A register in the window."""

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self.context, self.register = context, register
        self.draft: Texts | None = None
        self._group = 0
        self.setProperty("region", "base")
        self.model: RowsModel[SetupRow] = RowsModel([], lambda row: row.key, row_look, self._sentence)
        self.table = SetupTable(context, self.model, f"setup_{register.name}", self._check, self._choices)
        self.model.edited.connect(self._written)
        self.table.row_wanted.connect(self._take_draft)
        self.table.row_left.connect(self._left_cell)
        self.table.turned.connect(self._turn)
        self.table.searched.connect(self._search)
        self.searcher = QLineEdit()
        self.searcher.setProperty("role", "body")
        self.searcher.setClearButtonEnabled(True)
        self.searcher.textChanged.connect(lambda _: self.refresh())
        self._count, self._more = Elided("small", "secondary"), label("small", "secondary")
        self.empty = label("body", "quiet")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(12, 10, 12, 10)
        self.paste_panel = PastePanel(context, register.name)
        self.paste_panel.taken.connect(self._take_block)
        self.paste_panel.left.connect(self._leave_block)
        self._lay_out()

    def _lay_out(self) -> None:
        strip, row = region("strip", 34)
        row.addWidget(self.searcher)
        row.addWidget(self._count, 1)
        row.addWidget(self._more)
        body = QFrame()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(strip)
        inner.addWidget(self.empty)
        inner.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(body)
        self.stack.addWidget(self.paste_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    # -- showing
    @property
    def words(self) -> Words:
        """The window's words."""
        return self.context.words

    @property
    def season(self) -> Season:
        """The season as it stands."""
        return self.context.book.season

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look = self.words, self.context.look
        self.searcher.setPlaceholderText(words("setup.find"))
        self.searcher.setAccessibleName(words("setup.find_in", table=words(f"setup.register.{self.register.name}")))
        self.searcher.setFixedWidth(look.px(200))
        self._set_columns()
        self.refresh()
        if self.paste_panel.pasted is not None and self.stack.currentIndex():
            self.paste_panel.show_block(self.paste_panel.pasted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        if len(self._fields()) != len(self.model.columns):
            self._set_columns()

    def _groups(self) -> list[tuple[Any, ...]]:
        room = max(self.width() - 16, 1) * 100 // max(self.context.look.px(100), 1)
        return groups(self.register.fields, room)

    def _fields(self) -> tuple[Any, ...]:
        found = self._groups()
        self._group = min(self._group, len(found) - 1)
        return found[self._group]

    def _set_columns(self) -> None:
        key, field = self.table.current_key(), self.table.column_key()
        fields = self._fields()
        self.model.set_columns(columns(self.register, fields, CarCells(self.context), self.words))
        many = len(self._groups())
        self._more.setText(self.words("setup.columns", n=self._group + 1, all=many) if many > 1 else "")
        if key is not None:
            self._go(key, field)

    def _turn(self, by: int) -> None:
        """Show the columns beyond the last ones, or before the first."""
        wanted, key = self._group + by, self.table.current_key()
        if 0 <= wanted < len(self._groups()):
            self._group = wanted
            self._set_columns()
            shown = self.model.columns
            self._go(key, shown[min(1, len(shown) - 1)].key if by > 0 else shown[-1].key)

    def _go(self, key: Any, field: str) -> None:
        """Put the keyboard in a cell."""
        row = self.model.index_of(key)
        column = next((i for i, each in enumerate(self.model.columns) if each.key == field), 0)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, column))

    def refresh(self) -> None:
        """Show what the season says now, as far as it is searched for."""
        wanted = fold(self.searcher.text().strip())
        rows = []
        values = self.register.rows(self.season)
        for i, value in enumerate(values):
            texts = self.register.texts(self.season, value, self.words)
            if not wanted or all(any(part in fold(text) for text in texts.values()) for part in wanted.split()):
                rows.append(SetupRow(i, value, tuple(texts.items())))
        if self.draft is not None:
            rows.append(SetupRow(NEW, None, tuple(self.draft.items())))
        self.model.set_rows(rows, repaint=True)
        name = self.words(f"setup.register.{self.register.name}")
        shown = self.words("setup.shown", n=len(rows) - (self.draft is not None), all=len(values))
        self._count.setText(shown if wanted else "")
        self.table.setAccessibleName(f"{name}, {len(values)}")
        key = "setup.nothing_found" if wanted else f"setup.empty.{self.register.name}"
        self.empty.setText(self.words(key))
        self.empty.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self._go(rows[0].key, "")

    def _sentence(self, row: SetupRow) -> str:
        return ", ".join(text for _, text in row.texts if text)

    # -- writing
    def _row(self, index: Index) -> tuple[SetupRow | None, str]:
        return self.model.row(index.row()), self.model.columns[index.column()].key

    def _check(self, index: Index, text: str) -> str:
        """What is wrong with a text in a cell; "" while nothing is, or something else still has to be written."""
        row, field = self._row(index)
        if row is None:
            return ""
        full = {each.key: row.text(each.key) for each in self.register.fields} | {field: text}
        try:
            (self.register.edits if row.key == NEW else self._edits)(self.season, row.value, full, self.words)
        except Refusal as refusal:
            return self.words(refusal.key, **refusal.values) if refusal.field == field else ""
        return ""

    def _edits(self, season: Season, was: Any, texts: Texts, words: Words) -> tuple[Edit, ...]:
        return row_edits(self.register, season, was, texts, words)

    def _choices(self, index: Index) -> tuple[str, ...]:
        return self.register.choices(self.season, self._row(index)[1], self.words)

    def _written(self, key: Any, field: str, text: str) -> None:
        if key == NEW and self.draft is not None:
            self.draft[field] = text
            self.refresh()
            return
        row = self.model.row(self.model.index_of(key))
        if row is not None:
            try:
                self._do(*self._edits(self.season, row.value, dict(row.texts) | {field: text}, self.words))
            except Refusal as refusal:
                self.context.message.emit(self.words(refusal.key, **refusal.values))

    def _do(self, *edits: Edit) -> bool:
        """Record edits as one step; whether it could be done."""
        if not edits:
            return True
        before = self.season
        try:
            self.context.desk.do(*edits)
        except Trouble as trouble:
            self.context.message.emit(self.words(trouble.key, **trouble.values))
            return False
        left = [code for code in without_cars(self.season) if before.entries and code not in without_cars(before)]
        if left:
            names = (self.season.regulations.championship(code).name[self.words.language] for code in left)
            self.context.message.emit(self.words("setup.nobody_left", championships=", ".join(names)))
        return True

    def add(self, **texts: str) -> None:
        """Begin a new row."""
        if self.context.read_only:
            self.context.message.emit(self.words("rulebook.read_only"))
            return
        self.searcher.clear()
        self._group = 0
        self.draft = {field.key: texts.get(field.key, "") for field in self.register.fields}
        self._set_columns()
        self.refresh()
        written = [field.key for field in self.register.fields if not field.shown and not self.draft[field.key]]
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit_cell(NEW, written[0])

    def drop_draft(self) -> None:
        """Leave the new row: nothing of it is recorded."""
        if self.draft is not None:
            self.draft = None
            self.refresh()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left_cell(self) -> None:
        """Esc in a cell of the new row: a row with nothing in it goes, one begun stays until Esc again."""
        if self.draft is not None and not any(self.draft.values()):
            self.drop_draft()

    def _take_draft(self) -> None:
        """Record the new row and begin the next; where something is missing or wrong, go there."""
        if self.draft is None:
            return
        try:
            edits = self._edits(self.season, None, self.draft, self.words)
        except Refusal as refusal:
            if all(field.key != refusal.field for field in self._fields()):
                self._group = next(i for i, g in enumerate(self._groups()) if any(f.key == refusal.field for f in g))
                self._set_columns()
            sentence = "" if missing(self.register, self.draft) else self.words(refusal.key, **refusal.values)
            self.context.message.emit(self.words(refusal.key, **refusal.values))
            self.table.edit_cell(NEW, refusal.field, sentence)
            return
        self.draft = None
        if self._do(*edits):
            self.add()

    def remove(self) -> None:
        """Take the selected rows away, all or none."""
        if self.draft is not None:
            self.drop_draft()
            return
        done: list[Edit] = []
        for key in self.table.selected_keys():
            row = self.model.row(self.model.index_of(key))
            if row is None:
                continue
            try:
                done += self.register.removal(self.season, row.value, self.words)
            except Refusal as refusal:
                self.context.message.emit(self.words(refusal.key, **refusal.values))
                return
        here = self.table.currentIndex()
        if done and self._do(*done):
            self._go(self.model.key_at(min(here.row(), self.model.rowCount() - 1)), self.table.column_key())

    def shift(self, by: int) -> None:
        """Put a round, or a session inside its round, before or after its neighbour."""
        row = self.model.row(self.model.index_of(self.table.current_key()))
        if row is None or row.key == NEW:
            return
        if self.register.name == "rounds":
            place, last = row.key + 1 + by, len(self.season.rounds)
            edit: Edit = MoveRound(row.value.code, place)
        elif self.register.name == "sessions":
            held = row.value.round.sessions
            place, last = held.index(row.value.session) + 1 + by, len(held)
            edit = MoveSession(row.value.round.code, row.value.session.code, place)
        else:
            return
        if 1 <= place <= last and self._do(edit):
            self._go(row.key + by, self.table.column_key())

    # -- blocks
    def copy(self) -> None:
        """Copy the selected rows, with their heads, for a spreadsheet."""
        keys = [key for key in self.table.selected_keys() if key != NEW]
        values = self.register.rows(self.season)
        QGuiApplication.clipboard().setText(
            block_of(self.register, self.season, [values[key] for key in keys], self.words)
        )
        self.context.message.emit(self.words("setup.copied", n=len(keys)))

    def paste(self) -> None:
        """Show what would become of the block on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.context.message.emit(self.words("setup.paste.empty"))
            return
        self.drop_draft()
        start = self.table.column_key() if self.table.currentIndex().isValid() else ""
        self.stack.setCurrentWidget(self.paste_panel)
        self.paste_panel.show_block(read_block(self.register, self.season, text, self.words, start))

    def _take_block(self) -> None:
        pasted = self.paste_panel.pasted
        if pasted is not None and self._do(*pasted.edits):
            self._leave_block()

    def _leave_block(self) -> None:
        self.paste_panel.pasted = None
        self.stack.setCurrentIndex(0)
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- finding
    def _search(self, text: str) -> None:
        self.searcher.setFocus(Qt.FocusReason.OtherFocusReason)
        self.searcher.setText(self.searcher.text() + text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops the new row, then the search; Enter and ↓ go from the search to the table."""
        if event.key() == Qt.Key.Key_Escape and (
            self.draft is not None or self.searcher.text() or self.searcher.hasFocus()
        ):
            self.drop_draft()
            self.searcher.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and self.searcher.hasFocus():
            self._go(self.model.key_at(0), "")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
