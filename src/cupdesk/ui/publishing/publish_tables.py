"""The tables of the publication screen: what final waits for, what differs from the documents out, the session's documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from cupdesk.rules.documents import published
from cupdesk.rules.session import SessionState
from cupdesk.sheets.differences import said_otherwise
from cupdesk.ui.controls.cells import Run, Runs, Symbol, run
from cupdesk.ui.controls.parts import Heading
from cupdesk.ui.controls.pick_table import PickTable
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.publishing.document_rows import columns, document_rows, row_look
from cupdesk.ui.publishing.protest_clock import ProtestClock

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.sheets.differences import Change
    from cupdesk.ui.context import Context
    from cupdesk.ui.publishing.document_rows import DocumentRow, Key
    from cupdesk.ui.publishing.publishing import Check
    from cupdesk.words import Words

_CHECKS_LEAST, _CHECKS_SEEN = 3, 5
_DOCUMENTS_LEAST = 3
_CHANGES_SEEN = 6
_BESIDE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words, and the document it is from."""

    number: int
    nth: int
    text: str


class PublishTables(QFrame):
    """The clock and the checks side by side, the differences, the documents."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self.clock = ProtestClock(context)
        self._before, self._changed, self._documents = Heading("⏎"), Heading("F7"), Heading("⏎ · C")
        self.checks: RowsModel[Check] = RowsModel(self._check_columns(), key=lambda check: check.name)
        self.checks_table = PickTable(context, self.checks, "checks")
        self.checks_table.horizontalHeader().hide()
        self.told: RowsModel[Told] = RowsModel(
            self._told_columns(),
            key=lambda row: (row.number, row.nth),
            look=lambda _: RowLook("changed", "accent"),
        )
        self.told_table = RowsTable(context, self.told, "changed_documents")
        self.told_table.horizontalHeader().hide()
        self.documents: RowsModel[DocumentRow] = RowsModel([], key=lambda row: row.key, look=row_look)
        self.documents_table = PickTable(context, self.documents, "session_documents")
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self._before)
        checks.addWidget(self.checks_table)
        checks.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(1)
        self._top.addWidget(self.clock)
        self._top.addLayout(checks, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        for part in (self._changed, self.told_table, self._documents):
            whole.addWidget(part)
        whole.addWidget(self.documents_table, 1)

    def _check_columns(self) -> list[Column[Check]]:
        return [
            Column("sign", "", _sign, 30, align="centre"),
            Column("text", "", _said, 240, stretch=True),
            Column("key", "", lambda check: run("" if check.good else check.key, "text3"), 84),
        ]

    def _told_columns(self) -> list[Column[Told]]:
        return [
            Column("document", "", lambda row: run(str(row.number), "text2"), 44, figures=True),
            Column("text", "", lambda row: row.text, 200, stretch=True),
        ]

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self.checks_table.setAccessibleName(words("session.publication.before_final"))
        self.told_table.setAccessibleName(words("session.publication.differences"))
        self.documents_table.setAccessibleName(words("session.publication.register"))
        self._documents.say(words("session.publication.register"), words("session.register.keys"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the clock over the checks, and leave the fingerprint out, where they have no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, way = self._context.look, QBoxLayout.Direction
        beside = self.width() >= look.px(_BESIDE)
        self._top.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.clock.set_flat(flat=not beside)
        self.clock.setFixedWidth(look.px(176) if beside else self.width())
        made = columns(self._context.words, room=round(self.width() / look.px(100) * 100))
        if [(c.key, c.head) for c in made] != [(c.key, c.head) for c in self.documents.columns]:
            self.documents.set_columns(made)

    def show_session(
        self,
        book: Book,
        ref: str,
        found: list[Check],
        altered: dict[int, tuple[Change, ...]],
        marked: Key | None,
    ) -> None:
        """Show what a session waits for, what differs, and its documents."""
        words, look = self._context.words, self._context.look
        height = self.checks_table.verticalHeader().defaultSectionSize()
        self.checks.set_rows(found)
        self.checks_table.setFixedHeight(height * min(max(len(found), _CHECKS_LEAST), _CHECKS_SEEN) + look.px(4))
        self.documents_table.setMinimumHeight(look.px(24) + height * _DOCUMENTS_LEAST)
        waiting = sum(not check.good for check in found)
        blocked = words("session.publication.step_waits", n=waiting)
        final = book.session(ref).state is SessionState.FINAL
        frozen = bool(published(book.season, ref))
        calm = "nothing_blocks" if not final else "stays_final" if frozen else "final_unpublished"
        clear = words(f"session.publication.{calm}")
        head = words("session.publication.after_final" if final else "session.publication.before_final")
        self._before.say(head, blocked if waiting else clear)
        self._tell(told(altered, words), height)
        differing = {(ref, number) for number in altered}
        self.documents.set_rows(document_rows(book, published(book.season, ref), words, differing, marked))
        self.clock.show_session(ref)

    def _tell(self, rows: list[Told], height: int) -> None:
        words = self._context.words
        numbers = ", ".join(str(number) for number in dict.fromkeys(row.number for row in rows))
        self._changed.say(
            words("session.publication.changed_since", numbers=numbers),
            words("session.publication.n_differ", n=len(rows)),
        )
        self.told.set_rows(rows)
        self.told_table.setFixedHeight(height * min(len(rows), _CHANGES_SEEN))
        for part in (self._changed, self.told_table):
            part.setVisible(bool(rows))


def told(altered: dict[int, tuple[Change, ...]], words: Words) -> list[Told]:
    """Every difference in words, document by document."""
    return [
        Told(number, nth, said_otherwise(change, words))
        for number, found in altered.items()
        for nth, change in enumerate(found)
    ]


def _said(check: Check) -> Runs:
    return Runs((Run(check.text, strong=True), *((Run(f"  {check.detail}", "text2"),) if check.detail else ())))


def _sign(check: Check) -> Symbol | Runs:
    return Symbol("full", "up") if check.good else Symbol("ring" if check.soft else "cross", "attention")
