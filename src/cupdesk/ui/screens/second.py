"""The second entry (Ctrl+Shift+V): the order typed again without the first in sight, then the differences settled one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from cupdesk.lines.order import read_order
from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    AnswerSecond,
    Edit,
    EnterSecond,
    PlaceCar,
    SetDeadHeat,
    SetOrder,
    SetStatus,
    SettleSecond,
    TakeOutCar,
    apply,
)
from cupdesk.rules.second import Disagreement, answers, disagreements, settled, shadow, statuses
from cupdesk.rules.session import Answer, Right, Said, SecondEntry, SessionKind, Status
from cupdesk.ui.controls.cells import run
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.entering.beside import NotPlaced
from cupdesk.ui.entering.entry_line import EntryLine
from cupdesk.ui.entering.order_columns import row_look
from cupdesk.ui.entering.order_rows import OrderRow, not_placed, order_rows
from cupdesk.ui.screens.session_screen import SessionScreen
from cupdesk.words.names import car_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.desk import Changed
    from cupdesk.lines.reading import Reading
    from cupdesk.ui.context import Context
    from cupdesk.ui.controls.cells import Cell, Runs

_OF_THE_ORDER = (PlaceCar, SetDeadHeat, SetOrder, SetStatus, TakeOutCar)
_BESIDE_FROM = 560


class SecondScreen(SessionScreen):
    """Types the order a second time; nothing of the first is shown until both are complete."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._settling = False
        self._shadow: Book | None = None
        self.line = EntryLine(context, self._read, "session.line.place", self._write)
        self.model: RowsModel[OrderRow] = RowsModel([], key=lambda row: row.key, look=row_look)
        self.table = RowsTable(context, self.model, "second", fit_rows=26)
        self.open: RowsModel[Disagreement] = RowsModel([], key=lambda each: each.number, look=self._look)
        self.open_table = RowsTable(context, self.open, "disagreements")
        self.beside = NotPlaced(context)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.open_table)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.tables, 1)
        row.addWidget(self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addLayout(row, 1)
        self.line.read.connect(self._narrow)
        self.line.pick.connect(self.beside.take_focus)
        for table in (self.table, self.open_table, self.beside.table):
            table.typed.connect(self.line.add)
        self.beside.chosen.connect(lambda number: self._told(self._do((PlaceCar(self.ref, str(number)),))))
        self.action("session.second.compare", ("Ctrl+Return", "Ctrl+Enter"), self.go_on)
        self.action("session.second.keep", "K", lambda: self._choose(Right.FIRST), self.open_table)
        self.action("session.second.take", "T", lambda: self._choose(Right.SECOND), self.open_table)
        self.action("session.second.retype", "M", self._retype, self.open_table)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session; to its differences, if some were answered already."""
        self.ref = ref
        self._settling = bool(self._answers)
        self.table.set_fit_rows(max(len(self.book.entries(self.book.round_of(ref).code)), 1))
        super().show_session(ref)
        self._set_columns()
        self.line.clear()
        if self._settling:
            self._select_waiting()

    def refresh(self, changed: Changed | None) -> None:
        """Show the second entry as it is now."""
        del changed
        self._shadow = None
        race = self.session.kind is SessionKind.RACE
        missing = not_placed(self.blind, self.ref) if race else []
        self.model.set_rows(order_rows(self.blind, self.ref) if race else [])
        self.beside.show_cars(missing, self.cells)
        found = disagreements(self.session)
        self._settling = self._settling and bool(found) and not missing
        self.open.set_rows(found if self._settling else [], repaint=True)
        self.tables.setCurrentIndex(1 if self._settling else 0)
        self._fit()
        self.table.setAccessibleName(self.words("session.second.table", session=self.session_title))
        self.open_table.setAccessibleName(self.words("session.second.differences", session=self.session_title))
        self.line.set_note(self._note(len(missing), len(found), race=race))
        empty = "hint" if race else "only_races"
        begun = bool(self.blind.session(self.ref).order) and race
        self.line.set_hint("" if begun else self.words(f"session.second.{empty}"))
        self.line.refresh()

    def _note(self, missing: int, found: int, *, race: bool) -> str:
        if not race:
            return ""
        if missing:
            return self.words("session.order.note", n=missing)
        if self._settling:
            waiting = found - len(self._answers)
            return self.words(f"session.second.{'open_keys' if waiting else 'answered'}", n=waiting)
        if not found:
            return self.words("session.second.agrees", n=(self.session.second or SecondEntry()).settled)
        return self.words("session.second.complete")

    def focus_line(self) -> None:
        """Give the keyboard to the entry line; to the differences while they are settled, where a digit goes to the line."""
        if self._settling:
            self.open_table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.line.focus()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        self.beside.retranslate()
        self.line.retranslate()
        if self.ref:
            self._set_columns()
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list beside out where it has no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the list beside out while differences are settled: every car is placed then."""
        self.beside.setVisible(not self._settling and self.width() >= self.context.look.px(_BESIDE_FROM))

    # -- the second entry
    @property
    def _answers(self) -> dict[str, Answer]:
        """How differences were answered so far, by car."""
        return answers(self.session)

    @property
    def blind(self) -> Book:
        """The book as the second entry has it."""
        if self._shadow is None:
            self._shadow = Book(shadow(self.book.season, self.ref), self.book)
        return self._shadow

    def _read(self, line: str) -> Reading:
        return read_order(self.blind, self.ref, line, self.words)

    def _write(self, edits: tuple[Edit, ...]) -> None:
        """Write what was typed to the second entry; while settling, it is the answer for the cars it names."""
        if any(hasattr(edit, "session") and not isinstance(edit, _OF_THE_ORDER) for edit in edits):
            raise Trouble("session.second.only_order")
        if self._settling:
            self._answer(edits)
            return
        self.context.desk.do(*self._second(edits))

    def _second(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits that put these into the second entry; those of the season (a car entered) as they are."""
        after = apply(self.blind.season, *edits).session(self.ref)
        others = tuple(edit for edit in edits if not hasattr(edit, "session"))
        by = self.context.settings.operator
        return (*others, EnterSecond(self.ref, after.order, statuses(after.finishes), by, after.dead_heats))

    def _do(self, edits: tuple[Edit, ...]) -> str:
        return self.do(*self._second(edits))

    def _told(self, problem: str) -> None:
        if problem:
            self.line.refuse(problem)

    def _narrow(self, reading: Reading) -> None:
        self.beside.narrow(reading.matches if self.line.text.text().strip() else ())

    # -- comparing and settling
    def go_on(self) -> None:
        """The primary step: compare when complete, settle when every difference is decided."""
        missing = not_placed(self.blind, self.ref) if self.session.kind is SessionKind.RACE else []
        if self.session.kind is not SessionKind.RACE or missing:
            key = "incomplete" if missing else "only_races"
            self.line.refuse(self.words(f"session.second.{key}", n=len(missing)))
            return
        found = disagreements(self.session)
        if not found:
            self.line.say(self._conclusion())
        elif not self._settling:
            self._settling = True
            self.refresh(None)
            self._select_waiting()
            self.open_table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.warn(self.words("session.second.found", n=len(found)))
        elif waiting := [each.number for each in found if each.number not in self._answers]:
            self.line.refuse(self.words("session.second.waiting", n=len(waiting), car=waiting[0]))
        else:
            self._settle(found)

    def _settle(self, found: tuple[Disagreement, ...]) -> None:
        order, finishes, shared = settled(self.session)
        before = (self.session.second or SecondEntry()).settled
        by = self.context.settings.operator
        self._settling = False
        problem = self.do(SettleSecond(self.ref, order, finishes, before + len(found), by, shared))
        if problem:
            self.line.refuse(problem)
        else:
            self.line.say(self._conclusion())
            self.line.focus()

    def _conclusion(self) -> str:
        second = self.session.second or SecondEntry()
        said = self.words("session.second.agrees", n=second.settled)
        if second.by and self._first_by() == {second.by}:
            said = f"{said}. {self.words('session.second.same_operator', by=second.by)}"
        return said

    def _first_by(self) -> set[str]:
        """Who typed the first entry, as the journal has it."""
        desk = self.context.desk
        return {
            step.operator
            for step in desk.store.history(desk.season.code)
            if not step.undone
            and any(isinstance(edit, _OF_THE_ORDER) and edit.session == self.ref for edit in step.edits)
        }

    def _choose(self, right: Right) -> None:
        """Answer the difference chosen, and go on to the next that waits."""
        number = self.open_table.current_key()
        if number is None:
            return
        if problem := self.do(AnswerSecond(self.ref, Answer(str(number), right))):
            self.line.refuse(problem)
        else:
            self._select_waiting()

    def _select_waiting(self) -> None:
        """Choose the first difference that is not answered; stay where all are."""
        still = [each.number for each in disagreements(self.session)]
        here = self.open_table.current_key()
        self.open_table.select(next((n for n in still if n not in self._answers), here or still[0]))

    def _retype(self) -> None:
        number = self.open_table.current_key()
        if number is not None:
            self.line.set_text(f"{number}*")

    def _answer(self, edits: tuple[Edit, ...]) -> None:
        """Take what was typed for cars as the answer to their differences."""
        after = apply(self.blind.season, *edits).session(self.ref)
        open_ = {each.number for each in disagreements(self.session)}
        named = [getattr(edit, "number", "") for edit in edits]
        named += [number for edit in edits if isinstance(edit, SetDeadHeat) for number in edit.cars]
        given = []
        for number in dict.fromkeys(number for number in named if number in open_):
            row = after.finish(number)
            place = after.order.index(number) + 1 if number in after.order else None
            laps = row.laps if row.status is Status.RETIRED else None
            heat = next((heat for heat in after.dead_heats if number in heat), ())
            said = Said(place, row.status, laps, tuple(sorted({*heat} - {number})))
            given.append(AnswerSecond(self.ref, Answer(number, Right.NEITHER, said)))
        if given:
            self.context.desk.do(*given)
            self.open_table.select(given[-1].answer.number)
            self._select_waiting()
        self.open_table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- columns
    def _set_columns(self) -> None:
        words, cells = self.words, self.cells

        def head(key: str) -> str:
            return words(f"session.column.{key}")

        self.put_columns(
            self.table,
            [
                Column("place", head("place"), lambda r: str(r.place or ""), 40, figures=True),
                Column("number", head("number"), lambda r: run(r.number, strong=True), 44, figures=True),
                Column(
                    "driver",
                    head("driver"),
                    lambda r: cells.driver(r.entry.drivers) if r.entry else "",
                    120,
                    stretch=True,
                ),
                Column("category", head("category"), self._chips, 56),
                Column("state", head("state"), lambda r: self._status(r.finish.status) if r.finish else "", 110),
            ],
            anew=True,
        )
        self.put_columns(
            self.open_table,
            [
                Column("car", head("car"), lambda d: self._car(d.number), 120, stretch=True),
                Column("first", words("session.second.first"), lambda d: self._said(d.first), 150),
                Column("second", words("session.second.second"), lambda d: self._said(d.second), 150),
                Column("kept", words("session.second.kept"), self._kept, 150),
            ],
            anew=True,
        )

    def _chips(self, row: OrderRow) -> Cell:
        entry = row.entry
        return self.cells.chips(entry.category, entry.awards, guest=entry.guest) if entry else ""

    def _car(self, number: str) -> str:
        return car_name(self.book, self.ref, number, self.words)

    def _status(self, status: Status) -> str:
        return "" if status is Status.RUNNING else self.words(f"session.second.status.{status.value}")

    def _said(self, said: Said) -> str:
        place = f"P{said.place}" if said.place else ""
        laps = self.words("window.laps", n=said.laps) if said.laps is not None else ""
        shared = self.words("session.second.shares", cars=", ".join(said.shares)) if said.shares else ""
        parts = [part for part in (place, shared, self._status(said.status), laps) if part]
        return " · ".join(parts) or self.words("session.second.not_said")

    def _kept(self, each: Disagreement) -> Runs:
        answer = self._answers.get(each.number)
        if answer is None:
            return run(self.words("session.second.undecided"), "attention")
        said = {Right.FIRST: each.first, Right.SECOND: each.second, Right.NEITHER: answer.said}[answer.right]
        return run(self._said(said), strong=True)

    def _look(self, each: Disagreement) -> RowLook:
        return RowLook() if each.number in self._answers else RowLook("attention_tint", "attention")
