"""The classification (F7): after decisions or on the road, of the whole field or of a category, with the reason for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QVBoxLayout

from cupdesk.rules.session import SessionKind
from cupdesk.ui.lines_panel import Line, LinesPanel
from cupdesk.ui.parts import Segments, key_cap, label, region
from cupdesk.ui.result_rows import ResultColumns, ResultRow, result_look, result_rows
from cupdesk.ui.rows_model import RowsModel
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.ui.table import RowsTable
from cupdesk.words.names import car_name
from cupdesk.words.reasons import place_steps

if TYPE_CHECKING:
    from cupdesk.desk import Changed
    from cupdesk.ui.context import Context

_ALL = "*"


class ClassificationScreen(SessionScreen):
    """What follows from the facts of a session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._columns: ResultColumns | None = None
        self.model: RowsModel[ResultRow] = RowsModel([], lambda row: row.car.number, result_look, self._sentence)
        self.table = RowsTable(context, self.model, "classification", fit_rows=26)
        self.basis = Segments(("after", "road"))
        self.category = Segments((_ALL, *(c.code for c in self.book.season.regulations.categories)))
        self.steps = LinesPanel(context, "why")
        self._lay_out()
        self.basis.choose("after")
        self.category.choose(_ALL)
        for choice in (self.basis, self.category):
            choice.chosen.connect(lambda _: self._choose())
        self.table.row_changed.connect(lambda _: self._explain())
        self.table.typed.connect(self._type_fact)
        self.action("session.classification.why", "?", self._show_steps, self.table)
        self.action("session.decisions.action_new", "D", self._decide, self.table)
        self.action(
            "session.classification.next_basis", "B", lambda: self._turn(self.basis, ("after", "road")), self.table
        )
        categories = (_ALL, *(c.code for c in self.book.season.regulations.categories))
        self.action(
            "session.classification.next_category", "C", lambda: self._turn(self.category, categories), self.table
        )
        context.car_wanted.connect(self._select)

    def _lay_out(self) -> None:
        strip, row = region("strip", 36)
        row.addWidget(self.basis)
        row.addWidget(self.category)
        row.addStretch(1)
        self._summary = label("small", "secondary")
        row.addWidget(self._summary)
        foot, row = region("strip", 26)
        self._why, self._reason = label("small_strong"), label("small", "secondary")
        self._reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._why)
        row.addWidget(self._reason, 1)
        row.addWidget(key_cap("?"))
        self.empty = label("body", "quiet")
        self.empty.setContentsMargins(12, 8, 12, 8)
        screen = QVBoxLayout(self)
        screen.setContentsMargins(0, 0, 0, 0)
        screen.setSpacing(0)
        screen.addWidget(strip)
        screen.addWidget(self.empty)
        screen.addWidget(self.table, 1)
        screen.addWidget(foot)
        screen.addWidget(self.steps)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session; the car chosen stays chosen."""
        chosen = self.table.current_key()
        self.ref = ref
        self.steps.hide()
        self.model.set_rows([])  # the rows of one session are not explained by the rules of another
        self._columns = None
        self.table.set_fit_rows(max(len(self.book.entries(self.book.round_of(ref).code)) + 2, 1))
        super().show_session(ref)
        self.table.select(chosen)
        self._explain()

    def refresh(self, changed: Changed | None) -> None:
        """Show the classification as it is now."""
        category = "" if self.category.current == _ALL else self.category.current
        road = self.basis.current == "road"
        if self._columns is None:
            self._set_columns(anew=True)
        self.model.set_rows(result_rows(self.book, self.ref, category, self.words, on_the_road=road))
        result = self.book.classification(self.ref, on_the_road=road)
        self.empty.setVisible(not result.rows)
        self.empty.setText(self.words("session.classification.empty"))
        race = self.session.kind is SessionKind.RACE and bool(result.rows)
        summary = self.words("session.classification.summary", n=result.classified, starters=result.starters)
        self._summary.setText(summary if race else "")
        self.table.setAccessibleName(self.words("session.classification.table", session=self.session_title))
        self._explain()

    def focus_line(self) -> None:
        """Give the keyboard to the table: there is nothing to type here."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        language = self.words.language
        categories = {c.code: c.name[language] for c in self.book.season.regulations.categories}
        self.category.say(
            self.words("session.classification.filter"), {_ALL: self.words("session.classification.all"), **categories}
        )
        bases = {key: self.words(f"session.classification.{key}") for key in ("after", "road")}
        self.basis.say(self.words("session.classification.basis"), bases)
        self._why.setText(self.words("session.classification.why"))
        if self.ref:
            self._set_columns(anew=True)
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        if self.ref:
            self._set_columns(anew=False)

    # -- showing
    def _choose(self) -> None:
        self._set_columns(anew=True)
        self.refresh(None)

    def _turn(self, choice: Segments, keys: tuple[str, ...]) -> None:
        choice.choose(keys[(keys.index(choice.current) + 1) % len(keys)])
        self._choose()

    def _set_columns(self, *, anew: bool) -> None:
        category = "" if self.category.current == _ALL else self.category.current
        width = round(self.width() / self.context.look.px(100) * 100)
        self._columns = ResultColumns(self.context, self.ref, self.cells, category=category)
        self.put_columns(self.table, self._columns.columns(width), anew=anew)

    def _sentence(self, row: ResultRow) -> str:
        return self._columns.sentence(row) if self._columns else ""

    @property
    def reason(self) -> str:
        """Why the selected car has its place."""
        return self._reason.text()

    def _row(self) -> ResultRow | None:
        return self.model.row(self.table.currentIndex().row())

    def _explain(self) -> None:
        """Say why the selected car has its place."""
        row = self._row()
        reason = self._sentence(row) if row else self.words("session.classification.why_pick")
        self._reason.setText(reason)
        self._reason.setToolTip(reason)
        if self.steps.isVisible():
            self._show_steps()

    def _show_steps(self) -> None:
        """Write the steps to the place of the selected car."""
        row = self._row()
        if row is None:
            return
        result = self.book.classification(self.ref, on_the_road=not row.compared)
        lines = [Line(label, text) for label, text in place_steps(self.book, result, row.car, self.words)]
        car = car_name(self.book, self.ref, row.car.number, self.words)
        self.steps.say(self.words("session.classification.why"), lines, note=car)
        self.table.scrollTo(self.table.currentIndex())
        self.context.message.emit(self._sentence(row))

    # -- acting on a row
    def _select(self, number: str) -> None:
        if self.isVisible():
            self.table.select(number)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _decide(self) -> None:
        row = self._row()
        if row is not None:
            self.context.session_wanted.emit(self.ref, "decisions")
            self.context.car_wanted.emit(row.car.number)

    def _type_fact(self, text: str) -> None:
        """A digit belongs to the entry line of the order."""
        self.context.session_wanted.emit(self.ref, "order")
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit):
            line.insert(text)
