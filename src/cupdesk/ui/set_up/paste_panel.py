"""A block to be pasted, row by row: what would be taken, what not and why; only *Take* records, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from cupdesk.lines.setup.paste import Pasted, PastedRow, Verdict
from cupdesk.ui.controls.cells import MISSING, Cell, Run, Runs, run
from cupdesk.ui.controls.parts import Elided, label, line, region, set_tone
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.set_up.columns import WIDTHS

if TYPE_CHECKING:
    from cupdesk.ui.context import Context

_TONES = {Verdict.NEW: "up", Verdict.CHANGED: "accent", Verdict.SAME: "text3", Verdict.REFUSED: "problem"}


class PastePanel(QFrame):
    """The preview of a block. `taken` asks for its edits to be done, `left` for nothing of it."""

    taken = Signal()
    left = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.pasted: Pasted | None = None
        self.setProperty("region", "base")
        self.model: RowsModel[PastedRow] = RowsModel([], lambda row: row.line, _look, lambda row: row.reason)
        self.table = RowsTable(context, self.model, f"paste_{name}")
        self._title, self._note = label("small_strong"), Elided("small", "secondary")
        self.take, self.leave = QPushButton(), QPushButton()
        for button in (self.take, self.leave):
            button.setProperty("role", "small")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.left)
        self._said = label("small", "secondary")
        self._said.setWordWrap(True)
        self._said.setContentsMargins(12, 6, 12, 6)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.table.row_changed.connect(self._tell)
        strip, row = region("strip", 34)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.table, 1)
        column.addWidget(line())
        column.addWidget(self._said)
        for keys, does in ((("Ctrl+Return", "Ctrl+Enter"), self._take), (("Esc",), self.left.emit)):
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, does=does: does())
            self.addAction(action)

    def _take(self) -> None:
        if self.pasted is not None and self.pasted.edits and not self._context.read_only:
            self.taken.emit()

    def _tell(self, key: object) -> None:
        """Say of the current row all that its column has no room for."""
        row = next((row for row in self.model.rows() if isinstance(row, PastedRow) and row.line == key), None)
        words = self._context.words
        refused = row is not None and row.verdict is Verdict.REFUSED
        set_tone(self._said, "tone", "problem" if refused else "secondary")
        self._said.setText(words("setup.paste.of_line", line=row.line, said=row.reason) if row and row.reason else "")

    def show_block(self, pasted: Pasted) -> None:
        """Show what would become of a block."""
        self.pasted = pasted
        words = self._context.words
        self.model.set_columns(self._columns(pasted))
        self.model.set_rows(pasted.rows)
        self._title.setText(words("setup.paste.title", n=len(pasted.rows)))
        said = [
            words(f"setup.paste.count.{verdict.value}", n=pasted.count(verdict))
            for verdict in Verdict
            if pasted.count(verdict)
        ]
        if pasted.passed_over:
            said.append(words("setup.paste.passed_over", heads=", ".join(pasted.passed_over)))
        elif not pasted.heads and pasted.rows:
            said.append(words("setup.paste.no_heads"))
        self._note.setText(" · ".join(said))
        n = pasted.count(Verdict.NEW, Verdict.CHANGED)
        self.take.setText(f"{words('setup.paste.take', n=n)}  Ctrl+⏎" if n else words("setup.paste.nothing"))
        self.take.setEnabled(bool(n) and not self._context.read_only)
        self.leave.setText(f"{words('setup.paste.leave')}  Esc")
        for button in (self.take, self.leave):
            button.setAccessibleName(button.text())
        self.table.setAccessibleName(f"{self._title.text()}, {self._note.text()}")
        refused = next((row.line for row in pasted.rows if row.verdict is Verdict.REFUSED), None)
        self.table.select(self.model.key_at(0) if refused is None and pasted.rows else refused)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self, pasted: Pasted) -> list[Column[PastedRow]]:
        words, look = self._context.words, self._context.look
        fields = [key for key in pasted.fields if key]
        room = self.width() * 100 / max(look.px(100), 1) - 44 - 96 - 260
        shown: list[str] = []
        for key in fields:
            if sum(WIDTHS[each] for each in shown) + WIDTHS[key] > room and shown:
                break
            shown.append(key)

        def verdict(row: PastedRow) -> Cell:
            return run(words(f"setup.paste.verdict.{row.verdict.value}"), _TONES[row.verdict], strong=True)

        def text(key: str) -> Any:
            return lambda row: dict(row.texts).get(key, "") or run(MISSING, "text3")

        return [
            Column("line", words("setup.paste.line"), lambda row: run(str(row.line), "text2"), 44, figures=True),
            Column("verdict", words("setup.paste.becomes"), verdict, 96),
            *(Column(key, words(f"setup.field.{key}"), text(key), WIDTHS[key]) for key in shown),
            Column("reason", words("setup.paste.reason"), _reason, 260, stretch=True),
        ]


def _look(row: PastedRow) -> RowLook:
    if row.verdict is Verdict.REFUSED:
        return RowLook("problem_tint", "problem")
    return RowLook(dim=row.verdict is Verdict.SAME)


def _reason(row: PastedRow) -> Cell:
    return Runs((Run(row.reason, "problem" if row.verdict is Verdict.REFUSED else "text2"),))
