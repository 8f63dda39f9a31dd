"""The state of a session's publication: the ladder, the number and time the next document gets, what final waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from cupdesk.rules.session import SessionState
from cupdesk.ui.cells import Runs, Symbol, run
from cupdesk.ui.parts import Elided, Heading, label, region, set_tone
from cupdesk.ui.publishing import Check, Published, checks, next_document, posted_words, register
from cupdesk.ui.rows_model import Column, RowsModel
from cupdesk.ui.table import RowsTable
from cupdesk.words import Words
from cupdesk.words.figures import DASH

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Session
    from cupdesk.ui.context import Context

_STATES = tuple(SessionState)
_SYMBOLS = {SessionState.UNOFFICIAL: "◔", SessionState.PROVISIONAL: "◑", SessionState.FINAL: "●"}


@dataclass(slots=True)
class _Rung:
    """One step of the ladder."""

    name: QLabel
    detail: QLabel


def _register_columns(words: Words) -> list[Column[Published]]:
    def head(key: str) -> str:
        return words(f"session.column.{key}")

    return [
        Column("document", head("document"), lambda row: run(str(row.document or DASH), strong=True), 44, figures=True),
        Column("session", head("session"), lambda row: row.session, 120, stretch=True),
        Column("state", head("state"), lambda row: row.state, 116),
        Column("posted", head("posted"), lambda row: run(row.posted, "text2"), 126),
    ]


class PublishForm(QFrame):
    """Shows how far a session is published, and takes what the next document carries."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.number = QSpinBox()
        self.number.setRange(1, 9999)
        self.time = QDateTimeEdit()
        self.time.setCalendarPopup(False)
        self.time.setDisplayFormat("dd.MM.yyyy  HH:mm")
        self._labels = {name: QLabel() for name in ("number", "posted")}
        form = QHBoxLayout()
        form.setContentsMargins(12, 12, 12, 12)
        form.setSpacing(8)
        for name, field in (("number", self.number), ("posted", self.time)):
            form.addWidget(self._labels[name])
            form.addWidget(field)
            form.addSpacing(16)
        form.addStretch(1)
        self._before = Heading()
        self.model: RowsModel[Check] = RowsModel(self._columns(), key=lambda check: check.name)
        self.table = RowsTable(context, self.model, "checks")
        self.table.horizontalHeader().hide()
        self._register = Heading()
        self.published: RowsModel[Published] = RowsModel([], key=lambda row: row.ref)
        self.register = RowsTable(context, self.published, "register")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._make_ladder())
        whole.addLayout(form)
        whole.addWidget(self._before)
        whole.addWidget(self.table)
        whole.addWidget(self._register)
        whole.addWidget(self.register, 1)

    def _make_ladder(self) -> QWidget:
        frame, row = region("head", 52, margins=(12, 6, 12, 6))
        self._rungs = {state: _Rung(label("strong"), Elided("small", "secondary")) for state in _STATES}
        for rung in self._rungs.values():
            column = QVBoxLayout()
            column.setSpacing(2)
            rung.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(rung.name)
            column.addWidget(rung.detail)
            row.addLayout(column, 1)
        return frame

    def _columns(self) -> list[Column[Check]]:
        return [
            Column("sign", "", self._sign, 30, align="centre"),
            Column("text", "", lambda check: run(check.text, strong=True), 150, stretch=True),
            Column("detail", "", lambda check: run(check.detail, "text2"), 180),
        ]

    def _sign(self, check: Check) -> Symbol | Runs:
        return Symbol("full", "up") if check.good else Symbol("ring" if check.soft else "cross", "attention")

    @property
    def document(self) -> int:
        """The number of the next document."""
        return self.number.value()

    @property
    def posted(self) -> datetime:
        """The minute the next document is posted at."""
        seconds = self.time.dateTime().toSecsSinceEpoch()
        return datetime.fromtimestamp(seconds - seconds % 60).astimezone()

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for name, text in self._labels.items():
            text.setText(words(f"session.publication.{name}"))
        self.number.setAccessibleName(words("session.publication.number"))
        self.time.setAccessibleName(words("session.publication.posted"))
        self.table.setAccessibleName(words("session.publication.before_final"))
        self.register.setAccessibleName(words("session.publication.register"))
        self._register.say(words("session.publication.register"))
        self.published.set_columns(_register_columns(words))

    def show_session(self, book: Book, ref: str, words: Words, now: datetime) -> None:
        """Show how far a session has come, and propose number and time of its next document."""
        session = book.session(ref)
        self.number.setValue(next_document(book))
        self.time.setDateTime(QDateTime.fromSecsSinceEpoch(int(now.timestamp()), QTimeZone.systemTimeZone()))
        found = checks(book, ref, words, now)
        self.model.set_rows(found)
        look = self._context.look
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(height * 3 + look.px(8))
        self.published.set_rows(register(book, words))
        waiting = sum(not check.good for check in found)
        blocked = words("session.publication.step_waits", n=waiting) if waiting else ""
        self._before.say(
            words("session.publication.before_final"), blocked or words("session.publication.nothing_blocks")
        )
        here = _STATES.index(session.state)
        for index, (state, rung) in enumerate(self._rungs.items()):
            text = words(f"rules.state.{state.value}")
            revised = (
                f" · {words('rules.state.revision', n=session.revision)}" if session.revision and index == here else ""
            )
            rung.name.setText(f"{_SYMBOLS[state]} {text}{revised}")
            set_tone(rung.name, "tone", "accent" if index == here else "" if index < here else "quiet")
            rung.detail.setText(self._detail(session, state, blocked, complete=book.classification(ref).complete))

    def _detail(self, session: Session, state: SessionState, blocked: str, *, complete: bool) -> str:
        words = self._context.words
        if state is SessionState.UNOFFICIAL:
            return words("session.publication.step_ready" if complete else "session.publication.step_unofficial")
        if state is session.state and session.document is not None:
            return words("session.publication.step_posted", number=session.document, time=posted_words(session, words))
        if state is SessionState.FINAL:
            return blocked
        return words("session.publication.step_next") if session.state is SessionState.UNOFFICIAL else ""
