"""The stewards' decisions (F6): the ledger, one line to type the next, and its effect on the classification while it is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cupdesk.lines.again import decision_line
from cupdesk.lines.decision import read_decision
from cupdesk.rules.edits import AddDecision, SetDecisionState
from cupdesk.rules.session import DecisionState, Session
from cupdesk.ui.controls.lines_panel import Line, LinesPanel
from cupdesk.ui.controls.parts import key_cap, label, region
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.deciding.catalogue import Catalogue
from cupdesk.ui.deciding.decision_columns import EffectColumns, LedgerColumns, effect_look, ledger_look
from cupdesk.ui.deciding.decision_rows import EffectRow, LedgerRow, effect, history, ledger
from cupdesk.ui.deciding.decision_story import story, why_lines
from cupdesk.ui.entering.entry_line import EntryLine
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.names import car_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cupdesk.desk import Changed
    from cupdesk.lines.reading import Reading
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification
    from cupdesk.ui.context import Context

_KEYS = (("D", "new"), ("R", "withdraw"), ("H", "history"))
_STATES = {
    "R": ("withdraw", DecisionState.WITHDRAWN),
    "I": ("issue", DecisionState.ISSUED),
    "A": ("appeal", DecisionState.APPEALED),
    "C": ("confirm", DecisionState.CONFIRMED),
    "S": ("nfa", DecisionState.NO_FURTHER_ACTION),
}
"""Key on a decision → what it does, and the state the decision is in then; pressed again, back to before."""


class DecisionsScreen(SessionScreen):
    """Files, changes and withdraws decisions; only Enter records."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._base: Classification | None = None
        self._preview: Book | None = None
        self._asked: Callable[[], None] | None = None
        self.line = EntryLine(context, self._read, "session.line.record")
        self._ledger_columns: LedgerColumns | None = None
        self._effect_columns = EffectColumns(self.cells, self.words)
        self.ledger: RowsModel[LedgerRow] = RowsModel([], lambda row: row.key, ledger_look, self._ledger_sentence)
        self.effect: RowsModel[EffectRow] = RowsModel(
            [], lambda row: row.car.number, effect_look, lambda row: self._effect_columns.sentence(row)
        )
        self.decisions = RowsTable(context, self.ledger, "decisions")
        self.cars = RowsTable(context, self.effect, "effect")
        self.panel = LinesPanel(context, "decisions_panel", labels=190)
        self.catalogue = Catalogue(context, self.line)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        strip, row = region("strip", 26)
        self._title, self._open = label("small_strong"), label("small", "secondary")
        row.addWidget(self._title)
        row.addWidget(self._open)
        row.addStretch(1)
        self._hints: dict[str, QLabel] = {}
        for key, name in _KEYS:
            row.addWidget(key_cap(key))
            self._hints[name] = label("small", "secondary")
            row.addWidget(self._hints[name])
        effect, row = region("strip", 26)
        self._effect_title, self._badge = label("small_strong"), label("small_strong", "accent")
        self._summary = label("small", "secondary")
        self._empty = label("body", "quiet")
        for each in (self._effect_title, self._badge):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._summary)
        self._empty.setContentsMargins(12, 8, 12, 8)
        screen = QVBoxLayout(self)
        screen.setContentsMargins(0, 0, 0, 0)
        screen.setSpacing(0)
        for widget in (self.line, strip, self.decisions, self._empty, effect):
            screen.addWidget(widget)
        screen.addWidget(self.cars, 1)
        screen.addWidget(self.panel)
        screen.addWidget(self.catalogue)
        QWidget.setTabOrder(self.line, self.decisions)
        QWidget.setTabOrder(self.decisions, self.cars)

    def _connect(self) -> None:
        self.line.read.connect(self._show_preview)
        self.line.taken.connect(self._recorded)
        for table in (self.decisions, self.cars):
            table.typed.connect(self.line.add)
        self.action("session.decisions.catalogue", "F2", self.catalogue.open, self.line)
        self.action("session.decisions.action_new", "D", self._new, self.decisions, self.cars)
        self.action("session.decisions.action_edit", ("Return", "Enter", "F2"), self._edit, self.decisions)
        self.action("session.decisions.action_print", "P", self._print, self.decisions)
        for key, (name, state) in _STATES.items():
            self.action(f"session.decisions.action_{name}", key, partial(self._move, state), self.decisions)
        self.action(
            "session.decisions.action_history", "H", lambda: self._ask(self._history), self.decisions, self.cars
        )
        self.action("session.classification.why", "?", lambda: self._ask(self._why), self.decisions, self.cars)
        self.decisions.row_changed.connect(lambda _: self._told())
        self.decisions.doubleClicked.connect(lambda _: self._edit())
        for panel in (self.panel, self.catalogue):
            panel.closed.connect(self.line.focus)
        self.context.car_wanted.connect(self._deal_with)
        self.context.line_wanted.connect(self._show_line)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session, with the whole effect of its decisions."""
        self._base, self._preview = None, None
        self.panel.hide()
        self.catalogue.hide()
        super().show_session(ref)
        self._set_columns(anew=True)
        self.line.clear()

    def refresh(self, changed: Changed | None) -> None:
        """Show the ledger as it is now, and what the latest edit of it did."""
        if changed is not None:
            decided = _decisions(changed.before, self.ref) != _decisions(self.book, self.ref)
            if decided:
                self._base = changed.before.classification(self.ref)
        self._preview = None
        self._set_columns(anew=False)
        self.line.set_hint(self.words("session.decisions.hint"))
        self.line.refresh()
        if self._preview is None:
            self.context.set_preview(None)
            self._show(self.book, self._base or self.book.classification(self.ref, on_the_road=True))
        if self.panel.isVisible() and self._asked is not None:
            self._asked()

    def focus_line(self) -> None:
        """Give the keyboard to the entry line."""
        self.line.focus()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        for _, name in _KEYS:
            self._hints[name].setText(self.words(f"session.decisions.{name}"))
        self._title.setText(self.words("session.decisions.ledger"))
        self._empty.setText(self.words("session.decisions.empty"))
        self._effect_title.setText(self.words("session.decisions.effect"))
        self.line.retranslate()
        if self.ref:
            self._set_columns(anew=True)
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        if self.ref:
            self._set_columns(anew=False)

    def showEvent(self, event: object) -> None:
        """Tell of the current decision beside."""
        self._told()

    def hideEvent(self, event: object) -> None:
        """Take the preview and what is told beside away with the screen."""
        self.context.set_story(None)
        if self._preview is not None:
            self._preview = None
            self.context.set_preview(None)

    # -- showing
    def _show(self, book: Book, base: Classification) -> None:
        rows = ledger(book, self.ref, self.book)
        cars = effect(book, base, self.ref, self.words)
        self.ledger.set_rows(rows, repaint=bool(self.ledger.rows()))
        self.effect.set_rows(cars)
        self._fit_ledger(len(rows))
        self._tell(book, rows)
        under = sum(row.decision.state is DecisionState.INVESTIGATION for row in rows)
        self._open.setText(self.words("session.decisions.open", n=under) if under else "")
        moved = [row for row in cars if row.moved]
        summary = (
            self.words("session.decisions.moved", n=len(moved)) if moved else self.words("session.decisions.unmoved")
        )
        self._summary.setText(summary if cars else "")
        self._badge.setText(self.words("session.decisions.preview") if book is not self.book else "")
        self.decisions.setAccessibleName(self.words("session.decisions.ledger_name", n=len(rows)))
        self.cars.setAccessibleName(self.words("session.decisions.effect_name", session=self.session_title))
        first = next((i for i, row in enumerate(cars) if row.changed), -1)
        if first >= 0:
            self.cars.scrollTo(self.effect.index(max(first - 2, 0), 0), RowsTable.ScrollHint.EnsureVisible)
            last = max(i for i, row in enumerate(cars) if row.changed)
            self.cars.scrollTo(self.effect.index(last, 0), RowsTable.ScrollHint.EnsureVisible)

    def _tell(self, book: Book, rows: list[LedgerRow]) -> None:
        """Have the dock tell of what is typed, else of the current decision, else of the last one."""
        typed = next((row for row in rows if row.preview), None)
        row = typed or self._decision() or (rows[-1] if rows else None)
        self.context.set_story(story(book, row, self.words) if row is not None and self.isVisible() else None)

    def _told(self) -> None:
        self._tell(self._preview or self.book, [row for row in self.ledger.rows() if isinstance(row, LedgerRow)])

    def _fit_ledger(self, rows: int) -> None:
        self._empty.setVisible(rows == 0)
        self.decisions.setVisible(rows > 0)
        look = self.context.look
        height = self.decisions.verticalHeader().defaultSectionSize()
        self.decisions.setFixedHeight(look.px(24) + height * min(max(rows, 3), 6) + 2)

    def _show_preview(self, reading: Reading) -> None:
        """Show what follows from the line as typed, and tell the standings."""
        book = self.context.desk.what_if(*reading.edits) if reading.edits and self.line.text.text().strip() else None
        if book is None and self._preview is None:
            return
        self._preview = book
        if book is not None:
            self._show(book, self.book.classification(self.ref))
        else:
            self._show(self.book, self._base or self.book.classification(self.ref, on_the_road=True))
        self.context.set_preview(book)

    def _recorded(self, reading: Reading) -> None:
        """Choose the decision just recorded, so that the next key is for it."""
        new = [edit for edit in reading.edits if isinstance(edit, AddDecision)]
        if new:
            self.decisions.select((new[-1].session, new[-1].decision.number))

    def _set_columns(self, *, anew: bool) -> None:
        width = round(self.width() / self.context.look.px(100) * 100)
        self._ledger_columns = LedgerColumns(self.context, self.ref, self.cells)
        self._effect_columns = EffectColumns(self.cells, self.words)
        self.put_columns(self.decisions, self._ledger_columns.columns(width), anew=anew)
        self.put_columns(self.cars, self._effect_columns.columns(width), anew=anew)

    def _ledger_sentence(self, row: LedgerRow) -> str:
        return self._ledger_columns.sentence(row) if self._ledger_columns else ""

    # -- reading
    def _read(self, line: str) -> Reading:
        return read_decision(self.book, self.ref, line, self.words, _now(), self.context.settings.operator)

    # -- acting on a row
    def _deal_with(self, number: str) -> None:
        """Show a car somebody asked for: its open decision, or a new one begun."""
        if not self.isVisible():
            return
        rows = [row for row in self.ledger.rows() if isinstance(row, LedgerRow)]
        open_ = [r for r in rows if number in r.decision.cars and r.decision.state is DecisionState.INVESTIGATION]
        if open_:
            self.decisions.select(open_[0].key)
            self.decisions.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.line.set_text(f"{number} ")

    def _car(self) -> str:
        """The car of the row the keyboard is on."""
        if self.decisions.hasFocus():
            row = self._decision()
            return row.decision.cars[0] if row and row.decision.cars else ""
        return str(self.cars.current_key() or "")

    def _decision(self) -> LedgerRow | None:
        return self.ledger.row(self.decisions.currentIndex().row())

    def _new(self) -> None:
        if number := self._car():
            self.line.set_text(f"{number} ")

    def _edit(self) -> None:
        row = self._decision()
        if row is not None and not row.preview:
            self.line.set_text(decision_line(row.decision, self.book.season, self.words.language))

    def _print(self) -> None:
        """Ask for a printer, then send the sheet of the decision, for signature."""
        row = self._decision()
        if row is None or row.preview:
            return

        from cupdesk.sheets.documents.decision_sheet import (
            decision_sheet,  # with the writer of pages: not at each start
        )
        from cupdesk.ui.paper.printing import ask_printer, send_sheet

        sheet = decision_sheet(self.book, row.filed, row.decision.number, self.context.document_language)
        title = self.words("session.print.title")
        ask_printer(self, title, sheet, lambda printer, what: send_sheet(self.context, printer, what))

    def _move(self, state: DecisionState) -> None:
        """Move the decision along to a state, or back from it: issued, or under investigation if nothing is decided yet."""
        row = self._decision()
        if row is None or row.preview:
            return
        if row.decision.state is state:
            state = DecisionState.ISSUED if row.decision.sanctions else DecisionState.INVESTIGATION
        moved = SetDecisionState(row.filed, row.decision.number, state, _now(), self.context.settings.operator)
        problem = self.do(moved)
        if problem:
            self.line.refuse(problem)
        else:
            self.line.say(self._ledger_sentence(replace(row, decision=replace(row.decision, state=state))))

    def _ask(self, answer: Callable[[str], None]) -> None:
        """Answer about the car of this row, and again after every edit while the answer is shown."""
        number = self._car()
        if number:
            self._asked = partial(answer, number)
            self._asked()

    def _show_line(self, table: str, number: str) -> None:
        """Say every decision of the season on a car somebody asked for."""
        if table == "history":
            self._asked = partial(self._history, number)
            self._asked()

    def _history(self, number: str) -> None:
        """Every decision of the season on a car."""
        lines = [Line(where, what) for where, what in history(self.book, number, self.words)]
        car = car_name(self.book, self.ref, number, self.words)
        key = "session.decisions.history_head" if lines else "session.decisions.history_none"
        self.panel.say(self.words(key, car=car), lines)

    def _why(self, number: str) -> None:
        """The steps to the place of a car, with what is being typed."""
        book = self._preview or self.book
        lines = why_lines(book, self.ref, number, self.words)
        if lines:
            car = car_name(book, self.ref, number, self.words)
            self.panel.say(self.words("session.classification.why"), lines, note=car)
        else:
            self.panel.hide()


def _now() -> datetime:
    return datetime.now().astimezone().replace(second=0, microsecond=0)


def _decisions(book: Book, ref: str) -> tuple[Hashable, ...]:
    session: Session = book.session(ref)
    return (session.decisions, book.decisions(ref))
