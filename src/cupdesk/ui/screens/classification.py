"""The classification (F7): after decisions or on the road, of the whole field or of a category, with the reason for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.lines.grid import read_grid
from cupdesk.lines.reading import Reading
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.ui.controls.parts import Elided, Segments, key_cap, label, region
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.entering.entry_line import EntryLine
from cupdesk.ui.grids.grid_view import Grids
from cupdesk.ui.grids.result_rows import ResultColumns, ResultRow, result_look, result_rows
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.grids import grids_of
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
        self.chosen = ""
        self.model: RowsModel[ResultRow] = RowsModel([], lambda row: row.car.number, result_look, self._sentence)
        self.table = RowsTable(context, self.model, "classification", fit_rows=26)
        self.basis = Segments(("after", "road", "grid"))
        self.line = EntryLine(context, self._read_grid, "session.line.record")
        self.grids = Grids(context)
        self.category = Segments((_ALL, *(c.code for c in self.book.season.regulations.categories)))
        self.steps = LinesPanel(context, "why")
        self._lay_out()
        self.basis.choose("after")
        self.category.choose(_ALL)
        for choice in (self.basis, self.category):
            choice.chosen.connect(lambda _: self._choose())
        self.table.row_changed.connect(self._chose)
        self.grids.chosen.connect(self._chose_on_grid)
        self.grids.moving.connect(self._move_on_grid)
        self.action("session.grid.move", "M", self._start_move, self.grids)
        self.action("session.grid.up", "Alt+Up", lambda: self.grids.correct(-1), self.grids)
        self.action("session.grid.down", "Alt+Down", lambda: self.grids.correct(1), self.grids)
        self.table.typed.connect(self._type_fact)
        self.action("session.classification.why", "?", self._show_steps, self.table)
        self.action("session.decisions.action_new", "D", self._decide, self.table)
        self.action("session.classification.next_basis", "B", self._turn_basis, self.table, self.grids)
        categories = (_ALL, *(c.code for c in self.book.season.regulations.categories))
        self.action(
            "session.classification.next_category", "C", lambda: self._turn(self.category, categories), self.table
        )
        context.car_wanted.connect(self._select)

    def _lay_out(self) -> None:
        strip, row = region("strip", 36)
        row.addWidget(self.basis)
        row.addWidget(self.category)
        self._summary = Elided("small", "secondary")
        row.addStretch(1)
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
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.table, 1)
        body.addWidget(self.grids)
        screen.addWidget(self.line)
        screen.addWidget(strip)
        screen.addWidget(self.empty)
        screen.addLayout(body, 1)
        screen.addWidget(foot)
        screen.addWidget(self.steps)
        QWidget.setTabOrder(self.line, self.table)
        QWidget.setTabOrder(self.table, self.grids)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session; the car chosen stays chosen."""
        chosen = self.table.current_key()
        self.ref = ref
        self.steps.hide()
        self.model.set_rows([])  # the rows of one session are not explained by the rules of another
        self._columns = None
        if self.basis.current == "grid" and not self._has_grid:
            self.basis.choose("after")
        self._show_grids()
        self.line.clear()
        self.table.set_fit_rows(max(len(self.book.entries(self.book.round_of(ref).code)) + 2, 1))
        super().show_session(ref)
        self.table.select(chosen)
        self._explain()

    def refresh(self, changed: Changed | None) -> None:
        """Show the classification as it is now, and the grids that follow from it."""
        self._show_grids()
        category = "" if self.category.current == _ALL else self.category.current
        road = self.basis.current == "road"
        if self._columns is None:
            self._set_columns(anew=True)
        self.model.set_rows(result_rows(self.book, self.ref, category, self.words, on_the_road=road))
        result = self.book.classification(self.ref, on_the_road=road)
        self.empty.setVisible(not result.rows and not self._of_race_grid)
        self.empty.setText(self.words("session.classification.empty"))
        race = self.session.kind is SessionKind.RACE and bool(result.rows)
        summary = self.words("session.classification.summary", n=result.classified, starters=result.starters)
        self._summary.setText(summary if race else "")
        self.table.setAccessibleName(self.words("session.classification.table", session=self.session_title))
        self._explain()

    def focus_line(self) -> None:
        """Give the keyboard to the line of the grid, or to the table: there is nothing else to type here."""
        if not self.line.isHidden():
            self.line.focus()
            return
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
        bases = {key: self.words(f"session.classification.{key}") for key in ("after", "road", "grid")}
        self.line.retranslate()
        self.basis.say(self.words("session.classification.basis"), bases)
        self._why.setText(self.words("session.classification.why"))
        if self.ref:
            self._set_columns(anew=True)
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        if self.ref:
            self._fit_grids()
            self._set_columns(anew=False)

    # -- grids
    @property
    def whole_width(self) -> bool:
        """Grids beside the table need the room of the live standings."""
        ref = self.context.session
        return bool(ref) and self.book.session(ref).kind is not SessionKind.RACE and bool(grids_of(self.book, ref))

    @property
    def _has_grid(self) -> bool:
        return self.session.kind is SessionKind.RACE and bool(self.book.grid(self.ref))

    @property
    def _bases(self) -> tuple[str, ...]:
        """What can be shown of the session: its result after decisions, as on the road, the grid of a race."""
        return ("after", "road", "grid") if self._has_grid else ("after", "road")

    @property
    def _of_race_grid(self) -> bool:
        """Whether the grid of a race stands in place of its result."""
        return self._has_grid and self.basis.current == "grid"

    def _races(self) -> tuple[str, ...]:
        """The races whose grids are shown."""
        if self.session.kind is SessionKind.RACE:
            return (self.ref,) if self._of_race_grid else ()
        return tuple(race for race in grids_of(self.book, self.ref) if self.book.grid(race))

    def _show_grids(self) -> None:
        races = self._races()
        self.basis.offer(self._bases)
        self.grids.show_grids(races, self.cells)
        self.grids.setVisible(bool(races))
        self.line.setVisible(bool(races))
        for part in (self.table, self.category, self._summary):
            part.setVisible(not self._of_race_grid)
        self._fit_grids()
        if races:
            self.grids.select(self.table.current_key() or self.chosen)
            self.line.set_hint(self.words("session.grid.hint"))
            self.line.refresh()

    def _fit_grids(self) -> None:
        """Half of the room for the grids beside the table, all of it for the grid of a race."""
        n = len(self._races())
        most = self.width() if self._of_race_grid else min(self.context.look.px(252) * n, self.width() // 2)
        self.grids.setFixedWidth(max(most, 1))

    def _read_grid(self, line: str) -> Reading:
        race = self.grids.race
        return read_grid(self.book, race, line, self.words) if race else Reading("")

    def _chose(self, number: object) -> None:
        if isinstance(number, str):
            self.chosen = number
            self.grids.select(number)
        self._explain()

    def _chose_on_grid(self, number: str) -> None:
        self.chosen = number
        self.line.refresh()
        self.table.select(number)
        self._explain()

    def _move_on_grid(self, number: str, place: int) -> None:
        self.line.set_text(f"{number}*{place} ")

    def _start_move(self) -> None:
        if self.chosen:
            self.line.set_text(f"{self.chosen}*")

    def _turn_basis(self) -> None:
        self._turn(self.basis, self._bases)
        if self._of_race_grid:
            self.grids.views[0].stack.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- showing
    def _choose(self) -> None:
        self._set_columns(anew=True)
        self.refresh(None)

    def _turn(self, choice: Segments, keys: tuple[str, ...]) -> None:
        choice.choose(keys[(keys.index(choice.current) + 1) % len(keys)])
        self._choose()

    def _set_columns(self, *, anew: bool) -> None:
        category = "" if self.category.current == _ALL else self.category.current
        room = self.width() - (0 if self.grids.isHidden() else self.grids.width())
        width = round(room / self.context.look.px(100) * 100)
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
        if self.chosen and (on_grid := self.grids.why(self.chosen)) and not self.line.isHidden():
            reason = f"{car_name(self.book, self.ref, self.chosen, self.words)}, {on_grid}"
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
        """A digit belongs to the line of the grid, or else to the entry line of the order."""
        if not self.line.isHidden():
            self.line.add(text)
            return
        self.context.session_wanted.emit(self.ref, "order")
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit):
            line.insert(text)
